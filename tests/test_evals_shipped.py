"""The weights to train on from are those of the reader that is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from assistant.search.reader import BUNDLED_READER, PassageReader, arrays, place_of, texts_of
from evals.reading.model import ReadingModel
from evals.reading.shipped import weights_of
from ingest.language.sentences import kept_sentences
from passages import passage as passage_with


def test_a_model_with_them_reads_as_the_shipped_one_does(tmp_path: Path) -> None:
    torch.save(weights_of(BUNDLED_READER), tmp_path / "weights.pt")
    model = ReadingModel.of(tmp_path / "weights.pt").eval()
    reader = PassageReader()
    passage = passage_with("Some 420 nurses left the wards in 2020. It rained that summer.")
    texts = texts_of(passage, (0, len(kept_sentences(passage.paragraph))))
    for question in ("how many nurses went?", "was it wet?", "who painted the canteen?"):
        one = reader._tokens.encoding(question, (), place_of(passage), texts)
        with torch.no_grad():
            answers, scores, *_ = model(*map(torch.from_numpy, arrays([one]).values()))
        shipped_answers, shipped_scores = reader._run(one)
        assert answers.item() == pytest.approx(shipped_answers, abs=0.5)
        assert scores[0].tolist() == pytest.approx(shipped_scores, abs=0.5)


def test_of_another_model_there_are_none(tmp_path: Path) -> None:
    import onnx
    from onnx import helper

    onnx.save(helper.make_model(helper.make_graph([], "empty", [], [])), tmp_path / "model.onnx")
    with pytest.raises(ValueError, match="it is no reader's"):
        weights_of(tmp_path)
