"""Where a generation's records are: in Chroma's folder inside it, or on a Chroma server.

A reader's Chroma opens a copy of the folder. On a server each generation is a collection of its
own, whose name stands in the generation's folder, so that the pointer decides there as well which
records a reader sees.
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_chroma import Chroma

from ingest.errors import IndexMismatchError
from ingest.indexing.copies import OwnFolder, no_room
from ingest.indexing.embedding import Encoder
from ingest.indexing.faults import reading
from ingest.indexing.files import SealedFiles
from ingest.indexing.records import Records
from ingest.indexing.server import Server, reaching

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateCollectionConfiguration

_FOLDER, _SERVER = "chroma", "server.json"
_COLLECTION = "parity"
_BY_COSINE: CreateCollectionConfiguration = {"hnsw": {"space": "cosine", "ef_search": 400}}
"""Chroma's 100 candidates find now these, now those: a small graph is built at each opening."""


def create_records(generation: Path, encoder: Encoder, server: Server | None) -> Records:
    """A new collection for a generation, by cosine distance; what its folder holds is kept.

    The folder changes until they are closed.
    """
    if server is None:
        return Records(_collection(_local(generation), _COLLECTION, encoder, create=True), None)
    name = f"{_COLLECTION}-{generation.name}"
    named = json.dumps({"collection": name, "url": server.url}, indent=1)
    (generation / _SERVER).write_text(named, encoding="utf-8")
    with reaching(server):
        return Records(_collection(_remote(server), name, encoder, create=True), server)


def open_records(files: SealedFiles, encoder: Encoder, server: Server | None) -> Records:
    """The records of a generation that is whole.

    Those of its own folder are opened in a copy, which is held against its seals. Raises
    :class:`IndexMismatchError` if they are not where ``server`` says, :class:`IndexDamagedError`,
    :class:`IndexUnreadableError` if there is no room for a copy, and :class:`ServerError`.
    """
    if _SERVER not in files:
        if server is not None:
            raise IndexMismatchError(
                f"The index at {files.index} keeps its records in its own folder, and "
                "PARITY_CHROMA_URL is set; run 'parity ingest' to write them to the server, or "
                "leave it out."
            )
        return _open_copy(files, encoder)
    made = json.loads(files.read(_SERVER))
    if server is None:
        raise IndexMismatchError(
            f"The index at {files.index} has its records on the Chroma server at {made['url']}; "
            "set PARITY_CHROMA_URL to it, or run 'parity ingest' to make the index anew in its "
            "folder."
        )
    from chromadb.errors import NotFoundError

    with reaching(server):
        client = _remote(server)
        try:
            store = _collection(client, made["collection"], encoder, create=False)
            return Records(store, server)
        except NotFoundError as error:
            raise IndexMismatchError(
                f"The index at {files.index} has its records in the collection "
                f"{made['collection']}, made at {made['url']}, which {server} does not have "
                f"for tenant '{server.tenant}', database '{server.database}'; set "
                "PARITY_CHROMA_URL to the server that has it, or run 'parity ingest' to make the "
                "index anew on this one."
            ) from error


def remove_store(generation: Path, server: Server | None) -> None:
    """Remove a generation's folder and, where it has one on this server, its collection."""
    named = generation / _SERVER
    if server is not None and named.exists():
        with suppress(Exception):  # what is left on the server costs room and misleads nobody
            made = json.loads(named.read_text(encoding="utf-8"))
            _remote(server).delete_collection(made["collection"])
    shutil.rmtree(generation, ignore_errors=True)


def copy_folder(base: SealedFiles, generation: Path) -> None:
    """Begin a generation with the records of another, where both are in folders.

    Raises :class:`IndexDamagedError` if they are not as they were written, and OSError.
    """
    base.copy(_FOLDER, generation)


def _open_copy(files: SealedFiles, encoder: Encoder) -> Records:
    try:
        own = OwnFolder()
        files.copy(_FOLDER, own.path)
    except OSError as error:
        raise no_room(files.index, error) from error
    with reading(files.index):
        store = _collection(_local(own.path), _COLLECTION, encoder, create=False)
        return Records(store, None, own)


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
