"""The words of an index, open for reading without Chroma and without a model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.indexing.manifest import Manifest, check_format, current_manifest, damaged
from ingest.indexing.statistics import Statistics
from ingest.indexing.stored import StoredParagraphs
from ingest.language.words import Analyser
from ingest.register.register import KeptRegister, Register
from ingest.types import Document


@dataclass(frozen=True)
class Texts:
    """An index's documents, paragraphs and register, and how often each word stands in them."""

    generation: Path
    manifest: Manifest
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

    Raises :class:`IndexMissingError`, :class:`IndexMismatchError` or :class:`IndexDamagedError`.
    """
    generation, manifest = current_manifest(folder)
    check_format(manifest, folder)
    try:
        paragraphs = StoredParagraphs.read(generation, manifest.digests)
        statistics = Statistics.read(generation)
        return Texts(generation, manifest, paragraphs, statistics, KeptRegister(generation))
    except (OSError, EOFError, ValueError, TypeError, KeyError) as error:
        raise damaged(folder) from error
