"""The words of a text as they are counted: singular and plural are one, and so are abbreviations.

"nurses" is "nurse" but not "nursing", and "GPs" is "GP".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from ingest.language.words import Analyser, stem, words

_KEPT = 20_000
_ARTICLES = frozenset({"a", "an", "the"})
_JOINED_BY_AND = re.compile(r"(?<=\w)&(?=\w)")
_APART = re.compile(r"[-–/]")
_PLURALS = {"sses": "ss", "xes": "x", "ches": "ch", "shes": "sh", "ies": "y", "s": ""}
_NO_PLURALS = ("ss", "us", "is")


class Terms:
    """Reads texts as one corpus writes them, whose abbreviations ``analyser`` knows."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._readings = lru_cache(maxsize=_KEPT)(self._read_twice)

    def of(self, text: str, form: Callable[[str], str]) -> list[str]:
        """The words of a text but articles, abbreviations written out, each in a form."""
        whole = _JOINED_BY_AND.sub("and", self._analyser.written_out(text))
        return [form(word) for word in words(whole) if word not in _ARTICLES]

    def readings(self, text: str, form: Callable[[str], str]) -> tuple[list[str], list[str]]:
        """A text's words as they stand, and with compounds ("CQC-style") taken apart."""
        return self._readings(text, form)

    def stand_in(self, text: str, terms: Sequence[str], form: Callable[[str], str]) -> bool:
        """Whether a text has the terms one after the other."""
        wanted = list(terms)
        if _are_in(wanted, self.of(text, form)):
            return True
        return bool(_APART.search(text)) and _are_in(wanted, self.readings(text, form)[1])

    def may_stand_in(self, text: str) -> Callable[[str], bool]:
        """A quick test that a text in lower case passes if it has all words of another."""
        pieces = [self._analyser.spellings(stem(word)) for word in self.of(text, str)]

        def passes(lower: str) -> bool:
            plain = lower.replace("&", "and")
            return all(any(piece in plain for piece in of) for of in pieces)

        return passes

    def singulars(self, vocabulary: Iterable[str]) -> frozenset[str]:
        """Some words in the singular, with those of the abbreviations among them in full."""
        return frozenset(term for word in vocabulary for term in self.of(word, singular))

    def _read_twice(self, text: str, form: Callable[[str], str]) -> tuple[list[str], list[str]]:
        return self.of(text, form), self.of(_APART.sub(" ", text), form)


def _are_in(terms: Sequence[str], of: Sequence[str]) -> bool:
    """Whether some words, of which there are any, stand in others, one after the other."""
    size = len(terms)
    return size > 0 and any(of[at : at + size] == terms for at in range(len(of) - size + 1))


@lru_cache(maxsize=_KEPT)
def singular(word: str) -> str:
    """A noun's singular, as far as its ending tells.

    >>> singular("disparities"), singular("illnesses"), singular("gps"), singular("crisis")
    ('disparity', 'illness', 'gp', 'crisis')
    """
    for ending, instead in _PLURALS.items():
        if word.endswith(ending) and not word.endswith(_NO_PLURALS) and len(word) > len(ending):
            return word.removesuffix(ending) + instead
    return word
