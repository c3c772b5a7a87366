"""How firmly a verb is said: done, promised, or only meant; and what two texts make of the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from assistant.facts.units import Pairs, Unit

_BEFORE = 4
"""Words before a verb among which stands how firmly it is said."""


class Firmness(StrEnum):
    """How firmly something is said, in the words that a reader is told."""

    DONE = "done"
    PROMISED = "promised, not done"
    MEANT = "meant, not promised"


_PROMISED = frozenset("will shall 'll ’ll".split())
_MODAL = frozenset(
    "should could may might would considering exploring consulting consider explore".split()
)
_MEANT_TO = frozenset(
    """
    aim aims aimed aiming intend intends intended plan plans planned hope hopes hoped seek seeks
    want wants vision ambition aspiration intention proposal proposes proposed expected towards
    """.split()
)
"""What says so only before "to": a plan may be a paper, and what is planned may be money."""

_DATES_MAY = frozenset("in by since from until to of during before after".split())
_DONE = frozenset("has have had was were been 've ’ve".split())
_AHEAD = frozenset("is are was were be".split())
_OTHERWISE = {
    (Firmness.PROMISED, Firmness.MEANT),
    (Firmness.DONE, Firmness.PROMISED),
    (Firmness.DONE, Firmness.MEANT),
    (Firmness.PROMISED, Firmness.DONE),
    (Firmness.MEANT, Firmness.DONE),
}
"""What is no paraphrase: (as claimed, as the source says). To say less than a promise is one."""


def firmness(of: Sequence[Unit], at: int) -> Firmness | None:
    """How firmly the word at a place is said, by the words before it; None if they do not tell."""
    before = [unit.word for unit in of[max(at - _BEFORE, 0) : at]]
    for place in range(len(before) - 1, -1, -1):
        word, after = before[place], before[place + 1 :]
        if word in _PROMISED or (word in _AHEAD and after[:1] == ["to"]):
            meant = word in _AHEAD and _MEANT_TO & set(before[:place])
            return Firmness.MEANT if meant else Firmness.PROMISED
        if _is_modal(before, place) or (word in _MEANT_TO and "to" in after):
            return Firmness.MEANT
        if word in _DONE and "to" not in after:
            if place and before[place - 1] in _PROMISED | _MODAL:
                continue
            return Firmness.DONE
    return None


def _is_modal(before: Sequence[str], place: int) -> bool:
    """Whether a word says that something may be; the month of May does not."""
    around = [*before[max(place - 1, 0) : place], *before[place + 1 : place + 2]]
    dates = any(word in _DATES_MAY or word.isdecimal() for word in around)
    return before[place] in _MODAL and not (before[place] == "may" and dates)


def said_otherwise(
    of: Sequence[Unit], has: Sequence[Unit], pairs: Pairs
) -> Iterator[tuple[Unit, Firmness]]:
    """The first word that a claim and its source share and say unlike, with how the source does.

    A word that the source says in several ways is unlike only where none of them is the claim's.
    """
    for at in sorted(pairs.of):
        claimed = firmness(of, at)
        if claimed is None or of[at].is_small:
            continue
        there = [firmness(has, to) for to, unit in enumerate(has) if unit.base == of[at].base]
        if there and all(said and (claimed, said) in _OTHERWISE for said in there):
            yield of[at], next(said for said in there if said)
            return
