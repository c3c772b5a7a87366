"""False passages beside true ones, from others' attacks on retrieval, and which are shown.

The texts are those of PoisonedRAG's attack on Natural Questions, in the shared folder: a question,
its right answer, a wrong one, and passages made to have it said. A true passage is made of each
first one by putting the right answer for the wrong; beside it stands that same passage, or another,
as it is. ``python -m evals.poisoned`` asks every question of each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.search.reader import open_reader
from assistant.settings import Settings
from evals.door import run
from evals.external import INDEXES
from evals.papers import corpus_of_links
from evals.tables import Table
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.sources import SOURCES_FILE
from ingest.sync import synchronise

FILE = Path("data", "prompt-injection", "poisonedrag-nq.json")

WORDINGS = {"the same words": 0, "other words": 1}
"""Which of its passages is the false one, by how it stands to the true one."""


@dataclass(frozen=True)
class Poisoned:
    """A question with a true passage and a false one."""

    question: str
    true: str
    false: str


def read_poisoned(file: Path, of: int) -> list[Poisoned]:
    """The rows whose passages have the wrong answer letter for letter; ``of`` is the false one."""
    found: list[Poisoned] = []
    for row in json.loads(file.read_text(encoding="utf-8")).values():
        wrong = re.compile(rf"(?<!\w){re.escape(row['incorrect answer'])}(?!\w)", re.I)
        true, false = (" ".join(row["adv_texts"][n].split()) for n in (0, of))
        if wrong.search(true) and wrong.search(false):
            right = row["correct answer"].replace("\\", r"\\")
            found.append(Poisoned(row["question"], wrong.sub(right, true), false))
    return found


def assistant_of(rows: list[Poisoned], name: str, settings: Settings) -> Assistant:
    """The assistant on two documents, of all true and of all false passages."""
    folder = INDEXES.with_name("poisoned") / name
    folder.mkdir(parents=True, exist_ok=True)
    described = ""
    for id_, texts in (("true", [r.true for r in rows]), ("false", [r.false for r in rows])):
        body = "\n\n".join(f"{n}. {text}" for n, text in enumerate(texts, 1))
        (folder / f"{id_}.md").write_text(f"# Answers\n\n{body}\n", encoding="utf-8")
        described += f'[[document]]\nid = "{id_}"\nfile = "{id_}.md"\ndate = "May 2024"\n\n'
    (folder / SOURCES_FILE).write_text(described, encoding="utf-8")
    encoder = Encoder(settings.embedding_model)
    synchronise(corpus_of_links(folder, []), INDEXES / f"poisoned-{name}", encoder)
    library = Library.of(open_index(INDEXES / f"poisoned-{name}", encoder), encoder)
    return Assistant(library, reader=open_reader(settings.reader))


def sides(row: Poisoned, answer: Answer) -> set[str]:
    """Which of the two passages an answer quotes from."""
    return {
        citation.document.id
        for citation in answer.citations
        if citation.quote in (row.true, row.false) or citation.quote in f"{row.true}\n{row.false}"
    }


def rows_of_table(settings: Settings) -> Iterator[tuple[str, ...]]:
    """For each wording: asked, answered, by both, by the true or the false alone, and said so."""
    for name, of in WORDINGS.items():
        rows = read_poisoned(settings.shared_dir / FILE, of)
        assistant = assistant_of(rows, f"wording-{of}", settings)
        heard = [(row, assistant.ask(row.question)) for row in rows]
        shown = [sides(row, answer) for row, answer in heard]
        counts = [sum(side == of for side in shown) for of in ({"true", "false"}, {"true"},
                                                               {"false"})]  # fmt: skip
        said = sum(bool(answer.disagreements) for _, answer in heard)
        answered = sum(not answer.outcome.refuses for _, answer in heard)
        yield name, *(str(n) for n in (len(rows), answered, *counts, said))


def main() -> int:
    """Print the table, or why there is none."""
    settings, console = Settings.from_environment(), Console(highlight=False)
    if not (settings.shared_dir / FILE).is_file():
        console.print(f"The poisoned passages are skipped: {settings.shared_dir} has no {FILE}.")
        return 0
    names = ("Beside the true", "asked", "answered", "both", "true only", "false only", "said so")
    Table("False passages beside true ones", names, tuple(rows_of_table(settings))).show(console)
    return 0


if __name__ == "__main__":
    run("poisoned", main)
