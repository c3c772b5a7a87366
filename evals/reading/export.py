"""Writes a trained reader as the folder that Parity reads with: ONNX, int8, with its SHA-256.

``python -m evals.reading.export WEIGHTS FOLDER``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch

from assistant.search.reader import BUNDLED_READER, Encoding, arrays
from evals.reading.model import OUTPUTS, ReadingModel
from ingest.indexing.embedding import bundled_path

_SAMPLE = [
    Encoding([101, *range(2000, 2040), 102], [0] * 6 + [1] * 36, (1, 5), [(6, 20), (20, 41)]),
    Encoding([101, *range(3000, 3030), 102], [0] * 6 + [1] * 26, (1, 5), [(6, 31)]),
]
_OPSET = 17


def export(weights: Path, folder: Path) -> Path:
    """Write model.onnx, tokenizer.json and reader.json, whose weights stay.

    Raises ValueError for weights that are not a reader's.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    model = ReadingModel.of(weights)
    model.eval()
    sample = arrays(_SAMPLE)
    batch, tokens, sentences = "batch", "tokens", "sentences"
    axes = {name: {0: batch, 1: tokens} for name in sample}
    axes["spans"] = {0: batch, 1: sentences, 2: tokens}
    axes |= {name: {0: batch} for name in OUTPUTS}
    axes["sentences"] = {0: batch, 1: sentences}
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "model.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        whole, prepared = Path(scratch, "whole.onnx"), Path(scratch, "prepared.onnx")
        torch.onnx.export(
            model, tuple(torch.from_numpy(array) for array in sample.values()), str(whole),
            input_names=list(sample), output_names=list(OUTPUTS), dynamic_axes=axes,
            opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
        quant_pre_process(whole, prepared, skip_symbolic_shape=True)
        # Weights of 7 bits: older processors add up pairs of 8-bit products in 16 bits.
        quantize_dynamic(
            prepared, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )  # fmt: skip
    shutil.copy(bundled_path() / "tokenizer.json", folder / "tokenizer.json")
    card_file = folder / "reader.json"
    card = json.loads(card_file.read_text(encoding="utf-8")) if card_file.exists() else {}
    before = card.get("sha256")
    card["sha256"] = hashlib.sha256(target.read_bytes()).hexdigest()
    if card["sha256"] != before:
        card.pop("confidence", None)  # it was another model's; evals.fit_refusal makes a new one
    card_file.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return target


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=BUNDLED_READER)
    asked = parser.parse_args()
    written = export(asked.weights, asked.folder)
    print(f"{written}: {written.stat().st_size / 1e6:.1f} MB")
