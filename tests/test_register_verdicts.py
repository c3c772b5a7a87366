"""Whether a promise was met is taken from a sentence that says so, and from no other."""

from __future__ import annotations

import pytest

from ingest.language.fulfilment import Fulfilment, outcome_of

SENTENCES = {
    Fulfilment.MET: [
        "The target was met.",
        "The 19,000 new staff target has now been met.",
        "The NHS exceeded the commitment for 70,000 more children.",
        "We have met our targets for the year.",
        "We have delivered on our promise.",
        "The ambition has been fully achieved.",
        "All areas met the 95% waiting time standard.",
    ],
    Fulfilment.NOT_MET: [
        "The target was not met.",
        "The commitment has not yet been met.",
        "The target was narrowly missed.",
        "We missed the target.",
        "We failed to meet this commitment.",
        "There was a failure to meet this target.",
        "The NHS did not achieve the standard.",
        "The NHS continues to be off-track for this target.",
        "The pledge was never fulfilled.",
        "We have not met the target.",
    ],
    Fulfilment.PARTLY_MET: [
        "The commitment was partly met.",
        "Some areas have not yet met the ambition.",
        "Most systems are now delivering it.",
        "The majority of trusts have met it.",
    ],
    Fulfilment.ON_TRACK: [
        "We are on track to meet the target.",
        "Services are ahead of schedule.",
        "We remain confident of meeting the commitment.",
        "The NHS is exceeding its trajectory.",
        "The work is on course for 2025.",
    ],
}
NONE = [
    "The target would have been met.",
    "If the target is met, waits will fall.",
    "Without the pandemic the target was met in all but name.",
    "The target should be met by 2025.",
    "The panel concluded that the target was met.",
    "The Committee's report found that the commitment was not met.",
    "The eating disorder target is for 2020/21.",
    "We met with 40 patients.",
    "We missed our colleagues.",
    "The target is 95%.",
    "We will meet the target.",
    "A different commitment was not met.",
    "",
]


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [(sentence, outcome) for outcome, of in SENTENCES.items() for sentence in of],
)
def test_a_sentence_tells_what_became_of_a_promise(sentence: str, outcome: Fulfilment) -> None:
    assert outcome_of(sentence) is outcome


@pytest.mark.parametrize("sentence", NONE)
def test_what_would_have_been_or_others_found_is_no_verdict(sentence: str) -> None:
    assert outcome_of(sentence) is None


@pytest.mark.parametrize("thing", ["commitment", "target", "pledge", "promise", "milestone"])
@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("was met", Fulfilment.MET),
        ("was not met", Fulfilment.NOT_MET),
        ("was missed", Fulfilment.NOT_MET),
        ("was partly met", Fulfilment.PARTLY_MET),
    ],
)
def test_any_word_for_a_promise_is_one(thing: str, said: str, outcome: Fulfilment) -> None:
    assert outcome_of(f"In 2021 this {thing} {said}.") is outcome
