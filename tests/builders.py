"""What the tests of ingestion are built from: tiny corpora, the real one, and a fake encoder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ingest.blocks import Block
from ingest.corpus import Corpus, read_corpus
from ingest.entries import Entry, entries
from ingest.indexing.embedding import Encoded, Encoder, unit
from ingest.indexing.files import MANIFEST, SealedFiles
from ingest.indexing.pointer import make_current, require_index
from ingest.language.abbreviations import implied_abbreviations
from ingest.language.sentences import sentences
from ingest.language.words import Analyser
from ingest.paragraphs import split
from ingest.reading.markup.markdown import read_markdown
from ingest.reading.text import read_text
from ingest.register.register import Register
from ingest.types import Paragraph

REAL_CORPUS = Path(__file__).parent.parent / "corpus"
GOVERNMENT_RESPONSE = "004_877c1338514698cd.txt"


@cache
def real_corpus() -> Corpus:
    """The corpus of the project, read once for all tests."""
    return read_corpus(REAL_CORPUS)


def real_paragraph(number: int) -> Paragraph:
    """A paragraph of the Government's response, by its printed number."""
    return next(p for p in real_corpus().paragraphs if p.key == f"government-response/{number}")


@cache
def real_register() -> Register:
    """The register of the project's corpus."""
    found, abbreviations = entries(real_corpus())
    implied = implied_abbreviations(entry.paragraph.text for entry in found)
    analyser, corpus = Analyser(abbreviations, implied), real_corpus()
    return Register.of(found, analyser, corpus.documents, corpus.profile.scale)


def entries_of(paragraphs: Iterable[Paragraph]) -> list[Entry]:
    """What an index would hold of these paragraphs, but that nothing is embedded in context."""
    return [
        Entry(paragraph, tuple(of), tuple(sentence.text for sentence in of))
        for paragraph in paragraphs
        for of in [sentences(paragraph)]
    ]


def blocks_of(text: str, *, markdown: bool = False, above: str = "") -> list[Block]:
    """The blocks of plain text, or of Markdown, below the text above."""
    if markdown:
        return read_markdown(text, "tiny.md", above=above).blocks
    return read_text(text, above=above)


def paragraphs_of(text: str, *, markdown: bool = False) -> list[Paragraph]:
    """The paragraphs of a document called "tiny" that holds this text."""
    return split("tiny", blocks_of(text, markdown=markdown))


def write_corpus(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a corpus folder of these files, anew, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        as_bytes = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(as_bytes)
    return folder


def change_manifest(index: Path, **fields: Any) -> None:
    """Give the manifest of an index other fields, and seal it, as if it had been written so."""
    generation = require_index(index).generation
    path = generation / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **fields}), "utf-8")
    make_current(index, generation, hashlib.sha256(path.read_bytes()).hexdigest())


def reseal(index: Path) -> None:
    """Seal the files of an index as they are now, as if the ingest had written them so."""
    files = SealedFiles.of(require_index(index).generation).seals
    change_manifest(index, files={name: asdict(seal) for name, seal in files.items()})


class WordEncoder(Encoder):
    """An encoder whose vectors can be checked by hand.

    A word is a token. Its id is its length and its vector the axis ``length % 4``; a text's vector
    is the sum of its words', scaled to length 1. ``encoded`` lists every text that was embedded.
    """

    special_ids = frozenset({0})
    vocabulary_size = 100

    def __init__(self, name: str = "words", dimension: int = 4) -> None:
        self.name = name
        self.dimension = dimension
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        self.encoded += texts
        return [self._of_words(text.split()) for text in texts]

    def _of_words(self, words: Sequence[str]) -> Encoded:
        ids = np.array([len(word) for word in words], dtype=np.int32)
        tokens = np.eye(self.dimension, dtype=np.float32)[ids % self.dimension]
        return Encoded(unit(tokens.sum(axis=0)), tokens, ids)


class FailingEncoder(WordEncoder):
    """A :class:`WordEncoder` that breaks down after its first call."""

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        if self.encoded:
            raise RuntimeError("the model broke down")
        return super().encode(texts)


class RememberingEncoder(Encoder):
    """The encoder itself, which embeds each text once and by itself: as exactly, and faster."""

    def __init__(self, encoder: Encoder) -> None:
        vars(self).update(vars(encoder))
        self._held: dict[str, Encoded] = {}

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        for text in texts:
            if text not in self._held:
                self._held[text] = super().encode([text])[0]
        return [self._held[text] for text in texts]


def pdf_of(lines: Sequence[str]) -> bytes:
    """A PDF of one page that shows these lines."""
    shown = b"".join(f"({line}) Tj 0 -20 Td\n".encode() for line in lines)
    drawn = b"BT /F1 12 Tf 72 760 Td\n" + shown + b"ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    pdf, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    entries = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(pdf)
    return pdf + b"xref\n0 6\n" + entries + end
