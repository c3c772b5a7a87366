"""The level of each heading: by the file's outline, its print, and the number printed before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.blocks import ASIDE, Block
from ingest.reading.pdf.caption import is_caption
from ingest.reading.pdf.found import Found
from ingest.reading.pdf.styles import Style

_LEVELS = 8
_MOST_NUMBER = 99
"""A heading's first number is no larger; a year is none."""
_CHAPTERS = frozenset({"chapter", "part", "section"})
_ANNEXES = frozenset({"annex", "annexe", "appendix"})

Number = tuple[int, ...]
Heading = tuple[Style, str]
"""A heading's print and words."""


@dataclass(frozen=True)
class Bookmark:
    """An entry of the file's outline: its title, and its depth, 1 the outermost."""

    title: str
    depth: int


def levels_of(headings: Sequence[Heading], outline: Sequence[Bookmark]) -> list[int]:
    """The level of each heading, in reading order, 1 the outermost; a caption's is ``ASIDE``.

    The outline tells it where it has the heading, else the print, by which larger ones stand above
    smaller. A heading with the number "2.1" stands below one with the number 2, and an annex where
    the chapters do, whatever their print.
    """
    told = _told(headings, outline)
    of_style = _depths(headings, told)
    depths = [
        of_style[style] if depth is None else float(depth)
        for (style, _), depth in zip(headings, told, strict=True)
    ]
    depths = _numbered([text for _, text in headings], _within_chapters(headings, depths))
    captions = [is_caption(text) for _, text in headings]
    ranked = sorted({depth for depth, aside in zip(depths, captions, strict=True) if not aside})
    return [
        ASIDE if aside else min(ranked.index(depth) + 1, _LEVELS)
        for depth, aside in zip(depths, captions, strict=True)
    ]


def with_labels(found: Sequence[Found]) -> list[Found]:
    """What was found, where "Chapter 2" is put to the title right below it."""
    kept: list[Found] = []
    for one in found:
        above = kept[-1] if kept else one
        block, style, of = one.block, one.style, above.style
        both = bool(kept) and style is not None and of is not None
        titled = both and _is_label(above.block) and block.page == above.block.page
        if titled and style and of and not block.number and not is_caption(block.text):
            whole = above.block.with_rest(block, f"{above.block.text} {block.text}")
            kept[-1] = replace(above, block=whole, style=min(style, of, key=lambda of: of.rank))
        else:
            kept.append(one)
    return kept


def _is_label(block: Block) -> bool:
    """Whether a heading has no more than "Chapter 2" or "Annex B"."""
    words = block.text.split()
    named = _first(block.text) in _CHAPTERS | _ANNEXES and len(words) == 2
    return named and not block.aside and (bool(_number(block.text)) or len(words[1]) == 1)


def _told(headings: Sequence[Heading], outline: Sequence[Bookmark]) -> list[int | None]:
    """The depth in the outline of each heading that it has, with or without its number.

    Of several of one title each is told by its own entry, in their order; where there is one only,
    it is the one in the print that stands highest.
    """
    known: dict[str, list[int]] = {}
    for entry in outline:
        known.setdefault(_folded(entry.title), []).append(entry.depth)
    names: list[str] = []
    highest: dict[str, Style] = {}
    for style, text in headings:
        name = _folded(text) if _folded(text) in known else _folded(_bare(text))
        names.append(name)
        highest[name] = min(style, highest.get(name, style), key=lambda of: of.rank)
    told: list[int | None] = []
    for (style, _), name in zip(headings, names, strict=True):
        depths = known.get(name, [])
        alone = len(depths) == 1 and style == highest[name]
        told.append(depths[0] if alone else depths.pop(0) if len(depths) > 1 else None)
    return told


def _depths(headings: Sequence[Heading], told: Sequence[int | None]) -> dict[Style, float]:
    """The depth of each style: as most of its headings in the outline, else by its rank.

    What is larger than all that the outline has, and stands before that only, is of the title: the
    largest stands above all, and the rest ends where the first chapter begins.
    """
    counts: dict[Style, Counter[int]] = {}
    for (style, text), depth in zip(headings, told, strict=True):
        if not is_caption(text):
            counts.setdefault(style, Counter()).update([] if depth is None else [depth])
    ranked = sorted(counts, key=lambda style: style.rank)
    known = {style: float(of.most_common(1)[0][0]) for style, of in counts.items() if of}
    found: dict[Style, float] = {}
    reached = 0.0
    for style in ranked:
        reached = max(known[style], reached) if style in known else reached + 1 / len(ranked)
        found[style] = reached if known else float(len(found) + 1)
    if known:
        found |= _above(ranked, known, headings, told)
    return found | {style: 0.0 for style, _ in headings if style not in found}


def _above(
    ranked: Sequence[Style],
    known: Mapping[Style, float],
    headings: Sequence[Heading],
    told: Sequence[int | None],
) -> dict[Style, float]:
    """The depths of the styles above the first that the outline knows."""
    at = next(at for at, style in enumerate(ranked) if style in known)
    first = next(at for at, depth in enumerate(told) if depth is not None)
    later = {style for style, _ in headings[first:]}
    return {
        style: known[ranked[at]] - (1 - place / (at + 1) if style in later or not place else 0)
        for place, style in enumerate(ranked[:at])
    }


def _within_chapters(headings: Sequence[Heading], depths: Sequence[float]) -> list[float]:
    """The depths, with what is printed smaller than "Chapter 2" above it below that chapter.

    An outline may have chapters and their sections at one depth.
    """
    found = list(depths)
    chapter: int | None = None
    for at, (style, text) in enumerate(headings):
        if _first(text) in _CHAPTERS and _number(text):
            chapter = at
        elif chapter is not None and depths[at] == depths[chapter]:
            if style.rank > headings[chapter][0].rank:
                found[at] += 0.5
            else:
                chapter = None
    return found


def _numbered(texts: Sequence[str], depths: Sequence[float]) -> list[float]:
    """The depths, with numbered headings below those of whose number theirs is a part."""
    found = list(depths)
    numbers = [_number(text) for text in texts]
    chapters = [depth for depth, number in zip(depths, numbers, strict=True) if len(number) == 1]
    seen: dict[Number, float] = {}
    for at, (text, number) in enumerate(zip(texts, numbers, strict=True)):
        above = seen.get(number[:-1])
        if number and above is not None and found[at] <= above:
            found[at] = above + 1 / 2 ** len(number)
        if chapters and _first(text) in _ANNEXES and not is_caption(text):
            found[at] = min(found[at], *chapters)
        if number:
            seen[number] = found[at]
    return found


def _number(text: str) -> Number:
    """The number that a heading opens with, in its parts; empty where it opens with none."""
    words = text.split()
    named = len(words) > 1 and _first(text) in _CHAPTERS
    parts = words[int(named)].rstrip(".:–—").split(".") if words else []
    number = tuple(int(part) for part in parts if part.isdecimal())
    return number if len(number) == len(parts) and max(number, default=0) <= _MOST_NUMBER else ()


def _first(text: str) -> str:
    """A heading's first word, in small letters."""
    return next(iter(text.lower().split()), "")


def _bare(text: str) -> str:
    """A heading without the number that it opens with."""
    words = text.split()
    named = _first(text) in _CHAPTERS
    return " ".join(words[1 + named :]) if _number(text) else text


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
