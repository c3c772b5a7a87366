"""What happened is answered by what is reported, not by a promise or by what might have been.

The search finds the part of a document that a question is about, and its best sentence may be the
promise itself, or what would have become of it. The register knows what did, and in which words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Citation, Claim
from assistant.answering.finding import Finding
from assistant.checking.verify import claims_of, verify
from assistant.facts.firmness import asks_what_was_done
from assistant.facts.reading import Facts
from assistant.library.library import Library
from ingest.language.fulfilment import is_no_outcome
from ingest.language.quantities import quantities
from ingest.register.register import Register
from ingest.register.types import Evaluated, Kind, Quote, Role, Saying

ONLY_PLANNED = "What follows says what was planned or promised, not whether it was done."
_MOST_STANDING = 2
_MOST_CLAIMS = 4
_AHEAD = frozenset({Role.PROMISED, Role.QUOTED})


def as_it_happened(
    finding: Finding, question: str, library: Library, asks_outcome: Callable[[Evaluated], bool]
) -> Finding:
    """The finding, what became of the thing first where it is asked whether it was done.

    ``asks_outcome`` tells whether the question asks if a commitment was kept or missed. Where the
    register knows of no outcome and all that was found are promises, the message says so.
    """
    if not finding.statements or not asks_what_was_done(Facts(question).units):
        return finding
    first, register = finding.citations[0], library.register
    together = [c for c in finding.citations if c.paragraph.key == first.paragraph.key]
    one = _evaluated(together, register)
    planned = [_is_planned(citation, register, one) for citation in finding.citations]
    if one and one.standing:
        its_own = any(_is_of(citation, quote) for citation in together for quote in one.promises)
        if its_own or is_no_outcome(first.quote) or asks_outcome(one):
            heading = one.heading
            told = [Claim(q.text, q.paragraph, q.text, heading) for q in one.standing]
            return _told_first(finding, told[:_MOST_STANDING], planned, library)
    elif reported := _reported(together, question, register):
        told = [Claim(saying.text, saying.paragraph, saying.text) for saying in reported]
        return _told_first(finding, told[:_MOST_STANDING], planned, library)
    elif all(planned) and not finding.message:
        return replace(finding, message=ONLY_PLANNED)
    return finding


def _evaluated(of: Sequence[Citation], register: Register) -> Evaluated | None:
    """The one evaluated commitment that citations of a paragraph report on, or else promise."""
    key, every = of[0].paragraph.key, register.evaluated
    found = [one for one in every if key in one.reports] or [
        one for one in every if any(_is_of(c, quote) for c in of for quote in one.promises)
    ]
    return found[0] if len(found) == 1 else None


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
    """Whether a citation is of a promise, by the register, or leads into one."""
    if one and any(_is_of(of, quote) for quote in one.promises):
        return True
    there = (c for c in register.sure if c.paragraph == of.paragraph.key and c.kind is Kind.PROMISE)
    return any(c.text in of.quote or c.lead_in == of.quote for c in there)


def _told_first(
    finding: Finding, told: Sequence[Claim], planned: Sequence[bool], library: Library
) -> Finding:
    """The finding with what became of a thing first, and without the promise of it."""
    said = {claim.quote for claim in told}
    found = zip(claims_of(finding.statements, finding.citations), planned, strict=True)
    others = [claim for claim, plan in found if not plan and claim.quote not in said]
    passages = [*finding.passages, *(library.passage(claim.paragraph) for claim in told)]
    statements, citations = verify([*told, *others][:_MOST_CLAIMS], passages)
    if not statements:
        return finding
    return replace(finding, statements=statements, citations=citations)
