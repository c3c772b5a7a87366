"""A text as runs of letters of one kind, with their places: what personal data is told from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Run:
    """A run of letters of one kind in a text, with where it begins and ends."""

    text: str
    start: int
    end: int


def runs(text: str, kind: Callable[[str], object]) -> Iterator[Run]:
    """The runs of letters for which ``kind`` is one and the same, but those where it is falsy.

    >>> [(run.text, run.start) for run in runs("on 3 May", str.isalnum)]
    [('on', 0), ('3', 3), ('May', 5)]
    """
    at = 0
    for found, letters in groupby(text, key=kind):
        run = "".join(letters)
        if found:
            yield Run(run, at, at + len(run))
        at += len(run)


def is_digit(sign: str) -> bool:
    """Whether a letter is one of 0 to 9."""
    return sign.isascii() and sign.isdigit()
