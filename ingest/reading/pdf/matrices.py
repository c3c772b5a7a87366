"""Numbers and matrices as a page's content has them (ISO 32000-1, section 8.3), and boxes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""The left, lower, right and upper edge, in points."""

UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def number(operands: Sequence[Any], at: int, default: float = 0.0) -> float:
    """The operand at a place as a finite number."""
    try:
        value = float(operands[at])
    except (IndexError, TypeError, ValueError):
        return default
    return value if math.isfinite(value) else default


def matrix(operands: Any) -> Matrix | None:
    """The first six operands as a matrix; None if there are fewer."""
    if len(operands) < 6:
        return None
    a, b, c, d, e, f = (number(operands, at) for at in range(6))
    return (a, b, c, d, e, f)


def times(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that does first ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def moved(x: float, y: float, by: Matrix) -> Point:
    """A point where a matrix puts it."""
    return (x * by[0] + y * by[2] + by[4], x * by[1] + y * by[3] + by[5])


def box_of(points: Iterable[Point]) -> Box:
    """The smallest box around points, of which there is at least one."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one: Box, other: Box) -> Box:
    """What two boxes share; where they share nothing its edges are the wrong way round."""
    return (
        max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    )  # fmt: skip


def holds(box: Box, point: Point) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def corners(box: Box, by: Matrix) -> list[Point]:
    """The four corners of a box where a matrix puts them, in the order in which it is drawn."""
    x0, y0, x1, y1 = box
    return [moved(x, y, by) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
