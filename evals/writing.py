"""The reference questions, answered with a chat model: the same figures as offline, and its own.

``python -m evals.writing`` asks the model that PARITY_CHAT_MODEL names; ``--as perfect`` or ``--as
liar`` a script in its place. With ``--answers FILE`` its replies are read from JSON lines of
``{"id", "text"}``; those that it lacks are asked for and added, where PARITY_CHAT_MODEL is set, and
with ``--prompts FILE`` the requests are written as ``{"id", "messages"}``: so a model can be
measured where there is no network. ``--shown FILE`` writes every sentence that was shown with the
words that it cites, to be read by eye.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from assistant.answer import EXTRACTIVE, Answer, Statement
from assistant.ask import Assistant
from assistant.checking.nearest import SourceFinder
from assistant.checking.vouched import Gate
from assistant.library.library import Library
from assistant.search.reader import open_reader
from assistant.settings import ChatSettings, Settings
from assistant.writing.attempt import NONE_HELD
from assistant.writing.messages import NOT_CARRIED, NOT_THE_FORM
from assistant.writing.writer import OFFLINE, Writer
from evals.door import run
from evals.metrics import Scored, score, share
from evals.questions import Part, Question, read_questions
from evals.replies import Kept, Measured, Recorded, Script, Scripted, read_replies
from evals.tables import Table, percent
from ingest.errors import UsageError
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index

_QUOTED = re.compile(r"(\d+) sentences? (?:is|are) in the documents' own words")


@dataclass(frozen=True)
class Asked:
    """One question with its answer, the score, and what the model took for it.

    ``wrote`` is how many of the tokens it wrote.
    """

    scored: Scored
    answer: Answer
    seconds: float
    tokens: float
    wrote: float

    @property
    def written(self) -> bool:
        """Whether the chat model wrote the answer."""
        return self.answer.answerer != EXTRACTIVE

    @property
    def reworded(self) -> int:
        """The sentences that are in the model's own words."""
        return sum(map(self.is_reworded, self.answer.statements)) if self.written else 0

    @property
    def quoted(self) -> int:
        """The model's sentences in whose place their sources are quoted."""
        return sum(int(count) for count in _QUOTED.findall(self.answer.note))

    @property
    def fell_back(self) -> bool:
        """Whether the answer is the offline one since the model failed, or nothing of it held."""
        return OFFLINE.partition("{")[0] in self.answer.note

    @property
    def none_held(self) -> bool:
        """Whether the model wrote sentences, and none that its sources carry."""
        return NONE_HELD in self.answer.note

    def cost(self, prices: Sequence[float]) -> float:
        """What it cost, by the prices of a million tokens read and written."""
        read, write = prices
        return ((self.tokens - self.wrote) * read + self.wrote * write) / 1e6

    def is_reworded(self, statement: Statement) -> bool:
        """Whether a sentence does not stand in the paragraph that it cites."""
        return statement.text not in self.answer.citations[statement.cited[0]].paragraph.text

    def shown(self) -> dict[str, Any]:
        """What was shown, each sentence with the words that it cites."""
        of, citations = self.answer, self.answer.citations
        return {
            "id": self.scored.question.id,
            "question": self.scored.question.question,
            "answerable": self.scored.question.answerable,
            "right": self.scored.right,
            "outcome": of.outcome.value,
            "answerer": of.answerer,
            "note": of.note,
            "message": of.message,
            "seconds": round(self.seconds, 1),
            "sentences": [
                {
                    "text": said.text,
                    "reworded": self.written and self.is_reworded(said),
                    "cited": [
                        [citations[at].paragraph.key, citations[at].quote] for at in said.cited
                    ],
                }
                for said in of.statements
            ],
        }


def ask_all(
    assistant: Assistant, model: Measured, questions: Sequence[Question], script: Script | None
) -> list[Asked]:
    """Ask every question once."""
    found: list[Asked] = []
    for question in track(questions, "Asking", console=Console(stderr=True), transient=True):
        if script:
            script.question = question
        used, wrote = model.used, model.wrote
        started = time.perf_counter() + model.kept_seconds
        answer = assistant.ask(question.question, question.history)
        seconds = time.perf_counter() + model.kept_seconds - started
        took = (seconds, model.used - used, model.wrote - wrote)
        found.append(Asked(score(question, answer), answer, *took))
    return found


def table_of(
    model: Measured,
    asked: Sequence[Asked],
    offline: Sequence[Asked],
    prices: Sequence[float] = (0.0, 0.0),
) -> Table:
    """The figures of both, side by side; ``prices`` are of a million tokens read and written."""

    def column(of: Sequence[Asked], requests: Counter[str]) -> list[str]:
        scored = [one.scored for one in of]
        can = [s for s in scored if s.question.answerable]
        written = [one for one in of if one.written]
        count = max(len(written), 1)
        return [
            percent(share([s.right for s in can])),
            percent(share([not s.refused for s in can])),
            percent(share([s.refused for s in scored if not s.question.answerable])),
            str(len(written)),
            str(sum(len(one.answer.statements) for one in written)),
            str(sum(one.reworded for one in written)),
            str(sum(one.quoted for one in written)),
            str(sum(one.fell_back and not one.none_held for one in of)),
            str(sum(one.none_held for one in of)),
            str(requests["all"]),
            str(requests[NOT_THE_FORM]),
            str(requests[NOT_CARRIED]),
            f"{sum(one.seconds for one in of) / max(len(of), 1):.2f}",
            f"{sum(one.seconds for one in written) / count:.2f}",
            f"{sum(one.tokens for one in of) / count:.0f}",
            f"{sum(one.cost(prices) for one in of) / count:.4f}",
        ]

    names = (
        "answered rightly",
        "not wrongly refused",
        "refused of the unanswerable",
        "answers that the model wrote",
        "sentences in them",
        "of these in its own words",
        "its sentences that gave way to quotes",
        "answers offline because it failed",
        "answers offline because none of its sentences held",
        "requests to it",
        "of these for the form, once more",
        "of these for sentences, once more",
        "seconds an answer",
        "seconds an answer it wrote",
        "tokens an answer it wrote",
        "cost an answer it wrote",
    )
    rows = tuple(zip(names, column(offline, Counter()), column(asked, model.requests), strict=True))
    return Table(f"{len(asked)} questions", ("Figure", "offline", model.name), rows)


def chosen(questions: Sequence[Question], answerable: int, unanswerable: int) -> list[Question]:
    """So many of either kind, evenly spread, the kinds mixed.

    Of twice as many every second of a kind is one of these.
    """
    placed: list[tuple[float, Question]] = []
    for kind, count in ((True, answerable), (False, unanswerable)):
        of = [question for question in questions if question.answerable is kind]
        most = min(count, len(of))
        placed += [(at / most, of[at * len(of) // most]) for at in range(most)]
    return [question for _, question in sorted(placed, key=lambda one: one[0])]


def main(arguments: Sequence[str]) -> int:
    """Ask, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m evals.writing", description=__doc__)
    parser.add_argument("--as", dest="script", choices=("perfect", "liar"), default="")
    parser.add_argument("--every", type=int, default=1, help="ask each n-th question only")
    parser.add_argument(
        "--of",
        type=int,
        nargs=2,
        metavar=("ANSWERABLE", "UNANSWERABLE"),
        help="ask so many of each, evenly spread",
    )
    parser.add_argument("--part", choices=[part.value for part in Part], default="")
    parser.add_argument(
        "--prices",
        type=float,
        nargs=2,
        default=(0.0, 0.0),
        metavar=("READ", "WRITTEN"),
        help="what a million tokens cost, read and written, for the cost of an answer",
    )
    parser.add_argument("--answers", type=Path, help="replies, JSON lines")
    parser.add_argument("--prompts", type=Path, help="where requests without a reply are written")
    parser.add_argument("--shown", type=Path, help="where what was shown is written, JSON lines")
    options = parser.parse_args(arguments)
    settings = Settings.from_environment()
    encoder = Encoder(settings.embedding_model)
    index = open_index(settings.index_dir, encoder, settings.server)
    library = Library.of(index, encoder)
    script = Script(library) if options.script else None
    recorded = Recorded(read_replies(options.answers))
    model = _model(settings, script, options, recorded)
    writer = Writer(model, Gate(SourceFinder(library)))
    reader = open_reader(settings.reader)
    of_part = [q for q in read_questions() if options.part in ("", q.part.value)]
    questions = chosen(of_part, *options.of) if options.of else of_part[:: options.every]
    by_model = Assistant(library, reader=reader, writer=writer)
    asked = ask_all(by_model, model, questions, script)
    offline = ask_all(Assistant(library, reader=reader), model, questions, None)
    table_of(model, asked, offline, options.prices).show(Console())
    if options.shown:
        _write(options.shown, [one.shown() for one in asked])
    if options.prompts:
        rows = [{"id": id_, "messages": said} for id_, said in recorded.missing.items()]
        _write(options.prompts, rows)
        print(f"{len(rows)} requests without a reply: {options.prompts}")
    return 0


def _model(
    settings: Settings, script: Script | None, options: argparse.Namespace, recorded: Recorded
) -> Measured:
    if script:
        say = script.perfect if options.script == "perfect" else script.liar
        return Scripted(_scripted(settings, options.script), say)
    if options.prompts or (options.answers and settings.chat is None):
        return Scripted(_scripted(settings, "recorded"), recorded.say)
    if settings.chat is None:
        raise UsageError("Give PARITY_CHAT_MODEL, or --as, --answers or --prompts.")
    return Kept(settings.chat, options.answers)


def _scripted(settings: Settings, name: str) -> ChatSettings:
    """The settings of a chat model with a script in its place."""
    chat = replace(settings, chat_model=f"script:{name}").chat
    assert chat is not None
    return chat


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    lines = (f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    run("writing", lambda: main(sys.argv[1:]))
