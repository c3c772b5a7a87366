"""How much of what the register takes from other papers commits somebody, and how much it misses.

``python -m evals.register`` holds it against 2,557 sentences of 37 papers, each labelled by reading
by somebody who had seen no rule of the code: of each paper as many that the register took then as
that it did not. Shares are of whole papers, not of that sample. The sentences are known by a
digest, so that their papers' words are not kept here.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from assistant.settings import Settings
from evals.papers import corpus_of_links
from evals.reading.rows import PAPERS
from evals.tables import Table
from ingest.language.sentences import kept_sentences
from ingest.register.scale import SCALE, Scale
from ingest.register.types import Kind, kind_of
from ingest.register.wide import strengths

LABELLED = Path(__file__).with_name("register_kinds.tsv")
_LINKS = Path(__file__).with_name("out") / "register"

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


def labelled(shared: Path) -> dict[str, list[Labelled]]:
    """The labelled sentences of each paper that is there, by its file's name."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        file, digest, label = line.split("\t")
        labels[file][digest] = label
    places = {file: _place(file, shared) for file in labels}
    return {
        file: list(_of_paper(path, labels[file])) for file, path in places.items() if path.is_file()
    }


def _place(file: str, shared: Path) -> Path:
    return (PAPERS if file.endswith(".md") else shared / "documents" / "policy") / file


def _of_paper(path: Path, labels: dict[str, str]) -> Iterator[Labelled]:
    """A paper's labelled sentences, those taken and those not each weighed up to all there are."""
    scale = Scale(SCALE)
    corpus = corpus_of_links(_LINKS / path.stem, [path])
    all_of: dict[bool, int] = {True: 0, False: 0}
    found: list[tuple[Kind | None, str]] = []
    for paragraph in corpus.paragraphs:
        sentences = kept_sentences(paragraph)
        for sentence, strength in zip(
            sentences, strengths(paragraph, sentences, scale), strict=True
        ):
            kind = None if strength is None else kind_of(strength, quoted=False)
            all_of[kind is not None] += 1
            if label := labels.get(_digest(sentence.text)):
                found.append((kind, label))
    for kind, label in found:
        same = sum((of is None) == (kind is None) for of, _ in found)
        yield Labelled(kind, label, all_of[kind is not None] / same)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def main() -> None:
    """Print precision and recall, of promises alone and of all kinds."""
    of_papers = labelled(Settings.from_environment().shared_dir)
    groups = (
        ("of invented bodies", [p for p in of_papers if p.endswith(".md")]),
        ("of the Government and committees", [p for p in of_papers if not p.endswith(".md")]),
    )
    rows = [
        (name, what, str(len(of)), f"{precision(of, kinds, labels):.2f}",
         f"{recall(of, kinds, labels):.2f}")
        for name, papers in groups
        for of in [[one for paper in papers for one in of_papers[paper]]]
        for what, kinds, labels in _WHAT
    ]  # fmt: skip
    headings = ("Papers", "taken as", "sentences", "precision", "recall")
    Table("The register on other papers", headings, tuple(rows), words=2).show(Console())


if __name__ == "__main__":
    main()
