"""A question in the documents' own words: typing errors mended, everyday words put in policy words.

The reworded question is what is searched for; what is shown to the reader stays as it was typed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from ingest.language.words import STOP_WORDS, stem

_PLAIN_WORDS = Path(__file__).with_name("plain_words.toml")
_SHORTEST_MENDED = 5
_SIMILAR = 0.84


@cache
def _plain_words() -> tuple[dict[str, str], dict[str, str]]:
    content = tomllib.loads(_PLAIN_WORDS.read_text(encoding="utf-8"))
    return content["words"], content["phrases"]


class Rewording:
    """Rewords questions for one corpus.

    ``vocabulary`` are the words of the documents; ``is_english`` says whether a word that is not
    among them is one of the language, and so no typing error.
    """

    def __init__(self, vocabulary: Iterable[str], is_english: Callable[[str], bool]) -> None:
        vocabulary = set(vocabulary)
        self._vocabulary = sorted(
            word for word in vocabulary if len(word) >= _SHORTEST_MENDED - 1 and word[0].isalpha()
        )
        self._stems = {stem(word) for word in vocabulary}
        self._is_english = is_english

    def reworded(self, question: str) -> str:
        """The question with its typing errors mended and its everyday words replaced."""
        words, phrases = _plain_words()
        for phrase, policy in phrases.items():
            known = self._known(policy)
            question = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", known, question, flags=re.I)
        return re.sub(r"[A-Za-z]+", lambda match: self._reworded(match.group(), words), question)

    def _reworded(self, word: str, plain_words: dict[str, str]) -> str:
        lower = word.lower()
        if lower in plain_words and word not in ("GP", "GPs"):
            return self._known(plain_words[lower])
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
        close = get_close_matches(word.lower(), self._vocabulary, n=1, cutoff=_SIMILAR)
        return close[0] if close else word
