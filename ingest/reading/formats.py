"""The kinds of files that can be read, told by what a file holds before what it is called."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import DocumentError

FORMATS = {
    ".pdf": "pdf",
    ".docx": "word",
    ".odt": "opendocument",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
}
_NAMES = {
    "pdf": "a PDF",
    "word": "a Word file",
    "opendocument": "an OpenDocument text",
    "html": "a web page",
}
_OPENING = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPENDOCUMENT = b"application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class Format:
    """A file's format; ``remark`` is a sentence where its name says another."""

    name: str
    remark: str = ""


def format_of(path: Path) -> Format:
    """The format of a file, told by its content or else by its name.

    Raises :class:`DocumentError` for a file that no reader can read.
    """
    if not path.is_file():
        raise DocumentError(f"{path.name} is not a file; move it out of the corpus folder.")
    if not path.stat().st_size:
        raise DocumentError(f"{path.name} is empty; fetch or copy it again, or remove it.")
    by_name = FORMATS.get(path.suffix.lower(), "")
    try:
        with path.open("rb") as file:
            found = _by_content(path, file.read(_OPENING))
    except OSError as error:
        raise DocumentError(f"{path.name} cannot be read: {error.strerror}.") from error
    if found and found != by_name:
        remark = f"{path.name} is {_NAMES[found]}, whatever its name says, and was read as one."
        return Format(found, remark)
    if not by_name:
        raise DocumentError(
            f"{path.name} is of a kind that Parity cannot read; convert it to one of "
            f"{', '.join(FORMATS)}, or move it elsewhere."
        )
    return Format(by_name)


def _by_content(path: Path, opening: bytes) -> str:
    """The format that the file's first bytes tell; empty where they tell none."""
    if b"%PDF-" in opening:
        return "pdf"
    if opening.startswith(_OLE):
        raise DocumentError(
            f"{path.name} is an old Office file or locked with a password; save it as .docx, "
            "without a password."
        )
    if opening.startswith(b"{\\rtf"):
        raise DocumentError(f"{path.name} is Rich Text; save it as .docx.")
    if opening.startswith(b"PK\x03\x04"):
        return _in_archive(path)
    start = opening.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "html" if start.startswith((b"<!doctype html", b"<html")) else ""


def _in_archive(path: Path) -> str:
    """The format of a file that is a zip archive; empty where it cannot be told."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "word"
            if "mimetype" in names and archive.getinfo("mimetype").file_size < _OPENING:
                return "opendocument" if archive.read("mimetype").startswith(_OPENDOCUMENT) else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        return ""
    return ""


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal. Raises OSError if it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
