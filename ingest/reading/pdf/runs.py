"""A run is a stretch of text as a page shows it, and a rule a line that it draws.

Places are in points from the lower left corner of the page as it is displayed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Text shown by one operator: from ``x0`` to ``x1`` on the baseline ``y``, in points.

    ``running`` is what the file itself marks as a header, footer or page number. ``white`` is how
    much of the run, in points, are the spaces that end it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    running: bool = False
    white: float = 0.0


@dataclass(frozen=True)
class Rule:
    """A ruled line, or one edge of a drawn box: level where ``y0`` is ``y1``, else upright."""

    x0: float
    y0: float
    x1: float
    y1: float
