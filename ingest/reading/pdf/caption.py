"""The line that names a box, figure or table."""

from __future__ import annotations

import re

_CAPTION = re.compile(
    r"^(?:Box|Figure|Fig\.?|Table|Chart|Graph|Map|Image|Diagram)\s+"
    r"(?=(?-i:[A-Z\d]))(?-i:[A-Z]?)[.-]?(?:\d+(?:\.\d+)?[a-z]?)?"
    r"(?:\s*[:.–—-]|\s*$|\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)
_MOST_WORDS = 28


def is_caption(text: str) -> bool:
    """Whether a line names a box, figure or table, which stands beside the running text.

    >>> is_caption("Box 2: Types of activities"), is_caption("Table A1: Heights")
    (True, True)
    >>> is_caption("Table B. Weights"), is_caption("Table Of Contents")
    (True, False)
    >>> is_caption("Figure 2 shows that beds closed.")
    False
    """
    return _CAPTION.match(text) is not None and len(text.split()) <= _MOST_WORDS
