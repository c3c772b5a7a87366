"""What a chat model is asked to give back, and what can be read of it while it still arrives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from langchain_core.utils.json import parse_partial_json
from pydantic import BaseModel, Field

MOST_SENTENCES = 5


class Sentence(BaseModel):
    """One sentence of the answer."""

    text: str = Field(description="One sentence, in plain words, true to its sources.")
    sources: list[int] = Field(
        description="The numbers of the numbered sentences that say this; at least one."
    )


class Written(BaseModel):
    """The answer to the question, made only of what the numbered sentences say."""

    sentences: list[Sentence] = Field(
        default_factory=list,
        description="The first answers the question; at most four more. Empty if the numbered "
        "sentences do not answer it.",
    )
    open: str = Field(
        default="", description="The words of the question that are not answered; else empty."
    )
    nearest: list[int] = Field(
        default_factory=list,
        description="Where nothing answers, the numbers of the sentences that come nearest.",
    )


@dataclass(frozen=True)
class Draft:
    """A sentence as it was written, with the numbers of its sources."""

    text: str
    sources: tuple[int, ...]


def drafts(text: str, *, whole: bool) -> list[Draft]:
    """The sentences that have arrived in full; the last is one of them only once all is there.

    No more than :data:`MOST_SENTENCES`, however many were written.

    >>> drafts('{"sentences": [{"text": "Two closed.", "sources": [4]}, {"text": "On', whole=False)
    [Draft(text='Two closed.', sources=(4,))]
    """
    found = list(_sentences(_object(text)))
    return (found if whole else found[:-1])[:MOST_SENTENCES]


def read_written(text: str) -> Written | None:
    """The whole of what was given back; None where it is nothing that was asked for."""
    found = _object(text)
    if not isinstance(found, dict) or not isinstance(found.get("sentences"), list):
        return None
    open_ = found.get("open")
    of = [{"text": draft.text, "sources": draft.sources} for draft in drafts(text, whole=True)]
    return Written.model_validate(
        {
            "sentences": of,
            "open": open_ if isinstance(open_, str) else "",
            "nearest": list(_numbers(found.get("nearest"))),
        }
    )


def _object(text: str) -> Any:
    """The object that a text holds, however much of it is there; None if it holds none."""
    at = text.find("{")
    if at < 0:
        return None
    try:
        return parse_partial_json(text[at:].rstrip().removesuffix("```"))
    except ValueError:
        return None


def _sentences(found: Any) -> Iterator[Draft]:
    given = found.get("sentences") if isinstance(found, dict) else None
    for one in given if isinstance(given, list) else ():
        text = one.get("text") if isinstance(one, dict) else None
        if isinstance(text, str) and text.strip():
            yield Draft(" ".join(text.split()), tuple(_numbers(one.get("sources"))))


def _numbers(found: Any) -> Iterator[int]:
    """The whole numbers of a list, those that are given as text too, each once."""
    listed = found if isinstance(found, list) else [found]
    digits = [str(one).strip(" []") for one in listed if isinstance(one, int | str)]
    yield from dict.fromkeys(int(one) for one in digits if one.isascii() and one.isdecimal())
