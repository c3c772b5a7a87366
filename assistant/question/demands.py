"""What a question asks for, where a rule must know: the whole of a list, or who it is today."""

from __future__ import annotations

import re

_LIST = re.compile(
    r"\b(?:list|name|which|what)\b.*?\b(?:are|were|ways|things|steps|areas|parts|actions"
    r"|measures|groups|examples|priorities|functions|elements|kinds|sorts|types|bodies)\b"
    r"|\bwhat (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b|\blist\b",
    re.I,
)
_NOW = re.compile(
    r"\bwho\b.*\b(?:now|currently|today|at the moment|these days|at present|nowadays)\b", re.I
)


def wants_list(question: str) -> bool:
    """Whether a question wants all the things of a list.

    >>> wants_list("What are the steps?"), wants_list("How many steps are there?")
    (True, False)
    """
    return _LIST.search(question) is not None


def asks_who_it_is_now(question: str) -> bool:
    """Whether a question asks who somebody is today, which no dated paper says.

    >>> asks_who_it_is_now("Who is the minister now?"), asks_who_it_is_now("Who is the minister?")
    (True, False)
    """
    return _NOW.search(question) is not None
