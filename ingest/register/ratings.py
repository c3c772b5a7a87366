"""Ratings that the documents give, gathered by what was rated.

They stand in tables ("Health checks: Met – Good; Overall – Good") and in lists below a heading
("ii. Funding – good"); a subject has those of its row and those of its own list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from ingest.language.sentences import Sentence, SentenceKind
from ingest.register.types import Rating
from ingest.types import Paragraph, document_of

SCALE = ("outstanding", "good", "requires improvement", "inadequate")
"""The Care Quality Commission's four ratings, best first."""

WHOLE = "overall"
"""The heading that sums up the others."""

_VALUE = "|".join(SCALE)
_CELL = re.compile(rf"([^:;–-][^:;–]*?) [–-] ({_VALUE})\b\.?(?=;|$)", re.I)
_ITEM = re.compile(rf"(?:\(?[a-z]{{1,4}}[.)]\s+)?([^:;–-][^:;–]*?) [–-] ({_VALUE})\.?$", re.I)
_VALUED = re.compile(rf" [–-] (?:{_VALUE})\b", re.I)
_ALIKE = 0.6


@dataclass
class Subject:
    """What was rated: its name in the table, the headings above its own list, and its ratings."""

    name: str
    group: str
    document: str
    section: tuple[str, ...] = ()
    ratings: list[Rating] = field(default_factory=list)


def gives_ratings(paragraph: Paragraph) -> bool:
    """Whether a paragraph may give ratings at all."""
    return _VALUED.search(paragraph.text) is not None


def is_rating(line: str) -> bool:
    """Whether a line is a rating, or a table's row of them.

    >>> is_rating("Impact – requires improvement")
    True
    """
    return _VALUED.search(line) is not None and _CELL.search(line) is not None


def rated_subjects(
    paragraphs: Sequence[tuple[Paragraph, Sequence[Sentence]]],
    stems_of: Callable[[str], Collection[str]],
) -> list[Subject]:
    """Every subject that the paragraphs rate, each with its ratings, in the order of the texts.

    ``stems_of`` are the words by which a list's heading is known to be a table's name in other
    words ("Growing the workforce", "Grow the workforce").
    """
    found: list[Subject] = []
    for paragraph, sentences in paragraphs:
        if gives_ratings(paragraph):
            for sentence in sentences:
                if sentence.kind is SentenceKind.ITEM and _CELL.search(sentence.text):
                    _add(found, paragraph, sentence.text, stems_of)
    return found


def _add(
    subjects: list[Subject],
    paragraph: Paragraph,
    line: str,
    stems_of: Callable[[str], Collection[str]],
) -> None:
    label, colon, cells = line.partition(": ")
    in_table = bool(colon) and _CELL.search(cells) is not None and not _ITEM.fullmatch(line)
    if in_table:
        group, _, name = label.rpartition(" – ")
        if name.casefold() == WHOLE:
            return
        section: tuple[str, ...] = ()
        values = _CELL.findall(cells)
    else:
        match = _ITEM.fullmatch(line)
        if not match or not paragraph.section:
            return
        section = paragraph.section
        group, name = (section[-2] if len(section) > 1 else ""), section[-1]
        values = [(match[1], match[2])]
    subject = _subject(subjects, Subject(name, group, paragraph.document, section), stems_of)
    for heading, value in values:
        subject.ratings.append(
            Rating(heading.strip(), value.lower(), paragraph.key, line, in_table)
        )


def _subject(
    subjects: list[Subject], named: Subject, stems_of: Callable[[str], Collection[str]]
) -> Subject:
    """The subject of this name, known or new; a list's heading may word it otherwise."""
    of_document = [s for s in subjects if document_of(s.document) == document_of(named.document)]
    own = next((s for s in of_document if named.section and s.section == named.section), None)
    if own is not None:
        return own
    alike = [(_alike(stems_of(named.name), stems_of(s.name)), s) for s in of_document]
    share, best = max(alike, key=lambda found: found[0], default=(0.0, None))
    if best is None or share < _ALIKE or (not named.section and best.name != named.name):
        subjects.append(named)
        return named
    best.section = best.section or named.section
    return best


def _alike(one: Collection[str], other: Collection[str]) -> float:
    """The share of the shorter name's words that the other has as well."""
    return len(set(one) & set(other)) / max(1, min(len(one), len(other)))
