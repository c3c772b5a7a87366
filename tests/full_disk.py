"""A disk that fills up while something is written to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class _Full:
    """A file of whose every write the half is written."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def __enter__(self) -> _Full:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, line: bytes) -> int:
        return int(self._file.write(line[: len(line) // 2]))


def filling_up(opens: Callable[..., Any]) -> Callable[..., Any]:
    """What opens files, on a disk that has room for half of what is written."""
    return lambda *given, **named: _Full(opens(*given, **named))
