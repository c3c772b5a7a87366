"""What reading one file may take, before it is stopped and told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Seconds for a page and for the whole file, megabytes of the file, and of memory.

    The seconds are of processor time, which other programs take nothing of. By the clock reading
    may take ``clock_times`` as long, and ``idle_seconds`` without any work.
    """

    page_seconds: float = 20.0
    file_seconds: float = 600.0
    file_megabytes: float = 200.0
    memory_megabytes: int = 4096
    idle_seconds: float = 120.0
    clock_times: float = 20.0
