"""Fits what tells the kinds of message that ask nothing of the documents, or tell of a person.

Logistic regression (scikit-learn, L2) over the vectors of the labelled messages and, as ordinary
questions, the tuning part of the reference questions and the training rows. The weights go into
assistant/question/kinds.json. Run with ``python -m evals.fit_kinds``: it prints what five-fold
cross-validation takes for each kind, and how many of the test papers' questions.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from assistant.question.kinds import KINDS_FILE, MessageKind
from evals.door import run
from evals.fit_distress import OF_EVERY_KIND, Message, encoded, labelled, ordinary, packed
from evals.reading.rows import Split
from ingest.indexing.embedding import Encoder

OF_PERSONS = ("messages-6",)
"""The file of messages that tell of a person and ask something of the documents as well."""

THRESHOLDS = {
    MessageKind.CLINICAL: 0.3,
    MessageKind.ABOUT: 0.3,
    MessageKind.PLEASANTRY: 0.15,
    MessageKind.PERSONAL: 0.1,
}
"""Chosen by cross-validation, so that hardly a question of the documents is taken for one."""

_MAY_TELL = ("distress", "emergency", "clinical")
"""Kinds that tell of a person or do not; they are known by other readings."""

_FIRST_PERSON = frozenset("i i'm i've me my we our us".split())
_STRENGTH = 10.0

Vectors = NDArray[np.float32]


def fit(messages: list[Message], vectors: Vectors, kind: MessageKind) -> LogisticRegression:
    """A regression of one kind over the vectors (n, d) of messages."""
    of_kind = [message.kind.partition(" ")[0] == kind for message in messages]
    return LogisticRegression(C=_STRENGTH, max_iter=2000).fit(vectors, of_kind)


def is_learned(message: Message, kind: MessageKind) -> bool:
    """Whether a kind is learned from a message.

    What tells of a person is not learned from what may do so without being labelled: distress,
    treatment, and ordinary questions in the first person. The other kinds are learned from what
    they always were.
    """
    if kind is not MessageKind.PERSONAL:
        return not message.kind.endswith(")")
    words = set(message.text.lower().replace("’", "'").split())
    return message.kind not in _MAY_TELL and not (
        message.kind == "question" and words & _FIRST_PERSON
    )


def _show(messages: list[Message], likely: NDArray[np.float64], kind: MessageKind) -> None:
    kinds = np.array([message.kind for message in messages])
    print(f"Taken for {kind}:")
    for label in sorted(set(kinds)):
        of_label = likely[kinds == label]
        shares = ", ".join(
            f"{(of_label >= t).mean():.1%} at {t}" for t in (0.1, 0.15, 0.2, 0.3, 0.4)
        )
        print(f"  {label} ({len(of_label)}): {shares}")


def _cross_validated(
    messages: list[Message], vectors: Vectors, kind: MessageKind
) -> NDArray[np.float64]:
    """The likelihood (n,) of each message by a regression that has not seen it."""
    likely = np.zeros(len(messages))
    kinds = [message.kind for message in messages]
    for learned, asked in StratifiedKFold(5, shuffle=True, random_state=1).split(vectors, kinds):
        model = fit([messages[at] for at in learned], vectors[learned], kind)
        likely[asked] = model.predict_proba(vectors[asked])[:, 1]
    return likely


def fitted(
    messages: list[Message], vectors: Vectors, unseen: list[Message], of_unseen: Vectors
) -> dict[str, Any]:
    """What is committed of every kind; prints what each takes, of ``unseen`` questions too."""
    kept: dict[str, Any] = {}
    for kind in MessageKind:
        places = [at for at, message in enumerate(messages) if is_learned(message, kind)]
        learned, of_learned = [messages[at] for at in places], vectors[places]
        _show(learned, _cross_validated(learned, of_learned, kind), kind)
        model = fit(learned, of_learned, kind)
        _show(unseen, model.predict_proba(of_unseen)[:, 1], kind)
        kept[kind.value] = {
            "weights": packed(model.coef_[0]),
            "intercept": float(model.intercept_[0]),
            "threshold": THRESHOLDS[kind],
        }
    return kept


def main() -> int:
    """Cross-validate, fit on all, and write the weights."""
    encoder = Encoder()
    messages = labelled([*OF_EVERY_KIND, *OF_PERSONS]) + ordinary(Split.TRAIN)
    vectors = np.array([one.vector for one in encoded(messages, encoder)])
    unseen = ordinary(Split.TEST)
    of_unseen = np.array([one.vector for one in encoded(unseen, encoder)])
    kept = fitted(messages, vectors, unseen, of_unseen)
    KINDS_FILE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"{KINDS_FILE.name} is written, {KINDS_FILE.stat().st_size:,} bytes.")
    return 0


if __name__ == "__main__":
    run("fit_kinds", main)
