"""Where a generation's records are: in Chroma's folder inside it, or on a Chroma server.

A reader's Chroma opens a copy of the folder. On a server each generation is a collection of its
own, whose name stands in the generation's folder, so that the pointer decides there as well which
records a reader sees.
"""

from __future__ import annotations

import json
import shutil
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ingest.errors import IndexMismatchError, ServerError
from ingest.indexing.copies import OwnFolder, no_room
from ingest.indexing.faults import damaged, read_unsealed, reading
from ingest.indexing.files import SealedFiles
from ingest.indexing.records import Opened, Records
from ingest.indexing.remote import RemoteClient
from ingest.indexing.server import Server, reaching

if TYPE_CHECKING:
    from chromadb.api.client import Client as LocalClient
    from chromadb.api.collection_configuration import CreateCollectionConfiguration

    from ingest.indexing.records import Client

_FOLDER, _SERVER = "chroma", "server.json"
_COLLECTION = "parity"
_BY_COSINE: CreateCollectionConfiguration = {"hnsw": {"space": "cosine", "ef_search": 400}}
"""Chroma's 100 candidates find now these, now those: a small graph is built at each opening."""


def create_records(generation: Path, server: Server | None) -> Records:
    """A new collection for a generation, by cosine distance; what its folder holds is kept.

    The folder changes until they are closed.
    """
    if server is None:
        return Records(lambda: _collection(_local(generation), _COLLECTION, create=True))
    name = f"{_COLLECTION}-{generation.name}"
    named = json.dumps({"collection": name, "url": server.url}, indent=1)
    (generation / _SERVER).write_text(named, encoding="utf-8")
    made = Records(lambda: _far(server, name, create=True), server)
    made.open()
    return made


def open_records(files: SealedFiles, server: Server | None, records: int) -> Records:
    """The records of a generation that is whole, which are so many.

    Those of its own folder are opened in a copy, which is held against its seals; those on a server
    when they are first needed, so that nothing else waits for it. Raises, at once or then,
    :class:`IndexMismatchError` if they are not where ``server`` says, :class:`IndexDamagedError`,
    :class:`IndexUnreadableError` if there is no room for a copy, and :class:`ServerError`.
    """
    name = _name_on(files, server)
    if server is None:
        return _open_copy(files, records)
    return Records(lambda: _whole(_served(files, name, server), files, records), server)


def check_records(files: SealedFiles, server: Server | None) -> None:
    """Raise what :func:`open_records` does unless the records are there, if on a server."""
    name = _name_on(files, server)
    if server is not None:
        with reaching(server), closing(_served(files, name, server).client):
            pass


def _name_on(files: SealedFiles, server: Server | None) -> str:
    """The name of a generation's collection; empty for one in its folder."""
    if _SERVER not in files:
        if server is None:
            return ""
        raise IndexMismatchError(
            f"The index at {files.index} keeps its records in its own folder, and "
            "PARITY_CHROMA_URL is set; run 'parity ingest' to write them to the server, or "
            "leave it out."
        )
    made = json.loads(files.read(_SERVER))
    if server is None:
        raise IndexMismatchError(
            f"The index at {files.index} has its records on the Chroma server at {made['url']}; "
            "set PARITY_CHROMA_URL to it, or run 'parity ingest' to make the index anew in its "
            "folder."
        )
    return str(made["collection"])


def _served(files: SealedFiles, name: str, server: Server) -> Opened:
    from chromadb.errors import NotFoundError

    try:
        return _far(server, name, create=False)
    except NotFoundError as error:
        made = json.loads(files.read(_SERVER))
        raise IndexMismatchError(
            f"The index at {files.index} has its records in the collection {name}, made at "
            f"{made['url']}, which {server} does not have for tenant '{server.tenant}', database "
            f"'{server.database}'; set PARITY_CHROMA_URL to the server that has it, or run 'parity "
            "ingest' to make the index anew on this one."
        ) from error


def remove_store(generation: Path, server: Server | None) -> None:
    """Remove a generation's folder and, where it has one on this server, its collection.

    Raises :class:`ServerError`, and then leaves the collection's name, by which the
    next ingest removes it.
    """
    named = generation / _SERVER
    if server is not None and named.exists():
        try:
            _remove_collection(named, server)
        except ServerError:
            for path in generation.iterdir():
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                elif path != named:
                    path.unlink(missing_ok=True)
            raise
    shutil.rmtree(generation, ignore_errors=True)


def _remove_collection(named: Path, server: Server) -> None:
    from chromadb.errors import NotFoundError

    try:
        collection = json.loads(read_unsealed(named))["collection"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return  # what is left on the server costs room and misleads nobody
    with reaching(server), closing(RemoteClient(server)) as client, suppress(NotFoundError):
        client.delete_collection(collection)


def copy_folder(base: SealedFiles, generation: Path) -> None:
    """Begin a generation with the records of another, where both are in folders.

    Raises :class:`IndexDamagedError` if they are not as they were written, and OSError.
    """
    base.copy(_FOLDER, generation)


def _open_copy(files: SealedFiles, records: int) -> Records:
    try:
        own = OwnFolder()
        files.copy(_FOLDER, own.path)
    except OSError as error:
        raise no_room(files.index, error) from error
    path = own.path

    def opens() -> Opened:
        return _whole(_collection(_local(path), _COLLECTION, create=False), files, records)

    made = Records(opens, None, own)
    with reading(files.index):
        made.open()
    return made


def _whole(opened: Opened, files: SealedFiles, records: int) -> Opened:
    """What is opened; raises :class:`IndexDamagedError` unless it has so many records."""
    with ExitStack() as failed:
        failed.callback(opened.client.close)
        if opened.collection.count() != records:
            raise damaged(files.index)
        failed.pop_all()
    return opened


def _far(server: Server, name: str, *, create: bool) -> Opened:
    """A collection on a server."""
    with ExitStack() as failed:
        client = failed.enter_context(closing(RemoteClient(server)))
        opened = _collection(client, name, create=create)
        failed.pop_all()
    return opened


def _local(generation: Path) -> LocalClient:
    import chromadb

    from ingest.indexing.chroma import chroma_settings

    client = chromadb.PersistentClient(str(generation / _FOLDER), chroma_settings())
    return cast("LocalClient", client)


def _collection(client: Client, name: str, *, create: bool) -> Opened:
    """A client's collection of this name; Parity brings the vectors, so Chroma embeds nothing."""
    if not create:
        return Opened(client, client.get_collection(name, embedding_function=None))
    made = client.get_or_create_collection(name, configuration=_BY_COSINE, embedding_function=None)
    return Opened(client, made)
