"""Who is to do it, by when and how much: as far as a sentence says, in its own words."""

from __future__ import annotations

import re

from ingest.language.actors import ACTOR
from ingest.language.dates import MONTHS, YEAR, last_year
from ingest.language.quantities import quantities

_PERIOD = YEAR.pattern
_DATE = rf"(?:(?:the )?end of )?(?:the )?(?:(?:\d{{1,2}} )?(?:{MONTHS}) |Q[1-4] )?{_PERIOD}"
_DUE = re.compile(
    rf"\b(?:(?:by|before|until|no later than) (?:{_DATE}|(?:the )?(?:financial )?year[ -]end"
    r"|the end of (?:this|the) (?:\w+ )?(?:year|decade|parliament))|by year end)",
    re.I,
)
_TARGET_YEAR = re.compile(rf"{_PERIOD}(?= (?:target|milestone|deadline)\b)", re.I)
_IN = re.compile(
    rf"\b(?:in|during|between|from) {_DATE}(?:(?: and | to |-){_PERIOD})?"
    r"|\b(?:this|next) (?:financial )?year\b|\b(?:over|within|in) the next \w+ (?:years?|months?)\b"
    r"|\bas soon as possible\b|\bwhen parliamentary time allows\b",
    re.I,
)
_OF_A_DATE = re.compile(rf"(?:st|nd|rd|th)?(?: of)? (?:{MONTHS})\b")
_AND = r"(?:,? and (?:the )?|, (?:the )?)"
_WHO = re.compile(rf"\b{ACTOR}(?:{_AND}{ACTOR})*(?=\W|$)", re.I)
_VERB = re.compile(
    r"(?:\s*,[^,.;:]{0,60},|\s*\([^)]{1,20}\))?\s+(?:[a-z]+ly |also |now |already |still |only )*"
    r"(?:will|shall|is|are|has|have|had|remains?|continues?|commits?|committed|aims?|plans?|intends?"
    r"|accepts?|agrees?|expects?|wants?|seeks?|hopes?|supports?|works?|pledge[sd]?|can|to\b"
    r"|do(?:es)? not|[a-z]+ed\b|led\b|set\b|made\b|took\b)",
    re.I,
)
_SAYS_WHO = re.compile(rf"\bsays ({ACTOR})(?=\W|$)", re.I)
_BY_WHOM = re.compile(rf"\bby ({ACTOR}(?:{_AND}{ACTOR})*)(?=\W|$)", re.I)


def who(text: str) -> str:
    """Who a sentence says is to do it, or did: the first body that is followed by a verb.

    >>> who("In London, NHS England and NHS Improvement is involved in a pilot project.")
    'NHS England and NHS Improvement'
    """
    if says := _SAYS_WHO.search(text):
        return says[1]
    for match in _WHO.finditer(text):
        if _VERB.match(text, match.end()):
            return match.group()
    by_whom = _BY_WHOM.search(text)
    return by_whom[1] if by_whom else ""


def due(text: str, *, promised: bool) -> str:
    """By when, in the sentence's words; "in 2022/23" counts where something is ``promised``.

    >>> due("We will open it by the end of 2020/21.", promised=True)
    'by the end of 2020/21'
    """
    match = _DUE.search(text) or _TARGET_YEAR.search(text)
    if not match and promised:
        match = _IN.search(text)
    return match.group() if match else ""


def due_year(when: str) -> int | None:
    """The calendar year in which a due date ends; None if it names none."""
    return last_year(when)


def amounts(text: str) -> tuple[str, ...]:
    """The sums and numbers of a sentence, in its own words and order."""
    return tuple(
        text[q.start : q.end] for q in quantities(text) if not _OF_A_DATE.match(text, q.end)
    )
