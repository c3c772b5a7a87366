"""What a question asks about documents themselves: when they were published, by whom, what of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Claim
from assistant.library.library import Library
from assistant.lookup.gone_through import only
from assistant.question.question import Question
from ingest.indexing.stored import standing
from ingest.language.sentences import kept_sentences
from ingest.language.words import STOP_WORDS, stem, stemmed, stems, words
from ingest.types import Document, document_of

MOST_SECTIONS = 12
"""Headings of a document that are named."""

_PUBLISHED = stemmed("published publication issued released release dated date old recent")
_BY_WHOM_OR_WHAT = stemmed(
    "publisher wrote written author authored produced"
    " hold contain contents sections headings chapters"
)
ASKING = stemmed(
    "document documents paper papers page report source sources file files text texts"
    " year month day long many come came please tell give show want like"
)
_SAYS_MORE = frozenset("will would should may might not no why before after until at".split())
"""Stop words with which a question asks for more than a date, a publisher or headings."""

_LONGEST_DATE = 12
"""Words of a sentence that only gives a document's date."""


def documents_asked_about(question: Question, library: Library) -> Sequence[Document]:
    """The documents of which a question asks who published them, when, or what they hold.

    Those that are asked where it names none. Empty unless every word of it is accounted for: it
    asks that and nothing else.
    """
    said = words(question.alone)
    if {"come", "came"} & set(said) and "out" in said:
        said.append("published")
    asked = [stem(word) for word in said if word not in STOP_WORDS or word in _SAYS_MORE]
    if not any(word in _PUBLISHED | _BY_WHOM_OR_WHAT for word in asked):
        return ()
    documents = question.documents or tuple(only(library.documents.values(), question.within))
    names = {word for document in documents for word in called_by(document)}
    if not question.documents and not any(word.startswith(("document", "paper")) for word in asked):
        return ()
    known = _PUBLISHED | _BY_WHOM_OR_WHAT | ASKING | (names if question.documents else frozenset())
    return documents if all(word in known for word in asked) else ()


def dates_printed(question: Question, library: Library) -> list[Claim]:
    """The sentence in which each document asked about prints its own date.

    Empty unless a question asks for the date alone, and every such document prints it.
    """
    documents = documents_asked_about(question, library)
    if not _asks_only_when(question):
        return []
    found: dict[str, Claim] = {}
    dates = {document.id: document.date for document in documents if document.date}
    written = [date.lower() for date in dates.values()]
    for paragraph in standing(library.paragraphs, lambda lower: any(d in lower for d in written)):
        date = dates.get(paragraph.document)
        if date is None or paragraph.document in found or date not in paragraph.text:
            continue
        for sentence in kept_sentences(paragraph):
            if date in sentence.text and len(sentence.text.split()) <= _LONGEST_DATE:
                claim = Claim(sentence.text, paragraph.key, sentence.text)
                found.setdefault(paragraph.document, claim)
    return list(found.values()) if len(found) == len(documents) else []


def _asks_only_when(question: Question) -> bool:
    said = set(words(question.alone))
    return not {"who", "whom"} & said and not _BY_WHOM_OR_WHAT & set(map(stem, said))


def sections_of(document: Document, library: Library) -> list[str]:
    """The uppermost headings of a document, each once, in order."""
    keys = [key for key in library.paragraphs if document_of(key) == document.id]
    sections = (paragraph.section for paragraph in library.paragraphs.fetch(keys))
    return list(dict.fromkeys(section[0] for section in sections if section))


def called_by(document: Document) -> Iterator[str]:
    """The stems by which a document is called."""
    yield from stems(f"{document.name} {document.title} {document.kind}")
    yield from (stem(word) for word in words(f"{document.publisher} {document.date}"))
