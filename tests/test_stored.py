"""Paragraphs are fetched when they are needed, and those of a large corpus are not kept."""

from __future__ import annotations

import pytest

from builders import WordEncoder, write_corpus
from ingest.errors import IndexDamagedError
from ingest.indexing import stored
from ingest.indexing.index import Index, open_index
from ingest.indexing.records import Records
from ingest.indexing.stored import StoredParagraphs
from ingest.sync import ingest

KEYS = [f"plan/{n}" for n in range(1, 7)]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("stored")
    text = "".join(f"{n}. Number {n} is here. It is so.\n" for n in range(1, 7))
    ingest(write_corpus(folder / "corpus", {"plan.txt": text}), folder / "index", WordEncoder())
    return open_index(folder / "index", WordEncoder())


class CountingRecords(Records):
    """Records that note which paragraphs were fetched, a list for each call."""

    def __init__(self, index: Index) -> None:
        super().__init__(index.store, None)
        self.fetched: list[list[str]] = []

    def paragraphs(self, keys: list[str]) -> dict[str, object]:  # type: ignore[override]
        self.fetched.append(list(keys))
        return super().paragraphs(keys)


@pytest.fixture
def records(index: Index) -> CountingRecords:
    return CountingRecords(index)


@pytest.fixture
def three_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "KEPT", 3)
    monkeypatch.setattr(stored, "_PAGE", 2)


def test_nothing_is_fetched_before_it_is_needed(records: CountingRecords) -> None:
    paragraphs = StoredParagraphs(records, KEYS)
    assert (len(paragraphs), list(paragraphs)) == (6, KEYS)
    assert "plan/3" in paragraphs
    assert "plan/7" not in paragraphs
    assert records.fetched == []


def test_paragraphs_come_in_the_order_asked_for_and_in_one_go(records: CountingRecords) -> None:
    paragraphs = StoredParagraphs(records, KEYS)
    found = paragraphs.fetch(["plan/5", "plan/2", "plan/5"])
    assert [p.key for p in found] == ["plan/5", "plan/2", "plan/5"]
    assert paragraphs["plan/2"].text == "Number 2 is here. It is so."
    assert len(records.fetched) == 1


def test_of_a_small_corpus_every_paragraph_is_fetched_once(records: CountingRecords) -> None:
    paragraphs = StoredParagraphs(records, KEYS)
    assert [p.key for p in paragraphs.values()] == list(dict(paragraphs.items())) == KEYS
    assert records.fetched == [KEYS]


@pytest.mark.usefixtures("three_kept")
def test_of_a_large_corpus_those_used_last_are_kept(records: CountingRecords) -> None:
    paragraphs = StoredParagraphs(records, KEYS)
    for key in ("plan/1", "plan/2", "plan/3", "plan/1", "plan/4", "plan/1", "plan/2"):
        assert paragraphs[key].key == key
    assert records.fetched == [["plan/1"], ["plan/2"], ["plan/3"], ["plan/4"], ["plan/2"]]


@pytest.mark.usefixtures("three_kept")
def test_a_large_corpus_is_gone_through_page_by_page(records: CountingRecords) -> None:
    paragraphs = StoredParagraphs(records, KEYS)
    assert [p.key for p in paragraphs.values()] == KEYS
    assert records.fetched == [KEYS[:2], KEYS[2:4], KEYS[4:]]


def test_an_unknown_key_is_a_key_error(index: Index) -> None:
    with pytest.raises(KeyError, match="plan/9"):
        index.paragraphs["plan/9"]


def test_a_lost_record_is_told(records: CountingRecords) -> None:
    with pytest.raises(IndexDamagedError, match="run 'parity ingest'"):
        StoredParagraphs(records, [*KEYS, "plan/8"])["plan/8"]
