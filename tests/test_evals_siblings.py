"""Near misses by one word: their documents lack the word, and more of them are refused than not."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.search.reader import open_reader
from evals.reading.siblings import (
    PARTS,
    SMALL,
    Heard,
    OneWord,
    figures,
    library_of,
    one_word_questions,
)
from ingest.indexing.embedding import Encoder
from ingest.language.words import content_words, stem

ALL = one_word_questions()


def test_each_part_has_near_misses_and_questions_that_are_answered() -> None:
    for part in PARTS:
        of = [question.answered for question in ALL if question.part == part]
        assert min(of.count(True), of.count(False)) >= 28
    assert len({(question.document, question.text) for question in ALL}) == len(ALL)


def test_no_document_is_in_two_parts() -> None:
    parts = {question.document: question.part for question in ALL}
    assert all(parts[question.document] == question.part for question in ALL)
    assert set(parts) == {path.stem for path in SMALL.glob("*.md")}


def test_what_a_near_miss_asks_for_is_not_in_its_document() -> None:
    for question in ALL:
        if not question.answered:
            text = (SMALL / f"{question.document}.md").read_text(encoding="utf-8")
            there = {stem(word) for word in content_words(text)}
            assert any(stem(word) not in there for word in content_words(question.text)), question


def test_figures_are_of_one_part() -> None:
    def heard(part: str, *, answered: bool, refused: bool) -> Heard:
        return Heard(OneWord(part, "ward", "", "May I?", answered), refused)

    of = [
        heard("tune", answered=False, refused=True),
        heard("tune", answered=False, refused=False),
        heard("tune", answered=True, refused=False),
        heard("last", answered=True, refused=True),
    ]
    assert figures(of, "tune") == {"near misses refused": 0.5, "others not refused": 1.0}
    assert figures(of, "last") == {"near misses refused": None, "others not refused": 0.0}


@pytest.fixture(scope="module")
def heard(encoder: Encoder) -> list[Heard]:
    """Every question, asked."""
    reader = open_reader("")
    assistants = {
        document: Assistant(library_of(document, encoder), reader=reader)
        for document in {question.document for question in ALL}
    }
    return [Heard(q, assistants[q.document].ask(q.text).outcome.refuses) for q in ALL]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "refused", "answered"),
    [("tune", 0.44, 0.87), ("aside", 0.52, 0.66), ("last", 0.5, 0.79)],
)
def test_as_many_are_refused_and_answered_as_before(
    heard: list[Heard], part: str, refused: float, answered: float
) -> None:
    found = figures(heard, part)
    assert (found["near misses refused"] or 0) >= refused
    assert (found["others not refused"] or 0) >= answered
