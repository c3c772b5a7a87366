"""Did they really say this? A claim beside its closest source, and every fact that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, inf

from assistant.bounds import LONGEST_CHECKED
from assistant.checking.difference import Difference
from assistant.checking.differences import OUTCOME_WORDS, differences
from assistant.checking.instead import in_place_of
from assistant.checking.meaning import Meaning
from assistant.checking.nearest import SourceFinder
from assistant.desk.rated import rated_claims
from assistant.desk.sources import Source, source_at, sources_of
from assistant.desk.wording import Place, exactly
from assistant.facts.denials import denies
from assistant.facts.facts import Kind
from assistant.facts.firmness import is_purpose
from assistant.facts.reading import Facts
from assistant.facts.units import Unit, order
from ingest.errors import UsageError
from ingest.language.sentences import sentences
from ingest.language.words import FRAMING_WORDS
from ingest.types import Paragraph, Progress

_FEWEST_WORDS = 3
"""Words of a claim; a shorter line of a briefing is a heading."""

_LONG_HEADING = 6
"""Spaces of a line without a full stop from which on it is no heading but a claim."""

_SUFFICES = 0.8
"""The least share of a claim's words, and of these in order, at which words alone suffice."""

_ALIKE, _LEAST_ALIKE = 0.5, 0.42
"""The least cosine of a claim and its source where they share less than that part of the words.

And the least where they share more, but not in one order: words from here and there are no source.
"""

_ABOUT_IT, _MOSTLY_IT, _SAYS_IT = 0.5, 0.7, 0.8
"""The least share of words, and cosine, at which a claim that differs is about its source.

The first is for one that differs in a fact, the second for one that differs in other words.
"""

_FREELY, _AT_ALL = 0.7, 0.25
"""The least cosine at which a claim in mostly other words may have one hardly carried, and its."""

_AS_NEAR = 0.05
"""How much less near than the source that differs another may be that carries a claim."""

_MOST_ALIKE = 1.001
"""More than any cosine is, as a computer adds them up."""

_LEAST_TOLD = 1.9
"""What the words that a claim shares with its source weigh at least, in words that stand nowhere.

What says less ("funding has increased") much else would carry, of another thing.
"""

_NOWHERE = "-"
"""What is no word, and so as rare as any can be."""

_DENIED_BEFORE = 2
"""Words before a quotation of which one may deny it."""

_CUT_BEHIND = 6
"""Words before a quotation of which one may say that it is only meant."""


class Verdict(StrEnum):
    """What a claim is beside what the documents say."""

    VERBATIM = "verbatim"
    REWORDED = "reworded, no difference found"
    DIFFERS = "differs in a fact"
    ABSENT = "not found"


@dataclass(frozen=True)
class Checked:
    """One claim with its verdict.

    ``places`` are where it stands, or the one closest source; of a claim that was not found that
    is only the nearest reading. ``differences`` are the facts that differ, and ``others`` the
    places in the claim, first and last letter, of words that the source has in no form.
    """

    claim: str
    verdict: Verdict
    places: tuple[Place, ...] = ()
    differences: tuple[Difference, ...] = ()
    others: tuple[tuple[int, int], ...] = ()


def check(
    text: str,
    finder: SourceFinder,
    meaning: Meaning,
    progress: Progress | None = None,
    longest: int = LONGEST_CHECKED,
) -> list[Checked]:
    """Every claim of a text, sentence by sentence, with its verdict.

    ``progress`` is told before each claim how many of how many are done. Raises
    :class:`UsageError` if the text is empty, makes no claim or has more letters than ``longest``.
    """
    if len(text) > longest:
        raise UsageError(
            f"The text has {len(text):,} characters; check at most {longest:,} at once: give it in "
            f"{ceil(len(text) / longest):,} parts, one after the other."
        )
    claims = list(claims_of(text))
    if not claims:
        raise UsageError("There is no sentence to check; give a claim of at least three words.")
    checked: list[Checked] = []
    for claim in claims:
        if progress:
            progress(len(checked), len(claims))
        checked.append(_checked(claim, finder, meaning))
    return checked


def claims_of(text: str) -> Iterator[str]:
    """The sentences of a text, line by line; headings and what is shorter make no claim."""
    for line in text.splitlines():
        line = " ".join(line.split())
        for sentence in sentences(Paragraph("", "", False, (), line)) if line else ():
            claim = sentence.text.strip(" •*-–").strip()
            ends = claim[-1:] in tuple(".!?\"”’')")
            if len(claim.split()) >= _FEWEST_WORDS and (ends or line.count(" ") >= _LONG_HEADING):
                yield claim


def _checked(claim: str, finder: SourceFinder, meaning: Meaning) -> Checked:
    exact = [place for place in exactly(claim, finder) if not _is_cut(claim, place, finder)]
    if exact:
        return Checked(claim, Verdict.VERBATIM, tuple(exact))
    said = finder.facts(claim)
    rated = rated_claims(finder).of(said)
    if rated and rated.span:
        best = source_at(rated.span, said.units, finder)
        return _beside(claim, best, rated.differences, finder)
    checked = _compared(claim, said, finder, meaning)
    return replace(checked, verdict=Verdict.ABSENT, differences=()) if rated else checked


def _compared(claim: str, said: Facts, finder: SourceFinder, meaning: Meaning) -> Checked:
    """A claim beside the sentence that is nearest to it by words, or else by meaning."""
    sources = sources_of(claim, said.units, finder)
    if not sources:
        return Checked(claim, Verdict.ABSENT)
    best = sources[0]
    if best.share >= _SUFFICES and order(best.pairs) >= _SUFFICES:
        differ = differences(said, finder.source(best.span))
        carrying = _carrying(said, best, sources[1:], finder) if differ else None
        if carrying and order(carrying.pairs) >= _SUFFICES:
            return _beside(claim, carrying, (), finder)
        if any(d.contradicts for d in differ) or not (differ or _left(said.units, best)):
            return _beside(claim, best, differ, finder)
    alike = _likenesses(claim, sources, meaning)
    alike_and_fit = [like + source.fit for like, source in zip(alike, sources, strict=True)]
    most = max(range(len(sources)), key=lambda at: alike_and_fit[at])
    checked = _by_meaning(said, sources[most], alike[most], finder, meaning)
    if checked.verdict is not Verdict.DIFFERS:
        return checked
    least = alike_and_fit[most] - _AS_NEAR
    near = [source for source, by in zip(sources, alike_and_fit, strict=True) if by >= least]
    if carrying := _carrying(said, sources[most], near, finder):
        again = _by_meaning(said, carrying, alike[sources.index(carrying)], finder, meaning)
        return again if again.verdict is Verdict.REWORDED else checked
    return checked


def _likenesses(claim: str, sources: Sequence[Source], meaning: Meaning) -> list[float]:
    """How alike a claim and each of its sources are, the best fitting first, as cosines.

    What no cosine could make the best or as near as that is not looked at, and like nothing.
    """
    found: list[float] = []
    best = -inf
    for source in sources:
        could_be = source.fit + _MOST_ALIKE >= best - _AS_NEAR
        found.append(meaning.likeness(claim, source.span) if could_be else -inf)
        best = max(best, found[-1] + source.fit)
    return found


def _carrying(
    said: Facts, best: Source, others: Sequence[Source], finder: SourceFinder
) -> Source | None:
    """The first other sentence that has no fewer of a claim's words, and differs in nothing."""
    for one in others:
        is_single = len(one.span.sentences) == 1 and one is not best
        is_whole = is_single and one.share >= best.share and not _left(said.units, one)
        if is_whole and not differences(said, finder.source(one.span)):
            return one
    return None


def _by_meaning(
    said: Facts, best: Source, likeness: float, finder: SourceFinder, meaning: Meaning
) -> Checked:
    """What a claim is beside its source where its words alone do not tell.

    A source that carries no fact otherwise and only lacks some is no source of it.
    """
    there = finder.source(best.span)
    differ = differences(said, there)
    others = _uncarried(said, best, differ, likeness, meaning)
    words = [
        Difference(Kind.WORD, start, end, in_place_of(said, there, best.pairs, start, end))
        for start, end in others
    ]
    found = sorted([*differ, *words], key=lambda difference: difference.start)
    lacks = bool(found) and not any(difference.contradicts for difference in found)
    if lacks or not _is_source(best, likeness, differ, others):
        return Checked(said.text, Verdict.ABSENT, (_place(best, finder),), tuple(differ), others)
    return _beside(said.text, best, found, finder)


def _uncarried(
    said: Facts, best: Source, differ: Sequence[Difference], likeness: float, meaning: Meaning
) -> tuple[tuple[int, int], ...]:
    """The places of the words of a claim that its source carries in no form."""
    facts = [*said.figures, *((one.start, one.end) for one in differ)]
    found = {
        unit: cosine
        for unit, cosine in meaning.uncarried(said.text, said.units, best.span, best.share).items()
        if not any(start <= unit.start < end for start, end in facts)
        and not (best.known and unit.stem in OUTCOME_WORDS)
    }
    freely = best.share < _MOSTLY_IT and likeness >= _FREELY
    if freely and len(found) == 1 and min(found.values()) >= _AT_ALL:
        return ()
    return tuple(dict.fromkeys((unit.start, unit.end) for unit in found))


def _is_source(
    best: Source, likeness: float, differ: Sequence[Difference], others: Sequence[object]
) -> bool:
    """Whether a claim is about what is nearest to it, by the words and the meaning they share."""
    if differ and likeness >= _SAYS_IT:
        return True
    is_source = best.known or (likeness >= _LEAST_ALIKE and max(likeness, best.share) >= _ALIKE)
    return is_source and (not others or best.share >= (_ABOUT_IT if differ else _MOSTLY_IT))


def _is_cut(claim: str, place: Place, finder: SourceFinder) -> bool:
    """Whether what is quoted says something else without the words before it.

    These deny it ("no clear definition …"); or a whole sentence is made of a part of one, behind
    what it is only meant or said for ("so that all …", "*crisis* services are …").
    """
    start = place.marks[0][0]
    before = [unit for unit in finder.units_of(place.span) if unit.end <= start]
    if any(map(denies, before[-_DENIED_BEFORE:])):
        return True
    if not before or not claim[0].isupper() or not place.text[start].islower():
        return False
    adjoins = place.text[before[-1].end : start].isspace()
    return (adjoins and not before[-1].is_small) or is_purpose([*before[-_CUT_BEHIND:]])


def _left(of: Sequence[Unit], best: Source) -> bool:
    """Whether the claim has words that say something and that the source does not have."""
    return any(
        at not in best.pairs.of and unit.word not in FRAMING_WORDS for at, unit in enumerate(of)
    )


def _beside(
    claim: str, best: Source, differ: Sequence[Difference], finder: SourceFinder
) -> Checked:
    verdict = Verdict.DIFFERS if differ else Verdict.REWORDED
    if not (differ or best.known) and best.told < _LEAST_TOLD * finder.rarity(_NOWHERE):
        verdict = Verdict.ABSENT
    return Checked(claim, verdict, (_place(best, finder),), tuple(differ))


def _place(best: Source, finder: SourceFinder) -> Place:
    """The source, with its words marked that the claim does not have."""
    paired_ = set(best.pairs.of.values())
    marks = tuple(
        dict.fromkeys(
            (unit.start, unit.end)
            for at, unit in enumerate(best.has)
            if at not in paired_ and not unit.is_small
        )
    )
    document = finder.library.documents[best.span.paragraph.document]
    return Place(document, best.span, marks, best.share)
