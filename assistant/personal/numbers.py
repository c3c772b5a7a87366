"""NHS, telephone and card numbers, told by their length, their groups and their check digits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.personal.kinds import Found, Kind
from assistant.personal.runs import Run, is_digit, runs

BETWEEN_DIGITS = " \u00a0\u2009-\u2010\u2011\u2013().\u200b"
"""What may stand between the groups of digits of one number."""

_MOST_BETWEEN = 2
"""Signs between two groups of digits of one number, as in ``+44 (0)20``."""

_MOST_GROUPS = 7
_MONEY = "£$€"
_NHS_DIGITS, _NHS_GROUPS = 10, [3, 3, 4]
_NAMED_WITHIN = 24
"""Letters before ten digits among which "NHS" says what they are, check digit or not."""

_HERE = "44"
"""The United Kingdom's number, by which it is called from abroad."""


def numbers(text: str) -> Iterator[Found]:
    """The personal numbers of a text, in their order."""
    groups = list(runs(text, is_digit))
    at = 0
    while at < len(groups):
        count, kind = _number_at(text, groups, at)
        if kind:
            last = groups[at + count - 1].end
            start = groups[at].start - _opening(text, groups[at].start, last)
            digits = "".join(group.text for group in groups[at : at + count])
            yield Found(kind, start, last, _as_called_here(digits, "+" in text[start:last]))
        at += count


def _as_called_here(digits: str, abroad: bool) -> str:
    """The digits without those that only lead to the country or out of it."""
    if digits.startswith("00"):
        digits, abroad = digits.removeprefix("00"), True
    return (digits.removeprefix(_HERE) if abroad else digits).lstrip("0")


def _opening(text: str, start: int, end: int) -> int:
    """How many signs before a number belong to it: ``+``, and ``(`` where it is closed inside."""
    before = text[max(start - 2, 0) : start]
    return len(before) - len(before.rstrip("+(" if ")" in text[start:end] else "+"))


def _number_at(text: str, groups: Sequence[Run], first: int) -> tuple[int, Kind | None]:
    """How many groups from this one are one personal number, and its kind; 1 and None for none."""
    start = groups[first].start
    before = text[start - 1 : start]
    if before.isalnum() or (before and before in f"{_MONEY}.,/_"):
        return 1, None
    last = first
    while last + 1 < len(groups) and last - first < _MOST_GROUPS:
        between = text[groups[last].end : groups[last + 1].start]
        if len(between) > _MOST_BETWEEN or not set(between) <= set(BETWEEN_DIGITS):
            break
        last += 1
    for end in range(last, first - 1, -1):
        after = text[groups[end].end : groups[end].end + 2]
        if after[:1] in ("%", "_") or after[:1].isalpha() or _goes_on(after):
            continue
        digits = [group.text for group in groups[first : end + 1]]
        abroad = "+" in text[max(start - 2, 0) : start]
        named = "NHS" in text[max(start - _NAMED_WITHIN, 0) : start].upper()
        for kind, is_kind in _KINDS.items():
            if is_kind(digits, abroad, named):
                return end - first + 1, kind
    return 1, None


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
    return fits and digits[0] == "0" and len(digits) in (10, 11) and digits[1] not in "03468"


_KINDS: dict[Kind, Callable[[Sequence[str], bool, bool], bool]] = {
    Kind.CARD: _is_card,
    Kind.NHS_NUMBER: _is_nhs_number,
    Kind.TELEPHONE: _is_telephone,
}
