"""The page on which a piece of an OpenDocument text stands, as it was last laid out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import child, local, value, whole
from ingest.reading.markup.opendocument_styles import Styles

_PARTS = ("p", "h", "table")


class Pages:
    """Counts the pages of a text in its order; knows none where the file marks none.

    A page ends with a break that a style asks for, or where the layout broke the text, which a file
    marks if it says so (``text:soft-page-break``, OpenDocument 1.3 part 3, 5.6). Without such marks
    the breaks of styles tell too few. ``meta`` is the root of ``meta.xml``, which says how many
    pages there are, and ``settings`` that of ``settings.xml``.
    """

    def __init__(
        self, text: Element, styles: Styles, meta: Element | None, settings: Element | None
    ) -> None:
        has_marks = any(local(e) == "soft-page-break" for e in text.iter())
        says_so = has_marks or value(text, "use-soft-page-breaks") == "true"
        self.page: int | None = 1 if says_so and not _was_never_seen(settings) else None
        self._styles = styles
        self._in_all = whole(value(child(meta, "meta", "document-statistic"), "page-count"), 0)
        self._is_held = False
        self._is_due = False
        self._is_begun = False

    @property
    def are_as_many_as_said(self) -> bool:
        """Whether the text has as many pages, at its end, as the file says; true if it does not."""
        return not self._in_all or self.page == self._in_all

    def turn(self) -> None:
        """Take note of a page's end."""
        if self.page is not None and not self._is_held:
            self.page += 1

    def part(self, part: Element) -> None:
        """Take note of the begin of a paragraph or a table."""
        if self._is_held:
            return
        before, after = self._styles.breaks(value(part, "style-name"))
        if self._is_begun and (before or self._is_due):
            self.turn()
        self._is_begun, self._is_due = True, after

    def passed(self, left_out: Element) -> None:
        """Take note of the pages in what is laid out and not read, such as a contents list."""
        for part in left_out.iter():
            if local(part) == "soft-page-break":
                self.turn()
            elif local(part) in _PARTS:
                self.part(part)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Reads what stands beside the text: whatever it holds turns no page."""
        before, self._is_held = self._is_held, True
        try:
            yield
        finally:
            self._is_held = before


def _was_never_seen(settings: Element | None) -> bool:
    """Whether LibreOffice wrote the file without a window.

    It then breaks no lines, and marks pages as if each paragraph had a single one.
    """
    items = iter([]) if settings is None else settings.iter()
    widths = (item.text for item in items if value(item, "name") == "ViewAreaWidth")
    return next(widths, None) == "0"
