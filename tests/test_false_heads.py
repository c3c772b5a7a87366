"""Dates and signatures that stand out are no headings; dates and names that head text are."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import write_corpus
from ingest.corpus import read_corpus
from ingest.language.dates import is_date
from ingest.paragraphs import split
from ingest.types import Paragraph
from pdfs import BOLD, Sheet, blocks_in

TEXT = "Lights are dimmed at eleven, and doors are closed softly by whoever comes last."
DATES = ["June 2022", "28 May 2026", "Thursday, 28th May 2026", "MARCH 2024", "Spring 2025"]


def sections(found: list[Paragraph]) -> dict[str, tuple[str, ...]]:
    """The headings of each paragraph, by its first line."""
    return {paragraph.body.split("\n")[0]: paragraph.section for paragraph in found}


def of_pdf(folder: Path, *sheets: Sheet) -> dict[str, tuple[str, ...]]:
    return sections(split("plan", blocks_in(folder, *sheets)))


def of_markdown(folder: Path, text: str) -> dict[str, tuple[str, ...]]:
    return sections(list(read_corpus(write_corpus(folder, {"plan.md": text})).paragraphs))


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_one(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    ["Strategy 2022", "2022", "June", "Today 2022", "", "In June 2022", "June 2022 results",
     "Plan for June 2022"],
)  # fmt: skip
def test_other_words_are_none(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize("date", DATES)
def test_a_date_on_a_cover_is_no_heading(date: str, tmp_path: Path) -> None:
    cover = Sheet().say("Night Noise on Wards", 40, BOLD).say(date, 22)
    inside = Sheet().say("Foreword", 18, BOLD).say(TEXT).say("Light", 18, BOLD).say("It is dark.")
    title = "Night Noise on Wards"
    assert of_pdf(tmp_path, cover, inside) == {
        TEXT: (title, "Foreword"), "It is dark.": (title, "Light")
    }  # fmt: skip


def test_a_date_above_other_words_of_a_cover_is_text(tmp_path: Path) -> None:
    cover = Sheet().say("Night Noise", 40, BOLD).say("May 2025", 22).say("CP 1234")
    inside = Sheet().say("Light", 18, BOLD).say(TEXT).say("Noise", 18, BOLD).say("It is loud.")
    found = of_pdf(tmp_path, cover, inside)
    assert found["May 2025"] == found["CP 1234"] == ("Night Noise",)
    assert found[TEXT] == ("Night Noise", "Light")


@pytest.mark.parametrize("date", DATES)
def test_a_date_below_a_title_is_no_heading(date: str, tmp_path: Path) -> None:
    found = of_pdf(tmp_path, Sheet().say("Night Noise", 24, BOLD).say(date, 16).say(TEXT))
    assert found[TEXT] == ("Night Noise",)
    text = f"# Night Noise\n\n## {date}\n\n{TEXT}\n"
    assert of_markdown(tmp_path / "page", text)[TEXT] == ()


def test_a_date_below_text_on_a_cover_is_none_either(tmp_path: Path) -> None:
    cover = Sheet().say("Night Noise", 40, BOLD).say(TEXT).say("June 2022", 22)
    found = of_pdf(tmp_path, cover, Sheet().say("Light", 14, BOLD).say("Wards are dark."))
    assert found["Wards are dark."] == ("Night Noise", "Light")


def test_a_date_that_a_second_cover_repeats_is_none_there(tmp_path: Path) -> None:
    covers = [Sheet().say("Noise", 40, BOLD).say("May 2025", 22).say(of) for of in ("CP 1", TEXT)]
    inside = Sheet().say("Light", 18, BOLD).say("It is dark.")
    sections = of_pdf(tmp_path, *covers, inside).values()
    assert sections
    assert not any("May 2025" in section for section in sections)


def test_dates_of_a_timeline_are_headings(tmp_path: Path) -> None:
    sheet = Sheet().say("Noise", 24, BOLD)
    sheet.say("June 2022", 14, BOLD).say(TEXT).say("July 2022", 14, BOLD).say("Wards are dark.")
    assert of_pdf(tmp_path, sheet) == {
        TEXT: ("Noise", "June 2022"), "Wards are dark.": ("Noise", "July 2022")
    }  # fmt: skip
    text = f"# Noise\n\n## What we did\n\n{TEXT}\n\n## May 2020\n\nWards were dark.\n"
    assert of_markdown(tmp_path / "page", text)["Wards were dark."] == ("May 2020",)


@pytest.mark.parametrize(
    ("name", "below"),
    [
        ("Dr Miriam Oakeshott", ["Chief Executive, 28 May 2026"]),
        ("Sir John van Dijk OBE", ["Chair of the Board", "June 2025"]),
        ("Anne Hill", ["Permanent Secretary", "Department for Beds", "Monday 3 March 2025"]),
    ],
)
def test_a_signature_is_no_heading(name: str, below: list[str], tmp_path: Path) -> None:
    sheet = Sheet().say("Foreword", 18, BOLD).say(TEXT).say(name, font=BOLD)
    for line in below:
        sheet.say(line)
    sheet.say("Noise", 18, BOLD).say("Wards are dark.")
    found = split("plan", blocks_in(tmp_path, sheet))
    assert [(of.section, of.body) for of in found] == [
        (("Foreword",), TEXT), (("Foreword",), f"{name}\n{' '.join(below)}"),
        (("Noise",), "Wards are dark."),
    ]  # fmt: skip


@pytest.mark.parametrize("ends", [True, False])
def test_a_name_above_a_post_is_a_signature_where_the_page_ends(tmp_path: Path, ends: bool) -> None:
    sheet = Sheet().say("Foreword", 18, BOLD).say(TEXT).say("Ruth Adder", font=BOLD)
    sheet.say("Chair of the board")
    later = Sheet() if ends else sheet
    later.say("Noise", 18, BOLD).say("Wards are dark.")
    found = split("plan", blocks_in(tmp_path, sheet, *([later] if ends else [])))
    signed = (("Foreword",), "Ruth Adder\nChair of the board")
    headed = (("Foreword", "Ruth Adder"), "Chair of the board")
    assert (found[1].section, found[1].body) == (signed if ends else headed)


@pytest.mark.parametrize(
    ("head", "below"),
    [
        ("Next Review", ["28 May 2026"]),
        ("Jane Hill", [TEXT]),
        ("Opening Hours", ["Monday to Friday"]),
        ("When we meet next", ["Town Hall, 28 May 2026"]),
        ("Dr Miriam Oakeshott", ["She has led the trust since 28 May 2020."]),
    ],
)
def test_headings_above_text_stay(head: str, below: list[str], tmp_path: Path) -> None:
    sheet = Sheet().say("Foreword", 18, BOLD).say("Wards are dark.").say(head, font=BOLD)
    for line in below:
        sheet.say(line)
    sheet.say("Noise", 18, BOLD).say("Doors are shut.")
    assert of_pdf(tmp_path, sheet)[below[0]] == ("Foreword", head)


RATED = [("Is the dairy clean?", "Good"), ("Is the dairy cold?", "Must improve")]


def rated(rows: list[tuple[str, str]]) -> Sheet:
    """A table with what each question was answered, and the questions above their answers."""
    sheet = Sheet().say("What we found", 18, BOLD)
    sheet.table([("Question", "Rating"), *rows], (72, 300, 450))
    for question, answer in RATED:
        sheet.say(question, 15, BOLD).say(answer, 13, BOLD).say(TEXT)
    return sheet.say("How it was made", 13, BOLD).say(TEXT)


def test_what_a_table_says_of_the_heading_above_is_text_and_heads_none(tmp_path: Path) -> None:
    found = split("dairy", blocks_in(tmp_path, rated(RATED)))
    told = [(of.section[-1], of.body) for of in found if of.section[-1] != "What we found"]
    assert told == [
        *((question, body) for question, answer in RATED for body in (answer, TEXT)),
        ("How it was made", TEXT),
    ]


def test_a_heading_that_a_table_says_of_another_stays_one(tmp_path: Path) -> None:
    rows = [(RATED[0][0], RATED[1][1]), (RATED[1][0], RATED[0][1])]
    found = split("dairy", blocks_in(tmp_path, rated(rows)))
    assert [of.section[-2:] for of in found if of.body == TEXT][:2] == RATED
