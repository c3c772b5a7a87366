"""Every sentence of a paragraph is judged by itself, and a bullet below its lead-in."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.language.sentences import sentences
from ingest.language.strength import Strength
from ingest.register.wide import is_quoted, strengths
from ingest.types import Paragraph
from passages import paragraph

WILL, DOING, DONE = Strength.WILL, Strength.DOING, Strength.DONE


def judged(of: Paragraph | str, *, number: str = "1") -> list[Strength | None]:
    found = paragraph(of, number=number) if isinstance(of, str) else of
    return strengths(found, sentences(found))


def quoted(body: str) -> list[bool]:
    of = paragraph(body)
    found = sentences(of)
    return [is_quoted(of, sentence, found) for sentence in found]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("We will open ten wards. Waits are long.", [WILL, None]),
        ("We are working on:\n- better wards\n- more nurses", [DOING, DOING, DOING]),
        ("We will:\n- open ten wards\n- train nurses", [WILL, WILL, WILL]),
        ("Waits are long because of:\n- few wards\n- few nurses", [None, None, None]),
        ("We will open wards:\n- The wards are old.", [WILL, None]),
        ("We are working on it:\n- We have opened ten wards.", [DOING, DONE]),
        ("The scheme will pay for more:\n- Workforce:\n- wards", [WILL, None, WILL]),
        ("The wards are as follows.\n- open ten wards", [None, None]),
        ("We will open wards.\n- ten in Leeds", [WILL, None]),
        ("It was rated:\n- Overall – good\n- Impact – inadequate", [None, None, None]),
        ("", []),
    ],
    ids=[
        "sentence by sentence",
        "a list of what is being done",
        "a list of what will be done",
        "a list of facts",
        "a bullet with a verb of its own",
        "a bullet that says more",
        "a label",
        "a list that nothing introduces",
        "a sentence that introduces no list",
        "ratings",
        "nothing",
    ],
)
def test_a_bullet_without_a_verb_binds_as_its_lead_in_does(
    body: str, wanted: Sequence[Strength | None]
) -> None:
    assert judged(body) == wanted


def test_a_lead_in_and_its_bullet_are_read_as_one_sentence_where_only_both_bind() -> None:
    assert judged("To end long waits, the Department:\n- has opened ten wards")[1] is DONE


def test_what_a_committee_recommends_binds_nobody() -> None:
    body = "We will open ten wards."
    assert judged(body, number="Recommendation 3") == judged(body, number="Conclusions 1") == [None]


@pytest.mark.parametrize("opening", ["Commitment - ", "Pledge 2: ", "Promise – "])
@pytest.mark.parametrize("marks", ["{}", '"{}"', "“{}”"])
def test_a_commitment_that_is_set_out_is_quoted_and_binds(opening: str, marks: str) -> None:
    body = opening + marks.format("Ten wards for Leeds")
    assert quoted(body) == [True]
    assert judged(body) == [WILL]


def test_quotations_in_a_list_of_commitments_are_quoted_and_labels_are_not() -> None:
    body = "The commitments are:\n- Care\n- “Ten wards for Leeds”\n- We train nurses"
    assert quoted(body) == [False, False, True, False]
    assert judged(body)[:3] == [None, None, WILL]


def test_a_quotation_in_another_list_is_none_of_a_commitment() -> None:
    assert quoted("Patients said:\n- “We wait.”") == [False, False]


def test_a_footnote_is_judged_as_a_sentence() -> None:
    assert judged(paragraph("Waits.", notes=["We will open ten wards in Leeds."])) == [None, WILL]
