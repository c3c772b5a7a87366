"""A question in the documents' own words: typing errors mended, everyday words put in policy words.

The reworded question is what is searched for; what is shown to the reader stays as it was typed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingest.language.words import STOP_WORDS, stem

_PLAIN_WORDS = Path(__file__).with_name("plain_words.toml")
_SHORTEST_MENDED = 5
_SIMILAR = 0.78
"""The least share of letters, a slip counted once, in which a word is a known one mistyped."""


@cache
def _general() -> dict[str, str]:
    """Everyday words and phrases of any documents' readers, each with the words of policy."""
    words: dict[str, str] = tomllib.loads(_PLAIN_WORDS.read_text(encoding="utf-8"))
    return words


class Rewording:
    """Rewords questions for one corpus.

    ``vocabulary`` are the words of the documents; ``is_english`` says whether a word that is not
    among them is one of the language, and so no typing error; ``own`` are everyday words and
    phrases that its owner adds to those of any documents, each with the documents' words.
    """

    def __init__(
        self,
        vocabulary: Iterable[str],
        is_english: Callable[[str], bool],
        own: Iterable[tuple[str, str]] = (),
    ) -> None:
        everyday = _general() | dict(own)
        self._words = {word: theirs for word, theirs in everyday.items() if word.isalpha()}
        self._phrases = {of: theirs for of, theirs in everyday.items() if of not in self._words}
        longest_first = sorted(self._phrases, key=len, reverse=True)
        any_of = "|".join(map(re.escape, longest_first)) or r"(?!)"
        self._any_phrase = re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.I)
        vocabulary = set(vocabulary)
        self._vocabulary = sorted(
            word for word in vocabulary if len(word) >= _SHORTEST_MENDED - 1 and word[0].isalpha()
        )
        self._stems = {stem(word) for word in vocabulary}
        self._is_english = is_english

    def reworded(self, question: str) -> str:
        """The question with its typing errors mended and its everyday words replaced."""
        question = self._any_phrase.sub(
            lambda match: self._known(self._phrases[match.group().lower()]), question
        )
        return re.sub(r"[A-Za-z]+", lambda match: self._reworded(match.group()), question)

    def _reworded(self, word: str) -> str:
        lower = word.lower()
        policy = self._words.get(lower)
        is_theirs = word[:2].isupper() and word in (policy or "").split()
        if policy and not is_theirs:
            return self._known(policy)
        return self._mended(word) if self._looks_mistyped(word, lower) else word

    def _known(self, policy: str) -> str:
        """Those of the policy words that the documents have; all of them if they have none."""
        known = [word for word in policy.split() if stem(word.lower()) in self._stems]
        return " ".join(known) or policy

    def _looks_mistyped(self, word: str, lower: str) -> bool:
        return (
            len(word) >= _SHORTEST_MENDED
            and not word.isupper()
            and stem(lower) not in self._stems
            and lower not in STOP_WORDS
            and not self._is_english(lower)
        )

    def _mended(self, word: str) -> str:
        """The word of the documents that is like this one and begins alike, else the word.

        Few slips are in a word's first letter, and "paternity" is no slip for "maternity".
        """
        lower = word.lower()
        close = process.extractOne(
            lower,
            [of for of in self._vocabulary if of[0] in lower[:2] or lower[0] in of[:2]],
            scorer=OSA.normalized_similarity,
            score_cutoff=_SIMILAR,
        )
        return close[0] if close else word
