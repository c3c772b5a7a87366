"""Postcodes, with the number of the house and the street where these stand before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.personal.kinds import Found, Kind
from assistant.personal.runs import Run, runs
from ingest.language.words import folded

_OUTWARD = "AD ADD ADA AAD AADD AADA"
"""The forms of a postcode's first half, of letters and digits."""

_ONE_LETTER = "BEGLMNSW"
_NEVER_FIRST, _NEVER_SECOND, _NEVER_INWARD = "QVX", "IJZ", "CIKMOV"
_NO_POSTCODE = " st nd rd th bn "
"""What follows a digit in small letters and is no half of a postcode: "2nd", "3bn"."""

_SPACES = " \u00a0"
_WITHIN_ADDRESS = f"{_SPACES},'’-\n"
_MOST_WORDS, _MOST_UNMARKED = 9, 5
"""Words from a house's number to its postcode; fewer where neither comma nor capital tells it."""

_LONGEST_NUMBER = 4


def homes(text: str) -> Iterator[Found]:
    """The postcodes of a text in their order, each with the house and street before it."""
    words = list(runs(text, str.isalnum))
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else None
        apart = after and text[word.end : after.start] in (*_SPACES, "-")
        if apart and after and _is_outward(word.text) and _is_inward(after.text):
            end = after.end
        elif word.text.isupper() and _is_outward(word.text[:-3]) and _is_inward(word.text[-3:]):
            end = word.end
        else:
            continue
        postcode = text[word.start : end]
        start = _house(text, words[:at], word.start, casual=postcode.islower())
        kind = Kind.POSTCODE if start == word.start else Kind.ADDRESS
        yield Found(kind, start, end, folded(postcode))


def _is_outward(text: str) -> bool:
    letters = text.upper()
    if not letters.isascii() or _form(letters) not in _OUTWARD.split(" "):
        return False
    two = letters[1].isalpha()
    first = letters[0] not in _NEVER_FIRST if two else letters[0] in _ONE_LETTER
    return first and not (two and letters[1] in _NEVER_SECOND)


def _is_inward(text: str) -> bool:
    fits = text.isascii() and _form(text) == "DAA" and f" {text[1:]} " not in _NO_POSTCODE
    return fits and not set(text[1:].upper()) & set(_NEVER_INWARD)


def _form(text: str) -> str:
    return "".join("A" if sign.isalpha() else "D" for sign in text)


def _house(text: str, before: Sequence[Run], postcode: int, *, casual: bool) -> int:
    """Where the address begins that ends with a postcode; the postcode's start where none does."""
    for count, word in enumerate(reversed(before), start=1):
        between = text[word.end : postcode]
        if count > _MOST_WORDS or not all(s.isalnum() or s in _WITHIN_ADDRESS for s in between):
            break
        if count == 1 or not _is_house(word.text) or _ends_number(text, before[:-count], word):
            continue
        street = between.lstrip(_WITHIN_ADDRESS)
        if not street[:1].isalpha():
            continue
        marked = street[:1].isupper() or "," in between or "\n" in between
        if marked or (casual and count <= _MOST_UNMARKED):
            return _flat(text, before[:-count], word.start)
    return postcode


def _is_house(text: str) -> bool:
    """Whether a word numbers a house: "12", "221B"."""
    digits = text[:-1] if text[-1:].isalpha() else text
    return digits.isdecimal() and len(digits) <= _LONGEST_NUMBER


def _ends_number(text: str, before: Sequence[Run], word: Run) -> bool:
    """Whether a number is the last group of a longer one, as in "401 023 2137"."""
    if not before or not before[-1].text.isdecimal():
        return False
    return not text[before[-1].end : word.start].strip()


def _flat(text: str, before: Sequence[Run], house: int) -> int:
    """Where a flat's number begins that stands, with a comma, before the house's."""
    if before and _is_house(before[-1].text) and text[before[-1].end : house].strip() == ",":
        return before[-1].start
    return house
