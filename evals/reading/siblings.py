"""Near misses by one word, on small documents: what is asked for is absent, a sibling stands there.

"Are cats allowed on the wards?" of a paper that speaks of dogs; beside them, questions that the
same papers do answer, in other words ("pets" for dogs), by abbreviations or misspelt.
``python -m evals.reading.siblings`` asks them all and prints what was refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console

from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.search.reader import open_reader
from assistant.settings import Settings
from evals.door import run
from evals.external import INDEXES
from evals.intervals import Figures, intervals
from evals.metrics import share
from evals.papers import corpus_of_links
from evals.tables import Table, percent
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.sync import synchronise

SMALL = Path(__file__).with_name("small")

PARTS = ("tune", "aside", "last")
"""The refusal is fitted on the first; its signs were chosen with an eye on the second as well."""


@dataclass(frozen=True)
class OneWord:
    """A question on one small document, and whether the document answers it.

    ``kind`` is sibling where it does not; else how its words differ from the document's.
    """

    part: str
    document: str
    kind: str
    text: str
    answered: bool


@dataclass(frozen=True)
class Heard:
    """A question with what became of it."""

    question: OneWord
    refused: bool


def one_word_questions(*parts: str) -> list[OneWord]:
    """The questions of these parts, of all without any."""
    lines = (SMALL / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [
        OneWord(row["part"], row["document"], row["kind"], row["q"], row["answered"])
        for row in rows
        if row["part"] in (parts or PARTS)
    ]


def library_of(document: str, encoder: Encoder) -> Library:
    """The library of one small document by itself, its index brought level."""
    name = f"small-{document}"
    corpus = corpus_of_links(INDEXES.with_name("reading") / name, [SMALL / f"{document}.md"])
    synchronise(corpus, INDEXES / name, encoder)
    return Library.of(open_index(INDEXES / name, encoder), encoder)


def figures(heard: Iterable[Heard], part: str) -> Figures:
    """The shares of a part's near misses that were refused, and of its others that were not."""
    of = [one for one in heard if one.question.part == part]
    return {
        "near misses refused": share([h.refused for h in of if not h.question.answered]),
        "others not refused": share([not h.refused for h in of if h.question.answered]),
    }


def table_of(heard: list[Heard]) -> Table:
    """The figures of each part with their intervals."""
    rows = []
    for part in PARTS:
        found = figures(heard, part)
        between = intervals(heard, partial(figures, part=part))
        rows.append((part, *(percent(found[name], between[name]) for name in found)))
    return Table("Near misses by one word", ("Part", "near misses refused", "others not refused"),
                 tuple(rows))  # fmt: skip


def main() -> int:
    """Ask every question and print the figures."""
    settings = Settings.from_environment()
    encoder, reader = Encoder(settings.embedding_model), open_reader(settings.reader)
    heard: list[Heard] = []
    questions = one_word_questions()
    for document in dict.fromkeys(question.document for question in questions):
        assistant = Assistant(library_of(document, encoder), reader=reader)
        heard += [
            Heard(question, assistant.ask(question.text).outcome.refuses)
            for question in questions
            if question.document == document
        ]
    table_of(heard).show(Console(highlight=False))
    return 0


if __name__ == "__main__":
    run("siblings", main)
