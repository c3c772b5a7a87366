"""``parity commitments``: the register, chosen and printed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.citing import cited, dated
from assistant.commitments.selection import Selection, Wanted
from assistant.commitments.side_by_side import side_by_side
from assistant.commitments.tables import (
    Rows,
    as_csv,
    as_json,
    as_markdown,
    kinds_line,
    of_across,
    of_all,
    of_evaluated,
)
from assistant.commitments.views import idle_filter, rows_of, view_of
from assistant.settings import Settings
from assistant.terminal.screen import Screen
from assistant.visible import visible
from ingest.errors import UsageError
from ingest.indexing.texts import Texts, open_texts
from ingest.register.register import Register
from ingest.register.types import Commitment, Thread

_PIPED_WIDTH, _WIDE = 240, 160
_WRITTEN = {"csv": as_csv, "json": as_json, "markdown": as_markdown}


def commitments(options: argparse.Namespace, settings: Settings) -> int:
    """Print the commitments that the options ask for, in the format that they ask for."""
    texts = open_texts(settings.index_dir)
    given = Wanted(**{name: getattr(options, name) for name in Wanted.__dataclass_fields__})
    view = options.view or view_of(given)
    wanted, selection = _wanted(given, view, texts), Selection(texts)
    if options.format != "table":
        sys.stdout.write(_WRITTEN[options.format](rows_of(view, wanted, selection, texts)))
        return 0
    if view == "across":
        threads = selection.across(wanted)
        rows, counted = of_across(threads, texts), ""
        if threads:
            _show_across(threads, texts)
            return 0
    elif view == "all":
        found = selection.all(wanted)
        rows, counted = of_all(found, selection), _counted(found, selection, wanted)
    else:
        rows = of_evaluated(selection.evaluated(wanted), selection)
        counted = _beside(rows, texts.register)
    if rows.cells:
        _show(rows, view, counted)
        for document in texts.documents.values():
            if document.caution:
                print(visible(f"{document.name}: {document.caution}"))
    else:
        print(_none(view, texts.register))
    return 0


def _counted(found: Sequence[Commitment], selection: Selection, wanted: Wanted) -> str:
    """How many are listed of each kind, and how many that are less sure are not."""
    listed = f"{len(found):,} listed: {kinds_line(found)}."
    left = len(selection.all(replace(wanted, less_sure=True))) - len(found)
    if not left:
        return listed
    what = "1 that is less sure is" if left == 1 else f"{left:,} that are less sure are"
    return f"{listed} {what} left out; --less-sure adds {'it' if left == 1 else 'them'}."


def _beside(rows: Rows, register: Register) -> str:
    """How many were evaluated, and what the register has beside these."""
    return (
        f"{len(rows.cells)} evaluated; {_all_of(register)}, 'parity commitments across' what "
        "several places say of one promise."
    )


def _none(view: str, register: Register) -> str:
    if view == "evaluated" and not register.evaluated:
        return f"No commitment of these documents was rated; {_all_of(register)}."
    return "No commitment in the register is like that."


def _all_of(register: Register) -> str:
    """What the view of all has, and how many of each kind."""
    total = len(register.sure)
    kinds = f" ({kinds_line(register.sure)})" if total else ""
    return f"'parity commitments all' lists the {total:,} of the register{kinds}"


def _wanted(given: Wanted, view: str, texts: Texts) -> Wanted:
    if name := idle_filter(view, given):
        raise UsageError(
            f"'--{name.replace('_', '-')}' says nothing of 'parity commitments {view}'; "
            "see 'parity commitments --help'."
        )
    return given.checked(texts)


def _show(rows: Rows, view: str, counted: str) -> None:
    """Print a table, and below it how many there are."""
    console = Screen(highlight=False)
    if not console.is_terminal:
        console.width = _PIPED_WIDTH
    if view == "evaluated" and console.width < _WIDE:
        _show_one_by_one(rows, console)
    else:
        _show_table(rows, console)
    console.print(Text(counted))


def _show_table(rows: Rows, console: Screen) -> None:
    table = Table(header_style="bold", show_lines=True, pad_edge=False)
    for column in rows.columns:
        table.add_column(_seen(column), overflow="fold")
    for row in rows.cells:
        table.add_row(*map(_seen, row))
    console.print(table)


def _show_one_by_one(rows: Rows, console: Screen) -> None:
    """The same for a narrow screen: each row below the one before, a line for each column."""
    width = max(map(len, rows.columns[1:]))
    for name, *cells in rows.cells:
        console.print(_seen(name, "bold"))
        for column, cell in zip(rows.columns[1:], cells, strict=True):
            if cell:
                line = Table.grid(padding=(0, 2))
                line.add_column(width=width, style="dim")
                line.add_column(overflow="fold")
                line.add_row(_seen(column), _seen(cell))
                console.print(Padding(line, (0, 0, 0, 2)))
        console.print()


def _show_across(threads: list[Thread], texts: Texts) -> None:
    """Print each promise with what is said of it, words that the first saying lacks marked."""
    console = Screen(highlight=False, soft_wrap=not sys.stdout.isatty())
    for thread in threads:
        console.print(_seen(thread.subject, "bold"))
        rows = side_by_side(thread, texts)
        for document, of_document in groupby(rows, key=lambda row: row.document):
            console.print(_seen(f"  {document.name}, {dated(document)}", "cyan"))
            for row in of_document:
                text = _seen(row.saying.text)
                for start, end in row.marks:
                    text.stylize("bold underline", start, end)
                paragraph = texts.paragraphs[row.saying.paragraph]
                console.print(Text(f"    {row.saying.role.value}: “") + text + Text("”"))
                there = cited(document, paragraph, [row.saying.text])
                console.print(_seen(f"    ({there})", "dim"))
        console.print()


def _seen(text: str, style: str = "") -> Text:
    """Words of a document as they are shown, so that widths and marks are those of what is seen.

    Rich leaves some characters out, and takes brackets in a mere string for a style.
    """
    return Text(visible(text), style)
