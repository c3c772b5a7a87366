"""The index on disk: a pointer to one whole generation, which nothing changes once it is whole.

``current`` names a folder below ``generations``. A generation holds Chroma's own folder (or the
name of a collection on a server), the paragraphs, token vectors, statistics of the corpus, the
register and a manifest. An ingest writes the next generation beside the current one and moves the
pointer last, so a reader sees the old index or the new one and never half of either.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path

from langchain_chroma import Chroma

from ingest.errors import IndexMismatchError, ParityError
from ingest.indexing.embedding import Encoder
from ingest.indexing.manifest import Manifest, check_format, damaged
from ingest.indexing.records import Records
from ingest.indexing.server import Server
from ingest.indexing.store import open_store
from ingest.indexing.texts import Texts, open_texts
from ingest.indexing.tokens import TokenVectors


@dataclass(frozen=True)
class Index(Texts):
    """An index, open for searching: its texts, their token vectors and Chroma's records."""

    tokens: TokenVectors
    records: Records = field(repr=False)

    @property
    def store(self) -> Chroma:
        """The records as a LangChain vector store."""
        return self.records.store


def open_index(
    folder: Path, encoder: Encoder, server: Server | None = None, copy_in: Path | None = None
) -> Index:
    """Open the current generation for searching with ``encoder``.

    ``server`` is the Chroma server that has the records; None where the index has them itself.
    With ``copy_in``, an empty folder, nothing of the index is touched: Chroma opens a copy there.
    Raises :class:`IndexMissingError`, :class:`IndexMismatchError`, :class:`IndexDamagedError` or
    :class:`ServerError`.
    """
    return searchable(open_texts(folder), folder, encoder, server, copy_in)


def searchable(
    texts: Texts,
    folder: Path,
    encoder: Encoder,
    server: Server | None = None,
    copy_in: Path | None = None,
) -> Index:
    """The index at ``folder`` whose texts are open already; raises as :func:`open_index` does."""
    generation, manifest = texts.generation, texts.manifest
    check_made_with(manifest, folder, encoder)
    try:
        tokens = TokenVectors.read(generation, manifest.dimension)
        records = Records(open_store(generation, encoder, server, copy_in), server)
        whole = records.count() == tokens.paragraphs + len(tokens.rows)
    except ParityError:
        raise
    except Exception as error:  # Chroma and NumPy raise many kinds on a damaged folder
        raise damaged(folder) from error
    if not whole or tokens.paragraphs != len(manifest.digests):
        raise damaged(folder)
    opened = {one.name: getattr(texts, one.name) for one in fields(texts)}
    return Index(**opened, tokens=tokens, records=records)


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
    check_format(manifest, folder)
