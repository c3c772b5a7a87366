"""Tables that are drawn with rules: each row as a line whose cells are the table's columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.reading.pdf.baselines import baselines
from ingest.reading.pdf.names import is_named
from ingest.reading.pdf.runs import Rule, Run
from ingest.reading.pdf.shown import Shown

_NEAR = 3.0
_LINE = 2.0
_WHOLE, _WHOLE_UPRIGHT = 0.6, 0.4
"""Of a table's width, or height: rules as long part its rows, or columns; shorter ones do not."""
_FILLED = 0.5
_WORDED = 0.35
_WIDEST_GAP = 320.0
_COLUMN_GAP, _FEWEST_ALIKE = 1.0, 3
"""Of the letters' size: white as broad parts columns; less does before as many lines that begin
one below the other."""
_HIGHEST, _NEXT_LINE = 80.0, 1.6
_WHITE = 0.3
"""Of the letters' size: no space is as wide, but for those of justified lines."""
_LINE_APART = 0.6
"""Of the letters' size: a raised mark stands lower above its line, and the line before higher."""
_EDGE = 6.0
_MOST_RULES = 1500
_FEWEST_ROWS = 2


@dataclass(frozen=True)
class Row:
    """A table's row: each cell's lines, top first; ``columns`` are the columns' left edges.

    ``named`` says whether the table's first row may name its columns.
    """

    cells: tuple[tuple[str, ...], ...]
    columns: tuple[float, ...]
    y: float
    right: float
    named: bool = True


@dataclass(frozen=True)
class _Box:
    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, run: Run) -> bool:
        middle = (run.x0 + min(run.x1, run.x0 + 20.0)) / 2
        return self.x0 - _NEAR <= middle <= self.x1 and self.y0 <= run.y + run.size / 3 <= self.y1


TextOf = Callable[[Sequence[Run]], Iterable[str]]
"""The lines, top first, that runs make."""


def tables_of(shown: Shown, text_of: TextOf) -> tuple[list[Row], list[Run]]:
    """The rows of the tables that a page draws, and the runs that stand in none."""
    left = list(shown.runs)
    found: list[Row] = []
    for rules in _drawings(_drawn(shown)):
        box = _around(rules)
        if box.x1 - box.x0 < 0.25 * shown.width or box.y1 - box.y0 > 0.97 * shown.height:
            continue
        bands = list(_bands(rules, box, left))
        rows = [_row(runs, columns, box, text_of) for columns, runs in bands]
        if _is_table(rows):
            named = is_named([row.cells for row in rows], [of for _, of in bands], shown.areas)
            found += [replace(row, named=named) for row in rows]
            taken = {id(run) for _, runs in bands for run in runs}
            left = [run for run in left if id(run) not in taken]
    return found, left


def _drawn(shown: Shown) -> list[Rule]:
    """The page's rules, each once, without those along its edges; none where there are too many."""
    rounded = dict.fromkeys(
        Rule(round(r.x0), round(r.y0), round(r.x1), round(r.y1)) for r in shown.rules
    )
    inside = [
        rule
        for rule in rounded
        if not (rule.x1 <= _EDGE or rule.x0 >= shown.width - _EDGE)
        and not (rule.y1 <= _EDGE or rule.y0 >= shown.height - _EDGE)
    ]
    return inside if len(inside) <= _MOST_RULES else []


def _drawings(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules gathered into drawings: those that touch, then those of one width below another."""
    touching = _gathered([[rule] for rule in rules], _touch)
    return [of for of in _gathered(touching, _continue) if len(of) > _FEWEST_ROWS]


def _gathered(
    parts: Sequence[list[Rule]], belong: Callable[[_Box, _Box], bool]
) -> list[list[Rule]]:
    """The parts, from the top down, with each put to those before it that it belongs to."""
    groups: list[tuple[_Box, list[Rule]]] = []
    for part in sorted(parts, key=lambda part: -_around(part).y1):
        mine, box = part, _around(part)
        apart: list[tuple[_Box, list[Rule]]] = []
        for other, members in groups:
            if belong(other, box):
                mine = members + mine
                box = _joined(other, box)
            else:
                apart.append((other, members))
        groups = [*apart, (box, mine)]
    return [members for _, members in groups]


def _touch(above: _Box, below: _Box) -> bool:
    across = below.x0 <= above.x1 + _NEAR and below.x1 >= above.x0 - _NEAR
    return across and below.y0 <= above.y1 + _NEAR and below.y1 >= above.y0 - _NEAR


def _continue(above: _Box, below: _Box) -> bool:
    same_width = abs(below.x0 - above.x0) <= _NEAR and abs(below.x1 - above.x1) <= _NEAR
    return same_width and above.y0 - below.y1 <= _WIDEST_GAP


def _joined(one: _Box, other: _Box) -> _Box:
    return _Box(
        min(one.x0, other.x0),
        min(one.y0, other.y0),
        max(one.x1, other.x1),
        max(one.y1, other.y1),
    )


def _around(rules: Sequence[Rule]) -> _Box:
    return _Box(
        min(rule.x0 for rule in rules),
        min(rule.y0 for rule in rules),
        max(rule.x1 for rule in rules),
        max(rule.y1 for rule in rules),
    )


def _bands(
    rules: Sequence[Rule], box: _Box, shown: Sequence[Run]
) -> Iterator[tuple[list[float], list[Run]]]:
    """What stands between each two level rules of a drawing, with the columns that part it.

    Where upright rules part the columns, text that none of them passes is no row; where none do,
    a row may stand above the first rule.
    """
    runs = [run for run in shown if box.holds(run)]
    level = [(r.y0, r.x1 - r.x0) for r in rules if r.y1 - r.y0 <= _LINE < r.x1 - r.x0]
    upright = [rule for rule in rules if rule.x1 - rule.x0 <= _LINE < rule.y1 - rule.y0]
    lengths = [(rule.x0, rule.y1 - rule.y0) for rule in upright]
    heights = sorted(_long(level, _WHOLE * (box.x1 - box.x0)), reverse=True)
    edges = sorted(_long(lengths, _WHOLE_UPRIGHT * (box.y1 - box.y0)))
    columns = [edge for edge in edges if edge < box.x1 - _NEAR]
    ruled = len(columns) > 1
    begun = {y: _begun(rules, y) for y in heights}
    pieced = [] if ruled else _pieced(begun, box)
    columns = columns if ruled else pieced or _aligned(runs)
    if len(heights) <= _FEWEST_ROWS or len(columns) < 2:
        return
    first = [] if ruled else _above(shown, columns, heights[0], box)
    if first:
        yield columns, first
    for top, bottom in pairwise(heights):
        band = [run for run in runs if bottom <= run.y + run.size / 3 < top]
        inner = begun[top] & begun[bottom] & {round(x) for x in columns[1:]}
        if pieced and (not inner or any(_passes(band, x) for x in inner)):
            continue
        middle = (top + bottom) / 2
        passed = any(
            rule.y0 <= middle <= rule.y1 and columns[0] + _NEAR < rule.x0 < box.x1 - _NEAR
            for rule in upright
        )
        if not any(run.text.strip() for run in band) or (ruled and not passed):
            continue
        split = not ruled and len(heights) == _FEWEST_ROWS + 1 and top < heights[0]
        for row in _lines_of(band, columns) if split else [band]:
            yield columns, row


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
        filled = {_column(run, columns) for run in words}
        if not rows or (0 in filled and len(filled) > 1 and not words[0].text[:1].islower()):
            rows.append(line)
        else:
            rows[-1] += line
    return rows


def _row(runs: Sequence[Run], columns: Sequence[float], box: _Box, text_of: TextOf) -> Row:
    cells = tuple(
        tuple(text_of([run for run in runs if _column(run, columns) == at]))
        for at in range(len(columns))
    )
    return Row(cells, tuple(columns), max(run.y for run in runs), box.x1)


def _is_table(rows: Sequence[Row]) -> bool:
    """Whether most cells say something, and many of them words: a chart's do not."""
    cells = [cell for row in rows for cell in row.cells]
    filled = [cell for cell in cells if cell]
    worded = [cell for cell in filled if sum(letter.isalpha() for letter in "".join(cell)) > 2]
    enough = len(filled) >= _FILLED * len(cells) and len(worded) >= _WORDED * len(filled)
    return len(rows) >= _FEWEST_ROWS and enough


def _long(pieces: Sequence[tuple[float, float]], length: float) -> list[float]:
    """Where pieces of rules lie in one line and are together as long as asked."""
    found: list[float] = []
    for place in sorted({round(at, 1) for at, _ in pieces}):
        if found and place - found[-1] <= _NEAR:
            continue
        if sum(long for at, long in pieces if abs(at - place) <= _NEAR) >= length:
            found.append(place)
    return found


def _column(run: Run, columns: Sequence[float]) -> int:
    """The column in which a run begins."""
    start = run.x0 + min(run.size, run.x1 - run.x0) / 2
    return max((at for at, edge in enumerate(columns) if edge <= start), default=0)


def _begun(rules: Sequence[Rule], y: float) -> set[int]:
    """Where the level rules at a height begin."""
    return {round(r.x0) for r in rules if r.y1 - r.y0 <= _LINE and abs(r.y0 - y) <= _NEAR}


def _pieced(begun: Mapping[float, set[int]], box: _Box) -> list[float]:
    """The columns of a table whose level rules are drawn cell by cell: where their pieces begin."""
    counts = Counter(x for places in begun.values() for x in places)
    often = [x for x in sorted(counts) if counts[x] >= _WHOLE * len(begun)]
    columns = [x for before, x in pairwise([-_EDGE, *often]) if x - before > _NEAR]
    inside = [float(x) for x in columns if x < box.x1 - _NEAR]
    return inside if len(inside) > 1 else []


def _above(shown: Sequence[Run], columns: Sequence[float], top: float, box: _Box) -> list[Run]:
    """The lines close above a table's first rule that stand in its columns, in two at least."""
    over = [
        run for run in shown if box.x0 - _NEAR <= run.x0 < box.x1 and 0 < run.y - top < _HIGHEST
    ]
    row: list[Run] = []
    below = top
    for line in reversed(baselines(over)):
        apart = line.y - below > _NEXT_LINE * line.size
        if apart or any(_passes(line.runs, edge) for edge in columns[1:]):
            break
        row += line.runs
        below = line.y
    filled = {_column(run, columns) for run in row if run.text.strip()}
    return row if len(filled) > 1 else []


def _passes(band: Sequence[Run], x: float) -> bool:
    """Whether a line of some runs goes on over a place, with no more than a space there."""
    for row in baselines(band):
        free = [b - a for a, b, _ in row.gaps() if a <= x + _NEAR and b >= x - _NEAR]
        begins, ends = row.runs[0].x0, max(run.x1 for run in row.runs)
        if begins < x - _NEAR and ends > x + _NEAR and max(free, default=0.0) < _WHITE * row.size:
            return True
    return False


def _aligned(runs: Sequence[Run]) -> list[float]:
    """The columns of a table with rules between its rows only: white parts them in every row."""
    worded = sorted((of for of in runs if any(map(str.isalnum, of.text))), key=lambda of: of.x0)
    if not worded:
        return []
    columns = [worded[0].x0]
    right = worded[0].x1
    for run in worded[1:]:
        alike = {round(of.y) for of in worded if abs(of.x0 - run.x0) < 1.0}
        least = _COLUMN_GAP if len(alike) < _FEWEST_ALIKE else _WHITE
        if run.x0 - right > least * run.size:
            columns.append(run.x0 - 1.0)
        right = max(right, run.x1)
    return columns
