"""Which outcomes a question about commitments asks for, those it denies turned round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.question.commitments.asked import Word
from assistant.question.commitments.vocabulary import Part
from ingest.language.fulfilment import Fulfilment
from ingest.language.words import stem

_OUTCOMES = {
    Part.MET: Fulfilment.MET,
    Part.MISSED: Fulfilment.NOT_MET,
    Part.AHEAD: Fulfilment.ON_TRACK,
    Part.PARTLY: Fulfilment.PARTLY_MET,
}
_IN_ORDER = tuple(Fulfilment)
_GOVERNORS = {"": False, stem("manage"): False, **dict.fromkeys(("yet", "still", "leav"), True)}
"""Words after whose "to" an outcome is said, with whether as one that is not reached yet.

After others it is not said at all: "on track to meet", "the commitment to deliver".
"""

_BESIDE = 3
"""Words within which a word of part ("partly") is of the one after it."""


@dataclass(frozen=True)
class _Said:
    """An outcome that a question names, by the place and the clause of the word that does."""

    outcome: Fulfilment
    at: int
    clause: int
    denied: bool


def outcomes_asked(words: Sequence[Word]) -> tuple[Fulfilment, ...]:
    """What a question asks became of commitments; empty if it does not ask.

    "Not met" is an outcome of its own; what is not missed is any other; "not met but on track" is
    on track; and the rest, where some are named before, are those with none of their outcomes.
    """
    if any(w.parts & {Part.UNCLEAR} or (w.denied and Part.SAYING in w.parts) for w in words):
        return (Fulfilment.NOT_SAID,)
    said = _without_contrasts(_without_parts(list(_said(words))), words)
    asked = {one.outcome for one in said if not one.denied}
    denied = {one.outcome for one in said if one.denied}
    asked |= _turned_round(denied)
    if asked and any(Part.ELLIPTIC in word.parts for word in words):
        asked.add(Fulfilment.NOT_MET)
    if asked and all(any(part in w.parts for w in words) for part in (Part.OTHER, Part.HOW)):
        asked = set(Fulfilment) - asked
    return tuple(outcome for outcome in _IN_ORDER if outcome in asked)


def _said(words: Sequence[Word]) -> Iterator[_Said]:
    for at, word in enumerate(words):
        governor = _governor(words, at)
        if word.denied and Part.EXTENT in word.parts:
            yield _Said(Fulfilment.PARTLY_MET, at, word.clause, denied=False)
        if governor not in _GOVERNORS:
            continue
        for part, outcome in _OUTCOMES.items():
            if part in word.parts:
                denied = word.denied or _GOVERNORS[governor]
                yield _Said(outcome, at, word.clause, denied)


def _governor(words: Sequence[Word], at: int) -> str:
    """The word before "to" where a verb follows that ("managed to meet"); else ""."""
    before = [word.unit for word in words[:at] if word.unit.word != "be"]
    return before[-2].base if before[1:] and before[-1].word == "to" else ""


def _without_parts(said: list[_Said]) -> list[_Said]:
    """The outcomes without the "met" of "partly met", which is one with it."""
    for part in [one for one in said if one.outcome is Fulfilment.PARTLY_MET]:
        met = [one for one in said if one.outcome is Fulfilment.MET]
        after = [o for o in met if 0 < o.at - part.at <= _BESIDE and o.clause == part.clause]
        before = [one for one in met if one.at < part.at]
        if one_with := after[:1] or before[-1:]:
            said.remove(one_with[0])
    return said


def _without_contrasts(said: list[_Said], words: Sequence[Word]) -> list[_Said]:
    """The outcomes without those that are denied for another: "not met but on track"."""
    contrasting = {w.clause for w in words if w.unit.word == "but"} & {one.clause for one in said}
    return [one for one in said if not (one.denied and one.clause + 1 in contrasting)]


def _turned_round(denied: set[Fulfilment]) -> set[Fulfilment]:
    """What is asked for where some outcomes are denied."""
    if not denied:
        return set()
    if denied == {Fulfilment.NOT_MET}:
        return set(Fulfilment) - denied
    if Fulfilment.NOT_MET in denied:
        return set(Fulfilment) - denied - {Fulfilment.MET}
    return {Fulfilment.NOT_MET}
