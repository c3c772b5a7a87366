"""What the reader learns from: questions and claims, each with windows of passages to read.

The reading rows of the training documents bring questions with sentences that answer, near misses
and claims; the product's own search over the same documents brings passages that look alike and do
not answer. Others' sets, where the shared folder has them, bring more: half of squad2's articles,
half of clapnq's questions and two thirds of doc2dial's documents;
:func:`evals.external_sets.held` says which are never learned from.

``python -m evals.reading.material FILE`` writes it as JSON lines.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any

from rich.progress import track

from assistant.answer import Passage
from assistant.library.library import Library
from assistant.search.reader import Tokens, place_of
from assistant.search.retrieve import Search
from assistant.settings import Settings
from evals.door import run
from evals.external_sets import held, is_held_document
from evals.reading.rows import HOME, WORLDS, Place, Row, Split, read_rows
from evals.reading.score import index_of
from ingest.indexing.embedding import Encoder, bundled_path
from ingest.indexing.index import open_index
from ingest.language.sentences import kept_sentences, sentences
from ingest.types import Paragraph

WRONG = 4
"""Passages that do not answer, beside those that do, a question."""

_FOUND = 15
_TURN = re.compile(r"\n|\|\||(?=agent:)|(?=user:)")


class Carries(IntEnum):
    """What a passage does to a claim, in the order of the model's outputs."""

    CONTRADICTS = 0
    CARRIES = 1
    NEITHER = 2


@dataclass(frozen=True)
class Example:
    """A question or claim with one window of a passage.

    ``group`` is the same for all windows of a question. ``answers`` says whether the passage does
    (None for a claim), ``gold`` which of the window's sentences do, ``yes`` an index of
    :data:`evals.reading.rows.YES`, ``carries`` what it does to a claim.
    """

    group: str
    question: str
    where: str
    sentences: tuple[str, ...]
    history: tuple[str, ...] = ()
    answers: bool | None = None
    gold: tuple[int, ...] = ()
    yes: int | None = None
    carries: Carries | None = None


@dataclass
class Material:
    """Makes examples; ``rng`` decides which wrong passages are taken."""

    tokens: Tokens
    rng: random.Random = field(default_factory=lambda: random.Random(7))

    def of_rows(self, rows: Iterable[Row], search: Search) -> Iterator[Example]:
        """The examples of reading rows, with wrong passages as the search finds them."""
        for row in rows:
            if row.type == "claim":
                yield from self._of_claim(row, search)
            else:
                yield from self._of_question(row, search)

    def _of_question(self, row: Row, search: Search) -> Iterator[Example]:
        asked = {"group": row.id, "question": row.text, "history": row.history[-3:]}
        right = {key for key, _ in (*row.gold, *row.also)}
        passage_of = search.library.passage
        for key in list(dict.fromkeys(key for key, _ in row.gold))[:3]:
            gold = [*row.gold, *row.also]
            yield self._window(passage_of(key), gold, **asked, answers=True, yes=row.yes)
        near = [key for key in dict.fromkeys(key for key, _ in row.near) if key not in right][:2]
        for key in near:
            yield self._window(passage_of(key), row.near, **asked, answers=False)
        searched = " ".join([*row.history[-1:], row.text])
        others = [
            p for p in search.passages(searched, _FOUND) if p.paragraph.key not in right | set(near)
        ]
        hard, further = others[: WRONG - 1 - len(near)], others[WRONG - 1 - len(near) :]
        for passage in [*hard, *self.rng.sample(further, min(1, len(further)))]:
            yield self._window(passage, (), **asked, answers=False)

    def _of_claim(self, row: Row, search: Search) -> Iterator[Example]:
        carries = Carries.CONTRADICTS if row.label == "false" else Carries.CARRIES
        asked = {"group": row.id, "question": row.text}
        passage = search.library.passage(row.gold[0][0])
        yield self._window(passage, row.gold, **asked, carries=carries)
        if self.rng.random() < 0.5:
            others = [p for p in search.passages(row.text, 3) if p.paragraph.key != row.gold[0][0]]
            if others:
                yield self._window(others[0], (), **asked, carries=Carries.NEITHER)

    def _window(self, passage: Passage, gold: Iterable[Place], **asked: Any) -> Example:
        """The window that has most of the gold sentences; without any, the best the search has."""
        texts = [sentence.text for sentence in kept_sentences(passage.paragraph)]
        places = {at for key, at in gold if key == passage.paragraph.key}
        scores = [scored.score for scored in passage.sentences] or [0.0] * len(texts)
        weight = [100.0 * (at in places) + scores[at] for at in range(len(texts))]
        runs = self.tokens.windows(texts)
        first, last = max(runs, key=lambda run: sum(sorted(weight[slice(*run)])[-3:]))
        right = asked.get("answers") is not False and asked.get("carries") is not Carries.NEITHER
        inside = tuple(at - first for at in sorted(places) if first <= at < last)
        return Example(
            where=place_of(passage), sentences=tuple(texts[first:last]),
            gold=inside if right else (), **asked,
        )  # fmt: skip

    def of_text(
        self, text: str, spans: Sequence[tuple[int, int]], where: str, **asked: Any
    ) -> Example | None:
        """A window of a text of another set; ``spans`` are the letters that answer, or nearly."""
        found = sentences(Paragraph("text", "1", False, (), text.replace("\n", " ")))
        at = [s.index for s in found if any(a < s.end and s.start < b for a, b in spans)]
        runs = self.tokens.windows([s.text for s in found])
        if not runs or (asked["answers"] and not at):
            return None
        first, last = next((run for run in runs if at and run[0] <= at[0] < run[1]), runs[0])
        inside = tuple(place - first for place in at if first <= place < last)
        texts = tuple(s.text for s in found[first:last])
        gold = inside if asked["answers"] else ()
        return Example(where=where, sentences=texts, gold=gold, **asked)


def of_squad2(folder: Path, material: Material) -> Iterator[Example | None]:
    """Answerable questions and adversarial ones, on the paragraph that each was written for."""
    articles = json.loads((folder / "dev-v2.0.json").read_text(encoding="utf-8"))["data"]
    kept_out = held(article["title"] for article in articles)
    for article in articles:
        if article["title"] in kept_out:
            continue
        for paragraph in article["paragraphs"]:
            for row in paragraph["qas"]:
                given = row["plausible_answers" if row["is_impossible"] else "answers"]
                starts = [answer["answer_start"] for answer in given[:3]]
                yield material.of_text(
                    paragraph["context"], [(at, at + 1) for at in starts], article["title"],
                    group=row["id"], question=row["question"], answers=not row["is_impossible"],
                )  # fmt: skip


def of_clapnq(folder: Path, material: Material) -> Iterator[Example | None]:
    """Search questions on the passage that came with each."""
    for name in ("answerable", "unanswerable"):
        lines = (folder / f"clapnq_dev_{name}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        kept_out = held(row["id"] for row in rows)
        for row in rows:
            if row["id"] in kept_out:
                continue
            passage, output = row["passages"][0], row["output"][0]
            chosen = [text.strip() for text in output.get("selected_sentences") or []]
            starts = [passage["text"].find(text) for text in chosen if text]
            spans = [(at, at + 20) for at in starts if at >= 0]
            yield material.of_text(
                passage["text"], spans, passage["title"],
                group=row["id"], question=row["input"], answers=name == "answerable",
            )  # fmt: skip


def of_doc2dial(folder: Path, material: Material) -> Iterator[Example | None]:
    """Every turn of the conversations, on the part of the document that grounds it."""
    documents = json.loads((folder / "docs.json").read_text(encoding="utf-8"))
    texts = {row["doc"]: row for row in documents}
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if is_held_document(row["doc"]):
            continue
        parts = [part.strip() for part in _TURN.split(row["question"])]
        turns = [part.removeprefix("user:").strip() for part in parts if part.startswith("user:")]
        context, start = texts[row["doc"]]["context"], row["answer_start"]
        around = context[max(0, start - 400) : start + 600]
        shift = start - max(0, start - 400)
        yield material.of_text(
            around, [(shift, shift + len(row["answer"]))], texts[row["doc"]]["title"],
            group=row["id"], question=turns[0], history=tuple(turns[1:3][::-1]), answers=True,
        )  # fmt: skip


def main(target: Path) -> int:
    """Write the examples of every training document and set that is there."""
    settings = Settings.from_environment()
    encoder = Encoder(settings.embedding_model)
    material = Material(Tokens(bundled_path() / "tokenizer.json"))
    found: list[Example] = []
    for world in WORLDS:
        if world.split is not Split.TRAIN:
            continue
        index = index_of(world, encoder, settings.shared_dir)
        if index is None:
            print(f"{world.name} left out: its documents are not in {settings.shared_dir}.")
            continue
        found += _of(world.rows, Search(Library.of(open_index(index, encoder), encoder)), material)
    home = Library.of(open_index(settings.index_dir, encoder), encoder)
    found += _of(HOME, Search(home), material)
    for name, read in {"squad2": of_squad2, "clapnq": of_clapnq, "doc2dial": of_doc2dial}.items():
        folder = settings.shared_dir / "data" / name
        if not folder.is_dir():
            print(f"{name} left out: {folder} is not there.")
            continue
        found += [example for example in read(folder, material) if example]
    with target.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(asdict(example)) + "\n" for example in found)
    print(f"{len(found):,} examples in {target}")
    return 0


def _of(names: Sequence[str], search: Search, material: Material) -> list[Example]:
    rows = [row for row in read_rows(names) if _stands(row, search)]
    return list(material.of_rows(track(rows, "Searching", transient=True), search))


def _stands(row: Row, search: Search) -> bool:
    """Whether the paragraphs that a row names are still there."""
    places = (*row.gold, *row.near)
    return all(key in search.library.paragraphs for key, _ in places)


if __name__ == "__main__":
    run("material", lambda: main(Path(sys.argv[1])))
