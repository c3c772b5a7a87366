"""Bullets that are drawn as shapes, as browsers do, read as the signs that they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.reading.pdf.painting import Dot
from ingest.reading.pdf.runs import Run
from ingest.reading.pdf.seen import Drawn

_FILLED, _RING = "•", "◦"
_LARGEST = 0.6
"""Of the letters' size, as the rest: how large a bullet is at most,"""
_LOWEST, _HIGHEST = 0.1, 0.65
"""how high its middle is above the baseline,"""
_NEAREST, _FARTHEST = 0.2, 2.5
"""and how far its text is to the right."""
_FREE = 1.5


def bullets(dots: Sequence[Dot], runs: Sequence[Drawn]) -> list[Drawn]:
    """A run for each dot that stands before the first words of a line."""
    level = [of for of in runs if of.angle == 0 and of.run.text.strip()]
    return list(_bullets(dots, level))


def _bullets(dots: Sequence[Dot], level: Sequence[Drawn]) -> Iterator[Drawn]:
    for dot in dots:
        x0, y0, x1, y1 = dot.box
        line = [of for of in level if _is_beside((y0 + y1) / 2, y1 - y0, of.run)]
        right = [of for of in line if _NEAREST <= (of.run.x0 - x1) / of.run.size <= _FARTHEST]
        if not right:
            continue
        first = min(right, key=lambda of: of.run.x0)
        edge = x0 - _FREE * first.run.size
        if not any(of.run.x1 > edge and of.run.x0 < first.run.x0 for of in line):
            sign = _FILLED if dot.filled else _RING
            run = replace(first.run, text=sign, x0=x0, x1=x1, bold=False, italic=False)
            yield replace(first, run=run, order=dot.order)


def _is_beside(middle: float, high: float, run: Run) -> bool:
    above = (middle - run.y) / run.size
    return _LOWEST <= above <= _HIGHEST and high <= _LARGEST * run.size
