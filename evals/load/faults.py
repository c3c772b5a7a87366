"""What breaks while readers ask, how it is mended, and what they saw meanwhile."""

from __future__ import annotations

import asyncio
import shutil
import signal
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from evals.load.app import App, LoadError
from evals.load.clock import turn
from evals.load.servers import Stoppable
from evals.load.sessions import Alone, Asked, Conversation, Crowd, Kind, ask_alone
from ingest.indexing.pointer import current_generation, generations

BACK_SECONDS = 86_400.0
_MORE = "This edition was looked through again, and a line was added to it."
_INGEST_MEGABYTES = 1
_KILL_WITHIN = 60.0
PATIENCE = 180.0
"""Seconds after the mending for which it is waited that all is well."""

RECOVERED = 5
"""So many answers in a row, asked after the mending, have to be as before."""

Step = Callable[[App], Awaitable[str]]
"""Something that is done to an app; what is to be told of it, if anything."""


@dataclass(frozen=True)
class Fault:
    """What breaks: how it is made, how it is mended, both in words too.

    ``renews`` says that one reader alone has to be asked again once it is mended: it may answer
    otherwise then, as another edition does, or was not asked before.
    """

    name: str
    made: str
    mended: str
    make: Step
    mend: Step
    renews: bool = False


@dataclass
class Outcome:
    """What the sessions saw from the moment that something broke.

    ``recovered`` are seconds from the mending to the first of the answers that were all as before;
    None where none was. ``told`` is what there is to tell of the making and the mending.
    """

    fault: Fault
    asked: list[Asked]
    alone: Alone
    recovered: float | None
    told: list[str] = field(default_factory=list)

    def count(self, kind: Kind) -> int:
        """How many questions were answered so."""
        return sum(self.alone.kind(one) is kind for one in self.asked)

    @property
    def said(self) -> dict[str, int]:
        """The sentences that told why, the most frequent first."""
        lines = [line for one in self.asked for line in self.alone.remarks(one)]
        return dict(sorted(((of, lines.count(of)) for of in set(lines)), key=lambda of: -of[1]))

    @property
    def errors(self) -> list[str]:
        """What no reader may see."""
        return sorted({one.error for one in self.asked if one.error})


async def broken(
    app: App,
    fault: Fault,
    talks: Sequence[Conversation],
    alone: Alone,
    crowd: Crowd,
    seconds: float,
) -> Outcome:
    """Break something for so many seconds while a crowd asks, and mend it; until all is well."""
    alone = alone.copy()
    asking = asyncio.create_task(crowd.run())
    await asyncio.sleep(seconds / 4)
    began = time.monotonic()
    told = [await fault.make(app)]
    await asyncio.sleep(seconds)
    told.append(await fault.mend(app))
    mended = time.monotonic()
    after = alone
    if fault.renews:
        await asyncio.sleep(seconds / 2)
        after = Alone()
        for turn_, seen in await ask_alone(app.address, talks):
            after.add(turn_, seen)
            alone.add(turn_, seen)
    recovered = await _recovered(crowd, after, mended)
    crowd.stop()
    await asking
    asked = [one for one in crowd.asked if one.ended >= began]
    return Outcome(fault, asked, alone, recovered, list(filter(None, told)))


async def _recovered(crowd: Crowd, alone: Alone, mended: float) -> float | None:
    """Seconds until the first of the answers that are all as before; None after a long wait."""
    while time.monotonic() - mended < PATIENCE:
        after = sorted((one for one in crowd.asked if one.began >= mended), key=lambda o: o.ended)
        same = [alone.kind(one) is Kind.SAME for one in after]
        well = next((n for n, as_before in enumerate(reversed(same)) if not as_before), len(same))
        if well >= RECOVERED:
            return after[len(same) - well].ended - mended
        await asyncio.sleep(0.2)
    return None


async def _nothing(_: App) -> str:
    return ""


# The index


async def _delete(app: App) -> str:
    pristine = app.place.folder / "pristine"
    shutil.copytree(app.place.index, pristine)
    shutil.rmtree(app.place.index)
    return ""


async def _put_back(app: App) -> str:
    (app.place.folder / "pristine").rename(app.place.index)
    return ""


def _truncate(name: str) -> Step:
    async def make(app: App) -> str:
        index = app.place.index
        file = index / "generations" / current_generation(index) / name
        with file.open("r+b") as open_:
            open_.truncate(file.stat().st_size // 2)
        return ""

    return make


async def _ingest(app: App) -> str:
    seconds = await asyncio.to_thread(app.place.ingested)
    return f"the ingest took {seconds:.0f} s"


async def _replace(app: App) -> str:
    _edit(app)
    return await _ingest(app)


def _edit(app: App) -> None:
    """A paragraph more at the end of every document that is plain text."""
    for file in app.place.corpus.glob("*.txt"):
        with file.open("a", encoding="utf-8") as open_:
            open_.write(f"\n\n{_MORE}\n")


@contextmanager
def _edited(app: App) -> Iterator[None]:
    """Documents of another edition, which become again what they were."""
    before = {file: file.read_bytes() for file in app.place.corpus.glob("*.txt")}
    _edit(app)
    try:
        yield
    finally:
        for file, content in before.items():
            file.write_bytes(content)


async def _kill_ingest(app: App) -> str:
    """Begin an ingest of another edition and kill it once it writes the next generation."""
    index, before = app.place.index, set(generations(app.place.index))
    with _edited(app):
        process = app.place.ingest()
        until = time.monotonic() + _KILL_WITHIN
        while set(generations(index)) <= before and process.poll() is None:
            if time.monotonic() > until:
                break
            await asyncio.sleep(0.01)
        process.kill()
        await asyncio.to_thread(process.communicate)
    if process.returncode != -signal.SIGKILL:
        raise LoadError("The ingest had ended before it could be killed.")
    return ""


# The machine


async def _fill_disk(app: App) -> str:
    app.limit_files(0)
    with _edited(app):
        process = app.place.ingest(_INGEST_MEGABYTES)
        printed, _ = await asyncio.to_thread(process.communicate)
    said = " ".join(printed.rpartition("parity: ")[2].split())
    return f"an ingest ended with status {process.returncode}: “{said}”"


async def _empty_disk(app: App) -> str:
    app.limit_files()
    return ""


async def _turn_back(app: App) -> str:
    turn(app.place.folder / "shift", -BACK_SECONDS)
    return ""


async def _turn_right(app: App) -> str:
    turn(app.place.folder / "shift", 0.0)
    return ""


def of_index() -> list[Fault]:
    """The faults of an index in a folder and of the machine, in an order in which each can be."""
    other, again = "`parity ingest` of another edition", "`parity ingest`"
    no_room = "the app may write no byte to a file (RLIMIT_FSIZE 0)"
    clock = "by a day, in the app's process (`evals/load/clock.py`)"
    cut, cut_off = _truncate("tokens.bin"), "`tokens.bin` cut to half"
    return [
        Fault("ingest killed", f"{other}, SIGKILL as it writes", "nothing", _kill_ingest, _nothing),
        Fault("disk full", no_room, "no limit", _fill_disk, _empty_disk),
        Fault("clock turned back", clock, "put right", _turn_back, _turn_right),
        Fault("index deleted", "the whole folder", "put back from a copy", _delete, _put_back),
        Fault("index truncated", cut_off, again, cut, _ingest),
        Fault("index replaced", other, "nothing", _replace, _nothing, renews=True),
    ]


def of_fresh_index() -> Fault:
    """The fault of an index of which an app that has just started has read little yet."""
    cut = _truncate("tokens.bin")
    name, made = "index truncated, app just started", "`tokens.bin` cut to half"
    return Fault(name, made, "`parity ingest`", cut, _ingest, renews=True)


def of_server(what: str, server: Stoppable) -> list[Fault]:
    """The faults of a server, be it Chroma's or a chat model's."""

    async def stop(_: App) -> str:
        await asyncio.to_thread(server.stop)
        return ""

    async def start(_: App) -> str:
        await asyncio.to_thread(server.start)
        return ""

    async def hang(_: App) -> str:
        server.hang()
        return ""

    async def go_on(_: App) -> str:
        server.go_on()
        return ""

    return [
        Fault(f"{what} stopped", "the server ended (SIGTERM)", "started again", stop, start),
        Fault(f"{what} hung", "the server held still (SIGSTOP)", "let go on", hang, go_on),
    ]
