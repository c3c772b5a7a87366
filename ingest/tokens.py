"""Every sentence's token vectors, in one memory-mapped file beside Chroma's folder.

Chroma keeps one vector a record; late interaction (Khattab and Zaharia, ColBERT, SIGIR 2020)
compares the question's tokens with each of a sentence's. They are kept as 16-bit floats.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_VECTORS, _IDS, _ROWS = "token_vectors.npy", "token_ids.npy", "token_rows.json"


@dataclass(frozen=True)
class ParagraphTokens:
    """One paragraph's token vectors (t, d) and ids (t,), and how many each sentence has."""

    vectors: NDArray[np.float16]
    ids: NDArray[np.int32]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class TokenVectors:
    """The token vectors of all paragraphs: ``rows`` gives each key's first row and counts."""

    vectors: NDArray[np.float16]
    ids: NDArray[np.int32]
    rows: Mapping[str, tuple[int, tuple[int, ...]]]

    @classmethod
    def read(cls, generation: Path) -> TokenVectors:
        """Open a generation's token vectors; the vectors stay on disk until they are needed."""
        rows = json.loads((generation / _ROWS).read_text(encoding="utf-8"))
        return cls(
            np.load(generation / _VECTORS, mmap_mode="r"),
            np.load(generation / _IDS),
            {key: (first, tuple(counts)) for key, (first, counts) in rows.items()},
        )

    def of(self, key: str) -> ParagraphTokens:
        """One paragraph's tokens. Raises KeyError for an unknown key."""
        first, counts = self.rows[key]
        last = first + sum(counts)
        return ParagraphTokens(self.vectors[first:last], self.ids[first:last], counts)

    def covers(self, keys: Iterable[str]) -> bool:
        """Whether every key has its rows and the rows are there."""
        total = sum(sum(counts) for _, counts in self.rows.values())
        return all(key in self.rows for key in keys) and total == len(self.vectors) == len(self.ids)


def write_tokens(generation: Path, tokens: Mapping[str, ParagraphTokens], dimension: int) -> None:
    """Write the token vectors of all paragraphs, in the order given."""
    totals = [sum(of_paragraph.counts) for of_paragraph in tokens.values()]
    firsts = list(accumulate(totals, initial=0))
    vectors = np.lib.format.open_memmap(
        generation / _VECTORS, mode="w+", dtype=np.float16, shape=(firsts[-1], dimension)
    )
    ids = np.zeros(firsts[-1], dtype=np.int32)
    rows: dict[str, tuple[int, tuple[int, ...]]] = {}
    for first, total, (key, of_paragraph) in zip(firsts, totals, tokens.items(), strict=False):
        vectors[first : first + total] = of_paragraph.vectors
        ids[first : first + total] = of_paragraph.ids
        rows[key] = (first, of_paragraph.counts)
    vectors.flush()
    np.save(generation / _IDS, ids)
    (generation / _ROWS).write_text(json.dumps(rows), encoding="utf-8")
