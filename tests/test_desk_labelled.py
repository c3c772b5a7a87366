"""The desk finds the right sentences, and calls a claim what a reader calls it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

import pytest

from assistant.checking.meaning import Meaning
from assistant.checking.nearest import SourceFinder
from assistant.desk.check import Checked, Verdict, check
from assistant.desk.wording import Found, Wording, look_up
from labels import LabelledClaim, LabelledPhrase, labelled_claims, labelled_phrases

PHRASES = labelled_phrases()
CLAIMS = {claim.id: claim for claim in labelled_claims()}
OTHER_WORDS = labelled_claims("claims_other_words.jsonl")
FALSE = [
    "The eating disorder target was met.",
    "The target for physical health checks was met.",
    "The NHS failed to meet its commitment of 70,000 more children and young people.",
    "The 19,000 new staff target has been missed.",
    "The target of 21,000 new posts was not met.",
    "Out of area placements have been eliminated.",
    "The government rejects the panel's findings on workforce.",
    "280,000 people received a full annual physical health check.",
    "The government has recruited 50,000 more nurses.",
    "Every area now has a 24/7 crisis service.",
    "The commitment on crisis resolution and home treatment was met in full.",
    "The commitment on therapeutic offer was met.",
    "Forty trusts are piloting the PCREF.",
    "All trusts are piloting the PCREF.",
]
"""What the documents do not say, and what would do harm if it were said that they do."""

Checking = Callable[[str], list[Checked]]


def each_set_of(kind: str) -> pytest.MarkDecorator:
    """Runs a test for every set that has claims of this kind."""
    names = dict.fromkeys(claim.set for claim in CLAIMS.values() if claim.kind == kind)
    return pytest.mark.parametrize("name", names)


@pytest.fixture(scope="module")
def checked(finder: SourceFinder, meaning: Meaning) -> Checking:
    """Checks a claim, once for all tests."""
    return cache(lambda claim: check(claim, finder, meaning))


@pytest.fixture(scope="module")
def looked_up(finder: SourceFinder) -> Callable[[str], Wording]:
    """Looks a phrase up, once for all tests."""
    return cache(lambda phrase: look_up(phrase, finder))


def of_kind(name: str, kind: str) -> list[LabelledClaim]:
    return [claim for claim in CLAIMS.values() if (claim.set, claim.kind) == (name, kind)]


def with_verdict(
    claims: Iterable[LabelledClaim], checked: Checking, *verdicts: Verdict
) -> list[str]:
    """The claims of which some sentence has one of these verdicts."""
    return [
        f"{claim.id}: {claim.claim}"
        for claim in claims
        if {one.verdict for one in checked(claim.claim)} & set(verdicts)
    ]


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def is_first(phrase: LabelledPhrase, wording: Wording) -> bool:
    """Whether the sentence that is meant, or a part of it, is the first place."""
    if not wording.places:
        return False
    first = wording.places[0]
    meant, given = letters(phrase.sentence), letters(first.text)
    return first.span.paragraph.key in phrase.gold and (meant in given or given in meant)


def test_there_are_eighty_phrases_and_claims_of_five_sets() -> None:
    assert len(PHRASES) == len({phrase.id for phrase in PHRASES}) == 80
    assert len(CLAIMS) == len(labelled_claims()) == 280
    assert len({claim.set for claim in CLAIMS.values()}) == 5


def test_the_sentence_that_is_meant_is_nearly_always_first(
    looked_up: Callable[[str], Wording],
) -> None:
    there = [phrase for phrase in PHRASES if phrase.kind != "absent"]
    missed = [phrase.phrase for phrase in there if not is_first(phrase, looked_up(phrase.phrase))]
    assert len(there) == 60
    assert len(missed) <= 3, missed


def test_a_phrase_that_is_there_word_for_word_is_found_as_such(
    looked_up: Callable[[str], Wording],
) -> None:
    verbatim = [phrase.phrase for phrase in PHRASES if phrase.kind == "verbatim"]
    assert [phrase for phrase in verbatim if looked_up(phrase).found is not Found.EXACT] == []


def test_a_phrase_that_is_not_there_is_not_said_to_be(
    looked_up: Callable[[str], Wording],
) -> None:
    absent = [phrase.phrase for phrase in PHRASES if phrase.kind == "absent"]
    assert len(absent) == 20
    assert [phrase for phrase in absent if looked_up(phrase).found is not Found.ABSENT] == []


@pytest.mark.slow
@each_set_of("verbatim")
def test_a_verbatim_claim_is_verbatim(name: str, checked: Checking) -> None:
    others = set(Verdict) - {Verdict.VERBATIM}
    assert with_verdict(of_kind(name, "verbatim"), checked, *others) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["check_dev", "check_held", "check_final"])
def test_every_changed_fact_is_found_where_it_stands(name: str, checked: Checking) -> None:
    claims = of_kind(name, "changed")
    assert len(claims) == 20
    for claim in claims:
        found = checked(claim.claim)
        assert Verdict.DIFFERS in {one.verdict for one in found}, claim
        assert all(any(overlaps(one, words) for one in found) for words in claim.changed), claim


def overlaps(one: Checked, words: str) -> bool:
    """Whether a difference of a claim overlaps these words of it."""
    start = one.claim.find(words)
    end = start + len(words)
    return start >= 0 and any(d.start < end and start < d.end for d in one.differences)


@pytest.mark.slow
@each_set_of("paraphrase")
def test_nearly_no_paraphrase_is_said_to_differ(name: str, checked: Checking) -> None:
    paraphrases = of_kind(name, "paraphrase")
    assert len(paraphrases) == 20
    assert len(differing := with_verdict(paraphrases, checked, Verdict.DIFFERS)) <= 2, differing


@pytest.mark.slow
@each_set_of("not-found")
def test_what_no_document_says_is_never_said_to_be_true(name: str, checked: Checking) -> None:
    claims = of_kind(name, "not-found")
    assert with_verdict(claims, checked, Verdict.VERBATIM, Verdict.REWORDED) == []


@pytest.mark.slow
def test_no_changed_claim_in_other_words_is_said_to_be_true(checked: Checking) -> None:
    changed = [claim for claim in OTHER_WORDS if claim.kind == "changed"]
    assert len(changed) == 20
    assert with_verdict(changed, checked, Verdict.VERBATIM, Verdict.REWORDED) == []


@pytest.mark.slow
def test_nearly_no_faithful_claim_in_quite_other_words_is_said_to_differ(
    checked: Checking,
) -> None:
    faithful = [claim for claim in OTHER_WORDS if claim.kind == "paraphrase"]
    assert len(faithful) == 20
    assert len(differing := with_verdict(faithful, checked, Verdict.DIFFERS)) <= 1, differing


@pytest.mark.parametrize("claim", FALSE)
def test_a_dangerous_sentence_is_not_said_to_be_true(claim: str, checked: Checking) -> None:
    (one,) = checked(claim)
    assert one.verdict in (Verdict.DIFFERS, Verdict.ABSENT)
