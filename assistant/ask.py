"""An answer, step by step: the whole chain from a question to verified citations.

question → help, or what Parity has, where that is wanted → read → parts
→ look up, or retrieve, read, and write or extract → verify → weigh → Answer
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Outcome
from assistant.answering.disagreement import with_other_side
from assistant.answering.explained import explained
from assistant.answering.extract import MOST_WORDS, Answerer, extract
from assistant.answering.finding import (
    NEEDS_CLARIFYING,
    Finding,
    about_documents,
    concluded,
    introduction,
    signpost,
    to_a_professional,
    with_help,
)
from assistant.answering.follow_ups import follow_ups
from assistant.answering.refusal import far_off
from assistant.audit.log import AuditLog, open_log
from assistant.bounds import LONGEST_QUESTION, MOST_TURNS
from assistant.checking.nearest import SourceFinder
from assistant.export.taken import Searched
from assistant.finder import Finder
from assistant.hearing import Hearing
from assistant.library.library import Library
from assistant.lookup.documents import dates_printed, documents_asked_about
from assistant.lookup.lookups import LookUps
from assistant.models import Models
from assistant.personal.masking import kinds_in
from assistant.question.crisis import fitted
from assistant.question.fit import fit_to_ask, readable, require_there
from assistant.question.kinds import MessageKind, kind_of
from assistant.question.question import Question, read_parts, read_question
from assistant.search.reader import PassageReader
from assistant.search.retrieve import Search
from assistant.settings import Settings
from assistant.visible import visible
from ingest.indexing.embedding import Encoded
from ingest.profile import Profile
from ingest.types import Document

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

    from assistant.writing.writer import Begun, Writer

Arrived = Callable[[Answer], None]
_MOST_TRIED = 1_000
"""Questions to go on with whose citations are remembered; many answers lead to the same ones."""


class Assistant:
    """Answers questions from one library; one object serves every thread and conversation."""

    def __init__(
        self,
        library: Library,
        answerer: Answerer = extract,
        threshold: float | None = None,
        reader: PassageReader | None = None,
        writer: Writer | None = None,
        log: AuditLog | None = None,
        longest: int = LONGEST_QUESTION,
    ) -> None:
        """``threshold`` is the least confidence that is answered, the fitted one by default.

        With a ``writer`` a chat model writes the answers, and ``answerer`` where it fails. What is
        asked is noted in a ``log``. ``longest`` are the letters of a question.
        """
        self._library, self._writer, self._log = library, writer, log
        self._longest = longest
        self._hearing = Hearing(library)
        self._look_ups, self._sources = LookUps(library), SourceFinder(library)
        self._finder = Finder(library, self._look_ups, answerer, threshold, reader)
        self._tried = lru_cache(_MOST_TRIED)(self._cited)

    @classmethod
    def open(
        cls, settings: Settings, library: Library | None = None, models: Models | None = None
    ) -> Assistant:
        """Open the index, unless it is open already, and the models that ``settings`` name.

        Raises a :class:`ParityError` that says what is missing and the command that mends it.
        """
        models = models or Models.of(settings)
        library = library or Library.open(settings, models.encoder)
        writer, log = _writer(settings, library), open_log(settings)
        reader, longest = models.reader(), settings.question_letters
        return cls(library, reader=reader, writer=writer, log=log, longest=longest)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that answers come from."""
        return tuple(self._library.documents.values())

    @property
    def fingerprint(self) -> str:
        """What tells these documents, as they were read, from all others."""
        return self._library.fingerprint

    @property
    def searched(self) -> Searched:
        """The documents that are searched now, when each was read, and their fingerprint."""
        return Searched.of(self._library)

    @property
    def profile(self) -> Profile:
        """What their owner says of them: how the chat opens, and questions to begin with."""
        return self._library.profile

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        arrived: Arrived | None = None,
        within: Collection[str] = (),
    ) -> Answer:
        """Answer a question; ``history`` are the conversation's earlier questions, oldest first.

        Of those the last hundred count.
        ``within`` are the ids of the documents to answer from, all by default. ``arrived`` is told
        the answer as far as it is there, whenever a chat model has written more of it that holds.
        Raises :class:`UsageError` if the question is empty or too long, or to be answered from a
        document that is not there; help is shown all the same. This is the one door by which
        questions are logged, and by which a chat model is sent any.
        """
        history = history[-MOST_TURNS:]
        printed = self._hearing.printed([question, *history])
        answer = self._asked(question, history, arrived, within, self._writer, printed)
        answer = replace(
            answer,
            personal=kinds_in(question, printed),
            printed=printed,
            private=self._hearing.is_private(answer, history),
        )
        if self._log:
            self._log.note(answer, self.fingerprint)
        return answer

    def in_need(self, message: str) -> bool:
        """Whether a message is of somebody who may need help, and must wait for nothing."""
        return self._hearing.in_need(visible(message))

    def follow_ups(self, answer: Answer, within: Collection[str] = ()) -> tuple[str, ...]:
        """At most three questions to go on with, each of which has an answer.

        They are tried offline, whatever model answers them once they are asked; there are none for
        documents that are not there.
        """
        if self._lacks(within):
            return ()
        return follow_ups(answer, self._library, lambda on: self._tried(on, frozenset(within)))

    def _cited(self, question: str, within: Collection[str]) -> frozenset[str]:
        """The keys of what an offline answer cites; none where there is no answer, or help."""
        answer = self._asked(question, (), None, within, None)
        if answer.outcome.refuses or answer.help:
            return frozenset()
        return frozenset(citation.paragraph.key for citation in answer.citations)

    def _asked(
        self,
        question: str,
        history: Sequence[str],
        arrived: Arrived | None,
        within: Collection[str],
        writer: Writer | None,
        printed: Collection[str] = (),
    ) -> Answer:
        started = time.perf_counter()
        typed, question = question, visible(question)
        turns = [readable(turn) for turn in history if turn.strip()]
        encoded = self._hearing.encoded(question)
        needs = self._hearing.needs(question)
        heard = needs >= fitted().threshold
        unfit = len(typed) > self._longest or self._lacks(within)
        if needs >= fitted().alone or (heard and unfit):
            answer = signpost(question)
        else:
            told = writer and not heard and not self._hearing.tells_of_person(question)
            begun = writer.begun(printed) if writer and told else None
            answer = self._apart(question, encoded, turns) or self._answer(
                fit_to_ask(typed, self._longest), turns, arrived, within, begun
            )
        if answer.outcome is Outcome.ABOUT:
            # Whoever says little after a message in distress still needs help.
            heard = heard or any(map(self._hearing.in_need, turns[-1:]))
        if heard:
            answer = with_help(answer)
        return replace(answer, seconds=time.perf_counter() - started)

    def _apart(
        self, question: str, encoded: Encoded | None, history: Sequence[str]
    ) -> Answer | None:
        """What is said to a message that asks nothing of the documents; None for a question.

        Whom to ask about treatment, or what Parity has.
        """
        placed = self._look_ups.names_place(question)
        kind = None
        if encoded and not placed:
            # "What can you do?" after a message in distress goes on from nothing.
            goes_on = not all(map(self._hearing.is_personal, history))
            kind = kind_of(encoded.vector.tolist(), in_conversation=goes_on)
        if kind is MessageKind.CLINICAL:
            return to_a_professional(question)
        in_full = kind is MessageKind.ABOUT
        keys = self._library.paragraphs
        return introduction(question, self.documents, keys, in_full=in_full) if kind else None

    def _answer(
        self,
        typed: str,
        history: Sequence[str],
        arrived: Arrived | None,
        within: Collection[str],
        writer: Begun | None,
    ) -> Answer:
        require_there(within, self._library.documents)
        alone = ""
        if writer:
            told = [turn for turn in history if not self._hearing.is_personal(turn)]
            alone = writer.alone(typed, told)
        question = read_question(alone or typed, () if alone else history, self._library)
        if writer and not alone and question.alone != typed and len(told) < len(history):
            writer = None  # it may have words of what was personal
        question = replace(question, within=frozenset(within))
        answer = Answer(typed, question.alone, Outcome.NOT_IN_DOCUMENTS)
        if question.says_nothing and not self._look_ups.find(question):
            return replace(answer, outcome=Outcome.NEEDS_CLARIFYING, message=NEEDS_CLARIFYING)
        documents = documents_asked_about(question, self._library)
        if documents and not dates_printed(question, self._library):
            return about_documents(typed, documents, self._library)
        found: list[Finding] = []
        parts = self.parts(question)
        for part in parts:
            if writer and arrived:
                writer.arrived = lambda now: arrived(concluded(answer, [*found, now]))
            found.append(self.find(part, MOST_WORDS // len(parts), writer))
        answer = with_other_side(concluded(answer, found), self._sources)
        known = self._library.texts.manifest.abbreviations
        scope = self._look_ups.scope(within)
        return replace(
            answer,
            abbreviations=explained(answer.statements, known),
            searched="" if scope in answer.message else scope,
            far_off=answer.outcome.refuses and far_off(answer.passages),
        )

    def _lacks(self, within: Collection[str]) -> bool:
        """Whether one of these documents, by their ids, is not there."""
        return not self._library.documents.keys() >= set(within)

    def parts(self, question: Question) -> list[Question]:
        """The questions that are joined in one; the question itself where it is one list."""
        whole = self._look_ups.takes_whole(question)
        return [question] if whole else read_parts(question, self._library)

    def find(
        self, question: Question, most_words: int = MOST_WORDS, writer: Begun | None = None
    ) -> Finding:
        """What the documents say to one question: looked up where it can be, else read for."""
        return self._finder.find(question, most_words, writer)

    def as_runnable(self) -> Runnable[dict[str, Any], Answer]:
        """The chain as a LangChain Runnable: ``{"question": …, "history": […]}`` to an Answer."""
        from assistant.writing.tracing import Untraced

        return Untraced(
            lambda asked: self.ask(asked["question"], asked.get("history", ())), name="parity"
        )

    def as_retriever(self, k: int) -> BaseRetriever:
        """The search as a LangChain retriever of the ``k`` likeliest paragraphs."""
        from assistant.search.retriever import ParityRetriever

        return ParityRetriever(search=Search(self._library), k=k)


def _writer(settings: Settings, library: Library) -> Writer | None:
    """The chat model's writer, where one is set; LangChain is imported only for that."""
    if settings.chat is None:
        return None
    from assistant.writing.writer import open_writer

    return open_writer(settings.chat, library)
