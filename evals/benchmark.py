"""Times a warm answer beside a bare encoding of the same question, in one run.

The two are timed in turn, question by question, so that a machine that slows down slows both;
what counts is the ratio of their medians. Run with ``python -m evals.benchmark``.
"""

from __future__ import annotations

import time
from statistics import median

from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.search.reader import open_reader
from assistant.settings import Settings
from evals.door import run
from evals.questions import read_questions
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index

BAR = 10.0
_QUESTIONS = 60
_ROUNDS = 3


def main() -> int:
    """Print both medians and their ratio; 1 if the ratio is above the bar."""
    settings = Settings.from_environment()
    encoder = Encoder(settings.embedding_model)
    library = Library.of(open_index(settings.index_dir, encoder, settings.server), encoder)
    assistant = Assistant(library, reader=open_reader(settings.reader))
    questions = [q for q in read_questions() if not q.history][:_QUESTIONS]
    bare: list[float] = []
    asked: list[float] = []
    for at in range(_ROUNDS + 1):
        for question in questions:
            started = time.perf_counter()
            encoder.model.encode(question.question)
            between = time.perf_counter()
            assistant.ask(question.question)
            ended = time.perf_counter()
            if at:
                bare.append(between - started)
                asked.append(ended - between)
    ratio = median(asked) / median(bare)
    print(f"Bare encode of the question: median {median(bare) * 1000:.1f} ms")
    print(f"Whole answer:                median {median(asked) * 1000:.1f} ms")
    print(f"Ratio of the medians:        {ratio:.2f} (bar: at most {BAR:.0f})")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    run("benchmark", main)
