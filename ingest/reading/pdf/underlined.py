"""Lines that are underlined from end to end, as a typewriter's headings are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from ingest.language.labels import label_of
from ingest.reading.leads import letters_in
from ingest.reading.pdf.line_ends import SENTENCE_END
from ingest.reading.pdf.lines import Line, Page
from ingest.reading.pdf.numbers import PRINTED_NUMBER
from ingest.reading.pdf.runs import Rule

_BELOW = 0.35
"""Of the letters' size: no further below the letters an underline stands."""
_SAME_EDGE = 3.0
_FEWEST, _MOST_WORDS = 2, 9
_OF_ADDRESS = "@/"


def with_underlines(pages: Sequence[Page]) -> list[Page]:
    """The pages; lines that are underlined above a numbered paragraph are held to be in bold.

    The print of headings is read from that. So are short ones above other text, where a paper has
    several: one alone may be a link. A rule as long as the column is no underline.
    """
    found = {page.number: _underlined(page) for page in pages}
    heads = [head for lines in found.values() for head in lines.values()]
    several = len(heads) - sum(heads) >= _FEWEST
    return [
        replace(
            page,
            lines=tuple(
                replace(line, bold=True, bold_letters=letters_in(line.text))
                if found[page.number].get(at) or (several and at in found[page.number])
                else line
                for at, line in enumerate(page.lines)
            ),
        )
        for page in pages
    ]


def _underlined(page: Page) -> dict[int, bool]:
    """Which lines may be headings by what is drawn under them, and whether a number stands below.

    Of several below each other, as links are listed, none is; what unfolds is above a frame.
    """
    level = [rule for rule in page.rules if rule.y1 - rule.y0 < 1]
    drawn = [any(_is_under(rule, line) for rule in level) for line in page.lines]
    pairs = zip_longest(page.lines, page.lines[1:])
    found: dict[int, bool] = {}
    for at, (line, below) in enumerate(pairs):
        if below is None or not drawn[at]:
            continue
        alone = not drawn[at + 1] and not (at and drawn[at - 1])
        if _opens(below) or (alone and not below.framed and _may_head(line)):
            found[at] = _opens(below)
    return found


def _may_head(line: Line) -> bool:
    words = line.text.split()
    short = len(words) <= _MOST_WORDS and line.text[:1].isupper() and not line.bold
    link = any(sign in line.text for sign in _OF_ADDRESS) or label_of(line.text) is not None
    return short and not link and SENTENCE_END.search(line.text) is None


def _opens(line: Line) -> bool:
    number = PRINTED_NUMBER.match(line.text)
    return number is not None and not line.columns


def _is_under(rule: Rule, line: Line) -> bool:
    if line.columns or len(line.cells) > 1 or rule.x1 >= line.right - _SAME_EDGE:
        return False
    near = 0 <= line.y - rule.y0 <= _BELOW * line.size
    edges = (rule.x0 - line.x0, rule.x1 - line.x1)
    return near and all(abs(edge) <= _SAME_EDGE for edge in edges)
