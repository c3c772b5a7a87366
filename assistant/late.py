"""Late interaction: every word of the question against every word of a sentence, in context.

A sentence's score is the mean, weighted by inverse document frequency, of each question token's
best cosine with any of the sentence's tokens: MaxSim of ColBERT (Khattab and Zaharia, SIGIR 2020)
over the bundled model's token vectors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.embedding import Encoded, Encoder
from ingest.tokens import TokenVectors


@dataclass(frozen=True)
class TokenSimilarities:
    """How a question matches one paragraph.

    ``scores`` (s,) is each sentence's score; ``best`` (s, t) has, for each sentence and token of
    the question, the best cosine with any of the sentence's tokens.
    """

    scores: NDArray[np.float32]
    best: NDArray[np.float32]


class LateInteraction:
    """Scores the sentences of any paragraph of an index against an encoded question."""

    def __init__(self, tokens: TokenVectors, encoder: Encoder) -> None:
        self._tokens = tokens
        self._weights = _token_weights(tokens, encoder.vocabulary_size)

    def similarities(self, key: str, question: Encoded) -> TokenSimilarities:
        """The similarities of a question with the paragraph ``key``."""
        tokens = self._tokens.of(key)
        cosines = tokens.vectors.astype(np.float32) @ question.token_vectors.T
        firsts = np.cumsum([0, *tokens.counts[:-1]])
        best = np.maximum.reduceat(cosines, firsts, axis=0)
        weights = self._weights[question.token_ids]
        scores: NDArray[np.float32] = best @ (weights / max(float(weights.sum()), 1e-9))
        return TokenSimilarities(scores, best)


def _token_weights(tokens: TokenVectors, size: int) -> NDArray[np.float32]:
    """Each token id's inverse document frequency among the sentences, as BM25 has it."""
    counts = np.zeros(size, dtype=np.float32)
    total = 0
    for key in tokens.rows:
        of_paragraph = tokens.of(key)
        for ids in np.split(of_paragraph.ids, np.cumsum(of_paragraph.counts)[:-1]):
            counts[np.unique(ids)] += 1
            total += 1
    weights: NDArray[np.float32] = np.log1p((total - counts + 0.5) / (counts + 0.5))
    return weights
