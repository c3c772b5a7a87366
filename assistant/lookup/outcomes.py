"""What became of commitments: which were met or not, and whether the one that is asked of was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import LookedUp
from assistant.library.naming import listing
from assistant.lookup.known import Known, quoted
from assistant.question.commitments.asked import Asked
from assistant.question.commitments.vocabulary import Part
from assistant.remarks import Verdict
from ingest.language.fulfilment import Fulfilment
from ingest.register.types import Evaluated
from ingest.types import document_of

_SAID = {
    Fulfilment.MET: "met",
    Fulfilment.NOT_MET: "not met",
    Fulfilment.ON_TRACK: "on track",
    Fulfilment.PARTLY_MET: "partly met",
    Fulfilment.NOT_SAID: "not said outright to be met or not",
}
_OF_OUTCOMES = frozenset(
    {
        Part.COMMITMENT, Part.GOVERNMENT, Part.DOCUMENT, Part.NUMBER, Part.MET, Part.MISSED,
        Part.AHEAD, Part.PARTLY, Part.SAYING, Part.UNCLEAR, Part.EXTENT, Part.ACCEPTING,
    }
)  # fmt: skip
_OF_WHICH = _OF_OUTCOMES | {Part.SELECTING, Part.APART}
_OF_THE_OTHERS = _OF_OUTCOMES | {Part.HOW, Part.FARING, Part.OTHER}
_OF_ONE = _OF_OUTCOMES | {Part.HOW, Part.FARING, Part.YEAR}


@dataclass(frozen=True)
class Outcomes:
    """Which of the evaluated commitments, or of those of a subject, have an outcome.

    Takes "which of the nine were missed?", "how many pledges on crisis care are on track?" and,
    of a named body, "has it kept its promises?"; and "two were met, how do the others stand?".
    """

    known: Known

    def find(self, asked: Asked) -> LookedUp | None:
        """The commitments that have an outcome that is asked for, with how many have each."""
        if not asked.outcomes or not self._of_several(asked) or _is_a_stance(asked):
            return None
        accounted = _OF_THE_OTHERS if asked.has(Part.HOW) else _OF_WHICH
        evaluated = self.known.evaluated(asked, accounted)
        chosen = [one for one in evaluated if one.outcome in asked.outcomes]
        if not evaluated or not self._counts(asked.numbers, chosen, evaluated):
            return None
        if len(evaluated) == 1:
            return became(evaluated[0], self.known)
        claims = [c for one in chosen for c in quoted(one, one.standing or one.promises[:1])]
        if not chosen:
            claims = [c for one in evaluated for c in quoted(one, one.standing[:1])]
        return LookedUp(claims, self._message(asked, chosen, evaluated)) if claims else None

    def _counts(
        self, numbers: Collection[float], chosen: Sequence[Evaluated], of: Sequence[Evaluated]
    ) -> bool:
        """Whether the numbers of a question are those of the commitments that it speaks of."""
        of_each = Counter(one.outcome for one in of).values()
        return {len(self.known.register.evaluated), len(of), len(chosen), *of_each} >= set(numbers)

    def _of_several(self, asked: Asked) -> bool:
        total = len(self.known.register.evaluated) in asked.numbers
        if any(Part.WILL in word.parts and word.unit.word != "be" for word in asked.words):
            return False
        others = asked.has(Part.HOW) and asked.has(Part.OTHER)
        chooses = asked.selects or asked.has(Part.GOVERNMENT, Part.DOCUMENT)
        return others or (chooses and (total or asked.of_several))

    def _message(
        self, asked: Asked, chosen: Sequence[Evaluated], evaluated: Sequence[Evaluated]
    ) -> str:
        counts = Counter(one.outcome for one in evaluated)
        each = listing([f"{counts[o]} {_SAID[o]}" for o in Fulfilment if counts[o]])
        of = f"of the {len(evaluated)} commitments that were evaluated"
        told = _told(evaluated, self.known)
        if len(asked.outcomes) > 1:
            return f"{len(evaluated)} {of}, as {told} tells: {each}."
        were = f"{'was' if len(chosen) == 1 else 'were'} {_SAID[asked.outcomes[0]]}"
        return f"{len(chosen)} {of} {were}, as {told} tells: {each}."


@dataclass(frozen=True)
class OneOutcome:
    """Whether the one evaluated commitment that a question singles out was met.

    Takes "was the pledge on X kept?", "is the NHS on track with the Y target?", "how does the
    commitment on Z stand?" and "they promised X. Did they?".
    """

    known: Known

    def find(self, asked: Asked) -> LookedUp | None:
        """What became of the commitment that has every word of the question's subject."""
        asks = asked.outcomes or asked.has(Part.HOW)
        if not asks or not asked.has(Part.COMMITMENT) or _is_a_stance(asked):
            return None
        what_is_said = {Part.SELECTING} if asked.has(Part.SAYING) else set()
        one = self.known.singled_out(asked, _OF_ONE | what_is_said)
        return became(one, self.known) if one else None


def became(one: Evaluated, known: Known) -> LookedUp:
    """What became of one commitment, in the words of those who report on it."""
    told = _told([one], known)
    message = f"{one.label}: {_SAID[one.outcome]}, as {told} says."
    verdict = Verdict(one.label, one.outcome, told)
    return LookedUp(quoted(one, one.standing or one.promises[:1]), message, verdict)


def _is_a_stance(asked: Asked) -> bool:
    """Whether a question asks for a stance: "does it not accept that it was missed?"."""
    return any(word.denied and Part.ACCEPTING in word.parts for word in asked.words)


def _told(evaluated: Iterable[Evaluated], known: Known) -> str:
    """The documents that tell of some commitments."""
    ids = dict.fromkeys(document_of(one.ratings[0].paragraph) for one in evaluated)
    return listing([f"the {known.documents[id_].name}" for id_ in ids])
