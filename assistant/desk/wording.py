"""Where words stand: a phrase, half-remembered or pasted, and the sentences that have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.checking.nearest import SourceFinder
from assistant.checking.spans import Span, around, spans
from assistant.desk.exact import occurrences
from assistant.desk.made import made_in, makes_it
from assistant.facts.units import Pairs, Unit, paired, share, weights
from ingest.errors import UsageError
from ingest.indexing.stored import KEPT, standing
from ingest.language.sentences import Sentence, sentences
from ingest.language.words import words
from ingest.types import Document, Paragraph

LONGEST = 2_000
"""Letters of a phrase."""

MOST = 5
"""Sentences that are given where none has all of the phrase."""

MOST_EXACT = 500
"""Places that are given of a phrase that stands in more."""

_NEAR = 0.72
"""The least share of a phrase's words, rare ones weighing more, that a near sentence has."""

_AS_NEAR = 0.9
"""Of several near sentences those are given that have at least this part of the best's share."""

_FEWEST = 3
"""Words beside small ones that a phrase must share with a near sentence, or all of fewer.

Of fewer none but one may be mistyped, and they must stand together.
"""

_PUT_IN = 3
"""Words that may stand between those of a short phrase."""

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
    """Where words stand: whole sentences of a paragraph, or a heading, as the document has them.

    ``marks`` are the places in ``text``, first and last letter, of the phrase where it stands
    exactly, and else of what the phrase has otherwise or not at all, from the first of its words
    to the last; ``others`` the words of the phrase that the text does not have; ``together`` says
    that those it has stand there with only a few others between them. ``heading`` is set where the
    words stand in a heading; ``span`` then has no sentence, and its paragraph is the first below
    the heading.
    """

    document: Document
    span: Span
    marks: tuple[tuple[int, int], ...]
    share: float = 1.0
    others: tuple[str, ...] = ()
    heading: str = ""
    together: bool = True

    @property
    def text(self) -> str:
        """The sentences or the heading, character for character."""
        return self.heading or self.span.text


@dataclass(frozen=True)
class Wording:
    """What a look-up of a phrase came to; ``more`` says that it stands in other places too."""

    phrase: str
    found: Found
    places: tuple[Place, ...] = ()
    more: bool = False


@dataclass(frozen=True)
class _Candidate:
    """A span or a heading that may be the one that is meant, set beside the phrase's units."""

    span: Span
    heading: str
    has: Sequence[Unit]
    pairs: Pairs
    share: float

    @property
    def fit(self) -> float:
        """Its share of the phrase, and a little for saying nothing else."""
        return self.share + 0.1 * len(self.pairs.of) / len(self.has)


def look_up(phrase: str, finder: SourceFinder) -> Wording:
    """Look a phrase up: the places where it stands, else the sentences nearest to it.

    What makes a commitment comes before what only speaks of it. Raises :class:`UsageError` if the
    phrase is empty or longer than :data:`LONGEST`.
    """
    phrase = phrase.strip()
    if not any(letter.isalnum() for letter in phrase):
        raise UsageError("The phrase is empty; type some words of the sentence you look for.")
    if len(phrase) > LONGEST:
        raise UsageError(
            f"The phrase has {len(phrase):,} characters; give at most {LONGEST:,}, "
            "or have a whole briefing read by 'parity check'."
        )
    places = [*exactly(phrase, finder), *_headings(phrase, finder)]
    found = Found.EXACT if places else Found.NEAR
    more = len(places) > MOST_EXACT
    places = places or nearly(phrase, finder)
    given = _ordered(places, finder)[:MOST_EXACT]
    return Wording(phrase, found if places else Found.ABSENT, given, more)


def _ordered(places: Sequence[Place], finder: SourceFinder) -> tuple[Place, ...]:
    """Of the places that have the most of a phrase first those that make a commitment."""
    most = max((place.share for place in places), default=0.0)
    made = makes_it(finder.library.register)

    def rank(place: Place) -> tuple[bool, bool, bool]:
        return place.share < most, not place.together, not made(place.span)

    return tuple(sorted(places, key=rank))


def _made_first(of: Sequence[str], finder: SourceFinder) -> Iterator[Paragraph]:
    """The paragraphs that may have all of some words; of many, those with commitments first."""

    def may(lower: str) -> bool:
        return all(word in lower for word in of)

    paragraphs = finder.library.paragraphs
    made = set(made_in(finder.library.register)) if len(paragraphs) > KEPT else set()
    committing = paragraphs.fetch(sorted(made, key=paragraphs.order))
    yield from (paragraph for paragraph in committing if may(paragraph.text.lower()))
    yield from (paragraph for paragraph in standing(paragraphs, may) if paragraph.key not in made)


def exactly(phrase: str, finder: SourceFinder) -> list[Place]:
    """Every sentence in which a phrase stands, by whole words, in the order of the corpus.

    Of a phrase that stands in more than :data:`MOST_EXACT` places some more than these, those in
    paragraphs that make a commitment before others.
    """
    wanted = finder.units(phrase)
    few = sum(not unit.is_small for unit in wanted) <= _FEW
    found: list[Place] = []
    for paragraph in _made_first(words(phrase), finder) if few else finder.nearest(wanted):
        if len(found) > MOST_EXACT:
            break
        for start, end in occurrences(phrase, paragraph.text):
            span = around(paragraph, start, end)
            if span is not None:
                first = max(start - span.start, 0)
                mark = (first, min(end, span.end) - span.start)
                found.append(Place(finder.library.documents[paragraph.document], span, (mark,)))
    order = finder.library.paragraphs.order
    return sorted(found, key=lambda place: order(place.span.paragraph.key))


def _headings(phrase: str, finder: SourceFinder) -> Iterator[Place]:
    """Every heading in which a phrase stands, in the order of the corpus."""
    for heading, _ in finder.headings:
        if marks := tuple(occurrences(phrase, heading.text)):
            document = finder.library.documents[heading.paragraph.document]
            span = Span(heading.paragraph, ())
            yield Place(document, span, marks, heading=heading.text)


def nearly(phrase: str, finder: SourceFinder) -> list[Place]:
    """The sentences and headings that have nearly all of a phrase's words, the nearest first."""
    wanted = finder.units(phrase)
    best = sorted(_candidates(phrase, wanted, finder), key=lambda one: -one.fit)
    places: list[Place] = []
    for one in best:
        apart = all(not _overlap(one.span, place.span) for place in places)
        is_one = one.share >= _AS_NEAR * best[0].share and len(places) < MOST
        if apart and (is_one or one.share == best[0].share == 1):
            places.append(_place(one, wanted, finder))
    return places


def _candidates(phrase: str, wanted: Sequence[Unit], finder: SourceFinder) -> Iterator[_Candidate]:
    weighed = weights(wanted, finder.rarity)
    most = min(len(_sentences_of(phrase)) + 1, _MOST_SENTENCES)
    texts = [
        (span, "", finder.units_of(span))
        for paragraph in finder.nearest(wanted)
        for span in spans(paragraph, most)
    ]
    texts += [(Span(of.paragraph, ()), of.text, has) for of, has in finder.headings]
    for span, heading, has in texts:
        pairs = paired(wanted, has)
        one = _Candidate(span, heading, has, pairs, round(share(pairs, weighed), 9))
        if one.share >= _NEAR and _suffice(wanted, pairs):
            yield one


def _suffice(wanted: Sequence[Unit], pairs: Pairs) -> bool:
    """Whether enough of a phrase's words are there, and those of a short one together."""
    needed = [at for at, unit in enumerate(wanted) if not unit.is_small]
    there = sum(at in pairs.of for at in needed)
    if len(needed) >= _FEWEST:
        return there >= _FEWEST
    return 0 < there == len(needed) > len(pairs.slips) and _together(wanted, pairs)


def _together(wanted: Sequence[Unit], pairs: Pairs) -> bool:
    """Whether a phrase's words stand there with only a few others between them."""
    there = [to for at, to in pairs.of.items() if not wanted[at].is_small]
    return max(there) - min(there) < len(wanted) + _PUT_IN


def _sentences_of(phrase: str) -> Sequence[Sentence]:
    return sentences(Paragraph("", "", False, (), " ".join(phrase.split())))


def _overlap(one: Span, other: Span) -> bool:
    same = one.paragraph.key == other.paragraph.key
    return same and one.start < other.end and other.start < one.end


def _place(one: _Candidate, wanted: Sequence[Unit], finder: SourceFinder) -> Place:
    pairs = one.pairs.of
    same = {to for at, to in pairs.items() if wanted[at].key == one.has[to].key}
    between = range(min(pairs.values()), max(pairs.values()) + 1)
    differing = (one.has[at] for at in between if at not in same)
    marks = tuple(dict.fromkeys((unit.start, unit.end) for unit in differing))
    others = tuple(u.word for at, u in enumerate(wanted) if at not in one.pairs.of)
    document = finder.library.documents[one.span.paragraph.document]
    together = _together(wanted, one.pairs)
    return Place(document, one.span, marks, one.share, others, one.heading, together)
