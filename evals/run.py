"""Asks the reference questions, prints the figures and compares them with the baseline."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.ask import Assistant
from assistant.settings import Settings
from evals.metrics import Scored, figures, percentile, score
from evals.questions import Part, Question, read_questions

BASELINE_FILE = Path(__file__).with_name("baseline.json")
REPORT_FILE = Path(__file__).with_name("out") / "report.json"
TOLERANCE = 0.004
"""A figure may fall by less than one question of any part is worth."""

Figures = Mapping[str, float | None]


def run(settings: Settings, *, accept: bool = False) -> int:
    """Score every reference question; returns 1 if a figure fell below the baseline."""
    console = Console(highlight=False)
    scored = _ask_all(Assistant.open(settings), read_questions())
    found = {part.value: figures([s for s in scored if s.question.part is part]) for part in Part}
    found["all"] = figures(scored)
    baseline: dict[str, Figures] = (
        json.loads(BASELINE_FILE.read_text(encoding="utf-8")) if BASELINE_FILE.exists() else {}
    )
    _print_figures(console, scored, found, baseline)
    _print_families(console, scored)
    _print_times(console, scored)
    _write_report(scored, found)
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
            if before is not None and (now is None or now < before - TOLERANCE):
                fallen.append(f"{name} ({part}): {_percent(before)} before, {_percent(now)} now")
    return fallen


def _ask_all(assistant: Assistant, questions: Sequence[Question]) -> list[Scored]:
    assistant.ask(questions[0].question)
    console = Console(stderr=True)
    return [
        score(question, assistant.ask(question.question, question.history))
        for question in track(questions, "Asking", console=console, transient=True)
    ]


def _print_figures(
    console: Console,
    scored: Sequence[Scored],
    found: Mapping[str, Figures],
    baseline: Mapping[str, Figures],
) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(f"{len(scored)} questions")
    for part in found:
        number = sum(part in ("all", s.question.part.value) for s in scored)
        table.add_column(f"{part} ({number})", justify="right")
    table.add_column("baseline (all)", justify="right")
    for name in found["all"]:
        before = baseline.get("all", {}).get(name)
        table.add_row(name, *(_percent(found[part][name]) for part in found), _percent(before))
    console.print(table)


def _print_families(console: Console, scored: Sequence[Scored]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("\nFamily")
    for heading in ("\nQuestions", "\nRight", "Right,\nheld part"):
        table.add_column(heading, justify="right")
    for family in dict.fromkeys(s.question.family for s in scored):
        of_family = [s for s in scored if s.question.family == family]
        held = [s for s in of_family if s.question.part is Part.HELD]
        right = (f"{sum(s.right for s in part)} of {len(part)}" for part in (of_family, held))
        table.add_row(family, str(len(of_family)), *right)
    console.print(table)


def _print_times(console: Console, scored: Sequence[Scored]) -> None:
    seconds = [s.seconds for s in scored]
    median, slow = percentile(seconds, 0.5), percentile(seconds, 0.95)
    assert median is not None
    assert slow is not None
    console.print(f"\nTime for an answer: median {median * 1000:.0f} ms, "
                  f"95th percentile {slow * 1000:.0f} ms (on this machine, now)")  # fmt: skip


def _write_report(scored: Sequence[Scored], found: Mapping[str, Figures]) -> None:
    """Write every question's result, for reading the wrong ones."""
    REPORT_FILE.parent.mkdir(exist_ok=True)
    questions = [
        {
            "id": s.question.id,
            "family": s.question.family,
            "part": s.question.part.value,
            "question": s.question.question,
            "right": s.right,
            "refused": s.refused,
            "rank": s.rank,
            "words": s.words,
        }
        for s in scored
    ]
    text = json.dumps({"figures": found, "questions": questions}, ensure_ascii=False, indent=1)
    REPORT_FILE.write_text(text + "\n", encoding="utf-8")


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}%"
