"""An ingest embeds what has changed, and until it is done the index stays as it was."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from builders import REAL_CORPUS, FailingEncoder, WordEncoder, write_corpus
from ingest.errors import CorpusError, IndexMissingError, IngestBusyError
from ingest.indexing.index import Index, open_index
from ingest.indexing.pointer import generations
from ingest.indexing.tokens import ParagraphTokens
from ingest.sources import SOURCES_FILE
from ingest.sync import IngestReport, ingest

PLAN = "1. One is here.\n2. Two is here.\n3. Three is here.\n"
Files = dict[str, str | bytes]
FILES: Files = {"plan.txt": PLAN, "web.txt": "It is here.\n\nIt is there."}
LONG = "".join(f"{n}. Number {n} is here.\n" for n in range(1, 101))


class Setup:
    """A corpus and its index in a temporary folder, with the encoder of the last ingest."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.index = folder / "corpus", folder / "index"
        self.encoder = WordEncoder()

    def ingest(self, files: Files, encoder: WordEncoder | None = None) -> IngestReport:
        self.encoder = encoder or WordEncoder()
        write_corpus(self.corpus, files)
        return ingest(self.corpus, self.index, self.encoder)

    def open(self) -> Index:
        return open_index(self.index, WordEncoder())

    def files(self) -> dict[str, int]:
        """Every file of the index but the lock, with the time of its last change."""
        return {
            str(path): path.stat().st_mtime_ns
            for path in self.index.rglob("*")
            if path.is_file() and path.suffix != ".lock"
        }


@pytest.fixture
def parity(tmp_path: Path) -> Setup:
    """With the plan and the web page ingested once."""
    made = Setup(tmp_path)
    made.ingest(FILES)
    return made


def listed(**fields: str) -> str:
    entry = {"id": "plan", "file": "plan.txt", **fields}
    return "[[document]]\n" + "".join(f'{name} = "{value}"\n' for name, value in entry.items())


def records(index: Index, key: str) -> list[str]:
    return sorted(index.store.get(where={"key": key})["ids"])


def tokens_of(index: Index, key: str) -> ParagraphTokens:
    return index.tokens.of(list(index.paragraphs).index(key))


def test_a_first_ingest_adds_every_paragraph(tmp_path: Path) -> None:
    report = Setup(tmp_path).ingest(FILES)
    assert report.changes.added == ("plan/1", "plan/2", "plan/3", "web/1", "web/2")
    assert (report.changes.embedded, report.rebuilt, report.removed_documents) == (5, "", ())
    assert report.changes.counts("plan") == (3, 0, 0, 0)


def test_a_sentence_is_embedded_below_its_document_headings_and_lead_in(tmp_path: Path) -> None:
    text = "Workforce\n\nIt is so. We pay for children and young people (CYP):\n - CYP beds\n"
    made = Setup(tmp_path)
    made.ingest({
        "plan.txt": f"{text}\nCare\n\nIt is here.",
        SOURCES_FILE: listed(title="The plan", publisher="HEE", date="2017"),
    })  # fmt: skip
    wanted = r"The plan, HEE, 2017\W+Workforce\W+We pay for .*\W+children and young people beds"
    assert any(re.fullmatch(wanted, text) for text in made.encoder.encoded)


def test_a_second_ingest_embeds_nothing_and_writes_nothing(parity: Setup) -> None:
    before = parity.files()
    report = parity.ingest(FILES)
    assert parity.encoder.encoded == []
    assert len(report.changes.unchanged) == 5
    assert report.changes.embedded == 0
    assert parity.files() == before


def test_touching_one_paragraph_embeds_exactly_that_one(parity: Setup) -> None:
    report = parity.ingest({"plan.txt": PLAN.replace("Two is", "Two was")})
    assert parity.encoder.encoded == ["plan. Two was here."]
    assert report.changes.updated == ("plan/2",)
    assert report.changes.counts("plan") == (0, 1, 2, 0)
    index = parity.open()
    assert index.paragraphs["plan/2"].text == "Two was here."
    assert records(index, "plan/2") == ["plan/2", "plan/2#0"]


def test_what_is_unchanged_keeps_its_vectors_and_tokens(parity: Setup) -> None:
    before = parity.open()
    longer = PLAN.replace("One is", "One is more than")
    parity.ingest({"a.txt": "It is new and stands first.", "plan.txt": longer})
    after = parity.open()
    for key in ("plan/3", "web/2"):
        vectors = [i.store.get(ids=[f"{key}#0"], include=["embeddings"]) for i in (before, after)]
        np.testing.assert_array_equal(vectors[0]["embeddings"], vectors[1]["embeddings"])
        was, now = (tokens_of(index, key) for index in (before, after))
        np.testing.assert_array_equal(was.ids, now.ids)
        np.testing.assert_array_equal(was.vectors, now.vectors)
        np.testing.assert_array_equal(was.scales, now.scales)


def test_a_shorter_paragraph_leaves_no_sentence_behind(parity: Setup) -> None:
    parity.ingest({"plan.txt": PLAN.replace("Two is here.", "Two is. It is so. It was.")})
    assert len(records(parity.open(), "plan/2")) == 4
    parity.ingest({"plan.txt": PLAN})
    assert records(parity.open(), "plan/2") == ["plan/2", "plan/2#0"]


def test_a_removed_paragraph_is_gone_from_everything(parity: Setup) -> None:
    report = parity.ingest({"web.txt": "It is here."})
    index = parity.open()
    assert report.changes.removed == ("web/2",)
    assert "web/2" not in index.paragraphs
    assert index.tokens.paragraphs == len(index.paragraphs) == 4
    assert records(index, "web/2") == []
    assert parity.encoder.encoded == []


def test_a_removed_document_is_gone_from_everything(parity: Setup) -> None:
    (parity.corpus / "web.txt").unlink()
    report = parity.ingest({})
    index = parity.open()
    assert report.removed_documents == ("web",)
    assert report.changes.counts("web") == (0, 0, 0, 2)
    assert list(index.paragraphs) == ["plan/1", "plan/2", "plan/3"]
    assert [document.id for document in index.documents.values()] == ["plan"]
    assert index.tokens.paragraphs == 3
    assert records(index, "web/1") + records(index, "web/2") == []


def test_another_title_embeds_anew_what_names_it_and_loses_nothing(parity: Setup) -> None:
    report = parity.ingest({SOURCES_FILE: listed(title="The great plan")})
    assert sorted(parity.encoder.encoded) == [
        f"The great plan. {n} is here." for n in ("One", "Three", "Two")
    ]
    assert report.changes.updated == ("plan/1", "plan/2", "plan/3")
    index = parity.open()
    assert index.manifest.documents[0].title == "The great plan"
    assert [p.text for p in index.paragraphs.values()] == [
        "One is here.", "Two is here.", "Three is here.", "It is here.", "It is there."
    ]  # fmt: skip


def test_another_title_behind_a_short_name_embeds_nothing_and_is_told(parity: Setup) -> None:
    parity.ingest({SOURCES_FILE: listed(title="A plan", short="P")})
    report = parity.ingest({SOURCES_FILE: listed(title="The great plan", short="P")})
    assert parity.encoder.encoded == []
    index = parity.open()
    assert index.manifest.documents[0].title == "The great plan"
    assert (report.changes.embedded, len(index.paragraphs)) == (0, 5)


def test_a_new_abbreviation_embeds_anew_the_paragraphs_that_use_it(parity: Setup) -> None:
    parity.ingest({"plan.txt": PLAN.replace("Two is", "OAPs are")})
    report = parity.ingest({"new.txt": "Out of area placements (OAPs) are over."})
    assert report.changes.updated == ("plan/2",)
    assert report.changes.added == ("new/1",)
    assert "plan. out of area placements are here." in parity.encoder.encoded


def test_progress_is_told_in_paragraphs(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    corpus = write_corpus(tmp_path / "corpus", {"plan.txt": LONG})
    ingest(corpus, tmp_path / "i", WordEncoder(), lambda done, total: told.append((done, total)))
    assert told[-1] == (100, 100)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert len(told) > 1


def test_an_ingest_that_breaks_down_midway_leaves_the_index_as_it_was(parity: Setup) -> None:
    before, files = parity.open(), parity.files()
    with pytest.raises(RuntimeError, match="the model broke down"):
        parity.ingest({"plan.txt": LONG}, FailingEncoder())
    assert parity.encoder.encoded  # it had begun
    after = parity.open()
    assert (after.generation, after.manifest) == (before.generation, before.manifest)
    assert after.paragraphs == before.paragraphs
    assert files.items() <= parity.files().items()


def test_the_ingest_after_a_breakdown_finishes_and_tidies_up(parity: Setup) -> None:
    with pytest.raises(RuntimeError):
        parity.ingest({"plan.txt": LONG}, FailingEncoder())
    report = parity.ingest({})
    assert report.changes.counts("plan") == (97, 3, 0, 0)
    assert len(parity.open().paragraphs) == 102
    assert len(generations(parity.index)) == 2


def test_a_first_ingest_that_breaks_down_leaves_no_index(tmp_path: Path) -> None:
    made = Setup(tmp_path)
    with pytest.raises(RuntimeError):
        made.ingest({"plan.txt": LONG}, FailingEncoder())
    with pytest.raises(IndexMissingError):
        made.open()
    assert made.ingest({}).changes.embedded == 100


def test_a_corpus_that_cannot_be_used_changes_nothing(parity: Setup) -> None:
    before = parity.files()
    with pytest.raises(CorpusError):
        parity.ingest({"sources.toml": "[[document]"})
    with pytest.raises(CorpusError):
        ingest(parity.corpus, parity.index / "other", WordEncoder())
    assert parity.files() == before


def test_while_one_ingest_is_at_work_another_is_refused(parity: Setup) -> None:
    refused: list[str] = []

    def ingest_beside(_done: int, _total: int) -> None:
        with pytest.raises(IngestBusyError, match="wait until it has ended") as busy:
            ingest(parity.corpus, parity.index, WordEncoder())
        refused.append(str(busy.value))

    write_corpus(parity.corpus, {"plan.txt": PLAN.replace("Two", "Twice")})
    ingest(parity.corpus, parity.index, WordEncoder(), ingest_beside)
    assert len(set(refused)) == 1
    assert parity.ingest({}).changes.embedded == 0


def test_an_open_index_can_be_searched_while_the_next_one_is_made(parity: Setup) -> None:
    reader = parity.open()
    parity.ingest({"plan.txt": PLAN.replace("Two", "Twice")})
    (found,) = reader.store.similarity_search("plan. Two is here.", k=1, filter={"key": "plan/2"})
    assert found.id in ("plan/2", "plan/2#0")
    assert reader.paragraphs["plan/2"].text == "Two is here."
    assert tokens_of(reader, "plan/2").vectors.shape == (4, 4)


def test_an_index_made_anew_for_another_model_leaves_the_one_that_a_chat_reads(
    parity: Setup,
) -> None:
    reader = parity.open()
    report = parity.ingest({}, WordEncoder("other"))
    assert report.rebuilt
    assert reader.generation.is_dir()
    assert reader.paragraphs["plan/2"].text == "Two is here."


def test_the_real_corpus_is_ingested_once_and_found_level_after_that(tmp_path: Path) -> None:
    first = ingest(REAL_CORPUS, tmp_path, WordEncoder())
    encoder = WordEncoder()
    second = ingest(REAL_CORPUS, tmp_path, encoder)
    assert first.changes.added == second.changes.unchanged
    assert encoder.encoded == []
    assert first.changes.counts("government-response") == (129, 0, 0, 0)


def test_a_list_that_is_restarted_twice_and_a_lone_marker_are_ingested(tmp_path: Path) -> None:
    made = Setup(tmp_path)
    text = "1. A.\n2. B.\n1. C.\n2. D.\n1. E.\n3. ¹\n\n¹ https://www.nhs.uk/\n"
    made.ingest({"plan.txt": text, "dots.txt": "...\n\nIt is.\n\n—"})
    assert [key for key in made.open().paragraphs if key.startswith("plan")] == [
        "plan/1", "plan/2", "plan/1 (repeated)", "plan/2 (repeated)", "plan/1 (repeated, 2)",
        "plan/3",
    ]  # fmt: skip
