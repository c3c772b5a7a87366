"""A Word paragraph is what it says itself, else its style, else the style that one is based on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import child, children, local, switched_on, value, whole

_HEADING = re.compile(r"heading\s?([1-9])", re.I)
_CONTENTS = re.compile(r"toc\s?(?:\d|heading)|table of figures", re.I)
_MOST_BASES = 20
_BODY_TEXT = 9  # the outline level of text that is no heading


class Styles:
    """The styles of ``styles.xml``; without that part a paragraph has its own marks only."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {value(style, "styleId"): style for style in children(root, "style")}
        self._default = next(
            (
                value(style, "styleId")
                for style in self._styles.values()
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true")
            ),
            "",
        )
        self._merged: dict[str, dict[str, Element]] = {}
        self._fonts: dict[tuple[str, str], tuple[str, str]] = {}

    def of(self, paragraph: Element) -> str:
        """The id of a paragraph's style."""
        return value(child(paragraph, "pPr", "pStyle")) or self._default

    def level(self, paragraph: Element) -> int:
        """A heading's level from 1, the outermost; 0 for what is no heading."""
        own = child(paragraph, "pPr", "outlineLvl")
        if own is not None:
            return _level(own)
        for style in self.chain(self.of(paragraph)):
            if (outline := child(style, "pPr", "outlineLvl")) is not None:
                return _level(outline)
            name = _name(style)
            if heading := _HEADING.fullmatch(name):
                return int(heading[1])
            if name.lower() == "title":
                return 1
        return 0

    def is_contents(self, paragraph: Element) -> bool:
        """Whether a paragraph's style is that of a contents list's entry or title."""
        return any(_CONTENTS.match(_name(style)) for style in self.chain(self.of(paragraph)))

    def numbering(self, paragraph: Element) -> tuple[str, int | None, str]:
        """The list that a paragraph is of, its level from 0 where one is given, and who says so.

        The list is empty where there is none, and so is the style where the paragraph says it.
        """
        own = child(paragraph, "pPr", "numPr")
        number, level = _numbering(own)
        if number:
            return number, level, ""
        for style in self.chain(self.of(paragraph)):
            of_style, at = _numbering(child(style, "pPr", "numPr"))
            level = at if level is None else level
            if of_style:
                return of_style, level, value(style, "styleId")
        return "", level, ""

    def number_of_style(self, style_id: str) -> str:
        """The list that a style of kind "numbering" stands for."""
        numbers = (_numbering(child(s, "pPr", "numPr"))[0] for s in self.chain(style_id))
        return next(filter(None, numbers), "")

    def is_hidden(self, run: Element, style: str) -> bool:
        """Whether a run, or the ``w:pPr`` of an end, in a paragraph of this style is not shown."""
        return self._toggled(run, "vanish", style)

    def is_struck(self, run: Element, style: str) -> bool:
        """Whether a run in a paragraph of this style is struck through, once or twice."""
        return self._toggled(run, "strike", style) or switched_on(self._mark(run, "dstrike", style))

    def is_raised(self, run: Element) -> bool:
        """Whether a run is superscript."""
        return value(self._mark(run, "vertAlign")) == "superscript"

    def prints(self, run: Element, style: str) -> tuple[bool, bool]:
        """Whether a run in a paragraph of this style is bold, and whether it is italic."""
        return self._toggled(run, "b", style), self._toggled(run, "i", style)

    def is_quotation(self, paragraph: Element) -> bool:
        """Whether a paragraph's style is named as a quotation's, or it has a frame."""
        if child(paragraph, "pPr", "pBdr") is not None:
            return True
        chain = list(self.chain(self.of(paragraph)))
        framed = any(child(style, "pPr", "pBdr") is not None for style in chain)
        return framed or any("quot" in _name(style).lower() for style in chain)

    def breaks_before(self, paragraph: Element) -> bool:
        """Whether a paragraph begins a page."""
        own = child(paragraph, "pPr", "pageBreakBefore")
        if own is not None:
            return switched_on(own)
        marks = (child(s, "pPr", "pageBreakBefore") for s in self.chain(self.of(paragraph)))
        return switched_on(next((found for found in marks if found is not None), None))

    def fonts(self, run: Element, style: str) -> tuple[str, str]:
        """A run's fonts for ASCII and for all else; empty for a font of the document's theme."""
        properties = child(run, "rPr")
        own = child(properties, "rFonts")
        ids = value(child(properties, "rStyle")), style
        if own is None and ids in self._fonts:
            return self._fonts[ids]
        above = (child(s, "rPr", "rFonts") for name in ids for s in self.chain(name))
        named = [found for found in (own, *above) if found is not None]
        fonts = _font(named, "ascii"), _font(named, "hAnsi")
        if own is None:
            self._fonts[ids] = fonts
        return fonts

    def _toggled(self, run: Element, mark: str, style: str) -> bool:
        """Whether a mark is on; one of a run's style turns off that of its paragraph's style.

        ECMA-376 part 1, 17.7.3.
        """
        properties = child(run, "rPr")
        own = child(properties, mark)
        if own is not None:
            return switched_on(own)
        of_run = self._of_style(value(child(properties, "rStyle"))).get(mark)
        return switched_on(of_run) != switched_on(self._of_style(style).get(mark))

    def _mark(self, run: Element, mark: str, *styles: str) -> Element | None:
        """A run's mark: its own, its style's, or that of the first of these styles to have it."""
        properties = child(run, "rPr")
        own = child(properties, mark)
        if own is not None:
            return own
        ids = (value(child(properties, "rStyle")), *styles)
        marks = (self._of_style(name).get(mark) for name in ids)
        return next((found for found in marks if found is not None), None)

    def _of_style(self, style_id: str) -> dict[str, Element]:
        """The marks of a style and of those that it is based on, by their names."""
        if style_id not in self._merged:
            marks = [child(style, "rPr") for style in self.chain(style_id)]
            upper_first = (own for own in reversed(marks) if own is not None)
            self._merged[style_id] = {local(mark): mark for own in upper_first for mark in own}
        return self._merged[style_id]

    def chain(self, style_id: str) -> Iterator[Element]:
        """A style and those that it is based on, as far as any program goes; a ring ends too."""
        for _ in range(_MOST_BASES):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = value(child(style, "basedOn"))


def _name(style: Element) -> str:
    return value(child(style, "name")) or value(style, "styleId")


def _level(outline: Element) -> int:
    level = whole(value(outline), _BODY_TEXT)
    return level + 1 if 0 <= level < _BODY_TEXT else 0


def _numbering(mark: Element | None) -> tuple[str, int | None]:
    level = child(mark, "ilvl")
    number = value(child(mark, "numId"))
    return number, None if level is None else whole(value(level), 0)


def _font(named: Iterable[Element], kind: str) -> str:
    """The first font of a kind that these marks name; empty for one of the theme."""
    says = (mark for mark in named if value(mark, kind) or value(mark, f"{kind}Theme"))
    found = next(says, None)
    return "" if value(found, f"{kind}Theme") else value(found, kind)
