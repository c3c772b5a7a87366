"""TOML that a person wrote: read within bounds, and refused in words that say what to do."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ingest.reading.formats import opened

_LARGEST = 1_000_000
_LONGEST_LINE = 5_000
_MOST_POINTS = 100
"""Of a line; each may be a step down, and each step of a key is gone down from the top."""
_SHOWN = 120


LINK_OUT = (
    "is a link to a file outside the corpus folder; put the file itself there, or set "
    "PARITY_CORPUS_LINKS to anywhere"
)


def leads_out(path: Path) -> bool:
    """Whether a file of the corpus is a link to something outside its folder."""
    inside = os.path.realpath(path.parent)
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside)


def read_toml(path: Path, *, links_anywhere: bool) -> dict[str, Any]:
    """What a file of TOML in the corpus folder holds.

    Raises ValueError whose text is the rest of a sentence that begins with the file's name; one
    that is a link out of the folder is refused, unless ``links_anywhere``.
    """
    if not links_anywhere and leads_out(path):
        raise ValueError(LINK_OUT)
    try:
        with opened(path) as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise ValueError(f"cannot be read: {error.strerror}; let this account read it") from error
    if len(content) > _LARGEST:
        raise ValueError(f"has more than {_LARGEST // 1_000_000} MB; shorten it")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"is not valid TOML: {error}; save it as UTF-8") from None
    for at, line in enumerate(text.splitlines(), 1):
        if len(line) > _LONGEST_LINE:
            raise ValueError(f"has more than {_LONGEST_LINE:,} letters in line {at}; shorten it")
        if line.count(".") - line.count("..") > _MOST_POINTS:
            raise ValueError(f"has more than {_MOST_POINTS} full stops in line {at}; take some out")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("is not valid TOML: it is nested too deeply; write it flat") from None
    except ValueError as error:  # TOMLDecodeError, and numbers of too many digits
        raise ValueError(f"is not valid TOML: {brief(str(error))}; correct it") from None


def brief(text: str) -> str:
    r"""What was written, or is said of it, on one line and not too long for a sentence.

    >>> brief("a\tb\n"), len(brief("a" * 500))
    ('a b', 120)
    """
    line = "".join(sign if sign.isprintable() else " " for sign in text[: 2 * _SHOWN])
    line = " ".join(line.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def first_fault(error: ValidationError) -> tuple[str, str, str]:
    """The first thing that is wrong: its kind, where it stands, and what is said of it."""
    first = error.errors()[0]
    place = " ".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
    why = first["msg"].removeprefix("Value error, ")
    return first["type"], brief(place), brief(f"{why[0].lower()}{why[1:]}")
