"""Fits the refusal's coefficients on the tuning part and on the external sets that are there.

Logistic regression (scikit-learn, L2) over the signs of those answers that no reason forbids. Each
set counts alike, and in each the answerable and the others do; the threshold is the highest that
wrongly refuses at most 5% of the tuning part's. Run with ``python -m evals.fit_refusal``: it writes
assistant/refusal.json.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from assistant.ask import Assistant
from assistant.followup import as_asked
from assistant.parts import parts_of
from assistant.refusal import COEFFICIENTS_FILE, Signs, confidence, signs
from assistant.retrieve import Search
from assistant.settings import Settings
from evals.external import Label, open_set
from evals.questions import Part, read_questions
from ingest.embedding import Encoder
from ingest.errors import ParityError
from ingest.indexing.index import open_index

REGULARISATION = 0.3
WRONGLY_REFUSED = 0.05
EXTERNAL = ("clapnq", "squad2", "mtrag-un")


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
    home = Search(open_index(settings.index_dir, encoder, settings.server), encoder)
    tuning = [q for q in read_questions() if q.part is Part.TUNE]
    asked = [(q.question, q.history, q.answerable) for q in tuning]
    examples = list(_examples(home, asked, "home"))
    for name in EXTERNAL:
        opened = open_set(name, encoder, settings.shared_dir)
        if opened is None:
            print(f"{name} skipped: it is not in {settings.shared_dir}.")
            continue
        told = [q for q in opened.questions if q.label in (Label.ANSWERABLE, Label.UNANSWERABLE)]
        rows = ((q.text, q.history, q.answerable) for q in told)
        examples += _examples(opened.search, rows, name)
    coefficients = fitted(examples)
    ours = [e for e in examples if e.set == "home" and e.answerable]
    rights = [confidence(e.signs, coefficients) for e in ours]
    coefficients["threshold"] = threshold_for(rights, WRONGLY_REFUSED)
    rounded = {name: round(value, 4) for name, value in coefficients.items()}
    COEFFICIENTS_FILE.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    print(f"Fitted on {len(examples)} answers: {rounded}")
    return 0


def fitted(examples: Sequence[Example]) -> dict[str, float]:
    """The coefficients of the signs as they are (the scaling is folded in), and the intercept."""
    names = [field.name for field in fields(Signs)]
    values = np.array([[asdict(e.signs)[name] for name in names] for e in examples])
    kinds = [(e.set, e.answerable) for e in examples]
    weights = np.array([1 / kinds.count(kind) for kind in kinds])
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
    search: Search, asked: Iterable[tuple[str, Sequence[str], bool]], name: str
) -> Iterator[Example]:
    """An example for each question of one part whose evidence is weighed and not forbidden."""
    assistant = Assistant(search, threshold=0.0)
    for question, history, answerable in asked:
        latest, whole = as_asked(question, history)
        if len(parts_of(latest)) > 1:
            continue
        finding = assistant.find(latest, whole)
        if finding.evidence is not None and finding.statements and finding.confidence < 1:
            yield Example(signs(finding.evidence), answerable, name)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ParityError as error:
        print(f"fit_refusal: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
