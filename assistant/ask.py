"""An answer, step by step: the whole chain from a question to verified citations.

question → fit to ask → stand alone → retrieve → extract → verify → weigh → Answer
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import Answer, Answerer, Outcome
from assistant.crisis import CRISIS_MESSAGE, speaks_of_own_crisis
from assistant.evidence import Evidence
from assistant.extract import extract
from assistant.followup import is_pleasantry, standalone, without_preamble
from assistant.limits import fit_to_ask
from assistant.refusal import carries_an_answer, reason_to_refuse
from assistant.retrieve import PASSAGES, Search
from assistant.settings import Settings
from assistant.verify import claims_of, verify
from assistant.words import content_words
from ingest.embedding import Encoder
from ingest.index import open_index
from ingest.pointer import require_index
from ingest.types import Document

NOT_IN_DOCUMENTS = "These documents do not say."
NEEDS_CLARIFYING = (
    "Please say what your question is about: by itself it could be about anything in these "
    "documents."
)


class Assistant:
    """Answers questions from one open index; one object serves every thread and conversation."""

    answerer_name = "extractive"

    def __init__(self, search: Search, answerer: Answerer = extract) -> None:
        self._search, self._answerer = search, answerer
        self._encoding = threading.Lock()

    @classmethod
    def open(cls, settings: Settings) -> Assistant:
        """Open the index and the embedding model that ``settings`` name.

        Raises a :class:`ParityError` that says what is missing and the command that mends it.
        """
        require_index(settings.index_dir)
        encoder = Encoder(settings.embedding_model)
        return cls(Search(open_index(settings.index_dir, encoder), encoder))

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that answers come from."""
        return tuple(self._search.documents.values())

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Answer a question; ``history`` are the conversation's earlier questions, oldest first.

        Raises :class:`UsageError` if the question is empty or too long.
        """
        started = time.perf_counter()
        if speaks_of_own_crisis(question):
            answer = Answer(question, question, Outcome.CRISIS_SIGNPOST, CRISIS_MESSAGE)
        else:
            answer = self._answer(fit_to_ask(question), history)
        return replace(answer, seconds=time.perf_counter() - started)

    def _answer(self, question: str, history: Sequence[str]) -> Answer:
        latest = without_preamble(question)
        asked = standalone(latest, history)
        answer = Answer(question, asked, Outcome.NOT_IN_DOCUMENTS, answerer=self.answerer_name)
        if is_pleasantry(latest) or not (history or content_words(latest)):
            return replace(answer, outcome=Outcome.NEEDS_CLARIFYING, message=NEEDS_CLARIFYING)
        with self._encoding:
            passages = self._search.passages(asked, PASSAGES)
        answer = replace(answer, passages=tuple(passages))
        claims = self._answerer(asked, passages)
        statements, citations = verify(claims, passages)
        if not statements:
            return replace(answer, message=NOT_IN_DOCUMENTS)
        verified = claims_of(statements, citations)
        evidence = Evidence(latest, passages, verified, self._search.reworded)
        if reason := reason_to_refuse(evidence):
            return replace(answer, message=f"{NOT_IN_DOCUMENTS} {reason}")
        if not carries_an_answer(evidence):
            return replace(answer, message=NOT_IN_DOCUMENTS)
        return replace(answer, outcome=Outcome.ANSWERED, statements=statements, citations=citations)

    def as_runnable(self) -> Runnable[dict[str, Any], Answer]:
        """The chain as a LangChain Runnable: ``{"question": …, "history": […]}`` to an Answer."""
        return RunnableLambda(
            lambda asked: self.ask(asked["question"], asked.get("history", ())), name="parity"
        )
