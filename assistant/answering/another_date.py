"""Years, periods and months: whether the evidence is about those that a question names."""

from __future__ import annotations

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
    for month, year in evidence.question.months:
        if (month, year) not in months and year not in named:
            return f"{month} {year}"
    if quarter := min(evidence.question.quarters - quarters(evidence.surroundings()), default=""):
        return quarter
    asked = evidence.question.years - named
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
        if set(MONTH.findall(date)) & set(evidence.question.months):
            named |= years(date)
        for year, after in evidence.question.dated_things:
            if year in date and {stem(w) for w in words(after)} & {stem(w) for w in words(title)}:
                named.add(year)
    return named


def _covers(there: set[str], year: str) -> bool:
    if year in there:
        return True
    periods = (period.split("/") for period in there if "/" in period)
    return "/" not in year and any(year in (first, first[:2] + last) for first, last in periods)
