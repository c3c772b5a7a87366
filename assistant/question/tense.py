"""Whether a question asks what happened, or what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache

from assistant.facts.firmness import WILL, is_participle, only_done, plans
from assistant.facts.reading import Facts
from assistant.facts.units import Unit

_KEPT = 64
_WAS = frozenset({"did", "was", "were", "had"})
_HAS = frozenset({"has", "have"})


class Tense(Enum):
    """The time that a question asks of."""

    HAPPENED = auto()
    AHEAD = auto()


@lru_cache(maxsize=_KEPT)
def tense_of(question: str) -> Tense | None:
    """The tense of a question; None where it is in neither, or asks what was promised.

    >>> tense_of("How many had a check?"), tense_of("How many will have one?")
    (<Tense.HAPPENED: 1>, <Tense.AHEAD: 2>)
    """
    of = Facts(question).units
    if any(map(plans, of)):
        return None
    if any(unit.word in WILL for unit in of):
        return Tense.AHEAD
    past = only_done(of) or any(_is_past(of[at:]) for at in range(len(of)))
    return Tense.HAPPENED if past else None


def _is_past(of: Sequence[Unit]) -> bool:
    """Whether some words of a question open with a verb that says that something happened."""
    verb, after = of[0], of[1:]
    if verb.word in _HAS:
        return any(map(is_participle, after))
    return verb.word in _WAS or verb.is_irregular_past
