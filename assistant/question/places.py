"""Which place of a document a question asks to read: "paragraph 3 of the plan", "page 12", "§4".

Every word of such a question is accounted for: it asks to read, names a place or its number, or is
left over, of the document or of the heading that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.language.quantities import counting_word
from ingest.language.words import stem

MOST_NUMBERS = 40
"""Numbers of one range."""

_TOKEN = re.compile(r"[§¶,-]|(?:[A-Za-z]\.)?[A-Za-z]{0,3}\d[\w.]*(?:\([a-z]+\))?|[^\W\d_]+")


class PlaceKind(StrEnum):
    """What sort of place has a number."""

    PARAGRAPH = "paragraph"
    PAGE = "page"
    NOTE = "footnote"
    SECTION = "section"
    UNIT = "unit"
    """A kind of its own, as the document names it: "Recommendation 5"."""


_KINDS = {
    word: kind
    for kind, named in {
        PlaceKind.PARAGRAPH: "paragraph paragraphs para paras § ¶ point points item items",
        PlaceKind.PAGE: "page pages p pp pg",
        PlaceKind.NOTE: "footnote footnotes note notes endnote endnotes",
        PlaceKind.SECTION: "section sections chapter annex appendix part heading schedule",
    }.items()
    for word in named.split()
}
_READS = ("say", "read", "show")
_FRAMES = frozenset(
    "say says read show quote state states give open display cite see what whats s is are was does"
    " do did the a an of in on at from to about me us i out up please can could you would want like"
    " text words wording whole full exact exactly complete number no and or it that this there"
    " under within find look tell go contents content document".split()
)
_JOINS, _THROUGH = frozenset({"and", "or", ","}), frozenset({"to", "through", "-"})
_ALIKE = str.maketrans({"–": "-", "&": "and"})
_NTH: Mapping[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "last": -1, "final": -1,
}  # fmt: skip


@dataclass(frozen=True)
class PlaceAsked:
    """A place by its numbers, in small letters, or as the ``nth`` of its kind, -1 for the last.

    ``name`` is the word for it, in the singular, "" where only its number is given; a section
    without a number is meant by its name.
    """

    kind: PlaceKind
    name: str
    numbers: tuple[str, ...] = ()
    nth: int = 0


@dataclass(frozen=True)
class PlaceRequest:
    """The places that a question asks to read, and the stems of the words left over.

    ``reads`` says that it has a word for reading ("say", "show").
    """

    places: tuple[PlaceAsked, ...]
    subject: tuple[str, ...]
    reads: bool

    @property
    def things(self) -> tuple[PlaceAsked, ...]:
        """The places that are asked for: the sections only where no other is."""
        things = tuple(p for p in self.places if p.kind is not PlaceKind.SECTION)
        return things or self.places

    @property
    def sections(self) -> tuple[PlaceAsked, ...]:
        """The sections in which they are to stand."""
        return tuple(place for place in self.places if place not in self.things)

    @property
    def is_plain(self) -> bool:
        """Whether a section without a number has a name, and is asked to be read."""
        named = (place for place in self.places if not (place.numbers or place.nth))
        return not any(named) or bool(self.reads and self.subject)

    @classmethod
    def of(cls, question: str, units: Collection[str]) -> PlaceRequest | None:
        """Read a question; None for one that names no place. ``units`` are named as numbers are."""
        return _Reading(question, units).request()


class _Reading:
    """One question as tokens, gone through from left to right."""

    def __init__(self, question: str, units: Collection[str]) -> None:
        self._units = units
        self._tokens = place_tokens(question)
        self._places: list[PlaceAsked] = []
        self._left: list[str] = []

    def request(self) -> PlaceRequest | None:
        at = 0
        while at < len(self._tokens):
            at = self._read(at)
        if not self._places:
            return None
        subject = tuple(stem(token) for token in self._left if token not in _FRAMES)
        reads = any(token.startswith(_READS) for token in self._tokens)
        return PlaceRequest(tuple(self._places), subject, reads)

    def _read(self, at: int) -> int:
        """Read the token at a place; returns the place of the next."""
        token = self._tokens[at]
        kind, name = self._kind(token)
        if kind is None:
            if _is_dotted(token) or (token[0].isalpha() and token[-1].isdigit()):
                is_paragraph = token[0].isdigit() or "." in token
                bare = PlaceKind.PARAGRAPH if is_paragraph else PlaceKind.SECTION
                self._places.append(PlaceAsked(bare, "", (token,)))
            elif token not in _JOINS | _THROUGH:
                self._left.append(token)
            return at + 1
        numbers, after = self._numbers(at + 1, kind)
        nth = _nth(self._left[-1]) if self._left and not numbers else 0
        if nth:
            self._left.pop()
        if numbers or nth or kind is PlaceKind.SECTION:
            self._places.append(PlaceAsked(kind, name, numbers, nth))
        else:
            self._left.append(token)
        return after

    def _kind(self, token: str) -> tuple[PlaceKind | None, str]:
        single = token if token in self._units else token.removesuffix("s")
        if single in self._units:
            return PlaceKind.UNIT, single
        kind = _KINDS.get(token)
        return kind, token.removesuffix("s") if kind else ""

    def _numbers(self, at: int, kind: PlaceKind) -> tuple[tuple[str, ...], int]:
        """The numbers that follow a word for a place, and the place after them."""
        while at < len(self._tokens) and self._tokens[at] in ("number", "no"):
            at += 1
        found: list[str] = []
        while number := self._number(at, kind):
            through = found and self._tokens[at - 1] in _THROUGH
            found += _range(found[-1], number) if through else [number]
            joined = at + 1 < len(self._tokens) and self._tokens[at + 1] in _JOINS | _THROUGH
            if not (joined and self._number(at + 2, kind)):
                return tuple(found), at + 1
            at += 2
        return (), at

    def _number(self, at: int, kind: PlaceKind) -> str:
        token = self._tokens[at] if at < len(self._tokens) else ""
        if token[:1].isdigit() or (token[:1].isalpha() and token[-1:].isdigit()):
            return token
        if kind is PlaceKind.SECTION and token.isalpha() and (token[1:] == "" or _is_roman(token)):
            return token
        counted = counting_word(token)
        return str(counted) if counted is not None else ""


def place_tokens(text: str) -> list[str]:
    """The words, numbers and signs of a text, in small letters; "p12" is two.

    >>> place_tokens("Annex B: p12")
    ['annex', 'b', 'p', '12']
    """
    return list(_tokens(text))


def _is_dotted(token: str) -> bool:
    return "." in token and token.replace(".", "").isdecimal()


def _tokens(question: str) -> Iterator[str]:
    for match in _TOKEN.finditer(question.lower().translate(_ALIKE)):
        token = match.group().strip(".")
        word = token.rstrip("0123456789.")
        if word in _KINDS and word != token:
            yield from (word, token.removeprefix(word).lstrip("."))
        else:
            yield token


def _range(first: str, last: str) -> Sequence[str]:
    """The numbers after the first up to the last; only the last where they make no run."""
    before, dot, low = first.rpartition(".")
    same, _, high = last.rpartition(".")
    if same not in (before, "") or not (low.isdecimal() and high.isdecimal()):
        return [last]
    run = range(int(low) + 1, int(high) + 1)
    return [f"{before}{dot}{n}" for n in run] if len(run) <= MOST_NUMBERS else [last]


def _is_roman(token: str) -> bool:
    return bool(token) and set(token) <= set("ivxl")


def _nth(token: str) -> int:
    figures = token[:-2]
    return _NTH.get(token) or (int(figures) if figures.isdecimal() else 0)
