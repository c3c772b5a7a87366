"""Fits what tells how surely a sentence is a commitment of a kind, and measures it.

A logistic regression a kind (scikit-learn, L2) over the features of :mod:`ingest.register.kinds`,
fitted to the sentences of :mod:`evals.register`, the labelled ones of ``corpus/`` and of seven
papers, and invented ones (``register_invented.tsv``). ``python -m evals.fit_register`` writes the
weights into ingest/register/kinds.json.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant.settings import PROJECT, Settings
from evals.door import run
from evals.papers import corpus_of_links
from evals.reading.rows import PAPERS
from ingest.corpus import read_corpus
from ingest.language.sentences import kept_sentences
from ingest.register.kinds import (
    KINDS_FILE,
    OF_PAPER,
    Entry,
    Features,
    Likely,
    Model,
    features_of,
    shares_of,
)
from ingest.register.types import Kind, kind_of
from ingest.register.wide import strengths
from ingest.types import Paragraph

LABELLED = Path(__file__).with_name("register_kinds.tsv")
INVENTED = Path(__file__).with_name("register_invented.tsv")
_LINKS = Path(__file__).with_name("out") / "register"

KINDS_OF = {
    "promise": Kind.PROMISE, "aim": Kind.PROMISE, "quoted": Kind.PROMISE,
    "doing": Kind.UNDER_WAY, "done": Kind.REPORT, "report": Kind.REPORT, "result": Kind.REPORT,
    "consideration": Kind.CONSIDERATION, "considering": Kind.CONSIDERATION,
    "acceptance": Kind.ACCEPTANCE, "accepts": Kind.ACCEPTANCE,
    "rejection": Kind.REJECTION, "rejects": Kind.REJECTION,
}  # fmt: skip
"""The kind of a commitment by each of the labels that such a sentence may have."""

_COUNTED = "will should must we our recommend said told government committee".split()
_HINGES = (
    "will shall is are was were has have had aim aims intend intends plan plans want wants expect "
    "expects hope hopes should must would could may can commit commits committed promised pledged "
    "seek seeks"
).split()
_FEWEST = 2
"""Papers that a word must stand in to be weighed, so that none is known by one paper alone."""

_SUBJECTS = (
    "anorexi camhs crht dementia dormitor eating fyfv forward iapt mental mhst parity perinatal "
    "psych race"
).split()
"""What many of the labelled papers are about, and a register is not to know."""

_STRENGTH = 0.5
_OF_WEIGHT = 0.75
"""The power of what a sentence stands for by which it counts, so that no long paper rules."""

_ALSO = 2.0
"""What a labelled sentence of a paper stands for that was not drawn at random."""

_AT_HOME = 4.0
"""And one of ``corpus/``, all of whose sentences that the rules take were labelled."""

_OF_INVENTED = 3.0
"""And an invented one, which stands for its kind."""

_HOME, _INVENTED = "corpus/", "invented"
Place = tuple[str, int]


@dataclass(frozen=True)
class Sample:
    """A labelled sentence with its features; ``weight`` is how many of its paper it stands for.

    ``taken`` is the kind that the rules take it for; ``measured`` those that figures are of.
    """

    paper: str
    label: str
    features: Features
    taken: Kind | None
    weight: float
    measured: bool

    @property
    def kind(self) -> Kind | None:
        return KINDS_OF.get(self.label)


def samples(shared: Path) -> tuple[list[Sample], dict[str, float]]:
    """Every labelled sentence whose paper is there, with the invented ones, and a usual paper."""
    of_papers: dict[str, dict[str, str]] = defaultdict(dict)
    for file, digest, label in _rows(LABELLED):
        of_papers[file][digest] = label
    also = _by_place("register_other_papers.tsv")
    documents: list[tuple[str, list[Entry], Mapping[str, str], Mapping[Place, str]]] = []
    for file, labels in of_papers.items():
        path = (PAPERS if file.endswith(".md") else shared / "documents" / "policy") / file
        if path.is_file():
            corpus = corpus_of_links(_LINKS / path.stem, [path])
            documents.append((file, _entries(corpus.paragraphs), labels, also))
    home, of_home = read_corpus(PROJECT / "corpus").paragraphs, _by_place("register.tsv")
    for name, of in groupby(home, key=lambda paragraph: paragraph.document):
        documents.append((f"{_HOME}{name}", _entries(of), {}, of_home))
    shares = [shares_of(entries, dict.fromkeys(_COUNTED, 0.0)) for _, entries, *_ in documents]
    usual = {
        word: float(np.mean([of[f"=paper {word}"] for of in shares])) / OF_PAPER
        for word in _COUNTED
    }
    found = [
        sample
        for name, entries, labels, places in documents
        for sample in _of_document(name, entries, labels, places, usual)
    ]
    return found + [_of_invented(text, label, usual) for label, text in _rows(INVENTED)], usual


def _rows(file: Path) -> list[list[str]]:
    return [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]


def _by_place(file: str) -> dict[Place, str]:
    """The labels of a list of the tests, by the paragraph's key and the sentence's index."""
    found = {}
    for _, place, _, label in _rows(PROJECT / "tests" / "labelled" / file):
        paragraph, _, index = place.rpartition("#")
        found[paragraph, int(index)] = label
    return found


def _entries(paragraphs: Iterable[Paragraph]) -> list[Entry]:
    return [(paragraph, kept_sentences(paragraph)) for paragraph in paragraphs]


def _of_document(
    name: str,
    entries: Sequence[Entry],
    labels: Mapping[str, str],
    places: Mapping[Place, str],
    usual: Mapping[str, float],
) -> Iterator[Sample]:
    """A document's labelled sentences; those taken and those not each weighed up to all."""
    shares = shares_of(entries, usual)
    every: Counter[bool] = Counter()
    found: list[Sample] = []
    for paragraph, sentences in entries:
        taken = strengths(paragraph, sentences)
        every.update(strength is not None for strength in taken)
        read = features_of((paragraph, sentences), taken, shares, frozenset(_HINGES))
        for sentence, strength, features in zip(sentences, taken, read, strict=True):
            label = labels.get(digest(sentence.text))
            also = places.get((paragraph.key, sentence.index))
            kind = None if strength is None else kind_of(strength, quoted=False)
            if label or also:
                weight = _AT_HOME if name.startswith(_HOME) else _ALSO
                one = Sample(name, label or also or "", features, kind, weight, bool(label))
                found.append(one)
    sampled = Counter(one.taken is not None for one in found if one.measured)
    for one in found:
        taken_too = one.taken is not None
        weight = every[taken_too] / sampled[taken_too] if one.measured else one.weight
        yield replace(one, weight=weight)


def _of_invented(text: str, label: str, usual: Mapping[str, float]) -> Sample:
    paragraph = Paragraph(_INVENTED, "1", True, (), text)
    entry = paragraph, kept_sentences(paragraph)
    taken = strengths(*entry)
    features, *_ = features_of(entry, taken, shares_of([], usual), frozenset(_HINGES))
    return Sample(_INVENTED, label, features, None, _OF_INVENTED, measured=False)


def packed(model: Model) -> str:
    """A model as JSON, a weight a line."""
    return json.dumps(
        {
            "intercepts": {kind.value: of for kind, of in model.intercepts.items()},
            "usual": {word: round(share, 4) for word, share in model.usual.items()},
            "hinges": sorted(model.hinges),
            "weights": {name: of for name, of in sorted(model.weights.items()) if any(of)},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def digest(text: str) -> str:
    """By what a labelled sentence is known, so that its paper's words are not kept."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _scale(name: str, column: csr_matrix) -> float:
    """By what a feature is divided, so that all but the words, which are weighed, count alike."""
    spread = float(column.toarray().std()) if name.startswith("=") else 1.0
    return spread or 1.0


def fitted(learned: Sequence[Sample], usual: Mapping[str, float]) -> Model:
    """The model that some samples give."""
    learned = [one for one in learned if one.features]
    counts = Counter(name for _, name in {(one.paper, n) for one in learned for n in one.features})
    names = [
        name
        for name, count in sorted(counts.items())
        if count >= _FEWEST and not any(subject in name for subject in _SUBJECTS)
    ]
    at = {name: column for column, name in enumerate(names)}
    cells = [
        (row, at[name], value)
        for row, one in enumerate(learned)
        for name, value in one.features.items()
        if name in at
    ]
    rows, columns, values = zip(*cells, strict=True)
    table = csr_matrix((values, (rows, columns)), shape=(len(learned), len(names)))
    scale = np.array([_scale(name, table[:, at[name]]) for name in names])
    table = table.multiply(1 / scale).tocsr()
    weights = np.array([one.weight**_OF_WEIGHT for one in learned])
    intercepts, of_kinds = {}, []
    for kind in Kind:
        regression = LogisticRegression(C=_STRENGTH, max_iter=500, tol=1e-3)
        regression.fit(table, [one.kind is kind for one in learned], sample_weight=weights)
        intercepts[kind] = round(float(regression.intercept_[0]), 3)
        of_kinds.append((regression.coef_[0] / scale).round(3))
    found = {name: [float(of[at[name]]) for of in of_kinds] for name in names}
    return Model(intercepts, found, usual, frozenset(_HINGES))


def held_out(
    of: Sequence[Sample],
    usual: Mapping[str, float],
    *,
    invented: bool = True,
    folds: int = 8,
    seed: int = 1,
) -> list[Likely]:
    """The likelihoods of each sample by a model that learned nothing from its paper.

    The ``invented`` sentences were written when what the rules took wrongly had been read.
    """
    weights: dict[str, float] = defaultdict(float)
    for one in of:
        weights[one.paper] += one.weight * one.measured
    papers = sorted((p for p, weight in weights.items() if weight), key=lambda p: -weights[p])
    order = np.random.default_rng(seed)
    mixed = [
        str(paper)
        for first in range(0, len(papers), folds)
        for paper in order.permutation(papers[first : first + folds])
    ]
    fold_of = {paper: at % folds for at, paper in enumerate(mixed)}
    learned = [one for one in of if invented or one.paper != _INVENTED]
    found: list[Likely] = [{} for _ in of]
    for fold in range(folds):
        model = fitted([one for one in learned if fold_of.get(one.paper) != fold], usual)
        for at, one in enumerate(of):
            if fold_of.get(one.paper) == fold and one.features:
                found[at] = model.likely(one.features)
    return found


def main() -> int:
    """Fit on all, and write the weights."""
    of, usual = samples(Settings.from_environment().shared_dir)
    KINDS_FILE.write_text(packed(fitted(of, usual)) + "\n", encoding="utf-8")
    print(f"{KINDS_FILE.name} is written, {KINDS_FILE.stat().st_size:,} bytes.")
    return 0


if __name__ == "__main__":
    run("fit_register", main)
