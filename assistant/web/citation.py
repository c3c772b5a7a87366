"""The one form of a citation on a page: a link that opens the paragraph in the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape as attribute

from assistant.answer import Citation, Statement
from assistant.citing import dated, place
from assistant.shown import day_said
from assistant.visible import escape
from assistant.web.addresses import address, number_of
from ingest.types import Document, Paragraph


class Chips:
    """The chips of one answer, each with an id of its own, brief where nothing new is named."""

    def __init__(self, citations: Sequence[Citation], prefix: str) -> None:
        """``prefix`` begins the HTML id of each, and is this answer's alone."""
        self._citations, self._prefix = citations, prefix
        self._count, self._document = 0, ""

    def after(self, statement: Statement) -> str:
        """The chips that stand after a sentence: one for each paragraph that it leans on."""
        return " ".join(self._chip(self._citations[at], statement) for at in statement.cited)

    def _chip(self, citation: Citation, statement: Statement) -> str:
        brief = citation.document.id == self._document
        self._count, self._document = self._count + 1, citation.document.id
        quotes = list(filter(None, (statement.lead_in, citation.quote)))
        id_ = f"{self._prefix}-{self._count}"
        return chip_html(citation.document, citation.paragraph, quotes, id_, brief=brief)


def chip_html(
    document: Document,
    paragraph: Paragraph,
    quotes: Sequence[str] = (),
    id_: str = "",
    *,
    brief: bool = False,
) -> str:
    """Document, date and paragraph after a sentence, as a link that opens the paragraph.

    ``id_`` is the HTML id to which the reader leads back. A ``brief`` one shows the paragraph alone
    where the document was named just before; it is still read out in full.
    """
    kind = "unseen" if brief else "of"
    named = f'<span class="{kind}">{escape(_origin(document))}</span><span class="unseen">, </span>'
    identity = f' id="{attribute(id_)}"' if id_ else ""
    return (
        f'<a class="cite"{identity} {opens(document, paragraph, quotes)}>'
        f'<span class="pill"><span class="unseen">Source: </span>{named}'
        f'<span class="at">{escape(_short_place(paragraph))}</span>'
        f"{uncertain_html(paragraph)}"
        "</span></a>"
    )


def opens(
    document: Document, paragraph: Paragraph | None = None, quotes: Sequence[str] = ()
) -> str:
    """The attributes by which a link opens the reader at a paragraph, with the quotes marked.

    The address is the permanent one, for another tab or an e-mail.
    """
    parts = {"href": address(document, paragraph, quotes), "data-document": document.id}
    if paragraph is not None:
        parts["data-paragraph"] = number_of(paragraph)
        if marks := marks_of(paragraph, quotes):
            parts["data-marks"] = marks
    return " ".join(f'{name}="{attribute(value)}"' for name, value in parts.items())


def marks_of(paragraph: Paragraph, quotes: Sequence[str]) -> str:
    """Where quotes stand in a paragraph's text, as ranges of letters as a browser counts them.

    >>> marks_of(Paragraph("plan", "2", True, (), "Beds closed. Wards did."), ["Wards did."])
    '13-23'
    """
    return " ".join(f"{first}-{last}" for first, last in _ranges(paragraph.text, quotes))


def units(text: str) -> int:
    """How many letters a browser counts in a text: UTF-16 code units.

    >>> units("a"), units("𝔞")
    (1, 2)
    """
    return len(text) + sum(letter > "\uffff" for letter in text)


def _ranges(text: str, quotes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the quotes stand, those that touch as one."""
    found = sorted((text.find(quote), len(quote)) for quote in quotes if quote and quote in text)
    joined: list[list[int]] = []
    for start, length in found:
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], start + length)
        else:
            joined.append([start, start + length])
    return ((units(text[:start]), units(text[:end])) for start, end in joined)


def dates_line(document: Document, ingested: str = "") -> str:
    """Who published a document and when, and since when it is here as it is now.

    >>> dates_line(Document("plan", "A plan", "", "", "", "The Trust", "May 2022"), "2026-05-31")
    'The Trust · published May 2022 · in Parity since 31 May 2026'
    """
    published = f"published {document.date}" if document.date else dated(document)
    read = f"in Parity since {day_said(ingested)}" if ingested else ""
    return " · ".join(filter(None, (document.publisher, published, read)))


def _origin(document: Document) -> str:
    return ", ".join(filter(None, (document.name, document.date)))


def uncertain_html(paragraph: Paragraph) -> str:
    """What stands beside a citation where the reading of its paragraph is uncertain."""
    return "<span> · reading uncertain</span>" if paragraph.doubts else ""


def _short_place(paragraph: Paragraph) -> str:
    """The place as :func:`place` has it, with "para" for "paragraph"."""
    said = place(paragraph)
    return f"para{said.removeprefix('paragraph')}" if said.startswith("paragraph") else said


def cautions_html(warned: Iterable[str]) -> str:
    """What a reader is warned of, each in a line."""
    return "".join(f'<p class="small">{escape(line)}</p>' for line in warned)
