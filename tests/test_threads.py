"""A question has one answer, whoever else asks and however often the index was opened."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.search.retrieve import Search
from assistant.settings import Settings
from evals.questions import Part, Question, read_questions
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.indexing.quick_encoder import write_quick_encoder

TUNING = [question for question in read_questions() if question.part is Part.TUNE]
SIXTY = TUNING[:: len(TUNING) // 60][:60]
THREADS = 8


@pytest.fixture(scope="module")
def settings(
    home_index: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """An index of the documents with the quick form of the model, as a chat has it."""
    folder = tmp_path_factory.mktemp("threads") / "index"
    shutil.copytree(home_index, folder)
    write_quick_encoder(encoder, folder)
    return Settings(index_dir=folder)


def asking(assistant: Assistant) -> Callable[[Question], Answer]:
    return lambda of: replace(assistant.ask(of.question, of.history), seconds=0.0)


@pytest.mark.slow
def test_sixty_questions_from_eight_threads_have_the_answers_that_they_have_one_by_one(
    settings: Settings,
) -> None:
    alone = list(map(asking(Assistant.open(settings)), SIXTY))
    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(asking(Assistant.open(settings)), SIXTY))
    for question, one, other in zip(SIXTY, alone, together, strict=True):
        for field in fields(Answer):
            assert getattr(one, field.name) == getattr(other, field.name), (question.id, field.name)


def test_what_is_nearest_is_the_same_each_time_that_an_index_is_opened(
    home_index: Path, encoder: Encoder
) -> None:
    """Chroma builds its graph anew at each opening: three of them differed in one in ten."""
    asked = [encoder.encode_question(question.question) for question in TUNING[::15]]
    found = []
    for _ in range(3):
        search = Search(Library.of(open_index(home_index, encoder), encoder))
        with ThreadPoolExecutor(THREADS) as pool:
            found.append([of.tolist() for of in pool.map(search._dense, asked) if of is not None])
    assert found[0] == found[1] == found[2]
