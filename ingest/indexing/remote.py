"""The calls to a Chroma server that Parity makes, through Chroma's own client, with a deadline.

Chroma's client has no limit for how long it waits, and makes its first calls before it could be
given one; so what is below it is made here, and nothing is asked of the server by that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ingest.indexing.deadline import TimedSession
from ingest.indexing.server import Server, no_database

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection


class RemoteClient:
    """A Chroma server's collections in one database, as Chroma's own client names them."""

    def __init__(self, server: Server) -> None:
        self._server, self._api = server, _api_of(server)
        self._api._session.close()
        self._session = TimedSession(self._api._session, server.seconds)
        self._api._session = self._session

    def get_collection(self, name: str, **_: Any) -> Collection:
        """The collection of this name.

        Raises Chroma's NotFoundError, or :class:`ServerError` if its database is not there.
        """
        with self._telling_database():
            return self._collection(self._api.get_collection(name=name, **self._where))

    def get_or_create_collection(
        self, name: str, metadata: Any = None, configuration: Any = None, **_: Any
    ) -> Collection:
        """The collection of this name, made if it is not there; raises :class:`ServerError`."""
        with self._telling_database():
            return self._collection(
                self._api.get_or_create_collection(
                    name=name, metadata=metadata, configuration=configuration, **self._where
                )
            )

    def delete_collection(self, name: str) -> None:
        """Remove the collection of this name; raises Chroma's NotFoundError."""
        self._api.delete_collection(name=name, **self._where)

    def close(self) -> None:
        """Let go of the lines to the server."""
        self._session.close()

    @contextmanager
    def _telling_database(self) -> Iterator[None]:
        """Say so where it is not a collection that is missing but the database for it."""
        from chromadb.errors import InvalidArgumentError, NotFoundError

        missing = (NotFoundError, InvalidArgumentError)
        try:
            yield
        except missing:
            try:
                self._api.get_database(self._server.database, self._server.tenant)
            except missing as error:
                raise no_database(self._server) from error
            raise

    @property
    def _where(self) -> dict[str, str]:
        return {"tenant": self._server.tenant, "database": self._server.database}

    def _collection(self, model: Any) -> Collection:
        from chromadb.api.models.Collection import Collection

        return Collection(client=self._api, model=model, embedding_function=None)


def _api_of(server: Server) -> Any:
    """Chroma's own client of a server, which has asked nothing yet."""
    from chromadb.api.fastapi import FastAPI
    from chromadb.config import System

    from ingest.indexing.chroma import chroma_settings

    of, token = urlsplit(server.url), server.token
    name = f"[{of.hostname}]" if ":" in (of.hostname or "") else of.hostname
    settings = chroma_settings(
        chroma_api_impl="chromadb.api.fastapi.FastAPI",
        chroma_server_host=f"{of.scheme}://{name}:{server.port}",
        chroma_server_http_port=server.port,
        chroma_server_headers=(
            {"X-Chroma-Token": token, "Authorization": f"Bearer {token}"} if token else {}
        ),
    )
    return FastAPI(System(settings))
