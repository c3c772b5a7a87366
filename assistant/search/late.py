"""Late interaction: every word of the question against every word of a sentence, in context.

A sentence's score is the mean, weighted by inverse document frequency, of each question token's
best cosine with any of the sentence's tokens: MaxSim of ColBERT (Khattab and Zaharia, SIGIR 2020)
over the bundled model's token vectors.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.indexing.embedding import Encoded
from ingest.indexing.tokens import TokenVectors


@dataclass(frozen=True)
class TokenSimilarities:
    """How a question matches one paragraph.

    ``scores`` (s,) is each sentence's score; ``best`` (s, t) has, for each sentence and token of
    the question, the best cosine with any of the sentence's tokens.
    """

    scores: NDArray[np.float32]
    best: NDArray[np.float32]


class LateInteraction:
    """Scores the sentences of any paragraphs of an index against an encoded question."""

    def __init__(self, tokens: TokenVectors) -> None:
        self._tokens = tokens

    def similarities(self, paragraphs: Iterable[int], question: Encoded) -> list[TokenSimilarities]:
        """The similarities of a question with these paragraphs, each given by its place."""
        found = [self._tokens.of(int(at)) for at in paragraphs]
        counts = np.concatenate([of.counts for of in found])
        firsts = np.cumsum(counts) - counts
        vectors = np.concatenate([of.vectors for of in found])
        cosines = vectors.astype(np.float32) @ question.token_vectors.T
        cosines *= np.concatenate([of.scales for of in found])[:, None]
        best = np.zeros((len(counts), len(question.token_ids)), dtype=np.float32)
        some = counts > 0
        best[some] = np.maximum.reduceat(cosines, firsts[some], axis=0)
        weights = self._tokens.weights[question.token_ids]
        scores: NDArray[np.float32] = best @ (weights / max(float(weights.sum()), 1e-9))
        ends = np.cumsum([len(of.counts) for of in found])[:-1]
        return [
            TokenSimilarities(*of)
            for of in zip(np.split(scores, ends), np.split(best, ends), strict=True)
        ]
