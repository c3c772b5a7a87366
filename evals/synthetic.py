"""A corpus of any size whose sentences are those of the documents that Parity comes with.

Paragraphs put two or three of them together, with other numbers, always the same for a size. What
they say is nonsense; their lengths, words and headings are real.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from ingest.corpus import Corpus, read_corpus
from ingest.language.sentences import SentenceKind, sentences
from ingest.types import Document, Paragraph

_SEED = 20221
_PER_DOCUMENT, _PER_SECTION = 200, 10
_SENTENCES = (2, 2, 3)
_WORDS = range(6, 61)
_DIGITS = re.compile(r"(?<!\d)[1-9]\d*")


def synthetic_corpus(folder: Path, paragraphs: int) -> Corpus:
    """So many paragraphs, made from the documents of a corpus folder."""
    corpus = read_corpus(folder)
    chance = random.Random(_SEED)
    spoken = [
        sentence.text
        for paragraph in corpus.paragraphs
        for sentence in sentences(paragraph)
        if sentence.kind is SentenceKind.PROSE and len(sentence.text.split()) in _WORDS
    ]
    sections = sorted({paragraph.section for paragraph in corpus.paragraphs})
    documents: list[Document] = []
    made: list[Paragraph] = []
    section: tuple[str, ...] = ()
    for at in range(paragraphs):
        number = at % _PER_DOCUMENT
        if number == 0:
            documents.append(_document(len(documents) + 1))
        if number % _PER_SECTION == 0:
            section = chance.choice(sections)
        chosen = chance.sample(spoken, chance.choice(_SENTENCES))
        body = " ".join(_renumbered(text, chance) for text in chosen)
        made.append(Paragraph(documents[-1].id, str(number + 1), True, section, body))
    return Corpus(tuple(documents), tuple(made))


def _document(number: int) -> Document:
    return Document(
        id=f"report-{number}",
        title=f"Report {number} on mental health services",
        file=f"report-{number}.txt",
        sha256=f"{number:064x}",
        short=f"Report {number}",
        publisher="Department of Health and Social Care",
        date=f"{1 + number % 28} May {1950 + number % 70}",
        kind="report",
    )


def _renumbered(text: str, chance: random.Random) -> str:
    """The text with other numbers of as many digits."""

    def other(match: re.Match[str]) -> str:
        size = len(match.group())
        return str(chance.randrange(10 ** (size - 1), 10**size))

    return _DIGITS.sub(other, text)
