"""A table's rows as blocks: names said with each cell, rows whole over a page's end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.blocks import Block, BlockKind
from ingest.doubts import TORN
from ingest.reading.pdf.hyphens import joined
from ingest.reading.pdf.line_ends import SENTENCE_END
from ingest.reading.pdf.look import Look
from ingest.reading.pdf.numbers import PRINTED_NUMBER
from ingest.reading.pdf.stretches import Stretch
from ingest.reading.pdf.styles import looks_like_heading
from ingest.reading.tables import reply_column, row_texts, table_row_text, table_rows

_LONGEST_NAME, _LONGEST_REPEATED = 14, 24
"""Words of a column's name; a first row with a longer cell names nothing, unless it is repeated."""
_LONGEST_CELL = 8
"""Words of what is said side by side, without rules."""
_OVER = " – "
"""What stands between the name over several columns and that of each."""


@dataclass(frozen=True)
class _Row:
    """A row's cells, how many columns each goes over, and the page on which it begins.

    Of a row that goes over a page's end ``rests`` are the ends of its last cell, each with the
    page that it stands on.
    """

    cells: list[str]
    spans: tuple[int, ...]
    page: int
    doubt: str = ""
    rests: tuple[tuple[str, int], ...] = ()

    def block(self, text: str) -> Block:
        """The row as a block; ``text`` is that of all its cells, the last one last."""
        starts: list[tuple[int, int]] = []
        at = len(text)
        for rest, page in reversed(self.rests):
            at -= len(rest)
            starts.insert(0, (at, page))
            at -= 1
        row = Block(BlockKind.ROW, text, page=self.page, doubt=self.doubt)
        return replace(row, page_starts=tuple(starts))


def rows_of(stretch: Stretch, known: Counter[str]) -> Iterator[Block]:
    """The rows of a stretch of a table; its column names are said once, however many pages it has.

    ``known`` are the document's words, by which those cut at a line's end are joined.
    """
    rows = [
        _Row([joined(cell.text.split("\n"), known) for cell in line.cells], line.spans, line.page)
        for line in stretch.lines
    ]
    if len(rows) == 1 and len(rows[0].cells) > 1:
        rows = [replace(rows[0], doubt=TORN)]
    used = [at for at in range(len(rows[0].cells)) if any(_is_used(row, at) for row in rows)]
    rows = [_of_columns(row, used) for row in rows]
    names = rows[0].cells
    parts = [part for name in names for part in name.split(_OVER)]
    longest = max((len(part.split()) for part in parts), default=0)
    repeated = any(row.cells == names and row.page != rows[0].page for row in rows)
    named = stretch.first.named or repeated or reply_column(names)
    if longest > (_LONGEST_REPEATED if repeated else _LONGEST_NAME) or not named:
        for row in _whole(rows, known):
            yield row.block(table_row_text([], row.cells))
        return
    kept = _whole([rows[0], *(row for row in _body(rows) if row.cells != names)], known)
    if len(kept) == 1:
        yield Block(BlockKind.PROSE, " – ".join(filter(None, names)), page=stretch.page)
        return
    if any(row.spans or row.rests or row.doubt for row in kept):
        for row in kept[1:]:
            *before, last = row_texts(_names(names, row.spans), row.cells)
            yield from (Block(BlockKind.ROW, text, page=row.page) for text in before)
            yield row.block(last)
        return
    yield from table_rows([row.cells for row in kept], [row.page for row in kept])


def is_in_cells(stretch: Stretch, look: Look) -> bool:
    """Whether a stretch is short words side by side, as those of charts and signatures are.

    Of figures some lines may have one alone.
    """
    if stretch.number or stretch.item or stretch.heading:
        return False
    numbers = (PRINTED_NUMBER.match(line.cells[0].text) for line in stretch.lines)
    if any(number and number[2] for number in numbers):
        return False
    texts = [cell.text for line in stretch.lines for cell in line.cells]
    side_by_side = [len(line.cells) > 1 for line in stretch.lines]
    letters, digits = (sum(map(of, "".join(texts))) for of in (str.isalpha, str.isdecimal))
    if not all(side_by_side) and not (any(side_by_side) and letters < digits):
        return False
    short = all(len(text.split()) <= _LONGEST_CELL for text in texts)
    return short and not looks_like_heading(stretch.lines, " ".join(texts), look)


def rows_side_by_side(stretch: Stretch) -> Iterator[Block]:
    """A row for each line, its cells apart."""
    for line in stretch.lines:
        yield Block(BlockKind.ROW, "; ".join(cell.text for cell in line.cells), page=line.page)


def _is_used(row: _Row, at: int) -> bool:
    return bool(row.cells[at]) or (bool(row.spans) and row.spans[at] != 1)


def _of_columns(row: _Row, used: Sequence[int]) -> _Row:
    spans = tuple(row.spans[at] for at in used) if row.spans else ()
    return replace(row, cells=[row.cells[at] for at in used], spans=spans)


def _body(rows: Sequence[_Row]) -> Iterator[_Row]:
    """The rows below the names, without those at a page's top that say the names in parts."""
    named = [{name, *name.split(_OVER)} for name in rows[0].cells]
    top = 0
    for row in rows[1:]:
        said = [cell in of for cell, of in zip(row.cells, named, strict=True) if cell]
        if row.page > top and row.page != rows[0].page and said and all(said):
            continue
        top = row.page
        yield row


def _whole(rows: Sequence[_Row], known: Counter[str]) -> list[_Row]:
    """The rows, those whole that a page's end has torn; a doubt where that is uncertain."""
    whole: list[_Row] = []
    for before, row in zip([*rows[:1], *rows], rows, strict=False):
        last = whole[-1] if whole else row
        if row.page == before.page or len(whole) < 2:
            whole.append(row)
        elif _goes_on(row, last):
            cells = [
                joined([of for of in pair if of], known)
                for pair in zip(last.cells, row.cells, strict=True)
            ]
            rest = next((of for of in reversed(row.cells) if of), "")
            ends = bool(cells and row.cells[-1]) and cells[-1].endswith(rest)
            rests = (*last.rests, (rest, row.page)) if ends else last.rests
            whole[-1] = replace(last, cells=cells, rests=rests)
        else:
            whole.append(row if row.cells[:1] != [""] else replace(row, doubt=TORN))
    return whole


def _goes_on(row: _Row, last: _Row) -> bool:
    """Whether each cell at a page's top goes on with the one above, the first too or is empty."""
    pairs = [(of, above) for of, above in zip(row.cells[1:], last.cells[1:], strict=True) if of]
    first = next(iter(row.cells), "")
    if first and not first[0].islower():
        return False
    on = [of[0].islower() or (above and not SENTENCE_END.search(above)) for of, above in pairs]
    return bool(first or on) and all(on)


def _names(names: Sequence[str], spans: Sequence[int]) -> list[str]:
    """The names of a row's cells; that of a cell over several columns has all of theirs."""
    named = list(names)
    for at, over in enumerate(spans):
        if over > 1:
            parts = [name.split(_OVER) for name in names[at : at + over] if name]
            levels = zip(*parts, strict=False)
            shared = [of[0] for of in takewhile(lambda of: len(set(of)) == 1, levels)]
            own = (_OVER.join(of[len(shared) :]) for of in parts)
            named[at] = _OVER.join([*shared, ", ".join(filter(None, own))]).removesuffix(_OVER)
    return named
