"""``parity audit``: outcomes over time and what is most often refused, from the log."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich.table import Table
from rich.text import Text

from assistant.answer import Outcome
from assistant.audit.figures import Period, Refused, day, most_refused, periods, week
from assistant.audit.log import Logged, folder_of, read
from assistant.settings import Settings
from assistant.terminal.screen import screen
from assistant.visible import visible_json

_MOST_REFUSED = 10
_MOST_PERIODS = 31
_HASH_SHOWN = 12
_OFF = "Nothing is being logged: PARITY_AUDIT is off. docs/audit.md says what 'on' and 'text' keep."


def show_audit(settings: Settings, by: str, *, as_json: bool) -> int:
    """Print what is logged by "day" or "week"; raises :class:`AuditError` where it cannot be."""
    folder = folder_of(settings)
    logged = read(folder)
    found = periods(logged.lines, week if by == "week" else day)
    refused = most_refused(logged.lines, _MOST_REFUSED)
    if as_json:
        print(visible_json(_object(settings, logged, found, refused)))
        return 0
    console = screen()
    answers = "answer" if len(logged.lines) == 1 else "answers"
    console.print(Text(f"{len(logged.lines):,} {answers} logged in {folder}"))
    if settings.audit == "off":
        console.print(Text(_OFF, style="dim"))
    if logged.damaged:
        console.print(Text(f"{logged.damaged:,} damaged lines, left out", style="yellow"))
    if found:
        console.print(_outcomes(found, by))
    if refused:
        console.print(Text("\nMost often refused", style="bold"))
        for of in refused:
            said = of.text or f"question {of.question[:_HASH_SHOWN]}"
            console.print(Text(f"{of.count:>6}  {said} (last on {day(of.last)})"))
    return 0


def _outcomes(found: list[Period], by: str) -> Table:
    shown = [one for one in Outcome if any(one.value in period.outcomes for period in found)]
    table = Table(box=None, pad_edge=False)
    table.add_column(by.capitalize())
    for name in ("answers", *(one.value.replace("_", " ") for one in shown), "seconds"):
        table.add_column(name, justify="right")
    for period in found[-_MOST_PERIODS:]:
        counts = (str(period.outcomes.get(one.value, 0)) for one in shown)
        table.add_row(period.name, str(period.total), *counts, f"{period.seconds:.2f}")
    return table


def _object(
    settings: Settings, logged: Logged, found: list[Period], refused: list[Refused]
) -> dict[str, Any]:
    """The figures as the JSON object that docs/audit.md describes."""
    return {
        "setting": settings.audit,
        "answers": len(logged.lines),
        "damaged": logged.damaged,
        "periods": [
            {
                "period": of.name,
                "answers": of.total,
                "outcomes": dict(of.outcomes),
                "seconds": of.seconds,
            }
            for of in found
        ],
        "refused": [asdict(of) for of in refused],
    }
