"""Which generation of an index is current: a file that names it, moved by one rename."""

from __future__ import annotations

import os
from pathlib import Path

from ingest.errors import IndexMissingError

_POINTER = "current"
_GENERATIONS = "generations"


def current_generation(folder: Path) -> str:
    """The name of the current generation; empty if there is none."""
    pointer = folder / _POINTER
    if not pointer.is_file():
        return ""
    return pointer.read_text(encoding="utf-8", errors="replace").strip().replace("\0", "")


def require_index(folder: Path) -> Path:
    """The current generation's folder, whole or not.

    Raises :class:`IndexMissingError` if nothing was ever ingested here.
    """
    if not (folder / _POINTER).is_file():
        raise IndexMissingError(f"There is no index at {folder}; run 'parity ingest' to make it.")
    return folder / _GENERATIONS / (current_generation(folder) or "none")


def next_generation(folder: Path) -> Path:
    """The folder of the generation after every other; not made yet."""
    numbers = [int(path.name) for path in generations(folder) if path.name.isdigit()]
    return folder / _GENERATIONS / f"{max(numbers, default=0) + 1:06d}"


def generations(folder: Path) -> list[Path]:
    """Every generation's folder, whole or not, the oldest first."""
    parent = folder / _GENERATIONS
    return sorted(parent.iterdir()) if parent.is_dir() else []


def make_current(folder: Path, generation: Path) -> None:
    """Point the index at a generation that is whole; the move is one rename."""
    beside = folder / f"{_POINTER}.new"
    with beside.open("w", encoding="utf-8") as file:
        file.write(generation.name)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / _POINTER)
