"""All figures of a year, and all paragraphs that mention one."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import LookedUp
from assistant.lookup.gone_through import GoneThrough, Wanted
from assistant.lookup.mentions import Mentions, beside
from assistant.question.survey_request import SurveyRequest
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

        def holds(sentence: Sentence) -> bool:
            return (
                not years(sentence.text).isdisjoint(request.periods)
                and (not request.figures or bool(quantities(sentence.text)))
                and self.mentions.holds_any(request.things, sentence)
            )

        named = " or ".join(request.periods)
        thing = f"a figure beside {named}" if request.figures else named
        wanted = Wanted(
            "give" if request.figures else "mention",
            f"{thing}{beside(request)}",
            holds,
            lambda: self.mentions.is_nowhere(request.things, within),
        )
        return within.answer(wanted)
