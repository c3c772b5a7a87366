"""Days and months in every way of writing them: "1 October 2026", "1st Oct 2026", "01/10/2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ingest.language.dates import MONTH_NAMES

_NAMES = "|".join(
    f"{name[:3]}(?:{name[3]}(?:{name[4:]})?)?" if name[3:] else name for name in MONTH_NAMES
)
_DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:[snrt][tdh])?(?: of)?[ -])?(?P<month>(?i:{_NAMES}))\b"
    r"(?:\.?(?: (?P<late>\d{1,2})(?:[snrt][tdh])?(?=,? [12]\d{3}\b))?"
    r",?[ -](?P<year>[12]\d{3})\b(?!\s?[/–-]\s?\d))?"
)
_FIGURES = re.compile(
    r"(?<![\d/.,-])(?:(?P<iso>[12]\d{3})-)?(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})"
    r"(?(iso)|(?P=mark)(?P<year>[12]\d{3}|(?<=/)\d\d))(?![\d/-]|[.,]\d)"
)
_MOST_DAYS, _MONTHS = 31, 12
_CENTURY = "20"
"""Of a year that is written in two figures."""


class Part(NamedTuple):
    """The day, the month or the year of a date, in one form, and its place in the text."""

    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Day:
    """A day or a month of a text: "1", "October" and "2026", as far as the text gives them.

    ``is_plain`` says that it is written so, in full words.
    """

    month: Part
    day: Part | None = None
    year: Part | None = None
    is_plain: bool = True

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that it has: day, month, year."""
        return tuple(part for part in (self.day, self.month, self.year) if part)

    @property
    def start(self) -> int:
        return min(part.start for part in self.parts)

    @property
    def end(self) -> int:
        return max(part.end for part in self.parts)


def days(text: str) -> list[Day]:
    """The days and months of a text, in its order; of numbers the day comes before the month.

    >>> [[part.value for part in day.parts] for day in days("on 01/10/2026 or 1st Oct 2026")]
    [['1', 'October', '2026'], ['1', 'October', '2026']]
    """
    return sorted([*_named(text), *_in_figures(text)], key=lambda day: day.start)


def months(text: str) -> list[tuple[str, str]]:
    """The months of a text that it gives the year of, each with its year.

    >>> months("in May 2020")
    [('May', '2020')]
    """
    return [(day.month.value, day.year.value) for day in days(text) if day.year]


def dates_of(text: str) -> list[tuple[str, ...]]:
    """The days of a text that it gives in full: day, month and year.

    >>> dates_of("from 1 May 2020 to June 2020")
    [('1', 'May', '2020')]
    """
    return [tuple(p.value for p in day.parts) for day in days(text) if day.day and day.year]


def financial_year(month: str, year: str) -> str:
    """The financial year, from April to March, in which a month lies.

    >>> financial_year("March", "2024")
    '2023/24'
    """
    first = int(year) - (MONTH_NAMES.index(month) < MONTH_NAMES.index("April"))
    return f"{first}/{(first + 1) % 100:02d}"


def in_words(text: str) -> str:
    """The text with its dates in words.

    >>> in_words("from 2026-10-01")
    'from 1 October 2026'
    """
    written, last = [], 0
    for day in days(text):
        if not day.is_plain:
            written += [text[last : day.start], " ".join(part.value for part in day.parts)]
            last = day.end
    return "".join([*written, text[last:]])


def _named(text: str) -> Iterator[Day]:
    for match in _DAY.finditer(text):
        month = next(m for m in MONTH_NAMES if m.startswith(match["month"][:3].capitalize()))
        number = "day" if match["day"] else "late"
        year = _part(match, "year") if match["year"] else None
        day = _part(match, number) if match[number] else None
        is_full = match["month"] == month
        if _is_month(match, month):
            yield Day(Part(month, *match.span("month")), day, year, is_full)


def _is_month(match: re.Match[str], month: str) -> bool:
    """Whether a word names a month: "may", "mar" and "sep" alone do not, nor does "May"."""
    if match["year"] or match["month"].islower():
        return bool(match["year"])
    return bool(match["day"]) or match["month"] == month != "May"


def _in_figures(text: str) -> Iterator[Day]:
    for match in _FIGURES.finditer(text):
        number, month = ("second", "first") if match["iso"] else ("first", "second")
        if int(match[month]) > _MONTHS and not match["iso"]:
            number, month = month, number
        if 0 < int(match[month]) <= _MONTHS and 0 < int(match[number]) <= _MOST_DAYS:
            name = Part(MONTH_NAMES[int(match[month]) - 1], *match.span(month))
            year = _part(match, "iso" if match["iso"] else "year")
            if len(match["year"] or "") == 2:
                year = year._replace(value=_CENTURY + match["year"])
            yield Day(name, _part(match, number), year, is_plain=False)


def _part(match: re.Match[str], group: str) -> Part:
    return Part(match[group].lstrip("0") or "0", *match.span(group))
