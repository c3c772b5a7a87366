"""Words as they stand: the same but for quotation marks, dashes, spaces and capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\t\n\r", " "),
        "…": "...",
    }
)
_KEPT = 8
"""Phrases that are kept ready; each is looked for in many paragraphs."""
_EDGES = " \"'.,;:!?-()[]"


@dataclass(frozen=True)
class Plain:
    """A text in plain letters, and where each of them stood in the text itself."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Plain:
        """Plain letters: one kind of quotation mark and dash, single spaces, no capitals."""
        letters: list[str] = []
        places: list[int] = []
        for at, letter in enumerate(text):
            plain = letter.translate(_ALIKE).casefold()
            if plain == " " and letters and letters[-1] == " ":
                continue
            for one in plain:
                letters.append(one)
                places.append(at)
        return cls("".join(letters), tuple(places))


def occurrences(phrase: str, text: str) -> list[tuple[int, int]]:
    """Every place ``text[start:end]`` at which a phrase stands, by whole words.

    Quotation marks, dashes, spaces, capitals and what stands at the phrase's edges may differ.

    >>> occurrences("‘one Two’", "Say 'One  two' again.")
    [(5, 13)]
    """
    pattern = _pattern(phrase)
    if pattern is None:
        return []
    if not pattern.search(" ".join(text.translate(_ALIKE).casefold().split())):
        return []
    plain = Plain.of(text)
    return [
        (plain.places[match.start()], plain.places[match.end() - 1] + 1)
        for match in pattern.finditer(plain.text)
    ]


@lru_cache(maxsize=_KEPT)
def _pattern(phrase: str) -> re.Pattern[str] | None:
    """What finds a phrase in a text in plain letters; None where nothing of it is left."""
    wanted = Plain.of(phrase).text.strip(_EDGES)
    if not wanted:
        return None
    return re.compile(rf"(?<![\w£$€~])(?<!\d[.,/]){re.escape(wanted)}(?!\w|[.,/]\d)")
