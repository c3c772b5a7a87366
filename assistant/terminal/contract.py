"""The machine contract: an Answer, or an error, as one JSON object; stable for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.bounds import LONGEST_LINE
from assistant.citing import lead
from ingest.errors import ParityError, UsageError
from ingest.types import Document, Paragraph


@dataclass(frozen=True)
class Request:
    """One line of ``parity ask --json -``."""

    question: str
    id: str | int | None = None
    history: tuple[str, ...] = ()


def to_object(answer: Answer, id_: str | int | None = None) -> dict[str, Any]:
    """An answer as the JSON object that docs/programs.md describes."""
    return {
        "id": id_,
        "question": answer.question,
        "standalone": answer.standalone,
        "outcome": answer.outcome.value,
        "answer": answer.text,
        "message": answer.message,
        "help": answer.help,
        "note": answer.note,
        "personal": list(answer.personal),
        "private": answer.private,
        "verdict": asdict(answer.verdict) if answer.verdict else None,
        "abbreviations": dict(answer.abbreviations),
        "searched": answer.searched,
        "confidence": round(answer.confidence, 4),
        "answerer": answer.answerer,
        "seconds": round(answer.seconds, 4),
        "citations": [
            {
                "n": citation.n,
                **place_object(citation.document, citation.paragraph, citation.page),
                "lead": lead(citation.document, citation.paragraph),
                "machine_read": citation.paragraph.machine_read,
                "voice": citation.voice,
                "doubts": list(citation.paragraph.doubts),
                "caution": citation.document.caution,
                "quote": citation.quote,
            }
            for citation in answer.citations
        ],
        "disagreements": [
            {"message": of.message, "citations": list(of.numbers), "dated": of.dated}
            for of in answer.disagreements
        ],
        "passages": [
            {
                "document": passage.document.id,
                "paragraph": passage.paragraph.number,
                "within": passage.paragraph.within,
                "score": round(passage.score, 4),
            }
            for passage in answer.passages
        ],
    }


def place_object(document: Document, paragraph: Paragraph, page: int | None) -> dict[str, Any]:
    """Where a paragraph stands, or words of it that begin on this page, for every such object."""
    return {
        "document": document.id,
        "title": document.title,
        "paragraph": paragraph.number,
        "printed": paragraph.printed,
        "within": paragraph.within,
        "section": list(paragraph.section),
        "page": page,
    }


def parse_request(line: str) -> Request:
    """A request from one line of JSON; raises UsageError that says what is wrong with it."""
    fields = _loaded(line)
    if not isinstance(fields, dict) or not isinstance(fields.get("question"), str):
        raise UsageError('A line is an object with a text "question", such as {"question": "…"}.')
    history = fields.get("history") or []
    if not isinstance(history, list) or not all(isinstance(turn, str) for turn in history):
        raise UsageError('"history" is a list of the earlier questions, oldest first.')
    if not _is_id(fields.get("id")):
        raise UsageError('"id" is a text or a whole number.')
    return Request(fields["question"], fields.get("id"), tuple(history))


def answer_lines(assistant: Assistant, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One object a line, in order; a line that cannot be answered gets ``{"id", "error"}``."""
    for line in lines:
        if not line.strip():
            continue
        try:
            request = parse_request(line)
            yield to_object(assistant.ask(request.question, request.history), request.id)
        except ParityError as error:
            yield {"id": _id_of(line), "error": str(error)}


def _loaded(line: str) -> Any:
    if len(line) >= LONGEST_LINE:
        raise UsageError(f"A line has fewer than {LONGEST_LINE:,} characters; give it fewer.")
    try:
        return json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"This line is not JSON that Parity can read: {error}.") from error


def _is_id(found: object) -> bool:
    return found is None or (isinstance(found, str | int) and not isinstance(found, bool))


def _id_of(line: str) -> str | int | None:
    """The id of a line that is otherwise wrong, if it has one."""
    try:
        fields = _loaded(line)
    except UsageError:
        return None
    found = fields.get("id") if isinstance(fields, dict) else None
    return found if _is_id(found) else None
