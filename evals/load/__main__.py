"""Fifty sessions through the real page, and what they see while something breaks.

``python -m evals.load`` serves the chat on a copy of the index and asks tuning questions through
Streamlit's own websocket: first one reader alone, twice, then many at once, at intervals by which
the app is kept busy for some three quarters of what it can do. Every answer must be, letter for
letter, the one that was given alone. With ``--faults`` the index, the disk, the clock, an ingest, a
Chroma server and a chat model's server break one after the other while the sessions go on, and
``--write`` writes all of it to ``docs/reliability.md``.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from assistant.settings import PROJECT, Settings
from evals.door import run
from evals.load.app import App, place, processor, running
from evals.load.faults import Fault, Outcome, broken, of_fresh_index, of_index, of_server
from evals.load.report import Load, Measured, page, tables
from evals.load.servers import Stoppable, chat_model, chroma, started
from evals.load.sessions import Alone, Asked, Conversation, Crowd, Kind, ask_alone, conversations
from ingest.indexing.pointer import require_index

PAGE = PROJECT / "docs" / "reliability.md"
SHARE = 0.75
"""How much of what the app can answer the sessions ask."""

MODEL_SECONDS = 5
"""For which a question waits for the chat model here; 20 by default."""
_TRIED_BY, _TRIED_SECONDS = 8, 20.0
"""Sessions without a pause, and for how long, that tell what the app can answer at most."""

_RENEWED = 12
"""Conversations asked where one reader alone has to be asked again beside all others."""


def main() -> int:
    """Measure, print and perhaps write; 1 if a session was shown what it should not be."""
    options = _options()
    settings = Settings.from_environment()
    require_index(settings.index_dir)
    began = time.monotonic()
    talks = conversations(options.questions)
    few = talks[:: max(1, len(talks) // options.fault_questions)]
    with tempfile.TemporaryDirectory(prefix="parity-load-") as folder:
        scratch = Path(folder)
        measured = _in_folder(scratch, settings, options, talks, few)
        if options.faults:
            measured.outcomes += _just_started(scratch, settings, options, few, measured.load)
            rest = (scratch, settings, options, few, measured.load.interval)
            records = chroma(scratch)
            variables = {"PARITY_CHROMA_URL": records.url}
            measured.outcomes += _with_server("Chroma server", records, *rest, variables)
            model = chat_model()
            variables = {
                "PARITY_CHAT_MODEL": "openai:script",
                "PARITY_CHAT_URL": f"{model.url}/v1",
                "PARITY_CHAT_KEY": "none",
                "PARITY_CHAT_SECONDS": str(MODEL_SECONDS),
            }
            measured.outcomes += _with_server("chat model", model, *rest, variables)
    measured.minutes = (time.monotonic() - began) / 60
    for table in tables(measured):
        table.show(Console())
    if options.write:
        PAGE.write_text(page(measured), encoding="utf-8")
        print(f"\nWritten to {PAGE.relative_to(PROJECT)}.")
    return int(not measured.well)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evals.load",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--sessions", type=int, default=50, help="how many ask at a time")
    add("--minutes", type=float, default=10.0, help="for how long they ask")
    add("--questions", type=int, default=150, help="conversations that they choose from")
    add("--faults", action="store_true", help="break things meanwhile")
    add("--only", default="", help="only the faults whose names have this in them")
    add("--fault-seconds", type=float, default=30.0, help="for how long each stays")
    add("--fault-questions", type=int, default=40, help="conversations asked meanwhile")
    add("--write", action="store_true", help="write docs/reliability.md")
    return parser.parse_args()


def _in_folder(
    scratch: Path,
    settings: Settings,
    options: argparse.Namespace,
    talks: Sequence[Conversation],
    few: Sequence[Conversation],
) -> Measured:
    """The load, and the faults of an index in a folder and of the machine."""
    with running(place(scratch / "plain", settings)) as app:
        load, alone = asyncio.run(_loaded(app, options, talks))
        measured = Measured(load, " ".join(["python -m evals.load", *sys.argv[1:]]), str(scratch))
        if options.faults:
            measured.outcomes = _break(app, of_index(), options, few, alone, load.interval)
            measured.after_faults = app.megabytes
    return measured


async def _loaded(
    app: App, options: argparse.Namespace, talks: Sequence[Conversation]
) -> tuple[Load, Alone]:
    """One reader alone twice, then all of them."""
    alone = await _alone(app, talks)
    again = await ask_alone(app.address, talks)
    _tell(f"asked alone a second time, {len(again)} questions")
    unsteady = sum(seen.fields != alone.seen[turn][0].fields for turn, seen in again)
    trial = Crowd(app.address, talks, min(_TRIED_BY, options.sessions))
    until = time.monotonic() + _TRIED_SECONDS
    await trial.run(_TRIED_SECONDS)
    rate = sum(one.ended <= until for one in trial.asked) / _TRIED_SECONDS
    interval = options.sessions / (SHARE * rate)
    _tell(f"{rate:.2f} answers a second at most; each session asks every {interval:.1f} s")
    before, busy = app.megabytes, processor()
    crowd = Crowd(app.address, talks, options.sessions, interval)
    began = time.monotonic()
    await crowd.run(options.minutes * 60)
    seconds = time.monotonic() - began
    used, idle = (now - then for now, then in zip(processor(), busy, strict=True))
    load = Load(
        options.sessions,
        seconds,
        interval,
        rate,
        trial.sessions,
        used / (used + idle),
        [seen for _, seen in again],
        unsteady,
        crowd.asked,
        alone,
        before,
        app.megabytes,
    )
    _tell(f"{len(crowd.asked)} questions: {_kinds(load.count)}")
    _show_unlike(alone, crowd.asked)
    return load, alone


def _show_unlike(alone: Alone, asked: Sequence[Asked]) -> None:
    """Print what no reader should have been shown, and what one alone was."""
    for one in asked:
        if alone.kind(one) in (Kind.OTHER, Kind.ERROR):
            print(f"  {alone.kind(one)}: {one.turn[0][one.turn[1]]} {one.error}")
            for seen in [one.seen, *alone.seen[one.turn]] if one.seen else []:
                print(f"    {seen.fields if seen else ''}", flush=True)


async def _alone(app: App, talks: Sequence[Conversation]) -> Alone:
    alone = Alone()
    for turn, seen in await ask_alone(app.address, talks):
        alone.add(turn, seen)
    _tell(f"asked alone, {len(alone.seen)} questions")
    return alone


def _break(
    app: App,
    faults: Sequence[Fault],
    options: argparse.Namespace,
    talks: Sequence[Conversation],
    alone: Alone,
    interval: float,
) -> list[Outcome]:
    """Every fault in turn, each with sessions of its own."""
    found = []
    for fault in faults:
        if options.only not in fault.name:
            continue
        fewer = talks[:: max(1, len(talks) // _RENEWED)] if fault.renews else talks
        crowd = Crowd(app.address, fewer, options.sessions, interval)
        _tell(f"{fault.name} …")
        outcome = asyncio.run(broken(app, fault, fewer, alone, crowd, options.fault_seconds))
        _tell(f"{fault.name}: {_kinds(outcome.count)}")
        for line in [*outcome.told, *outcome.said, *outcome.errors]:
            print(f"  {line}", flush=True)
        _show_unlike(outcome.alone, outcome.asked)
        found.append(outcome)
    return found


def _just_started(
    scratch: Path,
    settings: Settings,
    options: argparse.Namespace,
    talks: Sequence[Conversation],
    load: Load,
) -> list[Outcome]:
    """The fault of an app that has read little of its index yet."""
    if options.only not in of_fresh_index().name:
        return []
    with running(place(scratch / "fresh", settings)) as app:
        return _break(app, [of_fresh_index()], options, talks, Alone(), load.interval)


def _with_server(
    what: str,
    server: Stoppable,
    scratch: Path,
    settings: Settings,
    options: argparse.Namespace,
    talks: Sequence[Conversation],
    interval: float,
    variables: dict[str, str],
) -> list[Outcome]:
    """The faults of a server that an app of its own is set to."""
    faults = [fault for fault in of_server(what, server) if options.only in fault.name]
    if not faults:
        return []
    folder = scratch / what.replace(" ", "-")
    with started(server):
        made = place(folder, settings, **variables)
        if not made.index.exists():
            _tell(f"{what}: the ingest took {made.ingested():.0f} s")
        with running(made) as app:
            alone = asyncio.run(_alone(app, talks))
            return _break(app, faults, options, talks, alone, interval)


def _tell(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)


def _kinds(count: Callable[[Kind], int]) -> str:
    return ", ".join(f"{count(kind)} {kind}" for kind in Kind)


if __name__ == "__main__":
    run("load", main)
