"""How much of what the register takes from other papers commits somebody, and how much it misses.

``python -m evals.register`` holds it against 2,557 sentences of 37 papers, each labelled by reading
by somebody who had seen no rule of the code: of each paper as many that the rules took then as
that they did not. Shares are of whole papers, not of that sample. The sentences are known by a
digest, so that their papers' words are not kept here.

Beside the rules alone stand the models of :mod:`evals.fit_register`, each of which judges only
papers that it learned nothing from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console

from assistant.settings import Settings
from evals.door import run
from evals.fit_register import LABELLED as LABELLED
from evals.fit_register import Sample, held_out, samples
from evals.tables import Table
from ingest.register.kinds import Likely, surest
from ingest.register.types import Kind

PROMISES = frozenset({"promise", "quoted"})
COMMITMENTS = PROMISES | {"doing", "report", "consideration", "acceptance", "rejection"}
"""The labels of what belongs in the register; others are rule, recommendation and other."""

_WHAT = (("a promise", {Kind.PROMISE}, PROMISES), ("any kind", set(Kind), COMMITMENTS))


@dataclass(frozen=True)
class Labelled:
    """One sentence with the kind that the register gives it, None if it takes none, and its label.

    ``weight`` is how many sentences of its paper it stands for.
    """

    taken: Kind | None
    label: str
    weight: float


def precision(of: Iterable[Labelled], kinds: Collection[Kind], labels: Collection[str]) -> float:
    """The share of what is taken for one of some kinds that has one of some labels."""
    taken = [one for one in of if one.taken in kinds]
    right = sum(one.weight for one in taken if one.label in labels)
    return right / max(sum(one.weight for one in taken), 1e-9)


def recall(of: Iterable[Labelled], kinds: Collection[Kind], labels: Collection[str]) -> float:
    """The share of what has one of some labels that is taken for one of some kinds."""
    there = [one for one in of if one.label in labels]
    found = sum(one.weight for one in there if one.taken in kinds)
    return found / max(sum(one.weight for one in there), 1e-9)


def by_rules(of: Iterable[Sample]) -> list[Labelled]:
    """The sentences of papers as the rules take them."""
    return [Labelled(one.taken, one.label, one.weight) for one in of if one.measured]


def by_model(of: Sequence[Sample], likely: Sequence[Likely]) -> list[Labelled]:
    """The sentences of papers as a model is sure of them."""
    return [
        Labelled(surest(found) if found else one.taken, one.label, one.weight)
        for one, found in zip(of, likely, strict=True)
        if one.measured
    ]


def main() -> int:
    """Print precision and recall, of promises alone and of all kinds."""
    of, usual = samples(Settings.from_environment().shared_dir)
    judged = (
        ("the rules alone", by_rules(of)),
        ("sure, learned from labelled papers", by_model(of, held_out(of, usual, invented=False))),
        ("sure, and from invented sentences", by_model(of, held_out(of, usual))),
    )
    rows = [
        (name, what, str(len(found)), f"{precision(found, kinds, labels):.3f}",
         f"{recall(found, kinds, labels):.3f}")
        for name, found in judged
        for what, kinds, labels in _WHAT
    ]  # fmt: skip
    headings = ("By", "taken as", "sentences", "precision", "recall")
    Table(
        "The register on papers that nothing was learned from", headings, tuple(rows), words=2
    ).show(Console())
    return 0


if __name__ == "__main__":
    run("register", main)
