"""The tests share one embedding model and one index of the documents that Parity comes with."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.embedding import Encoder
from ingest.sync import ingest

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The embedding model that comes with Parity, loaded once."""
    return Encoder()


@pytest.fixture(scope="session")
def home_index(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of ``corpus/``, to be read and not changed."""
    folder = tmp_path_factory.mktemp("home") / "index"
    ingest(PROJECT / "corpus", folder, encoder)
    return folder
