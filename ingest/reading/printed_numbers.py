"""A number printed before a paragraph, typed or counted, is read and written in one place."""

from __future__ import annotations

import re

_PLAIN = r"\d{1,4}\."
_DOTTED = r"\d{1,4}(?:\.\d{1,4}){1,8}"
_PRINTED = re.compile(rf"\s*({_PLAIN}|{_DOTTED}\.?)\s+(?=\S)", re.ASCII)
_LABEL = re.compile(rf"{_PLAIN}|{_DOTTED}\.?|\d{{1,4}}", re.ASCII)
_YEAR = re.compile(r"(?:\d{1,2}\.\d{1,2}\.)?(?:19|20)\d\d")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_FEW = 3
"""Letters before a number: as many are a word's."""
_OPENING = "“‘\"'("
_MOST_ROMAN = 3999
_MOST_LETTERS = 26 * 9


def printed_number(text: str) -> tuple[str, str]:
    """The number at the start of a paragraph, without its closing full stop, and what follows it.

    The number is empty, and the text whole, where there is none: a bare "12" is a quantity, as is
    a dotted number before a small letter ("4.5 million"), and "2021." is a year.

    >>> printed_number("12. The plan"), printed_number("1.10. The plan")
    (('12', 'The plan'), ('1.10', 'The plan'))
    >>> printed_number("4.293 The plan"), printed_number("12 Monkeys")
    (('4.293', 'The plan'), ('', '12 Monkeys'))
    """
    match = _PRINTED.match(text)
    if not match or _YEAR.fullmatch(match[1].rstrip(".")):
        return "", text
    rest = text[match.end() :]
    if not match[1].endswith(".") and rest[0].islower():
        return "", text
    return match[1].rstrip("."), rest


def number_of(label: str) -> str:
    """The number that a list prints before a paragraph; empty where it prints another label.

    >>> number_of("12."), number_of("4.2"), number_of("(a)"), number_of("12)")
    ('12', '4.2', '', '')
    """
    label = label.strip()
    return label.rstrip(".") if _LABEL.fullmatch(label) else ""


def lettered_number(text: str) -> str:
    """The lettered number, as those of annexes, at the start of a paragraph; empty if none is.

    It may as well be a word ("A4 paper"): it is a number where the paper prints the next ones too.
    So are those of minutes, behind the year.

    >>> lettered_number("A.1 The plan"), lettered_number("B12. The plan"), lettered_number("CO2 is")
    ('A.1', 'B12', '')
    >>> lettered_number("25/047.2 The Chair agreed.")
    '25/047.2'
    """
    token, _, rest = text.partition(" ")
    number = token.rstrip(".")
    letters, figures = parts_of(number)
    capitals = letters.isalpha() and letters.isupper() and len(letters) < _FEW
    years = letters.endswith("/") and letters[:-1].isdecimal() and len(figures) > 1
    told = bool(figures) and (capitals or years)
    opens = rest.lstrip()[:1]
    return number if told and (opens.isupper() or opens in _OPENING) else ""


def parts_of(number: str) -> tuple[str, tuple[int, ...]]:
    """The letters and the figures of a printed number; no figures where it has another form.

    >>> parts_of("A.1"), parts_of("B12"), parts_of("A.2.10"), parts_of("4.2")
    (('A', (1,)), ('B', (12,)), ('A', (2, 10)), ('', (4, 2)))
    """
    letters = number.rstrip("0123456789.")
    figures = number.removeprefix(letters).removeprefix(".").split(".")
    if not all(part.isdecimal() for part in figures):
        return letters, ()
    return letters, tuple(int(part) for part in figures)


def is_next(number: str, before: str) -> bool:
    """Whether a printed number is the next after another.

    >>> is_next("12", "11"), is_next("4.2", "4.1"), is_next("5.1", "4.1")
    (True, True, False)
    """
    *chapter, last = before.split(".")
    return last.isdecimal() and number.split(".") == [*chapter, str(int(last) + 1)]


def numeral(count: int, style: str) -> str:
    """A count as a list writes it; in figures where the style has no sign for it.

    ``style`` is "1", "01", "a", "A", "i" or "I", as in HTML and OpenDocument. After z come aa, bb
    and so on, as Word counts (ECMA-376 part 1, 17.18.59, lowerLetter).

    >>> [numeral(28, style) for style in ("1", "01", "a", "A", "i", "I")]
    ['28', '28', 'bb', 'BB', 'xxviii', 'XXVIII']
    """
    written = str(count)
    if style == "01":
        written = f"{count:02d}"
    elif style in ("a", "A") and 1 <= count <= _MOST_LETTERS:
        written = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
    elif style in ("i", "I") and 1 <= count <= _MOST_ROMAN:
        written = _roman(count)
    return written.upper() if style in ("A", "I") else written


def _roman(count: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        written += sign * (count // worth)
        count %= worth
    return written
