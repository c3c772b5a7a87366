"""Years, periods and months: whether the evidence is about those that a question names."""

from __future__ import annotations

import re

from assistant.evidence import Evidence
from ingest.words import stem, words

_YEAR = re.compile(r"\b((?:19|20)\d\d)(?:\s?[-/–]\s?(\d\d(?:\d\d)?))?\b")
_MONTH = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)"
    r" ((?:19|20)\d\d)\b"
)
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "last": "4"}
_QUARTER = re.compile(
    r"\b((?:Q|quarters? )[1-4](?:(?: and |, | to |-)Q?[1-4])*|(?:(?:first|second|third|fourth|last)"
    r"(?: and | to )?)+ quarters?),? (?:of )?(?:the )?((?:19|20)\d\d(?:\s?[-/–]\s?\d\d(?:\d\d)?)?)",
    re.I,
)
_BEFORE_OR_AFTER = re.compile(
    r"\bthe (?:year|one)s? (?:(before|previously)|(after(?:wards)?))\b"
    r"|\b(?:(previous|prior|preceding)|(following|next|subsequent)) (?:financial )?year\b",
    re.I,
)


def another_date(evidence: Evidence) -> str | None:
    """A year or period that the question names and what is said is not about.

    It is about a year that it says, or, where it says none, that its paragraph, headings or
    document give.
    """
    there = (
        years(evidence.best_sentences())
        or years(" ".join(claim.text for claim in evidence.claims))
        or years(evidence.surroundings())
    )
    named = _years_of_documents(evidence)
    months = set(_MONTH.findall(evidence.surroundings()))
    for month, year in _MONTH.findall(evidence.latest):
        if (month, year) not in months and year not in named:
            return f"{month} {year}"
    if quarter := next(iter(quarters(evidence.latest) - quarters(evidence.surroundings())), None):
        return quarter
    asked = years(evidence.latest) - named
    return next((year for year in sorted(asked) if not _covers(there, year)), None)


def _years_of_documents(evidence: Evidence) -> set[str]:
    """The question's years that only say which document is meant ("the 2017 plan", "July 2017").

    Where several documents are compared, any year of their dates may be that.
    """
    named: set[str] = set()
    claimed = [passage for passage, _ in evidence.claimed()]
    if len({passage.document.id for passage in claimed}) > 1:
        named |= set[str]().union(*(years(passage.document.date) for passage in claimed))
    for passage in claimed:
        date, title = passage.document.date, f"{passage.document.name} {passage.document.title}"
        if set(_MONTH.findall(date)) & set(_MONTH.findall(evidence.latest)):
            named |= years(date)
        for match in re.finditer(r"\b((?:19|20)\d\d)((?: [a-z]+){1,3})", evidence.latest):
            if match[1] in date and {stem(w) for w in words(match[2])} & {
                stem(w) for w in words(title)
            }:
                named.add(match[1])
    return named


def years(text: str) -> set[str]:
    """The years ("2021") and periods ("2020/21") of a text, periods in that one form."""
    return {
        f"{match[1]}/{match[2][-2:]}" if match[2] else match[1] for match in _YEAR.finditer(text)
    }


def quarters(text: str) -> set[str]:
    """The quarters of years that a text names, in the form "Q3 2021/22".

    >>> sorted(quarters("Quarter 1 and 2 of 2021/22"))
    ['Q1 2021/22', 'Q2 2021/22']
    """
    found: set[str] = set()
    for match in _QUARTER.finditer(text):
        named = re.findall(r"[1-4]|first|second|third|fourth|last", match[1].lower())
        numbers = [int(_ORDINALS.get(number, number)) for number in named]
        if re.search(r" to |-", match[1]):
            numbers = list(range(min(numbers), max(numbers) + 1))
        year = next(iter(years(match[2])))
        found.update(f"Q{number} {year}" for number in numbers)
    return found


def with_other_year(earlier: str, latest: str) -> str | None:
    """An earlier question asked of the year before or after the last that it names; else None.

    >>> with_other_year("How many were seen in 2020/21?", "and the year before?")
    'How many were seen in 2019/20?'
    """
    step = _BEFORE_OR_AFTER.search(latest)
    named = list(_YEAR.finditer(earlier))
    if not step or not named:
        return None
    by = -1 if step[1] or step[3] else 1
    first, last = named[-1].span()
    return (
        earlier[:first]
        + re.sub(r"\d+", lambda n: _shifted(n[0], by), named[-1][0])
        + earlier[last:]
    )


def _shifted(number: str, by: int) -> str:
    return str(int(number) + by) if len(number) == 4 else f"{(int(number) + by) % 100:02d}"


def _covers(there: set[str], year: str) -> bool:
    if year in there:
        return True
    periods = (period.split("/") for period in there if "/" in period)
    return "/" not in year and any(year in (first, first[:2] + last) for first, last in periods)
