"""The rest of a table's last row, alone at the top of the next page, is of that row."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from pdfs import Sheet, blocks_in, texts

EDGES = [72.0, 180.0, 380.0, 520.0]
NAMES = ["Ferry", "What is done", "Who"]
TEXT = "The ferries were asked about before the ice came, and again when it had gone."


@pytest.mark.parametrize("column", [1, 2])
def test_the_rest_of_one_cell_joins_it(tmp_path: Path, column: int) -> None:
    cells = ["North", "It sails at noon", "Ann Reed"]
    cells[column] += " and at the end of"
    rest = ["", "", ""]
    rest[column] = "each day."
    sheet = Sheet().say(TEXT)
    sheet.y = 200
    sheet.table([NAMES, ["South", "It is laid up", "Tom Hale"], cells], EDGES)
    later = Sheet().table([rest], EDGES).say(TEXT).say(TEXT)
    cells[column] += " each day."
    assert texts(blocks_in(tmp_path, sheet, later), BlockKind.ROW)[1:] == [
        "South: It is laid up; Tom Hale", f"North: {cells[1]}; {cells[2]}",
    ]  # fmt: skip


def test_a_cell_below_the_page_s_text_is_of_no_row_before(tmp_path: Path) -> None:
    sheet = Sheet().say(TEXT).table([NAMES, ["South", "It is laid up and", "Tom Hale"]], EDGES)
    later = Sheet().say(TEXT).say(TEXT).table([["", "each day.", ""]], EDGES).say(TEXT)
    blocks = blocks_in(tmp_path, sheet, later)
    found = texts(blocks, BlockKind.ROW)
    assert found
    assert not any("each day" in row for row in found)
