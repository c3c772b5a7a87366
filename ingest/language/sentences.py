"""A paragraph's sentences: the spans that a search finds and an answer quotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ingest.blocks import BULLET, LETTER
from ingest.types import Paragraph

_END = re.compile(r"[.?!][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9£~])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|al|approx|Mr|Mrs|Ms|Dr|Prof|Sir|St|No|Nos|para|paras|pp?|Fig"
    r"|Vol|Ch|Art|Rt|Hon|Ltd|Inc|Co)|\b[A-Z])\.$"
)
_NUMBER_OF = re.compile(r"\bnos?\.$")
_BULLET = re.compile(rf"^(?:{BULLET}\s+)?(?:(?:{LETTER}|\d{{1,4}}\.)\s+)?(?=\S)")
_WEB_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+")
_MIN_NOTE_WORDS = 4
_WORD = 20
"""Letters before a full stop by which it is known for that of an abbreviation."""
_LONGEST = 3_000
"""Letters beyond which there is no sentence; what is longer is cut between two words."""

KEPT = 10_000
"""Paragraphs whose sentences are kept: at most some 50 MB."""


class SentenceKind(StrEnum):
    """Where in its paragraph a sentence stands."""

    PROSE = "prose"
    ITEM = "item"
    FOOTNOTE = "footnote"


@dataclass(frozen=True)
class Sentence:
    """A span ``paragraph.text[start:end]`` that can be quoted by itself.

    ``line`` counts the paragraph's lines from 0; ``lead_in`` is the index, among the paragraph's
    sentences, of the one that introduces this item (None for prose).
    """

    paragraph: str
    index: int
    start: int
    end: int
    text: str
    kind: SentenceKind
    line: int
    lead_in: int | None = None


def sentences(paragraph: Paragraph) -> list[Sentence]:
    """The paragraph's sentences, items and worded footnotes, in reading order.

    A bullet's mark is not part of its sentence. An item of several sentences gives them all, each
    with the lead-in of its list.
    """
    found: list[Sentence] = []
    offset = 0
    body_lines = paragraph.body.count("\n") + 1
    lead_in: int | None = None
    for line_number, line in enumerate(paragraph.text.split("\n")):
        kind = _kind(line_number, body_lines, paragraph.prose)
        for start, end in _spans(line, kind):
            found.append(
                Sentence(
                    paragraph=paragraph.key,
                    index=len(found),
                    start=offset + start,
                    end=offset + end,
                    text=line[start:end],
                    kind=kind,
                    line=line_number,
                    lead_in=lead_in if kind is SentenceKind.ITEM else None,
                )
            )
        if kind is SentenceKind.PROSE and found:
            lead_in = len(found) - 1
        offset += len(line) + 1
    return found


@lru_cache(maxsize=KEPT)
def kept_sentences(paragraph: Paragraph) -> tuple[Sentence, ...]:
    """The same, found once for each of the paragraphs that were asked for last."""
    return tuple(sentences(paragraph))


def spans(line: str) -> Iterator[tuple[int, int]]:
    """The places of a line's sentences, each from its first letter to behind its last."""
    return _spans(line, SentenceKind.PROSE)


def _kind(line_number: int, body_lines: int, prose: Collection[int]) -> SentenceKind:
    if line_number >= body_lines:
        return SentenceKind.FOOTNOTE
    return SentenceKind.PROSE if line_number in prose else SentenceKind.ITEM


def _spans(line: str, kind: SentenceKind) -> Iterator[tuple[int, int]]:
    if kind is SentenceKind.FOOTNOTE:
        opening = line.index("]") + 2
        address = _WEB_ADDRESS.search(line, opening - 1)
        end = address.start() if address else len(line)
        if len(re.findall(r"[A-Za-z]{2,}", line[opening:end])) >= _MIN_NOTE_WORDS:
            yield opening, end
        return
    bullet = _BULLET.match(line) if kind is SentenceKind.ITEM else None
    start = bullet.end() if bullet else 0
    for match in _END.finditer(line, start):
        if not _is_inside(line, start, match):
            yield from _cut(line, start, match.end())
            start = _next_sign(line, match.end())
    if line[start:].strip():
        yield from _cut(line, start, len(line.rstrip()))


def _cut(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence's place, or the places of the pieces of one that is longer than any of prose."""
    while end - start > _LONGEST:
        space = line.rfind(" ", start + 1, start + _LONGEST)
        last = space if space > start else start + _LONGEST
        yield start, last
        start = _next_sign(line, last)
    yield start, end


def _next_sign(line: str, at: int) -> int:
    """The place, from ``at`` on, of the next sign that is no white space."""
    while at < len(line) and line[at].isspace():
        at += 1
    return at


def _is_inside(line: str, start: int, end: re.Match[str]) -> bool:
    """Whether a full stop only shortens a word ("Prof.", "circular no. 10")."""
    shortened = line[max(start, end.start() - _WORD) : end.start() + 1]
    if _NUMBER_OF.search(shortened):
        at = _next_sign(line, end.end())
        return line[at : at + 1].isdigit()
    return _ABBREVIATION.search(shortened) is not None
