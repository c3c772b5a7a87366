"""Recommendations in bold with numbers of their own are units apart from a reply's paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.blocks import Block, BlockKind
from ingest.paragraphs import split
from ingest.types import Paragraph
from pdfs import BOLD, ITALIC, Sheet, blocks_in

TITLE = "Government response to the Wards Committee’s report"
WISHES = [
    "The ministry should count the beds of every ward. (Recommendation, Paragraph 12)",
    "We recommend that ten wards be opened by May.",
    "Nurses must be asked first",
    "The regulator should say which wards may close.",
]
CONCLUSION = "Wards are colder than they were, and nobody could tell us why."
AGREED = "The Government agrees that wards are short, and has set money aside for ten."
LATER = "Two of them are to open in the spring, and the others by the end of the year."


def said(text: str, number: str = "", *, apart: bool = False) -> Block:
    return Block(BlockKind.PROSE, text, number=number, apart=apart)


def heading(text: str, level: int = 2) -> Block:
    return Block(BlockKind.HEADING, text, level=level)


def read(blocks: Sequence[Block]) -> list[Paragraph]:
    return split("reply", blocks, title=TITLE)


def told(paragraphs: Sequence[Paragraph]) -> list[tuple[str, str, bool]]:
    return [(p.number, p.body.split("\n")[0], any(p.voices)) for p in paragraphs]


def numbers(style: str) -> list[str]:
    """The numbers of the reply's paragraphs: before the first recommendation, and below each."""
    if style == "dotted":
        return ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4"]
    return [str(n) for n in range(21, 27)] if style == "from 21" else [str(n) for n in range(1, 7)]


@pytest.mark.parametrize("style", ["dotted", "one run"])
@pytest.mark.parametrize("first", [WISHES[0], CONCLUSION])
def test_each_stands_by_itself_with_the_voice_of_whoever_is_answered(
    style: str, first: str
) -> None:
    own = numbers(style)
    blocks = [heading("Introduction"), said(AGREED, own[0]), said(LATER, own[1]), heading("Wards")]
    wishes = [first, *WISHES[1:]]
    for at, wish in enumerate(wishes):
        blocks += [said(wish, str(at + 1), apart=True), said(AGREED, own[at + 2])]
    names = ["Recommendation 1" if first == WISHES[0] else "Conclusion 1"]
    names += [f"Recommendation {n}" for n in (2, 3, 4)]
    expected = [(own[0], AGREED, False), (own[1], LATER, False)]
    for at, wish in enumerate(wishes):
        expected += [(names[at], wish, True), (own[at + 2], AGREED, False)]
    found = read(blocks)
    assert told(found) == expected
    assert not any(p.within for p in found)


def test_one_whose_number_comes_before_its_neighbours_keeps_its_list_and_its_reply_apart() -> None:
    listed = [
        said("The ministry should give each ward:", "2", apart=True),
        Block(BlockKind.ITEM, "(a) a lamp; and", apart=True),
        Block(BlockKind.ITEM, "(b) a clock.", apart=True),
    ]
    blocks = [said(AGREED, "1.1"), said(WISHES[0], "1", apart=True), said(LATER, "1.2"),
              *listed, said(AGREED, "1.3"), said(LATER, "1.4")]  # fmt: skip
    found = {p.number: p for p in read(blocks)}
    assert list(found) == ["1.1", "Recommendation 1", "1.2", "Recommendation 2", "1.3", "1.4"]
    assert found["Recommendation 2"].body.endswith("(a) a lamp; and\n(b) a clock.")
    assert all(found["Recommendation 2"].voices)


def test_two_in_a_row_are_answered_together() -> None:
    blocks = [said(AGREED, "1.1"), said(CONCLUSION, "1", apart=True),
              said(WISHES[1], "2", apart=True), said(AGREED, "1.2"),
              said(LATER, "1.3")]  # fmt: skip
    assert [p.number for p in read(blocks)] == [
        "1.1", "Conclusion 1", "Recommendation 2", "1.2", "1.3"
    ]  # fmt: skip


def test_paragraphs_of_a_report_in_bold_keep_their_numbers_in_its_run() -> None:
    blocks = [said(LATER, "1"), said(WISHES[1], "2", apart=True), said(LATER, "3"),
              said(WISHES[0], "4", apart=True), said(LATER, "5")]  # fmt: skip
    assert [p.number for p in read(blocks)] == ["1", "2", "3", "4", "5"]


def test_a_list_of_recommendations_in_bold_is_not_cut_from_its_paragraph() -> None:
    own = [f"1.{n}" for n in range(1, 7)]
    blocks = [said("We were told four things:", own[0]), *(
        said(wish, str(n), apart=True) for n, wish in enumerate(WISHES, 1)
    ), *(said(LATER, number) for number in own[1:])]  # fmt: skip
    assert [p.number for p in read(blocks)] == own


def test_where_the_replies_have_no_numbers_the_recommendations_are_the_papers() -> None:
    blocks = [said(CONCLUSION, "1", apart=True), said(AGREED),
              said(WISHES[1], "2", apart=True), said(LATER),
              said(WISHES[2], "3", apart=True), said(AGREED)]  # fmt: skip
    found = read(blocks)
    assert [p.number for p in found] == ["1", "2", "3"]
    assert [p.voices for p in found] == [
        ("Conclusion 1", ""), ("Recommendation 2", ""), ("Recommendation 3", "")
    ]  # fmt: skip


@pytest.mark.parametrize("font", [BOLD, ITALIC])
@pytest.mark.parametrize("wish", [
    "Wards should be counted each May. (Recommendation, Paragraph 5)",
    "Wards should be counted each May.", "Wards should be counted “by May.”",
    "Wards should be counted. (Paragraph 53)",
])  # fmt: skip
def test_a_sentence_with_a_number_is_no_heading_of_what_follows(
    tmp_path: Path, font: str, wish: str
) -> None:
    sheet = Sheet().say("Wards and beds", 16, BOLD)
    for n in (1, 2, 3):
        sheet.numbered(f"2.{n}", f"{AGREED} {LATER}")
        sheet.put(f"{n}.", 90, sheet.y, 11, font)
        sheet.lines([wish], 110, sheet.y, 11, font)
        sheet.y -= 24
    sheet.numbered("2.4", f"{AGREED} {LATER}")
    found = split("reply", blocks_in(tmp_path, sheet), title=TITLE)
    assert [p.number for p in found] == [
        "2.1", "Recommendation 1", "2.2", "Recommendation 2", "2.3", "Recommendation 3", "2.4"
    ]  # fmt: skip
    assert {p.section for p in found} == {("Wards and beds",)}
    assert [p.body for p in found][1::2] == [wish] * 3
