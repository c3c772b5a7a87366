"""Paragraphs are read when they are needed, and those of a large corpus are not kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from builders import WordEncoder, entries_of, write_corpus
from ingest.errors import IndexDamagedError
from ingest.indexing import stored
from ingest.indexing.files import SealedFiles
from ingest.indexing.index import Index, open_index
from ingest.indexing.stored import StoredParagraphs, write_paragraphs
from ingest.sync import ingest
from ingest.types import Paragraph
from passages import paragraph

KEYS = [f"plan/{n}" for n in range(1, 7)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("stored")
    text = "".join(f"{n}. Number {n} is here. It is so.\n" for n in range(1, 7))
    ingest(write_corpus(made / "corpus", {"plan.txt": text}), made / "index", WordEncoder())
    return made / "index"


@pytest.fixture(scope="module")
def index(folder: Path) -> Index:
    return open_index(folder, WordEncoder())


class CountingParagraphs(StoredParagraphs):
    """Paragraphs that note which of them were read from the file, a list for each time."""

    def __init__(self, lines: bytes, places: NDArray[np.int64], keys: Iterable[str]) -> None:
        super().__init__(lines, places, keys)
        self.fetched: list[list[str]] = []

    def _lines(self, keys: Sequence[str]) -> dict[str, Paragraph]:
        self.fetched.append(list(keys))
        return super()._lines(keys)


@pytest.fixture
def paragraphs(index: Index) -> CountingParagraphs:
    found = CountingParagraphs.read(index.files, KEYS)
    assert isinstance(found, CountingParagraphs)
    return found


@pytest.fixture
def three_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "KEPT", 3)
    monkeypatch.setattr(stored, "_PAGE", 2)


def test_nothing_is_read_before_it_is_needed(paragraphs: CountingParagraphs) -> None:
    assert (len(paragraphs), list(paragraphs)) == (6, KEYS)
    assert "plan/3" in paragraphs
    assert "plan/7" not in paragraphs
    assert paragraphs.fetched == []


def test_paragraphs_come_in_the_order_asked_for_and_in_one_go(
    paragraphs: CountingParagraphs,
) -> None:
    found = paragraphs.fetch(["plan/5", "plan/2", "plan/5"])
    assert [p.key for p in found] == ["plan/5", "plan/2", "plan/5"]
    assert paragraphs["plan/2"].text == "Number 2 is here. It is so."
    assert paragraphs.fetched == [["plan/5", "plan/2"]]


def test_of_a_small_corpus_every_paragraph_is_read_once(paragraphs: CountingParagraphs) -> None:
    assert [p.key for p in paragraphs.values()] == list(dict(paragraphs.items())) == KEYS
    assert paragraphs.fetched == [KEYS]


@pytest.mark.usefixtures("three_kept")
def test_of_a_large_corpus_those_used_last_are_kept(paragraphs: CountingParagraphs) -> None:
    for key in ("plan/1", "plan/2", "plan/3", "plan/1", "plan/4", "plan/1", "plan/2"):
        assert paragraphs[key].key == key
    assert paragraphs.fetched == [["plan/1"], ["plan/2"], ["plan/3"], ["plan/4"], ["plan/2"]]


@pytest.mark.usefixtures("three_kept")
def test_a_large_corpus_is_gone_through_page_by_page(paragraphs: CountingParagraphs) -> None:
    assert [p.key for p in paragraphs.values()] == KEYS
    assert paragraphs.fetched == [KEYS[:2], KEYS[2:4], KEYS[4:]]
    assert paragraphs["plan/6"].key == "plan/6"
    assert paragraphs.fetched[3:] == [["plan/6"]]  # going through the corpus keeps none


@pytest.mark.usefixtures("three_kept")
def test_more_than_are_kept_can_be_had_in_one_go(paragraphs: CountingParagraphs) -> None:
    assert [p.key for p in paragraphs.fetch(KEYS)] == KEYS


def test_an_unknown_key_is_a_key_error(paragraphs: CountingParagraphs) -> None:
    with pytest.raises(KeyError, match="plan/9"):
        paragraphs.fetch(["plan/9"])
    assert paragraphs.get("plan/9") is None


@pytest.mark.usefixtures("three_kept")
def test_readers_of_one_corpus_do_not_disturb_each_other(paragraphs: CountingParagraphs) -> None:
    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(paragraphs.__getitem__, KEYS * 50))
    assert [p.key for p in found] == KEYS * 50


def test_a_sentence_is_found_in_the_paragraph_that_has_it(paragraphs: CountingParagraphs) -> None:
    assert paragraphs.having([]) == []
    assert paragraphs.having(range(12)) == KEYS
    assert paragraphs.having([11, 2, 3, 0]) == ["plan/6", "plan/2", "plan/1"]


def test_a_paragraph_without_a_sentence_has_none(tmp_path: Path) -> None:
    bodies = ["It is. It was.", " ", "", "It will be."]
    entries = entries_of(paragraph(body, number=str(n)) for n, body in enumerate(bodies, 1))
    write_paragraphs(tmp_path, entries)
    keys = [entry.paragraph.key for entry in entries]
    read = StoredParagraphs.read(SealedFiles.of(tmp_path), keys)
    assert [len(entry.sentences) for entry in entries] == [2, 0, 0, 1]
    assert read.having([0, 1, 2]) == ["plan/1", "plan/4"]


def test_every_part_of_a_paragraph_is_read_as_it_was_written(tmp_path: Path) -> None:
    odd = replace(
        paragraph("“Über” £5\u2028bn 🙂\n- an item", section=("A", "B"), notes=["See page\t3."]),
        page=12,
        within="Annex 1",
        machine_read=True,
    )
    plain = paragraph("It is so.", number="2")
    write_paragraphs(tmp_path, entries_of([odd, plain]))
    read = StoredParagraphs.read(SealedFiles.of(tmp_path), [odd.key, plain.key])
    assert read.fetch([plain.key, odd.key]) == [plain, odd]


def test_paragraphs_are_read_though_a_later_ingest_has_removed_the_file(tmp_path: Path) -> None:
    kept = [paragraph("It is so."), paragraph("It was so.", number="2")]
    write_paragraphs(tmp_path, entries_of(kept))
    read = StoredParagraphs.read(SealedFiles.of(tmp_path), [p.key for p in kept])
    for file in tmp_path.iterdir():
        file.unlink()
    assert list(read.values()) == kept


def test_a_paragraph_s_order_is_its_place_in_the_corpus(paragraphs: CountingParagraphs) -> None:
    assert [paragraphs.order(key) for key in KEYS] == list(range(6))
    with pytest.raises(KeyError):
        paragraphs.order("plan/9")
    assert paragraphs.fetched == []


def test_paragraphs_that_are_not_those_of_the_index_are_told(index: Index) -> None:
    with pytest.raises(ValueError, match="missing"):
        StoredParagraphs.read(index.files, [*KEYS, "plan/8"])


@pytest.mark.parametrize("file", ["paragraphs.jsonl", "paragraphs.npy"])
@pytest.mark.parametrize("is_gone", [True, False], ids=["gone", "cut short"])
def test_lost_paragraphs_are_told(file: str, is_gone: bool, tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"plan.txt": "1. It is so.\n2. It was so.\n"})
    ingest(corpus, tmp_path / "index", WordEncoder())
    (path,) = tmp_path.glob(f"index/generations/*/{file}")
    whole = path.read_bytes()
    path.unlink()
    if not is_gone:
        path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(IndexDamagedError, match="run 'parity ingest'"):
        open_index(tmp_path / "index", WordEncoder())
