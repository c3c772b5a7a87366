"""What a question for every mention of a thing asks to go through, and for what.

Every word of such a question is accounted for: it asks, names a place, a scope, a limit or a
period, or is of the one thing that is looked for. A question that says more is none.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.question.limits import Bound
from assistant.question.survey_arrangement import goes_through, lists_figures
from assistant.question.survey_roles import resolved
from assistant.question.survey_scopes import Scopes
from assistant.question.survey_things import Thing, runs_of, things_of
from assistant.question.survey_tokens import tokens_of
from assistant.question.survey_words import FIGURE_WORDS, MONEY_WORDS
from ingest.types import Document


@dataclass(frozen=True)
class SurveyRequest:
    """What is looked for in every paragraph.

    ``documents`` are those to look in, all if there are none; ``things`` are alternatives. Of
    ``bounds`` any is wanted where all are exact, else all hold for one sum; of ``periods`` any.
    ``figures`` says that a sentence must have one.
    """

    documents: tuple[Document, ...] = ()
    things: tuple[Thing, ...] = ()
    bounds: tuple[Bound, ...] = ()
    periods: tuple[str, ...] = ()
    figures: bool = False

    @classmethod
    def of(cls, question: str, scopes: Scopes) -> SurveyRequest | None:
        """Read a question; None for one that is not of this kind, or says more."""
        tokens = resolved(scopes.marked(tokens_of(question), question))
        bounds = tuple(token.bound for token in tokens if token.bound)
        periods = tuple(dict.fromkeys(token.period for token in tokens if token.period))
        counted = MONEY_WORDS if bounds else FIGURE_WORDS if periods else frozenset()
        runs = runs_of(tokens, counted)
        linked = goes_through(tokens, runs)
        figures = bool(bounds or periods) and lists_figures(tokens, runs)
        things = things_of(question, tokens, runs)
        if not (linked or figures) or things is None or not (things or bounds or periods):
            return None
        named = (document for token in tokens for document in token.documents)
        return cls(tuple(dict.fromkeys(named)), things, bounds, periods, not linked)
