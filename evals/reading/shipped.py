"""The weights of a reader that was written for Parity, to train on from: as near as 8 bits tell.

``python -m evals.reading.shipped WEIGHTS [FOLDER]`` writes those of the bundled reader, or of the
reader in FOLDER, as :mod:`evals.reading.train` takes them with ``--start``.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from assistant.search.reader import BUNDLED_READER
from evals.reading.model import ReadingModel

_QUANTIZED = "_quantized"
_ENDS = (_QUANTIZED, "_scale", "_zero_point")
_MIXED = ("onnx::Mul_", "onnx::Add_")
"""How the names of the three numbers begin by which a sentence's scores are added up."""

_SCALE = "/Softplus_output_0"
"""What the best sentence's score counts for, as it was worked out when the graph was written."""

_MULTIPLIED = ("/Gemm_MatMul_quant", "/MatMul_quant")
"""The ends of a multiplication's name in the graph, after the name of its layer."""


def weights_of(folder: Path) -> dict[str, Tensor]:
    """The weights by their names in :class:`ReadingModel`, of floating point.

    Raises ValueError for a folder whose model is not a reader's.
    """
    import onnx

    graph = onnx.load(str(folder / "model.onnx")).graph
    wanted = ReadingModel().state_dict()
    found = {name: one for name, one in _weights(graph) if name in wanted}
    if missing := wanted.keys() - found.keys():
        raise ValueError(f"{folder} lacks {', '.join(sorted(missing))}: it is no reader's.")
    return {name: found[name].reshape(like.shape) for name, like in wanted.items()}


def _weights(graph: Any) -> Iterator[tuple[str, Tensor]]:
    from onnx import numpy_helper

    kept = {one.name: numpy_helper.to_array(one) for one in graph.initializer}

    def whole(name: str) -> Tensor:
        numbers, scale, zero = (torch.tensor(kept[name + end]) for end in _ENDS)
        return (numbers.float() - zero.float()) * scale

    mixed = [one for name, one in kept.items() if name.startswith(_MIXED) and not one.shape]
    yield "sim", torch.tensor([float(one) for one in mixed])
    if _SCALE in kept:
        yield "scale", torch.tensor([math.log(math.expm1(kept[_SCALE].item())), 0.0])
    for name, array in kept.items():
        if name.endswith(_QUANTIZED):
            yield name.removesuffix(_QUANTIZED), whole(name.removesuffix(_QUANTIZED))
        else:
            yield name, torch.tensor(array)
    for node in graph.node:
        for end in _MULTIPLIED:
            if node.op_type == "MatMulInteger" and node.name.endswith(end):
                layer = node.name.removesuffix(end).strip("/").split("/")
                name = layer[-1] if layer[-1].startswith(f"{layer[0]}.") else ".".join(layer)
                yield f"{name}.weight", whole(node.input[1].removesuffix(_QUANTIZED)).T


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=BUNDLED_READER)
    asked = parser.parse_args()
    torch.save(weights_of(asked.folder), asked.weights)
