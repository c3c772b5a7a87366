"""A fact in a text: what sort it is, where it stands, and what it comes to; and the dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.language.dates import ORDINALS, YEAR, period, years
from ingest.language.days import Day, days

_QUARTER = re.compile(
    r"\b(?:Q(?P<q>[1-4])|quarter (?P<n>[1-4])|(?P<th>first|second|third|fourth|last)[- ]quarter)\b"
    rf"[^.;]{{0,30}}?{YEAR.pattern}",
    re.I,
)

_APART = 2
"""Letters that may stand between a month and its year."""


class Kind(StrEnum):
    """What sort of fact differs."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    GROUP = "group"
    DENIAL = "not"
    OPPOSITE = "opposite"
    STRENGTH = "strength"
    WORD = "word"
    OUTCOME = "outcome"


@dataclass(frozen=True)
class Fact:
    """``text[start:end]`` and what it comes to, the same for every way of writing it."""

    kind: Kind
    start: int
    end: int
    value: str


def dates(text: str) -> list[Fact]:
    """The days, months, quarters, years and periods of a text, as far as it names them."""
    found: list[Fact] = []
    taken: list[tuple[int, int]] = []
    for match in _QUARTER.finditer(text):
        number = match["q"] or match["n"] or ORDINALS[match["th"].lower()]
        year = next(iter(years(match.group())))
        found.append(Fact(Kind.DATE, *match.span(), f"Q{number} {year}"))
        taken.append(match.span())
    for day in days(text):
        found += _of_day(day)
        taken.append((day.start, day.end))
    found += [
        Fact(Kind.DATE, *match.span(), period(match))
        for match in YEAR.finditer(text)
        if not any(start <= match.start() < end for start, end in taken)
    ]
    return sorted(found, key=lambda fact: fact.start)


def in_full(of: Iterable[Fact]) -> list[Fact]:
    """The dates of a text, those that go on with a year ("31 March", "2026") with it as one."""
    found: list[Fact] = []
    for fact in of:
        before = found[-1] if found else None
        is_month = before is not None and before.value[-1].isalpha()
        if before and is_month and fact.value[0].isdigit() and fact.start - before.end <= _APART:
            found[-1] = replace(before, end=fact.end, value=f"{before.value} {fact.value}")
        else:
            found.append(fact)
    return found


def _of_day(day: Day) -> Iterator[Fact]:
    """A day of a month, or a month, and the year that is given with it."""
    of_month = [part for part in (day.day, day.month) if part]
    start, end = min(part.start for part in of_month), max(part.end for part in of_month)
    yield Fact(Kind.DATE, start, end, " ".join(part.value for part in of_month))
    if day.year:
        yield Fact(Kind.DATE, day.year.start, day.year.end, day.year.value)
