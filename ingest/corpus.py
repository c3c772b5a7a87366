"""A corpus folder, read whole: its documents, and their paragraphs with nothing missing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.blocks import Block, BlockKind
from ingest.errors import CorpusError
from ingest.numbering import check_numbers, doubtful_numbers
from ingest.paragraphs import split
from ingest.sources import SOURCES_FILE, Source, digest_of, read_sources
from ingest.text import read_text
from ingest.types import Document, Paragraph


@dataclass(frozen=True)
class Corpus:
    """Every document with its paragraphs in reading order, and what a reader should be told."""

    documents: tuple[Document, ...]
    paragraphs: tuple[Paragraph, ...]
    warnings: tuple[str, ...] = ()


def read_corpus(folder: Path) -> Corpus:
    """Read every document of a corpus folder.

    Raises :class:`CorpusError` if the folder, its ``sources.toml`` or any document cannot be
    used, or if a document's printed numbers are not the run that ``sources.toml`` expects.
    """
    documents: list[Document] = []
    paragraphs: list[Paragraph] = []
    warnings: list[str] = []
    for source in read_sources(folder):
        document, of_document = _read_document(source)
        documents.append(document)
        paragraphs += of_document
        if source.sha256 and source.sha256.lower() != document.sha256:
            warnings.append(
                f"{document.file} is not the file that {SOURCES_FILE} describes: its SHA-256 is "
                f"{document.sha256[:12]}…, not {source.sha256[:12]}…."
            )
    return Corpus(tuple(documents), tuple(paragraphs), tuple(warnings))


def _read_document(source: Source) -> tuple[Document, list[Paragraph]]:
    text = _decoded(source.path)
    above, own = _parts(text, source)
    blocks = read_text(own, markdown=source.format == "markdown", above=above)
    title, blocks = _title(blocks)
    paragraphs = split(source.id, blocks)
    if not paragraphs:
        raise CorpusError(f"{source.path} holds no text; put text into it or move it elsewhere.")
    if source.paragraphs is not None:
        _require_numbers(source, paragraphs)
    document = Document(
        id=source.id,
        title=source.title or title or source.path.stem,
        short=source.short,
        file=source.path.name,
        sha256=digest_of(source.path),
        publisher=source.publisher,
        date=source.date,
        kind=source.kind,
        rights=source.rights,
    )
    return document, paragraphs


def _decoded(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path} is not UTF-8 text; save it as UTF-8 and try again.") from error
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.") from error
    if "\0" in text:
        raise CorpusError(f"{path} is not a text file; convert it to text and try again.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _parts(text: str, source: Source) -> tuple[str, str]:
    """What stands above ``starts_at``, and the text from there to ``ends_before``."""
    lines = text.split("\n")
    stripped = [line.strip() for line in lines]
    start, end = 0, len(lines)
    for name, wanted in (("starts_at", source.starts_at), ("ends_before", source.ends_before)):
        if wanted and wanted not in stripped:
            raise CorpusError(
                f'{source.path} has no line "{wanted}", which {SOURCES_FILE} gives as its {name}.'
            )
    if source.starts_at:
        start = stripped.index(source.starts_at)
    if source.ends_before:
        end = stripped.index(source.ends_before)
    return "\n".join(lines[:start]), "\n".join(lines[start:end])


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
        more = f", and {len(faults) - 3} more faults" if len(faults) > 3 else ""
        raise CorpusError(
            f"{source.path} must give paragraphs {source.paragraphs[0]} to "
            f"{source.paragraphs[-1]}, once each and in order: {'; '.join(faults[:3])}{more}."
        )
