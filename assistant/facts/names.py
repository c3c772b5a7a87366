"""The names of a text: words with a capital that no sentence's opening explains."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from assistant.facts.facts import Fact, Kind, dates
from ingest.language.dates import MONTHS
from ingest.language.quantities import quantities
from ingest.language.words import FRAMING_WORDS, STOP_WORDS, Analyser, stem, words

_WORD = rf"(?!(?:{MONTHS})\b)[A-Z][\w’'&-]*(?:/[A-Z]\w*)?"
_NAME = re.compile(rf"\b{_WORD}(?:(?: (?:and|for|of|the|in|to) | & | ){_WORD})*")
_OPENING = frozenset(".?!:;\"“‘'(")
_AND = re.compile(r" and (?:the )?")
_SHORTEST_PLURAL = 3
_TITLES = frozenset("mr mrs ms dr prof professor sir lord lady rt hon chief executive".split())


def names(text: str, common: Collection[str], known: Collection[str]) -> list[Fact]:
    """The names of a text.

    ``common`` are the stems of words that the documents also write small, ``known`` those of all
    their words.
    """
    figures = [(f.start, f.end) for f in dates(text)] + [(q.start, q.end) for q in quantities(text)]
    taken = {at for figure in figures for at in range(*figure)}
    found: list[Fact] = []
    for match in _NAME.finditer(text):
        start, name = match.start(), match.group()
        if _opens(text, start):
            first = name.split(" ")[0]
            of_first = stem(first.lower())
            plain = first.lower() in FRAMING_WORDS or of_first in common or of_first not in known
            if plain and not first.isupper() and len(first) > 1:
                rest = name[len(first) :].lstrip()
                if not rest or not rest[0].isupper():
                    continue
                start, name = start + len(name) - len(rest), rest
        for part, at in _single_names(name, start):
            of = [word for word in words(part) if word not in STOP_WORDS | _TITLES]
            is_name = of and (len(of) > 1 or stem(of[0]) not in common or part[1:].isupper())
            if is_name and at not in taken:
                found.append(Fact(Kind.NAME, at, at + len(part), part))
    return found


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a quotation opens at a place."""
    return (text[:start].rstrip()[-1:] or ".") in _OPENING


def _single_names(name: str, start: int) -> Iterator[tuple[str, int]]:
    """The names that "and" joins, each with its place; months and years are none."""
    at = 0
    for joined in [*(match.span() for match in _AND.finditer(name)), (len(name), len(name))]:
        piece = name[at : joined[0]]
        trimmed = piece.removeprefix("The ")
        if trimmed and trimmed not in MONTHS.split("|"):
            yield trimmed, start + at + len(piece) - len(trimmed)
        at = joined[1]


def stands(name: str, texts: Sequence[str], analyser: Analyser) -> bool:
    """Whether a name stands in one of the texts: its words in a row, abbreviations in full.

    Small words, titles and a plural's ending may differ.
    """
    wanted = _words_of(name, analyser)
    return any(
        of[at : at + len(wanted)] == wanted
        for of in (_words_of(text, analyser) for text in texts)
        for at in range(len(of) - len(wanted) + 1)
    )


def _words_of(text: str, analyser: Analyser) -> list[str]:
    return [
        word.removesuffix("s") if len(word) > _SHORTEST_PLURAL else word
        for word in words(analyser.written_out(text))
        if word not in STOP_WORDS | _TITLES
    ]
