"""The reference questions, and the fixed rule that keeps part of them out of all tuning."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

QUESTIONS_FILE = Path(__file__).with_name("questions.jsonl")


class Part(StrEnum):
    """What a question may be used for: fitting and choosing, or only ever scoring."""

    TUNE = "tune"
    HELD = "held"


@dataclass(frozen=True)
class Question:
    """A question with every paragraph that rightly answers it and the facts that must be said.

    ``gold`` are paragraph keys, any of which will do; empty means that the documents do not
    answer. ``each`` are groups of them, where one of every group must be cited: a paragraph for
    each document compared, or all that mention a thing. Each fact is a tuple of wordings, any of
    which will do. ``leaves_open`` are words of the part of a question that the documents do not
    answer, which the answer must say. ``why`` says why an unanswerable question is one.
    """

    id: str
    family: str
    question: str
    gold: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    each: tuple[tuple[str, ...], ...] = ()
    leaves_open: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    why: str = ""

    @property
    def answerable(self) -> bool:
        return bool(self.gold)

    @property
    def part(self) -> Part:
        """The questions of the last set, whose ids open with h, are only ever scored.

        Two sets came before it, each kept apart until its failures had been read. The last was
        written by readers of the documents who had seen no rule, after the rules had been.
        """
        return Part.HELD if self.id.startswith("h") else Part.TUNE


def read_questions(path: Path = QUESTIONS_FILE) -> list[Question]:
    """Every reference question of a JSON-lines file."""
    return [_question(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _question(fields: dict[str, Any]) -> Question:
    return Question(
        id=fields["id"],
        family=fields["family"],
        question=fields["question"],
        gold=tuple(fields["gold"]),
        facts=tuple(tuple(fact) for fact in fields["facts"]),
        each=tuple(tuple(group) for group in fields.get("each", ())),
        leaves_open=tuple(fields.get("leaves_open", ())),
        history=tuple(fields.get("history", ())),
        why=fields.get("why", ""),
    )
