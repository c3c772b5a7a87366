"""Rows of figures between level rules: each is one, below its names, and over a page's end."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from pdfs import BOLD, PLAIN, Sheet, blocks_in, texts, wide, wrapped

EDGES = (60.0, 220.0, 330.0, 440.0, 540.0)
TEXT = (
    "Councils may let routes for as long as they like, and seventeen of those that we asked have "
    "let them for five years with a break in the third."
)
MONEY = [["Band", "On the grid", "Off the grid", "Both"], ["D", "£7,500", "£9,000", "£8,100"],
         ["E", "£8,500", "£9,900", "£8,800"], ["F or G", "£9,000", "£9,950", "£9,400"]]  # fmt: skip
YEARS = [["Year", "Councils", "Others", "Total"], ["2026 to 2027", "84", "136", "220"],
         ["2027 to 2028", "131", "209", "340"], ["Total", "215", "345", "560"]]  # fmt: skip


def pieces(sheet: Sheet, rows: list[list[str]], top: float, *, last: str = PLAIN) -> float:
    """Rows with a piece of a level rule below each cell, as browsers print a table."""
    for at, row in enumerate(rows):
        font = BOLD if not at else last if at == len(rows) - 1 else PLAIN
        for (x, end), word in zip(pairwise(EDGES), row, strict=True):
            sheet.put(word, end - 16 - wide(word, 11, font) if at and x > 60 else x, top, 11, font)
            sheet.rule(x, top - 9, end, top - 9)
        top -= 26
    return top


def said(rows: list[list[str]]) -> list[str]:
    names = rows[0][1:]
    return [
        f"{row[0]}: " + "; ".join(f"{a} – {b}" for a, b in zip(names, row[1:], strict=True))
        for row in rows[1:]
    ]


@pytest.mark.parametrize("last", [PLAIN, BOLD])
@pytest.mark.parametrize("rows", [MONEY, YEARS])
def test_rows_of_figures_below_names_are_a_table(
    tmp_path: Path, rows: list[list[str]], last: str
) -> None:
    sheet = Sheet().say(TEXT)
    sheet.y = pieces(sheet, rows, sheet.y - 10, last=last) - 20
    blocks = blocks_in(tmp_path, sheet.say(TEXT))
    assert texts(blocks, BlockKind.ROW) == said(rows)
    assert texts(blocks, BlockKind.HEADING) == []


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("rows", [MONEY, YEARS])
def test_a_last_row_on_the_next_page_below_the_names_again_is_the_tables(
    tmp_path: Path, rows: list[list[str]], *, above: bool
) -> None:
    first, after = Sheet().say(TEXT), Sheet()
    pieces(first, rows[:-1], 140)
    pieces(after, [rows[0], rows[-1]], 780)
    for x, end in pairwise(EDGES) if above else ():
        after.rule(x, 795, end, 795)
    after.y = 680
    blocks = blocks_in(tmp_path, first, after.say(TEXT))
    assert texts(blocks, BlockKind.ROW) == said(rows)


def booktabs(sheet: Sheet, rows: list[list[str]], top: float, *, named: bool) -> float:
    """A table ruled off above, below its names, above its last row and below it."""
    if named:
        sheet.put("Table 1: Bids for routes of all kinds, in the year to March", 60, top, 11)
        sheet.rule(60, top + 30, 540, top + 30)
        top -= 18
    sheet.rule(60, top + 12, 540, top + 12)
    for at, row in enumerate(rows):
        for (x, end), word in zip(pairwise(EDGES), row, strict=True):
            sheet.put(word, end - 20 - wide(word, 10) if x > 60 else x, top, 10)
        if at in (0, len(rows) - 2, len(rows) - 1):
            sheet.rule(60, top - 5, 540, top - 5)
            top -= 6
        top -= 11
    return top


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("rows", [MONEY, YEARS])
def test_rows_that_no_rule_parts_are_read_line_by_line(
    tmp_path: Path, rows: list[list[str]], *, named: bool
) -> None:
    sheet = Sheet()
    labels = [rows[0], *([f"Routes {row[0]}", *row[1:]] for row in rows[1:])]
    sheet.y = booktabs(sheet, labels, 760, named=named) - 20
    assert texts(blocks_in(tmp_path, sheet.say(TEXT)), BlockKind.ROW) == said(labels)


def test_a_paragraph_goes_on_below_a_named_table_at_the_pages_head(tmp_path: Path) -> None:
    text = f"{TEXT} {TEXT}"
    broken = wrapped(text, 480, 11)
    first, after = Sheet(), Sheet()
    first.lines(broken[:2], 60, 120, 11)
    y = booktabs(
        after, [YEARS[0], *([f"Routes {r[0]}", *r[1:]] for r in YEARS[1:])], 740, named=True
    )
    after.lines(broken[2:], 60, y - 30, 11)
    blocks = blocks_in(tmp_path, first, after)
    assert texts(blocks, BlockKind.PROSE) == [text]
