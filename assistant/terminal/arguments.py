"""What options are given, read before anything is done."""

from __future__ import annotations

import argparse
import re

from assistant.question.fit import plainly_typed
from assistant.terminal.streams import given_text
from ingest.language.dates import YEAR, last_year

_LONGEST_PERIOD = 50
"""Years; what seems to last longer was written the wrong way round."""


def port(text: str) -> int:
    """The port that was given, from 1 to 65535."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port from 1 to 65535")
    return int(text)


def year(text: str) -> int:
    """The calendar year in which what was given ends: 2024, 24, 2023/24, "2023 to 2024"."""
    given = re.sub(r"\s+to\s+", "/", text.strip())
    match = YEAR.fullmatch(f"20{given}" if re.fullmatch(r"\d\d", given) else given)
    last = last_year(match.group()) if match else None
    if match is None or last is None or not 0 <= last - int(match[1]) <= _LONGEST_PERIOD:
        raise argparse.ArgumentTypeError(f"'{text}' is not a year such as 2024 or 2023/24")
    return last


def typed(text: str) -> str:
    """What was given as an argument, or on standard input for "-"; without control characters."""
    if text == "-":
        text = given_text()
    return plainly_typed(text)
