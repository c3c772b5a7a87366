"""The numbers and dates of a claim that its source does not have, with what it has instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.difference import Difference
from assistant.checking.exchanged import shared_words
from assistant.facts.facts import Fact, Kind, dates
from assistant.facts.numbers import carries, single_times
from assistant.facts.reading import Facts
from ingest.language.quantities import Quantity, quantities

_QUITE_OTHER = 10_000
"""How many times a number another may be that stands in its place, a thousand by a slip."""

_NAMED = 4
"""Words of a paragraph that show of what it gives a number."""


def uncarried_numbers(claim: Facts, source: Facts) -> list[Difference]:
    """The numbers and dates of a claim that its source does not have, in the claim's order."""
    found = [*_numbers(claim, source), *_dates(claim, source), *_digits(claim, source)]
    return sorted(dict.fromkeys(found), key=lambda difference: difference.start)


def _numbers(claim: Facts, source: Facts) -> Iterator[Difference]:
    there = [*quantities(source.with_above), *single_times(source.text)]
    for quantity in claim.numbers:
        if carries(quantity, claim.text, there):
            continue
        left = [
            q
            for q in source.numbers
            if _comparable(q, quantity) and not carries(q, source.text, claim.numbers)
        ]
        instead = source.words_at((q.start, q.end) for q in left)
        elsewhere = _elsewhere(claim, quantity, source, left)
        if elsewhere is not None:
            yield Difference(Kind.NUMBER, quantity.start, quantity.end, instead or elsewhere)


def _elsewhere(
    claim: Facts, quantity: Quantity, source: Facts, left: Sequence[Quantity]
) -> str | None:
    """Of what the source's paragraph gives a number elsewhere; None where it is of the same.

    It is of the same where it shares more of the claim's words than what the source has instead.
    """
    around = Facts(source.context.around, source.lexicon)
    found = next((q for q in around.numbers if carries(quantity, claim.text, [q])), None)
    if found is None:
        return ""
    own = shared_words(claim, quantity.start, around, [found.value])
    if own > shared_words(claim, quantity.start, source, [q.value for q in left]):
        return None
    of = around.units[around.at(found.start) :][:_NAMED]
    return around.text[found.start : of[-1].end]


def _digits(claim: Facts, source: Facts) -> Iterator[Difference]:
    """What is written in digits, but neither counts nor dates: "24/7", an age, a reference."""
    there = {unit.base for unit in source.units} | set(source.with_above.split())
    for unit in claim.units:
        counted = any(start <= unit.start < end for start, end in claim.figures)
        if unit.word[0].isdigit() and not counted and unit.base not in there:
            yield Difference(Kind.NUMBER, unit.start, unit.end)


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Whether a number may stand for another: of one unit, and of no quite other size."""
    low, high = sorted((one.value, other.value))
    return one.unit == other.unit and high <= _QUITE_OTHER * low


def _around(source: Facts) -> Facts:
    return Facts(source.context.around, source.lexicon)


def _dates(claim: Facts, source: Facts) -> Iterator[Difference]:
    context = source.context
    near = {fact.value for fact in [*source.dates, *dates(context.above)]}
    of_document = {fact.value for fact in dates(context.date)}
    around = Facts(context.around)
    said = {fact.value for fact in claim.dates}
    for fact in claim.dates:
        if not source.dates and fact.value in of_document:
            continue
        there = near or {other.value for other in around.dates}
        if fact.value in there or any(value.endswith(f" {fact.value}") for value in there):
            continue
        left = [(o.start, o.end) for o in source.dates if o.value not in said]
        instead = source.words_at(left) or _alike(fact, around)
        yield Difference(Kind.DATE, fact.start, fact.end, instead)


def _alike(fact: Fact, around: Facts) -> str:
    """The dates of a paragraph that are written like one."""
    like = [o for o in around.dates if len(o.value) == len(fact.value)]
    return around.words_at((o.start, o.end) for o in like)
