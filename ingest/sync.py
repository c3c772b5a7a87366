"""Ingest brings the index level with the corpus and embeds only what has changed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.corpus import Corpus, read_corpus
from ingest.embedding import Encoder
from ingest.entries import entries
from ingest.errors import IndexDamagedError, IndexMismatchError, IndexMissingError, IngestBusyError
from ingest.generation import Progress, write_generation
from ingest.index import Index, Manifest, open_index
from ingest.server import Server
from ingest.types import document_of


@dataclass(frozen=True)
class Changes:
    """The keys of the paragraphs that an ingest added, updated, left as they were and removed."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]

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


@dataclass(frozen=True)
class IngestReport:
    """What an ingest did. ``rebuilt`` says why nothing of an older index was kept, if so."""

    corpus: Corpus
    changes: Changes
    removed_documents: tuple[str, ...]
    seconds: float
    rebuilt: str = ""


def ingest(
    corpus_folder: Path,
    index_folder: Path,
    encoder: Encoder,
    progress: Progress | None = None,
    server: Server | None = None,
) -> IngestReport:
    """Read a corpus folder and bring the index level with it.

    Raises :class:`CorpusError` before anything is written, and what :func:`synchronise` raises.
    """
    return synchronise(read_corpus(corpus_folder), index_folder, encoder, progress, server)


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
    try:
        index_folder.mkdir(parents=True, exist_ok=True)
        with FileLock(index_folder / "ingest.lock", timeout=0):
            return _synchronise(corpus, index_folder, encoder, progress, server, started)
    except Timeout as error:
        raise IngestBusyError(
            f"Another ingest is writing the index at {index_folder}; wait until it has ended."
        ) from error
    except OSError as error:
        raise IndexDamagedError(
            f"The index at {index_folder} cannot be written: {error.strerror or error}; "
            "name another folder with --index, or make room."
        ) from error


def _synchronise(
    corpus: Corpus,
    folder: Path,
    encoder: Encoder,
    progress: Progress | None,
    server: Server | None,
    started: float,
) -> IngestReport:
    wanted, abbreviations = entries(corpus)
    manifest = Manifest(
        model=encoder.name,
        dimension=encoder.dimension,
        documents=corpus.documents,
        abbreviations=abbreviations,
        digests={entry.paragraph.key: entry.digest for entry in wanted},
    )
    base, rebuilt = _usable(folder, encoder, server)
    before = base.manifest if base else None
    changes = _changes(before.digests if before else {}, manifest.digests)
    if before != manifest:
        write_generation(
            folder,
            base=base,
            manifest=manifest,
            entries=wanted,
            encoder=encoder,
            progress=progress,
            server=server,
        )
    kept = {document.id for document in corpus.documents}
    gone = [d.id for d in before.documents if d.id not in kept] if before else []
    seconds = time.perf_counter() - started
    return IngestReport(corpus, changes, tuple(gone), seconds, rebuilt)


def _usable(folder: Path, encoder: Encoder, server: Server | None) -> tuple[Index | None, str]:
    """The current index, if the next generation can start from it; else why it cannot."""
    try:
        return open_index(folder, encoder, server), ""
    except IndexMissingError:
        return None, ""
    except (IndexMismatchError, IndexDamagedError) as error:
        return None, str(error).partition(";")[0]


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> Changes:
    return Changes(
        added=tuple(key for key in new if key not in old),
        updated=tuple(key for key in new if key in old and old[key] != new[key]),
        unchanged=tuple(key for key in new if old.get(key) == new[key]),
        removed=tuple(key for key in old if key not in new),
    )
