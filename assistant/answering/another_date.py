"""Years, periods and months: whether the evidence is about those that a question names."""

from __future__ import annotations

from assistant.answering.evidence import Evidence
from assistant.library.naming import listing
from ingest.language.dates import quarters, years
from ingest.language.days import dates_of, financial_year, months
from ingest.language.neighbours import years_meant
from ingest.language.words import stems
from ingest.types import Document


def another_date(evidence: Evidence) -> str | None:
    """Why what is said is about another date than the question names; None if it is not.

    It is about a year that it says, or, where it says none, that its paragraph, headings or
    document give.
    """
    said = _years_said(evidence)
    there = said or years(evidence.surroundings())
    there |= {financial_year(*month) for month in months(evidence.said)}
    named = _years_of_documents(evidence)
    around = set(months(evidence.surroundings()))
    for month, year in evidence.question.months:
        if (month, year) not in around and year not in named:
            return _not_about(f"{month} {year}")
    if day := _another_day(evidence):
        return _not_about(day)
    if quarter := min(evidence.question.quarters - quarters(evidence.surroundings()), default=""):
        return _not_about(quarter)
    asked = sorted(evidence.question.years - named)
    other = next((year for year in asked if not _covers(there, year)), None)
    if other and other in evidence.surroundings():
        return f"What was found is about {listing(sorted(there))}, not {other}."
    return _not_about(other) if other else None


def _another_day(evidence: Evidence) -> str | None:
    """The first day that the question names where only other days of its month are named."""
    there = set(dates_of(evidence.surroundings()))
    for asked in dates_of(evidence.question.latest):
        of_month = {date for date in there if date[1:] == asked[1:]}
        if of_month and asked not in there:
            return " ".join(asked)
    return None


def _not_about(date: str) -> str:
    return f"What was found is not about {date}."


def _years_said(evidence: Evidence) -> set[str]:
    """The years of the best sentence and of what is said of its paragraph; else of any claim."""
    of_each = [
        {
            year
            for at in indices
            for sentence in [passage.sentences[at].sentence]
            for year in years_meant(passage.paragraph.text[: sentence.end], sentence.start)
        }
        for passage, indices in evidence.claimed()
    ]
    best = years(evidence.best_sentences())
    same = [said for said in of_each if said & best]
    return best.union(*same[:1]) or set().union(*of_each)


def _years_of_documents(evidence: Evidence) -> set[str]:
    """The question's years that only say which document is meant ("the 2017 plan", "July 2017").

    Where several documents are compared, any year of their dates may be that.
    """
    named: set[str] = set()
    claimed = [passage for passage, _ in evidence.claimed()]
    if len({passage.document.id for passage in claimed}) > 1:
        named |= set[str]().union(*(years(passage.document.date) for passage in claimed))
    for passage in claimed:
        date = passage.document.date
        if set(months(date)) & set(evidence.question.months):
            named |= years(date)
        named |= _of_document(evidence, passage.document)
    told = evidence.question.told
    for document in evidence.question.documents:
        named |= {year for year in _of_document(evidence, document) if year in told}
    return named


def _of_document(evidence: Evidence, document: Document) -> set[str]:
    """The years that the question gives a document of that date, by a word of its title."""
    title = set(stems(f"{document.name} {document.title}"))
    dated = evidence.question.dated_things
    return {year for year, of in dated if year in document.date and title & set(stems(of))}


def _covers(there: set[str], year: str) -> bool:
    if year in there:
        return True
    periods = (period.split("/") for period in there if "/" in period)
    return "/" not in year and any(year in (first, first[:2] + last) for first, last in periods)
