"""Writing the index's next generation: what is unchanged is copied, what changed is embedded.

Texts are encoded in windows, sorted by length, and written as they come, so that what is held in
memory does not grow with what is embedded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.entries import Entry
from ingest.errors import ServerError
from ingest.indexing.embedding import Encoder
from ingest.indexing.files import SealedFiles
from ingest.indexing.index import Index
from ingest.indexing.manifest import Manifest
from ingest.indexing.pointer import make_current, next_generation, unused
from ingest.indexing.records import Records, records_of, sentence_ids
from ingest.indexing.server import Server
from ingest.indexing.statistics import Statistics
from ingest.indexing.store import copy_folder, create_records, remove_store
from ingest.indexing.stored import write_paragraphs
from ingest.indexing.tokens import ParagraphTokens, TokenWriter
from ingest.language.words import Analyser
from ingest.reading.reader import READINGS, remove_half_readings
from ingest.register.register import Register
from ingest.types import Progress

_WINDOW = 2_048
"""Texts that are sorted by length together, so that a batch holds little padding."""

_BATCH = 64
"""Texts after which their vectors are rounded and progress is told."""


def write_generation(
    folder: Path,
    *,
    base: Index | None,
    manifest: Manifest,
    entries: Sequence[Entry],
    encoder: Encoder,
    progress: Progress | None = None,
    server: Server | None = None,
) -> None:
    """Write the next generation of the index at ``folder`` and make it the current one.

    ``entries`` are those of the whole corpus, in order. What ``base`` has of them in the same
    digest is copied from it and the others are embedded; without a base all are.
    """
    generation = next_generation(folder)
    generation.mkdir(parents=True)
    held = base.manifest.digests if base else {}
    changed = [e for e in entries if held.get(e.paragraph.key) != manifest.digests[e.paragraph.key]]
    kept = set(manifest.digests).difference(entry.paragraph.key for entry in changed)
    records = _begun(generation, base, kept, encoder, server)
    with TokenWriter(generation, encoder.vocabulary_size) as tokens:
        for at, key in enumerate(held):
            if base and key in kept:
                tokens.add(key, base.tokens.of(at))
        _embed(changed, records, tokens, encoder, progress or _say_nothing)
        tokens.finish(manifest.digests)
    records.close()
    write_paragraphs(generation, entries)
    statistics = Statistics.of(entries, manifest.documents, manifest.abbreviations)
    statistics.write(generation)
    analyser = Analyser(manifest.abbreviations, statistics.implied)
    register = Register.of(entries, analyser, manifest.documents, manifest.profile.scale)
    register.write(generation)
    sealed = replace(manifest, files=SealedFiles.of(generation).seals)
    make_current(folder, generation, sealed.write(generation))


def _say_nothing(done: int, total: int) -> None:
    """The progress of an ingest that nobody watches."""


@contextmanager
def tidied(folder: Path, server: Server | None) -> Iterator[None]:
    """Remove before and after an ingest what no reader needs, such as what a killed one left.

    Raises :class:`ServerError` before it where the server fails. What it still has afterwards of
    what was to be removed is removed by the next ingest.
    """
    _remove_unused(folder, server)
    try:
        yield
    finally:
        with suppress(ServerError):
            _remove_unused(folder, server)


def _remove_unused(folder: Path, server: Server | None) -> None:
    for path in unused(folder):
        if path.is_dir() and not path.is_symlink():
            remove_store(path, server)
        else:
            path.unlink(missing_ok=True)
    remove_half_readings(folder / READINGS)


def _begun(
    generation: Path, base: Index | None, kept: set[str], encoder: Encoder, server: Server | None
) -> Records:
    """The new generation's records, with those of the kept paragraphs in them already."""
    if base is not None and server is None:
        copy_folder(base.files, generation)
    records = create_records(generation, server)
    if base is not None and server is None:
        records.delete(_ids(base, (key for key in base.paragraphs if key not in kept)))
    elif base is not None:
        base.records.copy_to(records, _ids(base, (key for key in base.paragraphs if key in kept)))
    return records


def _ids(base: Index, keys: Iterable[str]) -> Iterator[str]:
    """The ids of all records of some paragraphs."""
    wanted = set(keys)
    for key, sentences in zip(base.paragraphs, np.diff(base.tokens.sentences), strict=True):
        if key in wanted:
            yield key
            yield from sentence_ids(key, sentences)


def _embed(
    changed: Sequence[Entry],
    records: Records,
    tokens: TokenWriter,
    encoder: Encoder,
    progress: Progress,
) -> None:
    """Embed the changed paragraphs, window by window, and write what comes of them."""
    done = told = 0
    progress(0, len(changed))
    for window in _windows(changed):
        texts = [text for entry in window for text in entry.texts]
        encoded: dict[int, tuple[NDArray[np.float32], ParagraphTokens]] = {}
        longest_first = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        for first in range(0, len(texts), _BATCH):
            batch = longest_first[first : first + _BATCH]
            for at, of in zip(batch, encoder.encode([texts[at] for at in batch]), strict=True):
                encoded[at] = of.vector, ParagraphTokens.of([of])
            now = done + len(window) * len(encoded) // len(texts)
            if now > told and now < len(changed):
                progress(told := now, len(changed))
        _write(window, [encoded[at] for at in range(len(texts))], records, tokens)
        done += len(window)
    progress(done, len(changed))


def _write(
    window: Sequence[Entry],
    encoded: Sequence[tuple[NDArray[np.float32], ParagraphTokens]],
    records: Records,
    tokens: TokenWriter,
) -> None:
    of_sentences = iter(encoded)
    of_entries = [(entry, [next(of_sentences) for _ in entry.texts]) for entry in window]
    records.add(
        record
        for entry, of_entry in of_entries
        for record in records_of(entry, [vector for vector, _ in of_entry])
    )
    for entry, of_entry in of_entries:
        tokens.add(entry.paragraph.key, ParagraphTokens.joined([of for _, of in of_entry]))


def _windows(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """The entries in their order, so many at a time that their texts fill a window."""
    window: list[Entry] = []
    texts = 0
    for entry in entries:
        window.append(entry)
        texts += len(entry.texts)
        if texts >= _WINDOW:
            yield window
            window, texts = [], 0
    if window:
        yield window
