"""The search as a LangChain retriever, for programs that go on with LangChain."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.answer import Passage
from assistant.search.retrieve import PASSAGES, Search


class ParityRetriever(BaseRetriever):
    """The search as a LangChain retriever: one LangChain document a paragraph."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    search: Search
    k: int = PASSAGES

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [as_langchain(passage) for passage in self.search.passages(query, self.k)]


def as_langchain(passage: Passage) -> LangChainDocument:
    """A passage as LangChain knows it, its citation in the metadata."""
    metadata: dict[str, Any] = {
        "document": passage.document.id,
        "title": passage.document.title,
        "paragraph": passage.paragraph.number,
        "within": passage.paragraph.within,
        "printed": passage.paragraph.printed,
        "section": list(passage.paragraph.section),
        "page": passage.paragraph.page,
        "doubts": list(passage.paragraph.doubts),
        "score": passage.score,
    }
    return LangChainDocument(page_content=passage.paragraph.text, metadata=metadata)
