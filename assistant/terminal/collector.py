"""Python's garbage collector, which only costs time where a process answers once and ends."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector, for what is opened, asked once and left with the process.

    It would go through all modules and models again and again while they are opened, and once more
    when the process ends: together a fifth of the time of a first answer.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()
