"""One form for what is written in several: dates in words, "£6.4m" for "GBP 6.4m", "8%"."""

from __future__ import annotations

import re

from ingest.language.dates import YEAR
from ingest.language.days import in_words

_GBP = "GBP"
_POUNDS = re.compile(rf"\b{_GBP}\b(?P<of>\s?(?=\d)(?!{YEAR.pattern}))?")
_PER_CENT = re.compile(r"(?<=\d)[\s-]?per\s?cent\b", re.I)


def in_one_form(text: str) -> str:
    """The text with its dates, currency and percentages in the forms that most documents have.

    >>> in_one_form("GBP 6.4m in GBP, 8 per cent by 01/10/2026")
    '£6.4m in pounds, 8% by 1 October 2026'
    """
    if _GBP not in text and not any(map(str.isdigit, text)):
        return text
    in_pounds = _POUNDS.sub(lambda match: "pounds" if match["of"] is None else "£", text)
    return in_words(_PER_CENT.sub("%", in_pounds))
