"""Where a claim says something of more, or of fewer, than its source says it of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from assistant.facts.firmness import tried
from assistant.facts.numbers import Limit, excluding, limit
from assistant.facts.reading import Facts
from assistant.facts.units import Pairs, Unit

_EVERY = frozenset("all every each everywhere nationwide whole".split())
SOME = frozenset("some many most several few half vary varied majority minority".split())
_IN_USE = frozenset("now already everywhere nationwide available use place".split())
_AT, _OFF = frozenset("at within".split()), frozenset("over above below under beyond".split())
_SHARES = frozenset("part number share".split())
_WHERE, _CAN_BE = frozenset({"where", "wherever", "when"}), frozenset({"possible", "appropriate"})
_SINGLE = frozenset("single only".split())
_BEFORE, _SCOPE = 3, 6
_SUPERLATIVE, _LEAST_SUPERLATIVE = "est", 5


def of_every(claim: Facts, source: Facts) -> Iterator[tuple[Unit, str]]:
    """Where a claim says "all" of what its source says only some or a number of."""
    said = {unit.word for unit in claim.units}
    counts = {source.units[source.at(q.start)] for q in source.numbers if not q.unit}
    for at, unit in enumerate(claim.units):
        if unit.word not in _EVERY:
            continue
        part = range(at + 1, min(claim.part_of(at).stop, at + _SCOPE))
        following = {claim.units[to].base for to in part if not claim.units[to].is_small}
        for sentence in source.sentences:
            has = [source.units[to] for to in sentence]
            counted = [] if _says_every(has) else list(_counted(has, following, counts))
            if counted := [u for u in counted if u.word not in said]:
                yield unit, source.text[counted[-1].start : counted[-1].end]


def _says_every(has: Sequence[Unit]) -> bool:
    return any(unit.word in _EVERY for unit in has)


def _counted(
    has: Sequence[Unit], following: Collection[str], counts: Collection[Unit]
) -> Iterator[Unit]:
    """The words that count, right before one of these words."""
    for to, unit in enumerate(has):
        if unit.base in following:
            yield from (u for u in has[max(to - _BEFORE, 0) : to] if u.word in SOME or u in counts)


def only_some(claim: Facts, source: Facts, pairs: Pairs) -> Iterator[tuple[Unit, str]]:
    """Where a claim says of a thing at large what its source says of some, most or a share of it.

    A claim that gives any number, or says in any way how many it means, is not at large.
    """
    if claim.numbers or any(unit.word in SOME | _EVERY | _SHARES for unit in claim.units):
        return
    said = set(pairs.of.values())
    shares = {source.at(q.start) for q in source.numbers if q.unit == "%"}
    for at, to in sorted(pairs.of.items()):
        unit, there = claim.units[at], source.units[to]
        before = range(max(to - _SCOPE, 0), to)
        some = [one for one in before if source.units[one].word in SOME or one in shares]
        are_several = unit.word.endswith("s") and there.word.endswith("s")
        if not some or unit.is_small or not (some[-1] in shares or are_several):
            continue
        between = range(some[-1] + 1, to)
        if all(source.units[one].is_small or one in said for one in between):
            yield unit, source.text[source.units[some[-1]].start : there.end]
            return


def only_if(claim: Facts, source: Facts, pairs: Pairs) -> Iterator[tuple[Unit, str]]:
    """Where a claim leaves out on what condition its source says what it says."""
    said = {unit.word for unit in claim.units}
    for to, unit in enumerate(source.units):
        following = [one.word for one in source.units[to + 1 : to + 2]]
        where = unit.word in _WHERE and following and following[0] in _CAN_BE
        if not (where or unit.word == "unless") or said & (_WHERE | {"unless"} | _CAN_BE):
            continue
        near = [at for at, there in pairs.of.items() if 0 < to - there <= _BEFORE]
        near = [at for at in near if not claim.units[at].is_small]
        if near:
            end = source.units[min(to + 1, len(source.units) - 1)].end
            yield claim.units[near[-1]], source.text[unit.start : end]
            return


def only_tried(claim: Facts, source: Facts, pairs: Pairs) -> Iterator[tuple[Unit, str]]:
    """Where a claim says that something is in use, or everywhere, that its source says is tried."""
    said = next((u for u in claim.units if u.word in _EVERY | _IN_USE), None)
    there = tried(source.units)
    if said and there and pairs.of and not tried(claim.units) and not _says_every(source.units):
        yield said, source.text[there.start : there.end]


def the_only(claim: Facts, source: Facts) -> Iterator[tuple[Unit, str]]:
    """Where a claim makes the one thing of what its source says is one of several."""
    if not _one_of(source.units) or _one_of(claim.units):
        return
    for before, unit in pairwise(claim.units):
        if before.word == "the" and (unit.word in _SINGLE or is_superlative(unit)):
            yield unit, "one of"
            return


def _one_of(of: Sequence[Unit]) -> bool:
    return any(
        (a.word, b.word) == ("one", "of") and any(map(is_superlative, of[at : at + 5]))
        for at, (a, b) in enumerate(pairwise(of))
    )


def is_superlative(unit: Unit) -> bool:
    """Whether a word says that something is the most of its kind."""
    long = len(unit.word) >= _LEAST_SUPERLATIVE
    return unit.word == "most" or (long and unit.word.endswith(_SUPERLATIVE))


def levels(claim: Facts, source: Facts, pairs: Pairs) -> Iterator[tuple[Unit, str]]:
    """Where a claim puts something at a level that its source puts above or below it, or back."""
    for at, (before, unit) in enumerate(pairwise(claim.units), 1):
        to = pairs.of.get(at, 0)
        if unit.is_small or not to:
            continue
        there = source.units[to - 1]
        for mine, theirs in ((_AT, _OFF), (_OFF, _AT)):
            if before.word in mine and there.word in theirs:
                yield before, there.word


def limits(claim: Facts, source: Facts) -> Iterator[tuple[int, int, str]]:
    """Where a claim gives as the most what its source gives as the least, or the other way."""
    there = {q.value: limit(source.text, q.start) for q in source.numbers}
    bounds = {Limit.LEAST, Limit.MOST}
    for quantity in claim.numbers:
        said, meant = limit(claim.text, quantity.start), there.get(quantity.value)
        if meant is Limit.MOST and said is None:
            yield quantity.start, quantity.end, f"{meant.value} this"
        if said and meant and {said, meant} == bounds:
            yield quantity.start, quantity.end, meant.value
        words = excluding(claim.text, quantity.start)
        is_time = words == "over" and quantity.unit.isalpha()
        if words and not is_time and meant is None and quantity.value in there:
            start = claim.text.lower().rindex(words, 0, quantity.start)
            yield start, quantity.end, claim.text[quantity.start : quantity.end]
