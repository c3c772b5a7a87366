"""What a text says, read once: its words, numbers, dates, names and denials, each with its place.

Both sides of a comparison are read so, a claim and the source that it is held against.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.facts.denials import Denial, denials
from assistant.facts.facts import Fact, dates
from assistant.facts.groups import GENERAL, Groups
from assistant.facts.names import names
from assistant.facts.numbers import numbers
from assistant.facts.units import Unit, units
from ingest.language.quantities import Quantity
from ingest.language.words import Analyser

_ENDS = frozenset(".;:!?\n•")
_PARTS = frozenset(",–—")


@dataclass(frozen=True)
class Lexicon:
    """How words are read: abbreviations, and the stems of the words that documents have.

    ``common`` are those that they also write small, ``known`` all of them; without any every word
    with a capital is a name but where a sentence opens. ``groups`` are the sets of things that
    exclude each other.
    """

    analyser: Analyser = field(default_factory=lambda: Analyser({}))
    common: Collection[str] = frozenset()
    known: Collection[str] = frozenset()
    groups: Groups = GENERAL


@dataclass(frozen=True)
class Context:
    """What speaks for a source beside its own words.

    ``lead_in`` and ``headings`` stand above it, ``around`` is its whole paragraph; ``document``
    says what its document is, ``publisher`` whose it is and ``date`` of when.
    """

    lead_in: str = ""
    headings: str = ""
    around: str = ""
    document: str = ""
    publisher: str = ""
    date: str = ""

    @property
    def above(self) -> str:
        """What stands above the source and speaks for it too."""
        return f"{self.headings}\n{self.lead_in}".strip()


@dataclass(frozen=True)
class Facts:
    """A text with what it says; what is asked for is read once and kept."""

    text: str
    lexicon: Lexicon = Lexicon()
    context: Context = Context()

    @cached_property
    def units(self) -> Sequence[Unit]:
        """Its words and numbers, abbreviations in full."""
        return units(self.text, self.lexicon.analyser)

    @cached_property
    def numbers(self) -> Sequence[Quantity]:
        """Its numbers but those of its dates."""
        return numbers(self.text)

    @cached_property
    def dates(self) -> Sequence[Fact]:
        """Its days, months, quarters, years and periods."""
        return dates(self.text)

    @cached_property
    def names(self) -> Sequence[Fact]:
        """Its names."""
        return names(self.text, self.lexicon.common, self.lexicon.known)

    @cached_property
    def denials(self) -> Sequence[Denial]:
        """The words that deny something."""
        return denials(self.units)

    @cached_property
    def sentences(self) -> Sequence[range]:
        """Its sentences, items and labels, as the indices of their units."""
        return list(self._divided(_ENDS))

    @cached_property
    def parts(self) -> Sequence[range]:
        """What commas, brackets and dashes divide its sentences into, likewise."""
        return list(self._divided(_ENDS | _PARTS))

    @property
    def with_above(self) -> str:
        """Its words with those that stand above it and speak for it too."""
        return f"{self.text}\n{self.context.above}"

    @property
    def figures(self) -> Sequence[tuple[int, int]]:
        """Where its numbers and dates stand: first and last letter of each."""
        dated = [(fact.start, fact.end) for fact in self.dates]
        return [*dated, *((number.start, number.end) for number in self.numbers)]

    def words_at(self, places: Iterable[tuple[int, int]]) -> str:
        """The words at some places, each once, as a reader is told them."""
        return ", ".join(dict.fromkeys(self.text[start:end] for start, end in places))

    def part_of(self, at: int) -> range:
        """The part in which a unit stands."""
        return next(part for part in self.parts if at in part)

    def sentence_of(self, at: int) -> range:
        """The sentence in which a unit stands."""
        return next(sentence for sentence in self.sentences if at in sentence)

    def at(self, start: int) -> int:
        """The index of the first unit that stands at or after a letter."""
        return next((n for n, unit in enumerate(self.units) if unit.end > start), len(self.units))

    def _divided(self, marks: Collection[str]) -> Iterator[range]:
        first = 0
        for at in range(1, len(self.units)):
            if set(self.text[self.units[at - 1].end : self.units[at].start]) & set(marks):
                yield range(first, at)
                first = at
        if self.units:
            yield range(first, len(self.units))
