"""A check looks closely at little of the documents, and finds what looking at all of them finds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import inf
from typing import Any

import numpy as np
import pytest

from assistant.checking.meaning import Meaning
from assistant.checking.nearest import SourceFinder, _highest
from assistant.checking.spans import Span
from assistant.desk import check as checking
from assistant.desk import sources
from assistant.desk.check import check
from assistant.desk.sources import sources_of
from builders import RememberingEncoder
from ingest.indexing.embedding import Encoder
from labels import LabelledClaim, labelled_claims

CLAIMS = [*labelled_claims()[::6], *labelled_claims("claims_other_words.jsonl")[::4]]
each_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: str(claim.id))


@each_claim
def test_the_sources_are_those_of_looking_closely_at_every_span(
    claim: LabelledClaim, finder: SourceFinder, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms, look, looked = sources._rooms, sources._source, [0]

    def boundless(*given: Any) -> Iterator[tuple[float, Span]]:
        return ((inf, span) for _, span in rooms(*given))

    def counted(*given: Any) -> sources.Source:
        looked[0] += 1
        return look(*given)

    monkeypatch.setattr(sources, "_source", counted)
    of = finder.units(claim.claim)
    found, closely = sources_of(claim.claim, of, finder), looked[0]
    monkeypatch.setattr(sources, "_rooms", boundless)
    assert sources_of(claim.claim, of, finder) == found
    assert closely <= (looked[0] - closely)


@each_claim
def test_a_verdict_is_that_of_comparing_with_every_source(
    claim: LabelledClaim, finder: SourceFinder, meaning: Meaning, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = check(claim.claim, finder, meaning)
    monkeypatch.setattr(checking, "_MOST_ALIKE", inf)
    assert check(claim.claim, finder, meaning) == found


def test_each_sentence_of_a_text_and_each_source_is_encoded_once(
    encoder: Encoder, finder: SourceFinder
) -> None:
    encoded: list[str] = []

    class Counting(RememberingEncoder):
        def __init__(self, encoder: Encoder) -> None:
            super().__init__(encoder)
            self._kept_question = lru_cache(maxsize=1_000)(self._encode_question)

        def encode(self, texts: Any) -> Any:
            encoded.extend(texts)
            return super().encode(texts)

    counting = Counting(encoder)
    meaning = Meaning(lambda: counting, finder)
    text = "\n".join(claim.claim for claim in CLAIMS)
    claims = len(check(text, finder, meaning))
    first, encoded[:] = list(encoded), []
    assert 0 < len(first) <= 5 * claims
    check(text, finder, meaning)
    assert len(encoded) <= claims


@pytest.mark.parametrize("most", [1, 3, 60, 1_000])
@pytest.mark.parametrize("kinds", [2, 5, 10_000])
def test_the_highest_scores_come_in_the_order_of_a_stable_sort(most: int, kinds: int) -> None:
    scores = np.random.default_rng(kinds).integers(0, kinds, 500).astype(np.float32)
    every = np.argsort(-scores, kind="stable")[:most]
    assert _highest(scores, most).tolist() == [at for at in every.tolist() if scores[at] > 0]


def test_of_no_score_nothing_is_the_highest() -> None:
    assert _highest(np.zeros(5, dtype=np.float32), 3).tolist() == []
