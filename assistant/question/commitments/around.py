"""What a word of a question about commitments does beside the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.denials import denials
from assistant.question.commitments.asked import Word
from assistant.question.commitments.vocabulary import (
    AUXILIARIES,
    COURSE,
    ON,
    PRONOUNS,
    Part,
    is_small,
)

_CHOOSING = frozenset("which what".split())
_JOINING = frozenset("that where".split())
_EVERY = frozenset("all every each".split())
_OF = frozenset("many more of the its their our own and".split())
_MEANT = frozenset({Part.COMMITMENT, Part.FINDING, Part.EXTENT, Part.NUMBER})
_MEANT_BY_IT = _MEANT | {Part.GOVERNMENT, Part.DOCUMENT, Part.PANEL}
_NOUNS = frozenset({Part.COMMITMENT, Part.FINDING})
_OTHER_NOUNS = frozenset(
    {Part.GENERAL, Part.EXTENT, Part.DATE, Part.YEAR, Part.PANEL, Part.GOVERNMENT, Part.DOCUMENT}
)
_BESIDE_NOUNS = frozenset({Part.PLAIN, Part.COUNTING, Part.OTHER})


def in_context(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a question, each with the parts that it plays beside the others."""
    pointed = [_pointing(at, words) for at in range(len(words))]
    selected = [_selecting(at, pointed) for at in range(len(pointed))]
    return tuple(_denied(_asks_whether(selected)))


def _pointing(at: int, words: Sequence[Word]) -> Word:
    """A word that points; as one that joins, if it does or what it stands for is named before."""
    word, before = words[at], words[:at]
    if not word.parts & {Part.POINTING, Part.WHERE}:
        return word
    typed, plain = word.unit.word, replace(word, parts=frozenset({Part.PLAIN}))
    following = {after.unit.word for after in words[at + 1 : at + 2]}
    if typed == "those" and following & (ON | _JOINING | _CHOOSING):
        return plain
    if typed in _JOINING:
        follows = before and not is_small(before[-1].unit)
        return plain if follows and at + 1 < len(words) else word
    meant = _MEANT_BY_IT if typed.startswith("it") else _MEANT
    return plain if any(w.parts & meant for w in before) else word


def _selecting(at: int, words: Sequence[Word]) -> Word:
    """A word that asks which, what or how many, by what it asks that of; "how" by its verb."""
    word, after = words[at], words[at + 1 :]
    typed = word.unit.word
    if typed == "how" and after and after[0].unit.word == "many":
        return replace(word, parts=_selected(typed, after))
    if after and (_joins_the_next(typed, after[0]) or _stands_behind(typed, after)):
        return replace(word, parts=frozenset({Part.PLAIN}))
    if _asks_how(typed, after):
        return replace(word, parts=frozenset({Part.HOW}))
    if typed == "which" and at and words[at - 1].parts & _NOUNS:
        return replace(word, parts=frozenset({Part.PLAIN}))
    return replace(word, parts=_selected(typed, after)) if typed in _CHOOSING else word


def _joins_the_next(typed: str, following: Word) -> bool:
    """Whether a word is one with the next: "could you", "most areas"."""
    if typed == "most":
        return Part.PARTLY in following.parts
    return typed in ("could", "would") and following.unit.word == "you"


def _stands_behind(typed: str, after: Sequence[Word]) -> bool:
    """Whether something is behind another ("the money behind the hubs"), and not behind a plan."""
    late = any({word.unit.stem, word.unit.base} & COURSE for word in after[:2])
    return typed == "behind" and is_small(after[0].unit) and not late


def _asks_how(typed: str, after: Sequence[Word]) -> bool:
    """Whether a word asks how something stands or compares: "how … fare", "what became of"."""
    if typed == "what":
        return bool(after) and Part.FARING in after[0].parts
    return typed in ("how", "where") and any(w.parts & {Part.FARING, Part.COMPARING} for w in after)


def _selected(typed: str, after: Sequence[Word]) -> frozenset[Part]:
    """What a word that selects does, by the first noun or verb after it: nothing of other nouns."""
    others: set[Part | None] = set()
    counted = False
    for at, word in enumerate(after):
        if word.parts & _NOUNS and not word.unit.word.endswith("ed"):
            return frozenset({Part.SELECTING})
        if word.unit.word in _OF or (typed == "what" and _is_body(at, after)):
            continue
        if Part.NUMBER in word.parts:
            others, counted = set(), True
        elif not word.parts or word.parts & _OTHER_NOUNS:
            others.add(Part.DATE if Part.DATE in word.parts else None)
        elif counted or is_small(word.unit) or not word.parts & _BESIDE_NOUNS:
            break
    if others:
        return frozenset({Part.WHEN}) if others == {Part.DATE} else frozenset()
    return frozenset({Part.SELECTING} if typed == "what" else {Part.SELECTING, Part.BARE})


def _is_body(at: int, words: Sequence[Word]) -> bool:
    """Whether a word names who says something: "what ministers say", "what the response says"."""
    named = words[at].parts & {Part.GOVERNMENT, Part.PANEL}
    after_the = at > 0 and words[at - 1].unit.word == "the" and Part.DOCUMENT in words[at].parts
    return bool(named) or after_the


def _asks_whether(words: Sequence[Word]) -> list[Word]:
    """The words, an auxiliary at the end as one that asks how it stands: "… Did they?"."""
    found = list(words)
    if len(found) > 1 and found[-1].unit.word in PRONOUNS:
        last = found[-2]
        if last.unit.word in AUXILIARIES:
            found[-2] = replace(last, parts=last.parts | {Part.HOW})
    return found


def _denied(words: Sequence[Word]) -> list[Word]:
    """The words with what each clause denies marked, and the words that deny."""
    found = list(words)
    for clause in sorted({word.clause for word in words}):
        places = [at for at, w in enumerate(words) if w.clause == clause and not _only_asks(w)]
        for denial in denials([words[at].unit for at in places]):
            _deny(found, places[denial.at], [places[to] for to in denial.denied])
    return found


def _deny(words: list[Word], at: int, denied: Sequence[int]) -> None:
    by = words[at]
    if any(word.unit.word in _EVERY for word in words[at + 1 : at + 2]):
        words[at] = replace(by, parts=by.parts | {Part.PARTLY})
        return
    if Part.MISSED not in by.parts:
        says = any(words[to].parts != {Part.PLAIN} for to in denied)
        words[at] = replace(by, parts=by.parts | {Part.DENYING if says else Part.ELLIPTIC})
    for to in denied:
        words[to] = replace(words[to], denied=True)


def _only_asks(word: Word) -> bool:
    """Whether a word stands between a denial and what it denies: "not yet fully met"."""
    return word.parts == {Part.PLAIN} and not is_small(word.unit) and word.unit.word != "only"
