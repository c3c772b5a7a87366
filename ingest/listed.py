"""One ``[[document]]`` of ``sources.toml``: its fields, each within bounds, or what is wrong."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from ingest.language.dates import MONTH_NAMES
from ingest.language.days import dates_of
from ingest.reading.formats import FORMATS, shown_name
from ingest.written import brief, first_fault

_LONGEST, _LONGEST_NAME = 1_000, 255
_MOST_NUMBERS, _LONGEST_NUMBER = 100_000, 9


def slug(name: str) -> str:
    """A name in small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "document"


def _plain(text: str) -> str:
    """The text on one line; raises ValueError for signs that nothing shows."""
    line = " ".join(text.split())
    if shown_name(line) != line:
        raise ValueError("it has a control character; write it without")
    return line


def _id(text: str) -> str:
    if text != slug(text):
        raise ValueError(f"'{brief(text)}' may hold small letters, digits and hyphens only")
    return text


def _format(text: str) -> str:
    known = set(FORMATS.values())
    if text and text not in known:
        raise ValueError(f"'{brief(text)}' is none; take one of {', '.join(sorted(known))}")
    return text


def _variable(text: str) -> str:
    if text.startswith("PARITY_"):
        raise ValueError("it may not name a PARITY_ variable, which are Parity's settings")
    return text


def _run(text: str) -> str:
    first, _, last = text.partition("-")
    numbers = [n for n in (first, last) if n.isascii() and n.isdecimal()]
    if text and (len(numbers) < 2 or len(text) > 2 * _LONGEST_NUMBER or int(first) > int(last)):
        raise ValueError(f'it is a run such as "1-129", not "{brief(text)}"')
    if text and int(last) - int(first) >= _MOST_NUMBERS:
        raise ValueError(f"it is a run of at most {_MOST_NUMBERS:,} numbers")
    return text


_Text = Annotated[str, StringConstraints(max_length=_LONGEST), AfterValidator(_plain)]
_Name = Annotated[str, StringConstraints(max_length=_LONGEST_NAME), AfterValidator(_plain)]


class Entry(BaseModel):
    """The fields that a document may have in ``sources.toml``, all of them text."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: Annotated[_Name, AfterValidator(_id)]
    file: _Name
    format: Annotated[_Name, AfterValidator(_format)] = ""
    title: _Text = ""
    short: _Text = ""
    publisher: _Text = ""
    date: _Text = ""
    kind: _Text = ""
    rights: _Text = ""
    sha256: _Text = ""
    starts_at: _Text = ""
    ends_before: _Text = ""
    paragraphs: Annotated[_Name, AfterValidator(_run)] = ""
    password_env: Annotated[_Name, AfterValidator(_variable)] = ""

    @property
    def numbers(self) -> range | None:
        """The printed numbers that must come out."""
        first, _, last = self.paragraphs.partition("-")
        return range(int(first), int(last) + 1) if self.paragraphs else None

    @property
    def remark(self) -> str:
        """What is said of a date that is no day of any year, as the end of a sentence."""
        wrong = [day for day in dates_of(self.date) if not _is_day(*day)]
        return f"its date, {self.date}, is no day of the calendar; correct it" if wrong else ""


def _is_day(day: str, month: str, year: str) -> bool:
    try:
        date(int(year), MONTH_NAMES.index(month) + 1, int(day))
    except ValueError:
        return False
    return True


def entry_of(fields: dict[str, Any]) -> Entry:
    """The entry with these fields; raises ValueError with what is wrong with the first that is."""
    for name in ("id", "file"):
        if fields.get(name, "") == "":
            raise ValueError(f"the field '{name}' is missing; add it")
    try:
        return Entry.model_validate(fields)
    except ValidationError as error:
        kind, name, why = first_fault(error)
    if kind == "extra_forbidden":
        known = ", ".join(sorted(Entry.model_fields))
        raise ValueError(f"unknown field '{name}'; known are {known}")
    if kind == "string_type":
        raise ValueError(f"the field '{name}' must be text in quotes; write it so")
    raise ValueError(f"the field '{name}' is wrong: {why}")
