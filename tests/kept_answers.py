"""Answers of every outcome, with all that an answer can have, to be kept and read again."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import (
    Answer,
    Citation,
    Outcome,
    Passage,
    Reading,
    ScoredSentence,
    Statement,
    WordSupport,
)
from assistant.kept.turn import Turn
from ingest.language.sentences import sentences
from ingest.types import Document, Footnote, Paragraph

DOCUMENT = Document("plan", "A plan", "plan.txt", "0" * 64, publisher="The Trust", date="May 2020")
PARAGRAPH = Paragraph(
    "plan",
    "3",
    True,
    ("Staff", "Response"),
    "Staff grew by $5 to 6%.\n• Nurses: call 0161 496 0000.",
    (Footnote("8", "As of May."),),
    page=2,
    prose=(0,),
    within="Annex A",
    machine_read=True,
    voices=("the Committee", ""),
    page_starts=((24, 3),),
    doubts=("a number is missing",),
)
SENTENCES = tuple(ScoredSentence(sentence, 0.5) for sentence in sentences(PARAGRAPH))
PASSAGE = Passage(
    DOCUMENT,
    PARAGRAPH,
    0.75,
    SENTENCES,
    (WordSupport("staff", (0.1, 0.9), True, True, False),),
    Reading(1.5, 2.5, (0.5,)),
)
CITATIONS = (
    Citation(1, DOCUMENT, PARAGRAPH, "Staff grew by $5 to 6%."),
    Citation(2, DOCUMENT, PARAGRAPH, "Nurses: call 0161 496 0000."),
)
STATEMENTS = (
    Statement("Staff grew by $5 to 6%.", 1, "Response", others=(2,)),
    Statement("Nurses: call 0161 496 0000.", 2, item=True, lead_in="We will:"),
)


def answer(outcome: Outcome = Outcome.ANSWERED, question: str = "How did staff grow?") -> Answer:
    """An answer with that outcome."""
    whole = Answer(
        question,
        f"{question} in 2020",
        outcome,
        "All 159 paragraphs were read.\nTwo say it.",
        STATEMENTS,
        CITATIONS,
        (PASSAGE,) * 3,
        "ollama:llama3.1",
        0.75,
        note="One sentence was quoted.",
        seconds=0.5,
    )
    return replace(whole, statements=(), citations=()) if outcome.refuses else whole


def turn(question: str = "How did staff grow?", outcome: Outcome = Outcome.ANSWERED) -> Turn:
    """A turn that is answered so."""
    answered = answer(outcome, question)
    return Turn(question, answered, fingerprint="f" * 16, asked="2026-03-03T10:00:00+00:00")
