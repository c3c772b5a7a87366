"""Where a claim compares two things the other way round than its source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from assistant.checking.exchanged import IN_ORDER, dated_numbers
from assistant.facts.opposites import DOWN, UP
from assistant.facts.reading import Facts
from assistant.facts.units import Pairs, Unit
from ingest.language.words import stemmed

_HIGHER = frozenset("more higher larger greater above longer better".split())
_LOWER = frozenset("fewer less lower smaller below shorter worse".split())
_OUTDOES = stemmed("outpace outstrip outnumber overtake")
_NEAREST = 5
"""Words before a comparison that are compared where its part has none."""


def turned_round(claim: Facts, source: Facts) -> Iterator[tuple[Unit, str]]:
    """The word by which a claim compares what its source compares the other way round."""
    for at, how in _comparing(claim):
        alike = [to for to, other in _comparing(source) if _alike(how, other)]
        mine = _sides(claim, at)
        turned = [to for to in alike if _turned(mine, _sides(source, to))]
        if turned:
            yield claim.units[at], _words(source, turned[0])
        elif not alike:
            yield from _by_numbers(claim, at, source)


def _comparing(facts: Facts) -> Iterator[tuple[int, str]]:
    """Each place that sets one thing against another, and by what: the word before "than"."""
    for at, unit in enumerate(facts.units):
        before = facts.units[at - 1].word if at else ""
        if unit.word == "than":
            yield at, facts.units[max(at - 1, 0)].base
        elif unit.base in _OUTDOES:
            yield at, ""
        elif unit.word == "not" and before in ("and", "but"):
            yield at, unit.word


def _alike(how: str, other: str) -> bool:
    """Whether two comparisons are by the same word; a verb that compares is by any but "not"."""
    return how == other or ("" in (how, other) and "not" not in (how, other))


def _sides(facts: Facts, at: int) -> tuple[set[str], set[str]]:
    """The words on either side of a comparison: of its part, or the nearest outside it."""
    part, sentence = facts.part_of(at), facts.sentence_of(at)
    left = _bases(facts, range(part.start, at))
    nearest = range(max(sentence.start, at - _NEAREST), at)
    return left or _bases(facts, nearest), _bases(facts, range(at + 1, part.stop))


def _bases(facts: Facts, at: range) -> set[str]:
    return {facts.units[to].base for to in at if not facts.units[to].is_small}


def _turned(mine: tuple[set[str], set[str]], theirs: tuple[set[str], set[str]]) -> bool:
    (left, right), (first, second) = mine, theirs
    return bool((left - right) & (second - first) and (right - left) & (first - second))


def _words(facts: Facts, at: int) -> str:
    first, last = max(at - 2, 0), min(at + 2, len(facts.units) - 1)
    return facts.text[facts.units[first].start : facts.units[last].end]


def _by_numbers(claim: Facts, at: int, source: Facts) -> Iterator[tuple[Unit, str]]:
    """Where a claim has more or less than at another time, and the source's numbers say not so."""
    before = [claim.units[to] for to in range(max(claim.sentence_of(at).start, at - 12), at)]
    up = any(unit.word in _HIGHER or unit.base in UP for unit in before)
    down = any(unit.word in _LOWER or unit.base in DOWN for unit in before)
    place = claim.units[at].start
    one = [fact.value for fact in claim.dates if fact.start < place]
    other = [fact.value for fact in claim.dates if fact.start > place]
    there = dated_numbers(source)
    if up == down or not one or not other or not {one[-1], other[0]} <= set(there):
        return
    first, second = there[one[-1]], there[other[0]]
    if (first > second) != up:
        yield claim.units[at], f"{first:,g}, {second:,g}"


def in_another_order(claim: Facts, source: Facts, pairs: Pairs) -> Iterator[tuple[Unit, str]]:
    """Where both give things in the order of others ("respectively"), and not in one order."""
    if not all(any(unit.word == IN_ORDER for unit in facts.units) for facts in (claim, source)):
        return
    said = [(at, to) for at, to in sorted(pairs.of.items()) if not claim.units[at].is_small]
    for (_, to), (at, other) in pairwise(said):
        if other < to:
            instead = source.units[to]
            yield claim.units[at], source.text[instead.start : instead.end]
            return
