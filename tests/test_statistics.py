"""The statistics of a corpus are read as they were worked out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from builders import real_corpus
from ingest.entries import Entry, entries
from ingest.indexing.bm25 import Bm25
from ingest.indexing.files import SealedFiles
from ingest.indexing.statistics import Statistics
from ingest.language.sentences import sentences
from ingest.language.words import Analyser
from ingest.types import Document
from passages import paragraph

DOCUMENT = Document("plan", "The Plan", "plan.txt", "0" * 64, publisher="Care Office")
BODIES = (
    "A Community Treatment Order is rare. Beds closed in 2020.",
    "Two nurses: staff\n- 7 left",
)


def entry(body: str, number: int) -> Entry:
    of = paragraph(body, number=str(number), section=("Wards",))
    found = tuple(sentences(of))
    return Entry(of, found, tuple(sentence.text for sentence in found))


@pytest.fixture
def made() -> Statistics:
    found = [entry(body, number) for number, body in enumerate(BODIES, 1)]
    return Statistics.of(found, [DOCUMENT], {})


@pytest.fixture
def read(made: Statistics, tmp_path: Path) -> Statistics:
    made.write(tmp_path)
    return Statistics.read(SealedFiles.of(tmp_path))


def test_words_are_read_as_they_were_written(made: Statistics, read: Statistics) -> None:
    assert read.implied == made.implied == {"CTO": "community treatment order"}
    assert read.vocabulary == made.vocabulary
    assert read.known == made.known
    assert read.common == made.common


def test_the_vocabulary_is_that_of_paragraphs_and_known_is_what_stands_above_as_well(
    read: Statistics,
) -> None:
    assert {"beds", "2020", "nurses"} <= read.vocabulary
    assert not {"wards", "office"} & read.vocabulary
    assert {"ward", "offic", "nurs"} <= read.known


def test_common_words_stand_in_lower_case_somewhere(read: Statistics) -> None:
    assert {"close", "nurs"} <= read.common
    assert not {"communiti", "two"} & read.common


def test_a_paragraph_and_a_sentence_are_found_by_words_and_headings(read: Statistics) -> None:
    assert read.paragraphs.shares(["nurs"]).tolist() == [0, 1]
    assert read.sentences.shares(["bed"]).tolist() == [0, 1, 0, 0]
    assert (read.sentences.scores(["ward"]) > 0).all()


def test_an_item_is_found_by_its_lead_in(read: Statistics) -> None:
    assert read.sentences.scores(["nurs"])[3] > 0


def test_statistics_without_any_term_are_read_as_well(tmp_path: Path) -> None:
    Bm25.of([[], []]).write(tmp_path / "empty")
    read = Bm25.read(SealedFiles.of(tmp_path), "empty")
    assert read.scores(["bed"]).tolist() == [0, 0]


def test_the_statistics_of_the_real_documents_are_those_of_their_terms(tmp_path: Path) -> None:
    found, abbreviations = entries(real_corpus())
    statistics = Statistics.of(found, real_corpus().documents, abbreviations)
    statistics.write(tmp_path)
    terms = Analyser(abbreviations, statistics.implied).terms("CYP accessed treatment")
    read = Statistics.read(SealedFiles.of(tmp_path))
    for of in ("paragraphs", "sentences"):
        np.testing.assert_array_equal(
            getattr(read, of).scores(terms), getattr(statistics, of).scores(terms)
        )
