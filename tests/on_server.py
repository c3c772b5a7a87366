"""A corpus and an index of it whose records are on a Chroma server, or in its folder."""

from __future__ import annotations

from pathlib import Path

import chromadb
from chromadb.config import Settings as ChromaSettings

from builders import write_corpus
from ingest.indexing.index import Index, open_index
from ingest.indexing.server import Server
from ingest.sync import IngestReport, ingest
from passages import AskedEncoder

PLAN = "1. Nurses train for years.\n2. Beds close early.\n3. A home is near.\n"


class Setup:
    """A corpus and an index of it whose records are on a server, or in its folder."""

    def __init__(self, folder: Path, server: Server | None) -> None:
        self.corpus, self.index, self.server = folder / "corpus", folder / "index", server
        self.encoder = AskedEncoder()

    def ingest(self, text: str, encoder: AskedEncoder | None = None) -> IngestReport:
        self.encoder = encoder or AskedEncoder()
        write_corpus(self.corpus, {"plan.txt": text})
        return ingest(self.corpus, self.index, self.encoder, server=self.server)

    def open(self) -> Index:
        return open_index(self.index, AskedEncoder(), self.server)

    def collections(self) -> list[str]:
        """The collections on the server that this index's generations name."""
        assert self.server is not None
        client = chromadb.HttpClient(
            "127.0.0.1", self.server.port, settings=ChromaSettings(anonymized_telemetry=False)
        )
        named = "".join(f.read_text() for f in self.index.glob("generations/*/server.json"))
        return [found.name for found in client.list_collections() if found.name in named]


def texts(index: Index) -> list[str]:
    return [paragraph.text for paragraph in index.paragraphs.values()]
