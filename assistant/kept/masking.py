"""Personal data taken out of a text before it is kept.

NHS and National Insurance numbers, e-mail addresses, telephone and card numbers. Numbers are told
by their length, their groups and their check digits, so that sums, dates and the numbers of
paragraphs stay. Names, addresses and dates of birth are not recognised.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

NHS_NUMBER = "[NHS number]"
INSURANCE_NUMBER = "[National Insurance number]"
EMAIL = "[e-mail address]"
TELEPHONE = "[telephone number]"
CARD = "[card number]"

_BETWEEN_WORDS = ",;:<>()[]{}\"“”'‘’"
_BETWEEN_DIGITS = " \u00a0\u2009-\u2010\u2011\u2013().\u200b"
_MOST_BETWEEN = 2
"""Signs between two groups of digits of one number, as in ``+44 (0)20``."""

_MOST_GROUPS = 7
_MONEY = "£$€"
_NHS_DIGITS, _NHS_GROUPS = 10, [3, 3, 4]
_INSURANCE = "AADDDDDDA"
_NO_PREFIX = "BG GB KN NK NT TN ZZ"
_NAMED_WITHIN = 24
"""Letters before ten digits among which "NHS" says what they are, check digit or not."""


@dataclass(frozen=True)
class _Group:
    """A run of digits in a text, with where it begins and ends."""

    digits: str
    start: int
    end: int


def masked(text: str) -> str:
    """The text with what is personal in it replaced by what kind of thing it was.

    >>> masked("I am a.smith@example.org, NHS 943 476 5919; see paragraph 39 and £1,000,000")
    'I am [e-mail address], NHS [NHS number]; see paragraph 39 and £1,000,000'
    """
    return _numbers_masked(_insurance_masked(_emails_masked(text)))


def _emails_masked(text: str) -> str:
    runs = groupby(text, key=lambda sign: sign.isspace() or sign in _BETWEEN_WORDS)
    words = ["".join(run) for _, run in runs]
    return "".join(_email_masked(word) if "@" in word else word for word in words)


def _email_masked(word: str) -> str:
    address = word.strip(".!?")
    name, _, host = address.rpartition("@")
    is_host = all(part and part.replace("-", "").isalnum() for part in host.split("."))
    return word.replace(address, EMAIL) if name and "." in host and is_host else word


def _insurance_masked(text: str) -> str:
    at, parts, kept = 0, [], 0
    while at < len(text):
        begins = text[at].isalpha() and not (at and text[at - 1].isalnum())
        if begins and (end := _insurance_end(text, at)):
            parts += [text[kept:at], INSURANCE_NUMBER]
            at = kept = end
        else:
            at += 1
    return "".join([*parts, text[kept:]])


def _insurance_end(text: str, start: int) -> int:
    """Where the National Insurance number that begins here ends; 0 where none does."""
    found, at = "", start
    while at < len(text) and len(found) < len(_INSURANCE):
        sign, before = text[at].upper(), text[at - 1]
        if sign.isascii() and sign.isalnum():
            found += sign
        elif sign not in _BETWEEN_DIGITS or before in _BETWEEN_DIGITS:
            return 0
        at += 1
    form = "".join("A" if sign.isalpha() else "D" for sign in found)
    bounded = at == len(text) or not text[at].isalnum()
    real = found[:1] not in "DFIQUV" and found[1:2] not in "DFIQUVO" and found[-1:] in "ABCD"
    return at if form == _INSURANCE and bounded and real and found[:2] not in _NO_PREFIX else 0


def _numbers_masked(text: str) -> str:
    groups = list(_groups(text))
    parts, kept, at = [], 0, 0
    while at < len(groups):
        count, kind = _number_at(text, groups, at)
        if kind:
            end = groups[at + count - 1].end
            start = groups[at].start - _opening(text, groups[at].start, end)
            parts += [text[kept:start], kind]
            kept = end
        at += count
    return "".join([*parts, text[kept:]])


def _groups(text: str) -> list[_Group]:
    found, at = [], 0
    for digits, run in groupby(text, key=_is_digit):
        word = "".join(run)
        if digits:
            found.append(_Group(word, at, at + len(word)))
        at += len(word)
    return found


def _is_digit(sign: str) -> bool:
    return sign.isascii() and sign.isdigit()


def _opening(text: str, start: int, end: int) -> int:
    """How many signs before a number belong to it: ``+``, and ``(`` where it is closed inside."""
    before = text[max(start - 2, 0) : start]
    return len(before) - len(before.rstrip("+(" if ")" in text[start:end] else "+"))


def _number_at(text: str, groups: Sequence[_Group], first: int) -> tuple[int, str]:
    """How many groups from this one are one personal number, and its kind; 1 and "" for none."""
    start = groups[first].start
    before = text[start - 1 : start]
    if before.isalnum() or (before and before in f"{_MONEY}.,/_"):
        return 1, ""
    last = first
    while last + 1 < len(groups) and last - first < _MOST_GROUPS:
        between = text[groups[last].end : groups[last + 1].start]
        if len(between) > _MOST_BETWEEN or not set(between) <= set(_BETWEEN_DIGITS):
            break
        last += 1
    for end in range(last, first - 1, -1):
        after = text[groups[end].end : groups[end].end + 2]
        if after[:1] in ("%", "_") or after[:1].isalpha() or _goes_on(after):
            continue
        digits = [group.digits for group in groups[first : end + 1]]
        abroad = "+" in text[max(start - 2, 0) : start]
        named = "NHS" in text[max(start - _NAMED_WITHIN, 0) : start].upper()
        for kind, is_kind in _KINDS.items():
            if is_kind(digits, abroad, named):
                return end - first + 1, kind
    return 1, ""


def _goes_on(after: str) -> bool:
    """Whether a number goes on after its digits, as in ``4,000`` or ``2019/20``."""
    return after[:1] in (",", "/") and after[1:].isdigit()


def _is_card(groups: Sequence[str], abroad: bool, named: bool) -> bool:
    sizes, digits = [len(group) for group in groups], "".join(groups)
    grouped = len(sizes) == 1 or sizes == [4, 6, 5] or set(sizes[:-1]) == {4}
    return not abroad and grouped and 13 <= len(digits) <= 19 and _luhn(digits)


def _luhn(digits: str) -> bool:
    """Whether the last digit is the check digit that card numbers have."""
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits))]
    return len(set(digits)) > 1 and sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _is_nhs_number(groups: Sequence[str], abroad: bool, named: bool) -> bool:
    digits = "".join(groups)
    if abroad or len(digits) != _NHS_DIGITS:
        return False
    if len(groups) > 1 and [len(group) for group in groups] != _NHS_GROUPS:
        return False
    weighed = sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:-1]))
    check = -weighed % 11
    return named or (len(set(digits)) > 1 and check == int(digits[-1]))


def _is_telephone(groups: Sequence[str], abroad: bool, named: bool) -> bool:
    digits, first = "".join(groups), groups[0]
    if abroad or first.startswith("00"):
        return 9 <= len(digits.lstrip("0")) <= 15 and first[-1:].isdigit()
    fits = len(first) > 2 and min(map(len, groups)) > 1
    return fits and digits[0] == "0" and len(digits) in (10, 11) and digits[1] not in "046"


_KINDS: dict[str, Callable[[Sequence[str], bool, bool], bool]] = {
    CARD: _is_card,
    NHS_NUMBER: _is_nhs_number,
    TELEPHONE: _is_telephone,
}
