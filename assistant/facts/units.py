"""Texts as units that can be compared: words and numbers with their places, abbreviations in full.

"CYP" gives the units of "children and young people", all at its own place, so that either wording
is the other's; a number is one unit however it is written ("70,000", "70000", "£2.3bn").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from rapidfuzz.distance import OSA

from ingest.language.dates import YEAR, period
from ingest.language.days import days
from ingest.language.quantities import Quantity, quantities
from ingest.language.words import STOP_WORDS, Analyser, stem

_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*(?:/[A-Z])?")
_POSSESSIVE = re.compile(r"['’]s?$")
_SIGNS = "£$€%"
_SHORTEST_MISTYPED = 4
_SIMILAR = 0.74
"""The least similarity at which two words are one and a slip: a letter in four, or two in eight."""

_SMALL = 0.15
"""What a small word ("the") weighs beside a word that as many texts have."""


_IRREGULAR = {
    form: base
    for base, forms in {
        "begin": "began begun",
        "bring": "brought",
        "build": "built",
        "choose": "chose chosen",
        "draw": "drew drawn",
        "drive": "drove driven",
        "fall": "fell fallen",
        "find": "found",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone",
        "grow": "grew grown",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lead": "led",
        "leave": "left",
        "lose": "lost",
        "make": "made",
        "meet": "met",
        "pay": "paid",
        "rise": "rose risen",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "seek": "sought",
        "send": "sent",
        "show": "shown",
        "shrink": "shrank shrunk",
        "speak": "spoke spoken",
        "spend": "spent",
        "take": "took taken",
        "think": "thought",
        "understand": "understood",
        "undertake": "undertook undertaken",
        "win": "won",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}


@dataclass(frozen=True)
class Unit:
    """A word or number at ``text[start:end]``, in lower case, with its stem.

    ``base`` is the stem of the form that a verb's irregular past belongs to; of a number or a
    period it is what it comes to ("2300000000", "95%", "2020/21"), and ``stem`` its first word.
    """

    word: str
    stem: str
    base: str
    start: int
    end: int

    @property
    def is_irregular_past(self) -> bool:
        """Whether it is the past of an irregular verb ("rose")."""
        return self.word in _IRREGULAR

    @property
    def is_small(self) -> bool:
        """Whether it only joins others."""
        return self.word in STOP_WORDS

    @property
    def key(self) -> str:
        """What an equal word of another text has, too; of a number what it comes to."""
        return self.base if self.is_number else self.word

    @property
    def is_number(self) -> bool:
        """Whether it is a number, a share, a year or a period, in digits or in words."""
        return self.base[0].isdigit()


def units(text: str, analyser: Analyser) -> list[Unit]:
    """The units of a text, in its order."""
    counted, dated = _numbers(text), {day.start: day for day in days(text) if day.day}
    found: list[Unit] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() < end:
            continue
        if day := dated.get(match.start()):
            end = day.end
            found += (_unit(p.value.lower(), p.start, p.end) for p in day.parts)
            continue
        if match.start() in counted:
            end, base = counted[match.start()]
            written = text[match.start() : end].lower()
            found.append(Unit(written, stem(match.group().lower()), base, match.start(), end))
            continue
        for word in _TOKEN.findall(analyser.written_out(match.group())):
            found.append(_unit(_POSSESSIVE.sub("", word.lower()), *match.span()))
    return found


def _unit(word: str, start: int, end: int) -> Unit:
    return Unit(word, stem(word), stem(_IRREGULAR.get(word, word)), start, end)


def _numbers(text: str) -> dict[int, tuple[int, str]]:
    """Where each number's first word begins and its last ends, and what it comes to.

    What it is of ("months") is a word of its own.
    """
    found = {match.start(): (match.end(), period(match)) for match in YEAR.finditer(text)}
    for quantity in quantities(text):
        of = list(_TOKEN.finditer(text, quantity.start, quantity.end))
        timed = len(of) > 1 and quantity.unit and quantity.unit not in _SIGNS
        if of and not (timed and of[0].group().lower() in STOP_WORDS):
            last = of[-2 if timed else -1]
            found[of[0].start()] = (last.end(), _base_of(quantity))
    return found


def _base_of(quantity: Quantity) -> str:
    return f"{quantity.value:.12g}{'%' if quantity.unit == '%' else ''}"


def moved(of: Sequence[Unit], by: int) -> list[Unit]:
    """The same units so many letters further on."""
    return [Unit(u.word, u.stem, u.base, u.start + by, u.end + by) for u in of]


@dataclass(frozen=True)
class Pairs:
    """Which unit of one text is which of another, by their indices; mistyped ones are ``slips``."""

    of: dict[int, int]
    slips: frozenset[int] = frozenset()


def paired(one: Sequence[Unit], other: Sequence[Unit], *, mistyped: bool = True) -> Pairs:
    """Pair the units of two texts: equal words first, then equal stems, then words mistyped.

    Each unit is paired once. Of several equal ones those nearest to the neighbours' pairs are
    taken; the order of the texts may differ.
    """
    of: dict[int, int] = {}
    free = set(range(len(other)))
    for form in (attrgetter("key"), attrgetter("base")):
        standing: dict[str, list[int]] = defaultdict(list)
        for to in sorted(free):
            standing[form(other[to])].append(to)
        for at, unit in enumerate(one):
            if at not in of and (candidates := standing.get(form(unit))):
                wanted = of.get(at - 1, at - 1) + 1
                best = min(candidates, key=lambda to: abs(to - wanted))
                candidates.remove(best)
                of[at] = best
                free.discard(best)
    slips: set[int] = set()
    for at, unit in enumerate(one) if mistyped else ():
        if at in of or len(unit.word) < _SHORTEST_MISTYPED or unit.is_number:
            continue
        scored = [(similarity(unit.word, other[to].word), to) for to in free]
        near, to = max(scored, default=(0.0, 0))
        if near >= _SIMILAR:
            of[at] = to
            free.discard(to)
            slips.add(at)
    return Pairs(of, frozenset(slips))


def order(pairs: Pairs) -> float:
    """The share of the paired units that stand in one order in both texts.

    >>> order(Pairs({0: 0, 1: 5, 2: 1, 3: 2}))
    0.75
    """
    ends: list[int] = []
    for _, to in sorted(pairs.of.items()):
        at = bisect_left(ends, to)
        ends[at : at + 1] = [to]
    return len(ends) / len(pairs.of) if pairs.of else 0.0


def similarity(one: str, other: str) -> float:
    """1 less the share of letters that must be changed, swapped, added or left out."""
    if one[0].isdigit() or other[0].isdigit():
        return float(one == other)
    return OSA.normalized_similarity(one, other)


def weights(of: Sequence[Unit], rarity: Callable[[str], float]) -> list[float]:
    """What each unit weighs: a rare word much, a small one little."""
    return [_SMALL if unit.is_small else rarity(unit.stem) for unit in of]


def share(pairs: Pairs, weighed: Sequence[float]) -> float:
    """The share, by weight, of the first text's units that the second has."""
    total = sum(weighed)
    return sum(weighed[at] for at in pairs.of) / total if total else 0.0
