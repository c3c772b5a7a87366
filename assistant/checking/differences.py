"""What a claim says otherwise than its source: the facts that differ, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking import scopes
from assistant.checking.compared import in_another_order, turned_round
from assistant.checking.difference import Difference
from assistant.checking.directions import gone_the_other_way
from assistant.checking.exchanged import dated_numbers, exchanged
from assistant.checking.figures import uncarried_numbers
from assistant.checking.instead import in_place_of
from assistant.facts.denials import is_within
from assistant.facts.facts import Kind
from assistant.facts.firmness import (
    asks,
    is_participle,
    obliges,
    only_done,
    only_promised,
    said_otherwise,
)
from assistant.facts.names import stands
from assistant.facts.opposites import opposites
from assistant.facts.reading import Facts
from assistant.facts.speakers import speakers
from assistant.facts.units import Pairs, Unit, paired
from ingest.language.fulfilment import outcome_of
from ingest.language.words import stemmed
from ingest.register.ratings import SCALE

OUTCOME_WORDS = stemmed(
    "met missed achieved exceeded fulfilled reached kept delivered failed track course"
)
RATES = frozenset("rated rate rating ratings overall judged scored panel".split())

_NEAR = 6
"""Words within which a denial is one of the word that it is held against."""

_OPENS = frozenset("who whose which that but because".split())
"""What opens another clause, in which a denial is none of the word before."""

_LONGEST_VERB = 4
"""Words of a verb with what may stand within it."""

_NOT_ACHIEVED = "not achieved"


def differences(claim: Facts, source: Facts) -> list[Difference]:
    """Every fact of a claim that its source does not carry, in the claim's order."""
    pairs = paired(claim.units, source.units, mistyped=False)
    found = [
        *uncarried_numbers(claim, source),
        *_names(claim, source, pairs),
        *_groups(claim, source),
        *_denials(claim, source, pairs),
        *_opposites(claim, source, pairs),
        *_exchanged(claim, source),
        *_ratings(claim, source),
        *_speakers(claim, source),
        *_outcome(claim, source),
        *_firmness(claim, source, pairs),
    ]
    return sorted(dict.fromkeys(found), key=lambda difference: difference.start)


def _groups(claim: Facts, source: Facts) -> Iterator[Difference]:
    for apart in claim.lexicon.groups.members_apart(claim.text, source.with_above):
        yield Difference(Kind.GROUP, *apart)


def _names(claim: Facts, source: Facts, pairs: Pairs) -> Iterator[Difference]:
    context, analyser = source.context, source.lexicon.analyser
    near = [source.text, context.lead_in]
    around = [*near, context.around, context.above, context.document]
    own = [(f.start, f.end) for f in source.names if not stands(f.value, [claim.text], analyser)]
    for fact in claim.names:
        if stands(fact.value, near, analyser):
            continue
        if stands(fact.value, around, analyser) and not own:
            continue
        there = in_place_of(claim, source, pairs, fact.start, fact.end)
        instead = source.words_at(own) or there
        yield Difference(Kind.NAME, fact.start, fact.end, instead)


def _denials(claim: Facts, source: Facts, pairs: Pairs) -> Iterator[Difference]:
    of, has = claim.units, source.units
    back = {to: at for at, to in pairs.of.items()}
    for denial in claim.denials if not _is_superlative(claim, source) else ():
        against = [pairs.of[at] for at in denial.denied if at in pairs.of]
        if denial.is_place:
            against = [at for at in against if is_within(has, at)]
        if against and not _denied(against, source):
            yield Difference(Kind.DENIAL, of[denial.at].start, of[denial.at].end)
    for denial in source.denials:
        against = [back[at] for at in denial.denied if at in back]
        if denial.is_place:
            against = [at for at in against if is_within(of, at)]
        if against and not _denied(against, claim):
            for at in against:
                yield Difference(Kind.DENIAL, of[at].start, of[at].end, has[denial.at].word)
    done = only_done(of)
    if done and not claim.denials and not any(unit.stem in OUTCOME_WORDS for unit in of):
        for denial in source.denials:
            if any(has[at].stem in OUTCOME_WORDS for at in denial.denied):
                yield Difference(Kind.OUTCOME, done.start, _verb_end(claim, done), _NOT_ACHIEVED)


def _is_superlative(claim: Facts, source: Facts) -> bool:
    """Whether a claim says by a denial what its source says by a superlative: "none as good"."""
    compares = {"as", "than"} & {unit.word for unit in claim.units}
    return bool(compares) and any(map(scopes.is_superlative, source.units))


def _denied(places: Sequence[int], facts: Facts) -> bool:
    """Whether a text denies one of its words: before it, or after it in the same clause."""
    return any(
        abs(place - denial.at) <= _NEAR
        and denial.at in facts.sentence_of(place)
        and not _OPENS & {unit.word for unit in facts.units[place : denial.at]}
        for place in places
        for denial in facts.denials
    )


def _opposites(claim: Facts, source: Facts, pairs: Pairs) -> Iterator[Difference]:
    """Where a claim says the opposite, or says it of more or fewer."""
    for unit, instead in opposites(claim.units, source.units, pairs):
        if _is_denied(unit, claim) == _is_denied(instead, source):
            yield _of_word(unit, source.text[instead.start : instead.end])
    for found in (
        scopes.of_every(claim, source),
        scopes.only_some(claim, source, pairs),
        scopes.only_if(claim, source, pairs),
        scopes.only_tried(claim, source, pairs),
        scopes.the_only(claim, source),
        scopes.levels(claim, source, pairs),
        turned_round(claim, source),
        gone_the_other_way(claim, source),
        in_another_order(claim, source, pairs),
    ):
        yield from (_of_word(unit, words) for unit, words in found)
    yield from (Difference(Kind.OPPOSITE, *found) for found in scopes.limits(claim, source))


def _is_denied(unit: Unit, facts: Facts) -> bool:
    """Whether another word denies this one: "not met" says what "missed" says."""
    at = facts.units.index(unit)
    return any(at in denial.denied for denial in facts.denials)


def _of_word(unit: Unit, instead: str) -> Difference:
    return Difference(Kind.OPPOSITE, unit.start, unit.end, instead)


def _exchanged(claim: Facts, source: Facts) -> Iterator[Difference]:
    """Where a claim gives to one thing, or for one date, what its source gives for another."""
    said, there = dated_numbers(claim), dated_numbers(source)
    for fact in claim.dates:
        number, meant = said.get(fact.value), there.get(fact.value)
        if number != meant and number in there.values() and meant is not None:
            yield Difference(Kind.DATE, fact.start, fact.end, f"{meant:,g}")
    for kind, mark, instead in exchanged(claim, source):
        yield Difference(kind, mark.start, mark.end, instead)


def ratings(text: str) -> list[tuple[int, int, str]]:
    """The ratings that a text gives: first and last letter, and which."""
    lower = text.lower()
    return [(at, at + len(value), value) for value in SCALE if (at := lower.find(value)) >= 0]


def _ratings(claim: Facts, source: Facts) -> Iterator[Difference]:
    """Where a claim gives a rating that its source, which gives ratings, does not."""
    meant = {value for _, _, value in ratings(source.text)}
    rates = any(unit.word in RATES for unit in [*claim.units, *source.units])
    for start, end, value in ratings(claim.text) if meant and rates else ():
        if value not in meant:
            yield Difference(Kind.OPPOSITE, start, end, ", ".join(sorted(meant)))


def _speakers(claim: Facts, source: Facts) -> Iterator[Difference]:
    """Where a claim has one body think or say what its source has another think or say."""
    meant = speakers(source)
    for body, place in speakers(claim).items():
        if meant and body not in meant:
            yield Difference(Kind.NAME, *place, ", ".join(sorted(meant)))


def _outcome(claim: Facts, source: Facts) -> Iterator[Difference]:
    """Where a claim says that something was met, missed or on track, and the source another."""
    said = outcome_of(claim.text)
    texts = [_text(source, sentence) for sentence in source.sentences] if said else []
    meant = {outcome for text in texts if (outcome := outcome_of(text))}
    if said is None or not meant or said in meant:
        return
    at = next((u for u in claim.units if u.stem in OUTCOME_WORDS), claim.units[-1])
    yield Difference(Kind.OUTCOME, at.start, at.end, ", ".join(sorted(o.value for o in meant)))


def _text(facts: Facts, sentence: range) -> str:
    return facts.text[facts.units[sentence.start].start : facts.units[sentence.stop - 1].end]


def _firmness(claim: Facts, source: Facts, pairs: Pairs) -> Iterator[Difference]:
    """Where a claim says as done, promised or meant what its source says otherwise."""
    found = list(said_otherwise(claim.units, source.units, pairs))
    done, core = only_done(claim.units), _core(source, pairs)
    led = Facts(source.context.lead_in).units
    if not found and done and (said := only_promised(core) or only_promised([*led, *core])):
        found = [(done, said)]
    for unit, said in found if not _only_denied(found, claim) else ():
        yield Difference(Kind.STRENGTH, unit.start, _verb_end(claim, unit), said.value)
    must = obliges(claim.units)
    if must and not found and not asks(core):
        yield Difference(Kind.STRENGTH, must.start, must.end, "no duty")


def _only_denied(found: Sequence[tuple[Unit, object]], claim: Facts) -> bool:
    """Whether a claim denies what it would say as done: "has not been eliminated"."""
    return all(_is_denied(unit, claim) for unit, _ in found)


def _verb_end(claim: Facts, unit: Unit) -> int:
    """Where the verb ends that a word begins ("has also *opened*")."""
    at = claim.units.index(unit)
    following = claim.units[at : at + _LONGEST_VERB]
    return next((one.end for one in following if is_participle(one)), unit.end)


def _core(source: Facts, pairs: Pairs) -> Sequence[Unit]:
    """The sentence of a source that has the most words of the claim."""
    has = source.units
    taken = {to for to in pairs.of.values() if not has[to].is_small}
    best = max(source.sentences, key=lambda of: len(taken & set(of)), default=range(0))
    return [has[at] for at in best]
