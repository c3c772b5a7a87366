"""The title that a paper prints: the largest words of its first page, over all their lines."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.reading.pdf.contents import without_contents
from ingest.reading.pdf.hyphens import joined, vocabulary
from ingest.reading.pdf.lines import Line, Page
from ingest.reading.pdf.look import look_of

_SIGN = "©"
_FIRST = 3
"""Pages, on the first of which that has words the title stands."""
_LARGER = 1.25
"""Of the running text's size."""
_ALIKE = 0.04
"""Of their size: the lines of one title differ by no more, and the titles of two by more."""
_NEAR = 1.7
"""Of the letters' size: the lines of a title stand no further apart."""
_FEWEST_LETTERS = 4
_MOST_WORDS = 40
_MOST_OF_COVER = 400
"""Letters of the running text's size: a page of no more is a cover."""
_MOST_OF_NAME = 8
"""Words of a publisher's name."""


@dataclass(frozen=True)
class _Group:
    """Lines of one size that follow each other closely."""

    lines: tuple[Line, ...]

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def texts(self) -> list[str]:
        return [" ".join(line.text.split()) for line in self.lines]

    def takes(self, line: Line) -> bool:
        last = self.lines[-1]
        below = 0 < last.y - line.y <= _NEAR * last.size
        return below and _are_alike(line.size, self.size) and line.box == last.box


def title_of(pages: Sequence[Page]) -> str:
    """The title that the pages print; empty where no words stand out on the first of them.

    Of several groups in one size the lowest is the title: the publisher, or the series, stands
    above. Words as large as headings of later pages are one only on a cover.
    """
    pages = [page for page in without_contents(pages)[0] if page.lines]
    if not pages or pages[0].number > _FIRST:
        return ""
    first, rest = pages[0], pages[1:]
    least = _LARGER * look_of(pages).size
    imprint = _folded(
        " ".join(line.text for page in pages for line in page.lines if _SIGN in line.text)
    )
    own = [of for of in _groups(first) if of.size >= least and _may_be(of, imprint)]
    largest = max((group.size for group in own), default=0.0)
    heads = [group for page in rest for group in _groups(page) if group.size >= least]
    text = sum(len(line.text) for line in first.lines if line.size < least)
    if text > _MOST_OF_COVER and sum(_are_alike(head.size, largest) for head in heads) > 1:
        return ""
    titles = [group for group in own if _are_alike(group.size, largest)]
    known = vocabulary([line for page in pages for line in page.lines])
    return joined(titles[-1].texts, known) if titles else ""


def _groups(page: Page) -> Iterator[_Group]:
    group: _Group | None = None
    for line in page.lines:
        if group is not None and group.takes(line):
            group = replace(group, lines=(*group.lines, line))
            continue
        if group is not None:
            yield group
        group = None if line.columns else _Group((line,))
    if group is not None:
        yield group


def _may_be(group: _Group, imprint: str) -> bool:
    """Whether a group is words, and neither a date nor the name of whoever holds the copyright."""
    text = " ".join(group.texts)
    words = text.split()
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS or len(words) > _MOST_WORDS:
        return False
    if all(word in month_name or word[:1].isdecimal() for word in words):
        return False
    return len(words) > _MOST_OF_NAME or _folded(text) not in imprint


def _are_alike(one: float, other: float) -> bool:
    return abs(one - other) <= _ALIKE * max(one, other)


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
