"""What a scored answer is, and every figure as a pure function of scored answers.

A figure over no eligible answers is None: not zero, and not a hundred per cent either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Outcome, Statement
from assistant.checking.verify import unsupported_numbers
from evals.questions import Question

LONGEST = 120
"""Words of an answer, without the items of a list, beyond which it is too long to be read out."""


@dataclass(frozen=True)
class Scored:
    """One question with what became of it. ``rank`` is the best gold passage's, from 0."""

    question: Question
    refused: bool
    rank: int | None
    facts_stated: bool
    gold_cited: bool
    first_citation_gold: bool
    citations: int
    citations_gold: int
    quotes_verbatim: int
    numbers_carried: int
    says_what_is_open: bool
    words: int
    seconds: float
    confidence: float = 0.0

    @property
    def right(self) -> bool:
        """Rightly refused, or answered: every fact, a gold paragraph of each, within the length."""
        if not self.question.answerable:
            return self.refused
        return not self.refused and self.answers

    @property
    def answers(self) -> bool:
        """Whether what is said, or would be said, is a right answer."""
        within = self.words <= LONGEST
        return self.facts_stated and self.gold_cited and self.says_what_is_open and within


def score(question: Question, answer: Answer) -> Scored:
    """Score one answer against its reference question."""
    gold = set(question.gold)
    cited = [citation.paragraph.key for citation in answer.citations]
    prose = [statement.text for statement in answer.statements if not statement.item]
    ranks = [at for at, p in enumerate(answer.passages) if p.paragraph.key in gold]
    return Scored(
        question=question,
        refused=answer.outcome.refuses,
        rank=min(ranks, default=None),
        facts_stated=states_facts(answer.text, question.facts),
        gold_cited=all(set(cited) & set(group) for group in question.each or (question.gold,)),
        first_citation_gold=bool(cited) and cited[0] in gold,
        citations=len(cited),
        citations_gold=sum(key in gold for key in cited),
        quotes_verbatim=sum(c.quote in c.paragraph.text for c in answer.citations),
        numbers_carried=sum(
            not unsupported_numbers(statement.text, _cited_text(answer, statement))
            for statement in answer.statements
            for _ in statement.numbers
        ),
        says_what_is_open=_says_what_is_open(question, answer),
        words=sum(len(text.split()) for text in prose),
        seconds=answer.seconds,
        confidence=answer.confidence,
    )


def _cited_text(answer: Answer, statement: Statement) -> str:
    """The paragraphs that a statement leans on."""
    return "\n".join(answer.citations[at].paragraph.text for at in statement.cited)


def _says_what_is_open(question: Question, answer: Answer) -> bool:
    """Whether a question with an unanswered part is answered in part, and the part is named."""
    if not question.leaves_open:
        return True
    said = normalised(answer.message)
    named = all(normalised(word) in said for word in question.leaves_open)
    return answer.outcome is Outcome.PARTIAL and named


def states_facts(text: str, facts: Iterable[Iterable[str]]) -> bool:
    """Whether a text states every fact, in any of its wordings, whatever case and spacing."""
    plain = normalised(text)
    return all(any(normalised(wording) in plain for wording in fact) for fact in facts)


def normalised(text: str) -> str:
    """Lower case, single spaces, straight quotation marks."""
    straight = text.translate(str.maketrans("‘’“”", "''\"\""))
    return re.sub(r"\s+", " ", straight).strip().casefold()


def share(flags: Sequence[bool]) -> float | None:
    """The share of flags that are set; None of none."""
    return sum(flags) / len(flags) if flags else None


def percentile(values: Sequence[float], at: float) -> float | None:
    """The value below which ``at`` (0 to 1) of the values lie, by the nearest rank."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(at * (len(ordered) - 1)))]


def figures(scored: Sequence[Scored]) -> dict[str, float | None]:
    """Every figure of a set of scored answers, by its name; higher is better."""
    answerable = [s for s in scored if s.question.answerable]
    unanswerable = [s for s in scored if not s.question.answerable]
    refused = [s for s in scored if s.refused]
    answered = [s for s in answerable if not s.refused]
    citations = sum(s.citations for s in answered)
    all_citations = sum(s.citations for s in scored)
    verbatim = sum(s.quotes_verbatim for s in scored)
    numbers = sum(s.numbers_carried for s in scored)
    return {
        "right paragraph in first 1": share([_within(s, 1) for s in answerable]),
        "right paragraph in first 3": share([_within(s, 3) for s in answerable]),
        "right paragraph in first 5": share([_within(s, 5) for s in answerable]),
        "answered rightly": share([s.right for s in answerable]),
        "first citation right": share([s.first_citation_gold for s in answered]),
        "citation precision": sum(s.citations_gold for s in answered) / citations
        if citations
        else None,
        "quotes verbatim": verbatim / all_citations if all_citations else None,
        "numbers in their paragraph": numbers / all_citations if all_citations else None,
        "refusal precision": share([not s.question.answerable for s in refused]),
        "refusal recall": share([s.refused for s in unanswerable]),
        "not wrongly refused": share([not s.refused for s in answerable]),
    }


def _within(scored: Scored, first: int) -> bool:
    return scored.rank is not None and scored.rank < first
