"""What the index holds of a paragraph: its sentences, each with the words it is embedded as."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.language.abbreviations import defined_abbreviations, expanded
from ingest.language.sentences import Sentence, sentences
from ingest.types import Document, Paragraph

if TYPE_CHECKING:  # a corpus knows every reader, and who opens an index needs none of them
    from ingest.corpus import Corpus


@dataclass(frozen=True)
class Entry:
    """One paragraph, its sentences and, for each of these, the text that is embedded."""

    paragraph: Paragraph
    sentences: tuple[Sentence, ...]
    texts: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Changes whenever the paragraph, or what is embedded of it, does."""
        whole = "\0".join([self.paragraph.digest, *self.texts])
        return hashlib.sha256(whole.encode()).hexdigest()


def entries(corpus: Corpus) -> tuple[list[Entry], dict[str, str]]:
    """Every paragraph's entry, and the abbreviations that were written out in them."""
    abbreviations = defined_abbreviations(
        text for p in corpus.paragraphs for text in (*p.section, p.text)
    )
    documents = {document.id: document for document in corpus.documents}
    found = [_entry(documents[p.document], p, abbreviations) for p in corpus.paragraphs]
    return found, abbreviations


def _entry(document: Document, paragraph: Paragraph, abbreviations: Mapping[str, str]) -> Entry:
    of_paragraph = tuple(sentences(paragraph))
    texts = tuple(
        expanded(in_context(document, paragraph, of_paragraph, sentence), abbreviations)
        for sentence in of_paragraph
    )
    return Entry(paragraph, of_paragraph, texts)


def in_context(
    document: Document,
    paragraph: Paragraph,
    of_paragraph: tuple[Sentence, ...],
    sentence: Sentence,
) -> str:
    """A sentence below its document, headings and lead-in, so that it can be found by them.

    A heading that occurs under most others ("Response") says nothing and costs nothing either.
    """
    source = ", ".join(part for part in (document.name, document.publisher, document.date) if part)
    lead_in = of_paragraph[sentence.lead_in].text if sentence.lead_in is not None else ""
    parts = [source, *paragraph.section, lead_in, sentence.text]
    return ". ".join(part for part in parts if part)
