"""Links that lead from a note back to its mark are not in the note."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import Block, BlockKind
from ingest.reading.pdf.returns import without_returns
from pdfs import BOLD, Sheet, blocks_in, texts, wide

NOTES = ["See the annex of 2022.", "Survey of 3,204 people, pages 18 to 23"]


def kept(*notes: str) -> list[str]:
    """The notes' texts, marked from 1, without their links."""
    blocks = [
        Block(BlockKind.FOOTNOTE, text, marker=str(marker)) for marker, text in enumerate(notes, 1)
    ]
    return [block.text for block in without_returns(blocks)]


@pytest.mark.parametrize(
    "link",
    ["Back to text", "Back to content", "Return to reference", "Back to text ↩", "↩ Back to text",
     "Return to text ↑", "Go back to the text", "↩", "↩\ufe0e"],
)  # fmt: skip
def test_a_link_behind_notes_is_left_out(link: str) -> None:
    assert kept(*(f"{note} {link}" for note in NOTES)) == NOTES
    assert kept(f"{NOTES[0]} {link}")[0] in (NOTES[0], f"{NOTES[0]} Go back to the text")


def test_a_link_may_name_its_mark() -> None:
    notes = [f"{note} Return to footnote {marker}" for marker, note in enumerate(NOTES, 1)]
    assert kept(*notes) == NOTES


@pytest.mark.parametrize(
    "note",
    ["Ofsted, Back to school", "Ofsted, 2020. Back to school", "We come back to text.",
     "It goes back to 1930", "Back to text"],
)  # fmt: skip
def test_words_that_lead_nowhere_stay(note: str) -> None:
    assert kept(note, "See the annex.") == [note, "See the annex."]


@pytest.mark.parametrize("link", ["Back to text", "Return to content"])
def test_notes_of_a_printed_web_page_are_without_their_links(link: str, tmp_path: Path) -> None:
    sheet = Sheet().put("https://a.example/guidance/beds", 72, 20, 8).say("Beds", 20, BOLD)
    for marker, text in enumerate(["Beds were closed in March.", "They were opened in May."], 1):
        sheet.put(str(marker), 73 + wide(text), sheet.y + 4, 6).say(text)
    sheet.say("Footnotes", 14, BOLD)
    for marker, note in enumerate(NOTES, 1):
        sheet.say(f"{marker}. {note} {link}", 10)
    assert texts(blocks_in(tmp_path, sheet), BlockKind.FOOTNOTE) == NOTES
