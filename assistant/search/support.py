"""How far a passage carries each word of a question: what a refusal is judged by."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answer import Passage, WordSupport
from assistant.search.late import TokenSimilarities
from ingest.indexing.embedding import Encoded
from ingest.indexing.statistics import Statistics, about, in_section
from ingest.language.words import FRAMING_WORDS, Analyser, stem, words
from ingest.types import Document, Paragraph

_QUESTION_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_KEPT = 1_000
_THEME, _FEWEST = 0.05, 10
"""The share and the number of all paragraphs in which a name stands that is one of their themes."""

_CONTRACTION = re.compile(r"['’](?:t|re|ve|ll|d|m)$")


class Support:
    """Knows which stems stand in and above a paragraph, and which anywhere in the corpus."""

    def __init__(self, analyser: Analyser, statistics: Statistics) -> None:
        self._analyser, self._statistics = analyser, statistics
        self._known, self._common = statistics.known, statistics.common
        self._stems_of = lru_cache(maxsize=_KEPT)(self._stems)

    def _is_theme(self, name: str) -> bool:
        """Whether a name stands in so many paragraphs that it tells none of them from the others.

        That a paragraph on the pandemic does not say "Covid" is no reason to refuse.
        """
        paragraphs = self._statistics.paragraphs
        return paragraphs.having(stem(name)) >= max(_FEWEST, _THEME * paragraphs.size)

    def _stems(self, document: Document, paragraph: Paragraph) -> set[str]:
        text = f"{about(document)}\n{in_section(paragraph, paragraph.text)}"
        return {stem(word) for word in words(self._analyser.written_out(text))}

    def of(
        self,
        question: str,
        reworded: str,
        encoded: Encoded,
        similar: TokenSimilarities,
        passage: Passage,
    ) -> tuple[WordSupport, ...]:
        """The support for each word of the question that says something, in order."""
        stems = self._stems_of(passage.document, passage.paragraph)
        names = _names(question)
        found: list[WordSupport] = []
        for match in _QUESTION_WORD.finditer(reworded):
            word = re.sub(r"['’]s?$", "", match.group().lower())
            if word in FRAMING_WORDS or len(word) < 2 or _CONTRACTION.search(word):
                continue
            pieces = [
                at
                for at, (start, end) in enumerate(encoded.offsets)
                if start >= match.start() and end <= match.end()
            ]
            if not pieces:
                continue
            found.append(
                WordSupport(
                    word=word,
                    similarities=tuple(similar.best[:, pieces].min(axis=1).tolist()),
                    stands=stem(word) in stems,
                    known=stem(word) in self._known,
                    name=word in names
                    and stem(word) not in self._common
                    and not self._is_theme(word),
                )
            )
        return tuple(found)


def _names(question: str) -> set[str]:
    """The words typed as names: with a capital, and not because a sentence opens with them."""
    opening = {match.start(1) for match in re.finditer(r"(?:^|[.?!:]\s+)[\"'“‘(]*(\w)", question)}
    return {
        match.group().lower()
        for match in re.finditer(r"[A-Z][\w-]*", question)
        if match.start() not in opening or match.group().isupper()
    }
