"""Bullets that a page draws as small shapes, as web browsers do, and not as letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.reading.pdf.painting import Dot
from ingest.reading.pdf.runs import Run

_SIZES = (0.2, 0.7)
"""Of the letters' size: as broad a bullet is."""
_SQUARES, _MIDDLE = (0.2, 0.45), (0.1, 0.5)
"""Of the letters' size: so broad, and so high above the line its middle, is a square one; the keys
of a chart are larger."""
_REACH, _ALONE = 2.5, 1.0
"""Of the letters' size: so near its text begins, and so far all other text ends before it."""
_HEIGHT = 0.8


def bullets_of(dots: Iterable[Dot], runs: Sequence[Run]) -> list[Run]:
    """A run for each dot that stands before the first words of a line."""
    worded = [run for run in runs if run.text.strip()]
    once = {tuple(map(round, dot.box)): dot for dot in sorted(dots, key=lambda dot: dot.filled)}
    return [run for dot in once.values() if (run := _bullet(dot, worded)) is not None]


def _bullet(dot: Dot, runs: Sequence[Run]) -> Run | None:
    x0, y0, x1, y1 = dot.box
    level = [run for run in runs if run.y <= (y0 + y1) / 2 <= run.y + _HEIGHT * run.size]
    after = [run for run in level if 0 < run.x0 - x1 <= _REACH * run.size]
    if not after:
        return None
    first = min(after, key=lambda run: run.x0)
    before = any(run.x0 < x1 and run.x1 > x0 - _ALONE * run.size for run in level)
    least, most = (share * first.size for share in (_SQUARES if dot.square else _SIZES))
    if before or not least <= x1 - x0 <= most:
        return None
    low, high = (first.y + share * first.size for share in _MIDDLE)
    if dot.square and not low <= (y0 + y1) / 2 <= high:
        return None
    return Run("▪" if dot.square else "•" if dot.filled else "◦", x0, x1, first.y, first.size)
