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
_POSSESSIVES = ("'s", "’s")
_WITHIN_WORDS = frozenset("'’-–/&_\\")
"""Signs that join words, or begin what JSON writes for another sign."""


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

    def surely_stand_in(self, text: str) -> Callable[[str], bool]:
        """A quick test of a text in lower case: what passes has another's words in one sentence.

        Only what stands there plainly passes, with no sign at its edges that could change a word.
        """
        wanted = self.of(text, str)
        plain = wanted and all(_is_plain(word) and self._analyser.stays(word) for word in wanted)
        phrases = [" ".join(wanted)] if plain else []
        phrases += [
            short
            for short, long in self._analyser.written_out_always.items()
            if _is_plain(short)
            and _are_in(wanted, [word for word in words(long) if word not in _ARTICLES])
        ]
        return lambda lower: any(_stands_plainly(phrase, lower) for phrase in phrases)

    def singulars(self, vocabulary: Iterable[str]) -> frozenset[str]:
        """Some words in the singular, with those of the abbreviations among them in full."""
        return frozenset(term for word in vocabulary for term in self.of(word, singular))

    def _read_twice(self, text: str, form: Callable[[str], str]) -> tuple[list[str], list[str]]:
        return self.of(text, form), self.of(_APART.sub(" ", text), form)


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha()


def _stands_plainly(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text by whole words, the last of which may be a possessive."""
    at = text.find(phrase)
    while at >= 0:
        after = text[at + len(phrase) : at + len(phrase) + 3]
        possessive = after.startswith(_POSSESSIVES) and not after[2:].isalpha()
        if not _goes_on(text[at - 1 : at]) and (possessive or not _goes_on(after[:1])):
            return True
        at = text.find(phrase, at + 1)
    return False


def _goes_on(sign: str) -> bool:
    """Whether a sign beside a word may make it another."""
    return sign.isalnum() or sign in _WITHIN_WORDS


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
