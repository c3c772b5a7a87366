"""Words that the reading of a document seems to have broken or run together, by its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

_OFTEN = 3
"""How often a document must have a word for it to be one of its words."""
_SURE = 20
"""How often a word must stand without a sign after it for it to need another word there."""
_WORDS_OF_ONE = frozenset("aAI")
_NAMED = 2
_LONGEST_SHORTENED = 5
"""Letters of a word that a full stop shortens ("etc.,"), at most."""
_STOPS, _ENDS, _QUOTES, _ADDRESS = ".,;", frozenset(".?!"), "\"”’')]", frozenset("/@")
_SIGNS = ".,;:?!()[]\"'“”‘’…"


def broken_words(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The places of the texts with such words, and the first two of them."""
    words = [text.split() for text in texts]
    known = Counter(word.strip(_SIGNS).lower() for of in words for word in of)
    for at, of in enumerate(words):
        found = [*_parted(of, known), *_run_together(of, known), *_doubled(of)]
        if found:
            yield at, "”, “".join(found[:_NAMED])


def _parted(words: Sequence[str], known: Counter[str]) -> Iterator[str]:
    """A single letter beside the rest of a word that the document has whole: "t he"."""
    for first, second in pairwise(words):
        rest = second.strip(_SIGNS)
        one = (len(first) == 1 and first not in _WORDS_OF_ONE) or len(rest) == 1
        alone = first.isalpha() and rest.isalpha() and rest not in _WORDS_OF_ONE
        if one and alone and rest.islower() and known[f"{first}{rest}".lower()] >= _OFTEN:
            yield f"{first} {rest}"


def _run_together(words: Sequence[str], known: Counter[str]) -> Iterator[str]:
    """Two words of the document with a sign and no space between them: "2024.However"."""
    for word in words:
        if known[word.strip(_SIGNS).lower()] >= _OFTEN or not _ADDRESS.isdisjoint(word):
            continue
        for sign in _STOPS:
            first, _, second = word.partition(sign)
            plain = second.rstrip(_SIGNS)
            opens = plain[:1].isupper() and plain[1:].islower()
            if opens and len(first) > 1 and known[plain.lower()] >= _OFTEN:
                yield word


def _doubled(words: Sequence[str]) -> Iterator[str]:
    """A full stop beside another or beside a comma, as a mark that is gone leaves them."""
    for word in words:
        stem = word.rstrip(_STOPS).rstrip(_SIGNS)
        stops = word[len(word.rstrip(_STOPS)) :]
        whole = stem.isalpha() and len(stem) > _LONGEST_SHORTENED
        if stops in ("..", ",.") or (stops == ".," and whole):
            yield word


def never_last(texts: Sequence[str]) -> set[str]:
    """The words that stand often in the texts and end no sentence there: "of", "the"."""
    words = [word for text in texts for word in text.lower().split()]
    ended = {word.strip(_SIGNS) for word in words if word.rstrip(_QUOTES)[-1:] in _ENDS}
    plain = Counter(word for word in words if word.isalpha())
    return {word for word, times in plain.items() if times >= _SURE and word not in ended}
