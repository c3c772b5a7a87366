"""Fits the confidence of an answer, with a reader or without, on questions kept for tuning.

Logistic regression (scikit-learn, L2) over the signs of those answers that no reason forbids: of
the tuning part of the reference questions, of the tuning documents of the reading rows and of the
near misses by one word. The first two count alike, the third by half, and in each the answerable
and the others alike. The threshold is the highest that withholds no more of the answers to either
of the first two than its bar; what a reason forbids comes on top.
``python -m evals.fit_refusal`` writes what it finds into the reader's ``reader.json``; with
``PARITY_READER=none`` into assistant/answering/refusal.json.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from assistant.answering.refusal import COEFFICIENTS_FILE, Signs, confidence, signs
from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.question.question import read_question
from assistant.search.reader import CARD, PassageReader, open_reader
from assistant.settings import Settings
from evals.door import run
from evals.questions import Part, read_questions
from evals.reading.rows import WORLDS, Split, read_rows
from evals.reading.score import index_of
from evals.reading.siblings import PARTS, library_of, one_word_questions
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index

REGULARISATION = 0.3
HOME = "home"
WRONGLY_REFUSED = {HOME: 0.05, "rows": 0.10}
"""The share of each set's answerable questions that may be refused, a little below the bars."""

SIBLINGS = "siblings"
COUNTS = {SIBLINGS: 0.5}
"""How much a set counts beside one that counts whole."""

_Asked = tuple[str, Sequence[str], bool]


@dataclass(frozen=True)
class Example:
    """The signs of one question's evidence, whether it is answerable, and its set."""

    signs: Signs
    answerable: bool
    set: str


def main() -> int:
    """Fit, and write the coefficients."""
    settings = Settings.from_environment()
    encoder = Encoder(settings.embedding_model)
    reader = open_reader(settings.reader)
    library = Library.of(open_index(settings.index_dir, encoder, settings.server), encoder)
    tuning = [q for q in read_questions() if q.part is Part.TUNE]
    asked: list[_Asked] = [(q.question, q.history, q.answerable) for q in tuning]
    examples = list(_examples(library, reader, asked, HOME))
    for world in (world for world in WORLDS if world.split is Split.TUNE):
        index = index_of(world, encoder, settings.shared_dir)
        if index is None:
            print(f"{world.name} skipped: its documents are not in {settings.shared_dir}.")
            continue
        rows = [row for row in read_rows(world.rows) if row.type != "claim"]
        asked = [(row.text, row.history, row.answerable) for row in rows]
        library = Library.of(open_index(index, encoder), encoder)
        examples += _examples(library, reader, asked, "rows")
    small: dict[str, list[_Asked]] = {}
    for one in one_word_questions(PARTS[0]):
        small.setdefault(one.document, []).append((one.text, (), one.answered))
    for document, asked in small.items():
        examples += _examples(library_of(document, encoder), reader, asked, SIBLINGS)
    coefficients = fitted(examples)
    coefficients["threshold"] = min(
        threshold_for(rights, share)
        for name, share in WRONGLY_REFUSED.items()
        if (rights := [confidence(e.signs, coefficients) for e in examples
                       if e.set == name and e.answerable])
    )  # fmt: skip
    rounded = {name: round(value, 4) for name, value in coefficients.items()}
    print(f"Fitted on {len(examples)} answers: {rounded}")
    if reader is None:
        COEFFICIENTS_FILE.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
        return 0
    card = reader.folder / CARD
    written = {**json.loads(card.read_text(encoding="utf-8")), "confidence": rounded}
    card.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    return 0


def fitted(examples: Sequence[Example]) -> dict[str, float]:
    """The coefficients of the signs as they are (the scaling is folded in), and the intercept."""
    names = [field.name for field in fields(Signs)]
    values = np.array([[asdict(e.signs)[name] for name in names] for e in examples])
    kinds = [(e.set, e.answerable) for e in examples]
    weights = np.array([COUNTS.get(kind[0], 1.0) / kinds.count(kind) for kind in kinds])
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=REGULARISATION)
    model.fit(
        scaler.transform(values),
        [e.answerable for e in examples],
        sample_weight=weights * len(examples) / weights.sum(),
    )
    slopes = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - (slopes * scaler.mean_).sum())
    return {**{n: float(w) for n, w in zip(names, slopes, strict=True)}, "intercept": intercept}


def threshold_for(confidences: list[float], wrongly_refused: float) -> float:
    """The highest confidence below which at most this share of the answerable ones lies."""
    first_answered = sorted(confidences)[int(wrongly_refused * len(confidences))]
    return math.floor(first_answered * 1000) / 1000


def _examples(
    library: Library, reader: PassageReader | None, asked: Iterable[_Asked], name: str
) -> Iterator[Example]:
    """An example for each question of one part whose evidence is weighed and not forbidden."""
    assistant = Assistant(library, threshold=0.0, reader=reader)
    for question, history, answerable in asked:
        parts = assistant.parts(read_question(question, history, library))
        if len(parts) > 1:
            continue
        finding = assistant.find(parts[0])
        if finding.evidence is not None and finding.statements and finding.confidence < 1:
            yield Example(signs(finding.evidence), answerable, name)


if __name__ == "__main__":
    run("fit_refusal", main)
