"""What a question must be before any work is done for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from assistant.bounds import LONGEST_QUESTION
from assistant.visible import visible
from ingest.errors import UsageError
from ingest.written import brief


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


def require_there(within: Iterable[str], documents: Collection[str]) -> None:
    """Raise :class:`UsageError` for documents to answer from, by their ids, that are not there.

    >>> require_there(["old-plan"], ["plan"])
    Traceback (most recent call last):
    ingest.errors.UsageError: There is no document 'old-plan' here; ask all documents, or others.
    """
    gone = [f"'{brief(id_)}'" for id_ in within if id_ not in documents]
    if gone:
        what = "document" if len(gone) == 1 else "documents"
        raise UsageError(
            f"There is no {what} {', '.join(gone)} here; ask all documents, or others."
        )


def plainly_typed(text: str) -> str:
    r"""A text to look up, line by line, without control characters.

    >>> plainly_typed("Beds\tclosed.\x07\nWards did.")
    'Beds closed.\nWards did.'
    """
    return re.sub(r"[^\S\n]", " ", "".join(c for c in text if c.isprintable() or c.isspace()))
