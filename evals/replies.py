"""Where the evals' chat models have their replies from: a function, a file, or a model and a file.

A reply that a model gave is added to the file as soon as it is whole, so that a long measurement
can be broken off and gone on with; it counts with the seconds and tokens that it took.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from langchain_core.messages import BaseMessage
from pydantic import BaseModel

from assistant.library.library import Library
from assistant.settings import ChatSettings
from assistant.writing.failures import UnansweredError
from assistant.writing.messages import NOT_CARRIED, NOT_THE_FORM
from assistant.writing.model import ChatModel
from evals.metrics import normalised
from evals.questions import Question

_NUMBERED = re.compile(r"^\[(\d+)\] (.*)$", re.M)
_MOST_SAID = 4

Say = Callable[[Sequence[BaseMessage]], str]


@dataclass(frozen=True)
class Reply:
    """What a model said, the seconds and tokens that it took, and whether it still takes tools.

    ``wrote`` is how many of the tokens it wrote.
    """

    text: str
    seconds: float = 0.0
    tokens: float = 0.0
    takes_tools: bool = True
    wrote: float = 0.0


class Measured(ChatModel):
    """A chat model that counts its requests, and the seconds of replies that lie in a file."""

    def __init__(self, settings: ChatSettings) -> None:
        super().__init__(settings)
        self.requests: Counter[str] = Counter()
        self.kept_seconds = 0.0

    def stream(
        self, messages: Sequence[BaseMessage], until: float, form: type[BaseModel] | None = None
    ) -> Iterator[str]:
        last = messages[-1].text
        for opening in (NOT_THE_FORM, NOT_CARRIED):
            self.requests[opening] += last.startswith(opening)
        self.requests["all"] += 1
        yield from self.said(messages, until, form)

    def said(
        self, messages: Sequence[BaseMessage], until: float, form: type[BaseModel] | None
    ) -> Iterator[str]:
        """What the model says, as far as it has come."""
        yield from super().stream(messages, until, form)


class Scripted(Measured):
    """A chat model whose replies a function gives."""

    def __init__(self, settings: ChatSettings, say: Say) -> None:
        super().__init__(settings)
        self._say = say

    def said(
        self, messages: Sequence[BaseMessage], until: float, form: type[BaseModel] | None
    ) -> Iterator[str]:
        yield self._say(messages)


class Script:
    """What a writer that knows, or one that lies, says to the question that is asked now."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.question = Question("", "", "")

    def perfect(self, messages: Sequence[BaseMessage]) -> str:
        """The given sentences of a right paragraph that state the facts, word for word."""
        given = _given(messages)
        gold = " ".join(
            " ".join(self.library.paragraphs[key].text.split()) for key in self.question.gold
        )
        right = {n: text for n, text in given.items() if text in gold}
        facts = [
            n
            for n, text in right.items()
            for wordings in self.question.facts
            if any(normalised(wording) in normalised(text) for wording in wordings)
        ]
        chosen = list(dict.fromkeys(facts or right))[:_MOST_SAID]
        return _written([(given[n], [n]) for n in chosen])

    def liar(self, messages: Sequence[BaseMessage]) -> str:
        """The first given sentences, each with its numbers raised or with a denial put in."""
        given = _given(messages)
        return _written([(_falsified(text), [n]) for n, text in list(given.items())[:_MOST_SAID]])


def _given(messages: Sequence[BaseMessage]) -> dict[int, str]:
    asked = next((m.text for m in messages if m.type == "human"), "")
    return {int(number): text for number, text in _NUMBERED.findall(asked)}


def _falsified(text: str) -> str:
    raised = re.sub(r"\d+", lambda match: str(int(match.group()) + 1), text)
    return raised if raised != text else f"It is not true that {text[:1].lower()}{text[1:]}"


def _written(sentences: Sequence[tuple[str, list[int]]]) -> str:
    said = [{"text": text, "sources": sources} for text, sources in sentences]
    return json.dumps({"sentences": said, "nearest": []})


class Kept(Measured):
    """A chat model each of whose replies is kept in a file, and asked for once."""

    def __init__(self, settings: ChatSettings, path: Path | None) -> None:
        super().__init__(settings)
        self._path = path
        self._replies = read_replies(path)

    def said(
        self, messages: Sequence[BaseMessage], until: float, form: type[BaseModel] | None
    ) -> Iterator[str]:
        id_ = request_id(messages)
        if reply := self._replies.get(id_):
            self.kept_seconds += reply.seconds
            self._used += reply.tokens
            self.wrote += reply.wrote
            self.takes_tools = self.takes_tools and reply.takes_tools
            yield reply.text
            return
        text, used, wrote, began = "", self.used, self.wrote, time.perf_counter()
        try:
            for text in super().said(messages, until, form):
                yield text
        except GeneratorExit:  # whoever asked has read enough
            self._keep(id_, Reply(text, time.perf_counter() - began))
            raise
        seconds = time.perf_counter() - began
        self._keep(id_, Reply(text, seconds, self.used - used, wrote=self.wrote - wrote))

    def _keep(self, id_: str, reply: Reply) -> None:
        reply = self._replies[id_] = replace(reply, takes_tools=self.takes_tools)
        if self._path:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"id": id_} | asdict(reply), ensure_ascii=False) + "\n")


class Recorded:
    """Replies from a file, and the requests that have none, to be written to another."""

    def __init__(self, replies: dict[str, Reply]) -> None:
        self.replies = replies
        self.missing: dict[str, list[dict[str, str]]] = {}

    def say(self, messages: Sequence[BaseMessage]) -> str:
        id_ = request_id(messages)
        if id_ not in self.replies:
            self.missing[id_] = _listed(messages)
            raise UnansweredError("has no reply on record")
        return self.replies[id_].text


def request_id(messages: Sequence[BaseMessage]) -> str:
    """What a request is known by: a digest of its messages."""
    return hashlib.sha256(json.dumps(_listed(messages)).encode()).hexdigest()[:16]


def read_replies(path: Path | None) -> dict[str, Reply]:
    """The replies of a file of JSON lines, by their requests; none where there is no file."""
    if path is None or not path.is_file():
        return {}
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row.pop("id"): Reply(**row) for row in rows}


def _listed(messages: Sequence[BaseMessage]) -> list[dict[str, str]]:
    return [{"role": message.type, "content": message.text} for message in messages]
