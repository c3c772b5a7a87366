"""An optional cross-encoder that reads the question with each passage and orders them anew.

None comes with Parity; ``PARITY_RERANKER`` names one that an operator has, such as the folder of
cross-encoder/ms-marco-MiniLM-L6-v2 (Nogueira and Cho, Passage re-ranking with BERT, 2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.answer import Passage
from ingest.errors import ParityError

RERANKED = 20
"""How many passages it reads for a question."""


class Reranker:
    """A sentence-transformers cross-encoder, by name or folder.

    Raises :class:`ParityError` if it is not on this machine. Nothing is ever downloaded.
    """

    def __init__(self, name: str) -> None:
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(name, device="cpu", local_files_only=True)
        except Exception as error:  # the loader raises many kinds; all mean the same to a reader
            raise ParityError(
                f"The cross-encoder '{name}' is not on this machine, or cannot be loaded; give "
                "PARITY_RERANKER the folder of a sentence-transformers cross-encoder, or leave it "
                "out."
            ) from error

    def reranked(self, question: str, passages: Sequence[Passage]) -> list[Passage]:
        """The passages in the cross-encoder's order; the best has the best score there was.

        So what is weighed after stays on the scale that it was measured on.
        """
        if not passages:
            return []
        pairs = [(question, _text(passage)) for passage in passages]
        order = np.argsort(-np.ravel(self._model.predict(pairs, show_progress_bar=False)))
        scores = sorted((passage.score for passage in passages), reverse=True)
        return [replace(passages[at], score=s) for at, s in zip(order, scores, strict=True)]


def _text(passage: Passage) -> str:
    return "\n".join([*passage.paragraph.section, passage.paragraph.body])
