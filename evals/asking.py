"""Asking each question once, so that the answer at any threshold of the refusal is known after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.answer import Answer, Outcome
from assistant.answering.finding import Finding, concluded
from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.search.reader import PassageReader


@dataclass(frozen=True)
class Weighed:
    """An answer from which nothing was withheld, and the findings on the parts of its question.

    Without findings (a greeting, a crisis) nothing was weighed: no threshold changes the answer.
    """

    answer: Answer
    found: tuple[Finding, ...] = ()

    def at(self, threshold: float) -> Answer:
        """The answer of an assistant that has this threshold."""
        if not self.found:
            return self.answer
        kept = [
            replace(finding, statements=(), citations=(), message="")
            if finding.statements and finding.confidence < threshold
            else finding
            for finding in self.found
        ]
        refused = Outcome.NOT_IN_DOCUMENTS
        own = self.answer
        bare = Answer(own.question, own.standalone, refused, help=own.help, seconds=own.seconds)
        return concluded(bare, kept)

    @property
    def thresholds(self) -> list[float]:
        """The highest threshold of each of its answers but the last, which withholds all."""
        return sorted({finding.confidence for finding in self.found if finding.statements})


class WeighingAssistant(Assistant):
    """An assistant that withholds nothing and tells what it weighed."""

    def __init__(self, library: Library, reader: PassageReader | None) -> None:
        super().__init__(library, threshold=0.0, reader=reader)
        self._found: list[Finding] = []

    def find(self, *part: Any, **how: Any) -> Finding:
        """As every assistant does, and note it."""
        self._found.append(super().find(*part, **how))
        return self._found[-1]

    def weigh(self, question: str, history: Sequence[str] = ()) -> Weighed:
        """Ask a question once."""
        self._found = []
        return Weighed(self.ask(question, history), tuple(self._found))
