"""Who is to do it, by when and how much: as far as a sentence says, in its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.language.actors import ACTOR
from ingest.language.dates import Dated
from ingest.language.quantities import quantities
from ingest.language.times import Bound, When, times
from ingest.register.types import Kind

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
_PROMISES = re.compile(
    rf"\b({ACTOR})(?:['’]s)? (?:\w+ ){{0,2}}(?:commitments?|pledges?|promises?)\b", re.I
)
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


def whose(lead_in: str) -> str:
    """Whose commitments a lead-in announces.

    >>> whose("The panel evaluated the following nine Government commitments:")
    'Government'
    """
    named = _PROMISES.search(lead_in)
    return named[1] if named else who(lead_in)


_OPEN = frozenset({Kind.PROMISE, Kind.UNDER_WAY, Kind.CONSIDERATION})
"""What is still to be done, or to be ended."""

_ORDER = {
    (Bound.DEADLINE, False): 0,
    (Bound.TARGET, False): 1,
    (Bound.DEADLINE, True): 2,
    (Bound.PERIOD, False): 3,
    (Bound.PERIOD, True): 4,
}
"""Which of a sentence's times says by when, the surest first: how each binds, if it is vague."""


@dataclass(frozen=True)
class Due:
    """By when, in a sentence's own words, and the calendar year in which that ends, if certain."""

    words: str = ""
    year: int | None = None


def due(text: str, kind: Kind, dated: Dated | None = None) -> Due:
    """By when a sentence says it is done; ``dated`` is when the sentence was written.

    What is promised, or under way, is due by a date or in a period that is not past; what was
    done or accepted only by a date, or in a period that is to come.

    >>> due("We will open it by the end of 2020/21.", Kind.PROMISE)
    Due(words='by the end of 2020/21', year=2021)
    """
    found = [when for when in times(text, dated) if _binds(when, kind, dated)]
    first = min(found, key=lambda when: _ORDER[when.bound, when.year is None], default=None)
    return Due(text[first.start : first.end], first.year) if first else Due()


def _binds(when: When, kind: Kind, dated: Dated | None) -> bool:
    if when.bound is not Bound.PERIOD:
        return True
    if kind in _OPEN:
        return when.year is None or dated is None or when.year >= dated.year
    return when.year is not None and dated is not None and when.year > dated.year


def amounts(text: str) -> tuple[str, ...]:
    """The sums and numbers of a sentence, in its own words and order."""
    return tuple(text[q.start : q.end] for q in quantities(text))
