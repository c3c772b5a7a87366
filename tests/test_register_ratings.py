"""Ratings are gathered by what was rated, from rows of tables and from lists below a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from builders import entries_of
from ingest.language.words import stems
from ingest.register.ratings import USUAL, Subject, rated_subjects
from ingest.register.scale import Scale, found_scale
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
    assert USUAL.is_rating(line) is is_one


def test_only_a_paragraph_with_a_value_may_give_ratings() -> None:
    assert USUAL.is_in(TABLE)
    assert not USUAL.is_in(paragraph("It was good."))


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


def found(*paragraphs: Paragraph) -> tuple[str, ...]:
    return found_scale([(entry.paragraph, entry.sentences) for entry in entries_of(paragraphs)])


def table(*rows: str, above: str = "The table is below.") -> Paragraph:
    return replace(paragraph("\n".join([above, *rows])), prose=(0,))


RAG = table(
    "Wards: Lead – Jane Hill; RAG – Red; Open – Yes",
    "Clinics: Lead – Tom Day; RAG – Green; Open – Yes",
    "Homes: Lead – Amy Low; RAG – Amber; Open – No",
    "Beds: Lead – Jane Hill; RAG – Green; Open – Yes",
    "Staff: Lead – Tom Day; RAG – Amber; Open – No",
    "Care: Lead – Tom Day; RAG – Red; Open – Yes",
)


def test_the_values_that_recur_in_a_column_of_ratings_are_the_scale_best_first() -> None:
    assert found(RAG) == ("green", "amber", "red")


def test_the_values_that_recur_in_lists_below_words_of_rating_are_the_scale() -> None:
    def rated(*values: str) -> Paragraph:
        return rating_list(("Care",), *(f"{n}th aim – {value}" for n, value in enumerate(values)))

    assert found(rated("poor", "fair", "fair"), rated("poor", "excellent", "excellent")) == (
        "excellent",
        "fair",
        "poor",
    )


def test_a_scale_of_unknown_order_keeps_that_of_the_documents() -> None:
    rows = [f"Ward {n}: Rating – {value}" for n, value in enumerate(["bronze", "gold"] * 3)]
    assert found(table(*rows)) == ("bronze", "gold")


@pytest.mark.parametrize(
    "of",
    [
        table("Wards: Lead – Jane Hill; Town – York", "Homes: Lead – Jane Hill; Town – York"),
        table(*(f"Ward {n}: Score – {n}" for n in (1, 1, 2, 2, 3, 3))),
        table(*(f"Ward {n}: Rating – {name}" for n, name in enumerate(["a b", "c", "d", "e f"]))),
        table("Wards: Rating – Good", "Homes: Rating – Good"),
        paragraph("It was rated good – good and poor – poor."),
        paragraph(""),
    ],
    ids=["no ratings", "numbers", "nothing recurs", "one value", "prose", "nothing"],
)
def test_what_is_no_scale_is_none(of: Paragraph) -> None:
    assert found(of) == ()


def test_ratings_are_gathered_by_the_scale_of_the_corpus() -> None:
    entries = [(entry.paragraph, entry.sentences) for entry in entries_of([RAG])]
    of = rated_subjects(entries, lambda text: set(stems(text)), Scale(("green", "amber", "red")))
    assert [(s.name, ratings(s)) for s in of][:2] == [
        ("Wards", [("RAG", "red", True)]),
        ("Clinics", [("RAG", "green", True)]),
    ]


def test_a_scale_s_values_are_words_and_no_pattern() -> None:
    assert Scale(("a+", "a")).is_rating("Impact – A+")
    assert not Scale(("a.",)).is_rating("Impact – ab")
