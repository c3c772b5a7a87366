"""The models that answering needs are the same whenever they are opened."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.models import Models
from assistant.settings import Settings
from ingest.errors import ParityError
from ingest.indexing.embedding import Encoder
from ingest.indexing.quick_encoder import QuickEncoder, write_quick_encoder


def test_those_opened_ahead_encode_and_read_as_the_others(tmp_path: Path, encoder: Encoder) -> None:
    write_quick_encoder(encoder, tmp_path)
    settings = Settings(index_dir=tmp_path)
    ahead, others = Models.ahead(settings), Models.of(settings)
    one, other = ahead.encoder(), others.encoder()
    assert isinstance(one, QuickEncoder)
    assert isinstance(other, QuickEncoder)
    vectors = [of.encode(["Was the target met?"])[0].vector for of in (one, other)]
    assert np.array_equal(*vectors)
    assert ahead.encoder() is one
    assert ahead.reader() is not None


def test_an_index_without_the_quick_form_has_the_model_itself_opened_by_the_caller(
    tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[threading.Thread] = []

    def opened(name: str, folder: Path) -> Encoder:
        asked.append(threading.current_thread())
        return encoder

    monkeypatch.setattr("assistant.models.open_encoder", opened)
    assert Models.ahead(Settings(index_dir=tmp_path)).encoder() is encoder
    write_quick_encoder(encoder, tmp_path)
    file = next((tmp_path / "encoder").glob("*.onnx"))
    file.write_bytes(file.read_bytes()[:-1])
    assert Models.ahead(Settings(index_dir=tmp_path)).encoder() is encoder
    assert asked == [threading.current_thread()] * 2


def test_a_reader_that_cannot_be_opened_is_told_by_whoever_asks_for_it(
    tmp_path: Path, home_index: Path
) -> None:
    settings = replace(Settings(index_dir=home_index), reader=str(tmp_path))
    models = Models.ahead(settings)
    models.encoder()
    with pytest.raises(ParityError):
        models.reader()
