"""Asks the questions of the reading rows end to end, and scores what is said by document and kind.

``python -m evals.reading.score [tune|test]`` prints the figures of that split.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.settings import Settings
from evals.door import run
from evals.external import INDEXES, area
from evals.intervals import Figures, intervals
from evals.metrics import share
from evals.reading.rows import WORLDS, Place, Row, Split, World, corpus_of, read_rows
from evals.tables import Table, percent
from ingest.indexing.embedding import Encoder
from ingest.language.sentences import sentences
from ingest.sync import synchronise


@dataclass(frozen=True)
class Read:
    """A row's question with what became of it.

    ``rank`` is the best gold paragraph's place among the passages, from 0; ``said`` are the places
    of the sentences said, in order.
    """

    row: Row
    refused: bool
    rank: int | None
    said: tuple[Place, ...]
    confidence: float
    said_before: bool = False

    @property
    def first_is_gold(self) -> bool:
        return bool(self.said) and self.said[0] in self._right

    @property
    def gold_within_three(self) -> bool:
        return any(place in self._right for place in self.said[:3])

    @property
    def _right(self) -> set[Place]:
        return {*self.row.gold, *self.row.also}


def index_of(world: World, encoder: Encoder, shared: Path) -> Path | None:
    """The index of a world's documents, brought level; None where they are not there."""
    corpus = corpus_of(world, shared)
    if corpus is None:
        return None
    index = INDEXES / f"reading-{world.name}"
    synchronise(corpus, index, encoder)
    return index


def places_said(answer: Answer) -> tuple[Place, ...]:
    """The sentences that an answer's citations quote, in the answer's order."""
    places: list[Place] = []
    for statement in answer.statements:
        citation = answer.citations[statement.citation - 1]
        key = citation.paragraph.key
        places += [
            (key, sentence.index)
            for sentence in sentences(citation.paragraph)
            if sentence.text in citation.quote or citation.quote in sentence.text
        ][:1]
    return tuple(places)


def ask_row(assistant: Assistant, row: Row) -> Read:
    """Ask one row's question, with the questions before it."""
    answer = assistant.ask(row.text, row.history)
    gold = {key for key, _ in (*row.gold, *row.also)}
    ranks = [at for at, p in enumerate(answer.passages) if p.paragraph.key in gold]
    said = places_said(answer)
    before = False
    if row.history and said:
        earlier = assistant.ask(row.history[-1], row.history[:-1])
        before = said == places_said(earlier)
    refused = answer.outcome.refuses
    return Read(row, refused, min(ranks, default=None), said, answer.confidence, before)


def figures(read: Sequence[Read]) -> Figures:
    """Every figure of a set of rows; the last is the share of follow-ups whose new question held.

    The new question counts as kept where the answer is not the one before, said again.
    """
    answerable = [r for r in read if r.row.answerable]
    unanswerable = [r for r in read if not r.row.answerable]
    follow_ups = [r for r in answerable if r.row.history]
    return {
        "passage in all found": share([r.rank is not None for r in answerable]),
        "passage in first 5": share([r.rank is not None and r.rank < 5 for r in answerable]),
        "passage first": share([r.rank == 0 for r in answerable]),
        "gold sentence first": share([r.first_is_gold for r in answerable]),
        "gold sentence within three": share([r.gold_within_three for r in answerable]),
        "refused of the unanswerable": share([r.refused for r in unanswerable]),
        "not wrongly refused": share([not r.refused for r in answerable]),
        "AUC": area([r.confidence for r in answerable], [r.confidence for r in unanswerable]),
        "follow-ups: gold within three": share([r.gold_within_three for r in follow_ups]),
        "follow-ups: new question kept": share([not r.said_before for r in follow_ups]),
    }


def table_of(read: Sequence[Read], title: str) -> Table:
    """The figures with their intervals."""
    between = intervals(read, figures)
    rows = tuple((name, percent(value, between[name])) for name, value in figures(read).items())
    return Table(title, ("Figure", f"{len(read)} questions"), rows)


def kinds_table(read: Sequence[Read], title: str) -> Table:
    """The figures that matter by kind of question."""
    names = ("passage first", "gold sentence first", "gold sentence within three",
             "not wrongly refused", "refused of the unanswerable")  # fmt: skip
    rows = []
    for kind in sorted({r.row.kind for r in read}):
        of_kind = [r for r in read if r.row.kind == kind]
        found = figures(of_kind)
        rows.append((kind, str(len(of_kind)), *(percent(found[name]) for name in names)))
    return Table(title, ("Kind", "questions", *names), tuple(rows))


def main(split: Split) -> int:
    """Print the figures of a split: by document, or documents searched together, then by kind."""
    settings = Settings.from_environment()
    encoder = Encoder(settings.embedding_model)
    console = Console(highlight=False)
    read: list[Read] = []
    for world in (w for w in WORLDS if w.split is split):
        index = index_of(world, encoder, settings.shared_dir)
        if index is None:
            print(f"{world.name} skipped: {settings.shared_dir} does not have its documents.")
            continue
        assistant = Assistant.open(settings.with_values(index_dir=index))
        rows = [r for r in read_rows(world.rows) if r.type != "claim"]
        bar = Console(stderr=True)
        of_world = [
            ask_row(assistant, row)
            for row in track(rows, f"Asking {world.name}", console=bar, transient=True)
        ]
        table_of(of_world, f"{world.name}, {split}").show(console)
        read += of_world
    kinds_table(read, "By kind").show(console)
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("split", nargs="?", choices=[s.value for s in Split], default="test")
    run("score", lambda: main(Split(parser.parse_args().split)))
