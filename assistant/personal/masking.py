"""The one place that finds personal data in a text, and takes it out before the text goes on.

NHS, National Insurance, telephone and card numbers, e-mail addresses, postcodes with the house
before them, and dates that are said to be of birth. They are told by their form and check digits,
so that sums, dates and the numbers of paragraphs stay. Names are not recognised.
"""

from __future__ import annotations

from collections.abc import Collection

from assistant.personal.births import births
from assistant.personal.homes import homes
from assistant.personal.kinds import Found
from assistant.personal.letters import emails, insurance_numbers
from assistant.personal.numbers import numbers

_FINDERS = (emails, insurance_numbers, births, homes, numbers)
"""Where two find the same letters, those of the first are of its kind."""


def found_in(text: str, printed: Collection[str] = ()) -> list[Found]:
    """The personal data of a text, in its order, each letter in one at most.

    What is ``printed`` in the documents, by :attr:`Found.same`, is nobody's own.
    """
    kept: list[Found] = []
    for finder in _FINDERS:
        for one in finder(text):
            if not any(one.start < other.end and other.start < one.end for other in kept):
                kept.append(one)
    return sorted((one for one in kept if one.same not in printed), key=lambda one: one.start)


def kinds_in(text: str, printed: Collection[str] = ()) -> tuple[str, ...]:
    """The kinds of personal data in a text, each once, as whoever typed it is told."""
    return tuple(dict.fromkeys(one.kind.value for one in found_in(text, printed)))


def masked(text: str, printed: Collection[str] = ()) -> str:
    """The text with what is personal in it replaced by what kind of thing it was.

    >>> masked("I am a.smith@example.org, NHS 943 476 5919; see paragraph 39 and £1,000,000")
    'I am [e-mail address], NHS [NHS number]; see paragraph 39 and £1,000,000'
    """
    parts, at = [], 0
    for one in found_in(text, printed):
        parts += [text[at : one.start], one.kind.mask]
        at = one.end
    return "".join([*parts, text[at:]])
