"""A zipped document gives its parts whole and bounded, or one sentence that says why it cannot."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from ingest.errors import DocumentError

MOST_BYTES = 100_000_000
"""How much XML is read of one document, unpacked; the longest policy papers have a tenth of it."""

MOST_GROWTH = 200
"""How many times its packed size a part above ``_ALWAYS_READ`` may unpack to; deflate ends at 1,032
(zlib's technical details), and text with all its markup stays below 100."""

_ALWAYS_READ = 10_000_000
_PIECE = 1_000_000
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, IndexError,
    OverflowError, OSError,
)  # fmt: skip


@dataclass(frozen=True)
class Format:
    """A kind of zipped document: what a person calls it, and how its files' names end."""

    name: str
    suffix: str


class Archive:
    """The parts of one zipped document; a part that cannot be read raises an error."""

    def __init__(self, path: Path, kind: Format, opened: zipfile.ZipFile) -> None:
        self._path, self._kind, self._zip = path, kind, opened
        self._left = MOST_BYTES

    def required(self, part: str) -> Element:
        """The root of a part without which this is no document of its format.

        Raises :class:`DocumentError` if the part is missing or :meth:`xml` refuses it.
        """
        root = self.xml(part)
        if root is None:
            raise not_of_format(self._path, self._kind)
        return root

    def xml(self, part: str) -> Element | None:
        """The root of a part of XML; None where the archive has no such part.

        Raises :class:`DocumentError` if the part is encrypted, damaged, too large, nested more
        than 256 levels deep (libxml2's limit), or declares a document type.
        """
        content = self.read(part)
        if content is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(content, parser)
        except (etree.LxmlError, ValueError) as error:
            raise damaged(self._path, self._kind) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise DocumentError(
                f"{self._path.name} declares a document type, which could name other files, and "
                f"is not read; {_save_again(self._kind)}."
            )
        return root

    def read(self, part: str) -> bytes | None:
        """The bytes of a part; None where the archive has no such part.

        Raises :class:`DocumentError` if the part is encrypted, damaged or too large. Sizes are
        counted while the part is unpacked; what the archive says of them is not believed.
        """
        try:
            found = self._zip.getinfo(part)
        except KeyError:
            return None
        if found.flag_bits & _ENCRYPTED:
            raise protected(self._path, self._kind)
        try:
            return b"".join(self._pieces(found))
        except _BROKEN as error:
            raise damaged(self._path, self._kind) from error

    def _pieces(self, found: zipfile.ZipInfo) -> Iterator[bytes]:
        if found.compress_type not in _METHODS:
            raise ValueError("packed in a way that no document of this format may be")
        size = 0
        with self._zip.open(found) as part:
            while piece := part.read(_PIECE):
                size += len(piece)
                self._left -= len(piece)
                grows = size > _ALWAYS_READ and size > MOST_GROWTH * found.compress_size
                if self._left < 0 or grows:
                    raise DocumentError(
                        f"{self._path.name} unpacks to far more text than any document has, and "
                        "is not read; if it is one, split it and save the pieces."
                    )
                yield piece


@contextmanager
def opened(path: Path, kind: Format) -> Iterator[Archive]:
    """Open a zipped document of a format.

    Raises :class:`DocumentError` if the file cannot be read or is no zip archive, and says so
    where it is an Office file that is protected or older than 2007.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(_OLE)) == _OLE:
                raise DocumentError(
                    f"{path.name} is protected with a password or is an Office file of before "
                    f"2007, whatever its name says; open it, and save it without a password as "
                    f"{kind.suffix}."
                )
            file.seek(0)
            if file.read(2) != b"PK":
                raise not_of_format(path, kind)
            try:
                archive = zipfile.ZipFile(file)
            except _BROKEN as error:
                raise damaged(path, kind) from error
            with archive:
                yield Archive(path, kind, archive)
    except OSError as error:
        raise DocumentError(
            f"{path.name} cannot be read ({error.strerror or error}); see that it is there and "
            "that you may read it."
        ) from error


def not_of_format(path: Path, kind: Format) -> DocumentError:
    """What to say of a file that is of another kind than its name says."""
    return DocumentError(
        f"{path.name} is not {kind.name}, whatever its name says; {_save_again(kind)}."
    )


def damaged(path: Path, kind: Format) -> DocumentError:
    """What to say of a file that breaks off or breaks the rules of its format."""
    return DocumentError(f"{path.name} is damaged; get a new copy of it, or {_save_again(kind)}.")


def protected(path: Path, kind: Format) -> DocumentError:
    """What to say of a file that needs a password."""
    return DocumentError(
        f"{path.name} is protected with a password; open it, and save it without one as "
        f"{kind.suffix}."
    )


def _save_again(kind: Format) -> str:
    return f"open it in the program that made it and save it as {kind.suffix}"
