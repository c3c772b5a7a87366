"""Where a claim gives a number, a date or a name of its source to another thing than the source.

Each such mark has the words that it is given for: those around it up to the next of its sort. A
claim that gives it for words which its source has around another one, and none of its own, has
exchanged the two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.facts.facts import Kind, in_full
from assistant.facts.reading import Facts
from ingest.language.words import FRAMING_WORDS
from ingest.register.ratings import SCALE

_REACH = 18
"""Words on either side of a mark that may be what it is given for."""

_TIMES_MORE = 4
"""How many times more words a claim must share with another mark's than with the mark's own."""

_SPLITS = frozenset("and but or while whereas against compared than versus with".split())
_SPLITS_TOO = frozenset("to from".split())
IN_ORDER = "respectively"
_TAKES_UP = ("it", "they", "this")
"""What opens a sentence that goes on about what the one before is about."""

_PREPOSITIONS = frozenset("in with across of for by to on at from using as that which".split())


@dataclass(frozen=True)
class Mark:
    """``text[start:end]``, its units from ``first`` to ``last``, what it comes to, and its words.

    ``around`` are the units that it may be given for, and ``words`` the bases of those that say
    something. ``sort`` is what it can be exchanged with: a unit of numbers, a set of groups.
    """

    sort: str
    key: str
    start: int
    end: int
    first: int
    last: int
    around: range = range(0)
    words: frozenset[str] = frozenset()


Finder = Callable[[Facts], Sequence[Mark]]


def exchanged(claim: Facts, source: Facts) -> Iterator[tuple[Kind, Mark, str]]:
    """Each mark of a claim that its source gives to another thing, with what it gives there."""
    for kind, find in _SORTS:
        there = find(source)
        for mark in find(claim):
            if other := _owner(mark, there, kind is Kind.NAME):
                yield kind, mark, source.text[other.start : other.end]


def _owner(mark: Mark, there: Sequence[Mark], least: int) -> Mark | None:
    """The mark that the source gives where the claim gives this one; None where it is this one."""
    own = [one for one in there if (one.sort, one.key) == (mark.sort, mark.key)]
    owned = frozenset().union(*(one.words for one in own))
    best, most = None, least
    for other in there if own else ():
        if other.sort != mark.sort or other.key == mark.key:
            continue
        theirs = frozenset().union(*(one.words for one in there if one.key == other.key))
        against, own_only = mark.words & (theirs - owned), mark.words & (owned - theirs)
        if any(word[0].isdigit() for word in own_only):
            continue
        if len(against) > max(most, _TIMES_MORE * len(own_only) - 1):
            best, most = other, len(against)
    return best


def dated_numbers(facts: Facts) -> dict[str, float]:
    """The number that a text gives for each of its dates, where it gives one."""
    return {date: value for date, (_, value) in dated_amounts(facts).items()}


def dated_amounts(facts: Facts) -> dict[str, tuple[str, float]]:
    """The unit and the number that a text gives for each of its dates, where it gives one."""
    marks = _numbers(facts)
    given = ((fact.value, facts.at(fact.start)) for fact in facts.dates)
    found = (
        (date, {(mark.sort, float(mark.key)) for mark in marks if at in mark.around})
        for date, at in given
    )
    return {date: of.pop() for date, of in found if len(of) == 1}


def shared_words(claim: Facts, start: int, other: Facts, values: Collection[float]) -> int:
    """How many words for which a claim gives the number at a place another text has for these."""
    own = [mark.words for mark in _numbers(claim) if mark.start == start]
    there = [mark.words for mark in _numbers(other) if float(mark.key) in values]
    return max((len(mine & theirs) for mine in own for theirs in there), default=0)


def _numbers(facts: Facts) -> Sequence[Mark]:
    found = [
        _mark(facts, f"{q.value:g}", q.start, q.end, q.unit)
        for q in facts.numbers
        if not _counts_out(facts.text, q.start)
    ]
    return _of_each_sort(facts, found)


def _dates(facts: Facts) -> Sequence[Mark]:
    dates = in_full(facts.dates)
    found = [_mark(facts, f.value, f.start, f.end, _shape(f.value)) for f in dates]
    return _of_each_sort(facts, found)


def _shape(date: str) -> str:
    """A date's form, of which only alike ones are exchanged: a month is no year."""
    return "".join("0" if letter.isdigit() else "a" for letter in date if not letter.islower())


def _members(facts: Facts) -> Sequence[Mark]:
    found = [
        _mark(facts, name, start, end, of)
        for of, name, start, end in facts.lexicon.groups.members(facts.text)
    ]
    return _of_each_sort(facts, sorted(found, key=lambda mark: mark.start))


def _of_each_sort(facts: Facts, found: Sequence[Mark]) -> list[Mark]:
    by_sort: dict[str, list[Mark]] = defaultdict(list)
    for mark in found:
        by_sort[mark.sort].append(mark)
    return [mark for marks in by_sort.values() for mark in _with_words(facts, marks)]


def _ratings(facts: Facts) -> Sequence[Mark]:
    """The ratings, each with the words of its own and with the name of its table's row."""
    found = [
        _mark(facts, value, match.start(), match.end())
        for value in SCALE
        for match in re.finditer(value, facts.text, re.I)
    ]
    marks = _of_each_sort(facts, sorted(found, key=lambda mark: mark.start))
    return [replace(mark, words=mark.words | _row(facts, mark)) for mark in marks]


def _row(facts: Facts, mark: Mark) -> frozenset[str]:
    """The words of the name of the row, up to its colon, in which a mark stands."""
    first = facts.text.rfind("\n", 0, mark.start) + 1
    colon = facts.text.find(":", first, mark.start)
    row = range(facts.at(first), facts.at(colon)) if colon >= 0 else range(0)
    return _given(facts, mark, row, ()).words


def _names(facts: Facts) -> Sequence[Mark]:
    """The names, each with the words of what it does: those right after it."""
    found = [_mark(facts, f.value.lower(), f.start, f.end) for f in facts.names]
    return [replace(mark, words=_doing(facts, mark, found)) for mark in found]


_SORTS: Sequence[tuple[Kind, Finder]] = (
    (Kind.NUMBER, _numbers),
    (Kind.DATE, _dates),
    (Kind.GROUP, _members),
    (Kind.NAME, _names),
    (Kind.OPPOSITE, _ratings),
)


def _mark(facts: Facts, key: str, start: int, end: int, sort: str = "") -> Mark:
    first = facts.at(start)
    return Mark(sort, key, start, end, first, max(facts.at(end) - 1, first))


def _counts_out(text: str, start: int) -> bool:
    """Whether a number only counts out the one before it: "80.5% (n=284 of 353)"."""
    opened, closed = text.rfind("(", 0, start), text.rfind(")", 0, start)
    return opened > closed and text[opened:].lower().startswith(("(n=", "(n ="))


def _with_words(facts: Facts, found: Sequence[Mark]) -> list[Mark]:
    """The marks with what each is given for; those that are joined share it."""
    taken = {at for mark in found for at in range(mark.first, mark.last + 1)}
    given: list[Mark] = []
    for n, mark in enumerate(found):
        sentence = _within(facts, mark)
        before = [one for one in found[:n] if one.first in sentence]
        after = [one for one in found[n + 1 :] if one.first in sentence]
        first = _split(facts, before[-1], mark) if before else sentence.start
        last = _split(facts, mark, after[0]) if after else sentence.stop
        around = range(max(first, mark.first - _REACH), min(last, mark.last + 1 + _REACH))
        given.append(_given(facts, mark, around, taken))
        if sentence.start and facts.units[sentence.start].word in _TAKES_UP:
            before_it = facts.sentence_of(sentence.start - 1)
            taken_up = _given(facts, mark, before_it, taken).words
            given[-1] = replace(given[-1], words=given[-1].words | taken_up)
    return _in_order(facts, _sharing(facts, given), taken)


def _sharing(facts: Facts, given: Sequence[Mark]) -> list[Mark]:
    """The marks, those that only small words divide ("2017 and 2018") with what any of them has."""
    runs: list[list[Mark]] = []
    for mark in given:
        between = range(runs[-1][-1].last + 1, mark.first) if runs else range(0)
        if runs and (_joins(facts, between) or all(facts.units[at].is_small for at in between)):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return [
        replace(mark, words=frozenset().union(*(one.words for one in run)))
        for run in runs
        for mark in run
    ]


def _after_count(facts: Facts, mark: Mark) -> int:
    """The unit after a mark, and after the brackets that count it out ("(n=284 of 353)")."""
    bracketed = facts.text[mark.end :].lstrip().startswith("(")
    return facts.at(facts.text.find(")", mark.end)) if bracketed else mark.last + 1


def _within(facts: Facts, mark: Mark) -> range:
    """What a mark may be given for at most: its sentence, or the brackets that it stands in."""
    sentence = facts.sentence_of(min(mark.first, len(facts.units) - 1))
    opened, closed = (facts.text.rfind(sign, 0, mark.start) for sign in "()")
    if opened <= closed:
        return sentence
    end = facts.text.find(")", mark.end)
    return range(facts.at(opened), facts.at(end) if end >= 0 else sentence.stop)


def _given(facts: Facts, mark: Mark, around: range, taken: Collection[int]) -> Mark:
    words = {
        unit.base
        for at in around
        if at not in taken and (unit := facts.units[at]).word not in FRAMING_WORDS | {IN_ORDER}
    }
    return replace(mark, around=around, words=frozenset(words))


def _joins(facts: Facts, between: range) -> bool:
    """Whether the words between two marks make them parts of one: "284 patients out of 353"."""
    return [facts.units[at].word for at in between[-2:]] == ["out", "of"]


def _in_order(facts: Facts, given: list[Mark], taken: Collection[int]) -> list[Mark]:
    """The marks, those that are given in the order of others ("respectively") for these."""
    at = next((n for n, unit in enumerate(facts.units) if unit.word == IN_ORDER), None)
    if at is None:
        return given
    before = [mark for mark in given if mark.first < at and mark.first in facts.sentence_of(at)]
    first = _after_count(facts, before[-1]) if before else at
    joined = [to for to in range(first, at) if facts.units[to].word == "and"]
    ends = [*joined, at]
    starts = [first, *(to + 1 for to in joined)]
    listed = [range(*one) for one in zip(starts, ends, strict=True)]
    of = dict(zip(before[-len(listed) :], listed, strict=False)) if len(listed) > 1 else {}
    opening = before[0].words if before else frozenset()
    ordered: list[Mark] = []
    for mark in given:
        if mark in before:
            named = _given(facts, mark, of.get(mark, range(0)), taken)
            counted = _given(facts, mark, range(mark.last + 1, _after_count(facts, mark)), taken)
            mark = replace(named, words=named.words | counted.words | opening)
        ordered.append(mark)
    return ordered


def _split(facts: Facts, one: Mark, other: Mark) -> int:
    """Where what one mark is given for ends and what the next is given for begins."""
    between = range(one.last + 1, other.first)
    parts = [part.start for part in facts.parts if part.start in range(*_ends(between))]
    words = (
        [at for at in between if facts.units[at].word in one] for one in (_SPLITS, _SPLITS_TOO)
    )
    return next((max(found) for found in (parts, *words) if found), between.stop)


def _ends(between: range) -> tuple[int, int]:
    return between.start, between.stop + 1


def _doing(facts: Facts, mark: Mark, names: Sequence[Mark]) -> frozenset[str]:
    taken = {at for name in names for at in range(name.first, name.last + 1)}
    words: set[str] = set()
    for at in range(mark.last + 1, min(mark.last + 1 + _REACH, facts.sentence_of(mark.first).stop)):
        if at not in taken and facts.units[at].word in _PREPOSITIONS:
            break
        if at not in taken and not facts.units[at].is_small:
            words.add(facts.units[at].base)
    return frozenset(words)
