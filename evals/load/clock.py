"""A process's clock that can be turned while it runs; its monotonic clock goes on as it did.

Python reads ``sitecustomize`` from its path when it starts. The one that :func:`prepare` writes has
``time.time`` and ``time.time_ns``, and ``datetime.now`` as Parity's own modules call it, read a
file, in which :func:`turn` writes by how many seconds they are wrong. The stamps of files stay
true, and so does what libraries in other languages read.
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
import time
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any, Self

VARIABLE = "LOAD_CLOCK"
"""The environment variable that names the file."""

_HOOK = "from evals.load.clock import install\n\ninstall()\n"
_OWN = ("assistant", "ingest")
_NUMBER = struct.Struct("d")


def prepare(hook: Path, shift: Path) -> None:
    """Write the hook into a folder that is to stand on Python's path, and a shift of nothing."""
    (hook / "sitecustomize.py").write_text(_HOOK, encoding="utf-8")
    turn(shift, 0.0)


def turn(shift: Path, seconds: float) -> None:
    """Have the clock of all processes that read this file be wrong by so many seconds."""
    with shift.open("r+b" if shift.exists() else "w+b") as file:
        file.write(_NUMBER.pack(seconds))


def install() -> None:
    """Have this process read its time through the file that the environment names, if any."""
    name = os.environ.get(VARIABLE)
    if not name:
        return
    with Path(name).open("rb") as file:
        shift = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    true_time, true_ns = time.time, time.time_ns

    def wrong_by() -> float:
        found: float = _NUMBER.unpack(shift[: _NUMBER.size])[0]
        return found

    class Turned(datetime):
        """A moment; what is now is read from the turned clock."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(true_time() + wrong_by(), tz)

    class OwnModules(PathFinder):
        """Finds Parity's modules, which get the turned datetime in place of Python's."""

        @classmethod
        def find_spec(cls, name: str, *where: Any) -> ModuleSpec | None:
            if name.partition(".")[0] not in _OWN:
                return None
            spec = PathFinder.find_spec(name, *where)
            if spec and spec.loader:
                spec.loader.exec_module = partial(_run, spec.loader.exec_module, Turned)  # type: ignore[method-assign]
            return spec

    time.time = lambda: true_time() + wrong_by()
    time.time_ns = lambda: true_ns() + int(wrong_by() * 1e9)
    sys.meta_path.insert(0, OwnModules)


def _run(whole: Callable[[ModuleType], None], turned: type, module: ModuleType) -> None:
    """Run a module, and have what it calls datetime be the turned one."""
    whole(module)
    if getattr(module, "datetime", None) is datetime:
        module.datetime = turned  # type: ignore[attr-defined]
