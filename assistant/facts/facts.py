"""The facts of a sentence that a paraphrase must keep: numbers, dates, names, what is denied."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.facts.units import Unit
from ingest.language.dates import MONTHS, ORDINALS, YEAR, period, years
from ingest.language.quantities import Quantity, quantities
from ingest.language.words import FRAMING_WORDS, STOP_WORDS, Analyser, stem, words

_DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{MONTHS})"
    r"(?:,? (?P<year>(?:19|20)\d\d))?\b"
)
_QUARTER = re.compile(
    r"\b(?:Q(?P<q>[1-4])|quarter (?P<n>[1-4])|(?P<th>first|second|third|fourth|last)[- ]quarter)\b"
    rf"[^.;]{{0,30}}?{YEAR.pattern}",
    re.I,
)
_ROUGHLY = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|close to|some|over|more than|above"
    r"|under|less than|fewer than|just|up to|at least|or so|by over)\s*$",
    re.I,
)
_PART = re.compile(r"\b(?:half|thirds?|quarters?|fifths?|tenths?)\b", re.I)
_OFF = 0.03
"""How far a number that is called rough may be from the one that stands."""

_LEAST = {"year": (12, "month"), "week": (7, "day")}
"""Units of time, in the next smaller that they are whole numbers of."""

_WORD = rf"(?!(?:{MONTHS})\b)[A-Z][\w’'&-]*(?:/[A-Z]\w*)?"
_NAME = re.compile(rf"\b{_WORD}(?:(?: (?:and|for|of|the|in|to) | & | ){_WORD})*")
_OPENS = re.compile(r"(?:^|[.?!:;]\s+|[\"“‘'(]\s*)$")
_SHORTEST_PLURAL = 3
_TITLES = frozenset("mr mrs ms dr prof professor sir lord lady rt hon chief executive".split())


class Kind(StrEnum):
    """What sort of fact differs."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    GROUP = "group"
    DENIAL = "not"
    OPPOSITE = "opposite"
    STRENGTH = "strength"
    WORD = "word"
    OUTCOME = "outcome"


@dataclass(frozen=True)
class Fact:
    """``text[start:end]`` and what it comes to, the same for every way of writing it."""

    kind: Kind
    start: int
    end: int
    value: str


def numbers(text: str) -> list[tuple[Fact, Quantity]]:
    """The numbers of a text but those of its dates."""
    dated = [(fact.start, fact.end) for fact in dates(text)]
    return [
        (Fact(Kind.NUMBER, q.start, q.end, f"{q.value:g} {q.unit}".strip()), q)
        for q in quantities(text)
        if not any(start <= q.start < end for start, end in dated)
    ]


def carries(quantity: Quantity, text: str, others: Sequence[Quantity]) -> bool:
    """Whether one of the other quantities is this one, or near enough where it is called rough.

    A year is twelve months, and a week seven days; a quarter is about 25%.
    """
    part = _PART.search(text[quantity.start : quantity.end])
    rough = part is not None or _ROUGHLY.search(text[: quantity.start]) is not None
    return any(
        _alike(one.unit, other.unit)
        and (
            one.value == other.value
            or (rough and abs(one.value - other.value) <= _OFF * other.value)
        )
        for bare in others
        for one, other in ((quantity, bare), (_in_least(quantity), _in_least(bare)))
    )


def _is_share(quantity: Quantity) -> bool:
    return not quantity.unit and 0 < quantity.value < 1


def _in_least(quantity: Quantity) -> Quantity:
    if _is_share(quantity):
        return replace(quantity, value=100 * quantity.value, unit="%")
    times, unit = _LEAST.get(quantity.unit, (1, quantity.unit))
    return replace(quantity, value=times * quantity.value, unit=unit)


def _alike(one: str, other: str) -> bool:
    return one == other or ("" in (one, other) and not {one, other} & {"£", "$", "€", "%"})


def dates(text: str) -> list[Fact]:
    """The days, months, quarters, years and periods of a text, as far as it names them."""
    found: list[Fact] = []
    taken: list[tuple[int, int]] = []
    for match in _QUARTER.finditer(text):
        number = match["q"] or match["n"] or ORDINALS[match["th"].lower()]
        year = next(iter(years(match.group())))
        found.append(Fact(Kind.DATE, *match.span(), f"Q{number} {year}"))
        taken.append(match.span())
    for match in _DAY.finditer(text):
        if match["month"] == "May" and not (match["day"] or match["year"]):
            continue
        if match["day"]:
            value = f"{int(match['day'])} {match['month']}"
            found.append(Fact(Kind.DATE, match.start("day"), match.end("month"), value))
        else:
            found.append(Fact(Kind.DATE, *match.span("month"), match["month"]))
        taken.append((match.start(), match.end("month")))
    found += [
        Fact(Kind.DATE, *match.span(), period(match))
        for match in YEAR.finditer(text)
        if not any(start <= match.start() < end for start, end in taken)
    ]
    return sorted(found, key=lambda fact: fact.start)


def names(text: str, common: Collection[str], known: Collection[str]) -> list[Fact]:
    """The names of a text: words with a capital that no sentence's opening explains.

    ``common`` are the stems of words that the documents also write small, ``known`` those of all
    their words.
    """
    found: list[Fact] = []
    for match in _NAME.finditer(text):
        start, name = match.start(), match.group()
        if _OPENS.search(text[:start]):
            first = name.split(" ")[0]
            of_first = stem(first.lower())
            plain = first.lower() in FRAMING_WORDS or of_first in common or of_first not in known
            if plain and not first.isupper() and len(first) > 1:
                rest = name[len(first) :].lstrip()
                if not rest or not rest[0].isupper():
                    continue
                start, name = start + len(name) - len(rest), rest
        for part, at in _single_names(name, start):
            of = [word for word in words(part) if word not in STOP_WORDS | _TITLES]
            if of and (len(of) > 1 or stem(of[0]) not in common or part[1:].isupper()):
                found.append(Fact(Kind.NAME, at, at + len(part), part))
    return found


def _single_names(name: str, start: int) -> Iterator[tuple[str, int]]:
    """The names that "and" joins, each with its place; months and years are none."""
    at = 0
    for piece in re.split(r"( and (?:the )?)", name):
        if piece and not re.fullmatch(r" and (?:the )?", piece):
            trimmed = piece.removeprefix("The ")
            shift = len(piece) - len(trimmed)
            if not re.fullmatch(rf"(?:{MONTHS})", trimmed):
                yield trimmed, start + at + shift
        at += len(piece)


def stands(name: str, texts: Sequence[str], analyser: Analyser) -> bool:
    """Whether a name stands in one of the texts: its words in a row, abbreviations in full.

    Small words, titles and a plural's ending may differ.
    """
    wanted = _words_of(name, analyser)
    return any(
        of[at : at + len(wanted)] == wanted
        for of in (_words_of(text, analyser) for text in texts)
        for at in range(len(of) - len(wanted) + 1)
    )


def _words_of(text: str, analyser: Analyser) -> list[str]:
    return [
        word.removesuffix("s") if len(word) > _SHORTEST_PLURAL else word
        for word in words(analyser.written_out(text))
        if word not in STOP_WORDS | _TITLES
    ]


_DENIES = frozenset(
    "not no never none neither nor cannot without nobody nothing unable non".split()
)
_FAILS = frozenset(stem(w) for w in "fail failure miss missed lack refuse".split())
_NO_DENIALS = {("never", "before")} | {
    (no, more)
    for no in ("no", "not")
    for more in ("fewer", "less", "more", "later", "only", "just")
}
_SCOPE = 2


@dataclass(frozen=True)
class Denial:
    """A word that denies, and the next words that say something: all by their indices."""

    at: int
    denied: tuple[int, ...]


def denials(of: Sequence[Unit]) -> list[Denial]:
    """The words of a sentence that deny, each with what it denies."""
    found: list[Denial] = []
    for at, unit in enumerate(of):
        after = of[at + 1].word if at + 1 < len(of) else ""
        if (unit.word, after) in _NO_DENIALS:
            continue
        if unit.word in _DENIES or unit.word.endswith(("n't", "n’t")) or unit.stem in _FAILS:
            denied = [
                to
                for to, u in enumerate(of[at + 1 :], at + 1)
                if not u.is_small and u.word not in _DENIES
            ]
            found.append(Denial(at, tuple(denied[:_SCOPE])))
    return found
