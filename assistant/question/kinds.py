"""What kind of message somebody writes that asks nothing of the documents, or tells of a person.

A question about somebody's treatment, about Parity and its documents, or a courtesy; and, whatever
it asks, what tells of somebody's own life or another's. Each kind is a logistic regression over the
message's vector by the bundled model, fitted to messages that were written by hand
(``evals/fit_kinds.py``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from assistant.question.crisis import linear, names_own, unpacked

KINDS_FILE = Path(__file__).with_name("kinds.json")


class MessageKind(StrEnum):
    """The kinds, by the labels of the messages."""

    CLINICAL = "clinical"
    ABOUT = "about"
    PLEASANTRY = "pleasantry"
    PERSONAL = "personal"
    """It tells of a person, and may ask something of the documents as well."""


@dataclass(frozen=True)
class Head:
    """Fitted weights (d,) of one kind, and the likelihood from which a message is of it."""

    weights: Sequence[float]
    intercept: float
    threshold: float

    def likely(self, vector: Sequence[float]) -> float:
        """How likely the message with this vector (d,) is of the kind, from 0 to 1."""
        return linear(self.weights, self.intercept, vector)


@cache
def heads() -> Mapping[MessageKind, Head]:
    """The committed weights."""
    kept = json.loads(KINDS_FILE.read_text(encoding="utf-8"))
    return {
        MessageKind(name): Head(unpacked(head["weights"]), head["intercept"], head["threshold"])
        for name, head in kept.items()
    }


IN_CONVERSATION = 0.6
"""The least likelihood after other questions, where a few words ("yes", "go on") ask of those."""


LEAST_PERSONAL = 0.02
"""The least likelihood at which a message that names "my son" tells of a person."""


def tells_of_person(message: str, vector: Sequence[float]) -> bool:
    """Whether a message with this vector (d,) tells of a person's own life, whatever it asks."""
    head = heads()[MessageKind.PERSONAL]
    return head.likely(vector) >= (LEAST_PERSONAL if names_own(message) else head.threshold)


def kind_of(vector: Sequence[float], *, in_conversation: bool = False) -> MessageKind | None:
    """The kind of the message with this vector (d,); None for what is asked of the documents.

    A question about treatment is one wherever it is asked.
    """
    sure: dict[MessageKind, float] = {}
    for kind, head in heads().items():
        if kind is MessageKind.PERSONAL:
            continue
        follows = in_conversation and kind is not MessageKind.CLINICAL
        likely = head.likely(vector)
        if likely >= (IN_CONVERSATION if follows else head.threshold):
            sure[kind] = likely
    return max(sure, key=lambda kind: sure[kind], default=None)
