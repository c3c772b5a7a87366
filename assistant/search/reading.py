"""What was found, read: the passages in the order in which they answer, each sentence scored anew.

A sentence's score adds up what is held of it and of its passage: docs/adr/0013.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Passage, Reading, ScoredSentence
from assistant.search.reader import PassageReader

READ = 7
"""How many of the passages found are read: reading 30 answers no more, and takes longer."""

UNREAD_PASSAGE, UNREAD_SENTENCE = 19.0, 0.5
"""What the search's scores of a passage and of a sentence weigh where nothing is read."""


def read(
    reader: PassageReader | None,
    question: str,
    history: Sequence[str],
    passages: Sequence[Passage],
) -> list[Passage]:
    """The passages, the likeliest to answer first; without a reader, those that match best."""
    if reader is None:
        return [_unread(passage) for passage in passages]
    readings = reader.read(question, history, passages)
    return sorted(map(_read, passages, readings), key=worth, reverse=True)


def answers(
    reader: PassageReader, history: Sequence[str], question: str, passage: Passage
) -> float:
    """The reader's logit that one passage answers a question."""
    return reader.read(question, history, [passage])[0].answers


def worth(passage: Passage) -> float:
    """How likely a passage is to answer, in logits without a fixed zero."""
    if passage.reading is None:
        return UNREAD_PASSAGE * passage.score
    return passage.reading.worth


def _read(passage: Passage, reading: Reading) -> Passage:
    """The passage with its reading; a sentence counts for as much as it and its passage do."""
    scores = [reading.worth + said for said in reading.sentences]
    return replace(_scored(passage, scores), reading=reading)


def _unread(passage: Passage) -> Passage:
    base = worth(passage)
    return _scored(passage, [base + UNREAD_SENTENCE * s.score for s in passage.sentences])


def _scored(passage: Passage, scores: Sequence[float]) -> Passage:
    sentences = zip(passage.sentences, scores, strict=True)
    return replace(
        passage, sentences=tuple(ScoredSentence(s.sentence, score) for s, score in sentences)
    )
