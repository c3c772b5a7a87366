"""The reading rows, and the corpora that they were written from, split by document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from evals.external import INDEXES
from evals.papers import corpus_of_links
from ingest.corpus import Corpus

ROWS = Path(__file__).with_name("rows")
PAPERS = Path(__file__).with_name("papers")

YES = ("no", "yes", "partly")
"""The answers to a yes/no question, in the order of the reader's outputs."""

Place = tuple[str, int]
"""A sentence: the key of its paragraph, and its index among the paragraph's sentences."""


class Split(StrEnum):
    """What the rows of a document may be used for."""

    TRAIN = "train"
    TUNE = "tune"
    TEST = "test"


@dataclass(frozen=True)
class World:
    """Documents that are searched together, the files of their rows, and what these are for.

    ``files`` are names in the shared folder's ``documents/policy``, or in :data:`PAPERS`.
    """

    name: str
    split: Split
    files: tuple[str, ...]
    rows: tuple[str, ...]
    ours: bool = False


WORLDS = (
    World("space", Split.TRAIN, ("hl190-space-economy-report.pdf",),
          ("space-report-1", "space-report-2", "space-report-3", "space-report-4",
           "space-report-5")),
    World("planning", Split.TRAIN, ("draft-nppf-2025.pdf",),
          ("planning-1", "planning-2", "planning-3", "planning-4")),
    World("immigration", Split.TRAIN, ("cp1326-immigration-white-paper.pdf",),
          ("immigration", "immigration-2", "immigration-3")),
    World("evaluation", Split.TUNE,
          ("cp1478-space-economy-response.pdf", "cps-evaluation-strategy.docx",
           "dfe-evaluation-strategy.pdf", "dhsc-evaluation-strategy.pdf",
           "ons-evaluation-strategy.docx"),
          ("evaluation-and-space-response",)),
    World("disorder", Split.TEST,
          ("hc381-summer-2024-disorder-report.pdf", "hc1099-summer-2024-disorder-response.pdf",
           "cp1240-covid-module-1-response.pdf"),
          ("disorder-and-covid",)),
    World("trust", Split.TRAIN,
          ("trust-board-paper-a.md", "trust-strategy-a.md", "council-of-governors-minutes-a.md"),
          ("invented-trust-a", "invented-trust-a-2", "invented-trust-a-3"), ours=True),
    World("second-trust", Split.TRAIN, ("trust-board-paper-e.md", "trust-strategy-e.md"),
          ("invented-trust-e", "invented-trust-e-2"), ours=True),
    World("nation", Split.TRAIN, ("mh-plan-b.md", "inquiry-report-b.md", "inquiry-response-b.md"),
          ("invented-national-b", "invented-national-b-2"), ours=True),
    World("region", Split.TRAIN,
          ("dementia-review-d.md", "schools-wellbeing-d.md", "equality-plan-d.md"),
          ("invented-local-d", "invented-local-d-2"), ours=True),
    World("inspection", Split.TRAIN,
          ("inspectorate-report-f.md", "government-response-f.md", "progress-update-f.md"),
          ("invented-inspection-f",), ours=True),
    World("committee", Split.TRAIN,
          ("select-committee-report-g.md", "department-response-g.md", "joint-protocol-g.md"),
          ("invented-committee-g",), ours=True),
    World("workforce", Split.TRAIN,
          ("workforce-announcement-h.md", "equality-strategy-explained-h.md",
           "provider-bulletin-h.md"),
          ("invented-workforce-h",), ours=True),
    World("board", Split.TRAIN,
          ("icb-board-minutes-i.md", "annual-report-i.md", "review-of-deaths-i.md"),
          ("invented-board-i",), ours=True),
    World("guidance", Split.TEST,
          ("guidance-c.md", "workforce-plan-c.md", "suicide-prevention-strategy-c.md"),
          ("invented-guidance-c",), ours=True),
)  # fmt: skip

HOME = ("home-1", "home-2")
"""The files of the rows of the home corpus, for training only."""


@dataclass(frozen=True)
class Row:
    """A question or a claim with the sentences that answer, nearly answer, carry or refute it.

    ``type`` is answerable, unanswerable or claim. ``yes`` is 0 for no, 1 for yes, 2 for partly,
    None where the question is no yes/no question; ``label`` is a claim's. ``gold`` are the fewest
    sentences that together answer, or those that carry or refute a claim, ``also`` others that
    would do, ``near`` what a search would wrongly give.
    """

    id: str
    type: str
    text: str
    kind: str = ""
    label: str = ""
    yes: int | None = None
    history: tuple[str, ...] = ()
    gold: tuple[Place, ...] = ()
    also: tuple[Place, ...] = ()
    near: tuple[Place, ...] = ()

    @property
    def answerable(self) -> bool:
        return self.type == "answerable"


def read_rows(names: Iterable[str]) -> list[Row]:
    """The rows of the files with these names, in their order."""
    rows: list[Row] = []
    for name in names:
        lines = (ROWS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        rows += [_row(json.loads(line)) for line in lines if line.strip()]
    return rows


def _row(fields: dict[str, Any]) -> Row:
    def places(name: str) -> tuple[Place, ...]:
        return tuple((key, at) for key, numbers in fields.get(name) or () for at in numbers)

    return Row(
        id=fields["id"],
        type=fields["type"],
        text=fields.get("q") or fields["claim"],
        kind=fields.get("kind", ""),
        label=fields.get("label", ""),
        yes=YES.index(fields["yn"]) if fields.get("yn") in YES else None,
        history=tuple(fields.get("history") or ()),
        gold=places("gold") or places("source"),
        also=places("also"),
        near=places("near"),
    )


def corpus_of(world: World, shared: Path) -> Corpus | None:
    """The documents of a world, read; None where the shared folder does not have them."""
    paths = [
        (PAPERS if world.ours else shared / "documents" / "policy") / name for name in world.files
    ]
    if not all(path.is_file() for path in paths):
        return None
    return corpus_of_links(INDEXES.with_name("reading") / world.name, paths)
