"""All sums above, below or between amounts, and of a year or for a thing where that is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer import LookedUp
from assistant.lookup.gone_through import GoneThrough, Wanted
from assistant.lookup.mentions import Mentions, beside
from assistant.question.surveys.limits import Bound
from assistant.question.surveys.request import SurveyRequest
from ingest.language.dates import years
from ingest.language.quantities import quantities
from ingest.language.sentences import Sentence

_KEPT = 50_000
"""Texts whose sums are kept."""

_MONEY = ("£", "gbp", "pound", "sterling")


@dataclass(frozen=True)
class Sums:
    """Finds the paragraphs that give a sum of money within bounds."""

    mentions: Mentions

    def find(self, request: SurveyRequest, within: GoneThrough) -> LookedUp | None:
        """The paragraphs that give such a sum; None where none is asked for, or it is unsure."""
        if not request.bounds:
            return None

        def holds(sentence: Sentence) -> bool:
            return (
                gives_one(sentence.text, request.bounds)
                and (not request.periods or not years(sentence.text).isdisjoint(request.periods))
                and self.mentions.holds_any(request.things, sentence)
            )

        exact = all(bound.exact for bound in request.bounds)
        said = (" or " if exact else " and ").join(bound.said for bound in request.bounds)
        wanted = Wanted(
            "give",
            f"a sum {said}{beside(request.things, request.periods)}",
            holds,
            lambda: not request.periods and self.mentions.is_nowhere(request.things, within),
            lambda lower: any(sign in lower for sign in _MONEY),
        )
        return within.answer(wanted)


def gives_one(text: str, bounds: Iterable[Bound]) -> bool:
    """Whether a text gives a sum within bounds: any of them if all are exact, else all."""
    bounds = list(bounds)
    holds = any if all(bound.exact for bound in bounds) else all
    return any(holds(bound.holds(one) for bound in bounds) for one in _sums(text))


@lru_cache(maxsize=_KEPT)
def _sums(text: str) -> tuple[float, ...]:
    """The sums of money that a text gives, in pounds."""
    return tuple(one.value for one in quantities(text) if one.unit == "£")
