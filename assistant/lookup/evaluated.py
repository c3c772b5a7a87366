"""The commitments that were evaluated, and what was promised on a subject, each in its words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.answer import LookedUp
from assistant.lookup.known import Known, binds, listed, numbered, quoted
from assistant.question.commitments.asked import Asked
from assistant.question.commitments.vocabulary import Part
from ingest.register.types import Evaluated

_PROMISED = frozenset({Part.SELECTING, Part.COMMITMENT, Part.MAKING, Part.EXTENT})
_PROMISED |= {Part.GOVERNMENT, Part.DOCUMENT}
_DOES = frozenset("do does did".split())
_EVALUATED = _PROMISED | {Part.NUMBER, Part.PANEL, Part.EVALUATING}
_BESIDE_SOME = _EVALUATED | {Part.APART, Part.OTHER}


@dataclass(frozen=True)
class WereEvaluated:
    """Which commitments were evaluated: all of them, those on a subject, or those beside it.

    Takes "what were the nine commitments?", "which pledges on crisis care did the Panel look at?",
    "how many of the nine are for adults?" and "apart from workforce, which were evaluated?".
    """

    known: Known

    def find(self, asked: Asked) -> LookedUp | None:
        """The evaluated commitments that a question asks of, each where it is set out."""
        every = self.known.register.evaluated
        total = len(every) in asked.numbers
        if asked.outcomes or asked.denies or not (total or (asked.selects and asked.of_several)):
            return None
        accounted = _BESIDE_SOME if asked.has(Part.APART) else _EVALUATED
        subject = asked.left_over(accounted)
        if not (subject or total or asked.has(Part.EVALUATING)):
            return None
        chosen = self.known.evaluated(asked, accounted)
        if not asked.numbers <= {len(every), len(chosen), len(every) - len(chosen)}:
            return None
        on = f"{'not ' if asked.has(Part.APART) else ''}on “{asked.named(accounted)}”"
        return _set_out(chosen, every, on) if chosen else None


@dataclass(frozen=True)
class Promised:
    """What was promised on a subject, or by a document.

    Takes "what is the target for X?" of an evaluated commitment, and else "which commitments are
    there on Y?" and "what does the plan promise on Z?".
    """

    known: Known

    def find(self, asked: Asked) -> LookedUp | None:
        """The evaluated commitment of the subject, or every promise of it in the register."""
        if not (asked.has(Part.COMMITMENT) and asked.selects) or asked.outcomes or asked.denies:
            return None
        subject = asked.left_over(_PROMISED)
        one = self.known.singled_out(asked, _PROMISED) if subject else None
        if one is not None:
            on = f"on “{asked.named(_PROMISED)}”"
            return _set_out([one], self.known.register.evaluated, on)
        if not (subject or asked.documents) or not (asked.of_several or _promises(asked)):
            return None
        chosen = self.known.commitments(asked, _PROMISED, binds)
        about = f" on “{asked.named(_PROMISED)}”" if subject else ""
        count = f"{numbered(len(chosen), 'commitment')} in the register{about}."
        return LookedUp(listed(chosen), count) if chosen else None


def _promises(asked: Asked) -> bool:
    """Whether a question says "promised" or "did … promise", not "the promise"."""
    words = asked.words
    return any(
        Part.COMMITMENT in word.parts
        and (
            word.unit.word.endswith("ed") or any(before.unit.word in _DOES for before in words[:at])
        )
        for at, word in enumerate(words)
    )


def _set_out(chosen: Sequence[Evaluated], every: Collection[Evaluated], on: str) -> LookedUp:
    """Commitments in their own words, how many of the evaluated they are, and on what."""
    claims = [claim for one in chosen for claim in quoted(one, one.promises[:1])]
    if len(chosen) == len(every):
        return LookedUp(claims, f"{len(every)} commitments were evaluated.")
    are = "is" if len(chosen) == 1 else "are"
    of = f"{len(chosen)} of the {len(every)} commitments that were evaluated"
    return LookedUp(claims, f"{of} {are} {on}.")
