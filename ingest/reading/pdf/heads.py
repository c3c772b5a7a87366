"""Headings that their place tells, where their print does not: short lines close above text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.reading.pdf.caption import is_caption
from ingest.reading.pdf.items import is_lettered, without_letter
from ingest.reading.pdf.line_ends import SENTENCE_END, fits
from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.look import Look
from ingest.reading.pdf.stretches import Stretch
from ingest.reading.pdf.styles import LARGER, looks_like_heading

_MOST_WORDS, _MOST_LETTERED_WORDS = 9, 16
_FEWEST = 2
_FEWEST_LETTERS = 3
_SHORT = 0.75
"""Of the column: a heading's only line ends before it, and so does a paragraph's last."""
_CLOSER = 1.15
"""How much more white stands above a heading than below it."""
_SAME_EDGE = 4.0
_NEAR = 4.0
"""Of the letters' size: so near below its title a part that unfolds begins."""
_MOST_TERM_WORDS = 6
_NEXT_LINE = 2.2
"""Of the letters' size: so near below a term its meaning stands."""
_STRETCHED = 2.8
"""Of the letters' size: so near below a heading its text begins, on a page that is filled."""
_LARGER_IN_BOX = 0.6
"""Points by which the title of a box is larger than its text."""


def with_heads(found: Sequence[Stretch], look: Look) -> list[Stretch]:
    """The stretches, with those that are headings by their place marked, or cut from their text.

    Headings in the print of the text are told only where the document has several.
    """
    cut = [part for stretch in found for part in _cut(stretch, look)]
    alone = [_stands_alone(*near, look) for near in _neighbours(cut)]
    if sum(alone) + len(cut) - len(found) < _FEWEST:
        cut = [part for stretch in found for part in _cut(stretch, look, capitals=True)]
        alone = [False for _ in cut]
    for stretch, is_alone in zip(cut, alone, strict=True):
        stretch.heading = stretch.heading or is_alone
    terms: dict[tuple[int, ...], list[Stretch]] = {}
    for before, stretch, after in _neighbours(cut):
        stretch.unfolds = after is not None and _unfolds(before, stretch, after)
        stretch.heading = stretch.heading or _is_title_of_box(before, stretch, after)
        stretch.cut = after is not None and _goes_on_next_page(stretch, after)
        if after is None:
            continue
        if print_ := _term(stretch, after) or _small_head(before, stretch, after, look):
            terms.setdefault(print_, []).append(stretch)
        if stretch.item and after is not None and _is_lettered_head(before, stretch, after, look):
            stretch.item, stretch.heading = False, True
    for term in (of for alike in terms.values() if len(alike) >= _FEWEST for of in alike):
        term.heading = True
    return cut


def _goes_on_next_page(stretch: Stretch, after: Stretch) -> bool:
    """Whether the words in one print go on with a small letter at the top of the next page."""
    above, below = stretch.last, after.first
    plain = not (after.number or after.item or above.columns or below.columns)
    alike = above.bold == below.bold and abs(above.size - below.size) < _LARGER_IN_BOX
    on_next = after.page == above.page + 1 and above.box == below.box == 0
    return on_next and plain and alike and below.text[:1].islower() and not _says_end(above)


def _term(stretch: Stretch, meaning: Stretch) -> tuple[int, ...]:
    """The print and places of a term in bold with its meaning set in below it; empty if none.

    In a glossary several are alike in them, whatever the size of their letters.
    """
    line, text = stretch.first, meaning.first
    words = " ".join(of.text for of in stretch.lines)
    if stretch.item or stretch.number or meaning.item or meaning.number or is_caption(words):
        return ()
    if any(of.columns or len(of.cells) > 1 for of in (line, *meaning.lines)):
        return ()
    if len(words.split()) > _MOST_TERM_WORDS or _says_end(stretch.last) or words.endswith(","):
        return ()
    near = text.page == line.page and 0 < stretch.last.y - text.y <= _NEXT_LINE * text.size
    bold = all(of.bold for of in stretch.lines) and not any(of.bold for of in meaning.lines)
    inside = all(of.x0 - line.x0 >= _SAME_EDGE for of in meaning.lines) and text.box == line.box
    if not (near and bold and inside):
        return ()
    return round(line.x0), round(text.x0), round(2 * line.size)


def _small_head(
    before: Stretch | None, stretch: Stretch, after: Stretch, look: Look
) -> tuple[int, ...]:
    """The print of a few bold words, smaller than the text that begins below them; empty if none.

    They stand no closer to what is above them. A paper's minor headings are alike in it.
    """
    line, text = stretch.first, after.first
    words = " ".join(of.text for of in stretch.lines)
    if not look.is_small(line) or stretch.item or stretch.number or is_caption(words):
        return ()
    if any(of.columns or len(of.cells) > 1 or not of.bold for of in stretch.lines):
        return ()
    if not looks_like_heading([replace(of, size=look.size) for of in stretch.lines], words, look):
        return ()
    if text.columns or look.is_small(text) or text.size >= LARGER * look.size or text.bold:
        return ()
    below = stretch.last.y - text.y
    above = before.last.y - line.y if before and before.page == line.page else 0.0
    near = text.page == line.page and 0 < below <= _STRETCHED * text.size
    inside = text.x0 - line.x0 > -_SAME_EDGE and text.left - line.left < line.size
    if not (near and inside and text.box == line.box) or 0 < above < below:
        return ()
    return round(2 * line.size), int(line.italic)


def _neighbours(
    found: Sequence[Stretch],
) -> list[tuple[Stretch | None, Stretch, Stretch | None]]:
    """Each stretch with the one before and the one after it."""
    return list(zip([None, *found], found, [*found[1:], None], strict=False))


def _cut(stretch: Stretch, look: Look, *, capitals: bool = False) -> list[Stretch]:
    """A stretch without its heading, after it, if its first line is one, in capitals or any."""
    lines = stretch.lines
    if stretch.item or stretch.heading or len(lines) < 2 or look.is_small(lines[0]):
        return [stretch]
    if lines[0].quote:
        return [stretch]
    if not _is_above(lines[0], lines[1:]) or (capitals and not lines[0].text.isupper()):
        return [stretch]
    rest = replace(stretch, lines=lines[1:], number="")
    return [replace(stretch, lines=lines[:1], heading=True), rest]


def _is_above(head: Line, rest: Sequence[Line]) -> bool:
    """Whether a line was broken before it was full, and sentences follow."""
    if not _is_short(head) or head.columns or not fits(head, rest[0]):
        return False
    if rest[0].box != head.box or len(head.cells) > 1:
        return False
    first = rest[0].text.lstrip("“‘\"'(")
    if not first[:1].isupper() or abs(rest[0].x0 - head.x0) >= _SAME_EDGE:
        return False
    return _is_text(rest) or (head.text.isupper() and not rest[0].text.isupper())


def _is_text(lines: Sequence[Line]) -> bool:
    """Whether lines are sentences: none but the last of one ends before it is full."""
    if any(len(line.cells) > 1 for line in lines):
        return False
    whole = all(_says_end(line) or not fits(line, after) for line, after in pairwise(lines))
    return whole and (_says_end(lines[-1]) or len(lines) > 2)


def _stands_alone(
    before: Stretch | None, stretch: Stretch, after: Stretch | None, look: Look
) -> bool:
    """Whether a short line stands closer to the sentences below it than to what is above."""
    if after is None or stretch.heading or stretch.item or stretch.number:
        return False
    line, text = stretch.first, after.first
    if look.is_small(line) or text.box != line.box:
        return False
    if len(stretch.lines) > 1 or not _is_short(line) or line.columns or len(line.cells) > 1:
        return False
    if after.item or after.heading or text.columns or text.page != line.page:
        return False
    below = line.y - text.y
    left = text.x0 - line.x0 >= _SAME_EDGE
    right = line.x0 - text.x0 >= _SAME_EDGE and not after.number
    if below <= 0 or left or right or not _is_text(after.lines):
        return False
    if before is None or before.last.page != line.page or before.last.y <= line.y:
        return False
    return before.last.y - line.y >= _CLOSER * below


def _unfolds(before: Stretch | None, stretch: Stretch, after: Stretch) -> bool:
    """Whether a short line is the title of what stands below it beside a bar or in a frame.

    The text above it has come to its end.
    """
    line, text = stretch.first, after.first
    told = before is None or before.heading or before.first.columns or _says_end(before.last)
    if not told:
        return False
    if stretch.heading or stretch.item or stretch.number or len(stretch.lines) > 1:
        return False
    if line.framed or line.box or line.columns or len(line.cells) > 1 or not _is_short(line):
        return False
    below = text.page == line.page and 0 < line.y - text.y <= _NEAR * line.size
    return below and not text.box and all(of.framed for of in after.lines) and not after.item


def _is_title_of_box(before: Stretch | None, stretch: Stretch, after: Stretch | None) -> bool:
    """Whether the first words of a box beside the text are bold or larger, the next not.

    The box may go over the page right below them.
    """
    line = stretch.first
    if not line.box or line.quote or after is None or not after.first.box:
        return False
    if (after.page, after.first.box) != (stretch.page, line.box) and after.page != line.page + 1:
        return False
    if before is not None and (before.page, before.first.box) == (stretch.page, line.box):
        return False
    words = " ".join(of.text for of in stretch.lines)
    if stretch.item or len(words.split()) > _MOST_WORDS:
        return False
    if _says_end(stretch.last) and not words.endswith("?"):
        return False
    larger = line.size - after.first.size >= _LARGER_IN_BOX
    return words[:1].isupper() and (larger or _is_in_other_print(stretch, after))


def _is_lettered_head(before: Stretch | None, stretch: Stretch, after: Stretch, look: Look) -> bool:
    """Whether "b. Costs" is a heading: in other print than text, or not in a list of its kind."""
    texts = [" ".join(line.text.split()) for line in stretch.lines]
    if not is_lettered(texts[0]) or after.item:
        return False
    if after.first.columns or after.first.page != stretch.first.page:
        return False
    if after.first.box != stretch.first.box:
        return False
    words = without_letter(" ".join(texts))
    if not words or is_caption(words):
        return False
    if _is_in_other_print(stretch, after) and not words.endswith((".", ",", ";", ":")):
        return before is None or not before.item or _is_in_other_print(stretch, before)
    if looks_like_heading(stretch.lines, words, look):
        larger = stretch.first.size >= LARGER * look.size
        return larger or not looks_like_heading(after.lines, "Text", look)
    listed = before is not None and (before.item or before.last.text.rstrip().endswith(":"))
    if listed or len(stretch.lines) > 1 or not words[0].isupper() or _says_end(stretch.last):
        return False
    return len(words.split()) <= _MOST_LETTERED_WORDS and _is_text(after.lines)


def _is_in_other_print(stretch: Stretch, other: Stretch) -> bool:
    """Whether all of a stretch is bold, or italic, and the other is not."""
    return any(
        all(getattr(line, cut) for line in stretch.lines)
        and not any(getattr(line, cut) for line in other.lines)
        for cut in ("bold", "italic")
    )


def _is_short(line: Line) -> bool:
    """Whether a line may be a heading: some words without an end, that leave its column open."""
    text = line.text.strip()
    if not text or text[-1] in ".,;:?!" or len(text.split()) > _MOST_WORDS or _says_end(line):
        return False
    if text[0].islower() or sum(letter.isalpha() for letter in text) < _FEWEST_LETTERS:
        return False
    return line.x1 <= line.left + _SHORT * (line.right - line.left)


def _says_end(line: Line) -> bool:
    return SENTENCE_END.search(line.text) is not None
