"""A web page is walked once, from its first element to its last, and what is seen is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.etree import _Element as Element

from ingest.blocks import Block, BlockKind
from ingest.reading.markup.elements import local, whole
from ingest.reading.markup.html_content import is_left_out, is_whole_page, seen_texts
from ingest.reading.markup.html_definitions import Definitions
from ingest.reading.markup.html_furniture import furniture
from ingest.reading.markup.html_headings import heading_levels, page_title
from ingest.reading.markup.html_lists import Item, List
from ingest.reading.markup.html_notes import Notes, find_notes
from ingest.reading.markup.html_styles import Styles
from ingest.reading.markup.html_tables import Table
from ingest.reading.markup.layout import (
    BREAK,
    footnote,
    note_mark,
    paragraph,
    paragraphs_within,
    raised,
)
from ingest.reading.markup.prints import Prints

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
}  # fmt: skip
_LISTS = ("ol", "ul", "menu", "dir")
_CELLS = ("td", "th")
_DEFINING = ("dt", "dd")
_SENTENCE_WORDS = 5
_STOPS = tuple(".,;:!?)")
_GONE = "\u2029"
"""Where deleted text stood: before a stop no space is left."""
PAGE = "data-page"
"""The attribute with which a reader notes an element's page, where it knows it."""
_SIGNS = {"br": BREAK, "q": "“"}
_CLOSING = {"q": "”"}
_HEADING = re.compile(r"h([1-6])")
_MARKS = re.compile(r"\s*[\[(]\s*([\d⁰¹²³⁴-⁹, ]+?)\s*[\])]\s*", re.ASCII)


@dataclass
class _Place:
    """What blocks are put into: the page, a cell or a note."""

    blocks: list[Block] = field(default_factory=list)
    lists: list[List] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    definitions: list[Definitions] = field(default_factory=list)


@dataclass(frozen=True)
class PageText:
    """A page's blocks, the part of its title that it shows, and what is not among them.

    That is what is marked as deleted, what is hidden, and what a guess took for furniture.
    """

    blocks: list[Block]
    title: str = ""
    deleted: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()


def read_page(
    root: Element, content: Element, titles: Sequence[str] = (), *, guess: bool = True
) -> PageText:
    """The blocks of a page's content, in the order in which they stand.

    ``titles`` are the parts of the page's title, of which one may be a heading. ``guess`` finds
    the headings and furniture that the page does not mark as such.
    """
    styles, notes = Styles(root), find_notes(content)
    around = furniture(content) if guess and is_whole_page(content) else []
    beside = frozenset(around)
    title = page_title(content, titles, beside)
    headings = heading_levels(content, _BLOCKS, title) if guess else {}
    page = _Page(notes, styles, headings)
    hidden: list[Element] = []
    walk = etree.iterwalk(content, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            page.leave(element, is_root=element is content)
        elif (
            element in beside
            or (element is not content and is_left_out(element, content, notes.holders, styles))
            or not page.enter(element)
        ):
            page.skipped = element
            walk.skip_subtree()
            hidden += [element] if styles.hides(element) else []
    page.close()
    return PageText(
        page.places[0].blocks,
        title,
        tuple(page.deleted),
        tuple(text for text in map(_text, hidden) if len(text.split()) >= _SENTENCE_WORDS),
        tuple(filter(None, map(_text, around))),
    )


def _text(element: Element) -> str:
    return " ".join(" ".join(seen_texts(element)).split())


class _Page:
    def __init__(self, notes: Notes, styles: Styles, headings: Mapping[Element, int]) -> None:
        self.places = [_Place()]
        self.skipped: Element | None = None
        self.deleted: list[str] = []
        self._notes, self._styles, self._headings = notes, styles, headings
        self._tables: list[Table] = []
        self._cells: list[Element] = []  # those that are open; a cell outside a row is none
        self._text: list[str] = []
        self._raised: list[int] = []  # where superscripts begin
        self._defining: list[Element] = []  # open terms and definitions
        self._struck: list[Element] = []  # what marks its text as deleted
        self._struck_text: list[str] = []
        self._preformatted = 0
        self._prints = Prints()
        self._level = 0
        self._number: int | None = None

    @property
    def _place(self) -> _Place:
        return self.places[-1]

    def enter(self, element: Element) -> bool:
        """Begin an element; False if what it holds is not read."""
        name = local(element)
        if element in self._notes.references:
            before = next(filter(None, reversed(self._text)), "")
            self._say(note_mark(self._notes.references[element], before))
            return False
        if element in self._notes.backlinks and len(self.places) > 1:
            return False
        if name in _BLOCKS or element in self._headings:
            self.close()
            self._open(element, name)
        elif name == "sup":
            self._raised.append(len(self._text))
        if self._styles.strikes(element):
            self._struck.append(element)
        self._preformatted += name == "pre"
        self._prints.enter(element)
        self._say(_SIGNS.get(name, "") + self._written(element.text))
        return True

    def leave(self, element: Element, *, is_root: bool) -> None:
        """End an element, and read what stands behind it."""
        name = local(element)
        self._preformatted -= name == "pre" and element is not self.skipped
        is_struck = bool(self._struck) and element is self._struck[-1]
        was_skipped = element is self.skipped
        if was_skipped:
            self.skipped = None
        elif name in _BLOCKS or element in self._headings:
            self.close()
            self._shut(element, name)
        elif name == "sup" and self._raised:
            start = self._raised.pop()
            text = "".join(self._text[start:])
            bracketed = _MARKS.fullmatch(text)
            self._text[start:] = [raised(bracketed[1] if bracketed else text)]
        else:
            self._say(_CLOSING.get(name, ""))
        if not was_skipped:
            self._prints.leave(element)
        tail = "" if is_root else self._written(element.tail)
        if is_struck:
            self._end_deleted()
        self._say(tail)

    def _written(self, text: str | None) -> str:
        text = text or ""
        return text.replace("\n", BREAK) if self._preformatted else text

    def _say(self, text: str) -> None:
        (self._struck_text if self._struck else self._text).append(text)
        self._prints.say("" if self._struck else text)

    def _end_deleted(self) -> None:
        """End a text that is marked as deleted."""
        self._struck.pop()
        if self._struck:
            return
        text, self._struck_text = " ".join("".join(self._struck_text).split()), []
        if any(map(str.isalnum, text)):
            self.deleted.append(text)
        self._text.append(_GONE)

    def close(self) -> None:
        """End the paragraph that is being read."""
        text, *behind = "".join(self._text).split(_GONE)
        for part in behind:
            text = (text.rstrip() if part.startswith(_STOPS) else text) + part
        self._text, self._raised = [], []
        for part in [text] if self._level else paragraphs_within(text):
            self._add(part)
        self._prints.end()

    def _add(self, text: str) -> None:
        """Add a paragraph, or go on with the item that it stands in."""
        item = self._place.items[-1] if self._place.items else None
        label = item.label if item and not item.is_begun else ""
        nested = len(self._place.lists) > 1
        block = paragraph(text, level=self._level, label=label, nested=nested, page=self._number)
        if block is None:
            return
        block = self._prints.set_off(block)
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
        self._number = whole(element.get(PAGE) or "", self._number or 0) or None
        if element in self._notes.notes:
            self.places.append(_Place())
        elif element in self._headings:
            self._level = self._headings[element]
        elif heading := _HEADING.fullmatch(name):
            self._level = int(heading[1])
        elif name in _LISTS:
            self._place.lists.append(List(element))
        elif name == "li":
            lists = self._place.lists
            self._place.items.append(lists[-1].next_item(element) if lists else Item())
        elif name == "dl":
            self._place.definitions.append(Definitions())
        elif name in _DEFINING and (self._place.definitions or self._defining):
            if not self._place.definitions:  # the end of the one before is not written
                self._end_definition()
            self._defining.append(element)
            self.places.append(_Place())
        elif name == "table":
            for table in self._tables:
                table.is_layout = True
            self._tables.append(Table(is_layout=element.get("role") in ("presentation", "none")))
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
            if name == "dd" and self._place.definitions:
                self._place.definitions[-1].terms.clear()
        elif element in self._headings or _HEADING.fullmatch(name):
            self._level = 0
        elif name in _LISTS and self._place.lists:
            self._place.lists.pop()
        elif name == "li" and self._place.items:
            self._place.items.pop()
        elif name == "dl" and self._place.definitions:
            self._place.blocks += self._place.definitions.pop().blocks()
        elif self._defining and element is self._defining[-1]:
            self._end_definition()
        elif name == "table":
            self._place.blocks += self._tables.pop().blocks()
        elif name == "tr" and self._tables:
            self._tables[-1].end_row(element)
        elif self._cells and element is self._cells[-1]:
            self._cells.pop()
            self._tables[-1].add_cell(element, self.places.pop().blocks)

    def _end_definition(self) -> None:
        """End a term or a definition."""
        name, blocks = local(self._defining.pop()), self.places.pop().blocks
        definitions = self._place.definitions[-1]
        if name == "dt":
            definitions.add_term(blocks)
        else:
            definitions.add_definition(blocks)
