"""A question, read once: what is asked now, what that is by itself, and what it names and wants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.library.library import Library
from assistant.question.demands import asks_who_it_is_now, wants_list
from assistant.question.followup import as_asked, standalone
from assistant.question.parts import asks, documents_compared, parts_of
from ingest.language.dates import quarters, years
from ingest.language.days import months
from ingest.language.forms import in_one_form
from ingest.language.sentences import spans
from ingest.language.words import content_words
from ingest.types import Document

_DATED_THING = re.compile(r"\b((?:19|20)\d\d)((?: [a-z]+){1,3})")
_INSTRUMENT = re.compile(
    r"\b[A-Z][a-z]+ (?:[A-Z][a-z]+ ){1,4}"
    r"(?:Act|Bill|Framework|Scheme|Fund|Review|Inquiry|Taskforce)\b"
)


@dataclass(frozen=True)
class Question:
    """One question, or one part of one.

    ``typed`` is the whole on one line, as it was typed; ``latest`` what is asked now, without an
    opening that only says who asks; ``alone`` the same with the subject that it takes from the
    conversation, whose earlier questions, oldest first, are ``history``. ``written_out`` is
    ``latest`` in the documents' words. ``documents`` are those that ``alone`` names, ``compared``
    those among them that it holds against each other. ``within`` are the ids of the only documents
    to answer from; empty for all.
    """

    typed: str
    latest: str
    alone: str
    history: tuple[str, ...] = ()
    written_out: str = ""
    documents: tuple[Document, ...] = ()
    compared: tuple[Document, ...] = ()
    within: frozenset[str] = frozenset()

    @property
    def meanings(self) -> list[str]:
        """What it may mean, to be searched for: by itself, as asked now, after the one before."""
        whole = [f"{self.history[-1]} {self.latest}"] if self.history else []
        return list(dict.fromkeys([self.alone, self.latest, *whole]))

    @property
    def says_nothing(self) -> bool:
        """Whether it has no word of a subject, and no conversation to take one from."""
        return not self.history and not content_words(self.latest)

    @property
    def wants_list(self) -> bool:
        """Whether it wants all the things of a list."""
        return wants_list(self.alone)

    @property
    def asks_who_it_is_now(self) -> bool:
        """Whether it asks who somebody is today, which no dated paper says."""
        return asks_who_it_is_now(self.latest)

    @cached_property
    def asking(self) -> tuple[str, ...]:
        """The sentences of ``alone`` that ask, without what is told before and after them.

        >>> Question("", "", "My niece is ill. Was the target met?").asking
        ('Was the target met?',)
        >>> Question("", "", "was the target met").asking
        ('was the target met',)
        """
        return tuple(filter(asks, self._sentences)) or (self.alone,)

    @property
    def told(self) -> str:
        """The sentences of ``alone`` that do not ask."""
        return " ".join(one for one in self._sentences if one not in self.asking)

    @cached_property
    def _sentences(self) -> list[str]:
        return [self.alone[start:end] for start, end in spans(self.alone)]

    @cached_property
    def years(self) -> frozenset[str]:
        """The years and periods that it names."""
        return frozenset(years(self.latest))

    @cached_property
    def quarters(self) -> frozenset[str]:
        """The quarters that it names."""
        return frozenset(quarters(self.latest))

    @cached_property
    def months(self) -> tuple[tuple[str, str], ...]:
        """The months that it names, each with its year."""
        return tuple(months(self.latest))

    @cached_property
    def dated_things(self) -> tuple[tuple[str, str], ...]:
        """Each year that is followed by what is of that year ("the 2017 plan")."""
        return tuple(_DATED_THING.findall(self.latest))

    @cached_property
    def instruments(self) -> tuple[str, ...]:
        """The Acts, schemes, reviews and the like that it names in full."""
        return tuple(match.group() for match in _INSTRUMENT.finditer(self.latest))

    def as_typed(self, word: str) -> str:
        """A word as ``latest`` has it, capitals and ending included; empty if it does not."""
        start, end = self._place_of(word)
        return self.latest[start:end]

    def without(self, word: str) -> str:
        """``latest`` with this word left out.

        >>> Question("", "Are cats allowed?", "").without("cat")
        'Are allowed?'
        """
        start, end = self._place_of(word)
        return " ".join((self.latest[:start] + self.latest[end:]).split())

    def _place_of(self, word: str) -> tuple[int, int]:
        """Where ``latest`` has a word, with its ending; (0, 0) if it does not."""
        found = re.search(rf"\b{re.escape(word)}\w*", self.latest, re.I)
        return found.span() if found else (0, 0)


def read_question(typed: str, history: Sequence[str], library: Library) -> Question:
    """The one door: a question after the conversation's earlier ones, oldest first."""
    turns = [in_one_form(turn) for turn in history]
    latest, alone = as_asked(in_one_form(typed), turns, library.groups)
    return _named(Question(typed, latest, alone, tuple(history)), library)


def read_parts(question: Question, library: Library) -> list[Question]:
    """The questions that are joined in one, in order; the question itself where it is only one.

    Each comes after the conversation and the parts before it.
    """
    parts = [question.latest] if question.compared else parts_of(question.latest)
    turns = [*question.history, *parts]
    found: list[Question] = []
    for at, part in enumerate(parts):
        before = tuple(turns[: len(question.history) + at])
        alone = standalone(part, before, library.groups)
        found.append(_named(replace(question, latest=part, alone=alone, history=before), library))
    return found


def of_each_document(question: Question, library: Library) -> Question:
    """What a question that compares documents asks of each of them: itself without their names."""
    plain = library.naming.without_names(question.alone)
    return replace(question, latest=plain, alone=plain, history=())


def _named(question: Question, library: Library) -> Question:
    return replace(
        question,
        written_out=library.in_documents_words(question.latest),
        documents=tuple(library.naming.named(question.alone)),
        compared=tuple(documents_compared(question.alone, library.naming)),
    )
