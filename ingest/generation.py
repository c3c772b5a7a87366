"""Writing the index's next generation: what is unchanged is copied, what changed is embedded."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from ingest.embedding import Encoded, Encoder, unit
from ingest.entries import Entry
from ingest.index import Manifest, open_store
from ingest.pointer import generations, make_current, next_generation
from ingest.tokens import ParagraphTokens, TokenVectors, write_tokens

_Item = TypeVar("_Item")

Progress = Callable[[int, int], None]
"""Told after each batch how many paragraphs of how many are embedded."""

_BATCH = 64
"""Paragraphs at a time: some 300 records, well below the 5,461 that Chroma takes at once."""


def write_generation(
    folder: Path,
    *,
    base: Path | None,
    manifest: Manifest,
    changed: Sequence[Entry],
    stale: Sequence[str],
    encoder: Encoder,
    progress: Progress | None = None,
) -> None:
    """Write the next generation of the index at ``folder`` and make it the current one.

    ``base`` is the generation to start from (None: from nothing); the records of the ``stale``
    keys are taken out of it and the ``changed`` entries put in.
    """
    generation = next_generation(folder)
    generation.mkdir(parents=True)
    if base is not None:
        shutil.copytree(base / "chroma", generation / "chroma")
    store = open_store(generation, encoder)
    for keys in _batches(stale):
        store.delete(where={"key": {"$in": list(keys)}})
    embedded: dict[str, ParagraphTokens] = {}
    progress = progress or _say_nothing
    for batch in _batches(changed):
        progress(len(embedded), len(changed))
        embedded |= _embed(store, batch, encoder)
    progress(len(changed), len(changed))
    kept = TokenVectors.read(base) if base else None
    tokens = {
        key: embedded[key] if key in embedded or kept is None else kept.of(key)
        for key in manifest.digests
    }
    write_tokens(generation, tokens, encoder.dimension)
    manifest.write(generation)
    make_current(folder, generation)
    _remove_older(folder, keep={generation, base})


def _say_nothing(done: int, total: int) -> None:
    """The progress of an ingest that nobody watches."""


def _remove_older(folder: Path, keep: set[Path | None]) -> None:
    """Remove generations that no reader can still be using, and those never finished."""
    for generation in generations(folder):
        if generation not in keep:
            shutil.rmtree(generation, ignore_errors=True)


def _batches(items: Sequence[_Item]) -> list[Sequence[_Item]]:
    return [items[at : at + _BATCH] for at in range(0, len(items), _BATCH)]


def _embed(store: Chroma, batch: Sequence[Entry], encoder: Encoder) -> dict[str, ParagraphTokens]:
    """Embed a batch of paragraphs, add their records to Chroma and return their tokens."""
    encoded = encoder.encode([text for entry in batch for text in entry.texts])
    records = _Records()
    tokens: dict[str, ParagraphTokens] = {}
    first = 0
    for entry in batch:
        of_entry = encoded[first : first + len(entry.texts)]
        first += len(entry.texts)
        records.add(entry, of_entry)
        tokens[entry.paragraph.key] = _tokens(of_entry)
    records.write(store)
    return tokens


def _tokens(encoded: Sequence[Encoded]) -> ParagraphTokens:
    return ParagraphTokens(
        np.vstack([sentence.token_vectors for sentence in encoded]).astype(np.float16),
        np.concatenate([sentence.token_ids for sentence in encoded]),
        tuple(len(sentence.token_ids) for sentence in encoded),
    )


class _Records(Embeddings):
    """Records to write through LangChain's Chroma, whose vectors are known already."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._texts: list[str] = []
        self._metadatas: list[dict[str, str]] = []
        self._vectors: list[list[float]] = []

    def add(self, entry: Entry, encoded: Sequence[Encoded]) -> None:
        """Add a record for each sentence, and one with their mean vector for the paragraph."""
        key = entry.paragraph.key
        mean = unit(np.mean([sentence.vector for sentence in encoded], axis=0))
        paragraph = {"kind": "paragraph", "key": key, "paragraph": entry.paragraph.to_json()}
        self._add(key, entry.paragraph.text, paragraph, mean.tolist())
        for sentence, text, of in zip(entry.sentences, entry.texts, encoded, strict=True):
            metadata = {"kind": "sentence", "key": key}
            self._add(f"{key}#{sentence.index}", text, metadata, of.vector.tolist())

    def _add(self, id_: str, text: str, metadata: dict[str, str], vector: list[float]) -> None:
        self._ids.append(id_)
        self._texts.append(text)
        self._metadatas.append(metadata)
        self._vectors.append(vector)

    def write(self, store: Chroma) -> None:
        given = Chroma(
            collection_name=store._collection.name,
            client=store._client,
            embedding_function=self,
            create_collection_if_not_exists=False,
        )
        given.add_texts(self._texts, self._metadatas, self._ids)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._vectors

    def embed_query(self, text: str) -> list[float]:
        return self._vectors[self._texts.index(text)]
