"""Asks the reference questions, prints the figures and compares them with the baseline."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.text import Text

from assistant.answering.refusal import coefficients_of
from assistant.library.library import Library
from assistant.search.reader import PassageReader, open_reader
from assistant.settings import Settings
from evals.ablation import ablation_tables
from evals.asking import Weighed, WeighingAssistant
from evals.external import external_table
from evals.intervals import Figures
from evals.metrics import score
from evals.papers import papers_table
from evals.plot import Steps
from evals.questions import Part, Question, read_questions
from evals.report import OUT, Report, Result
from evals.tables import Table, percent
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index

BASELINE_FILE = Path(__file__).with_name("baseline.json")
TOLERANCE = 0.016
"""How far a figure may fall: one question of the smallest group, the 66 held unanswerable ones.

A confidence within rounding of the threshold can fall on either side of it from run to run.
"""

EXACT = ("quotes verbatim", "numbers in their paragraph")
"""Figures that may not fall at all: they hang on no threshold."""


def run(
    settings: Settings,
    *,
    accept: bool = False,
    with_ablation: bool = False,
    with_external: bool = False,
    whole: bool = False,
) -> int:
    """Score every reference question; returns 1 if a figure fell below the baseline.

    Beside them, and without a say in that, come the ablation of the retrieval and the external
    sets, the ``whole`` of each or a sample of the largest.
    """
    encoder = Encoder(settings.embedding_model)
    console = Console(highlight=False)
    questions = read_questions()
    reader = open_reader(settings.reader)
    threshold = coefficients_of(reader)["threshold"]
    weighed = ask_all(settings, encoder, reader, questions)
    results = [_result(q, w, threshold) for q, w in zip(questions, weighed, strict=True)]
    report = Report.of(results, threshold)
    baseline: dict[str, Figures] = (
        json.loads(BASELINE_FILE.read_text(encoding="utf-8")) if BASELINE_FILE.exists() else {}
    )
    for table in (report.figures_table(baseline), report.families_table()):
        table.show(console)
    console.print(f"\n{report.times()}")
    beside: list[Table] = []
    if with_ablation:
        beside += ablation_tables(settings, encoder)
    if with_external:
        beside.append(external_table(encoder, settings.shared_dir, reader, whole=whole))
        held = report.figures.get(Part.HELD.value, {})
        beside.append(papers_table(encoder, settings.shared_dir, held, reader))
    for table in beside:
        table.show(console)
    if left_out := report.write(OUT, baseline, beside):
        console.print(left_out)
    console.print(Text(f"\nThe whole report: {OUT / 'report.md'}"), soft_wrap=True)
    return _compare(console, report.figures, baseline, accept=accept)


def ask_all(
    settings: Settings,
    encoder: Encoder,
    reader: PassageReader | None,
    questions: Sequence[Question],
) -> list[Weighed]:
    """Ask every question once, after one that is not timed."""
    index = open_index(settings.index_dir, encoder, settings.server)
    assistant = WeighingAssistant(Library.of(index, encoder), reader)
    assistant.weigh(questions[0].question)
    console = Console(stderr=True)
    return [
        assistant.weigh(question.question, question.history)
        for question in track(questions, "Asking", console=console, transient=True)
    ]


def _result(question: Question, weighed: Weighed, threshold: float) -> Result:
    """Score a question for every threshold, and for the committed one."""
    steps = [*weighed.thresholds, math.inf]
    return Result(
        score(question, answer := weighed.at(threshold)),
        Steps(tuple((highest, score(question, weighed.at(highest))) for highest in steps)),
        answer.message,
    )


def _compare(
    console: Console,
    found: Mapping[str, Figures],
    baseline: Mapping[str, Figures],
    *,
    accept: bool,
) -> int:
    if accept:
        BASELINE_FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        console.print(f"These figures are the baseline now: {BASELINE_FILE.name}.")
        return 0
    fallen = falls(found, baseline)
    for fall in fallen:
        console.print(f"[red]Fallen:[/red] {fall}")
    if not baseline:
        console.print("There is no baseline yet; make one with 'parity evals --accept'.")
    elif not fallen:
        console.print("[green]No figure fell below the baseline.[/green]")
    return 1 if fallen else 0


def falls(found: Mapping[str, Figures], baseline: Mapping[str, Figures]) -> list[str]:
    """One phrase for each figure that is lower than the baseline has it, or is gone."""
    fallen = []
    for part, expected in baseline.items():
        for name, before in expected.items():
            now = found.get(part, {}).get(name)
            allowed = 0.0 if name in EXACT else TOLERANCE
            if before is not None and (now is None or now < before - allowed):
                fallen.append(f"{name} ({part}): {percent(before)} before, {percent(now)} now")
    return fallen
