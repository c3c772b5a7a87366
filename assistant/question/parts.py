"""A question in several parts, as the parts; a question about two documents, as the documents."""

from __future__ import annotations

import re

from assistant.library.naming import Naming
from ingest.language.words import content_words
from ingest.types import Document

MOST_PARTS = 3
MOST_COMPARED = 4
_ASKS = (
    r"(?:(?:by|in|at|to|from|over|for|under|on) )?"
    r"(?:what(?:['’]s)?|how(?:['’]s)?|when|who(?:['’]s)?|whom|why|which|where|whose)\b"
)
_ASKS_WHETHER = (
    r"(?:is|are|was|were|did|do|does|has|have|had|can|could|will|would) (?:it|they|this|that|these"
    r"|those|there|he|she|we|the|their|its|any|anyone|anybody)\b"
)
_JOIN = re.compile(
    r"(?:[,;]? (?:and|but|plus)(?: (?:also|then|if so,?|so))?|;|[?.])\s+"
    rf"(?={_ASKS}|{_ASKS_WHETHER})",
    re.I,
)
_IS_QUESTION = re.compile(
    rf"\b(?:what|how|when|who|whom|why|which|where|whose)\b|^{_ASKS_WHETHER}"
    r"|^(?:is|are|was|were|did|do|does|has|have|can|will)\b",
    re.I,
)
_TELL_ME = re.compile(
    r"(?:please,? )?(?:(?:tell|say|show|give|list|explain|describe)\b|in [^,]{3,40},)", re.I
)
_ABOUT = re.compile(
    r"((?:of|in|for|on|among|under|within|according to|regarding|about)\b"
    rf"(?:(?!\b(?:what|how|when|who|which|where|why)\b)[^,?]){{3,80}}), (?={_ASKS})",
    re.I,
)
_IN_ORDER_TO = re.compile(
    r"\b(?:know|see|say|says|said|tell|tells|ask|asked|explain\w*|sure)$", re.I
)
_COMPARES = re.compile(
    r"\bcompar\w+|\bdiffer\w*|\bboth\b|\beach\b|\bversus\b|\bvs\b|\bagainst\b|\bagree\w*|\bmatch\w*"
    r"|\bconsistent\b|\bstacks? up\b|\bline[sd]? up\b|\bsquare\w* with\b|\bfit\w* with\b"
    r"|\bcontrast\w*|\bcontradict\w*|\bthe same\b|\bsimilar\w*|\bwhereas\b|\bby the time of\b"
    r"|\blater\b|\bactually\b|\bin the end\b|\bas (?:\w+ )?(?:in|by|according)\b"
    r"|\band (?:what|how|did|does|do|was|were|is|are)\b"
    r"|\band (?:the |its |that )?(?:\w+ ){0,2}(?:response|strategy|plan|announcement|guidance)\b"
    r"|\bchanged?\b|\btwo (?:documents?|papers?|sources?)\b",
    re.I,
)
_FEWEST_WORDS = 2


def asks(sentence: str) -> bool:
    """Whether a sentence asks, and does not only tell of something ("They moaned that who …").

    >>> [asks(s) for s in ("Was it met", "Tell me who left.", "They knew who left.", "It is, no?")]
    [True, True, False, True]
    """
    asked = _IS_QUESTION.search(sentence)
    at_once = asked is not None and (asked.start() == 0 or _TELL_ME.match(sentence) is not None)
    return sentence.endswith("?") or at_once


def parts_of(question: str) -> list[str]:
    """The questions that are joined in one, in order; the question itself where it is only one.

    >>> parts_of("How many nurses left, and what did it cost?")
    ['How many nurses left', 'what did it cost?']
    >>> parts_of("Are the hubs used, and how much?")
    ['Are the hubs used, and how much?']
    """
    parts: list[str] = []
    begin = 0
    for match in _JOIN.finditer(question):
        before = question[begin : match.start()].strip()
        stated = match.group().startswith(".")
        if (
            (asks(before) if stated else _IS_QUESTION.search(before))
            and not _IN_ORDER_TO.search(before)
            and content_words(before)
            and len(before.split()) > _FEWEST_WORDS
            and len(question[match.end() :].split()) >= _FEWEST_WORDS
            and not _only_counts(question[match.end() :])
        ):
            parts.append(before)
            begin = match.end()
    parts.append(question[begin:].strip())
    if about := _ABOUT.match(question):
        parts[1:] = [f"{about[1]}, {part}" for part in parts[1:]]
    return parts if len(parts) <= MOST_PARTS else [question]


def _only_counts(after: str) -> bool:
    """Whether what follows asks how much, and names nothing: it counts what was named before."""
    return after.lower().startswith("how") and not content_words(after)


def documents_compared(question: str, naming: Naming) -> list[Document]:
    """The documents that a question holds against each other; none where it does not.

    A year or a publisher that many documents share names none of them to be compared.
    """
    named = naming.named(question)
    compares = 1 < len(named) <= MOST_COMPARED and _COMPARES.search(question)
    return named if compares else []
