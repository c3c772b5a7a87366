"""Which paragraphs mention a thing, and how many: answered from every sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from assistant.answer import LookedUp
from assistant.lookup.gone_through import GoneThrough, Wanted
from assistant.lookup.terms import Terms, singular
from assistant.question.surveys.request import SurveyRequest
from assistant.question.surveys.things import Thing
from ingest.language.sentences import Sentence
from ingest.language.words import stem

_AND = re.compile(r"\s+and\s+", re.I)
_SHORTEST_MISTYPED, _LONG = 5, 10
_NEAR = 2
"""Words that may stand between the words of a thing that are not far from each other."""


@dataclass(frozen=True)
class Mentions:
    """Finds the paragraphs that mention a thing in any of its forms, one word after the other.

    ``vocabulary`` are the words of the whole corpus.
    """

    terms: Terms
    vocabulary: Collection[str]

    def find(self, request: SurveyRequest, within: GoneThrough) -> LookedUp | None:
        """The paragraphs that mention what is asked for; None if it is no thing alone, or unsure.

        "a and b" is one thing where it is written somewhere, else two.
        """
        if request.bounds or request.periods:
            return None
        whole = self.wanted(request.things, within)
        apart = list(_apart(request.things))
        if len(apart) > len(request.things) and not any(within.found(whole)):
            whole = self.wanted(apart, within)
        return within.answer(whole)

    def wanted(self, things: Sequence[Thing], within: GoneThrough) -> Wanted:
        """Sentences with any of the things."""
        named = " or ".join(dict.fromkeys(f"“{thing.text}”" for thing in things))
        tests = [self.terms.may_stand_in(thing.text) for thing in things]
        sure = [self.terms.surely_stand_in(thing.text) for thing in things]
        return Wanted(
            "mention",
            named,
            lambda sentence: self.holds_any(things, sentence),
            lambda: self.is_certain(things, within),
            lambda lower: any(passes(lower) for passes in tests),
            lambda lower: any(passes(lower) for passes in sure),
        )

    def holds_any(self, things: Sequence[Thing], sentence: Sentence) -> bool:
        """Whether a sentence has any of the things; True where there are none."""
        return not things or any(
            self.terms.stand_in(sentence.text, self.terms.of(thing.text, form), form)
            for thing in things
            for form in [_form(thing)]
        )

    def is_nowhere(self, things: Sequence[Thing], within: GoneThrough) -> bool:
        """Whether none of the things is mentioned, and that is certain; True where none is."""
        wanted = self.wanted(things, within)
        return not things or (not any(within.found(wanted)) and wanted.certain())

    def is_certain(self, things: Sequence[Thing], within: GoneThrough) -> bool:
        """Whether what is not found is nowhere: not mistyped, nor in another form or order."""
        return all(
            thing.certain
            and not any(map(self._looks_mistyped, self.terms.of(thing.text, str)))
            and not self._stands_nearly(thing, within)
            for thing in things
        )

    def _looks_mistyped(self, word: str) -> bool:
        """Whether a word, as typed, is none of the corpus but differs little from one."""
        one = singular(word)
        if one in self._singulars or len(word) < _SHORTEST_MISTYPED:
            return False
        most = 1 if len(word) < _LONG else 2
        return bool(extractOne(one, self._singulars, scorer=OSA.distance, score_cutoff=most))

    def _stands_nearly(self, thing: Thing, within: GoneThrough) -> bool:
        """Whether the words of a thing stand near one another somewhere, in any form."""
        wanted = set(self.terms.of(thing.text, stem))
        size = len(wanted) + _NEAR
        return any(
            wanted.issubset(of[at : at + size])
            for sentences in within.sentences(self.terms.may_stand_in(thing.text))
            for sentence in sentences
            for of in self.terms.readings(sentence.text, stem)
            for at in range(len(of))
        )

    @cached_property
    def _singulars(self) -> frozenset[str]:
        return self.terms.singulars(self.vocabulary)


def beside(things: Sequence[Thing], periods: Sequence[str] = ()) -> str:
    """How a message names the periods and the things beside which something is wanted."""
    kinds = (periods, [f"“{thing.text}”" for thing in things])
    named = " and ".join(" or ".join(of) for of in kinds if of)
    return f" beside {named}" if named else ""


def _form(thing: Thing) -> Callable[[str], str]:
    return stem if thing.stemmed else singular


def _apart(things: Sequence[Thing]) -> Iterator[Thing]:
    """The things, each that joins two by "and" as two."""
    for thing in things:
        yield from (replace(thing, text=part) for part in _AND.split(thing.text))
