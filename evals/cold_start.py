"""Times a first answer beside a bare import of the libraries that it cannot do without, in one run.

``python -m evals.cold_start`` runs ``parity ask`` in a new process and, in turn, a process that
only imports Chroma and onnxruntime. The first of each is not counted: it reads from the disk what
the others find in memory.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import median

from assistant.settings import Settings
from evals.door import run
from evals.questions import read_questions
from ingest.errors import ParityError
from ingest.indexing.pointer import require_index

BAR_SECONDS = 2.0
_IMPORTS = "import chromadb, onnxruntime"


class ColdStartError(ParityError):
    """A command that is timed fails."""


def main() -> int:
    """Print both medians, their ratio and the slowest answer; 1 if the median is above the bar."""
    parser = argparse.ArgumentParser(prog="python -m evals.cold_start", description=__doc__)
    parser.add_argument("--times", type=int, default=7, help="how often each is run")
    times = max(1, parser.parse_args().times)
    require_index(Settings.from_environment().index_dir)
    questions = [question.question for question in read_questions() if not question.history]
    bare, asked = [], []
    for at in range(times + 1):
        asked.append(
            took([sys.executable, "-m", "assistant.cli", "ask", questions[at % len(questions)]])
        )
        bare.append(took([sys.executable, "-c", _IMPORTS]))
    bare, asked = bare[1:], asked[1:]
    print(f"Bare import of the libraries: median {median(bare):.2f} s")
    print(f"First answer:                 median {median(asked):.2f} s (bar: {BAR_SECONDS:.0f} s)")
    print(f"  the quickest {min(asked):.2f} s, the slowest {max(asked):.2f} s")
    print(f"Ratio of the medians:         {median(asked) / median(bare):.2f}")
    return int(median(asked) > BAR_SECONDS)


def took(command: Sequence[str]) -> float:
    """Seconds by the clock that a command takes; raises ColdStartError if it fails."""
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    if done.returncode:
        raise ColdStartError(f"What is timed failed: {done.stderr.strip()}")
    return seconds


if __name__ == "__main__":
    run("cold_start", main)
