"""The register is held against sentences of other papers, each weighed up to its paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.fit_register import INVENTED, Sample, fitted, held_out, samples
from evals.register import (
    COMMITMENTS,
    LABELLED,
    PROMISES,
    Labelled,
    by_model,
    by_rules,
    precision,
    recall,
)
from ingest.register.types import Kind

OF = [
    Labelled(Kind.PROMISE, "promise", 2.0),
    Labelled(Kind.PROMISE, "other", 2.0),
    Labelled(Kind.REPORT, "promise", 2.0),
    Labelled(None, "promise", 6.0),
    Labelled(None, "rule", 6.0),
]
NO_PAPER: dict[str, float] = {}


def sample(paper: str, label: str, word: str) -> Sample:
    return Sample(paper, label, {word: 4.0}, Kind.PROMISE, 1.0, measured=True)


def test_precision_and_recall_are_of_whole_papers() -> None:
    assert precision(OF, {Kind.PROMISE}, PROMISES) == pytest.approx(0.5)
    assert recall(OF, {Kind.PROMISE}, PROMISES) == pytest.approx(0.2)
    assert precision(OF, set(Kind), COMMITMENTS) == pytest.approx(4 / 6)


def test_every_sentence_is_labelled_once_with_a_kind() -> None:
    rows = [line.split("\t") for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    assert {label for _, _, label in rows} == COMMITMENTS | {"rule", "recommendation", "other"}
    assert all(len(digest) == 16 for _, digest, _ in rows)
    invented = [line.split("\t") for line in INVENTED.read_text(encoding="utf-8").splitlines()]
    assert {label for label, _ in invented} <= COMMITMENTS | {"rule", "recommendation", "other"}
    assert len({text for _, text in invented}) == len(invented)


def labels_of(kind: Kind) -> str:
    return {"under way": "doing"}.get(kind.value, kind.value)


def learnable() -> list[Sample]:
    """Of each of four papers five sentences of each kind, known by one word, and five of none."""
    words = [(labels_of(kind), f"word {kind}") for kind in Kind] + [("other", "none")]
    return [
        sample(paper, label, word)
        for paper in ("a", "b", "c", "d")
        for label, word in words
        for _ in range(5)
    ]


def test_a_model_is_fitted_to_the_words_of_its_sentences() -> None:
    model = fitted(learnable(), NO_PAPER)
    assert model.likely({f"word {Kind.PROMISE}": 4.0})[Kind.PROMISE] > 0.5
    assert model.likely({"none": 4.0})[Kind.PROMISE] < 0.2


def test_a_paper_is_judged_by_a_model_that_did_not_see_it() -> None:
    own = [sample("e", "promise", "only here") for _ in range(5)]
    of = learnable() + own
    likely = held_out(of, NO_PAPER, folds=5)
    judged = by_model(of, likely)
    assert all(one.taken is None for one in judged[-5:])
    assert recall(judged[:-5], {Kind.PROMISE}, PROMISES) == 1.0
    assert precision(by_rules(of), {Kind.PROMISE}, PROMISES) < 0.5


@pytest.mark.slow
def test_papers_of_invented_bodies_are_judged_as_well_as_before(tmp_path: Path) -> None:
    of, usual = samples(tmp_path)
    judged = by_model(of, held_out(of, usual))
    assert len(judged) > 1_200
    assert precision(judged, {Kind.PROMISE}, PROMISES) >= 0.85
    assert recall(judged, {Kind.PROMISE}, PROMISES) >= 0.6
