"""The words of a question about ratings, each with all that it may do there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from assistant.lookup.ratings.known import Item, Known
from assistant.lookup.ratings.words import (
    HEADING_STEMS,
    MEANINGS,
    NO_PART,
    NUMBERS,
    SAME_AS,
    SUITS,
    Part,
    is_framing,
    mended,
    misspells,
    parts_of_word,
)
from ingest.language.words import STOP_WORDS, Analyser, stem, words

_SENTENCE = re.compile(r"[?!.]+(?=\s|$)")
_CLAUSE = re.compile(r"[,;:()–—]+(?=\s|$)|\s[-–—(]")
_PUT = (0, -1)
"""The place of what nobody typed: the first sentence, and none of its clauses."""


@dataclass(frozen=True)
class Word:
    """A word of a question, or a value of the scale, and all that it may do.

    ``place`` counts its sentence and its clause; ``item`` are the stems by which it names or tells
    of something rated, ``light`` if by itself it names nothing; ``headings`` are those asked for.
    """

    text: str
    place: tuple[int, int]
    parts: frozenset[Part] = frozenset()
    value: str = ""
    headings: frozenset[str] = frozenset()
    item: Item = frozenset()
    light: bool = True
    accounted: bool = True

    @property
    def number(self) -> int | None:
        """The number that it says, if it says one."""
        return int(self.text) if self.text.isdecimal() else NUMBERS.get(self.text)


@dataclass(frozen=True)
class Reading:
    """Reads one question by what is known of a corpus; ``reword`` puts it in the corpus's words."""

    question: str
    known: Known
    analyser: Analyser
    reword: Callable[[str], str]

    def words(self) -> list[Word]:
        """Every word of the question in order, a value's together; then those put for phrases."""
        found = [
            self._word(text, (sentence, clause))
            for sentence, of in enumerate(_SENTENCE.split(self._written))
            for clause, typed in enumerate(_CLAUSE.split(of))
            for text in _with_values(_spelt(typed), self.known.scale)
            if not self._in_phrase(text)
        ]
        return [*_rating_verbs(found), *self._put_for_phrases()]

    @cached_property
    def _written(self) -> str:
        return self.analyser.written_out(self.question)

    @cached_property
    def _typed(self) -> set[str]:
        return set(words(self._written))

    @cached_property
    def _reworded(self) -> list[str]:
        return list(dict.fromkeys(words(self.reword(self.question))))

    def _alone(self, text: str) -> list[str]:
        """What a word by itself is put into."""
        if text not in self._put:
            self._put[text] = words(self.reword(text))
        return self._put[text]

    @cached_property
    def _put(self) -> dict[str, list[str]]:
        return {}

    def _in_phrase(self, text: str) -> bool:
        """Whether a word was put into other words together with those beside it."""
        stands = text in self._reworded or text not in self._typed
        return not stands and self._alone(text) == [text]

    def _put_for_phrases(self) -> list[Word]:
        """What was put for phrases: a word that means any of it, and each for its little weight."""
        alone = {other for word in self._typed for other in self._alone(word)}
        new = [self._word(w, _PUT) for w in self._reworded if w not in self._typed | alone]
        if not new:
            return []
        item = frozenset[str]().union(*(word.item for word in new if not word.light))
        accounted = any(word.accounted for word in new)
        any_of = Word("", _PUT, item=item, light=not item, accounted=accounted)
        return [any_of, *(replace(word, light=True, accounted=True) for word in new)]

    def _word(self, text: str, place: tuple[int, int]) -> Word:
        if value := next((v for v in self.known.scale if text in (v, f"{v}s")), ""):
            return Word(text, place, value=value)
        forms = self._forms(text)
        parts, headings = self._parts(text, forms), self.known.asked_headings(set(map(stem, forms)))
        item = frozenset(stem(form) for form in forms if self._names(form))
        light = bool(parts or headings) or is_framing(text) or item <= self.known.titles
        if light and not self.known.names(item):
            item = frozenset()
        accounted = self._accounted(text, parts, headings, item)
        return Word(text, place, parts, "", headings, item, light, accounted)

    def _forms(self, text: str) -> list[str]:
        """What a word may stand for: itself, what is put for it, or the word that it misspells."""
        found = [text, *self._alone(text), *filter(None, [SAME_AS.get(stem(text))])]
        stands = is_framing(text) or parts_of_word(text) or stem(text) in HEADING_STEMS
        return found if stands or any(map(self._names, found)) else [*found, mended(text)]

    def _names(self, form: str) -> bool:
        """Whether a word stands in the name or the promise of anything rated."""
        return form not in STOP_WORDS and self.known.tells(stem(form))

    def _parts(self, text: str, forms: Sequence[str]) -> frozenset[Part]:
        """What a word may do; who rates and who is rated only as the documents say."""
        found = parts_of_word(text)
        if not found and text not in NO_PART:
            found = found.union(*map(parts_of_word, forms))
        stems = set(map(stem, forms))
        rater = {Part.RATER} if stems & self.known.raters else set()
        party = {Part.PARTY} if stems & self.known.parties else set()
        return (found - {Part.RATER, Part.PARTY}) | rater | party

    def _accounted(
        self, text: str, parts: frozenset[Part], headings: frozenset[str], item: Item
    ) -> bool:
        if text in NUMBERS or text[0].isdigit():
            number = NUMBERS.get(text, text)
            return number in self.known.counts or number in (2, 3) or bool(item)
        unknown_heading = stem(text) in HEADING_STEMS and not headings
        if Part.OTHERWISE in parts or unknown_heading:
            return self.known.names(item) or stem(text) in self.known.heading_words
        return bool(parts or headings or item) or is_framing(text) or len(text) == 1


def _spelt(text: str) -> list[str]:
    """A clause's words without who asks; contractions and known phrases in plain words."""
    plain = [part for word in words(text) for part in _uncontracted(word)]
    joined = f" {' '.join(_without_asker(plain))} "
    for phrase, meaning in MEANINGS.items():
        joined = joined.replace(f" {phrase} ", f" {meaning} ")
    found = joined.split()
    for at, (word, following) in enumerate(pairwise(found)):
        if stem(word) in SUITS and (Part.THING in parts_of_word(following) or following == "thing"):
            found[at] = "appropriate"
        if following == "by" and found[at + 2 : at + 3] == [word]:
            found[at + 1] = "every"
    return found


def _uncontracted(word: str) -> list[str]:
    """A contraction's words: "weren't" and "werent" are "were not", "they'd" is "they"."""
    word = word.replace("’", "'")
    if word.endswith("n't") or (word.endswith("nt") and word[:-2] in STOP_WORDS):
        return [word.removesuffix("n't").removesuffix("nt"), "not"]
    return [word.partition("'")[0]]


def _without_asker(found: list[str]) -> list[str]:
    """The words of a clause without an opening that says who asks ("as a governor")."""
    at = 2 if found[:2] == ["i", "am"] else 1
    if found[:1] not in (["as"], ["i"]) or found[at : at + 1] not in (["a"], ["an"], ["the"]):
        return found
    ends = (place for place, word in enumerate(found) if place > at and word in STOP_WORDS)
    return found[next(ends, len(found)) :]


def _with_values(found: Sequence[str], scale: Sequence[str]) -> Iterator[str]:
    """The words, those of a value of the scale together and as it is spelt, but for a plural."""
    at = 0
    while at < len(found):
        value = next((v for v in scale if _is_value(found[at:], v.split())), "")
        at += len(value.split()) or 1
        last = found[at - 1]
        yield f"{value}s" if value and last.endswith("s") else value or last


def _is_value(found: Sequence[str], value: Sequence[str]) -> bool:
    return len(found) >= len(value) and all(
        stem(SAME_AS.get(stem(word), word)) == stem(right) or misspells(word, right)
        for word, right in zip(found, value, strict=False)
    )


def _rating_verbs(found: Sequence[Word]) -> Iterator[Word]:
    """The words, with "rate" as a verb where it follows who does it."""
    before = Word("", _PUT)
    for word in found:
        rater = before.parts & {Part.RATER, Part.PARTY} or before.text == "they"
        if word.text in NO_PART and rater:
            word = replace(word, parts=frozenset({Part.RATES}), accounted=True)
        yield word
        before = word
