"""A generation's files, each sealed by its size and SHA-256 when the ingest has written it.

Nothing of a file is used that is not as it was sealed. What is read is held in memory or by an
open file, never by a memory map: a map of a file that somebody cuts short ends its reader.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from ingest.indexing.faults import damaged, reading
from ingest.reading.formats import opened

MANIFEST = "manifest.json"
"""The file that has the seals of the others, and so none itself: the pointer has its digest."""

_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Seal:
    """What tells a file as it was written: its size in bytes and its SHA-256, in hexadecimal."""

    size: int
    sha256: str


class HeldFile:
    """A file that stays readable when it is removed, and is read in parts."""

    def __init__(self, path: Path, seal: Seal, index: Path) -> None:
        """Raises :class:`IndexDamagedError` if it is missing or has another size."""
        self._seal, self._index = seal, index
        with reading(index):
            with opened(path) as file:
                self._file = os.dup(file.fileno())
            finalize(self, os.close, self._file).atexit = False
            if os.fstat(self._file).st_size != seal.size:
                raise damaged(index)

    def part(self, start: int, size: int) -> bytes:
        """So many bytes from ``start``; raises :class:`IndexDamagedError` if they are not there."""
        with reading(self._index):
            found = b"".join(self._parts(start, size, size))
        if len(found) != size:
            raise damaged(self._index)
        return found

    def whole(self) -> bytes:
        """All of it; raises :class:`IndexDamagedError` if it is not as it was sealed."""
        found = self.part(0, self._seal.size)
        if hashlib.sha256(found).hexdigest() != self._seal.sha256:
            raise damaged(self._index)
        return found

    def check(self, to: Path | None = None) -> None:
        """Raise :class:`IndexDamagedError` if it is not as it was sealed, and copy it ``to``.

        Raises OSError if the copy cannot be written.
        """
        digest, size = hashlib.sha256(), 0
        with (to or Path(os.devnull)).open("wb") as copy:
            for part in self._checked_parts():
                digest.update(part)
                size += len(part)
                copy.write(part)
        if (size, digest.hexdigest()) != (self._seal.size, self._seal.sha256):
            raise damaged(self._index)

    def _checked_parts(self) -> Iterator[bytes]:
        parts = self._parts(0, self._seal.size, _AT_ONCE)
        while True:
            with reading(self._index):
                part = next(parts, b"")
            if not part:
                return
            yield part

    def _parts(self, start: int, size: int, at_once: int) -> Iterator[bytes]:
        end = start + size
        while start < end:
            part = os.pread(self._file, min(at_once, end - start), start)
            if not part:
                return
            start += len(part)
            yield part


class SealedFiles:
    """The files of one generation, read as they were sealed or not at all."""

    def __init__(self, generation: Path, seals: Mapping[str, Seal]) -> None:
        """``seals`` are those of all files, by their paths below ``generation``."""
        self._generation, self.seals = generation, seals
        self.index = generation.parent.parent

    @classmethod
    def of(cls, generation: Path) -> SealedFiles:
        """The files of a generation that is being written, sealed as they are now."""
        paths = [path for path in sorted(generation.rglob("*")) if path.is_file()]
        names = {path.relative_to(generation).as_posix(): path for path in paths}
        return cls(generation, {name: sealed(names[name]) for name in names if name != MANIFEST})

    def __contains__(self, name: str) -> bool:
        return name in self.seals

    def held(self, name: str) -> HeldFile:
        """A file, held open; raises :class:`IndexDamagedError` if it is missing or cut short."""
        if name not in self.seals:
            raise damaged(self.index)
        return HeldFile(self._generation / name, self.seals[name], self.index)

    def read(self, name: str) -> bytes:
        """A whole file; raises :class:`IndexDamagedError` if it is not as it was sealed."""
        return self.held(name).whole()

    def array(self, name: str) -> NDArray[Any]:
        """A whole file of one array; raises :class:`IndexDamagedError` as :meth:`read` does."""
        found: NDArray[Any] = np.load(BytesIO(self.read(name)))
        return found

    def check(self) -> None:
        """Raise :class:`IndexDamagedError` unless every file is as it was sealed."""
        for name in self.seals:
            self.held(name).check()

    def copy(self, folder: str, to: Path) -> None:
        """Copy the files of one folder below ``to``, as they were sealed.

        Raises :class:`IndexDamagedError` if one is not, and OSError if they cannot be written.
        """
        (to / folder).mkdir(parents=True, exist_ok=True)
        for name in self.seals:
            if name.startswith(f"{folder}/"):
                (to / name).parent.mkdir(parents=True, exist_ok=True)
                self.held(name).check(to / name)


def sealed(path: Path) -> Seal:
    """The seal of a file as it is now; raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Seal(os.fstat(file.fileno()).st_size, digest)
