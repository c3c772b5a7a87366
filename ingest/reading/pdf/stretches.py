"""Lines gathered into stretches: a paragraph, a heading, a bullet or a table's row each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import leads_into
from ingest.language.labels import label_of
from ingest.reading.pdf.box_pages import over_pages
from ingest.reading.pdf.items import has_drawn_bullet, is_lettered, is_next_letter, opens_item
from ingest.reading.pdf.line_ends import SENTENCE_END, are_one_heading, fits
from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.look import Look
from ingest.reading.pdf.numbers import PRINTED_NUMBER, numbers_in_runs
from ingest.reading.pdf.values import is_year
from ingest.reading.printed_numbers import is_next

_AND = re.compile(r"\b(?:and|or)$")
_INDENT = 4.0
_BOX_LINES = 2.2
"""Of the letters' size: lines of a box as near may be of one paragraph."""
_WIDE, _NEAR = 1.5, 30
"""Of the letters' size: lines as far apart are rarely of one paragraph; and among how many
stretches above a line the last number is looked for."""


@dataclass
class Stretch:
    """Lines that belong together, the first of which opens it.

    ``heading`` says that it is one by its place, whatever its print, and ``unfolds`` that it opens
    a part that is set apart from the text. One ``outside`` is no part of the numbered one above it.
    One that is ``cut`` goes on at the top of the next page.
    """

    lines: list[Line] = field(default_factory=list)
    number: str = ""
    item: bool = False
    heading: bool = False
    unfolds: bool = False
    outside: bool = False
    cut: bool = False

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def page(self) -> int:
        return self.lines[0].page


def stretches(lines: Iterable[Line], look: Look) -> list[Stretch]:
    """The lines, in reading order, gathered into stretches; none goes over a page's end yet.

    What stands in a box comes after the stretch that it stands beside.
    """
    lines = list(lines)
    found: list[Stretch] = []
    boxes: dict[tuple[int, int], tuple[int, list[Stretch]]] = {}
    in_runs = numbers_in_runs([line for line in lines if not look.is_small(line)])
    for line in lines:
        if line.box:
            _add(line, boxes.setdefault((line.page, line.box), (len(found), []))[1], look)
        else:
            _add(line, found, look, in_runs.get(id(line), ""))
    for at, inside in reversed(over_pages(boxes, lines)):
        found[at:at] = inside
    return found


def _add(line: Line, found: list[Stretch], look: Look, lettered: str = "") -> None:
    """Put a line to the last stretch, or open one with it; ``lettered`` is its number, if any."""
    now = found[-1] if found else None
    if line.quote:
        if now and now.last.quote == line.quote:
            now.lines.append(line)
        else:
            found.append(Stretch([line]))
        return
    if line.columns or line.label:
        if now and (_goes_on_table(line, now) if line.columns else _goes_on_label(line, now)):
            now.lines.append(line)
        else:
            found.append(Stretch([line], heading=line.label and not line.columns))
        return
    number = lettered or _number(line, now, look) or _next_number(line, found, look)
    item = not number and _opens_item(line, now, look)
    if now is None or number or item or now.last.columns or now.last.label:
        found.append(Stretch([line], number, item))
    elif _opens(line, now, look) and not _goes_over(line, now):
        found.append(Stretch([line]))
    else:
        now.lines.append(line)


def _goes_on_label(line: Line, now: Stretch) -> bool:
    before = now.last
    below = line.page == before.page and line.y < before.y
    return before.label and not before.columns and below


def _goes_over(line: Line, now: Stretch) -> bool:
    """Whether the first line of a page's next column goes on with the last one's sentence."""
    before = now.last
    next_column = line.page == before.page and line.y > before.y and line.left > before.left
    return next_column and runs_on(now, line)


def runs_on(now: Stretch, line: Line) -> bool:
    """Whether a line goes on with a stretch by its print, over a column's or page's end too.

    The line before is full and ends no sentence, and this one, in the same print, stands no
    further in, by its own column's edge or the page's, than the lines below a stretch's first do.
    """
    before = now.last
    alike = abs(line.size - before.size) < 0.6 and line.bold == before.bold
    inside = min(line.x0 - line.left - (before.x0 - before.left), line.x0 - before.x0)
    hangs = len(now.lines) == 1 and (now.item or now.number)
    level = hangs or inside < _INDENT
    ends = SENTENCE_END.search(before.text) or leads_into(before.text)
    return alike and bool(level) and not ends and not fits(before, line)


def _goes_on_table(line: Line, now: Stretch) -> bool:
    """Whether a row has the columns of the table before it, on the same page or the next."""
    columns, before = line.columns, now.last.columns
    return len(columns) == len(before) > 0 and all(
        abs(a - b) < _INDENT for a, b in zip(columns, before, strict=True)
    )


def _parted(line: Line, now: Stretch | None, look: Look) -> bool:
    """Whether a line begins a page or a column, or stands below white."""
    if now is None or line.page != now.last.page or line.y >= now.last.y:
        return True
    return look.opens_gap(now.last, line)


def _is_within(line: Line, now: Stretch, look: Look) -> bool:
    """Whether the sentence of the line before goes on here, over a column's or page's end too."""
    before = now.last
    below = line.page == before.page and line.y < before.y
    return runs_on(now, line) and not (below and look.opens_gap(before, line))


def _number(line: Line, now: Stretch | None, look: Look) -> str:
    """The printed number that opens a paragraph here: below white, or further left than text."""
    match = PRINTED_NUMBER.match(line.text)
    if not match or not (match[2] or "." in match[1]) or look.is_small(line):
        return ""
    if line.box and match[3][:1].islower():
        return ""
    if is_year(match[1]) and now is not None and not is_next(match[1], now.number):
        return ""
    if now is not None and not match[3][:1].isupper() and _is_within(line, now, look):
        return ""
    if now is None or _parted(line, now, look) or _is_label(now, look):
        return match[1]
    hangs = line.x0 < now.last.x0 - _INDENT
    if len(now.lines) == 1 and not _ends(now.last) and fits(now.last, line):
        level = abs(line.x0 - now.first.x0) < line.size
        listed = (now.item and hangs) or (level and is_next(match[1], now.number))
        return match[1] if listed or match[3][:1].isupper() else ""
    flush = bool(now.number) and abs(line.x0 - now.first.x0) < _INDENT
    hung = all(of.x0 > now.first.x0 + 1 for of in now.lines[1:]) and match[3][:1].isupper()
    goes_on = flush and (_ends(now.last) or (hung and is_next(match[1], now.number)))
    return match[1] if hangs or goes_on else ""


def _next_number(line: Line, found: Sequence[Stretch], look: Look) -> str:
    """The next of the printed numbers, where a sentence ends above it, however little white."""
    match = PRINTED_NUMBER.match(line.text)
    if not match or not (match[2] or "." in match[1]) or not found or look.is_small(line):
        return ""
    ended = not found[-1].item and SENTENCE_END.search(found[-1].last.text)
    before = next((s.number for s in reversed(found[-_NEAR:]) if s.number), "")
    opens = ended and match[3][:1].isupper() and is_next(match[1], before)
    return match[1] if opens else ""


def _opens_item(line: Line, now: Stretch | None, look: Look) -> bool:
    if not opens_item(line.text):
        return False
    if has_drawn_bullet(line.text) or now is None:
        return True
    if _parted(line, now, look):
        return now.item or not _is_within(line, now, look)
    if now.item and abs(line.x0 - now.first.x0) < 1:
        same = line.text[0] == now.first.text[0] and not is_lettered(line.text)
        hangs = all(of.x0 > now.first.x0 + 1 for of in now.lines[1:])
        if same or fits(now.last, line) or (hangs and is_next_letter(line.text, now.first.text)):
            return True
    if now.item and is_next_letter(line.text, now.first.text):
        further_left = now.first.x0 - line.x0
        if abs(further_left) < line.size and (further_left > 1 or fits(now.last, line)):
            return True
    return abs(line.x0 - now.last.x0) > _INDENT or _ends(now.last)


def _is_broken(before: Line, line: Line) -> bool:
    """Whether a sentence's end, its line and white, though all is as white, part two lines."""
    white = before.y - line.y > _WIDE * line.size and SENTENCE_END.search(before.text)
    labelled = (line.bold_letters and not before.bold) or label_of(line.text)
    parted = fits(before, line) or line.bold != before.bold or labelled
    return bool(white and line.text[:1].isupper() and parted)


def _is_bare_label(now: Stretch, line: Line) -> bool:
    """Whether a line with a capital stands below one that only names a unit or points to it."""
    alone = len(now.lines) == 1 and not now.number and line.text[:1].isupper()
    label = label_of(now.first.text) if alone and fits(now.first, line) else None
    return label is not None and not label.rest


def _opens(line: Line, now: Stretch, look: Look) -> bool:
    """Whether an unmarked line begins a stretch of its own."""
    before = now.last
    if are_one_heading(before, line) or (line.box and _goes_on_in_box(line, before)):
        return False
    if _parted(line, now, look) or abs(line.size - before.size) > 0.6:
        return True
    if (line.box or line.framed) and _begins_in_frame(line, now):
        return True
    if _is_next_quotation(line, now):
        return True
    if not now.item and (_is_broken(before, line) or _is_bare_label(now, line)):
        return True
    width = max(line.right - line.left, 1.0)
    ends_short = before.x1 < before.right - 0.12 * width
    if (line.bold, line.italic) != (before.bold, before.italic) and (
        ends_short or _ends_heading(line, now)
    ):
        return True
    if len(line.cells) > 1 or len(before.cells) > 1:
        return len(line.cells) > 1 and len(before.cells) > 1
    indented, outdented = line.x0 - before.x0 > _INDENT, before.x0 - line.x0 > _INDENT
    if now.item or now.number:
        outside = line.x0 < now.first.x0 - _INDENT
        return outside or (now.item and _is_below(line, now))
    if len(now.lines) == 1:
        return indented and _ends(before) and ends_short
    return (indented and _ends(before)) or (outdented and _ends(before))


def _goes_on_in_box(line: Line, before: Line) -> bool:
    """Whether a line of a box goes on with a figure or a sentence, in whatever print."""
    near = 0 < before.y - line.y < _BOX_LINES * max(line.size, before.size)
    return near and line.page == before.page and line.text[:1].islower() and not _ends(before)


def _begins_in_frame(line: Line, now: Stretch) -> bool:
    """Whether a line in a frame begins a paragraph below a line that ends short.

    What it says may be quoted, and the line above end with the speaker's name in brackets.
    """
    before = now.last
    edge = max(of.x1 for of in now.lines) if len(now.lines) > 1 else before.right
    ended = SENTENCE_END.search(before.text) or before.text.endswith(")")
    begins = line.text[:1].isupper() or line.text.startswith(("“", "‘", '"'))
    return bool(ended and begins and fits(replace(before, right=edge), line))


def _is_next_quotation(line: Line, now: Stretch) -> bool:
    """Whether a line begins a quotation below one whose last line ends before it is full."""
    opening, closing = now.first.text[:1], now.last.text.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹ ")[-1:]
    whole = f"{opening}{closing}" in ("“”", "‘’", '""') and SENTENCE_END.search(now.last.text)
    return bool(whole) and line.text.startswith(opening) and fits(now.last, line)


def _ends_heading(line: Line, now: Stretch) -> bool:
    """Whether bold lines without the end of a sentence end where text in plain print begins."""
    bold = all(of.bold for of in now.lines)
    return bold and not line.bold and line.text[:1].isupper() and not _ends(now.last)


def _is_below(line: Line, item: Stretch) -> bool:
    """Whether a line at the edge of an item's bullet begins a paragraph below the item."""
    at_edge = abs(line.x0 - item.first.x0) < _INDENT
    return at_edge and line.text[:1].isupper() and fits(item.last, line)


def _is_label(now: Stretch, look: Look) -> bool:
    """Whether a stretch is one short line in other print: a heading, after which all may begin."""
    return len(now.lines) == 1 and (now.first.bold or now.first.size > 1.08 * look.size)


def _ends(line: Line) -> bool:
    return bool(SENTENCE_END.search(line.text) or _AND.search(line.text))
