"""How far something long is, in bars on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ingest.types import Progress as Done


@contextmanager
def bars(*of: str) -> Iterator[tuple[Done, ...]]:
    """A bar for each of some steps, the last that was told of is shown; none without a terminal."""
    console = Console(stderr=True, highlight=False)
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    tasks = [progress.add_task(what, visible=False) for what in of]

    def shown(at: int) -> Done:
        def show(done: int, total: int) -> None:
            progress.start()
            for other, task in enumerate(tasks):
                progress.update(task, visible=other == at)
            progress.update(tasks[at], completed=done, total=total)

        return show

    try:
        yield tuple(map(shown, range(len(of))))
    finally:
        if progress.live.is_started:
            progress.stop()
