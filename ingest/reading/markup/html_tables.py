"""A web page's table is one of values, or is there for the layout of the page only."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from ingest.blocks import Block, BlockKind
from ingest.reading.markup.elements import local, whole
from ingest.reading.markup.grid import Cell, table_blocks

_LAST_ROW = 65534  # the most rows that a cell may cover (HTML, 4.9.11)
_MOST_OF_TABLE = 0.5


@dataclass
class Table:
    """A table that is read: its rows, how many of them name columns, and what it is there for."""

    rows: list[list[Cell]] = field(default_factory=list)
    headers: int = 0
    is_layout: bool = False

    def add_cell(self, element: Element, blocks: list[Block]) -> None:
        """Add a cell to the last row."""
        columns, rows = (whole(element.get(name) or "", 1) for name in ("colspan", "rowspan"))
        is_header = local(element) == "th"
        self.rows[-1].append(Cell(blocks, columns, rows or _LAST_ROW, is_header=is_header))

    def end_row(self, row: Element) -> None:
        """Count a row among those of column names if it is one and all above it are."""
        parent = row.getparent()
        is_named = parent is not None and local(parent) == "thead"
        is_header = is_named or (
            bool(self.rows[-1]) and all(cell.is_header for cell in self.rows[-1])
        )
        if self.headers == len(self.rows) - 1 and is_header:
            self.headers += 1

    def blocks(self) -> list[Block]:
        """The table's rows, or what its cells hold."""
        layout = self.is_layout or self._holds_the_page()
        return table_blocks(self.rows, headers=self.headers, layout=layout)

    def _holds_the_page(self) -> bool:
        """Whether one cell of a table that names nothing has a heading, or most of the text."""
        cells = [cell for row in self.rows for cell in row]
        if any(cell.is_header for cell in cells):
            return False
        letters = sum(len(cell.text) for cell in cells)
        return any(
            cell.blocks[0].kind is BlockKind.HEADING or len(cell.text) > _MOST_OF_TABLE * letters
            for cell in cells
            if sum(block.kind is not BlockKind.ITEM for block in cell.blocks) > 1
        )
