"""The thing that a question looks for: one noun phrase of few words, or several to choose from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.question.surveys.roles import THING, has
from assistant.question.surveys.tokens import Token
from assistant.question.surveys.words import PROMISE_WORDS, Role
from ingest.language.words import STOP_WORDS, stem, words

MOST_WORDS = 6
"""Words of a thing beyond which it is rather a clause."""

_MOST_CERTAIN = 3
_LONGEST_NOUN_IN_ED = 4
_BRIDGES = frozenset({Role.JOIN, Role.ARTICLE, Role.EVERY, Role.COMMA})
_JOINS_OF_A_NAME = frozenset({"of", "for", "and"})


@dataclass(frozen=True)
class Thing:
    """A thing that is looked for, as it is written.

    ``certain`` says that it is so plainly asked for that, where it is not found, it may be said
    that nothing mentions it; ``stemmed`` that every form of its words counts.
    """

    text: str
    certain: bool
    stemmed: bool = False


@dataclass(frozen=True)
class Run:
    """Tokens ``start`` to ``end`` of a question, all of one thing.

    Tokens ``first`` to ``last`` are the thing without the words for sums and figures before and
    after it, which are ``counted``. ``renames`` says that it is another name of the thing before.
    """

    start: int
    end: int
    first: int
    last: int
    counted: tuple[int, ...] = ()
    renames: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it only says that sums or figures are wanted."""
        return self.first == self.last


def runs_of(tokens: Sequence[Token], counted: Collection[str]) -> list[Run]:
    """The things of a question, apart from each other; ``counted`` are stems of words for sums."""
    return [_run(tokens, start, end, counted) for start, end in _spans(tokens)]


def _spans(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    end = 0
    for at, token in enumerate(tokens):
        if token.role in THING:
            start, end = at if start is None else start, at + 1
        elif start is not None and token.role not in _BRIDGES:
            yield start, end
            start = None
    if start is not None:
        yield start, end


def _run(tokens: Sequence[Token], start: int, end: int, counted: Collection[str]) -> Run:
    """A run without the words for sums that a thing is joined to ("sums for"), or that end it."""
    of_sums = [at for at in range(start, end) if stem(tokens[at].lower) in counted]
    outside = {*of_sums, *(at for at in range(start, end) if tokens[at].role in _BRIDGES)}
    inside = [at for at in range(start, end) if at not in outside]
    first, last = (inside[0], inside[-1] + 1) if inside else (end, end)
    if inside and not has(tokens[start:first], Role.JOIN):
        first = start
    cut = tuple(at for at in of_sums if not first <= at < last)
    renames = tokens[start].role is Role.QUOTED and has(tokens[:start], Role.ALSO)
    return Run(start, end, first, last, cut, renames)


def things_of(
    question: str, tokens: Sequence[Token], runs: Sequence[Run]
) -> tuple[Thing, ...] | None:
    """The things that any of is looked for, () where only sums or periods are.

    None if there is more than one run of them, or if one is no thing.
    """
    full = [run for run in runs if not run.is_empty]
    if not full:
        return ()
    parts = [part for run in full for part in _alternatives(tokens[run.first : run.last])]
    alone = not has(tokens, Role.SUM, Role.PERIOD)
    are_things = all(_is_thing(part, alone=alone) for part in parts)
    if not are_things or not all(run.renames for run in full[1:]):
        return None
    every_form = any(token.role is Role.TAIL and token.lower.startswith("form") for token in tokens)
    return tuple(
        Thing(question[part[0].start : part[-1].end], _is_certain(part, tokens), every_form)
        for part in parts
    )


def _alternatives(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each alternative, without an article before it."""
    part: list[Token] = []
    for token in tokens:
        if token.role is Role.COMMA or token.lower == "or":
            yield from filter(None, [part])
            part = []
        elif part or token.role in THING:
            part.append(token)
    yield part


def _is_thing(part: Sequence[Token], *, alone: bool) -> bool:
    """Whether tokens make a noun phrase: of few words, and no promise nor an object of a verb."""
    if has(part, Role.QUOTED):
        return len(part) == 1 and bool(words(part[0].text))
    of = _content(part)
    acts = any(
        before.role in THING and token.role in (Role.ARTICLE, Role.EVERY)
        for before, token in pairwise(part)
    )
    promised = any(stem(word) in PROMISE_WORDS for word in of) and (len(of) > 1 or not alone)
    return 0 < len(of) <= MOST_WORDS and not acts and not promised


def _is_certain(part: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether nothing is said, by what is not found, that the question may not have meant."""
    if has(tokens, Role.EVERYTHING):
        return False
    if has(part, Role.QUOTED):
        return True
    of = _content(part)
    meant_as_words = has(tokens, Role.MENTION, Role.TERM)
    joined = all(t.lower in _JOINS_OF_A_NAME for t in part if t.role is Role.JOIN)
    undergone = of[-1].endswith("ed") and len(of[-1]) > _LONGEST_NOUN_IN_ED
    return len(of) <= (_MOST_CERTAIN if meant_as_words else 1) and joined and not undergone


def _content(part: Sequence[Token]) -> list[str]:
    return [word for token in part for word in words(token.text) if word not in STOP_WORDS]
