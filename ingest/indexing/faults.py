"""What is said of an index that cannot be read: the true reason, and what mends it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import IndexDamagedError, IndexUnreadableError, ParityError
from ingest.reading.formats import opened

_FORBIDDEN = {errno.EACCES, errno.EPERM}
_NOT_THERE = {
    errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL,
}  # fmt: skip

_LARGEST = 1 << 28
"""Bytes; a manifest has some hundred for each paragraph."""


def read_unsealed(path: Path) -> bytes:
    """A file that no seal tells the size of; raises OSError, also for what no ingest has written.

    That is what is no file, of which a pipe would be waited for, or is too large.
    """
    with opened(path) as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise OSError(errno.EINVAL, "it is too large")
    return content


def damaged(folder: Path) -> IndexDamagedError:
    """The error for the index at ``folder`` that is not as the ingest wrote it."""
    return IndexDamagedError(
        f"The index at {folder} is incomplete or damaged; run 'parity ingest' to make it anew."
    )


def unreadable(folder: Path, error: OSError | MemoryError) -> ParityError:
    """The error for the index at ``folder`` that the system does not let us read."""
    if isinstance(error, MemoryError):
        return IndexUnreadableError(
            f"The index at {folder} cannot be read: there is not enough memory; "
            "end other programs, and try again."
        )
    if error.errno in _NOT_THERE:
        return damaged(folder)
    cure = (
        "give this account the right to read it"
        if error.errno in _FORBIDDEN
        else "try again, and if that stays so run 'parity ingest' to make it anew"
    )
    return IndexUnreadableError(
        f"The index at {folder} cannot be read: {error.strerror or error}; {cure}."
    )


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Turn whatever goes wrong while the index at ``folder`` is read into one sentence."""
    try:
        yield
    except ParityError:
        raise
    except (OSError, MemoryError) as error:
        raise unreadable(folder, error) from error
    except Exception as error:  # Chroma, NumPy and JSON raise many kinds on what is not theirs
        raise damaged(folder) from error
