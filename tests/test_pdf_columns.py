"""Columns are read in order, what stands beside the text is apart, and doubt is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.blocks import Block, BlockKind
from ingest.doubts import COLUMNS
from ingest.paragraphs import split
from ingest.reading.pdf.lines import page_of
from pdfs import BOLD, ITALIC, PLAIN, Sheet, blocks_in, shown_on, texts, wide, wrapped

MEALS = [
    "Staff who work at night are given a hot meal between one and three in the morning.",
    "The kitchen is told by noon how many will come. Those who were not counted are given soup.",
    "Nobody eats at the desk of the nurses, where the records are kept and visitors can see it.",
    "A member of staff who is ill after a meal tells the head of catering on the same day.",
]


def column(
    sheet: Sheet,
    paragraphs: Sequence[str],
    x: float,
    y: float = 740,
    measure: float = 210,
    size: float = 10,
    font: str = PLAIN,
) -> float:
    for text in paragraphs:
        y = sheet.lines(wrapped(text, measure, size, font), x, y, size, font) - 8
    return y


def flowing(text: str, lines: int, *edges: float) -> Sheet:
    """A text that goes over from one column to the next after so many lines."""
    sheet, broken = Sheet(), wrapped(text, 210, 10)
    for at, x in enumerate(edges):
        sheet.lines(broken[at * lines : (at + 1) * lines], x, 740, 10)
    return sheet


def prose(folder: Path, *sheets: Sheet) -> list[str]:
    return texts(blocks_in(folder, *sheets), BlockKind.PROSE)


def test_columns_whose_lines_do_not_stand_level_are_read_in_order(tmp_path: Path) -> None:
    sheet = Sheet()
    column(sheet, MEALS[:2], 60)
    column(sheet, MEALS[2:], 310, 733)
    assert prose(tmp_path, sheet) == MEALS


def test_a_sentence_goes_over_to_the_next_column_with_a_capital(tmp_path: Path) -> None:
    text = (
        "The report of the year was written with those who work at the Department of Health and "
        "it says that the food at night matters to all of those who are in the building then, "
        "whether they are staff or patients, and that it is to be hot."
    )
    for lines in (3, 4):
        assert prose(tmp_path, flowing(text, lines, 60, 310)) == [text]


def test_a_heading_across_both_columns_parts_what_is_above_from_what_is_below(
    tmp_path: Path,
) -> None:
    sheet = Sheet()
    low = min(column(sheet, MEALS[:2], 60), column(sheet, MEALS[2:], 310))
    sheet.put("What is drunk", 60, low - 20, 14, BOLD)
    column(sheet, MEALS[:1], 60, low - 50)
    column(sheet, MEALS[1:2], 310, low - 50)
    blocks = blocks_in(tmp_path, sheet)
    assert [block.text for block in blocks] == [*MEALS, "What is drunk", *MEALS[:2]]


def test_columns_that_only_their_length_tells_are_read_with_a_doubt(tmp_path: Path) -> None:
    sheet = Sheet()
    for at in range(10):
        sheet.put(f"Beds in the north of the country {at}", 60, 740 - 12 * at, 10)
        sheet.put(f"Beds in the south of the country {at}", 310, 740 - 12 * at, 10)
    blocks = blocks_in(tmp_path, sheet)
    assert {block.doubt for block in blocks} == {COLUMNS}
    assert blocks[0].text.startswith("Beds in the north of the country 0 Beds in the north")


def test_names_side_by_side_stay_in_their_rows_with_a_doubt(tmp_path: Path) -> None:
    sheet = Sheet().say(MEALS[0])
    rows = [("Jane Smith, chair", "John Doe, clerk"), ("Mary Hill, sister", "Ann Lake, governor"),
            ("Tom Field, nurse", "Sue Brook, patient")]  # fmt: skip
    for at, (left, right) in enumerate(rows):
        sheet.put(left, 72, 700 - 14 * at).put(right, 300, 700 - 14 * at)
    found = [block for block in blocks_in(tmp_path, sheet) if "Smith" in block.text]
    assert [(b.text, b.doubt) for b in found] == [("Jane Smith, chair; John Doe, clerk", COLUMNS)]


def test_wide_spaces_between_words_are_no_columns() -> None:
    sheet = Sheet()
    sheet.put("Beds have been closed", 72, 700).put("in all of the towns that", 200, 700)
    sheet.put("in the north", 72, 686).put("and in the", 141, 686).put("south, it was", 200, 686)
    sheet.put("said by all", 272, 686).put("who live there, and by some who", 72, 672)
    assert len({line.left for line in page_of(1, shown_on(sheet)).lines}) == 1


def test_spaces_behind_sentences_that_stand_below_each_other_are_no_columns() -> None:
    sheet, edge = Sheet(), 79 + wide("there they say it was the cold winter.", 10)
    for at, (left, right) in enumerate(
        (("Beds have closed in all of the north.", "They have not been opened"),
         ("again, and nobody knows why it is so.", "If you ask those who were"),
         ("there they say it was the cold winter.", "Then it was spring, and we"))
    ):  # fmt: skip
        sheet.put(left, 72, 700 - 12 * at, 10)
        sheet.put(right, edge, 700 - 12 * at, 10)
    assert len(page_of(1, shown_on(sheet)).lines) == 3


def boxed(*, frame: bool, font: str = PLAIN, size: float = 10) -> Sheet:
    sheet = Sheet()
    column(sheet, [f"{at}. {text}" for at, text in enumerate(MEALS, 1)], 72, measure=270, size=11)
    column(
        sheet, ["In this year more meals were given out than before."], 390, 710, 120, size, font
    )
    return sheet.draw(b"380 600 150 130 re S") if frame else sheet


@pytest.mark.parametrize(
    "sheet",
    [boxed(frame=True), boxed(frame=False, font=ITALIC), boxed(frame=False, size=14, font=BOLD)],
    ids=["frame", "italic", "large"],
)
def test_a_box_beside_numbered_text_is_a_paragraph_of_its_own(sheet: Sheet, tmp_path: Path) -> None:
    found = split("plan", blocks_in(tmp_path, sheet))
    assert [p.body for p in found if p.printed] == MEALS
    assert [p.body for p in found if not p.printed] == [
        "In this year more meals were given out than before."
    ]


def test_headings_in_the_margin_head_the_text_that_they_stand_level_with(tmp_path: Path) -> None:
    sheet, y = Sheet(), 740.0
    for label, text in (("Hot meals", MEALS[0]), ("Numbers told to the kitchen", MEALS[1])):
        column(sheet, [label], 72, y, 80, 9, BOLD)
        y = column(sheet, [text], 180, y, 250, 11) - 16
    found = split("plan", blocks_in(tmp_path, sheet))
    assert [(p.section, p.body) for p in found] == [
        (("Hot meals",), MEALS[0]), (("Numbers told to the kitchen",), MEALS[1])
    ]  # fmt: skip


def test_numbers_that_hang_in_the_margin_are_no_headings(tmp_path: Path) -> None:
    sheet = Sheet().numbered("1.", MEALS[0]).numbered("2.", MEALS[1]).numbered("3.", MEALS[2])
    blocks = blocks_in(tmp_path, sheet)
    assert [(block.number, block.text) for block in blocks] == [
        ("1", MEALS[0]), ("2", MEALS[1]), ("3", MEALS[2])
    ]  # fmt: skip


def aside(text: str, kind: BlockKind = BlockKind.PROSE) -> Block:
    return Block(kind, text, level=9 if kind is BlockKind.HEADING else 0, aside=True)


def test_text_goes_on_behind_a_box_in_the_paragraph_before_it() -> None:
    numbered = [Block(BlockKind.PROSE, text, number=f"{at}") for at, text in enumerate(MEALS, 1)]
    item = Block(BlockKind.ITEM, "• soup;")
    found = split("plan", [*numbered, aside("Key facts", BlockKind.HEADING), aside("Two."), item])
    assert [(p.number, p.section, p.body) for p in found[-2:]] == [
        ("4", (), f"{MEALS[3]}\n• soup;"), ("4 (after, 1)", ("Key facts",), "Two.")
    ]  # fmt: skip


def test_a_heading_of_a_box_with_nothing_below_it_is_not_lost() -> None:
    numbered = [Block(BlockKind.PROSE, text, number=f"{at}") for at, text in enumerate(MEALS, 1)]
    found = split("plan", [numbered[0], aside("A hot meal", BlockKind.HEADING), *numbered[1:]])
    assert [p.body for p in found] == [MEALS[0], "A hot meal", *MEALS[1:]]


def test_a_heading_beside_a_table_of_the_other_column_parts_no_columns(tmp_path: Path) -> None:
    sheet = Sheet(left=72, measure=210)
    sheet.y = 720
    sheet.say(f"North: {MEALS[0]} {MEALS[1]}", 9).say("What was found", 13, BOLD)
    heading = sheet.y
    sheet.say(f"West: {MEALS[0]} {MEALS[1]}", 9)
    right = Sheet(left=310, measure=210)
    right.y = 720
    right.say(f"South: {MEALS[2]}", 9)
    for at, (name, beds) in enumerate((("Site", "Beds"), ("Oak", "12"), ("Elm", "15"))):
        y = heading + 24 - 14 * at
        right.put(name, 312, y, 9).put(beds, 420, y, 9)
        right.rule(310, y + 11, 520, y + 11)
    right.rule(310, heading - 9, 520, heading - 9)
    right.y = heading - 30
    right.say(f"East: {MEALS[2]}", 9)
    sheet.drawn += right.drawn
    said = [block.text.split(":")[0] for block in blocks_in(tmp_path, sheet)]
    assert [name for name in said if name in ("North", "What was found", "West", "South")] == [
        "North", "What was found", "West", "South"
    ]  # fmt: skip
    assert said.index("Oak") < said.index("East")


@pytest.mark.parametrize("higher", [0.0, 2.6])
def test_a_columns_first_words_level_with_a_heading_of_the_other_are_its_own(
    tmp_path: Path, higher: float
) -> None:
    sheet = Sheet()
    sheet.put("A cover line | Published in May", 60, 770, 8)
    sheet.put("Meals", 60, 740, 13, BOLD)
    broken = wrapped(f"{MEALS[0]} {MEALS[1]}", 210, 10)
    sheet.lines(broken[:-2], 60, 718, 10)
    sheet.lines(broken[-2:-1], 310, 740 + higher, 10)
    sheet.put("Places", 310, 704, 13, BOLD)
    sheet.lines(wrapped(f"{MEALS[2]} {MEALS[3]}", 210, 10), 310, 682, 10)
    assert " ".join(broken[:-1]) in prose(tmp_path, sheet)


QUOTED = "“We ate at the desk, since the kitchen had closed by the time that we sat down.”"


@pytest.mark.parametrize("after", [MEALS[3:], [MEALS[3], MEALS[0]]])
def test_a_quotation_in_large_print_sets_no_column_apart(
    tmp_path: Path, after: Sequence[str]
) -> None:
    sheet = Sheet()
    column(sheet, [*MEALS, *MEALS[:2]], 60)
    y = column(sheet, MEALS[2:3], 310)
    y = column(sheet, [QUOTED], 310, y - 10, size=15) - 10
    column(sheet, after, 310, y)
    blocks = blocks_in(tmp_path, sheet)
    assert [block.text for block in blocks] == [*MEALS, *MEALS[:3], QUOTED, *after]
    assert [block.text for block in blocks if block.aside or block.doubt] == [QUOTED]


def test_small_print_at_the_foot_of_a_column_is_not_the_columns_print(tmp_path: Path) -> None:
    notes = f"{MEALS[0]} {MEALS[1]} {MEALS[3]}"
    sheet = Sheet()
    y = column(sheet, MEALS[:2], 60) - 20
    column(sheet, [notes, notes], 60, y, size=7.5)
    column(sheet, [*MEALS[2:], *MEALS[:2]], 310)
    blocks = blocks_in(tmp_path, sheet)
    said = [block.text for block in blocks]
    assert said[:2] == MEALS[:2]
    assert said[-4:] == [*MEALS[2:], *MEALS[:2]]
    assert not any(block.aside for block in blocks)


NAMES = [["Site", "Beds", "Nurses"], ["Oak", "12", "9"], ["Elm", "15", "11"], ["Ash", "8", "6"]]


def over_both(sheet: Sheet, top: float) -> float:
    """A table over both columns, from a height on; the height below it."""
    sheet.y = top
    return sheet.table(NAMES, [60, 250, 390, 520]).y


@pytest.mark.parametrize("lower", [0.0, 4.0, 7.0])
def test_columns_go_on_below_a_table_over_both_of_them(lower: float, tmp_path: Path) -> None:
    sheet = Sheet()
    low = min(column(sheet, MEALS[:2], 60), column(sheet, MEALS[2:], 310))
    y = over_both(sheet, low - 20) - 10
    text = f"{MEALS[2].removesuffix('.')} and that it is kept from morning until night"
    broken = wrapped(text, 210, 10)
    sheet.lines(broken[:-1], 60, y, 10)
    sheet.lines(broken[-1:], 310, y - lower, 10)
    told = [block.text for block in blocks_in(tmp_path, sheet) if block.kind is not BlockKind.ROW]
    assert told == [*MEALS, text]


@pytest.mark.parametrize(("size", "font"), [(14, BOLD), (13, PLAIN)])
def test_a_heading_below_a_table_over_both_columns_is_no_note_of_it(
    tmp_path: Path, size: float, font: str
) -> None:
    sheet = Sheet()
    low = min(column(sheet, MEALS[:2], 60), column(sheet, MEALS[2:], 310))
    y = over_both(sheet, low - 20) - 4
    sheet.put("What is drunk", 60, y, size, font)
    column(sheet, [MEALS[0], MEALS[3]], 60, y - 25)
    column(sheet, [MEALS[1], MEALS[2]], 310, y + 5)
    told = [block.text for block in blocks_in(tmp_path, sheet) if block.kind is not BlockKind.ROW]
    assert told == [*MEALS, "What is drunk", MEALS[0], MEALS[3], MEALS[1], MEALS[2]]


def test_a_note_below_a_table_over_both_columns_is_read_before_them(tmp_path: Path) -> None:
    sheet = Sheet()
    low = min(column(sheet, MEALS[:2], 60), column(sheet, MEALS[2:], 310))
    y = over_both(sheet, low - 20) + 2
    sheet.put("Source: the returns of three hospitals", 60, y, 8)
    column(sheet, [MEALS[0], MEALS[3]], 60, y - 30)
    column(sheet, [MEALS[1], MEALS[2]], 310, y - 30)
    told = [block.text for block in blocks_in(tmp_path, sheet) if block.kind is not BlockKind.ROW]
    assert told[4:] == [
        "Source: the returns of three hospitals", MEALS[0], MEALS[3], MEALS[1], MEALS[2]
    ]  # fmt: skip


SIGNED = ["Jane Field", "Head of catering", "Vale Hospitals, May 2027"]


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("foot", ["", "Printed on paper that is used again"])
def test_a_signature_below_two_columns_is_read_after_both(
    tmp_path: Path, count: int, foot: str
) -> None:
    sheet = Sheet()
    low = min(column(sheet, MEALS[:2], 60), column(sheet, MEALS[2:], 310))
    column(sheet, [" ".join(SIGNED[:1]), *SIGNED[1:count]], 60, low - 45)
    sheet.put(foot, 310, 40, 10)
    told = [block.text for block in blocks_in(tmp_path, sheet)]
    assert told[:4] == MEALS
    assert " ".join(told[4:]) == " ".join([*SIGNED[:count], *filter(None, [foot])])


def test_a_paragraph_below_white_in_a_column_is_read_in_it(tmp_path: Path) -> None:
    sheet = Sheet()
    low = column(sheet, MEALS[:2], 60)
    column(sheet, [MEALS[3]], 60, low - 40)
    column(sheet, [*MEALS, *MEALS[:2]], 310)
    assert prose(tmp_path, sheet) == [*MEALS[:2], MEALS[3], *MEALS, *MEALS[:2]]


def test_a_lone_upright_rule_parts_columns_though_one_has_short_lines(tmp_path: Path) -> None:
    names = [["Members present:"], ["Ada Lind, in the Chair"], ["Tom Hale"], ["Joan Reed"]]
    taken = [
        "The draft was read, line by line, by the Chair, who asked for no more than",
        "Ordered, That the draft be read a second time, by whoever had not read it.",
        "The first part was agreed to.",
        "Resolved, That what was agreed be sent to the printer by the end of the week.",
    ]
    sheet = Sheet().say("Minutes", 14, BOLD)
    y = column(sheet, [name for of in names for name in of], 72, 700)
    y = column(sheet, taken[:1], 72, y)
    low = column(sheet, ["a week.", *taken[1:]], 312, 700)
    sheet.rule(297, min(y, low), 297, 712)
    found = [block.text for block in blocks_in(tmp_path, sheet)]
    assert found == ["Minutes", *(of[0] for of in names), f"{taken[0]} a week.", *taken[1:]]


@pytest.mark.parametrize(("size", "font"), [(12.0, ITALIC), (11.0, BOLD), (13.0, PLAIN)])
def test_a_heading_below_two_columns_is_read_behind_both(
    tmp_path: Path, size: float, font: str
) -> None:
    sheet = Sheet()
    low = column(sheet, [MEALS[0], MEALS[1], MEALS[2]], 72)
    column(sheet, [MEALS[3], MEALS[0]], 312)
    sheet.put("Meals that were sent back", 72, low - 8, size, font)
    sheet.lines(wrapped(" ".join(MEALS[1:]), 450, 10), 72, low - 40, 10)
    found = [block.text for block in blocks_in(tmp_path, sheet)]
    assert found == [*MEALS, MEALS[0], "Meals that were sent back", " ".join(MEALS[1:])]
