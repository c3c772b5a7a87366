"""A file read within limits: what can go wrong in a file goes wrong in a process of its own.

A page or file that takes too long is stopped by ending that process; so is one that needs too
much memory. What cannot be read is told, page by page, and never left out in silence.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from ingest.blocks import Block
from ingest.errors import DocumentError
from ingest.reading.bounds import ALL, Bounds
from ingest.reading.formats import digest_of, opened
from ingest.reading.limits import Limits
from ingest.reading.messages import IMAGES, LAYOUT, OWN_FAULTS, Pages, ReadingProcess
from ingest.reading.ocr import write_recognised

READINGS = "readings"
"""The folder in which an index keeps what its files gave."""

_HALF = ".new"
_PLAIN = ("text", "markdown")

READER_VERSION = "11"
"""Raised whenever the same file would give other blocks; readings that are kept record it."""


@dataclass(frozen=True)
class Reading:
    """What a file gave; ``printed`` is the title on its pages, ``title`` the file's own.

    ``unread`` says of pages, by number, why they are not in it.

    ``by_machine`` are the pages whose words were recognised from an image. The ``remarks``, of
    what a reader should be told, are sentences behind the file's name and a colon.
    """

    blocks: list[Block]
    title: str = ""
    unread: dict[int, str] = field(default_factory=dict)
    by_machine: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()
    printed: str = ""
    sha256: str = ""

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Reading:
        fields: dict[str, Any] = json.loads(text)
        fields["blocks"] = [Block.from_fields(block) for block in fields["blocks"]]
        fields |= {name: tuple(fields[name]) for name in ("by_machine", "remarks")}
        fields["unread"] = {int(page): why for page, why in fields["unread"].items()}
        return cls(**fields)


@dataclass(frozen=True)
class Reader:
    """Reads files within limits, each once: what a file gave is kept in ``kept_in`` by its bytes.

    With ``ocr``, a PDF whose pages are images is read by machine. With ``links_anywhere``, links of
    a corpus are followed out of it.
    """

    limits: Limits = field(default_factory=Limits)
    ocr: bool = False
    kept_in: Path | None = None
    links_anywhere: bool = False

    def read(self, path: Path, format_: str, password: str = "", bounds: Bounds = ALL) -> Reading:
        """What one file holds between these bounds.

        Raises :class:`DocumentError`, in one sentence, if nothing of it can be read, or if it is
        another at the end than it was at the beginning.
        """
        self.require_size(path)
        digest = digest_of(path)
        kept = self._kept(digest, format_)
        reading = next(filter(None, map(_known, kept)), None)
        if reading is None:
            reading = self._read(path, format_, password, bounds)
            if digest_of(path) != digest:
                raise DocumentError(
                    f"{path.name} was changed while it was read; run the ingest again."
                )
            if kept and not reading.unread:
                _keep(reading, kept[0])
        if format_ not in _PLAIN:
            start, end = bounds.within([block.text for block in reading.blocks], path.name)
            reading = replace(reading, blocks=reading.blocks[start:end])
        return replace(reading, sha256=digest)

    def require_size(self, path: Path) -> None:
        """Raise :class:`DocumentError` if a file is larger than the limit."""
        megabytes = path.stat().st_size / 1e6
        if megabytes > self.limits.file_megabytes:
            raise DocumentError(
                f"{path.name} has {megabytes:,.1f} MB and the limit is "
                f"{self.limits.file_megabytes:,g}; split it, or raise PARITY_FILE_MEGABYTES."
            )

    def _kept(self, digest: str, format_: str) -> list[Path]:
        """Where this file's reading is kept: the name tells its bytes, the reader and the way.

        What a machine once read is used without --ocr too. Plain text is soon read again.
        """
        if self.kept_in is None or format_ in _PLAIN:
            return []
        ways = ["ocr"] if self.ocr else ["text", "ocr"]
        return [self.kept_in / f"{digest}-{format_}-{way}-{READER_VERSION}.json" for way in ways]

    def _read(self, path: Path, format_: str, password: str, bounds: Bounds) -> Reading:
        process = ReadingProcess(path, format_, self.limits, password)
        if format_ != "pdf":
            whole = process.whole(bounds=astuple(bounds))
            return Reading(whole.blocks, whole.title, remarks=whole.remarks)
        pages = process.pdf()
        if self.ocr and pages.images:
            pages = self._recognised(path, pages)
        if not pages.say_something:
            raise DocumentError(_nothing_read(path, pages))
        unread = dict(sorted(pages.unread.items()))
        laid_out = ReadingProcess(path, LAYOUT, self.limits).whole(
            pages=[asdict(page) for page in pages.read],
            outline=[asdict(entry) for entry in pages.outline],
            author=pages.author,
        )
        blocks, printed = laid_out.blocks, laid_out.title
        return Reading(blocks, pages.title, unread, pages.by_machine, printed=printed)

    def _recognised(self, path: Path, pages: Pages) -> Pages:
        """The pages with those that are images as a machine has read them.

        Where it cannot, they are told with the reason; raises :class:`DocumentError` if no other
        page says anything.
        """
        try:
            with TemporaryDirectory(prefix="parity-") as folder:
                seen = write_recognised(path, pages.images, Path(folder), self.limits.file_seconds)
                return pages.completed(ReadingProcess(seen, "pdf", self.limits, "").pdf())
        except DocumentError as error:
            if not pages.say_something:
                raise
            why = {page: f"{pages.unread[page]}; {str(error).rstrip('.')}" for page in pages.images}
            return replace(pages, unread={**pages.unread, **why})


def _known(kept: Path) -> Reading | None:
    """The reading that is kept in a file; None if none is, or it is not as it was written."""
    try:
        with opened(kept) as file:
            digest, _, text = file.read().decode().partition("\n")
        return Reading.from_json(text) if digest == _digest(text) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
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
            text = reading.to_json()
            beside.write_text(f"{_digest(text)}\n{text}", encoding="utf-8")
            beside.replace(kept)
        finally:
            beside.unlink(missing_ok=True)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _nothing_read(path: Path, pages: Pages) -> str:
    unread, count = pages.unread, pages.count
    if not unread:
        return f"{path.name} holds no text; put text into it or move it elsewhere."
    if all(why in IMAGES for why in unread.values()):
        return (
            f"{path.name} shows its {count} page{'s' if count > 1 else ''} as images without text; "
            "run 'parity ingest --ocr' to have them read by machine."
        )
    first = min(unread)
    is_own = unread[first].startswith(OWN_FAULTS)
    cure = "fetch or export it again" if is_own else "run the ingest again"
    return f"No page of {path.name} can be read (page {first}: {unread[first]}); {cure}."
