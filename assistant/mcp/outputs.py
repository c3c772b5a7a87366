"""The JSON schemas of what the tools give: the keys of the objects that ``--json`` prints.

docs/programs.md and docs/desk.md say what each key has.
"""

from __future__ import annotations

from typing import Any

from assistant.answer import Outcome
from assistant.commitments import VIEWS
from assistant.desk.check import Verdict
from assistant.desk.wording import Found

_Schema = dict[str, Any]
_TEXT: _Schema = {"type": "string"}
_YES_OR_NO: _Schema = {"type": "boolean"}
_WHOLE: _Schema = {"type": "integer"}
_NUMBER: _Schema = {"type": "number"}
_ANY_OBJECT: _Schema = {"type": "object"}


def _object(**keys: _Schema) -> _Schema:
    """An object that has all of these keys."""
    return {"type": "object", "properties": keys, "required": list(keys)}


def _list(of: _Schema) -> _Schema:
    return {"type": "array", "items": of}


def _or_none(of: _Schema) -> _Schema:
    return {"anyOf": [of, {"type": "null"}]}


_TEXTS = _list(_TEXT)
_PLACE: dict[str, _Schema] = {
    "document": _TEXT,
    "title": _TEXT,
    "paragraph": _TEXT,
    "printed": _YES_OR_NO,
    "within": _TEXT,
    "section": _TEXTS,
    "page": _or_none(_WHOLE),
    "machine_read": _YES_OR_NO,
    "doubts": _TEXTS,
    "caution": _TEXT,
}
_CITATION = _object(n=_WHOLE, **_PLACE, lead=_TEXT, voice=_TEXT, quote=_TEXT)
_SOURCE = _object(
    **_PLACE,
    voice=_TEXT,
    lead_in=_TEXT,
    text=_TEXT,
    heading=_YES_OR_NO,
    marks=_list(_list(_WHOLE)),
    share=_NUMBER,
    not_there=_TEXTS,
    citation=_TEXT,
)
ANSWER = _object(
    id=_or_none({"type": ["string", "integer"]}),
    question=_TEXT,
    standalone=_TEXT,
    outcome={"enum": [outcome.value for outcome in Outcome]},
    answer=_TEXT,
    message=_TEXT,
    help=_TEXT,
    note=_TEXT,
    personal=_TEXTS,
    private=_YES_OR_NO,
    verdict=_or_none(_object(subject=_TEXT, outcome=_TEXT, told=_TEXT)),
    abbreviations={"type": "object", "additionalProperties": _TEXT},
    searched=_TEXT,
    confidence=_NUMBER,
    answerer=_TEXT,
    seconds=_NUMBER,
    citations=_list(_CITATION),
    disagreements=_list(_object(message=_TEXT, citations=_list(_WHOLE), dated=_YES_OR_NO)),
    passages=_list(_object(document=_TEXT, paragraph=_TEXT, within=_TEXT, score=_NUMBER)),
)
WORDING = _object(
    phrase=_TEXT,
    result={"enum": [found.name.lower() for found in Found]},
    places=_list(_SOURCE),
    more=_YES_OR_NO,
)
_DIFFERENCE = _object(kind=_TEXT, start=_WHOLE, end=_WHOLE, words=_TEXT, instead=_TEXT)
CHECKED = _object(
    claims=_list(
        _object(
            claim=_TEXT,
            verdict={"enum": [verdict.name.lower() for verdict in Verdict]},
            differences=_list(_DIFFERENCE),
            not_carried=_TEXTS,
            sources=_list(_SOURCE),
        )
    )
)
COMMITMENTS = _object(
    view={"enum": list(VIEWS)},
    total=_WHOLE,
    commitments=_list(_ANY_OBJECT),
)
PARAGRAPH = _object(
    **_PLACE,
    pages=_list(_WHOLE),
    date=_TEXT,
    lead=_TEXT,
    citation=_TEXT,
    voices=_TEXTS,
    cautions=_TEXTS,
    text=_TEXT,
)
