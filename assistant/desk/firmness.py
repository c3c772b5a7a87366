"""How firmly a verb is said: done, promised, or only meant; and what two texts make of the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from assistant.desk.units import Pairs, Unit

_BEFORE = 4
"""Words before a verb among which stands how firmly it is said."""


class Firmness(StrEnum):
    """How firmly something is said, in the words that a reader is told."""

    DONE = "done"
    PROMISED = "promised, not done"
    MEANT = "meant, not promised"


_PROMISED = frozenset("will shall 'll ’ll".split())
_MEANT = frozenset(
    """
    should could may might would aim aims aimed aiming intend intends intended plan plans planned
    hope hopes hoped seek seeks want wants vision ambition aspiration intention proposal proposes
    proposed expected considering consider considers explore exploring consult consulting towards
    """.split()
)
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
        word = before[place]
        after = before[place + 1] if place + 1 < len(before) else ""
        if word in _PROMISED or (word in _AHEAD and after == "to"):
            meant = _MEANT & set(before[:place]) if word in _AHEAD else ()
            return Firmness.MEANT if meant else Firmness.PROMISED
        if word in _MEANT:
            return Firmness.MEANT
        if word in _DONE and "to" not in before[place:]:
            modal = (_PROMISED | _MEANT) & set(before[:place])
            return firmness(of, at - len(before) + place) if modal else Firmness.DONE
    return None


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
