"""Where two columns side by side end: without what stands apart above or below them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.reading.pdf.baselines import Baseline
from ingest.reading.pdf.rows import print_in, right_of

MOST_CAPTION_ROWS = 3
"""Rows of the title above a table, or of the notes below it."""
LARGER = 1.1
_FEWEST = 2
WHITE = 2.0
"""Of the letters' size: rows further apart are parted by white."""
_FURTHER = 3.0
_LEVEL = 0.5
"""Of the letters' size: the first rows of two columns stand no further apart in height."""
_MOST_HEADING_ROWS, _MOST_SIGNED_ROWS = 2, 5
"""Rows below a column: those of a heading, and of a signature with the page's foot."""
_SHORT = 0.7
"""Of the column's length: no line of a signature is longer."""

Sides = tuple[Baseline | None, Baseline | None]
"""What of a row stands left and right of the white."""


def height_of(sides: Sides) -> float:
    """The height of a row of two sides, one of which has words."""
    left, right = sides
    row = left or right
    return row.y if row else 0.0


def trimmed(sides: Sequence[Sides], first: int, end: int, below: float | None) -> tuple[int, int]:
    """The band without rows of one side that stand apart above and below the two.

    ``below`` is the height of the row that follows, if one does: a title stands nearer to it.
    """
    for side in (0, 1):
        begins = next((at for at in range(first, end) if sides[at][1 - side]), end)
        own = [at for at in range(first, end) if sides[at][side]]
        for above, at in pairwise(own):
            if above >= begins or _is_level(sides[above][side], sides, begins, end):
                continue
            if _apart(sides[above][side], sides[at][side]):
                first = max(first, above + 1)
    last_right = max((at for at in range(first, end) if sides[at][1]), default=first)
    tail = list(range(last_right + 1, end))
    foot = height_of(sides[tail[-1]]) - below if tail and below is not None else None
    for at in tail[-MOST_CAPTION_ROWS:] if foot is not None else []:
        before = next((sides[of][0] for of in range(at - 1, first - 1, -1) if sides[of][0]), None)
        few = at == tail[0] and len(tail) <= _MOST_HEADING_ROWS
        nearer = foot is not None and _gap(before, sides[at][0]) >= foot
        last = at == tail[-1] and _outranks(sides[at][0], before)
        if (few and _heads(sides[at][0], before)) or (
            (nearer or last) and _apart(before, sides[at][0])
        ):
            end = at
            break
    for at in range(max(first + 1, end - _MOST_SIGNED_ROWS), end):
        upper, lower = (sides[of][0] or sides[of][1] for of in (at - 1, at))
        few = at >= end - _FEWEST or _is_signed(sides[first:at], sides[at:end])
        if few and upper and lower and upper.y - lower.y > _FURTHER * upper.size:
            return first, at
    return first, end


def _is_signed(column: Sequence[Sides], below: Sequence[Sides]) -> bool:
    """Whether rows below two columns are short ones at the left, but for the foot of the page."""
    end = max((right_of(left) for left, _ in column if left), default=0.0)
    alone = [left for left, right in below if left and not right]
    lengths = [(right_of(row) - row.runs[0].x0, end - row.runs[0].x0) for row in alone]
    short = all(length < _SHORT * whole for length, whole in lengths)
    return bool(alone) and len(alone) >= len(below) - 1 and short


def _is_level(
    row: Baseline | None,
    sides: Sequence[Sides],
    at: int,
    end: int,
) -> bool:
    """Whether a row of one side is level with the first of the other, in larger print or not."""
    first = next((of for of in sides[at] if of), None) if at < end else None
    return bool(row and first and row.y - first.y < _LEVEL * row.size)


def _apart(above: Baseline | None, below: Baseline | None) -> bool:
    return bool(above and below and above.y - below.y > WHITE * max(above.size, below.size))


def _gap(above: Baseline | None, below: Baseline | None) -> float:
    return above.y - below.y if above and below else 0.0


def _outranks(row: Baseline | None, above: Baseline | None) -> bool:
    """Whether a row is in a heading's print beside that of the row above."""
    if row is None or above is None:
        return False
    return print_in(row.runs).outranks(print_in(above.runs))


def _heads(row: Baseline | None, above: Baseline | None) -> bool:
    """Whether a row below a column is larger than it, or stands apart from it."""
    if row is None or above is None:
        return False
    return _apart(above, row) or row.size > LARGER * above.size
