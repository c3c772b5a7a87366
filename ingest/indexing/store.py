"""Where a generation's records are: in Chroma's folder inside it, or on a Chroma server.

On a server each generation is a collection of its own, whose name stands in the generation's
folder, so that the pointer decides there as well which records a reader sees.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_chroma import Chroma

from ingest.errors import IndexMismatchError
from ingest.indexing.embedding import Encoder
from ingest.indexing.server import Server, reaching

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateCollectionConfiguration

_FOLDER, _SERVER = "chroma", "server.json"
_DATABASE = "chroma.sqlite3"
_PAGES_AT_ONCE = 10_000
_COLLECTION = "parity"
_BY_COSINE: CreateCollectionConfiguration = {"hnsw": {"space": "cosine", "ef_search": 400}}
"""Chroma's 100 candidates find now these, now those: a small graph is built at each opening."""


def create_store(generation: Path, encoder: Encoder, server: Server | None) -> Chroma:
    """A new collection for a generation, by cosine distance; what its folder holds is kept."""
    if server is None:
        return _collection(_local(generation), _COLLECTION, encoder, create=True)
    name = f"{_COLLECTION}-{generation.name}"
    named = json.dumps({"collection": name, "url": server.url}, indent=1)
    (generation / _SERVER).write_text(named, encoding="utf-8")
    with reaching(server):
        return _collection(_remote(server), name, encoder, create=True)


def open_store(
    generation: Path, encoder: Encoder, server: Server | None, copy_in: Path | None = None
) -> Chroma:
    """The collection of a generation that is whole.

    Chroma writes to a folder that it opens, if only to read: where ``copy_in`` is given, a copy
    is made and opened there, and the folder itself is left as it is.
    Raises :class:`IndexMismatchError` if its records are not where ``server`` says, and
    :class:`ServerError` if that cannot be told.
    """
    index = generation.parent.parent
    named = generation / _SERVER
    if not named.exists():
        if server is not None:
            raise IndexMismatchError(
                f"The index at {index} keeps its records in its own folder, and PARITY_CHROMA_URL "
                "is set; run 'parity ingest' to write them to the server, or leave it out."
            )
        if copy_in is not None:
            copy_folder(generation, copy_in)
        return _collection(_local(copy_in or generation), _COLLECTION, encoder, create=False)
    made = json.loads(named.read_text(encoding="utf-8"))
    if server is None:
        raise IndexMismatchError(
            f"The index at {index} has its records on the Chroma server at {made['url']}; set "
            "PARITY_CHROMA_URL to it, or run 'parity ingest' to make the index anew in its folder."
        )
    from chromadb.errors import NotFoundError

    with reaching(server):
        client = _remote(server)
        try:
            return _collection(client, made["collection"], encoder, create=False)
        except NotFoundError as error:
            raise IndexMismatchError(
                f"The index at {index} has its records in the collection {made['collection']}, "
                f"made at {made['url']}, which {server} does not have for tenant "
                f"'{server.tenant}', database '{server.database}'; set PARITY_CHROMA_URL to the "
                "server that has it, or run 'parity ingest' to make the index anew on this one."
            ) from error


def remove_store(generation: Path, server: Server | None) -> None:
    """Remove a generation's folder and, where it has one on this server, its collection."""
    named = generation / _SERVER
    if server is not None and named.exists():
        with suppress(Exception):  # what is left on the server costs room and misleads nobody
            made = json.loads(named.read_text(encoding="utf-8"))
            _remote(server).delete_collection(made["collection"])
    shutil.rmtree(generation, ignore_errors=True)


def copy_folder(base: Path, generation: Path) -> None:
    """Begin a generation with the records of another, where both are in folders.

    The database is copied by SQLite: a chat that opens it meanwhile writes to it.
    Raises OSError.
    """
    others = shutil.ignore_patterns(f"{_DATABASE}*")
    shutil.copytree(base / _FOLDER, generation / _FOLDER, ignore=others)
    paths = [at / _FOLDER / _DATABASE for at in (base, generation)]
    try:
        with closing(sqlite3.connect(paths[0])) as source, closing(sqlite3.connect(paths[1])) as to:
            source.backup(to, pages=_PAGES_AT_ONCE)
    except sqlite3.Error as error:
        raise OSError(f"{paths[1]}: {error}") from error


def _local(generation: Path) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(
        path=str(generation / _FOLDER), settings=Settings(anonymized_telemetry=False)
    )


def _remote(server: Server) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if server.token:
        settings.chroma_client_auth_provider = "chromadb.auth.token_authn.TokenAuthClientProvider"
        settings.chroma_client_auth_credentials = server.token
    return chromadb.HttpClient(
        host=server.host,
        port=server.port,
        ssl=server.secure,
        headers={"X-Chroma-Token": server.token} if server.token else None,
        settings=settings,
        tenant=server.tenant,
        database=server.database,
    )


def _collection(client: ClientAPI, name: str, encoder: Encoder, *, create: bool) -> Chroma:
    return Chroma(
        collection_name=name,
        client=client,
        embedding_function=encoder,
        collection_configuration=_BY_COSINE if create else None,
        create_collection_if_not_exists=create,
    )
