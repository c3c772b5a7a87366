"""What a chat model is asked to give back, and what can be read of it while it still arrives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from json import JSONDecoder
from typing import Any

from langchain_core.utils.json import parse_partial_json
from pydantic import BaseModel, Field

MOST_SENTENCES = 5
LONGEST_FORM = 4_000
"""Letters of an answer in its form: five long sentences with their sources have fewer."""

_DECODER = JSONDecoder()


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


def is_enough(text: str) -> bool:
    """Whether more has arrived than is shown: the model has lost its end."""
    at = text.find("{")
    too_long = at >= 0 and len(text) - at > LONGEST_FORM
    return too_long or sum(1 for _ in _sentences(_object(text))) > MOST_SENTENCES


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
    """The answer that a text holds, however much of it is there; None if it holds none.

    It may stand in a call of a tool that was written out, and before or after other words.
    """
    at = text.find("{")
    if at < 0:
        return None
    try:
        found, _ = _DECODER.raw_decode(text, at)
    except ValueError:
        try:
            found = parse_partial_json(text[at:].rstrip().removesuffix("```"))
        except ValueError:
            return None
    return _inside(found)


def _inside(found: Any) -> Any:
    """The first object with sentences, of an object and those that it holds; None if none has."""
    if not isinstance(found, dict) or "sentences" in found:
        return found
    inner = (_inside(one) for one in found.values() if isinstance(one, dict))
    return next((one for one in inner if one is not None), None)


def _sentences(found: Any) -> Iterator[Draft]:
    """The sentences of an answer; one may be a text alone, without its sources."""
    given = found.get("sentences") if isinstance(found, dict) else None
    for one in given if isinstance(given, list) else ():
        text = one.get("text") if isinstance(one, dict) else one
        if isinstance(text, str) and text.strip():
            sources = one.get("sources") if isinstance(one, dict) else None
            yield Draft(" ".join(text.split()), tuple(_numbers(sources)))


def _numbers(found: Any) -> Iterator[int]:
    """The whole numbers of a list, those that are given as text too, each once."""
    listed = found if isinstance(found, list) else [found]
    digits = [str(one).strip(" []") for one in listed if isinstance(one, int | str)]
    yield from dict.fromkeys(int(one) for one in digits if one.isascii() and one.isdecimal())
