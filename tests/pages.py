"""What a page of the app shows, as a test reads it."""

from __future__ import annotations

import re
from html import unescape

from streamlit.testing.v1 import AppTest


def html_of(page: AppTest) -> str:
    """All HTML on the page, in its order, without what its buttons would copy."""
    return re.sub(r' data-copy-\w+="[^"]*"', "", whole_html_of(page))


def whole_html_of(page: AppTest) -> str:
    """All HTML on the page, in its order."""
    return "\n".join(element.proto.body for element in page.html)


def words_of(html: str) -> str:
    """What a reader sees of the HTML."""
    return unescape(re.sub(r"<[^>]+>", "", html))
