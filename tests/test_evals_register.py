"""The register is held against sentences of other papers, each weighed up to its paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.register import COMMITMENTS, LABELLED, PROMISES, Labelled, labelled, precision, recall
from ingest.register.types import Kind

OF = [
    Labelled(Kind.PROMISE, "promise", 2.0),
    Labelled(Kind.PROMISE, "other", 2.0),
    Labelled(Kind.REPORT, "promise", 2.0),
    Labelled(None, "promise", 6.0),
    Labelled(None, "rule", 6.0),
]


def test_precision_and_recall_are_of_whole_papers() -> None:
    assert precision(OF, {Kind.PROMISE}, PROMISES) == pytest.approx(0.5)
    assert recall(OF, {Kind.PROMISE}, PROMISES) == pytest.approx(0.2)
    assert precision(OF, set(Kind), COMMITMENTS) == pytest.approx(4 / 6)


def test_every_sentence_is_labelled_once_with_a_kind() -> None:
    rows = [line.split("\t") for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    assert {label for _, _, label in rows} == COMMITMENTS | {"rule", "recommendation", "other"}
    assert all(len(digest) == 16 for _, digest, _ in rows)


@pytest.mark.slow
def test_what_is_taken_of_papers_of_invented_bodies_is_no_less_than_before(tmp_path: Path) -> None:
    rows = [one for of in labelled(tmp_path).values() for one in of]
    assert len(rows) > 1_200
    assert precision(rows, {Kind.PROMISE}, PROMISES) >= 0.6
    assert recall(rows, {Kind.PROMISE}, PROMISES) >= 0.6
