"""Fits the readings of a message that tell distress.

Logistic regression (scikit-learn, L2). What is told apart: the messages labelled emergency or
distress, and all others; with these, as ordinary questions, the tuning part of the reference
questions and the training rows. The weights go into assistant/question/distress.json. Run with
``python -m evals.fit_distress``: it prints what five-fold cross-validation catches and wrongly
stops, and, of questions that it never learns from, how many
of the test papers' it would stop.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from zlib import compress

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from assistant.question.crisis import BUCKETS, DISTRESS_FILE, features
from evals.door import run
from evals.questions import Part, read_questions
from evals.reading.rows import HOME, ROWS, WORLDS, Split, read_rows
from ingest.indexing.embedding import Encoder

MESSAGES = ("messages", "messages-2")
THRESHOLD = 0.15
"""Chosen by cross-validation: higher ones miss more distress, lower ones stop more questions."""

ALONE = 0.5
"""From which likelihood help is all that is shown; below it, an answer may follow."""

PLAIN = 0.75
"""The words alone must be this sure, since nothing else is asked."""

_STRENGTH_RUNS, _STRENGTH_VECTOR = 12.0, 3.0
_Fitted = tuple[LogisticRegression, LogisticRegression]


@dataclass(frozen=True)
class Message:
    """A text, whether whoever writes it needs help, and what kind of message it is."""

    text: str
    distress: bool
    kind: str


def labelled() -> list[Message]:
    """The labelled messages, each text once."""
    rows = [
        json.loads(line)
        for name in MESSAGES
        for line in (ROWS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    kinds = {
        row["text"]: "look-alike" if row.get("note") == "lookalike" else row["label"]
        for row in rows
    }
    return [Message(t, k in ("distress", "emergency"), k) for t, k in kinds.items()]


def ordinary(split: Split) -> list[Message]:
    """Questions about documents: of the reference questions, where tuned on, and the rows."""
    names = [name for world in WORLDS if world.split is split for name in world.rows]
    texts = [row.text for row in read_rows([*names, *(HOME if split is Split.TRAIN else ())])]
    if split is Split.TRAIN:
        texts += [q.question for q in read_questions() if q.part is Part.TUNE]
    return [Message(text, False, "question") for text in dict.fromkeys(texts)]


def runs_of(messages: list[Message]) -> csr_matrix:
    """The hashed features (n, BUCKETS)."""
    rows, columns, values = [], [], []
    for at, message in enumerate(messages):
        for column, value in features(message.text).items():
            rows.append(at)
            columns.append(column)
            values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(messages), BUCKETS))


def vectors_of(messages: list[Message], encoder: Encoder) -> NDArray[np.float32]:
    """The embeddings (n, d)."""
    return np.array([encoded.vector for encoded in encoder.encode([m.text for m in messages])])


def _fit(runs: csr_matrix, vectors: NDArray[np.float32], wanted: NDArray[np.bool_]) -> _Fitted:
    by_runs = LogisticRegression(C=_STRENGTH_RUNS, max_iter=400).fit(runs, wanted)
    by_vector = LogisticRegression(C=_STRENGTH_VECTOR, max_iter=400).fit(vectors, wanted)
    return by_runs, by_vector


def _likelihoods(
    fitted: _Fitted, runs: csr_matrix, vectors: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    by_runs = fitted[0].predict_proba(runs)[:, 1]
    return by_runs, (by_runs + fitted[1].predict_proba(vectors)[:, 1]) / 2


def _shares(
    messages: list[Message], by_runs: NDArray[np.float64], likely: NDArray[np.float64]
) -> None:
    shown = (likely >= THRESHOLD) | (by_runs >= PLAIN)
    for kind in sorted({message.kind for message in messages}):
        of_kind = np.array([message.kind == kind for message in messages])
        print(f"  {kind}: {shown[of_kind].mean():.1%} of {of_kind.sum()}"
              f" (words alone {(by_runs >= PLAIN)[of_kind].mean():.1%})")  # fmt: skip


def packed(weights: NDArray[np.float64]) -> str:
    """Weights as they are committed: half floats, compressed, as base 64."""
    return b64encode(compress(weights.astype("<f2").tobytes())).decode()


def main() -> int:
    """Cross-validate, fit on all, and write the weights."""
    encoder = Encoder()
    messages = labelled() + ordinary(Split.TRAIN)
    wanted = np.array([message.distress for message in messages])
    runs, vectors = runs_of(messages), vectors_of(messages, encoder)
    by_runs, likely = np.zeros(len(messages)), np.zeros(len(messages))
    folds = StratifiedKFold(5, shuffle=True, random_state=1)
    for learned, asked in folds.split(vectors, [message.kind for message in messages]):
        fitted = _fit(runs[learned], vectors[learned], wanted[learned])
        by_runs[asked], likely[asked] = _likelihoods(fitted, runs[asked], vectors[asked])
    print(f"Shown help, five-fold cross-validation over {len(messages):,} messages:")
    _shares(messages, by_runs, likely)
    fitted = _fit(runs, vectors, wanted)
    unseen = ordinary(Split.TEST)
    print("Shown help, of the test papers' questions and claims:")
    _shares(unseen, *_likelihoods(fitted, runs_of(unseen), vectors_of(unseen, encoder)))
    kept = {
        "runs": packed(fitted[0].coef_[0]),
        "runs_intercept": float(fitted[0].intercept_[0]),
        "vector": packed(fitted[1].coef_[0]),
        "vector_intercept": float(fitted[1].intercept_[0]),
        "threshold": THRESHOLD,
        "alone": ALONE,
        "plain": PLAIN,
    }
    DISTRESS_FILE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"{DISTRESS_FILE.name} is written, {DISTRESS_FILE.stat().st_size:,} bytes.")
    return 0


if __name__ == "__main__":
    run("fit_distress", main)
