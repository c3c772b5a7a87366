"""A question about commitments as it is understood: what each word does, and what is left over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from assistant.facts.units import Unit
from assistant.question.commitments.vocabulary import AUXILIARIES, ON, Part, is_small
from ingest.language.dates import last_year
from ingest.language.fulfilment import Fulfilment

_ALWAYS = frozenset(
    {Part.PLAIN, Part.GENERAL, Part.DENYING, Part.ELLIPTIC, Part.COUNTING, Part.WILL}
)
_OPENING = frozenset({Part.COMMITMENT, Part.MET, Part.MISSED, Part.DUE})
_BESIDE = 2
"""Words between "which" or "any" and the commitment that it chooses, at most."""


@dataclass(frozen=True)
class Word:
    """One word of a question, in the documents' own words, with the parts that it plays.

    ``clause`` counts the clauses from 0; ``reworded`` says that it was not typed: it stands for an
    everyday word, or for an abbreviation with the others beside it.
    """

    unit: Unit
    parts: frozenset[Part]
    clause: int
    reworded: bool = False
    denied: bool = False

    @property
    def forms(self) -> frozenset[str]:
        """Its stems."""
        return frozenset({self.unit.stem, self.unit.base})


@dataclass(frozen=True)
class Due:
    """The year that a question asks of, as it is named, and the word before it: "by", "in".

    ``start`` is where that word begins in the text.
    """

    named: str
    how: str
    start: int

    @property
    def up_to(self) -> bool:
        """Whether earlier years count as well."""
        return self.how in ("by", "until", "before")

    def covers(self, year: int) -> bool:
        """Whether what is due in a calendar year is due then."""
        last = (last_year(self.named) or 0) - (self.how == "before")
        return 0 < year <= last if self.up_to else year == last


@dataclass(frozen=True)
class Asked:
    """A question about commitments, read once.

    ``documents`` are the ids of those that it names, ``compared`` of those that it holds against
    each other, ``outcomes`` what it asks became of commitments.
    """

    text: str
    words: tuple[Word, ...]
    documents: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    numbers: frozenset[float] = frozenset()
    years: frozenset[str] = frozenset()
    due: Due | None = None
    outcomes: tuple[Fulfilment, ...] = ()

    def has(self, *parts: Part) -> bool:
        """Whether a word plays one of these parts."""
        return any(word.parts & set(parts) for word in self.words)

    @property
    def denies(self) -> bool:
        """Whether it denies anything."""
        return any(word.denied for word in self.words) or self.has(Part.DENYING, Part.ELLIPTIC)

    @property
    def selects(self) -> bool:
        """Whether it asks which, what or how many, or of any or all, or is no sentence.

        "Targets missed so far" and "commitments due in 2024" have no auxiliary.
        """
        if self.has(Part.SELECTING, Part.COUNTING):
            return True
        opens = self.of_several and bool(self.words[0].parts & _OPENING)
        return opens and not any(word.unit.word in AUXILIARIES for word in self.words)

    @property
    def of_several(self) -> bool:
        """Whether it asks of several commitments, or which of them."""
        return any(map(self._is_several, range(len(self.words))))

    def _is_several(self, at: int) -> bool:
        word = self.words[at]
        if Part.COMMITMENT not in word.parts:
            return word.unit.word == "ones" or Part.BARE in word.parts
        chosen = (w.parts for w in self.words[max(at - _BESIDE, 0) : at])
        choosing = {Part.SELECTING, Part.COUNTING}
        return word.unit.word.endswith("s") or any(parts & choosing for parts in chosen)

    def left_over(self, accounted: Collection[Part]) -> list[frozenset[str]]:
        """The words that play none of these parts, each as its stems: what the question is about.

        Words that together stand for one that was typed count as one.
        """
        known = _ALWAYS | set(accounted)
        found: list[frozenset[str]] = []
        last: int | None = None
        for at, word in enumerate(self.words):
            if word.parts & known:
                continue
            if word.reworded and last == at - 1:
                found[-1] |= word.forms
            else:
                found.append(word.forms)
            last = at if word.reworded else None
        return found

    def is_about(self, accounted: Collection[Part]) -> bool:
        """Whether what is left over is what commitments are on: "… on X", "the X commitments"."""
        known = _ALWAYS | set(accounted)
        left = [at for at, word in enumerate(self.words) if not word.parts & known]
        if not left:
            return True
        before = takewhile(lambda word: is_small(word.unit), reversed(self.words[: left[0]]))
        after = dropwhile(lambda word: not word.parts & known, self.words[left[0] :])
        named = next((Part.COMMITMENT in word.parts for word in after), False)
        return named or any(word.unit.word in ON for word in before)

    def understands(self, accounted: Collection[Part]) -> bool:
        """Whether every word that plays a part plays one of these; others are of the subject."""
        known = _ALWAYS | set(accounted)
        return all(word.parts & known for word in self.words if word.parts)

    def named(self, accounted: Collection[Part]) -> str:
        """The words that are left over, with what stands between them."""
        known = _ALWAYS | set(accounted)
        at = [at for at, word in enumerate(self.words) if not word.parts & known]
        if not at:
            return ""
        last = at[-1]
        while last + 1 < len(self.words) and Part.GENERAL in self.words[last + 1].parts:
            last += 1
        return self.text[self.words[at[0]].unit.start : self.words[last].unit.end]
