"""The times that a sentence names for something to be done, read word by word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ingest.language.dates import MONTH_NAMES, SEASONS, YEAR, Dated, last_year
from ingest.language.days import days
from ingest.language.quantities import SMALL
from ingest.language.words import STOP_WORDS


class Bound(StrEnum):
    """How a time binds what is said."""

    DEADLINE = "deadline"
    """By it something is to be done ("by March 2024")."""
    TARGET = "target"
    """It is a target's ("the 2020/21 target", "the trajectory for 2020/21")."""
    PERIOD = "period"
    """In it something is done ("in 2022/23", "over the next five years")."""


@dataclass(frozen=True)
class When:
    """A time at ``text[start:end]``; ``year`` is the calendar year in which it ends, if certain."""

    start: int
    end: int
    bound: Bound
    year: int | None


class _Word(NamedTuple):
    """A word in small letters with its place; ``year`` is where it ends, if it is a period."""

    text: str
    start: int
    end: int
    year: int | None


_WORD = re.compile(
    rf"(?P<year>{YEAR.pattern})|(?P<short>\b(?:FY ?)?\d\d/\d\d\b|\bFY ?\d\d\b)|[A-Za-z]+\d?|\d+|\S"
)
_DEADLINES = frozenset("by before until till".split())
_PERIODS = frozenset("in during within over throughout from between".split())
_DETERMINERS = frozenset("the a an its our their this that".split())
_MONTHS = frozenset(name.lower() for name in MONTH_NAMES)
_YEAR_ENDS = {"financial": 3, "fiscal": 3, "tax": 4, "academic": 8, "school": 8, "calendar": 12}
"""The month in which each kind of year ends, in the United Kingdom."""

_PARTS = frozenset(
    "the of end start beginning course early late mid middle first second third fourth last half "
    "quarter q1 q2 q3 q4 st nd rd th - year".split()
).union(_MONTHS, SEASONS, _YEAR_ENDS)
"""What may stand within a time, between its preposition and its year."""

_TARGETS = frozenset(
    "target targets milestone milestones deadline deadlines trajectory trajectories ambition "
    "ambitions goal goals commitment commitments standard standards".split()
)
_JOINS = frozenset("and to or - –".split())
_UNITS = SEASONS | frozenset("year years month months decade parliament".split())
_COUNTED = _MONTHS | frozenset("st nd rd th year years month months".split())
_COMING = frozenset("next coming following".split())
_NOW = frozenset("this current".split())
_VAGUE = frozenset("few several couple".split())
_WHENEVER = re.compile(
    r"\bas soon as possible\b|\bwhen parliamentary time allows\b|\bin due course\b", re.I
)
_FAR, _NEAR = 12, 3
"""Words within which the target is named whose year it is: before "for", and after the year."""


def times(text: str, dated: Dated | None = None) -> list[When]:
    """The times of a text, in its order; ``dated`` is when it was written, where that is known.

    >>> [(when.bound.value, when.year) for when in times("27,000 staff by 2023/24")]
    [('deadline', 2024)]
    >>> [when.year for when in times("over the next five years", Dated(2017, 7))]
    [2022]
    """
    words = _words(text)
    found = [When(m.start(), m.end(), Bound.PERIOD, None) for m in _WHENEVER.finditer(text)]
    for at, word in enumerate(words):
        if word.year is not None:
            found += _of_year(words, at)
        elif word.text in _MONTHS and text[word.start].isupper():
            found += _of_month(words, at)
        elif word.text in _UNITS:
            found += _of_unit(words, at, dated)
    return sorted(found, key=lambda when: when.start)


def _words(text: str) -> list[_Word]:
    """The words of a text; a date in figures, or with its month cut short, is its year alone."""
    taken: set[int] = set()
    found: list[_Word] = []
    for day in days(text):
        if day.year and not day.is_plain:
            taken.update(range(day.start, day.end))
            found.append(_Word(day.year.value, day.start, day.end, int(day.year.value)))
    found += (
        _Word(m.group().lower(), m.start(), m.end(), _period_end(m))
        for m in _WORD.finditer(text)
        if m.start() not in taken
    )
    return sorted(found, key=lambda word: word.start)


def _period_end(match: re.Match[str]) -> int | None:
    if match["year"]:
        return last_year(match["year"])
    if not match["short"]:
        return None
    first, *last = (int(number) for number in re.findall(r"\d\d", match["short"]))
    return None if last and last[0] != (first + 1) % 100 else 2000 + (last or [first])[0]


def _of_year(words: Sequence[_Word], at: int) -> Iterator[When]:
    """The time of the year at a place, with what stands before it and what it is joined with."""
    last = at
    if at + 2 < len(words) and words[at + 1].text in _JOINS and words[at + 2].year:
        last = at + 2
    year = words[last].year
    while last + 1 < len(words) and words[last + 1].text in _YEAR_ENDS.keys() | {"year"}:
        last += 1
    end = words[last].end
    first, bound = _opening(words, at, _PARTS)
    following = [word.text for word in words[last + 1 : last + 1 + _NEAR]]
    if bound is not Bound.DEADLINE and _begins_with_target(following):
        yield When(words[at].start, end, Bound.TARGET, year)
    elif bound is Bound.DEADLINE or (bound and not _describes(words, at, following)):
        yield When(words[first].start, end, bound, year)
    elif first and words[first - 1].text == "for" and _has_target(words[:first]):
        yield When(words[first - 1].start, end, Bound.TARGET, year)


def _opening(words: Sequence[_Word], at: int, parts: Collection[str]) -> tuple[int, Bound | None]:
    """Where the time that ends with the word at a place begins, and how its preposition binds."""
    first = at
    while first and (words[first - 1].text in parts or _is_counted(words, first - 1)):
        first -= 1
    before = words[first - 1].text if first else ""
    if before in _DEADLINES:
        return first - 1, Bound.DEADLINE
    if before in _PERIODS:
        return first - 1, Bound.PERIOD
    if [word.text for word in words[max(first - 2, 0) : first]] == ["later", "than"]:
        return max(first - 3, 0), Bound.DEADLINE
    return first, None


def _is_counted(words: Sequence[_Word], at: int) -> bool:
    """Whether a number is a day of a month, or counts years or months."""
    return words[at].text.isdigit() and words[at + 1].text in _COUNTED


def _describes(words: Sequence[_Word], at: int, following: Sequence[str]) -> bool:
    """Whether a year only describes the noun after it ("in the 2022/23 planning guidance")."""
    after = following[0] if following else ""
    return (
        at > 0
        and words[at - 1].text in _DETERMINERS
        and after.isalpha()
        and after not in STOP_WORDS
    )


def _begins_with_target(following: Sequence[str]) -> bool:
    for word in following:
        if word in _TARGETS:
            return True
        if word in STOP_WORDS or not word.isalpha():
            return False
    return False


def _has_target(before: Sequence[_Word]) -> bool:
    for word in reversed(before[-_FAR:]):
        if word.text in ".;:":
            return False
        if word.text in _TARGETS:
            return True
    return False


def _of_month(words: Sequence[_Word], at: int) -> Iterator[When]:
    """A month whose year is not said, where something is to be done by it."""
    first, bound = _opening(words, at, _PARTS)
    if bound is Bound.DEADLINE and (at + 1 == len(words) or words[at + 1].year is None):
        yield When(words[first].start, words[at].end, bound, None)


def _of_unit(words: Sequence[_Word], at: int, dated: Dated | None) -> Iterator[When]:
    """A time that is told from the day of writing: "this year", "over the next five years"."""
    following = [word.text for word in words[at + 1 : at + 3]]
    if following and (following[0] in ("’", "'") or words[at + 1].year):
        return
    unit = words[at].text
    first, bound = _opening(words, at, _PARTS | _COMING | _NOW | _VAGUE | SMALL.keys())
    inside = [word.text for word in words[first:at]]
    is_told = not (_NOW | _COMING).isdisjoint(inside)
    ends = _ends(inside, unit, dated)
    if bound is Bound.DEADLINE and unit == "year" and "end" in following:
        last = at + 1 + following.index("end")
        yield When(words[first].start, words[last].end, bound, None)
    elif bound is Bound.DEADLINE and (is_told or "end" in inside or unit in SEASONS):
        yield When(words[first].start, words[at].end, bound, ends)
    elif is_told and (bound or not unit.endswith("s")):
        first += next(n for n, word in enumerate(inside) if word not in ("of", "the", "-"))
        yield When(words[first].start, words[at].end, Bound.PERIOD, ends)


def _ends(inside: Sequence[str], unit: str, dated: Dated | None) -> int | None:
    """The year in which so many units end from the day of writing on, as far as that is certain."""
    numbers = [int(w) if w.isdigit() else SMALL[w] for w in inside if w.isdigit() or w in SMALL]
    is_coming = not _COMING.isdisjoint(inside)
    count = numbers[0] if numbers else int(is_coming)
    is_vague = not _VAGUE.isdisjoint(inside) or (unit.endswith("s") and not numbers)
    if dated is None or is_vague or unit in ("parliament", "winter"):
        return None
    if unit in SEASONS:
        return dated.year if "this" in inside else None
    if unit == "decade":
        return dated.year + 10 if is_coming and "end" not in inside else None
    if unit.startswith("month"):
        return dated.year + (dated.month - 1 + count) // 12 if dated.month else None
    kind = next((word for word in inside if word in _YEAR_ENDS), "calendar")
    if dated.month is None and kind != "calendar":
        return None
    return dated.year + count + ((dated.month or 1) > _YEAR_ENDS[kind])
