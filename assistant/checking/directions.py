"""Where a claim says that something rose or fell, and the numbers went the other way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.exchanged import dated_amounts
from assistant.facts.opposites import DOWN, UP
from assistant.facts.reading import Facts
from assistant.facts.units import Unit
from ingest.language.dates import last_year
from ingest.language.quantities import Quantity


def gone_the_other_way(claim: Facts, source: Facts) -> Iterator[tuple[Unit, str]]:
    """The word for a direction that the claim's own numbers, or its source's, contradict."""
    for at, unit in enumerate(claim.units):
        if (up := _direction(unit)) is None:
            continue
        moved = _from_to(claim, at)
        if moved and (moved[0].value < moved[1].value) != up:
            yield unit, claim.words_at((q.start, q.end) for q in moved)
        elif moved:
            yield from ((unit, words) for words in _turned_back(moved, source))
        elif words := _between(claim, at, source, up=up):
            yield unit, words


def _direction(unit: Unit) -> bool | None:
    """True for a word that says that something rose, False for one that says that it fell."""
    if unit.word == "up" or unit.base in UP:
        return True
    return False if unit.word == "down" or unit.base in DOWN else None


def _from_to(claim: Facts, at: int) -> Sequence[Quantity]:
    """The numbers from which and to which something went: the two after a word, in that order."""
    sentence = claim.sentence_of(at)
    placed = [(claim.at(q.start), q) for q in claim.numbers]
    after = [(to, q) for to, q in placed if at < to in sentence][:2]
    if len(after) < 2 or after[0][1].unit != after[1][1].unit:
        return ()
    before = [claim.units[to - 1].word for to, _ in after]
    numbers = [q for _, q in after]
    if before == ["to", "from"]:
        return numbers[::-1]
    return numbers if before == ["from", "to"] else ()


def _turned_back(moved: Sequence[Quantity], source: Facts) -> Iterator[str]:
    """What a source gives for two dates in the other order than a claim."""
    date_of = {amount: date for date, amount in dated_amounts(source).items()}
    dates = [date_of.get((q.unit, q.value), "") for q in moved]
    years = [last_year(date) for date in dates]
    if years[0] and years[1] and years[0] > years[1]:
        yield source.words_at((f.start, f.end) for f in source.dates if f.value in dates)


def _between(claim: Facts, at: int, source: Facts, *, up: bool) -> str:
    """The numbers of a source for two dates of a claim, if they went the other way; else ""."""
    sentence, there = claim.sentence_of(at), dated_amounts(source)
    dates = [f.value for f in claim.dates if claim.at(f.start) in sentence and f.value in there]
    in_order = sorted(dict.fromkeys(dates), key=lambda date: last_year(date) or 0)
    if len(in_order) != 2 or claim.numbers:
        return ""
    (unit, first), (other, last) = there[in_order[0]], there[in_order[1]]
    if unit != other or first == last or (first < last) == up:
        return ""
    return source.words_at(
        (q.start, q.end)
        for q in source.numbers
        if (q.unit, q.value) in ((unit, first), (unit, last))
    )
