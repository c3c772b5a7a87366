"""An index's records as a LangChain vector store, for programs that go on with LangChain.

Parity itself asks Chroma: LangChain takes a third of a second to import, before a first answer.
"""

from __future__ import annotations

from typing import Any

from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from ingest.indexing.chroma import chroma_settings
from ingest.indexing.embedding import Encoder
from ingest.indexing.records import Records


class LangChainEmbeddings(Embeddings):
    """An encoder as LangChain's embeddings."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [encoded.vector.tolist() for encoded in self._encoder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


class LangChainStore(Chroma):
    """The records as a vector store, which stay open as long as it lives."""

    def __init__(self, records: Records, encoder: Encoder) -> None:
        """Raises what opening the records does."""
        self._opened = records.opened
        client: Any = self._opened.client
        super().__init__(
            collection_name=self._opened.collection.name,
            client=client,
            client_settings=chroma_settings(),
            embedding_function=LangChainEmbeddings(encoder),
            create_collection_if_not_exists=False,
        )
