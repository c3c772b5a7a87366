"""How firmly a verb is said: done, tried, promised, or only meant; and where two texts differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from assistant.facts.units import Pairs, Unit
from ingest.language.words import stem, stemmed

_NEAR = 6
"""Words before another among which stands how firmly that is said."""


_FOR = 9
"""Words before a verb among which stands what it is for."""


class Firmness(StrEnum):
    """How firmly something is said, in the words that a reader is told."""

    DONE = "done"
    DOING = "being done"
    PROMISED = "promised, not done"
    MEANT = "meant, not promised"
    WEIGHED = "being considered, not decided"
    SO = "so"
    """As being so, in the present: "areas are covered"."""


_WILL = frozenset("will shall 'll ’ll".split())
_MODAL = frozenset("should could may might would".split())
_WEIGHS = frozenset(
    "consider considers considering explore explores exploring consult consults consulting".split()
)
_PROMISES_TO = stemmed("commit pledge promise undertake due go")
_MEANS_TO = frozenset(
    map(stem, "aim intend plan hope seek want vision ambition aspiration proposal expect".split())
)
"""What says so only before "to": a plan may be a paper, and what is planned may be money."""

_TRIES = stemmed("pilot trial try test")
_HAS = frozenset("has have had 've ’ve".split())
_WAS = frozenset("was were been".split())
IS = frozenset("is are was were".split())
_OPEN = frozenset("can must".split())
_OBLIGES = stemmed("must need require oblige mandate expect")
_HAVE_TO = frozenset("has have had requir".split())
_PARTICIPLES = ("ed", "en", "wn", "ne")
_BY_NOW = frozenset("now already".split())
_OPEN_WHETHER = frozenset("if whether unless".split())
_ENSURE = stem("ensure")
_DATES_MAY = frozenset("in by since from until to of during before after".split())
_OTHERWISE = {
    Firmness.DONE: {Firmness.PROMISED, Firmness.MEANT, Firmness.WEIGHED},
    Firmness.PROMISED: {Firmness.DONE, Firmness.MEANT, Firmness.WEIGHED},
    Firmness.MEANT: {Firmness.DONE, Firmness.DOING},
    Firmness.SO: {Firmness.PROMISED, Firmness.MEANT, Firmness.WEIGHED},
    Firmness.DOING: {Firmness.PROMISED, Firmness.MEANT},
    Firmness.WEIGHED: {Firmness.DONE, Firmness.DOING, Firmness.PROMISED, Firmness.MEANT},
}
"""What is no paraphrase of what a claim says. To say less than a promise is one."""


def firmness(of: Sequence[Unit], at: int) -> Firmness | None:
    """How firmly the word at a place is said, by the words before it; None if they do not tell."""
    for place in range(at - 1, max(at - _NEAR, 0) - 1, -1):
        if said := _said_at(of, place):
            return said
    return None


def _said_at(of: Sequence[Unit], at: int) -> Firmness | None:
    """How firmly the word at a place makes what follows; None if it is no word that does."""
    word, base = of[at].word, of[at].base
    before = of[at - 1].word if at else ""
    following = of[at + 1 : at + 4]
    after = [unit.word for unit in following]
    meant = any(
        unit.base in _MEANS_TO and (at - to <= _NEAR or of[to + 1].word == "that")
        for to, unit in enumerate(of[:at])
    )
    if word in _WILL or (word in IS and after[:1] == ["to"]):
        return Firmness.MEANT if meant else Firmness.PROMISED
    if word in _WEIGHS:
        return Firmness.WEIGHED
    if word in _MODAL and not _is_month(of, at):
        return Firmness.MEANT
    if base in _PROMISES_TO | _MEANS_TO and "to" in after[:2]:
        return Firmness.MEANT if base in _MEANS_TO else Firmness.PROMISED
    if "to" in after or before in _WILL | _MODAL | {"to"}:
        return None
    if word in IS | {"been"} and any(one.word.endswith("ing") for one in following[:2]):
        return Firmness.DOING
    if word in _BY_NOW | _WAS or (word in _HAS and any(map(is_participle, following))):
        return Firmness.DONE
    return None


def is_participle(unit: Unit) -> bool:
    """Whether a word may be the participle of a verb, by its form."""
    return unit.is_irregular_past or unit.word == "been" or unit.word.endswith(_PARTICIPLES)


def _is_month(of: Sequence[Unit], at: int) -> bool:
    around = [*of[max(at - 1, 0) : at], *of[at + 1 : at + 2]]
    return of[at].word == "may" and any(u.word in _DATES_MAY or u.is_number for u in around)


def said_otherwise(
    of: Sequence[Unit], has: Sequence[Unit], pairs: Pairs
) -> Iterator[tuple[Unit, Firmness]]:
    """The first word that a claim and its source share and say unlike, with how the source does.

    A word that the source says in several ways is unlike only where none of them is the claim's.
    """
    for at in sorted(pairs.of):
        claimed = firmness(of, at) or (Firmness.DONE if _is_past(of, at) else None)
        if claimed is None and _is_so(of, at):
            claimed = Firmness.SO
        if claimed is None or of[at].is_small:
            continue
        places = [to for to, unit in enumerate(has) if unit.base == of[at].base]
        there = [firmness(has, to) for to in places]
        if claimed is Firmness.SO:
            there = [_of_purpose(has, to) or said for to, said in zip(places, there, strict=True)]
        if there and all(said in _OTHERWISE.get(claimed, ()) for said in there):
            yield of[at], next(said for said in there if said)
            return


def _is_so(of: Sequence[Unit], at: int) -> bool:
    """Whether a verb says what is so: "are covered", "services meet the needs"."""
    before = of[at - 1] if at else None
    after = of[at + 1].word if at + 1 < len(of) else ""
    if before is None:
        return False
    if before.word in ("is", "are"):
        return is_participle(of[at])
    plain = of[at].word == of[at].stem and before.word.endswith("s") and not before.is_small
    return plain and after in ("the", "a", "all")


def _of_purpose(has: Sequence[Unit], at: int) -> Firmness | None:
    """Meant, where a word is only said as what something is for."""
    is_for = bool(at and has[at - 1].word == "to") or is_purpose(has[max(at - _FOR, 0) : at])
    return Firmness.MEANT if is_for else None


def is_purpose(before: Sequence[Unit]) -> bool:
    """Whether words say that what follows them is meant, or only may be: "so that", "if"."""
    asked = any(unit.word in _OPEN_WHETHER or unit.stem == _ENSURE for unit in before)
    return asked or any((a.word, b.word) == ("so", "that") for a, b in pairwise(before))


def only_done(of: Sequence[Unit]) -> Unit | None:
    """The first word that says that something was done, if a text says nothing less firmly."""
    said = _said(of)
    is_open = any(unit.word in _OPEN for unit in of)
    only = set(said.values()) == {Firmness.DONE} and not is_open
    return next(iter(said)) if only else None


def asks_what_was_done(of: Sequence[Unit]) -> bool:
    """Whether a question is if something was done or is by now, or how much of it was.

    >>> from assistant.facts.reading import Facts
    >>> asked = ("Did they hit it?", "How many had a check?", "How many will have one?", "Who did?")
    >>> [asks_what_was_done(Facts(question).units) for question in asked]
    [True, True, False, False]
    """
    verbs = [at for at in range(len(of)) if _is_finite(of, at)]
    if not verbs or _is_ahead(of, verbs[0]):
        return False
    opening = {unit.word for unit in of[: verbs[0]]}
    counts = not opening or ("how" in opening and opening & {"many", "much"})
    present = of[verbs[0]].word in _OPEN | (IS - _WAS) | {"do", "does"}
    by_now = any(unit.word in _BY_NOW | {"yet", "track", "course"} for unit in of)
    return bool(counts or opening & {"share", "proportion"}) and (by_now or not present)


def _is_finite(of: Sequence[Unit], at: int) -> bool:
    """Whether a word is an auxiliary, or by its form a verb of the past that follows none."""
    unit, before = of[at], of[at - 1].word if at else ""
    if unit.word in _WAS | _HAS | IS | _OPEN | _WILL | _MODAL | {"do", "does", "did"}:
        return True
    return before != "be" and _has_past_form(unit)


def _has_past_form(unit: Unit) -> bool:
    return unit.is_irregular_past or unit.word == "meant" or unit.word.endswith("ed")


def _is_ahead(of: Sequence[Unit], at: int) -> bool:
    """Whether a question, by the words from its first verb on, is of what is meant or promised."""
    if any(unit.word in _WILL | _MODAL for unit in of):
        return True
    done = [to for to in range(at, len(of)) if _has_past_form(of[to])]
    for to in range(at, len(of)):
        unit, before = of[to], of[max(to - 1, 0)]
        means = unit.base in _MEANS_TO | _PROMISES_TO
        if means and (to in done[:1] or not before.is_small):
            return True
        if (means or to in done) and "to" in [after.word for after in of[to + 1 : to + 2]]:
            return True
    return False


def only_promised(of: Sequence[Unit]) -> Firmness | None:
    """How firmly a text says something first, if it says of nothing that it was done."""
    said = list(_said(of).values())
    done = {Firmness.DONE, Firmness.DOING} & set(said)
    return said[0] if said and not done else None


def _said(of: Sequence[Unit]) -> dict[Unit, Firmness]:
    """The words of a text that tell how firmly something is said, each with how firmly."""
    said = {}
    for at, unit in enumerate(of):
        if how := _said_at(of, at) or (Firmness.DONE if _is_past(of, at) else None):
            said[unit] = how
    return said


def _is_past(of: Sequence[Unit], at: int) -> bool:
    """Whether a word is a verb in the simple past, by its form and the words beside it."""
    unit = of[at]
    means = unit.base in _MEANS_TO | _PROMISES_TO | _OBLIGES
    ends = unit.is_irregular_past or (unit.word.endswith("ed") and unit.word != unit.stem)
    before = of[at - 1] if at else None
    after = of[at + 1] if at + 1 < len(of) else None
    joined = before is not None and (before.word in _WAS | _HAS or not before.is_small)
    return bool(ends and not means and joined and after and (after.is_small or after.is_number))


def obliges(of: Sequence[Unit]) -> Unit | None:
    """The word by which a text says that somebody has to do something; None if there is none."""
    for unit, following in pairwise(of):
        if unit.word == "must" or (unit.base in _HAVE_TO and following.word == "to"):
            return unit
    return None


def asks(of: Sequence[Unit]) -> bool:
    """Whether a text says in any way that something has to be done, or should be."""
    return any(u.base in _OBLIGES or u.word == "should" for u in of) or bool(obliges(of))


def tried(of: Sequence[Unit]) -> Unit | None:
    """The word of a text that says that something is only tried out; None if there is none."""
    return next((unit for unit in of if unit.base in _TRIES), None)
