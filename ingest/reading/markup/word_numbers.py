"""Word writes no automatic number into the text: it is counted anew from ``numbering.xml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import child, children, switched_on, value, whole
from ingest.reading.markup.layout import BULLET_LABEL
from ingest.reading.markup.word_styles import Styles
from ingest.reading.printed_numbers import numeral

SIGNS = {
    "decimal": "1", "decimalZero": "01", "lowerLetter": "a", "upperLetter": "A",
    "lowerRoman": "i", "upperRoman": "I",
}  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_LONGEST_LABEL = 60
_LEVELS = 9
_MOST_LINKS = 9


@dataclass(frozen=True)
class Level:
    """One level of a list (ECMA-376 part 1, 17.9.6).

    ``restarts_after`` is the level, counted from 1, whose use makes this one begin again: any
    above it where there is None, and no level for 0. ``in_figures`` says that the levels above are
    written in figures, whatever they are written in themselves.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    in_figures: bool = False
    style: str = ""
    is_hidden: bool = False


@dataclass(frozen=True)
class _List:
    """What a paragraph's list is: whose counts it shares, its levels, and where it begins anew."""

    counted_with: str
    levels: dict[int, Level]
    restarts: dict[int, int]


@dataclass
class _Story:
    """How far each list has been counted in the body, in the footnotes or in one text box."""

    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)


class Numbering:
    """The lists of ``numbering.xml``, and how far each has been counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {value(a, "abstractNumId"): a for a in children(root, "abstractNum")}
        self._nums = {value(num, "numId"): num for num in children(root, "num")}
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._story = _Story()
        self._stories: dict[str, _Story] = {}

    @contextmanager
    def story(self, name: str = "") -> Iterator[None]:
        """Counts in the story of this name, in which it goes on; in one of its own without."""
        before = self._story
        self._story = self._stories.setdefault(name, _Story()) if name else _Story()
        try:
            yield
        finally:
            self._story = before

    def level(self, paragraph: Element) -> tuple[str, int]:
        """The list and the level, counted from 0, of a paragraph; no list for most."""
        number, level, style = self._styles.numbering(paragraph)
        if number not in self._nums:
            return "", 0
        if level is None:
            levels = self._list(number).levels
            level = next((at for at, of in levels.items() if style and of.style == style), 0)
        return number, min(max(level, 0), _LEVELS - 1)

    def label(self, number: str, level: int) -> str:
        """Count one paragraph more, and give what is printed before it."""
        found = self._list(number)
        if level not in found.levels:
            return ""
        counts = self._story.counts.setdefault(found.counted_with, {})
        for above in range(level):
            # A level that the text skips counts as begun, and its next paragraph is the second.
            if above in found.levels and above not in counts:
                self._count(number, found, above)
        self._count(number, found, level)
        for below in [at for at in counts if at > level]:
            after = found.levels.get(below, Level()).restarts_after
            if after is None or level < after:
                del counts[below]
        return "" if found.levels[level].is_hidden else self._printed(found, level, counts)

    def _count(self, number: str, found: _List, level: int) -> None:
        counts = self._story.counts[found.counted_with]
        if level in found.restarts and (number, level) not in self._story.begun:
            counts[level] = found.restarts[level]
        else:
            counts[level] = counts.get(level, found.levels[level].start - 1) + 1
        self._story.begun.add((number, level))

    def _printed(self, found: _List, level: int, counts: dict[int, int]) -> str:
        printed = found.levels[level]
        if printed.format == "bullet":
            return BULLET_LABEL if printed.text else ""

        def count(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            of = found.levels.get(at, Level())
            style = "1" if printed.in_figures and at < level else SIGNS.get(of.format, "1")
            return "" if of.format == "none" else numeral(counts.get(at, of.start), style)

        return _PLACE.sub(count, printed.text).strip()

    def _list(self, number: str) -> _List:
        if number not in self._lists:
            self._lists[number] = self._read(number)
        return self._lists[number]

    def _read(self, number: str) -> _List:
        num = self._nums[number]
        abstract_id = own_id = value(child(num, "abstractNumId"))
        # A list may be that of a style, which names another list; one that leads back has none.
        for _ in range(_MOST_LINKS):
            linked = value(child(self._abstract.get(abstract_id), "numStyleLink"))
            of_style = self._nums.get(self._styles.number_of_style(linked)) if linked else None
            if of_style is None:
                break
            abstract_id = value(child(of_style, "abstractNumId"))
        if abstract_id not in self._levels:
            self._levels[abstract_id] = _levels(self._abstract.get(abstract_id))
        levels = dict(self._levels[abstract_id])
        restarts: dict[int, int] = {}
        for override in children(num, "lvlOverride"):
            level = whole(value(override, "ilvl"), 0)
            if (own := child(override, "lvl")) is not None:
                levels[level] = _level(own)
            if (start := child(override, "startOverride")) is not None:
                restarts[level] = whole(value(start), 1)
        return _List(own_id, levels, restarts)


def _levels(abstract: Element | None) -> dict[int, Level]:
    return {whole(value(lvl, "ilvl"), 0): _level(lvl) for lvl in children(abstract, "lvl")}


def _level(lvl: Element) -> Level:
    restart = child(lvl, "lvlRestart")
    return Level(
        start=whole(value(child(lvl, "start")), 0),
        format=value(child(lvl, "numFmt")) or "decimal",
        text=value(child(lvl, "lvlText"))[:_LONGEST_LABEL],
        restarts_after=None if restart is None else whole(value(restart), 0),
        in_figures=switched_on(child(lvl, "isLgl")),
        style=value(child(lvl, "pStyle")),
        is_hidden=switched_on(child(lvl, "rPr", "vanish")),
    )
