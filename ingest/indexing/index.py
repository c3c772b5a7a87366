"""The index on disk: a pointer to one whole generation, which nothing changes once it is whole.

``current`` names a folder below ``generations``. A generation holds Chroma's own folder (or the
name of a collection on a server), the paragraphs, token vectors, statistics of the corpus, the
register and a manifest. An ingest writes the next generation beside the current one and moves the
pointer last, so a reader sees the old index or the new one and never half of either.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import IndexMismatchError
from ingest.indexing.embedding import Encoder
from ingest.indexing.faults import damaged, reading
from ingest.indexing.manifest import Manifest
from ingest.indexing.records import Records
from ingest.indexing.server import Server
from ingest.indexing.store import open_records
from ingest.indexing.texts import Texts, open_texts
from ingest.indexing.tokens import TokenVectors

if TYPE_CHECKING:
    from langchain_chroma import Chroma


@dataclass(frozen=True)
class Index(Texts):
    """An index, open for searching: its texts, their token vectors and Chroma's records."""

    tokens: TokenVectors
    records: Records = field(repr=False)
    encoder: Encoder = field(repr=False)

    @property
    def store(self) -> Chroma:
        """The records as a LangChain vector store; LangChain is imported here, which takes time."""
        from ingest.indexing.langchain_store import LangChainStore

        return LangChainStore(self.records, self.encoder)


def open_index(folder: Path, encoder: Encoder, server: Server | None = None) -> Index:
    """Open the current generation for searching with ``encoder``.

    ``server`` is the Chroma server that has the records; None where the index has them itself.
    Raises :class:`IndexMissingError`, :class:`IndexMismatchError`, :class:`IndexDamagedError`,
    :class:`IndexUnreadableError` or :class:`ServerError`.
    """
    return _opened(open_texts(folder), folder, encoder, server)


def open_base(folder: Path, encoder: Encoder, server: Server | None = None) -> Index:
    """The current generation, for another to be made from it: every byte of it is checked.

    Raises as :func:`open_index` does.
    """
    texts = open_texts(folder)
    texts.files.check()
    return _opened(texts, folder, encoder, server)


def _opened(texts: Texts, folder: Path, encoder: Encoder, server: Server | None) -> Index:
    index = searchable(texts, folder, encoder, server)
    index.records.open()
    return index


def searchable(texts: Texts, folder: Path, encoder: Encoder, server: Server | None = None) -> Index:
    """The index at ``folder`` whose texts are open already; raises as :func:`open_index` does.

    A server is not asked before the records are needed.
    """
    files, manifest = texts.files, texts.manifest
    check_made_with(manifest, folder, encoder)
    with reading(folder):
        tokens = TokenVectors(files, manifest.dimension)
        if tokens.paragraphs != len(manifest.digests):
            raise damaged(folder)
        number = tokens.paragraphs + len(tokens.counts)
        records = open_records(files, server, number)
    opened = {one.name: getattr(texts, one.name) for one in fields(texts)}
    return Index(**opened, tokens=tokens, records=records, encoder=encoder)


def check_made_with(manifest: Manifest, folder: Path, encoder: Encoder) -> None:
    """Raise :class:`IndexMismatchError` unless this model made the index."""
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
