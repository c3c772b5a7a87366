"""Files on disk of which one that cannot be touched stops nothing else."""

from __future__ import annotations

import errno
import logging
import os
import time
from pathlib import Path

logger = logging.getLogger(__name__)


def age(file: Path) -> float:
    """Seconds since the last change; endless for a file that is not there."""
    try:
        return max(time.time() - file.stat().st_mtime, 0.0)
    except OSError:
        return float("inf")


def size(file: Path) -> int:
    """Bytes; none for a file that is not there."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def add_line(file: Path, line: bytes, *, synced: bool = True) -> None:
    """Add a line to a file that only this account reads: all of it, or nothing and OSError.

    What a killed process left of a line ends before it. Unless it is to be ``synced``, a machine
    that loses its power may lose it.
    """
    file.touch(mode=0o600)
    with file.open("ab+", buffering=0) as out:
        end = out.seek(0, os.SEEK_END)
        if end:
            out.seek(end - 1)
            line = line if out.read(1) == b"\n" else b"\n" + line
        try:
            if out.write(line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            if synced:
                os.fsync(out.fileno())
        except OSError:
            out.truncate(end)
            raise


def remove(file: Path) -> None:
    """Remove a file if it is there and can be removed; the log says why not."""
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("A conversation that is kept no longer was not removed: %s", error)


def remove_if_empty(folder: Path) -> None:
    """Remove a folder that has nothing in it, if it can be; the log says why not."""
    try:
        if not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        logger.warning("A folder without conversations was not removed: %s", error)
