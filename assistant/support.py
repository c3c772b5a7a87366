"""How far a passage carries each word of a question: what a refusal is judged by."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.answer import Passage, WordSupport
from assistant.late import TokenSimilarities
from assistant.words import FRAMING_WORDS, Analyser, stem, words
from ingest.embedding import Encoded
from ingest.types import Document, Paragraph

_QUESTION_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LOWER_CASE = re.compile(r"(?<![\w’'-])[a-z]{2,}")
_CONTRACTION = re.compile(r"['’](?:t|re|ve|ll|d|m)$")


class Support:
    """Knows which stems stand in each paragraph, above it and anywhere in the corpus."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        paragraphs: Mapping[str, Paragraph],
        analyser: Analyser,
    ) -> None:
        self._stems = {
            key: {
                stem(word)
                for word in words(analyser.written_out(_all_text(documents[p.document], p)))
            }
            for key, p in paragraphs.items()
        }
        self._known = set[str]().union(*self._stems.values())
        self._common = {
            stem(word) for p in paragraphs.values() for word in _LOWER_CASE.findall(p.text)
        }

    def of(
        self,
        question: str,
        reworded: str,
        encoded: Encoded,
        similar: TokenSimilarities,
        passage: Passage,
    ) -> tuple[WordSupport, ...]:
        """The support for each word of the question that says something, in order."""
        stems = self._stems[passage.paragraph.key]
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
                    name=word in names and stem(word) not in self._common,
                )
            )
        return tuple(found)


def _all_text(document: Document, paragraph: Paragraph) -> str:
    above = (document.name, document.title, document.publisher, document.date, document.kind)
    return "\n".join([*above, *paragraph.section, paragraph.text])


def _names(question: str) -> set[str]:
    """The words typed as names: with a capital, and not because a sentence opens with them."""
    opening = {match.start(1) for match in re.finditer(r"(?:^|[.?!:]\s+)[\"'“‘(]*(\w)", question)}
    return {
        match.group().lower()
        for match in re.finditer(r"[A-Z][\w-]*", question)
        if match.start() not in opening or match.group().isupper()
    }
