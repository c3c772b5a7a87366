"""Numbers as texts write them, and what they come to: "£24 million", "370k", "two thirds", "95%".

Years, dates, ages, references ("paragraph 12") and "24/7" are no quantities;
:mod:`ingest.language.dates` has the first. A sign before a number ("–3%") is left to the words that
say which way it went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.language.dates import MONTHS, YEAR
from ingest.language.days import days

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
SMALL = {word: number for number, word in enumerate(_ONES) if 1 <= number <= 12}
"""The numbers that are usually written in words."""

_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: float(n) for n, word in enumerate(_ONES)} | {
    word: 10.0 * n for n, word in enumerate(_TENS, 2)
}
_SCALES = {
    "hundred": 1e2, "dozen": 12.0, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
_SCALE_WORDS = "hundred|dozen|thousand|million|billion|trillion"
_GLYPHS = {"¼": 0.25, "½": 0.5, "¾": 0.75}
_WORD = (
    rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_ONES[1:10])})\b|(?:{'|'.join(_ONES + _TENS)})\b)"
)
_SIGNS = {"£": r"£|GBP", "$": r"(?:US)?\$|USD", "€": r"€|EUR"}
_UNITS = {
    "£": r"\s(?:pounds|sterling)\b",
    "$": r"\sdollars\b",
    "€": r"\seuros?\b",
    "%": r"\s?%|[\s-]?per[ -]?cent\b|\s?pc\b|[\s-]percentage[ -]points?\b",
    "p": r"p\b|\s(?:pence|penny)\b",
    "minute": r"[\s-]?min(?:ute)?s?\b",
    "hour": r"[\s-]?h(?:ou)?rs?\b",
    "day": r"(?: working| calendar)?[\s-]days?\b",
    "week": r"[\s-](?:weeks?|wks?)\b",
    "month": r"[\s-]months?\b",
    "year": r"[\s-](?:years?|yrs?)\b",
    "mile": r"[\s-]miles?\b",
    "fortnight": r"[\s-]fortnights?\b",
    "decade": r"[\s-]decades?\b",
}
_TIMES = {"decade": (10, "year"), "fortnight": (2, "week"), "p": (0.01, "£")}
"""Units that are so many of another."""

_HALVED = "decade|fortnight|year|month|week|day|hour|mile|per[ -]?cent"
_RUN = (
    rf"(?:half an?(?=[ -](?:{_SCALE_WORDS}|{_HALVED})\b)"
    rf"|an?(?=[ -](?:{_SCALE_WORDS}|decade|fortnight)\b)"
    rf"|nought point {_WORD}|{_WORD} and a half\b|{_WORD})"
)
_ON = rf"(?:(?:,? and |[ ,]+){_WORD}(?=[ -](?:hundred|thousand)\b)|,? and {_WORD}(?! in\b))"
"""What goes on after a scale: "two hundred *and fifty*", "one thousand *two* hundred"."""

_SIGN = r"(?:(?:US)?[£$€]|\b(?:GBP|USD|EUR)\b)\s?~?|~\s?[£$€]"
_QUANTITY = re.compile(
    rf"(?<![\w.,/])(?:(?P<sign>{_SIGN})|(?<![A-Za-z][-–]))"
    r"(?:(?P<digits>\d+(?:[,\u2009]\d{3})*(?:\.\d+)?[¼½¾]?)"
    rf"|\b(?P<word>{_RUN}))"
    rf"(?P<scale>(?:\s?(?:bn|mn|tn|m|k)\b|[ -]?(?:{_SCALE_WORDS})\b(?(digits)|(?:{_ON})?))*)"
    rf"(?:(?P<range>\s?[-–]\s?(?=[£$€]?\d))|(?P<unit>{'|'.join(_UNITS.values())}))?"
    r"(?![\d/]|,\d|\.\d)",
    re.I,
)
_PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
_PART = re.compile(
    r"(?<![-\w])(?:(?P<n>an?|one|two|three|four|nine)[ -])?(?P<part>half|thirds?|quarters?|fifths?"
    rf"|tenths?)\b(?![ -](?:an?|year|term|{_SCALE_WORDS}|{_HALVED})\b)"
    r"(?P<of> of(?: an? (?P<scale>million|billion)(?P<money> pounds)?)?)?",
    re.I,
)
_RATIO = re.compile(
    rf"(?<![\d,.])\b(?P<few>\d{{1,2}}|{_WORD})"
    r"(?:[ -]in[ -]|(?<=one) \w+ in | in every | out of (?:every )?)"
    rf"(?P<many>\d+(?:,\d{{3}})*|a (?:hundred|thousand|million)|{_WORD})(?![\d,/]|\.\d)"
    r"(?! (?:minute|hour|day|week|month|year)s?\b)"
    r"|(?<![\d/])(?P<above>\d)/(?P<below>10|\d)(?![\d/])|(?<!\d)(?P<glyph>[¼½¾])",
    re.I,
)
_PART_OF_TIME = re.compile(
    r"\b(?:first|second|third|fourth|last|latter|final|other|next|this|each|every|per) $", re.I
)
_NUMBERED = r"\d+(?:\.\d+)*"
_NOT_COUNTED = re.compile(
    rf"\b24/7\b|\b(?:{MONTHS}) \d{{1,2}}\b(?!,\d)|\b\d+(?:st|nd|rd|th)\b|\b\d{{4}}s\b"
    r"|\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|\b\d{1,2}:\d\d\b"
    r"|\b0\d{2,4} \d{3,4}(?: \d{3,4})?\b|\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b"
    r"|\b(?i:aged?|ages)(?: of| between| over| under| from)* \d+(?:(?: to | and |[-–])\d+)?"
    r"|\b\d{1,2}-?(?:,| and| or| to|–|-) ?(?=\d{1,2}-year-olds?\b)"
    r"|\b\d{1,2}-year-olds?\b|\b\d{1,2}s\b"
    r"|\b(?i:NHS|CP|HC|HL|No\.?|figures?|tables?|box|pages?|pp?\.|paragraphs?|paras?\.?|sections?"
    r"|ss?\.|chapters?|annex|appendix|footnotes?|notes?|recommendations?|clauses?|articles?"
    r"|schedule|bands?|tiers?|steps?|phases?|stages?|levels?|version|goals?|priority|option)"
    rf" {_NUMBERED}(?:(?:, | and | or | to |\s?[-–]\s?){_NUMBERED})*(?! ?(?:%|per ?cent|million))"
)
"""Numbers that date, name or point: in their text they count nothing."""

_COUNTED = re.compile(r"\s(?!(?:was|is|has|as|its|this|does|us|targets?)\b)[a-z]+s\b")
_DATING = re.compile(
    r"\b(?:in|by|since|from|until|till|to|before|after|during|for|of|and|or|between|year|years|the"
    rf"|late|early|mid|end|spring|summer|autumn|winter|{MONTHS})[ -]$|^$",
    re.I,
)
_JOIN = re.compile(r"-?\s?[-–]\s?|-?\s(?:to|and|or)\s", re.I)
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u202f](?=\d{3}\b)")
_PLAIN = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " ", "ı": "i", "İ": "I", "ſ": "s"}
)
"""Letters and signs that are written for others; each stands for one, so that places stay."""

_BEFORE = 40
"""Letters before a number that tell what it is."""


@dataclass(frozen=True)
class Quantity:
    """A number in a text: ``text[start:end]``, what it comes to and of what unit.

    ``unit`` is "£", "$", "€", "%", a unit of time or "" where things are counted, and for shares
    of things ("one in five"), whose value is below 1.
    """

    value: float
    unit: str
    start: int
    end: int


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text, in its order; "one" counts only before a scale or a unit.

    >>> [(q.value, q.unit) for q in quantities("£24m for two hundred and one, 95 per cent")]
    [(24000000.0, '£'), (201.0, ''), (95.0, '%')]
    """
    text = _GROUPED.sub("\u2009", text).translate(_PLAIN)
    shares = list(_shares(text))
    passed = [range(*m.span()) for m in YEAR.finditer(text) if not _counts(m, text)]
    passed += [range(*match.span()) for match in _NOT_COUNTED.finditer(text)]
    passed += [range(day.start, day.end) for day in days(text)]
    taken = {at for share in shares for at in range(share.start, share.end)}
    dating = taken.union(*passed)
    found: list[Quantity] = []
    for match in _QUANTITY.finditer(text):
        start = match.start()
        if start in (taken if match["sign"] else dating):
            continue
        if _is_no_number(match, text):
            continue
        unit = _unit(match)
        times, of = _TIMES.get(unit, (1, unit))
        found.append(Quantity(round(times * _value(match), 6), of, start, _end(match)))
    return sorted([*_ranged(found, text), *shares], key=lambda one: one.start)


def _ranged(found: list[Quantity], text: str) -> list[Quantity]:
    """The quantities, of a range both with the unit and the scale that is written once."""
    for at in range(len(found) - 1, 0, -1):
        low, high = found[at - 1], found[at]
        joined = _JOIN.fullmatch(text[low.end : high.start])
        apart = low.unit and high.unit and low.unit != high.unit
        signed = not low.unit and re.match(_SIGN, text[high.start :])
        if not joined or apart or signed:
            continue
        word = joined.group().strip(" -–").lower()
        if low.value >= high.value and (word != "to" or low.unit):
            continue
        between = text[_near(low.start) : low.start].rstrip().lower().endswith(("between", "from"))
        both = between or word not in ("and", "or")
        scale = _scale_of(text[high.start : high.end]) if both else 1.0
        scaled = low.value * scale if low.value * scale < high.value else low.value
        found[at - 1] = replace(low, value=scaled, unit=low.unit or high.unit)
        whole = between or word == "" or scale > 1
        if both and whole:
            found[at] = replace(high, unit=high.unit or low.unit)
    return found


def _counts(year: re.Match[str], text: str) -> bool:
    """Whether what looks like a year counts things: "recruit 2000 nurses"."""
    before, after = text[_near(year.start()) : year.start()], year.end()
    return not (year[2] or _DATING.search(before)) and _COUNTED.match(text, after) is not None


def _shares(text: str) -> Iterator[Quantity]:
    """The shares of a text: "half of", "two thirds", "1 in 5", "¾"."""
    for match in _RATIO.finditer(text):
        if match["glyph"]:
            yield Quantity(_GLYPHS[match["glyph"]], "", *match.span())
            continue
        few, many = (
            _number(match[a] or match[b]) for a, b in (("few", "above"), ("many", "below"))
        )
        if 0 < few < many and not YEAR.fullmatch(match["many"] or ""):
            yield Quantity(few / many, "", *match.span())
    for match in _PART.finditer(text):
        part, counted = match["part"].lower().removesuffix("s"), (match["n"] or "").lower()
        named = part == "half" or counted not in ("", "a", "an") or (counted and match["of"])
        before = text[_near(match.start()) : match.start()]
        if (
            not named
            or _PART_OF_TIME.search(before)
            or (counted == "a" and before.endswith("and "))
        ):
            continue
        value = _number(counted or "one") * _PARTS[part]
        if match["scale"]:
            value *= _SCALES[match["scale"].lower()]
        end = match.end() if match["scale"] else match.end("part")
        yield Quantity(value, "£" if match["money"] else "", match.start(), end)


def counting_word(word: str) -> int | None:
    """What one of the words for whole numbers below a hundred comes to; None for any other."""
    value = _WORDS.get(word)
    return None if value is None else int(value)


def _number(text: str) -> float:
    """What digits, or the words of a number below a hundred, come to; "a" is one."""
    if text[0].isdecimal():
        return float(text.replace(",", ""))
    if text.lower().startswith("a "):
        return _SCALES[text[2:].lower()]
    if text.lower() in ("a", "an"):
        return 1.0
    return sum(_WORDS[word] for word in re.split(r"[- ]", text.lower()))


def _scale_of(text: str) -> float:
    """What the words after a number multiply it by."""
    value = 1.0
    for word in re.findall(r"[a-z]+", text.lower()):
        value *= _SCALES.get(word, 1.0)
    return value


def _is_no_number(match: re.Match[str], text: str) -> bool:
    """Whether a word only names: "no one", "the Ten Year Plan"."""
    word = match["word"] or ""
    if word.lower() == "one" and not (match["scale"] or match["unit"]):
        return True
    before = text[_near(match.start()) : match.start()]
    return bool(word[:1].isupper() and re.search(r"\w ?$", before))


def _near(start: int) -> int:
    return max(0, start - _BEFORE)


def _value(match: re.Match[str]) -> float:
    number = _digits(match["digits"]) if match["digits"] else _spelt(match["word"].lower())
    total, last = 0.0, number
    for word in re.findall(r"[a-z]+", match["scale"].lower()):
        if word in _WORDS:
            last += _WORDS[word] if last % 100 == 0 and last < _SCALES["thousand"] else 0.0
        elif word != "and":
            last *= _SCALES[word]
            if last >= _SCALES["thousand"] and not match["digits"]:
                total, last = total + last, 0.0
    return total + last


def _digits(text: str) -> float:
    glyph = _GLYPHS.get(text[-1], 0.0)
    return float(re.sub(r"[^\d.]", "", text)) + glyph


def _spelt(words: str) -> float:
    if words.startswith("half"):
        return 0.5
    if words.startswith("nought point "):
        return _number(words.removeprefix("nought point ")) / 10
    half = words.removesuffix(" and a half")
    return _number(half) + 0.5 * (half != words)


def _unit(match: re.Match[str]) -> str:
    if match["sign"]:
        sign = match["sign"].strip(" ~")
        return next(unit for unit, p in _SIGNS.items() if re.fullmatch(p, sign, re.I))
    unit = match["unit"]
    return next((u for u, p in _UNITS.items() if unit and re.fullmatch(p, unit, re.I)), "")


def _end(match: re.Match[str]) -> int:
    return match.start("range") if match["range"] else match.end()
