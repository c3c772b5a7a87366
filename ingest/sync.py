"""Ingest brings the index level with the corpus and embeds only what has changed."""

from __future__ import annotations

import errno
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from chromadb.errors import ChromaError
from filelock import FileLock, Timeout

from ingest.corpus import READER, Corpus, read_corpus
from ingest.entries import Entry, entries
from ingest.errors import (
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    IndexUnreadableError,
    IngestBusyError,
)
from ingest.indexing.embedding import Encoder
from ingest.indexing.generation import tidied, write_generation
from ingest.indexing.index import Index, open_base
from ingest.indexing.manifest import Manifest
from ingest.indexing.server import Server
from ingest.older import older
from ingest.reading.formats import shown_name
from ingest.reading.reader import Reader
from ingest.types import Document, Progress, document_of

_IN_ITS_WAY = {errno.EEXIST, errno.EISDIR, errno.ELOOP, errno.ENOTDIR}


@dataclass(frozen=True)
class Changes:
    """The keys of the paragraphs that an ingest added, updated, left as they were and removed.

    ``edited`` are those of the updated ones whose own words are other than before; the others
    stand elsewhere now, or are embedded with another title or abbreviation.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    edited: tuple[str, ...] = ()

    @property
    def embedded(self) -> int:
        return len(self.added) + len(self.updated)

    def counts(self, document: str) -> tuple[int, int, int, int]:
        """How many paragraphs of a document were added, updated, unchanged and removed."""
        kinds = (self.added, self.updated, self.unchanged, self.removed)
        added, updated, unchanged, removed = (
            Counter(map(document_of, keys))[document] for keys in kinds
        )
        return added, updated, unchanged, removed

    def edition(self, document: str) -> dict[str, list[str]]:
        """A document's paragraphs that were added, edited and removed, without its id."""
        kinds = {"added": self.added, "edited": self.edited, "removed": self.removed}
        return {
            kind: [key.partition("/")[2] for key in keys if document_of(key) == document]
            for kind, keys in kinds.items()
        }


@dataclass(frozen=True)
class IngestReport:
    """What an ingest did, or would do.

    ``kept_documents`` could not be read now and stay as they were read before. ``rebuilt`` says
    why nothing of an older index was kept, if so. ``warned`` are the documents of the index, as it
    was, of which readers are told to be wary.
    """

    corpus: Corpus
    changes: Changes
    removed_documents: tuple[str, ...]
    seconds: float
    rebuilt: str = ""
    kept_documents: tuple[str, ...] = ()
    warned: tuple[Document, ...] = ()


def ingest(
    corpus_folder: Path,
    index_folder: Path,
    encoder: Encoder,
    progress: Progress | None = None,
    server: Server | None = None,
    reader: Reader = READER,
    reading: Progress | None = None,
) -> IngestReport:
    """Read a corpus folder and bring the index level with it.

    ``reading`` is told how many files of how many are read. Raises :class:`CorpusError` before
    anything is written, and what :func:`synchronise` raises.
    """
    started = time.perf_counter()
    with _alone(index_folder):
        corpus = read_corpus(corpus_folder, reader, reading)
        return _synchronised(corpus, index_folder, encoder, progress, server, started)


def synchronise(
    corpus: Corpus,
    index_folder: Path,
    encoder: Encoder,
    progress: Progress | None = None,
    server: Server | None = None,
) -> IngestReport:
    """Bring the index level with a corpus; the current index stays until that is done.

    ``server`` is the Chroma server that is to hold the records; None for the index's own folder.
    Raises :class:`IngestBusyError` if another ingest is at work on this index,
    :class:`IndexDamagedError` if the folder cannot be written, and :class:`ServerError`.
    """
    started = time.perf_counter()
    with _alone(index_folder):
        return _synchronised(corpus, index_folder, encoder, progress, server, started)


@contextmanager
def _alone(index_folder: Path) -> Iterator[None]:
    """Hold the index's lock, which the system takes back from an ingest that was killed."""
    try:
        index_folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(index_folder / "ingest.lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise IngestBusyError(
            f"Another ingest is writing the index at {index_folder}; wait until it has ended."
        ) from error
    except OSError as error:
        raise _unwritable(index_folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _unwritable(index_folder: Path, error: Exception) -> IndexDamagedError:
    why = getattr(error, "strerror", None) or error
    forbidden = isinstance(error, PermissionError) or getattr(error, "errno", 0) == errno.EROFS
    cure = "give this account the right to write there" if forbidden else "make room"
    if isinstance(error, OSError) and error.errno in _IN_ITS_WAY:
        cure = f"move what is in its way: {shown_name(str(error.filename or index_folder))}"
    return IndexDamagedError(
        f"The index at {index_folder} cannot be written: {why}; "
        f"name another folder with --index, or {cure}."
    )


def _synchronised(
    corpus: Corpus,
    index_folder: Path,
    encoder: Encoder,
    progress: Progress | None,
    server: Server | None,
    started: float,
) -> IngestReport:
    try:
        with tidied(index_folder, server):
            step = _step(corpus, index_folder, encoder, server)
            if step.base is None or step.base.manifest != step.manifest:
                write_generation(
                    index_folder,
                    base=step.base,
                    manifest=step.manifest,
                    entries=step.entries,
                    encoder=encoder,
                    progress=progress,
                    server=server,
                )
            return step.report(time.perf_counter() - started)
    except (OSError, ChromaError) as error:
        raise _unwritable(index_folder, error) from error


def check(
    corpus: Corpus, index_folder: Path, encoder: Encoder, server: Server | None = None
) -> IngestReport:
    """What :func:`synchronise` would do; nothing is written, in the index or beside it."""
    started = time.perf_counter()
    step = _step(corpus, index_folder, encoder, server)
    return step.report(time.perf_counter() - started)


@dataclass(frozen=True)
class _Step:
    """From the index as it is to the index as the corpus has it."""

    corpus: Corpus
    base: Index | None
    manifest: Manifest
    entries: list[Entry]
    rebuilt: str
    kept: tuple[str, ...]

    def report(self, seconds: float) -> IngestReport:
        before = self.base.manifest if self.base else None
        changes = _changes(before.digests if before else {}, self.manifest.digests)
        changes = replace(changes, edited=tuple(self._edited(changes.updated)))
        present = {document.id for document in self.corpus.documents}
        gone = [d.id for d in before.documents if d.id not in present] if before else []
        warned = [d for d in before.documents if d.caution] if before else []
        return IngestReport(
            self.corpus, changes, tuple(gone), seconds, self.rebuilt, self.kept, tuple(warned)
        )

    def _edited(self, updated: Sequence[str]) -> Iterator[str]:
        if self.base is None or not updated:
            return
        now = {entry.paragraph.key: entry.paragraph.text for entry in self.entries}
        for key, before in zip(updated, self.base.paragraphs.fetch(updated), strict=True):
            if before.text != now[key]:
                yield key


def _step(corpus: Corpus, folder: Path, encoder: Encoder, server: Server | None) -> _Step:
    base, rebuilt = _usable(folder, encoder, server)
    corpus, kept = _with_kept(corpus, base)
    wanted, abbreviations = entries(corpus)
    manifest = Manifest(
        model=encoder.name,
        dimension=encoder.dimension,
        documents=corpus.documents,
        abbreviations=abbreviations,
        profile=corpus.profile,
        digests={entry.paragraph.key: entry.digest for entry in wanted},
        ingested=_ingested(corpus, base),
    )
    return _Step(corpus, base, manifest, wanted, rebuilt, kept)


def _ingested(corpus: Corpus, base: Index | None) -> dict[str, str]:
    """The day on which each document's file was first read as it is now, by the document's id."""
    before = base.manifest if base else None
    files = {d.id: d.sha256 for d in before.documents} if before else {}
    days = before.ingested if before else {}
    today = datetime.now(UTC).date().isoformat()
    return {
        d.id: days[d.id] if files.get(d.id) == d.sha256 and d.id in days else today
        for d in corpus.documents
    }


def _with_kept(corpus: Corpus, base: Index | None) -> tuple[Corpus, tuple[str, ...]]:
    """The corpus with the documents that could not be read now as the index has them.

    Also returns their ids.
    """
    present = {document.id for document in corpus.documents}
    lost = {of.document: of for of in corpus.unread if of.whole and of.document not in present}
    kept = [
        older(document, lost[document.id])
        for document in (base.manifest.documents if base else ())
        if document.id in lost
    ]
    if base is None or not kept:
        return corpus, ()
    ids = {document.id for document in kept}
    keys = [key for key in base.manifest.digests if document_of(key) in ids]
    return (
        replace(
            corpus,
            documents=(*corpus.documents, *kept),
            paragraphs=(*corpus.paragraphs, *base.paragraphs.fetch(keys)),
        ),
        tuple(document.id for document in kept),
    )


def _usable(folder: Path, encoder: Encoder, server: Server | None) -> tuple[Index | None, str]:
    """The current index, if the next generation can start from it; else why it cannot."""
    try:
        return open_base(folder, encoder, server), ""
    except IndexMissingError:
        return None, ""
    except (IndexMismatchError, IndexDamagedError, IndexUnreadableError) as error:
        return None, str(error).partition(";")[0]


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> Changes:
    return Changes(
        added=tuple(key for key in new if key not in old),
        updated=tuple(key for key in new if key in old and old[key] != new[key]),
        unchanged=tuple(key for key in new if old.get(key) == new[key]),
        removed=tuple(key for key in old if key not in new),
    )
