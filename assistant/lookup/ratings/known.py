"""What a corpus rates: its commitments, the headings they are rated under, and who rated them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.lookup.ratings.words import HEADING_WORDS, Part, is_framing, parts_of_word
from ingest.language.words import STOP_WORDS, Analyser, stem, stems, words
from ingest.register.register import Register
from ingest.register.types import Evaluated
from ingest.types import Document, document_of

_KEPT = 5_000
"""Stems of which it is kept whether they tell anything."""

Item = frozenset[str]
"""The stems that one word of a question may stand for, any of which will do."""

_SHORTEST_BEGINNING = 5


@dataclass(frozen=True)
class Subject:
    """A commitment that was rated, with the stems that speak of it.

    ``own`` are those of its name and of the heading above its list, ``names`` these and those of
    its group, ``promise`` those of what was promised.
    """

    rated: Evaluated
    own: frozenset[str]
    names: frozenset[str]
    promise: frozenset[str]

    def named(self, item: Item) -> bool:
        """Whether its name or its group's has a word."""
        return any(_said(word, self.names) for word in item)

    def spoken_of(self, item: Item) -> bool:
        """Whether its name, its group's or its promise has a word."""
        return self.named(item) or any(_said(word, self.promise) for word in item)


@dataclass(frozen=True)
class Known:
    """What the register and the documents say of all that is rated.

    ``scale`` are the values of ratings, best first, in lower case; ``headings`` has the stems by
    which each heading is asked for. ``titles``, ``parties`` and
    ``raters`` are stems: of the titles of documents that rate, of who is rated, and of who rates.
    """

    subjects: tuple[Subject, ...]
    scale: tuple[str, ...]
    headings: Mapping[str, frozenset[str]]
    titles: frozenset[str]
    parties: frozenset[str]
    raters: frozenset[str]

    @classmethod
    def of(
        cls,
        register: Register,
        lead_ins: Iterable[str],
        documents: Mapping[str, Document],
        analyser: Analyser,
    ) -> Known:
        """``lead_ins`` are the sentences above the lists of ratings, which say who rated whom."""
        evaluated = register.evaluated
        ids = {document_of(r.paragraph) for one in evaluated for r in one.ratings}
        titles = [w for id_ in ids if id_ in documents for w in words(documents[id_].title)]
        names = sorted({r.heading for one in evaluated for r in one.ratings})
        said, before = _leading(lead_ins)
        return cls(
            tuple(_subject(one, analyser) for one in evaluated),
            register.scale,
            {name.casefold(): _asking(name) for name in names},
            frozenset(map(stem, titles)),
            said | {stem(word) for word in titles if Part.PARTY in parts_of_word(word)},
            before | {stem(word) for word in titles if Part.RATER in parts_of_word(word)},
        )

    @property
    def counts(self) -> frozenset[int | str]:
        """Numbers that say how many things, or how many headings, there are."""
        groups = [subject.rated.group for subject in self.subjects]
        headings = len(self.headings)
        numbers = {1, len(groups), headings, headings - 1, *map(groups.count, groups)}
        return frozenset(numbers) | frozenset(map(str, numbers))

    @cached_property
    def heading_words(self) -> frozenset[str]:
        """The stems of the headings as they are written."""
        return frozenset(stem(word) for name in self.headings for word in words(name))

    def asked_headings(self, of: Collection[str]) -> frozenset[str]:
        """The headings that one word, by any of its stems, asks for."""
        return frozenset(name for name, known in self.headings.items() if known & set(of))

    def tells(self, stemmed: str) -> bool:
        """Whether a stem stands in what is said of any subject."""
        return self._tells(stemmed)

    @cached_property
    def _tells(self) -> Callable[[str], bool]:
        return lru_cache(_KEPT)(lambda stemmed: _said(stemmed, self._spoken))

    def names(self, item: Item) -> bool:
        """Whether the name of any subject, or of its group, has a word."""
        return any(_said(word, self._named) for word in item)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset[str]().union(*(subject.names for subject in self.subjects))

    @cached_property
    def _spoken(self) -> frozenset[str]:
        return self._named.union(*(subject.promise for subject in self.subjects))

    def candidates(self, items: Collection[Item], light: Collection[Item] = ()) -> list[Subject]:
        """The subjects that have every one of some words: in their names, else in the promise too.

        A promise by itself names nothing: a word of the name must come with it, be it a light one.
        """
        having = [s for s in self.subjects if all(map(s.named, items))]
        names = [item for item in light if not item <= self.titles]
        return having or [
            s
            for s in self.subjects
            if all(map(s.spoken_of, items))
            and (any(map(s.named, items)) or any(item & s.own for item in names))
        ]

    def by_name(self, light: Collection[Item]) -> list[Subject]:
        """The one subject whose own name has most, two at least, of some words of little weight."""
        hits = [sum(bool(item & s.own) for item in set(light)) for s in self.subjects]
        best = [s for s, hit in zip(self.subjects, hits, strict=True) if hit == max(hits) > 1]
        return best if len(best) == 1 else []


def narrowed(subjects: Sequence[Subject], light: Collection[Item]) -> list[Subject]:
    """Those of some subjects whose names have most of the words that alone name nothing."""
    hits = [sum(map(subject.named, light)) for subject in subjects]
    return [s for s, hit in zip(subjects, hits, strict=True) if hit == max(hits)]


def _subject(one: Evaluated, analyser: Analyser) -> Subject:
    def stems_of(text: str) -> frozenset[str]:
        return frozenset(stems(analyser.written_out(text)))

    own = stems_of(f"{one.name}\n{' '.join(one.section[-1:])}")
    promise = stems_of("\n".join(quote.text for quote in one.promises[:1]))
    return Subject(one, own, own | stems_of(one.group), promise)


def _leading(lead_ins: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of what the sentences above lists say, and of what stands before "rated"."""
    said: set[str] = set()
    before: set[str] = set()
    for lead_in in lead_ins:
        found = words(lead_in)
        rates = [at for at, word in enumerate(found) if Part.RATES in parts_of_word(word)]
        plain = [stem(word) for at, word in enumerate(found) if _tells(word) and at not in rates]
        said.update(plain)
        before.update(set(plain) & set(map(stem, found[: rates[0]])) if rates else ())
    return frozenset(said), frozenset(before)


def _asking(heading: str) -> frozenset[str]:
    """The stems by which a heading is asked for: its own, or everyday words for just the same."""
    of = [word for word in words(heading) if word not in STOP_WORDS]
    own = frozenset(stem(word) for word in of if Part.THING not in parts_of_word(word))
    everyday = [alike for alike in HEADING_WORDS if own and own <= alike]
    telling = own & set(map(stem, filter(_tells, of)))
    return frozenset[str]().union(*everyday) or telling or own


def _tells(word: str) -> bool:
    return not is_framing(word)


def _said(word: str, of: Collection[str]) -> bool:
    """Whether a stem, or one that begins like it ("treat", "treatment"), is among others."""
    if word in of or len(word) < _SHORTEST_BEGINNING:
        return word in of
    return any(
        len(other) >= _SHORTEST_BEGINNING and (other.startswith(word) or word.startswith(other))
        for other in of
    )
