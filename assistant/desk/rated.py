"""Whether a rating is what a claim says: of this commitment, under this heading, by these.

The register knows every rating by what was rated. A claim of one is held against that row and
against no other, so that no other commitment's rating passes for it or corrects it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.checking.difference import Difference
from assistant.checking.nearest import SourceFinder
from assistant.checking.scopes import SOME
from assistant.checking.spans import Span, around
from assistant.desk.raters import raters, who_rated
from assistant.facts.facts import Kind
from assistant.facts.reading import Facts
from assistant.lookup.ratings.answers import Ratings
from assistant.lookup.ratings.known import Known, Subject, narrowed
from assistant.lookup.ratings.reading import Reading, Word
from assistant.lookup.ratings.words import EVERYDAY_VALUES, Part
from ingest.indexing.stored import standing
from ingest.language.sentences import SentenceKind, kept_sentences
from ingest.language.words import stem
from ingest.register.ratings import WHOLE
from ingest.register.types import Rating
from ingest.types import document_of

_KEPT = 4
"""Libraries whose ratings are kept."""

_GOES_ON = frozenset("and but while".split())
_TAKEN_TOGETHER = frozenset("across for of".split())
_SPEAKS_OF = frozenset({"work"})
"""What is done for a commitment: "the work on" it says no more than its name."""

_PICKS = frozenset({Part.LEAVES_OUT, Part.BETTER, Part.SAME})
_RANKS = frozenset({Part.BETTER, Part.BEST, Part.WORST})


@dataclass(frozen=True)
class Rated:
    """What the documents rate of what a claim speaks of, and where the claim says otherwise.

    ``span`` is the row or sentence that rates it; None where they rate nothing of it, or where the
    claim counts or compares ratings, which no one row carries.
    """

    span: Span | None = None
    differences: tuple[Difference, ...] = ()


class RatedClaims:
    """Holds claims of ratings against the register of one library."""

    def __init__(self, finder: SourceFinder) -> None:
        of = finder.library
        self._finder = finder
        self._known: Known = Ratings(
            lambda: of.register, of.paragraphs, of.documents, of.analyser
        ).known

    def of(self, said: Facts) -> Rated | None:
        """What is rated of what a claim speaks of; None for a claim of no rating.

        A claim of several ratings is held against the row of each.
        """
        if not self._known.subjects:
            return None
        by = who_rated(said, self._known)
        text = said.text[: by.start] + said.text[by.end :] if by else said.text
        words = Reading(text, self._known, self._finder.analyser, str).words()
        if not any(word.value for word in words):
            return Rated() if _ranks(words) else None
        if not by and not self._rates(words):
            return None
        rated = self._held(said, _by_value(words))
        names = raters(self._finder, self._known) if by and rated.span else []
        if by and names and by.name.casefold() not in map(str.casefold, names):
            other = Difference(Kind.NAME, by.start, by.end, ", ".join(names))
            return Rated(rated.span, (other, *rated.differences))
        return rated

    def _rates(self, words: Sequence[Word]) -> bool:
        """Whether a claim speaks of a rating, and not only of something good."""
        has = frozenset[Part]().union(*(word.parts for word in words))
        if has & {Part.RATES, Part.RATER} or any(word.headings for word in words):
            return True
        everyday = any(word.value in EVERYDAY_VALUES for word in words)
        return not everyday and all(map(_is_known, words))

    def _held(self, said: Facts, parts: Sequence[Sequence[Word]]) -> Rated:
        spans: list[Span] = []
        differ: list[Difference] = []
        before: list[Word] = []
        at = 0
        for words in parts:
            named = any(word.item and not word.light for word in words)
            ratings = self._meant(words if named else [*before, *words])
            if not ratings:
                return Rated()
            value = next(word.value for word in words if word.value)
            denied = any(Part.DENIES in word.parts for word in words)
            otherwise = [rating for rating in ratings if (rating.value == value) is denied]
            start, at = _place_of(said, value, at)
            if otherwise:
                there = ", ".join(dict.fromkeys(rating.value for rating in otherwise))
                kind = Kind.DENIAL if denied else Kind.OPPOSITE
                differ.append(Difference(kind, start, at, "" if denied else there))
                spans.insert(0, self._span(otherwise[0]))
            spans.append(self._span(ratings[0]))
            before = [word for word in words if word.item] if named else before
        return Rated(spans[0], tuple(differ))

    def _meant(self, words: Sequence[Word]) -> list[Rating]:
        """The ratings of all that a claim speaks of, under the headings that it names."""
        headings = frozenset[str]().union(*(word.headings for word in words))
        under = headings - {WHOLE} or frozenset({WHOLE})
        items = [word.item for word in words if word.item and not word.light]
        light = [word.item for word in words if word.item and word.light]
        if not all(map(_is_known, words)) or any(map(self._picks, words)):
            return []
        values = {word.value for word in words if word.value}
        ends = {Part.BEST: self._known.scale[0], Part.WORST: self._known.scale[-1]}
        if any({ends[part] for part in word.parts & set(ends)} - values for word in words):
            return []
        if items:
            found = narrowed(self._known.candidates(items, light), light)
            return _under(found, under) if len(found) == 1 else []
        if of_name := self._known.by_name(light):
            return _under(of_name, under)
        if _says_every(words):
            return _under(self._known.subjects, under)
        return self._whole if under == {WHOLE} and not self._counts(words) else []

    @staticmethod
    def _picks(word: Word) -> bool:
        """Whether a word leaves out or compares, or denies more than the one rating."""
        denies = Part.DENIES in word.parts and word.text != "not"
        return denies or bool(word.parts & _PICKS) or "than" in word.text

    def _counts(self, words: Sequence[Word]) -> bool:
        """Whether a claim speaks of a number of commitments, or of some, and not of all."""
        every = len(self._known.subjects)
        numbers = {word.number for word in words if word.number is not None}
        return bool(numbers - {every} or SOME & {word.text for word in words})

    @cached_property
    def _whole(self) -> list[Rating]:
        """What sums up the ratings of all commitments, in a sentence or else in a table's row."""
        register, paragraphs = self._finder.library.register, self._finder.library.paragraphs
        rows = {rating.quote: rating for of in register.evaluated for rating in of.ratings}
        rating = {document_of(row.paragraph) for row in rows.values()}
        found: list[Rating] = []
        for paragraph in standing(paragraphs, lambda lower: WHOLE in lower):
            for sentence in kept_sentences(paragraph) if paragraph.document in rating else ():
                lower = sentence.text.casefold()
                values = [value for value in register.scale if value in lower]
                if WHOLE in lower.split(":")[0] and len(values) == 1 and sentence.text not in rows:
                    is_row = sentence.kind is not SentenceKind.PROSE
                    found.append(Rating(WHOLE, values[0], paragraph.key, sentence.text, is_row))
        return sorted(found, key=lambda rating: rating.in_table)[:1]

    def _span(self, rating: Rating) -> Span:
        paragraph = self._finder.library.paragraphs[rating.paragraph]
        start = paragraph.text.find(rating.quote)
        return around(paragraph, start, start + len(rating.quote)) or Span(paragraph, ())


@lru_cache(maxsize=_KEPT)
def rated_claims(finder: SourceFinder) -> RatedClaims:
    """What holds claims of ratings against the register of a library, made once."""
    return RatedClaims(finder)


def _is_known(word: Word) -> bool:
    return word.accounted or not word.text or word.text in _SPEAKS_OF


def _ranks(words: Sequence[Word]) -> bool:
    """Whether a claim sets ratings beside each other and gives none."""
    has = frozenset[Part]().union(*(word.parts for word in words))
    return Part.RATES in has and bool(has & _RANKS) and any(word.item for word in words)


def _by_value(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each rating that a claim gives, parted where it goes on to another."""
    parts: list[list[Word]] = [[]]
    last = max(at for at, word in enumerate(words) if word.value)
    for at, word in enumerate(words):
        goes_on = word.text in _GOES_ON or bool(at and words[at - 1].place != word.place)
        if goes_on and at < last and any(one.value for one in parts[-1]):
            parts.append([])
        parts[-1].append(word)
    return parts


def _says_every(words: Sequence[Word]) -> bool:
    """Whether a claim speaks of each commitment by itself, and not of all taken together."""
    return not any(word.text == "together" for word in words) and any(
        Part.EACH in word.parts and (not at or words[at - 1].text not in _TAKEN_TOGETHER)
        for at, word in enumerate(words)
    )


def _under(subjects: Sequence[Subject], headings: frozenset[str]) -> list[Rating]:
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
