"""All figures of a year, and all paragraphs that mention one."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import LookedUp
from assistant.lookup.gone_through import GoneThrough, Wanted
from assistant.lookup.mentions import Mentions, beside
from assistant.question.surveys.request import SurveyRequest
from ingest.language.dates import years
from ingest.language.quantities import quantities
from ingest.language.sentences import Sentence


@dataclass(frozen=True)
class Periods:
    """Finds the paragraphs that mention a year or a period, or give a figure beside it."""

    mentions: Mentions

    def find(self, request: SurveyRequest, within: GoneThrough) -> LookedUp | None:
        """The paragraphs that do; None where none is asked for, or it is unsure."""
        if not request.periods or request.bounds:
            return None
        dated = _dated(request)
        thing = f"a figure{beside(request.things, request.periods)}"
        if not request.figures:
            thing = f"{dated.thing}{beside(request.things)}"

        def holds(sentence: Sentence) -> bool:
            given = not request.figures or bool(quantities(sentence.text))
            return (
                dated.holds(sentence)
                and given
                and self.mentions.holds_any(request.things, sentence)
            )

        def is_certain() -> bool:
            if request.things:
                return self.mentions.is_nowhere(request.things, within)
            return not any(within.found(dated))

        verb = "give" if request.figures else "mention"
        return within.answer(Wanted(verb, thing, holds, is_certain, dated.may_stand))


def _dated(request: SurveyRequest) -> Wanted:
    """Sentences that name any of the periods."""
    first_years = [period[:4] for period in request.periods]
    return Wanted(
        "mention",
        " or ".join(request.periods),
        lambda sentence: not years(sentence.text).isdisjoint(request.periods),
        lambda: True,
        lambda lower: any(year in lower for year in first_years),
    )
