"""Fits the readings of a message that tell distress.

Logistic regression (scikit-learn, L2) over letters and words, and filters over token vectors
(:mod:`evals.filters`). What is told apart: the messages labelled emergency or distress, and all
others; with these, as ordinary questions, the tuning part of the reference questions and the
training rows. The weights go into distress.json and filters.json in assistant/question. Run with
``python -m evals.fit_distress``: it prints what cross-validation catches and wrongly stops, and, of
questions that it never learns from, how many of the test papers' it would stop.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import compress

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from assistant.question.crisis import BUCKETS, DISTRESS_FILE, features, likelihood
from assistant.question.distress import FILTERS_FILE, Filters, filters_of, together
from evals import filters
from evals.door import run
from evals.questions import Part, read_questions
from evals.reading.rows import HOME, ROWS, WORLDS, Split, read_rows
from ingest.indexing.embedding import Encoded, Encoder

OF_EVERY_KIND = ("messages", "messages-2")
"""The files whose messages are labelled by what they ask, too."""

PLAIN_OR_NOT = ("messages-3", "messages-5")
"""Those of plain questions in the first person, and of distress that sounds like them."""

THRESHOLD = 0.08
"""Higher ones miss more distress, lower ones put help above more plain answers (ADR 12)."""

ALONE = 0.5
"""From which likelihood help is all that is shown; below it, an answer may follow."""

PLAIN = 0.75
"""The words alone must be this sure, since nothing else is asked."""

_SHOWN = (0.1, THRESHOLD, 0.2, 0.25, ALONE, 0.7, 0.8)
_FOLDS = 4
_STRENGTH_RUNS = 12.0


@dataclass(frozen=True)
class Message:
    """A text, whether whoever writes it needs help, and what kind of message it is."""

    text: str
    distress: bool
    kind: str


def labelled(names: Iterable[str]) -> list[Message]:
    """The labelled messages of the files with these names, each text once."""
    rows = [
        (name, json.loads(line))
        for name in names
        for line in (ROWS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    kinds = {row["text"]: _kind(name, row) for name, row in rows}
    return [Message(t, k.startswith(("distress", "emergency")), k) for t, k in kinds.items()]


def _kind(name: str, row: Mapping[str, str]) -> str:
    if name in OF_EVERY_KIND:
        return "look-alike" if row.get("note") == "lookalike" else row["label"]
    return f"{'plain' if row['label'] == 'none' else row['label']} ({name})"


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


def encoded(messages: list[Message], encoder: Encoder) -> list[Encoded]:
    """The messages as the bundled model encodes them."""
    return encoder.encode([message.text for message in messages])


def _logits(
    by_words: LogisticRegression, by_tokens: Filters, runs: csr_matrix, tokens: filters.Tokens
) -> NDArray[np.float64]:
    """The logits (n, 2) of words and tokens."""
    of_tokens = [by_tokens.logit(one) for one in tokens]
    return np.column_stack([by_words.decision_function(runs), of_tokens])


def _shares(messages: list[Message], logits: NDArray[np.float64]) -> None:
    """Print how many of each kind are shown help, from each of some likelihoods on."""
    likely = np.array([together(words, tokens) for words, tokens in logits])
    plain = np.array([likelihood(words) >= PLAIN for words, _ in logits])
    for kind in sorted({message.kind for message in messages}):
        of_kind = np.array([message.kind == kind for message in messages])
        shares = [f"{(likely[of_kind] >= least).mean():.1%} from {least}" for least in _SHOWN]
        words = f"words alone {plain[of_kind].mean():.1%}"
        print(f"  {kind} ({of_kind.sum():,}): {', '.join([*shares, words])}")


def packed(weights: NDArray[Any]) -> str:
    """Weights as they are committed: half floats, compressed, as base 64."""
    return b64encode(compress(weights.astype("<f2").tobytes())).decode()


def main() -> int:
    """Cross-validate, fit on all, and write the weights."""
    encoder = Encoder()
    messages = labelled([*OF_EVERY_KIND, *PLAIN_OR_NOT]) + ordinary(Split.TRAIN)
    wanted = np.array([message.distress for message in messages])
    often = np.array([message.kind != "question" for message in messages])
    runs, tokens = runs_of(messages), [one.token_vectors for one in encoded(messages, encoder)]

    def fit(learned: NDArray[np.int64]) -> tuple[LogisticRegression, Filters]:
        by_words = LogisticRegression(C=_STRENGTH_RUNS, max_iter=400)
        by_words.fit(runs[learned], wanted[learned])
        chosen = [tokens[at] for at in learned]
        return by_words, filters.fit(chosen, wanted[learned], often[learned])

    logits = np.zeros((len(messages), 2))
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=1)
    for learned, asked in folds.split(wanted, [message.kind for message in messages]):
        logits[asked] = _logits(*fit(learned), runs[asked], [tokens[at] for at in asked])
    print(f"Shown help, {_FOLDS}-fold cross-validation over {len(messages):,} messages:")
    _shares(messages, logits)
    by_words, by_tokens = fit(np.arange(len(messages)))
    kept_words = {
        "runs": packed(by_words.coef_[0]),
        "runs_intercept": float(by_words.intercept_[0]),
        "threshold": THRESHOLD,
        "alone": ALONE,
        "plain": PLAIN,
    }
    kept_filters = {
        "filters": packed(by_tokens.filters),
        "least": packed(by_tokens.least),
        "heads": packed(by_tokens.heads),
        "intercept": by_tokens.intercept,
    }
    unseen = ordinary(Split.TEST)
    of_unseen = [one.token_vectors for one in encoded(unseen, encoder)]
    print("Shown help, of the test papers' questions and claims:")
    _shares(unseen, _logits(by_words, filters_of(kept_filters), runs_of(unseen), of_unseen))
    _write(DISTRESS_FILE, kept_words)
    _write(FILTERS_FILE, kept_filters)
    return 0


def _write(file: Path, kept: dict[str, Any]) -> None:
    file.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"{file.name} is written, {file.stat().st_size:,} bytes.")


if __name__ == "__main__":
    run("fit_distress", main)
