"""What happened is answered by what is reported, and not by what was promised."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answer import Claim, Passage
from assistant.library.library import Library
from assistant.question.question import Question
from assistant.question.tense import Tense, tense_of
from ingest.register.types import Evaluated

Found = Callable[[Sequence[str]], list[Passage]]
"""``(keys of paragraphs) -> these, as found for the question and read``."""

Answering = Callable[[Sequence[Passage]], list[Claim]]


def reported(
    question: Question,
    passages: Sequence[Passage],
    claims: Sequence[Claim],
    library: Library,
    found: Found,
    answer: Answering,
) -> tuple[list[Passage], list[Claim]]:
    """Passages and claims, what is reported put first or in place of a promise.

    Only of a question that asks what happened, of a commitment that the register knows the
    reports of.
    """
    happened = tense_of(question.alone) is Tense.HAPPENED
    one = _promised(claims[:1], library.register.evaluated) if happened else None
    if one is None:
        return list(passages), list(claims)
    told = [claim for claim in claims if claim.paragraph in one.reports]
    if told:
        return list(passages), [*told, *(claim for claim in claims if claim not in told)]
    keys = list(dict.fromkeys(quote.paragraph for quote in one.standing))
    there = [passage for passage in passages if passage.paragraph.key in keys]
    there = there or (found(keys) if keys else [])
    others = [passage for passage in passages if passage not in there]
    said = answer(there)
    return ([*there, *others], said) if said else (list(passages), list(claims))


def _promised(claims: Sequence[Claim], evaluated: Sequence[Evaluated]) -> Evaluated | None:
    """The evaluated commitment whose promise is said."""
    return next((one for one in evaluated for claim in claims if _is_promise(claim, one)), None)


def _is_promise(claim: Claim, one: Evaluated) -> bool:
    there = [quote.text for quote in one.promises if quote.paragraph == claim.paragraph]
    return any(text in claim.text or claim.text in text for text in there)
