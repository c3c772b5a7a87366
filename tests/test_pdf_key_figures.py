"""Large figures in boxes are read each with its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import ASIDE, BlockKind
from ingest.reading.pdf.key_figures import is_key_figure
from pdfs import BOLD, PLAIN, Sheet, blocks_in, texts, wide, wrapped

TEXT = (
    "The baths are used by people of all ages, and more of them came in this year than in any of "
    "the ten before it. They cost less to run than they did, since the boilers are new."
)
FIGURES = {
    "£61.2m": "spent on the upkeep of baths in all of the counties in the last financial year",
    "1.94m": "visits, up 6.2% on the year before",
    "31": "baths, two of which are closed",
    "7 in 10": "people who swim at least once in each week of the season that ended in May",
    "–4%": "change in the price of a ticket",
    "Over 1,000": "children who learned to swim there",
}
HEAD, LATER = "Baths in numbers", "What we will do"


def framed(sheet: Sheet, top: float, *, fill: bool) -> None:
    area = f"72 {sheet.y} 450 {top - sheet.y} re"
    sheet.drawn.insert(0, f"q 0.9 g {area} f Q".encode() if fill else f"{area} S".encode())


def begun(*, head: bool) -> Sheet:
    sheet = Sheet().say("Our baths", 20, BOLD).say(TEXT).say(TEXT)
    if head:
        sheet.left = 84
        sheet.say(HEAD, 13, BOLD)
        sheet.left = 72
    return sheet


def ended(sheet: Sheet, folder: Path) -> tuple[list[str], list[str], list[str]]:
    """What is read: the figures, the paragraphs and the headings that go on."""
    sheet.y -= 30
    sheet.say(TEXT).say(LATER, 15, BOLD).say(TEXT)
    blocks = blocks_in(folder, sheet)
    heads = [b.text for b in blocks if b.kind is BlockKind.HEADING and b.level < ASIDE]
    return texts(blocks, BlockKind.ROW), texts(blocks, BlockKind.PROSE), heads


def read_as(count: int) -> list[str]:
    return [f"{figure} {words}" for figure, words in list(FIGURES.items())[:count]]


@pytest.mark.parametrize("across", [2, 3, 4])
@pytest.mark.parametrize("count", [3, 4, 6])
@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize("head", [True, False])
def test_figures_stand_above_their_words(
    tmp_path: Path, across: int, count: int, *, centred: bool, head: bool
) -> None:
    sheet = begun(head=head)
    top, wide_cell = sheet.y + 30, 430 / across
    for row in range(0, count, across):
        y = lowest = sheet.y - 12
        cells = list(FIGURES.items())[row : min(row + across, count)]
        for at, (figure, words) in enumerate(cells):
            x = 84 + at * wide_cell
            lines = [(figure, 22.0, BOLD, y)]
            broken = wrapped(words, wide_cell - 14, 9)
            lines += [(of, 9.0, PLAIN, y - 16 - n * 11) for n, of in enumerate(broken)]
            for text, size, font, height in lines:
                shift = (wide_cell - 14 - wide(text, size, font)) / 2 if centred else 0
                sheet.put(text, x + shift, height, size, font)
            lowest = min(lowest, lines[-1][3])
        sheet.y = lowest - 22
    framed(sheet, top, fill=centred)
    rows, prose, heads = ended(sheet, tmp_path)
    assert rows == read_as(count)
    assert prose == [TEXT] * 4
    assert heads == ["Our baths", *([HEAD] if head and HEAD in heads else []), LATER]


@pytest.mark.parametrize("across", [3, 4])
def test_figures_stand_below_their_words(tmp_path: Path, across: int) -> None:
    sheet = begun(head=False)
    top = sheet.y + 10
    named = ["Visits", "Baths open", "Cost of a visit", "Staff"][:across]
    for at, (name, figure) in enumerate(zip(named, FIGURES, strict=False)):
        sheet.put(name, 84 + at * 105, sheet.y - 10, 9)
        sheet.put(figure, 84 + at * 105, sheet.y - 34, 20, BOLD)
    sheet.y -= 50
    framed(sheet, top, fill=True)
    rows, prose, _ = ended(sheet, tmp_path)
    assert rows == [f"{name} {figure}" for name, figure in zip(named, FIGURES, strict=False)]
    assert prose == [TEXT] * 4


@pytest.mark.parametrize("height", ["top", "middle"])
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("edge", ["left", "right"])
@pytest.mark.parametrize("fill", [True, False])
def test_figures_stand_beside_their_words(
    tmp_path: Path, height: str, columns: int, edge: str, *, fill: bool
) -> None:
    sheet = begun(head=True)
    top = sheet.y + 30
    for row in range(0, 6, columns):
        lowest = sheet.y
        for at, (figure, words) in enumerate(list(FIGURES.items())[row : row + columns]):
            x = 84 + at * 220
            broken = wrapped(words, 110 if columns == 2 else 300, 10)
            y = sheet.lines(broken, x + 90, sheet.y, 10)
            middle = (sheet.y + y + 12.5) / 2 - 2 if height == "middle" else sheet.y - 2
            end = 80 - wide(figure, 14, BOLD) if edge == "right" else 0
            sheet.put(figure, x + end, middle, 14, BOLD)
            lowest = min(lowest, y)
        sheet.y = lowest - 10
    framed(sheet, top, fill=fill)
    rows, prose, heads = ended(sheet, tmp_path)
    assert rows == read_as(6)
    assert prose == [TEXT] * 4
    assert heads == ["Our baths", LATER]


def test_headings_with_numbers_are_no_figures(tmp_path: Path) -> None:
    sheet = Sheet().say("Our baths", 20, BOLD).say(TEXT)
    heads = ["1 Need and cost", "2. Prices", "3 Staff"]
    for head in heads:
        sheet.say(head, 15, BOLD).say(TEXT)
    blocks = blocks_in(tmp_path, sheet)
    assert [b.text for b in blocks if b.kind is BlockKind.HEADING] == ["Our baths", *heads]
    assert texts(blocks, BlockKind.PROSE) == [TEXT] * 4


@pytest.mark.parametrize(
    "text", ["£612m", "86,240", "38.6%", "19 of 104", "7 times", "+3", "Over 1,000", "Nearly 40%"]
)
def test_what_counts_is_a_figure(text: str) -> None:
    assert is_key_figure(text)


@pytest.mark.parametrize("text", ["1 Scope", "2. Scope", "Part 2", "Section 3.", "1) Aims", ""])
def test_what_numbers_is_none(text: str) -> None:
    assert not is_key_figure(text)


@pytest.mark.parametrize("lower", [5.0, 12.0, 18.0])
@pytest.mark.parametrize("across", [3, 4])
def test_figures_in_tiles_of_different_heights_stand_above_their_words(
    tmp_path: Path, across: int, lower: float
) -> None:
    sheet = begun(head=False)
    told, measure = list(FIGURES.items())[:across], 430 / across - 24
    for at, (figure, words) in enumerate(told):
        x, top = 84 + at * 430 / across, sheet.y - 14 - (lower if at % 2 else 0)
        broken = wrapped(words, measure, 9)
        sheet.put(figure, x, top, 22, BOLD)
        end = sheet.lines(broken, x, top - 18, 9)
        area = f"{x - 6} {end} {measure + 12} {top + 24 - end} re"
        sheet.drawn.insert(0, f"q 0.9 g {area} f Q".encode())
    sheet.y -= 140
    rows, prose, _ = ended(sheet, tmp_path)
    assert rows == read_as(across)
    assert prose == [TEXT] * 4
