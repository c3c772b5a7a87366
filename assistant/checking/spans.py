"""Spans of a paragraph that can be set beside somebody's words: one sentence, or some in a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.language.sentences import Sentence, SentenceKind, kept_sentences
from ingest.types import Paragraph


@dataclass(frozen=True)
class Span:
    """``paragraph.text[start:end]``, made of whole sentences; of none where a heading is meant."""

    paragraph: Paragraph
    sentences: tuple[Sentence, ...]

    @property
    def start(self) -> int:
        return self.sentences[0].start if self.sentences else 0

    @property
    def end(self) -> int:
        return self.sentences[-1].end if self.sentences else 0

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.paragraph.text[self.start : self.end]

    @property
    def lead_in(self) -> str:
        """The words that introduce the first sentence's list; "" where it is in none."""
        at = self.sentences[0].lead_in if self.sentences else None
        return "" if at is None else kept_sentences(self.paragraph)[at].text


def spans(paragraph: Paragraph, most: int) -> Iterator[Span]:
    """Every run of up to ``most`` sentences of a paragraph; a footnote stands by itself."""
    of = kept_sentences(paragraph)
    for first, sentence in enumerate(of):
        alone = sentence.kind is SentenceKind.FOOTNOTE
        for last in range(first + 1, min(first + (1 if alone else most), len(of)) + 1):
            if alone or of[last - 1].kind is not SentenceKind.FOOTNOTE:
                yield Span(paragraph, of[first:last])


def around(paragraph: Paragraph, start: int, end: int) -> Span | None:
    """The sentences that ``paragraph.text[start:end]`` touches; None where it touches none."""
    touched = [s for s in kept_sentences(paragraph) if s.start < end and start < s.end]
    return Span(paragraph, tuple(touched)) if touched else None
