"""Questions about commitments as such, answered from the register: which, how many, by when.

"Which commitments were met?" has no sentence for an answer: it is counted and listed, each item
with the paragraph that says so. A question is answered only if every word of it is accounted for:
as one that asks, as one that its kind knows, or as one of a subject that the register has.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from assistant.answer import Claim, LookedUp
from assistant.library.naming import Naming
from assistant.lookup.due import Dated, DueThen, due_claims
from assistant.lookup.evaluated import Promised, WereEvaluated
from assistant.lookup.known import Known, carries
from assistant.lookup.outcomes import OneOutcome, Outcomes, became
from assistant.lookup.promised_and_reported import PromisedAndReported
from assistant.lookup.stances import Stances
from assistant.question.commitments.asked import Asked
from assistant.question.commitments.reading import read
from assistant.question.commitments.vocabulary import AUXILIARIES, Part
from ingest.language.words import Analyser
from ingest.register.register import Register
from ingest.register.types import Evaluated
from ingest.types import Document

_OF_AN_OUTCOME = frozenset(
    {Part.COMMITMENT, Part.MET, Part.MISSED, Part.AHEAD, Part.PARTLY, Part.GOVERNMENT, Part.NUMBER}
)
_HALF, _NEARLY_ALL = 0.5, 0.75
_KEPT = 16
"""Questions that are kept as they were read."""


class _Kind(Protocol):
    """One kind of question; None for those of another."""

    def find(self, asked: Asked) -> LookedUp | None: ...


@dataclass(frozen=True)
class CommitmentQuestions:
    """Answers questions about commitments from one register.

    ``mended`` gives a question in the documents' own words.
    """

    register: Register
    documents: Mapping[str, Document]
    analyser: Analyser
    naming: Naming
    mended: Callable[[str], str]

    def find(self, question: str) -> LookedUp | None:
        """What the register answers; None for a question that is not all understood."""
        asked = self._read(question)
        return next(filter(None, (kind.find(asked) for kind in self._kinds)), None)

    def takes_whole(self, question: str) -> bool:
        """Whether a question asks for several outcomes at once, which are one list."""
        asked = self._read(question)
        return len(asked.outcomes) > 1 and Outcomes(self._known).find(asked) is not None

    def asks_outcome(self, question: str, one: Evaluated, of_outcomes: bool) -> bool:
        """Whether a question is if a commitment was kept: "did they hit X?", "have X been done?".

        It has its numbers, or half of what it is about stands in the commitment's name, heading and
        words; where neither it nor, by ``of_outcomes``, what was found speaks of keeping it, nearly
        all of it does.
        """
        asked = self._read(question)
        if not asked.words or asked.words[0].unit.word not in AUXILIARIES:
            return False
        if asked.outcomes and asked.numbers and carries(one, asked.numbers, asked.years):
            return True
        least = _HALF if asked.outcomes or of_outcomes else _NEARLY_ALL
        return self._known.share(asked, one, _OF_AN_OUTCOME) >= least

    def became(self, question: str, one: Evaluated) -> LookedUp | None:
        """What became of a commitment, if a question says "met", "hit", "on track" …; else None.

        None too where as much of what it is about stands in another commitment's name and words.
        """
        asked = self._read(question)
        if not asked.outcomes:
            return None

        def share(of: Evaluated) -> float:
            return self._known.share(asked, of, _OF_AN_OUTCOME)

        others = (other for other in self.register.evaluated if other != one)
        alone = all(share(other) < share(one) for other in others)
        return became(one, self._known) if alone else None

    def due_claims(self, question: str, paragraphs: Collection[str]) -> list[Claim]:
        """By when the one thing is to be done that a question asks a date of; [] if it does not.

        ``paragraphs`` are the keys of those that were found for the question.
        """
        return due_claims(self._read(question), self._known, paragraphs)

    @cached_property
    def _read(self) -> Callable[[str], Asked]:
        """Reads a question; the last few are kept, since several of the above ask for one."""
        return lru_cache(maxsize=_KEPT)(
            lambda question: read(question, self.analyser, self.naming, self.mended)
        )

    @cached_property
    def _known(self) -> Known:
        return Known(self.register, self.documents, self.analyser)

    @cached_property
    def _kinds(self) -> tuple[_Kind, ...]:
        known = self._known
        return (
            Outcomes(known),
            OneOutcome(known),
            Stances(known),
            DueThen(known),
            Dated(known),
            WereEvaluated(known),
            PromisedAndReported(known),
            Promised(known),
        )
