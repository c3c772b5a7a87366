"""Fits what tells the kinds of message that ask nothing of the documents, each from all others.

Logistic regression (scikit-learn, L2) over the vectors of the labelled messages and, as ordinary
questions, the tuning part of the reference questions and the training rows. The weights go into
assistant/question/kinds.json. Run with ``python -m evals.fit_kinds``: it prints what five-fold
cross-validation takes for each kind, and how many of the test papers' questions.
"""

from __future__ import annotations

import json

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from assistant.question.kinds import KINDS_FILE, MessageKind
from evals.door import run
from evals.fit_distress import OF_EVERY_KIND, Message, encoded, labelled, ordinary, packed
from evals.reading.rows import Split
from ingest.indexing.embedding import Encoder

THRESHOLDS = {MessageKind.CLINICAL: 0.3, MessageKind.ABOUT: 0.3, MessageKind.PLEASANTRY: 0.15}
"""Chosen by cross-validation, so that hardly a question of the documents is taken for one."""

_STRENGTH = 10.0


def fit(
    messages: list[Message], vectors: NDArray[np.float32], kind: MessageKind
) -> LogisticRegression:
    """A regression of one kind over the vectors (n, d) of messages."""
    of_kind = [message.kind == kind for message in messages]
    return LogisticRegression(C=_STRENGTH, max_iter=2000).fit(vectors, of_kind)


def _show(messages: list[Message], likely: NDArray[np.float64], kind: MessageKind) -> None:
    kinds = np.array([message.kind for message in messages])
    print(f"Taken for {kind}:")
    for label in sorted(set(kinds)):
        of_label = likely[kinds == label]
        shares = ", ".join(
            f"{(of_label >= t).mean():.1%} at {t}" for t in (0.1, 0.15, 0.2, 0.3, 0.4)
        )
        print(f"  {label} ({len(of_label)}): {shares}")


def main() -> int:
    """Cross-validate, fit on all, and write the weights."""
    encoder = Encoder()
    messages = labelled(OF_EVERY_KIND) + ordinary(Split.TRAIN)
    vectors = np.array([one.vector for one in encoded(messages, encoder)])
    unseen = ordinary(Split.TEST)
    of_unseen = np.array([one.vector for one in encoded(unseen, encoder)])
    folds = list(
        StratifiedKFold(5, shuffle=True, random_state=1).split(vectors, [m.kind for m in messages])
    )
    kept = {}
    for kind in MessageKind:
        likely = np.zeros(len(messages))
        for learned, asked in folds:
            model = fit([messages[at] for at in learned], vectors[learned], kind)
            likely[asked] = model.predict_proba(vectors[asked])[:, 1]
        _show(messages, likely, kind)
        model = fit(messages, vectors, kind)
        _show(unseen, model.predict_proba(of_unseen)[:, 1], kind)
        kept[kind.value] = {
            "weights": packed(model.coef_[0]),
            "intercept": float(model.intercept_[0]),
            "threshold": THRESHOLDS[kind],
        }
    KINDS_FILE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"{KINDS_FILE.name} is written, {KINDS_FILE.stat().st_size:,} bytes.")
    return 0


if __name__ == "__main__":
    run("fit_kinds", main)
