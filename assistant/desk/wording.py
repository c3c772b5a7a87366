"""Where words stand: a phrase, half-remembered or pasted, and the sentences that have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.checking.nearest import ReadingRoom
from assistant.checking.spans import Span, around, spans
from assistant.desk.exact import occurrences
from assistant.facts.units import Pairs, Unit, paired, share, weights
from ingest.errors import UsageError
from ingest.language.sentences import Sentence, sentences
from ingest.types import Document, Paragraph

LONGEST = 2_000
"""Letters of a phrase."""

MOST = 5
"""Sentences that are given where none is exactly the phrase."""

_NEAR = 0.72
"""The least share of a phrase's words, rare ones weighing more, that a near sentence has."""

_AS_NEAR = 0.9
"""Of several near sentences those are given that have at least this part of the best's share."""

_FEWEST = 3
"""Words beside small ones that a phrase must share with a near sentence."""

_FEW = 4
"""Words beside small ones up to which a phrase may stand in more places than are looked at."""

_MOST_SENTENCES = 3


class Found(StrEnum):
    """The three ways in which a look-up of words can end."""

    EXACT = "exact"
    NEAR = "near"
    ABSENT = "not in these documents"


@dataclass(frozen=True)
class Place:
    """Where words stand: whole sentences of a paragraph, as the document has them.

    ``marks`` are the places in ``text``, first and last letter, of the phrase where it stands
    exactly, and else of the words that the phrase has otherwise or not at all; ``others`` the
    words of the phrase that the text does not have.
    """

    document: Document
    span: Span
    marks: tuple[tuple[int, int], ...]
    share: float = 1.0
    others: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentences, character for character."""
        return self.span.text


@dataclass(frozen=True)
class Wording:
    """What a look-up of a phrase came to."""

    phrase: str
    found: Found
    places: tuple[Place, ...] = ()


def look_up(phrase: str, room: ReadingRoom) -> Wording:
    """Look a phrase up: the places where it stands, else the sentences nearest to it.

    Raises :class:`UsageError` if it is empty or longer than :data:`LONGEST`.
    """
    phrase = phrase.strip()
    if not any(letter.isalnum() for letter in phrase):
        raise UsageError("The phrase is empty; type some words of the sentence you look for.")
    if len(phrase) > LONGEST:
        raise UsageError(
            f"The phrase has {len(phrase):,} characters; give at most {LONGEST:,}, "
            "or have a whole briefing read by 'parity check'."
        )
    if exact := exactly(phrase, room):
        return Wording(phrase, Found.EXACT, tuple(exact))
    near = nearly(phrase, room)
    return Wording(phrase, Found.NEAR if near else Found.ABSENT, tuple(near))


def exactly(phrase: str, room: ReadingRoom) -> list[Place]:
    """Every place where a phrase stands, by whole words, in the order of the corpus."""
    wanted = room.units(phrase)
    few = sum(not unit.is_small for unit in wanted) <= _FEW
    paragraphs = room.library.paragraphs.values() if few else room.nearest(wanted)
    found: list[Place] = []
    for paragraph in paragraphs:
        for start, end in occurrences(phrase, paragraph.text):
            span = around(paragraph, start, end)
            if span is not None:
                first = max(start - span.start, 0)
                mark = (first, min(end, span.end) - span.start)
                found.append(Place(room.library.documents[paragraph.document], span, (mark,)))
    order = room.library.paragraphs.order
    return sorted(found, key=lambda place: order(place.span.paragraph.key))


def nearly(phrase: str, room: ReadingRoom) -> list[Place]:
    """The sentences that have nearly all of a phrase's words, the nearest first."""
    wanted = room.units(phrase)
    weighed = weights(wanted, room.rarity)
    most = min(len(_sentences_of(phrase)) + 1, _MOST_SENTENCES)
    best: list[tuple[float, float, Span, Pairs, list[Unit]]] = []
    for paragraph in room.nearest(wanted):
        for span in spans(paragraph, most):
            has = room.units_of(span)
            pairs = paired(wanted, has)
            told = sum(not wanted[at].is_small for at in pairs.of)
            of_phrase = share(pairs, weighed)
            if of_phrase >= _NEAR and told >= _FEWEST:
                best.append((of_phrase, len(pairs.of) / len(has), span, pairs, has))
    best.sort(key=lambda found: -(found[0] + 0.1 * found[1]))
    places: list[Place] = []
    for of_phrase, _, span, pairs, has in best:
        apart = all(not _overlap(span, place.span) for place in places)
        if apart and of_phrase >= _AS_NEAR * best[0][0] and len(places) < MOST:
            places.append(_place(span, wanted, has, pairs, of_phrase, room))
    return places


def _sentences_of(phrase: str) -> Sequence[Sentence]:
    return sentences(Paragraph("", "", False, (), " ".join(phrase.split())))


def _overlap(one: Span, other: Span) -> bool:
    same = one.paragraph.key == other.paragraph.key
    return same and one.start < other.end and other.start < one.end


def _place(
    span: Span,
    wanted: Sequence[Unit],
    has: Sequence[Unit],
    pairs: Pairs,
    of_phrase: float,
    room: ReadingRoom,
) -> Place:
    same = {to for at, to in pairs.of.items() if at not in pairs.slips}
    marks = tuple(dict.fromkeys((u.start, u.end) for at, u in enumerate(has) if at not in same))
    others = tuple(u.word for at, u in enumerate(wanted) if at not in pairs.of)
    document = room.library.documents[span.paragraph.document]
    return Place(document, span, marks, of_phrase, others)
