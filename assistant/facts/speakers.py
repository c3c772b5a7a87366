"""Who is said to think, find or say something: the body, of those that such papers report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.facts.reading import Facts
from assistant.facts.units import Unit
from ingest.language.words import stem, stemmed, words

_BODIES = {
    stem(word): body
    for body, named in {
        "the Government": "government department minister secretary",
        "the Panel": "panel",
        "the Committee": "committee",
    }.items()
    for word in named.split()
}
_SAYS = frozenset(
    map(
        stem,
        """
        accept acknowledge admit agree appreciate argue believe call claim clear concede concern
        conclude confident consider convince criticise disagree disappoint dispute find judge
        maintain note please rate recognise recommend reject satisfy say state think urge want warn
        welcome worry
        """.split(),
    )
)
_REPORTS = stemmed("note acknowledge recognise welcome appreciate")
"""By these a body only takes up what another thinks, where the text has another think it."""

_THOUGHT = frozenset(
    map(stem, "concern view finding recommendation conclusion criticism opinion".split())
)
_OF = frozenset("of by from".split())
_MEMBERS = stem("members")


def body_of(unit: Unit) -> str:
    """The body that a word names; "" for any other word."""
    return _BODIES.get(unit.base, "")


def says_so(unit: Unit) -> bool:
    """Whether a word is a verb by which a body says or thinks something."""
    return unit.base in _SAYS


def speakers(facts: Facts) -> dict[str, tuple[int, int]]:
    """The bodies that a text has say or think something, each with the place of the words that do.

    "We" is the body that publishes the text; its name where it is none of the known bodies.
    """
    of = facts.units
    found: dict[str, tuple[int, int]] = {}
    reporting: set[str] = set()
    for at, unit in enumerate(of):
        body = body_of(unit) or (_publisher(facts) if unit.word == "we" else "")
        last = body and next(_thinks(of, at, unit.word == "we"), None)
        if last:
            if of[last].base in _REPORTS:
                reporting.add(body)
            first, last = min(at, last), max(at, last)
            found.setdefault(body, (of[first].start, of[last].end))
    held = {body: place for body, place in found.items() if body not in reporting}
    return held or found


def _publisher(facts: Facts) -> str:
    publisher = facts.context.publisher
    return next((_BODIES[s] for s in map(stem, words(publisher)) if s in _BODIES), publisher)


def _thinks(of: Sequence[Unit], at: int, is_we: bool) -> Iterator[int]:
    """The places of the words by which the body at a place says or thinks something."""
    following = [to for to in range(at + 1, min(at + 5, len(of))) if _says_something(of[to])]
    if following and of[following[0]].base in _SAYS:
        yield following[0]
    if is_we:
        return
    yield from (to for to in following[:2] if of[to].base in _THOUGHT)
    before = [unit.word for unit in of[max(at - 3, 0) : at]]
    if _OF & set(before):
        yield from (to for to in range(max(at - 6, 0), at) if of[to].base in _THOUGHT)


def _says_something(unit: Unit) -> bool:
    return not (unit.is_small or unit.word.endswith("ly") or unit.base == _MEMBERS)
