"""The ablation compares ways of searching, and judges the plain one generously."""

from __future__ import annotations

from pathlib import Path

import pytest

import evals.ablation
from assistant.settings import Settings
from evals.ablation import (
    LEFT_OUT,
    Found,
    ablation_tables,
    holds,
    plain_langchain,
    ranks,
    write_bare_index,
)
from evals.questions import Question
from ingest.corpus import read_corpus
from ingest.indexing.index import open_index
from ingest.sync import ingest
from passages import AskedEncoder, paragraph

RATED = paragraph(
    "The panel looked at every one of the four services in turn before it met again.\n"
    "- Waits fell by half in two years\n"
    "- Impact – good",
    notes=["See the later review of all the services."],
)


@pytest.mark.parametrize(
    "piece",
    [
        "the panel. Waits fell by  half\nin two years Other words",
        "… The panel looked at every one of the four services in turn bef",
        "See the later review of all⁴ the services.",
    ],
)
def test_a_piece_with_an_opening_or_a_whole_sentence_is_right(piece: str) -> None:
    assert RATED.text
    assert holds(piece, RATED)


@pytest.mark.parametrize("piece", ["Waits fell by half in two", "Impact – good", "Beds closed."])
def test_a_piece_with_less_is_not(piece: str) -> None:
    assert not holds(piece, RATED)


def test_a_rank_counts_from_the_first() -> None:
    found = [Found(Question("a", "who", "?"), rank, 0.1) for rank in (0, 2, 4, None)]
    assert ranks(found) == {"first 1": 0.25, "first 3": 0.5, "first 5": 0.75}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "waits.md").write_text(
        "# Waits\n\n## Children\n\nWaiting times for children fell by half.\n\n"
        "## Adults\n\nThe wards for adults were closed during spring.\n",
        encoding="utf-8",
    )
    return folder


def test_the_plain_recipe_finds_the_piece_of_a_paragraph(corpus: Path) -> None:
    pytest.importorskip("langchain_text_splitters")
    find = plain_langchain(corpus, read_corpus(corpus), AskedEncoder())
    assert find("wards for adults", ["waits/2"]) == 0


def test_without_headings_only_the_sentence_is_embedded(corpus: Path, tmp_path: Path) -> None:
    encoder = AskedEncoder()
    write_bare_index(read_corpus(corpus), tmp_path / "bare", encoder)
    assert "Waiting times for children fell by half." in encoder.encoded
    assert not any("Children" in text for text in encoder.encoded)
    index = open_index(tmp_path / "bare", encoder)
    assert index.paragraphs["waits/1"].section == ("Children",)


def test_every_way_is_asked_every_question_that_a_paragraph_answers(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = [
        Question("a001", "who", "Which wards closed during spring?", ("waits/2",)),
        Question("a002", "count", "How many paragraphs mention wards?", ("waits/2",)),
        Question("a003", "off-subject", "Who won?"),
    ]
    monkeypatch.setattr(evals.ablation, "read_questions", lambda: questions)
    encoder = AskedEncoder()
    ingest(corpus, tmp_path / "index", encoder)
    tune, held = ablation_tables(Settings(corpus, tmp_path / "index"), encoder)
    assert tune.title.endswith("1 questions that a paragraph answers")
    assert held.title.endswith("0 questions that a paragraph answers")
    assert [row[0] for row in tune.rows][-2:] == [
        "+ rewording = the product",
        "the product, no document, date and headings in what is embedded",
    ]
    assert {row[1] for row in held.rows} == {"–"}


def test_without_the_splitter_the_plain_recipe_is_left_out_and_it_is_said(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evals.ablation, "read_questions", list)
    monkeypatch.setattr(evals.ablation, "find_spec", lambda name: None)
    encoder = AskedEncoder()
    ingest(corpus, tmp_path / "index", encoder)
    tune, _ = ablation_tables(Settings(corpus, tmp_path / "index"), encoder)
    assert "Plain LangChain" not in {row[0] for row in tune.rows}
    assert LEFT_OUT in tune.notes
