"""A note right below a table goes with the row whose number marks it, and other lines do not."""

from __future__ import annotations

from ingest.blocks import Block, BlockKind
from ingest.paragraphs import split

CAPTION = Block(BlockKind.HEADING, "Table 1: Eggs", level=9)
ROWS = [Block(BlockKind.ROW, text) for text in ("May: Hens – 41; Eggs – 12¹", "June²: Hens – 40")]
TEXT = Block(BlockKind.PROSE, "The hens were counted by night, when none of them was at the gate.")


def told(*texts: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The bodies of what is split, and the notes of all."""
    lines = [Block(BlockKind.PROSE, text) for text in texts]
    found = split("farm", [TEXT, CAPTION, *ROWS, *lines, TEXT])
    return [of.body for of in found], [(n.marker, n.text) for of in found for n in of.footnotes]


def test_a_number_that_marks_a_row_opens_its_note() -> None:
    bodies, notes = told("1 Without those of the ducks.", "2. Until the fox came.")
    assert notes == [("1", "Without those of the ducks."), ("2", "Until the fox came.")]
    assert bodies == [TEXT.text, "May: Hens – 41; Eggs – 12\nJune: Hens – 40", TEXT.text]


def test_a_number_that_marks_none_opens_a_line_of_the_text() -> None:
    bodies, notes = told("12 hens were sold.", "1 Without those of the ducks.")
    assert notes == []
    assert bodies[2:4] == ["12 hens were sold.", "1 Without those of the ducks."]
