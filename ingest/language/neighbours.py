"""The year before or after one that a text names: "the year before", "the following year"."""

from __future__ import annotations

import re

from ingest.language.dates import YEAR, period

_STEP = re.compile(
    r"\b(?:the|a|one) (?:year|one)s? (?:(before|previously|earlier)|(after(?:wards)?|later))\b"
    r"|\b(?:(previous|prior|preceding)|(following|next|subsequent)) (?:financial )?year\b",
    re.I,
)
_FROM_TODAY = "next"
"""What a text says of the year in which it was written."""


def step(text: str) -> int:
    """1 where a text speaks of the year after another, -1 for the year before; else 0."""
    match = _STEP.search(text)
    return _by(match) if match else 0


def shifted(year: str, by: int) -> str:
    """A year or period so many years on.

    >>> shifted("2020/21", -1), shifted("2020", 1)
    ('2019/20', '2021')
    """
    return re.sub(r"\d+", lambda number: _shifted(number[0], by), year)


def years_meant(text: str, start: int = 0) -> set[str]:
    """The years and periods that ``text[start:]`` names, or means by one that is named before.

    >>> sorted(years_meant("It was 5% in 2023/24. The year before it was 6%.", 22))
    ['2022/23']
    """
    named = [(match.start(), period(match)) for match in YEAR.finditer(text)]
    found = {year for at, year in named if at >= start}
    for match in _STEP.finditer(text, start):
        before = [year for at, year in named if at < match.start()]
        if before and not match[0].lower().startswith(_FROM_TODAY):
            found.add(shifted(before[-1], _by(match)))
    return found


def _by(match: re.Match[str]) -> int:
    return -1 if match[1] or match[3] else 1


def _shifted(number: str, by: int) -> str:
    return str(int(number) + by) if len(number) == 4 else f"{(int(number) + by) % 100:02d}"
