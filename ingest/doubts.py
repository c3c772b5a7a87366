"""Why the reading of a paragraph is uncertain, so that whoever cites it looks at the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ingest.blocks import Block, BlockKind, goes_on
from ingest.broken_words import broken_words, never_last
from ingest.markers import marker_names
from ingest.number_faults import number_faults
from ingest.types import Paragraph

COLUMNS = "text in columns"
BESIDE = "words side by side"
OVERLAP = "lines printed over each other"
TORN = "a row of the table may go over the page"
UNKNOWN = "signs that could not be read"
BREAKS_OFF = "a sentence breaks off"
BEGINS_WITHIN = "it begins within a sentence"
NOT_KEPT = "the number printed before it is not its own"
MARGIN = "words of the page's margin stand in it"
NOTE = "text of later pages stands in its footnote"
NO_NOTE = "the note to a mark in it was not found"
NO_MARK = "the mark of its footnote was not found"
LONG = "it is far longer than the others"

_SENTENCE = 8
"""Words: text as long is a sentence, and not a line of a list or an address."""
_MARGIN_WORDS, _FEWEST_PAGES = 3, 3
_LONG, _TIMES_LONGER, _TIMES_ON_FEW, _MOST_PAGES = 4_000, 10, 20, 3
_PRIVATE_USE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFF))
_UNKNOWN = "\ufffd"


def with_doubts(
    paragraphs: Sequence[Paragraph], blocks: Sequence[Sequence[Block]], *, numbered: bool
) -> list[Paragraph]:
    """The paragraphs of one document, each with its doubts; ``blocks`` are those of each.

    ``numbered`` says whether the document's printed numbers are its paragraphs' own.
    """
    found: list[dict[str, None]] = [{} for _ in paragraphs]
    for at, (paragraph, own) in enumerate(zip(paragraphs, blocks, strict=True)):
        found[at].update(dict.fromkeys(_of_blocks(own)))
        if any(_is_unknown(letter) for letter in paragraph.text):
            found[at][UNKNOWN] = None
        if own and own[0].number and not paragraph.printed and not numbered:
            found[at][NOT_KEPT] = None
    for doubts in (_of_numbers, _of_words, _of_margins, _of_length):
        for at, doubt in doubts(paragraphs):
            found[at][doubt] = None
    for at in _without_notes(paragraphs, blocks):
        found[at][NO_NOTE] = None
    for at in _breaking_off(paragraphs, blocks):
        found[at][BREAKS_OFF] = None
    return [replace(p, doubts=tuple(of)) for p, of in zip(paragraphs, found, strict=True)]


def doubt_sentence(doubts: Sequence[str], pages: Sequence[int]) -> str:
    """What a reader is told of a paragraph with doubts.

    >>> doubt_sentence(["text in columns"], [12])
    'The reading of this paragraph is uncertain: text in columns. Check page 12.'
    """
    where = pages_said(pages) or "the document"
    return f"The reading of this paragraph is uncertain: {'; '.join(doubts)}. Check {where}."


def pages_said(pages: Sequence[int]) -> str:
    """Pages, in ascending order, in words; "" for none.

    >>> pages_said([12]), pages_said([3, 4]), pages_said([3, 4, 5]), pages_said([3, 7, 8])
    ('page 12', 'pages 3 and 4', 'pages 3 to 5', 'pages 3, 7 and 8')
    """
    if len(pages) < 2:
        return f"page {pages[0]}" if pages else ""
    *most, last = pages
    if len(most) > 1 and last - pages[0] == len(most):
        return f"pages {pages[0]} to {last}"
    return f"pages {', '.join(map(str, most))} and {last}"


def _of_blocks(blocks: Sequence[Block]) -> Iterator[str]:
    """What the reader doubted, and a sentence that begins nowhere."""
    yield from (block.doubt for block in blocks if block.doubt)
    if blocks and goes_on(blocks[0]):
        yield BEGINS_WITHIN
    if any(block.kind is BlockKind.FOOTNOTE and _leaps(block) for block in blocks):
        yield NOTE


def _leaps(block: Block) -> bool:
    """Whether a page stands between two of those that a block goes on over."""
    pages = [page for _, page in block.page_starts]
    return any(to - of > 1 for of, to in pairwise([block.page or 0, *pages]))


def _without_notes(
    paragraphs: Sequence[Paragraph], blocks: Sequence[Sequence[Block]]
) -> Iterator[int]:
    """The places of paragraphs with a numbered mark to which the document has no note."""
    known = {note.marker for paragraph in paragraphs for note in paragraph.footnotes}
    for at, own in enumerate(blocks):
        texts = [block.text for block in own if block.kind is not BlockKind.FOOTNOTE]
        marks = {name for text in texts for name in marker_names(text)}
        if any(name.isdecimal() for name in marks - known):
            yield at


def _breaking_off(
    paragraphs: Sequence[Paragraph], blocks: Sequence[Sequence[Block]]
) -> Iterator[int]:
    """The places of paragraphs in which a sentence has no end.

    It ends in a word that ends no sentence of the document, or the next text opens in brackets.
    """
    open_words = never_last([paragraph.body for paragraph in paragraphs])
    text = [
        (at, block)
        for at, own in enumerate(blocks)
        for block in own
        if block.kind is not BlockKind.FOOTNOTE and not block.aside
    ]
    for (at, block), (_, after) in pairwise(text):
        *before, last = block.text.split() or [""]
        if block.kind is not BlockKind.PROSE or not last.isalpha() or len(before) < _SENTENCE:
            continue
        goes_over = after.text.startswith("(") and not after.number
        if goes_over or (last in open_words and before[-1][-1] not in ",;"):
            yield at


def _is_unknown(letter: str) -> bool:
    private = any(first <= ord(letter) <= last for first, last in _PRIVATE_USE)
    return private or letter == _UNKNOWN


def _of_numbers(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, str]]:
    for fault in number_faults(paragraphs):
        yield fault.holder, fault.doubt


def _of_words(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, str]]:
    for at, words in broken_words([paragraph.text for paragraph in paragraphs]):
        yield at, f"words that seem broken (“{words}”)"


def _of_margins(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, str]]:
    """Words that stand alike, but for figures, where several pages end or begin in paragraphs."""
    places: list[tuple[int, str]] = []
    for at, paragraph in enumerate(paragraphs):
        for start, _ in paragraph.page_starts:
            if 0 < start < len(paragraph.body):
                before, after = paragraph.body[:start].split(), paragraph.body[start:].split()
                places.append((at, _masked(before[-_MARGIN_WORDS:])))
                places.append((at, _masked(after[:_MARGIN_WORDS])))
    counts = Counter(words for _, words in places)
    for at, words in places:
        if words and counts[words] >= _FEWEST_PAGES:
            yield at, MARGIN


def _masked(words: Sequence[str]) -> str:
    """Words with one sign for every figure; "" where they are too few to tell anything."""
    masked = ["#" if any(map(str.isdigit, word)) else word for word in words]
    return " ".join(masked) if len(words) == _MARGIN_WORDS else ""


def _of_length(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, str]]:
    usual = median(len(paragraph.body) for paragraph in paragraphs) if paragraphs else 0
    for at, paragraph in enumerate(paragraphs):
        times = _TIMES_LONGER if len(paragraph.pages) > _MOST_PAGES else _TIMES_ON_FEW
        if len(paragraph.body) > max(_LONG, times * usual):
            yield at, LONG
