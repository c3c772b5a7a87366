"""The sets of questions that others wrote, each read as documents and paragraphs.

They lie in ``data/`` of the shared folder and stay there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import md5
from pathlib import Path
from typing import Any

from ingest.corpus import Corpus
from ingest.reading.formats import digest_of
from ingest.types import Document, Paragraph

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
    return int(md5(str(document).encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0


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


READERS: dict[str, Callable[[Path], _Read]] = {
    "clapnq": _read_clapnq,
    "squad2": _read_squad2,
    "doc2dial": _read_doc2dial,
    "mtrag-un": _read_mtrag_un,
}
"""Each set by its name."""
