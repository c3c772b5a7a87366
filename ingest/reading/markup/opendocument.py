"""The reader of OpenDocument texts (.odt): what a person sees in them, as blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml.etree import _Element as Element

from ingest.blocks import Block
from ingest.errors import DocumentError
from ingest.reading.markup.archive import Archive, Format, not_of_format, opened, protected
from ingest.reading.markup.contents import finished
from ingest.reading.markup.elements import child, children, local, value, whole, within
from ingest.reading.markup.grid import Cell, table_blocks
from ingest.reading.markup.layout import footnote, paragraph
from ingest.reading.markup.opendocument_pages import Pages
from ingest.reading.markup.opendocument_styles import Counter, Styles
from ingest.reading.markup.opendocument_text import is_hidden, read_line
from ingest.reading.markup.prints import set_off

OPENDOCUMENT = Format("an OpenDocument text", ".odt")
_INDEXES = {
    "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
    "alphabetical-index",
}  # fmt: skip
_LEFT_OUT = _INDEXES | {"tracked-changes", "forms", "annotation"}
_ROW_GROUPS = ("table-header-rows", "table-rows", "table-row-group")


def read_odt(path: Path) -> list[Block]:
    """Read an OpenDocument text as it prints: numbers counted, deletions left out.

    The pages are those of its last layout; None where the file does not tell them, or tells another
    number of them. Raises :class:`DocumentError` if the file is no OpenDocument text, is protected
    or is damaged.
    """
    with opened(path, OPENDOCUMENT) as archive:
        _refuse_protected(path, archive)
        content = archive.required("content.xml")
        text = child(content, "body", "text")
        if text is None:
            raise not_of_format(path, OPENDOCUMENT)
        styles = Styles(content, archive.xml("styles.xml"))
        beside = (_optional(archive, part) for part in ("meta.xml", "settings.xml"))
        pages = Pages(text, styles, *beside)
    blocks = _Reader(styles, pages).whole(text)
    if not pages.are_as_many_as_said:
        blocks = [replace(block, page=None) for block in blocks]
    return finished(blocks)


def _optional(archive: Archive, part: str) -> Element | None:
    """The root of a part that says nothing of the text; None where it cannot be read."""
    try:
        return archive.xml(part)
    except DocumentError:
        return None


def _refuse_protected(path: Path, archive: Archive) -> None:
    manifest = archive.xml("META-INF/manifest.xml")
    entries = children(manifest, "file-entry")
    if any(child(entry, "encryption-data") is not None for entry in entries):
        raise protected(path, OPENDOCUMENT)


@dataclass
class _List:
    """A list at the place that is read: its style, its depth from 1, and its count.

    ``opens_item`` is set until the first paragraph of its item has been read.
    """

    style: str
    depth: int
    counter: Counter
    start: int | None = None
    opens_item: bool = False

    @property
    def is_nested(self) -> bool:
        """Whether it stands in another list whose items are no headings."""
        return any(above < self.depth for above in self.counter.listed)


@dataclass
class _Reader:
    styles: Styles
    pages: Pages
    due: list[tuple[str, Element]] = field(default_factory=list)
    outline: Counter = field(default_factory=Counter)
    counters: dict[str, Counter] = field(default_factory=dict)
    cells: int = 0

    def whole(self, text: Element) -> list[Block]:
        """The document's blocks, each footnote behind what stands at the place that marks it."""
        blocks: list[Block] = []
        for part in text:
            blocks += self.blocks([part])
            while self.due:
                due, self.due = self.due, []
                blocks += [footnote(marker, self._beside(note)) for marker, note in due]
        return blocks

    def _beside(self, container: Iterable[Element]) -> list[Block]:
        """The blocks of a note or of text boxes, which turn no page."""
        with self.pages.held():
            return self.blocks(container)

    def blocks(self, container: Iterable[Element], of: _List | None = None) -> list[Block]:
        """The blocks of the text, of a section, cell, box, note or item of a list."""
        blocks: list[Block] = []
        for part in container:
            name = local(part)
            if name in _INDEXES:
                self.pages.passed(part)
            if not name or name in _LEFT_OUT or is_hidden(part, self.styles):
                continue
            if name == "soft-page-break":
                self.pages.turn()
            elif name in ("p", "h"):
                blocks += self._paragraph(part, of)
            elif name == "list":
                blocks += self._list(part, of)
            elif name == "table":
                blocks += self._table(part)
            else:
                blocks += self.blocks(part, of)
        return blocks

    def _paragraph(self, mark: Element, of: _List | None) -> list[Block]:
        line = read_line(mark, self.styles, self.pages)
        self.due += line.notes
        below = self._beside(line.boxes)
        is_heading = local(mark) == "h"
        level = max(whole(value(mark, "outline-level"), 1), 1) if is_heading else 0
        style = value(mark, "style-name")
        label = self._label(mark, of, level)
        block = paragraph(
            line.text,
            level=level or int(self.styles.is_title(style)),
            label=label,
            nested=of is not None and of.is_nested,
            page=line.page,
            in_cell=self.cells > 0,
        )
        if block is None:
            return below
        block = set_off(block, line.prints, quoted=self.styles.is_quotation(style))
        if of is not None and label and not level:
            of.counter.listed.add(of.depth)
        return [block, *below]

    def _label(self, mark: Element, of: _List | None, level: int) -> str:
        """Count a paragraph that opens an item, or a heading, and give what is printed before."""
        if of is not None and of.opens_item:
            of.opens_item = False
            style = of.style or self.styles.list_style(value(mark, "style-name"))
            return of.counter.label(self.styles.levels(style), of.depth, of.start)
        if of is None and level and value(mark, "is-list-header") != "true":
            start = _start(mark) if value(mark, "restart-numbering") == "true" else None
            return self.outline.label(self.styles.outline, level, start)
        return ""

    def _list(self, mark: Element, above: _List | None) -> list[Block]:
        style = value(mark, "style-name") or (above.style if above else "")
        counter = above.counter if above else self._counter(mark, style)
        depth = above.depth + 1 if above else 1
        blocks: list[Block] = []
        for item in children(mark, "list-item", "list-header"):
            opens = local(item) == "list-item"
            of = _List(style, depth, counter, start=_start(item), opens_item=opens)
            blocks += self.blocks(item, of)
        return blocks

    def _counter(self, mark: Element, style: str) -> Counter:
        """The count with which a list begins: that of the list that it continues, else its own."""
        earlier = ""
        if value(mark, "continue-numbering") == "true":
            earlier = f"style {style}"
        elif value(mark, "continue-list"):
            earlier = f"list {value(mark, 'continue-list')}"
        counter = self.counters.get(earlier, Counter())
        self.counters |= {f"style {style}": counter, f"list {value(mark, 'id')}": counter}
        return counter

    def _table(self, table: Element) -> list[Block]:
        rows: list[list[Cell]] = []
        headers = 0
        self.pages.part(table)
        for row in within(table, ("table-row", "soft-page-break"), _ROW_GROUPS):
            if local(row) == "soft-page-break":
                self.pages.turn()
                continue
            above = row.getparent()
            headers += above is not None and local(above) == "table-header-rows"
            # What a wider or higher cell covers is there as cells of another name.
            rows.append(self._side_by_side(children(row, "table-cell")))
        return table_blocks(rows, headers=headers)

    def _side_by_side(self, cells: Iterable[Element]) -> list[Cell]:
        """The cells of a row; all begin on the page on which the row begins."""
        begins = self.pages.page
        ends = [begins]
        held: list[Cell] = []
        for cell in cells:
            self.pages.page = begins
            held.append(self._cell(cell))
            ends.append(self.pages.page)
        self.pages.page = max(ends, key=lambda page: page or 0)
        return held

    def _cell(self, cell: Element) -> Cell:
        self.cells += 1
        blocks = self.blocks(cell)
        self.cells -= 1
        repeated = whole(value(cell, "number-columns-repeated"), 1)
        return Cell(
            blocks,
            columns=max(whole(value(cell, "number-columns-spanned"), 1), repeated),
            rows=whole(value(cell, "number-rows-spanned"), 1),
        )


def _start(mark: Element) -> int | None:
    """The number from which a list or a heading is counted anew, if it says one."""
    start = value(mark, "start-value")
    return whole(start, 1) if start else None
