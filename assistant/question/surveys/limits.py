"""How a question limits the sums that it asks for: above one, at most one, between two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from ingest.language.words import stem, stemmed

_UP = stemmed(
    "over above beyond exceed more greater bigger larger higher upwards excess least minimum plus"
)
_DOWN = stemmed("under below less smaller lower fewer most maximum")
_INCLUDES_IT = stemmed("least minimum upwards plus most maximum up")
_JOINS = frozenset("or and but at in of than to no not a the".split())
_AFTER_A_SUM = frozenset({"or", "and", "plus", "upwards", "minimum", "maximum"})
_SAID = {
    (True, True): "of at least",
    (True, False): "above",
    (False, True): "of at most",
    (False, False): "below",
}
"""How a limit is called that goes upwards or not, and includes the sum itself or not."""

_RANGE_OPENS, _RANGE_JOINS = frozenset({"between", "from"}), frozenset({"and", "to", "-", "–", "—"})


@dataclass(frozen=True)
class Bound:
    """The sums, in pounds, from ``low`` to ``high``, ``open`` without these two themselves.

    ``said`` is how a message calls them.
    """

    low: float
    high: float
    said: str
    open: bool = False

    @classmethod
    def of(cls, value: float, written: str) -> Bound:
        """Just this sum."""
        return cls(value, value, f"of {written}")

    @property
    def exact(self) -> bool:
        """Whether it is one sum."""
        return self.low == self.high

    def holds(self, value: float) -> bool:
        """Whether a sum lies within."""
        return self.low < value < self.high if self.open else self.low <= value <= self.high


ANY_SUM = Bound(-inf, inf, "of money")


@dataclass(frozen=True)
class Limited:
    """A bound, where its sums stand among a question's words, and the words that set it."""

    bound: Bound
    sums: tuple[int, ...]
    words: tuple[int, ...]


def limited(words: Sequence[str], sums: Mapping[int, Bound]) -> Iterator[Limited]:
    """The bounds that words, in lower case, set to the exact sums that stand among them."""
    places = sorted(sums)
    while places:
        at, *places = places
        if places and (between := _range(words, at, places[0], sums)):
            del places[0]
            yield between
        else:
            yield _one(words, at, sums)


def _range(words: Sequence[str], at: int, end: int, sums: Mapping[int, Bound]) -> Limited | None:
    """The range that two sums are the ends of; None if they are none."""
    opens = at > 0 and words[at - 1] in _RANGE_OPENS
    joins = [word for word in words[at + 1 : end] if word != "up"]
    if len(joins) != 1 or joins[0] not in _RANGE_JOINS or (joins[0] == "and" and not opens):
        return None
    low, high = sorted((sums[at].low, sums[end].low))
    first, last = (sums[place].said.removeprefix("of ") for place in (at, end))
    between = tuple(range(at - opens, end))
    return Limited(Bound(low, high, f"from {first} to {last}"), (at, end), between)


def _one(words: Sequence[str], at: int, sums: Mapping[int, Bound]) -> Limited:
    """A sum with the limit that the words beside it set."""
    before, after = _before(words, at), _after(words, at, sums)
    said = [stem(words[place]) for place in (*before, *after)]
    to_it = "up" in said and said[said.index("up") + 1 :][:1] == ["to"]
    up = not _UP.isdisjoint(said) or ("up" in said and not to_it)
    down = not _DOWN.isdisjoint(said) or to_it
    if up == down:
        return Limited(sums[at], (at,), ())
    denied = not {"no", "not"}.isdisjoint(said)
    included = denied or bool(after) or not _INCLUDES_IT.isdisjoint(said)
    bound = _bound(sums[at], upwards=up != denied, included=included)
    return Limited(bound, (at,), (*before, *after))


def _bound(exact: Bound, *, upwards: bool, included: bool) -> Bound:
    said = f"{_SAID[upwards, included]} {exact.said.removeprefix('of ')}"
    low, high = (exact.low, inf) if upwards else (-inf, exact.low)
    return Bound(low, high, said, open=not included)


def _before(words: Sequence[str], at: int) -> range:
    """The words before a sum that set its limit; none if they only join."""
    start = at
    while start and (words[start - 1] in _JOINS or _limits(words[start - 1])):
        start -= 1
    return range(start, at) if any(map(_limits, words[start:at])) else range(0)


def _after(words: Sequence[str], at: int, sums: Mapping[int, Bound]) -> range:
    """The words after a sum that set its limit: "or more", "upwards"."""
    end = at + 1
    if words[end : end + 1] and words[end] in _AFTER_A_SUM:
        end += 1 if _limits(words[end]) else 2
    of = words[at + 1 : end]
    opens_another = any(place in sums for place in range(at + 1, end + 1))
    return range(at + 1, end) if of and _limits(of[-1]) and not opens_another else range(0)


def _limits(word: str) -> bool:
    return word == "up" or stem(word) in _UP | _DOWN
