"""What an index was made of and with, written beside it; read without Chroma or a model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ingest.errors import IndexDamagedError, IndexMismatchError
from ingest.indexing.pointer import require_index
from ingest.paragraphs import SPLITTER_VERSION
from ingest.profile import NO_PROFILE, Profile
from ingest.types import Document

INDEX_FORMAT = 6
"""Raised by one whenever the same documents are written otherwise than before.

6: the register says how surely a sentence is a commitment, and lists what only its model finds.
5: a commitment's due date may be told from its document's date and be that of a target, and it has
the speaker of a quotation; an ambition with a date is in the register. The manifest has what the
corpus's own file says of it.
"""

_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What an index was made of and with; ``digests`` are its paragraphs', by key, in order.

    ``ingested`` are the days, as "2026-05-31", on which each document's file was first read as it
    is now, by the document's id; empty in an index that was made before they were kept.
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

    def write(self, generation: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (generation / _MANIFEST).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, generation: Path) -> Manifest:
        fields: dict[str, Any] = json.loads((generation / _MANIFEST).read_text(encoding="utf-8"))
        fields["documents"] = tuple(Document(**document) for document in fields["documents"])
        if "profile" in fields:
            fields["profile"] = Profile.of(fields["profile"])
        return cls(**fields)


def current_manifest(folder: Path) -> tuple[Path, Manifest]:
    """The current generation's folder and manifest.

    Raises :class:`IndexMissingError` or :class:`IndexDamagedError`.
    """
    generation = require_index(folder)
    try:
        return generation, Manifest.read(generation)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise damaged(folder) from error


def check_format(manifest: Manifest, folder: Path) -> None:
    """Raise :class:`IndexMismatchError` unless this version of Parity made the index."""
    if (manifest.splitter, manifest.format) != (SPLITTER_VERSION, INDEX_FORMAT):
        raise IndexMismatchError(
            f"The index at {folder} was made by another version of Parity; "
            "run 'parity ingest' to make it anew."
        )


def damaged(folder: Path) -> IndexDamagedError:
    """The error for an index that is not whole."""
    return IndexDamagedError(
        f"The index at {folder} is incomplete or damaged; run 'parity ingest' to make it anew."
    )
