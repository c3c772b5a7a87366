"""What a claim says otherwise than its source: the facts that differ, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.nearest import ReadingRoom
from assistant.checking.spans import Span
from assistant.facts.facts import (
    Kind,
    carries,
    dates,
    denials,
    names,
    numbers,
    stands,
)
from assistant.facts.firmness import said_otherwise
from assistant.facts.speakers import speakers
from assistant.facts.tense import only_promises, says_done
from assistant.facts.units import Pairs, Unit
from ingest.indexing.statistics import about
from ingest.language.fulfilment import outcome_of
from ingest.language.quantities import quantities
from ingest.language.sentences import Sentence
from ingest.language.strength import Strength, strength_of
from ingest.language.words import stem
from ingest.register.ratings import SCALE

_NEAR, _BESIDE = 6, 2
"""Words within which a denial is one of the word that it is held against, or an opposite of it."""

_OPPOSITES = [
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("increase increased increasing rise rose risen rising grew grown growth up higher",
         "decrease decreased decreasing reduce reduced reduction fall fell fallen falling down"
         " lower decline declined dropped"),
        ("more", "fewer less"),
        ("before prior", "after following"),
        ("above over exceeded exceeding", "below under"),
        ("accept accepts accepted agree agrees", "reject rejects rejected disagree disagrees"),
        ("first", "last second third"),
        ("highest largest most", "lowest smallest least"),
        ("better improved improving", "worse worsened worsening"),
        ("majority most", "minority"),
        ("all every each", "most many some few none half"),
        ("ahead early earlier", "behind late later"),
        ("include includes included", "exclude excludes excluded"),
        ("always", "never"),
        ("mandatory compulsory must", "voluntary optional may"),
        ("private", "public"),
        ("urgent", "routine"),
        ("clinical", "non-clinical"),
        ("inpatient", "outpatient community"),
    )
]  # fmt: skip
_OTHERWISE = {
    Strength.CONSIDERS: {Strength.WILL, Strength.DONE, Strength.DOING, Strength.REPORTS},
    Strength.AIMS: {Strength.DONE, Strength.REPORTS, Strength.CONSIDERS},
    Strength.WILL: {Strength.CONSIDERS},
    Strength.DOING: {Strength.CONSIDERS},
    Strength.DONE: {Strength.CONSIDERS},
}
"""What a claim wrongly makes of a source: more than it says, or less."""


@dataclass(frozen=True)
class Difference:
    """``claim[start:end]`` and what the source has instead, "" where it has nothing."""

    kind: Kind
    start: int
    end: int
    instead: str = ""


def differences(
    claim: str, of: Sequence[Unit], span: Span, has: Sequence[Unit], pairs: Pairs, room: ReadingRoom
) -> list[Difference]:
    """Every fact of a claim that its source does not carry, in the claim's order."""
    found = [
        *_numbers(claim, span),
        *_dates(claim, span, room),
        *_names(claim, span, room),
        *_groups(claim, span, room),
        *_denials(claim, of, has, pairs),
        *_opposites(of, has, pairs),
        *_strength(claim, span),
        *_only(claim, span),
        *_limits(claim, span),
        *_when_of_how_many(claim, span),
        *_ratings(claim, span),
        *_bodies(claim, span),
        *_outcome(claim, of, span),
        *_tense(claim, span, has, pairs),
        *_firmness(of, has, pairs),
        *_speakers(claim, span),
        *_quantifiers(of, span, room),
    ]
    return sorted(dict.fromkeys(found), key=lambda difference: difference.start)


OUTCOME_WORDS = frozenset(
    stem(word)
    for word in "met missed achieved exceeded fulfilled reached kept delivered failed track".split()
)
_EVERY = frozenset("all every each".split())
_FEWER = frozenset(
    "some many most several few half two three four five six seven eight nine ten eleven"
    " twelve".split()
)
_BEFORE, _SCOPE = 2, 6
_BEFORE_A_NUMBER, _COMPARED = 16, 20
_LEAST = re.compile(
    r"\b(?:over|(?<!no )more than|above|at least|no (?:fewer|less) than|exceeding) $", re.I
)
_MOST = re.compile(r"\b(?:fewer than|less than|under|below|at most|up to|no more than) $", re.I)
RATING = re.compile(rf"\b(?:{'|'.join(SCALE)})\b", re.I)
RATES = re.compile(r"\b(?:rat(?:ed?|ings?)|overall|judged|scored|panel)\b", re.I)
_BODIES = {
    "the Government": re.compile(r"\b(?:[Gg]overnment|[Ww]e|[Oo]ur|[Dd]epartment)\b"),
    "the Panel": re.compile(r"\b[Pp]anel\b"),
    "the Committee": re.compile(r"\b[Cc]ommittee\b"),
}
_ONE_OF = re.compile(r"\bone of (?:the|our|its|their) (?:\w+ )?(?:most|[a-z]+est)\b", re.I)
_SUPERLATIVE = re.compile(r"\bthe (?:single |only )?(?:most [a-z]+|[a-z]{3,}est)\b", re.I)
_ONE = re.compile(r"\ban? (?=(?:year|month|week|day|decade)\b)", re.I)


def _context(span: Span) -> str:
    """What stands above a span and speaks for it too."""
    return "\n".join([*span.paragraph.section, span.lead_in])


def _numbers(claim: str, span: Span) -> Iterator[Difference]:
    there = quantities(_ONE.sub("one ", f"{span.text}\n{_context(span)}"))
    said = [q for _, q in numbers(claim)]
    own = numbers(span.text)
    for fact, quantity in numbers(claim):
        if not carries(quantity, claim, there):
            left = [
                span.text[q.start : q.end]
                for _, q in own
                if q.unit == quantity.unit and not carries(q, span.text, said)
            ]
            yield Difference(Kind.NUMBER, fact.start, fact.end, ", ".join(dict.fromkeys(left)))


def _dates(claim: str, span: Span, room: ReadingRoom) -> Iterator[Difference]:
    own = dates(span.text)
    near = {fact.value for fact in [*own, *dates(_context(span))]}
    of_document = dates(room.library.documents[span.paragraph.document].date)
    there = near or {fact.value for fact in dates(span.paragraph.text)}
    said = {fact.value for fact in dates(claim)}
    for fact in dates(claim):
        if not own and fact.value in {dated.value for dated in of_document}:
            continue
        if fact.value not in there and not any(value.endswith(f" {fact.value}") for value in there):
            left = [span.text[o.start : o.end] for o in own if o.value not in said]
            yield Difference(Kind.DATE, fact.start, fact.end, ", ".join(dict.fromkeys(left)))


def _names(claim: str, span: Span, room: ReadingRoom) -> Iterator[Difference]:
    statistics, analyser = room.library.statistics, room.analyser
    common, known = statistics.common, statistics.known
    document = room.library.documents[span.paragraph.document]
    near = [span.text, span.lead_in]
    around = [*near, span.paragraph.text, _context(span), about(document)]
    own = [fact.value for fact in names(span.text, common, known)]
    left = [name for name in own if not stands(name, [claim], analyser)]
    for fact in names(claim, common, known):
        if stands(fact.value, near, analyser):
            continue
        if stands(fact.value, around, analyser) and not left:
            continue
        yield Difference(Kind.NAME, fact.start, fact.end, ", ".join(dict.fromkeys(left)))


def _groups(claim: str, span: Span, room: ReadingRoom) -> Iterator[Difference]:
    for start, end, instead in room.library.groups.members_apart(
        claim, f"{span.text}\n{_context(span)}"
    ):
        yield Difference(Kind.GROUP, start, end, instead)


def _denials(
    claim: str, of: Sequence[Unit], has: Sequence[Unit], pairs: Pairs
) -> Iterator[Difference]:
    back = {to: at for at, to in pairs.of.items()}
    in_claim, in_source = denials(of), denials(has)
    for denial in in_claim:
        against = [pairs.of[at] for at in denial.denied if at in pairs.of]
        if against and not _near(against, [d.at for d in in_source]):
            yield Difference(Kind.DENIAL, of[denial.at].start, of[denial.at].end)
    done = says_done(claim)
    if done and not in_claim and not any(unit.stem in OUTCOME_WORDS for unit in of):
        for denial in in_source:
            if any(has[at].stem in OUTCOME_WORDS for at in denial.denied):
                yield Difference(Kind.OUTCOME, *done.span(), "not achieved")
    for denial in in_source:
        against = [back[at] for at in denial.denied if at in back]
        if against and not _near(against, [d.at for d in in_claim]):
            for at in against:
                yield Difference(Kind.DENIAL, of[at].start, of[at].end, has[denial.at].word)


def _near(places: Sequence[int], denying: Sequence[int]) -> bool:
    return any(abs(place - at) <= _NEAR for place in places for at in denying)


def _opposites(of: Sequence[Unit], has: Sequence[Unit], pairs: Pairs) -> Iterator[Difference]:
    taken = set(pairs.of.values())
    for at, unit in enumerate(of):
        if at in pairs.of:
            continue
        beside = [
            pairs.of[near] for near in range(at - _BESIDE, at + _BESIDE + 1) if near in pairs.of
        ]
        if not beside:
            continue
        left = {
            other.word
            for to, other in enumerate(has)
            if to not in taken and min(abs(to - near) for near in beside) <= _NEAR
        }
        for one, other in _OPPOSITES:
            for mine, theirs in ((one, other), (other, one)):
                instead = left & theirs
                if unit.word in mine and instead and not any(u.word in mine for u in has):
                    yield Difference(Kind.OPPOSITE, unit.start, unit.end, min(instead))


def _strength(claim: str, span: Span) -> Iterator[Difference]:
    meant, said = strength_of(span.text), strength_of(claim)
    if meant is not None and said in _OTHERWISE.get(meant, ()):
        match = re.search(r"\b(?:will|has|have|is|are|was|were)\b(?: \w+ing\b)?", claim)
        if match:
            yield Difference(Kind.STRENGTH, *match.span(), meant.value)


def _only(claim: str, span: Span) -> Iterator[Difference]:
    """Where a claim makes the one thing of what its source says is one of several."""
    match = _SUPERLATIVE.search(claim)
    if match and _ONE_OF.search(span.text) and not _ONE_OF.search(claim):
        yield Difference(Kind.OPPOSITE, *match.span(), "one of")


def _outcome(claim: str, of: Sequence[Unit], span: Span) -> Iterator[Difference]:
    """Where a claim says that something was met, missed or on track, and the source another."""
    said = outcome_of(claim)
    meant = {outcome_of(sentence.text) for sentence in span.sentences} - {None}
    if said is None or not meant or said in meant:
        return
    at = next((u for u in of if u.stem in OUTCOME_WORDS), of[-1])
    yield Difference(Kind.OUTCOME, at.start, at.end, ", ".join(sorted(o.value for o in meant if o)))


def _tense(claim: str, span: Span, has: Sequence[Unit], pairs: Pairs) -> Iterator[Difference]:
    """Where a claim says that something was done, and the source only that it is promised."""
    done = says_done(claim)
    if done and only_promises(_core(span, has, pairs)):
        yield Difference(Kind.STRENGTH, *done.span(), "promised, not done")


def _firmness(of: Sequence[Unit], has: Sequence[Unit], pairs: Pairs) -> Iterator[Difference]:
    """Where a claim says as done, promised or meant what its source says otherwise."""
    for unit, said in said_otherwise(of, has, pairs):
        yield Difference(Kind.STRENGTH, unit.start, unit.end, said.value)


def _speakers(claim: str, span: Span) -> Iterator[Difference]:
    """Where a claim has one body think or say what its source has another think or say."""
    meant = speakers(f"{span.lead_in} {span.text}")
    for body, match in speakers(claim).items():
        if meant and body not in meant:
            yield Difference(Kind.NAME, *match.span(), ", ".join(sorted(meant)))


def _core(span: Span, has: Sequence[Unit], pairs: Pairs) -> str:
    """The sentence of a span that has the most words of the claim."""
    taken = [has[to] for to in pairs.of.values() if not has[to].is_small]

    def told(sentence: Sentence) -> int:
        first, last = sentence.start - span.start, sentence.end - span.start
        return len({u.start for u in taken if first <= u.start < last})

    return max(span.sentences, key=told).text


def _quantifiers(of: Sequence[Unit], span: Span, room: ReadingRoom) -> Iterator[Difference]:
    """Where a claim says "all" of what its source says only some or a number of."""
    said = {unit.word for unit in of}
    for at, unit in enumerate(of):
        following = {u.base for u in of[at + 1 : at + _SCOPE] if not u.is_small}
        if unit.word not in _EVERY:
            continue
        for has in (room.units(sentence.text) for sentence in span.sentences):
            if _EVERY & {u.word for u in has}:
                continue
            counted = [
                word
                for to, u in enumerate(has)
                if u.base in following
                for word in (other.word for other in has[max(to - _BEFORE, 0) : to])
                if (word in _FEWER or word[0].isdigit()) and word not in said
            ]
            if counted:
                yield Difference(Kind.OPPOSITE, unit.start, unit.end, counted[-1])


def _limits(claim: str, span: Span) -> Iterator[Difference]:
    """Where a claim gives as the most what its source gives as the least, or the other way."""
    there = {q.value: _limit(span.text, q.start) for q in quantities(span.text)}
    for quantity in quantities(claim):
        said, meant = _limit(claim, quantity.start), there.get(quantity.value)
        if said and meant and said != meant:
            yield Difference(Kind.OPPOSITE, quantity.start, quantity.end, meant)


def _limit(text: str, start: int) -> str:
    """Whether a number is said to be the least ("over") or the most ("under"); "" if neither."""
    before = text[max(start - _BEFORE_A_NUMBER, 0) : start]
    if _LEAST.search(before):
        return "at least"
    return "at most" if _MOST.search(before) else ""


def _ratings(claim: str, span: Span) -> Iterator[Difference]:
    """Where a claim gives a rating that its source, which gives ratings, does not."""
    meant = {m.group().lower() for m in RATING.finditer(span.text)}
    if not meant or not RATES.search(f"{claim} {span.text}"):
        return
    for match in RATING.finditer(claim):
        if match.group().lower() not in meant:
            yield Difference(Kind.OPPOSITE, *match.span(), ", ".join(sorted(meant)))


def _bodies(claim: str, span: Span) -> Iterator[Difference]:
    """Where a claim has one body say or do what its source says of another."""
    there = f"{span.text} {span.lead_in}"
    meant = {name for name, pattern in _BODIES.items() if pattern.search(there)}
    for name, pattern in _BODIES.items():
        match = pattern.search(claim)
        if (
            match
            and meant
            and name not in meant
            and not any(_BODIES[other].search(claim) for other in meant)
        ):
            yield Difference(Kind.NAME, *match.span(), ", ".join(sorted(meant)))


def _when_of_how_many(claim: str, span: Span) -> Iterator[Difference]:
    """Where a claim gives its one number for another date than its source gives it for."""
    said, dated = numbers(claim), dates(claim)
    there = [q for _, q in numbers(span.text)]
    when = dates(span.text)
    if len(said) != 1 or len(dated) != 1 or len({d.value for d in when}) < 2:
        return
    own = [q for q in there if q.value == said[0][1].value]
    if len(own) != 1:
        return
    nearest = min(when, key=lambda d: _apart(span.text, own[0].start, own[0].end, d.start, d.end))
    if nearest.value != dated[0].value and dated[0].value in {d.value for d in when}:
        words = span.text[nearest.start : nearest.end]
        yield Difference(Kind.DATE, dated[0].start, dated[0].end, words)


def _apart(text: str, start: int, end: int, other: int, other_end: int) -> int:
    """How far apart two places are; another number or a comparison between them counts much."""
    first, last = min(end, other_end), max(start, other)
    between = text[first:last]
    further = _COMPARED * len(re.findall(r"\d|\bcompared\b|\bfrom\b|\bagainst\b", between))
    return len(between) + further + (_COMPARED if other < start else 0)
