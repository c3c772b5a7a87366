"""A folder of this process's own, in the system's temporary one, for what Chroma opens.

Chroma writes to what it opens, if only to read. It is given a copy, so that an index stays as it
was sealed, may be where nobody can write, and cannot change under an open chat.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from uuid import uuid4
from weakref import finalize

from ingest.errors import IndexUnreadableError

_PREFIX, _LOCK = "parity-records-", ".lock"
_AT_ONCE = fcntl.LOCK_EX | fcntl.LOCK_NB


class OwnFolder:
    """An empty folder that is removed when this object is, or else when the process ends.

    The system takes back the lock of a process that was killed; who makes the next such folder
    removes what that one left.
    """

    def __init__(self) -> None:
        """Raises OSError if the system's temporary folder cannot be written."""
        parent = Path(tempfile.gettempdir())
        _remove_left(parent)
        self.path = parent / f"{_PREFIX}{uuid4().hex}"
        lock = os.open(self.path.with_suffix(_LOCK), os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.flock(lock, _AT_ONCE)
        finalize(self, _remove, self.path, lock, os.getpid())
        self.path.mkdir(mode=0o700)


def _remove(path: Path, lock: int, owner: int) -> None:
    if os.getpid() == owner:  # a fork has the object too, and not the folder
        shutil.rmtree(path, ignore_errors=True)
        path.with_suffix(_LOCK).unlink(missing_ok=True)
    os.close(lock)


def _remove_left(parent: Path) -> None:
    """Remove the folders whose process has ended without doing so; those of others stay."""
    for path in parent.glob(f"{_PREFIX}*{_LOCK}"):
        with suppress(OSError):
            lock = os.open(path, os.O_RDWR)
            try:
                fcntl.flock(lock, _AT_ONCE)
                _remove(path.with_suffix(""), os.dup(lock), os.getpid())
            finally:
                os.close(lock)


def no_room(index: Path, error: OSError) -> IndexUnreadableError:
    """The error for records of the ``index`` that cannot be copied to the temporary folder."""
    return IndexUnreadableError(
        f"The records of the index at {index} cannot be copied to the temporary folder: "
        f"{error.strerror or error}; make room there, or set TMPDIR to a folder that has it."
    )
