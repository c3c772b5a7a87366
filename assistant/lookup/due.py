"""By when commitments are due: those of a year, those that name any date, and the date of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answer import Claim, LookedUp
from assistant.lookup.known import Known, binds, listed, numbered
from assistant.question.commitments.asked import Asked, Due
from assistant.question.commitments.vocabulary import Part
from ingest.language.quantities import quantities
from ingest.register.types import Commitment

_OF_DATES = frozenset(
    {
        Part.SELECTING, Part.COMMITMENT, Part.MAKING, Part.GOVERNMENT, Part.DOCUMENT, Part.NUMBER,
        Part.MET, Part.READY, Part.SAYING, Part.DUE, Part.DATE, Part.WHEN,
    }
)  # fmt: skip
_OF_A_YEAR = _OF_DATES | {Part.YEAR, Part.FARING}
_OF_ANY_DATE = _OF_DATES | {Part.EVALUATING, Part.PANEL}
_OF_ONE = _OF_A_YEAR | {Part.EXTENT, Part.POINTING, Part.PANEL}
_THEN = {"by": "up to", "until": "up to", "before": "before"}
_SPEAKS_OF = 0.6
"""The least share of a question's words that the commitment which it is of must have."""

_MOST = 2


@dataclass(frozen=True)
class DueThen:
    """The promises that name a year, or one up to it.

    Takes "what is due by 2023/24?", "everything that should be finished before 2021", "which
    targets are set for 2022?" and "which of the nine says 2023/24?".
    """

    known: Known

    def find(self, asked: Asked) -> LookedUp | None:
        """Every promise that is due then, of the subject and the documents that are asked of."""
        due = asked.due
        if due is None or asked.denies or not asked.selects or not _is_of_what_is_due(asked, due):
            return None
        if asked.has(Part.SAYING) and not _looks_ahead(asked):
            due = replace(due, how="in")
        promises = _promises(asked, self.known, _OF_A_YEAR)
        chosen = [c for c in promises if due.covers(c.due_year or 0)]
        if not asked.numbers <= {len(self.known.register.evaluated), len(chosen)}:
            return None
        if not chosen and (asked.left_over(_OF_A_YEAR) or not asked.has(Part.COMMITMENT)):
            return None
        return _dated(chosen, f"a date {_THEN.get(due.how, 'in')} {due.named}")


@dataclass(frozen=True)
class Dated:
    """The promises that name any date, or those of the evaluated commitments.

    Takes "which of the nine have a deadline?", "how many commitments name a year?" and "when are
    the nine commitments due?".
    """

    known: Known

    def find(self, asked: Asked) -> LookedUp | None:
        """Every promise with a date."""
        if asked.years or asked.denies or asked.left_over(_OF_ANY_DATE) or not _names_dates(asked):
            return None
        if not (asked.of_several or _counts_all(asked, self.known)):
            return None
        if asked.outcomes and not _looks_ahead(asked):
            return None
        chosen = _promises(asked, self.known, _OF_ANY_DATE)
        return _dated(chosen, "a date or a year") if chosen else None


def due_claims(asked: Asked, known: Known, paragraphs: Collection[str]) -> list[Claim]:
    """By when the one thing is to be done that a question asks a date of; [] if it does not.

    ``paragraphs`` are the keys of those that were found for the question.
    """
    if asked.denies or not _asks_for_a_date(asked):
        return []
    subject, names = asked.left_over(_OF_ONE), known.names(asked.text)
    dated = [
        c
        for c in known.register.sure
        if c.due_year
        and c.paragraph in paragraphs
        and binds(c)
        and names <= known.names(c.text)
        and asked.numbers <= {quantity.value for quantity in quantities(c.text)}
    ]
    scored = [(_share(subject, known.speaks_of(c)), c) for c in dated]
    best = max((share for share, _ in scored), default=0.0)
    if best < _SPEAKS_OF:
        return []
    return [Claim(c.text, c.paragraph, c.text) for share, c in scored if share == best][:_MOST]


def _share(subject: Sequence[frozenset[str]], stems: frozenset[str]) -> float:
    return sum(bool(forms & stems) for forms in subject) / max(len(subject), 1)


def _promises(asked: Asked, known: Known, accounted: Collection[Part]) -> list[Commitment]:
    """The promises with a date, of the subject and the documents of a question.

    Only those that were evaluated where it asks of these.
    """
    found = known.commitments(asked, accounted, lambda c: c.due_year is not None and binds(c))
    if asked.has(Part.EVALUATING) or _counts_all(asked, known):
        return [c for c in found if c.quoted and c.paragraph in known.set_out]
    return found


def _counts_all(asked: Asked, known: Known) -> bool:
    """Whether a question gives the number of the evaluated commitments: "the nine"."""
    return len(known.register.evaluated) in asked.numbers


def _looks_ahead(asked: Asked) -> bool:
    """Whether a question asks of what is still to be done."""
    return asked.has(Part.DUE, Part.WILL)


def _is_of_what_is_due(asked: Asked, due: Due) -> bool:
    """Whether a year is one by which something is to be done, not one in which it was."""
    if _looks_ahead(asked):
        return True
    if asked.outcomes or not asked.has(Part.COMMITMENT):
        return False
    said = (due.up_to or asked.has(Part.SAYING)) and not asked.has(Part.MAKING)
    return said or due.how in ("for", "deadline", "date")


def _names_dates(asked: Asked) -> bool:
    """Whether a question asks which have a date, or when they are due; not when they were made."""
    if asked.has(Part.WHEN):
        return _looks_ahead(asked)
    return asked.has(Part.DATE) and asked.selects


def _asks_for_a_date(asked: Asked) -> bool:
    """Whether a question asks by when something is to be done."""
    words = asked.words
    if any(word.unit.stem == "deadlin" for word in words):
        return not asked.has(Part.BARE)
    if asked.has(Part.SELECTING, Part.HOW) or not asked.has(Part.WHEN):
        return False
    by_when = any(by.unit.word == "by" and Part.WHEN in when.parts for by, when in pairwise(words))
    of_a_target = asked.has(Part.DATE) and asked.has(Part.COMMITMENT)
    return by_when or of_a_target or _looks_ahead(asked)


def _dated(chosen: Sequence[Commitment], named: str) -> LookedUp:
    if not chosen:
        return LookedUp([], f"No commitment in the register names {named}.")
    name = "names" if len(chosen) == 1 else "name"
    return LookedUp(listed(chosen), f"{numbered(len(chosen), 'commitment')} {name} {named}.")
