"""Ratings are gathered by what was rated, from rows of tables and from lists below a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from builders import entries_of
from ingest.language.words import stems
from ingest.register.ratings import Subject, gives_ratings, is_rating, rated_subjects
from ingest.types import Paragraph
from passages import paragraph

TABLE = replace(
    paragraph(
        "The ratings are below.\nOverall: Overall – Good\n"
        "Staff – Train nurses: Met – Good; Impact – Inadequate\n"
        "Care – Open wards: Met – Requires improvement; Impact – Good"
    ),
    prose=(0,),
)


def rating_list(
    section: Sequence[str], *values: str, number: str = "2", document: str = "plan"
) -> Paragraph:
    lines = ["The panel rated it as follows:", *(f"- {value}" for value in values)]
    return replace(paragraph("\n".join(lines), number=number, section=section), document=document)


def subjects(*paragraphs: Paragraph) -> list[Subject]:
    entries = [(entry.paragraph, entry.sentences) for entry in entries_of(paragraphs)]
    return rated_subjects(entries, lambda text: set(stems(text)))


def ratings(subject: Subject) -> list[tuple[str, str, bool]]:
    return [(rating.heading, rating.value, rating.in_table) for rating in subject.ratings]


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Impact – requires improvement", True),
        ("Impact - good", True),
        ("Staff – Train nurses: Met – Good; Impact – Inadequate", True),
        ("i. Funding/Resourcing – outstanding.", True),
        ("Impact – fair", False),
        ("Impact – goods", False),
        ("good", False),
        ("The impact was good", False),
        ("", False),
    ],
)
def test_a_rating_is_a_heading_and_one_of_four_values(line: str, is_one: bool) -> None:
    assert is_rating(line) is is_one


def test_only_a_paragraph_with_a_value_may_give_ratings() -> None:
    assert gives_ratings(TABLE)
    assert not gives_ratings(paragraph("It was good."))


def test_a_table_has_a_subject_a_row_and_its_sum_is_none() -> None:
    assert [(s.name, s.group, ratings(s)) for s in subjects(TABLE)] == [
        ("Train nurses", "Staff", [("Met", "good", True), ("Impact", "inadequate", True)]),
        ("Open wards", "Care", [("Met", "requires improvement", True), ("Impact", "good", True)]),
    ]


def test_a_list_is_of_the_heading_above_it() -> None:
    (nurses,) = subjects(
        rating_list(("Staff", "Training nurses"), "Overall – good", "i. Met – good")
    )
    assert (nurses.name, nurses.group) == ("Training nurses", "Staff")
    assert nurses.section == ("Staff", "Training nurses")
    assert ratings(nurses) == [("Overall", "good", False), ("Met", "good", False)]


def test_a_list_whose_heading_words_a_row_otherwise_is_of_that_row() -> None:
    nurses, wards = subjects(TABLE, rating_list(("Staff", "Training nurses"), "Overall – good"))
    assert (nurses.name, nurses.section) == ("Train nurses", ("Staff", "Training nurses"))
    assert ratings(nurses)[2:] == [("Overall", "good", False)]
    assert len(wards.ratings) == 2


@pytest.mark.parametrize(
    "listed",
    [
        rating_list(("Staff", "Pay"), "Overall – good"),
        rating_list(("Staff", "Training nurses"), "Overall – good", document="annex"),
    ],
    ids=["of something else", "of another document"],
)
def test_a_list_of_something_else_is_a_subject_of_its_own(listed: Paragraph) -> None:
    assert len(subjects(TABLE, listed)) == 3


def test_lists_of_one_heading_are_of_one_subject() -> None:
    section = ("Staff", "Pay")
    (pay,) = subjects(
        rating_list(section, "Overall – good"), rating_list(section, "Met – good", number="3")
    )
    assert [rating.paragraph for rating in pay.ratings] == ["plan/2", "plan/3"]


def test_a_list_under_no_heading_and_values_in_prose_have_no_subject() -> None:
    assert subjects(rating_list((), "Overall – good")) == []
    assert subjects(paragraph("Impact – good", section=("Care",))) == []


def test_every_rating_quotes_the_line_that_gives_it() -> None:
    row, listed = (
        subject.ratings[0]
        for subject in subjects(TABLE, rating_list(("Pay",), "i. Met – Good"))
        if subject.name != "Open wards"
    )
    assert row.quote == "Staff – Train nurses: Met – Good; Impact – Inadequate"
    assert listed.quote == "Met – Good"
