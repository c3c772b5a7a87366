"""Years and periods as documents write them: "2021", "2020/21", "2023-2024"."""

from __future__ import annotations

import re
from dataclasses import dataclass

YEAR = re.compile(r"\b((?:19|20)\d\d)(?:\s?[-/–]\s?(\d\d(?:\d\d)?)(?!-\d\d\b))?\b")
"""A year or a period; its groups are the first year and the last, as far as that is written."""

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

MONTH_NAMES = tuple(MONTHS.split("|"))
"""The months in their order."""

SEASONS = frozenset("spring summer autumn winter".split())

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
"""Which quarter of a year each word names."""

_QUARTER = re.compile(
    r"\b((?:Q|quarters? )[1-4](?:(?: and |, | to |-)Q?[1-4])*|(?:(?:first|second|third|fourth|last)"
    r"(?: and | to )?)+ quarters?),? (?:of )?(?:the )?((?:19|20)\d\d(?:\s?[-/–]\s?\d\d(?:\d\d)?)?)",
    re.I,
)


def years(text: str) -> set[str]:
    """The years ("2021") and periods ("2020/21") of a text, periods in that one form."""
    return {period(match) for match in YEAR.finditer(text)}


def is_date(text: str) -> bool:
    """Whether a text is a date with its year and no more, perhaps with its weekday.

    >>> is_date("Thursday, 28th May 2026"), is_date("JUNE 2022"), is_date("Strategy 2022")
    (True, True, False)
    """
    *words, year = text.replace(",", " ").lower().split() or [""]
    month = [word for word in words if word in SEASONS or word.capitalize() in MONTH_NAMES]
    rest = [word for word in words if word not in month]
    plain = all(word[:1].isdecimal() or word.endswith("day") for word in rest)
    return bool(YEAR.fullmatch(year)) and len(month) == 1 and plain and len(rest) <= 2


def period(match: re.Match[str]) -> str:
    """A match of :data:`YEAR` in the one form: "2021" or "2020/21"."""
    return f"{match[1]}/{match[2][-2:]}" if match[2] else match[1]


def last_year(text: str) -> int | None:
    """The last calendar year that a text's years and periods reach; None if it names none.

    >>> last_year("between 2019 and 2023/24")
    2024
    """
    return max(map(_last, YEAR.finditer(text)), default=None)


def _last(match: re.Match[str]) -> int:
    if not match[2] or len(match[2]) == 4:
        return int(match[2] or match[1])
    century = int(match[1][:2]) + (match[2] < match[1][2:])
    return int(f"{century}{match[2]}")


@dataclass(frozen=True)
class Dated:
    """When a document was published; ``month`` counts from 1, and is None where none is given."""

    year: int
    month: int | None = None

    @classmethod
    def of(cls, written: str) -> Dated | None:
        """What a written date says ("31 July 2017", "2022/23"); None if it names no year.

        >>> Dated.of("March 2022")
        Dated(year=2022, month=3)
        """
        year = last_year(written)
        named = (at for at, name in enumerate(MONTH_NAMES, 1) if name in written)
        return cls(year, next(named, None)) if year else None


def quarters(text: str) -> set[str]:
    """The quarters of years that a text names, in the form "Q3 2021/22".

    >>> sorted(quarters("Quarter 1 and 2 of 2021/22"))
    ['Q1 2021/22', 'Q2 2021/22']
    """
    found: set[str] = set()
    for match in _QUARTER.finditer(text):
        named = re.findall(r"[1-4]|first|second|third|fourth|last", match[1].lower())
        numbers = [int(ORDINALS.get(number, number)) for number in named]
        if re.search(r" to |-", match[1]):
            numbers = list(range(min(numbers), max(numbers) + 1))
        year = next(iter(years(match[2])))
        found.update(f"Q{number} {year}" for number in numbers)
    return found
