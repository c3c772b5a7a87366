"""How firmly a sentence binds is read from its verb, and from whose verb it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.strength import Strength, strength_of

SENTENCES = {
    Strength.WILL: [
        "We will open ten wards by 2025.",
        "NHS England shall publish the figures every month.",
        "There will be ten more wards in Leeds.",
        "The Government is committed to ten more wards.",
        "The Department has committed to having ten more wards in Leeds.",
        "Ten wards are to be opened by the Department.",
        "The scheme will pay for ten wards.",
        "We pledge to open ten wards in every town.",
        "We remain fully committed to ten more wards.",
        "NHS England has committed to open ten wards.",
        "We welcome the report, and we will open ten wards.",
    ],
    Strength.AIMS: [
        "We aim to open ten wards by the end of 2025.",
        "NHS England intends to publish the figures soon.",
        "The Government wants to end long waits for children.",
        "Our ambition is to end long waits.",
        "The Department expects that trusts open more wards.",
        "Children's care is a priority and remains one.",
        "The bill is due to become law in 2025.",
    ],
    Strength.DOING: [
        "We are investing in ten wards.",
        "The Department is training more nurses than ever.",
        "Work is under way to open ten wards.",
        "The framework is being developed with patients.",
        "NHS England continues to support trusts with long waits.",
        "We are regularly told of the waits and we monitor them.",
    ],
    Strength.DONE: [
        "We have opened ten wards.",
        "NHS England published the figures in May.",
        "The Government has also set up a fund.",
        "Some £5 million has been allocated to trusts.",
        "The scheme has led to the creation of ten wards.",
        "There is now a ward in every town.",
    ],
    Strength.CONSIDERS: [
        "We are considering ten more wards.",
        "The Department will consult on it this year.",
        "The rules are under review.",
        "NHS England is exploring ways to end long waits.",
    ],
    Strength.ACCEPTS: [
        "The Government accepts the first recommendation of the Committee.",
        "We agree with the Committee that waits are too long.",
        "Accepted.",
        "Partially accepted: we will come back to it.",
        "The recommendation is accepted in full.",
    ],
    Strength.REJECTS: [
        "The Government does not accept this recommendation.",
        "We reject the Committee's view.",
        "We do not recognise the targets of the report.",
        "The Department cannot agree to this.",
    ],
    Strength.REPORTS: [
        "The target of ten wards was met.",
        "We missed the target for long waits.",
        "NHS England is on track to open ten wards.",
        "The commitment was not met.",
        "Good progress was made until 2020.",
        "The trajectory has been exceeded.",
        "We are ahead of schedule.",
    ],
}
NONE = [
    "Demand has risen since 2019.",
    "Demand will rise in the next year.",
    "The pandemic will affect how fast this can be done.",
    "Further work is required on long waits.",
    "The NHS will need more nurses.",
    "We should do more for children.",
    "We welcome the report of the Committee.",
    "We acknowledge that waits are too long.",
    "The Committee published its report in May.",
    "The panel recommended ten more wards.",
    "We recommend that the Government open ten wards.",
    "Recommendation 4: the Government should open ten wards.",
    "People wait for twelve weeks in Leeds.",
    "Nurses left the service in 2020.",
    "The chapter describes how waits have grown.",
    "This document sets out how we work.",
    "Trusts have struggled with long waits.",
    "If we had the money, we could open ten wards.",
    "The target would have been met.",
    "Workforce",
    "Examples include:",
    "",
    "...",
]

each = pytest.mark.parametrize(
    ("sentence", "strength"),
    [(sentence, strength) for strength, of in SENTENCES.items() for sentence in of],
)


@each
def test_the_verb_tells_how_firmly_it_binds(sentence: str, strength: Strength) -> None:
    assert strength_of(sentence) is strength


@pytest.mark.parametrize("sentence", NONE)
def test_what_binds_nobody_has_no_strength(sentence: str) -> None:
    assert strength_of(sentence) is None


@each
def test_an_opening_that_only_points_changes_nothing(sentence: str, strength: Strength) -> None:
    assert strength_of(f"It should be noted that {sentence}") is strength_of(sentence)


def test_of_two_verbs_that_begin_together_the_weaker_counts() -> None:
    assert strength_of("The Department will aim to open ten wards by 2025.") is Strength.AIMS
    assert strength_of("The Department will consider opening ten wards.") is Strength.CONSIDERS


def test_of_two_verbs_apart_the_first_counts() -> None:
    first = "We have opened ten wards in Leeds"
    assert strength_of(f"{first}, and next year we will open more.") is Strength.DONE


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    assert strength_of(text) in {None, *Strength}
