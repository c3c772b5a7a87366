"""The permanent addresses of paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from ingest.types import Document, Paragraph

_LONGEST_QUOTE = 300
"""Letters of all quotes together beyond which an address leaves them out."""


def opens(document: Document, paragraph: Paragraph, quotes: Sequence[str] = ()) -> str:
    """The attributes of a link that opens a paragraph in its document, with the quotes marked.

    >>> plan = Document("plan", "A plan", "plan.md", "")
    >>> opens(plan, Paragraph("plan", "2", True, (), "Beds closed.", within="Annex A"))
    'href="./?document=plan&amp;paragraph=Annex+A%2F2"'
    """
    parts = [("document", document.id), ("paragraph", paragraph.key.partition("/")[2])]
    if sum(map(len, quotes)) <= _LONGEST_QUOTE:
        parts += [("quote", quote) for quote in quotes]
    return f'href="{escape(f"./?{urlencode(parts)}")}"'
