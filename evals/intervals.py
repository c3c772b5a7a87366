"""Bootstrap intervals: how far a figure would move with other questions of the same kind.

The percentile method of Efron and Tibshirani, *An Introduction to the Bootstrap* (1993), chapter
13: the questions are drawn anew, with replacement, and the figures taken of each draw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import numpy as np

RESAMPLES = 2000
_SEED = 1993
_BETWEEN = (0.025, 0.975)

Interval = tuple[float, float]
Figures = Mapping[str, float | None]
_Item = TypeVar("_Item")


def intervals(
    items: Sequence[_Item], figures: Callable[[Sequence[_Item]], Figures]
) -> dict[str, Interval | None]:
    """The 95% interval of each figure of these items, the same in every run.

    A draw for which a figure is None says nothing of it; a figure that always is has no interval.
    """
    drawn: dict[str, list[float]] = {name: [] for name in figures(items)}
    random = np.random.default_rng(_SEED)
    for _ in range(RESAMPLES if items else 0):
        chosen = random.integers(len(items), size=len(items)).tolist()
        for name, value in figures([items[at] for at in chosen]).items():
            if value is not None:
                drawn[name].append(value)
    return {name: _interval(values) if values else None for name, values in drawn.items()}


def _interval(values: Sequence[float]) -> Interval:
    low, high = np.quantile(values, _BETWEEN)
    return float(low), float(high)
