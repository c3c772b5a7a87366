"""E-mail addresses and National Insurance numbers, told by their form."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.personal.kinds import Found, Kind
from assistant.personal.numbers import BETWEEN_DIGITS
from assistant.personal.runs import runs
from ingest.language.words import folded

_BETWEEN_WORDS = ",;:<>()[]{}\"“”'‘’"
_INSURANCE = "AADDDDDDA"
_NO_PREFIX = "BG GB KN NK NT TN ZZ"


def emails(text: str) -> Iterator[Found]:
    """The e-mail addresses of a text, in their order."""
    for run in runs(text, lambda sign: not (sign.isspace() or sign in _BETWEEN_WORDS)):
        address = run.text.strip(".!?")
        if _is_email(address):
            start = run.start + run.text.index(address)
            yield Found(Kind.EMAIL, start, start + len(address), address.casefold())


def _is_email(address: str) -> bool:
    name, _, host = address.rpartition("@")
    is_host = all(part and part.replace("-", "").isalnum() for part in host.split("."))
    return bool(name) and "." in host and is_host


def insurance_numbers(text: str) -> Iterator[Found]:
    """The National Insurance numbers of a text, in their order."""
    at = 0
    while at < len(text):
        begins = text[at].isalpha() and not (at and text[at - 1].isalnum())
        if begins and (end := _insurance_end(text, at)):
            yield Found(Kind.INSURANCE_NUMBER, at, end, folded(text[at:end]))
            at = end
        else:
            at += 1


def _insurance_end(text: str, start: int) -> int:
    """Where the National Insurance number that begins here ends; 0 where none does."""
    found, at = "", start
    while at < len(text) and len(found) < len(_INSURANCE):
        sign, before = text[at].upper(), text[at - 1]
        if sign.isascii() and sign.isalnum():
            found += sign
        elif sign not in BETWEEN_DIGITS or before in BETWEEN_DIGITS:
            return 0
        at += 1
    form = "".join("A" if sign.isalpha() else "D" for sign in found)
    bounded = at == len(text) or not text[at].isalnum()
    real = found[:1] not in "DFIQUV" and found[1:2] not in "DFIQUVO" and found[-1:] in "ABCD"
    return at if form == _INSURANCE and bounded and real and found[:2] not in _NO_PREFIX else 0
