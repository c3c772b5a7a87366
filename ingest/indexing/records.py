"""A generation's records in Chroma: one a sentence and one a paragraph, with their vectors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from ingest.entries import Entry
from ingest.indexing.copies import OwnFolder
from ingest.indexing.embedding import unit
from ingest.indexing.outage import Outage
from ingest.indexing.server import Server, reaching

if TYPE_CHECKING:
    from chromadb.api.client import Client as LocalClient
    from chromadb.api.models.Collection import Collection

    from ingest.indexing.remote import RemoteClient

    Client: TypeAlias = LocalClient | RemoteClient

_Item = TypeVar("_Item")

_AT_ONCE, _AT_ONCE_FAR = 1_000, 250
"""Records a call: Chroma takes 5,461 at once.

A server takes 40 MB, some 9 kB a record, and has to have answered within its seconds.
"""


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


@dataclass(frozen=True)
class Opened:
    """A collection of Chroma's, and the client that has it open."""

    client: Client
    collection: Collection


class Records:
    """The records of one generation, to be read, copied, added and deleted.

    One object serves every thread, and none waits while another asks a server.
    """

    def __init__(
        self,
        opens: Callable[[], Opened],
        server: Server | None = None,
        own: OwnFolder | None = None,
    ) -> None:
        """``opens`` is called when they are first needed.

        ``own`` is the folder that they are read from, which lasts as long as they are open.
        """
        self._opens, self._server, self._own = opens, server, own
        self._opened: tuple[Opened, Callable[[], object]] | None = None
        self._outage = Outage()

    @property
    def opened(self) -> Opened:
        """The collection that has them, opened; raises what ``opens`` does.

        Two threads may both open it, so that neither waits for the other.
        """
        if self._opened is None:
            with reaching(self._server):
                opened = self._opens()
            own, self._own = self._own, None  # for as long as the collection, and no longer
            self._opened = opened, finalize(opened, _close, opened.client.close, own)
        return self._opened[0]

    def open(self) -> None:
        """Open them now; raises what ``opens`` does, and :class:`ServerError`."""
        _ = self.opened

    def close(self) -> None:
        """Let go of the files or lines; this is done as well when nobody has the collection."""
        if self._opened is not None:
            self._opened[1]()

    def count(self) -> int:
        """How many records there are."""
        with reaching(self._server):
            return self._collection.count()

    def nearest(self, vector: NDArray[np.float32], records: int) -> list[tuple[str, float]]:
        """The ids of the records nearest to a vector, nearest first, with their cosines.

        Raises :class:`ServerError`, and at once for a while after a server has failed.
        """
        with self._outage.noted() if self._server else nullcontext(), reaching(self._server):
            found = self._collection.query(
                query_embeddings=[vector.tolist()], n_results=records, include=["distances"]
            )
            distances = found["distances"] or [[]]
            near = zip(found["ids"][0], distances[0], strict=True)
            return [(id_, 1 - far) for id_, far in near]

    def add(self, records: Iterable[Record]) -> None:
        """Add records, some at a time."""
        for batch in self._batches(records):
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
        for batch in self._batches(ids):
            with reaching(self._server):
                self._collection.delete(ids=batch)

    def copy_to(self, other: Records, ids: Iterable[str]) -> None:
        """Add the records of these ids, as they are, to another generation's."""
        for batch in self._batches(ids):
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

    @property
    def _collection(self) -> Collection:
        return self.opened.collection

    def _batches(self, items: Iterable[_Item]) -> Iterator[list[_Item]]:
        rest = iter(items)
        while batch := list(islice(rest, _AT_ONCE if self._server is None else _AT_ONCE_FAR)):
            yield batch


def _close(close_client: Callable[[], None], _own: OwnFolder | None) -> None:
    """Chroma keeps what it opened by its path until all who opened it there have closed it."""
    close_client()
