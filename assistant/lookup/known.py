"""Which commitments of the register a question is about, by every word of its subject."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Claim
from assistant.facts.units import units
from assistant.lookup.gone_through import MOST_QUOTED
from assistant.question.commitments.asked import Asked
from assistant.question.commitments.vocabulary import Part
from ingest.language.dates import years
from ingest.language.quantities import quantities
from ingest.language.strength import Strength
from ingest.language.words import Analyser, words
from ingest.register.register import Register
from ingest.register.types import Commitment, Evaluated, Quote
from ingest.types import Document, document_of

_BINDING = frozenset({Strength.WILL, Strength.AIMS, Strength.CONSIDERS})


@dataclass(frozen=True)
class _Described:
    """An evaluated commitment with the stems of its name and headings, and of its words too."""

    one: Evaluated
    name: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True)
class Known:
    """The commitments of a register by the words of their names, headings and texts."""

    register: Register
    documents: Mapping[str, Document]
    analyser: Analyser

    def evaluated(self, asked: Asked, accounted: Collection[Part]) -> list[Evaluated]:
        """The evaluated commitments whose names or headings have every word left over.

        All of them where none is, and those beside them where a question asks so ("apart from");
        none where it names a document that evaluates none.
        """
        subject, every = asked.left_over(accounted), self._described_in(asked.documents)
        chosen = [d for d in every if _holds(subject, d.name)]
        if asked.has(Part.APART):
            chosen = [d for d in every if d not in chosen] if subject and chosen else []
        return [described.one for described in chosen]

    def singled_out(self, asked: Asked, accounted: Collection[Part]) -> Evaluated | None:
        """The one evaluated commitment that has every word left over, number and year.

        It is named by one of its own words or numbers; the others may stand in what it promises.
        """
        subject, numbers = asked.left_over(accounted), asked.numbers - {len(self._described)}
        if not (subject or numbers):
            return None
        every = self._described_in(asked.documents)
        held = [d for d in every if carries(d.one, numbers, asked.years)]
        chosen = [d for d in held if _holds(subject, d.name)] or [
            d
            for d in held
            if _holds(subject, d.words) and (numbers or any(d.name & of for of in subject))
        ]
        return _narrowed(chosen, asked)

    def share(self, asked: Asked, one: Evaluated, accounted: Collection[Part]) -> float:
        """The share of the words left over that stand in a commitment's name, heading or words."""
        described = self.stems("\n".join([one.name, one.heading, _promise(one)]))
        held = [bool(of & described) for of in asked.left_over(accounted)]
        return sum(held) / len(held) if held else 0.0

    def commitments(
        self, asked: Asked, accounted: Collection[Part], wanted: Callable[[Commitment], bool]
    ) -> list[Commitment]:
        """The wanted commitments that have every word left over, of the documents that are named.

        A word that plays a part, but none of the ones accounted for, is of no subject.
        """
        if not (asked.understands(accounted) and asked.is_about(accounted)):
            return []
        subject, named = asked.left_over(accounted), set(asked.documents)
        found = (c for c in self.register.sure if not named or c.document in named)
        return _distinct(
            c for c in found if wanted(c) and (not subject or _holds(subject, self.speaks_of(c)))
        )

    @cached_property
    def set_out(self) -> frozenset[str]:
        """The keys of the paragraphs that set out the evaluated commitments."""
        evaluated = self.register.evaluated
        return frozenset(quote.paragraph for one in evaluated for quote in one.promises)

    def speaks_of(self, commitment: Commitment) -> frozenset[str]:
        """The stems of a commitment's words and of the headings above it."""
        return self.stems("\n".join([*commitment.section, commitment.lead_in, commitment.text]))

    def names(self, text: str) -> frozenset[str]:
        """The marks of the things that the documents abbreviate, where a text has them whole."""
        return frozenset(self.analyser.marks(words(self.analyser.written_out(text))))

    def stems(self, text: str) -> frozenset[str]:
        """The stems of a text, abbreviations in full."""
        written = units(self.analyser.written_out(text), self.analyser)
        return frozenset(form for unit in written for form in (unit.stem, unit.base))

    def _described_in(self, documents: Collection[str]) -> list[_Described]:
        """The evaluated commitments; none where a document is named that evaluates none."""
        evaluating = {document_of(d.one.ratings[0].paragraph) for d in self._described}
        return self._described if evaluating.issuperset(documents) else []

    @cached_property
    def _described(self) -> list[_Described]:
        names = [self.stems("\n".join([e.label, *e.section])) for e in self.register.evaluated]
        return [
            _Described(one, name, name | self.stems(_promise(one)))
            for one, name in zip(self.register.evaluated, names, strict=True)
        ]


def binds(commitment: Commitment) -> bool:
    """Whether a commitment is a promise, the document's own or one that it quotes."""
    return commitment.strength in _BINDING or commitment.quoted


def quoted(one: Evaluated, quotes: Iterable[Quote]) -> list[Claim]:
    """Quotes of one evaluated commitment, below its heading."""
    return [Claim(q.text, q.paragraph, q.text, one.heading, item=True) for q in quotes]


def listed(chosen: Iterable[Commitment]) -> list[Claim]:
    """Commitments as a list, as many as are quoted."""
    return [Claim(c.text, c.paragraph, c.text, item=True) for c in list(chosen)[:MOST_QUOTED]]


def numbered(count: int, thing: str) -> str:
    """A count with its noun.

    >>> numbered(1, "commitment"), numbered(2, "commitment")
    ('1 commitment', '2 commitments')
    """
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _narrowed(chosen: Sequence[_Described], asked: Asked) -> Evaluated | None:
    """The one among some whose name has the most words of a question; None if two do."""
    forms = [word.forms for word in asked.words if Part.PLAIN not in word.parts]
    counts = [sum(bool(of & described.name) for of in forms) for described in chosen]
    most = max(counts, default=0)
    best = [d.one for d, count in zip(chosen, counts, strict=True) if count == most]
    return best[0] if len(best) == 1 else None


def _holds(subject: Sequence[frozenset[str]], stems: frozenset[str]) -> bool:
    """Whether every word of a subject, in one of its forms, is among the stems."""
    return all(forms & stems for forms in subject)


def _promise(one: Evaluated) -> str:
    return one.promises[0].text if one.promises else ""


def carries(one: Evaluated, numbers: Collection[float], dates: Collection[str]) -> bool:
    """Whether a commitment has these numbers, and its words or the report on it these years."""
    text = f"{one.label}\n{_promise(one)}"
    reported = "\n".join(quote.text for quote in one.standing)
    counted = {quantity.value for quantity in quantities(text)}
    return counted >= set(numbers) and years(f"{text}\n{reported}") >= set(dates)


def _distinct(chosen: Iterable[Commitment]) -> list[Commitment]:
    """The commitments, each of those that are quoted twice where it is set out by itself."""
    last = {"".join(filter(str.isalnum, c.text)).casefold(): c for c in chosen}
    return list(last.values())
