"""A Word table's cell that goes on from the one above is part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml.etree import _Element as Element

from ingest.blocks import Block
from ingest.reading.markup.elements import child, switched_on, value, whole, within
from ingest.reading.markup.grid import MOST_COLUMNS, Cell, table_blocks
from ingest.reading.markup.word_text import WRAPPERS, Lines

_WRAPPERS = ("sdt", *WRAPPERS)


def read_table(
    table: Element, lines: Lines, read_cell: Callable[[Element], list[Block]]
) -> list[Block]:
    """The blocks of a table, deleted rows left out; ``read_cell`` reads what a cell holds."""
    rows: list[list[Cell]] = []
    headers = 0
    above: dict[int, Cell] = {}  # by column, the cells that may go on in the row below
    for mark in within(table, ("tr",), _WRAPPERS):
        if child(mark, "trPr", "del") is not None:
            continue
        if headers == len(rows) and switched_on(child(mark, "trPr", "tblHeader")):
            headers += 1
        cells = [
            cell
            for cell in within(mark, ("tc",), _WRAPPERS)
            if child(cell, "tcPr", "cellDel") is None
        ]
        held = _side_by_side(cells, lines, read_cell)
        rows.append(_row(mark, above, held))
    return table_blocks(rows, headers=headers)


def _side_by_side(
    cells: Iterable[Element], lines: Lines, read_cell: Callable[[Element], list[Block]]
) -> list[tuple[Element, list[Block]]]:
    """Each cell of a row with its blocks; all begin on the page on which the row begins."""
    begins = lines.pages.place
    held: list[tuple[Element, list[Block]]] = []
    ends = [begins]
    for cell in cells:
        lines.pages.place = begins
        held.append((cell, read_cell(cell)))
        ends.append(lines.pages.place)
    lines.pages.place = max(ends, key=lambda place: (place[0] or 0, -place[1]))
    return held


def _row(
    mark: Element, above: dict[int, Cell], held: Iterable[tuple[Element, list[Block]]]
) -> list[Cell]:
    """A row's cells, but for those that go on from above."""
    row: list[Cell] = []
    at = _count(child(mark, "trPr", "gridBefore"), 0)
    if at:
        row.append(Cell(columns=at))
    for tc, blocks in held:
        columns = _count(child(tc, "tcPr", "gridSpan"), 1)
        merge = child(tc, "tcPr", "vMerge")
        if merge is not None and value(merge) != "restart" and at in above:
            above[at].rows += 1
            above[at].blocks += blocks
        else:
            row.append(Cell(blocks, columns))
            above.pop(at, None)
            if merge is not None:
                above[at] = row[-1]
        at += columns
    return row


def _count(mark: Element | None, default: int) -> int:
    return min(max(whole(value(mark), default), default), MOST_COLUMNS)
