"""A reply whose paragraphs are numbered through keeps them, below what each of them answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.blocks import Block, BlockKind
from ingest.corpus import read_corpus
from ingest.paragraphs import split
from ingest.types import Paragraph
from pdfs import BOLD, Sheet, write_pdf

TITLE = "Government response to the Wards Committee’s report"
WISH = "The Department should open ten wards and say by when."
AGREED = "The Government agrees that wards are short, and has set money aside for ten."
LATER = "Two of them are to open in the spring, and the others by the end of the year."


def said(text: str, number: str = "", *, apart: bool = False) -> Block:
    return Block(BlockKind.PROSE, text, number=number, apart=apart)


def heading(text: str, level: int) -> Block:
    return Block(BlockKind.HEADING, text, level=level)


def answered(n: int, accepts: Block, *replies: Block) -> list[Block]:
    named = heading(f"Recommendation {n} (paragraph 4{n})", 4)
    return [named, said(WISH, apart=True), accepts, *replies]


def paper(accepts: Sequence[Block]) -> list[Block]:
    """Two numbered paragraphs, and two below each recommendation."""
    blocks = [heading("Introduction", 2), said(AGREED, "1"), said(LATER, "2")]
    blocks.append(heading("Wards", 2))
    for at, accept in enumerate(accepts, 1):
        numbered = said(AGREED, str(2 * at + 1)), said(LATER, str(2 * at + 2))
        blocks += answered(at, accept, *numbered)
    return blocks


def of_numbers(paragraphs: Sequence[Paragraph]) -> dict[str, Paragraph]:
    return {paragraph.number: paragraph for paragraph in paragraphs}


@pytest.mark.parametrize(
    "accepts",
    [
        heading("Government response: Accept in part", 4),
        heading("Government response: Accept both", 4),
        heading("Government response: Noted", 4),
        heading("Response: Do not accept", 3),
        said("Government response: Accept"),
        said("We accept this recommendation."),
        said("Not accepted"),
    ],
    ids=lambda block: f"{block.kind.name} {block.text}",
)
def test_numbered_replies_stand_below_the_recommendation(accepts: Block) -> None:
    paragraphs = split("plan", paper([accepts] * 3), title=TITLE)
    found = of_numbers(paragraphs)
    named = [f"Recommendation {n}" for n in (1, 2, 3)]
    assert list(found) == ["1", "2", named[0], "3", "4", named[1], "5", "6", named[2], "7", "8"]
    for at, name in enumerate(named, 1):
        box = found[name]
        assert (box.body, box.voices) == (f"{WISH}\n{accepts.text}", (name, ""))
        for number in (str(2 * at + 1), str(2 * at + 2)):
            assert found[number].section == ("Wards", f"{name} (paragraph 4{at})")
            assert not any(found[number].voices)


def test_a_numbered_paragraph_behind_a_whole_reply_is_of_no_recommendation() -> None:
    blocks = paper([said("We accept this recommendation.")] * 2)
    reply = said(f"{AGREED} {LATER}")
    blocks[6:6] = [reply]
    assert of_numbers(split("plan", blocks, title=TITLE))["3"].section == ("Wards",)


def test_a_reply_without_numbers_keeps_its_units() -> None:
    numbered = paper([said("Accepted")] * 3)
    blocks = [Block(of.kind, of.text, of.level, apart=of.apart) for of in numbered]
    paragraphs = split("plan", blocks, title=TITLE)
    printed = [p.number for p in paragraphs if p.printed]
    assert printed == [f"Recommendation {n}" for n in (1, 2, 3)]
    replies = [p for p in paragraphs if LATER in p.body]
    assert [p.section[-1] for p in replies[1:]] == [
        f"{name} (paragraph 4{n})" for n, name in enumerate(printed, 1)
    ]


def test_a_first_paragraph_behind_the_contents_is_whole(tmp_path: Path) -> None:
    cover = Sheet().say(TITLE, 22, BOLD).say("Presented to Parliament").say("CP 1207")
    contents = Sheet().say("Contents", 14, BOLD)
    for name, page in (("Introduction", 3), ("Wards", 3), ("Annex: dates", 8)):
        contents.say(f"{name} {'.' * 60} {page}")
    text = Sheet().say("Introduction", 14, BOLD)
    text.put("1.", 72, text.y)
    text.y = text.lines(
        ["The committee published its report on wards on 1", "May 2025."], 108, text.y
    )
    text.y -= 8
    text.numbered("2.", LATER)
    text.say("Wards", 14, BOLD)
    for at in (1, 2):
        text.say(f"Recommendation {at} (paragraph 4{at})", 11, BOLD).say(WISH, indent=12)
        text.say("Government response: Accept in part", 11, BOLD)
        text.numbered(f"{2 * at + 1}.", AGREED).numbered(f"{2 * at + 2}.", LATER)
    write_pdf(tmp_path / "a.pdf", cover, contents, text)
    paragraphs = read_corpus(tmp_path).paragraphs
    found = of_numbers(paragraphs)
    assert list(found)[-8:] == [
        "1", "2", "Recommendation 1", "3", "4", "Recommendation 2", "5", "6"
    ]  # fmt: skip
    assert found["1"].body == "The committee published its report on wards on 1 May 2025."
    assert found["1"].section[-1] == "Introduction"
    assert found["4"].section[-1] == "Recommendation 1 (paragraph 41)"
