"""A commitment that was evaluated has its words, its ratings and what was reported of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from builders import entries_of
from ingest.language.fulfilment import Fulfilment
from ingest.language.words import stems
from ingest.register.evaluated import evaluated_commitments, quoted_promise
from ingest.register.types import Evaluated, Quote
from ingest.types import Paragraph
from passages import paragraph

WARDS = ("Care", "Wards")
WORDS = paragraph("Commitment - “We will open ten wards”", number="1", section=WARDS)
RATED = paragraph(
    "The panel rated it as follows:\n- Overall – good\n- Impact – inadequate",
    number="2",
    section=WARDS,
)
NURSES = paragraph("It was rated:\n- Overall – good", number="9", section=("Staff", "Nurses"))


def report(body: str, number: str = "3", section: Sequence[str] = WARDS) -> Paragraph:
    return paragraph(body, number=number, section=section)


def evaluated(*paragraphs: Paragraph) -> list[Evaluated]:
    entries = [(entry.paragraph, entry.sentences) for entry in entries_of(paragraphs)]
    return evaluated_commitments(entries, lambda text: set(stems(text)))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('Commitment - "We will open ten wards"', "We will open ten wards"),
        ("Commitment – “We will open ten wards.”", "We will open ten wards."),
        ("Pledge 3: Ten wards", "Ten wards"),
        ("Promise — “Open” wards", "“Open” wards"),
        ("A commitment - We will", ""),
        ("Commitments are kept", ""),
        ("", ""),
    ],
)
def test_the_words_that_are_set_out_are_given_without_their_marks(body: str, words: str) -> None:
    assert quoted_promise(paragraph(body)) == words


def test_words_ratings_and_reports_stand_around_the_list() -> None:
    reports = report("Beds are old."), report("It is so.", "4")
    wards, _ = evaluated(WORDS, RATED, *reports, NURSES)
    assert (wards.name, wards.group, wards.section) == ("Wards", "Care", WARDS)
    assert wards.promises == (Quote("plan/1", "We will open ten wards"),)
    assert [(r.heading, r.value) for r in wards.ratings] == [
        ("Overall", "good"),
        ("Impact", "inadequate"),
    ]
    assert wards.reports == ("plan/3", "plan/4")


def test_what_stands_under_another_heading_or_in_another_document_is_no_report() -> None:
    other = replace(report("The target was met.", "5"), document="annex")
    elsewhere = report("The target was met.", "6", ("Care", "Beds"))
    assert evaluated(WORDS, RATED, other, elsewhere)[0].reports == ()


def test_the_same_words_elsewhere_are_given_as_they_stand_there() -> None:
    listed = paragraph("The commitments:\n- Care\n- 'We – will open “ten wards”'", number="7")
    quoting = paragraph("The list:\n- “We will open TEN  wards.”", number="8")
    found = evaluated(listed, WORDS, RATED, quoting)[0]
    assert found.promises == (
        Quote("plan/1", "We will open ten wards"),
        Quote("plan/8", "We will open TEN  wards."),
    )


@pytest.mark.parametrize(
    ("said", "outcome", "standing"),
    [
        ("The target was met.", Fulfilment.MET, ["The target was met."]),
        ("We met it. The target was not met.", Fulfilment.NOT_MET, ["The target was not met."]),
        (
            "Most areas have met it. We are on track to meet it.",
            Fulfilment.ON_TRACK,
            ["We are on track to meet it."],
        ),
        (
            "We are on track to meet it. The 2020 target was met. The aim was met.",
            Fulfilment.MET,
            ["The 2020 target was met.", "The aim was met."],
        ),
        (
            "Some areas have not yet met it.",
            Fulfilment.PARTLY_MET,
            ["Some areas have not yet met it."],
        ),
        ("Demand has risen.", Fulfilment.NOT_SAID, []),
    ],
    ids=["met", "a failure outweighs", "on track outweighs partly", "met", "partly", "not said"],
)
def test_the_outcome_is_what_the_reports_say_and_all_that_says_it(
    said: str, outcome: Fulfilment, standing: list[str]
) -> None:
    (wards,) = evaluated(WORDS, RATED, report(said))
    assert wards.outcome is outcome
    assert [quote.text for quote in wards.standing] == standing


def test_a_further_heading_is_heard_only_where_the_first_says_nothing() -> None:
    further = report("The pledge was not met.", "4", (*WARDS, "Beds"))
    assert (
        evaluated(WORDS, RATED, report("The target was met."), further)[0].outcome is Fulfilment.MET
    )
    silent = evaluated(WORDS, RATED, report("Demand has risen."), further)[0]
    assert (silent.outcome, silent.standing[0].paragraph) == (Fulfilment.NOT_MET, "plan/4")


def test_a_commitment_without_reports_or_words_is_still_one() -> None:
    (nurses,) = evaluated(NURSES)
    assert (nurses.promises, nurses.reports, nurses.outcome) == ((), (), Fulfilment.NOT_SAID)


def test_what_is_only_in_a_table_has_no_place_for_reports() -> None:
    table = replace(paragraph("Ratings:\nCare – Wards: Met – Good; Impact – Good"), prose=(0,))
    (wards,) = evaluated(table, report("The target was met."))
    assert (wards.name, wards.section, wards.reports) == ("Wards", (), ())
    assert wards.heading == "Wards"


def test_documents_without_ratings_have_nothing_evaluated() -> None:
    assert evaluated(WORDS, report("The target was met.")) == []
