"""The closed frames that a page draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from ingest.reading.pdf.baselines import Baseline
from ingest.reading.pdf.runs import Rule

NEAR = 3.0
"""Points: edges as near are of one frame."""
_NARROWEST, _LOWEST = 40.0, 20.0
_MOST_EDGES = 40
"""Upright rules: a page with more of them is full of tables."""


@dataclass(frozen=True)
class Frame:
    """A frame's edges, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, row: Baseline) -> bool:
        """Whether a row stands between the upper and the lower edge."""
        return self.y0 < row.y < self.y1

    def around(self, other: Frame) -> bool:
        """Whether another frame lies in this one."""
        return (
            self.x0 <= other.x0 + NEAR
            and self.y0 <= other.y0 + NEAR
            and self.x1 >= other.x1 - NEAR
            and self.y1 >= other.y1 - NEAR
        )


def frames_of(rules: Sequence[Rule], *, nearest: float = _LOWEST) -> list[Frame]:
    """The outermost frames, none of which stands right above another as the cells of a table do.

    Frames of one width that stand ``nearest`` above each other, in points, or closer are such.
    """
    upright = sorted(
        {
            (round(rule.x0), round(rule.y0), round(rule.y1))
            for rule in rules
            if rule.x1 - rule.x0 < 1 and rule.y1 - rule.y0 >= _LOWEST
        }
    )
    if len(upright) > _MOST_EDGES:
        return []
    level = [rule for rule in rules if rule.y1 - rule.y0 < 1]
    found: list[Frame] = []
    for (x0, low, high), (x1, other_low, other_high) in combinations(upright, 2):
        alike = abs(low - other_low) <= NEAR and abs(high - other_high) <= NEAR
        if alike and x1 - x0 >= _NARROWEST and _is_closed(x0, x1, (low, high), level):
            found.append(Frame(x0, low, x1, high))
    outer = [
        frame
        for at, frame in enumerate(found)
        if not any(
            other.around(frame) and (not frame.around(other) or before < at)
            for before, other in enumerate(found)
            if before != at
        )
    ]
    return [of for of in outer if not any(_is_stacked(of, other, nearest) for other in outer)]


def _is_closed(x0: float, x1: float, heights: tuple[float, float], level: Sequence[Rule]) -> bool:
    """Whether a level rule goes from edge to edge above or below."""
    return any(
        any(abs(rule.y0 - y) <= NEAR for y in heights)
        and abs(rule.x0 - x0) <= NEAR
        and abs(rule.x1 - x1) <= NEAR
        for rule in level
    )


def _is_stacked(frame: Frame, other: Frame, nearest: float) -> bool:
    alike = abs(frame.x0 - other.x0) <= NEAR and abs(frame.x1 - other.x1) <= NEAR
    apart = min(abs(frame.y0 - other.y1), abs(other.y0 - frame.y1))
    return frame is not other and alike and apart <= nearest
