"""The documents' words, open to be looked up: which sentences may be the ones that are meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.checking.spans import Span
from assistant.facts.reading import Context, Facts, Lexicon
from assistant.facts.units import Unit, moved, units
from assistant.library.library import Library
from ingest.indexing.statistics import about
from ingest.language.words import STOP_WORDS
from ingest.types import Document, Paragraph

_SENTENCES = 60
"""Sentences that are looked at closely, of those that share the most of the words."""

_KEPT = 10_000
"""Sentences whose units are kept."""

_ASKED = 4
"""Texts whose nearest paragraphs are kept: one is looked for in several ways."""

_SHORTEST_MENDED = 4
_MENDED = 0.7
_SCALES = {"": 1.0, "k": 1e3, "m": 1e6, "bn": 1e9}
_SIGNS = ("", "£", "£~", "~")


@dataclass(frozen=True)
class Heading:
    """A printed heading with the first paragraph that stands below it."""

    text: str
    paragraph: Paragraph


class SourceFinder:
    """Finds the paragraphs whose words are nearest to somebody's; needs no model."""

    def __init__(self, library: Library) -> None:
        self.library, self.analyser = library, library.analyser
        self.rarity = cache(library.statistics.sentences.rarity)
        self._of_sentence = lru_cache(maxsize=_KEPT)(self.units)
        self._forms = lru_cache(maxsize=_KEPT)(self._read_forms)
        self._nearest = lru_cache(maxsize=_ASKED)(self._look_for)
        self._above = lru_cache(maxsize=_KEPT)(self._read_above)

    @cached_property
    def lexicon(self) -> Lexicon:
        """How the words of the documents are read."""
        statistics = self.library.statistics
        groups = self.library.groups
        return Lexicon(self.analyser, statistics.common, statistics.known, groups)

    def facts(self, text: str) -> Facts:
        """What a claim says."""
        return Facts(text, self.lexicon)

    def source(self, span: Span) -> Facts:
        """What a span says, with what speaks for it."""
        document = self.library.documents[span.paragraph.document]
        headings = "\n".join(span.paragraph.section)
        context = Context(
            span.lead_in,
            headings,
            span.paragraph.text,
            about(document),
            document.publisher,
            document.date,
        )
        return Facts(span.text, self.lexicon, context)

    def units(self, text: str) -> list[Unit]:
        """The units of a text, abbreviations in full."""
        return units(text, self.analyser)

    def units_of(self, span: Span) -> list[Unit]:
        """The units of a span, placed in its text."""
        found: list[Unit] = []
        for sentence in span.sentences:
            found += moved(self._of_sentence(sentence.text), sentence.start - span.start)
        return found

    def forms(self, sentence: str) -> tuple[int, frozenset[str]]:
        """How many units a sentence has, and the words and base forms that these pair by."""
        return self._forms(sentence)

    def _read_forms(self, sentence: str) -> tuple[int, frozenset[str]]:
        of = self._of_sentence(sentence)
        return len(of), frozenset(form for unit in of for form in (unit.key, unit.base))

    def bases_above(self, span: Span) -> frozenset[str]:
        """The base forms of the words above a span: headings, lead-in, and its document's name."""
        document = self.library.documents[span.paragraph.document]
        return self._above(document, span.paragraph.section, span.lead_in)

    def _read_above(
        self, document: Document, section: tuple[str, ...], lead_in: str
    ) -> frozenset[str]:
        text = "\n".join([*section, lead_in, about(document)])
        return frozenset(unit.base for unit in self.units(text) if not unit.is_small)

    def nearest(self, of: Sequence[Unit]) -> list[Paragraph]:
        """The paragraphs that have the sentences that share the most of these words."""
        terms = [term for unit in of if not unit.is_small for term in self._terms(unit)]
        return list(self._nearest(tuple(terms)))

    def _look_for(self, terms: tuple[str, ...]) -> list[Paragraph]:
        scores = self.library.statistics.sentences.scores(terms)
        paragraphs = self.library.paragraphs
        return paragraphs.fetch(paragraphs.having(map(int, _highest(scores, _SENTENCES))))

    @cached_property
    def headings(self) -> Sequence[tuple[Heading, list[Unit]]]:
        """Every heading of every document with its units, in the order of the corpus."""
        found: dict[tuple[str, tuple[str, ...]], Heading] = {}
        for paragraph in self.library.paragraphs.values():
            for depth, text in enumerate(paragraph.section, 1):
                place = (paragraph.document, paragraph.section[:depth])
                found.setdefault(place, Heading(text, paragraph))
        return [(heading, self.units(heading.text)) for heading in found.values()]

    def _terms(self, unit: Unit) -> list[str]:
        """The stem of a word that the documents have, else those of the words most like it.

        Of a number it is every way in which the documents write it.
        """
        if unit.is_number:
            return [term for term in {unit.stem, *_written(unit.base)} if term in self._known]
        if unit.stem in self._known or len(unit.word) < _SHORTEST_MENDED:
            return [unit.stem]
        alike = process.extract(
            unit.word,
            self._vocabulary,
            scorer=OSA.normalized_similarity,
            score_cutoff=_MENDED,
            limit=3,
        )
        return [of.stem for word, _, _ in alike for of in units(word, self.analyser)]

    @cached_property
    def _known(self) -> Collection[str]:
        return self.library.statistics.known

    @cached_property
    def _vocabulary(self) -> list[str]:
        words = self.library.statistics.vocabulary
        return sorted(word for word in words if word[0].isalpha() and word not in STOP_WORDS)


def _highest(scores: NDArray[np.float32], most: int) -> NDArray[np.intp]:
    """The places of the highest scores above 0, the highest first, of equal ones the first."""
    above = np.flatnonzero(scores > 0)
    if len(above) > most:
        least = np.partition(scores[above], len(above) - most)[len(above) - most]
        above = above[scores[above] >= least]
    best: NDArray[np.intp] = above[np.argsort(-scores[above], kind="stable")][:most]
    return best


def _written(number: str) -> Iterator[str]:
    """The search terms of a number, however it may be written: "70,000", "70000", "70k"."""
    digits, percent = number.removesuffix("%"), number[len(number.removesuffix("%")) :]
    if "/" in number:
        yield number
        return
    value = float(digits)
    for scale, of in _SCALES.items():
        for written in (f"{value / of:.12g}", f"{value / of:,.12g}"):
            yield from (
                f"{sign}{written}{last}" for sign in _SIGNS for last in ("", scale, percent)
            )
