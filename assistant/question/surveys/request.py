"""What a question for every mention of a thing asks to go through, and for what.

Every word of such a question is accounted for: it asks, names a place, a scope, a limit or a
period, or is of the one thing that is looked for. A question that says more is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question.surveys.arrangement import goes_through, lists_figures
from assistant.question.surveys.limits import ANY_SUM, Bound
from assistant.question.surveys.roles import resolved
from assistant.question.surveys.scopes import Scopes
from assistant.question.surveys.things import Run, Thing, runs_of, things_of
from assistant.question.surveys.tokens import Token, tokens_of
from assistant.question.surveys.words import FIGURE_WORDS, MONEY_WORDS, SUM_WORDS
from ingest.language.words import stem
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
        wanted = bool(things or bounds or periods)
        one_limit = len({bound.exact for bound in bounds}) < 2
        if not (linked or figures) or things is None or not (wanted and one_limit):
            return None
        if figures and not bounds and _speaks_of_sums(tokens, runs):
            bounds = (ANY_SUM,)
        named = (document for token in tokens for document in token.documents)
        return cls(tuple(dict.fromkeys(named)), things, bounds, periods, not linked)


def _speaks_of_sums(tokens: Sequence[Token], runs: Sequence[Run]) -> bool:
    counted = {stem(tokens[at].lower) for run in runs for at in run.counted}
    return not SUM_WORDS.isdisjoint(counted)
