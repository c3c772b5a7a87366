"""The gate held against sentences as a chat model would write them, true ones and planted ones.

``planted.jsonl`` has 521 true sentences and 680 made from true ones by one fault, of 14 kinds, on
19 papers of invented bodies: written by reading by somebody who had not seen the gate. Run with
``python -m evals.gate``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from assistant.answer import Claim
from assistant.checking.nearest import SourceFinder
from assistant.checking.vouched import Gate
from assistant.library.library import Library
from assistant.settings import Settings
from evals.door import run
from evals.external import INDEXES
from evals.reading.rows import PAPERS
from evals.tables import Table, percent
from ingest.indexing.embedding import Encoder
from ingest.sync import ingest
from ingest.types import Paragraph

PLANTED_FILE = Path(__file__).with_name("planted.jsonl")
TRUE = "true"


@dataclass(frozen=True)
class Planted:
    """A written sentence with the sentences that it cites; ``kind`` is its fault, or "true"."""

    id: str
    paper: str
    sources: tuple[str, ...]
    sentence: str
    kind: str


def read_planted(path: Path = PLANTED_FILE) -> list[Planted]:
    """Every sentence of a JSON-lines file."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Planted(
            row["id"], row["paper"], tuple(row["sources"]), row["sentence"], row["kind"] or TRUE
        )
        for row in rows
    ]


def judged(planted: Sequence[Planted], library: Library) -> Iterator[tuple[Planted, list[str]]]:
    """Each sentence with the words for which the gate stops it; none where it lets it through."""
    gate = Gate(SourceFinder(library))
    paragraphs = list(library.paragraphs.values())
    for one in planted:
        of = [paragraph for paragraph in paragraphs if paragraph.document == one.paper]
        (key, quote), *others = [(_place(source, of), source) for source in one.sources]
        yield one, gate.uncarried(Claim(one.sentence, key, quote, others=tuple(others)))


def _place(source: str, paragraphs: Sequence[Paragraph]) -> str:
    return next(paragraph.key for paragraph in paragraphs if source in paragraph.text)


def table_of(found: Sequence[tuple[Planted, list[str]]]) -> Table:
    """How many of each kind are let through in the model's own words."""
    every = Counter(one.kind for one, _ in found)
    through = Counter(one.kind for one, words in found if not words)
    planted = [kind for kind in sorted(every) if kind != TRUE]
    kinds = {kind: [kind] for kind in planted} | {"all planted": planted, TRUE: [TRUE]}
    rows = [
        (name, str(total), str(passed), percent(passed / total))
        for name, of in kinds.items()
        for total in [sum(every[kind] for kind in of)]
        for passed in [sum(through[kind] for kind in of)]
        if total
    ]
    return Table(
        "The gate",
        ("Sentences", "of them", "let through", "share"),
        tuple(rows),
        ("What is not let through is said in the words of the sentences that it cites.",),
    )


def main() -> int:
    """Print the table, over an index of the papers that is made once."""
    encoder = Encoder(Settings.from_environment().embedding_model)
    index = INDEXES / "gate"
    ingest(PAPERS, index, encoder)
    library = Library.open(Settings(index_dir=index))
    table_of(list(judged(read_planted(), library))).show(Console())
    return 0


if __name__ == "__main__":
    run("gate", main)
