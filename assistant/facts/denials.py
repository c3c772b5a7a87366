"""What a text denies: each word that denies with the words it is said of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.facts.units import Unit
from ingest.language.words import stemmed

_DENIES = frozenset(
    "not no never none neither nor cannot without nobody nothing unable non".split()
)
_FAILS = stemmed("fail failure miss missed lack refuse")
_COMPARES = frozenset("before fewer less more later only just".split())
"""What makes no denial of "no" or "never" before it: "no fewer than", "never before"."""

_OUTSIDE = frozenset("outside beyond".split())
"""What denies that something is within what follows."""

_WITHIN = frozenset("by in inside within for".split())
_ARTICLES = frozenset("of the our its their a an".split())
_SCOPE = 2


@dataclass(frozen=True)
class Denial:
    """A word that denies, and the next words that say something: all by their indices.

    ``is_place`` says that it denies only that something is within them ("outside of the NHS").
    """

    at: int
    denied: tuple[int, ...]
    is_place: bool = False


def denials(of: Sequence[Unit]) -> list[Denial]:
    """The words of a text that deny, each with what it denies."""
    found: list[Denial] = []
    for at, unit in enumerate(of):
        if not denies(unit) or (at + 1 < len(of) and of[at + 1].word in _COMPARES):
            continue
        is_place = unit.word in _OUTSIDE
        denied = [to for to in range(at + 1, len(of)) if _is_said(of[to])]
        if is_place and {u.word for u in of[at + 1 : denied[0] if denied else at]} - _ARTICLES:
            continue
        found.append(Denial(at, tuple(denied[:_SCOPE]), is_place))
    return found


def denies(unit: Unit) -> bool:
    """Whether a word denies what follows it."""
    word = unit.word
    return word in _DENIES | _OUTSIDE or word.endswith(("n't", "n’t")) or unit.stem in _FAILS


def is_within(of: Sequence[Unit], at: int) -> bool:
    """Whether the words right before a place say that something is in it, or by it."""
    before = [unit.word for unit in of[max(at - _SCOPE, 0) : at]]
    return bool(_WITHIN & set(before))


def _is_said(unit: Unit) -> bool:
    return not unit.is_small and unit.word not in _DENIES
