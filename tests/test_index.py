"""An index is opened whole, with what made it, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from chromadb import PersistentClient
from chromadb.config import Settings

from builders import WordEncoder, change_manifest, reseal, write_corpus
from ingest.errors import IndexDamagedError, IndexMismatchError, IndexMissingError
from ingest.indexing.index import Index, open_index
from ingest.indexing.pointer import generations
from ingest.sync import ingest
from ingest.types import Document, Footnote, Paragraph

FILES: dict[str, str | bytes] = {
    "a.txt": "1. It is so¹: aaa bb.\n - c dd\n2. Two is.\n3. Three is.\n\n¹ Of the long plan.\n",
    "b.txt": "It is here.\n\nIt is there.",
}
KEYS = ["a/1", "a/2", "a/3", "b/1", "b/2"]

Damage = Callable[[Path, Path], object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus and an index of it, only to be read."""
    folder = tmp_path_factory.mktemp("made")
    write_corpus(folder / "corpus", FILES)
    ingest(folder / "corpus", folder / "index", WordEncoder())
    return folder


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    """A copy of that folder to spoil; Chroma has never opened it."""
    return Path(shutil.copytree(made, tmp_path / "copied"))


def opened(folder: Path, encoder: WordEncoder | None = None) -> Index:
    return open_index(folder / "index", encoder or WordEncoder())


def current(folder: Path) -> Path:
    (generation,) = generations(folder / "index")
    return generation


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def forget_a_paragraph(index: Path, generation: Path) -> None:
    """As if Chroma had lost a record that the manifest lists, before all was sealed."""
    with PersistentClient(str(generation / "chroma"), Settings(anonymized_telemetry=False)) as by:
        by.get_collection("parity").delete(where={"key": "b/2"})
    reseal(index)


def test_an_index_gives_its_paragraphs_in_the_order_of_the_corpus(made: Path) -> None:
    index = opened(made)
    assert list(index.paragraphs) == KEYS
    assert index.paragraphs["a/1"] == Paragraph(
        "a", "1", True, (), "It is so: aaa bb.\n- c dd", (Footnote("1", "Of the long plan."),)
    )


def test_an_index_knows_its_documents_and_what_made_it(made: Path) -> None:
    index = opened(made)
    assert [type(d) for d in index.documents.values()] == [Document, Document]
    assert [(d.id, d.file) for d in index.documents.values()] == [("a", "a.txt"), ("b", "b.txt")]
    assert (index.manifest.model, index.manifest.dimension) == ("words", 4)


def test_every_sentence_has_a_record_with_the_text_and_vector_it_is_found_by(made: Path) -> None:
    found = opened(made).store.get(
        where={"$and": [{"kind": "sentence"}, {"key": "a/1"}]}, include=["documents", "embeddings"]
    )
    texts = dict(zip(found["ids"], found["documents"], strict=True))
    assert sorted(texts) == ["a/1#0", "a/1#1", "a/1#2"]
    assert (texts["a/1#0"], texts["a/1#2"]) == ("a. It is so: aaa bb.", "a. Of the long plan.")
    # "a." "It" "is" are 2 letters long, "so:" "aaa" "bb." 3: three times axis 2 and axis 3.
    vectors = dict(zip(found["ids"], found["embeddings"], strict=True))
    np.testing.assert_allclose(vectors["a/1#0"], [0, 0, 2**-0.5, 2**-0.5], atol=1e-6)


def test_a_paragraphs_vector_is_the_mean_of_its_sentences(made: Path) -> None:
    store = opened(made).store
    sentences = store.get(
        where={"$and": [{"kind": "sentence"}, {"key": "a/1"}]}, include=["embeddings"]
    )
    paragraph = store.get(ids=["a/1"], include=["embeddings"])
    mean = np.mean(sentences["embeddings"], axis=0)
    np.testing.assert_allclose(paragraph["embeddings"][0], mean / np.linalg.norm(mean), atol=1e-6)


def test_the_nearest_record_by_cosine_is_found_first(made: Path) -> None:
    found = opened(made).store.similarity_search_with_score("bb aaa", k=12)
    distances = {record.id: distance for record, distance in found}
    assert found[0][0].id == "a/1#0"
    assert distances["a/1#0"] == pytest.approx(0, abs=1e-6)
    # "b." "It" "is" are 2 letters long, "here." 5: the cosine is 3 / sqrt(10) * sqrt(1 / 2).
    assert distances["b/1#0"] == pytest.approx(1 - 3 / 20**0.5, abs=1e-6)


def test_every_sentence_has_its_words_as_tokens(made: Path) -> None:
    tokens = opened(made).tokens.of(0)
    assert tokens.counts.tolist() == [6, 8, 5]
    assert tokens.ids[:6].tolist() == [2, 2, 2, 3, 3, 3]
    assert (tokens.vectors[3] * tokens.scales[3]).tolist() == pytest.approx([0, 0, 0, 1])


def test_where_nothing_was_ingested_the_index_is_missing(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(IndexMissingError, match="run 'parity ingest'"):
            open_index(folder, WordEncoder())
    assert list(tmp_path.iterdir()) == []


def test_another_model_cannot_open_the_index(made: Path) -> None:
    with pytest.raises(IndexMismatchError, match=r"'words'.*'other'; run 'parity ingest'"):
        opened(made, WordEncoder("other"))


def test_a_model_of_another_dimension_cannot_open_the_index(made: Path) -> None:
    with pytest.raises(IndexMismatchError, match="run 'parity ingest'"):
        opened(made, WordEncoder(dimension=5))


@pytest.mark.parametrize("field", [{"splitter": "0"}, {"format": 0}])
def test_another_version_of_parity_cannot_open_the_index(
    copied: Path, field: dict[str, object]
) -> None:
    change_manifest(copied / "index", **field)
    with pytest.raises(IndexMismatchError, match=r"another version.*run 'parity ingest'"):
        opened(copied)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda copied: change_manifest(copied / "index", splitter="0"),
        lambda copied: change_manifest(copied / "index", model="other"),
        lambda copied: change_manifest(copied / "index", dimension=5),
    ],
)
def test_an_ingest_makes_an_index_of_another_kind_anew(
    copied: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(copied)
    encoder = WordEncoder()
    report = ingest(copied / "corpus", copied / "index", encoder)
    assert report.rebuilt.startswith(f"The index at {copied / 'index'} was made")
    assert report.changes.added == tuple(KEYS)
    assert len(encoder.encoded) == 7
    assert list(opened(copied).paragraphs) == KEYS


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda i, g: truncate(g / "tokens.bin"), id="tokens cut short"),
        pytest.param(lambda i, g: (g / "tokens.bin").write_bytes(b""), id="tokens empty"),
        pytest.param(lambda i, g: (g / "token_rows.npz").unlink(), id="token rows gone"),
        pytest.param(lambda i, g: truncate(g / "token_rows.npz"), id="token rows cut short"),
        pytest.param(lambda i, g: (g / "statistics/words.json").unlink(), id="words gone"),
        pytest.param(lambda i, g: shutil.rmtree(g / "statistics/sentences"), id="no statistics"),
        pytest.param(lambda i, g: truncate(g / "statistics/words.json"), id="words cut short"),
        pytest.param(lambda i, g: (g / "manifest.json").unlink(), id="manifest gone"),
        pytest.param(lambda i, g: truncate(g / "manifest.json"), id="manifest cut short"),
        pytest.param(lambda i, g: (g / "manifest.json").write_text("[]"), id="manifest a list"),
        pytest.param(lambda i, g: (g / "manifest.json").write_text("{}"), id="manifest empty"),
        pytest.param(lambda i, g: (i / "current").write_text("000009"), id="pointer to nothing"),
        pytest.param(lambda i, g: (i / "current").write_text(""), id="pointer empty"),
        pytest.param(lambda i, g: (i / "current").write_bytes(b"\xff"), id="pointer garbage"),
        pytest.param(lambda i, g: shutil.rmtree(g), id="generation gone"),
        pytest.param(lambda i, g: shutil.rmtree(g / "chroma"), id="Chroma's folder gone"),
        pytest.param(
            lambda i, g: (g / "chroma/chroma.sqlite3").write_bytes(b"garbage" * 999),
            id="Chroma's file garbage",
        ),
        pytest.param(lambda i, g: truncate(g / "chroma/chroma.sqlite3"), id="Chroma's file cut"),
        pytest.param(forget_a_paragraph, id="a record gone"),
    ],
)
def test_a_damaged_index_says_so_and_the_next_ingest_mends_it(copied: Path, damage: Damage) -> None:
    damage(copied / "index", current(copied))
    with pytest.raises(IndexDamagedError, match="damaged; run 'parity ingest'"):
        opened(copied)
    report = ingest(copied / "corpus", copied / "index", WordEncoder())
    assert report.rebuilt.endswith("incomplete or damaged")
    index = opened(copied)
    assert list(index.paragraphs) == KEYS
    assert index.tokens.paragraphs == len(KEYS)


def pointer_names(generation: Callable[[Path], str]) -> Damage:
    """The pointer's first word, exchanged for another that leads to a whole generation."""

    def damage(index: Path, made: Path) -> None:
        _, digest = (index / "current").read_text().split()
        (index / "current").write_text(f"{generation(made)} {digest}")

    return damage


def piped(name: str) -> Damage:
    def damage(index: Path, generation: Path) -> None:
        (generation / name).unlink()
        os.mkfifo(generation / name)

    return damage


def grown(path: Path) -> None:
    """Make a file larger than any memory; on the disk it takes no more room."""
    with path.open("ab") as file:
        file.truncate(1 << 42)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(pointer_names(str), id="pointer has a whole path"),
        pytest.param(pointer_names(lambda g: f"../generations/{g.name}"), id="pointer leads up"),
        pytest.param(pointer_names(lambda g: f"{g.name}/."), id="pointer leads down"),
        pytest.param(
            lambda i, g: ((i / "current").write_text("x"), grown(i / "current")), id="pointer huge"
        ),
        pytest.param(lambda i, g: grown(g / "manifest.json"), id="manifest huge"),
        pytest.param(lambda i, g: grown(g / "paragraphs.jsonl"), id="paragraphs huge"),
        *(
            pytest.param(piped(name), id=f"{name} a pipe")
            for name in ("manifest.json", "paragraphs.jsonl", "tokens.bin", "chroma/chroma.sqlite3")
        ),
        pytest.param(
            lambda i, g: (shutil.rmtree(g.parent), g.parent.write_text("x")),
            id="generations a file",
        ),
        pytest.param(
            lambda i, g: (shutil.rmtree(g.parent), g.parent.symlink_to("generations")),
            id="generations a link to itself",
        ),
        pytest.param(
            lambda i, g: ((i / "current.new").symlink_to("current.new"), truncate(i / "current")),
            id="half a pointer a link to itself",
        ),
    ],
)
def test_what_is_no_file_of_an_index_is_not_waited_for_and_not_followed(
    copied: Path, damage: Damage
) -> None:
    damage(copied / "index", current(copied))
    with pytest.raises(IndexDamagedError, match="damaged; run 'parity ingest'"):
        opened(copied)
    ingest(copied / "corpus", copied / "index", WordEncoder())
    assert list(opened(copied).paragraphs) == KEYS


@pytest.mark.parametrize("kind", ["folder", "full folder", "pipe", "loop"])
def test_what_stands_in_the_pointer_s_place_is_removed_by_the_next_ingest(
    copied: Path, kind: str
) -> None:
    pointer = copied / "index" / "current"
    pointer.unlink()
    if kind == "pipe":
        os.mkfifo(pointer)
    elif kind == "loop":
        pointer.symlink_to("current")
    else:
        pointer.mkdir()
        if kind == "full folder":
            (pointer / "notes.txt").write_text("x")
    with pytest.raises(IndexMissingError, match="run 'parity ingest'"):
        opened(copied)
    ingest(copied / "corpus", copied / "index", WordEncoder())
    assert list(opened(copied).paragraphs) == KEYS


def test_a_link_among_the_generations_is_removed_and_what_it_leads_to_is_not(copied: Path) -> None:
    link = current(copied).parent / "link"
    link.symlink_to(copied / "corpus")
    ingest(copied / "corpus", copied / "index", WordEncoder())
    assert not link.is_symlink()
    assert any((copied / "corpus").iterdir())


@pytest.mark.parametrize("where", ["index", "index/ingest.lock"])
def test_what_keeps_an_ingest_from_writing_is_named_with_what_to_do(
    copied: Path, where: str
) -> None:
    shutil.rmtree(copied / "index")
    path = copied / where
    path.parent.mkdir(exist_ok=True)
    path.write_text("") if where == "index" else path.mkdir()
    with pytest.raises(IndexDamagedError, match=rf"or move what is in its way: {path}\.$"):
        ingest(copied / "corpus", copied / "index", WordEncoder())
