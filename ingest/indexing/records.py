"""A generation's records in Chroma: one a sentence and one a paragraph, with their vectors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar
from weakref import finalize

import numpy as np
from langchain_chroma import Chroma
from numpy.typing import NDArray

from ingest.entries import Entry
from ingest.indexing.copies import OwnFolder
from ingest.indexing.embedding import unit
from ingest.indexing.server import Server, reaching

_Item = TypeVar("_Item")

_AT_ONCE = 1_000
"""Records a call: Chroma takes 5,461 at once, and a server 40 MB, some 9 kB a record."""


@dataclass(frozen=True)
class Record:
    """What Chroma keeps of a sentence or a paragraph."""

    id: str
    text: str
    metadata: dict[str, str]
    vector: NDArray[np.float32]


def records_of(entry: Entry, vectors: Sequence[NDArray[np.float32]]) -> Iterator[Record]:
    """A record for the paragraph, with the mean of its sentences' vectors, and one for each."""
    key = entry.paragraph.key
    paragraph = {"kind": "paragraph", "key": key}
    yield Record(key, entry.paragraph.text, paragraph, unit(np.mean(vectors, axis=0)))
    for id_, text, vector in zip(
        sentence_ids(key, len(vectors)), entry.texts, vectors, strict=True
    ):
        yield Record(id_, text, {"kind": "sentence", "key": key}, vector)


def sentence_ids(key: str, sentences: int) -> list[str]:
    """The ids of a paragraph's sentences, of which there are so many."""
    return [f"{key}#{index}" for index in range(sentences)]


class Records:
    """The records of one generation, to be read, copied, added and deleted."""

    def __init__(self, store: Chroma, server: Server | None, own: OwnFolder | None = None) -> None:
        """``own`` is the folder that they are read from, which lasts as long as they are open."""
        self.store, self._server = store, server
        self._collection = store._collection
        self.close = finalize(store, _close, store._client.close, own)
        """Let go of the files; this is done as well when the store is no longer needed."""

    def count(self) -> int:
        """How many records there are."""
        with reaching(self._server):
            return self._collection.count()

    def nearest(self, vector: NDArray[np.float32], records: int) -> list[tuple[str, float]]:
        """The ids of the records nearest to a vector, nearest first, with their cosines."""
        with reaching(self._server):
            found = self._collection.query(
                query_embeddings=[vector.tolist()], n_results=records, include=["distances"]
            )
        distances = found["distances"]
        assert distances is not None
        return [(id_, 1 - far) for id_, far in zip(found["ids"][0], distances[0], strict=True)]

    def add(self, records: Iterable[Record]) -> None:
        """Add records, some at a time."""
        for batch in _batches(records):
            vectors: Any = np.array([record.vector for record in batch])
            with reaching(self._server):
                self._collection.add(
                    ids=[record.id for record in batch],
                    embeddings=vectors,
                    metadatas=[record.metadata for record in batch],
                    documents=[record.text for record in batch],
                )

    def delete(self, ids: Iterable[str]) -> None:
        """Take the records of these ids out."""
        for batch in _batches(ids):
            with reaching(self._server):
                self._collection.delete(ids=batch)

    def copy_to(self, other: Records, ids: Iterable[str]) -> None:
        """Add the records of these ids, as they are, to another generation's."""
        for batch in _batches(ids):
            with reaching(self._server):
                found = self._collection.get(
                    ids=batch, include=["embeddings", "metadatas", "documents"]
                )
                other._collection.add(
                    ids=found["ids"],
                    embeddings=found["embeddings"],
                    metadatas=found["metadatas"],
                    documents=found["documents"],
                )


def _close(close_client: Callable[[], None], _own: OwnFolder | None) -> None:
    """Chroma keeps what it opened by its path until all who opened it there have closed it."""
    close_client()


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    rest = iter(items)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
