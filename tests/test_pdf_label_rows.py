"""Rows that each begin with a label in bold have no row that names their columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from pdfs import BOLD, PLAIN, Sheet, blocks_in, texts

TEXT = "The library was seen on a day in May, without a word to those who worked there that day."
EDGES = (72.0, 220.0, 500.0)
PLACES = [
    ("Library", "Old Quay, Holm End"),
    ("Telephone", "01632 960 733"),
    ("Books", "41,200"),
    ("Day of the visit", "7 May 2025"),
]
OPEN = [("Branch", "Open"), ("Holm End", "14 hours"), ("Quay", "22 hours"), ("Mill", "6 hours")]


def said(rows: Sequence[tuple[str, str]], bold: Sequence[tuple[str, str]], rules: bool) -> Sheet:
    """Text and two cells a row, each in bold or plain, with all rules or none."""
    sheet = Sheet().say(TEXT)
    top = y = sheet.y
    for row, fonts in zip(rows, bold, strict=True):
        for cell, edge, font in zip(row, EDGES, fonts, strict=False):
            sheet.put(cell, edge + 3, y - 12, 10, font)
        y -= 18
    if rules:
        for at in range(len(rows) + 1):
            sheet.rule(EDGES[0], top - 18 * at, EDGES[-1], top - 18 * at)
        for edge in EDGES:
            sheet.rule(edge, top, edge, y)
    sheet.y = y - 30
    return sheet.say(TEXT)


@pytest.mark.parametrize("rules", [True, False])
def test_labels_in_bold_name_rows_of_which_the_first_names_nothing(
    tmp_path: Path, rules: bool
) -> None:
    blocks = blocks_in(tmp_path, said(PLACES, [(BOLD, PLAIN)] * 4, rules))
    assert texts(blocks, BlockKind.ROW) == [f"{label}: {value}" for label, value in PLACES]


@pytest.mark.parametrize("rules", [True, False])
@pytest.mark.parametrize("label", [BOLD, PLAIN])
def test_a_first_row_all_in_bold_names_the_columns_of_such_rows(
    tmp_path: Path, rules: bool, label: str
) -> None:
    blocks = blocks_in(tmp_path, said(OPEN, [(BOLD, BOLD), *[(label, PLAIN)] * 3], rules))
    assert texts(blocks, BlockKind.ROW) == [f"{name}: Open – {hours}" for name, hours in OPEN[1:]]
