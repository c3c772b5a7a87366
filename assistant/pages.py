"""The pages of what is quoted, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.doubts import pages_said
from ingest.types import Paragraph


def on_page(paragraph: Paragraph, quotes: Sequence[str] = ()) -> str:
    """The pages on which quotes begin, or a paragraph; empty where pages are not known.

    >>> on_page(Paragraph("plan", "2", True, (), "Beds closed. Wards did.", page=3))
    'page 3'
    """
    pages = sorted({page for quote in quotes or [""] if (page := paragraph.page_of(quote))})
    return pages_said(pages)
