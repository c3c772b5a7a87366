"""Who is quoted: the words of a text that name whoever says what stands in quotation marks."""

from __future__ import annotations

import re

from ingest.blocks import SUPERSCRIPTS
from ingest.language.sentences import spans

QUOTATION = "a quotation"
"""The voice of words that somebody is said to speak, where nobody is surely named."""

_NO_MARKS = dict.fromkeys(SUPERSCRIPTS)
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_SAYS, _ASKS, _ASIDES, _PASSIVE, _TURNS, _RELATES, _JOINS = (
    frozenset(kind.split())
    for kind in (
        "said says say added adds told tells commented comments explained explains stated states"
        " wrote writes observed noted announced announces concluded concludes declared declares;"
        " asked called found recommended recommends requested urged;"
        " also has have had then;"
        " be been being was were is are;"
        " but while whereas though although yet;"
        " who whom whose which that when after;"
        " of at for from in on by to with and"
    ).split(";")
)
_PRONOUNS = frozenset("he she they it i we who".split())
_LONGEST = 15
"""Words that name somebody with an office ("Jane Hill, Chief Executive, Leeds Trust")."""


def introduced(text: str) -> str:
    """Who a text announces that will speak next, in its words; empty if nobody.

    >>> introduced("Jane Hill, Chief Executive of the Trust, said:")
    'Jane Hill, Chief Executive of the Trust'
    """
    *named, says = re.sub(r"[\s:,]+(?:that[\s:,]*)?$", "", text).split() or [""]
    if says.lower() not in _SAYS:
        return ""
    while named and named[-1].lower() in _ASIDES:
        named.pop()
    return _name(" ".join(named).rpartition(". ")[2])


def announced(text: str) -> str:
    """Who, by a text that ends in a colon, said, asked or recommended what follows.

    That is told by the last sentence; where somebody speaks in it and it does not surely say who,
    it is ``QUOTATION``.

    >>> announced("In June the Committee recommended that the Government:")
    'the Committee'
    """
    if not text.rstrip().endswith(":"):
        return ""
    line = text.translate(_NO_MARKS)
    last = [line[start:end] for start, end in spans(line)][-1].rpartition("; ")[2]
    words = _QUOTED.sub("", last).split()
    says = _says_in(words)
    if not says:
        return ""
    named = _named_before(words, says[0])
    if not named or named == QUOTATION:
        return named
    turn = max((at for at in range(len(words)) if _turns(words, at)), default=0)
    tail = words[turn + 1 :]
    if turn > says[0] and _says_in(tail):
        return _named_before(tail, _says_in(tail)[0]) or QUOTATION
    other = turn > says[0] and any(word[0].isupper() for word in tail)
    return QUOTATION if other or _is_reported(words, says) else named


def _says_in(words: list[str]) -> list[int]:
    """The places of the words that say that somebody speaks."""
    said = _SAYS | _ASKS
    return [at for at, word in enumerate(words) if word.strip(":,").lower() in said]


def _turns(words: list[str], at: int) -> bool:
    """Whether a word turns to what perhaps another does: "but", or "and" behind a comma."""
    word = words[at].lower()
    return word in _TURNS or (word == "and" and at > 0 and words[at - 1].endswith(","))


def _is_reported(words: list[str], says: list[int]) -> bool:
    """Whether a sentence ends with a further word of saying, and that has a subject of its own."""
    before = words[: says[-1]]
    while before and before[-1].lower() in _ASIDES:
        before.pop()
    ends = says[-1] > says[0] and says[-1] >= len(words) - 2
    return ends and before[-1].lower() != "and" and not before[-1].endswith(",")


def _named_before(words: list[str], says: int) -> str:
    """Who speaks by the words before one of saying; empty if nobody, or the paper itself."""
    named = words[:says]
    while named and named[-1].lower() in _ASIDES:
        named.pop()
    if not named or named[-1].lower() in _PASSIVE | (_PRONOUNS - _RELATES):
        return ""
    opens = named[0].lower() in _RELATES | _TURNS
    relates = next((at for at, word in enumerate(named) if at and word.lower() in _RELATES), 0)
    closed = named[-1].endswith(",")
    clause = opens and not closed and any(word.endswith(",") for word in named)
    if (opens and not clause) or (relates and not opens and not closed):
        return QUOTATION
    if clause:
        named = " ".join(named).rpartition(", ")[2].split()
    elif relates:
        named = named[:relates]
    name = " ".join(_without_opening(named))
    return "" if name.startswith(("This ", "Our ")) else _name(name)


def _without_opening(named: list[str]) -> list[str]:
    """The words that name somebody, without a time or place before them."""
    if named[0].lower() in _JOINS and any(word.endswith(",") for word in named[:-1]):
        first = next(at for at, word in enumerate(named) if word.endswith(","))
        named = named[first + 1 :]
    the = next(
        (
            at
            for at, word in enumerate(named)
            if at and word.lower() == "the" and named[at - 1].lower() not in _JOINS
        ),
        0,
    )
    return named[the:]


def speaker(line: str, at: int) -> str:
    """Who says what stands in quotation marks at a place of a line; empty if no words say so.

    >>> speaker("“We will open ten wards,” said Jane Hill, its chair.", 1)
    'Jane Hill, its chair'
    """
    known = ""
    for quoted in _QUOTED.finditer(line):
        own = introduced(line[: quoted.start()]) or _named_after(line[quoted.end() :])
        known = own or known
        if quoted.start() <= at < quoted.end():
            return known
    return ""


def _named_after(text: str) -> str:
    """Who is named as the speaker right after a quotation: "said Jane Hill" or "Jane Hill said"."""
    clause = re.split(r"[.;:“\"]\s|[.;:]$", text.lstrip(", "), maxsplit=1)[0]
    words = clause.split()
    if words and words[0].lower() in _SAYS:
        return _name(" ".join(words[1:]))
    says = next((at for at, word in enumerate(words[:_LONGEST]) if word in _SAYS), 0)
    return _name(" ".join(word for word in words[:says] if word not in _ASIDES))


def _name(words: str) -> str:
    named = words.strip(" ,:")
    is_one = named and named.split()[0].lower() not in _PRONOUNS and re.search(r"[A-Z]", named)
    return named if is_one and len(named.split()) <= _LONGEST else ""
