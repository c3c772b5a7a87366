"""An OpenDocument style is what it says itself, else what the style above it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import child, children, local, value, whole
from ingest.reading.markup.layout import BULLET_LABEL
from ingest.reading.printed_numbers import numeral

_LEVELS = ("list-level-style-number", "list-level-style-bullet", "list-level-style-image")
_LONGEST_PART = 30
_MOST_ABOVE = 20


@dataclass(frozen=True)
class ListLevel:
    """One level of a list's style (OpenDocument 1.3 part 3, 16.32); no numeral for a bullet."""

    is_bullet: bool = False
    numerals: str = ""
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1


class Styles:
    """The styles of ``content.xml`` and of ``styles.xml``, the document's own first."""

    def __init__(self, content: Element, common: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        roots = [root for root in (content, common) if root is not None]
        groups = [g for r in roots for g in children(r, "automatic-styles", "styles")]
        for style in (style for group in groups for style in group):
            name = value(style, "name")
            if local(style) == "style":
                self._styles.setdefault(name, style)
            elif local(style) == "list-style":
                self._lists.setdefault(name, _levels(style, *_LEVELS))
            elif local(style) == "outline-style":
                self.outline = self.outline or _levels(style, "outline-level-style")

    def levels(self, list_style: str) -> dict[int, ListLevel]:
        """The levels of a list style, counted from 1."""
        return self._lists.get(list_style, {})

    def list_style(self, style: str) -> str:
        """The list style that a paragraph's style brings along."""
        names = (value(above, "list-style-name") for above in self._chain(style))
        return next(filter(None, names), "")

    def is_title(self, style: str) -> bool:
        return any(value(above, "name") == "Title" for above in self._chain(style))

    def is_hidden(self, style: str) -> bool:
        """Whether text of this style, or a section of it, is not shown."""
        return self._text_property(style, "display") == "none"

    def is_raised(self, style: str) -> bool:
        """Whether text of this style is superscript."""
        place = self._text_property(style, "text-position").split(" ")[0]
        return place == "super" or (place.rstrip("%").isdigit() and place != "0%")

    def _text_property(self, style: str, name: str) -> str:
        found = (value(child(s, "text-properties"), name) for s in self._chain(style))
        return next(filter(None, found), "")

    def _chain(self, name: str) -> Iterator[Element]:
        """A style and those above it, as far as any program goes; a ring ends too."""
        for _ in range(_MOST_ABOVE):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value(style, "parent-style-name")


class Counter:
    """How far one list, or the outline of the headings, has been counted.

    ``listed`` are the levels that have had an item which is no heading.
    """

    def __init__(self) -> None:
        self.listed: set[int] = set()
        self._counts: dict[int, int] = {}

    def label(self, levels: dict[int, ListLevel], level: int, start: int | None) -> str:
        """Count one item more, from ``start`` on if it is given, and give its printed label."""
        style = levels.get(level, ListLevel())
        count = self._counts.get(level, style.start - 1) + 1
        kept = {at: done for at, done in self._counts.items() if at < level}
        self._counts = {**kept, level: count if start is None else start}
        if style.is_bullet:
            return BULLET_LABEL
        if not style.numerals:
            return ""
        first = max(level - style.shown + 1, 1)
        shown = (self._numeral(levels, at) for at in range(first, level + 1))
        return f"{style.before}{'.'.join(filter(None, shown))}{style.after}".strip()

    def _numeral(self, levels: dict[int, ListLevel], level: int) -> str:
        style = levels.get(level, ListLevel())
        count = self._counts.get(level, style.start)
        return numeral(count, style.numerals) if style.numerals else ""


def _levels(style: Element, *names: str) -> dict[int, ListLevel]:
    return {whole(value(mark, "level"), 1): _level(mark) for mark in children(style, *names)}


def _level(mark: Element) -> ListLevel:
    return ListLevel(
        is_bullet=local(mark) in _LEVELS[1:],
        numerals=value(mark, "num-format")[:1],
        before=value(mark, "num-prefix")[:_LONGEST_PART],
        after=value(mark, "num-suffix")[:_LONGEST_PART],
        shown=whole(value(mark, "display-levels"), 1),
        start=whole(value(mark, "start-value"), 1),
    )
