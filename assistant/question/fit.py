"""What a question must be before any work is done for it."""

from __future__ import annotations

import re

from assistant.bounds import LONGEST_QUESTION
from assistant.visible import visible
from ingest.errors import UsageError


def readable(text: str) -> str:
    """What a model can read of a text: nothing hidden in it, and no longer than a question."""
    return visible(text[:LONGEST_QUESTION])


def fit_to_ask(question: str, longest: int = LONGEST_QUESTION) -> str:
    """The question on one line, nothing hidden in it; raises UsageError if empty or too long.

    ``longest`` are the letters it may have.
    """
    question = " ".join(question.split())
    if not question:
        raise UsageError("The question is empty; type a question about the documents.")
    if len(question) > longest:
        raise UsageError(
            f"The question has {len(question):,} characters; ask one of at most {longest:,}."
        )
    try:
        question.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError("The question holds characters that are no text; type it anew.") from error
    return visible(question)


def plainly_typed(text: str) -> str:
    r"""A text to look up, line by line, without control characters.

    >>> plainly_typed("Beds\tclosed.\x07\nWards did.")
    'Beds closed.\nWards did.'
    """
    return re.sub(r"[^\S\n]", " ", "".join(c for c in text if c.isprintable() or c.isspace()))
