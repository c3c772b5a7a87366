"""Boxes one below the other, what ends a box, and what stands outside a numbered paragraph."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from ingest.paragraphs import split
from ingest.types import Paragraph
from pdfs import BOLD, PLAIN, Sheet, blocks_in, texts, wide, wrapped

TEXT = (
    "The wards were counted in each of the years, and those who counted them wrote down what they "
    "had seen before they went on to the next one, so that nothing was left to be remembered."
)
PROMISE = "Most people will be seen on the day on which they come, and all within a week."
RATINGS = ["Rating by the panel: Inadequate", "Found by the panel: Good", "Met in full"]


def paragraphs_in(folder: Path, *sheets: Sheet) -> list[Paragraph]:
    return split("paper", blocks_in(folder, *sheets))


def frame(sheet: Sheet, x0: float, low: float, x1: float, top: float, *, fill: bool) -> None:
    area = f"{x0} {low} {x1 - x0} {top - low} re"
    sheet.draw(f"q 0.9 g {area} f Q".encode() if fill else f"{area} S".encode())


@pytest.mark.parametrize("fill", [True, False])
@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("ratings", [RATINGS, RATINGS[::-1]])
def test_bold_words_that_end_a_box_are_text_of_it(
    tmp_path: Path, ratings: list[str], *, numbered: bool, fill: bool
) -> None:
    sheets = []
    for at, rating in enumerate(ratings, 1):
        sheet = Sheet(y=740.0 - 20 * at).say(f"The chapter on day {'one two six'.split()[at - 1]}",
                                             16, BOLD)  # fmt: skip
        frame(sheet, 66, sheet.y - 46, 530, sheet.y + 14, fill=fill)
        sheet.y = sheet.lines([f"Promise {at}"], 72, sheet.y, 11, BOLD)
        sheet.y = sheet.lines(wrapped(PROMISE, 440), 72, sheet.y)
        sheet.y = sheet.lines([rating], 72, sheet.y, 11, BOLD) - 24
        sheet.say("What was found", 13, BOLD)
        for more in range(3):
            if numbered:
                sheet.numbered(f"{3 * at - 2 + more}.", TEXT)
            else:
                sheet.say(TEXT)
        sheets.append(sheet)
    found = paragraphs_in(tmp_path, *sheets)
    for rating in ratings:
        assert sum(rating in paragraph.body for paragraph in found) == 1
        assert not any(rating in paragraph.section for paragraph in found)


@pytest.mark.parametrize("fill", [True, False])
@pytest.mark.parametrize("columns", [2, 1])
@pytest.mark.parametrize("gap", [18, 40])
def test_boxes_of_one_width_with_white_between_are_no_table(
    tmp_path: Path, columns: int, gap: int, *, fill: bool
) -> None:
    sheet = Sheet()
    broken = wrapped(f"{TEXT} {TEXT} {TEXT}", 440 if columns == 1 else 205, 10)
    half = -(-len(broken) // columns)
    low = 700 - 12.5 * half
    frame(sheet, 66, low, 530, 744, fill=fill)
    sheet.put("Tuesday nights in the hall", 78, 724, 13, BOLD)
    for at in range(columns):
        sheet.lines(broken[at * half : (at + 1) * half], 78 + 230 * at, 702, 10)
    frame(sheet, 66, low - gap - 60, 530, low - gap, fill=fill)
    sheet.put("Chapter 2", 78, low - gap - 22, 10)
    sheet.put("A second chance", 78, low - gap - 46, 20, BOLD)
    sheet.y = low - gap - 90
    sheet.say(TEXT).say(TEXT)
    before = Sheet().say("A first step", 20, BOLD).say(TEXT).say(TEXT).say(TEXT).say(TEXT)
    found = paragraphs_in(tmp_path, before, sheet)
    last = [p.section[-1] for p in found if p.body == TEXT][-1]
    assert last.removeprefix("Chapter 2 ") == "A second chance"
    box = next(p for p in found if p.section[-1:] == ("Tuesday nights in the hall",))
    assert box.body == f"{TEXT} {TEXT} {TEXT}"


def test_rows_that_are_frames_with_text_between_are_a_table(tmp_path: Path) -> None:
    sheet = Sheet().say(TEXT)
    rows = [["Ward", "Beds", "Staff"], ["East", "12", "8"], ["West", "14", "9"],
            ["North", "21", "16"], ["South", "9", "7"]]  # fmt: skip
    for at, cells in enumerate(rows):
        if at % 2 == 0:
            frame(sheet, 72, sheet.y - 6, 500, sheet.y + 13, fill=True)
        for cell, x in zip(cells, (76, 250, 400), strict=True):
            sheet.put(cell, x, sheet.y, 10, PLAIN if at else BOLD)
        sheet.y -= 19
    found = texts(blocks_in(tmp_path, sheet), BlockKind.ROW)
    assert found[0] == "East: Beds – 12; Staff – 8"
    assert len(found) == 4


@pytest.mark.parametrize("size", [9.0, 11.0])
@pytest.mark.parametrize("tail", ["For why this was recommended, see the section on reasons.",
                                  "This was last changed in May and is kept online."])  # fmt: skip
def test_a_paragraph_flush_with_hanging_numbers_is_its_own(
    tmp_path: Path, tail: str, size: float
) -> None:
    sheet = Sheet().say("Beds", 14, BOLD)
    sheet.numbered("1.1", TEXT).numbered("1.2", TEXT).say(tail, size)
    sheet.say("Staff", 14, BOLD).numbered("1.3", TEXT).say(tail, size).numbered("1.4", TEXT)
    found = paragraphs_in(tmp_path, sheet)
    assert [(p.number, p.body) for p in found if p.printed] == [
        (number, TEXT) for number in ("1.1", "1.2", "1.3", "1.4")
    ]
    assert [(p.section, p.body) for p in found if not p.printed] == [
        (("Beds",), tail),
        (("Staff",), tail),
    ]


def test_a_paragraph_beside_the_text_of_a_number_is_its_own_tail(tmp_path: Path) -> None:
    tail = "Use judgement for those who cannot be weighed."
    sheet = Sheet().numbered("1.1", TEXT).numbered("1.2", TEXT).say(tail, indent=36)
    found = paragraphs_in(tmp_path, sheet.numbered("1.3", TEXT))
    assert [p.body for p in found] == [TEXT, f"{TEXT}\n{tail}", TEXT]


def test_paragraphs_below_a_numbered_heading_are_no_tails_of_it(tmp_path: Path) -> None:
    sheet = Sheet()
    for number in (1, 2):
        sheet.say(f"{number}. Policies of part {number}", 14, BOLD).say(TEXT).say(PROMISE)
        for part in (1, 2):
            sheet.numbered(f"{number}.{part}", TEXT)
    found = paragraphs_in(tmp_path, sheet)
    assert [p.body for p in found if not p.printed] == [TEXT, PROMISE] * 2


def test_a_flush_paragraph_is_a_tail_where_numbers_do_not_hang(tmp_path: Path) -> None:
    sheet = Sheet()
    for number in ("1.1", "1.2", "1.3"):
        sheet.say(f"{number} {TEXT}").say(PROMISE)
    assert [p.body for p in paragraphs_in(tmp_path, sheet)] == [f"{TEXT}\n{PROMISE}"] * 3


@pytest.mark.parametrize("name", ["Table A1", "Table B.2", "Figure C3", "Table 4"])
def test_a_table_with_a_letter_in_its_number_heads_its_rows_alone(
    tmp_path: Path, name: str
) -> None:
    sheet = Sheet().say("Appendix A: How heights are taken", 14, BOLD).numbered("A1", TEXT)
    sheet.say(f"{name}: Heights at which a home is at risk", 11, BOLD)
    rows = [["Height", "Dry", "Wet"], ["Low", "5 metres", "7 metres"], ["High", "8 metres", "9"]]
    sheet.table(rows, [72, 250, 380, 520])
    for number in ("A2", "A3", "A4"):
        sheet.numbered(number, TEXT)
    found = paragraphs_in(tmp_path, sheet)
    named = [p for p in found if p.section[-1].startswith(name)]
    assert ["Low: Dry – 5 metres; Wet – 7 metres" in p.body for p in named] == [True]
    assert [p.section for p in found if p.number in ("A2", "A3", "A4")] == [
        ("Appendix A: How heights are taken",)
    ] * 3


@pytest.mark.parametrize("fill", [True, False])
@pytest.mark.parametrize("box_above", [True, False])
def test_names_of_two_lines_above_a_tables_first_rule_are_whole_beside_a_box(
    tmp_path: Path, *, box_above: bool, fill: bool
) -> None:
    sheet = Sheet().say(TEXT)
    for place in ("box", "table") if box_above else ("table", "box"):
        sheet.say(TEXT).say(TEXT)
        if place == "box":
            frame(sheet, 72, sheet.y - 76, 520, sheet.y + 14, fill=fill)
            sheet.y = sheet.lines(wrapped(f"{TEXT} {PROMISE}", 420), 84, sheet.y - 4) - 40
            continue
        sheet.y = ruled(sheet, [72, 220, 320, 420, 520])
    found = texts(blocks_in(tmp_path, sheet), BlockKind.ROW)
    assert found[0] == "Lanes with bends: Rate below 35 – 60 mph; Rate 35 to 60 – 50 mph; " \
                       "Where there is a path – None"  # fmt: skip
    assert len(found) == 3


def ruled(sheet: Sheet, edges: list[float]) -> float:
    """A table with names of two lines and rules, cell by cell, below each row; what is below it."""
    top = sheet.y
    names = [("", "Kind of road"), ("Rate", "below 35"), ("Rate", "35 to 60"),
             ("Where there", "is a path")]  # fmt: skip
    for x, (upper, lower) in zip(edges, names, strict=False):
        if upper:
            sheet.put(upper, x + 2, top, 10, BOLD)
        sheet.put(lower, x + 2, top - 14, 10, BOLD)
    rows = [["Lanes with bends", "60 mph", "50 mph", "None"],
            ["Main roads", "60 mph", "60 mph", "10 lower"],
            ["Other roads", "50 mph", "40 mph", "10 lower"]]  # fmt: skip
    for at, cells in enumerate([[], *rows]):
        low = top - 22 - 26 * at
        for x0, x1 in pairwise(edges):
            sheet.rule(x0, low, x1, low)
        for x, cell in zip(edges, cells, strict=False):
            sheet.put(cell, x + 2, low + 9, 10)
    return top - 22 - 26 * len(rows) - 30


def test_a_ground_of_names_is_of_the_table_however_high_its_rows(tmp_path: Path) -> None:
    sheet = Sheet().say(TEXT)
    frame(sheet, 72, sheet.y - 8, 520, sheet.y + 14, fill=True)
    for x, name in zip((78, 200, 400), ("Aim", "What is done", "By"), strict=True):
        sheet.put(name, x, sheet.y, 10, BOLD)
    low = sheet.y - 8
    for aim in ("Beds", "Staff", "Food"):
        sheet.put(aim, 78, low - 14, 10).put("May", 400, low - 14, 10)
        sheet.lines(wrapped(TEXT, 170, 10), 200, low - 14, 10)
        low -= 100
        sheet.rule(72, low, 520, low)
    found = texts(blocks_in(tmp_path, sheet), BlockKind.ROW)
    assert found == [f"{aim}: What is done – {TEXT}; By – May" for aim in ("Beds", "Staff", "Food")]


def lettered(sheet: Sheet, *, notes: bool) -> Sheet:
    """A numbered paragraph, and a table with raised letters, perhaps with the notes to them."""
    sheet.numbered("1.", TEXT).numbered("2.", TEXT).say("Table 1: Food for a day", 11, BOLD)
    top = sheet.y
    rows = [["Group", "Energy", "Fluid"], ["All who eat well", "1,840", "30"],
            ["At risk", "2,250", "35"]]  # fmt: skip
    sheet.table(rows, [72, 250, 380, 520])
    sheet.put("a", 75 + wide("At risk", 9), top - 31, 5.5)
    sheet.put("b", 383 + wide("30", 9), top - 13, 5.5)
    for mark, note in zip("ab", ("As found by screening.", "Less at night."), strict=True):
        if notes:
            sheet.put(mark, 75, sheet.y + 3, 5.5).put(note, 81, sheet.y, 8)
            sheet.y -= 11
    sheet.y -= 20
    return sheet.numbered("3.", TEXT).numbered("4.", TEXT)


def test_raised_letters_mark_the_notes_of_a_table(tmp_path: Path) -> None:
    found = paragraphs_in(tmp_path, lettered(Sheet(), notes=True))
    table = next(p for p in found if "Energy" in p.body)
    assert "All who eat well: Energy – 1,840; Fluid – 30[b]" in table.body
    assert "At risk[a]: Energy – 2,250; Fluid – 35" in table.body
    assert "[a] As found by screening." in table.body
    assert "[b] Less at night." in table.body
    assert [p.body for p in found if p.printed] == [TEXT] * 4


def test_letters_of_words_in_smaller_print_beside_the_text_are_no_marks(tmp_path: Path) -> None:
    sheet = Sheet().say(TEXT).say(TEXT)
    for at, y in enumerate((sheet.y, sheet.y - 13)):
        sheet.put("Counted on a ward with squar", 72, y, 10)
        sheet.put("few", 330, y + 3, 8).put("e", 330 + wide("few", 8) + 0.5, y + 3, 8)
        sheet.put("e", 312, y + 3, 8).put("ach", 312 + wide("e", 8), y + 3, 8)
        sheet.put(f"beds {at}", 380, y, 10)
    found = blocks_in(tmp_path, sheet)
    assert found
    assert not any("[" in block.text for block in found)


def test_raised_letters_without_notes_stay_as_they_are(tmp_path: Path) -> None:
    found = paragraphs_in(tmp_path, lettered(Sheet(), notes=False))
    assert not any("[" in p.body for p in found)
    assert any("30b" in p.body for p in found)


@pytest.mark.parametrize("form", ["numbered", "box", "columns", "table"])
def test_every_word_between_the_margins_is_in_some_paragraph(tmp_path: Path, form: str) -> None:
    sheets = []
    for at in range(1, 6):
        sheet = Sheet(y=730.0 - 30 * (at % 3)).put("A paper on wards", 72, 800, 9)
        sheet.put(f"Page {at} of 5", 72, 30, 9)
        sheet.say(f"Part {'alpha beta gamma delta omega'.split()[at - 1]}", 14, BOLD)
        if form == "box":
            frame(sheet, 66, sheet.y - 46, 530, sheet.y + 14, fill=True)
            sheet.y = sheet.lines([f"Aim {at}"], 72, sheet.y, 11, BOLD)
            sheet.y = sheet.lines(wrapped(PROMISE, 440), 72, sheet.y)
            sheet.y = sheet.lines([f"Overall rating: {at} stars"], 72, sheet.y, 11, BOLD) - 24
        if form == "columns":
            for x in (72, 310):
                low = sheet.lines(wrapped(f"{TEXT} {PROMISE} {TEXT}", 210), x, sheet.y)
            sheet.y = low - 20
        if form == "table":
            sheet.table([["", "Beds"], ["East", f"{at}2"], ["Total", "48"]], [72, 250, 520])
        sheet.numbered(f"{at}.", TEXT) if form == "numbered" else sheet.say(TEXT)
        sheet.say("The panel’s view: see below" if at % 2 else "The panel’s view: agreed")
        sheet.say(f"Overall, this is rated {at}.")
        sheets.append(sheet)
    blocks = blocks_in(tmp_path, *sheets)
    found = split("paper", blocks)
    said = "\n".join(text for p in found for text in (*p.section, p.number, p.body)).split()
    drawn = words_between(sheets, 60, 780)
    assert {word for word in drawn if word.strip(".:") not in " ".join(said)} == set()
    assert " ".join(said).count("view: ") == 5
    assert "Page" not in said
    if form == "box":
        assert all(f"Overall rating: {at} stars" in " ".join(said) for at in range(1, 6))


@pytest.mark.parametrize("title", ["CHAPTER 5: SECURING A SAFE OPERATING ENVIRONMENT AND GOOD WORK",
                                   "Appendix 2: Members of the group and what each of them has "
                                   "declared"])  # fmt: skip
@pytest.mark.parametrize("pitch", [1.2, 1.5])
def test_a_title_of_two_lines_set_wide_is_whole(tmp_path: Path, title: str, pitch: float) -> None:
    sheet = Sheet()
    for words in wrapped(title, sheet.measure, 13, BOLD):
        sheet.put(words, 72, sheet.y, 13, BOLD)
        sheet.y -= pitch * 13
    sheet.y -= 14
    sheet.say("Members", 13, BOLD).say(TEXT).say("Who came", 13, BOLD).say(TEXT)
    assert texts(blocks_in(tmp_path, sheet), BlockKind.HEADING) == [title, "Members", "Who came"]


def words_between(sheets: list[Sheet], low: float, high: float) -> list[str]:
    """The words drawn on pages between two heights."""
    found: list[str] = []
    for sheet in sheets:
        for of in sheet.drawn:
            if not of.startswith(b"BT"):
                continue
            place, _, rest = of.decode("cp1252").partition(" Tm (")
            if low < float(place.split()[-1]) < high:
                found += rest.partition(") Tj")[0].replace("\\", "").split()
    return found
