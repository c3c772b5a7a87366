"""What happened is answered by what is reported, not by a promise or by what might have been.

The search finds the part of a document that a question is about, and its best sentence may be the
promise itself, or what would have become of it. The register knows what did, and in which words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from assistant.answer import Citation, Claim, LookedUp
from assistant.answering.finding import Finding
from assistant.checking.verify import claims_of, verify
from assistant.facts.firmness import asks_what_was_done, only_promised
from assistant.facts.reading import Facts
from assistant.library.library import Library
from assistant.question.question import Question
from ingest.language.fulfilment import is_no_outcome, outcome_of
from ingest.language.quantities import quantities
from ingest.register.register import Register
from ingest.register.types import Evaluated, Kind, Quote, Role, Saying
from ingest.types import Paragraph, document_of

ONLY_PLANNED = "What follows says what was planned or promised, not whether it was done."
FIRST_PLANNED = "The first sentence says what was planned or promised, not whether it was done."
_MOST_STANDING = 2
_MOST_CLAIMS = 4
_AHEAD = frozenset({Role.PROMISED, Role.QUOTED})


class Outcomes(Protocol):
    """What the register knows of the commitments that were evaluated."""

    def asks_outcome(self, question: str, one: Evaluated, of_outcomes: bool) -> bool:
        """Whether a question is if a commitment was kept or missed.

        ``of_outcomes`` says that what was found for it speaks of keeping or missing it.
        """

    def became(self, question: str, one: Evaluated) -> LookedUp | None:
        """A line and a verdict on it, if the question says "met" or the like; None if not."""


def as_it_happened(
    finding: Finding, question: Question, library: Library, outcomes: Outcomes
) -> Finding:
    """The finding, what became of the thing first where it is asked whether it was done.

    Of that only what stands in the documents that the question is to be answered from. Where the
    register knows of no outcome and the first that was found is a promise, the message says so.
    """
    asked = (Facts(sentence).units for sentence in question.asking)
    if not finding.statements or not any(map(asks_what_was_done, asked)):
        return finding
    register, first = library.register, finding.citations[0].paragraph.key
    together = [citation for citation in finding.citations if citation.paragraph.key == first]
    one = _evaluated(together, register)
    planned = [_is_planned(citation, register, one) for citation in finding.citations]
    asks = partial(outcomes.asks_outcome, question.alone)
    told: list[Claim] = []
    became: LookedUp | None = None
    if one and _is_asked(one, together, asks):
        told = [Claim(q.text, q.paragraph, q.text, one.heading) for q in one.standing]
        became = outcomes.became(question.latest, one) if asks(one, False) else None
    told = told or [
        Claim(s.text, s.paragraph, s.text) for s in _reported(together, question.alone, register)
    ]
    told = [c for c in told if not question.within or document_of(c.paragraph) in question.within]
    if told:
        return _told_first(finding, told[:_MOST_STANDING], planned, library, became)
    if all(planned) and not finding.message:
        return replace(finding, message=ONLY_PLANNED)
    if planned[0] and not (finding.message or finding.citations[0].quote.endswith(":")):
        return replace(finding, message=FIRST_PLANNED)
    return finding


def _is_asked(
    one: Evaluated, together: Sequence[Citation], asks: Callable[[Evaluated, bool], bool]
) -> bool:
    """Whether what became of a commitment is asked: its promise was found, or the question is."""
    its_own = any(_is_of(citation, quote) for citation in together for quote in one.promises)
    return its_own or asks(one, is_no_outcome(together[0].quote))


def _evaluated(of: Sequence[Citation], register: Register) -> Evaluated | None:
    """The one evaluated commitment that citations of a paragraph report on, or else promise.

    Or else the one in whose part of the document they stand.
    """
    first, every = of[0].paragraph, register.evaluated
    found = (
        [one for one in every if first.key in one.reports]
        or [one for one in every if any(_is_of(c, quote) for c in of for quote in one.promises)]
        or [one for one in every if _is_part(first, one)]
    )
    return found[0] if len(found) == 1 else None


def _is_part(paragraph: Paragraph, one: Evaluated) -> bool:
    """Whether a paragraph stands below the headings of a commitment's own list."""
    documents = {document_of(rating.paragraph) for rating in one.ratings}
    below = paragraph.section[: len(one.section)] == one.section
    return bool(one.section) and below and paragraph.document in documents


def _reported(of: Sequence[Citation], question: str, register: Register) -> list[Saying]:
    """What is reported, wherever, of the promise of a number that the question and these name."""
    numbers = {quantity.value for quantity in quantities(question)}
    for thread in register.threads:
        counted = {quantity.value for name in thread.names for quantity in quantities(name)}
        ahead = (saying for saying in thread.sayings if saying.role in _AHEAD)
        if numbers & counted and any(_is_of(c, saying) for saying in ahead for c in of):
            return [saying for saying in thread.sayings if saying.role is Role.REPORTED]
    return []


def _is_of(citation: Citation, said: Quote | Saying) -> bool:
    same = said.paragraph == citation.paragraph.key
    return same and (said.text in citation.quote or citation.quote in said.text)


def _is_planned(of: Citation, register: Register, one: Evaluated | None) -> bool:
    """Whether a citation is of a promise, by the register or its verbs, or leads into one.

    What says that a promise is kept or on track is none.
    """
    if outcome_of(of.quote):
        return False
    if only_promised(Facts(of.quote).units) or (
        one and any(_is_of(of, quote) for quote in one.promises)
    ):
        return True
    there = (c for c in register.sure if c.paragraph == of.paragraph.key and c.kind is Kind.PROMISE)
    return any(c.text in of.quote or c.lead_in == of.quote for c in there)


def _told_first(
    finding: Finding,
    told: Sequence[Claim],
    planned: Sequence[bool],
    library: Library,
    became: LookedUp | None,
) -> Finding:
    """The finding with what became of a thing first, and without the promise of it.

    The verdict of what ``became`` of it stands over the words that tell it, and over no others.
    """
    said = {claim.quote for claim in told}
    found = zip(claims_of(finding.statements, finding.citations), planned, strict=True)
    others = [claim for claim, plan in found if not plan and claim.quote not in said]
    passages = [*finding.passages, *(library.passage(claim.paragraph) for claim in told)]
    statements, citations = verify([*told, *others][:_MOST_CLAIMS], passages)
    if not statements:
        return finding
    if became and statements[0].text == told[0].text:
        finding = replace(finding, message=became.message, verdict=became.verdict)
    return replace(finding, statements=statements, citations=citations)
