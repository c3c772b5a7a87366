"""The kinds of files that can be read, told by what a file holds before what it is called."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BufferedReader
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
_NO_NAME = {"Cc", "Cs", "Zl", "Zp"}
"""The kinds of characters that no file's name is shown with: they end a line, or are no letter."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPENDOCUMENT = b"application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class Format:
    """A file's format; ``remark`` is a sentence where its name says another."""

    name: str
    remark: str = ""


def format_of(path: Path, given: str = "") -> Format:
    """The format of a file: the one that is ``given``, or told by its content, else by its name.

    Raises :class:`DocumentError` for a file that no reader can read.
    """
    by_name = FORMATS.get(path.suffix.lower(), "")
    try:
        if not path.is_file():
            raise DocumentError(_no_file(path))
        if not path.stat().st_size:
            raise DocumentError(f"{path.name} is empty; fetch or copy it again, or remove it.")
        with opened(path) as file:
            found = "" if given else _by_content(path, file.read(_OPENING))
    except OSError as error:
        raise unreadable(path, error) from error
    if given:
        return Format(given)
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
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def opened(path: Path) -> BufferedReader:
    """A file, opened to be read. Raises OSError, also for what is no file: a pipe would wait."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is not a file")
    file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is not a file")
    return file


def unreadable(path: Path, error: OSError) -> DocumentError:
    """The error for a file that the system does not let us read."""
    cures = {
        errno.EACCES: "give this account the right to read it",
        errno.EPERM: "give this account the right to read it",
        errno.ENOENT: "it was there a moment ago, so run the ingest again",
    }
    cure = cures.get(error.errno or 0, "copy it again, or move it out of the corpus folder")
    why = error.strerror or type(error).__name__
    return DocumentError(f"{shown_name(path.name)} cannot be read: {why}; {cure}.")


def require_name(path: Path) -> None:
    """Raise :class:`DocumentError` for a file whose name no citation could show."""
    name = path.name
    if any("\ud800" <= sign <= "\udfff" for sign in name):
        raise DocumentError(f"{shown_name(name)} has a name that is not UTF-8; rename it.")
    if shown_name(name) != name:
        raise DocumentError(
            f"{shown_name(name)} has a line break or control character in its name; rename it."
        )


def shown_name(name: str) -> str:
    r"""A file's name with a sign for each character that is none.

    >>> shown_name("a\udce9\n.txt")
    'a��.txt'
    """
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(sign) in _NO_NAME else sign
        for sign in name
    )


def _no_file(path: Path) -> str:
    if path.is_symlink() and not path.exists():
        return f"{path.name} is a link to nothing that is there; mend or remove it."
    return f"{path.name} is not a file; move it out of the corpus folder."
