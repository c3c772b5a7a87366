"""Words that say the opposite of one another where a claim and its source speak of the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.facts.units import Pairs, Unit
from ingest.language.words import stem

_NEAR, _BESIDE = 6, 2
"""Words within which an opposite stands of the word that it is held against, and beside it."""

_DIRECTIONS = (
    "increase rise risen grow growth climb expand",
    "decrease reduce reduction fall fallen decline drop shrink",
)
_VERBS = f"""
{" improve exceed; worsen ".join(_DIRECTIONS)}
open; close shut
allow permit welcome; ban bar forbid prohibit
start begin launch introduce; stop end cease abolish
gain win pass carry; lose defeat fail
recruit hire appoint join train gain attract; leave lose resign retire dismiss
meet achieve deliver; miss fail
accept agree; reject disagree dispute deny
include; exclude
confirm prove demonstrate; believe suspect think assume
"""
_WORDS = """
up higher rise; down lower reduction fewer less
more; fewer less
before prior; after following
above over exceeding; below under
first; last second third
highest largest most; lowest smallest least
better good considerable positive; worse poor little negative
majority most; minority
all every each; most many some few none half
ahead early earlier; behind late later short
always; never
mandatory compulsory must; voluntary optional may
private; public voluntary
clinical; non-clinical
inpatient; outpatient community
annual yearly; quarterly monthly weekly daily
faster quickly; slower slowly
primary; secondary
"""
UP, DOWN = (frozenset(map(stem, side.split())) for side in _DIRECTIONS)


def _poles(table: str) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    for line in table.strip().split("\n"):
        one, other = (frozenset(side.split()) for side in line.split(";"))
        yield one, other
        yield other, one


_BY_BASE = [
    (frozenset(map(stem, one)), frozenset(map(stem, other))) for one, other in _poles(_VERBS)
]
_BY_WORD = list(_poles(_WORDS))


def opposites(of: Sequence[Unit], has: Sequence[Unit], pairs: Pairs) -> Iterator[tuple[Unit, Unit]]:
    """Each word of a claim with the word of its source that says the opposite of the same.

    A word that the source has too, but of something else, is held only against what stands beside.
    """
    taken = set(pairs.of.values())
    for at, unit in enumerate(of):
        near = (*range(at - _BESIDE, at), *range(at + 1, at + _BESIDE + 1))
        is_paired = at in pairs.of
        beside = [
            pairs.of[to] for to in near if to in pairs.of and not (is_paired and of[to].is_small)
        ]
        far = _BESIDE if is_paired else _NEAR
        around = [to for to in range(len(has)) if any(abs(to - place) <= far for place in beside)]
        left = (has[to] for to in around if to not in taken)
        there = [has[to] for to in around]
        if instead := next((other for other in left if _opposed(unit, other, there)), None):
            yield unit, instead


def _opposed(unit: Unit, other: Unit, there: Sequence[Unit]) -> bool:
    """Whether two words are opposites, and no word there is on the side of the first."""
    return any(
        unit.base in mine and other.base in theirs and not any(u.base in mine for u in there)
        for mine, theirs in _BY_BASE
    ) or any(
        unit.word in mine and other.word in theirs and not any(u.word in mine for u in there)
        for mine, theirs in _BY_WORD
    )
