"""What a corpus of 1,000, 10,000 and 100,000 paragraphs costs, beside plain LangChain with Chroma.

Every step is a process of its own, so that its peak memory is its own; steps that are held against
each other follow each other. Run with ``make bench-scale`` or ``python -m evals.scale SIZE …``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

from rich.console import Console

from assistant.settings import PROJECT
from evals.scale_steps import FOLDER, OVERLAP, PIECE, QUESTIONS, SAMPLE, STEPS, Figures
from evals.tables import Table

SIZES = (1_000, 10_000, 100_000)


def main(arguments: list[str]) -> int:
    """Measure the sizes named, or take the one step that is."""
    if arguments[:1] == ["step"]:
        print(json.dumps(STEPS[arguments[1]](int(arguments[2]))))
        return 0
    console = Console(highlight=False, soft_wrap=True)
    found = [(size, _measured(size, console)) for size in map(int, arguments or SIZES)]
    for table in (_ingest_table(found), _ask_table(found), _look_up_table(found)):
        table.show(console)
    return 0


def _measured(size: int, console: Console) -> dict[str, Figures]:
    """Take every step at one size, each in a process of its own."""
    shutil.rmtree(FOLDER / str(size), ignore_errors=True)
    found: dict[str, Figures] = {}
    for step in STEPS:
        command = [sys.executable, "-m", "evals.scale", "step", step, str(size)]
        said = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=PROJECT).stdout
        found[step] = json.loads(said.splitlines()[-1])
        console.print(f"{size:,} paragraphs, {step}: {found[step]}")
    return found


def _ingest_table(found: list[tuple[int, dict[str, Figures]]]) -> Table:
    rows = []
    for size, of in found:
        ours, plain = of["ingest"], of["LangChain ingest"]
        share = ours["texts a second"] / ours["bare texts a second"]
        rows += [
            (f"Parity, {size:,}", f"{ours['texts']:,.0f}", f"{ours['seconds']:,.0f}",
             f"{ours['texts a second']:.0f}", f"{ours['bare texts a second']:.0f}",
             f"{share:.2f}", f"{ours['peak MB']:,.0f}", f"{ours['disk MB']:,.0f}"),
            (f"LangChain, {size:,}", f"{plain['texts']:,.0f}", f"{plain['seconds']:,.0f}",
             f"{plain['texts'] / plain['seconds']:.0f}", "", "",
             f"{plain['peak MB']:,.0f}", f"{plain['disk MB']:,.0f}"),
        ]  # fmt: skip
    headings = ("Paragraphs", "texts", "seconds", "texts/s", "bare", "share", "peak MB", "disk MB")
    return Table(
        "Ingest",
        headings,
        tuple(rows),
        (
            "Bare: SentenceTransformer.encode of the same texts, of a random "
            f"{SAMPLE:,} of them where there are more, half right before the ingest and half right "
            f"after. LangChain's texts are pieces of {PIECE:,} characters, {OVERLAP} of them "
            "shared.",
        ),
    )


def _ask_table(found: list[tuple[int, dict[str, Figures]]]) -> Table:
    rows = []
    least = found[0][1]["ask"]["warm ms"]
    for size, of in found:
        ours, plain = of["ask"], of["LangChain ask"]
        rows += [
            (f"Parity, {size:,}", f"{ours['seconds to open']:.1f}", f"{ours['MB to open']:.0f}",
             f"{ours['first ms']:.0f}", f"{ours['first round ms']:.0f}", f"{ours['warm ms']:.0f}",
             f"{ours['warm ms'] / least:.2f}", f"{ours['MB after']:.0f}"),
            (f"LangChain, {size:,}", "", "", f"{plain['first ms']:.0f}",
             f"{plain['first round ms']:.0f}", f"{plain['warm ms']:.0f}", "", ""),
        ]  # fmt: skip
    headings = (
        "Paragraphs", "open s", "open MB", "first ms", "new ms", "warm ms", "times", "MB after",
    )  # fmt: skip
    return Table(
        "A question",
        headings,
        tuple(rows),
        (
            f"Medians over {QUESTIONS} ordinary questions; 'new' is the first time that each is "
            "asked, 'times' the warm median beside that of the first size. Memory is what opening "
            "and asking add to a process that has the embedding model.",
        ),
    )


def _look_up_table(found: list[tuple[int, dict[str, Figures]]]) -> Table:
    names = ("seconds to open", "register read", "register", "survey", "wording")
    rows = tuple((f"{size:,}", *(f"{of['look up'][n]:.2f}" for n in names)) for size, of in found)
    note = "Seconds, without a model; of the last three the slowest of some, each warm."
    return Table("Looked up", ("Paragraphs", *names), rows, (note,))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
