"""How rare a term is among texts, as BM25 counts it."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.indexing.bm25 import Bm25
from ingest.indexing.files import SealedFiles

TEXTS = [["bed", "ward"], ["bed", "nurs", "bed"], ["bed"], []]


@pytest.fixture(params=["made", "read"])
def bm25(request: pytest.FixtureRequest, tmp_path: Path) -> Bm25:
    """Of TEXTS, as it was made and as it was read from its folder."""
    made = Bm25.of(TEXTS)
    made.write(tmp_path / "bm25")
    return made if request.param == "made" else Bm25.read(SealedFiles.of(tmp_path), "bm25")


def inverse_frequency(having: int, size: int) -> float:
    return math.log(1 + (size - having + 0.5) / (having + 0.5))


def test_rarity_is_the_inverse_of_how_many_texts_have_a_term(bm25: Bm25) -> None:
    assert bm25.rarity("bed") == pytest.approx(inverse_frequency(3, 4))
    assert bm25.rarity("ward") == pytest.approx(inverse_frequency(1, 4))
    assert bm25.rarity("bed") < bm25.rarity("nurs")


def test_a_term_of_no_text_is_as_rare_as_that_of_one(bm25: Bm25) -> None:
    assert bm25.rarity("dement") == bm25.rarity("ward")


def test_texts_without_any_term_have_rarities_too() -> None:
    assert Bm25.of([[], []]).rarity("bed") == pytest.approx(inverse_frequency(1, 2))


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=5), min_size=1, max_size=12))
def test_rarity_counts_texts_and_not_how_often_they_have_a_term(texts: list[list[str]]) -> None:
    bm25 = Bm25.of(texts)
    for term in "abcdef":
        having = max(sum(term in text for text in texts), 1)
        assert bm25.rarity(term) == pytest.approx(inverse_frequency(having, len(texts)))
