"""A cross-encoder, where there is one, orders the passages; what is weighed keeps its scale."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from sentence_transformers import CrossEncoder
from transformers import BertConfig, BertForSequenceClassification

from assistant.rerank import Reranker
from assistant.settings import Settings
from ingest.embedding import Encoder
from ingest.errors import ParityError
from passages import paragraph, passage

PASSAGES = [
    passage(paragraph(text, number=str(n)), score=score)
    for n, (text, score) in enumerate(
        [("Beds closed.", 0.9), ("Some 420 nurses left.", 0.7), ("It rained.", 0.4)], 1
    )
]


@pytest.fixture(scope="module")
def tiny(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder with random weights, always the same, and the bundled model's words."""
    torch.manual_seed(7)
    folder = tmp_path_factory.mktemp("cross-encoder")
    config = BertConfig(
        vocab_size=encoder.vocabulary_size,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=1,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    encoder.model.tokenizer.save_pretrained(folder)
    return folder


def test_the_passages_are_in_the_order_of_the_cross_encoder(tiny: Path) -> None:
    question = "How many nurses left?"
    model = CrossEncoder(str(tiny), device="cpu", local_files_only=True)
    texts = ["\n".join([*p.paragraph.section, p.paragraph.body]) for p in PASSAGES]
    scores = model.predict([(question, text) for text in texts])
    expected = [p for _, p in sorted(zip(scores, PASSAGES, strict=True), key=lambda x: -x[0])]
    found = Reranker(str(tiny)).reranked(question, PASSAGES)
    assert [p.paragraph.key for p in found] == [p.paragraph.key for p in expected]
    assert [p.score for p in found] == [0.9, 0.7, 0.4]


def test_of_nothing_there_is_no_order(tiny: Path) -> None:
    assert Reranker(str(tiny)).reranked("Why?", []) == []


def test_one_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ParityError, match="PARITY_RERANKER"):
        Reranker(str(tmp_path / "none"))


def test_it_is_set_by_the_environment_and_off_by_default() -> None:
    assert Settings.from_environment({}).reranker == ""
    assert Settings.from_environment({"PARITY_RERANKER": "/models/ce"}).reranker == "/models/ce"
