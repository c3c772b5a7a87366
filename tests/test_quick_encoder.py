"""The bundled model's quick form: the same vectors, without PyTorch, and never a changed one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from builders import WordEncoder
from ingest.errors import ParityError
from ingest.indexing import quick_encoder
from ingest.indexing.embedding import Encoder
from ingest.indexing.quick_encoder import (
    FOLDER,
    MOST_DIFFERENT,
    QuickEncoder,
    open_encoder,
    write_quick_encoder,
)
from ingest.types import BUNDLED_MODEL

TEXTS = [
    "What happened to the waiting list after 2021?",
    "",
    "naïve “quotes” — £2.3bn, 23%, co-production; 😀",
    "One sentence more, of which there are many. " * 80,
    "word",
]


@pytest.fixture(scope="module")
def index(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index's folder in which the quick form was written."""
    folder = tmp_path_factory.mktemp("index")
    write_quick_encoder(encoder, folder)
    return folder


def test_it_gives_the_same_vectors_tokens_and_places(encoder: Encoder, index: Path) -> None:
    quick = open_encoder(BUNDLED_MODEL, index)
    assert isinstance(quick, QuickEncoder)
    for mine, theirs in zip(quick.encode(TEXTS), encoder.encode(TEXTS), strict=True):
        assert np.abs(mine.vector - theirs.vector).max() < MOST_DIFFERENT
        np.testing.assert_array_equal(mine.token_ids, theirs.token_ids)
        assert np.abs(mine.token_vectors - theirs.token_vectors).max(initial=0) < MOST_DIFFERENT
    for text in TEXTS:
        assert quick.encode_question(text).offsets == encoder.encode_question(text).offsets
    assert quick.special_ids == encoder.special_ids
    assert quick.vocabulary_size == encoder.vocabulary_size
    assert quick.dimension == encoder.dimension
    assert quick.has_word("commitment")
    assert not quick.has_word("commitmentz")


def test_an_index_without_it_is_asked_with_the_model_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(quick_encoder, "Encoder", opened.append)
    open_encoder(BUNDLED_MODEL, tmp_path)
    open_encoder("another", tmp_path)
    assert opened == [BUNDLED_MODEL, "another"]


SEALS = {
    "no JSON": "{",
    "nested": "[" * 100_000,
    "a list": "[]",
    "a number": '{"size": NaN, "sha256": 1e999}',
    "other fields": '{"size": 1, "colour": 2}',
    "pipe": "",
}
"""Files that stand in the place of the seal and are none."""


@pytest.mark.parametrize("damage", ["changed", "cut", "removed", "seal removed", *SEALS])
def test_what_has_changed_is_not_used_and_is_written_anew(
    encoder: Encoder, index: Path, tmp_path: Path, damage: str
) -> None:
    (tmp_path / FOLDER).mkdir()
    for file in (index / FOLDER).iterdir():
        (tmp_path / FOLDER / file.name).write_bytes(file.read_bytes())
    (model,) = (tmp_path / FOLDER).glob("*.onnx")
    (seal,) = (tmp_path / FOLDER).glob("*.json")
    content = model.read_bytes()
    if damage == "changed":
        model.write_bytes(content[:5_000_000] + b"\0\1\2\3" + content[5_000_004:])
    elif damage == "cut":
        model.write_bytes(content[:1_000])
    elif damage == "removed":
        model.unlink()
    elif damage == "seal removed":
        seal.unlink()
    else:
        seal.unlink()
        os.mkfifo(seal) if damage == "pipe" else seal.write_text(SEALS[damage])
    assert quick_encoder.quick_form(tmp_path) is None
    write_quick_encoder(encoder, tmp_path)
    assert quick_encoder.quick_form(tmp_path) is not None


def test_one_that_differs_is_left_out(
    encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Differing(QuickEncoder):
        def __init__(self, model: bytes) -> None:
            super().__init__(model)
            self._tokenizer.enable_truncation(8)

    monkeypatch.setattr(quick_encoder, "QuickEncoder", Differing)
    write_quick_encoder(encoder, tmp_path)
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_of_another_model_none_is_written(tmp_path: Path) -> None:
    write_quick_encoder(WordEncoder(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_fails_nothing(encoder: Encoder, tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file", encoding="utf-8")
    write_quick_encoder(encoder, tmp_path)
    assert quick_encoder.quick_form(tmp_path) is None


def test_it_runs_without_pytorch(index: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ingest.indexing.quick_encoder import *;"
        f"open_encoder({BUNDLED_MODEL!r}, Path({str(index)!r})).encode(['a question']);"
        "print({'torch', 'transformers', 'sentence_transformers', 'sklearn'} & {*sys.modules})"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


def test_a_model_that_tells_no_number_of_dimensions_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    silent = SimpleNamespace(get_embedding_dimension=lambda: None)
    monkeypatch.setattr("ingest.indexing.embedding._load", lambda name: silent)
    with pytest.raises(ParityError, match="'odd' is not on this machine, or cannot be loaded"):
        Encoder("odd")
