"""Retrieval finds the paragraphs that a question is about, best first, with scored sentences.

Candidates come from Chroma's dense search and from BM25; late interaction ranks them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from assistant.answer import Passage, ScoredSentence
from assistant.bm25 import Bm25
from assistant.late import LateInteraction, TokenSimilarities
from assistant.rewording import Rewording
from assistant.support import Support
from assistant.words import Analyser, words
from ingest.embedding import Encoded, Encoder
from ingest.index import Index
from ingest.sentences import sentences

PASSAGES = 10
_CANDIDATES = 60
_DENSE_RECORDS = 200
_LATE_WEIGHT = 15.0
"""Late interaction against BM25's two scores and the dense one, each at most 1: docs/adr/0003."""


class Search:
    """An open index with its word statistics, ready to be asked; safe to share among threads."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self._index, self._encoder = index, encoder
        self.analyser = Analyser(index.manifest.abbreviations)
        self.documents = {document.id: document for document in index.documents}
        self.paragraphs = index.paragraphs
        self._keys = list(index.paragraphs)
        self._at = {key: at for at, key in enumerate(self._keys)}
        self._sentences = {key: sentences(p) for key, p in index.paragraphs.items()}
        found = [(key, s) for key, of in self._sentences.items() for s in of]
        self._owner = np.array([self._at[key] for key, _ in found])
        self._first = np.searchsorted(self._owner, np.arange(len(self._keys)))
        self._paragraph_bm25 = Bm25(
            [self._terms(key, p.text) for key, p in self.paragraphs.items()]
        )
        self._sentence_bm25 = Bm25(
            [self._terms(key, f"{self._lead_in(key, s.lead_in)}\n{s.text}") for key, s in found]
        )
        self._late = LateInteraction(index.tokens, encoder)
        self._support = Support(self.documents, self.paragraphs, self.analyser)
        vocabulary = {word for p in self.paragraphs.values() for word in words(p.text)}
        self._rewording = Rewording(vocabulary, encoder.has_word)

    def reworded(self, question: str) -> str:
        """The question as it is searched for: in the documents' words, abbreviations in full."""
        return self.analyser.written_out(self._rewording.reworded(question))

    def passages(self, question: str, k: int = PASSAGES) -> list[Passage]:
        """The ``k`` paragraphs that are likeliest to answer, best first."""
        reworded = self.reworded(question)
        encoded = self._encoder.encode_question(reworded)
        terms = self.analyser.terms(reworded)
        dense = self._dense(encoded)
        by_sentence = self._sentence_bm25.shares(terms)
        by_word = self._paragraph_bm25.shares(terms) + self._best_of_paragraph(by_sentence)
        found: list[tuple[Passage, TokenSimilarities]] = []
        for at in _candidates(dense, by_word):
            similar = self._late.similarities(self._keys[at], encoded)
            beside = float(by_word[at] + dense[at])
            found.append((self._passage(at, similar, beside, by_sentence), similar))
        found.sort(key=lambda passage_and: -passage_and[0].score)
        return [
            replace(
                passage, support=self._support.of(question, reworded, encoded, similar, passage)
            )
            for passage, similar in found[:k]
        ]

    def _passage(
        self, at: int, similar: TokenSimilarities, beside: float, by_sentence: NDArray[np.float32]
    ) -> Passage:
        key, first = self._keys[at], self._first[at]
        paragraph = self.paragraphs[key]
        scored = tuple(
            ScoredSentence(s, float(_LATE_WEIGHT * late + by_sentence[first + s.index]))
            for s, late in zip(self._sentences[key], similar.scores, strict=True)
        )
        score = (_LATE_WEIGHT * float(similar.scores.max()) + beside) / (_LATE_WEIGHT + 3)
        return Passage(self.documents[paragraph.document], paragraph, score, scored)

    def _terms(self, key: str, text: str) -> list[str]:
        return self.analyser.terms("\n".join([*self.paragraphs[key].section, text]))

    def _lead_in(self, key: str, lead_in: int | None) -> str:
        return "" if lead_in is None else self._sentences[key][lead_in].text

    def _dense(self, encoded: Encoded) -> NDArray[np.float32]:
        """Each paragraph's best cosine among the records that Chroma finds; else 0."""
        cosines = np.zeros(len(self._keys), dtype=np.float32)
        records = min(_DENSE_RECORDS, len(self._owner) + len(self._keys))
        found = self._index.store.similarity_search_by_vector_with_relevance_scores(
            encoded.vector.tolist(), k=records
        )
        for record, distance in found:
            at = self._at[record.metadata["key"]]
            cosines[at] = max(cosines[at], 1 - distance)
        return cosines

    def _best_of_paragraph(self, by_sentence: NDArray[np.float32]) -> NDArray[np.float32]:
        best = np.zeros(len(self._keys), dtype=np.float32)
        np.maximum.at(best, self._owner, by_sentence)
        return best


def _candidates(*rankings: NDArray[np.float32]) -> list[int]:
    """Where the best paragraphs of each ranking are, together."""
    chosen: set[int] = set()
    for ranking in rankings:
        chosen.update(int(at) for at in np.argsort(-ranking)[:_CANDIDATES])
    return sorted(chosen)


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
        "printed": passage.paragraph.printed,
        "section": list(passage.paragraph.section),
        "page": passage.paragraph.page,
        "score": passage.score,
    }
    return LangChainDocument(page_content=passage.paragraph.text, metadata=metadata)
