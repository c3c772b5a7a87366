"""A paragraph says why its reading is uncertain; one that was read well says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cautions import MACHINE_READ, cautions_of_words
from ingest.blocks import Block, BlockKind
from ingest.broken_words import broken_words, never_last
from ingest.doubts import (
    BEGINS_WITHIN,
    BESIDE,
    BREAKS_OFF,
    COLUMNS,
    LONG,
    MARGIN,
    NO_MARK,
    NO_NOTE,
    NOT_KEPT,
    NOTE,
    OVERLAP,
    UNKNOWN,
    doubt_sentence,
)
from ingest.paragraphs import split
from ingest.types import Paragraph
from pdfs import Sheet, blocks_in
from policy import needs_papers, paper

SAID = "The trust opened {} wards in the north of the county and closed four in the south."
PAPERS = (
    "cp1240-covid-module-1-response",
    "cp1326-immigration-white-paper",
    "cp1478-space-economy-response",
    "draft-nppf-2025",
    "hc1099-summer-2024-disorder-response",
    "hc381-summer-2024-disorder-report",
)


def prose(text: str, page: int = 1, number: str = "", doubt: str = "") -> Block:
    return Block(BlockKind.PROSE, text, number=number, page=page, doubt=doubt)


def sound(count: int = 12, first: int = 1) -> list[Block]:
    return [prose(SAID.format(n), number=str(n)) for n in range(first, first + count)]


def doubts(blocks: list[Block]) -> dict[str, tuple[str, ...]]:
    return {p.number: p.doubts for p in split("plan", blocks) if p.doubts}


def test_a_document_that_is_read_well_has_no_doubts() -> None:
    assert doubts(sound()) == {}


def test_a_doubt_of_the_reader_is_the_paragraph_s_once() -> None:
    blocks = [*sound(), prose("Beds closed:", number="13")]
    blocks += [Block(BlockKind.ITEM, f"• in {n};", doubt=COLUMNS) for n in ("Leeds", "York")]
    assert doubts(blocks) == {"13": (COLUMNS,)}


def test_the_paragraph_before_a_number_that_is_missing_is_doubted() -> None:
    blocks = [block for block in sound() if block.number != "7"]
    assert doubts(blocks) == {"6": ("number 7 is missing after it",)}


def test_a_number_that_stands_twice_or_out_of_order_is_doubted() -> None:
    blocks = sound()
    swapped = [*blocks[:5], blocks[4], *blocks[5:8], blocks[9], blocks[8], *blocks[10:]]
    assert doubts(swapped) == {
        "5 (repeated)": ("its number stands twice",),
        "8": ("number 9 is missing after it",),
        "9": ("its number is out of order",),
    }


def test_a_number_that_is_printed_and_not_kept_is_doubted() -> None:
    blocks = [prose(SAID.format(n)) for n in range(8)]
    heading = Block(BlockKind.HEADING, "Beds", level=1)
    blocks[4:4] = [heading, prose("We count the beds.", number="40")]
    assert doubts(blocks) == {"5": (NOT_KEPT,)}


def test_a_paragraph_that_begins_within_a_sentence_is_doubted() -> None:
    blocks = [*sound(3), prose("wards that were left open in the north.", number="")]
    blocks[3:3] = [Block(BlockKind.HEADING, "Beds", level=1)]
    assert BEGINS_WITHIN in doubts(blocks)["3 (after, 1)"]


@pytest.mark.parametrize("opens", ["(https://www.gov.uk/plan) in May.", "Beds closed."])
def test_a_sentence_that_has_no_end_is_doubted(opens: str) -> None:
    told = [prose(SAID.format(n)) for n in range(12)]
    broken = prose("The number of beds is given in the annual report of the"), prose(opens)
    assert doubts([*told, *broken, *told]) == {"13": (BREAKS_OFF,)}


def test_a_line_that_is_no_sentence_breaks_nothing_off() -> None:
    told = [prose(SAID.format(n)) for n in range(12)]
    address = prose("Printed for the Controller of His Majesty’s Stationery Office in London")
    assert doubts([*told, address, *told]) == {}


@pytest.mark.parametrize("sign", ["\ufffd", "\uf0b7", "\ue001"])
def test_signs_that_could_not_be_read_are_doubted(sign: str) -> None:
    assert doubts([*sound(), prose(f"At least {sign} 5 beds.", number="13")]) == {"13": (UNKNOWN,)}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Of t he wards four closed.", "t he"),
        ("T rust boards met in May.", "T rust"),
        ("It closed in 2024.The beds were moved.", "2024.The"),
        ("It closed in the south.. Beds moved.", "south.."),
        ("Wards closed for projects., Sir John said.", "projects.,"),
    ],
)
def test_broken_words_are_doubted_and_named(text: str, named: str) -> None:
    blocks = [prose(SAID.format(f"T{n}")) for n in range(12)]
    told = [prose("The trust board met."), prose("The trust board met."), prose("The trust met.")]
    assert doubts([*blocks, *told, prose(text)]) == {"16": (f"words that seem broken (“{named}”)",)}


@pytest.mark.parametrize(
    "text",
    [
        "See www.gov.uk/The or a.The@gov.uk for more.",
        "Wards, beds, etc., closed; e.g. in Leeds...",
        "I was a member of a board.",
        "Know.The said so. Know.The knew. Know.The did.",
        "Figures (see annex A) rose. Plan B failed.",
    ],
)
def test_words_that_are_whole_are_not_doubted(text: str) -> None:
    assert list(broken_words([text, *[SAID] * 5])) == []


def test_words_that_never_end_a_sentence_are_known_by_the_document() -> None:
    found = never_last(["The wards of the trust are of the county."] * 20)
    assert {"of", "the", "are"} <= found
    assert "county" not in found


def over(texts: list[str]) -> list[Block]:
    """Paragraphs each of which goes over a page's end, a number between its two halves."""
    blocks = []
    for page, text in enumerate(texts, 1):
        half = prose(f"Beds closed in {text}", page)
        rest = prose(f"{text} was asked before then.", page + 1)
        blocks.append(half.with_rest(rest, f"{half.text} {rest.text}"))
    return blocks


def test_words_that_stand_beside_several_page_ends_are_doubted() -> None:
    places = ["York", "Leeds", "Hull", "Ripon"]
    told = over([f"{place}, Draft report 1{n} May," for n, place in enumerate(places)])
    assert list(doubts(told).values()) == [(MARGIN,)] * 4
    assert doubts(over(places)) == {}


def test_a_paragraph_far_longer_than_the_others_is_doubted() -> None:
    long = prose(" ".join([SAID.format("ten")] * 60), number="13")
    assert doubts([*sound(), long]) == {"13": (LONG,)}


def test_a_footnote_that_leaps_over_a_page_is_doubted() -> None:
    note = Block(BlockKind.FOOTNOTE, "In May.", marker="8", page=3)
    rest = Block(BlockKind.FOOTNOTE, "Annex.", page=5)
    blocks = [*sound(), prose("Beds⁸ closed.", 3, "13"), note.with_rest(rest, "In May. Annex.")]
    assert doubts(blocks) == {"13": (NOTE,)}
    blocks[-1] = note.with_rest(Block(BlockKind.FOOTNOTE, "Annex.", page=4), "In May. Annex.")
    assert doubts(blocks) == {}


def test_words_side_by_side_in_a_pdf_are_doubted(tmp_path: Path) -> None:
    sheet = Sheet().say("The members of the board were these.")
    sheet.put("Lord Able", 72, 600).put("Lady Baker", 300, 600)
    sheet.y = 560
    sheet.say("It met in the hall of the trust and heard those who came.")
    assert [b.doubt for b in blocks_in(tmp_path, sheet)] == ["", BESIDE, ""]


def test_a_hanging_number_or_bullet_is_no_doubt(tmp_path: Path) -> None:
    sheet = Sheet().numbered("1.", "Beds closed in the north and then in the south of the county.")
    sheet.numbered("2.", "Wards opened in the north.")
    found = blocks_in(tmp_path, sheet)
    assert found
    assert not any(block.doubt for block in found)


def test_lines_printed_over_each_other_are_doubted(tmp_path: Path) -> None:
    sheet = Sheet().say("The board met in the hall.")
    sheet.put("It heard those who came from Leeds", 72, 600)
    sheet.put("DRAFT OF THE TRUST", 90, 603)
    sheet.y = 560
    sheet.say("Nobody else was heard that day.")
    found = [block.doubt for block in blocks_in(tmp_path, sheet)]
    assert OVERLAP in found
    assert (found[0], found[-1]) == ("", "")


def test_a_reader_is_told_why_and_where_to_look() -> None:
    paragraph = Paragraph("plan", "2", True, (), "Beds.", page=12, doubts=(COLUMNS, BREAKS_OFF))
    assert list(cautions_of_words(paragraph)) == [
        "The reading of this paragraph is uncertain: text in columns; a sentence breaks off. "
        "Check page 12."
    ]
    assert doubt_sentence([COLUMNS], []).endswith("Check the document.")


def test_both_cautions_are_said_and_none_of_a_sound_paragraph() -> None:
    both = Paragraph("plan", "2", True, (), "Beds.", machine_read=True, doubts=(COLUMNS,))
    assert list(cautions_of_words(both))[:1] == [MACHINE_READ]
    assert len(list(cautions_of_words(both))) == 2
    assert list(cautions_of_words(Paragraph("plan", "2", True, (), "Beds."))) == []


@needs_papers(*PAPERS)
@pytest.mark.slow
def test_few_paragraphs_of_real_papers_are_doubted() -> None:
    """One in twenty at most: a sign on many paragraphs is worth nothing."""
    for name in PAPERS:
        paragraphs = paper(name)
        assert sum(bool(p.doubts) for p in paragraphs) <= 0.05 * len(paragraphs), name


def test_a_mark_without_a_note_and_a_note_without_a_mark_are_doubted() -> None:
    blocks = [
        Block(BlockKind.PROSE, "Beds have closed.¹", number="1", page=1),
        Block(BlockKind.PROSE, "They have opened.³", number="2", page=1),
        Block(BlockKind.PROSE, "It is so.", number="3", page=1),
        Block(BlockKind.FOOTNOTE, "See A.", marker="1", page=1),
        Block(BlockKind.FOOTNOTE, "See B.", marker="2", page=1),
    ]
    found = {p.number: p.doubts for p in split("plan", blocks)}
    assert found == {"1": (), "2": (NO_NOTE,), "3": (NO_MARK,)}


def test_a_note_that_a_heading_marks_is_of_the_paragraph_below_it() -> None:
    blocks = [
        Block(BlockKind.PROSE, "Beds have closed.", number="1", page=1),
        Block(BlockKind.HEADING, "Staff¹", level=1, page=1),
        Block(BlockKind.PROSE, "They were paid.", number="2", page=1),
        Block(BlockKind.PROSE, "All of them.", number="3", page=1),
        Block(BlockKind.FOOTNOTE, "See A.", marker="1", page=1),
    ]
    found = {p.number: ([n.marker for n in p.footnotes], p.doubts) for p in split("plan", blocks)}
    assert found == {"1": ([], ()), "2": (["1"], ()), "3": ([], ())}
