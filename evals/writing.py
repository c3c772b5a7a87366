"""The reference questions, answered with a chat model: the same figures as offline, and its own.

``python -m evals.writing`` asks the model that PARITY_CHAT_MODEL names; ``--as perfect`` or ``--as
liar`` a script in its place. With ``--answers FILE`` its replies are read from JSON lines of
``{"id", "text"}``, and with ``--prompts FILE`` every request that has no reply there is written as
``{"id", "messages"}``: so a model can be measured where there is no network.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from langchain_core.messages import BaseMessage
from pydantic import BaseModel
from rich.console import Console
from rich.progress import track

from assistant.answer import EXTRACTIVE, Answer
from assistant.ask import Assistant
from assistant.checking.nearest import SourceFinder
from assistant.checking.vouched import Gate
from assistant.library.library import Library
from assistant.search.reader import open_reader
from assistant.settings import ChatSettings, Settings
from assistant.writing.model import ChatModel, UnansweredError
from assistant.writing.writer import Writer
from evals.door import run
from evals.metrics import Scored, normalised, score, share
from evals.questions import Part, Question, read_questions
from evals.tables import Table, percent
from ingest.errors import UsageError
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index

_NUMBERED = re.compile(r"^\[(\d+)\] (?:\(after “[^”]*”\) )?(.*)$", re.M)
_MOST_SAID = 4

Say = Callable[[Sequence[BaseMessage]], str]


class Scripted(ChatModel):
    """A chat model whose replies a function gives."""

    def __init__(self, name: str, say: Say) -> None:
        super().__init__(ChatSettings(f"script:{name}"))
        self._say = say

    def stream(
        self, messages: Sequence[BaseMessage], until: float, form: type[BaseModel] | None = None
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


class Recorded:
    """Replies from a file, and the requests that have none, to be written to another."""

    def __init__(self, replies: dict[str, str]) -> None:
        self.replies = replies
        self.missing: dict[str, list[dict[str, str]]] = {}

    def say(self, messages: Sequence[BaseMessage]) -> str:
        listed = [{"role": message.type, "content": message.text} for message in messages]
        id_ = hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:16]
        if id_ not in self.replies:
            self.missing[id_] = listed
            raise UnansweredError("has no reply on record")
        return self.replies[id_]


@dataclass(frozen=True)
class Asked:
    """One question with its answer, the score, and what the model took for it."""

    scored: Scored
    answer: Answer
    seconds: float
    tokens: float

    @property
    def reworded(self) -> int:
        """The sentences that are in the model's own words."""
        of = self.answer
        if of.answerer == EXTRACTIVE:
            return 0
        return sum(s.text not in of.citations[s.cited[0]].paragraph.text for s in of.statements)


def ask_all(
    assistant: Assistant, model: ChatModel, questions: Sequence[Question], script: Script | None
) -> list[Asked]:
    """Ask every question once."""
    found: list[Asked] = []
    for question in track(questions, "Asking", console=Console(stderr=True), transient=True):
        if script:
            script.question = question
        used, started = model.used, time.perf_counter()
        answer = assistant.ask(question.question, question.history)
        seconds = time.perf_counter() - started
        found.append(Asked(score(question, answer), answer, seconds, model.used - used))
    return found


def table_of(name: str, asked: Sequence[Asked], offline: Sequence[Asked]) -> Table:
    """The figures of both, side by side."""

    def column(of: Sequence[Asked]) -> list[str]:
        scored = [one.scored for one in of]
        can = [s for s in scored if s.question.answerable]
        written = [one for one in of if one.answer.answerer != EXTRACTIVE]
        count = max(len(written), 1)
        return [
            percent(share([s.right for s in can])),
            percent(share([not s.refused for s in can])),
            percent(share([s.refused for s in scored if not s.question.answerable])),
            str(len(written)),
            str(sum(len(one.answer.statements) for one in written)),
            str(sum(one.reworded for one in written)),
            str(sum(bool(one.answer.note) for one in of)),
            f"{sum(one.seconds for one in of) / max(len(of), 1):.2f}",
            f"{sum(one.tokens for one in of) / count:.0f}",
        ]

    names = (
        "answered rightly",
        "not wrongly refused",
        "refused of the unanswerable",
        "answers that the model wrote",
        "sentences in them",
        "of these in its own words",
        "answers with a note",
        "seconds an answer",
        "tokens an answer it wrote",
    )
    rows = tuple(zip(names, column(offline), column(asked), strict=True))
    return Table(f"{len(asked)} questions", ("Figure", "offline", name), rows)


def main(arguments: Sequence[str]) -> int:
    """Ask, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m evals.writing", description=__doc__)
    parser.add_argument("--as", dest="script", choices=("perfect", "liar"), default="")
    parser.add_argument("--every", type=int, default=1, help="ask each n-th question only")
    parser.add_argument("--part", choices=[part.value for part in Part], default="")
    parser.add_argument("--answers", type=Path, help="replies, JSON lines")
    parser.add_argument("--prompts", type=Path, help="where requests without a reply are written")
    options = parser.parse_args(arguments)
    settings = Settings.from_environment()
    encoder = Encoder(settings.embedding_model)
    index = open_index(settings.index_dir, encoder, settings.server)
    library = Library.of(index, encoder)
    script = Script(library) if options.script else None
    recorded = Recorded(_replies(options.answers)) if options.answers or options.prompts else None
    model = _model(settings, script, options.script, recorded)
    writer = Writer(model, Gate(SourceFinder(library)))
    reader = open_reader(settings.reader)
    of_part = [q for q in read_questions() if options.part in ("", q.part.value)]
    questions = of_part[:: options.every]
    by_model = Assistant(library, reader=reader, writer=writer)
    asked = ask_all(by_model, model, questions, script)
    offline = ask_all(Assistant(library, reader=reader), model, questions, None)
    table_of(model.name, asked, offline).show(Console())
    if recorded and options.prompts:
        lines = (
            json.dumps({"id": id_, "messages": messages}, ensure_ascii=False)
            for id_, messages in recorded.missing.items()
        )
        options.prompts.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        print(f"{len(recorded.missing)} requests without a reply: {options.prompts}")
    return 0


def _model(
    settings: Settings, script: Script | None, named: str, recorded: Recorded | None
) -> ChatModel:
    if script:
        return Scripted(named, script.perfect if named == "perfect" else script.liar)
    if recorded:
        return Scripted("recorded", recorded.say)
    if settings.chat is None:
        raise UsageError("Give PARITY_CHAT_MODEL, or --as, --answers or --prompts.")
    return ChatModel(settings.chat)


def _replies(path: Path | None) -> dict[str, str]:
    if path is None or not path.is_file():
        return {}
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["text"] for row in rows}


if __name__ == "__main__":
    run("writing", lambda: main(sys.argv[1:]))
