"""Years, periods and months: whether the evidence is about those that a question names."""

from __future__ import annotations

import re

from assistant.answering.evidence import Evidence
from ingest.language.dates import MONTH, quarters, years
from ingest.language.words import stem, words


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
    months = set(MONTH.findall(evidence.surroundings()))
    for month, year in MONTH.findall(evidence.latest):
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
        if set(MONTH.findall(date)) & set(MONTH.findall(evidence.latest)):
            named |= years(date)
        for match in re.finditer(r"\b((?:19|20)\d\d)((?: [a-z]+){1,3})", evidence.latest):
            if match[1] in date and {stem(w) for w in words(match[2])} & {
                stem(w) for w in words(title)
            }:
                named.add(match[1])
    return named


def _covers(there: set[str], year: str) -> bool:
    if year in there:
        return True
    periods = (period.split("/") for period in there if "/" in period)
    return "/" not in year and any(year in (first, first[:2] + last) for first, last in periods)
