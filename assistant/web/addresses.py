"""Permanent links: the address of each paragraph, and what an address asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.shown import drawn_together
from ingest.types import Document, Paragraph

DOCUMENT, PARAGRAPH, QUOTE = "document", "paragraph", "quote"
"""The names of an address's parts: ``?document=plan&paragraph=47&quote=Beds+closed.``"""

_LONGEST_QUOTE = 300
"""Letters of all quotes together beyond which an address leaves them out."""

_LISTED = (
    "It may have been renamed or taken out since the link was made; "
    "the documents that are here now are listed under “Documents searched”."
)


@dataclass(frozen=True)
class Asked:
    """What an address asks for. ``paragraph`` is a whole key, empty for the document's beginning.

    ``problem`` is a sentence that says what the address asks for in vain; without a ``document``
    there is nothing to open.
    """

    document: str = ""
    paragraph: str = ""
    quotes: tuple[str, ...] = ()
    problem: str = ""


def number_of(paragraph: Paragraph) -> str:
    """What an address calls a paragraph: its key without its document.

    >>> number_of(Paragraph("plan", "2", True, (), "Beds closed.", within="Annex A"))
    'Annex A/2'
    """
    return paragraph.key.partition("/")[2]


def address(
    document: Document, paragraph: Paragraph | None = None, quotes: Sequence[str] = ()
) -> str:
    """The address of a document, a paragraph or words in it, relative to any page of the app.

    >>> plan = Document("plan", "A plan", "plan.md", "")
    >>> address(plan, Paragraph("plan", "47", True, (), "Beds closed."))
    './?document=plan&paragraph=47'
    """
    parts = [(DOCUMENT, document.id)]
    if paragraph is not None:
        parts.append((PARAGRAPH, number_of(paragraph)))
    if sum(map(len, quotes)) <= _LONGEST_QUOTE:
        parts += [(QUOTE, quote) for quote in quotes]
    return f"./?{urlencode(parts)}"


def asked(
    parts: Mapping[str, Sequence[str]],
    documents: Mapping[str, Document],
    keys: Collection[str],
) -> Asked | None:
    """What the parts of an address ask for, of these documents and of all paragraphs' keys.

    None where the address names no document.
    """
    wanted = "".join(parts.get(DOCUMENT, ())[:1]).strip()
    if not wanted:
        return None
    document = _same(wanted, documents)
    if not document:
        return Asked(problem=f"There is no document “{wanted}” here. {_LISTED}")
    number = "".join(parts.get(PARAGRAPH, ())[:1]).strip()
    quotes = tuple(quote for quote in parts.get(QUOTE, ()) if quote.strip())
    if not number:
        return Asked(document, quotes=quotes)
    own = [key for key in keys if key.startswith(f"{document}/")]
    if key := _same(f"{document}/{number}", own):
        return Asked(document, key, quotes)
    numbers = [key.partition("/")[2] for key in own]
    name = documents[document].name
    return Asked(document, problem=f"{name} has no paragraph “{number}”. {_those(numbers)}")


def _those(numbers: Sequence[str]) -> str:
    """Which paragraphs there are; the document is open at its beginning meanwhile."""
    plain = [number for number in numbers if number.isdecimal()]
    if not plain:
        return "The document is shown from its beginning."
    runs = drawn_together(plain)
    given = runs[0] if len(runs) == 1 else f"{plain[0]} to {plain[-1]}"
    return f"Its paragraphs are {given}; the document is shown from its beginning."


def _same(wanted: str, names: Collection[str]) -> str:
    """The name that is wanted, in whatever case it was typed; empty if there is none."""
    if wanted in names:
        return wanted
    return next((name for name in names if name.casefold() == wanted.casefold()), "")
