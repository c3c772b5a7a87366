"""Questions that others wrote about other texts, asked through the same code.

The four sets lie in ``data/`` of the shared folder and stay there; one that is absent is skipped
with a visible line. Each set's texts become documents and paragraphs, counted, in an index below
``evals/out/indexes``, which later runs use again.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import md5
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track

from assistant.answering.refusal import coefficients_of
from assistant.library.library import Library
from assistant.search.reader import PassageReader
from evals.asking import WeighingAssistant
from evals.intervals import Figures, intervals
from evals.metrics import share
from evals.tables import Table, percent
from ingest.corpus import Corpus
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.reading.formats import digest_of
from ingest.sync import synchronise
from ingest.types import Document, Paragraph

INDEXES = Path(__file__).with_name("out") / "indexes"
SAMPLE = 1600
"""How many questions of a set are asked, unless all are asked for: only squad2 has more."""

BARS = {
    "clapnq": {"first 1": 0.96, "AUC": 0.85},
    "squad2": {"first 1": 0.90, "AUC": 0.68},
    "doc2dial": {"first 1": 0.46, "first 5": 0.76},
    "mtrag-un": {},
}
"""What each set's figures are held against."""

_SEED = 2022
_UNIT_WORDS = 60


class Label(StrEnum):
    """What a set says about a question and the texts that come with it."""

    ANSWERABLE = "answerable"
    PARTIAL = "partial"
    UNDERSPECIFIED = "underspecified"
    UNANSWERABLE = "unanswerable"


@dataclass(frozen=True)
class ExternalQuestion:
    """A question with the keys of the paragraphs that hold its answer, any of which will do.

    ``history`` are the conversation's earlier questions, oldest first. ``gold`` is empty for an
    unanswerable question.
    """

    id: str
    text: str
    label: Label
    gold: tuple[str, ...] = ()
    history: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        return self.label is Label.ANSWERABLE


@dataclass(frozen=True)
class ExternalSet:
    """A set's questions and its texts, open for searching."""

    name: str
    library: Library
    questions: tuple[ExternalQuestion, ...]


@dataclass(frozen=True)
class Asked:
    """What became of a question: the best gold passage's rank, from 0, and what was weighed."""

    question: ExternalQuestion
    rank: int | None
    confidence: float
    refused: bool


def external_table(
    encoder: Encoder, shared: Path, reader: PassageReader | None = None, *, whole: bool = False
) -> Table:
    """Ask the questions of every set that is there, and hold the figures against the bars."""
    rows: list[tuple[str, ...]] = []
    notes: list[str] = []
    for name in BARS:
        opened = open_set(name, encoder, shared, whole=whole)
        if opened is None:
            notes.append(f"{name} skipped: {shared / 'data' / name} is not there.")
            continue
        asked = ask_all(opened, reader)
        rows.append(_row(name, asked))
        if {a.question.label for a in asked} - {Label.ANSWERABLE, Label.UNANSWERABLE}:
            notes.append(f"{name}: refused, {_refused_by_label(asked)}.")
    if not rows:
        return Table("External sets", (), (), tuple(notes))
    notes.append(
        "First 1 and first 5 are of the answerable questions; AUC is the area under the ROC curve "
        "of the confidence, answerable against unanswerable. In brackets 95% bootstrap intervals, "
        "after ≥ or < the bar."
    )
    if not whole:
        notes.append(f"Of a larger set {SAMPLE:,} questions are drawn, the same in every run.")
    headings = ("Set", "questions", "first 1", "first 5", "AUC")
    return Table("External sets", headings, tuple(rows), tuple(notes))


def open_set(
    name: str, encoder: Encoder, shared: Path, *, whole: bool = False
) -> ExternalSet | None:
    """A set with its index brought level; None if the shared folder does not have it.

    ``name`` is one of :data:`BARS`. A set of more than :data:`SAMPLE` questions gives a sample,
    always the same, unless the ``whole`` is asked for.
    """
    folder = shared / "data" / name
    if not folder.is_dir():
        return None
    corpus, questions = _READERS[name](folder)
    if not whole and len(questions) > SAMPLE:
        questions = random.Random(_SEED).sample(questions, SAMPLE)
    index = INDEXES / name
    synchronise(corpus, index, encoder)
    return ExternalSet(name, Library.of(open_index(index, encoder), encoder), tuple(questions))


def ask_all(opened: ExternalSet, reader: PassageReader | None = None) -> list[Asked]:
    """Ask every question of a set once."""
    assistant = WeighingAssistant(opened.library, reader)
    threshold = coefficients_of(reader)["threshold"]
    console = Console(stderr=True)
    return [
        _asked(assistant, question, threshold)
        for question in track(
            opened.questions, f"Asking {opened.name}", console=console, transient=True
        )
    ]


def _asked(assistant: WeighingAssistant, question: ExternalQuestion, threshold: float) -> Asked:
    weighed = assistant.weigh(question.text, question.history)
    answer = weighed.answer
    ranks = [at for at, p in enumerate(answer.passages) if p.paragraph.key in question.gold]
    refused = weighed.at(threshold).outcome.refuses
    return Asked(question, min(ranks, default=None), answer.confidence, refused)


def external_figures(asked: Sequence[Asked]) -> Figures:
    """First 1 and first 5 of the answerable questions, and the area under the ROC curve."""
    answerable = [a for a in asked if a.question.answerable]
    unanswerable = [a for a in asked if a.question.label is Label.UNANSWERABLE]
    return {
        "first 1": share([a.rank == 0 for a in answerable]),
        "first 5": share([a.rank is not None and a.rank < 5 for a in answerable]),
        "AUC": area([a.confidence for a in answerable], [a.confidence for a in unanswerable]),
    }


def area(above: Sequence[float], below: Sequence[float]) -> float | None:
    """The chance that one of ``above`` is higher than one of ``below``, a tie counting half.

    This is the area under the ROC curve, as Mann and Whitney's U over the number of pairs.

    >>> area([0.9, 0.5], [0.5, 0.1])
    0.875
    """
    if not above or not below:
        return None
    ordered = np.sort(np.asarray(below))
    lower = np.searchsorted(ordered, above, side="left")
    not_higher = np.searchsorted(ordered, above, side="right")
    return float((lower + not_higher).sum() / (2 * len(above) * len(below)))


def _row(name: str, asked: Sequence[Asked]) -> tuple[str, ...]:
    between = intervals(asked, external_figures)
    cells = [name, f"{len(asked):,}"]
    for figure, value in external_figures(asked).items():
        cell = percent(value, between[figure])
        if value is not None and (bar := BARS[name].get(figure)) is not None:
            cell += f" ≥ {100 * bar:.0f}%" if value >= bar else f" < {100 * bar:.0f}%"
        cells.append(cell)
    return tuple(cells)


def _refused_by_label(asked: Sequence[Asked]) -> str:
    parts = []
    for label in Label:
        refused = [a.refused for a in asked if a.question.label is label]
        parts.append(f"{sum(refused)} of {len(refused)} {label}")
    return ", ".join(parts)


class _Pool:
    """Texts gathered into documents with counted paragraphs, each distinct text once."""

    def __init__(self, file: Path) -> None:
        self._file, self._sha256 = file.name, digest_of(file)
        self._documents: dict[str, Document] = {}
        self._paragraphs: dict[tuple[str, str], Paragraph] = {}
        self._counts: dict[str, int] = {}

    def add(self, source: str, title: str, text: str, section: tuple[str, ...] = ()) -> str:
        """Add a text to the document that ``source`` names; returns its paragraph's key."""
        if source not in self._documents:
            id_ = str(len(self._documents) + 1)
            self._documents[source] = Document(id_, title, self._file, self._sha256)
        document = self._documents[source].id
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        body = "\n".join(lines)
        if (document, body) not in self._paragraphs:
            self._counts[document] = number = self._counts.get(document, 0) + 1
            self._paragraphs[document, body] = Paragraph(
                document, str(number), False, section, body, prose=tuple(range(len(lines)))
            )
        return self._paragraphs[document, body].key

    def corpus(self) -> Corpus:
        return Corpus(tuple(self._documents.values()), tuple(self._paragraphs.values()))


_Read = tuple[Corpus, list[ExternalQuestion]]


def held(keys: Iterable[str]) -> set[str]:
    """Those articles or questions that the reader never learned from: every second.

    >>> sorted(held(["b", "a", "d", "c"]))
    ['b', 'd']
    """
    return set(sorted(keys)[1::2])


def is_held_document(document: int) -> bool:
    """Whether the reader never learned from a document of doc2dial: a third of them."""
    return int(md5(str(document).encode()).hexdigest(), 16) % 3 == 0


def _read_clapnq(folder: Path) -> _Read:
    """Search questions; the pool is the passage of every question, answerable or not.

    As of the other sets, only the questions that the reader never learned from are asked.
    """
    pool = _Pool(folder / "clapnq_dev_answerable.jsonl")
    questions = []
    for label in (Label.ANSWERABLE, Label.UNANSWERABLE):
        rows = list(_rows(folder / f"clapnq_dev_{label}.jsonl"))
        asked = held(row["id"] for row in rows)
        for row in rows:
            keys = tuple(pool.add(p["title"], p["title"], p["text"]) for p in row["passages"])
            gold = keys if label is Label.ANSWERABLE else ()
            if row["id"] in asked:
                questions.append(ExternalQuestion(row["id"], row["input"], label, gold))
    return pool.corpus(), questions


def _read_squad2(folder: Path) -> _Read:
    """Questions on the paragraphs of articles; the unanswerable ones look answerable."""
    file = folder / "dev-v2.0.json"
    pool = _Pool(file)
    questions = []
    articles = json.loads(file.read_text(encoding="utf-8"))["data"]
    asked = held(article["title"] for article in articles)
    for article in articles:
        title = article["title"]
        for paragraph in article["paragraphs"]:
            key = pool.add(title, title.replace("_", " "), paragraph["context"])
            for row in paragraph["qas"] if title in asked else ():
                impossible = row["is_impossible"]
                label = Label.UNANSWERABLE if impossible else Label.ANSWERABLE
                gold = () if impossible else (key,)
                questions.append(ExternalQuestion(row["id"], row["question"], label, gold))
    return pool.corpus(), questions


def _read_doc2dial(folder: Path) -> _Read:
    """Vague first questions on government services; gold is where the grounding text stands."""
    pool = _Pool(folder / "docs.json")
    units: dict[int, list[tuple[int, int, str]]] = {}
    for document in json.loads((folder / "docs.json").read_text(encoding="utf-8")):
        context, title = document["context"], re.sub(r"#\d+_\d+$", "", document["title"])
        units[document["doc"]] = [
            (start, end, _add_unit(pool, document["title"], title, context[start:end]))
            for start, end in _units(context)
        ]
    questions = []
    for row in _rows(folder / "questions.jsonl"):
        if row["first_turn"] and is_held_document(row["doc"]):
            first = row["answer_start"]
            last = first + len(row["answer"].rstrip())
            gold = tuple(k for start, end, k in units[row["doc"]] if start < last and first < end)
            text = row["question"].removeprefix("user:").strip()
            questions.append(ExternalQuestion(row["id"], text, Label.ANSWERABLE, gold))
    return pool.corpus(), questions


def _units(context: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs are: parted by blank lines, a short one joined to what follows."""
    start = 0
    for end in [*(m.start() for m in re.finditer(r"\n\s*\n", context)), len(context)]:
        length = len(context[start:end].split())
        if length >= _UNIT_WORDS or (length and end == len(context)):
            yield start, end
            start = end


def _add_unit(pool: _Pool, source: str, title: str, text: str) -> str:
    """Add a unit; its first line, where more lines follow, is its heading."""
    heading, _, rest = text.strip().partition("\n")
    if not rest:
        return pool.add(source, title, heading)
    return pool.add(source, title, rest, (heading.strip(),))


def _read_mtrag_un(folder: Path) -> _Read:
    """The last question of each conversation; the pool is all passages given with any of them.

    A row's own passages are what its writer held to answer it, wholly or in part.
    """
    file = folder / "reference.jsonl"
    pool = _Pool(file)
    questions = []
    for row in _rows(file):
        keys = []
        for context in row["contexts"]:
            title = context.get("title") or ""
            keys.append(pool.add(f"{row['Collection']}/{title}", title, context["text"]))
        *history, text = [turn["text"] for turn in row["input"] if turn["speaker"] == "user"]
        label = Label(row["answerability"][0].lower())
        questions.append(ExternalQuestion(row["task_id"], text, label, tuple(keys), tuple(history)))
    return pool.corpus(), questions


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


_READERS: dict[str, Callable[[Path], _Read]] = {
    "clapnq": _read_clapnq,
    "squad2": _read_squad2,
    "doc2dial": _read_doc2dial,
    "mtrag-un": _read_mtrag_un,
}
