"""Tables with level rules alone: their columns by the pieces of the rules, or by white."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ingest.reading.pdf.baselines import baselines
from ingest.reading.pdf.caption import is_caption
from ingest.reading.pdf.drawings import NEAR, Box
from ingest.reading.pdf.rows import print_in, text_of
from ingest.reading.pdf.runs import Rule, Run
from ingest.reading.pdf.values import is_figure

WHOLE = 0.6
"""Of a table's width: rules as long part its rows; shorter ones do not."""
FEWEST_ROWS = 2
_COLUMN_GAP, _FEWEST_ALIKE = 1.0, 3
"""Of the letters' size: white as broad parts columns; less does before as many lines that begin
one below the other."""
_FIGURE = 12
"""Letters of a cell: longer ones are words, though they begin with a figure."""
_PADDING = 9.0
"""Points: a column as narrow that has no words is none."""
_HIGHEST, _NEXT_LINE = 80.0, 1.6
_WHITE = 0.3
"""Of the letters' size: no space is as wide, but for those of justified lines."""
_LINE_APART = 0.6
"""Of the letters' size: a raised mark stands lower above its line, and the line before higher."""


def rows_between(
    level: Sequence[Rule],
    heights: Sequence[float],
    box: Box,
    left: Sequence[Run],
    cells: list[float],
) -> tuple[list[float], list[list[Run]]] | None:
    """The columns' left edges and the rows of a drawing with no upright rules; None if no table.

    ``heights`` are those of its rules, highest first. Rows may stand above the first: the names of
    the columns, or these and one more. ``cells`` are the left edges of a head that is painted cell
    by cell, where there is one.
    """
    runs = [run for run in left if box.holds(run)]
    if cells and (rows := _below_cells(between(heights, runs), cells)):
        return cells, rows
    pieced = _pieced({y: begun_at(level, y) for y in heights}, box)
    if not pieced:
        heights = _without_text(heights, runs)
        runs = [run for band in between(heights, runs) for run in band]
        box = replace(box, y0=heights[-1], y1=heights[0]) if heights else box
    bands = between(heights, runs)
    begun = [begun_at(level, top) & begun_at(level, low) for top, low in pairwise(heights)]
    parted = [
        band for band, of in zip(bands, begun, strict=True) if _are_parted(band, of, pieced[1:])
    ]
    bands, pieced = (parted, pieced) if 2 * len(parted) > len(bands) else (bands, [])
    columns = pieced or _aligned(runs)
    one = len(heights) == FEWEST_ROWS and len(pieced) > 1
    if (len(heights) <= FEWEST_ROWS and not one) or len(columns) < 2:
        return None
    below = [run for run in runs if run.y < heights[1]]
    if len(heights) == FEWEST_ROWS + 1 and len(_aligned(below)) > len(columns):
        return None  # A name stands over several columns; such a table is told by alignment.
    over = _above(left, runs, pieced, box)
    first = [run for row in over for run in row]
    columns = pieced or _aligned([*runs, *first])
    if one and len({column(run, columns) for run in first if run.text.strip()}) < len(columns):
        return None
    if len(heights) == FEWEST_ROWS + 1:
        bands = [*bands[:1], *(row for band in bands[1:] for row in _lines_of(band, columns))]
    bands = [row for band in bands for row in _figures_of(band, columns)]
    return columns, [band for band in [*over, *bands] if has_words(band)]


def _below_cells(bands: Sequence[list[Run]], columns: Sequence[float]) -> list[list[Run]]:
    """The rows of a table whose head is painted cell by cell; none if there are no others.

    They end above the first that goes on over an edge, or has words in the first column alone and
    no row below it.
    """
    rows: list[list[Run]] = []
    end = 0
    for band in filter(has_words, bands):
        if any(passes(band, x) for x in columns[1:]):
            break
        rows.append(band)
        filled = {column(run, columns) for run in band if run.text.strip()}
        end = len(rows) if len(filled) > 1 else end
    return rows[:end] if end > 1 else []


def _without_text(heights: Sequence[float], runs: Sequence[Run]) -> Sequence[float]:
    """The heights, without the last or first if lines go on over all columns up to the next.

    Such a rule is of a heading, or of the page's margin, and the lines are text, or a table's name.
    Most of the other rows have words in two columns, which those of a chart do not, and each is
    one row. A caption alone is never a row.
    """
    for last in (True, False):
        rest = heights[:-1] if last else heights[1:]
        if len(rest) <= FEWEST_ROWS:
            continue
        bands = [band for band in between(rest, runs) if has_words(band)]
        columns = _aligned([run for band in bands for run in band])
        filled = [{column(run, columns) for run in band if run.text.strip()} for band in bands]
        text = between(heights[-2:] if last else heights[:2], runs)[0]
        rows = [row for band in bands[1:] for row in _figures_of(band, columns)]
        are_rows = all(len(_lines_of(row, columns)) == 1 for row in rows)
        are_rows = are_rows and 2 * sum(len(of) > 1 for of in filled) > len(bands)
        passed = [passes(text, x) for x in columns[1:]]
        alone = not last and len(_aligned(text)) == 1 == len(baselines(text))
        name = alone and any(passed)
        caption = alone and is_caption(text_of(baselines(text)[0]))
        if caption or (are_rows and (name or all(passed))):
            heights = rest
    return heights


def between(heights: Sequence[float], runs: Sequence[Run]) -> list[list[Run]]:
    """The runs between each two heights."""
    return [
        [run for run in runs if bottom <= run.y + run.size / 3 < top]
        for top, bottom in pairwise(heights)
    ]


def has_words(runs: Iterable[Run]) -> bool:
    """Whether any of the runs says something."""
    return any(run.text.strip() for run in runs)


def column(run: Run, columns: Sequence[float]) -> int:
    """The column in which a run begins."""
    start = run.x0 + min(run.size, run.x1 - run.x0) / 2
    return max((at for at, edge in enumerate(columns) if edge <= start), default=0)


def without_padding(edges: Sequence[float], runs: Sequence[Run]) -> list[float]:
    """The columns' left edges, without those of strips beside the words of a cell.

    ``edges`` are all of them and the right one.
    """
    used = {column(run, edges[:-1]) for run in runs if run.text.strip()}
    broad = [at for at, (a, b) in enumerate(pairwise(edges)) if at in used or b - a > _PADDING]
    return [edges[at] for at in broad]


def begun_at(level: Sequence[Rule], y: float) -> set[int]:
    """Where the level rules at a height begin."""
    return {round(rule.x0) for rule in level if abs(rule.y0 - y) <= NEAR}


def _pieced(begun: Mapping[float, set[int]], box: Box) -> list[float]:
    """The columns of a table whose level rules are drawn cell by cell: where their pieces begin."""
    counts = Counter(x for places in begun.values() for x in places)
    often = [x for x in sorted(counts) if counts[x] >= WHOLE * len(begun)]
    columns = [x for before, x in pairwise([-2 * NEAR, *often]) if x - before > NEAR]
    inside = [float(x) for x in columns if x < box.x1 - NEAR]
    return inside if len(inside) > 1 else []


def _are_parted(band: Sequence[Run], begun: set[int], edges: Sequence[float]) -> bool:
    """Whether pieces of rules begin at edges above and below a row where no words of it go on."""
    inner = begun & {round(x) for x in edges}
    return bool(inner) and not any(passes(band, x) for x in inner)


def _above(
    left: Sequence[Run], runs: Sequence[Run], pieced: Sequence[float], box: Box
) -> list[list[Run]]:
    """The rows close above a table's first rule that stand in its columns, in two at least.

    With them it has as many columns; ``pieced`` are those that its rules tell. Lines in another
    print than those above them are another row.
    """
    over = [
        run
        for run in left
        if box.x0 - NEAR <= run.x0 and run.x1 <= box.x1 + NEAR and 0 < run.y - box.y1 < _HIGHEST
    ]
    count = len(pieced or _aligned(runs))
    lines: list[list[Run]] = []
    below = box.y1
    for line in reversed(baselines(over)):
        row = [run for of in lines for run in of]
        columns = pieced or _aligned([*runs, *row, *line.runs])
        apart = line.y - below > _NEXT_LINE * line.size
        passed = any(passes(line.runs, edge) for edge in columns[1:])
        if apart or passed or len(columns) != count:
            break
        lines.insert(0, list(line.runs))
        below = line.y
    columns = pieced or _aligned([*runs, *(run for of in lines for run in of)])
    rows = [[run for of in same for run in of] for _, same in groupby(lines, key=_is_bold)]
    filled = {column(run, columns) for row in rows for run in row if run.text.strip()}
    return rows if len(filled) > 1 else []


def _is_bold(runs: Sequence[Run]) -> bool:
    return print_in(runs).bold


def passes(band: Sequence[Run], x: float) -> bool:
    """Whether a line of some runs goes on over a place, with no more than a space there."""
    for row in baselines(band):
        free = [b - a for a, b, _ in row.gaps() if a <= x + NEAR and b >= x - NEAR]
        begins, ends = row.runs[0].x0, max(run.x1 for run in row.runs)
        if begins < x - NEAR and ends > x + NEAR and max(free, default=0.0) < _WHITE * row.size:
            return True
    return False


def _lines_of(band: Sequence[Run], columns: Sequence[float]) -> list[list[Run]]:
    """The rows of a table that has rules above and below its names and at its end only.

    Each line that fills the first column and another, and does not go on with a sentence, is one.
    """
    lines: list[list[Run]] = []
    for run in sorted(band, key=lambda run: -run.y):
        if lines and lines[-1][0].y - run.y < _LINE_APART * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    rows: list[list[Run]] = []
    for line in lines:
        words = sorted((run for run in line if run.text.strip()), key=lambda run: run.x0)
        filled = {column(run, columns) for run in words}
        if not rows or (0 in filled and len(filled) > 1 and not words[0].text[:1].islower()):
            rows.append(line)
        else:
            rows[-1] += line
    return rows


def _figures_of(band: Sequence[Run], columns: Sequence[float]) -> list[list[Run]]:
    """The rows between two rules, each with a label and figures alone; one row if they are not."""
    rows = _lines_of(band, columns)
    for row in rows:
        cells = ["".join(run.text for run in row if column(run, columns) == at).strip()
                 for at in range(len(columns))]  # fmt: skip
        if not cells[0] or not all(map(_is_told_in_figures, cells[1:])) or not any(cells[1:]):
            return [list(band)]
    return rows


def _is_told_in_figures(cell: str) -> bool:
    """Whether a cell is a figure, or has a dash or nothing where there is none."""
    return (is_figure(cell) and len(cell) <= _FIGURE) or not any(map(str.isalnum, cell))


def _aligned(runs: Sequence[Run]) -> list[float]:
    """The columns of a table with rules between its rows only: white parts them in every row."""
    worded = sorted((of for of in runs if _is_worded(of.text)), key=lambda of: of.x0)
    columns: list[float] = []
    before = _FEWEST_ALIKE
    for first, *others in _clear_of_each_other(worded):
        begin = {round(of.y) for of in worded if abs(of.x0 - first.x0) < 1.0}
        ends: dict[int, float] = {}
        for run in (first, *others):
            ends[round(run.y)] = max(run.x1, ends.get(round(run.y), run.x1))
        even = sum(max(ends.values()) - end < 1.0 for end in ends.values()) == len(ends)
        alike = max(len(begin), len(ends) if even else 0)
        least = _COLUMN_GAP if min(alike, before) < _FEWEST_ALIKE else _WHITE
        before = alike
        right = max((of.x1 for of in worded if of.x0 < first.x0), default=first.x0)
        if not columns:
            columns.append(first.x0)
        elif first.x0 - right > least * first.size:
            columns.append(first.x0 - 1.0)
    return columns


def _is_worded(text: str) -> bool:
    """Whether a run has a letter or digit, or a bracket around some: no leaders, no dashes."""
    return any(map(str.isalnum, text)) or any(sign in "[]()" for sign in text)


def _clear_of_each_other(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs, from the left on, gathered to columns that some white parts."""
    found: list[list[Run]] = []
    right = 0.0
    for run in runs:
        if found and run.x0 - right <= _WHITE * run.size:
            found[-1].append(run)
        else:
            found.append([run])
        right = max(right, run.x1)
    return found
