"""What kind of thing a question asks for, told by how it is put."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum


class Asks(StrEnum):
    """The kind of answer that a question wants; a question may want several."""

    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    PERSON = "person"
    REASON = "reason"
    LIST = "list"
    RATING = "rating"
    WORDING = "wording"
    DURATION = "duration"
    DISTANCE = "distance"
    DEADLINE = "date by which"
    NAMES = "names"
    CONTACT = "contact"


_QUESTIONS: dict[Asks, str] = {
    Asks.NUMBER: r"\bhow (?:many|much|often|long|big|large|far)\b|\bnumber of\b|\bwhat number\b"
    r"|\bsize of\b|\bcount\b|\btotal\b",
    Asks.MONEY: r"\bhow much\b|\bcosts?\b|\bspen[dt]\w*\b|\bmoney\b|\bcash\b|\bfund\w*\b|£"
    r"|\bbudget\b|\binvest\w*\b|\bgrants?\b",
    Asks.SHARE: r"\bpercent\w*\b|\bper cent\b|%|\bproportion\b|\bshare\b|\bfraction\b|\brate\b",
    Asks.DATE: r"\bwhen\b|\bwhat (?:year|date|month)\b|\bwhich year\b|\bby when\b|\bdeadline\b"
    r"|\bhow soon\b|\bsince when\b|\bwhat time\b",
    Asks.PERSON: r"\bwho\b|\bwhose\b|\bwhom\b|\bwhich (?:person|organisation|body|minister)\b",
    Asks.REASON: r"\bwhy\b|\bhow come\b|\breasons?\b|\bwhat (?:caused|explains|stopp?\w*)\b"
    r"|\bbecause of what\b|\bbarriers?\b",
    Asks.LIST: r"\b(?:list|name|which|what)\b.*?\b(?:are|were|ways|things|steps|areas|parts|actions"
    r"|measures|groups|examples|priorities|functions|elements|kinds|sorts|types|bodies)\b"
    r"|\bwhat (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b|\blist\b",
    Asks.RATING: r"\brat(?:e|ed|ing|ings)\b|\bscor(?:e|ed|ing)\b|\bgrad(?:e|ed|ing)\b|\bverdict\b"
    r"|\bjudge[dm]\w*\b|\bmarks?\b",
    Asks.WORDING: r"\bexact\w*\b|\bword(?:s|ing|ed)?\b|\bverbatim\b|\bquot\w+\b|\bphras\w+\b"
    r"|\bprecise\w*\b|\btext of\b|\bsay about\b",
}
_DEMANDS: dict[Asks, str] = {
    Asks.MONEY: r"\bhow much (?:extra |more |additional |new )?(?:money|cash|funding|investment)\b"
    r"|\bhow much\b.*\b(?:cost|spen[dt]|pa(?:y|id)|fund\w*|invest\w*|sav(?:e|ed)|earn)\b"
    r"|\bwhat\b.*\bcosts?\b|\bwhat(?:['’]s| is| was) the (?:total )?(?:bill|price)\b"
    r"|\bhow (?:big|large) (?:is|was) (?:the |its )?(?:\w+ )*(?:pot|fund|budget)\b"
    r"|\bwhat(?:['’]s| is| was| were) (?:the |its |their )?(?:\w+ )?budget\b",
    Asks.SHARE: r"\bpercent\w*\b|\bper cent\b|\bproportion\b|\bwhat (?:share|fraction)\b"
    r"|\b(?:what|which) (?:\w+ )?(?:\w+ )?rate\b",
    Asks.NUMBER: r"\bhow (?:many|often)\b|\b(?:what|which) number\b",
    Asks.DURATION: r"\bhow long\b.*\b(?:wait|take|takes|took|last|lasts|stay|stays)\b|\blongest\b"
    r"|\bhow many (?:minutes|hours|days|weeks|months|years)\b|\bhow (?:fast|quickly)\b",
    Asks.DATE: r"^(?:and |but |so )?(?:by |since )?when\b"
    r"|\b(?:what|which) (?:year|date|month|day)\b",
    Asks.DISTANCE: r"\bhow (?:far (?:away|from|apart)|many miles)\b",
    Asks.DEADLINE: r"\bwhen will\b|\bby when\b|\bby (?:what|which) (?:year|date)\b|\bdeadline\b"
    r"|\bhow soon\b|\b(?:what|which) (?:year|date)\b.*\bby\W*$|\bwhen (?:is|are|was|were)\b.*"
    r"\b(?:due|supposed|meant|expected|going|planned) to\b",
    Asks.NAMES: r"\bwhich (?:\w+ )?(?:countr(?:y|ies)|hospitals?|trusts?|compan(?:y|ies)|firms?"
    r"|universit(?:y|ies)|towns?|cit(?:y|ies)|count(?:y|ies)|regions?|councils?|local areas?"
    r"|ccgs?|charit(?:y|ies)|schools?|ministers?|mps?)\b",
    Asks.CONTACT: r"\be-?mail\b|\bphone\b|\btelephone\b|\bpostal address\b|\bcontact details\b",
    Asks.RATING: r"\bwhat rating\b|\bwhat (?:grade|mark)\b",
}
_DEMAND_PATTERNS = {kind: re.compile(pattern, re.I) for kind, pattern in _DEMANDS.items()}
_PATTERNS = {kind: re.compile(pattern, re.I) for kind, pattern in _QUESTIONS.items()}

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve dozen eighteen twenty thirty "
    "forty fifty hundred thousand million billion half third quarter none"
).split()
_ANSWERS: dict[Asks, re.Pattern[str]] = {
    Asks.NUMBER: re.compile(rf"\d|\b(?:{'|'.join(_NUMBER_WORDS)})\b", re.I),
    Asks.DURATION: re.compile(
        rf"\b(?:\d[\d,.]*|{'|'.join(_NUMBER_WORDS)})[ -]+(?:minute|hour|day|week|month|year)s?\b",
        re.I,
    ),
    Asks.DISTANCE: re.compile(r"\b(?:miles?|kilomet\w+|km)\b", re.I),
    Asks.DEADLINE: re.compile(
        r"\b(?:by|until|before|from|end of|will\b.* in)\b(?: \w+){0,4} (?:19|20)\d\d\b"
        r"|\b(?:spring|summer|autumn|winter|as soon as|in due course|time allows|next year"
        r"|this year)\b",
        re.I,
    ),
    Asks.NAMES: re.compile(r"(?<=[a-z,;:] )(?!NHS\b|The\b|Trusts?\b|CCG)[A-Z][a-z]+\b"),
    Asks.CONTACT: re.compile(r"\S+@\S+|https?://|www\.|\b0\d{3,}|\bNHS 111\b"),
    Asks.MONEY: re.compile(r"£\s?\d|\b\d[\d,.]* (?:million|billion)\b"),
    Asks.SHARE: re.compile(r"\d\s?%|\bper ?cent\b|\b(?:half|third|quarter)\b", re.I),
    Asks.DATE: re.compile(
        r"\b[12]\d{3}s?\b|\b\d{1,4} ?(?:AD|BCE?|CE)\b|\bcentur(?:y|ies)\b|\b\d+ years\b"
        r"|\b(?:January|February|March|April|May|June|July|August|September"
        r"|October|November|December|spring|summer|autumn|winter|last year|this year|as soon as"
        r"|in due course|time allows)\b"
    ),
    Asks.PERSON: re.compile(r"\b(?:[A-Z][a-z]+|[A-Z]{2,})(?:\s+(?:[A-Z][a-z]+|[A-Z]{2,}))+"),
    Asks.REASON: re.compile(
        r"\b(?:because|due to|owing to|attribut\w+|as a result|result(?:s|ed|ing)? (?:of|from|in)"
        r"|thanks to|so that|in order to|reason\w*|given (?:that|the)|therefore|in view of|caused"
        r"|barriers?|meaning|since)\b",
        re.I,
    ),
    Asks.WORDING: re.compile(r"[\"“‘][^\"”’]{20,}[\"”’]"),
    Asks.RATING: re.compile(r"\b(?:inadequate|requires improvement|good|outstanding)\b", re.I),
}


def asks(question: str) -> frozenset[Asks]:
    """The kinds of answer that a question may want; empty where it does not tell.

    >>> sorted(asks("How much was spent on it?"))
    [<Asks.MONEY: 'money'>, <Asks.NUMBER: 'number'>]
    """
    found = {kind for kind, pattern in _PATTERNS.items() if pattern.search(question)}
    if Asks.RATING in found and Asks.SHARE in found and not re.search(r"percent|%", question):
        found.discard(Asks.SHARE)
    return frozenset(found)


def demands(question: str) -> frozenset[Asks]:
    """The kinds of answer without which nothing can be an answer to the question."""
    return frozenset(kind for kind, pattern in _DEMAND_PATTERNS.items() if pattern.search(question))


_COUNTED_LIST = re.compile(
    r"\b(?:what|which)\b(?: \w+)?(?: (?:are|were) (?:the|these|those))?"
    rf" (\d{{1,2}}|{'|'.join(_NUMBER_WORDS[1:12])})"
    r" (?!of\b|(?:minute|hour|day|week|month|year)s?\b)[a-z]",
    re.I,
)


def things_demanded(question: str) -> int:
    """How many things a question wants named ("what are the six parts …"); 0 if it does not say.

    >>> things_demanded("What three things did the money go towards?")
    3
    """
    match = _COUNTED_LIST.search(question)
    if not match:
        return 0
    word = match[1].lower()
    return int(word) if word.isdigit() else _NUMBER_WORDS.index(word) + 1


_UNITS = frozenset(
    "minute minutes hour hours day days week weeks month months year years times".split()
)
_NOT_COUNTS = re.compile(r"£|.*/|(?:19|20)\d\d$")
_LARGE = frozenset("hundred thousand million billion".split())
_FRACTIONS = frozenset("half third quarter none".split())


def is_count(words: Sequence[str], at: int) -> bool:
    """Whether the word at a place counts things: no sum of money, year, duration or multiple.

    A share of the things may count them as well as a number does.

    >>> is_count(["some", "600", "nurses"], 1), is_count(["for", "3", "months"], 1)
    (True, False)
    """
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in _LARGE and at and words[at - 1].startswith("£"):
        return False
    if word in _FRACTIONS or _NOT_COUNTS.match(word) or after in _UNITS:
        return False
    if word == "one":
        return after in _LARGE
    return word[0].isdigit() or word[0] == "~" or word in _NUMBER_WORDS


def holds(kind: Asks, text: str) -> bool:
    """Whether a text has something of the kind that is asked for; True where it cannot be told."""
    pattern = _ANSWERS.get(kind)
    return pattern is None or pattern.search(text) is not None
