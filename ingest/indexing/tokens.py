"""Every sentence's token vectors, in a file beside Chroma's folder.

Chroma keeps one vector a record; late interaction (Khattab and Zaharia, ColBERT, SIGIR 2020)
compares the question's tokens with each of a sentence's. They are kept as 8-bit integers with a
scale for each token, and written as they come: neither a writer nor a reader holds them all. A
paragraph's tokens stand together, and are held against their own digest when they are read.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ingest.indexing.embedding import Encoded
from ingest.indexing.faults import damaged
from ingest.indexing.files import SealedFiles

_TOKENS, _TABLE = "tokens.bin", "token_rows.npz"
_MOST = 127
_BESIDE = 8
"""Bytes of a token beside its vector: its number and its scale."""

_KEPT = 1_000
"""Paragraphs whose tokens stay in memory when they have been read, some 50 to 80 kB each."""

_DIGEST = 16
"""Bytes of a paragraph's digest, the first of its SHA-256."""


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

    @property
    def written(self) -> bytes:
        """The tokens as they stand in the file: numbers, scales, vectors."""
        columns = (self.ids, self.scales, self.vectors)
        return b"".join(np.ascontiguousarray(column).tobytes() for column in columns)

    @classmethod
    def parsed(cls, written: bytes, counts: NDArray[np.int32]) -> ParagraphTokens:
        """The tokens from what was written of them."""
        tokens = int(counts.sum())
        ids = np.frombuffer(written, np.int32, tokens)
        scales = np.frombuffer(written, np.float32, tokens, ids.nbytes)
        vectors = np.frombuffer(written, np.int8, offset=_BESIDE * tokens)
        dimension = len(vectors) // max(tokens, 1)
        return cls(vectors.reshape(tokens, dimension), scales, ids, counts)


class TokenVectors:
    """The tokens of all sentences of an index; paragraphs and sentences are counted from 0.

    They stay on disk, but for those of the paragraphs that were read last. ``sentences`` (p + 1,)
    is each paragraph's first sentence, ``counts`` (s,) each sentence's number of tokens, and
    ``weights`` (v,) each token id's inverse document frequency among the sentences. Safe among
    threads.
    """

    def __init__(self, files: SealedFiles, dimension: int) -> None:
        """Open a generation's token vectors; raises :class:`IndexDamagedError`."""
        with np.load(BytesIO(files.read(_TABLE))) as table:
            self.sentences: NDArray[np.int64] = table["sentences"]
            self.counts: NDArray[np.int32] = table["counts"]
            self.weights: NDArray[np.float32] = table["weights"]
            self._starts: NDArray[np.int64] = table["starts"]
            self._digests: NDArray[np.uint8] = table["digests"]
        self._index, self._file = files.index, files.held(_TOKENS)
        self._bytes_a_token = dimension + _BESIDE
        self.of = lru_cache(maxsize=_KEPT)(self._of)
        """One paragraph's tokens; raises :class:`IndexDamagedError` if they have changed."""

    @property
    def paragraphs(self) -> int:
        """How many paragraphs there are."""
        return len(self.sentences) - 1

    def _of(self, paragraph: int) -> ParagraphTokens:
        first, last = self.sentences[paragraph : paragraph + 2]
        counts = self.counts[first:last]
        start, size = int(self._starts[paragraph]), int(counts.sum())
        written = self._file.part(start * self._bytes_a_token, size * self._bytes_a_token)
        if _digest(written) != self._digests[paragraph].tobytes():
            raise damaged(self._index)
        return ParagraphTokens.parsed(written, counts)


class TokenWriter:
    """Writes a generation's tokens, paragraph after paragraph, in whatever order they come."""

    def __init__(self, generation: Path, vocabulary_size: int) -> None:
        self._generation = generation
        self._file = (generation / _TOKENS).open("wb")
        self._places: dict[str, tuple[int, bytes, NDArray[np.int32]]] = {}
        self._sentences_with = np.zeros(vocabulary_size, dtype=np.float32)
        self._row = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, key: str, tokens: ParagraphTokens) -> None:
        """Write one paragraph's tokens."""
        written = tokens.written
        self._file.write(written)
        self._places[key] = self._row, _digest(written), np.array(tokens.counts)
        self._row += len(tokens.ids)
        for ids in np.split(tokens.ids, np.cumsum(tokens.counts)[:-1]):
            self._sentences_with[np.unique(ids)] += 1

    def finish(self, keys: Iterable[str]) -> None:
        """Write the table that finds each paragraph's tokens; ``keys`` are all, in order."""
        self._file.flush()
        os.fsync(self._file.fileno())
        starts, digests, of_each = zip(*(self._places[key] for key in keys), strict=True)
        counts = np.concatenate(of_each)
        sentences = np.cumsum([0, *map(len, of_each)])
        having, total = self._sentences_with, len(counts)
        np.savez(
            self._generation / _TABLE,
            sentences=sentences.astype(np.int64),
            starts=np.array(starts, dtype=np.int64),
            digests=np.frombuffer(b"".join(digests), np.uint8).reshape(-1, _DIGEST),
            counts=counts,
            weights=np.log1p((total - having + 0.5) / (having + 0.5)),
        )


def _digest(written: bytes) -> bytes:
    return hashlib.sha256(written).digest()[:_DIGEST]
