"""A corpus folder, read whole: its documents, and their paragraphs with nothing missing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ingest.blocks import Block, BlockKind
from ingest.doubts import pages_said
from ingest.errors import CorpusError, DocumentError
from ingest.front import without_front_heads
from ingest.language.words import words
from ingest.number_faults import check_numbers, doubtful_numbers
from ingest.paragraphs import split
from ingest.profile import NO_PROFILE, Profile
from ingest.profile_file import read_profile
from ingest.quality import Quality, quality_of
from ingest.reading.bounds import Bounds
from ingest.reading.formats import digest_of, unreadable
from ingest.reading.messages import OWN_FAULTS
from ingest.reading.reader import Reader, Reading
from ingest.sources import SOURCES_FILE, Source, read_sources
from ingest.types import Document, Paragraph, Progress

_FAULTS_NAMED = 3
_PAGES_NAMED = 10
_BETWEEN = "-–—|»·•:"
"""Signs that stand between the title of a page and the name of its site."""
_FIRST_PAGES = 3
"""On which a paper's title stands."""

_NO_TITLE = re.compile(
    r"^(?:microsoft \w+ - .*|powerpoint presentation|untitled.*"
    r"|.*\.(?:docx?|indd|pdf|odt|p65|qxp))$|^\W*$",
    re.IGNORECASE,
)


READER = Reader()
"""Reads files within the usual limits, and keeps nothing."""


@dataclass(frozen=True)
class Unread:
    """A file, or pages of one, that could not be read; ``why`` is a sentence that names it.

    ``document`` is the file's id; ``whole`` says that what was read of it before stays. ``sha256``
    is that of the bytes that could not be read, as far as that is known.
    """

    document: str
    why: str
    whole: bool = True
    sha256: str = ""


@dataclass(frozen=True)
class Corpus:
    """Every document with its paragraphs in reading order, and what a reader should be told."""

    documents: tuple[Document, ...]
    paragraphs: tuple[Paragraph, ...]
    warnings: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    profile: Profile = NO_PROFILE
    quality: tuple[Quality, ...] = ()


def read_corpus(folder: Path, reader: Reader = READER, progress: Progress | None = None) -> Corpus:
    """Read every document of a corpus folder; one that cannot be read is told and left out.

    ``progress`` is told how far that is.
    Raises :class:`CorpusError` if the folder or its ``sources.toml`` cannot be used, or if nothing
    in it can be read.
    """
    documents: list[Document] = []
    paragraphs: list[Paragraph] = []
    quality: list[Quality] = []
    profile, warnings = read_profile(folder, links_anywhere=reader.links_anywhere)
    unread: list[Unread] = []
    sources = read_sources(folder, links_anywhere=reader.links_anywhere)
    for at, source in enumerate(sources):
        if progress:
            progress(at, len(sources))
        try:
            read = _read_document(source, reader)
        except DocumentError as error:
            digest = "" if source.fault else _digest(source.path)
            unread.append(Unread(source.id, str(error), not source.refused, digest))
            continue
        documents.append(read.document)
        paragraphs += read.paragraphs
        warnings += read.warnings
        unread += read.unread
        quality.append(read.quality)
    if not documents:
        raise CorpusError(_nothing_read(folder, unread))
    return Corpus(
        tuple(documents),
        tuple(paragraphs),
        tuple(warnings),
        tuple(unread),
        profile,
        tuple(quality),
    )


def _nothing_read(folder: Path, unread: Sequence[Unread]) -> str:
    if len(unread) == 1:
        return unread[0].why
    reasons = " ".join(of.why for of in unread)
    return f"None of the {len(unread)} files in {folder} can be read. {reasons}"


@dataclass(frozen=True)
class _Read:
    document: Document
    paragraphs: list[Paragraph]
    warnings: list[str]
    unread: list[Unread]
    quality: Quality


def _read_document(source: Source, reader: Reader) -> _Read:
    """Read one document. Raises :class:`DocumentError` if it is not all that it should be."""
    if source.fault:
        raise DocumentError(source.fault)
    try:
        bounds = Bounds(source.starts_at, source.ends_before)
        reading = reader.read(source.path, source.format, _password(source), bounds)
    except OSError as error:
        raise unreadable(source.path, error) from error
    heading, blocks = _title(without_front_heads(reading.blocks, reading.printed))
    title = reading.printed or heading
    named = source.title or title or reading.title
    paragraphs = split(
        source.id, blocks, by_machine=reading.by_machine, title=named, printed=reading.printed
    )
    if not paragraphs:
        raise DocumentError(
            f"{source.path.name} holds no text; put text into it or move it elsewhere."
        )
    if source.paragraphs is not None:
        _require_numbers(source.path.name, source.paragraphs, paragraphs)
    is_own = _is_own(reading.title, title, source.path.stem, reading.blocks)
    own_title = reading.title if is_own else ""
    document = Document(
        id=source.id,
        title=source.title or own_title or title or source.path.stem,
        short=source.short,
        file=source.path.name,
        sha256=reading.sha256,
        publisher=source.publisher,
        date=source.date,
        kind=source.kind,
        rights=source.rights,
        caution=_partial(source, reading),
    )
    return _Read(
        document,
        paragraphs,
        [
            *(f"{source.path.name}: {remark}" for remark in reading.remarks),
            *_remarks(source, document, paragraphs),
        ],
        [Unread(source.id, why, whole=False) for why in _unread_pages(source, reading)],
        quality_of(source.id, blocks, paragraphs, reading.unread, reading.by_machine),
    )


def _digest(path: Path) -> str:
    """A file's SHA-256; empty where it cannot be read."""
    with suppress(OSError):
        return digest_of(path)
    return ""


def _password(source: Source) -> str:
    """The file's password, from the environment variable that ``sources.toml`` names."""
    if not source.password_env:
        return ""
    if source.password_env not in os.environ:
        raise DocumentError(
            f"{source.path.name} needs its password in the environment variable "
            f"{source.password_env}, which is not set; set it and run the ingest again."
        )
    return os.environ[source.password_env]


def _remarks(source: Source, document: Document, paragraphs: list[Paragraph]) -> Iterator[str]:
    """What a reader should be told of a document that was read."""
    if source.remark:
        yield source.remark
    if source.sha256 and source.sha256.lower() != document.sha256:
        yield (
            f"{document.file} is not the file that {SOURCES_FILE} describes: its SHA-256 is "
            f"{document.sha256[:12]}…, not {source.sha256[:12]}…."
        )
    if source.paragraphs is None and (doubts := doubtful_numbers(paragraphs)):
        yield f"{document.file}: {_listed(doubts)}; look whether the document itself is so."


def _unread_pages(source: Source, reading: Reading) -> Iterator[str]:
    """A sentence for each reason why pages of a document could not be read."""
    pages: dict[str, list[int]] = {}
    for page, why in reading.unread.items():
        pages.setdefault(why, []).append(page)
    for why, numbers in pages.items():
        named = ", ".join(map(str, numbers[:_PAGES_NAMED]))
        more = f" and {len(numbers) - _PAGES_NAMED} more" if len(numbers) > _PAGES_NAMED else ""
        plural = "s" if len(numbers) > 1 else ""
        yield f"{source.path.name}, page{plural} {named}{more}, could not be read: {why}."


def _partial(source: Source, reading: Reading) -> str:
    """What readers are told of a document of which pages are missing for no fault of their own."""
    pages = [page for page, why in reading.unread.items() if not why.startswith(OWN_FAULTS)]
    if not pages:
        return ""
    named = pages_said(pages[:_PAGES_NAMED])
    more = f" and {len(pages) - _PAGES_NAMED} more" if len(pages) > _PAGES_NAMED else ""
    return (
        f"Part of this document is missing: {named}{more} of {source.path.name} could not be read "
        f"({reading.unread[pages[0]]})."
    )


def _is_own(named: str, title: str, stem: str, blocks: Sequence[Block]) -> bool:
    """Whether a file's own title is its paper's, and not that of a template, a program or a file.

    Most of its words stand on the first pages, and some in the ``title`` that they print, which is
    empty where there is none: then any that is no program's will do. None has a site's beside it.
    """
    if _NO_TITLE.match(named):
        return False
    if not title:
        return True
    parts = [part for by in _BETWEEN for part in _halves(named, by)]
    if any(part and title.startswith(part) for part in parts):
        return False
    if " " not in named and (named == stem or not named.isalnum()):
        return False
    first = [block.text for block in blocks if (block.page or 1) <= _FIRST_PAGES]
    there, own = set(words(" ".join(first))), words(named)
    stand = 2 * sum(word in there for word in own) > len(own)
    return stand and not set(own).isdisjoint(words(title))


def _halves(named: str, sign: str) -> tuple[str, str]:
    """What stands before the last of a sign within words, and behind the first; empty without."""
    return named.rpartition(f" {sign} ")[0], named.partition(f" {sign} ")[2]


def _title(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The document's own title, a first heading alone on its level, and the blocks without it.

    Where nothing else is in the document, the title is its text as well.
    """
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    if not headings or blocks[0] is not headings[0]:
        return "", blocks
    top = headings[0]
    if sum(block.level <= top.level for block in headings) > 1:
        return top.text, blocks
    below = [block for block in blocks if block is not top]
    is_all = all(block.kind is BlockKind.FOOTNOTE for block in below)
    return top.text, blocks if is_all else below


def _require_numbers(file: str, numbers: range, paragraphs: list[Paragraph]) -> None:
    if faults := check_numbers(paragraphs, numbers):
        raise DocumentError(
            f"{file} must give paragraphs {numbers[0]} to {numbers[-1]}, once each and in order: "
            f"{_listed(faults)}; correct the file or {SOURCES_FILE}."
        )


def _listed(faults: Sequence[str]) -> str:
    more = len(faults) - _FAULTS_NAMED
    named = "; ".join(faults[:_FAULTS_NAMED])
    return f"{named}, and {more} more" if more > 0 else named
