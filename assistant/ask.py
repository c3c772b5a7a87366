"""An answer, step by step: the whole chain from a question to verified citations.

question → help, or what Parity has, where that is wanted → fit to ask → parts
→ look up, or retrieve, read and extract → verify → weigh → Answer
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import Answer, Answerer, Claim, LookedUp, Outcome, Passage
from assistant.answering.evidence import Evidence
from assistant.answering.extract import MOST_WORDS, extract
from assistant.answering.finding import (
    Finding,
    concluded,
    gone_through,
    introduction,
    signpost,
    to_a_professional,
    with_help,
)
from assistant.answering.refusal import (
    coefficients_of,
    confidence,
    reason_to_refuse,
    signs,
)
from assistant.checking.verify import claims_of, verify
from assistant.lookup.commitments import CommitmentQuestions
from assistant.lookup.mentions import Survey, searched
from assistant.lookup.ratings import Ratings
from assistant.question.crisis import distress, fitted, plainly_in_distress
from assistant.question.fit import fit_to_ask, readable
from assistant.question.followup import as_asked, meanings_of, standalone
from assistant.question.kinds import MessageKind, kind_of
from assistant.question.parts import documents_compared, parts_of
from assistant.search.reader import PassageReader, open_reader
from assistant.search.reading import READ, read
from assistant.search.retrieve import Search
from assistant.settings import Settings
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.indexing.pointer import require_index
from ingest.language.dates import years
from ingest.language.words import content_words
from ingest.types import BUNDLED_MODEL, Document

_CLOSEST = 3
"""Passages among whose commitments a date is looked for that no sentence found gives."""

NEEDS_CLARIFYING = (
    "Please say what your question is about: by itself it could be about anything in these "
    "documents."
)


@dataclass(frozen=True)
class _Retrieved:
    """A question, as it stands alone and as typed after its conversation, and what was found."""

    asked: str
    latest: str
    history: Sequence[str]
    passages: Sequence[Passage]


class Assistant:
    """Answers questions from one open index; one object serves every thread and conversation."""

    answerer_name = "extractive"

    def __init__(
        self,
        search: Search,
        answerer: Answerer = extract,
        threshold: float | None = None,
        reader: PassageReader | None = None,
    ) -> None:
        """``threshold`` is the least confidence that is answered, the fitted one by default."""
        self._search, self._answerer, self._reader = search, answerer, reader
        self._survey = Survey(search.documents, search.paragraphs, search.analyser, search.naming)
        self._ratings = Ratings(
            lambda: search.register, search.paragraphs, search.analyser, search.encoder
        )
        self._searched = searched(search.paragraphs, self.documents)
        self._coefficients = coefficients_of(reader)
        self._threshold = self._coefficients["threshold"] if threshold is None else threshold
        self._encoding = threading.Lock()

    @cached_property
    def _commitments(self) -> CommitmentQuestions:
        search = self._search
        return CommitmentQuestions(
            search.register, search.documents, search.analyser, search.naming, search.reworded
        )

    @classmethod
    def open(cls, settings: Settings) -> Assistant:
        """Open the index and the embedding model that ``settings`` name.

        Raises a :class:`ParityError` that says what is missing and the command that mends it.
        """
        require_index(settings.index_dir)
        encoder = Encoder(settings.embedding_model)
        reader = open_reader(settings.reader)
        index = open_index(settings.index_dir, encoder, settings.server)
        return cls(Search(index, encoder), reader=reader)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that answers come from."""
        return tuple(self._search.documents.values())

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Answer a question; ``history`` are the conversation's earlier questions, oldest first.

        Raises :class:`UsageError` if the question is empty or too long.
        """
        started = time.perf_counter()
        turns = [readable(turn) for turn in history if turn.strip()]
        vector = self._vector(question)
        needs = distress(question, vector) if vector else float(plainly_in_distress(question))
        if needs >= fitted().alone:
            answer = signpost(question)
        else:
            answer = self._apart(question, vector, turns) or self._answer(
                fit_to_ask(question), turns
            )
        if needs >= fitted().threshold:
            answer = with_help(answer)
        return replace(answer, seconds=time.perf_counter() - started)

    def _vector(self, question: str) -> list[float]:
        """The question's vector by the bundled model, to which a message's readings are fitted.

        Empty with another model, and for a blank question.
        """
        encoder = self._search.encoder
        if encoder.name != BUNDLED_MODEL or not question.strip():
            return []
        with self._encoding:
            vector: list[float] = encoder.encode_question(readable(question)).vector.tolist()
        return vector

    def _apart(
        self, question: str, vector: Sequence[float], history: Sequence[str]
    ) -> Answer | None:
        """What is said to a message that asks nothing of the documents; None for a question.

        Whom to ask about treatment, or what Parity has.
        """
        kind = kind_of(vector, in_conversation=bool(history)) if vector else None
        if kind is MessageKind.CLINICAL:
            return to_a_professional(question)
        in_full = kind is MessageKind.ABOUT
        keys = self._search.paragraphs
        return introduction(question, self.documents, keys, in_full=in_full) if kind else None

    def _answer(self, question: str, history: Sequence[str]) -> Answer:
        latest, asked = as_asked(question, history)
        answer = Answer(question, asked, Outcome.NOT_IN_DOCUMENTS, answerer=self.answerer_name)
        says_something = history or content_words(latest) or self._commitments.find(latest)
        if not says_something:
            return replace(answer, outcome=Outcome.NEEDS_CLARIFYING, message=NEEDS_CLARIFYING)
        compared = documents_compared(latest, self._search.naming)
        whole = bool(compared) or self._commitments.takes_whole(latest)
        parts = [latest] if whole else parts_of(latest)
        turns = [*history, *parts]
        found = [
            self.find(part, turns[: len(history) + at], MOST_WORDS // len(parts))
            for at, part in enumerate(parts)
        ]
        return concluded(answer, found)

    def find(
        self, latest: str, history: Sequence[str] = (), most_words: int = MOST_WORDS
    ) -> Finding:
        """What the documents say to one question: looked up where it can be, else read for.

        ``latest`` is the question as typed, ``history`` what was asked before it, oldest first.
        """
        asked = standalone(latest, history)
        if surveyed := self._commitments.find(latest) or self._survey.find(latest):
            return gone_through(latest, surveyed, self._search.passage)
        with self._encoding:
            if rated := self._ratings.find(asked, self._search.reworded):
                cited = {claim.paragraph for claim in rated.claims}
                passages = read(None, asked, (), self._search.passages(asked, always=cited))
                return self._weighed(latest, passages, rated.claims, rated)
            retrieved = self._retrieved(latest, asked, history)
        found = [read(self._reader, of.latest, of.history, of.passages) for of in retrieved]
        passages = [passage for of in found for passage in of]
        most = most_words // len(found)
        claims = [
            claim
            for of, those in zip(retrieved, found, strict=True)
            for claim in self._answerer(of.asked, those, most)
        ]
        if not years(" ".join(claim.text for claim in claims)):
            best = {passage.paragraph.key for passage in passages[:_CLOSEST]}
            claims = self._commitments.due_claims(asked, best) or claims
        return replace(self._weighed(retrieved[0].latest, passages, claims), asked=latest)

    def _retrieved(self, latest: str, asked: str, history: Sequence[str]) -> list[_Retrieved]:
        """What is found for a question, or for each of the documents that it compares.

        Each of those is asked without the documents' names, which in it would only mislead.
        """
        search = self._search
        if compared := documents_compared(asked, search.naming):
            plain = search.naming.without_names(asked)
            of_each = [search.passages(plain, READ, within=[one.id]) for one in compared]
            return [_Retrieved(plain, plain, (), found) for found in of_each]
        found = search.passages_of(meanings_of(latest, asked, history), READ)
        return [_Retrieved(asked, latest, history, found)]

    def _weighed(
        self,
        latest: str,
        passages: Sequence[Passage],
        claims: Sequence[Claim],
        rated: LookedUp | None = None,
    ) -> Finding:
        """The claims that hold, unless a reason forbids an answer or too little speaks for it."""
        statements, citations = verify(claims, passages)
        finding = Finding(latest, tuple(passages))
        if not statements:
            return finding
        verified = claims_of(statements, citations)
        evidence = Evidence(latest, passages, verified, self._search.reworded)
        likely = 1.0 if rated else confidence(signs(evidence), self._coefficients)
        finding = replace(finding, evidence=evidence, confidence=likely)
        if reason := reason_to_refuse(evidence):
            return replace(finding, message=reason, confidence=likely / 2)
        if likely < self._threshold:
            return finding
        message = f"{rated.message} {self._searched}" if rated and rated.message else ""
        return replace(finding, message=message, statements=statements, citations=citations)

    def as_runnable(self) -> Runnable[dict[str, Any], Answer]:
        """The chain as a LangChain Runnable: ``{"question": …, "history": […]}`` to an Answer."""
        return RunnableLambda(
            lambda asked: self.ask(asked["question"], asked.get("history", ())), name="parity"
        )
