"""The look-ups in order: what every paragraph or the register answers is not searched for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cached_property, lru_cache

from assistant.answer import Claim, LookedUp
from assistant.library.library import Library
from assistant.lookup.commitments import CommitmentQuestions
from assistant.lookup.documents import dates_printed
from assistant.lookup.gone_through import only, searched
from assistant.lookup.overview import overview
from assistant.lookup.places import Places
from assistant.lookup.ratings.answers import Ratings
from assistant.lookup.survey import Survey
from assistant.question.question import Question
from ingest.register.register import Register
from ingest.register.types import Evaluated
from ingest.types import document_of

_KEPT = 16
"""Choices of documents whose commitments and ratings are kept as they were read."""

_ALL: frozenset[str] = frozenset()

LookUp = Callable[[Question], LookedUp | None]
"""Answers a question that it has understood to the last word; None for any other."""


class LookUps:
    """The look-ups of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._searched = searched(library.paragraphs, tuple(library.documents.values()))
        self._commitments = lru_cache(_KEPT)(self._commitments_of)
        self._ratings = lru_cache(_KEPT)(self._ratings_of)

    @cached_property
    def in_order(self) -> tuple[LookUp, ...]:
        """Every look-up, in the order in which they are tried."""
        return (
            self._placed,
            self._in_short,
            self._dated,
            self._committed,
            self._mentioned,
            self._rated,
        )

    def find(self, question: Question) -> LookedUp | None:
        """What the first look-up that takes a question finds; None where none does.

        Each looks only in the documents that the question is to be answered from, and counts these
        alone. A question that names no other than documents which are not asked has no answer.
        """
        asked, within = question.documents, question.within
        if not within:
            return self._first(question)
        if asked and not only(asked, within):
            return LookedUp([]) if self._first(replace(question, within=_ALL)) else None
        found = self._first(question)
        return _of(found, within) if found else None

    def scope(self, within: Collection[str] = ()) -> str:
        """What is gone through: so many paragraphs of each document, or of these."""
        documents = only(self._library.documents.values(), within)
        return searched(self._library.paragraphs, documents) if within else self._searched

    def names_place(self, question: str) -> bool:
        """Whether a question names a place of a document to be read."""
        return self._places.is_named_in(question)

    def takes_whole(self, question: Question) -> bool:
        """Whether a question with several parts is one list."""
        return self._commitments(_ALL).takes_whole(question.latest)

    def asks_outcome(self, question: str, one: Evaluated, of_outcomes: bool) -> bool:
        """Whether a question asks if a commitment was kept or missed."""
        return self._commitments(_ALL).asks_outcome(question, one, of_outcomes)

    def became(self, question: str, one: Evaluated) -> LookedUp | None:
        """What became of a commitment, if the question says "met", "hit" or the like; else None."""
        return self._commitments(_ALL).became(question, one)

    def due(self, question: Question, paragraphs: Collection[str]) -> list[Claim]:
        """By when the thing is to be done that a question asks a date of; [] if it does not.

        ``paragraphs`` are the keys of those that were found for the question.
        """
        return self._commitments(_ALL).due_claims(question.alone, paragraphs)

    def _first(self, question: Question) -> LookedUp | None:
        found = (look_up(question) for look_up in self.in_order)
        return next((one for one in found if one), None)

    def _placed(self, question: Question) -> LookedUp | None:
        return self._places.find(question)

    def _in_short(self, question: Question) -> LookedUp | None:
        return overview(question, self._library)

    def _dated(self, question: Question) -> LookedUp | None:
        claims = dates_printed(question, self._library)
        return LookedUp(claims) if claims else None

    def _mentioned(self, question: Question) -> LookedUp | None:
        return self._mentions.find(question.latest, question.within)

    def _committed(self, question: Question) -> LookedUp | None:
        return _registered(
            lambda within: self._commitments(within).find(question.latest), question.within
        )

    def _rated(self, question: Question) -> LookedUp | None:
        reword = self._library.in_documents_words
        rated = _registered(
            lambda within: self._ratings(within).find(question.alone, reword), question.within
        )
        if rated and rated.message:
            return replace(rated, message=f"{rated.message} {self.scope(question.within)}")
        return rated

    @cached_property
    def _places(self) -> Places:
        return Places(self._library)

    @cached_property
    def _mentions(self) -> Survey:
        of = self._library
        vocabulary = of.statistics.vocabulary
        return Survey(of.documents, of.paragraphs, of.analyser, of.naming, vocabulary)

    def _register(self, within: Collection[str]) -> Register:
        register = self._library.register
        return register.within(within) if within else register

    def _commitments_of(self, within: frozenset[str]) -> CommitmentQuestions:
        of, documents = self._library, dict(self._library.documents)
        return CommitmentQuestions(
            self._register(within), documents, of.analyser, of.naming, of.in_documents_words
        )

    def _ratings_of(self, within: frozenset[str]) -> Ratings:
        of = self._library
        return Ratings(lambda: self._register(within), of.paragraphs, of.documents, of.analyser)


def _registered(
    find: Callable[[frozenset[str]], LookedUp | None], within: frozenset[str]
) -> LookedUp | None:
    """What the register of some documents answers; nothing to what only that of others does."""
    found = find(within)
    if found or not within:
        return found
    return LookedUp([]) if find(_ALL) else None


def _of(found: LookedUp, within: Collection[str]) -> LookedUp:
    """What was looked up, as far as it stands in these documents.

    What was counted and judged in all of them is said only where nothing stands elsewhere.
    """
    claims = [claim for claim in found.claims if document_of(claim.paragraph) in within]
    return found if len(claims) == len(found.claims) else LookedUp(claims)
