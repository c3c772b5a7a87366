"""The one gate: a claim becomes a citation only if its paragraph carries it, or it is dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Citation, Claim, Passage, Statement

_FACT = re.compile(
    r"£?~?\d+(?:[.,/]\d+)*(?:%|(?:bn|m|k)\b)?"
    r"|\b[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*"
)


def verify(
    claims: Sequence[Claim], passages: Sequence[Passage]
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """The claims that hold, as statements numbered to their citations.

    A claim holds if its paragraph is one of the passages, its quote stands in that paragraph
    character for character, and every number, date and name it says stands in the quote or, for a
    heading, above the paragraph. Nothing left means that there is no answer.
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
        statements.append(Statement(claim.text, number, claim.heading, claim.item))
    return tuple(statements), tuple(citations)


def holds(claim: Claim, passage: Passage) -> bool:
    """Whether a claim's own paragraph carries its quote, its facts and its heading."""
    paragraph = passage.paragraph
    if not claim.quote.strip() or claim.quote not in paragraph.text:
        return False
    if claim.heading and claim.heading not in paragraph.section:
        return False
    return claim.text == claim.quote or not unsupported_facts(claim.text, claim.quote)


def unsupported_facts(text: str, quote: str) -> list[str]:
    """The numbers, dates and names that a text says and a quote does not; in the text's order.

    >>> unsupported_facts("Some 420,000 CYP in 2021/22", "420,000 CYP accessed treatment")
    ['Some', '2021/22']
    """
    numbers = set(re.findall(r"\d+(?:[.,/]\d+)*", quote))
    folded = quote.casefold()
    return [
        fact
        for fact in _FACT.findall(text)
        if not (_is_number(fact) and _digits(fact) in numbers and fact.casefold() in folded)
        and not (not _is_number(fact) and re.search(rf"\b{re.escape(fact.casefold())}\b", folded))
    ]


def _is_number(fact: str) -> bool:
    return re.search(r"\d", fact) is not None and not fact[0].isalpha()


def _digits(fact: str) -> str:
    match = re.search(r"\d+(?:[.,/]\d+)*", fact)
    return match.group() if match else ""
