"""BM25 over short texts, by bm25s, with scores as a share of the best one."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from ingest.indexing.files import SealedFiles

K1, B = 1.2, 0.75
"""Robertson and Zaragoza's usual values; others measured no better (docs/adr/0003)."""

_SIZE, _VOCABULARY = "size.json", "vocab.index.json"
_SCORES = ("data", "indices", "indptr")
"""bm25s's arrays, each in a file of its own."""


class Bm25:
    """The statistics of a list of texts: how much each term says of each text."""

    def __init__(self, bm25: bm25s.BM25 | None, size: int) -> None:
        """``bm25`` is None where none of the ``size`` texts has a term."""
        self._bm25, self._size = bm25, size

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Bm25:
        """The statistics of texts, each given as its terms."""
        listed = [list(terms) for terms in texts]
        if not any(listed):
            return cls(None, len(listed))
        bm25 = bm25s.BM25(k1=K1, b=B)
        bm25.index(listed, show_progress=False)
        return cls(bm25, len(listed))

    def write(self, folder: Path) -> None:
        """Write the statistics to a folder, which is made."""
        folder.mkdir(parents=True)
        (folder / _SIZE).write_text(json.dumps(self._size), encoding="utf-8")
        if self._bm25 is not None:
            self._bm25.save(folder, show_progress=False)

    @classmethod
    def read(cls, files: SealedFiles, folder: str) -> Bm25:
        """Read the statistics that were written to a folder of a generation."""
        size: int = json.loads(files.read(f"{folder}/{_SIZE}"))
        if f"{folder}/{_VOCABULARY}" not in files:
            return cls(None, size)
        bm25 = bm25s.BM25(k1=K1, b=B)
        bm25.vocab_dict = json.loads(files.read(f"{folder}/{_VOCABULARY}"))
        bm25.unique_token_ids_set = set(bm25.vocab_dict.values())
        arrays = {name: files.array(f"{folder}/{name}.csc.index.npy") for name in _SCORES}
        bm25.scores = {**arrays, "num_docs": size}
        bm25.nonoccurrence_array = None
        return cls(bm25, size)

    @property
    def terms(self) -> list[str]:
        """Every term of any text."""
        return [term for term in self._bm25.vocab_dict if term] if self._bm25 else []

    @property
    def size(self) -> int:
        """How many texts there are."""
        return self._size

    def having(self, term: str) -> int:
        """How many texts have a term."""
        if self._bm25 is None or (at := self._bm25.vocab_dict.get(term)) is None:
            return 0
        first, last = self._bm25.scores["indptr"][at : at + 2]
        return int(last - first)

    def rarity(self, term: str) -> float:
        """A term's inverse document frequency among the texts; that of one text if none has it."""
        having = self.having(term) or 1
        return math.log1p((self._size - having + 0.5) / (having + 0.5))

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """Each text's score for these terms, shape (texts,), at least 0."""
        if self._bm25 and (known := [t for t in terms if t in self._bm25.vocab_dict]):
            return np.asarray(self._bm25.get_scores(known), dtype=np.float32)
        return np.zeros(self._size, dtype=np.float32)

    def shares(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """The scores divided by the best one, from 0 to 1."""
        scores = self.scores(terms)
        return scores / max(float(scores.max(initial=0.0)), 1e-9)
