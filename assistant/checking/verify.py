"""The one gate: a claim becomes a citation only if its paragraph carries it, or it is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Citation, Claim, Passage, Statement
from ingest.language.dates import YEAR, period, years
from ingest.language.quantities import Quantity, quantities

_NUMBER = re.compile(
    r"\d+(?:[.,/:]\d+)*|\b(?:one|half|thirds?|quarters?|dozens?|hundreds?|thousands?|millions?"
    r"|billions?)\b",
    re.I,
)
_NAME = re.compile(r"(?<=[\w,;:)’'\"-] )([A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)")


def verify(
    claims: Sequence[Claim], passages: Sequence[Passage]
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """The claims that hold, as statements numbered to their citations.

    A claim holds if its paragraph is one of the passages, its quote stands in that paragraph
    character for character, and every number, date and name it says stands in the quote or, for a
    heading, above the paragraph; a lead-in stands in the paragraph likewise. Nothing left means
    that there is no answer.
    """
    by_key = {passage.paragraph.key: passage for passage in passages}
    statements: list[Statement] = []
    citations: list[Citation] = []
    for claim in claims:
        passage = by_key.get(claim.paragraph)
        if passage is None or not holds(claim, passage):
            continue
        number = len(citations) + 1
        citations.append(Citation(number, passage.document, passage.paragraph, claim.quote))
        statements.append(Statement(claim.text, number, claim.heading, claim.item, claim.lead_in))
    return tuple(statements), tuple(citations)


def holds(claim: Claim, passage: Passage) -> bool:
    """Whether a claim's own paragraph carries its quote, its facts and its heading."""
    paragraph = passage.paragraph
    if not claim.quote.strip() or claim.quote not in paragraph.text:
        return False
    if claim.heading and claim.heading not in paragraph.section:
        return False
    if claim.lead_in not in paragraph.text:
        return False
    return claim.text == claim.quote or not unsupported_facts(claim.text, claim.quote)


def claims_of(statements: Sequence[Statement], citations: Sequence[Citation]) -> list[Claim]:
    """The claims that became these statements: those that held."""
    return [
        Claim(s.text, c.paragraph.key, c.quote, s.heading, s.item, s.lead_in)
        for s, c in zip(statements, citations, strict=True)
    ]


def unsupported_facts(text: str, quote: str) -> list[str]:
    """The numbers, dates and names that a text says and a quote does not; in the text's order.

    A number is held together with its unit: "£24 million" does not carry "£24 billion".

    >>> unsupported_facts("In 2021/22 it was 5 years", "It was 5 months in 2020/21")
    ['2021/22', '5 years']
    """
    names = quote.casefold()
    missing = _unsupported_numbers(text, quote)
    missing += [
        (m.start(1), m[1])
        for m in _NAME.finditer(text)
        if not re.search(rf"\b{re.escape(m[1].casefold())}\b", names)
    ]
    return [fact for _, fact in sorted(missing)]


def unsupported_numbers(text: str, quote: str) -> list[str]:
    """The numbers, with their units, that a text says and a quote does not; in the text's order."""
    return [number for _, number in _unsupported_numbers(text, quote)]


def _unsupported_numbers(text: str, quote: str) -> list[tuple[int, str]]:
    """Of quantities what they come to must stand, of years the year, else the words themselves."""
    said, there = quantities(text), quantities(quote)
    values = {(q.value, q.unit) for q in there}
    found = [(q.start, text[q.start : q.end]) for q in said if (q.value, q.unit) not in values]
    dated = years(quote)
    found += [(m.start(), m.group()) for m in YEAR.finditer(text) if period(m) not in dated]
    others = {word.casefold() for _, word in _unread(quote, there)}
    return found + [one for one in _unread(text, said) if one[1].casefold() not in others]


def _unread(text: str, read: Sequence[Quantity]) -> Iterator[tuple[int, str]]:
    """The digits and number words of a text that belong to none of its quantities and years."""
    spans = [(q.start, q.end) for q in read] + [match.span() for match in YEAR.finditer(text)]
    for match in _NUMBER.finditer(text):
        if not any(start <= match.start() < end for start, end in spans):
            yield match.start(), match.group()
