"""The one place that says which characters are shown as a sign, not obeyed.

They would move a terminal's cursor, turn the direction of the words that follow, break a line where
none ends, or hide words in it; or no file may have them. The invisible ones that typesetting needs
(soft hyphens, joiners, spaces of no width) are left as they are, for they change no word.
"""

from __future__ import annotations

import json
import re
from html import escape as html_escape
from typing import Any

SIGN = "\N{REPLACEMENT CHARACTER}"
"""What is shown in the place of one."""

_HIDDEN = re.compile(
    # One sign that changes how a letter looks is left; more of them in a row hide words.
    r"(?!(?<![\ufe00-\ufe0f])[\ufe00-\ufe0f])"
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200e\u200f"
    r"\u2028-\u202e\u2061-\u206f\u3164\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ufe00-\ufe0f]"
)


def visible(text: str) -> str:
    r"""The text with a sign for each character that is no letter of it, and as many letters.

    >>> visible("Beds\u202e closed.")
    'Beds� closed.'
    """
    return _HIDDEN.sub(SIGN, text)


def escape(text: str) -> str:
    r"""The text as HTML says it, with as many letters as a browser counts: UTF-16 code units.

    >>> escape("<b>\u202e\U000e0041")
    '&lt;b&gt;���'
    """
    return html_escape(_HIDDEN.sub(lambda one: SIGN * (1 + (one.group() > "\uffff")), text))


def visible_json(value: Any, indent: int | None = None) -> str:
    r"""A value as JSON in which such characters are written as escapes, which lose nothing.

    >>> visible_json({"text": "Beds\u202e closé."})
    '{"text": "Beds\\u202e closé."}'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _HIDDEN.sub(lambda one: json.dumps(one.group())[1:-1], text)
