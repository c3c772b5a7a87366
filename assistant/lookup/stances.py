"""What somebody accepts or rejects: findings, recommendations and targets of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answer import LookedUp
from assistant.lookup.known import Known, listed, numbered
from assistant.question.commitments.asked import Asked, Word
from assistant.question.commitments.vocabulary import Part
from ingest.language.strength import Strength

_STANCES = frozenset({Part.ACCEPTING, Part.REJECTING, Part.RECOGNISING})
_ACTING = frozenset({Part.GOVERNMENT, Part.PANEL, Part.DOCUMENT})
_OWNED = frozenset({Part.FINDING, Part.DOCUMENT, Part.COMMITMENT})
_ACCOUNTED = _STANCES | _ACTING | _OWNED | {Part.SELECTING, Part.WHERE, Part.SAYING}
_PASSIVE = frozenset("is are was were being".split())


@dataclass(frozen=True)
class Stances:
    """The sentences in which somebody accepts or rejects something.

    Takes "which findings does the Government accept?", "is there anything that ministers won't
    agree with?" and "what is rejected in the response?"; not what the Panel thinks.
    """

    known: Known

    def find(self, asked: Asked) -> LookedUp | None:
        """Every sentence of the stance that is asked for, on the subject that is."""
        rejects = _rejects(asked)
        chooses = asked.selects or asked.has(Part.WHERE)
        if rejects is None or not chooses:
            return None
        strength = Strength.REJECTS if rejects else Strength.ACCEPTS
        chosen = self.known.commitments(asked, _ACCOUNTED, lambda c: c.strength is strength)
        if not chosen:
            return None
        verb = "does not accept or recognise" if rejects else "accepts or agrees with"
        count = f"{numbered(len(chosen), 'sentence')} of the register"
        say = "says" if len(chosen) == 1 else "say"
        return LookedUp(listed(chosen), f"{count} {say} what somebody {verb}.")


def _rejects(asked: Asked) -> bool | None:
    """Whether a question asks what is rejected, or accepted; None if neither, or of the panel."""
    places = [at for at, word in enumerate(asked.words) if word.parts & _STANCES]
    stances = {_is_rejection(asked.words[at]) for at in places}
    if len(stances) != 1 or not _is_by_another_than_the_panel(asked.words, places[0]):
        return None
    return stances.pop()


def _is_rejection(word: Word) -> bool | None:
    """Whether a verb says a rejection, or an acceptance; None if it says neither outright."""
    if Part.ACCEPTING in word.parts:
        return word.denied
    return True if word.denied == (Part.RECOGNISING in word.parts) else None


def _is_by_another_than_the_panel(words: Sequence[Word], verb: int) -> bool:
    """Whether the last that can act before a verb is not the panel.

    Where none is named before it, one is after it, or the verb is a passive.
    """
    acting = [
        word
        for word, following in pairwise(words[: verb + 1])
        if word.parts & _ACTING and not following.parts & _OWNED
    ]
    if acting:
        return Part.PANEL not in acting[-1].parts
    after = [word.parts & _ACTING for word in words[verb:]]
    if any(Part.PANEL in parts for parts in after):
        return False
    return any(after) or any(word.unit.word in _PASSIVE for word in words[:verb])
