"""Questions that others wrote about other texts, asked through the same code.

A set that is absent is skipped with a visible line. Each set's texts become documents and
paragraphs, counted, in an index below ``evals/out/indexes``, which later runs use again.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track

from assistant.answering.refusal import coefficients_of
from assistant.library.library import Library
from assistant.search.reader import PassageReader
from evals.asking import WeighingAssistant
from evals.external_sets import READERS, ExternalQuestion, Label
from evals.intervals import Figures, intervals
from evals.metrics import share
from evals.tables import Table, percent
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.sync import synchronise

INDEXES = Path(__file__).with_name("out") / "indexes"
SAMPLE = 1600
"""How many questions of a set are asked, unless all are asked for: only squad2 has more."""

BARS = {
    "clapnq": {"first 1": 0.96, "AUC": 0.85},
    "squad2": {"first 1": 0.90, "AUC": 0.68},
    "doc2dial": {"first 1": 0.46, "first 5": 0.76},
    "mtrag-un": {},
}
"""What each set's figures are held against."""

_SEED = 2022


@dataclass(frozen=True)
class ExternalSet:
    """A set's questions and its texts, open for searching."""

    name: str
    library: Library
    questions: tuple[ExternalQuestion, ...]


@dataclass(frozen=True)
class Asked:
    """What became of a question: the best gold passage's rank, from 0, and what was weighed."""

    question: ExternalQuestion
    rank: int | None
    confidence: float
    refused: bool


def external_table(
    encoder: Encoder, shared: Path, reader: PassageReader | None = None, *, whole: bool = False
) -> Table:
    """Ask the questions of every set that is there, and hold the figures against the bars."""
    rows: list[tuple[str, ...]] = []
    notes: list[str] = []
    for name in BARS:
        opened = open_set(name, encoder, shared, whole=whole)
        if opened is None:
            notes.append(f"{name} skipped: {shared / 'data' / name} is not there.")
            continue
        asked = ask_all(opened, reader)
        rows.append(_row(name, asked))
        if {a.question.label for a in asked} - {Label.ANSWERABLE, Label.UNANSWERABLE}:
            notes.append(f"{name}: refused, {_refused_by_label(asked)}.")
    if not rows:
        return Table("External sets", (), (), tuple(notes))
    notes.append(
        "First 1 and first 5 are of the answerable questions; AUC is the area under the ROC curve "
        "of the confidence, answerable against unanswerable. In brackets 95% bootstrap intervals, "
        "after ≥ or < the bar."
    )
    if not whole:
        notes.append(f"Of a larger set {SAMPLE:,} questions are drawn, the same in every run.")
    headings = ("Set", "questions", "first 1", "first 5", "AUC")
    return Table("External sets", headings, tuple(rows), tuple(notes))


def open_set(
    name: str, encoder: Encoder, shared: Path, *, whole: bool = False
) -> ExternalSet | None:
    """A set with its index brought level; None if the shared folder does not have it.

    ``name`` is one of :data:`BARS`. A set of more than :data:`SAMPLE` questions gives a sample,
    always the same, unless the ``whole`` is asked for.
    """
    folder = shared / "data" / name
    if not folder.is_dir():
        return None
    corpus, questions = READERS[name](folder)
    if not whole and len(questions) > SAMPLE:
        questions = random.Random(_SEED).sample(questions, SAMPLE)
    index = INDEXES / name
    synchronise(corpus, index, encoder)
    return ExternalSet(name, Library.of(open_index(index, encoder), encoder), tuple(questions))


def ask_all(opened: ExternalSet, reader: PassageReader | None = None) -> list[Asked]:
    """Ask every question of a set once."""
    assistant = WeighingAssistant(opened.library, reader)
    threshold = coefficients_of(reader)["threshold"]
    console = Console(stderr=True)
    return [
        _asked(assistant, question, threshold)
        for question in track(
            opened.questions, f"Asking {opened.name}", console=console, transient=True
        )
    ]


def _asked(assistant: WeighingAssistant, question: ExternalQuestion, threshold: float) -> Asked:
    weighed = assistant.weigh(question.text, question.history)
    answer = weighed.answer
    ranks = [at for at, p in enumerate(answer.passages) if p.paragraph.key in question.gold]
    refused = weighed.at(threshold).outcome.refuses
    return Asked(question, min(ranks, default=None), answer.confidence, refused)


def external_figures(asked: Sequence[Asked]) -> Figures:
    """First 1 and first 5 of the answerable questions, and the area under the ROC curve."""
    answerable = [a for a in asked if a.question.answerable]
    unanswerable = [a for a in asked if a.question.label is Label.UNANSWERABLE]
    return {
        "first 1": share([a.rank == 0 for a in answerable]),
        "first 5": share([a.rank is not None and a.rank < 5 for a in answerable]),
        "AUC": area([a.confidence for a in answerable], [a.confidence for a in unanswerable]),
    }


def area(above: Sequence[float], below: Sequence[float]) -> float | None:
    """The chance that one of ``above`` is higher than one of ``below``, a tie counting half.

    This is the area under the ROC curve, as Mann and Whitney's U over the number of pairs.

    >>> area([0.9, 0.5], [0.5, 0.1])
    0.875
    """
    if not above or not below:
        return None
    ordered = np.sort(np.asarray(below))
    lower = np.searchsorted(ordered, above, side="left")
    not_higher = np.searchsorted(ordered, above, side="right")
    return float((lower + not_higher).sum() / (2 * len(above) * len(below)))


def _row(name: str, asked: Sequence[Asked]) -> tuple[str, ...]:
    between = intervals(asked, external_figures)
    cells = [name, f"{len(asked):,}"]
    for figure, value in external_figures(asked).items():
        cell = percent(value, between[figure])
        if value is not None and (bar := BARS[name].get(figure)) is not None:
            cell += f" ≥ {100 * bar:.0f}%" if value >= bar else f" < {100 * bar:.0f}%"
        cells.append(cell)
    return tuple(cells)


def _refused_by_label(asked: Sequence[Asked]) -> str:
    parts = []
    for label in Label:
        refused = [a.refused for a in asked if a.question.label is label]
        parts.append(f"{sum(refused)} of {len(refused)} {label}")
    return ", ".join(parts)
