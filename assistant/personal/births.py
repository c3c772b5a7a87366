"""Dates that are said to be of somebody's birth. Other dates stay: documents are full of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.personal.kinds import Found, Kind
from assistant.personal.runs import Run, is_digit, runs
from ingest.language.dates import MONTH_NAMES

_WITHIN = " \u00a0./-\u2013,'’"
_ORDINAL = " st nd rd th of "
_SOLID = (6, 8)
"""Digits of a date in one run, "03051990"."""

_PASSED = " the on is was "
_BEFORE = 40
"""Letters before and after a date among which its name is looked for."""

_BEGINS = " was am is i "
"""Words before "born" with which it is said of one."""

_MANY, _SHORT = " children people were ", 3
"""Words of many before "born"; others that end in s are longer than "has"."""


def births(text: str) -> Iterator[Found]:
    """The dates of birth of a text, in their order."""
    found = list(runs(text, _kind))
    at = 0
    while at < len(found):
        count = _date_at(text, found, at)
        start, end = found[at].start, found[at + max(count, 1) - 1].end
        before = _words(text[max(start - _BEFORE, 0) : start])
        if count and (_says_birth(before) or _is_called_birth(_words(text[end : end + _BEFORE]))):
            digits = "".join(run.text for run in found[at : at + count])
            yield Found(Kind.BIRTH, start, end, digits.casefold())
        at += max(count, 1)


def _kind(sign: str) -> str:
    """What a letter is of: "D" for a digit, "A" for another of a word, else nothing."""
    return "D" if is_digit(sign) else "A" * sign.isalpha()


def _date_at(text: str, of: Sequence[Run], first: int) -> int:
    """How many runs from this one are one date with day, month and year; 0 for none."""
    if is_digit(of[first].text[0]) and len(of[first].text) in _SOLID:
        return 1
    parts: list[str] = []
    for at in range(first, len(of)):
        run = of[at]
        if at > first and not set(text[of[at - 1].end : run.start]) <= set(_WITHIN):
            return 0
        if parts and f" {run.text.lower()} " in _ORDINAL:
            continue
        parts.append(_form(run.text))
        if len(parts) == 3:
            return at - first + 1 if "".join(parts) in _DATES else 0
    return 0


_DATES = "ddd ddY Ydd dmd dmY mdd mdY"
"""The forms of a date: day, month and year, of which a year may have two digits as well."""


def _form(text: str) -> str:
    if is_digit(text[0]):
        return {1: "d", 2: "d", 4: "Y"}.get(len(text), "-")
    named = any(name.lower().startswith(text.lower()[:9]) for name in MONTH_NAMES)
    return "m" if (named and len(text) > 2) or text.lower() == "sept" else "-"


def _words(text: str) -> list[str]:
    """The words of a text in lower case, without dots: "d.o.b.:" is "dob"."""
    kept = "".join(" " if sign in ":=()," else sign for sign in text.replace(".", ""))
    return kept.lower().split()


def _says_birth(before: list[str]) -> bool:
    """Whether the words before a date say that somebody was born then."""
    said = list(before)
    while said and f" {said[-1]} " in _PASSED:
        said.pop()
    if said[-1:] == ["born"]:
        return len(said) == 1 or f" {said[-2]} " in _BEGINS or not _is_cohort(said[-2])
    return _is_named(said)


def _is_cohort(word: str) -> bool:
    """Whether "born" after this word tells which of many, as in "babies born on"."""
    return (word.endswith("s") and len(word) > _SHORT) or f" {word} " in _MANY


def _is_called_birth(after: list[str]) -> bool:
    """Whether the first words after a date call it one of birth: "… is my date of birth"."""
    return any(_is_named(after[:count]) for count in range(1, 6))


def _is_named(words: list[str]) -> bool:
    """Whether words end by naming a date of birth."""
    last = words[-1] if words else ""
    return last == "dob" or last.startswith("birthda") or words[-3:] == ["date", "of", "birth"]
