"""The words of an index are opened without Chroma and without a model."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import PROJECT
from builders import WordEncoder, change_manifest, write_corpus
from ingest.errors import IndexDamagedError, IndexMismatchError, IndexMissingError
from ingest.indexing.index import open_index
from ingest.indexing.texts import open_texts
from ingest.sync import ingest

PLAN = """\
1. Children and young people (CYP) wait. Beds closed.
2. We will open 20 beds for CYP in 2021.
3. Wards are old.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    write_corpus(folder / "corpus", {"plan.txt": PLAN, "web.txt": "It is here.\n\nIt was there."})
    ingest(folder / "corpus", folder / "index", WordEncoder())
    return folder / "index"


@pytest.fixture
def index(made: Path, tmp_path: Path) -> Path:
    """A copy of the index, to be damaged."""
    shutil.copytree(made, tmp_path / "index")
    return tmp_path / "index"


def generation(index: Path) -> Path:
    (found,) = (index / "generations").iterdir()
    return found


def test_the_words_are_those_of_the_index(made: Path) -> None:
    texts, index = open_texts(made), open_index(made, WordEncoder())
    assert texts.manifest == index.manifest
    assert list(texts.paragraphs.items()) == list(index.paragraphs.items())
    assert texts.documents == index.documents
    assert list(texts.documents) == ["plan", "web"]
    assert texts.statistics.vocabulary == index.statistics.vocabulary
    assert texts.register == index.register


def test_the_analyser_reads_abbreviations_as_the_documents_define_them(made: Path) -> None:
    assert open_texts(made).analyser.written_out("CYP") == "children and young people"


def test_the_register_holds_what_the_documents_promise(made: Path) -> None:
    (commitment,) = open_texts(made).register.commitments
    assert (commitment.paragraph, commitment.due, commitment.amounts) == (
        "plan/2",
        "in 2021",
        ("20",),
    )


def test_a_sentence_that_the_statistics_find_is_one_of_its_paragraph(made: Path) -> None:
    texts = open_texts(made)
    scores = texts.statistics.sentences.scores(texts.analyser.terms("closed"))
    assert texts.paragraphs.having([int(scores.argmax())]) == ["plan/1"]


def test_another_encoder_s_index_can_be_opened(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", {"plan.txt": PLAN})
    ingest(tmp_path / "corpus", tmp_path / "index", WordEncoder("other", dimension=5))
    assert len(open_texts(tmp_path / "index").paragraphs) == 3


def test_a_missing_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="run 'parity ingest'"):
        open_texts(tmp_path)


@pytest.mark.parametrize("field", ["splitter", "format"])
def test_an_index_of_another_version_is_told(field: str, index: Path) -> None:
    change_manifest(index, **{field: "0"})
    with pytest.raises(IndexMismatchError, match="run 'parity ingest'"):
        open_texts(index)


FILES = [
    "manifest.json",
    "paragraphs.jsonl",
    "paragraphs.npy",
    "register.json",
    "statistics/words.json",
    "statistics/sentences/size.json",
    "statistics/sentences/vocab.index.json",
    "statistics/paragraphs/indptr.csc.index.npy",
]


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_damage(file: str, index: Path) -> None:
    (generation(index) / file).unlink()
    with pytest.raises(IndexDamagedError, match="run 'parity ingest'"):
        open_texts(index)


@pytest.mark.parametrize("file", FILES)
def test_a_file_of_something_else_is_damage(file: str, index: Path) -> None:
    (generation(index) / file).write_bytes(b"\xff{")
    with pytest.raises(IndexDamagedError, match="run 'parity ingest'"):
        open_texts(index)


def test_a_pointer_at_no_generation_is_damage(index: Path) -> None:
    (index / "current").write_text("000009-gone", encoding="utf-8")
    with pytest.raises(IndexDamagedError):
        open_texts(index)


def test_neither_chroma_nor_a_model_is_needed(made: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ingest.indexing.texts import open_texts;"
        f"texts = open_texts(Path({str(made)!r})); list(texts.paragraphs.values()); texts.register;"
        "print(sorted({'torch', 'chromadb', 'langchain_core', 'transformers'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT, check=False
    )
    assert (ran.stdout, ran.stderr) == ("[]\n", "")
