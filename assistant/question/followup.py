"""A follow-up becomes a question that stands alone, from the questions before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.groups import GENERAL, Groups
from ingest.language.dates import YEAR
from ingest.language.neighbours import shifted, step
from ingest.language.words import content_words, words

_OPENS_ELLIPSIS = re.compile(
    r"^(?:and|but|so|or|then|also|ok(?:ay)?|right|what about|how about|what of|what else|anything"
    r" else|any(?:thing)? more|since when|how so|how come|why(?: not| is that)?|when|where|who"
    r"|which(?: ones?)?|really)\b",
    re.I,
)
_OPENS_WITH_AND = re.compile(r"^(?:and|but|so|or|then|also|what about|how about|what of)\b", re.I)
_DEFINES = re.compile(r"^(?:what|who)(?:['’]?s| is| are| was| were)\b", re.I)
_REFERS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|those|these|this|that|he|she|him|his|her|the same|one|ones"
    r"|the (?:first|second|last|other|former|latter))\b",
    re.I,
)
_POSSESSIVES = frozenset({"its", "their", "his", "her"})
_NOT_BACK = re.compile(
    r"\bthat (?:the|a|an|they|it|there|is|was)\b|\bthis (?:year|financial|winter|summer)\b"
    r"|\bis it true\b|\b(?:the|its|their|his|her) own\b|\bwhat is it like\b",
    re.I,
)
_PREAMBLE = re.compile(
    r"^(?:(?:hi|hello|hey|please|thanks)\b[^.,;!?\w]*)?"
    r"(?:(?:i['’]?m|i am|we['’]?re|we are|i sit|i work|(?:speaking )?as (?:an?|the))\b"
    r"[^.,;!?]*[.,;!]\s+)",
    re.I,
)
_ONESELF = frozenset({"i", "me", "we"})
_SELF_SUFFICIENT_WORDS = 5
_SWAPPED_WORDS = 2
_SHORT = 4


def standalone(question: str, history: Sequence[str], groups: Groups = GENERAL) -> str:
    """The question with the subject that it takes from the questions before it, oldest first.

    A question that brings its own subject stays as it is, whatever was asked before.

    >>> standalone("and for adults?", ["How many children were seen in a week?"])
    'How many adults were seen in a week?'
    """
    subject = ""
    for turn in filter(None, (" ".join(turn.split()) for turn in [*history, question])):
        subject = _joined(subject, turn, groups) if subject and leans_on_history(turn) else turn
    return subject


def as_asked(question: str, history: Sequence[str], groups: Groups = GENERAL) -> tuple[str, str]:
    """What is asked now, and what that is with the conversation before it.

    Both are the same where the question only swaps a member, or a year, of the one before.
    """
    latest = without_preamble(question)
    asked = standalone(latest, history, groups)
    said = latest.rstrip("?.! ").casefold() in asked.casefold()
    return latest if said else asked, asked


def without_preamble(question: str) -> str:
    """The question without an opening that only says who asks; whose own affair it is keeps it.

    >>> without_preamble("I'm on a trust's board. Did they meet the target?")
    'Did they meet the target?'
    >>> without_preamble("I'm a governor. What can I do?")
    "I'm a governor. What can I do?"
    """
    rest = _PREAMBLE.sub("", question, count=1)
    is_cut = rest != question and len(rest.split()) > 2 and not _ONESELF & set(words(rest))
    return f"{rest[0].upper()}{rest[1:]}" if is_cut else question


def leans_on_history(question: str) -> bool:
    """Whether a question cannot be understood without the ones before it."""
    content = content_words(question)
    plain = _NOT_BACK.sub(lambda match: " " * len(match.group()), question)
    refers_back = any(
        not _stays_inside(question[: match.start()], match.group())
        for match in _REFERS_BACK.finditer(plain)
    )
    if refers_back or _OPENS_WITH_AND.match(question):
        return len(content) <= _SELF_SUFFICIENT_WORDS
    is_short = len(question.split()) <= _SHORT or _OPENS_ELLIPSIS.match(question) is not None
    asks_what_it_is = _DEFINES.match(question) is not None
    return not content or (len(content) == 1 and is_short and not asks_what_it_is)


def _stays_inside(before: str, pronoun: str) -> bool:
    """Whether a possessive belongs to somebody whom the question has named before it."""
    named = re.search(r"(?<=\s)[A-Z][\w’'-]+", before) is not None
    return pronoun.lower() in _POSSESSIVES and (named or len(content_words(before)) > 1)


def _joined(subject: str, question: str, groups: Groups) -> str:
    """The subject's first and last question and this one, as one line; or the last, asked anew."""
    earlier = re.findall(r"[^?]+\??", subject)
    is_swap = len(content_words(question)) <= _SWAPPED_WORDS
    for asked_anew in (groups.with_other_member, with_other_year) if is_swap else ():
        if anew := asked_anew(earlier[-1].strip(), question):
            return anew
    kept = "".join([earlier[0], *earlier[1:][-1:]]).strip()
    kept = kept if kept.endswith(("?", ".", "!")) else f"{kept}?"
    return f"{kept} {question[0].upper()}{question[1:]}"


def with_other_year(earlier: str, latest: str) -> str | None:
    """An earlier question asked of the year before or after the last that it names; else None.

    >>> with_other_year("How many were seen in 2020/21?", "and the year before?")
    'How many were seen in 2019/20?'
    """
    named = list(YEAR.finditer(earlier))
    by = step(latest)
    if not by or not named:
        return None
    first, last = named[-1].span()
    return earlier[:first] + shifted(named[-1][0], by) + earlier[last:]
