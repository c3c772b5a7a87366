"""Boxes in a drawn frame, around which the text is led: taken out before columns are told.

A frame may be open above or below, where a box goes over a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.reading.pdf.barred import barred
from ingest.reading.pdf.baselines import Baseline
from ingest.reading.pdf.frames import NEAR, Frame, frames_of
from ingest.reading.pdf.rows import (
    Segment,
    letters_in,
    print_in,
    print_of,
    right_of,
    row_of,
    segments,
    text_of,
)
from ingest.reading.pdf.runs import Rule, Run

_GUTTER = 1.5
"""Of the letters' size: white as broad is no space, not even in a narrow justified line."""
_FEWEST_ROWS, _FEWEST_LETTERS, _FEWEST_WORDS = 2, 12, 3
"""Rows of the text beside a box, and letters and words of the middle one."""
_SMALLER = 0.6
"""Points by which small print is smaller than the text."""
_APART, _ABOVE = 3.5, 1.3
"""Of the letters' size: lines further apart are not of one box; and so far above it it begins."""
_INDENT = 4.0
"""Of the letters' size: so far in stand lines of one column, under a number or in a list."""
_INTO = 0.1
"""Of a frame's width: so far into it a row below or above it goes."""
_MARGIN = 2.0
"""Of the letters' size: so far above and below a box the text is led around it."""


@dataclass(frozen=True)
class Box:
    """A box's rows, its frame, and the ``side`` of it, left (-1) or right, on which text stands.

    Cards have no text beside them, but each other.
    """

    rows: tuple[Baseline, ...]
    frame: Frame
    side: int

    def is_beside(self, row: Baseline) -> bool:
        """Whether a row of the text is led around the box."""
        if not self.side:
            return False
        reach = _MARGIN * row.size
        level = self.frame.y0 - reach < row.y < self.frame.y1 + reach
        if self.side < 0:
            return level and right_of(row) <= self.frame.x0 + NEAR
        return level and row.runs[0].x0 >= self.frame.x1 - NEAR


def without_boxes(
    rows: Sequence[Baseline], rules: Sequence[Rule]
) -> tuple[list[Baseline], list[Box]]:
    """The rows without those of boxes beside the text, and the boxes, top first.

    The text is led around them, or they stand beside a bar of their own.
    """
    boxes: list[Box] = []
    left = list(rows)
    for frame in (Frame(*edges) for edges in barred(rows, rules)):
        if inside := _inside(left, frame):
            boxes.append(Box(tuple(inside), frame, -1))
            left = list(_outside(left, frame))
    for frames in (frames_of(rules), _small_print(rows)):
        for frame in sorted(frames, key=lambda frame: -frame.y1):
            inside = _inside(left, frame)
            others = [other for other in frames if other is not frame]
            found = (side for side in (-1, 1) if _leads_around(left, frame, others, side))
            side = next(found, 0) if inside else 0
            if inside and not side and _is_in_margin(left, frame, frames):
                side = -1
            if side:
                boxes.append(Box(tuple(inside), frame, side))
                left = list(_outside(left, frame))
    for card in _cards(left, frames_of(rules, nearest=NEAR)):
        boxes.append(Box(tuple(_inside(left, card)), card, 0))
        left = list(_outside(left, card))
    return left, sorted(boxes, key=lambda box: -box.frame.y1)


def _cards(rows: Sequence[Baseline], frames: Sequence[Frame]) -> list[Frame]:
    """Frames side by side with white between them, which hold all the words at their height."""
    found: list[Frame] = []
    for frame in frames:
        level = [of for of in frames if abs(of.y0 - frame.y0) + abs(of.y1 - frame.y1) <= NEAR]
        inside = [len(_inside(rows, of)) for of in level]
        free = [run for row in rows if frame.holds(row) for run in row.runs if run.text.strip()]
        free = [run for run in free if not any(_is_in(run, of) for of in level)]
        if len(level) > 1 and min(inside) >= _FEWEST_ROWS and not free and _are_parted(level):
            found.append(frame)
    return sorted(found, key=lambda frame: (-frame.y1, frame.x0))


def _are_parted(frames: Sequence[Frame]) -> bool:
    order = sorted(frames, key=lambda frame: frame.x0)
    return all(b.x0 - a.x1 > NEAR for a, b in pairwise(order))


def _small_print(rows: Sequence[Baseline]) -> list[Frame]:
    """What would frame the small print, a few lines below each other from one edge on.

    Rows with small print in several places are those of tables.
    """
    groups: list[list[Baseline]] = []
    size = print_of(rows).size if rows else 0.0
    for row in rows:
        small = [part for part in _worded(row) if size - part.size >= _SMALLER]
        if len(small) == 1:
            group = next((of for of in groups if _is_below(small[0], of[-1])), None)
            if group is None:
                groups.append(small)
            else:
                group += small
    return [
        Frame(
            min(row.runs[0].x0 for row in group) - NEAR,
            group[-1].y - group[-1].size,
            max(map(right_of, group)) + NEAR,
            group[0].y + _ABOVE * group[0].size,
        )
        for group in groups
        if len(text_of(group[0])) > _FEWEST_WORDS
    ]


def _worded(row: Baseline) -> Iterator[Baseline]:
    """The parts of a row between which there is more than a space."""
    for part in segments(row, _GUTTER):
        own = row_of(run for run in row.runs if part.x0 <= run.x0 < part.x1)
        if own is not None:
            yield own


def _is_below(row: Baseline, above: Baseline) -> bool:
    near = above.y - row.y <= _APART * row.size
    return near and abs(above.runs[0].x0 - row.runs[0].x0) <= NEAR


def _inside(rows: Sequence[Baseline], frame: Frame) -> list[Baseline]:
    """The rows in a frame; none where words go through its edges."""
    found: list[Baseline] = []
    for row in rows:
        if frame.holds(row):
            if any(_is_through(run, frame) for run in row.runs if run.text.strip()):
                return []
            own = row_of(run for run in row.runs if _is_in(run, frame))
            found += [own] if own else []
    return found


def _outside(rows: Sequence[Baseline], frame: Frame) -> Iterator[Baseline]:
    for row in rows:
        if not frame.holds(row):
            yield row
        elif rest := row_of(run for run in row.runs if not _is_in(run, frame)):
            yield rest


def _is_in(run: Run, frame: Frame) -> bool:
    return frame.x0 <= (run.x0 + run.x1) / 2 <= frame.x1


def _is_through(run: Run, frame: Frame) -> bool:
    return any(run.x0 < x - NEAR and run.x1 > x + NEAR for x in (frame.x0, frame.x1))


def _leads_around(
    rows: Sequence[Baseline], frame: Frame, others: Sequence[Frame], side: int
) -> bool:
    """Whether text stands on one side of a frame, left (-1) or right, and goes on below or above.

    Where it does not, as in two columns, what stands there is not beside the text.
    """
    beside = [part for row in rows if frame.holds(row) for part in _nearest(row, frame, side)]
    starts = [row.runs[0].x0 for row in beside]
    near = max(starts, default=0.0) if side < 0 else min(starts, default=0.0)
    beside = [row for row in beside if abs(row.runs[0].x0 - near) <= _INDENT * row.size]
    if len(beside) < _FEWEST_ROWS or letters_in(beside) < _FEWEST_LETTERS:
        return False
    if median(len(text_of(row).split()) for row in beside) < _FEWEST_WORDS:
        return False
    if print_of(beside).differs(print_of(rows)):
        return False
    if any(other.holds(beside[0]) and _is_in(beside[0].runs[0], other) for other in others):
        return False
    edge = max(map(right_of, beside)) if side < 0 else min(row.runs[0].x0 for row in beside)
    across = clear = 0
    for row in rows:
        if not frame.holds(row):
            parts = segments(row, _GUTTER)
            over = any(_goes_into(part, frame, side, edge) for part in parts)
            across += over
            clear += not over and len(parts) > 1
    return across > clear


def _is_in_margin(rows: Sequence[Baseline], frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether a frame beside text, in another print, stands right of all words but framed ones."""
    own = [row for row in rows if frame.holds(row)]
    free = [
        run
        for row in rows
        for run in row.runs
        if run.text.strip() and not any(of.holds(row) and _is_in(run, of) for of in frames)
    ]
    inside = [run for row in own for run in row.runs if run.text.strip() and _is_in(run, frame)]
    beside = any(run in free for row in own for run in row.runs)
    apart = all(run.x1 <= frame.x0 + NEAR for run in free)
    return beside and apart and print_in(inside).differs(print_in(free))


def _nearest(row: Baseline, frame: Frame, side: int) -> Iterator[Baseline]:
    """The words of a row that stand next to a frame on one side of it."""
    if side < 0:
        own = row_of(run for run in row.runs if run.x1 <= frame.x0 + NEAR)
        part = segments(own, _GUTTER)[-1] if own else None
    else:
        own = row_of(run for run in row.runs if run.x0 >= frame.x1 - NEAR)
        part = segments(own, _GUTTER)[0] if own else None
    if own and part:
        found = row_of(run for run in own.runs if part.x0 <= run.x0 < part.x1)
        yield from [found] if found else []


def _goes_into(part: Segment, frame: Frame, side: int, edge: float) -> bool:
    """Whether words go from where the text beside a frame ends, its ``edge``, into the frame."""
    into = _INTO * (frame.x1 - frame.x0)
    if side < 0:
        return part.x0 < edge and part.x1 > frame.x0 + into
    return part.x1 > edge and part.x0 < frame.x1 - into
