"""The one gate: a claim becomes a citation only if its paragraph carries it, or it is dropped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.answer import Citation, Claim, Passage, Statement
from assistant.checking.differences import differences
from assistant.checking.figures import uncarried_numbers
from assistant.facts.reading import Context, Facts

Uncarried = Callable[[Claim], Sequence[str]]
"""``(claim) -> the words of it that its sources do not carry``; none where they carry it."""


def differing(claim: Claim) -> list[str]:
    """The words of a claim that its quote says otherwise or does not say, in the claim's order.

    >>> differing(Claim("The target was met.", "plan/1", "The target was not met."))
    ['met']
    """
    source = Facts(claim.quote, context=Context(lead_in=claim.lead_in, headings=claim.heading))
    found = differences(Facts(claim.text), source)
    return list(dict.fromkeys(claim.text[d.start : d.end] for d in found))


def verify(
    claims: Sequence[Claim], passages: Sequence[Passage], uncarried: Uncarried = differing
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """The claims that hold, as statements numbered to their citations.

    A claim holds if its paragraphs are among the passages, its quotes stand in them character for
    character, and its quotes carry it, as ``uncarried`` tells; a heading stands above the
    paragraph, and a lead-in in it. Nothing left means that there is no answer.
    """
    by_key = {passage.paragraph.key: passage for passage in passages}
    statements: list[Statement] = []
    citations: list[Citation] = []
    for claim in claims:
        if not holds(claim, by_key, uncarried):
            continue
        numbers: list[int] = []
        for key, quote in claim.quotes:
            passage = by_key[key]
            numbers.append(len(citations) + 1)
            citations.append(Citation(numbers[-1], passage.document, passage.paragraph, quote))
        statements.append(
            Statement(
                claim.text, numbers[0], claim.heading, claim.item, claim.lead_in, tuple(numbers[1:])
            )
        )
    return tuple(statements), tuple(citations)


def holds(claim: Claim, by_key: Mapping[str, Passage], uncarried: Uncarried = differing) -> bool:
    """Whether a claim's own paragraphs carry its quotes, its words and its heading."""
    for key, quote in claim.quotes:
        if key not in by_key or not quote.strip() or quote not in by_key[key].paragraph.text:
            return False
    paragraph = by_key[claim.paragraph].paragraph
    if claim.heading and claim.heading not in paragraph.section:
        return False
    if claim.lead_in not in paragraph.text:
        return False
    return claim.text == claim.quote or not uncarried(claim)


def claims_of(statements: Sequence[Statement], citations: Sequence[Citation]) -> list[Claim]:
    """The claims that became these statements: those that held."""
    found: list[Claim] = []
    for s in statements:
        first, *others = ((c.paragraph.key, c.quote) for c in map(citations.__getitem__, s.cited))
        found.append(Claim(s.text, *first, s.heading, s.item, s.lead_in, tuple(others)))
    return found


def unsupported_numbers(text: str, quote: str) -> list[str]:
    """The numbers and dates that a text says and a quote does not; in the text's order.

    A number is held together with its unit: "£24 million" does not carry "£24 billion".

    >>> unsupported_numbers("In 2021/22 it was 5 years", "It was 5 months in 2020/21")
    ['2021/22', '5 years']
    """
    return [text[d.start : d.end] for d in uncarried_numbers(Facts(text), Facts(quote))]
