"""Numbers as texts write them, and what they come to: "£24 million", "370k", "one million", "95%".

Years, periods and "24/7" are no quantities; :mod:`ingest.dates` has the first two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.dates import YEAR

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: float(n) for n, word in enumerate(_ONES)} | {
    word: 10.0 * n for n, word in enumerate(_TENS, 2)
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
}
_TENS_WORD = "|".join(_TENS)
_WORD = rf"(?:(?:{_TENS_WORD})[- ](?:{'|'.join(_ONES[1:10])})|{'|'.join(_ONES + _TENS)})"
_UNITS = {
    "£": r"\s(?:pounds|sterling)\b",
    "%": r"\s?%|\s?per ?cent\b|\spercentage points?\b",
    **{
        unit: rf"[\s-]{unit}s?\b"
        for unit in ("minute", "hour", "day", "week", "month", "year", "decade", "penny", "mile")
    },
}
_DECADE = 10
_AFTER_A = "hundred|thousand|million|billion|decade"
_QUANTITY = re.compile(
    rf"(?<![\w.,/])(?<![A-Za-z][-–])(?P<sign>[£$€]?~?|~[£$€])"
    rf"(?:(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)"
    rf"|\b(?P<word>(?:half an?|an?|{_WORD})(?=[ -](?:{_AFTER_A})\b)|{_WORD})\b)"
    rf"(?P<scale>(?:\s?(?:bn|mn|m|k)\b|[ -]?(?:hundred|thousand|million|billion)\b)*)"
    rf"(?:(?P<range>\s?[-–]\s?(?=\d))|(?P<unit>{'|'.join(_UNITS.values())}))?"
    r"(?![\d/]|,\d|\.\d)",
    re.I,
)
_NUMBER_OF_NAME = re.compile(r"\b(?:NHS|CP|HC|HL|No\.?|Figure|Table|page|paragraph|version) $")
_OF_AGE = re.compile(r"\d{1,2}-year-olds?\b|\d{1,2}s\b", re.I)
_ROUND_THE_CLOCK = re.compile(r"\b24/7\b")


@dataclass(frozen=True)
class Quantity:
    """A number in a text: ``text[start:end]``, what it comes to and of what unit.

    ``unit`` is "£", "$", "€", "%", a unit of time or "" where things are counted.
    """

    value: float
    unit: str
    start: int
    end: int


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text, in its order; "one" counts only before a scale or a unit.

    >>> [(q.value, q.unit) for q in quantities("£24m for twenty-one thousand, 95 per cent")]
    [(24000000.0, '£'), (21000.0, ''), (95.0, '%')]
    """
    dated = [match.span() for match in YEAR.finditer(text)]
    dated += [match.span() for match in _ROUND_THE_CLOCK.finditer(text)]
    found: list[Quantity] = []
    for match in _QUANTITY.finditer(text):
        start = match.start()
        if match["sign"] == "" and any(first <= start < last for first, last in dated):
            continue
        if _is_no_number(match, text):
            continue
        value, unit = _value(match), _unit(match)
        if unit == "decade":
            value, unit = _DECADE * value, "year"
        found.append(Quantity(value, unit, start, _end(match)))
    for at in range(len(found) - 1, 0, -1):
        low, high = found[at - 1], found[at]
        joined = re.fullmatch(r"\s?[-–]\s?|\s(?:to|and)\s", text[low.end : high.start])
        if joined and low.value < high.value:
            scale = 1.0 if "and" in joined[0] else _scale_of(text[high.start : high.end])
            ranged = low.value * scale if low.value * scale < high.value else low.value
            found[at - 1] = Quantity(ranged, low.unit or high.unit, low.start, low.end)
            found[at] = Quantity(high.value, high.unit or low.unit, high.start, high.end)
    return found


def _scale_of(text: str) -> float:
    """What the words after a number multiply it by."""
    value = 1.0
    for word in re.findall(r"[a-z]+", text.lower()):
        value *= _SCALES.get(word, 1.0)
    return value


def _is_no_number(match: re.Match[str], text: str) -> bool:
    """Whether it only names or points: "no one", "NHS 111", "18-year-olds"."""
    word = match["word"] or ""
    if word.lower() == "one" and not (match["scale"] or match["unit"]):
        return True
    if _OF_AGE.match(text, match.start()):
        return True
    in_name = word[:1].isupper() and re.search(r"\w ?$", text[: match.start()])
    return bool(in_name or _NUMBER_OF_NAME.search(text[: match.start()]))


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    elif match["word"].lower() in ("a", "an"):
        value = 1.0
    elif match["word"].lower().startswith("half"):
        value = 0.5
    else:
        value = sum(_WORDS[word] for word in re.split(r"[- ]", match["word"].lower()))
    for scale in re.findall(r"[a-z]+", match["scale"].lower()):
        value *= _SCALES[scale]
    return value


def _unit(match: re.Match[str]) -> str:
    if sign := match["sign"].strip("~"):
        return sign
    unit = match["unit"]
    return next((u for u, p in _UNITS.items() if unit and re.fullmatch(p, unit, re.I)), "")


def _end(match: re.Match[str]) -> int:
    return match.start("range") if match["range"] else match.end()
