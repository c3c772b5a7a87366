"""Who is quoted: the words of a text that name whoever says what stands in quotation marks."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_SAYS, _ASKS, _ASIDES = (
    frozenset(kind.split())
    for kind in (
        "said says say added adds told tells commented comments explained explains stated states"
        " wrote writes announced announces concluded concludes declared declares;"
        " asked called found recommended recommends requested urged;"
        " also has have then"
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

    >>> announced("In June the Committee recommended that the Government:")
    'the Committee'
    """
    if not text.rstrip().endswith(":"):
        return ""
    words = text.rpartition(". ")[2].split()
    says = (at for at, word in enumerate(words) if word.strip(":,").lower() in _SAYS | _ASKS)
    named = words[: next(says, 0)]
    while named and named[-1].lower() in _ASIDES:
        named.pop()
    the = next((at for at, word in enumerate(named) if at and word.lower() == "the"), 0)
    name = " ".join(named[the:])
    if name.startswith(("In ", "At ", "On ")):
        name = name.partition(", ")[2]
    return "" if name.startswith(("This ", "Our ")) else _name(name)


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
