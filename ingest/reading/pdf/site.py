"""What a printed web page says of its site: menus and notices below its text, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.blocks import Block, BlockKind
from ingest.language.dates import is_date
from ingest.language.words import folded
from ingest.reading.pdf.items import opens_item
from ingest.reading.pdf.lines import Line, Page
from ingest.reading.pdf.look import Look
from ingest.reading.pdf.styles import LARGER

_EDGE = 0.06
"""Of the page's height, above and below: where browsers print the page's address."""
_MOST_PAGES = 0.8
_SIGN, _LICENCE = "©", "licence"
_LETTERS = 12
"""Letters of a title's first line: fewer may be a word of the site's."""
_FEWEST_ROWS = 2
_MOST_WORDS = 80
"""Below a page's last sentence: what is longer is text."""


def is_web_print(pages: Sequence[Page]) -> bool:
    """Whether nearly all pages have a web address in the margin, as browsers print it."""
    addressed = sum(any(_is_address(line, page) for line in page.lines) for page in pages)
    return addressed >= max(_MOST_PAGES * len(pages), 1)


def _is_address(line: Line, page: Page) -> bool:
    outermost = not _EDGE * page.height < line.y < (1 - _EDGE) * page.height
    return outermost and "://" in line.text


def without_masthead(pages: Sequence[Page], title: str) -> list[Page]:
    """The pages of a printed web page without what the site prints above its title.

    That is banners, menus and where the page stands.
    """
    kept = list(pages)
    for at, line in enumerate(kept[0].lines if kept else ()):
        words = folded(line.cells[0].text)
        if len(words) >= min(_LETTERS, len(folded(title))) and folded(title).startswith(words):
            kept[0] = replace(kept[0], lines=kept[0].lines[at:])
            break
    return kept


def site_begins(lines: Sequence[Line], behind: int | None, look: Look) -> int:
    """The place of the first line that is the site's; that behind the last where there is none.

    ``lines`` are the text of a printed web page, in reading order. A few words ``behind`` its notes
    are the site's if no sentence or the copyright sign is among them; elsewhere, below the last
    sentence, what asks something or has that sign, and all below it.
    """
    below = lines[behind:] if behind is not None else []
    if _are_few(below) and any(_SIGN in line.text for line in below):
        return len(lines) - len(below)
    ended = max((at + 1 for at, line in enumerate(lines) if _is_text(line)), default=0)
    start = max(ended, behind or 0)
    if not _are_few(lines[start:]):
        return len(lines)
    if behind is not None and ended <= behind:
        return behind
    signs = [at for at in range(start, len(lines)) if _is_imprint(lines[at])]
    if not signs:
        return len(lines)
    asked = [at for at in range(start, signs[0]) if "?" in lines[at].text]
    first = min([*signs, *asked])
    while first > start and _is_with(lines[first - 1], lines[first], look):
        first -= 1
    return _links_begin(lines, first, look)


def _is_imprint(line: Line) -> bool:
    licence = _LICENCE in line.text.lower() and not line.text.endswith(".")
    return _SIGN in line.text or licence


def _links_begin(lines: Sequence[Line], end: int, look: Look) -> int:
    """Where a list begins that stands right under a heading, above a line; else that line."""
    at = end
    while at and (opens_item(lines[at - 1].text) and not lines[at - 1].text.endswith((".", ";"))):
        at -= 1
    if not 0 < at < end or lines[at - 1].text.endswith((".", ":")):
        return end
    above = lines[at - 1]
    return at - 1 if above.bold or above.size >= LARGER * look.size else end


def with_particulars(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a printed web page, whose and of when it is told in one of its own.

    The site prints that as rows of two columns between the page's summary and its first heading.
    """
    first = next((at for at, of in enumerate(blocks) if of.kind is BlockKind.ROW), len(blocks))
    end = next(
        (at for at in range(first, len(blocks)) if blocks[at].kind is not BlockKind.ROW),
        len(blocks),
    )
    rows = blocks[first:end]
    said = [of for of in blocks[:first] if of.kind is BlockKind.PROSE and of.text.endswith(".")]
    heads = blocks[end : end + 1]
    below = bool(heads) and heads[0].kind is BlockKind.HEADING and heads[0].page == blocks[0].page
    listed = any(of.kind is BlockKind.ITEM or of.number for of in blocks[:first])
    if len(rows) < _FEWEST_ROWS or not below or listed or len(said) > 1:
        return list(blocks)
    text = "; ".join(row.text.replace(":;", ":").replace(";", ":") for row in rows)
    return [*blocks[:first], Block(BlockKind.PROSE, text, page=rows[0].page), *blocks[end:]]


def with_dates(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each of several dates that stand alone above a text put to that text.

    So pages print what was changed in them, and when.
    """
    dated = [
        at
        for at, (block, below) in enumerate(pairwise(blocks))
        if block.kind is below.kind is BlockKind.PROSE
        and is_date(block.text)
        and not is_date(below.text)
        and not (block.number or below.number)
    ]
    if len(dated) < _FEWEST_ROWS:
        return list(blocks)
    whole = list(blocks)
    for at in reversed(dated):
        date, text = whole[at : at + 2]
        whole[at : at + 2] = [date.with_rest(text, f"{date.text}: {text.text}")]
    return whole


def _are_few(lines: Sequence[Line]) -> bool:
    return sum(len(line.text.split()) for line in lines) <= _MOST_WORDS


def _is_text(line: Line) -> bool:
    """Whether a line ends a sentence, but an imprint's, or is of a list, a table or a box."""
    if _SIGN in line.text:
        return False
    return line.text.endswith(".") or bool(line.columns or line.box) or opens_item(line.text)


def _is_with(line: Line, below: Line, look: Look) -> bool:
    """Whether a line stands right above another in the same print."""
    alike = abs(line.size - below.size) < 0.6 and line.page == below.page
    return alike and not look.opens_gap(line, below)
