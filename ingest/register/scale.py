"""The values that ratings have: those that a corpus's owner names, or that its documents repeat."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.language.sentences import Sentence, SentenceKind
from ingest.language.words import words
from ingest.types import Paragraph

SCALE = ("outstanding", "good", "requires improvement", "inadequate")
"""The Care Quality Commission's four ratings, best first: where no others are named or found."""

_LADDERS = (
    SCALE,
    ("excellent", "very good", "good", "satisfactory", "fair", "poor", "very poor"),
    ("green", "amber green", "amber", "amber red", "red"),
    ("high", "medium", "low"),
    ("met", "partly met", "partially met", "not met"),
)
"""Scales whose order is known, best first; another's values stay in the order of the documents."""

_RATES = frozenset(
    "rating ratings rated score scores scored grade grades graded rag judgement judgements "
    "judged".split()
)
_VALUE = re.compile(r"(?!(?:yes|no|none)$)[a-z]+(?:[ /-][a-z]+){0,2}")
_CELL = re.compile(r"(.*?\S) [–-] ([^–:;]+?)\.?")
_FEWEST, _MOST = 2, 6
"""Values that a scale has."""

_SHARE = 0.75
"""The least part of the ratings that have a value which recurs."""


@dataclass(frozen=True)
class Scale:
    """The values of ratings in small letters, best first, and the lines that give one."""

    values: tuple[str, ...] = SCALE

    @cached_property
    def _any(self) -> str:
        return "|".join(map(re.escape, sorted(self.values, key=len, reverse=True)))

    @cached_property
    def cell(self) -> re.Pattern[str]:
        """A heading and its value, one of a row's or all of a line."""
        return re.compile(rf"([^:;–-][^:;–-]*?) [–-] ({self._any})(?!\w)\.?(?=;|$)", re.I)

    @cached_property
    def item(self) -> re.Pattern[str]:
        """A whole line that is one heading with its value."""
        numbered = r"(?:\(?[a-z]{1,4}[.)]\s+)?"
        return re.compile(rf"{numbered}([^:;–-][^:;–]*?) [–-] ({self._any})\.?$", re.I)

    @cached_property
    def _valued(self) -> re.Pattern[str]:
        return re.compile(rf" [–-] (?:{self._any})(?!\w)", re.I)

    def is_in(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph may give ratings at all."""
        return self._valued.search(paragraph.text) is not None

    def is_rating(self, line: str) -> bool:
        """Whether a line is a rating, or a table's row of them.

        >>> Scale().is_rating("Impact – requires improvement")
        True
        """
        return self._valued.search(line) is not None and self.cell.search(line) is not None


def found_scale(paragraphs: Iterable[tuple[Paragraph, Sequence[Sentence]]]) -> tuple[str, ...]:
    """The few values that recur in the documents' tables and lists of ratings; empty if none do.

    Ratings are what stands in a column that is called so or, where there is no such column, below
    words that speak of ratings.
    """
    columns: dict[tuple[str, str], list[str]] = defaultdict(list)
    for paragraph, sentences in paragraphs:
        for heading, value in _cells(paragraph, sentences):
            columns[paragraph.document, heading].append(value)
    called_so = [values for (_, heading), values in columns.items() if _speaks(heading)]
    given = [value for values in called_so or columns.values() for value in values]
    counts = Counter(given)
    recurring = [value for value in counts if counts[value] > 1 and _VALUE.fullmatch(value)]
    is_scale = _FEWEST <= len(recurring) <= _MOST
    enough = sum(counts[value] for value in recurring) >= _SHARE * len(given)
    return _ordered(recurring) if is_scale and enough else ()


def _cells(paragraph: Paragraph, sentences: Sequence[Sentence]) -> Iterator[tuple[str, str]]:
    """The headings and values of a paragraph's rows and items that may be ratings."""
    rows = [s.text for s in sentences if s.kind is SentenceKind.ITEM and _CELL.search(s.text)]
    above = " ".join([*paragraph.section, *(s.text for s in sentences if s.text not in rows)])
    speaks = bool(rows) and _speaks(above)
    for row in rows:
        _, in_table, cells = row.partition(": ")
        for cell in (cells or row).split("; "):
            match = _CELL.fullmatch(cell)
            if match and (speaks or _speaks(match[1])):
                yield (match[1].casefold() if in_table else ""), match[2].casefold()


def _speaks(text: str) -> bool:
    return not _RATES.isdisjoint(words(text))


def _ordered(values: Sequence[str]) -> tuple[str, ...]:
    ladder = next((ladder for ladder in _LADDERS if set(values) <= set(ladder)), tuple(values))
    return tuple(value for value in ladder if value in values)
