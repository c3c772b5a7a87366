"""Headings in the print of the text are told by their place, and lists are not taken for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf.generic._font import Font, FontDescriptor

from ingest.paragraphs import split
from ingest.reading.pdf.fonts import cut_of
from pdfs import BOLD, ITALIC, PLAIN, Sheet, blocks_in, wrapped

TEXTS = [
    "The medicine is not given to those who are with child, and it is stopped a month before that.",
    "It is not known whether it passes into milk.",
    "Patients do not drive for two hours after they were given the first dose of the medicine.",
]
HEADS = ["Pregnancy", "Breastfeeding", "Driving"]


def paper(*heads: str, font: str = PLAIN, close: float = 14, numbered: bool = False) -> Sheet:
    """A heading each, so far above its text."""
    sheet = Sheet().say(TEXTS[0])
    for at, (head, text) in enumerate(zip(heads, TEXTS, strict=False), 1):
        sheet.put(head, 72, sheet.y - 8, font=font)
        sheet.y -= 8 + close
        sheet.say(f"{at}. {text}" if numbered else text)
    return sheet


def under(folder: Path, sheet: Sheet) -> list[tuple[str, str]]:
    """Each paragraph's innermost heading and its first word."""
    found = split("plan", blocks_in(folder, sheet))
    return [(p.section[-1] if p.section else "", p.body.split()[0]) for p in found]


HEADED = [("", "The"), ("Pregnancy", "The"), ("Breastfeeding", "It"), ("Driving", "Patients")]


@pytest.mark.parametrize("font", [PLAIN, ITALIC, BOLD])
@pytest.mark.parametrize("close", [14, 17])
def test_short_lines_close_above_their_text_are_headings(
    font: str, close: float, tmp_path: Path
) -> None:
    assert under(tmp_path, paper(*HEADS, font=font, close=close)) == HEADED


def test_they_head_numbered_paragraphs(tmp_path: Path) -> None:
    blocks = blocks_in(tmp_path, paper(*HEADS, numbered=True))
    assert [(block.kind.value, block.number) for block in blocks[1:]] == [
        ("heading", ""), ("prose", "1"), ("heading", ""), ("prose", "2"), ("heading", ""),
        ("prose", "3"),
    ]  # fmt: skip


def test_one_such_line_in_a_paper_is_part_of_its_text(tmp_path: Path) -> None:
    assert under(tmp_path, paper("Dear colleague"))[1] == ("", "Dear")


def test_the_lines_of_an_address_are_no_headings(tmp_path: Path) -> None:
    sheet = Sheet()
    for y in (700, 600):
        sheet.lines(["Jane Smith", "Chief Executive", "Ashdown Trust", "Leeds"], 72, y)
    assert {head for head, _ in under(tmp_path, sheet)} == {""}


@pytest.mark.parametrize("font", [PLAIN, ITALIC, BOLD])
@pytest.mark.parametrize(
    "marks", [("(a)", "(b)", "(c)"), ("a.", "b.", "c."), ("i.", "ii.", "iii.")]
)
def test_lettered_lines_above_text_are_headings(
    font: str, marks: tuple[str, ...], tmp_path: Path
) -> None:
    heads = [f"{mark} {head}" for mark, head in zip(marks, HEADS, strict=True)]
    found = under(tmp_path, paper(*heads, font=font, close=20))
    assert [head for head, _ in found] == ["", *heads]


@pytest.mark.parametrize("font", [PLAIN, BOLD])
def test_lettered_lines_below_each_other_are_a_list(font: str, tmp_path: Path) -> None:
    sheet = Sheet().say("The board will:")
    for text in ("(a) Hire two cooks", "(b) Buy an oven", "(c) Report in May"):
        sheet.put(text, 90, sheet.y, font=font)
        sheet.y -= 16
    blocks = blocks_in(tmp_path, sheet.say(TEXTS[0]))
    assert [block.kind.value for block in blocks][1:3] == ["item", "item"]


def items(folder: Path, *lines: tuple[str, float]) -> list[str]:
    sheet = Sheet()
    for at, (text, x) in enumerate(lines):
        sheet.put(text, x, 700 - 14 * at)
    return [block.text for block in blocks_in(folder, sheet)]


@pytest.mark.parametrize(("mark", "read"), [("o", "◦"), ("–", "–"), ("-", "-"), ("§", "§")])
def test_inner_bullets_open_items_without_white_or_the_end_of_a_sentence(
    mark: str, read: str, tmp_path: Path
) -> None:
    inner = [(f"{mark} the address", 90.0), (f"{mark} the time", 90.0)]
    lines = [("• tells the office", 72.0), *inner, ("• carries a telephone", 72.0)]
    assert items(tmp_path, *lines) == [
        "• tells the office", f"{read} the address", f"{read} the time", "• carries a telephone"
    ]  # fmt: skip


def dot(x: float, y: float, paint: str) -> bytes:
    """A circle of four curves, four points broad, whose leftmost point is the place."""
    curves = "0 1.1 0.9 2 2 2 3.1 2 4 1.1 4 0 4 -1.1 3.1 -2 2 -2 0.9 -2 0 -1.1 0 0".split()
    points = [float(place) + (y if at % 2 else x) for at, place in enumerate(curves)]
    drawn = [f"{' '.join(map(str, points[at : at + 6]))} c" for at in range(0, 24, 6)]
    return f"{x} {y} m {' '.join(drawn)} {paint}".encode()


def test_round_shapes_before_lines_are_bullets(tmp_path: Path) -> None:
    sheet = Sheet().put("The nurse", 72, 700)
    for at, (text, paint) in enumerate((("reads the record", "f"), ("tells the office", "S"))):
        sheet.put(text, 90, 686 - 14 * at).draw(dot(80, 690 - 14 * at, paint))
    blocks = blocks_in(tmp_path, sheet.put("It was so.", 200, 600).draw(dot(194, 500, "f")))
    assert [block.text for block in blocks][:3] == [
        "The nurse", "• reads the record", "◦ tells the office"
    ]  # fmt: skip
    assert blocks[-1].text == "It was so."


def test_a_line_at_the_edge_of_the_bullets_begins_a_paragraph(tmp_path: Path) -> None:
    long = wrapped("The office calls at the time that it was told, and comes if nobody answers it "
                   "within the hour of that.", 300)  # fmt: skip
    lines = [("• the address", 72.0), ("• the time", 72.0), *((text, 72.0) for text in long)]
    assert items(tmp_path, *lines) == ["• the address", "• the time", " ".join(long)]


def test_a_section_sign_before_a_number_is_no_bullet(tmp_path: Path) -> None:
    assert items(tmp_path, ("It is so by", 72.0), ("§ 12 of the Act.", 72.0)) == [
        "It is so by § 12 of the Act."
    ]


@pytest.mark.parametrize(
    ("name", "said", "cut"),
    [
        ("Arial-BoldMT", {}, (True, False)),
        ("ABCDEF+CMBX12", {}, (True, False)),
        ("ABCDEF+CMTI10", {"italic_angle": -14.0}, (False, True)),
        ("Foundry", {"weight": "700"}, (True, False)),
        ("Foundry", {"flags": 1 << 6}, (False, True)),
        ("Arial", {}, (False, False)),
    ],
)
def test_the_cut_of_a_font_is_told_by_its_name_or_what_the_file_says(
    name: str, said: dict[str, object], cut: tuple[bool, bool]
) -> None:
    font = Font(name, {}, font_descriptor=FontDescriptor(name=name, **said))  # type: ignore[arg-type]
    assert cut_of(font) == cut


MEANINGS = {
    "Core": "The part of a bank, most often of clay, that keeps the water in.",
    "panel engineer": "A civil engineer who was appointed for five years by the minister.",
    "Wet face, dry face": "The slope of the bank on the side of the water; and the other slope.",
}


def glossary(size: float, *, font: str = BOLD, indent: float = 20) -> Sheet:
    sheet = Sheet().say("Terms", 18, BOLD).say(TEXTS[0]).say(TEXTS[2])
    for term, meaning in MEANINGS.items():
        sheet.say(term, size, font)
        sheet.y += 5
        sheet.say(meaning, indent=indent).say("It is not known when.", indent=indent)
    return sheet.say("Costs", 18, BOLD).say(TEXTS[2])


@pytest.mark.parametrize("size", [10, 11, 12])
def test_a_term_in_bold_stands_above_its_meaning(size: float, tmp_path: Path) -> None:
    found = split("plan", blocks_in(tmp_path, glossary(size)))
    sections = {p.body: p.section for p in found}
    assert {body: of[-1] for body, of in sections.items() if body in MEANINGS.values()} == {
        meaning: term for term, meaning in MEANINGS.items()
    }
    assert not set(MEANINGS) & set(sections)
    assert sections[TEXTS[2]] == ("Costs",)


def test_a_small_line_by_itself_in_bold_is_no_term(tmp_path: Path) -> None:
    sheet = Sheet().say(TEXTS[0]).say(TEXTS[2]).say("Core", 10, BOLD)
    sheet.say(MEANINGS["Core"], indent=20)
    assert {head for head, _ in under(tmp_path, sheet)} == {""}


def test_small_lines_above_text_in_their_print_are_no_terms(tmp_path: Path) -> None:
    sections = {head for head, _ in under(tmp_path, glossary(10, font=PLAIN))}
    assert not sections & set(MEANINGS)


def test_those_in_bold_at_the_edge_of_their_text_are_headings_if_they_begin_as_one(
    tmp_path: Path,
) -> None:
    sections = {head for head, _ in under(tmp_path, glossary(10, indent=0))}
    assert sections & set(MEANINGS) == {term for term in MEANINGS if term[0].isupper()}
