"""A question for every mention of a thing, as tokens: sums, periods, quotations, scopes, words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.question.surveys.limits import Bound, limited
from assistant.question.surveys.words import SUM_WORDS, Role, role_of, role_of_two
from ingest.language.dates import YEAR, period
from ingest.language.quantities import quantities
from ingest.language.words import stems
from ingest.types import Document

_QUOTATION = r"“(?P<curly>[^”]+)”|\"(?P<double>[^\"]+)\"|(?<!\w)['‘](?P<single>[^'’‘]+)['’](?!\w)"
_QUOTES = " \"'“”‘’"
_QUOTED = re.compile(_QUOTATION)
_TOKEN = re.compile(
    rf"{_QUOTATION}"
    r"|(?P<word>[^\W_]+(?:['’&/.-][^\W_]+)*)|(?P<break>[:;?!.–—-])|(?P<comma>[,()/])|(?P<plus>\+)"
)
_SHORTENED = re.compile(r"(?P<word>\w+)['’](?P<ending>s|re|ve|d|ll)")


@dataclass(frozen=True)
class Token:
    """``question[start:end]``: a word, or what several words say together.

    ``bound`` is a sum with its limit, ``period`` a year in the one form of
    :func:`ingest.language.dates.period`, and ``documents`` those that a scope names, all if none.
    """

    text: str
    start: int
    end: int
    role: Role
    bound: Bound | None = None
    period: str = ""
    documents: tuple[Document, ...] = ()

    @property
    def lower(self) -> str:
        """The token in lower case."""
        return self.text.lower()


def tokens_of(question: str) -> list[Token]:
    """The tokens of a question, in order; their roles are those of the words by themselves."""
    return _with_limits(_in_twos(_with_words(question, _numbers(question))))


def _numbers(question: str) -> list[Token]:
    """The sums and periods, in order, but of those in a quotation that says more."""
    quotations = _QUOTED.finditer(question)
    quoted = [(match.group().strip(_QUOTES), *match.span()) for match in quotations]
    found = sorted([*_sums(question), *_periods(question)], key=lambda token: token.start)
    return [
        token
        for token in found
        if all(
            token.end <= start or end <= token.start or text.strip() == token.text
            for text, start, end in quoted
        )
    ]


def _sums(question: str) -> Iterator[Token]:
    """The sums of money, each of just that amount; "5 million" is one where sums are spoken of."""
    spoken_of = not SUM_WORDS.isdisjoint(stems(question))
    for one in quantities(question):
        text = question[one.start : one.end].strip()
        in_pounds = one.unit == "£" or (spoken_of and not one.unit and re.search("[a-z]", text))
        if in_pounds:
            yield Token(text, one.start, one.end, Role.SUM, Bound.of(one.value, text))


def _periods(question: str) -> Iterator[Token]:
    for match in YEAR.finditer(question):
        yield Token(match.group(), *match.span(), Role.PERIOD, period=period(match))


def _with_words(question: str, numbers: Sequence[Token]) -> list[Token]:
    """The words before, between and after the numbers; what is quoted is one token."""
    found: list[Token] = []
    at = 0
    for number in numbers:
        if number.start >= at:
            found += _words(question, at, number.start)
            found.append(number)
            at = number.end
    return [*found, *_words(question, at, len(question))]


def _words(question: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(question, start, end):
        if match["word"]:
            yield from _of_word(match)
        elif match["break"] or match["comma"]:
            yield Token(match.group(), *match.span(), Role.BREAK if match["break"] else Role.COMMA)
        elif match["plus"]:
            yield Token("plus", *match.span(), Role.CONTENT)
        else:
            kind = match.lastgroup or ""
            yield Token(match[kind], *match.span(kind), Role.QUOTED)


def _of_word(match: re.Match[str]) -> Iterator[Token]:
    """A word, or the two that one is short for: "where's"."""
    short = _SHORTENED.fullmatch(match.group())
    if short and role_of(short["word"].lower()) is not Role.CONTENT:
        for part in ("word", "ending"):
            first, last = (match.start() + at for at in short.span(part))
            yield Token(short[part], first, last, role_of(short[part].lower()))
    else:
        yield Token(match.group(), *match.span(), role_of(match.group().lower()))


def _in_twos(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with two words that play one part as one."""
    found: list[Token] = []
    for token in tokens:
        role = role_of_two(found[-1].lower, token.lower) if found else None
        if role:
            before = found.pop()
            token = Token(f"{before.text} {token.text}", before.start, token.end, role)
        found.append(token)
    return found


def _with_limits(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, each sum with its limit, and the words of limits marked as such."""
    sums = {at: token.bound for at, token in enumerate(tokens) if token.bound}
    found = list(tokens)
    for one in limited([token.lower for token in tokens], sums):
        for at in (*one.words, *one.sums[1:]):
            found[at] = replace(found[at], role=Role.LIMIT, bound=None)
        first = one.sums[0]
        found[first] = replace(tokens[first], bound=one.bound)
    return found
