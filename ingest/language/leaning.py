"""Whether a sentence can be read by itself, or leans on the one before it.

"This can be attributed to the pandemic" explains whatever is read before it; "it would have been
met" says the opposite of what happened. Shown alone, either turns its meaning round.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise, takewhile

from ingest.language.words import STOP_WORDS, stem, words


class Lean(Enum):
    """How a sentence leans on the one before it."""

    POINTS = auto()
    """A word of it stands for something there: "This …", "Doing so …", "… to address this"."""
    TURNS = auto()
    """It goes against it or follows from it: "However, …", "Therefore …"."""
    ADDS = auto()
    """It goes on from it, and may open a paragraph: "In addition, …", "In this area, …"."""
    SUPPOSES = auto()
    """It says what would have been, and not under which condition."""


_POINTING = {
    "this": 1, "these": 1, "those": 1, "that": 0, "it": 0, "its": 0, "they": 0, "their": 0,
    "them": 0, "he": 0, "she": 0, "his": 0, "such": 0,
}  # fmt: skip
"""Words that stand for something before; 1 where they do so in words before a comma too."""

_DOES = {"do": 1, "does": 1, "did": 1, "doing": 1, "done": 1}
_JOINING = {
    "however": Lean.TURNS, "nevertheless": Lean.TURNS, "nonetheless": Lean.TURNS,
    "therefore": Lean.TURNS, "thus": Lean.TURNS, "hence": Lean.TURNS, "consequently": Lean.TURNS,
    "instead": Lean.TURNS, "otherwise": Lean.TURNS, "conversely": Lean.TURNS, "but": Lean.TURNS,
    "yet": Lean.TURNS, "rather": Lean.TURNS, "still": Lean.TURNS, "even so": Lean.TURNS,
    "as such": Lean.TURNS, "as a result": Lean.TURNS, "in contrast": Lean.TURNS,
    "by contrast": Lean.TURNS, "on the other hand": Lean.TURNS, "on the contrary": Lean.TURNS,
    "in consequence": Lean.TURNS, "to that end": Lean.TURNS, "in other words": Lean.TURNS,
    "moreover": Lean.ADDS, "furthermore": Lean.ADDS, "additionally": Lean.ADDS, "also": Lean.ADDS,
    "similarly": Lean.ADDS, "likewise": Lean.ADDS, "equally": Lean.ADDS, "meanwhile": Lean.ADDS,
    "in addition": Lean.ADDS, "as well": Lean.ADDS, "for example": Lean.ADDS,
    "for instance": Lean.ADDS, "in parallel": Lean.ADDS, "in turn": Lean.ADDS,
    "in particular": Lean.ADDS, "at the same time": Lean.ADDS,
}  # fmt: skip
"""What joins a sentence to the one before it, where a comma follows."""

_WITHOUT_COMMA = {"however": 1, "therefore": 1, "but": 1, "nevertheless": 1, "thus": 1, "hence": 1}
_INSIDE = {"therefore": 1, "however": 1, "thus": 1}
_MODALS = {"would": 1, "could": 1, "might": 1, "should": 1}
_CONDITIONS = {"if": 1, "without": 1, "unless": 1, "had": 1, "but": 1, "otherwise": 1}
_WHOSE = {"who": 1, "whose": 1, "with": 1, "in": 1, "of": 1, "from": 1, "which": 1, "that": 1}
_ANTECEDENT = {"and": 1, "but": 1, "which": 1, "so": 1, "because": 1, "if": 1, "when": 1, "as": 1}
_INTRODUCING = {"a": 1, "an": 1, "our": 1, "its": 1, "their": 1, "new": 1, "first": 1}
_NEAR, _FRONT, _OPENING = 6, 6, 3


def lean(text: str, before: str = "") -> Lean | None:
    """How a sentence leans on the one before it; None where it can be read by itself.

    >>> lean("This can be attributed to demand."), lean("Nurses were trained.")
    (<Lean.POINTS: 1>, None)
    """
    of = words(text)
    if not of:
        return None
    if _points(text, of) or _is_the_one_introduced(of, before):
        return Lean.POINTS
    if joined := _joined(text, of):
        return joined
    supposes = says_what_would_have_been(text) and not any(word in _CONDITIONS for word in of)
    return Lean.SUPPOSES if supposes else None


def says_what_would_have_been(text: str) -> bool:
    """Whether a sentence says what would have been: the opposite of what was.

    >>> says_what_would_have_been("Without the pandemic it would have been met.")
    True
    """
    of = words(text)
    return any(
        word in _MODALS and of[at + 1 : at + 2] == ["have"] and _is_participle(of[at + 2 : at + 4])
        for at, word in enumerate(of)
    )


def _is_participle(of: Sequence[str]) -> bool:
    """Whether a verb's participle opens some words, an adverb before it or not."""
    verb = of[1:] if of and of[0].endswith("ly") else of
    return bool(verb) and (verb[0] in ("been", "met") or verb[0].endswith(("ed", "en")))


def _points(text: str, of: Sequence[str]) -> bool:
    if of[0] in _POINTING:
        return not _only_opens(of)
    opening = list(pairwise(of[: _OPENING + 1]))
    does_so = (word in _DOES and after == "so" for word, after in opening)
    return any(does_so) or _has_bare_this(text)


def _only_opens(of: Sequence[str]) -> bool:
    """Whether a pointing word stands for nothing before: "It is clear that", "those who", "that …".

    "That" points only before a verb that is small: "That is why".
    """
    first, after = of[0], of[1 : 1 + _NEAR]
    if first == "such":
        return after[:1] == ["as"]
    if first == "that":
        return not (after and after[0] in STOP_WORDS)
    if first == "those":
        return bool(after) and (after[0] in _WHOSE or after[0].endswith("ing"))
    if first != "it" or not after or after[0] not in STOP_WORDS:
        return False
    told = list(takewhile(lambda word: word not in ("that", "to"), after))
    joins = after[len(told) : len(told) + 1]
    passive = bool(told) and told[-1].endswith("ed")
    return (
        len(told) > 1
        and not {"a", "an", "the"} & set(told)
        and (joins == ["that"] or (joins == ["to"] and not passive))
    )


def _has_bare_this(text: str) -> bool:
    """Whether the first clause has a "this" without a noun, and nothing that it may stand for."""
    clause = text.partition(",")[0]
    of = words(clause)
    for at, word in enumerate(of):
        if word in _ANTECEDENT:
            return False
        if word == "this" and (at + 1 == len(of) or of[at + 1] in STOP_WORDS):
            return True
    return False


def _is_the_one_introduced(of: Sequence[str], before: str) -> bool:
    """Whether a sentence opens with "the plan" where the one before speaks of "a … plan"."""
    verb = of[2] if of[0] == "the" and len(of) >= _OPENING else ""
    if not (verb in STOP_WORDS or verb.endswith(("s", "ed"))):
        return False
    there = words(before)
    named = stem(of[1])
    return any(
        stem(word) == named and set(there[max(at - _NEAR, 0) : at]) & _INTRODUCING.keys()
        for at, word in enumerate(there)
    )


def _joined(text: str, of: Sequence[str]) -> Lean | None:
    front = words(text.partition(",")[0]) if "," in text else []
    if joined := _JOINING.get(" ".join(front)):
        return joined
    if of[0] in _WITHOUT_COMMA or any(word in _INSIDE for word in of[1 : 1 + _OPENING]):
        return Lean.TURNS
    if len(front) <= _FRONT and any(_POINTING.get(word) for word in front):
        return Lean.ADDS
    return None
