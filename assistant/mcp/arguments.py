"""What each tool is given: typed fields with their bounds, and one sentence for what is wrong.

A bound that the tool's own function explains in a sentence is told to clients by its schema alone;
some texts beyond it must get through, such as a long message from somebody in distress.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.bounds import LONGEST_CHECKED, LONGEST_QUESTION, MOST_TURNS
from assistant.commitments import View
from assistant.desk.wording import LONGEST as LONGEST_PHRASE
from assistant.settings import Settings
from ingest.errors import UsageError
from ingest.language.fulfilment import Fulfilment
from ingest.language.strength import Strength
from ingest.register.types import Kind
from ingest.written import first_fault

_MOST_ROWS, _ROWS = 500, 50
_LONGEST_NAME = 1_000
"""Letters of an id, a number, a heading or a filter."""


def _as_list(given: Any) -> Any:
    """A list that a client has written as JSON in a text, as some do; else what was given."""
    try:
        return json.loads(given) if isinstance(given, str) else given
    except (ValueError, RecursionError):
        return given


def _told(longest: int) -> dict[str, Any]:
    """Bounds that the schema tells and the tool itself looks to."""
    return {"minLength": 1, "maxLength": longest}


_Name = Annotated[str, Field(max_length=_LONGEST_NAME)]


class Arguments(BaseModel):
    """The arguments of a tool; a number is taken for the text that it is written as."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True, title="Arguments")


class Ask(Arguments):
    """A question, in the light of those before it."""

    question: str = Field(
        description="One question about the documents, in plain English; it may be a follow-up.",
        json_schema_extra=_told(LONGEST_QUESTION),
    )
    history: Annotated[list[str], BeforeValidator(_as_list)] = Field(
        default=[],
        max_length=MOST_TURNS,
        description="The user's earlier questions of this conversation, oldest first, without "
        "answers.",
    )


class Phrase(Arguments):
    """Words that are looked for."""

    phrase: str = Field(
        description="Words of a sentence, half-remembered or pasted.",
        json_schema_extra=_told(LONGEST_PHRASE),
    )


class Claim(Arguments):
    """What the documents are said to say."""

    claim: str = Field(
        description="A claim of at least three words, or a whole text of many sentences.",
        json_schema_extra=_told(LONGEST_CHECKED),
    )


class Narrowed(Arguments):
    """Which commitments are wanted."""

    view: View | None = Field(
        default=None,
        description="evaluated: those that were rated, with ratings and outcome; all: every "
        "commitment; across: what several places say of one promise. Without it: evaluated, or all "
        "with kind, strength or less_sure.",
    )
    document: _Name = Field(default="", description="Only of the document with this id.")
    theme: _Name = Field(
        default="", description="Only on this: words of it, of the headings above, of the document."
    )
    who: _Name = Field(default="", description="Only what this body is to do (evaluated, all).")
    due_by: int | None = Field(
        default=None,
        ge=1900,
        le=2999,
        description="Only what is due by the end of this year (evaluated, all).",
    )
    kind: _Name = Field(
        default="", description=f"Only of this kind (all): {', '.join(of.value for of in Kind)}."
    )
    rating: _Name = Field(default="", description="Only rated so (evaluated), such as good.")
    heading: _Name = Field(
        default="", description="Only rated under this heading (evaluated), such as impact."
    )
    outcome: _Name = Field(
        default="",
        description="Only with this outcome (evaluated): "
        f"{', '.join(of.value for of in Fulfilment)}.",
    )
    strength: _Name = Field(
        default="",
        description=f"Only as firm as this (all): {', '.join(of.value for of in Strength)}.",
    )
    less_sure: bool = Field(default=False, description="Also what may be no commitment (all).")
    most: int = Field(
        default=_ROWS, ge=1, le=_MOST_ROWS, description="How many are given at most; total has all."
    )


class Cited(Arguments):
    """A paragraph as a citation names it."""

    document: str = Field(
        description="The document's id, as citations have it under “document”.",
        json_schema_extra=_told(_LONGEST_NAME),
    )
    paragraph: str = Field(
        description="Its number, as citations have it under “paragraph”, such as 47.",
        json_schema_extra=_told(_LONGEST_NAME),
    )
    within: str = Field(
        default="",
        description="The heading that tells this number from the same number elsewhere in the "
        "document, as citations have it under “within”; mostly empty.",
        json_schema_extra={"maxLength": _LONGEST_NAME},
    )


_Given = TypeVar("_Given", bound=Arguments)


def read(form: type[_Given], given: dict[str, Any]) -> _Given:
    """The arguments of a tool; raises :class:`UsageError` that says what is wrong with the first.

    >>> read(Phrase, {"word": "beds"})
    Traceback (most recent call last):
    ingest.errors.UsageError: The argument 'phrase' is missing; give it.
    """
    try:
        return form.model_validate(given)
    except ValidationError as error:
        kind, name, why = first_fault(error)
    if kind == "missing":
        raise UsageError(f"The argument '{name}' is missing; give it.")
    if kind == "extra_forbidden":
        known = ", ".join(form.model_fields)
        raise UsageError(f"There is no argument '{name}'; known are: {known}.")
    raise UsageError(f"The argument '{name}' is wrong: {why}.")


def schema_of(form: type[Arguments], settings: Settings) -> dict[str, Any]:
    """The JSON schema of a tool's arguments, with the lengths that are set."""
    schema = form.model_json_schema()
    longest = {"question": settings.question_letters, "claim": settings.check_letters}
    for name, letters in longest.items():
        if name in schema["properties"]:
            schema["properties"][name]["maxLength"] = int(letters)
    return schema
