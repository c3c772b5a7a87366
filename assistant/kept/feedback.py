"""What people say of answers, a line of JSON each, and the questions for the evals it suggests."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from assistant.answer import Answer
from assistant.kept.files import add_line, size
from assistant.kept.turn import Turn, is_written, now
from assistant.personal.masking import masked
from assistant.question.crisis import may_be_in_distress
from ingest.errors import ParityError

MOST_BYTES = 50_000_000
"""Of the file, beyond which no more is written."""

LONGEST_NOTE = 2_000
"""Letters."""

_LOCK_SECONDS = 10.0
_FILE = "feedback.jsonl"


class Opinion(StrEnum):
    """What somebody says of an answer."""

    USEFUL = "useful"
    NOT_USEFUL = "not useful"
    EVIDENCE_WRONG = "the evidence is wrong"
    TAKEN_BACK = "taken back"


class FeedbackError(ParityError):
    """Feedback that cannot be read or written."""


@dataclass(frozen=True)
class Feedback:
    """One person's verdict on one answer, with all that is needed to look into it.

    ``turn`` tells the answer from every other; the last verdict on it counts. ``cited`` are the
    keys of the paragraphs cited, ``quotes`` the words quoted from them, ``nearest`` the keys of the
    paragraphs found. ``fingerprint`` is that of the documents, ``date`` a moment in UTC (ISO 8601).
    """

    turn: str
    verdict: Opinion
    note: str
    question: str
    history: tuple[str, ...]
    standalone: str
    outcome: str
    answer: str
    cited: tuple[str, ...]
    quotes: tuple[str, ...]
    nearest: tuple[str, ...]
    answerer: str
    fingerprint: str
    date: str


def feedback_on(
    turn: Turn, answer: Answer, verdict: Opinion, note: str, history: Sequence[str]
) -> Feedback:
    """The verdict on a turn's answer, with what is personal masked."""

    def hidden(text: str) -> str:
        return masked(text, answer.printed)

    return Feedback(
        turn=turn.id,
        verdict=verdict,
        note=hidden(note.strip()[:LONGEST_NOTE]),
        question=hidden(turn.question),
        history=tuple(map(hidden, history)),
        standalone=hidden(answer.standalone),
        outcome=answer.outcome.value,
        answer="\n".join(
            [*filter(None, [hidden(answer.message)]), *(said.text for said in answer.statements)]
        ),
        cited=tuple(dict.fromkeys(c.paragraph.key for c in answer.citations)),
        quotes=tuple(citation.quote for citation in answer.citations),
        nearest=tuple(passage.paragraph.key for passage in answer.passages),
        answerer=answer.answerer,
        fingerprint=turn.fingerprint,
        date=now(),
    )


def may_be_written(turn: Turn, note: str) -> bool:
    """Whether feedback may be written: never where somebody may be in distress."""
    return is_written(turn) and not may_be_in_distress(note)


def write(folder: Path, feedback: Feedback) -> None:
    """Add a line to the file of feedback in a folder; raises :class:`FeedbackError`."""
    text = json.dumps(asdict(feedback), ensure_ascii=False)
    line = f"{text}\n".encode(errors="backslashreplace")
    file = folder / _FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(folder / "feedback.lock", timeout=_LOCK_SECONDS):
            if size(file) + len(line) > MOST_BYTES:
                raise FeedbackError(
                    "No more feedback is being kept: its file is full. Whoever runs Parity can "
                    "export it and put it away."
                )
            add_line(file, line)
    except (OSError, Timeout) as error:
        raise FeedbackError(
            "Your feedback could not be written down. Whoever runs Parity should look at the "
            "folder that PARITY_KEPT_DIR names."
        ) from error


@dataclass(frozen=True)
class Kept:
    """The last verdict on every answer, oldest first, and how many lines could not be read."""

    feedback: tuple[Feedback, ...]
    damaged: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many verdicts of each kind there are."""
        found = Counter(of.verdict for of in self.feedback)
        return {of.value: found[of] for of in Opinion if of is not Opinion.TAKEN_BACK}


def read(folder: Path) -> Kept:
    """All feedback in a folder; none where nothing was written."""
    file = folder / _FILE
    if not file.exists():
        return Kept(())
    last: dict[str, Feedback] = {}
    damaged = 0
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError as error:
        raise FeedbackError(f"The feedback in {file} cannot be read: {error.strerror}.") from error
    for line in filter(str.strip, lines):
        try:
            feedback = _from_object(json.loads(line))
        except (ValueError, TypeError, KeyError, RecursionError):
            damaged += 1
            continue
        last.pop(feedback.turn, None)
        if feedback.verdict is not Opinion.TAKEN_BACK:
            last[feedback.turn] = feedback
    return Kept(tuple(last.values()), damaged)


def _from_object(fields: Mapping[str, Any]) -> Feedback:
    """Raises ValueError, TypeError or KeyError where these are no feedback's fields."""
    known: dict[str, Any] = {}
    for name, of in Feedback.__dataclass_fields__.items():
        value, is_list = fields[name], of.type.startswith("tuple")
        words = value if is_list else [value]
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise TypeError(f"{name} is of another type")
        known[name] = tuple(words) if is_list else value
    return Feedback(**known | {"verdict": Opinion(known["verdict"])})


def candidates(feedback: Sequence[Feedback]) -> Iterator[dict[str, Any]]:
    """A reference question for each answer, in the form of ``evals/questions.jsonl``, unreviewed.

    ``gold`` is what was cited where somebody found that useful, and empty otherwise: for a reviewer
    to fill in. ``facts`` always are. A question that nobody has reviewed says so in its id, its
    family and its ``why``.
    """
    for number, of in enumerate(feedback, start=1):
        useful = of.verdict is Opinion.USEFUL
        fields: dict[str, Any] = {
            "id": f"unreviewed-{number:03d}",
            "family": "unreviewed",
            "question": of.question,
            "gold": list(of.cited) if useful else [],
            "facts": [],
            "why": f"Unreviewed feedback: {of.verdict.value}. {of.note}".strip(),
        }
        if of.history:
            fields["history"] = list(of.history)
        yield {**fields, "unreviewed": True, "feedback": asdict(of)}
