"""How likely somebody who writes needs help: by the letters and words, and by filters over tokens.

A filter looks at one, two or three tokens in a row, as the bundled model encodes them in their
context; of each its largest value counts, wherever in the message that is, as in Kim,
*Convolutional neural networks for sentence classification* (2014). ``evals/fit_distress.py`` fits
both readings to messages and questions that were written by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.question.crisis import fitted, likelihood, speaks_of_own_crisis, unpacked

FILTERS_FILE = Path(__file__).with_name("filters.json")
WIDTHS = (1, 2, 3)
"""How many tokens in a row a filter looks at; there are as many filters of each width."""

Weights = NDArray[np.float32]


@dataclass(frozen=True)
class Filters:
    """The fitted weights, with d for the width of a token vector and f for filters of a width.

    ``filters`` (d, 6, f) are those of one token, of the first and second of two, and of each of
    three; ``least`` (3 f,) is added to their largest values, ``heads`` (3 f,) weighs what of these
    is above zero, and ``intercept`` is added to the sum.
    """

    filters: Weights
    least: Weights
    heads: Weights
    intercept: float

    def logit(self, tokens: Weights) -> float:
        """How far token vectors (t, d) by the bundled model are those of somebody in distress."""
        seen = tokens if len(tokens) else np.zeros((1, len(self.filters)), np.float32)
        width, parts, each = self.filters.shape
        products = (seen @ self.filters.reshape(width, -1)).reshape(-1, parts, each)
        largest = np.concatenate([total.max(axis=0) for total in _totals(products)])
        return float(np.maximum(largest + self.least, 0) @ self.heads) + self.intercept


def _totals(products: Weights) -> Iterator[Weights]:
    """For each width, the sums (t, f) of the filters that begin at each token."""
    part = count()
    for width in WIDTHS:
        total = products[:, next(part)].copy()
        for later in range(1, width):
            total[:-later] += products[later:, next(part)]
        yield total


@cache
def filters() -> Filters:
    """The committed weights."""
    return filters_of(json.loads(FILTERS_FILE.read_text(encoding="utf-8")))


def filters_of(kept: dict[str, Any]) -> Filters:
    """The filters as they are committed: packed weights by name."""
    flat, least, heads = (
        np.array(unpacked(kept[name]), np.float32) for name in ("filters", "least", "heads")
    )
    shape = (-1, sum(WIDTHS), len(least) // len(WIDTHS))
    return Filters(flat.reshape(shape), least, heads, kept["intercept"])


def together(words: float, tokens: float) -> float:
    """The likelihood from the logits of both readings."""
    return likelihood((words + tokens) / 2)


def distress(message: str, tokens: Weights) -> float:
    """How likely somebody needs help, from 0 to 1; ``tokens`` (t, d) are by the bundled model.

    Of one's own crisis in plain words it is 1.
    """
    if speaks_of_own_crisis(message):
        return 1.0
    return together(fitted().of_words(message), filters().logit(tokens))
