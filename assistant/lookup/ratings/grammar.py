"""How the words of a question about ratings go together: what is denied, chosen or asked else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.lookup.ratings.reading import Word
from assistant.lookup.ratings.words import OTHERWISE_PAIRS, Part
from ingest.language.words import STOP_WORDS
from ingest.register.ratings import WHOLE

_THINGS = frozenset({Part.THING, Part.LOOSE_THING})
_BINDS = (Part.DENIES, Part.LEAVES_OUT, Part.COUNTS_IN)
_IN_PHRASE = frozenset("of the these those".split())
_UNDER = frozenset("for on under in".split())
_AFTER_IT = frozenset("aside included excluded".split())
_PAST = frozenset("was were got get had has have".split())
_CHOOSES_LIGHTLY = frozenset("what list name all".split())
"""Words that choose only where a word for what is rated comes after."""

_FARTHEST = 6
"""How many words on a denial still denies."""


def asks_otherwise(words: Sequence[Word]) -> bool:
    """Whether two words together ask for something else than a rating ("who rated", "how much").

    "How much of" may ask for any heading.
    """
    texts = [word.text for word in words]
    pairs = zip(texts, texts[1:], [*texts[2:], ""], strict=False)
    otherwise = (f"{one} {two}" in OTHERWISE_PAIRS and after != "of" for one, two, after in pairs)
    return any(otherwise) or any(_by_others(words[at:]) for at, _ in enumerate(words))


def _by_others(words: Sequence[Word]) -> bool:
    """Whether a verb that rates is followed by others than those who rate ("judged by staff")."""
    if len(words) < 3 or Part.RATES not in words[0].parts or words[1].text != "by":
        return False
    who = next((word for word in words[2:] if word.text not in STOP_WORDS), words[1])
    return not (who.headings or who.parts & {Part.RATER, Part.PARTY})


def is_verb(word: Word) -> bool:
    """Whether a word that rates does so as a verb."""
    return Part.RATES in word.parts and word.text.endswith("ed")


def phrase_after(words: Sequence[Word], at: int) -> list[Word]:
    """The words of the noun phrase that goes on after one word."""
    found: list[Word] = []
    for word in words[at + 1 :]:
        small = word.text in STOP_WORDS and word.number is None and word.text not in _IN_PHRASE
        if small or word.place != words[at].place or is_verb(word) or Part.RECEIVES in word.parts:
            break
        found.append(word)
    return found


def chosen_from(words: Sequence[Word], at: int, things: int) -> Part | None:
    """What "which" and the like choose: what is rated, something else, or headings and ratings.

    ``things`` is how many are rated, which a number may stand for.
    """
    phrase = phrase_after(words, at)
    if any(word.parts & _THINGS or word.number == things for word in phrase):
        return Part.THING
    if any(w.value for w in phrase) and words[at].text not in ("what", "which"):
        return Part.THING
    if any(w.value or w.headings or w.parts & {Part.RATES, Part.ASPECT} for w in phrase):
        return Part.RATES
    if any(word.item for word in phrase):
        return Part.OTHERWISE
    following = words[at + 1].text if at + 1 < len(words) else ""
    return Part.THING if words[at].text != "what" or following in _PAST else None


def choices(words: Sequence[Word], things: int) -> Iterator[Part | None]:
    """What each word of a question that chooses does choose."""
    for at, word in enumerate(words):
        if Part.CHOOSES in word.parts:
            of = chosen_from(words, at, things)
            yield None if of is Part.OTHERWISE and word.text in _CHOOSES_LIGHTLY else of
        elif Part.ARTICLE in word.parts:
            exists = at and f"{words[at - 1].text} {word.text}" == "there one"
            things_after = any(Part.THING in w.parts for w in phrase_after(words, at))
            yield Part.THING if exists or things_after else None
        elif word.parts & _THINGS and word.text.endswith("s"):
            yield Part.THING


def bound(words: Sequence[Word]) -> Iterator[tuple[Part, Word]]:
    """Each value or heading that a word before it, or "aside" after it, denies or sets apart."""
    pending: Part | None = None
    since = 0
    for at, word in enumerate(words):
        binds = next((part for part in _BINDS if part in word.parts), None)
        before = [w for w in words[:at] if w.headings and w.place == word.place]
        if binds and word.text in _AFTER_IT and before:
            yield binds, before[-1]
        elif binds:
            pending = Part.LEAVES_OUT if pending and binds is Part.COUNTS_IN else binds
            since = at
        elif pending and at - since <= _FARTHEST and (word.value or word.headings):
            under = {w.text for w in words[since:at]} & _UNDER
            apart = pending is Part.DENIES and word.headings and (under or WHOLE in word.headings)
            yield Part.LEAVES_OUT if apart else pending, word
            pending = None
        elif word.parts & _THINGS and word.text != "one":
            pending = None


def is_throughout(words: Sequence[Word]) -> bool:
    """Whether every heading is meant ("under each of the five headings")."""
    for at, word in enumerate(words):
        if Part.EACH in word.parts:
            after = (w for w in words[at + 1 :] if w.text not in STOP_WORDS and w.number is None)
            following = next((w for w in after if w.text != "single"), word)
            if Part.ASPECT in following.parts:
                return True
    return False


def under(words: Sequence[Word], at: int) -> bool:
    """Whether a heading stands where what is rated is named: "for its impact", "impact got"."""
    before = {word.text for word in words[max(0, at - 2) : at]}
    following = words[at + 1].parts if at + 1 < len(words) else frozenset()
    return bool(before & _UNDER) or Part.RECEIVES in following or WHOLE in words[at].headings


def times_of(words: Sequence[Word]) -> tuple[int, bool] | None:
    """How often a value is asked for, and whether more often will do; None if it is not said."""
    for at, (word, following) in enumerate(pairwise(words)):
        after = words[at + 2].parts if at + 2 < len(words) else frozenset()
        counts = following.text == "times" or (following.value and Part.THING not in after)
        if word.number and word.number > 1 and (counts or word.text == "twice"):
            return word.number, "least" in {w.text for w in words[max(0, at - 2) : at]}
    at_least = "least" in {word.text for word in words[-3:]}
    return (2, at_least) if [word.text for word in words[-1:]] == ["twice"] else None
