"""The spans of the documents that may be what a claim is about, the nearest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.checking.differences import OUTCOME_WORDS, RATES, ratings
from assistant.checking.meaning import PROMISES
from assistant.checking.nearest import SourceFinder
from assistant.checking.spans import Span, around, spans
from assistant.facts.speakers import body_of, says_so
from assistant.facts.units import Pairs, Unit, paired, share, weights
from ingest.language.fulfilment import outcome_of

_ABOVE = 0.7
"""What a word counts that stands above a source only, in its headings or its list's lead-in."""

_NAMES_IT = 0.6
"""The least share of a claim's words that the names and words of a commitment must have."""

_TIGHT, _SPREAD = 0.1, 0.04
"""What counts for a source that says little else, and against one of several sentences."""

_CLOSEST = 12
_MOST_SENTENCES = 3


@dataclass(frozen=True)
class Source:
    """A span that may be what a claim is about, with what it shares with it.

    ``share`` is the part of the claim's words that it has, and ``told`` what these weigh;
    ``known`` says that the register knows it to be.
    """

    span: Span
    has: tuple[Unit, ...]
    pairs: Pairs
    share: float
    told: float
    fit: float
    known: bool = False


def sources_of(claim: str, of: Sequence[Unit], finder: SourceFinder) -> list[Source]:
    """The spans that share the most words with a claim, the best of each paragraph's first.

    What a claim says became of a promise can only be carried by what says what became of one, and
    a rating by what gives ratings.
    """
    weighed = weights(of, finder.rarity)
    says = outcome_of(claim)
    rates = ratings(claim) and any(unit.word in RATES for unit in of)
    best: dict[str, Source] = {}
    for paragraph in finder.nearest(of):
        for span in spans(paragraph, _MOST_SENTENCES):
            if says and not any(outcome_of(sentence.text) for sentence in span.sentences):
                continue
            if rates and not ratings(span.text):
                continue
            source = _source(span, of, weighed, finder)
            if paragraph.key not in best or source.fit > best[paragraph.key].fit:
                best[paragraph.key] = source
    if says:
        best |= _standings(of, weighed, finder)
    return sorted(best.values(), key=lambda source: -source.fit)[:_CLOSEST]


def _standings(
    of: Sequence[Unit], weighed: Sequence[float], finder: SourceFinder
) -> dict[str, Source]:
    """What the register knows to be said of the evaluated commitment that a claim speaks of.

    The sentence that says so may name it by its heading only, or not at all.
    """
    told = [(at, weight) for at, weight in enumerate(weighed) if not _only_says(of[at])]
    total = sum(weight for _, weight in told) or 1.0
    found: dict[str, Source] = {}
    for evaluated in finder.library.register.evaluated:
        named = [evaluated.label, *evaluated.section, *(p.text for p in evaluated.promises[:1])]
        there = {unit.base for unit in finder.units("\n".join(named))} | PROMISES
        shared = sum(weight for at, weight in told if of[at].base in there) / total
        for quote in evaluated.standing if shared >= _NAMES_IT else ():
            paragraph = finder.library.paragraphs[quote.paragraph]
            start = paragraph.text.index(quote.text)
            if span := around(paragraph, start, start + len(quote.text)):
                source = _source(span, of, weighed, finder)
                shared = max(shared, source.share)
                known = replace(source, share=shared, fit=shared + 2 * _TIGHT, known=True)
                if quote.paragraph not in found or known.fit > found[quote.paragraph].fit:
                    found[quote.paragraph] = known
    return found


def _only_says(unit: Unit) -> bool:
    """Whether a word says what became of a promise, or who says so, and names none."""
    return unit.stem in OUTCOME_WORDS or says_so(unit) or bool(body_of(unit))


def source_at(span: Span, of: Sequence[Unit], finder: SourceFinder) -> Source:
    """A span that is known to be what a claim is about."""
    return replace(_source(span, of, weights(of, finder.rarity), finder), known=True)


def _source(
    span: Span, of: Sequence[Unit], weighed: Sequence[float], finder: SourceFinder
) -> Source:
    has = tuple(finder.units_of(span))
    pairs = paired(of, has, mistyped=False)
    above = finder.bases_above(span)
    told = [at for at, unit in enumerate(of) if at not in pairs.of and unit.base in above]
    total = sum(weighed)
    shared = share(pairs, weighed) + _ABOVE * sum(weighed[at] for at in told) / (total or 1)
    fit = shared + _TIGHT * len(pairs.of) / max(len(has), 1)
    fit -= _SPREAD * (len(span.sentences) - 1)
    return Source(span, has, pairs, shared, shared * total, fit)
