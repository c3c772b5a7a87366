"""Lettered numbers of annexes are paragraphs' numbers where the paper prints them in a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.question.places import PlaceKind, PlaceRequest
from ingest.paragraphs import split
from ingest.types import Paragraph
from pdfs import BOLD, Sheet, blocks_in

TEXTS = [
    "The board met on the first day of each month, and all who were asked to come did.",
    "It heard from nurses and porters, and from those who had been patients in that year.",
    "Night work was what most of them spoke of, and the food that there is at night.",
    "No vote was taken, since all were of one mind on what had been said.",
]


def paragraphs(folder: Path, *sheets: Sheet) -> list[Paragraph]:
    return split("plan", blocks_in(folder, *sheets))


def lettered(sheet: Sheet, *numbers: str, gap: int = 36) -> Sheet:
    for number, text in zip(numbers, TEXTS * 3, strict=False):
        sheet.put(number, sheet.left, sheet.y).say(text, indent=gap)
    return sheet


def numbered(sheet: Sheet) -> Sheet:
    for number, text in enumerate(TEXTS, 1):
        sheet.numbered(f"{number}.", text)
    return sheet


@pytest.mark.parametrize(
    "numbers",
    [("A.1", "A.2", "A.3", "A.4"), ("A1", "A2", "A3", "A4"), ("A1.", "A2.", "A3.", "A4."),
     ("B.1.1", "B.1.2", "B.1.3", "B.1.4")],
)  # fmt: skip
def test_a_run_of_lettered_numbers_is_told(numbers: tuple[str, ...], tmp_path: Path) -> None:
    annex = lettered(Sheet().say("Annex: how the board met", 16, BOLD), *numbers)
    found = paragraphs(tmp_path, numbered(Sheet().say("The board", 16, BOLD)), annex)
    told = [(p.number, p.body) for p in found if p.printed]
    plain = [(str(at), text) for at, text in enumerate(TEXTS, 1)]
    annexed = [(n.rstrip("."), text) for n, text in zip(numbers, TEXTS, strict=True)]
    assert told == [*plain, *annexed]
    assert found[-1].section == ("Annex: how the board met",)
    assert [p.doubts for p in found] == [()] * len(found)


def test_a_paper_that_has_lettered_numbers_alone_has_them(tmp_path: Path) -> None:
    first = lettered(Sheet().say("Annex A", 16, BOLD), "A.1", "A.2", "A.3")
    second = lettered(Sheet().say("Annex B", 16, BOLD), "B.1", "B.2")
    assert [p.number for p in paragraphs(tmp_path, first, second) if p.printed] == [
        "A.1", "A.2", "A.3", "B.1", "B.2"
    ]  # fmt: skip


def test_a_second_line_belongs_to_its_number_over_a_page(tmp_path: Path) -> None:
    first = lettered(Sheet().say("Annex A", 16, BOLD), "A.1", "A.2")
    begun = "Whoever works at night in the wards of the north is paid as those are who work in"
    first.put("A.3", 72, first.y).put(begun, 108, first.y)
    second = Sheet()
    second.lines(["Wales by day."], 108, 760)
    second.y = 730
    found = paragraphs(tmp_path, first, lettered(second, "A.4"))
    assert [(p.number, p.body) for p in found][2] == ("A.3", f"{begun} Wales by day.")


@pytest.mark.parametrize(
    "numbers",
    [("A4", "B12", "M25", "G7"), ("A1", "A2", "C1", "A4"), ("A.2", "A.3", "A.4", "A.5"),
     ("A1", "A2", "", "")],
    ids=["words", "two", "from the second", "two alone"],
)  # fmt: skip
def test_letters_with_figures_that_make_no_run_number_nothing(
    numbers: tuple[str, ...], tmp_path: Path
) -> None:
    sheet = Sheet()
    for number, text in zip(numbers, TEXTS, strict=True):
        sheet.say(f"{number} {text}".strip())
    assert [p.number for p in paragraphs(tmp_path, sheet) if p.printed] == []


@pytest.mark.parametrize(
    ("question", "number"),
    [("What does paragraph A.1 say?", "a.1"), ("show me paragraph B12", "b12"),
     ("read para A.2.10 of the plan", "a.2.10"), ("what is in para. 12?", "12"),
     ("what does A.2 say?", "a.2")],
)  # fmt: skip
def test_a_lettered_number_can_be_asked_for(question: str, number: str) -> None:
    request = PlaceRequest.of(question, {"recommendation"})
    assert request is not None
    assert [(p.kind, p.numbers) for p in request.places] == [(PlaceKind.PARAGRAPH, (number,))]


def test_a_page_with_a_stop_before_its_number_is_a_page() -> None:
    request = PlaceRequest.of("what is on p.12?", ())
    assert request is not None
    assert [(p.kind, p.numbers) for p in request.places] == [(PlaceKind.PAGE, ("12",))]
