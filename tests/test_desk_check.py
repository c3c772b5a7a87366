"""A claim is verbatim, faithful, different in a fact or not there, and stands beside its source."""

from __future__ import annotations

import pytest

from assistant.bounds import LONGEST_CHECKED
from assistant.checking.meaning import Meaning
from assistant.checking.nearest import SourceFinder
from assistant.desk.check import Checked, Verdict, check, claims_of
from ingest.errors import UsageError
from ingest.indexing.embedding import Encoder

HUBS = "Between February and November 2021, the hubs have been accessed over 41,000 times"


def no_model() -> Encoder:
    raise AssertionError("the words alone suffice")


@pytest.fixture
def words_only(finder: SourceFinder) -> Meaning:
    """For claims that are judged by their words."""
    return Meaning(no_model, finder)


def one(claim: str, finder: SourceFinder, meaning: Meaning) -> Checked:
    (checked,) = check(claim, finder, meaning)
    return checked


def differing(checked: Checked) -> list[str]:
    return [checked.claim[d.start : d.end] for d in checked.differences]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Waits are long. Beds are few.", ["Waits are long.", "Beds are few."]),
        ("  Waits   are\tlong.  ", ["Waits are long."]),
        ("- Waits are long.\n• Beds are few.", ["Waits are long.", "Beds are few."]),
        ("Our briefing\n\nWaits are long.", ["Waits are long."]),
        ("Yes. Waits are long.", ["Waits are long."]),
        ("Waits for care are long in most places", ["Waits for care are long in most places"]),
        ("A heading of five words", []),
        ("He said “waits are long.”", ["He said “waits are long.”"]),
        (
            "Some 2.5 million people. Dr. Smith waits.",
            ["Some 2.5 million people.", "Dr. Smith waits."],
        ),
        ("", []),
        ("\n \n", []),
    ],
)
def test_every_sentence_of_a_text_is_a_claim_and_a_heading_is_none(
    text: str, claims: list[str]
) -> None:
    assert list(claims_of(text)) == claims


@pytest.mark.parametrize("text", ["", " \n", "Waits.", "A heading of five words"])
def test_a_text_without_a_claim_is_refused(
    text: str, finder: SourceFinder, words_only: Meaning
) -> None:
    with pytest.raises(UsageError, match="no sentence to check; give a claim"):
        check(text, finder, words_only)


def test_a_text_that_is_too_long_is_refused(finder: SourceFinder, words_only: Meaning) -> None:
    with pytest.raises(UsageError) as refused:
        check("w" * (LONGEST_CHECKED + 1), finder, words_only)
    assert "has 100,001 characters; check at most 100,000 at once" in str(refused.value)
    assert "give it in 2 parts" in str(refused.value)
    with pytest.raises(UsageError, match="has 11 characters; check at most 10 at once"):
        check("Wards waits", finder, words_only, longest=10)


@pytest.mark.parametrize("claim", [f"{HUBS}.", HUBS.upper(), f"“{HUBS.replace(' ', '  ')}”"])
def test_what_stands_word_for_word_is_verbatim_and_needs_no_model(
    claim: str, finder: SourceFinder, words_only: Meaning
) -> None:
    checked = one(claim, finder, words_only)
    assert checked.verdict is Verdict.VERBATIM
    assert [place.span.paragraph.number for place in checked.places] == ["25"]
    assert (checked.differences, checked.others) == ((), ())


def test_a_verbatim_claim_has_every_place(finder: SourceFinder, words_only: Meaning) -> None:
    claim = "280,000 people with a severe mental illness will receive a full annual"
    places = one(claim, finder, words_only).places
    assert [place.span.paragraph.number for place in places] == ["3", "75"]


@pytest.mark.parametrize(
    "claim",
    [
        "Between February and November 2021, hubs have been accessed over 41,000 times.",
        "Between February and November 2021 the hub has been accessed over 41,000 times.",
        "420,000 children and young people accessed treatment in 2020/21.",
    ],
)
def test_the_same_words_but_for_their_forms_are_faithful_and_need_no_model(
    claim: str, finder: SourceFinder, words_only: Meaning
) -> None:
    checked = one(claim, finder, words_only)
    assert (checked.verdict, checked.differences) == (Verdict.REWORDED, ())
    assert len(checked.places) == 1


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        ("The hubs were accessed over 41,000 times between February and November 2021.", "25"),
        ("Four trusts are trying out the approach at present.", "125"),
        ("The target for eating disorders was missed.", "49"),
    ],
)
def test_another_order_or_other_words_are_faithful_where_they_mean_the_same(
    claim: str, number: str, finder: SourceFinder, meaning: Meaning
) -> None:
    checked = one(claim, finder, meaning)
    assert (checked.verdict, checked.differences) == (Verdict.REWORDED, ())
    assert [place.span.paragraph.number for place in checked.places] == [number]


def test_a_fact_that_differs_is_told_with_the_source(
    finder: SourceFinder, meaning: Meaning
) -> None:
    claim = "Between February and November 2020, the hubs have been accessed over 14,000 times."
    checked = one(claim, finder, meaning)
    assert checked.verdict is Verdict.DIFFERS
    assert differing(checked) == ["2020", "14,000"]
    assert [d.instead for d in checked.differences] == ["2021", "41,000"]
    (place,) = checked.places
    assert place.span.paragraph.number == "25"
    assert {"2021", "41,000"} <= {place.text[start:end] for start, end in place.marks}


@pytest.mark.parametrize(
    "claim",
    [
        "Lighthouse keepers sang to the whales of the harbour.",
        "The Government plans to build ten hospitals in Cornwall by 2030.",
        "Dentists must be paid by the visit from now on.",
    ],
)
def test_what_no_document_says_is_not_found_and_the_nearest_is_no_source(
    claim: str, finder: SourceFinder, meaning: Meaning
) -> None:
    checked = one(claim, finder, meaning)
    assert checked.verdict is Verdict.ABSENT
    assert len(checked.places) <= 1


def test_words_that_nothing_speaks_of_are_named(finder: SourceFinder, meaning: Meaning) -> None:
    claim = "The hubs gave astronauts a rapid clinical assessment on the moon."
    checked = one(claim, finder, meaning)
    assert checked.verdict is Verdict.ABSENT
    assert "moon" in {checked.claim[start:end] for start, end in checked.others}


def test_of_no_known_word_nothing_is_near(finder: SourceFinder, words_only: Meaning) -> None:
    assert one("Xyzzy plugh 42.", finder, words_only) == Checked("Xyzzy plugh 42.", Verdict.ABSENT)


def test_an_outcome_is_held_against_what_is_said_of_that_commitment(
    finder: SourceFinder, meaning: Meaning
) -> None:
    checked = one("The eating disorder target was met.", finder, meaning)
    assert checked.verdict is Verdict.DIFFERS
    assert checked.places[0].span.paragraph.number == "49"
    assert "not met" in {d.instead for d in checked.differences}


def test_every_claim_of_a_briefing_has_its_own_verdict(
    finder: SourceFinder, meaning: Meaning
) -> None:
    briefing = f"Hubs\n\n{HUBS}. The hubs were accessed over 14,000 times.\n- Whales sing at sea."
    found = check(briefing, finder, meaning)
    assert [checked.verdict for checked in found] == [
        Verdict.VERBATIM,
        Verdict.DIFFERS,
        Verdict.ABSENT,
    ]


def test_a_claim_checked_twice_is_the_same(finder: SourceFinder, meaning: Meaning) -> None:
    claim = "The hubs were used 14,000 times by adults in Leeds."
    first = one(claim, finder, meaning)
    assert one(claim, finder, meaning) == first
    assert list(first.differences) == sorted(first.differences, key=lambda d: d.start)
    for difference in first.differences:
        assert 0 <= difference.start < difference.end <= len(claim)
