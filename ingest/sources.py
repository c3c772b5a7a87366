"""What ``sources.toml`` says of each document, or what its file alone can tell."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import CorpusError, DocumentError
from ingest.listed import Entry, entry_of, slug
from ingest.profile_file import PROFILE_FILE
from ingest.reading.formats import (
    FORMATS,
    digest_of,
    format_of,
    require_name,
    shown_name,
    unreadable,
)
from ingest.written import LINK_OUT, brief, leads_out, read_toml

SOURCES_FILE = "sources.toml"
_NO_DOCUMENTS = {SOURCES_FILE, PROFILE_FILE}


@dataclass(frozen=True)
class Source:
    """One document's file and how to read it.

    ``starts_at`` and ``ends_before`` are whole lines between which the document stands;
    ``paragraphs`` are the printed numbers that must come out of it; ``password_env`` names the
    environment variable with the file's password. ``fault`` is the sentence that says why the file
    cannot be read at all, ``remark`` one that says how it is read. ``refused`` says that it could
    be, and may not.
    """

    id: str
    path: Path
    format: str
    title: str = ""
    short: str = ""
    publisher: str = ""
    date: str = ""
    kind: str = ""
    rights: str = ""
    sha256: str = ""
    starts_at: str = ""
    ends_before: str = ""
    paragraphs: range | None = None
    password_env: str = ""
    fault: str = ""
    remark: str = ""
    refused: bool = False


def read_sources(folder: Path, *, links_anywhere: bool = False) -> list[Source]:
    """The corpus folder's sources: those of its ``sources.toml`` first, then unlisted files.

    Each file is there, those that cannot be read, or are listed wrongly, with their fault. A link
    that leads out of the folder is refused, unless ``links_anywhere``. Raises :class:`CorpusError`
    if the folder is missing or empty, or has a ``sources.toml`` that cannot be read or is such a
    link.
    """
    require_folder(folder)
    listed = _listed(folder, links_anywhere)
    known = {source.path.name for source in listed}
    unlisted = [
        path
        for path in _files(folder)
        if path.name not in known | _NO_DOCUMENTS and not path.name.startswith(".")
    ]
    sources = listed + [_from_file(path, links_anywhere) for path in unlisted]
    if not sources:
        raise CorpusError(
            f"The corpus folder {folder} holds no documents; put files of these kinds into it: "
            f"{', '.join(FORMATS)}."
        )
    return _told_apart(sources)


def require_folder(folder: Path) -> None:
    """Raise :class:`CorpusError` if there is no such folder."""
    try:
        is_there = stat.S_ISDIR(folder.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        is_there = False
    except OSError as error:
        raise _unreadable_folder(folder, error) from error
    if not is_there:
        raise CorpusError(
            f"There is no corpus folder at {folder}; name one with --corpus or PARITY_CORPUS_DIR."
        )


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise _unreadable_folder(folder, error) from error


def _unreadable_folder(folder: Path, error: OSError) -> CorpusError:
    return CorpusError(
        f"The corpus folder {brief(str(folder))} cannot be read: {error.strerror}; give this "
        "account the right to read it, or name another with --corpus or PARITY_CORPUS_DIR."
    )


def _from_file(path: Path, links_anywhere: bool) -> Source:
    return _with_format(Source(id=slug(path.stem), path=path, format=""), links_anywhere)


def _with_format(source: Source, links_anywhere: bool) -> Source:
    """The source with the format that its file's content or name tells, or with its fault."""
    try:
        require_name(source.path)
        if not links_anywhere and leads_out(source.path):
            fault = f"{source.path.name} {LINK_OUT}."
            return replace(source, fault=fault, refused=True)
        found = format_of(source.path, given=source.format)
    except DocumentError as error:
        return replace(source, fault=str(error))
    except OSError as error:
        return replace(source, fault=str(unreadable(source.path, error)))
    remark = " ".join(filter(None, (found.remark, source.remark)))
    return replace(source, format=found.name, remark=remark)


def _told_apart(sources: list[Source]) -> list[Source]:
    """The sources; one whose id or whose very bytes another has already, with that as its fault."""
    ids: dict[str, str] = {}
    sizes: dict[int, list[Path]] = {}
    told: list[Source] = []
    for source in sources:
        name = shown_name(source.path.name)
        fault = source.fault
        if not fault and source.id in ids:
            fault = (
                f"{name} would be called '{source.id}', as {ids[source.id]} is; give one of them "
                f"another id in {SOURCES_FILE}."
            )
        if not fault:
            try:
                fault = _twice(source.path, sizes)
            except OSError as error:
                fault = str(unreadable(source.path, error))
        ids.setdefault(source.id, name)
        told.append(replace(source, fault=fault))
    return told


def _twice(path: Path, sizes: dict[int, list[Path]]) -> str:
    """What is said of a file that is another one, byte for byte; raises OSError."""
    of_its_size = sizes.setdefault(path.stat().st_size, [])
    digest = digest_of(path) if of_its_size else ""
    for other in of_its_size:
        if digest_of(other) == digest:
            return f"{path.name} is the same file as {other.name}, byte for byte; remove one."
    of_its_size.append(path)
    return ""


def _listed(folder: Path, links_anywhere: bool) -> list[Source]:
    path = folder / SOURCES_FILE
    if not os.path.lexists(path):
        return []
    try:
        content = read_toml(path, links_anywhere=links_anywhere)
    except ValueError as error:
        raise CorpusError(f"{path} {error}.") from error
    entries = content.pop("document", [])
    if content or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise CorpusError(f"{path} may hold [[document]] tables only; take the rest out.")
    found = []
    for at, fields in enumerate(entries, 1):
        try:
            source = _source(entry_of(fields), folder)
        except ValueError as error:
            fault = f"{SOURCES_FILE}, document {at}: {error}."
            source = Source(_said_id(fields, at), _said_path(fields, folder), "", fault=fault)
        found.append(source if source.fault else _with_format(source, links_anywhere))
    return found


def _source(entry: Entry, folder: Path) -> Source:
    """The source that an entry describes; raises ValueError if its file is not there."""
    path = folder / entry.file
    if path.parent != folder or path.name in _NO_DOCUMENTS or not os.path.lexists(path):
        raise ValueError(
            f"there is no file {path.name} in {folder}; put it back, or take the document out of "
            f"{SOURCES_FILE}"
        )
    fields = entry.model_dump(exclude={"file", "paragraphs"})
    source = Source(path=path, paragraphs=entry.numbers, **fields)
    return replace(source, remark=f"{path.name}: {entry.remark}." if entry.remark else "")


def _said_id(fields: dict[str, object], at: int) -> str:
    """The id that a faulty entry gives, so that what was read of that document before stays."""
    given = fields.get("id")
    return given if isinstance(given, str) and given == slug(given) else f"{SOURCES_FILE}-{at}"


def _said_path(fields: dict[str, object], folder: Path) -> Path:
    """The file that a faulty entry gives, which is not to be read as if nothing were said of it."""
    given = fields.get("file")
    path = folder / (given if isinstance(given, str) else "")
    return path if path.parent == folder else folder / SOURCES_FILE
