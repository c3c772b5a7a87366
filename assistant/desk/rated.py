"""Whether a rating is what a claim says: of this commitment, under this heading, by these.

The register knows every rating by what was rated. A claim of one is held against that row and
against no other, so that no other commitment's rating passes for it or corrects it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from assistant.checking.difference import Difference
from assistant.checking.nearest import SourceFinder
from assistant.checking.spans import Span, around
from assistant.facts.facts import Kind
from assistant.facts.reading import Facts
from assistant.facts.speakers import body_of, says_so
from assistant.facts.units import Unit
from assistant.lookup.ratings.answers import Ratings
from assistant.lookup.ratings.known import Known, Subject, narrowed
from assistant.lookup.ratings.reading import Reading, Word
from assistant.lookup.ratings.words import EVERYDAY_VALUES, Part, parts_of_word
from ingest.language.sentences import SentenceKind, kept_sentences
from ingest.language.words import stem
from ingest.register.ratings import WHOLE
from ingest.register.types import Rating
from ingest.types import document_of

_KEPT = 4
"""Libraries whose ratings are kept."""

_JOINS = frozenset({"and", "but", "while", "whereas"})
_LEAST = 4
"""Letters by which a value is known before it is read."""

_BE = frozenset({"was", "were", "is", "are", "been", "be"})
_ACROSS = frozenset({"across", "for", "of", "over", "on", "to"})
_BY = 6
"""Words after "by" in which it stands who rated."""


@dataclass(frozen=True)
class Rated:
    """What the documents rate of what a claim speaks of, and where the claim says otherwise.

    ``span`` is the row or sentence that rates it; None where the documents rate nothing of it.
    """

    span: Span | None
    differences: tuple[Difference, ...] = ()


class RatedClaims:
    """Holds claims of ratings against the register of one library."""

    def __init__(self, finder: SourceFinder) -> None:
        of = finder.library
        self._finder = finder
        self._ratings = Ratings(lambda: of.register, of.paragraphs, of.documents, of.analyser)

    def of(self, said: Facts) -> Rated | None:
        """What is rated of what a claim speaks of; None for a claim of no rating.

        A claim of several ratings is held against the rows of each.
        """
        if not self._known.subjects or not any(v in said.text.casefold() for v in self._marks):
            return None
        by = _who_rated(said, self._known)
        text = said.text[: by[1]] + said.text[by[2] :] if by else said.text
        words = Reading(text, self._known, self._finder.analyser, str).words()
        if not any(word.value for word in words) or not self._rates(words, by) or _denies(words):
            return None
        return self._held(said, _by_value(words))

    @cached_property
    def _marks(self) -> list[str]:
        """How the values of the scale begin, however they are inflected."""
        return [value[:_LEAST] for value in self._known.scale] + ["need"]

    @property
    def _known(self) -> Known:
        return self._ratings.known

    def _rates(self, words: Sequence[Word], by: object) -> bool:
        """Whether a claim speaks of a rating, and not only of something good."""
        has = frozenset[Part]().union(*(word.parts for word in words))
        if by or has & {Part.RATES, Part.RATER}:
            return True
        named = any(word.item and not word.light for word in words)
        everyday = any(word.value in EVERYDAY_VALUES for word in words)
        return named and (not everyday or any(word.headings for word in words))

    def _held(self, said: Facts, parts: Sequence[Sequence[Word]]) -> Rated:
        spans: list[Span | None] = []
        differ = list(self._rater(said))
        before: list[Word] = []
        at = 0
        for words in parts:
            named = any(word.item and not word.light for word in words)
            ratings = self._meant(words if named else [*before, *words])
            if not ratings:
                return Rated(None)
            value = next(word.value for word in words if word.value)
            otherwise = [rating for rating in ratings if rating.value != value]
            start, at = _place_of(said, value, at)
            if otherwise:
                there = ", ".join(dict.fromkeys(rating.value for rating in otherwise))
                differ.append(Difference(Kind.OPPOSITE, start, at, there))
                spans.insert(0, self._span(otherwise[0]))
            spans.append(self._span(ratings[0]))
            before = [word for word in words if word.item] if named else before
        return Rated(spans[0], tuple(sorted(differ, key=lambda one: one.start)))

    def _meant(self, words: Sequence[Word]) -> list[Rating]:
        """The ratings of all that a claim speaks of, under the headings that it names."""
        headings = frozenset[str]().union(*(word.headings for word in words))
        under = headings - {WHOLE} or {WHOLE}
        items = [word.item for word in words if word.item and not word.light]
        light = [word.item for word in words if word.item and word.light]
        if _unknown(words):
            return []
        if not items and (of_name := self._known.by_name(light)):
            return _under(of_name, under)
        if not items:
            every = _says_every(words)
            return _under(self._known.subjects, under) if every else self._of_the_whole(under)
        found = narrowed(self._known.candidates(items, light), light)
        return _under(found, under) if len(found) == 1 else []

    def _of_the_whole(self, under: frozenset[str] | set[str]) -> list[Rating]:
        return list(_whole(self._finder)) if under == {WHOLE} else []

    def _span(self, rating: Rating) -> Span | None:
        paragraph = self._finder.library.paragraphs[rating.paragraph]
        start = paragraph.text.find(rating.quote)
        return around(paragraph, start, start + len(rating.quote))

    def _rater(self, said: Facts) -> Iterator[Difference]:
        """Who rated, where a claim says that somebody else than the documents say."""
        named = _who_rated(said, self._known)
        if named is None:
            return
        name, start, end = named
        raters = self._raters()
        if raters and name.casefold() not in map(str.casefold, raters):
            yield Difference(Kind.NAME, start, end, ", ".join(raters))

    def _raters(self) -> list[str]:
        """Who rates, as the sentences above lists of ratings say."""
        read = (_who_rated(self._finder.facts(of), self._known) for of in _lead_ins(self._finder))
        return list(dict.fromkeys(named[0] for named in read if named))


@lru_cache(maxsize=_KEPT)
def rated_claims(finder: SourceFinder) -> RatedClaims:
    """What holds claims of ratings against the register of a library, made once."""
    return RatedClaims(finder)


def _denies(words: Sequence[Word]) -> bool:
    """Whether a claim denies a rating, or counts or compares those that have it."""
    of = {Part.DENIES, Part.LEAVES_OUT, Part.BETTER}
    counts = any(
        word.number is not None and word.text != "one" and [w.text for w in after] == ["of"]
        for word, after in ((word, words[at + 1 : at + 2]) for at, word in enumerate(words))
    )
    return counts or any(word.parts & of for word in words if not word.item)


def _by_value(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each rating that a claim gives, parted where it goes on to another."""
    parts: list[list[Word]] = [[]]
    left = [at for at, word in enumerate(words) if word.value]
    for at, word in enumerate(words):
        goes_on = word.text in _JOINS or bool(at and words[at - 1].place != word.place)
        if goes_on and any(w.value for w in parts[-1]) and at < left[-1]:
            parts.append([])
        parts[-1].append(word)
    return parts


def _says_every(words: Sequence[Word]) -> bool:
    """Whether a claim speaks of each commitment by itself, and not of all taken together."""
    return any(
        Part.EACH in word.parts and (not at or words[at - 1].text not in _ACROSS)
        for at, word in enumerate(words)
    )


def _unknown(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if not word.accounted and word.text]


def _under(subjects: Sequence[Subject], headings: frozenset[str] | set[str]) -> list[Rating]:
    """One rating a heading of each subject, its row's in a table where it has one."""
    found: dict[tuple[str, str], Rating] = {}
    for subject in subjects:
        for rating in sorted(subject.rated.ratings, key=lambda rating: not rating.in_table):
            heading = rating.heading.casefold()
            if heading in headings:
                found.setdefault((subject.rated.label, heading), rating)
    return list(found.values())


def _place_of(said: Facts, value: str, after: int) -> tuple[int, int]:
    """Where a claim gives a rating, behind a place: first and last letter."""
    units = [unit for unit in said.units if unit.start >= after] or list(said.units[-1:])
    wanted = [stem(word) for word in value.split()]
    at = next((at for at, unit in enumerate(units) if unit.stem in wanted), len(units) - 1)
    return units[at].start, units[min(at + len(wanted), len(units)) - 1].end


@lru_cache(maxsize=_KEPT)
def _whole(finder: SourceFinder) -> tuple[Rating, ...]:
    """What sums up the ratings of all commitments, in sentences and then in rows of tables."""
    register, paragraphs = finder.library.register, finder.library.paragraphs
    rating = {document_of(r.paragraph) for one in register.evaluated for r in one.ratings}
    rows = {r.quote for one in register.evaluated for r in one.ratings}
    found: list[Rating] = []
    for paragraph in paragraphs.values() if rating else ():
        if paragraph.document not in rating:
            continue
        for sentence in kept_sentences(paragraph):
            lower = sentence.text.casefold()
            values = [value for value in register.scale if value in lower]
            sums_up = WHOLE in lower.split(":")[0] and sentence.text not in rows
            if sums_up and len(values) == 1 and sentence.kind is not SentenceKind.FOOTNOTE:
                in_table = sentence.kind is SentenceKind.ITEM
                found.append(Rating(WHOLE, values[0], paragraph.key, sentence.text, in_table))
    return tuple(sorted(found, key=lambda one: one.in_table)[:1])


@lru_cache(maxsize=_KEPT)
def _lead_ins(finder: SourceFinder) -> tuple[str, ...]:
    """The sentences above the lists of ratings."""
    found: dict[str, None] = {}
    ratings = chain.from_iterable(one.ratings for one in finder.library.register.evaluated)
    for key in dict.fromkeys(rating.paragraph for rating in ratings if not rating.in_table):
        of = kept_sentences(finder.library.paragraphs[key])
        found.update((of[s.lead_in].text, None) for s in of if s.lead_in is not None)
    return tuple(found)


def _who_rated(said: Facts, known: Known) -> tuple[str, int, int] | None:
    """Who a text says rated, with the place of the words for them; None where it does not say."""
    for at in filter(lambda at: _is_rating_verb(said, at), range(len(said.units))):
        if said.units[max(at - 1, 0)].word in _BE:
            by = next((to for to in range(at, len(said.units)) if said.units[to].word == "by"), at)
            return _body(said, said.units[by + 1 : by + _BY], known) if by > at else None
        return _body(said, said.units[:at], known)
    return None


def _is_rating_verb(said: Facts, at: int) -> bool:
    unit = said.units[at]
    is_verb = unit.word.endswith(("ed", "es", "s")) or unit.is_irregular_past
    says = Part.RATES in parts_of_word(unit.word) or says_so(unit)
    return at > 0 and is_verb and says


def _body(said: Facts, of: Sequence[Unit], known: Known) -> tuple[str, int, int] | None:
    """The body that some words name, where they name nothing else."""
    told = [unit for unit in of if not unit.is_small and not unit.word.endswith("ly")]
    if not told:
        return None
    body = next((body for unit in told if (body := body_of(unit))), "")
    capital = all(said.text[unit.start].isupper() for unit in told if not body_of(unit))
    thing = any(known.names(frozenset({unit.stem})) for unit in told if not body_of(unit))
    name = body or said.text[told[0].start : told[-1].end]
    return (name, told[0].start, told[-1].end) if capital and (body or not thing) else None
