"""The spans of the documents that may be what a claim is about, the nearest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from math import inf

from assistant.checking.differences import OUTCOME_WORDS, RATES, ratings
from assistant.checking.meaning import PROMISES
from assistant.checking.nearest import SourceFinder
from assistant.checking.spans import Span, around, spans
from assistant.facts.speakers import body_of, says_so
from assistant.facts.units import Pairs, Unit, paired, share, weights
from ingest.language.fulfilment import outcome_of
from ingest.language.sentences import kept_sentences
from ingest.types import Paragraph

_ABOVE = 0.7
"""What a word counts that stands above a source only, in its headings or its list's lead-in."""

_NAMES_IT = 0.6
"""The least share of a claim's words that the names and words of a commitment must have."""

_TIGHT, _SPREAD = 0.1, 0.04
"""What counts for a source that says little else, and against one of several sentences."""

_LITTLE = 1e-6
"""More than what sums of the same numbers differ by, added up in another order."""

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

    def carries(span: Span) -> bool:
        if says and not any(outcome_of(sentence.text) for sentence in span.sentences):
            return False
        return not rates or bool(ratings(span.text))

    best = _best(of, weighed, finder, carries, len(finder.library.paragraphs) if says else _CLOSEST)
    if says:
        best |= _standings(of, weighed, finder)
    return sorted(best.values(), key=lambda source: -source.fit)[:_CLOSEST]


def _best(
    of: Sequence[Unit],
    weighed: Sequence[float],
    finder: SourceFinder,
    carries: Callable[[Span], bool],
    most: int,
) -> dict[str, Source]:
    """The best span of each paragraph, at least those of as many paragraphs as are wanted.

    A span is looked at closely only while it may be better than what was found, by what it could
    be at most.
    """
    paragraphs = finder.nearest(of)
    rooms = [one for each in paragraphs for one in _rooms(each, of, weighed, finder)]
    found: dict[str, tuple[float, int, Source]] = {}
    for at, (room, span) in sorted(enumerate(rooms), key=lambda one: -one[1][0]):
        key = span.paragraph.key
        fits = nlargest(most, (fit for fit, _, _ in found.values()))
        if len(fits) == most and room < fits[-1]:
            break
        if key in found and room < found[key][0]:
            continue
        if carries(span):
            source = _source(span, of, weighed, finder)
            found[key] = max(found.get(key, (-inf, 0, source)), (source.fit, -at, source))
    order = (paragraph.key for paragraph in paragraphs)
    return {key: found[key][2] for key in order if key in found}


def _rooms(
    paragraph: Paragraph, of: Sequence[Unit], weighed: Sequence[float], finder: SourceFinder
) -> Iterator[tuple[float, Span]]:
    """Each span of a paragraph with what its fit could be at most, if all equal words paired."""
    forms = {s.text: finder.forms(s.text) for s in kept_sentences(paragraph)}
    asked = [(at, unit.key, unit.base) for at, unit in enumerate(of)]
    there = {
        text: {at for at, key, base in asked if key in had or base in had}
        for text, (_, had) in forms.items()
    }
    total = sum(weighed) or 1.0
    for span in spans(paragraph, _MOST_SENTENCES):
        texts = [sentence.text for sentence in span.sentences]
        pairs = set().union(*(there[text] for text in texts))
        above = finder.bases_above(span)
        told = sum(w for at, w in enumerate(weighed) if at not in pairs and of[at].base in above)
        shared = (sum(weighed[at] for at in pairs) + _ABOVE * told) / total
        length = sum(forms[text][0] for text in texts)
        yield _LITTLE + _fit(shared, min(len(pairs), length), length, len(texts)), span


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
    fit = _fit(shared, len(pairs.of), len(has), len(span.sentences))
    return Source(span, has, pairs, shared, shared * total, fit)


def _fit(shared: float, pairs: int, length: int, sentences: int) -> float:
    return shared + _TIGHT * pairs / max(length, 1) - _SPREAD * (sentences - 1)
