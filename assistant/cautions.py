"""What a reader is warned of beside a citation: an older reading, words read uncertainly."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.doubts import doubt_sentence
from ingest.types import Document, Paragraph

MACHINE_READ = "Read by machine from an image: compare the words with the document's page."
"""What a reader is told of a paragraph whose words were recognised."""


def cautions(document: Document, paragraph: Paragraph) -> Iterator[str]:
    """A sentence for each thing to be wary of in a paragraph: in its document, then its words."""
    if document.caution:
        yield document.caution
    yield from cautions_of_words(paragraph)


def cautions_of_words(paragraph: Paragraph) -> Iterator[str]:
    """A sentence for each thing to be wary of in the words of a paragraph."""
    if paragraph.machine_read:
        yield MACHINE_READ
    if paragraph.doubts:
        yield doubt_sentence(paragraph.doubts, paragraph.pages)
