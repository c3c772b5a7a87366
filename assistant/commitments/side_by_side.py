"""One promise's sayings side by side, in order of time, with the words that differ marked."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.facts.units import paired, units
from ingest.indexing.texts import Texts
from ingest.language.dates import Dated
from ingest.register.types import Role, Saying, Thread
from ingest.types import Document

_ROLES = list(Role)


@dataclass(frozen=True)
class Beside:
    """A saying with its document, and the places of its words that the first saying lacks."""

    saying: Saying
    document: Document
    marks: tuple[tuple[int, int], ...] = ()


def side_by_side(thread: Thread, texts: Texts) -> list[Beside]:
    """A promise's sayings, the earliest document's first, those of undated documents last."""
    documents = texts.documents
    ordered = sorted(
        thread.sayings,
        key=lambda saying: (_when(documents[saying.document]), _ROLES.index(saying.role)),
    )
    first = units(ordered[0].text, texts.analyser)
    found = []
    for at, saying in enumerate(ordered):
        of = units(saying.text, texts.analyser)
        pairs = paired(of, first, mistyped=False)
        marks = dict.fromkeys(
            (unit.start, unit.end)
            for to, unit in enumerate(of)
            if at and to not in pairs.of and not unit.is_small
        )
        found.append(Beside(saying, documents[saying.document], tuple(marks)))
    return found


def _when(document: Document) -> tuple[int, int]:
    dated = Dated.of(document.date)
    return (dated.year, dated.month or 0) if dated else (9999, 0)
