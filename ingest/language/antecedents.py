"""Which sentences of a paragraph one of them cannot be understood without."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.language.leaning import Lean, lean, says_what_would_have_been
from ingest.language.sentences import Sentence, SentenceKind


def needed(of: Sequence[Sentence], at: int) -> set[int]:
    """The sentences of a paragraph that one of them cannot be understood without.

    The one before it where it leans on that, and the lead-in of its list; and what these need.
    """
    sentence = of[at]
    found = {sentence.lead_in} if sentence.lead_in is not None else set()
    if leans(of, at) and (before := sentence_before(of, at)) is not None:
        found.add(before)
    return found.union(*(needed(of, one) for one in found if one < at))


def leans(of: Sequence[Sentence], at: int) -> Lean | None:
    """How a sentence of a paragraph leans on the one before it; None if it stands by itself."""
    before = sentence_before(of, at)
    return lean(of[at].text, "" if before is None else of[before].text)


def stands_alone(of: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence says the same by itself: it leans on nothing and opens no list."""
    goes_on = of[at].text.rstrip().endswith(":")
    return not (goes_on or leans(of, at) or says_what_would_have_been(of[at].text))


def sentence_before(of: Sequence[Sentence], at: int) -> int | None:
    """The sentence before one, in its bullet where it is in one; None for a note and the first."""
    sentence, before = of[at], of[at - 1] if at else None
    if before is None or sentence.kind is SentenceKind.FOOTNOTE:
        return None
    if sentence.kind is SentenceKind.ITEM and before.line != sentence.line:
        return None
    return before.index
