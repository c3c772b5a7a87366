"""The reader reads what it is given, the same way in training and in use, and nothing else."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.answer import Passage, Reading
from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.search.reader import (
    BUNDLED_READER,
    CARD,
    LONGEST,
    WINDOW,
    PassageReader,
    Tokens,
    arrays,
    open_reader,
)
from assistant.search.reading import read, worth
from assistant.settings import NO_READER, Settings
from ingest.errors import ParityError
from passages import passage

ASKED = "How many nurses left?"
LEFT = passage("Some 420 nurses left the wards in 2020.", [1.0], score=0.5)
WEATHER = passage("It rained all through the summer.", [1.0], score=0.5)


@pytest.fixture(scope="module")
def reader() -> PassageReader:
    return PassageReader()


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens(BUNDLED_READER / "tokenizer.json")


def test_the_passage_that_answers_is_read_as_likelier(reader: PassageReader) -> None:
    weather, left = reader.read(ASKED, (), [WEATHER, LEFT])
    assert left.answers > weather.answers
    assert left.sentences[0] > weather.sentences[0]
    assert read(reader, ASKED, (), [WEATHER, LEFT])[0].paragraph == LEFT.paragraph


def test_what_is_read_does_not_hang_on_what_is_read_beside_it(reader: PassageReader) -> None:
    (alone,) = reader.read(ASKED, (), [LEFT])
    beside = reader.read(ASKED, (), [LEFT, passage("Beds closed. " * 60, [0.0] * 60)])[0]
    assert beside == alone


def test_of_nothing_nothing_is_read(reader: PassageReader) -> None:
    assert reader.read(ASKED, (), []) == []
    assert read(reader, ASKED, (), []) == []


def test_every_sentence_gets_a_score_even_where_not_all_is_read(reader: PassageReader) -> None:
    text = " ".join(
        f"Ward {n} lost several of its nurses in the spring of that year." for n in range(90)
    )
    found = passage(text, [float(n == 80) for n in range(90)])
    (reading,) = reader.read(ASKED, (), [found])
    assert len(reading.sentences) == 90


def test_a_question_longer_than_any_is_read(reader: PassageReader) -> None:
    (reading,) = reader.read("why " * 2_000, ["and " * 900] * 5, [LEFT])
    assert isinstance(reading, Reading)


def test_an_empty_question_and_odd_letters_are_read(reader: PassageReader) -> None:
    for odd in ("", " ", "\x00", "¿Cuántos? 数字", "[SEP] [CLS]"):
        assert len(reader.read(odd, [odd], [LEFT])) == 1


def test_without_a_reader_the_search_decides() -> None:
    better = replace(WEATHER, score=0.9)
    assert [p.paragraph for p in read(None, ASKED, (), [better, LEFT])] == [
        better.paragraph,
        LEFT.paragraph,
    ]
    assert worth(better) > worth(LEFT)


def test_windows_hold_all_sentences_and_share_one(tokens: Tokens) -> None:
    sentences = [f"The ward number {n} was closed for repairs." for n in range(60)]
    runs = tokens.windows(sentences)
    assert runs[0][0] == 0
    assert runs[-1][1] == 60
    assert all(first[1] == second[0] + 1 for first, second in pairwise(runs))
    for first, last in runs:
        assert sum(len(tokens.ids(s)) for s in sentences[first:last]) <= WINDOW


def test_a_sentence_longer_than_a_window_stands_alone(tokens: Tokens) -> None:
    assert tokens.windows(["ward " * 400, "Beds."]) == [(0, 1), (1, 2)]
    assert tokens.windows([]) == []


def test_no_input_is_longer_than_what_it_was_trained_on(tokens: Tokens) -> None:
    encoded = tokens.encoding("ward " * 200, ["bed " * 90] * 3, "plan " * 90, ["nurse " * 400] * 3)
    assert len(encoded.ids) == len(encoded.types) <= LONGEST
    assert len(encoded.sentences) == 1


def test_the_parts_of_an_input_are_where_they_are_said_to_be(tokens: Tokens) -> None:
    encoded = tokens.encoding("why", ["how many"], "plan", ["Beds closed.", "It rained."])
    ids = encoded.ids
    assert ids[slice(*encoded.question)] == list(tokens.ids("why"))
    assert [ids[slice(*span)] for span in encoded.sentences] == [
        list(tokens.ids("Beds closed.")),
        list(tokens.ids("It rained.")),
    ]
    inputs = arrays([encoded, tokens.encoding("why", (), "", ["Beds."])])
    assert inputs["spans"].sum(axis=2).tolist() == [pytest.approx([1, 1]), pytest.approx([1, 0])]
    assert inputs["question"].sum(axis=1) == pytest.approx([1, 1])


def test_the_committed_model_is_the_one_its_card_names() -> None:
    model = BUNDLED_READER / "model.onnx"
    card = json.loads((BUNDLED_READER / CARD).read_text(encoding="utf-8"))
    assert hashlib.sha256(model.read_bytes()).hexdigest() == card["sha256"]
    assert model.stat().st_size <= 30_000_000
    assert 0 < card["confidence"]["threshold"] < 1


def test_another_model_than_its_card_names_is_not_run(tmp_path: Path) -> None:
    folder = shutil.copytree(BUNDLED_READER, tmp_path / "reader")
    with (folder / "model.onnx").open("ab") as model:
        model.write(b"x")
    with pytest.raises(ParityError, match="is not the one"):
        PassageReader(folder)


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", CARD])
def test_a_folder_that_lacks_a_file_says_what_to_do(tmp_path: Path, missing: str) -> None:
    folder = shutil.copytree(BUNDLED_READER, tmp_path / "reader")
    (folder / missing).unlink()
    with pytest.raises(ParityError, match="PARITY_READER"):
        open_reader(str(folder))


@pytest.mark.parametrize("broken", ["tokenizer.json", CARD])
def test_a_file_that_is_broken_says_what_to_do(tmp_path: Path, broken: str) -> None:
    folder = shutil.copytree(BUNDLED_READER, tmp_path / "reader")
    (folder / broken).write_text("[]", encoding="utf-8")
    with pytest.raises(ParityError, match="PARITY_READER"):
        open_reader(str(folder))


def test_the_setting_names_a_folder_or_none() -> None:
    assert Settings.from_environment({}).reader == ""
    assert Settings.from_environment({"PARITY_READER": "None"}).reader == "None"
    assert open_reader(NO_READER) is open_reader("None") is None


def test_without_a_reader_questions_are_answered_all_the_same(home_library: Library) -> None:
    assistant = Assistant(home_library)
    answer = assistant.ask("How many children and young people accessed treatment in 2020/21?")
    assert "420,000" in answer.text


def test_telemetry_is_off_before_onnxruntime_is_imported() -> None:
    """Asked of a process of its own, in which everything that a question needs is imported."""
    script = """
import builtins, os, sys
real, seen = builtins.__import__, []
def watching(name, *args, **kwargs):
    if name.split(".")[0] == "onnxruntime":
        seen.append(os.environ.get("ORT_DISABLE_TELEMETRY"))
    return real(name, *args, **kwargs)
builtins.__import__ = watching
os.environ.pop("ORT_DISABLE_TELEMETRY", None)
import assistant.ask
from assistant.search.reader import PassageReader
PassageReader()
assert seen and set(seen) == {"1"}, seen
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_passage_without_sentences_is_read(reader: PassageReader) -> None:
    bare = Passage(LEFT.document, LEFT.paragraph, 0.5)
    (reading,) = reader.read(ASKED, (), [bare])
    assert reading.sentences == ()
