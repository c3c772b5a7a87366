"""Tables with level rules alone: rows between two of one width, however the page goes on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from ingest.reading.pdf.dotted import with_dotted_lines
from ingest.reading.pdf.runs import Rule
from pdfs import BOLD, PLAIN, Sheet, blocks_in, texts, wide

EDGES = [51.0, 90.0, 146.0, 287.0, 397.0]
ROWS = [
    [["Grade"], ["Days", "of wait"], ["What you do"], ["What we do"]],
    [["One"], ["Up to", "20"], ["Write to us, with the", "two forms that we sent."], ["Nothing."]],
    [
        ["Two"],
        ["21 to", "40"],
        ["Come to the office in the", "town, by day. Bring your", "card and the letter."],
        ["Note your call; give", "advice."],
    ],
    [
        ["Three"],
        ["More than", "40"],
        ["Call us."],
        ["Send somebody, and tell", "the police of it, and the", "council too."],
    ],
]
SAID = [
    "One: Days of wait – Up to 20; What you do – Write to us, with the two forms that we sent.; "
    "What we do – Nothing.",
    "Two: Days of wait – 21 to 40; What you do – Come to the office in the town, by day. Bring "
    "your card and the letter.; What we do – Note your call; give advice.",
    "Three: Days of wait – More than 40; What you do – Call us.; What we do – Send somebody, and "
    "tell the police of it, and the council too.",
]
TEXT = (
    "Beds have closed in the north and the south, and in most of the towns that lie between them. "
    "They have opened again since then, as far as we know, but for two of them."
)
Rows = list[list[list[str]]]


def ruled(
    sheet: Sheet, top: float, pieces: bool, rows: Rows = ROWS, edges: list[float] = EDGES
) -> Sheet:
    """A table with a level rule above and below each row, whole or a piece for each cell.

    Its second column ends evenly, the others begin so; the first row is bold.
    """
    ends = edges if pieces else [edges[0], edges[-1]]
    for row in [[], *rows]:
        font = BOLD if row is rows[0] else PLAIN
        for at, lines in enumerate(row):
            for down, words in enumerate(lines):
                right = edges[2] - 6 - wide(words, 10, font)
                x = right if at == 1 else edges[at] + 6
                sheet.put(words, x, top - 14 - 12 * down, 10, font)
        top -= 12 * max(map(len, row)) + 12 if row else 0
        for x0, x1 in pairwise(ends):
            sheet.rule(x0, top, x1, top)
    sheet.y = top - 30
    return sheet


def page() -> Sheet:
    return Sheet(left=51, measure=346).put("Table 2: Grades", 51, 780, 11, BOLD)


@pytest.mark.parametrize("pieces", [True, False])
@pytest.mark.parametrize("headed", [True, False])
def test_it_ends_above_text_and_the_rule_of_a_heading(
    pieces: bool, headed: bool, tmp_path: Path
) -> None:
    sheet = ruled(page(), 770, pieces).say(TEXT)
    if headed:
        sheet.rule(51, sheet.y - 10, 397, sheet.y - 10)
        sheet.y -= 40
        sheet.say("What it costs", 18, BOLD).say(TEXT)
    blocks = blocks_in(tmp_path, sheet)
    assert texts(blocks, BlockKind.ROW) == SAID
    assert texts(blocks, BlockKind.PROSE) == [TEXT] * (1 + headed)
    assert texts(blocks, BlockKind.HEADING) == ["Table 2: Grades", "What it costs"][: 1 + headed]
    assert not any(block.doubt for block in blocks)


@pytest.mark.parametrize("pieces", [True, False])
def test_it_begins_below_text_that_a_rule_as_wide_stands_above(
    pieces: bool, tmp_path: Path
) -> None:
    sheet = Sheet(left=51, measure=346, y=740).rule(51, 760, 397, 760).say(TEXT)
    blocks = blocks_in(tmp_path, ruled(sheet, sheet.y, pieces))
    assert texts(blocks, BlockKind.ROW) == SAID
    assert texts(blocks, BlockKind.PROSE) == [TEXT]


def test_two_of_one_width_whose_rules_part_at_other_places_are_two(tmp_path: Path) -> None:
    costs = [
        [["Kind of charge"], ["Before"], ["Since"]],
        [["For a card, within a week"], ["None"], ["£12"]],
        [["For a letter"], ["£3"], ["£4"]],
        [["For a visit by day"], ["£70"], ["£80"]],
    ]
    sheet = ruled(page(), 770, pieces=True).say(TEXT)
    sheet.say("Table 3: Charges", font=BOLD)
    ruled(sheet, sheet.y + 4, True, costs, [51.0, 220.0, 310.0, 397.0])
    assert texts(blocks_in(tmp_path, sheet), BlockKind.ROW) == [
        *SAID,
        "For a card, within a week: Before – None; Since – £12",
        "For a letter: Before – £3; Since – £4",
        "For a visit by day: Before – £70; Since – £80",
    ]


def test_rows_that_white_parts_below_a_margin_s_rule_are_not_made_one(tmp_path: Path) -> None:
    """Rules stand around the names, and above and below the sum, only."""
    told = [("Tongue", "Before", "Since"), ("Welsh", "88", "61"), ("Cornish", "141", "102"),
            ("Manx", "73", "64"), ("Irish", "310", "238"), ("Sum", "612", "465")]  # fmt: skip
    sheet = Sheet(left=51, measure=346, y=740).rule(51, 760, 397, 760).say(TEXT)
    top = sheet.y
    for at, row in enumerate(told):
        y = top - 16 * at
        font = BOLD if not at else PLAIN
        sheet.put(row[0], 55, y, 10, font)
        for words, right in zip(row[1:], (280, 390), strict=True):
            sheet.put(words, right - wide(words, 10, font), y, 10, font)
    for y in (top + 11, top - 5, top - 69, top - 85):
        sheet.rule(51, y, 397, y)
    blocks = blocks_in(tmp_path, sheet)
    assert texts(blocks, BlockKind.PROSE) == [TEXT]
    assert texts(blocks, BlockKind.ROW) == [
        f"{label}: Before – {before}; Since – {since}" for label, before, since in told[1:]
    ]


SHIPS = [("Ship", "Harbour", "Master"), ("Alma", "Ryde", "Ann Oakes"), ("Bess", "Cowes", "Tom Hay"),
         ("Cora", "Hythe", "Sue Lamb"), ("Dora", "Poole", "Jim Reed")]  # fmt: skip
PLACES = (55, 190, 300)


@pytest.mark.parametrize("pieces", [True, False])
def test_bold_names_and_the_first_row_above_a_first_rule_are_two_rows(
    pieces: bool, tmp_path: Path
) -> None:
    sheet = Sheet(left=51, measure=346, y=740).say(TEXT)
    top, ends = sheet.y - 20, [51, 186, 296, 397] if pieces else [51, 397]
    for at, row in enumerate(SHIPS):
        for words, x in zip(row, PLACES, strict=True):
            sheet.put(words, x, top - 15 * at, 10, PLAIN if at else BOLD)
        for x0, x1 in pairwise(ends) if at else ():
            sheet.rule(x0, top - 15 * at - 5, x1, top - 15 * at - 5)
    blocks = blocks_in(tmp_path, sheet)
    assert texts(blocks, BlockKind.ROW) == [
        f"{ship}: Harbour – {harbour}; Master – {master}" for ship, harbour, master in SHIPS[1:]
    ]
    assert texts(blocks, BlockKind.PROSE) == [TEXT]


@pytest.mark.parametrize("caption", ["Table 7: Ships", "Figure A3 Masters", "Table 12"])
@pytest.mark.parametrize("up", [16, 26])
def test_a_caption_between_a_margins_rule_and_the_tables_is_no_row(
    caption: str, up: float, tmp_path: Path
) -> None:
    sheet = Sheet(left=51, measure=346, y=764 - up).rule(51, 780, 397, 780)
    sheet.put(caption, 55, 784 - up, 10)
    rows = [[["Ship"], ["Harbour"], ["Master"]], *([[of] for of in row] for row in SHIPS[1:])]
    rows[2][2] = ["Tom Hay, who had", "the Dora before"]
    blocks = blocks_in(tmp_path, ruled(sheet, 780 - up, False, rows, [51.0, 186.0, 296.0, 397.0]))
    masters = {"Bess": "Tom Hay, who had the Dora before"}
    assert texts(blocks, BlockKind.ROW) == [
        f"{ship}: Harbour – {harbour}; Master – {masters.get(ship, master)}"
        for ship, harbour, master in SHIPS[1:]
    ]
    assert [of.text for of in blocks if of.kind is not BlockKind.ROW] == [caption]


SUMS = [("Fund", "Asked", "Paid (£m)"), ("Lamps", "118.2", "10.4"), ("Gates", "77.5", "9.3"),
        ("Boats", "6.1", "2.8"), ("Sum", "201.8", "22.5")]  # fmt: skip


@pytest.mark.parametrize("name", ["Paid (£m)", "Net cost", "Per month"])
def test_a_name_of_two_words_over_figures_set_to_the_right_is_of_one_column(
    name: str, tmp_path: Path
) -> None:
    sheet = Sheet(left=51, measure=346, y=740).say(TEXT)
    top = sheet.y - 10
    for y in (top + 11, *(top - 5 - 16 * at for at in range(len(SUMS)))):
        sheet.rule(51, y, 397, y)
    for at, (label, *figures) in enumerate(SUMS):
        font, y = PLAIN if at else BOLD, top - 16 * at
        sheet.put(label, 55, y, 10, font)
        sheet.put(figures[0], 250 - wide(figures[0], 10, font), y, 10, font)
        *before, last = [figures[1]] if at else name.split()
        right = 390 - wide(last, 10, font)
        sheet.put(last, right, y, 10, font)
        if before:
            sheet.put(before[0], right - 4.5 - wide(before[0], 10, font), y, 10, font)
    assert texts(blocks_in(tmp_path, sheet), BlockKind.ROW) == [
        f"{label}: Asked – {asked}; {name} – {paid}" for label, asked, paid in SUMS[1:]
    ]


@dataclass
class DottedSheet(Sheet):
    """A page whose level rules are drawn as dots or dashes, each by itself."""

    long: float = 1.0
    gap: float = 2.0

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        while x0 + self.long <= x1:
            super().rule(round(x0, 2), y0, round(x0 + self.long, 2), y1)
            x0 += self.long + self.gap
        return self


@pytest.mark.parametrize(("long", "gap"), [(1, 2), (2, 3), (5, 4)])
def test_a_table_whose_rules_are_dots_is_one(long: float, gap: float, tmp_path: Path) -> None:
    sheet = DottedSheet(left=51, measure=346, long=long, gap=gap)
    sheet.put("Table 2: Grades", 51, 780, 11, BOLD)
    blocks = blocks_in(tmp_path, ruled(sheet, 770, pieces=False).say(TEXT))
    assert texts(blocks, BlockKind.ROW) == SAID
    assert texts(blocks, BlockKind.PROSE) == [TEXT]


def test_dots_in_a_row_are_one_rule_and_others_stay_as_they_are() -> None:
    row = [Rule(x, 500, x + 2, 500) for x in range(72, 112, 4)]
    assert with_dotted_lines(row) == (Rule(72, 500, 110, 500),)
    few, apart = row[:5], [Rule(x, 500, x + 2, 500) for x in range(72, 272, 20)]
    long, upright = [Rule(x, 500, x + 12, 500) for x in range(72, 232, 16)], Rule(72, 480, 72, 483)
    for rules in (few, apart, long, [upright] * 9):
        assert sorted(with_dotted_lines(rules), key=str) == sorted(rules, key=str)
    below = [Rule(of.x0, 480, of.x1, 480) for of in row]
    assert len(with_dotted_lines([*row, *below])) == 2
