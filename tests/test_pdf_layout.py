"""Whole papers, of several producers: each comes out in the order in which it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.doubts import COLUMNS
from ingest.paragraphs import split
from ingest.reading.pdf.reader import blocks_of
from ingest.types import Paragraph
from pdfs import read_pages

CASES = Path(__file__).parent / "cases" / "pdf-layout"


def paragraphs(name: str) -> list[Paragraph]:
    return split("paper", blocks_of(*read_pages(CASES / f"{name}.pdf")))


def bodies(name: str) -> list[str]:
    return [paragraph.body for paragraph in paragraphs(name)]


def headed(name: str) -> list[tuple[str, str]]:
    """Each paragraph's innermost heading and its first three words."""
    return [
        (p.section[-1] if p.section else "", " ".join(p.body.split()[:3])) for p in paragraphs(name)
    ]


def test_two_columns_are_read_one_after_the_other_and_a_paragraph_goes_over_whole() -> None:
    assert bodies("two-columns") == [
        "Visitors are welcome between 10am and 8pm on every day of the week. Children must be "
        "with an adult at all times.",
        "Up to three visitors may sit at a bed. The nurse in charge may ask for fewer when the "
        "bay is being cleaned.",
        "Visitors with a cough stay away until they have been well for two full days.",
        "Flowers are not allowed in intensive care. They may be kept at the reception desk until "
        "the patient has moved.",
        "Complaints about visiting go to the matron, who answers within five working days.",
    ]
    assert [p.number for p in paragraphs("two-columns")] == ["1", "2", "3", "4", "5"]


def test_a_page_goes_from_one_column_to_two_and_back() -> None:
    assert headed("two-columns-and-one") == [
        ("Parking at the Hospital Sites", "This policy says"),
        ("Who may park", "Patients and those"),
        ("Who may park", "Members of staff"),
        ("What it costs", "The charge is"),
        ("What it costs", "The estates department"),
        ("Appeals against a fine", "Anyone who is"),
        ("Appeals against a fine", "Where the appeal"),
        ("Appeals against a fine", "Where it is"),
    ]


def test_three_columns_are_read_one_after_the_other() -> None:
    found = bodies("three-columns")
    assert found[2].startswith(
        "A bell that rings all the time means that the fire is in your zone."
    )
    assert found[2].endswith("never down the stairs unless the fire officer says so.")
    assert headed("three-columns")[3] == ("After the fire", "The nurse in")
    assert found[-1].startswith("The fire officer writes a report within three days")


def test_a_box_in_a_frame_stands_apart_from_the_sentences_beside_it() -> None:
    *text, box = paragraphs("side-box")
    assert [(p.number, p.printed, p.body) for p in text] == [
        (
            "1",
            True,
            "Volunteers give at least two hours a week and are met by a coordinator on their first "
            "day. Expenses for travel are paid from the charitable fund at forty pence a mile, up "
            "to fifty pounds a month.",
        ),
        (
            "2",
            True,
            "A volunteer under eighteen works only on a ward where two registered nurses are on "
            "duty.",
        ),
    ]
    assert (box.section[-1], box.body) == (
        "IN BRIEF",
        "In 2025 we had 640 volunteers on three sites, and they gave 51,000 hours.",
    )


def test_key_facts_stand_apart_and_the_numbers_beside_them_go_on() -> None:
    facts = next(p for p in paragraphs("key-facts") if p.section and p.section[-1] == "Key facts")
    assert facts.body == (
        "We wash nine tonnes a week. A sheet lasts about eighty washes before it is torn up for "
        "cloths."
    )
    printed = [p for p in paragraphs("key-facts") if p.printed]
    assert [p.number for p in printed] == ["1", "2", "3"]
    assert printed[1].body == (
        "Used linen is put into a white bag at the bedside and is never carried across the ward "
        "in the arms. Bags that are more than two thirds full are tied and taken to the disposal "
        "room by the porter, who signs for them."
    )


def test_a_pull_quote_is_kept_out_of_the_sentence_that_is_led_around_it() -> None:
    found = bodies("pull-quote")
    six = next(body for body in found if body.startswith("Members of staff"))
    assert "unless the ward manager has agreed to that for a reason which is written down." in six
    assert "“Nobody should hear bad news in a corridor.”" in found


def test_headings_in_the_margin_head_the_paragraphs_that_they_stand_beside() -> None:
    assert headed("margin-headings") == [
        ("Issue of cards", "A card is"),
        ("Loss of a card or key", "A card that"),
        ("Loss of a card or key", "The first card"),
        ("Contractors", "Contractors get a"),
    ]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("table-no-rules", [
            "Kings Meadow: 2024 – 312; 2025 – 298; Change – -14",
            "Ashdown: 2024 – 145; 2025 – 151; Change – +6",
            "Riverside: 2024 – 88; 2025 – 88; Change – 0",
        ]),
        ("table-of-shares", [
            "Surgery and theatres: Quarter 1 – 4.1%; Quarter 2 – 3.8%",
            "Medicine: Quarter 1 – 5.6%; Quarter 2 – 5.9%",
            "Women and children: Quarter 1 – 3.2%; Quarter 2 – n/a",
        ]),
        ("table-and-signatures", [
            "Cardiology: 2023/24 – 11 weeks; 2024/25 – 9 weeks; Reason given – Two more clinics",
            "Ophthalmology: 2023/24 – 18 weeks; 2024/25 – 24 weeks; Reason given – Consultant "
            "left; the post was vacant for six months",
            "Dermatology: 2023/24 – 7 weeks; 2024/25 – 7 weeks; Reason given – No change",
            "Urology: 2023/24 – 10 weeks; 2024/25 – 8 weeks; Reason given – New theatre list",
        ]),
    ],
)  # fmt: skip
def test_the_rows_of_a_table_without_rules_belong_to_the_paragraph_above(
    name: str, rows: list[str]
) -> None:
    first = paragraphs(name)[0]
    assert first.body.split("\n")[1 : len(rows) + 1] == rows


def test_a_numbered_paragraph_behind_a_table_stands_alone() -> None:
    found = paragraphs("table-of-shares")
    assert [(p.number, len(p.body.split("\n"))) for p in found] == [("1", 4), ("2", 1), ("3", 1)]


def test_signatures_side_by_side_are_no_table() -> None:
    blocks = blocks_of(*read_pages(CASES / "table-and-signatures.pdf"))
    signed = [block for block in blocks if "Signed for the trust" in block.text]
    assert [(block.text, block.doubt) for block in signed] == [
        ("Signed for the trust:; Signed for the council:", COLUMNS)
    ]


def test_inner_bullets_stand_on_their_own_lines_and_plain_side_headings_are_headings() -> None:
    first, *rest = paragraphs("nested-bullets")
    assert first.body.split("\n")[1:] == [
        "• two other medicines have failed; or",
        "• the patient weighs less than 50 kg and:",
        "◦ has lost weight in the past month; or",
        "◦ cannot swallow tablets;",
        "• the consultant has agreed in writing.",
    ]
    assert [p.section[-1] for p in rest[1:]] == ["Pregnancy", "Breastfeeding", "Driving"]


def test_bold_lettered_headings_are_no_items_of_a_list() -> None:
    assert [(p.number, p.section[-1]) for p in paragraphs("lettered-headings")] == [
        ("4.1", "a. Introduction"),
        ("4.2", "a. Introduction"),
        ("4.3", "a. Introduction"),
        ("4.4", "b. Cost of the repairs"),
        ("4.5", "b. Cost of the repairs"),
        ("4.6", "c. Other Issues and Recommendations"),
        ("4.7", "c. Other Issues and Recommendations"),
    ]


def test_lettered_headings_in_italics_are_told_from_the_list_between_them() -> None:
    found = paragraphs("italic-letters")
    assert [(p.number, p.section[-1][:12]) for p in found] == [
        ("2.1", "(a) Staffing"),
        ("2.2", "(a) Staffing"),
        ("2.3", "(b) Security"),
        ("2.4", "(b) Security"),
        ("2.5", "(c) Records"),
    ]
    assert found[1].body.split("\n")[1:] == [
        "(a) fill the two posts by June;",
        "(b) train all of its staff; and",
        "(c) report to us in July.",
    ]


def test_bullets_that_a_browser_draws_are_read_as_bullets() -> None:
    first, *rest = paragraphs("drawn-bullets")
    assert [line[:11] for line in first.body.split("\n")[1:]] == [
        "• reads the", "• tells the", "◦ the addre", "◦ when they", "• carries a"
    ]  # fmt: skip
    assert [p.section[-1] for p in rest] == ["Dogs", "Weapons", "After an incident"]
