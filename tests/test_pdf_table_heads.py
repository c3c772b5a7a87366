"""Names in drawn cells head the rows below them that have no rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from pdfs import Sheet, blocks_in, texts

EDGES = [72.0, 214.0, 276.0, 338.0, 400.0, 520.0]
NAMES = ["Specialty", "2019", "2025", "Change", "Could be stopped"]
ROWS = [
    ["Eyes", "21,480", "21,905", "+2%", "8%"],
    ["Bones and joints", "14,212", "12,364", "-13%", "28%"],
    ["Ear, nose and throat", "8,115", "7,060", "-13%", "31%"],
    ["Skin", "7,634", "6,031", "-21%", "24%"],
]
SAID = [
    "Eyes: 2019 – 21,480; 2025 – 21,905; Change – +2%; Could be stopped – 8%",
    "Skin: 2019 – 7,634; 2025 – 6,031; Change – -21%; Could be stopped – 24%",
]
TEXT = "The wards were counted in each of the years, and the figures are those of the trust."


def headed() -> Sheet:
    """Text, names in cells, and rows without rules whose figures stand to the right."""
    sheet = Sheet().say(TEXT)
    sheet.table([NAMES], EDGES)
    sheet.y += 11
    for label, *figures in ROWS:
        sheet.put(label, EDGES[0] + 3, sheet.y, 9)
        for figure, right in zip(figures, EDGES[2:], strict=True):
            sheet.put(figure, right - 6 - 5 * len(figure), sheet.y, 9)
        sheet.y -= 17
    sheet.y -= 12
    return sheet.say(TEXT)


def test_names_in_cells_head_the_rows_below_that_have_no_rules(tmp_path: Path) -> None:
    rows = texts(blocks_in(tmp_path, headed()), BlockKind.ROW)
    assert [rows[0], rows[-1], len(rows)] == [*SAID, len(ROWS)]


@pytest.mark.parametrize("inner", [[106.0, 338.0, 400.0], [214.0, 338.0, 460.0]])
def test_a_table_further_down_has_its_own_columns(inner: list[float], tmp_path: Path) -> None:
    sheet = headed()
    actions = [["No.", "Action", "Lead", "By"]]
    actions += [[str(n), "Count the wards", "Chief nurse", f"May 203{n}"] for n in (1, 2, 3)]
    sheet.table(actions, [EDGES[0], *inner, EDGES[-1]])
    rows = texts(blocks_in(tmp_path, sheet), BlockKind.ROW)
    assert [rows[0], rows[len(ROWS) - 1]] == SAID
    assert rows[-1] == "3: Action – Count the wards; Lead – Chief nurse; By – May 2033"


def test_names_over_fewer_columns_head_nothing(tmp_path: Path) -> None:
    sheet = Sheet().table([["A note in a box", "and one more"]], [72, 300, 520])
    sheet.y += 11
    for label, *figures in ROWS:
        for cell, x in zip((label, *figures), EDGES, strict=False):
            sheet.put(cell, x + 3, sheet.y, 9)
        sheet.y -= 17
    rows = texts(blocks_in(tmp_path, sheet.say(TEXT)), BlockKind.ROW)
    assert not any("A note in a box –" in row for row in rows)
    assert any("21,480" in row and "21,905" in row for row in rows)


def test_a_last_line_in_cells_of_its_own_is_read(tmp_path: Path) -> None:
    blocks = blocks_in(tmp_path, Sheet().say(TEXT).table([NAMES], EDGES))
    assert all(any(name in block.text for block in blocks) for name in NAMES)
