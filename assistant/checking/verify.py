"""The one gate: a claim becomes a citation only if its paragraph carries it, or it is dropped."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation, Claim, Passage, Statement
from assistant.checking.differences import differences
from assistant.checking.figures import uncarried_numbers
from assistant.facts.reading import Context, Facts


def verify(
    claims: Sequence[Claim], passages: Sequence[Passage]
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """The claims that hold, as statements numbered to their citations.

    A claim holds if its paragraph is one of the passages, its quote stands in that paragraph
    character for character, and it differs from the quote in no fact; a heading stands above the
    paragraph, and a lead-in in it. Nothing left means that there is no answer.
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
    return claim.text == claim.quote or not differing(claim)


def differing(claim: Claim) -> list[str]:
    """The words of a claim that its quote says otherwise or does not say, in the claim's order.

    >>> differing(Claim("The target was met.", "plan/1", "The target was not met."))
    ['met']
    """
    source = Facts(claim.quote, context=Context(lead_in=claim.lead_in, headings=claim.heading))
    found = differences(Facts(claim.text), source)
    return list(dict.fromkeys(claim.text[d.start : d.end] for d in found))


def claims_of(statements: Sequence[Statement], citations: Sequence[Citation]) -> list[Claim]:
    """The claims that became these statements: those that held."""
    return [
        Claim(s.text, c.paragraph.key, c.quote, s.heading, s.item, s.lead_in)
        for s, c in zip(statements, citations, strict=True)
    ]


def unsupported_numbers(text: str, quote: str) -> list[str]:
    """The numbers and dates that a text says and a quote does not; in the text's order.

    A number is held together with its unit: "£24 million" does not carry "£24 billion".

    >>> unsupported_numbers("In 2021/22 it was 5 years", "It was 5 months in 2020/21")
    ['2021/22', '5 years']
    """
    return [text[d.start : d.end] for d in uncarried_numbers(Facts(text), Facts(quote))]
