"""The page on which a piece of a Word document stands, as Word last laid the document out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import child, local, value

_ON_THE_SAME_PAGE = ("continuous", "nextColumn")
Place = tuple[int | None, int]
"""A page, and how many turns by hand after it nothing has followed yet."""


class Pages:
    """Counts the pages of a document in its order; knows none where Word marks none.

    Word marks where a page began when it last laid the document out (``lastRenderedPageBreak``,
    ECMA-376 part 1, 17.3.3.13), on pages begun by hand too, but only before text: a page that
    begins with an empty paragraph has no mark. A turn by hand is therefore due until such a mark
    or text follows. Without any mark nothing is known, for between two breaks by hand the text may
    fill any number of pages.
    """

    def __init__(self, document: Element) -> None:
        is_laid_out = any(local(e) == "lastRenderedPageBreak" for e in document.iter())
        self._place: Place = (1 if is_laid_out else None, 0)
        self._is_held = False
        self._is_begun = False
        sections = [value(child(e, "type")) for e in document.iter() if _is_section(e)]
        self._following = iter(sections[1:])

    @property
    def place(self) -> Place:
        return self._place

    @place.setter
    def place(self, place: Place) -> None:
        if not self._is_held:
            self._place = place

    @property
    def page(self) -> int | None:
        """The page of text at this place, from 1."""
        page, due = self._place
        return None if page is None else page + due

    def text(self) -> int | None:
        """Take note of text; gives its page."""
        self.place = (self.page, 0)
        return self.page

    def rendered(self) -> None:
        """Take note of a mark of Word's that a page began here."""
        page, due = self._place
        if page is not None:
            self.place = (page + max(due, 1), 0)

    def by_hand(self) -> None:
        """Take note of a break set by hand."""
        page, due = self._place
        self.place = (page, due + 1)
        self._is_begun = False

    def paragraph(self, *, breaks: bool) -> None:
        """Take note of a paragraph's begin; one that ``breaks`` begins a page."""
        if self._is_held:
            return
        if breaks and self._is_begun:
            page, due = self._place
            self._place = (page, max(due, 1))
        self._is_begun = True

    def ended(self, paragraph: Element) -> None:
        """Take note of a paragraph's end, with which a section may end."""
        section = child(paragraph, "pPr", "sectPr")
        if section is not None and not self._is_held:
            self._turn_section()

    def passed(self, left_out: Element) -> None:
        """Take note of the pages that what is not read began when it was laid out."""
        for mark in left_out.iter():
            if local(mark) == "lastRenderedPageBreak":
                self.rendered()
            elif _is_section(mark):
                self._turn_section()

    def _turn_section(self) -> None:
        """Begin the next section as it says itself: on the same page, or, usually, on another."""
        if next(self._following, "") not in _ON_THE_SAME_PAGE:
            self.by_hand()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Reads what stands beside the text: whatever it holds turns no page."""
        before, self._is_held = self._is_held, True
        try:
            yield
        finally:
            self._is_held = before


def _is_section(mark: Element) -> bool:
    """Whether a mark is that of a section, and not that of what it was before a revision."""
    above = mark.getparent()
    return local(mark) == "sectPr" and above is not None and local(above) != "sectPrChange"


def is_page_break(mark: Element) -> bool:
    """Whether a mark within a run is a page break set by hand."""
    return local(mark) == "br" and value(mark, "type") == "page"
