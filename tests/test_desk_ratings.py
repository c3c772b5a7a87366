"""What the desk calls claims of ratings, and vague ones, that were labelled by reading."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from assistant.checking.meaning import Meaning
from assistant.checking.nearest import SourceFinder
from assistant.desk.check import Checked, Verdict, check
from labels import LabelledClaim, labelled_claims

CLAIMS = labelled_claims("claims_ratings.jsonl")
FRESH = [claim for claim in CLAIMS if claim.set == "ratings_fresh"]
READ = [claim for claim in CLAIMS if claim.set != "ratings_fresh"]
PASSES = {Verdict.VERBATIM, Verdict.REWORDED}

Checking = Callable[[str], Checked]


@pytest.fixture(scope="module")
def checked(finder: SourceFinder, meaning: Meaning) -> Checking:
    """Checks a claim of one sentence, once for all tests."""
    return cache(lambda claim: check(claim, finder, meaning)[0])


def with_verdict(
    claims: list[LabelledClaim], true: bool, verdicts: set[Verdict], checked: Checking
) -> list[str]:
    """The true or the false claims that have one of these verdicts."""
    of = [claim.claim for claim in claims if (claim.kind == "paraphrase") is true]
    return [claim for claim in of if checked(claim).verdict in verdicts]


@pytest.mark.slow
def test_no_false_claim_that_was_read_passes(checked: Checking) -> None:
    assert len(READ) == 64
    assert with_verdict(READ, False, PASSES, checked) == []


@pytest.mark.slow
def test_of_seventeen_false_claims_measured_once_one_passes(checked: Checking) -> None:
    passed = with_verdict(FRESH, False, PASSES, checked)
    assert len(FRESH) == 34
    assert passed in ([], ["Health Education England has recruited 950 peer support workers."])


@pytest.mark.slow
def test_few_true_claims_are_said_to_differ(checked: Checking) -> None:
    assert len(with_verdict(READ, True, {Verdict.DIFFERS}, checked)) <= 1
    assert len(with_verdict(FRESH, True, {Verdict.DIFFERS}, checked)) <= 2


@pytest.mark.slow
def test_few_true_claims_are_not_found(checked: Checking) -> None:
    assert len(with_verdict(READ, True, {Verdict.ABSENT}, checked)) <= 3
    assert len(with_verdict(FRESH, True, {Verdict.ABSENT}, checked)) <= 2


@pytest.mark.parametrize(
    ("claim", "instead"),
    [
        ("The eating disorder commitment was rated outstanding overall.", "good"),
        ("The integrated community models were judged good for funding.", "inadequate"),
        ("NHS England rated the crisis response outstanding for appropriateness.", "the Panel"),
    ],
)
def test_a_rating_is_corrected_by_its_own_row(claim: str, instead: str, checked: Checking) -> None:
    found = checked(claim)
    assert found.verdict is Verdict.DIFFERS
    assert [difference.instead for difference in found.differences] == [instead]


@pytest.mark.parametrize(
    "claim",
    [
        "Five of the nine commitments were rated good.",
        "Eating disorders was rated better than crisis response for appropriateness.",
        "Most commitments were rated inadequate overall.",
        "In 2019 the panel rated the eating disorder commitment good overall.",
        "The panel rated physical health checks in London inadequate for being met.",
    ],
)
def test_what_no_one_row_carries_is_not_found(claim: str, checked: Checking) -> None:
    assert checked(claim).verdict is Verdict.ABSENT


def test_a_rating_that_is_denied_is_held_against_its_row(checked: Checking) -> None:
    denied = checked("The appropriateness of the therapeutic offer was not rated inadequate.")
    assert denied.verdict is Verdict.DIFFERS
    assert checked("The therapeutic offer was not rated good overall.").verdict in PASSES


@pytest.mark.parametrize(
    "claim",
    [
        "All areas are covered by transformed community mental health services.",
        "Integrated care systems have commissioned an outreach service.",
        "£500 million in capital has been agreed to eradicate dormitories.",
        "Staff working in IAPT are employed by the private sector.",
    ],
)
def test_what_is_restricted_is_not_said_at_large(claim: str, checked: Checking) -> None:
    assert checked(claim).verdict is Verdict.DIFFERS


@pytest.mark.parametrize("claim", ["Funding has increased.", "Mental health is underfunded."])
def test_what_anything_would_carry_is_not_found(claim: str, checked: Checking) -> None:
    assert checked(claim).verdict is Verdict.ABSENT
