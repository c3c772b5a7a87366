"""What a question about ratings asks for, as a value; read from the words that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.lookup.ratings import grammar
from assistant.lookup.ratings.known import Item, Known
from assistant.lookup.ratings.reading import Reading, Word
from assistant.lookup.ratings.words import EVERYDAY_VALUES, Part
from ingest.language.words import Analyser
from ingest.register.ratings import WHOLE

_JOINS = frozenset("and or than versus vs v".split())


@dataclass(frozen=True)
class Asked:
    """A question about ratings, everything in which is accounted for.

    ``headings`` are in lower case, and none stand for all; ``extremes`` say whether the best or the
    worst is wanted, ``of_a_mark`` that this is a single rating. ``times`` are how often a value is
    wanted, and whether more often will do. ``items`` are the words for what is rated, by their
    sentences and the parts of these; ``light`` are words that name something only with others.
    """

    values: frozenset[str]
    headings: frozenset[str]
    extremes: tuple[Part, ...]
    of_a_mark: bool
    never: bool
    throughout: bool
    same: bool
    times: tuple[int, bool] | None
    chooses: bool
    several: bool
    compares: bool
    items: tuple[tuple[tuple[Item, ...], ...], ...]
    light: tuple[Item, ...]

    @property
    def all_items(self) -> list[Item]:
        """The words for what is rated, of the whole question."""
        return [item for sentence in self.items for part in sentence for item in part]


def read(
    question: str, known: Known, analyser: Analyser, reword: Callable[[str], str]
) -> Asked | None:
    """What a question asks of ratings; None where it asks for none, or for anything beside them.

    ``reword`` puts a text in the documents' own words.
    """
    words = Reading(question, known, analyser, reword).words()
    things, times = len(known.subjects), grammar.times_of(words)
    choices = set(grammar.choices(words, things))
    counted = times[0] if times else 0
    if not all(word.accounted or word.number == counted for word in words):
        return None
    if Part.OTHERWISE in choices or grammar.asks_otherwise(words):
        return None
    if not _of_ratings(words, things):
        return None
    throughout = grammar.is_throughout(words)
    return Asked(
        values=frozenset(word.value for word in words if word.value),
        headings=_headings(words, known, throughout=throughout),
        extremes=tuple(part for part in (Part.BEST, Part.WORST) if _has(words, part)),
        of_a_mark=_has(words, Part.ANY) or _best_mark(words),
        never=any(part is Part.DENIES and word.value for part, word in grammar.bound(words)),
        throughout=throughout,
        same=throughout and _has(words, Part.SAME),
        times=times,
        chooses=Part.THING in choices,
        several=_has(words, Part.RATES) and _several(words),
        compares=_has(words, Part.BETTER) or _has(words, Part.TOGETHER),
        items=_items(words),
        light=tuple(word.item for word in words if word.item and word.light),
    )


def _has(words: Sequence[Word], part: Part) -> bool:
    return any(part in word.parts for word in words)


def _of_ratings(words: Sequence[Word], things: int) -> bool:
    """Whether ratings are spoken of, and not only what has a heading's name, or is good."""
    has = frozenset[Part]().union(*(word.parts for word in words))
    if Part.RATES in has:
        return True
    headings = [at for at, word in enumerate(words) if word.headings and not _wanted(words, at)]
    thing = Part.THING in has or any(word.number == things for word in words)
    about = thing or any(word.item and not word.light for word in words)
    best = bool(has & {Part.BEST, Part.WORST})
    if values := {word.value for word in words} - {""}:
        counted = any(word.value and word.text != word.value for word in words)
        plain = counted or len(values) > 1 or (about and not values <= EVERYDAY_VALUES)
        under = headings or grammar.is_throughout(words)
        return plain or bool(has & {Part.RATER, Part.RECEIVES}) or bool(about and under)
    by_rater = Part.RATER in has and (headings or best)
    fares = Part.FARES in has and (words[0].text == "how" or Part.BETTER in has)
    got = Part.RECEIVES in has or fares
    got_under = got and any(grammar.under(words, at) for at in headings)
    return bool(by_rater or got_under or (best and headings and thing))


def _wanted(words: Sequence[Word], at: int) -> bool:
    """Whether a heading's word is what is asked for itself: "what funding", "which effects"."""
    return at > 0 and words[at - 1].text in ("what", "which")


def _headings(words: Sequence[Word], known: Known, *, throughout: bool) -> frozenset[str]:
    """The headings that the last sentence with any asks for, but for those that it sets apart."""
    bound = list(grammar.bound(words))
    apart = {id(word) for part, word in bound if part is not Part.DENIES}
    named = [word for word in words if word.headings and id(word) not in apart]
    last = max((word.place[0] for word in named), default=0)
    found = frozenset[str]().union(*(w.headings for w in named if w.place[0] == last))
    out = [word.headings for part, word in bound if part is Part.LEAVES_OUT]
    if out:
        return (found or frozenset(known.headings)).difference(*out)
    return frozenset() if throughout and found == {WHOLE} else found


def _best_mark(words: Sequence[Word]) -> bool:
    return any(
        one.parts & {Part.BEST, Part.WORST}
        and Part.RATES in other.parts
        and not grammar.is_verb(other)
        for one, other in pairwise(words)
    )


def _several(words: Sequence[Word]) -> bool:
    """Whether several things are asked for by a word for them."""
    plural = any(Part.THING in word.parts and word.text.endswith("s") for word in words)
    return plural or any(
        Part.EACH in one.parts and Part.THING in other.parts for one, other in pairwise(words)
    )


def _items(words: Sequence[Word]) -> tuple[tuple[tuple[Item, ...], ...], ...]:
    """The words for what is rated, of each sentence with any, of each of its parts with any."""
    of: dict[int, dict[tuple[int, int], list[Item]]] = {}
    joins = 0
    for word in words:
        joins += word.text in _JOINS
        if word.item and not word.light:
            part = of.setdefault(word.place[0], {}).setdefault((joins, word.place[1]), [])
            part.append(word.item)
    return tuple(tuple(tuple(items) for items in parts.values()) for _, parts in sorted(of.items()))
