"""How a reading process ended, and the true reason in a sentence."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ingest.reading.limits import Limits

NO_MEMORY = 12
"""The exit status of a reading process that was refused more memory."""

_CRASHES = {
    signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGFPE, signal.SIGILL, signal.SIGSYS,
}  # fmt: skip


class Cause(StrEnum):
    """Why a reading process ended before it had read all."""

    PAGE = "page"
    FILE = "file"
    MEMORY = "memory"
    IDLE = "idle"
    CLOCK = "clock"
    CRASH = "crash"
    KILLED = "killed"


@dataclass(frozen=True)
class Ended:
    """The end of a reading process: why, and by what; ``seconds`` are its processor time."""

    cause: Cause
    by: str = ""
    seconds: float = 0.0

    @classmethod
    def of(cls, message: Mapping[str, Any], stopped: Cause | None = None) -> Ended:
        """From what is told of its end; ``stopped`` is why it was made to end, if it was."""
        seconds, number = message["seconds"], message["signal"]
        if stopped:
            return cls(stopped, seconds=seconds)
        if not number:
            is_memory = message["status"] == NO_MEMORY
            return cls(Cause.MEMORY if is_memory else Cause.CRASH, message["error"], seconds)
        causes = {signal.SIGPROF: Cause.PAGE, signal.SIGXCPU: Cause.FILE}
        causes |= dict.fromkeys(_CRASHES, Cause.CRASH)
        return cls(causes.get(number, Cause.KILLED), signal_name(number), seconds)

    def of_page(self, limits: Limits) -> str:
        """Why a page is not read, as the end of a sentence."""
        return {
            Cause.PAGE: f"more than {limits.page_seconds:g} seconds of processor time "
            "(PARITY_PAGE_SECONDS)",
            Cause.FILE: f"more than {limits.file_seconds:g} seconds of processor time "
            "(PARITY_FILE_SECONDS)",
            Cause.MEMORY: f"too much memory, more than {limits.memory_megabytes:,} MB",
            Cause.IDLE: f"its reader waited for {limits.idle_seconds:g} seconds and did nothing",
            Cause.CLOCK: f"more than {limits.clock_times:g} times as long by the clock as the "
            f"{limits.page_seconds:g} seconds of processor time that it may take",
            Cause.CRASH: f"it breaks its reader ({self.by})",
            Cause.KILLED: f"the process that read it was killed from outside ({self.by})",
        }[self.cause]

    def sentence(self, name: str, limits: Limits) -> str:
        """Why the file of this name is not read, and what to do."""
        return {
            Cause.PAGE: f"{name} takes more than {limits.page_seconds:g} seconds of processor time "
            "to read; split it, or raise PARITY_PAGE_SECONDS.",
            Cause.FILE: f"{name} takes more than {limits.file_seconds:g} seconds of processor time "
            "to read; split it, or raise PARITY_FILE_SECONDS.",
            Cause.MEMORY: f"{name} needs more than {limits.memory_megabytes:,} MB of memory to "
            "read; split it, or export it again.",
            Cause.IDLE: f"{name} kept its reader waiting, which did nothing for "
            f"{limits.idle_seconds:g} seconds; copy the file to a disk of this machine, and run "
            "the ingest again.",
            Cause.CLOCK: f"{name} takes more than {limits.clock_times * limits.file_seconds:g} "
            "seconds by the clock; run the ingest again when the machine has less to do.",
            Cause.CRASH: f"{name} breaks its reader ({self.by}); export it again.",
            Cause.KILLED: f"{name} was not read to its end, because the process that read it was "
            f"killed from outside ({self.by}), as the system does where memory runs out; run the "
            "ingest again.",
        }[self.cause]


def signal_name(number: int) -> str:
    """A signal's name; its number where it has none.

    >>> signal_name(9), signal_name(63)
    ('SIGKILL', 'signal 63')
    """
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
