"""Retrieval finds the paragraphs that a question is about, best first, with scored sentences.

Candidates come from Chroma's dense search and from BM25; late interaction ranks them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
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
from assistant.naming import Naming
from assistant.rewording import Rewording
from assistant.support import Support
from assistant.words import Analyser, words
from ingest.abbreviations import implied_abbreviations
from ingest.embedding import Encoded, Encoder
from ingest.index import Index
from ingest.sentences import sentences

PASSAGES = 10
_CANDIDATES = 60
_DENSE_RECORDS = 200


@dataclass(frozen=True)
class Weights:
    """What each ranker, a share from 0 to 1, counts for in a paragraph's score.

    ``late`` is for its best sentence and ``late_two`` for the mean of its two best; ``named`` is
    added where the question names the paragraph's document and no other. The values were measured
    on the tuning part of the reference questions: docs/adr/0003.
    """

    late: float = 15.0
    late_two: float = 3.0
    paragraph_bm25: float = 0.6
    sentence_bm25: float = 1.5
    dense: float = 1.0
    named: float = 0.5

    @property
    def total(self) -> float:
        words = self.paragraph_bm25 + self.sentence_bm25
        return self.late + self.late_two + words + self.dense


class Search:
    """An open index with its word statistics, ready to be asked; safe to share among threads."""

    def __init__(
        self,
        index: Index,
        encoder: Encoder,
        weights: Weights = Weights(),
        *,
        rewords: bool = True,
    ) -> None:
        self._index, self.encoder, self._weights = index, encoder, weights
        self._rewords = rewords
        texts = (paragraph.text for paragraph in index.paragraphs.values())
        self.analyser = Analyser(index.manifest.abbreviations, implied_abbreviations(texts))
        self.documents = {document.id: document for document in index.documents}
        self.naming = Naming(index.documents, self.analyser)
        self.paragraphs = index.paragraphs
        self._keys = list(index.paragraphs)
        self._document = np.array([p.document for p in index.paragraphs.values()])
        self._everywhere = np.ones(len(self._keys), dtype=bool)
        self._at = {key: at for at, key in enumerate(self._keys)}
        self.sentences = {key: sentences(p) for key, p in index.paragraphs.items()}
        found = [(key, s) for key, of in self.sentences.items() for s in of]
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
        if self._rewords:
            question = self._rewording.reworded(question)
        return self.analyser.written_out(question)

    def passages(
        self,
        question: str,
        k: int = PASSAGES,
        *,
        within: Collection[str] = (),
        always: Collection[str] = (),
    ) -> list[Passage]:
        """The ``k`` paragraphs that are likeliest to answer, best first.

        ``within`` are the ids of the documents to search, all by default; paragraphs whose keys
        are in ``always`` come first, whatever their score. A document that the question names by
        itself counts for more.
        """
        named = self.naming.named(question)
        preferred = named[0].id if len(named) == 1 else ""
        reworded = self.reworded(question)
        encoded = self.encoder.encode_question(reworded)
        terms = self.analyser.terms(reworded)
        dense = self._dense(encoded)
        by_sentence = self._sentence_bm25.shares(terms)
        by_word = self._weights.paragraph_bm25 * self._paragraph_bm25.shares(terms)
        by_word += self._weights.sentence_bm25 * self._best_of_paragraph(by_sentence)
        found: list[tuple[Passage, TokenSimilarities]] = []
        for at in self._candidates(dense, by_word, within=within, always=always):
            similar = self._late.similarities(self._keys[at], encoded)
            beside = float(by_word[at] + self._weights.dense * dense[at])
            if self.paragraphs[self._keys[at]].document == preferred:
                beside += self._weights.named
            found.append((self._passage(at, similar, beside, by_sentence), similar))
        found.sort(key=lambda found: (found[0].paragraph.key not in always, -found[0].score))
        return [
            replace(
                passage, support=self._support.of(question, reworded, encoded, similar, passage)
            )
            for passage, similar in found[:k]
        ]

    def passage(self, key: str) -> Passage:
        """A paragraph that was looked up, as a passage."""
        paragraph = self.paragraphs[key]
        return Passage(self.documents[paragraph.document], paragraph, 1.0)

    def _candidates(
        self,
        *rankings: NDArray[np.float32],
        within: Collection[str],
        always: Collection[str],
    ) -> list[int]:
        """Where the best paragraphs of each ranking are, and those that are always wanted."""
        wanted = np.isin(self._document, list(within)) if within else self._everywhere
        chosen = {self._at[key] for key in always}
        for ranking in rankings:
            best = np.argsort(np.where(wanted, -ranking, np.inf), kind="stable")[:_CANDIDATES]
            chosen.update(int(at) for at in best if wanted[at])
        return sorted(chosen)

    def _passage(
        self, at: int, similar: TokenSimilarities, beside: float, by_sentence: NDArray[np.float32]
    ) -> Passage:
        key, first = self._keys[at], self._first[at]
        paragraph = self.paragraphs[key]
        scored = tuple(
            ScoredSentence(s, float(self._weights.late * late + by_sentence[first + s.index]))
            for s, late in zip(self.sentences[key], similar.scores, strict=True)
        )
        best = np.sort(similar.scores)[-2:]
        late = self._weights.late * best[-1] + self._weights.late_two * best.mean()
        score = (float(late) + beside) / self._weights.total
        return Passage(self.documents[paragraph.document], paragraph, score, scored)

    def _terms(self, key: str, text: str) -> list[str]:
        return self.analyser.terms("\n".join([*self.paragraphs[key].section, text]))

    def _lead_in(self, key: str, lead_in: int | None) -> str:
        return "" if lead_in is None else self.sentences[key][lead_in].text

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
