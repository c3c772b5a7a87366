"""Whether two sentences of different documents cannot both be right of one thing at one time.

What the one comparison of facts finds is a contradiction only where all else is the same: any other
word, name, date or group that one of them has may be why their figures differ.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from assistant.checking.difference import Difference
from assistant.checking.differences import differences
from assistant.checking.vouched import says
from assistant.facts.facts import Kind
from assistant.facts.firmness import only_promised
from assistant.facts.names import stands
from assistant.facts.numbers import Limit, limit
from assistant.facts.reading import Facts
from assistant.facts.units import paired
from ingest.language.quantities import Quantity
from ingest.language.words import words

_FEWEST = 2
"""Words that two sentences must share to be of the same thing."""

_LIKELY = 0.6
"""The share of the shorter one's words from which what differs is likely to be of one thing."""

_ROUNDED = 0.05
"""How far a number may be from another that it rounds."""

_SCOPE = frozenset({Kind.GROUP, Kind.STRENGTH, Kind.WORD})
"""What makes two sentences of two things, or of a plan and what came of it."""

_NATION = "nation"
"""The set of groups that are places, which documents may also write small."""

_TIME = frozenset({"when"})
_WHO = frozenset({"who", "whom", "which"})
_OURS = frozenset({"we", "our", "us"})
_GOES_ON = frozenset({"but", "although", "while"})
"""What opens a clause that goes on to another thing without a comma."""


@dataclass(frozen=True)
class Source:
    """A sentence with what it says, and the bases of the words that stand above it."""

    facts: Facts
    above: Collection[str] = frozenset()


class Against(Enum):
    """How two sentences stand against each other: all else is the same, or most of it."""

    SURELY = auto()
    LIKELY = auto()


def against(one: Source, other: Source, question: str) -> Against | None:
    """Whether two sentences, each an answer to a question, say different things of the same.

    A date counts only where the question asks when, a name where it asks who or which.
    """
    pairs = paired(one.facts.units, other.facts.units, mistyped=False).of
    back = {to: at for at, to in pairs.items()}
    shared = [at for at in pairs if says(one.facts.units[at])]
    if len(shared) < _FEWEST or not _of_one_thing(one.facts, other.facts):
        return None
    sides = [
        _Side(one, pairs, differences(one.facts, other.facts), other),
        _Side(other, back, differences(other.facts, one.facts), one),
    ]
    found = [difference for side in sides for difference in side.found]
    kinds = {difference.kind for difference in found}
    asked = set(words(question))
    if kinds & _SCOPE or not any(difference.contradicts for difference in found):
        return None
    if (Kind.DATE in kinds and not asked & _TIME) or (Kind.NAME in kinds and not asked & _WHO):
        return None
    if _agree(*sides):
        return None
    if not any(side.left for side in sides):
        return Against.SURELY
    shorter = min(sum(map(says, of.facts.units)) for of in (one, other))
    likely = len(shared) >= _LIKELY * shorter and Kind.NAME not in kinds
    return Against.LIKELY if likely else None


def of_one_time(one: Facts, other: Facts, question: str) -> bool:
    """Whether two sentences that contradict each other speak of one time, whenever each was said.

    They name the same year, or differ in when or by whom something was done.
    """
    years = [{fact.value for fact in of.dates if fact.value[:1].isdigit()} for of in (one, other)]
    past = not any(only_promised(of.units) for of in (one, other))
    return bool(years[0] & years[1]) or (past and bool(set(words(question)) & _TIME))


class _Side:
    """One of two sentences, held against the other."""

    def __init__(
        self, of: Source, pairs: dict[int, int], found: Sequence[Difference], other: Source
    ) -> None:
        self.facts, self._pairs, self._other = of.facts, pairs, other
        beyond = {at for part in self._beyond() for at in part}
        self.found = [d for d in found if self.facts.at(d.start) not in beyond]
        """What differs, but in what it only goes on to say."""
        told = {at for d in self.found for at in range(self.facts.at(d.start), self._last(d) + 1)}
        self.left = [
            unit
            for at, unit in enumerate(self.facts.units)
            if says(unit) and at not in pairs and at not in beyond | told
            and unit.base not in other.above
        ]  # fmt: skip
        """The words that the other has not, and that stand for no fact that differs."""

    def _last(self, difference: Difference) -> int:
        return max(self.facts.at(difference.end) - 1, self.facts.at(difference.start))

    def _beyond(self) -> Iterator[range]:
        """The last parts, of which the other has no word: what the sentence goes on to say."""
        units = self.facts.units
        for part in reversed([of for whole in self.facts.parts for of in self._clauses(whole)][1:]):
            opens = units[part.start]
            goes_on = opens.is_small or opens.is_number or opens.word in _GOES_ON
            if not goes_on or any(self._is_shared(at) for at in part):
                return
            yield part

    def _clauses(self, part: range) -> Iterator[range]:
        """A part, or what stands in it before and after a word that goes on to another thing."""
        first = part.start
        for at in part:
            if at > first and self.facts.units[at].word in _GOES_ON:
                yield range(first, at)
                first = at
        yield range(first, part.stop)

    def _is_shared(self, at: int) -> bool:
        unit = self.facts.units[at]
        return at in self._pairs and says(unit) and not unit.is_number


def _of_one_thing(one: Facts, other: Facts) -> bool:
    """Whether two sentences speak of one body or place: they, or what stands above, share a name.

    What is said of "us" is said of whoever publishes it, whom the other has to name.
    """
    analyser = one.lexicon.analyser
    ours = [_says_we(facts) for facts in (one, other)]
    if all(ours) and one.context.publisher != other.context.publisher:
        return False
    return any(
        stands(name, [_whole(to)], analyser)
        for of, to, we in ((one, other, ours[0]), (other, one, ours[1]))
        for name in _names(of, of.context.publisher if we else _whole(of))
        if we or not any(ours)
    )


def _says_we(facts: Facts) -> bool:
    return any(unit.word in _OURS for unit in facts.units)


def _whole(facts: Facts) -> str:
    context = facts.context
    return "\n".join([facts.text, context.above, context.document, context.publisher])


def _names(facts: Facts, text: str) -> list[str]:
    members = facts.lexicon.groups.members(text)
    nations = [text[start:end] for of, _, start, end in members if of == _NATION]
    return [*(fact.value for fact in Facts(text, facts.lexicon).names), *nations]


def _agree(one: _Side, other: _Side) -> bool:
    """Whether a number of one only rounds one of the other, or sets it a limit that it keeps."""
    ours, theirs = (
        [q for q in side.facts.numbers if q.start in {d.start for d in side.found}]
        for side in (one, other)
    )
    return any(
        mine.unit == their.unit
        and (
            _rounds(mine, their)
            or _rounds(their, mine)
            or _keeps(one.facts, mine, other.facts, their)
            or _keeps(other.facts, their, one.facts, mine)
        )
        for mine in ours
        for their in theirs
    )


def _rounds(rough: Quantity, exact: Quantity) -> bool:
    """Whether a number is another, rounded to the places that it has."""
    digits = f"{rough.value:.12g}".split(".")
    places = len(digits[1]) if len(digits) > 1 else len(digits[0].rstrip("0")) - len(digits[0])
    near = abs(rough.value - exact.value) <= _ROUNDED * abs(exact.value)
    return near and round(exact.value, places) == rough.value


def _keeps(facts: Facts, bound: Quantity, other: Facts, number: Quantity) -> bool:
    """Whether a number, itself no limit, is within the one as which a text sets another."""
    set_as = limit(facts.text, bound.start)
    if limit(other.text, number.start):
        return False
    if set_as is Limit.ABOUT:
        return abs(bound.value - number.value) <= _ROUNDED * bound.value
    if set_as is Limit.LEAST:
        return number.value >= bound.value
    return set_as is Limit.MOST and number.value <= bound.value
