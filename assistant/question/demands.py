"""What a question asks for, where a rule must know: a list, a figure, or who it is today."""

from __future__ import annotations

import re

_LIST = re.compile(
    r"\b(?:list|name|which|what)\b.*?\b(?:are|were|ways|things|steps|areas|parts|actions"
    r"|measures|groups|examples|priorities|functions|elements|kinds|sorts|types|bodies)\b"
    r"|\bwhat (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b|\blist\b",
    re.I,
)
_FIGURES = (
    # money
    r"\bhow much (?:extra |more |additional |new )?(?:money|cash|funding|investment)\b"
    r"|\bhow much\b.*\b(?:cost|spen[dt]|pa(?:y|id)|fund\w*|invest\w*|sav(?:e|ed)|earn)\b"
    r"|\bwhat\b.*\bcosts?\b|\bwhat(?:['’]s| is| was) the (?:total )?(?:bill|price)\b"
    r"|\bhow (?:big|large) (?:is|was) (?:the |its )?(?:\w+ )*(?:pot|fund|budget)\b"
    r"|\bwhat(?:['’]s| is| was| were) (?:the |its |their )?(?:\w+ )?budget\b",
    # a share
    r"\bpercent\w*\b|\bper cent\b|\bproportion\b|\bwhat (?:share|fraction)\b"
    r"|\b(?:what|which) (?:\w+ )?(?:\w+ )?rate\b",
    # a number
    r"\bhow (?:many|often)\b|\b(?:what|which) number\b",
    # a duration
    r"\bhow long\b.*\b(?:wait|take|takes|took|last|lasts|stay|stays)\b|\blongest\b"
    r"|\bhow many (?:minutes|hours|days|weeks|months|years)\b|\bhow (?:fast|quickly)\b",
    # a date
    r"^(?:and |but |so )?(?:by |since )?when\b"
    r"|\b(?:what|which) (?:year|date|month|day)\b",
    # a distance
    r"\bhow (?:far (?:away|from|apart)|many miles)\b",
    # a date by which
    r"\bwhen will\b|\bby when\b|\bby (?:what|which) (?:year|date)\b|\bdeadline\b"
    r"|\bhow soon\b|\b(?:what|which) (?:year|date)\b.*\bby\W*$|\bwhen (?:is|are|was|were)\b.*"
    r"\b(?:due|supposed|meant|expected|going|planned) to\b",
    # names
    r"\bwhich (?:\w+ )?(?:countr(?:y|ies)|hospitals?|trusts?|compan(?:y|ies)|firms?"
    r"|universit(?:y|ies)|towns?|cit(?:y|ies)|count(?:y|ies)|regions?|councils?|local areas?"
    r"|ccgs?|charit(?:y|ies)|schools?|ministers?|mps?)\b",
    # an address
    r"\be-?mail\b|\bphone\b|\btelephone\b|\bpostal address\b|\bcontact details\b",
)
_NOW = re.compile(
    r"\bwho\b.*\b(?:now|currently|today|at the moment|these days|at present|nowadays)\b", re.I
)
_FIGURE = [re.compile(pattern, re.I) for pattern in _FIGURES]


def wants_list(question: str) -> bool:
    """Whether a question wants all the things of a list.

    >>> wants_list("What are the steps?"), wants_list("How many steps are there?")
    (True, False)
    """
    return _LIST.search(question) is not None


def wants_figure(question: str) -> bool:
    """Whether only an amount, a date, a name or an address can answer a question.

    >>> wants_figure("How much was spent on it?"), wants_figure("Was it good?")
    (True, False)
    """
    return any(pattern.search(question) for pattern in _FIGURE)


def asks_who_it_is_now(question: str) -> bool:
    """Whether a question asks who somebody is today, which no dated paper says.

    >>> asks_who_it_is_now("Who is the minister now?"), asks_who_it_is_now("Who is the minister?")
    (True, False)
    """
    return _NOW.search(question) is not None
