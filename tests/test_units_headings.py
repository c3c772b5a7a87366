"""Headings inside a recommendation's reply stand below its name and end with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.blocks import Block, BlockKind
from ingest.corpus import read_corpus
from ingest.paragraphs import split
from ingest.types import Paragraph
from pdfs import BOLD, Sheet, write_pdf

REPLY = "Government response to the Inquiry’s report"


def said(text: str, *, apart: bool = False) -> Block:
    return Block(BlockKind.PROSE, text, apart=apart)


def heading(text: str, level: int) -> Block:
    return Block(BlockKind.HEADING, text, level=level)


def named(text: str, level: int) -> Block:
    """A unit's name: as a heading, or as text where it has no level."""
    return heading(text, level) if level else said(f"{text}: Beds should be opened.")


def paper(noun: str, level: int, *, inner: int = 4) -> list[Block]:
    """A reply: two units, the first with two headings of the level ``inner`` inside it."""
    return [
        heading("Introduction", 2), said("This is our reply."),
        named(f"{noun} 1", level), said("We agree."),
        heading("Wards in the north", inner), said("Ten are open."),
        heading("Money for later years", inner), said("It is set aside."),
        named(f"{noun} 2", level), said("We agree in part."),
        heading("Annex: the figures", 2), said("They are of May."),
    ]  # fmt: skip


def sections(blocks: list[Block], title: str = REPLY) -> dict[str, tuple[str, ...]]:
    """The headings above each line, the unit's as its name alone."""
    return {
        line: p.section for p in split("plan", blocks, title=title) for line in p.body.splitlines()
    }


@pytest.mark.parametrize("noun", ["Recommendation", "Conclusion", "R"])
@pytest.mark.parametrize("level", [0, 3, 5])
def test_a_heading_inside_a_unit_stands_below_its_name(noun: str, level: int) -> None:
    noun = noun if len(noun) > 1 else "Rec."
    found = sections(paper(noun, level))
    assert found["Ten are open."] == ("Introduction", f"{noun} 1", "Wards in the north")
    assert found["It is set aside."] == ("Introduction", f"{noun} 1", "Money for later years")
    assert found["We agree in part."][:2] in (("Introduction",), ("Introduction", f"{noun} 2"))
    assert "Money for later years" not in found["We agree in part."]
    assert found["They are of May."] == ("Annex: the figures",)


def test_headings_of_two_levels_inside_a_unit_keep_their_order() -> None:
    blocks = paper("Recommendation", 0)
    blocks[6:6] = [heading("Children", 5), said("Two are for them.")]
    found = sections(blocks)
    assert found["Two are for them."] == (
        "Introduction", "Recommendation 1", "Wards in the north", "Children",
    )  # fmt: skip
    assert found["It is set aside."][-2:] == ("Recommendation 1", "Money for later years")


@pytest.mark.parametrize("level", [0, 5])
def test_a_heading_of_a_theme_ends_the_unit_before_it(level: int) -> None:
    blocks = [
        heading("Our replies", 2), named("Recommendation 1", level), said("We agree."),
        heading("Wards", 4), named("Recommendation 2", level), said("We agree too."),
        heading("Money", 4), said("Two ask for money."), named("Recommendation 3", level),
        said("We do not."),
    ]  # fmt: skip
    found = sections(blocks)
    assert found["Two ask for money."] == ("Our replies", "Money")
    assert "Recommendation 1" not in found["We agree too."]


@pytest.mark.parametrize("words", ["2.1 Wards", "Wards"])
def test_a_section_of_a_report_ends_the_recommendation_above_it(words: str) -> None:
    blocks = [
        heading("Hospitals", 2), said("Beds are few."), named("Recommendation 1", 0),
        heading(words, 4), said("Some wards are shut."), named("Recommendation 2", 0),
        heading("Costs", 2), said("They are high."),
    ]  # fmt: skip
    title = "Report of the Inquiry" if words == "Wards" else REPLY
    assert sections(blocks, title)["Some wards are shut."] == ("Hospitals", words)


def boxed(number: int, title: str) -> list[Block]:
    """A unit in a box, with the first paragraph of the reply below it."""
    return [
        said(f"Recommendation {number}: {title}", apart=True),
        said("The government should count the beds.", apart=True),
        said("It should also commission studies to:", apart=True),
        Block(BlockKind.ITEM, "• learn how many are in use; and", apart=True),
        Block(BlockKind.ITEM, "• say who waits.", apart=True),
        said("The government accepts this recommendation."),
        said("Beds have been counted since May, in all hospitals and in each of their wards."),
        said("The count is published, with what is known of those who wait and for how long."),
    ]


def test_the_title_of_a_units_box_is_the_heading_of_its_words() -> None:
    blocks = [*boxed(1, "Counting beds"), *boxed(2, "A body that counts and is free of others")]
    first, second, third, fourth, *_ = split("plan", blocks, title=REPLY)
    assert first.number == "Recommendation 1"
    assert first.section == ("Recommendation 1: Counting beds",)
    assert first.body == "The government should count the beds."
    assert first.voices == ("Recommendation 1",)
    assert second.body.splitlines()[-1] == "• say who waits."
    assert (third.body, third.voices) == ("The government accepts this recommendation.", ())
    assert third.section == fourth.section == first.section


@pytest.mark.parametrize("below", ["We accept this recommendation.", "The work goes on"])
def test_a_recommendation_of_one_line_is_text(below: str) -> None:
    blocks = [said("Recommendation 1: Count the beds", apart=True), said(below, apart=True)]
    blocks += [said(of.text) for of in boxed(2, "Waiting")[5:]]
    assert split("plan", blocks, title=REPLY)[0].body.startswith("Recommendation 1: Count the beds")


def test_a_reply_below_one_set_off_paragraph_stays_with_it() -> None:
    blocks = [replace(of, apart=False) for of in boxed(1, "Counting beds")[5:]]
    blocks[:0] = [said("Recommendation 1: The beds should be counted.", apart=True)]
    assert "accepts" in split("plan", blocks, title=REPLY)[0].body


def printed(folder: Path) -> list[Paragraph]:
    """A reply as a program prints it: each unit in a ruled box, bold headings below the first."""
    sheet = Sheet()
    sheet.put(REPLY, 72, 770, 20)
    sheet.put("Introduction", 72, 735, 16, BOLD)
    y = 705.0
    for number in (1, 2):
        top = y + 18
        y = sheet.lines([f"Recommendation {number}: Counting beds"], 80, y) - 12
        y = sheet.lines(
            [
                "The government should have the beds of all hospitals counted in",
                "each month of the year, and publish what it finds.",
            ],
            80,
            y,
        )
        sheet.draw(f"72 {y} 450 {top - y} re S".encode())
        y = (
            sheet.lines(
                [
                    "The government agrees with the Inquiry that numbers matter to all who",
                    "plan for the wards, and that they were few.",
                ],
                72,
                y - 28,
            )
            - 16
        )
        if number == 1:
            for name in ("Wards in the north", "Money for later years"):
                y = sheet.lines([name], 72, y, font=BOLD)
                y = (
                    sheet.lines(
                        [
                            "At the start of the year most of the counting was done by hand,",
                            "and it was weeks before its figures were known.",
                        ],
                        72,
                        y,
                    )
                    - 16
                )
        y -= 20
    write_pdf(folder / "reply.pdf", sheet)
    return list(read_corpus(folder).paragraphs)


def test_a_printed_reply_has_its_headings_below_the_recommendations(tmp_path: Path) -> None:
    found = printed(tmp_path)
    assert [p.section[-1] for p in found if "by hand" in p.body] == [
        "Wards in the north", "Money for later years",
    ]  # fmt: skip
    assert all("Recommendation 1: Counting beds" in p.section for p in found if "hand" in p.body)
    assert found[-1].number == "Recommendation 2"
    assert found[-1].section[-2:] == ("Introduction", "Recommendation 2: Counting beds")
    assert "numbers matter" in found[-1].body


WISH = "We recommend that beds be counted in May."


@pytest.mark.parametrize("name", ["Recommendation 2", "Recommendations 2 and 3", "Conclusion 2"])
def test_a_label_without_a_sign_behind_it_names_a_unit_set_apart_by_its_print(name: str) -> None:
    blocks = [said(f"{WISH} {WISH}"), said(f"{name} {WISH}", apart=True), said("We agree.")]
    assert [p.number for p in split("plan", blocks, title=REPLY) if p.printed] == [name]


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        (f"Recommendation 2 {WISH}", False),
        ("Recommendation 2 was accepted in May.", False),
        ("Recommendation 2 was accepted in May.", True),
        ("Recommendations 2 and 3 are the trust’s.", True),
    ],
)
def test_a_sentence_that_opens_with_a_label_names_no_unit(text: str, apart: bool) -> None:
    blocks = [said(f"{WISH} {WISH}"), said(text, apart=apart), said("They were full.")]
    found = split("plan", blocks, title=REPLY)
    assert found
    assert not any(p.printed for p in found)
