"""A check says how well each document was read; an ingest names its uncertain paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Outcome, Statement
from assistant.cli import main
from assistant.terminal.answers import show
from assistant.terminal.contract import to_object
from assistant.terminal.screen import screen
from assistant.web.render import answer_html
from builders import WordEncoder, write_corpus
from ingest.blocks import Block, BlockKind
from ingest.doubts import COLUMNS
from ingest.paragraphs import split
from ingest.quality import Quality, doubtful_lines, quality_of
from ingest.reading.limits import Limits
from ingest.sources import Source
from ingest.types import Document, Paragraph
from pages import words_of
from pdfs import Sheet, written

PLAN = "".join(f"{n}. Ward {n} is open.\n" for n in range(1, 13))
GAP = PLAN.replace("7. Ward 7 is open.\n", "")
PAPER = Document("plan", "Plan", "plan.pdf", "0" * 64)
DOUBTED = Paragraph(
    "plan", "2", True, (), "Beds closed. Wards opened.",
    page=4, page_starts=((13, 5),), doubts=(COLUMNS,),
)  # fmt: skip
ANSWER = Answer(
    "Did beds close?",
    "Did beds close?",
    Outcome.ANSWERED,
    statements=(Statement("Wards opened.", 1),),
    citations=(Citation(1, PAPER, DOUBTED, "Wards opened."),),
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`parity ingest` over files with these contents; the status and what was said."""
    monkeypatch.setattr("assistant.terminal.ingests.Encoder", lambda name: WordEncoder())

    def ingest(*options: str, **files: str | bytes) -> tuple[int, str, str]:
        named = {name.replace("__", "."): text for name, text in files.items()}
        folder = write_corpus(tmp_path / "corpus", named)
        places = ["--corpus", str(folder), "--index", str(tmp_path / "index")]
        status = main(["ingest", *places, *options])
        return status, *capsys.readouterr()

    return ingest


def quality(*, unread: dict[int, str] | None = None) -> Quality:
    blocks = [
        Block(BlockKind.HEADING, "Care", level=1, page=1),
        Block(BlockKind.PROSE, "Beds closed⁸ so:", page=1),
        Block(BlockKind.ROW, "Leeds: 4", page=1),
        Block(BlockKind.ROW, "York: 5", page=2),
        Block(BlockKind.FOOTNOTE, "In May.", marker="8", page=2),
        Block(BlockKind.HEADING, "Wards", level=1, page=2),
        Block(BlockKind.PROSE, "Wards opened.", page=3, doubt=COLUMNS),
    ]
    return quality_of("plan", blocks, split("plan", blocks), unread or {}, [2])


def test_what_a_document_has_is_counted() -> None:
    assert dict(quality(unread={5: "damaged"}).lines) == {
        "Pages": "5, 1 read by machine, 1 not read (page 5)",
        "Numbers": "0 printed, 2 counted",
        "Headings": "2",
        "Tables": "1, of 2 rows",
        "Notes": "1",
        "Uncertain": "1 of 2 paragraphs (50.0%)",
    }


def test_a_document_without_pages_says_nothing_of_them() -> None:
    of = quality_of("plan", [], split("plan", [Block(BlockKind.PROSE, "Beds closed.")]), {}, [])
    assert "Pages" not in dict(of.lines)


def test_uncertain_paragraphs_are_named_with_page_and_reason() -> None:
    assert list(doubtful_lines(quality())) == [f"2, page 3: {COLUMNS}"]
    many = replace(quality(), doubtful=(DOUBTED,) * 30)
    assert list(doubtful_lines(many, 2)) == [
        f"2, pages 4 and 5: {COLUMNS}",
        f"2, pages 4 and 5: {COLUMNS}",
        "and 28 more",
    ]


def test_a_check_reports_every_document(run: Run) -> None:
    status, out, _ = run("--check", plan__txt=GAP, web__html="<main><p>Beds closed.</p></main>")
    assert status == 0
    words = " ".join(out.split())
    assert "11 printed, 0 counted; paragraph 7 is missing before 8" in words
    assert "Uncertain 1 of 11 paragraphs (9.1%) 6: number 7 is missing after it" in words
    assert "Uncertain 0 of 1 paragraphs (0.0%)" in words
    assert "Nothing was changed." in words


def test_an_ingest_names_the_uncertain_paragraphs_only(run: Run) -> None:
    _, out, _ = run(plan__txt=GAP)
    assert "Uncertain: plan, 1 of 11 paragraphs:\n  6: number 7 is missing after it\n" in out
    assert "Headings" not in out
    assert "Uncertain" not in run(plan__txt=PLAN)[1]


def test_pictures_belong_to_a_check(run: Run, tmp_path: Path) -> None:
    status, _, err = run("--pictures", str(tmp_path / "pictures"), plan__txt=PLAN)
    assert (status, err) == (
        2, "parity: '--pictures' belongs to the check; give it together with --check.\n",
    )  # fmt: skip


def test_without_the_program_nothing_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.pictures.shutil.which", lambda name: None)
    status, out, err = run("--check", "--pictures", str(tmp_path / "made"), plan__txt=PLAN)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "install poppler-utils" in err
    assert not (tmp_path / "made").exists()


def test_a_check_writes_pictures_of_the_pdfs_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(source: Source, paragraphs: list[Paragraph], folder: Path, limits: Limits) -> int:
        drawn.append(source.id)
        return len(paragraphs)

    monkeypatch.setattr("ingest.pictures.require_program", lambda: None)
    monkeypatch.setattr("ingest.pictures.write_pictures", draw)
    pdf = written(Sheet().say("Beds closed in Leeds in May."))
    _, out, _ = run("--check", "--pictures", str(tmp_path), plan__txt=PLAN, web__pdf=pdf)
    assert drawn == ["web"]
    assert f"Pictures written to {tmp_path}: 1." in out


def test_the_terminal_shows_a_doubt_and_the_quote_s_page(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show(ANSWER, screen())
    out = capsys.readouterr().out
    assert "[1] Plan, paragraph 2, page 5\n" in out
    assert (
        "The reading of this paragraph is uncertain: text in columns. Check pages 4 and 5." in out
    )


def test_a_program_gets_doubts_and_the_quote_s_page() -> None:
    (citation,) = to_object(ANSWER)["citations"]
    assert (citation["page"], citation["doubts"]) == (5, [COLUMNS])


def test_the_page_shows_a_doubt_beside_the_citation() -> None:
    words = words_of(answer_html(ANSWER, 1))
    assert "Source: Plan, para 2 · reading uncertain" in words
    assert "text in columns. Check pages 4 and 5." in words
    assert "page 5" in words
    sound = replace(ANSWER.citations[0], paragraph=replace(DOUBTED, doubts=()))
    assert "uncertain" not in words_of(answer_html(replace(ANSWER, citations=(sound,)), 1))
