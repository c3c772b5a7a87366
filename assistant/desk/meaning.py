"""Where words do not suffice: how far a source carries each word of a claim in other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from assistant.desk.reading_room import ReadingRoom
from assistant.desk.spans import Span
from assistant.desk.units import Unit
from ingest.embedding import Encoder
from ingest.indexing.statistics import about
from ingest.types import Document
from ingest.words import FRAMING_WORDS

_CARRIED = 0.36
"""The least cosine of a word, in its sentence, with any word of its source, in that one's.

Between the claims of ``evals/desk`` that are faithful and those that no document makes:
docs/adr/0011.
"""


class Meaning:
    """Compares claims and sources by the embedding model, which is loaded when it is first used."""

    def __init__(self, load: Callable[[], Encoder], room: ReadingRoom) -> None:
        self._load, self._room = load, room

    @cached_property
    def _encoder(self) -> Encoder:
        return self._load()

    def likeness(self, claim: str, sources: Sequence[Span]) -> list[float]:
        """How alike a claim and each of some sources are, as cosines."""
        of = self._encoder.encode([self._in_full(text) for text in (claim, *map(_below, sources))])
        return [float(of[0].vector @ source.vector) for source in of[1:]]

    def uncarried(self, claim: str, of: Sequence[Unit], source: Span) -> list[Unit]:
        """The words of a claim, framing ones left out, that its source does not carry at all.

        A word that stands above the source, or in what is said of its document, is the source's.
        """
        room = self._room
        document = room.texts.documents[source.paragraph.document]
        encoded = self._encoder.encode_question(self._in_full(claim))
        carrying = self._encoder.encode([self._in_full(_below(source))])[0]
        best = (encoded.token_vectors @ carrying.token_vectors.T).max(axis=1, initial=-1.0)
        low: set[str] = set()
        for unit in room.units(self._in_full(claim)):
            if unit.word in FRAMING_WORDS or unit.word[0].isdigit() or len(unit.word) < 3:
                continue
            pieces = [
                cosine
                for cosine, (start, end) in zip(best, encoded.offsets, strict=True)
                if start >= unit.start and end <= unit.end
            ]
            if pieces and min(pieces) < _CARRIED:
                low.add(unit.base)
        there = {u.base for u in room.units(f"{_below(source)}\n{_above(document, source)}")}
        return [unit for unit in of if unit.base in low - there]

    def _in_full(self, text: str) -> str:
        return self._room.analyser.written_out(re.sub(r"\s+", " ", text))


def _below(source: Span) -> str:
    """A source below its list's lead-in."""
    return " ".join(filter(None, (source.lead_in, source.text)))


def _above(document: Document, source: Span) -> str:
    return ". ".join([*source.paragraph.section, *about(document).split("\n")])
