"""The conversations on disk: a folder for each visitor, a file for each conversation."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.kept.conversation import (
    Conversation,
    Header,
    KeptError,
    begun,
    damaged,
    read_header,
    read_turns,
    titled,
    to_text,
    with_turn,
)
from assistant.kept.files import age, remove, remove_if_empty, size
from assistant.kept.turn import Turn, is_name, is_written, now

_ENDING = ".jsonl"
_HALF = ".half"
_LOCK_SECONDS = 10.0
_DAY = 86_400.0
MOST_KEPT_TURNS = 100
MOST_BYTES = 4_000_000
"""Of one conversation; a question and its answer take some 20 kB."""

MOST_OF_ONE = 200
"""Conversations of one visitor, beyond which the oldest goes."""

MOST_IN_ALL = 1_000_000_000
"""Bytes of all conversations, beyond which the oldest go."""

_LOOK = "Whoever runs Parity should look at the folder that PARITY_KEPT_DIR names."
_NOT_BEGUN = (
    f"This conversation could not be written down: it will be gone when the page is closed. {_LOOK}"
)
_NOT_ADDED = (
    "This answer could not be written down: it will be gone when the page is closed. What was "
    f"there before stays. {_LOOK}"
)
_NOT_CHANGED = f"This conversation could not be changed; it is as it was. {_LOOK}"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Listed:
    """A conversation in the list of its visitor's; no header where its file cannot be read."""

    name: str
    header: Header | None


class Store:
    """The conversations below one folder; every call reads and writes whole files.

    Names are taken only in the form that :func:`new_name` gives them, so that none leads out of
    the folder. A visitor is known to the disk by a digest of the name in their cookie.
    """

    def __init__(self, folder: Path, days: float) -> None:
        """``days`` is for how long a conversation is kept after its last change; 0 keeps none."""
        self._folder, self._days = folder, days

    @property
    def keeps(self) -> bool:
        return self._days > 0

    def add(
        self,
        visitor: str,
        name: str,
        turn: Turn,
        begins_with: Sequence[Turn] | None = None,
        before: Sequence[Turn] | None = None,
    ) -> bool:
        """Write a turn to a visitor's conversation; returns whether it stands there now.

        A conversation that is new ``begins_with`` some turns. One that is not, and is gone, was
        deleted meanwhile and does not come back. A turn that is not there yet stands behind those
        ``before`` it on the page, or else last. Raises :class:`KeptError` where the conversation is
        full or cannot be read or written.
        """
        if not self.keeps or not is_written(turn):
            return False
        file = self._file(visitor, name)
        with self._writing(file.parent, _NOT_ADDED if begins_with is None else _NOT_BEGUN):
            if begins_with is not None:
                self._write(file, begun(with_turn(begins_with, turn)))
                self._make_room(file)
            elif self._is_kept(file):
                found = self._read(file)
                header = replace(found.header, changed=now())
                self._write(file, Conversation(header, with_turn(found.turns, turn, before)))
            else:
                return False
        return True

    def stamp(self, visitor: str, name: str) -> int:
        """What changes whenever a visitor's conversation does; 0 where it is not kept."""
        file = self._file(visitor, name)
        try:
            return file.stat().st_mtime_ns if self._is_kept(file) else 0
        except OSError:
            return 0  # it was removed between the two

    def read(self, visitor: str, name: str) -> Conversation:
        """A conversation of the visitor's, or one of another's that is shared.

        Raises :class:`KeptError` with a sentence that is the same for one that never was, one that
        is no longer kept, and one of somebody else's.
        """
        if not is_name(name) or not self.keeps:
            raise _nowhere()
        file = self._file(visitor, name)
        if self._is_kept(file):
            return self._read(file)
        for other in self._folder.glob(f"*/{name}{_ENDING}"):
            header = self._header_or_none(other)
            if self._is_kept(other) and header and header.shared:
                return replace(self._read(other), own=False)
        raise _nowhere()

    def all_of(self, visitor: str) -> list[Listed]:
        """The visitor's conversations, the one changed last first."""
        if not self.keeps:
            return []
        files = [file for file in self._of(visitor).glob(f"*{_ENDING}") if self._is_kept(file)]
        return [Listed(file.stem, self._header_or_none(file)) for file in sorted(files, key=age)]

    def rename(self, visitor: str, name: str, title: str) -> None:
        """Give a conversation another title; raises :class:`KeptError`."""
        self._change(visitor, name, lambda header: replace(header, title=titled(title)))

    def share(self, visitor: str, name: str, shared: bool) -> None:
        """Let whoever has its address read it, or no longer; raises :class:`KeptError`."""
        self._change(visitor, name, lambda header: replace(header, shared=shared))

    def delete(self, visitor: str, name: str) -> None:
        """Remove a conversation, whether or not it can be read; raises :class:`KeptError`."""
        file = self._file(visitor, name)
        with self._writing(file.parent, _NOT_CHANGED):
            file.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove what is kept no longer, what a killed process left, and the oldest of too much.

        What cannot be touched stays, and the log says why.
        """
        try:
            if self._folder.is_dir():
                with self._locked():
                    self._tidy()
        except (OSError, Timeout) as error:
            logger.warning("The kept conversations were not tidied: %s", error)

    def _tidy(self) -> None:
        files = []
        for path in self._folder.glob("*/*"):
            if path.suffix == _ENDING and self._is_kept(path):
                files.append(path)
            elif path.suffix == _ENDING or (path.suffix == _HALF and age(path) > _DAY):
                remove(path)
        room = MOST_IN_ALL
        for file in sorted(files, key=age):
            room -= size(file)
            if room < 0:
                remove(file)
        for folder in self._folder.glob("*/"):
            remove_if_empty(folder)

    def _change(self, visitor: str, name: str, changed: Callable[[Header], Header]) -> None:
        file = self._file(visitor, name)
        with self._writing(file.parent, _NOT_CHANGED):
            if not self._is_kept(file):
                raise _nowhere()
            found = self._read(file)
            self._write(file, replace(found, header=changed(found.header)))

    def _of(self, visitor: str) -> Path:
        return self._folder / hashlib.sha256(visitor.encode()).hexdigest()[:32]

    def _file(self, visitor: str, name: str) -> Path:
        if not is_name(name):
            raise _nowhere()
        return self._of(visitor) / f"{name}{_ENDING}"

    def _is_kept(self, file: Path) -> bool:
        return self.keeps and age(file) <= self._days * _DAY

    def _header(self, file: Path) -> Header:
        try:
            with file.open(encoding="utf-8", errors="replace") as lines:
                return read_header(lines.readline())
        except OSError as error:
            raise _unreadable() from error

    def _header_or_none(self, file: Path) -> Header | None:
        try:
            return self._header(file)
        except KeptError:
            return None

    def _read(self, file: Path) -> Conversation:
        try:
            first, *turns = file.read_text(encoding="utf-8").split("\n")
        except OSError as error:
            raise _unreadable() from error
        except ValueError as error:
            raise damaged() from error
        header = read_header(first)
        return Conversation(header, read_turns(turns, header.format))

    def _write(self, file: Path, conversation: Conversation) -> None:
        """Write beside the file and put it in its place by one rename, so that it is never half."""
        written = to_text(conversation).encode()
        if len(conversation.turns) > MOST_KEPT_TURNS or len(written) > MOST_BYTES:
            raise KeptError(
                "This conversation has grown too long to be kept any further. What it has so far "
                "stays; begin a new one to have what follows kept."
            )
        beside = file.with_suffix(_HALF)
        beside.touch(mode=0o600)
        with beside.open("wb") as out:
            out.write(written)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)

    def _make_room(self, newest: Path) -> None:
        files = sorted(newest.parent.glob(f"*{_ENDING}"), key=age)
        for file in files[MOST_OF_ONE:]:
            if file != newest:
                remove(file)

    @contextmanager
    def _writing(self, folder: Path, failed: str) -> Iterator[None]:
        """Hold the lock of all conversations; every failure of the disk becomes one sentence."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._locked():
                folder.mkdir(mode=0o700, exist_ok=True)
                yield
        except (OSError, Timeout) as error:
            raise KeptError(failed) from error

    def _locked(self) -> FileLock:
        return FileLock(self._folder / "lock", timeout=_LOCK_SECONDS)


def _nowhere() -> KeptError:
    return KeptError(
        "There is no such conversation here. It was deleted, or its days have passed, or it was "
        "begun in another browser and is not shared. You can begin a new one below."
    )


def _unreadable() -> KeptError:
    return KeptError(
        "This conversation cannot be opened just now. Please try again; if it happens again, tell "
        "whoever runs Parity."
    )
