"""A web page is walked once, from its first element to its last, and what is seen is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.etree import _Element as Element

from ingest.blocks import Block, BlockKind
from ingest.reading.markup.elements import local, whole
from ingest.reading.markup.grid import Cell, table_blocks
from ingest.reading.markup.html_content import is_left_out, main_content
from ingest.reading.markup.html_lists import Item, List
from ingest.reading.markup.html_notes import Notes, find_notes
from ingest.reading.markup.layout import footnote, note_mark, paragraph, raised

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
}  # fmt: skip
_LISTS = ("ol", "ul", "menu", "dir")
_CELLS = ("td", "th")
_SIGNS = {"br": " ", "q": "“"}
_CLOSING = {"q": "”"}
_HEADING = re.compile(r"h([1-6])")
_MARKS = re.compile(r"\s*[\[(]\s*([\d⁰¹²³⁴-⁹, ]+?)\s*[\])]\s*", re.ASCII)
_LAST_ROW = 65534  # the most rows that a cell may cover (HTML, 4.9.11)


@dataclass
class _Place:
    """What blocks are put into: the page, a cell or a note."""

    blocks: list[Block] = field(default_factory=list)
    lists: list[List] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


@dataclass
class _Table:
    """A table that is read: its rows, how many of them name columns, and what it is there for."""

    rows: list[list[Cell]] = field(default_factory=list)
    headers: int = 0
    is_layout: bool = False


def read_page(root: Element) -> list[Block]:
    """The blocks of a page's main content, in the order in which they stand."""
    content = main_content(root)
    notes = find_notes(content)
    page = _Page(notes)
    walk = etree.iterwalk(content, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            page.leave(element, is_root=element is content)
        elif (element is not content and is_left_out(element, content, notes.holders)) or (
            not page.enter(element)
        ):
            page.skipped = element
            walk.skip_subtree()
    page.close()
    return page.places[0].blocks


class _Page:
    def __init__(self, notes: Notes) -> None:
        self.places = [_Place()]
        self.skipped: Element | None = None
        self._notes = notes
        self._tables: list[_Table] = []
        self._cells: list[Element] = []  # those that are open; a cell outside a row is none
        self._text: list[str] = []
        self._raised: list[int] = []  # where superscripts begin
        self._level = 0

    @property
    def _place(self) -> _Place:
        return self.places[-1]

    def enter(self, element: Element) -> bool:
        """Begin an element; False if what it holds is not read."""
        name = local(element)
        if element in self._notes.references:
            before = next(filter(None, reversed(self._text)), "")
            self._text.append(note_mark(self._notes.references[element], before))
            return False
        if element in self._notes.backlinks and len(self.places) > 1:
            return False
        if name in _BLOCKS:
            self.close()
            self._open(element, name)
        elif name == "sup":
            self._raised.append(len(self._text))
        self._text.append(_SIGNS.get(name, "") + (element.text or ""))
        return True

    def leave(self, element: Element, *, is_root: bool) -> None:
        """End an element, and read what stands behind it."""
        name = local(element)
        if element is self.skipped:
            self.skipped = None
        elif name in _BLOCKS:
            self.close()
            self._shut(element, name)
        elif name == "sup" and self._raised:
            start = self._raised.pop()
            text = "".join(self._text[start:])
            bracketed = _MARKS.fullmatch(text)
            self._text[start:] = [raised(bracketed[1] if bracketed else text)]
        else:
            self._text.append(_CLOSING.get(name, ""))
        if not is_root:
            self._text.append(element.tail or "")

    def close(self) -> None:
        """End the paragraph that is being read."""
        text, self._text, self._raised = "".join(self._text), [], []
        item = self._place.items[-1] if self._place.items else None
        label = item.label if item and not item.is_begun else ""
        nested = len(self._place.lists) > 1
        block = paragraph(text, level=self._level, label=label, nested=nested)
        if block is None:
            return
        blocks = self._place.blocks
        if item and item.is_begun and item.is_listed and block.kind is BlockKind.PROSE:
            if item.last == len(blocks) - 1:
                blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text} {block.text}")
                return
            block = replace(block, kind=BlockKind.ITEM)
        blocks.append(block)
        if item:
            item.is_listed = item.is_listed or block.kind is BlockKind.ITEM
            item.is_begun, item.last = True, len(blocks) - 1

    def _open(self, element: Element, name: str) -> None:
        """Begin an element that stands by itself."""
        if element in self._notes.notes:
            self.places.append(_Place())
        elif heading := _HEADING.fullmatch(name):
            self._level = int(heading[1])
        elif name in _LISTS:
            self._place.lists.append(List(element))
        elif name == "li":
            lists = self._place.lists
            self._place.items.append(lists[-1].next_item(element) if lists else Item())
        elif name == "table":
            for table in self._tables:
                table.is_layout = True
            self._tables.append(_Table(is_layout=element.get("role") in ("presentation", "none")))
        elif name == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif name in _CELLS and self._tables and self._tables[-1].rows:
            self._cells.append(element)
            self.places.append(_Place())

    def _shut(self, element: Element, name: str) -> None:
        """End an element that stands by itself."""
        if element in self._notes.notes:
            note = footnote(self._notes.notes[element], self.places.pop().blocks)
            self._place.blocks += [note] if note.text else []
        elif _HEADING.fullmatch(name):
            self._level = 0
        elif name in _LISTS and self._place.lists:
            self._place.lists.pop()
        elif name == "li" and self._place.items:
            self._place.items.pop()
        elif name == "table":
            table = self._tables.pop()
            self._place.blocks += table_blocks(
                table.rows, headers=table.headers, layout=table.is_layout
            )
        elif name == "tr" and self._tables:
            self._end_row(element)
        elif self._cells and element is self._cells[-1]:
            self._cells.pop()
            columns, rows = (whole(element.get(n) or "", 1) for n in ("colspan", "rowspan"))
            blocks = self.places.pop().blocks
            cell = Cell(blocks, columns, rows or _LAST_ROW, is_header=name == "th")
            self._tables[-1].rows[-1].append(cell)

    def _end_row(self, row: Element) -> None:
        """Count a row among those of column names if it is one and all above it are."""
        table = self._tables[-1]
        parent = row.getparent()
        is_named = parent is not None and local(parent) == "thead"
        is_header = is_named or (
            bool(table.rows[-1]) and all(cell.is_header for cell in table.rows[-1])
        )
        if table.headers == len(table.rows) - 1 and is_header:
            table.headers += 1
