"""Fits the refusal's coefficients on the tuning part of the reference questions.

Logistic regression (scikit-learn, L2, both kinds weighted alike) over the signs of those answers
that no reason forbids; the threshold is the highest that wrongly refuses at most 7% of those that
the documents answer. Run with ``python -m evals.fit_refusal``: it writes assistant/refusal.json.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, fields

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from assistant.evidence import Evidence
from assistant.extract import extract
from assistant.followup import standalone, without_preamble
from assistant.refusal import (
    COEFFICIENTS_FILE,
    Signs,
    confidence,
    reason_to_refuse,
    signs,
)
from assistant.retrieve import Search
from assistant.settings import Settings
from evals.questions import Part, Question, read_questions
from ingest.embedding import Encoder
from ingest.index import open_index

REGULARISATION = 0.1
WRONGLY_REFUSED = 0.07


def main() -> None:
    """Fit, and write the coefficients."""
    settings = Settings.from_environment()
    encoder = Encoder(settings.embedding_model)
    search = Search(open_index(settings.index_dir, encoder), encoder)
    tuning = [question for question in read_questions() if question.part is Part.TUNE]
    found = [(signs(e), q.answerable) for q in tuning if (e := _evidence(search, q)) is not None]
    coefficients = fitted([s for s, _ in found], [answerable for _, answerable in found])
    rights = [confidence(s, coefficients) for s, answerable in found if answerable]
    coefficients["threshold"] = threshold_for(rights, WRONGLY_REFUSED)
    rounded = {name: round(value, 4) for name, value in coefficients.items()}
    COEFFICIENTS_FILE.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    print(f"Fitted on {len(found)} answers: {rounded}")


def fitted(found: list[Signs], answerable: list[bool]) -> dict[str, float]:
    """The coefficients of the signs as they are (the scaling is folded in), and the intercept."""
    names = [field.name for field in fields(Signs)]
    values = np.array([[asdict(s)[name] for name in names] for s in found])
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=REGULARISATION, class_weight="balanced")
    model.fit(scaler.transform(values), answerable)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    return {**{n: float(w) for n, w in zip(names, weights, strict=True)}, "intercept": intercept}


def threshold_for(confidences: list[float], wrongly_refused: float) -> float:
    """The highest confidence below which at most this share of the answerable ones lies."""
    first_answered = sorted(confidences)[int(wrongly_refused * len(confidences))]
    return math.floor(first_answered * 1000) / 1000


def _evidence(search: Search, question: Question) -> Evidence | None:
    """What would be weighed for a question; None where nothing is, or a reason forbids it."""
    latest = without_preamble(question.question)
    asked = standalone(latest, question.history)
    passages = search.passages(asked)
    claims = extract(asked, passages)
    evidence = Evidence(latest, passages, claims, search.reworded)
    return evidence if claims and reason_to_refuse(evidence) is None else None


if __name__ == "__main__":
    main()
