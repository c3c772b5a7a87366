"""Commitments as tables: the rows, and each format that they are printed in."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.citing import dated
from assistant.commitments.selection import Selection, once
from assistant.commitments.side_by_side import Beside, side_by_side
from assistant.shown import drawn_together
from assistant.visible import visible, visible_json
from ingest.indexing.texts import Texts
from ingest.register.types import Commitment, Evaluated, Kind, Thread

_OF_PLACE = ("Document", "Paragraph", "Theme")
_OF_PROMISE = ("Commitment", "Words", "Who", "By when", "How much")


@dataclass(frozen=True)
class Rows:
    """A table: its columns' names, and for each row a cell a column.

    ``objects`` are the same rows in full, for programs.
    """

    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    objects: tuple[Mapping[str, Any], ...]


def of_evaluated(found: Sequence[Evaluated], selection: Selection) -> Rows:
    """A row for each evaluated commitment: its words, its ratings, and what became of it."""
    headings = list(dict.fromkeys(_heading(r.heading) for one in found for r in one.ratings))
    columns = (*_OF_PROMISE, *headings, "Met?", "Says so", "Reports")
    cells, objects = [], []
    for one in found:
        detail = selection.details(one)
        ratings = {_heading(r.heading): r.value for r in one.ratings}
        words = one.promises[0].text if one.promises else ""
        who, due = (selection.who(detail), detail.due) if detail else ("", "")
        amounts = detail.amounts if detail else ()
        cells.append(
            (
                one.label,
                _quoted(words, once(one.promises[:1])),
                who,
                due,
                ", ".join(amounts),
                *(ratings.get(heading, "") for heading in headings),
                one.outcome.value,
                _numbers(once(one.standing)),
                _numbers(one.reports),
            )
        )
        objects.append(
            {
                "commitment": one.name,
                "group": one.group,
                "theme": list(one.section),
                "words": [_quote(q.paragraph, q.text) for q in one.promises],
                "who": who,
                "due": due,
                "due_year": detail.due_year if detail else None,
                "amounts": list(amounts),
                "ratings": [
                    {"heading": r.heading, "value": r.value, **_quote(r.paragraph, r.quote)}
                    for r in one.ratings
                ],
                "outcome": one.outcome.value,
                "outcome_said": [_quote(q.paragraph, q.text) for q in one.standing],
                "reported_in": list(one.reports),
            }
        )
    return Rows(columns, tuple(cells), tuple(objects))


def of_all(found: Sequence[Commitment], selection: Selection) -> Rows:
    """A row for each commitment of the register."""
    columns = (*_OF_PLACE, "Kind", "Strength", "Who", "By when", "How much", "Words")
    cells = tuple(
        (
            one.document,
            one.paragraph.partition("/")[2],
            " › ".join(one.section),
            one.kind.value,
            _strength(one),
            selection.who(one),
            one.due,
            ", ".join(one.amounts),
            f"{one.lead_in} {one.text}" if one.lead_in else one.text,
        )
        for one in found
    )
    objects = tuple(
        {
            **_quote(one.paragraph, one.text),
            "lead_in": one.lead_in,
            "document": one.document,
            "theme": list(one.section),
            "kind": one.kind.value,
            "strength": one.strength.value,
            "quoted": one.quoted,
            "sure": one.sure,
            "who": selection.who(one),
            "due": one.due,
            "due_year": one.due_year,
            "amounts": list(one.amounts),
        }
        for one in found
    )
    return Rows(columns, cells, objects)


def _strength(one: Commitment) -> str:
    """A commitment's verb, whether it is quoted, and whether it may be none."""
    said = (one.strength.value, "quoted" * one.quoted, "less sure" * (not one.sure))
    return ", ".join(filter(None, said))


def of_across(found: Sequence[Thread], texts: Texts) -> Rows:
    """A row for each saying of each promise, the promises first and what was reported last."""
    columns = ("Promise", "Role", "Document", "Date", "Paragraph", "Words")
    beside = [(thread, one) for thread in found for one in side_by_side(thread, texts)]
    cells = tuple(
        (
            thread.subject,
            one.saying.role.value,
            one.document.name,
            dated(one.document),
            one.saying.paragraph.partition("/")[2],
            one.saying.text,
        )
        for thread, one in beside
    )
    objects = tuple(
        {
            "promise": thread.subject,
            "reported": any(s.role.value == "reported" for s in thread.sayings),
            "sayings": [_saying(one) for one in side_by_side(thread, texts)],
        }
        for thread in found
    )
    return Rows(columns, cells, objects)


def _saying(one: Beside) -> dict[str, Any]:
    return {
        "role": one.saying.role.value,
        "document": one.document.id,
        "date": one.document.date,
        **_quote(one.saying.paragraph, one.saying.text),
        "differs": [one.saying.text[start:end] for start, end in one.marks],
    }


def kinds_line(found: Iterable[Commitment]) -> str:
    """How many there are of each kind, in plain text: "12 promises, 1 report"."""
    counts = Counter(one.kind for one in found)
    return ", ".join(
        f"{count:,} {kind.value if count == 1 else kind.plural}"
        for kind in Kind
        if (count := counts[kind])
    )


def as_csv(rows: Rows) -> str:
    """The rows as CSV with a line of names, as RFC 4180 has it."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(rows.columns)
    writer.writerows([[_safe(cell) for cell in row] for row in rows.cells])
    return written.getvalue()


def as_json(rows: Rows) -> str:
    """The rows in full as one JSON list."""
    return f"{visible_json(rows.objects, indent=1)}\n"


def as_markdown(rows: Rows) -> str:
    """The rows as a Markdown table."""
    lines = [rows.columns, tuple("---" for _ in rows.columns), *rows.cells]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(visible(text).replace("\\", "\\\\").replace("|", "\\|").split())


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, and that hides nothing."""
    cell = visible(cell)
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _heading(heading: str) -> str:
    """A rating's heading in one form ("Commitment Met" and "Commitment met" are one)."""
    return heading[:1].upper() + heading[1:].lower()


def _quote(paragraph: str, text: str) -> dict[str, str]:
    return {"paragraph": paragraph, "text": text}


def _quoted(words: str, keys: Sequence[str]) -> str:
    return f"“{words}” ({_numbers(keys)})" if words else ""


def _numbers(keys: Iterable[str]) -> str:
    return ", ".join(drawn_together(key.partition("/")[2] for key in keys))
