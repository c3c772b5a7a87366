"""What ``sources.toml`` says of each document, or what its file alone can tell."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.errors import CorpusError, DocumentError
from ingest.profile_file import PROFILE_FILE
from ingest.reading.formats import FORMATS, digest_of, format_of

SOURCES_FILE = "sources.toml"
_NO_DOCUMENTS = {SOURCES_FILE, PROFILE_FILE}
_FIELDS = {
    "id", "file", "format", "title", "short", "publisher", "date", "kind", "rights", "sha256",
    "starts_at", "ends_before", "paragraphs", "password_env",
}  # fmt: skip


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

    Each file is there, those that cannot be read with their fault. A link that leads out of the
    folder is refused, unless ``links_anywhere``. Raises :class:`CorpusError` if
    the folder is missing or empty, or has a ``sources.toml`` that cannot be used.
    """
    require_folder(folder)
    listed = _listed(folder, links_anywhere)
    known = {source.path.name for source in listed}
    unlisted = [
        path
        for path in sorted(folder.iterdir())
        if path.name not in known | _NO_DOCUMENTS and not path.name.startswith(".")
    ]
    sources = listed + [_from_file(path, links_anywhere) for path in unlisted]
    if not sources:
        raise CorpusError(
            f"The corpus folder {folder} holds no documents; put files of these kinds into it: "
            f"{', '.join(FORMATS)}."
        )
    _check_listed_ids(listed, folder)
    return _told_apart(sources)


def require_folder(folder: Path) -> None:
    """Raise :class:`CorpusError` if there is no such folder."""
    if not folder.is_dir():
        raise CorpusError(
            f"There is no corpus folder at {folder}; name one with --corpus or PARITY_CORPUS_DIR."
        )


def _from_file(path: Path, links_anywhere: bool) -> Source:
    return _with_format(Source(id=_slug(path.stem), path=path, format=""), links_anywhere)


def _leads_out(path: Path) -> bool:
    """Whether a file of the corpus is a link to something outside its folder."""
    inside = os.path.realpath(path.parent)
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside)


def _with_format(source: Source, links_anywhere: bool) -> Source:
    """The source with the format that its file's content or name tells, or with its fault."""
    if not links_anywhere and _leads_out(source.path):
        fault = (
            f"{source.path.name} is a link to a file outside the corpus folder; put the file "
            "itself there, or set PARITY_CORPUS_LINKS to anywhere."
        )
        return replace(source, fault=fault, refused=True)
    if source.format:
        return source
    try:
        found = format_of(source.path)
    except DocumentError as error:
        return replace(source, fault=str(error))
    return replace(source, format=found.name, remark=found.remark)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "document"


def _check_listed_ids(listed: list[Source], folder: Path) -> None:
    seen: dict[str, Path] = {}
    for source in listed:
        if source.id in seen:
            raise CorpusError(
                f"{seen[source.id].name} and {source.path.name} in {folder} would both be called "
                f"'{source.id}'; give one of them another id in {SOURCES_FILE}."
            )
        seen[source.id] = source.path


def _same(one: Path, other: Path) -> bool:
    return digest_of(one) == digest_of(other)


def _told_apart(sources: list[Source]) -> list[Source]:
    """The sources; one whose id or whose very bytes another has already, with that as its fault."""
    ids: dict[str, str] = {}
    sizes: dict[int, list[Path]] = {}
    told: list[Source] = []
    for source in sources:
        name = source.path.name
        fault = source.fault
        if not fault and source.id in ids:
            fault = (
                f"{name} would be called '{source.id}', as {ids[source.id]} is; give one of them "
                f"another id in {SOURCES_FILE}."
            )
        if not fault:
            of_its_size = sizes.setdefault(source.path.stat().st_size, [])
            if same := next((path for path in of_its_size if _same(path, source.path)), None):
                fault = (
                    f"{name} is the same file as {same.name}, byte for byte; remove one of them."
                )
            of_its_size.append(source.path)
        ids.setdefault(source.id, name)
        told.append(replace(source, fault=fault))
    return told


def _listed(folder: Path, links_anywhere: bool) -> list[Source]:
    path = folder / SOURCES_FILE
    if not path.exists():
        return []
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} is not valid TOML: {error}.") from error
    entries = content.pop("document", [])
    if content or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise CorpusError(f"{path} may hold [[document]] tables only.")
    found = [_from_entry(entry, folder, at) for at, entry in enumerate(entries, 1)]
    return [_with_format(source, links_anywhere) for source in found]


def _from_entry(entry: dict[str, Any], folder: Path, at: int) -> Source:
    where = f"{folder / SOURCES_FILE}, document {at}"
    if unknown := sorted(set(entry) - _FIELDS):
        raise CorpusError(f"{where}: unknown field '{unknown[0]}'; known are {_names(_FIELDS)}.")
    if missing := [name for name in ("id", "file") if not entry.get(name)]:
        raise CorpusError(f"{where}: the field '{missing[0]}' is missing.")
    if wrong := [name for name, value in entry.items() if not isinstance(value, str)]:
        raise CorpusError(f"{where}: the field '{wrong[0]}' must be text in quotes.")
    fields = dict(entry)
    path = folder / fields.pop("file")
    if path.parent != folder or not path.is_file():
        raise CorpusError(
            f"{where}: there is no file {path.name} in {folder}; put it back, or take the document "
            f"out of {SOURCES_FILE}."
        )
    if fields["id"] != _slug(fields["id"]):
        raise CorpusError(
            f"{where}: the id '{fields['id']}' may hold small letters, digits and hyphens only."
        )
    given = fields.setdefault("format", "")
    if given and given not in FORMATS.values():
        raise CorpusError(f"{where}: the format is one of {_names(set(FORMATS.values()))}.")
    if fields.get("password_env", "").startswith("PARITY_"):
        raise CorpusError(
            f"{where}: password_env may not name a PARITY_ variable, which are Parity's settings."
        )
    fields["paragraphs"] = _number_range(fields.get("paragraphs", ""), where)
    return Source(path=path, **fields)


def _number_range(text: str, where: str) -> range | None:
    if not text:
        return None
    match = re.fullmatch(r"(\d+)-(\d+)", text)
    if not match or int(match[1]) > int(match[2]):
        raise CorpusError(f'{where}: paragraphs is a run such as "1-129", not "{text}".')
    return range(int(match[1]), int(match[2]) + 1)


def _names(names: set[str]) -> str:
    return ", ".join(sorted(names))
