"""What reading one file may take, before it is stopped and told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Seconds for a page and for the whole file, megabytes of the file, and of memory."""

    page_seconds: float = 20.0
    file_seconds: float = 600.0
    file_megabytes: float = 200.0
    memory_megabytes: int = 4096
