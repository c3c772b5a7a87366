"""The index on disk: a pointer to one whole generation, which nothing changes once it is whole.

``current`` names a folder below ``generations``. A generation holds Chroma's own folder, the
token vectors and a manifest. An ingest writes the next generation beside the current one and
moves the pointer last, so a reader sees the old index or the new one and never half of either.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from langchain_chroma import Chroma

from ingest.embedding import Encoder
from ingest.errors import IndexDamagedError, IndexMismatchError
from ingest.paragraphs import SPLITTER_VERSION
from ingest.pointer import require_index
from ingest.tokens import TokenVectors
from ingest.types import Document, Paragraph

INDEX_FORMAT = 1
_COLLECTION = "parity"
_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What an index was made of and with; ``digests`` are its paragraphs', by key, in order."""

    model: str
    dimension: int
    documents: tuple[Document, ...]
    abbreviations: Mapping[str, str]
    digests: Mapping[str, str]
    splitter: str = SPLITTER_VERSION
    format: int = INDEX_FORMAT

    def write(self, generation: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (generation / _MANIFEST).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, generation: Path) -> Manifest:
        fields: dict[str, Any] = json.loads((generation / _MANIFEST).read_text(encoding="utf-8"))
        fields["documents"] = tuple(Document(**document) for document in fields["documents"])
        return cls(**fields)


@dataclass(frozen=True)
class Index:
    """An index, open for reading."""

    generation: Path
    manifest: Manifest
    paragraphs: Mapping[str, Paragraph]
    tokens: TokenVectors
    store: Chroma = field(repr=False)

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.manifest.documents


def open_index(folder: Path, encoder: Encoder) -> Index:
    """Open the current generation for searching with ``encoder``.

    Raises :class:`IndexMissingError`, :class:`IndexMismatchError` or :class:`IndexDamagedError`.
    """
    generation, manifest = current_manifest(folder)
    check_made_with(manifest, folder, encoder)
    try:
        store = open_store(generation, encoder)
        paragraphs = _paragraphs(store, manifest)
        tokens = TokenVectors.read(generation)
    except Exception as error:  # Chroma and NumPy raise many kinds on a damaged folder
        raise _damaged(folder) from error
    if len(paragraphs) != len(manifest.digests) or not tokens.covers(manifest.digests):
        raise _damaged(folder)
    return Index(generation, manifest, paragraphs, tokens, store)


def current_manifest(folder: Path) -> tuple[Path, Manifest]:
    """The current generation's folder and manifest.

    Raises :class:`IndexMissingError` or :class:`IndexDamagedError`.
    """
    generation = require_index(folder)
    try:
        return generation, Manifest.read(generation)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _damaged(folder) from error


def check_made_with(manifest: Manifest, folder: Path, encoder: Encoder) -> None:
    """Raise :class:`IndexMismatchError` unless this model and splitter made the index."""
    if manifest.model != encoder.name:
        raise IndexMismatchError(
            f"The index at {folder} was made with the embedding model '{manifest.model}', and "
            f"Parity is set to '{encoder.name}'; run 'parity ingest' to make it anew, or set "
            f"PARITY_EMBEDDING_MODEL to the model that made it."
        )
    if manifest.dimension != encoder.dimension:
        raise IndexMismatchError(
            f"The index at {folder} was made with vectors of {manifest.dimension} numbers, and the "
            f"embedding model '{encoder.name}' gives {encoder.dimension}; "
            "run 'parity ingest' to make it anew."
        )
    if (manifest.splitter, manifest.format) != (SPLITTER_VERSION, INDEX_FORMAT):
        raise IndexMismatchError(
            f"The index at {folder} was made by another version of Parity; "
            "run 'parity ingest' to make it anew."
        )


def open_store(generation: Path, encoder: Encoder) -> Chroma:
    """The generation's Chroma collection, by cosine distance, without telemetry."""
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(
        path=str(generation / "chroma"),
        settings=Settings(anonymized_telemetry=False),
    )
    return Chroma(
        collection_name=_COLLECTION,
        client=client,
        embedding_function=encoder,
        collection_configuration={"hnsw": {"space": "cosine"}},
    )


def _paragraphs(store: Chroma, manifest: Manifest) -> dict[str, Paragraph]:
    found = store.get(where={"kind": "paragraph"}, include=["metadatas"])
    by_key = {
        paragraph.key: paragraph
        for metadata in found["metadatas"]
        for paragraph in [Paragraph.from_json(metadata["paragraph"])]
    }
    return {key: by_key[key] for key in manifest.digests}


def _damaged(folder: Path) -> IndexDamagedError:
    return IndexDamagedError(
        f"The index at {folder} is incomplete or damaged; run 'parity ingest' to make it anew."
    )
