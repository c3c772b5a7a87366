"""Whether sentences carry what somebody else wrote of them: in their words, and nothing left out.

What differs in no fact can still be false: of planted sentences a third passed by that alone. So a
sentence is vouched for only if each part of it says a part of one source whole, in its order:
docs/adr/0017.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.answer import Claim
from assistant.checking.differences import differences
from assistant.checking.nearest import SourceFinder
from assistant.checking.spans import Span, around
from assistant.facts.reading import Context, Facts
from assistant.facts.units import Unit, paired
from ingest.language.words import FRAMING_WORDS

_MATTERS = frozenset(
    "although but can could every except from if may might more most much no not one only over"
    " provided shall should subject than though to under unless until up where whereas while will"
    " would".split()
)
"""Small words that change what is said: no claim may add or leave out one of them."""


_KEPT = 1_000
"""Claims that are held against their sources once: as they arrive, and in the answer."""


class Gate:
    """Holds what was written against the sentences that it cites."""

    def __init__(self, finder: SourceFinder) -> None:
        self._finder = finder
        self.uncarried = lru_cache(maxsize=_KEPT)(self._uncarried)
        """The words of a claim that its sources do not carry, or leave out of it; none: vouched."""
        self.bases = lru_cache(maxsize=_KEPT)(self._bases)
        """The base forms of the words of a text that say something."""

    def _uncarried(self, claim: Claim) -> list[str]:
        spans = list(self._spans(claim))
        if not spans:
            return [claim.text]
        said = self._finder.facts(claim.text)
        sources = [self._finder.source(span) for span in spans]
        differ = differences(said, joined(sources))
        if differ:
            return list(dict.fromkeys(claim.text[d.start : d.end] for d in differ))
        above = frozenset[str]().union(*map(self._finder.bases_above, spans))
        return unvouched(said, sources, above)

    def adds_nothing(self, text: str, whole: str) -> bool:
        """Whether a text has no word that says something, and no number, that another has not."""
        there = {unit.base for unit in self._finder.units(whole)}
        return all(
            unit.base in there or (unit.word in FRAMING_WORDS and not unit.is_number)
            for unit in self._finder.units(text)
        )

    def share(self, text: str, source: str) -> float:
        """How much of what a text says a source has words for, 0 to 1, whatever it says of it."""
        said = self.bases(text)
        return len(said & self.bases(source)) / len(said) if said else 0.0

    def _bases(self, text: str) -> frozenset[str]:
        return frozenset(unit.base for unit in self._finder.units(text) if says(unit))

    def _spans(self, claim: Claim) -> Iterator[Span]:
        paragraphs = self._finder.library.paragraphs
        for key, quote in claim.quotes:
            paragraph = paragraphs[key]
            start = paragraph.text.find(quote)
            if start >= 0 and (span := around(paragraph, start, start + len(quote))):
                yield span


def joined(sources: Sequence[Facts]) -> Facts:
    """Several sources as one, with all that speaks for any of them."""
    if len(sources) == 1:
        return sources[0]
    contexts = [source.context for source in sources]

    def all_of(name: str) -> str:
        return "\n".join(dict.fromkeys(getattr(context, name) for context in contexts))

    publishers = {context.publisher for context in contexts}
    dates = {context.date for context in contexts}
    context = Context(
        all_of("lead_in"),
        all_of("headings"),
        all_of("around"),
        all_of("document"),
        publishers.pop() if len(publishers) == 1 else "",
        dates.pop() if len(dates) == 1 else "",
    )
    return Facts("\n".join(source.text for source in sources), sources[0].lexicon, context)


def unvouched(
    said: Facts, sources: Sequence[Facts], above: Collection[str] = frozenset()
) -> list[str]:
    """The words of a claim that stand in no source as there, and those of a source left out of it.

    Each part of the claim, between commas, belongs to the source that shares the most with it: what
    the source has in the parts that it touches, the claim has, in the source's order. ``above`` are
    the bases of words that stand above the sources.
    """
    paired_ = [paired(said.units, source.units, mistyped=False).of for source in sources]
    touched: list[dict[int, int]] = [{} for _ in sources]
    extra: list[Unit] = []
    for part in said.parts:
        told = [at for at in part if says(said.units[at])]
        of = max(range(len(sources)), key=lambda n: sum(at in paired_[n] for at in told))
        touched[of] |= {at: paired_[of][at] for at in told if at in paired_[of]}
        left = [said.units[at] for at in told if at not in paired_[of]]
        extra += [unit for unit in left if unit.base not in above]
        extra += _out_of_order(said, [(at, touched[of][at]) for at in told if at in touched[of]])
    words = [said.text[unit.start : unit.end] for unit in extra]
    for source, pairs in zip(sources, touched, strict=True):
        words += [
            source.text[unit.start : unit.end] for unit in _left_out(source, set(pairs.values()))
        ]
    return list(dict.fromkeys(words))


def says(unit: Unit) -> bool:
    """Whether a word says something that the rest of its sentence hangs on."""
    return not unit.is_small or unit.word in _MATTERS


def _out_of_order(said: Facts, pairs: Sequence[tuple[int, int]]) -> Iterator[Unit]:
    for (_, to), (at, other) in pairwise(pairs):
        if other < to:
            yield said.units[at]


def _left_out(source: Facts, taken: Collection[int]) -> Iterator[Unit]:
    """What a source has in the parts of which a claim takes something, and the claim has not.

    A part that opens with a word that limits the rest ("if", "except") is one of them, and what
    stands before a colon, for what follows.
    """
    before: range | None = None
    for sentence in source.sentences:
        needed = set(before or ())
        before = None
        if set(sentence) & set(taken):
            for part in (part for part in source.parts if part.start in sentence):
                limits = source.units[part.start].word in _MATTERS
                needed |= set(part) if limits or set(part) & set(taken) else set()
        else:
            needed.clear()
        yield from (
            source.units[at] for at in sorted(needed - set(taken)) if says(source.units[at])
        )
        end = source.units[sentence.stop - 1].end
        if source.text[end : end + 2].strip().startswith(":"):
            before = sentence
