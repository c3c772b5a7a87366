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
_LONGEST_PATTERN = 90
_MOST_ABOVE = 20


@dataclass(frozen=True)
class ListLevel:
    """One level of a list's style (OpenDocument 1.3 part 3, 16.32); no numeral for a bullet.

    ``pattern`` is LibreOffice's "%1%.%2%", which names the levels that are shown; ``in_figures``
    says that those above are written in figures.
    """

    is_bullet: bool = False
    numerals: str = ""
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1
    pattern: str = ""
    in_figures: bool = False


@dataclass(frozen=True)
class TextMarks:
    """How a stretch of text is drawn."""

    is_raised: bool = False
    is_struck: bool = False
    font: str = ""
    is_bold: bool = False
    is_italic: bool = False


class Styles:
    """The styles of ``content.xml`` and of ``styles.xml``, the document's own first."""

    def __init__(self, content: Element, common: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        self._faces: dict[str, str] = {}
        self._marks: dict[tuple[str, TextMarks], TextMarks] = {}
        roots = [root for root in (content, common) if root is not None]
        for face in (
            f for root in roots for f in children(child(root, "font-face-decls"), "font-face")
        ):
            self._faces.setdefault(value(face, "name"), value(face, "font-family"))
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

    def is_quotation(self, style: str) -> bool:
        """Whether a paragraph's style is named as a quotation's."""
        return any("quot" in value(above, "name").lower() for above in self._chain(style))

    def is_hidden(self, style: str) -> bool:
        """Whether text of this style, or a section of it, is not shown."""
        return self._text_property(style, "display") == "none"

    def marks(self, style: str, above: TextMarks) -> TextMarks:
        """How text of this style is drawn within text that is drawn as ``above`` says."""
        if (style, above) not in self._marks:
            self._marks[style, above] = self._marks_of(style, above)
        return self._marks[style, above]

    def _marks_of(self, style: str, above: TextMarks) -> TextMarks:
        place = self._text_property(style, "text-position").split(" ")[0]
        is_raised = place == "super" or (place.rstrip("%").isdigit() and place != "0%")
        lines = (self._text_property(style, f"text-line-through-{of}") for of in ("style", "type"))
        line = next(filter(None, lines), "")
        name = self._text_property(style, "font-name")
        weight = self._text_property(style, "font-weight")
        slant = self._text_property(style, "font-style")
        font = self._faces.get(name, name) or self._text_property(style, "font-family")
        return TextMarks(
            is_raised=above.is_raised or is_raised,
            is_struck=line != "none" if line else above.is_struck,
            font=font or above.font,
            is_bold=weight in ("bold", "700") if weight else above.is_bold,
            is_italic=slant != "normal" if slant else above.is_italic,
        )

    def breaks(self, style: str) -> tuple[bool, bool]:
        """Whether a paragraph or a table of this style begins a page, and whether it ends one."""
        chain = list(self._chain(style))
        own = [child(s, f"{of}-properties") for s in chain for of in ("paragraph", "table")]
        kinds = ("break-before", "break-after")
        before, after = (next(filter(None, (value(p, kind) for p in own)), "") for kind in kinds)
        # A style that names no kind of page, with an empty name, goes on with that of the text.
        said = (item for style_above in chain for item in style_above.items())
        named = (kind for name, kind in said if str(name).endswith("}master-page-name"))
        return before == "page" or bool(next(named, "")), after == "page"

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
        # A level that the list skips counts as begun, and its next item is the second.
        above = {at: levels.get(at, ListLevel()).start for at in range(1, level)}
        above |= {at: done for at, done in self._counts.items() if at < level}
        self._counts = {**above, level: count if start is None else start}
        if style.is_bullet:
            return BULLET_LABEL
        if not style.numerals:
            return ""
        if style.pattern:
            pieces = style.pattern.split("%")
            pieces[1::2] = [self._numeral(levels, whole(at, 0), level) for at in pieces[1::2]]
            return "".join(pieces).strip()
        first = max(level - style.shown + 1, 1)
        shown = (self._numeral(levels, at, level) for at in range(first, level + 1))
        return f"{style.before}{'.'.join(filter(None, shown))}{style.after}".strip()

    def _numeral(self, levels: dict[int, ListLevel], level: int, of: int) -> str:
        """A level's count as it is shown in the label of another, or of itself."""
        style = levels.get(level, ListLevel())
        if not style.numerals:
            return ""
        in_figures = level < of and levels.get(of, ListLevel()).in_figures
        return numeral(self._counts.get(level, style.start), "1" if in_figures else style.numerals)


def _levels(style: Element, *names: str) -> dict[int, ListLevel]:
    return {whole(value(mark, "level"), 1): _level(mark) for mark in children(style, *names)}


def _level(mark: Element) -> ListLevel:
    return ListLevel(
        is_bullet=local(mark) in _LEVELS[1:],
        numerals="01"
        if value(mark, "num-format").startswith("01")
        else value(mark, "num-format")[:1],
        before=value(mark, "num-prefix")[:_LONGEST_PART],
        after=value(mark, "num-suffix")[:_LONGEST_PART],
        shown=whole(value(mark, "display-levels"), 1),
        start=whole(value(mark, "start-value"), 1),
        pattern=value(mark, "num-list-format")[:_LONGEST_PATTERN],
        in_figures=value(mark, "is-legal") == "true",
    )
