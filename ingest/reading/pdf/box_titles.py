"""The title of a box as broad as the text, shaded or ruled, which ends where the box does."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import combinations, groupby, takewhile

from ingest.blocks import ASIDE, BlockKind
from ingest.language.labels import label_of
from ingest.reading.pdf.found import Found
from ingest.reading.pdf.frames import Frame
from ingest.reading.pdf.line_ends import SENTENCE_END
from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.runs import Rule
from ingest.reading.pdf.styles import Style

_NEAR = 3.0
"""Points: edges as near are one, and so are boxes painted one below the other."""
_NARROWEST = 40.0
_MOST_EDGES = 80
"""Upright rules: a page with more of them is full of tables."""
_MOST_WORDS, _MOST_TITLE_WORDS = 9, 16
_MOST_OF_TEXT = 0.5
"""Of the letters: where boxes hold more of them, they are the text."""


def closed_frames(upright: Sequence[Rule]) -> list[Frame]:
    """The outermost frames between upright rules; parts painted one below the other are one."""
    edges = {(round(of.x0), round(of.y0), round(of.y1)) for of in upright}
    if len(edges) > _MOST_EDGES:
        return []
    frames = [
        Frame(x0, low, x1, high)
        for (x0, low, high), (x1, other_low, other_high) in combinations(sorted(edges), 2)
        if x1 - x0 >= _NARROWEST
        and abs(low - other_low) <= _NEAR
        and abs(high - other_high) <= _NEAR
    ]
    whole: list[Frame] = []
    for frame in sorted(frames, key=lambda of: (-of.y1, of.x0 - of.x1)):
        if any(other.around(frame) for other in whole):
            continue
        above = next((at for at, of in enumerate(whole) if _goes_on(of, frame)), None)
        if above is None:
            whole.append(frame)
        else:
            whole[above] = replace(whole[above], y0=frame.y0)
    return [_with_tabs(of, whole) for of in whole if not any(_is_tab(of, box) for box in whole)]


def _with_tabs(box: Frame, frames: Sequence[Frame]) -> Frame:
    """A frame, up to the upper edge of what is painted over its own, as the label of a box is."""
    return replace(box, y1=max([box.y1, *(of.y1 for of in frames if _is_tab(of, box))]))


def _is_tab(frame: Frame, box: Frame) -> bool:
    """Whether a frame goes over the upper edge of another, and is narrower."""
    inside = box.x0 - _NEAR <= frame.x0 and frame.x1 <= box.x1 + _NEAR
    narrower = frame.x1 - frame.x0 < box.x1 - box.x0 - 2 * _NEAR
    return inside and narrower and frame.y0 < box.y1 < frame.y1


def number_of(line: Line, frames: Sequence[Frame]) -> int:
    """Which of the frames a line stands in, counted from 1; 0 if in none."""
    own = Frame(line.x0, line.y, line.x1, line.y)
    return next((at for at, of in enumerate(frames, 1) if of.around(own)), 0)


def frame_of(lines: Sequence[Line]) -> int:
    """The frame in which all lines stand; 0 if they stand in none, or beside the text."""
    frames = {0 if line.box else line.frame for line in lines}
    return frames.pop() if len(frames) == 1 else 0


def with_box_titles(found: Sequence[Found]) -> list[Found]:
    """What was found, the headings of a box, where one begins it, as such that end with it.

    Its label and title are one. A unit's name goes on below its box, and no box opens a paper: that
    is its masthead. Several in a print that others outside have too are the paper's, and so
    is one that stands above all others by its print.
    """
    framed = sum(len(of.block.text) for of in found if of.frame)
    if framed > _MOST_OF_TEXT * sum(len(of.block.text) for of in found):
        return list(found)
    outside = {of.style for of in found if of.style and not of.frame}
    kept: list[Found] = []
    for (_, frame), group in groupby(found, key=lambda of: (of.block.page, of.frame)):
        inside = list(group)
        said = any(of.style is None for of in kept)
        inside = _ended(inside, outside, said=said) if frame else inside
        kept += _titled(inside, outside) if frame and said else inside
    return kept


def _ended(inside: list[Found], outside: Set[Style | None], *, said: bool) -> list[Found]:
    """The parts of a box, those in a heading's print that end it, below its text, as text.

    One that stands above all others by its print is the paper's; so is all in a box that opens the
    paper, where nothing is ``said`` yet, but for what has the print of a heading above it there.
    """
    highest = min((style.rank for style in outside if style), default=None)
    last = max((at for at, of in enumerate(inside) if _is_text(of)), default=len(inside))
    above = {of.style for of in inside[:last] if of.style}
    return [
        _as_text(of)
        if at > last
        and of.style
        and (of.style in above or (said and highest and of.style.rank > highest))
        else of
        for at, of in enumerate(inside)
    ]


def _is_text(found: Found) -> bool:
    return found.style is None and not _is_label(found)


def _as_text(found: Found) -> Found:
    block = replace(found.block, kind=BlockKind.PROSE, level=0)
    return replace(found, block=block, style=None)


def _titled(inside: list[Found], outside: Set[Style | None]) -> list[Found]:
    """The parts of a box, its headings as such that end with it, if one begins it."""
    if _is_titled(inside):
        return [_of_box(inside[0]), *inside[1:]]
    heads = [at for at, of in enumerate(inside) if of.style is not None]
    above = list(takewhile(lambda of: of.style is not None or _is_label(of), inside))
    last = max((at for at in heads if at < len(above)), default=None)
    own = [inside[at] for at in heads]
    if last is None or last + 1 == len(inside) or any(map(_is_of_paper, own)):
        return inside
    if len(own) > 1 and any(of.style in outside for of in own):
        return inside
    highest = min((style.rank for style in outside if style), default=None)
    if highest and any(of.style and of.style.rank <= highest for of in own):
        return inside
    title = inside[0]
    for of in inside[1 : last + 1]:
        words = f"{title.block.text} {of.block.text}"
        title = replace(title, block=title.block.with_rest(of.block, words))
    below = [of if of.style is None else _of_box(of) for of in inside[last + 1 :]]
    return [_of_box(title), *below]


def _of_box(found: Found) -> Found:
    """A heading that ends where its box does."""
    block = replace(found.block, kind=BlockKind.HEADING, level=ASIDE)
    return replace(found, block=block, style=None)


def _is_label(found: Found) -> bool:
    """Whether a few words without an end may say above its title what kind of box it is."""
    text, kind = found.block.text, found.block.kind
    short = len(text.split()) <= _MOST_WORDS and SENTENCE_END.search(text) is None
    return kind is BlockKind.PROSE and short and not found.block.number and text[:1].isupper()


def _is_of_paper(found: Found) -> bool:
    """Whether a heading has a number or names a unit."""
    block = found.block
    return bool(block.number) or label_of(block.text, heading=True) is not None


def _is_titled(inside: Sequence[Found]) -> bool:
    """Whether the first part of a box is its only heading, and none of a unit or paragraph.

    In the print of the text it is a few words above a sentence.
    """
    first, *below = inside
    title = first.block
    if title.number or not below or any(of.style is not None for of in below):
        return False
    if label_of(title.text, heading=True) is not None:
        return False
    if first.style is not None:
        return title.kind is BlockKind.HEADING
    text = below[0].block
    both = title.kind is text.kind is BlockKind.PROSE and not title.lead
    words = len(title.text.split())
    short = words <= _MOST_TITLE_WORDS and SENTENCE_END.search(title.text) is None
    return both and short and title.text[:1].isupper() and text.text.endswith(".")


def _goes_on(above: Frame, frame: Frame) -> bool:
    """Whether a frame of one width stands right below another."""
    alike = abs(above.x0 - frame.x0) <= _NEAR and abs(above.x1 - frame.x1) <= _NEAR
    return alike and abs(above.y0 - frame.y1) <= _NEAR
