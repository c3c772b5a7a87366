"""A table of any office format becomes rows that name their columns, or the text of a box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import Block, BlockKind
from ingest.reading.markup.layout import line_of
from ingest.reading.tables import table_row_text, table_rows

MOST_COLUMNS = 100
"""No table that a person reads is wider; a span beyond it is cut, so that none fills the memory."""

_REPEATED_TEXT = 300
_Grid = list[list[str]]


@dataclass
class Cell:
    """A cell's blocks, and how many columns and rows it covers.

    ``is_header`` is set for the name of a column, or of a row.
    """

    blocks: list[Block] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    is_header: bool = False

    @property
    def text(self) -> str:
        return line_of(self.blocks).replace("\t", " ")


def table_blocks(
    rows: Sequence[Sequence[Cell]], *, headers: int = 0, layout: bool = False
) -> list[Block]:
    """The blocks of a table, the first ``headers`` rows of which name its columns; at least one.

    A table of one row or one column is a box around its text, and so is one that is there for
    ``layout`` only: its blocks stand as they are. A first row of one cell over all columns is the
    table's title. A cell over several rows or columns says its text in each of them.
    """
    grid = _grid(rows)
    said = [at for at, row in enumerate(rows) if any(cell.blocks for cell in row)]
    filled = sum(any(cells) for cells in zip(*grid, strict=True))
    if layout or len(said) < 2 or filled < 2:
        boxed = not layout and len(said) < 2 and filled < 2
        held = [block for row in rows for cell in row for block in cell.blocks]
        return [replace(block, apart=block.apart or boxed) for block in held]
    title: list[Block] = []
    if len(said) > 2 and len(rows[said[0]]) == 1 and _is_label(grid[said[0]]):
        title = rows[said[0]][0].blocks
        headers = max(headers - 1, 0)
        said = said[1:]
    pages = [next((b.page for cell in rows[at] for b in cell.blocks), None) for at in said]
    lines = [grid[at] for at in said]
    headers = min(max(headers, 1), len(lines) - 1)
    names = _names(lines[:headers])
    names_nothing = not any(any(cells[1:]) for cells in lines[headers:])
    names_rows = names_nothing or _names_rows_only([rows[at] for at in said])
    if names_rows or max(map(len, names)) > _REPEATED_TEXT:
        texts = [table_row_text([""] * len(cells), cells) for cells in lines]
        own = zip(texts, pages, strict=True)
        return [*title, *(Block(BlockKind.ROW, text, page=page) for text, page in own)]
    return [*title, *_rows(names, lines[headers:], pages[headers:])]


def _rows(names: list[str], lines: _Grid, pages: Sequence[int | None]) -> Iterator[Block]:
    """The rows below the names, read anew behind each label that is too long to be repeated."""
    start = 0
    for at, cells in enumerate(lines, 1):
        if at == len(lines) or (_is_label(cells) and len(cells[0]) > _REPEATED_TEXT):
            yield from table_rows([names, *lines[start:at]], [None, *pages[start:at]])
            start = at


def _is_label(cells: Sequence[str]) -> bool:
    return bool(cells[0]) and not any(cells[1:])


def _names_rows_only(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first cell of every row is its name, and no row is one of column names."""
    return all(row and row[0].is_header for row in rows) and not all(
        cell.is_header for cell in rows[0]
    )


def _names(rows: _Grid) -> list[str]:
    """The columns' names: what stands over a column, the upper rows first, nothing twice."""
    return [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*rows, strict=True)]


def _grid(rows: Sequence[Sequence[Cell]]) -> _Grid:
    """The text in every place of a table, all rows made as wide as the widest."""
    reach: dict[int, tuple[int, str]] = {}  # column: rows still covered from above, their text
    grid: _Grid = []
    for row in rows:
        cells = iter(row)
        line: list[str] = []
        at = 0
        while at < MOST_COLUMNS:
            if at in reach:
                left, text = reach.pop(at)
                line.append(text)
                if left > 1:
                    reach[at] = (left - 1, text)
                at += 1
                continue
            cell = next(cells, None)
            if cell is None:
                if not any(column > at for column in reach):
                    break
                line.append("")
                at += 1
                continue
            at = _place(cell, at, line, reach)
        grid.append(line)
    width = max(map(len, grid), default=0)
    return [line + [""] * (width - len(line)) for line in grid]


def _place(cell: Cell, at: int, line: list[str], reach: dict[int, tuple[int, str]]) -> int:
    """Put a cell into a line from a column on; gives the column behind it."""
    text = cell.text
    again = text if len(text) <= _REPEATED_TEXT else ""
    covered = min(max(cell.columns, 1), MOST_COLUMNS - at)
    for offset in range(covered):
        # A first cell over several columns is a label; any other is the value in each of them.
        line.append(text if offset == 0 else again if at else "")
        if cell.rows > 1:
            reach[at + offset] = (cell.rows - 1, again if offset == 0 or at else "")
    return at + covered
