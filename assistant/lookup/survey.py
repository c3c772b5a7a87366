"""Answers from every paragraph: which mention a thing, how many do, every sum above an amount.

Such a question is not searched for but gone through: what is said of the whole corpus is true of
the whole corpus, and the answer says how many paragraphs were read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from assistant.answer import LookedUp
from assistant.library.naming import Naming
from assistant.lookup.gone_through import GoneThrough, only
from assistant.lookup.mentions import Mentions
from assistant.lookup.periods import Periods
from assistant.lookup.sums import Sums
from assistant.lookup.terms import Terms
from assistant.question.surveys.request import SurveyRequest
from assistant.question.surveys.scopes import Scopes
from ingest.language.words import Analyser
from ingest.types import Document, Paragraph


class Survey:
    """Goes through every sentence of a corpus."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        paragraphs: Mapping[str, Paragraph],
        analyser: Analyser,
        naming: Naming,
        vocabulary: Collection[str],
    ) -> None:
        """``vocabulary`` are the words of all paragraphs."""
        self._scopes = Scopes(naming)
        self._corpus = GoneThrough(paragraphs, tuple(documents.values()))
        self._mentions = Mentions(Terms(analyser), vocabulary)

    def find(self, question: str, within: Collection[str] = ()) -> LookedUp | None:
        """The answer from all paragraphs, or those of the documents with the ids ``within``.

        None for a question that is not of that kind; nothing for one of other documents alone.
        """
        request = SurveyRequest.of(question, self._scopes)
        if request is None:
            return None
        documents = only(request.documents or self._corpus.documents, within)
        if not documents:
            return LookedUp([])
        through = GoneThrough(self._corpus.paragraphs, documents)
        kinds = (Sums(self._mentions), Periods(self._mentions), self._mentions)
        return next(filter(None, (kind.find(request, through) for kind in kinds)), None)
