"""A table of figures, once for the terminal and once for the Markdown report."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from evals.intervals import Interval

NONE = "–"


@dataclass(frozen=True)
class Table:
    """Rows of cells below headings; the first columns hold words, the others figures."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    words: int = 1

    def show(self, console: Console) -> None:
        """Print the table and its notes."""
        table = RichTable(box=None, pad_edge=False, header_style="bold")
        for at, heading in enumerate(self.headings):
            table.add_column(heading, justify="left" if at < self.words else "right")
        for row in self.rows:
            table.add_row(*map(Text, row))
        console.print(Text(f"\n{self.title}", style="bold"))
        if self.rows:
            console.print(table)
        for note in self.notes:
            console.print(Text(note, style="dim"))

    def markdown(self) -> str:
        """The same as a section of a Markdown page."""
        lines = [f"## {self.title}", ""]
        if self.rows:
            rules = ["---" if at < self.words else "---:" for at in range(len(self.headings))]
            lines += [_row(self.headings), _row(rules), *map(_row, self.rows), ""]
        return "\n".join([*lines, *(f"{note}\n" for note in self.notes)])


def percent(value: float | None, interval: Interval | None = None) -> str:
    """A share as "84.0%", or with its interval as "84.0% (78–90)".

    >>> percent(0.84, (0.78, 0.9))
    '84.0% (78–90)'
    """
    if value is None:
        return NONE
    between = f" ({100 * interval[0]:.0f}–{100 * interval[1]:.0f})" if interval else ""
    return f"{100 * value:.1f}%{between}"


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
