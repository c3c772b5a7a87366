"""Passages whose scores are made by hand, and stand-ins for an encoder and an assistant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import (
    Answer,
    Citation,
    Claim,
    Outcome,
    Passage,
    ScoredSentence,
    Statement,
    WordSupport,
)
from assistant.question.fit import fit_to_ask
from assistant.question.question import Question
from builders import WordEncoder
from ingest.indexing.embedding import Encoded
from ingest.language.sentences import sentences
from ingest.types import Document, Footnote, Paragraph

PLAN = Document(
    id="plan",
    title="A plan for mental health",
    file="plan.txt",
    sha256="0" * 64,
    short="Plan",
    publisher="The Department",
    date="31 July 2017",
)


def paragraph(
    body: str, *, number: str = "1", section: Sequence[str] = (), notes: Sequence[str] = ()
) -> Paragraph:
    """A paragraph of PLAN; its lines that open with "- " are items, the others prose."""
    return Paragraph(
        document=PLAN.id,
        number=number,
        printed=True,
        section=tuple(section),
        body=body,
        footnotes=tuple(Footnote(str(n), text) for n, text in enumerate(notes, 1)),
        prose=tuple(
            n for n, line in enumerate(body.split("\n")) if not line.lstrip().startswith("- ")
        ),
    )


def passage(
    of: Paragraph | str,
    scores: Sequence[float] = (),
    *,
    score: float = 0.5,
    support: Sequence[WordSupport] = (),
) -> Passage:
    """A passage whose sentences have these scores, in their order; those left over have 0."""
    found = paragraph(of) if isinstance(of, str) else of
    its = sentences(found)
    padded = [*scores, *[0.0] * (len(its) - len(scores))]
    scored = tuple(ScoredSentence(s, by_hand) for s, by_hand in zip(its, padded, strict=True))
    return Passage(PLAN, found, score, scored, tuple(support))


def carried(
    word: str, *similarities: float, stands: bool = True, known: bool = True, name: bool = False
) -> WordSupport:
    """How a passage carries a word: a similarity for each of its sentences."""
    return WordSupport(word, similarities, stands, known, name)


def quoting(found: Passage, *indices: int) -> list[Claim]:
    """Claims that quote these sentences of a passage whole; without indices, all of them."""
    chosen = [found.sentences[at].sentence for at in indices or range(len(found.sentences))]
    key = found.paragraph.key
    return [Claim(s.text, key, s.text, item=s.lead_in is not None) for s in chosen]


class AskedEncoder(WordEncoder):
    """A :class:`WordEncoder` that knows where each word stands, and every word as English."""

    def encode_question(self, text: str) -> Encoded:
        places = tuple(
            (match.start(), match.start() + len(match.group().rstrip(".,?")))
            for match in re.finditer(r"\S+", text)
        )
        return replace(self.encode([text])[0], offsets=places)

    def has_word(self, word: str) -> bool:
        return True


class Scripted:
    """In place of an assistant: keeps what it was asked and answers what it was given."""

    def __init__(self, answer: Answer | None = None) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.answer = answer

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(history)))
        refusal = Answer(fit_to_ask(question), question, Outcome.NOT_IN_DOCUMENTS, "No.")
        return self.answer or refusal


WAITING = paragraph("Waits fell. Beds closed.", number="7", section=("Care", "Waits"))
ANSWER = Answer(
    question="why?",
    standalone="Did waits fall? Why?",
    outcome=Outcome.ANSWERED,
    statements=(Statement("Waits fell.", 1, "Waits"), Statement("Beds closed.", 2, item=True)),
    citations=(
        Citation(1, PLAN, WAITING, "Waits fell."),
        Citation(2, PLAN, WAITING, "Beds closed."),
    ),
    passages=(passage(WAITING, score=0.123456), passage("Wards open.", score=0.1)),
    seconds=0.1234567,
)


def asked(text: str) -> Question:
    """A question that stands alone, read without any documents."""
    return Question(text, text, text, written_out=text)
