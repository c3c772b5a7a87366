"""An answer, step by step: the whole chain from a question to verified citations.

question → help, or what Parity has, where that is wanted → read → parts
→ look up, or retrieve, read, and write or extract → verify → weigh → Answer
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import Answer, Claim, Outcome, Passage
from assistant.answering.disagreement import with_other_side
from assistant.answering.evidence import Evidence
from assistant.answering.extract import MOST_WORDS, Answerer, extract
from assistant.answering.finding import (
    NEEDS_CLARIFYING,
    Finding,
    about_documents,
    concluded,
    gone_through,
    introduction,
    signpost,
    to_a_professional,
    with_help,
)
from assistant.answering.own_words import in_own_words
from assistant.answering.refusal import coefficients_of, confidence, reason_to_refuse, signs
from assistant.checking.nearest import SourceFinder
from assistant.checking.verify import Uncarried, claims_of, differing, verify
from assistant.library.library import Library
from assistant.lookup.documents import dates_printed, documents_asked_about
from assistant.lookup.lookups import LookUps
from assistant.question.crisis import distress, fitted, plainly_in_distress
from assistant.question.fit import fit_to_ask, readable
from assistant.question.kinds import MessageKind, kind_of
from assistant.question.question import Question, of_each_document, read_parts, read_question
from assistant.search.reader import PassageReader, open_reader
from assistant.search.reading import READ, answers, read
from assistant.search.retrieve import Search
from assistant.settings import Settings
from assistant.writing.attempt import Writing
from assistant.writing.writer import Begun, Writer, open_writer
from ingest.language.dates import years
from ingest.profile import Profile
from ingest.types import BUNDLED_MODEL, Document

Arrived = Callable[[Answer], None]

_LEAST_WRITTEN = 0.5
"""The share of the threshold that is enough for what a chat model wrote.

By the reference questions it costs a writer that errs in nothing no answer; one that answers
whatever it is asked is kept from two in three of those that have none: docs/adr/0017.
"""

_CLOSEST = 3
"""Passages among whose commitments a date is looked for that no sentence found gives."""


class Assistant:
    """Answers questions from one library; one object serves every thread and conversation."""

    def __init__(
        self,
        library: Library,
        answerer: Answerer = extract,
        threshold: float | None = None,
        reader: PassageReader | None = None,
        writer: Writer | None = None,
    ) -> None:
        """``threshold`` is the least confidence that is answered, the fitted one by default.

        With a ``writer`` a chat model writes the answers, and ``answerer`` where it fails.
        """
        self._library, self._answerer, self._reader = library, answerer, reader
        self._writer = writer
        self._search, self._look_ups = Search(library), LookUps(library)
        self._finder = SourceFinder(library)
        self._coefficients = coefficients_of(reader)
        self._threshold = self._coefficients["threshold"] if threshold is None else threshold

    @classmethod
    def open(cls, settings: Settings, library: Library | None = None) -> Assistant:
        """Open the index, unless it is open already, and the models that ``settings`` name.

        Raises a :class:`ParityError` that says what is missing and the command that mends it.
        """
        library = library or Library.open(settings)
        writer = open_writer(settings.chat, library)
        return cls(library, reader=open_reader(settings.reader), writer=writer)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that answers come from."""
        return tuple(self._library.documents.values())

    @property
    def profile(self) -> Profile:
        """What their owner says of them: how the chat opens, and questions to begin with."""
        return self._library.profile

    def ask(
        self, question: str, history: Sequence[str] = (), arrived: Arrived | None = None
    ) -> Answer:
        """Answer a question; ``history`` are the conversation's earlier questions, oldest first.

        ``arrived`` is told the answer as far as it is there, whenever a chat model has written
        more of it that holds. Raises :class:`UsageError` if the question is empty or too long.
        """
        started = time.perf_counter()
        turns = [readable(turn) for turn in history if turn.strip()]
        vector = self._vector(question)
        needs = distress(question, vector) if vector else float(plainly_in_distress(question))
        if needs >= fitted().alone:
            answer = signpost(question)
        else:
            answer = self._apart(question, vector, turns) or self._answer(
                fit_to_ask(question), turns, arrived
            )
        if needs >= fitted().threshold:
            answer = with_help(answer)
        return replace(answer, seconds=time.perf_counter() - started)

    def _vector(self, question: str) -> list[float]:
        """The question's vector by the bundled model, to which a message's readings are fitted.

        Empty with another model, and for a blank question.
        """
        encoder = self._library.encoder
        if encoder.name != BUNDLED_MODEL or not question.strip():
            return []
        vector: list[float] = encoder.encode_question(readable(question)).vector.tolist()
        return vector

    def _apart(
        self, question: str, vector: Sequence[float], history: Sequence[str]
    ) -> Answer | None:
        """What is said to a message that asks nothing of the documents; None for a question.

        Whom to ask about treatment, or what Parity has.
        """
        placed = self._look_ups.names_place(question)
        kind = kind_of(vector, in_conversation=bool(history)) if vector and not placed else None
        if kind is MessageKind.CLINICAL:
            return to_a_professional(question)
        in_full = kind is MessageKind.ABOUT
        keys = self._library.paragraphs
        return introduction(question, self.documents, keys, in_full=in_full) if kind else None

    def _answer(self, typed: str, history: Sequence[str], arrived: Arrived | None) -> Answer:
        writer = self._writer.begun() if self._writer else None
        alone = writer.alone(typed, history) if writer else ""
        question = read_question(alone or typed, () if alone else history, self._library)
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
        return with_other_side(concluded(answer, found), self._finder)

    def parts(self, question: Question) -> list[Question]:
        """The questions that are joined in one; the question itself where it is one list."""
        whole = self._look_ups.takes_whole(question)
        return [question] if whole else read_parts(question, self._library)

    def find(
        self, question: Question, most_words: int = MOST_WORDS, writer: Begun | None = None
    ) -> Finding:
        """What the documents say to one question: looked up where it can be, else read for."""
        if looked_up := self._look_ups.find(question):
            return gone_through(question.latest, looked_up, self._library.passage)
        of_each = self._retrieved(question)
        passages = [passage for _, found in of_each for passage in found]
        asked = of_each[0][0] if question.compared else question
        if writer and (written := self._written(asked, question.latest, passages, writer)):
            return written
        claims = [
            claim
            for each, found in of_each
            for claim in self._answerer(each, found, most_words // len(of_each))
        ]
        if not years(" ".join(claim.text for claim in claims)):
            best = {passage.paragraph.key for passage in passages[:_CLOSEST]}
            claims = self._look_ups.due(question, best) or claims
        weighed = self._weighed(asked, passages, claims, self._threshold)
        finding = in_own_words(replace(weighed, asked=question.latest), self._library)
        return replace(finding, note=writer.note) if writer else finding

    def _written(
        self, question: Question, asked: str, passages: Sequence[Passage], writer: Begun
    ) -> Finding | None:
        """What a chat model wrote, as far as it holds; None where it failed."""

        def held(writing: Writing) -> Finding:
            found = self._weighed(
                question,
                passages,
                writing.claims,
                _LEAST_WRITTEN * self._threshold,
                writer.gate.uncarried,
            )
            return replace(
                found,
                asked=asked,
                open=writing.open,
                note=writing.note,
                answerer=writer.model.name,
            )

        writing = writer.write(question.alone, passages, held)
        if writing is None:
            return None
        first = set(writing.nearest)
        ordered = sorted(passages, key=lambda passage: passage.paragraph.key not in first)
        return replace(held(writing), passages=tuple(ordered))

    def _retrieved(self, question: Question) -> list[tuple[Question, list[Passage]]]:
        """The passages for a question, read; for one that compares documents, those of each."""
        if not question.compared:
            found = self._search.passages_of(question.meanings, READ)
            return [(question, read(self._reader, question.latest, question.history, found))]
        plain = of_each_document(question, self._library)
        of_each = [
            self._search.passages(plain.alone, READ, within=[document.id])
            for document in question.compared
        ]
        return [(plain, read(self._reader, plain.latest, (), found)) for found in of_each]

    def _weighed(
        self,
        question: Question,
        passages: Sequence[Passage],
        claims: Sequence[Claim],
        threshold: float,
        uncarried: Uncarried = differing,
    ) -> Finding:
        """The claims that hold, unless a reason forbids an answer or too little speaks for it."""
        statements, citations = verify(claims, passages, uncarried)
        finding = Finding(question.latest, tuple(passages))
        if not statements:
            return finding
        verified = claims_of(statements, citations)
        library = self._library
        words, groups = library.in_documents_words, library.groups
        reread = partial(answers, self._reader, question.history) if self._reader else None
        evidence = Evidence(question, passages, verified, words, groups, reread)
        likely = confidence(signs(evidence), self._coefficients)
        finding = replace(finding, evidence=evidence, confidence=likely)
        if reason := reason_to_refuse(evidence):
            return replace(finding, message=reason, confidence=likely / 2)
        if likely < threshold:
            return finding
        return replace(finding, statements=statements, citations=citations)

    def as_runnable(self) -> Runnable[dict[str, Any], Answer]:
        """The chain as a LangChain Runnable: ``{"question": …, "history": […]}`` to an Answer."""
        return RunnableLambda(
            lambda asked: self.ask(asked["question"], asked.get("history", ())), name="parity"
        )
