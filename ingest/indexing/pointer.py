"""Which generation of an index is current: a file that names it, moved by one rename."""

from __future__ import annotations

import os
from dataclasses import dataclass
from os.path import lexists
from pathlib import Path
from uuid import uuid4

from ingest.errors import IndexMissingError
from ingest.indexing.faults import reading
from ingest.reading.formats import opened

_POINTER = "current"
_NEW_POINTER = "current.new"
_GENERATIONS = "generations"
_LONGEST = 4_000


@dataclass(frozen=True)
class Pointer:
    """The current generation's folder, whole or not, and the SHA-256 of its manifest.

    The digest is empty in an index that an older Parity made.
    """

    generation: Path
    manifest_sha256: str = ""


def current_generation(folder: Path) -> str:
    """The name of the current generation; empty if there is none."""
    return _read(folder)[0]


def require_index(folder: Path) -> Pointer:
    """Where the current generation is.

    Raises :class:`IndexMissingError` if nothing was ever ingested here.
    """
    with reading(folder):
        if not (folder / _POINTER).is_file():
            raise IndexMissingError(
                f"There is no index at {folder}; run 'parity ingest' to make it."
            )
    name, digest = _read(folder)
    return Pointer(folder / _GENERATIONS / (name or "none"), digest)


def _read(folder: Path) -> tuple[str, str]:
    """The pointer's name and digest, each empty where it has none.

    A name that leads anywhere but to a generation of this index is none.
    """
    pointer = folder / _POINTER
    with reading(folder):
        if not pointer.is_file():
            return "", ""
        with opened(pointer) as file:
            text = file.read(_LONGEST).decode(errors="replace").replace("\0", "")
    name, digest, *_ = *text.split(), "", ""
    return (name, digest) if Path(name).name == name else ("", "")


def next_generation(folder: Path) -> Path:
    """The folder of the generation after every other; not made yet.

    No other ever had its name: a process keeps what it has opened by its path.
    """
    numbers = [path.name.partition("-")[0] for path in generations(folder)]
    number = max((int(number) for number in numbers if number.isdecimal()), default=0) + 1
    return folder / _GENERATIONS / f"{number:06d}-{uuid4().hex[:8]}"


def generations(folder: Path) -> list[Path]:
    """Every generation's folder, whole or not, the oldest first."""
    parent = folder / _GENERATIONS
    return sorted(parent.iterdir()) if parent.is_dir() else []


def unused(folder: Path) -> list[Path]:
    """What no reader of the index needs: generations never finished and old ones, half pointers.

    Also what stands in the place of the pointer or of the generations and is none, so that the next
    generation can be written.

    The current generation is needed, and the one before it, which an open chat may be reading.
    Where the pointer names no generation, any of them may be needed.
    """
    found = generations(folder)
    pointer, parent = folder / _POINTER, folder / _GENERATIONS
    current = parent / current_generation(folder)
    if current in found:
        at = found.index(current)
        found = [path for path in found if path not in found[max(at - 1, 0) : at + 1]]
    elif pointer.exists():
        found = []
    parts = {_NEW_POINTER: False, _POINTER: pointer.is_file(), _GENERATIONS: parent.is_dir()}
    return [
        *found,
        *(
            folder / name
            for name, is_right in parts.items()
            if lexists(folder / name) and not is_right
        ),
    ]


def make_current(folder: Path, generation: Path, manifest_sha256: str) -> None:
    """Point the index at a generation that is whole; the move is one rename."""
    beside = folder / _NEW_POINTER
    with beside.open("w", encoding="utf-8") as file:
        file.write(f"{generation.name} {manifest_sha256}")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / _POINTER)
