"""The lines of a page are put to their paragraphs, and pictures show them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ingest.boxes import Box, BoxKind, boxes_of
from ingest.corpus import read_corpus
from ingest.doubts import COLUMNS
from ingest.errors import UsageError
from ingest.pictures import NO_PROGRAM, PROGRAM, require_program, with_boxes, write_pictures
from ingest.reading.limits import Limits
from ingest.reading.pdf.lines import Page
from ingest.sources import Source, read_sources
from ingest.types import Footnote, Paragraph
from pdfs import HEIGHT, WIDTH, Sheet, line, page_with, write_pdf

BEDS = Paragraph(
    "plan", "1", True, ("Care",), "Beds have closed in hospitals of the north.", page=1
)
WARDS = Paragraph("plan", "2", True, ("Care",), "Wards have opened.", page=1)

needs_program = pytest.mark.skipif(
    shutil.which(PROGRAM) is None, reason=f"{PROGRAM} is not on this machine"
)


def found(page: Page, *paragraphs: Paragraph) -> list[tuple[BoxKind, str]]:
    return [(box.kind, box.label) for box in boxes_of(page, paragraphs)]


def test_lines_of_a_paragraph_are_one_box_and_each_box_is_named() -> None:
    page = page_with(
        1,
        line("Report of May", 800),
        line("Care", 720),
        line("1. Beds have closed in hos-", 700),
        line("pitals of the north.⁸", 686),
        line("2. Wards have opened.", 660),
    )
    assert found(page, BEDS, WARDS) == [
        (BoxKind.LEFT_OUT, ""),
        (BoxKind.HEADING, ""),
        (BoxKind.PARAGRAPH, "1"),
        (BoxKind.PARAGRAPH, "2"),
    ]
    box = boxes_of(page, [BEDS, WARDS])[2]
    assert box.y0 < 686 < 700 < box.y1


def test_a_paragraph_with_a_doubt_is_told_apart() -> None:
    page = page_with(1, line("2. Wards have opened.", 660))
    assert found(page, replace(WARDS, doubts=(COLUMNS,))) == [(BoxKind.DOUBTFUL, "2")]


def test_a_footnote_stands_apart_from_its_paragraph_s_text() -> None:
    noted = replace(BEDS, footnotes=(Footnote("8", "Counted in May."),))
    page = page_with(1, line("1. Beds have closed in", 700), line("8 Counted in May.", 90, size=8))
    assert found(page, noted) == [(BoxKind.PARAGRAPH, "1")] * 2


def test_words_of_another_page_are_not_found_on_this_one() -> None:
    page = page_with(1, line("Wards have opened.", 660))
    assert found(page, replace(WARDS, page=3)) == [(BoxKind.LEFT_OUT, "")]
    goes_over = replace(WARDS, page=3, page_starts=((6, 1),))
    assert found(page, goes_over) == [(BoxKind.PARAGRAPH, "2")]


def test_words_that_two_paragraphs_have_go_to_the_nearest() -> None:
    first, last = (replace(WARDS, number=n, body=f"Wards have opened. {n}") for n in ("1", "9"))
    page = page_with(1, line("Wards have opened. 9", 700), line("Wards have opened.", 600))
    assert found(page, first, BEDS, last) == [(BoxKind.PARAGRAPH, "9")] * 2


def test_a_box_is_drawn_where_its_lines_are() -> None:
    picture = Image.new("RGB", (int(WIDTH), int(HEIGHT)), "white")
    box = Box(BoxKind.DOUBTFUL, "12", 100.0, 600.0, 300.0, 700.0)
    drawn = with_boxes(picture, page_with(1), [box])
    assert drawn.getpixel((200, round(HEIGHT - 700))) == (208, 48, 0)
    assert drawn.getpixel((200, round(HEIGHT - 650))) == (255, 255, 255)


def test_a_picture_that_lies_on_its_side_is_turned_as_the_page_is_read() -> None:
    lying = Page(1, (), (), HEIGHT, WIDTH)
    assert with_boxes(Image.new("RGB", (60, 84), "white"), lying, []).size == (84, 60)


def test_a_machine_without_the_program_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(UsageError, match="install poppler-utils") as raised:
        require_program()
    assert str(raised.value) == NO_PROGRAM


@needs_program
def test_a_pdf_gives_a_picture_a_page_with_its_boxes(tmp_path: Path) -> None:
    corpus, pictures = tmp_path / "corpus", tmp_path / "pictures"
    corpus.mkdir()
    sheets = [Sheet().say(f"Beds closed in {place} in May.") for place in ("Leeds", "York")]
    write_pdf(corpus / "plan.pdf", *sheets)
    (source,) = read_sources(corpus)
    assert write_pictures(source, read_corpus(corpus).paragraphs, pictures, Limits()) == 2
    files = sorted(file.name for file in pictures.iterdir())
    assert files == ["plan-page-001.png", "plan-page-002.png"]
    with Image.open(pictures / files[0]) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or []}
    assert (31, 95, 191) in colours


@needs_program
@pytest.mark.parametrize("name", ["-v", "-help", "-plan.pdf"])
def test_a_file_named_like_an_option_is_drawn_as_a_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pdf(tmp_path / name, Sheet().say("Beds closed in Leeds in May."))
    monkeypatch.chdir(tmp_path)
    source = Source("plan", Path(name), "pdf")
    assert write_pictures(source, [], tmp_path / "pictures", Limits()) == 1
