"""What ``sources.toml`` says of each document, or what its file alone can tell."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import CorpusError

SOURCES_FILE = "sources.toml"
FORMATS = {".txt": "text", ".md": "markdown", ".markdown": "markdown"}
_FIELDS = {
    "id", "file", "format", "title", "short", "publisher", "date", "kind", "rights", "sha256",
    "starts_at", "ends_before", "paragraphs",
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """One document's file and how to read it.

    ``starts_at`` and ``ends_before`` are whole lines between which the document stands;
    ``paragraphs`` are the printed numbers that must come out of it.
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


def read_sources(folder: Path) -> list[Source]:
    """The corpus folder's sources: those of its ``sources.toml`` first, then unlisted files.

    Raises :class:`CorpusError` if the folder is missing or empty, holds a file of an unknown
    kind, or has a ``sources.toml`` that cannot be used.
    """
    if not folder.is_dir():
        raise CorpusError(
            f"There is no corpus folder at {folder}; name one with --corpus or PARITY_CORPUS_DIR."
        )
    listed = _listed(folder)
    known = {source.path.name for source in listed}
    unlisted = [
        path
        for path in sorted(folder.iterdir())
        if path.name not in known and path.name != SOURCES_FILE and not path.name.startswith(".")
    ]
    sources = listed + [_from_file(path) for path in unlisted]
    if not sources:
        raise CorpusError(
            f"The corpus folder {folder} holds no documents; put text (.txt) or Markdown (.md) "
            "files into it."
        )
    _check_ids(sources, folder)
    return sources


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _from_file(path: Path) -> Source:
    return Source(id=_slug(path.stem), path=path, format=_format_of(path))


def _format_of(path: Path) -> str:
    if not path.is_file() or path.suffix.lower() not in FORMATS:
        kinds = ", ".join(FORMATS)
        what = "is not a file" if not path.is_file() else "is of a kind that Parity cannot read"
        raise CorpusError(f"{path} {what}; convert it to one of {kinds}, or move it elsewhere.")
    return FORMATS[path.suffix.lower()]


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "document"


def _check_ids(sources: list[Source], folder: Path) -> None:
    seen: dict[str, Path] = {}
    for source in sources:
        if source.id in seen:
            raise CorpusError(
                f"{seen[source.id].name} and {source.path.name} in {folder} would both be called "
                f"'{source.id}'; give one of them another id in {SOURCES_FILE}."
            )
        seen[source.id] = source.path


def _listed(folder: Path) -> list[Source]:
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
    return [_from_entry(entry, folder, at) for at, entry in enumerate(entries, 1)]


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
    fields["format"] = fields.get("format") or _format_of(path)
    if fields["format"] not in FORMATS.values():
        raise CorpusError(f"{where}: the format is one of {_names(set(FORMATS.values()))}.")
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
