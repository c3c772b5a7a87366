"""A table is lines cut into cells by tabs: a line of column names, and rows below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from ingest.blocks import BULLET, LETTER, Block, BlockKind
from ingest.language.labels import is_reply_label, is_unit_label

_MARK = re.compile(rf"^\s*(?:{BULLET}|{LETTER}|\d{{1,4}}\.|[⁰¹²³⁴-⁹]+)\s+")


def table_at(
    lines: Sequence[str], at: int, *, opens_block: Callable[[str], bool]
) -> list[list[str]]:
    """The cells of the table that begins at a line, one list a line; none if none begins there.

    A line without cells is the name of the rows below it, if a row follows directly and it opens
    no block of another kind. A table has a line of column names and at least one row.
    """
    table: list[list[str]] = []
    while at < len(lines):
        line, below = lines[at], lines[at + 1 : at + 2]
        goes_on = bool(table and line.strip()) and not opens_block(line)
        if _has_cells(line) or (goes_on and "\t" in line.lstrip()):
            table.append(line.split("\t"))
        elif goes_on and below and _has_cells(below[0]):
            table.append([line])
        else:
            break
        at += 1
    rows = [cells for cells in table if len(cells) > 1]
    return table if len(rows) > 1 else []


def table_rows(table: Sequence[Sequence[str]], pages: Sequence[int | None]) -> Iterator[Block]:
    """A block for each row, with its column names and the name of its group of rows.

    Of a recommendation beside the reply to it each is a block of its own.
    """
    lines = zip(table, pages, strict=True)
    filled = [(cells, page) for cells, page in lines if any(cell.strip() for cell in cells)]
    header, group = filled[0][0], ""
    for at, (cells, page) in enumerate(filled[1:], 2):
        if _is_label(cells) and at < len(filled) and not _is_label(filled[at][0]):
            group = cells[0].strip()
        else:
            for text in row_texts(header, cells, group):
                yield Block(BlockKind.ROW, text, page=page)


def reply_column(header: Sequence[str]) -> int:
    """Which column, from 0, has the reply to the recommendation in one before it; 0 if none has.

    >>> reply_column(["", "Recommendation", "Response"]), reply_column(["Recommendation"])
    (2, 0)
    """
    asked = next((at for at, name in enumerate(header) if names_unit(name)), len(header))
    behind = range(asked + 1, len(header))
    return next((at for at in behind if is_reply_label(header[at], recurring=True)), 0)


def names_unit(name: str) -> bool:
    """Whether a column's name is that of somebody's recommendations."""
    return is_unit_label(name.strip().removesuffix("s"))


def row_texts(header: Sequence[str], cells: Sequence[str], group: str = "") -> list[str]:
    """What a row says: one text, or two where a reply stands beside a recommendation."""
    reply = reply_column(header)
    parts = list(_parted(header, cells, reply)) if reply else []
    return parts or [table_row_text(header, cells, group)]


def _parted(header: Sequence[str], cells: Sequence[str], reply: int) -> Iterator[str]:
    """What stands before the reply, and the reply, each behind what names the row."""
    if names_unit(header[0]):
        header, cells, reply = ["", *header], ["", *cells], reply + 1
    for own in (range(1, reply), range(reply, len(cells))):
        if any(cells[at].strip() for at in own):
            kept = [cell if at in own else "" for at, cell in enumerate(cells)]
            yield table_row_text(header, [cells[0], *kept[1:]])


def table_row_text(header: Sequence[str], cells: Sequence[str], group: str = "") -> str:
    """A table row as one readable line: ``group – label: column – value; column – value``.

    >>> table_row_text(["", "Met", "Overall"], ["Health checks", "No", "Good"], "Adults")
    'Adults – Health checks: Met – No; Overall – Good'
    """
    values = [
        f"{column.strip()} – {cell.strip()}" if column.strip() else cell.strip()
        for column, cell in zip_longest(header[1:], cells[1:], fillvalue="")
        if cell.strip()
    ]
    named = cells[0].strip().removesuffix(":") if values else cells[0].strip()
    label = " – ".join(part for part in (group, named) if part)
    return ": ".join(part for part in (label, "; ".join(values)) if part)


def _has_cells(line: str) -> bool:
    """Whether tabs cut this line; a tab after a bullet or number cuts nothing."""
    return "\t" in _MARK.sub("", line).strip()


def _is_label(cells: Sequence[str]) -> bool:
    return bool(cells[0].strip()) and not any(cell.strip() for cell in cells[1:])
