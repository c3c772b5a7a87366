"""What is true of a whole corpus is worked out once, by the ingest, and kept beside the records.

A reader opens it without going through the corpus. Whoever changes how words are read
(:mod:`ingest.language.words`) raises ``INDEX_FORMAT``, so that no index is read by other rules than
it was made by.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.entries import Entry
from ingest.indexing.bm25 import Bm25
from ingest.indexing.files import SealedFiles
from ingest.language.abbreviations import implied_abbreviations
from ingest.language.words import Analyser, stem, words
from ingest.types import Document, Paragraph

_FOLDER = "statistics"
_WORDS, _PARAGRAPHS, _SENTENCES = "words.json", "paragraphs", "sentences"
_LOWER_CASE = re.compile(r"(?<![\w’'-])[a-z]{2,}")


@dataclass(frozen=True)
class Statistics:
    """The words of a corpus, and how much each says of every paragraph and of every sentence.

    ``implied`` are initials that no document defines, with their long forms; ``vocabulary`` the
    words of all paragraphs, ``known`` the stems of these and of what stands above them, and
    ``common`` the stems of the words that stand in lower case somewhere.
    """

    implied: Mapping[str, str]
    vocabulary: frozenset[str]
    known: frozenset[str]
    common: frozenset[str]
    paragraphs: Bm25
    sentences: Bm25

    @classmethod
    def of(
        cls,
        entries: Sequence[Entry],
        documents: Iterable[Document],
        abbreviations: Mapping[str, str],
    ) -> Statistics:
        """The statistics of all entries of a corpus, in their order."""
        implied = implied_abbreviations(entry.paragraph.text for entry in entries)
        analyser = Analyser(abbreviations, implied)
        vocabulary: set[str] = set()
        common: set[str] = set()
        known = {word for d in documents for word in words(analyser.written_out(about(d)))}

        def terms(entry: Entry) -> list[str]:
            text = entry.paragraph.text
            vocabulary.update(words(text))
            common.update(_LOWER_CASE.findall(text))
            written_out = words(analyser.written_out(in_section(entry.paragraph, text)))
            known.update(written_out)
            return analyser.terms_of(written_out)

        paragraphs = Bm25.of(map(terms, entries))
        sentences = Bm25.of(analyser.terms(text) for e in entries for text in _sentence_texts(e))
        return cls(
            implied,
            frozenset(vocabulary),
            frozenset(map(stem, known)),
            frozenset(map(stem, common)),
            paragraphs,
            sentences,
        )

    def write(self, generation: Path) -> None:
        """Write the statistics to a generation's folder."""
        self.paragraphs.write(generation / _FOLDER / _PARAGRAPHS)
        self.sentences.write(generation / _FOLDER / _SENTENCES)
        of_words = {
            "implied": dict(self.implied),
            "vocabulary": sorted(self.vocabulary),
            "known": sorted(self.known),
            "common": sorted(self.common),
        }
        text = json.dumps(of_words, ensure_ascii=False, indent=0)
        (generation / _FOLDER / _WORDS).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, files: SealedFiles) -> Statistics:
        """Read a generation's statistics."""
        of_words: dict[str, Any] = json.loads(files.read(f"{_FOLDER}/{_WORDS}"))
        return cls(
            of_words["implied"],
            frozenset(of_words["vocabulary"]),
            frozenset(of_words["known"]),
            frozenset(of_words["common"]),
            Bm25.read(files, f"{_FOLDER}/{_PARAGRAPHS}"),
            Bm25.read(files, f"{_FOLDER}/{_SENTENCES}"),
        )


def about(document: Document) -> str:
    """What is said of a document itself, one line each."""
    of = (document.name, document.title, document.publisher, document.date, document.kind)
    return "\n".join(of)


def in_section(paragraph: Paragraph, text: str) -> str:
    """A text of a paragraph below the headings that the paragraph stands under."""
    return "\n".join([*paragraph.section, text])


def _sentence_texts(entry: Entry) -> Iterator[str]:
    for sentence in entry.sentences:
        lead_in = "" if sentence.lead_in is None else entry.sentences[sentence.lead_in].text
        yield in_section(entry.paragraph, f"{lead_in}\n{sentence.text}")
