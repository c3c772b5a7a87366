"""The numbers of a text, how firmly it sets each as a limit, and which of two texts carry another.

A number may be given as it is, about, or as the least or the most that it can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise

from assistant.facts.facts import dates
from ingest.language.quantities import Quantity, quantities

_OFF, _OFF_IN_PARTS = 0.03, 0.05
"""How far a number that is called rough may be from the one that stands, and a part ("half")."""

_BEFORE = 24
"""Letters before a number that tell how firmly it is set."""

_LEAST_UNITS = {"year": (12, "month"), "week": (7, "day")}
"""Units of time, in the next smaller that they are whole numbers of."""

_PARTS = frozenset("half third quarter fifth tenth thirds quarters fifths tenths".split())
_TIMES = frozenset("minute hour day week month year".split())
_SIGNED = frozenset("£$€%")


class Limit(StrEnum):
    """How a number is set: in the words that a reader is told."""

    LEAST = "at least"
    MOST = "at most"
    ABOUT = "about"


_EXCLUDING = {
    Limit.LEAST: "over; above; exceeding; more than",
    Limit.MOST: "under; below; fewer than; less than",
}
"""What sets a limit that the number itself is not within."""

_INCLUDING = {
    Limit.ABOUT: "about; around; approximately; roughly; some",
    Limit.LEAST: "at least; no fewer than; no less than; upwards of",
    Limit.MOST: "up to; at most; nearly; almost; no more than; close to; just",
}
LIMITS = {
    words: limit
    for table in (_EXCLUDING, _INCLUDING)
    for limit, named in table.items()
    for words in named.split("; ")
}
_LONGEST_LIMIT = 3


def limit(text: str, start: int) -> Limit | None:
    """How the number at a place is set, by the words right before it; None if as it is."""
    return LIMITS.get(limiting_words(text, start))


def excluding(text: str, start: int) -> str:
    """The words right before the number at a place that say that it is not reached; "" if none."""
    words = limiting_words(text, start)
    return words if words in "; ".join(_EXCLUDING.values()).split("; ") else ""


def limiting_words(text: str, start: int) -> str:
    """The words right before the number at a place that set it as a limit; "" if none do."""
    before = text[max(start - _BEFORE, 0) : start].lower().split()
    if text[max(start - 1, 0) : start].strip(" ~£$€"):
        return ""
    tails = (" ".join(before[-length:]) for length in range(_LONGEST_LIMIT, 0, -1))
    return next((words for words in tails if words in LIMITS), "")


def numbers(text: str) -> list[Quantity]:
    """The numbers of a text but those of its dates, and but quarters that are counted as time."""
    dated = [(fact.start, fact.end) for fact in dates(text)]
    return [
        q
        for q in quantities(text)
        if not any(start <= q.start < end for start, end in dated)
        and not (text[q.start : q.end].endswith("quarters") and text[q.end : q.end + 4] != " of ")
    ]


def single_times(text: str) -> list[Quantity]:
    """What a text says once of a unit of time with "a": "a year ahead of schedule"."""
    words = text.lower().split()
    return [
        Quantity(1.0, unit, 0, 0)
        for article, word in pairwise(words)
        if article == "a" and (unit := word.strip(".,;:)")) in _TIMES
    ]


def carries(quantity: Quantity, text: str, others: Sequence[Quantity]) -> bool:
    """Whether one of the other quantities is this one, or near enough where it is called rough.

    What is said to be more than a number must not be less, nor what is said to be less be more. A
    year is twelve months, and a week seven days; a quarter is about 25%.
    """
    set_as = limit(text, quantity.start)
    parts = _PARTS & set(text[quantity.start : quantity.end].lower().split())
    if parts and set_as is None:
        set_as = Limit.ABOUT
    off = _OFF_IN_PARTS if parts else _OFF
    return any(
        _alike(one.unit, other.unit) and _near(one.value, other.value, set_as, off)
        for bare in others
        for one, other in ((quantity, bare), (_in_least(quantity), _in_least(bare)))
    )


def _near(said: float, meant: float, set_as: Limit | None, off: float) -> bool:
    if said == meant:
        return True
    above = said > meant
    if set_as is None or set_as is (Limit.LEAST if above else Limit.MOST):
        return False
    return abs(said - meant) <= off * meant


def _is_share(quantity: Quantity) -> bool:
    return not quantity.unit and 0 < quantity.value < 1


def _in_least(quantity: Quantity) -> Quantity:
    if _is_share(quantity):
        return replace(quantity, value=100 * quantity.value, unit="%")
    times, unit = _LEAST_UNITS.get(quantity.unit, (1, quantity.unit))
    return replace(quantity, value=times * quantity.value, unit=unit)


def _alike(one: str, other: str) -> bool:
    """Whether two units are one; where the other text leaves it out, any but a sign may be."""
    return one == other or (not other and one not in _SIGNED)
