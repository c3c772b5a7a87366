"""A PDF file, opened: its pages one after the other, its outline and its title."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PasswordType, PdfReader

from ingest.errors import DocumentError
from ingest.reading.pdf.levels import Bookmark
from ingest.reading.pdf.lines import Page, page_of
from ingest.reading.pdf.shown import shown

_BEGINNING, _END = b"%PDF-", b"%%EOF"
_BEGINNING_WITHIN, _END_WITHIN = 1024, 4096
_DEEPEST_OUTLINE = 6


class PdfFile:
    """An open PDF.

    Raises :class:`DocumentError` for one that is damaged, cut off, or locked and the password does
    not fit. Of its pages pypdf may raise anything; they are read one by one for that reason.
    """

    def __init__(self, path: Path, password: str = "") -> None:
        _require_whole(path)
        try:
            self._pdf = PdfReader(path, strict=False)
            locked = self._pdf.is_encrypted and not _opened(self._pdf, password)
        except MemoryError:
            raise
        except Exception as error:  # pypdf raises many kinds, ValueError and RecursionError too
            raise DocumentError(
                f"{path.name} is damaged and cannot be opened as a PDF; fetch or export it again."
            ) from error
        if locked:
            raise DocumentError(_locked(path, password))
        try:
            self.count = len(self._pdf.pages)
        except MemoryError:
            raise
        except Exception as error:  # the page tree is read only now
            raise DocumentError(
                f"{path.name} is damaged: its list of pages cannot be read; fetch or export it "
                "again."
            ) from error
        if not self.count:
            raise DocumentError(f"{path.name} is a PDF without pages; export it again.")

    @property
    def title(self) -> str:
        """The title in the file's properties; empty where there is none that can be read."""
        return self._property("/Title")

    @property
    def author(self) -> str:
        """The author in the file's properties; empty where there is none that can be read."""
        return self._property("/Author")

    def _property(self, name: str) -> str:
        try:
            metadata = self._pdf.metadata
            return " ".join(str(metadata.get(name) or "").split()) if metadata else ""
        except Exception:  # a damaged property is no reason to lose the document
            return ""

    def outline(self) -> list[Bookmark]:
        """The file's bookmarks; none where they cannot be read."""
        try:
            return list(_bookmarks(self._pdf.outline, 1))
        except Exception:  # a damaged outline is no reason to lose the document
            return []

    def page(self, number: int) -> Page:
        """The page of this number, counted from 1. What pypdf raises on it goes through."""
        return page_of(number, shown(self._pdf.pages[number - 1]))


def _require_whole(path: Path) -> None:
    """Raise unless the file begins and ends as a PDF does: one cut off has lost pages unseen."""
    with path.open("rb") as file:
        opening = file.read(_BEGINNING_WITHIN)
        file.seek(0, 2)
        file.seek(max(file.tell() - _END_WITHIN, 0))
        ending = file.read()
    if _BEGINNING not in opening:
        raise DocumentError(
            f"{path.name} is not a PDF, whatever its name says; rename it as what it is, or remove "
            "it."
        )
    if _END not in ending:
        raise DocumentError(
            f"{path.name} is cut off: it does not end as a PDF does; fetch or copy it again."
        )


def _opened(pdf: PdfReader, password: str) -> bool:
    tried = [password, ""] if password else [""]
    return any(pdf.decrypt(word) is not PasswordType.NOT_DECRYPTED for word in tried)


def _locked(path: Path, password: str) -> str:
    if password:
        return f"{path.name} is locked and the password given for it does not open it; correct it."
    return (
        f"{path.name} is locked with a password; name an environment variable that holds it as "
        "password_env in sources.toml, or save the file without one."
    )


def _bookmarks(entries: list[Any], depth: int) -> Iterator[Bookmark]:
    for entry in entries:
        if isinstance(entry, list):
            if depth < _DEEPEST_OUTLINE:
                yield from _bookmarks(entry, depth + 1)
        elif entry.title:
            yield Bookmark(" ".join(str(entry.title).split()), depth)
