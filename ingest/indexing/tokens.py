"""Every sentence's token vectors, in memory-mapped files beside Chroma's folder.

Chroma keeps one vector a record; late interaction (Khattab and Zaharia, ColBERT, SIGIR 2020)
compares the question's tokens with each of a sentence's. They are kept as 8-bit integers with a
scale for each token, and written as they come: neither a writer nor a reader holds them all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ingest.indexing.embedding import Encoded

_VECTORS, _SCALES, _IDS = "token_vectors.i8", "token_scales.f4", "token_ids.i4"
_TABLE = "token_rows.npz"
_MOST = 127


@dataclass(frozen=True)
class ParagraphTokens:
    """One paragraph's tokens, those of its sentences one after the other.

    ``vectors`` (t, d) times ``scales`` (t,) are units; ``ids`` (t,) are the tokens' numbers in the
    model's vocabulary, and ``counts`` (s,) how many tokens each sentence has.
    """

    vectors: NDArray[np.int8]
    scales: NDArray[np.float32]
    ids: NDArray[np.int32]
    counts: NDArray[np.int32]

    @classmethod
    def of(cls, encoded: Sequence[Encoded]) -> ParagraphTokens:
        """The tokens of a paragraph's encoded sentences, rounded."""
        vectors = np.vstack([sentence.token_vectors for sentence in encoded])
        largest = np.abs(vectors).max(axis=1, initial=0.0)
        scales = (np.maximum(largest, 1e-12) / _MOST).astype(np.float32)
        return cls(
            np.rint(vectors / scales[:, None]).astype(np.int8),
            scales,
            np.concatenate([sentence.token_ids for sentence in encoded]),
            np.array([len(sentence.token_ids) for sentence in encoded], dtype=np.int32),
        )

    @classmethod
    def joined(cls, parts: Sequence[ParagraphTokens]) -> ParagraphTokens:
        """The tokens of a paragraph whose sentences were encoded apart."""
        columns = zip(*((p.vectors, p.scales, p.ids, p.counts) for p in parts), strict=True)
        return cls(*map(np.concatenate, columns))


@dataclass(frozen=True)
class TokenVectors:
    """The tokens of all sentences of an index; paragraphs and sentences are counted from 0.

    ``vectors`` (t, d), ``scales`` and ``ids`` (t,) stay on disk; ``sentences`` (p + 1,) is each
    paragraph's first sentence, ``rows`` and ``counts`` (s,) each sentence's first token and number
    of tokens, ``weights`` (v,) each token id's inverse document frequency among the sentences.
    """

    vectors: NDArray[np.int8]
    scales: NDArray[np.float32]
    ids: NDArray[np.int32]
    sentences: NDArray[np.int64]
    rows: NDArray[np.int64]
    counts: NDArray[np.int32]
    weights: NDArray[np.float32]

    @classmethod
    def read(cls, generation: Path, dimension: int) -> TokenVectors:
        """Open a generation's token vectors. Raises ValueError if rows are missing."""
        with (generation / _TABLE).open("rb") as file, np.load(file) as table:
            sentences, rows, counts = table["sentences"], table["rows"], table["counts"]
            weights = table["weights"]
        scales = np.memmap(generation / _SCALES, np.float32, "r")
        ids = np.memmap(generation / _IDS, np.int32, "r")
        vectors = np.memmap(generation / _VECTORS, np.int8, "r").reshape(-1, dimension)
        if not (len(vectors) == len(scales) == len(ids) == counts.sum()):
            raise ValueError("some token vectors are missing")
        if not (sentences[-1] == len(rows) == len(counts)):
            raise ValueError("some sentences have no token vectors")
        return cls(vectors, scales, ids, sentences, rows, counts, weights)

    @property
    def paragraphs(self) -> int:
        """How many paragraphs there are."""
        return len(self.sentences) - 1

    def of(self, paragraph: int) -> ParagraphTokens:
        """One paragraph's tokens."""
        first, last = self.sentences[paragraph : paragraph + 2]
        counts = self.counts[first:last]
        start = self.rows[first]
        rows = slice(start, start + counts.sum())
        return ParagraphTokens(self.vectors[rows], self.scales[rows], self.ids[rows], counts)


class TokenWriter:
    """Writes a generation's tokens, paragraph after paragraph, in whatever order they come."""

    def __init__(self, generation: Path, vocabulary_size: int) -> None:
        self._generation = generation
        self._files = [(generation / name).open("wb") for name in (_VECTORS, _SCALES, _IDS)]
        self._places: dict[str, tuple[int, NDArray[np.int32]]] = {}
        self._sentences_with = np.zeros(vocabulary_size, dtype=np.float32)
        self._row = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files:
            file.close()

    def add(self, key: str, tokens: ParagraphTokens) -> None:
        """Write one paragraph's tokens."""
        columns: tuple[NDArray[Any], ...] = (tokens.vectors, tokens.scales, tokens.ids)
        for file, column in zip(self._files, columns, strict=True):
            file.write(np.ascontiguousarray(column).data)
        self._places[key] = self._row, np.array(tokens.counts)
        self._row += len(tokens.ids)
        for ids in np.split(tokens.ids, np.cumsum(tokens.counts)[:-1]):
            self._sentences_with[np.unique(ids)] += 1

    def finish(self, keys: Iterable[str]) -> None:
        """Write the table that finds each paragraph's tokens; ``keys`` are all, in order."""
        for file in self._files:
            file.flush()
            os.fsync(file.fileno())
        places = [self._places[key] for key in keys]
        counts = np.concatenate([counts for _, counts in places])
        rows = [first + np.cumsum(counts) - counts for first, counts in places]
        sentences = np.cumsum([0, *(len(counts) for _, counts in places)])
        having, total = self._sentences_with, len(counts)
        np.savez(
            self._generation / _TABLE,
            sentences=sentences.astype(np.int64),
            rows=np.concatenate(rows).astype(np.int64),
            counts=counts,
            weights=np.log1p((total - having + 0.5) / (having + 0.5)),
        )
