"""Whether it is said that documents contradict each other, and only where they do.

Each row is a sentence of a paper and a changed twin of it that stands in another document, with a
question that both answer. ``python -m evals.disagreements`` asks them all; ``--home`` asks the
reference questions that are not held, of which none should find the documents at odds.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.search.reader import open_reader
from assistant.settings import Settings
from assistant.terminal.screen import Screen
from evals.door import run
from evals.external import INDEXES
from evals.metrics import share
from evals.papers import corpus_of_links
from evals.questions import Part, read_questions
from evals.reading.rows import PAPERS
from evals.tables import Table, percent
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.sources import SOURCES_FILE
from ingest.sync import synchronise

ROWS = Path(__file__).with_suffix(".jsonl")
ABOUT = Path(__file__).with_suffix(".toml")
HOME = "home"

PARTS = ("tune", "aside")
"""The rule was chosen by the first; the other papers were only scored."""


@dataclass(frozen=True)
class Twins:
    """A sentence of a paper and its twin in another document, which contradicts it or does not.

    ``label`` is "other" where it does, "alike" where it only looks so, for the reason ``kind``.
    """

    id: str
    part: str
    paper: str
    question: str
    sentence: str
    twin: str
    label: str
    kind: str


@dataclass(frozen=True)
class Heard:
    """What an answer made of twins: whether it cites both, and whether a line says of what time."""

    twins: Twins
    both: bool
    said: bool
    dated: bool


def read_twins(path: Path = ROWS) -> list[Twins]:
    """All rows, in their order."""
    return [Twins(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def heard(twins: Twins, answer: Answer) -> Heard:
    """Whether an answer cites both, and whether a line of it is on the twin."""
    quotes = [citation.quote for citation in answer.citations]
    both = all(any(_same(of, quote) for quote in quotes) for of in (twins.sentence, twins.twin))
    on = [
        disagreement
        for disagreement in answer.disagreements
        if any(_same(twins.twin, quotes[n - 1]) for n in disagreement.numbers)
    ]
    return Heard(twins, both, bool(on), any(disagreement.dated for disagreement in on))


def _same(one: str, other: str) -> bool:
    return one in other or other in one


def table_of(found: Iterable[Heard]) -> Table:
    """Recall and precision of the line, and how often both were shown, by part."""
    rows = []
    for part in PARTS:
        of = [one for one in found if one.twins.part == part]
        other = [one for one in of if one.twins.label == "other"]
        alike = [one for one in of if one.twins.label == "alike"]
        rows.append((
            part,
            f"{sum(h.said for h in other)} of {len(other)}",
            f"{sum(h.dated for h in other)}",
            f"{sum(h.both for h in other)} of {len(other)}",
            f"{sum(h.said for h in alike)} of {len(alike)}",
            percent(share([h.twins.label == "other" for h in of if h.said])),
        ))  # fmt: skip
    names = ("Part", "said", "as of two dates", "both shown", "look-alikes said", "precision")
    return Table("Documents that contradict each other", names, tuple(rows))


def assistant_of(paper: str, label: str, encoder: Encoder, settings: Settings) -> Assistant:
    """The assistant on one paper, or the home corpus, with a document of its twins of one kind."""
    name = f"twins-{paper}-{label}"
    folder = INDEXES.with_name("disagreements") / name
    folder.mkdir(parents=True, exist_ok=True)
    about = tomllib.loads(ABOUT.read_text(encoding="utf-8"))[paper]
    twins = [of for of in read_twins() if (of.paper, of.label) == (paper, label)]
    body = "\n\n".join(f"{n}. {of.twin}" for n, of in enumerate(twins, 1))
    beside = f"# {about['twin']}\n\n{body}\n"
    (folder / "twins.md").write_text(beside, encoding="utf-8")
    corpus = settings.corpus_dir
    files = [PAPERS / f"{paper}.md"]
    described = _described("paper", files[0].name, about.get("owner", ""), about.get("date", ""))
    if paper == HOME:
        files = [path for path in corpus.iterdir() if path.name != SOURCES_FILE]
        described = (corpus / SOURCES_FILE).read_text(encoding="utf-8")
    described += _described("twins", "twins.md", about["publisher"], about["twin_date"])
    (folder / SOURCES_FILE).write_text(described, encoding="utf-8")
    synchronise(corpus_of_links(folder, files), INDEXES / name, encoder)
    library = Library.of(open_index(INDEXES / name, encoder), encoder)
    return Assistant(library, reader=open_reader(settings.reader))


def _described(id_: str, file: str, publisher: str, date: str) -> str:
    fields = {"id": id_, "file": file, "publisher": publisher, "date": date}
    lines = [f"{name} = {json.dumps(value)}" for name, value in fields.items() if value]
    return "\n".join(["", "[[document]]", *lines, ""])


def asked(settings: Settings) -> Iterator[Heard]:
    """Ask every row, paper by paper."""
    encoder = Encoder(settings.embedding_model)
    rows = read_twins()
    for paper, label in dict.fromkeys((of.paper, of.label) for of in rows):
        assistant = assistant_of(paper, label, encoder, settings)
        for twins in rows:
            if (twins.paper, twins.label) == (paper, label):
                yield heard(twins, assistant.ask(twins.question))


def at_home(settings: Settings) -> Iterator[tuple[str, Answer]]:
    """The answers to reference questions, none of them held, that say that documents differ."""
    assistant = Assistant.open(settings)
    for question in read_questions():
        if question.part is not Part.HELD:
            answer = assistant.ask(question.question, question.history)
            if answer.disagreements:
                yield question.question, answer


def main() -> int:
    """Ask what was asked for, and print what became of it."""
    options = argparse.ArgumentParser(prog="python -m evals.disagreements", description=__doc__)
    options.add_argument("--home", action="store_true", help="ask the reference questions instead")
    settings, console = Settings.from_environment(), Screen(highlight=False)
    if options.parse_args().home:
        found = list(at_home(settings))
        for question, answer in found:
            console.print(question, answer.text, "", sep="\n", markup=False)
        console.print(f"{len(found)} answers say that documents differ.")
        return 0
    everything = list(asked(settings))
    for one in everything:
        if one.said != (one.twins.label == "other"):
            mark = "shown" if one.both else "not shown"
            line = f"{one.twins.id} {one.twins.kind}, both {mark}: {one.twins.question}"
            console.print(line, markup=False)
    table_of(everything).show(console)
    return 0


if __name__ == "__main__":
    run("disagreements", main)
