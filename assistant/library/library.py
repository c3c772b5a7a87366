"""The library: one open index, from which search, look-ups, desk and pages all read."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from assistant.answer import Passage
from assistant.facts.groups import Groups, groups_of
from assistant.library.naming import Naming
from assistant.library.rewording import Rewording
from assistant.settings import Settings
from ingest.indexing.embedding import Encoder
from ingest.indexing.quick_encoder import open_encoder
from ingest.indexing.statistics import Statistics
from ingest.indexing.stored import StoredParagraphs
from ingest.indexing.texts import Texts, open_texts
from ingest.language.words import Analyser
from ingest.profile import Profile
from ingest.register.register import Register
from ingest.types import Document

if TYPE_CHECKING:  # what opens the words alone needs no Chroma
    from ingest.indexing.index import Index

_KEPT = 5_000
"""Questions, and words of questions, that are kept in the documents' words."""


class Library:
    """Documents, paragraphs, statistics and register; encoder and records on first use.

    One object serves every thread.
    """

    def __init__(
        self,
        texts: Texts,
        encoder: Callable[[], Encoder],
        index: Callable[[Encoder], Index],
        *,
        rewords: bool = True,
    ) -> None:
        """``encoder`` and ``index`` open these when they are first needed.

        Without ``rewords`` a question is searched for in its own words.
        """
        self.documents: Mapping[str, Document] = texts.documents
        self.paragraphs: StoredParagraphs = texts.paragraphs
        self.statistics: Statistics = texts.statistics
        self.analyser: Analyser = texts.analyser
        self.naming = Naming(texts.documents.values(), texts.analyser)
        self.texts, self._rewords = texts, rewords
        self.profile: Profile = texts.manifest.profile
        self.groups: Groups = groups_of(texts.manifest.profile)
        self._open_encoder, self._open_index = encoder, index
        self._opening = threading.RLock()
        self.in_documents_words = lru_cache(maxsize=_KEPT)(self._in_documents_words)
        """A question as it is searched for: typing errors mended, abbreviations in full."""

    @classmethod
    def open(cls, settings: Settings, encoder: Callable[[], Encoder] | None = None) -> Library:
        """Open the words of the index that ``settings`` name.

        ``encoder`` opens its embedding model where that is not left to the library.
        Raises a :class:`ParityError` that says what is missing and the command that mends it; the
        encoder and the records may raise one when they are first used.
        """
        texts = open_texts(settings.index_dir)

        def index(encoder: Encoder) -> Index:
            from ingest.indexing.index import searchable

            return searchable(texts, settings.index_dir, encoder, settings.server)

        own = partial(open_encoder, settings.embedding_model, settings.index_dir)
        return cls(texts, encoder or own, index)

    @classmethod
    def of(cls, index: Index, encoder: Encoder, *, rewords: bool = True) -> Library:
        """A library of what is open already."""
        return cls(index, lambda: encoder, lambda _: index, rewords=rewords)

    @cached_property
    def fingerprint(self) -> str:
        """What tells these documents, as they were read, from all others: 16 hexadecimal digits.

        An ingest that changes nothing leaves it as it was.
        """
        documents = [asdict(document) for document in self.documents.values()]
        told = json.dumps([documents, dict(self.texts.manifest.digests)], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def register(self) -> Register:
        """The register of commitments, read when it is first asked for."""
        return self.texts.register

    @property
    def encoder(self) -> Encoder:
        """The embedding model, loaded once."""
        with self._opening:
            return self._encoder

    @property
    def index(self) -> Index:
        """The index with token vectors and records, opened once."""
        with self._opening:
            return self._index

    def passage(self, key: str) -> Passage:
        """A paragraph that was looked up, as a passage."""
        paragraph = self.paragraphs[key]
        return Passage(self.documents[paragraph.document], paragraph, 1.0)

    def _in_documents_words(self, question: str) -> str:
        if self._rewords:
            question = self._rewording.reworded(question)
        return self.analyser.written_out(question)

    @cached_property
    def _encoder(self) -> Encoder:
        return self._open_encoder()

    @cached_property
    def _index(self) -> Index:
        return self._open_index(self.encoder)

    @cached_property
    def _rewording(self) -> Rewording:
        vocabulary = self.statistics.vocabulary
        return Rewording(vocabulary, self.encoder.has_word, self.profile.words)
