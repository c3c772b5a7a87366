"""A corpus folder, read whole: its documents, and their paragraphs with nothing missing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.blocks import Block, BlockKind
from ingest.errors import CorpusError, DocumentError
from ingest.front import without_front_heads
from ingest.language.words import words
from ingest.number_faults import check_numbers, doubtful_numbers
from ingest.paragraphs import split
from ingest.profile import NO_PROFILE, Profile
from ingest.profile_file import read_profile
from ingest.quality import Quality, quality_of
from ingest.reading.encoding import Decoded, decoded
from ingest.reading.formats import digest_of
from ingest.reading.markup.markdown import read_markdown
from ingest.reading.reader import Reader, Reading
from ingest.reading.text import read_text
from ingest.reading.whole import Whole
from ingest.sources import SOURCES_FILE, Source, read_sources
from ingest.types import Document, Paragraph, Progress

_FAULTS_NAMED = 3
_PAGES_NAMED = 10
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

    ``document`` is the file's id; ``whole`` says that what was read of it before stays.
    """

    document: str
    why: str
    whole: bool = True


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
    profile, warnings = read_profile(folder)
    unread: list[Unread] = []
    sources = read_sources(folder, links_anywhere=reader.links_anywhere)
    for at, source in enumerate(sources):
        if progress:
            progress(at, len(sources))
        try:
            read = _read_document(source, reader)
        except DocumentError as error:
            unread.append(Unread(source.id, str(error), whole=not source.refused))
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
    reading = _reading(source, reader)
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
        _require_numbers(source, paragraphs)
    is_own = _is_own(reading.title, title, source.path.stem, reading.blocks)
    own_title = reading.title if is_own else ""
    document = Document(
        id=source.id,
        title=source.title or own_title or title or source.path.stem,
        short=source.short,
        file=source.path.name,
        sha256=digest_of(source.path),
        publisher=source.publisher,
        date=source.date,
        kind=source.kind,
        rights=source.rights,
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


def _reading(source: Source, reader: Reader) -> Reading:
    if source.format not in ("text", "markdown"):
        reading = reader.read(source.path, source.format, _password(source))
        return replace(reading, blocks=_between(reading.blocks, source))
    reader.require_size(source.path)
    file = _decoded(source.path)
    above, own = _parts(file.text, source)
    if source.format == "markdown":
        whole = read_markdown(own, source.path.name, above=above)
    else:
        whole = Whole(read_text(own, markdown=False, above=above))
    return Reading(whole.blocks, remarks=(*file.remarks, *whole.remarks))


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


def _between(blocks: list[Block], source: Source) -> list[Block]:
    """The blocks from the one that reads ``starts_at`` to that which reads ``ends_before``."""
    start, end = _bounds([block.text for block in blocks], source)
    return blocks[start:end]


def _bounds(lines: Sequence[str], source: Source) -> tuple[int, int]:
    """Where the lines are that read ``starts_at`` and ``ends_before``; else the first and last."""
    for name, wanted in (("starts_at", source.starts_at), ("ends_before", source.ends_before)):
        if wanted and wanted not in lines:
            raise DocumentError(
                f'{source.path.name} has no line "{wanted}", which {SOURCES_FILE} gives as its '
                f"{name}; correct it there."
            )
    start = lines.index(source.starts_at) if source.starts_at else 0
    return start, lines.index(source.ends_before) if source.ends_before else len(lines)


def _decoded(path: Path) -> Decoded:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path.name} cannot be read: {error.strerror}.") from error
    file = decoded(content, path.name)
    return replace(file, text=file.text.replace("\r\n", "\n").replace("\r", "\n"))


def _parts(text: str, source: Source) -> tuple[str, str]:
    """What stands above ``starts_at``, and the text from there to ``ends_before``."""
    lines = text.split("\n")
    start, end = _bounds([line.strip() for line in lines], source)
    return "\n".join(lines[:start]), "\n".join(lines[start:end])


def _is_own(named: str, title: str, stem: str, blocks: Sequence[Block]) -> bool:
    """Whether a file's own title is its paper's, and not that of a template, a program or a file.

    Most of its words stand on the first pages, and some in the ``title`` that they print, which is
    empty where there is none: then any that is no program's will do. None has a site's behind it.
    """
    if _NO_TITLE.match(named):
        return False
    if not title:
        return True
    if any((of := named.rpartition(f" {by} ")[0]) and title.startswith(of) for by in "-–|"):
        return False
    if " " not in named and (named == stem or not named.isalnum()):
        return False
    first = [block.text for block in blocks if (block.page or 1) <= _FIRST_PAGES]
    there, own = set(words(" ".join(first))), words(named)
    stand = 2 * sum(word in there for word in own) > len(own)
    return stand and not set(own).isdisjoint(words(title))


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


def _require_numbers(source: Source, paragraphs: list[Paragraph]) -> None:
    assert source.paragraphs is not None
    if faults := check_numbers(paragraphs, source.paragraphs):
        raise DocumentError(
            f"{source.path.name} must give paragraphs {source.paragraphs[0]} to "
            f"{source.paragraphs[-1]}, once each and in order: {_listed(faults)}; correct the file "
            f"or {SOURCES_FILE}."
        )


def _listed(faults: Sequence[str]) -> str:
    more = len(faults) - _FAULTS_NAMED
    named = "; ".join(faults[:_FAULTS_NAMED])
    return f"{named}, and {more} more" if more > 0 else named
