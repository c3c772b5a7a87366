"""The bundled model without PyTorch: its weights, run by onnxruntime, ready in about a second.

PyTorch and sentence-transformers take several seconds to import, which an ingest can wait for and
a question cannot. So an ingest writes the model once as ONNX, beside the index, after holding its
vectors against the original's; whoever asks runs that. Where it is missing or changed, or another
model is set, sentence-transformers runs as it does in an ingest.
"""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from ingest.errors import ParityError
from ingest.indexing.embedding import BUNDLED_SHA256, Encoded, Encoder, bundled_folder
from ingest.indexing.faults import read_unsealed
from ingest.indexing.files import HeldFile, Seal, sealed
from ingest.types import BUNDLED_MODEL

FOLDER = "encoder"
"""Of an index, where the model stands as ONNX; every edition uses the same."""

MOST_DIFFERENT = 1e-4
"""The largest difference from the original's in any number of a vector of length 1."""

_MODEL, _SEAL = f"{BUNDLED_SHA256[:16]}.onnx", f"{BUNDLED_SHA256[:16]}.json"
_LONGEST = 256
"""Tokens of a text that the model reads, as its own configuration has it."""

_BATCH = 32
_HALF = "half-"
_OPSET = 17
_INPUTS, _OUTPUT = ("input_ids", "attention_mask", "token_type_ids"), "tokens"
_SAMPLE = (
    "Did they hit the target?",
    "",
    "£2.3 billion — 23% of adults’ needs were met by “2023/24” in naïve reckoning; was it enough?",
    "The number of children and young people waiting to begin treatment rose. " * 30,
)
logger = logging.getLogger(__name__)


def open_encoder(name: str, index_folder: Path) -> Encoder:
    """The quick form of the model where the index has it, else the model itself.

    Raises :class:`ParityError` as :class:`Encoder` does.
    """
    return open_quick_encoder(name, index_folder) or Encoder(name)


def open_quick_encoder(name: str, index_folder: Path) -> QuickEncoder | None:
    """The quick form of the model; None where the index has none that is as it was written."""
    model = quick_form(index_folder) if name == BUNDLED_MODEL else None
    return QuickEncoder(model) if model else None


def quick_form(index_folder: Path) -> bytes | None:
    """The quick form below an index; None where it is missing or is not what was written."""
    folder = index_folder / FOLDER
    try:
        seal = Seal(**json.loads(read_unsealed(folder / _SEAL)))
        return HeldFile(folder / _MODEL, seal, index_folder).whole()
    except (OSError, ValueError, TypeError, RecursionError, ParityError):
        return None


def write_quick_encoder(encoder: Encoder, index_folder: Path) -> None:
    """Write the quick form of the bundled model below an index, unless it is there already.

    It is left out where it cannot be written or does not give the same vectors; nothing fails.
    """
    folder = index_folder / FOLDER
    if encoder.name != BUNDLED_MODEL or quick_form(index_folder):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{_HALF}*"):  # by an ingest that was killed
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=_HALF, dir=folder) as scratch:
            half = Path(scratch, _MODEL)
            _export(encoder, half)
            model = half.read_bytes()
            if (different := _difference(encoder, QuickEncoder(model))) > MOST_DIFFERENT:
                logger.warning("The quick encoder differs by %.1e and is left out", different)
                return
            seal = Path(scratch, _SEAL)
            seal.write_text(json.dumps(asdict(sealed(half))), encoding="utf-8")
            half.replace(folder / _MODEL)
            seal.replace(folder / _SEAL)
    except Exception as error:  # the exporter raises many kinds, some with the weights in words
        logger.warning("The quick encoder was not written: %s", type(error).__name__)


class QuickEncoder(Encoder):
    """The bundled model, run by onnxruntime; one object serves every thread."""

    def __init__(self, model: bytes) -> None:
        """``model`` is the bundled one as ONNX, as :func:`write_quick_encoder` writes it."""
        import onnxruntime
        from tokenizers import Tokenizer

        self._session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(bundled_folder() / "tokenizer.json"))
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()
        added = self._tokenizer.get_added_tokens_decoder()
        special = [id_ for id_, token in added.items() if token.special]
        dimension = self._session.get_outputs()[0].shape[-1]
        self._be(BUNDLED_MODEL, dimension, self._tokenizer.get_vocab(), special)

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        found: dict[int, Encoded] = {}
        read = self._tokenizer.encode_batch(list(texts))
        longest_first = sorted(range(len(texts)), key=lambda at: -len(read[at].ids))
        for start in range(0, len(texts), _BATCH):
            batch = longest_first[start : start + _BATCH]
            found |= zip(batch, self._run([read[at].ids for at in batch]), strict=True)
        return [found[at] for at in range(len(texts))]

    def _tokens_of(self, text: str) -> Iterable[tuple[int, tuple[int, int]]]:
        read = self._tokenizer.encode(text)
        return zip(read.ids, read.offsets, strict=True)

    def _run(self, batch: Sequence[Sequence[int]]) -> list[Encoded]:
        """Encode texts given by their token ids, the longest first."""
        ids = np.zeros((len(batch), len(batch[0])), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, of in enumerate(batch):
            ids[row, : len(of)], mask[row, : len(of)] = of, 1
        given = dict(zip(_INPUTS, (ids, mask, np.zeros_like(ids)), strict=True))
        tokens = self._session.run([_OUTPUT], given)[0]
        return [
            self._of(row[: len(of)].mean(axis=0), row[: len(of)], np.array(of, dtype=np.int32))
            for of, row in zip(batch, tokens, strict=True)
        ]


def _export(encoder: Encoder, to: Path) -> None:
    """Write the transformer as ONNX: token ids, mask and kinds (batch, tokens) to (…, d)."""
    import torch

    class Tokens(torch.nn.Module):  # type: ignore[misc]  # torch is not read by mypy
        """The vectors that the transformer's last layer has for the tokens."""

        def __init__(self) -> None:
            super().__init__()
            self.transformer = encoder.model[0].auto_model

        def forward(self, *given: Any) -> Any:
            named = dict(zip(_INPUTS, given, strict=True))
            return self.transformer(**named).last_hidden_state

    ids = torch.ones((2, 4), dtype=torch.int64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Tokens().eval(),
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(to),
            input_names=list(_INPUTS),
            output_names=[_OUTPUT],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in (*_INPUTS, _OUTPUT)},
            opset_version=_OPSET,
            dynamo=False,
        )


def _difference(one: Encoder, other: Encoder) -> float:
    """The largest difference in any number of what two encoders make of a few texts.

    Infinite where they cut a text into other tokens.
    """
    most = 0.0
    for first, second in zip(one.encode(_SAMPLE), other.encode(_SAMPLE), strict=True):
        if not np.array_equal(first.token_ids, second.token_ids):
            return float("inf")
        for mine, theirs in (
            (first.vector, second.vector),
            (first.token_vectors, second.token_vectors),
        ):
            most = max(most, float(np.abs(mine - theirs).max(initial=0.0)))
    return most
