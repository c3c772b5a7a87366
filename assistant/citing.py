"""How a paragraph is cited: its document, its place there, the headings above it, whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.doubts import pages_said
from ingest.types import Document, Paragraph

_SHORT_HEADING = 4
"""Words of a heading that may mean something only under the one above it."""


def headings(document: Document, paragraph: Paragraph) -> str:
    """The headings above a paragraph, as a path, without one that only repeats the title."""
    title = re.sub(r"\W+", "", document.title).casefold()
    return " › ".join(
        heading
        for heading in paragraph.section
        if not re.sub(r"\W+", "", heading).casefold().startswith(title)
    )


def lead(document: Document, paragraph: Paragraph) -> str:
    """Whose words follow, of when and on what: document, its date and the heading next above.

    A short heading ("Response", "What we will do") comes with the one above it, which says of what.

    >>> paragraph = Paragraph("plan", "2", True, ("Plan", "Beds", "Response"), "Some 12 closed.")
    >>> lead(Document("plan", "Plan", "plan.md", "", date="May 2022"), paragraph)
    'Plan, May 2022, on “Beds › Response”:'
    """
    on = _on(document, paragraph)
    return f"{', '.join(filter(None, (document.name, document.date, on)))}:"


def lead_again(document: Document, paragraph: Paragraph) -> str:
    """What leads a paragraph where its document was just named; empty without a heading above it.

    >>> paragraph = Paragraph("plan", "2", True, ("Plan", "Beds", "Response"), "Some 12 closed.")
    >>> lead_again(Document("plan", "Plan", "plan.md", "", date="May 2022"), paragraph)
    'On “Beds › Response”:'
    """
    on = _on(document, paragraph)
    return f"O{on[1:]}:" if on else ""


def _on(document: Document, paragraph: Paragraph) -> str:
    above = headings(document, paragraph).split(" › ")
    on = " › ".join(above[-2:] if len(above[-1].split()) <= _SHORT_HEADING else above[-1:])
    return f"on “{on}”" if on else ""


def dated(document: Document) -> str:
    """A document's date; one without a date says so."""
    return document.date or "date not stated"


def origin(document: Document) -> str:
    """Publisher and date."""
    return ", ".join(filter(None, (document.publisher, dated(document))))


def cited(document: Document, paragraph: Paragraph, quotes: Sequence[str] = ()) -> str:
    """The citation of a paragraph, or of quotes from it: document, paragraph and page."""
    return ", ".join(filter(None, (document.name, place(paragraph), on_page(paragraph, quotes))))


def on_page(paragraph: Paragraph, quotes: Sequence[str] = ()) -> str:
    """The pages on which quotes begin, or a paragraph; empty where pages are not known.

    >>> on_page(Paragraph("plan", "2", True, (), "Beds closed. Wards did.", page=3))
    'page 3'
    """
    pages = sorted({page for quote in quotes or [""] if (page := paragraph.page_of(quote))})
    return pages_said(pages)


def place(paragraph: Paragraph) -> str:
    """How a reader finds the paragraph: by its printed number or name, or by a count that says so.

    >>> place(Paragraph("plan", "2", True, (), "Beds closed.", within="Annex A"))
    'paragraph 2 of “Annex A”'
    """
    named = paragraph.number[0].isupper()
    number = paragraph.number if named else f"paragraph {paragraph.number}"
    within = f" of “{paragraph.within}”" if paragraph.within else ""
    return f"{number}{within}" + ("" if paragraph.printed else ", counted")
