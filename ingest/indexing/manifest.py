"""What an index was made of and with, written beside it; read without Chroma or a model."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ingest.errors import IndexMismatchError
from ingest.indexing.faults import damaged, read_unsealed, reading
from ingest.indexing.files import MANIFEST, Seal
from ingest.indexing.pointer import require_index
from ingest.paragraphs import SPLITTER_VERSION
from ingest.profile import NO_PROFILE, Profile
from ingest.types import Document

INDEX_FORMAT = 8
"""Raised by one whenever the same documents are written otherwise than before.

8: a target that was reached, kept or delivered was met, as one that was achieved.

7: the manifest has the seals of all files, and the pointer that of the manifest; the tokens of a
paragraph stand together in one file, with a digest for each paragraph.
6: the register says how surely a sentence is a commitment, and lists what only its model finds.
5: a commitment's due date may be told from its document's date and be that of a target, and it has
the speaker of a quotation; an ambition with a date is in the register. The manifest has what the
corpus's own file says of it.
"""


@dataclass(frozen=True)
class Manifest:
    """What an index was made of and with; ``digests`` are its paragraphs', by key, in order.

    ``ingested`` are the days, as "2026-05-31", on which each document's file was first read as it
    is now, by the document's id; empty in an index that was made before they were kept. ``files``
    are the seals of the generation's other files, which make no difference to what it holds.
    """

    model: str
    dimension: int
    documents: tuple[Document, ...]
    abbreviations: Mapping[str, str]
    digests: Mapping[str, str]
    profile: Profile = NO_PROFILE
    splitter: str = SPLITTER_VERSION
    format: int = INDEX_FORMAT
    ingested: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Seal] = field(default_factory=dict, compare=False)

    def write(self, generation: Path) -> str:
        """Write the manifest to a generation's folder; returns its SHA-256."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (generation / MANIFEST).write_text(text, encoding="utf-8")
        return hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    def of(cls, fields: dict[str, Any]) -> Manifest:
        """A manifest from what was written of it; raises what is raised by other fields."""
        documents = tuple(Document(**document) for document in fields["documents"])
        files = {name: Seal(**seal) for name, seal in fields["files"].items()}
        profile = Profile.of(fields["profile"])
        return cls(**{**fields, "documents": documents, "files": files, "profile": profile})


def current_manifest(folder: Path) -> tuple[Path, Manifest]:
    """The current generation's folder and manifest.

    Raises :class:`IndexMissingError`, :class:`IndexMismatchError`, :class:`IndexDamagedError` or
    :class:`IndexUnreadableError`.
    """
    pointer = require_index(folder)
    with reading(folder):
        content = read_unsealed(pointer.generation / MANIFEST)
        is_whole = hashlib.sha256(content).hexdigest() == pointer.manifest_sha256
        if pointer.manifest_sha256 and not is_whole:
            raise damaged(folder)
        fields = json.loads(content)
        check_format(fields, folder)
        if not is_whole:
            raise damaged(folder)
        return pointer.generation, Manifest.of(fields)


def check_format(made: Mapping[str, Any], folder: Path) -> None:
    """Raise :class:`IndexMismatchError` unless this version of Parity made the index.

    ``made`` are the manifest's fields.
    """
    if (made["splitter"], made["format"]) != (SPLITTER_VERSION, INDEX_FORMAT):
        raise IndexMismatchError(
            f"The index at {folder} was made by another version of Parity; "
            "run 'parity ingest' to make it anew."
        )
