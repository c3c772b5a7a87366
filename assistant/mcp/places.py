"""A paragraph by its document and number, as whoever cites it has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.cautions import cautions
from assistant.citing import cited, lead
from assistant.commitments.selection import require_known
from assistant.shown import drawn_together
from assistant.terminal.contract import place_object
from ingest.errors import UsageError
from ingest.indexing.texts import Texts
from ingest.types import Paragraph, document_of
from ingest.written import brief

_MOST_NAMED = 20
"""Headings, or runs of numbers, that a sentence names."""


def paragraph_of(texts: Texts, document: str, number: str, within: str = "") -> Paragraph:
    """The paragraph with this number, or this whole key; ``within`` is a heading, where given.

    Raises :class:`UsageError` that names the documents, the numbers or the headings there are.
    """
    document, number, within = document.strip(), number.strip(), within.strip()
    require_known(document, tuple(texts.documents), "document")
    number = number.removeprefix(f"{document}/")
    own = [key for key in texts.paragraphs if document_of(key) == document]
    ends = f"/{number}".casefold()
    ending = texts.paragraphs.fetch([key for key in own if key.casefold().endswith(ends)])
    found = [of for of in ending if _is(of, number, within)]
    if not found and not within:
        found = [of for of in ending if of.number.casefold() == number.casefold()]
    if len(found) == 1:
        return found[0]
    name = texts.documents[document].name
    if found:
        headings = _named([f"“{of.within}”" for of in found])
        raise UsageError(
            f"{name} has {len(found)} paragraphs {brief(number)}; say within which heading: "
            f"{headings}."
        )
    place = f"“{brief(number)}”" + (f" within “{brief(within)}”" if within else "")
    numbers = [key.partition("/")[2] for key in own]
    raise UsageError(
        f"{name} has no paragraph {place}; its paragraphs are {_named(drawn_together(numbers))}."
    )


def _is(paragraph: Paragraph, number: str, within: str) -> bool:
    """Whether a paragraph is cited so: by number and heading, or by its key's end."""
    cited_so = f"{within}/{number}" if within else number
    return paragraph.key.partition("/")[2].casefold() == cited_so.casefold()


def _named(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def paragraph_object(texts: Texts, paragraph: Paragraph) -> dict[str, Any]:
    """A whole paragraph as a JSON object, with the keys that a citation has for the same."""
    document = texts.documents[paragraph.document]
    return {
        **place_object(document, paragraph, paragraph.page),
        "pages": list(paragraph.pages),
        "date": document.date,
        "lead": lead(document, paragraph),
        "citation": cited(document, paragraph),
        "machine_read": paragraph.machine_read,
        "voices": list(dict.fromkeys(filter(None, paragraph.voices))),
        "doubts": list(paragraph.doubts),
        "caution": document.caution,
        "cautions": list(cautions(document, paragraph)),
        "text": paragraph.text,
    }


def documents_object(texts: Texts) -> dict[str, Any]:
    """All documents as a JSON object: what they are called, of whom and when, and how long."""
    counts = dict.fromkeys(texts.documents, 0)
    for key in texts.paragraphs:
        counts[document_of(key)] += 1
    return {
        "documents": [
            {
                "document": document.id,
                "title": document.title,
                "publisher": document.publisher,
                "date": document.date,
                "kind": document.kind,
                "rights": document.rights,
                "paragraphs": counts[document.id],
                "caution": document.caution,
            }
            for document in texts.documents.values()
        ]
    }
