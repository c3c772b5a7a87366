"""Standard input, output and errors, whatever whoever started Parity has made of them."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TextIO

from assistant.bounds import LONGEST_LINE
from ingest.errors import UsageError
from ingest.reading.formats import shown_name

_MOST_BYTES = 8_000_000
"""Of a text on standard input: twice what the longest that may be checked can have."""

_NOT_TAKEN = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}


def open_all() -> None:
    """Put an empty stream in the place of each that is closed, which Python has as None."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8")
            setattr(sys, name, stream)


def refused(error: OSError | MemoryError) -> str:
    """What is said where the system refuses what nobody foresaw, such as to print on a full disk.

    Nothing where the reader of the output has gone. What was to be printed and cannot be is given
    up, so that Python does not complain again when it closes it.
    """
    if isinstance(error, BrokenPipeError):
        _give_up_output()
        return ""
    if isinstance(error, MemoryError):
        return "There is not enough memory; end other programs, and try again."
    if error.filename is None and error.errno in _NOT_TAKEN:
        _give_up_output()
        return (
            f"The output cannot be written: {error.strerror}; make room where it goes, or let it "
            "go elsewhere."
        )
    what = shown_name(str(error.filename)) if error.filename else "A file or a connection"
    return f"{what} cannot be used: {error.strerror or error}; mend that, and try again."


def _give_up_output() -> None:
    with suppress(OSError, ValueError):  # it has no number of the system's, or has been closed
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def given_text() -> str:
    """What standard input has; raises UsageError where that is more than anything takes."""
    content = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise UsageError(
            f"Standard input has more than {_MOST_BYTES // 1_000_000} MB; give less of it."
        )
    return content.decode("utf-8", errors="replace")


def given_lines(stream: TextIO) -> Iterator[str]:
    """The lines of a stream, of one that is too long no more than tells that it is."""
    while line := stream.readline(LONGEST_LINE):
        yield line
        while line and not line.endswith("\n"):
            line = stream.readline(LONGEST_LINE)
