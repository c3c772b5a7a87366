"""What the reading process tells of one file: its blocks, or page after page, within limits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ingest.errors import DocumentError
from ingest.reading.limits import Limits
from ingest.reading.pdf.levels import Bookmark
from ingest.reading.pdf.lines import Page
from ingest.reading.whole import Whole

_FEWEST_LETTERS = 3
_DRAWN_RULES = 200
"""A page without text and as many lines is drawn: its letters are outlines."""
_UNREADABLE_SHARE = 0.3
_IMAGE, _DRAWN = "an image without text", "letters that do not say which they are"
IMAGES = (_IMAGE, _DRAWN)
"""Why a page is unread that a machine may yet recognise."""


@dataclass
class Pages:
    """A PDF's pages as far as they could be read, and why the others could not."""

    count: int = 1
    title: str = ""
    author: str = ""
    outline: list[Bookmark] = field(default_factory=list)
    read: list[Page] = field(default_factory=list)
    unread: dict[int, str] = field(default_factory=dict)
    by_machine: tuple[int, ...] = ()

    @property
    def images(self) -> list[int]:
        """The pages that show text as an image only."""
        return [number for number, why in self.unread.items() if why in IMAGES]

    @property
    def say_something(self) -> bool:
        return any(page.letters for page in self.read)

    def completed(self, recognised: Pages) -> Pages:
        """These pages, with those that are images as a machine has read them."""
        new = [page for page in recognised.read if page.number in self.images and page.letters]
        numbers = tuple(page.number for page in new)
        read = sorted([*self.read, *new], key=lambda page: page.number)
        unread = {page: why for page, why in self.unread.items() if page not in numbers}
        return replace(self, read=read, unread=unread, by_machine=numbers)


class ReadingProcess:
    """What the reading process tells of one file, within the limits."""

    def __init__(self, path: Path, format_: str, limits: Limits, password: str) -> None:
        self._path, self._format, self._limits = path, format_, limits
        self._password = password
        self._ends = time.monotonic() + limits.file_seconds

    def whole(self) -> Whole:
        """What a file that is read as a whole holds."""
        for message in self._messages(1, self._limits.file_seconds):
            if message["kind"] == "blocks":
                return Whole.from_fields(message)
        raise self._too_slow() if self._left() <= 0 else self._too_much()

    def pdf(self) -> Pages:
        """A PDF, page by page; a page on which the process ends or hangs is left and told."""
        pages, at = Pages(), 1
        while at <= pages.count:
            for message in self._messages(at, self._limits.page_seconds):
                if message["kind"] == "opened":
                    pages.title, pages.author = message["title"], message["author"]
                    pages.count = message["count"]
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
        command = [sys.executable, "-m", "ingest.reading.process"]
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
