"""A synthetic corpus is the same in every run, and a measurement tells what it measured."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from builders import REAL_CORPUS
from evals import scale_steps
from evals.scale import _ask_table, _ingest_table, _look_up_table
from evals.scale_steps import QUESTIONS, _questions, look_up_step
from evals.synthetic import _renumbered, synthetic_corpus
from ingest.entries import entries


def test_a_synthetic_corpus_is_as_large_as_asked_for_and_always_the_same() -> None:
    corpus = synthetic_corpus(REAL_CORPUS, 450)
    assert len(corpus.paragraphs) == len({p.key for p in corpus.paragraphs}) == 450
    assert [d.id for d in corpus.documents] == ["report-1", "report-2", "report-3"]
    assert corpus == synthetic_corpus(REAL_CORPUS, 450)
    assert corpus.paragraphs[:200] == synthetic_corpus(REAL_CORPUS, 200).paragraphs


def test_its_paragraphs_differ_and_hold_two_or_three_sentences() -> None:
    corpus = synthetic_corpus(REAL_CORPUS, 450)
    assert len({p.body for p in corpus.paragraphs}) == 450
    sizes = [len(entry.texts) for entry in entries(corpus)[0]]
    assert 2 <= sum(sizes) / len(sizes) < 3


def test_its_numbers_are_others_of_as_many_digits() -> None:
    for seed in range(20):
        told = _renumbered("In 2020 some 420,000 of 7", random.Random(seed))
        assert re.fullmatch(r"In [1-9]\d{3} some [1-9]\d{2},000 of [1-9]", told)


def test_the_questions_are_ordinary_ones_and_differ() -> None:
    questions = list(_questions())
    assert len(questions) == len(set(questions)) == QUESTIONS


def test_the_tables_hold_parity_beside_langchain() -> None:
    ingest = {"texts": 200.0, "seconds": 10.0, "texts a second": 20.0, "bare texts a second": 25.0,
              "peak MB": 900.0, "MB before": 600.0, "disk MB": 5.0}  # fmt: skip
    ask = {"seconds to open": 1.0, "MB to open": 3.0, "first ms": 50.0, "first round ms": 40.0,
           "warm ms": 30.0, "slowest warm ms": 60.0, "MB after": 9.0}  # fmt: skip
    steps = {"ingest": ingest, "ask": ask, "LangChain ingest": ingest, "LangChain ask": ask}
    slower = {**steps, "ask": {**ask, "warm ms": 45.0}}
    found = [(1_000, steps), (10_000, slower)]
    ours = _ingest_table(found).rows[0]
    assert (ours[0], ours[5]) == ("Parity, 1,000", "0.80")
    assert [row[6] for row in _ask_table(found).rows[::2]] == ["1.00", "1.50"]


def test_what_is_looked_up_is_timed_without_a_model(
    home_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "159").mkdir()
    (tmp_path / "159" / "index").symlink_to(home_index)
    monkeypatch.setattr(scale_steps, "FOLDER", tmp_path)
    found = look_up_step(159)
    assert list(found) == ["seconds to open", "register read", "register", "survey", "wording"]
    assert all(0 <= seconds < 60 for seconds in found.values())
    (row,) = _look_up_table([(159, {"look up": found})]).rows
    assert row[0] == "159"
    assert len(row) == 6
