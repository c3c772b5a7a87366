"""The log on disk: JSON lines in files that go round, to which several processes may write.

Nothing that goes wrong here reaches whoever asked: it is said once, to whoever runs Parity.
"""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.answer import Answer
from assistant.audit.line import Line, from_json, line_of
from assistant.kept.files import add_line, size
from assistant.settings import Settings
from ingest.errors import ParityError

FILES = 5
"""Files of the log; the oldest goes when a new one is begun."""

_LOCK_SECONDS = 2.0
_KEY_BYTES = 32

logger = logging.getLogger(__name__)


class AuditError(ParityError):
    """A log that cannot be read."""


def folder_of(settings: Settings) -> Path:
    """Where the log is: beside the conversations."""
    return settings.kept_dir / "audit"


def open_log(settings: Settings) -> AuditLog | None:
    """The log that the settings ask for; None where nothing is logged."""
    if settings.audit == "off":
        return None
    most = int(settings.audit_megabytes * 1_000_000)
    return AuditLog(folder_of(settings), most, with_text=settings.audit == "text")


class AuditLog:
    """Notes what became of questions; one object serves every thread."""

    def __init__(self, folder: Path, most_bytes: int, *, with_text: bool) -> None:
        """All files together take ``most_bytes`` at most, and one line at the least."""
        self._folder, self._each = folder, most_bytes // FILES
        self._with_text, self._warned = with_text, False

    def note(self, answer: Answer, fingerprint: str) -> None:
        """Add a line for an answer from the documents with this fingerprint.

        Nothing whatever is written of one that is private. What goes wrong is said once.
        """
        if answer.private:
            return
        try:
            with _locked(self._folder):
                key = _key(self._folder)
                line = line_of(answer, fingerprint, key, with_text=self._with_text)
                self._append(f"{line.to_json()}\n".encode(errors="backslashreplace"))
        except (OSError, Timeout, ValueError) as error:
            if not self._warned:
                self._warned = True
                logger.warning("What is asked is not being logged: %s", error)

    def _append(self, line: bytes) -> None:
        file = _file(self._folder, 0)
        if file.exists() and size(file) + len(line) > self._each:
            for number in range(FILES - 1, 0, -1):
                if (older := _file(self._folder, number - 1)).exists():
                    older.replace(_file(self._folder, number))
        add_line(file, line, synced=False)


@dataclass(frozen=True)
class Logged:
    """The lines of a log, oldest first, and how many could not be read."""

    lines: tuple[Line, ...]
    damaged: int = 0


def read(folder: Path) -> Logged:
    """All that is logged in a folder, nothing where there is none; raises :class:`AuditError`."""
    if not _file(folder, 0).exists():
        return Logged(())
    try:
        texts = list(_texts(folder))
    except OSError as error:
        raise AuditError(f"The log in {folder} cannot be read: {error.strerror}.") from error
    lines, damaged = [], 0
    for text in texts:
        try:
            lines.append(from_json(text))
        except (ValueError, TypeError, KeyError, RecursionError):
            damaged += 1
    return Logged(tuple(lines), damaged)


def _texts(folder: Path) -> Iterator[str]:
    try:
        with _locked(folder):
            return iter(list(_lines(folder)))
    except (OSError, Timeout):  # it may be read by who cannot write there
        return _lines(folder)


def _lines(folder: Path) -> Iterator[str]:
    for number in range(FILES - 1, -1, -1):
        file = _file(folder, number)
        if file.exists():
            text = file.read_text(encoding="utf-8", errors="replace")
            yield from filter(str.strip, text.split("\n"))


def _file(folder: Path, number: int) -> Path:
    return folder / (f"audit.{number}.jsonl" if number else "audit.jsonl")


def _key(folder: Path) -> bytes:
    """The key of this log's hashes, made when it is first needed; raises ValueError if damaged."""
    file = folder / "key"
    if not file.exists():
        beside = folder / "key.half"
        beside.touch(mode=0o600)
        with beside.open("w") as out:
            out.write(secrets.token_hex(_KEY_BYTES))
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    kept = file.read_text().strip()
    if len(kept) != 2 * _KEY_BYTES:
        raise ValueError(f"the key in {file} is damaged; remove it to have another made")
    return bytes.fromhex(kept)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(folder / "lock", timeout=_LOCK_SECONDS):
        yield
