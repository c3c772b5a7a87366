"""A file read within limits: what can go wrong in a file goes wrong in a process of its own.

A page or file that takes too long is stopped by ending that process; so is one that needs too
much memory. What cannot be read is told, page by page, and never left out in silence.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from ingest.blocks import Block
from ingest.errors import DocumentError
from ingest.limits import Limits
from ingest.ocr import write_recognised
from ingest.pdf.lines import Page
from ingest.pdf.reader import blocks_of
from ingest.pdf.styles import Bookmark

_FEWEST_LETTERS = 3
_DRAWN_RULES = 200
"""A page without text and as many lines is drawn: its letters are outlines."""
_UNREADABLE_SHARE = 0.3
_IMAGE, _DRAWN = "an image without text", "letters that do not say which they are"
_IMAGES = (_IMAGE, _DRAWN)

READINGS = "readings"
"""The folder in which an index keeps what its files gave."""

_HALF = ".new"

READER_VERSION = "3"
"""Raised whenever the same file would give other blocks; readings that are kept record it."""


@dataclass(frozen=True)
class Reading:
    """What a file gave. ``unread`` says of pages, by number, why they are not in it.

    ``by_machine`` are the pages whose words were recognised from an image.
    """

    blocks: list[Block]
    title: str = ""
    unread: dict[int, str] = field(default_factory=dict)
    by_machine: tuple[int, ...] = ()

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Reading:
        fields: dict[str, Any] = json.loads(text)
        fields["blocks"] = [Block.from_fields(block) for block in fields["blocks"]]
        fields["by_machine"] = tuple(fields["by_machine"])
        fields["unread"] = {int(page): why for page, why in fields["unread"].items()}
        return cls(**fields)


@dataclass(frozen=True)
class Reader:
    """Reads files within limits, each once: what a file gave is kept in ``kept_in`` by its bytes.

    With ``ocr``, a PDF whose pages are images is read by machine.
    """

    limits: Limits = field(default_factory=Limits)
    ocr: bool = False
    kept_in: Path | None = None

    def read(self, path: Path, format_: str, password: str = "") -> Reading:
        """What one file holds.

        Raises :class:`DocumentError`, in one sentence, if nothing of it can be read.
        """
        self.require_size(path)
        kept = self._kept(path, format_)
        for known in map(_known, kept):
            if known is not None:
                return known
        reading = self._read(path, format_, password)
        if kept and not reading.unread:
            _keep(reading, kept[0])
        return reading

    def require_size(self, path: Path) -> None:
        """Raise :class:`DocumentError` if a file is larger than the limit."""
        megabytes = path.stat().st_size / 1e6
        if megabytes > self.limits.file_megabytes:
            raise DocumentError(
                f"{path.name} has {megabytes:,.1f} MB and the limit is "
                f"{self.limits.file_megabytes:,g}; split it, or raise PARITY_FILE_MEGABYTES."
            )

    def _kept(self, path: Path, format_: str) -> list[Path]:
        """Where this file's reading is kept: the name tells its bytes, the reader and the way.

        What a machine once read is used without --ocr too.
        """
        if self.kept_in is None:
            return []
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        ways = ["ocr"] if self.ocr else ["text", "ocr"]
        return [self.kept_in / f"{digest}-{format_}-{way}-{READER_VERSION}.json" for way in ways]

    def _read(self, path: Path, format_: str, password: str) -> Reading:
        told = _Told(path, format_, self.limits, password)
        if format_ != "pdf":
            return told.whole()
        pages = told.pdf()
        if self.ocr and pages.images:
            pages = self._recognised(path, pages)
        return pages.reading(path)

    def _recognised(self, path: Path, pages: _Pages) -> _Pages:
        """The pages with those that are images as a machine has read them.

        Where it cannot, they are told with the reason; raises :class:`DocumentError` if no other
        page says anything.
        """
        try:
            with TemporaryDirectory(prefix="parity-") as folder:
                seen = write_recognised(path, pages.images, Path(folder), self.limits.file_seconds)
                return pages.completed(_Told(seen, "pdf", self.limits, "").pdf())
        except DocumentError as error:
            if not pages.say_something:
                raise
            why = {page: f"{pages.unread[page]}; {str(error).rstrip('.')}" for page in pages.images}
            return replace(pages, unread={**pages.unread, **why})


def _known(kept: Path) -> Reading | None:
    """The reading that is kept in a file; None if none is, or it cannot be used."""
    try:
        return Reading.from_json(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remove_half_readings(folder: Path) -> None:
    """Remove what was written of readings by an ingest that was stopped meanwhile."""
    for half in folder.glob(f"*{_HALF}"):
        half.unlink(missing_ok=True)


def _keep(reading: Reading, kept: Path) -> None:
    """Keep a reading, in one rename; where it cannot be written the file is read again next time.

    Two ingests may be reading the same file, so that each writes beside the other.
    """
    beside = kept.with_name(f"{kept.stem}-{uuid4().hex[:8]}{_HALF}")
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_text(reading.to_json(), encoding="utf-8")
            beside.replace(kept)
        finally:
            beside.unlink(missing_ok=True)


@dataclass
class _Pages:
    """A PDF's pages as far as they could be read, and why the others could not."""

    count: int = 1
    title: str = ""
    outline: list[Bookmark] = field(default_factory=list)
    read: list[Page] = field(default_factory=list)
    unread: dict[int, str] = field(default_factory=dict)
    by_machine: tuple[int, ...] = ()

    @property
    def images(self) -> list[int]:
        """The pages that show text as an image only."""
        return [number for number, why in self.unread.items() if why in _IMAGES]

    @property
    def say_something(self) -> bool:
        return any(page.letters for page in self.read)

    def completed(self, recognised: _Pages) -> _Pages:
        """These pages, with those that are images as a machine has read them."""
        new = [page for page in recognised.read if page.number in self.images and page.letters]
        numbers = tuple(page.number for page in new)
        read = sorted([*self.read, *new], key=lambda page: page.number)
        unread = {page: why for page, why in self.unread.items() if page not in numbers}
        return replace(self, read=read, unread=unread, by_machine=numbers)

    def reading(self, path: Path) -> Reading:
        """The document that the pages make. Raises :class:`DocumentError` if they say nothing."""
        if not self.say_something:
            raise DocumentError(_nothing_read(path, self.unread, self.count))
        unread = dict(sorted(self.unread.items()))
        return Reading(blocks_of(self.read, self.outline), self.title, unread, self.by_machine)


class _Told:
    """What the reading process tells of one file, within the limits."""

    def __init__(self, path: Path, format_: str, limits: Limits, password: str) -> None:
        self._path, self._format, self._limits = path, format_, limits
        self._password = password
        self._ends = time.monotonic() + limits.file_seconds

    def whole(self) -> Reading:
        """A file that is read as a whole."""
        for message in self._messages(1, self._limits.file_seconds):
            if message["kind"] == "blocks":
                blocks = [Block.from_fields(fields) for fields in message["blocks"]]
                return Reading(blocks, message["title"])
        raise self._too_slow() if self._left() <= 0 else self._too_much()

    def pdf(self) -> _Pages:
        """A PDF, page by page; a page on which the process ends or hangs is left and told."""
        pages, at = _Pages(), 1
        while at <= pages.count:
            for message in self._messages(at, self._limits.page_seconds):
                if message["kind"] == "opened":
                    pages.title, pages.count = message["title"], message["count"]
                    pages.outline = [Bookmark(**entry) for entry in message["outline"]]
                    continue
                if message["kind"] == "damaged":
                    pages.unread[at] = "damaged"
                else:
                    page = Page.from_fields(message["page"])
                    why = _why_unread(page)
                    pages.read += [] if why else [page]
                    pages.unread |= {at: why} if why else {}
                at += 1
            if at <= pages.count:
                if self._left() <= 0:
                    raise self._too_slow()
                pages.unread[at] = (
                    f"more than {self._limits.page_seconds:g} seconds of work "
                    "(PARITY_PAGE_SECONDS) or too much memory"
                )
                at += 1
        return pages

    def _messages(self, first_page: int, seconds: float) -> Iterator[dict[str, Any]]:
        """The messages of a process that begins at a page, until it ends or one is late."""
        here, there = os.pipe()
        command = [sys.executable, "-m", "ingest.reading_process"]
        command += [self._format, str(self._path), str(first_page), str(there)]
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PARITY_")}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        process = subprocess.Popen(
            [*command, str(self._limits.memory_megabytes)],
            pass_fds=[there],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        os.close(there)
        connection = Connection(here, writable=False)
        try:
            assert process.stdin is not None
            process.stdin.write(self._password.encode(errors="surrogateescape"))
            process.stdin.close()
            opening = 10.0
            while connection.poll(max(min(seconds + opening, self._left()), 0)):
                message: dict[str, Any] = json.loads(connection.recv_bytes())
                if message["kind"] == "failed":
                    raise DocumentError(message["why"])
                if message["kind"] == "done":
                    return
                opening = 0.0
                yield message
        except (EOFError, BrokenPipeError):
            return
        finally:
            process.kill()
            process.wait()
            connection.close()

    def _left(self) -> float:
        return self._ends - time.monotonic()

    def _too_much(self) -> DocumentError:
        return DocumentError(
            f"{self._path.name} breaks its reader, or needs more than "
            f"{self._limits.memory_megabytes:,} MB of memory; split it, or export it again."
        )

    def _too_slow(self) -> DocumentError:
        return DocumentError(
            f"{self._path.name} takes more than {self._limits.file_seconds:g} seconds to read, or "
            "too much memory; split it, or raise PARITY_FILE_SECONDS."
        )


def _why_unread(page: Page) -> str:
    """Why a page that was opened says nothing; empty for one that does, or is blank."""
    if page.letters < _FEWEST_LETTERS:
        return _IMAGE if page.images > 0 or len(page.rules) > _DRAWN_RULES else ""
    if page.unreadable > _UNREADABLE_SHARE * (page.letters + page.unreadable):
        return _DRAWN
    return ""


def _nothing_read(path: Path, unread: dict[int, str], count: int) -> str:
    if not unread:
        return f"{path.name} holds no text; put text into it or move it elsewhere."
    if all(why in _IMAGES for why in unread.values()):
        return (
            f"{path.name} shows its {count} page{'s' if count > 1 else ''} as images without text; "
            "run 'parity ingest --ocr' to have them read by machine."
        )
    first = min(unread)
    return (
        f"No page of {path.name} can be read (page {first}: {unread[first]}); fetch or export it "
        "again."
    )
