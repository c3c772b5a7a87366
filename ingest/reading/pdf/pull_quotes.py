"""Pull-quotes: words in display print that stand in the text without being of it, or heading it.

They are told by where they stand, within a sentence that goes on below them; by their quotation
marks, with a line that says who spoke; or because the text has the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import leads_into
from ingest.language.words import folded
from ingest.reading.pdf.caption import is_caption
from ingest.reading.pdf.line_ends import SENTENCE_END, fits
from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.look import Look
from ingest.reading.pdf.styles import LARGER

QUOTE, SPEAKER = "quote", "speaker"
"""What a line of a pull-quote is: of its words, or of the name of whoever said them."""

_OPENING, _CLOSING = '“‘"', '”’"'
_BEHIND = " .,…⁰¹²³⁴⁵⁶⁷⁸⁹"
_DASHES = ("–", "—", "-", "―")
_SAME_SIZE = 0.6
"""Points: lines whose sizes differ by less are of one print."""
_NEXT_LINE = 2.0
"""Of the letters' size: the lines of a pull-quote stand no further apart."""
_NEAR = 3.2
"""Of the letters' size: so near below it the name of the speaker stands."""
_MOST_LINES, _MOST_SPEAKER_LINES, _MOST_SPEAKER_WORDS = 14, 3, 14
_FEWEST_WORDS, _FEWEST_RECURRING, _SURELY_RECURRING = 4, 6, 10
"""Words of a quotation, and of words that are a pull-quote because they recur in the text: as a
sentence, and as any words."""


def with_quotes_apart(lines: Sequence[Line], look: Look) -> list[Line]:
    """A document's lines, in reading order, those of pull-quotes in boxes apart from the text."""
    kept = list(lines)
    boxes: dict[int, int] = {}
    for line in lines:
        boxes[line.page] = max(boxes.get(line.page, 0), line.box)
    text = folded("".join(line.text for line in lines if _is_plain(line, look)))
    first = min((line.page for line in lines if _is_plain(line, look)), default=0)
    at = 0
    while at < len(lines):
        end = _end_of_display(lines, at, look)
        if end == at:
            at += 1
            continue
        names = _is_pull_quote(lines, at, end, look, text if lines[at].page > first else "")
        if names is not None:
            page = lines[at].page
            boxes[page] += 1
            for of in range(at, end + names):
                part = QUOTE if of < end else SPEAKER
                kept[of] = replace(lines[of], box=boxes[page], quote=part)
        at = end + (names or 0)
    return kept


def _end_of_display(lines: Sequence[Line], at: int, look: Look) -> int:
    """Behind the lines in one display print that begin at a place; that place where none do."""
    end = at
    while end < len(lines) and _is_display(lines[end], look) and end - at <= _MOST_LINES:
        if end > at and not _is_below(lines[end], lines[end - 1], _NEXT_LINE):
            break
        if end > at and not _are_alike(lines[end], lines[end - 1]):
            break
        end += 1
    return end if end - at <= _MOST_LINES else at


def _is_pull_quote(lines: Sequence[Line], at: int, end: int, look: Look, text: str) -> int | None:
    """How many lines below a display text name its speaker, if it is a pull-quote; else None.

    ``text`` are the letters of the running text in which its words may recur.
    """
    words = " ".join(line.text for line in lines[at:end])
    if is_caption(words):
        return None
    names = _interrupts(lines, at, end, look)
    if names is not None:
        return names
    before = lines[at - 1] if at else None
    if before is not None and before.page == lines[at].page and leads_into(before.text):
        return None
    ends = SENTENCE_END.search(words) is not None
    names = _speaker_lines(lines, end, look)
    count = len(words.split())
    larger = all(line.size >= LARGER * look.size for line in lines[at:end])
    told = names or (ends and larger)
    if told and _is_quoted(words) and count >= _FEWEST_WORDS:
        return names
    least = _FEWEST_RECURRING if ends else _SURELY_RECURRING
    recurs = larger and count >= least and folded(words) in text
    return names if recurs else None


def _interrupts(lines: Sequence[Line], at: int, end: int, look: Look) -> int | None:
    """How many lines follow a display text before the sentence above goes on; None if none does.

    The line above it is full, and what goes on begins with a small letter; below larger words in
    quotation marks it may begin with a capital.
    """
    before = lines[at - 1] if at else None
    if before is None or not _is_plain(before, look) or leads_into(before.text):
        return None
    if SENTENCE_END.search(before.text):
        return None
    for names, line in enumerate(lines[end : end + _MOST_SPEAKER_LINES + 1]):
        plain = _is_plain(line, look) and line.page - before.page <= 1
        if plain and line.text[:1].islower() and not fits(before, line):
            return names if _stands_out(lines[at - 1 : end + names + 1], look) else None
        if not _may_name(line) or plain or line.size >= LARGER * look.size:
            break
    quoted = _is_quoted(" ".join(line.text for line in lines[at:end]))
    names = _speaker_lines(lines, end, look)
    after = lines[end + names] if end + names < len(lines) else None
    goes_on = after is not None and _is_plain(after, look) and not fits(before, after)
    return names if quoted and goes_on else None


def _stands_out(lines: Sequence[Line], look: Look) -> bool:
    """Whether lines are larger than the text above and below them, or parted by white from both."""
    if lines[1].size >= LARGER * look.size:
        return True
    edges = (lines[0], lines[1]), (lines[-2], lines[-1])
    return all(
        line.page == above.page and line.y < above.y and look.opens_gap(above, line)
        for above, line in edges
    )


def _speaker_lines(lines: Sequence[Line], end: int, look: Look) -> int:
    """How many lines right below a display text name whoever said it."""
    count = 0
    for above, line in zip(lines[end - 1 :], lines[end : end + _MOST_SPEAKER_LINES], strict=False):
        if line.columns or line.box or not _is_below(line, above, _NEAR) or not _may_name(line):
            break
        heads = line.size >= LARGER * look.size or (line.bold and line.size > look.size)
        if heads and not line.text.startswith(_DASHES):
            break
        told = line.text.startswith(_DASHES) or count
        if _is_plain(line, look) and (not told or _is_text(lines, end + count)):
            break
        count += 1
    return count


def _is_text(lines: Sequence[Line], at: int) -> bool:
    """Whether a line in the print of the text goes on in the next."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    return below is not None and below.page == lines[at].page and not fits(lines[at], below)


def _may_name(line: Line) -> bool:
    """Whether a line may say who spoke: a few words with a capital or behind a dash."""
    words = line.text.split()
    opens = line.text[:1].isupper() or line.text.startswith(_DASHES)
    return opens and len(words) <= _MOST_SPEAKER_WORDS and not line.text.endswith((".", ":", ";"))


def _is_quoted(words: str) -> bool:
    """Whether words stand in quotation marks, the first to the last."""
    inner = words.rstrip(_BEHIND)
    return words[:1] in _OPENING and inner[-1:] in _CLOSING


def _is_display(line: Line, look: Look) -> bool:
    """Whether a line of the text is larger than that, bold or italic."""
    if line.columns or line.box or line.label or len(line.cells) > 1 or look.is_small(line):
        return False
    return line.size >= LARGER * look.size or line.bold or line.italic


def _is_plain(line: Line, look: Look) -> bool:
    """Whether a line is in the print of the running text."""
    apart = line.columns or line.box or line.label or line.bold or line.italic
    return not apart and abs(line.size - look.size) < _SAME_SIZE


def _is_below(line: Line, above: Line, reach: float) -> bool:
    near = 0 < above.y - line.y <= reach * max(line.size, above.size)
    return line.page == above.page and near and abs(line.left - above.left) < line.size


def _are_alike(line: Line, other: Line) -> bool:
    same = abs(line.size - other.size) < _SAME_SIZE
    return same and (line.bold, line.italic) == (other.bold, other.italic)
