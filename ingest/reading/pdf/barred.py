"""Boxes that a bar at their left edge alone marks, with the text of a page beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from ingest.reading.pdf.baselines import Baseline
from ingest.reading.pdf.rows import is_printed_otherwise, letters_in, parts_of, right_of, row_of
from ingest.reading.pdf.runs import Rule

_NEAR = 6.0
"""Points: edges as near are of one bar."""
_REACH = 2.5
"""Of the letters' size: so near a bar its box's lines begin."""
_OVER = 2.0
"""Of the letters' size: so far a bar goes above and below the letters of its box."""
_FEWEST_ROWS, _FEWEST_LETTERS = 2, 12
"""Rows of the box, and letters of the middle row of the text beside it."""
_GUTTER = 1.5
"""Of the letters' size: white as broad is no space."""

Edges = tuple[float, float, float, float]
"""Left, lower, right and upper edge, in points."""


def barred(rows: Sequence[Baseline], rules: Sequence[Rule]) -> Iterator[Edges]:
    """The edges of each box that stands right of a bar, in other print than the text beside it.

    No other upright rule stands as high up the page, as those of a table do.
    """
    upright = [rule for rule in rules if rule.x1 - rule.x0 < 1 and rule.y1 - rule.y0 > 1]
    for bar in {(round(rule.y0), round(rule.y1)): rule for rule in upright}.values():
        level = [rule for rule in upright if rule.y0 < bar.y1 and rule.y1 > bar.y0]
        if max(rule.x0 for rule in level) - min(rule.x0 for rule in level) > _NEAR:
            continue
        edge = max(rule.x0 for rule in level)
        parts = [part for row in rows if bar.y0 < row.y < bar.y1 for part in _parts(row)]
        inside = [part for part in parts if part.runs[0].x0 > edge]
        beside = [part for part in parts if right_of(part) < edge]
        if len(inside) + len(beside) == len(parts) and _is_box(inside, beside, edge, bar):
            right = max(map(right_of, inside))
            yield edge, bar.y0, right + 1, bar.y1


def _parts(row: Baseline) -> Iterator[Baseline]:
    """What a row has on each side of white that is no space."""
    for runs in parts_of(row, _GUTTER):
        if (part := row_of(runs)) is not None:
            yield part


def _is_box(inside: Sequence[Baseline], beside: Sequence[Baseline], edge: float, bar: Rule) -> bool:
    """Whether rows fill the height of a bar right beside it, and text stands on its other side."""
    if len(inside) < _FEWEST_ROWS or not beside:
        return False
    size = median(row.size for row in inside)
    near = all(row.runs[0].x0 - edge <= _REACH * size for row in inside)
    high = bar.y1 - inside[0].y <= (1 + _OVER) * size
    low = inside[-1].y - bar.y0 <= _OVER * size
    text = letters_in(beside) >= _FEWEST_LETTERS
    return near and high and low and text and is_printed_otherwise(inside, beside)
