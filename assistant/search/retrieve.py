"""Retrieval finds the paragraphs that a question is about, best first, with scored sentences.

Candidates come from Chroma's dense search and from BM25; late interaction ranks them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Passage, ScoredSentence, WordSupport
from assistant.library.library import Library
from assistant.search.late import LateInteraction, TokenSimilarities
from assistant.search.support import Support
from ingest.errors import ServerError
from ingest.indexing.embedding import Encoded
from ingest.language.sentences import kept_sentences
from ingest.types import Paragraph, document_of

PASSAGES = 10
_CANDIDATES = 60
_DENSE_RECORDS = 200
_WHOLE = 3_000
"""Records of which Chroma is asked for all, and the nearest are taken here.

The graph by which it finds a few is built at random at each opening, and now misses one, now
another; of a larger index most of the graph is as the ingest has written it.
"""


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
    """An open index, ready to be asked; safe to share among threads.

    Paragraphs are ranked by numbers alone, and only those that are given back are fetched.
    """

    def __init__(self, library: Library, weights: Weights = Weights()) -> None:
        """Raises a :class:`ParityError` where the library cannot open its encoder or records."""
        self.library, self._weights = library, weights
        self._index, self._encoder = library.index, library.encoder
        self._keys = list(library.paragraphs)
        self._at = {key: at for at, key in enumerate(self._keys)}
        number = {id_: at for at, id_ in enumerate(library.documents)}
        self._document = np.array([number[document_of(key)] for key in self._keys])
        self._first = self._index.tokens.sentences[:-1]
        self._late = LateInteraction(self._index.tokens)
        self._support = Support(library.analyser, library.statistics)

    def passages(
        self,
        question: str,
        k: int = PASSAGES,
        *,
        within: Collection[str] = (),
        always: Collection[str] = (),
    ) -> list[Passage]:
        """The ``k`` paragraphs that are likeliest to answer, best first.

        ``within`` are the ids of the documents to search, all by default; of those that are not
        there nothing is found. Paragraphs whose keys are in ``always`` come first, whatever their
        score. A document that the question names by itself counts for more.
        """
        reworded = self.library.in_documents_words(question)
        encoded = self._encoder.encode_question(reworded)
        terms = self.library.analyser.terms(reworded)
        near = self._dense(encoded)
        dense = np.zeros(len(self._keys), dtype=np.float32) if near is None else near
        by_sentence = self._index.statistics.sentences.shares(terms)
        by_word = self._weights.paragraph_bm25 * self._index.statistics.paragraphs.shares(terms)
        by_word += self._weights.sentence_bm25 * np.maximum.reduceat(by_sentence, self._first)
        wanted = {self._at[key] for key in always}
        chosen = self._candidates(dense, by_word, within=within) | wanted
        if not chosen:
            return []
        candidates = np.array(sorted(chosen))
        similar = self._late.similarities(candidates, encoded)
        scores = np.array([self._late_score(of) for of in similar])
        scores += by_word[candidates] + self._weights.dense * dense[candidates]
        scores[self._document[candidates] == self._preferred(question)] += self._weights.named
        last = np.array([at not in wanted for at in candidates])
        best = np.lexsort((-scores, last))[:k]
        paragraphs = self.library.paragraphs.fetch([self._keys[candidates[at]] for at in best])
        found = [
            self._passage(
                paragraph,
                float(scores[at]) / self._weights.total,
                self._weights.late * similar[at].scores + self._of(by_sentence, candidates[at]),
                partial(self._support.of, question, reworded, encoded, similar[at]),
            )
            for at, paragraph in zip(best, paragraphs, strict=True)
        ]
        return [replace(passage, by_words=True) for passage in found] if near is None else found

    def passages_of(
        self, meanings: Sequence[str], k: int = PASSAGES, *, within: Collection[str] = ()
    ) -> list[Passage]:
        """The ``k`` paragraphs that are likeliest to answer any of what a question may mean."""
        best: dict[str, Passage] = {}
        for meaning in meanings:
            for passage in self.passages(meaning, k, within=within):
                known = best.get(passage.paragraph.key)
                if known is None or passage.score > known.score:
                    best[passage.paragraph.key] = passage
        return sorted(best.values(), key=lambda passage: -passage.score)[:k]

    def _candidates(self, *rankings: NDArray[np.float32], within: Collection[str]) -> set[int]:
        """Where the best paragraphs of each ranking are."""
        if not within:
            return {int(at) for ranking in rankings for at in _best(ranking, _CANDIDATES)}
        numbers = [at for at, id_ in enumerate(self.library.documents) if id_ in within]
        places = np.flatnonzero(np.isin(self._document, numbers))
        found = [places[_best(ranking[places], _CANDIDATES)] for ranking in rankings]
        return {int(at) for of_ranking in found for at in of_ranking}

    def _preferred(self, question: str) -> int:
        """The number of the document that a question names by itself; -1 if there is none."""
        named = self.library.naming.named(question)
        return list(self.library.documents).index(named[0].id) if len(named) == 1 else -1

    def _late_score(self, similar: TokenSimilarities) -> float:
        best = np.sort(similar.scores)[-2:]
        return float(self._weights.late * best[-1] + self._weights.late_two * best.mean())

    def _of(self, by_sentence: NDArray[np.float32], paragraph: int) -> NDArray[np.float32]:
        first, last = self._index.tokens.sentences[paragraph : paragraph + 2]
        return by_sentence[first:last]

    def _passage(
        self,
        paragraph: Paragraph,
        score: float,
        scores: NDArray[np.float32],
        support: Callable[[Passage], tuple[WordSupport, ...]],
    ) -> Passage:
        of = kept_sentences(paragraph)
        scored = tuple(ScoredSentence(s, float(by)) for s, by in zip(of, scores, strict=True))
        passage = Passage(self.library.documents[paragraph.document], paragraph, score, scored)
        return replace(passage, support=support(passage))

    def _dense(self, encoded: Encoded) -> NDArray[np.float32] | None:
        """Each paragraph's best cosine among the records that Chroma finds; else 0.

        None where they are on a server that fails, or is let be since it has failed.
        """
        held = len(self._keys) + len(self._index.tokens.counts)
        asked = held if held <= _WHOLE else _DENSE_RECORDS
        try:
            near = self._index.records.nearest(encoded.vector, asked)
        except ServerError:
            return None
        near.sort(key=lambda of: (-of[1], of[0]))
        cosines = np.zeros(len(self._keys), dtype=np.float32)
        for id_, cosine in near[:_DENSE_RECORDS]:
            at = self._at.get(id_, self._at.get(id_.rpartition("#")[0]))
            if at is not None:
                cosines[at] = max(cosines[at], cosine)
        return cosines


def _best(scores: NDArray[np.float32], most: int) -> NDArray[np.intp]:
    """Where the highest scores are, in no order; of equal ones the first count as higher."""
    if len(scores) <= most:
        return np.arange(len(scores))
    least = np.partition(scores, -most)[-most]
    above = np.flatnonzero(scores > least)
    return np.concatenate([above, np.flatnonzero(scores == least)[: most - len(above)]])
