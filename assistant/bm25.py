"""BM25 over short texts, by bm25s, with scores as a share of the best one."""

from __future__ import annotations

from collections.abc import Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.75
"""Robertson and Zaragoza's usual values; others measured no better (docs/adr/0003)."""


class Bm25:
    """The statistics of a list of texts, each given as its terms."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._size = len(texts)
        self._bm25 = bm25s.BM25(k1=K1, b=B)
        self._has_terms = any(texts)
        if self._has_terms:
            self._bm25.index([list(terms) for terms in texts], show_progress=False)

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """Each text's score for these terms, shape (texts,), at least 0."""
        known = [t for t in terms if t in self._bm25.vocab_dict] if self._has_terms else []
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def shares(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """The scores divided by the best one, from 0 to 1."""
        scores = self.scores(terms)
        return scores / max(float(scores.max(initial=0.0)), 1e-9)
