"""Every file of a set of broken and odd PDFs is read, or refused in one clear sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.settings import Settings
from ingest.corpus import read_corpus
from ingest.errors import CorpusError
from ingest.reading.limits import Limits
from ingest.reading.reader import Reader

BROKEN = Settings().shared_dir / "documents" / "broken"
FILES = sorted(path.name for path in BROKEN.glob("*.pdf")) if BROKEN.is_dir() else []


@pytest.mark.skipif(not FILES, reason=f"there are no broken documents in {BROKEN}")
def test_there_are_broken_documents() -> None:
    assert FILES


@pytest.mark.parametrize("name", FILES)
def test_a_broken_document_gives_a_text_or_a_sentence(tmp_path: Path, name: str) -> None:
    shutil.copy(BROKEN / name, tmp_path / name)
    try:
        corpus = read_corpus(tmp_path, Reader(Limits(page_seconds=5, file_seconds=30)))
    except CorpusError as error:
        sentences = [str(error)]
    else:
        sentences = [unread.why for unread in corpus.unread] + list(corpus.warnings)
        assert any(letter.isalpha() for p in corpus.paragraphs for letter in p.text)
    for sentence in sentences:
        assert name in sentence
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert "Traceback" not in sentence
