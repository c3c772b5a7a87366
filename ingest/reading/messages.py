"""What the reading process tells of one file: its blocks, or page after page, within limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ingest.errors import DocumentError
from ingest.reading.endings import Cause, Ended
from ingest.reading.forks import FORKS
from ingest.reading.formats import FORMATS
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
DAMAGED = "damaged"
OWN_FAULTS = (*IMAGES, DAMAGED)
"""Why a page is unread that no machine reads otherwise."""
LAYOUT = "layout"
"""What is asked for where the pages of a PDF are to become blocks."""
_ATTEMPTS = 2
"""How often a file, or a page, is begun on which the process is killed from outside."""


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
    """What the reading process tells of one file, within the limits.

    One that was killed from outside is asked once more. Raises :class:`DocumentError` for a format
    that there is none of.
    """

    def __init__(self, path: Path, format_: str, limits: Limits, password: str = "") -> None:
        if format_ not in FORMATS.values() and format_ != LAYOUT:
            raise DocumentError(
                f"{path.name} has a format that nothing here reads: {format_}; take one of "
                f"{', '.join(dict.fromkeys(FORMATS.values()))}."
            )
        self._path, self._format, self._limits = path, format_, limits
        self._password = password.encode(errors="surrogateescape").decode(errors="replace")
        self._left = limits.file_seconds

    def whole(self, **fields: Any) -> Whole:
        """What a file that is read as a whole holds; ``fields`` are what its reader needs besides.

        Raises :class:`DocumentError` with the reason for which it cannot be read.
        """
        for _ in range(_ATTEMPTS):
            if found := list(self._messages(self._limits.file_seconds, **fields)):
                return Whole.from_fields(found[0])
            if self._ended.cause is not Cause.KILLED:
                break
        raise DocumentError(self._ended.sentence(self._path.name, self._limits))

    def pdf(self) -> Pages:
        """A PDF, page by page; a page on which the process ends or waits is left and told."""
        pages, at, attempts = Pages(), 1, 0
        while at <= pages.count:
            attempts += 1
            for message in self._messages(self._limits.page_seconds, first_page=at):
                if message["kind"] == "opened":
                    pages.title, pages.author = message["title"], message["author"]
                    pages.count = message["count"]
                    pages.outline = [Bookmark(**entry) for entry in message["outline"]]
                elif message["kind"] in ("page", "damaged"):
                    _take(pages, at, message)
                    at, attempts = at + 1, 0
            if at > pages.count:
                break
            if self._left <= 0 or self._ended.cause is Cause.FILE:
                raise DocumentError(Ended(Cause.FILE).sentence(self._path.name, self._limits))
            if self._ended.cause is not Cause.KILLED or attempts == _ATTEMPTS:
                pages.unread[at] = self._ended.of_page(self._limits)
                at, attempts = at + 1, 0
        return pages

    def _messages(self, seconds: float, **fields: Any) -> Iterator[dict[str, Any]]:
        """What a fork tells of the file, until it ends; then how it ended is known.

        Raises :class:`DocumentError` with what the reader itself says of the file.
        """
        request = {
            "format": self._format,
            "path": str(self._path.absolute()),
            "password": self._password,
            "page_seconds": self._limits.page_seconds,
            "seconds": self._left,
            "memory_megabytes": self._limits.memory_megabytes,
            **fields,
        }
        why = broken = ""
        with closing(FORKS.messages(request, self._limits, seconds)) as messages:
            for message in messages:
                if message["kind"] == "failed":
                    why = message["why"]
                elif message["kind"] == "broken":
                    broken = message["error"]
                elif message["kind"] == "ended":
                    stopped = Cause(message["stopped"]) if message["stopped"] else None
                    told = message | ({"error": broken} if broken else {})
                    self._ended = Ended.of(told, stopped)
                    self._left -= self._ended.seconds
                else:
                    yield message
        if why:
            raise DocumentError(why)


def _take(pages: Pages, at: int, message: Mapping[str, Any]) -> None:
    """Note what is told of a page."""
    if message["kind"] == "damaged":
        pages.unread[at] = DAMAGED
        return
    page = Page.from_fields(message["page"])
    if why := _why_unread(page):
        pages.unread[at] = why
    else:
        pages.read.append(page)


def _why_unread(page: Page) -> str:
    """Why a page that was opened says nothing; empty for one that does, or is blank."""
    if page.letters < _FEWEST_LETTERS:
        return _IMAGE if page.images > 0 or len(page.rules) > _DRAWN_RULES else ""
    if page.unreadable > _UNREADABLE_SHARE * (page.letters + page.unreadable):
        return _DRAWN
    return ""
