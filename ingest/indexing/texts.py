"""The words of an index, open for reading without Chroma and without a model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.indexing.faults import reading
from ingest.indexing.files import SealedFiles
from ingest.indexing.manifest import Manifest, current_manifest
from ingest.indexing.statistics import Statistics
from ingest.indexing.stored import StoredParagraphs
from ingest.language.words import Analyser
from ingest.register.register import REGISTER, Register
from ingest.types import Document


class KeptRegister:
    """A generation's register, read when it is first asked for, though the file may be gone."""

    def __init__(self, files: SealedFiles) -> None:
        """Raises :class:`IndexDamagedError` if it is not as it was written."""
        self._index, self._file = files.index, files.held(REGISTER)
        self._file.check()

    @cached_property
    def register(self) -> Register:
        """The register itself; raises :class:`IndexDamagedError` if it has changed meanwhile."""
        with reading(self._index):
            return Register.parsed(self._file.whole())


@dataclass(frozen=True)
class Texts:
    """An index's documents, paragraphs and register, and how often each word stands in them."""

    generation: Path
    manifest: Manifest
    files: SealedFiles
    paragraphs: StoredParagraphs
    statistics: Statistics
    kept_register: KeptRegister

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents by their ids."""
        return {document.id: document for document in self.manifest.documents}

    @cached_property
    def analyser(self) -> Analyser:
        """Reads words as the index was made with."""
        return Analyser(self.manifest.abbreviations, self.statistics.implied)

    @property
    def register(self) -> Register:
        """The register of commitments, read when it is first asked for."""
        return self.kept_register.register


def open_texts(folder: Path) -> Texts:
    """Open the words of the current generation of the index at ``folder``.

    Raises :class:`IndexMissingError`, :class:`IndexMismatchError`, :class:`IndexDamagedError` or
    :class:`IndexUnreadableError`.
    """
    generation, manifest = current_manifest(folder)
    files = SealedFiles(generation, manifest.files)
    with reading(folder):
        paragraphs = StoredParagraphs.read(files, manifest.digests)
        statistics = Statistics.read(files)
        return Texts(generation, manifest, files, paragraphs, statistics, KeptRegister(files))
