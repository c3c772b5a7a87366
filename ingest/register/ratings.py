"""Ratings that the documents give, gathered by what was rated.

They stand in tables ("Health checks: Met – Good; Overall – Good") and in lists below a heading
("ii. Funding – good"); a subject has those of its row and those of its own list.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from ingest.language.sentences import Sentence, SentenceKind
from ingest.register.scale import SCALE as SCALE
from ingest.register.scale import Scale
from ingest.register.types import Rating
from ingest.types import Paragraph, document_of

USUAL = Scale()
"""The scale where neither the owner nor the documents have another."""

WHOLE = "overall"
"""The heading that sums up the others."""

_ALIKE = 0.6


@dataclass
class Subject:
    """What was rated: its name in the table, the headings above its own list, and its ratings."""

    name: str
    group: str
    document: str
    section: tuple[str, ...] = ()
    ratings: list[Rating] = field(default_factory=list)


def rated_subjects(
    paragraphs: Sequence[tuple[Paragraph, Sequence[Sentence]]],
    stems_of: Callable[[str], Collection[str]],
    scale: Scale = USUAL,
) -> list[Subject]:
    """Every subject that the paragraphs rate, each with its ratings, in the order of the texts.

    ``stems_of`` are the words by which a list's heading is known to be a table's name in other
    words ("Growing the workforce", "Grow the workforce").
    """
    found: list[Subject] = []
    for paragraph, sentences in paragraphs:
        if scale.is_in(paragraph):
            for sentence in sentences:
                if sentence.kind is SentenceKind.ITEM and scale.cell.search(sentence.text):
                    _add(found, paragraph, sentence.text, stems_of, scale)
    return found


def _add(
    subjects: list[Subject],
    paragraph: Paragraph,
    line: str,
    stems_of: Callable[[str], Collection[str]],
    scale: Scale,
) -> None:
    label, colon, cells = line.partition(": ")
    item = scale.item.fullmatch(line)
    in_table = bool(colon) and scale.cell.search(cells) is not None and not item
    if in_table:
        group, _, name = label.rpartition(" – ")
        if name.casefold() == WHOLE:
            return
        section: tuple[str, ...] = ()
        values = scale.cell.findall(cells)
    else:
        if not item or not paragraph.section:
            return
        section = paragraph.section
        group, name = (section[-2] if len(section) > 1 else ""), section[-1]
        values = [(item[1], item[2])]
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
