"""A fact in a text: what sort it is, where it stands, and what it comes to; and the dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.language.dates import MONTHS, ORDINALS, YEAR, period, years

_DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{MONTHS})"
    r"(?:,? (?P<year>(?:19|20)\d\d))?\b"
)
_QUARTER = re.compile(
    r"\b(?:Q(?P<q>[1-4])|quarter (?P<n>[1-4])|(?P<th>first|second|third|fourth|last)[- ]quarter)\b"
    rf"[^.;]{{0,30}}?{YEAR.pattern}",
    re.I,
)


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
    for match in _DAY.finditer(text):
        if match["month"] == "May" and not (match["day"] or match["year"]):
            continue
        if match["day"]:
            value = f"{int(match['day'])} {match['month']}"
            found.append(Fact(Kind.DATE, match.start("day"), match.end("month"), value))
        else:
            found.append(Fact(Kind.DATE, *match.span("month"), match["month"]))
        taken.append((match.start(), match.end("month")))
    found += [
        Fact(Kind.DATE, *match.span(), period(match))
        for match in YEAR.finditer(text)
        if not any(start <= match.start() < end for start, end in taken)
    ]
    return sorted(found, key=lambda fact: fact.start)
