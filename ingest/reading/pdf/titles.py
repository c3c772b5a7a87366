"""The title that a paper prints: the largest words of its first page, over all their lines.

Whose paper it is, and of what kind, may be printed larger: a letterhead, a logo, "POLICY PAPER".
"""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.language.words import folded
from ingest.reading.pdf.contents import without_contents
from ingest.reading.pdf.hyphens import joined, vocabulary
from ingest.reading.pdf.lines import Line, Page
from ingest.reading.pdf.look import look_of
from ingest.reading.pdf.makers import Maker, is_kind, names_title
from ingest.reading.pdf.site import is_web_print
from ingest.reading.pdf.styles import LARGER

_FIRST = 3
"""Pages, on the first of which that has words the title stands."""
_LARGER = 1.25
"""Of the running text's size."""
_ALIKE = 0.04
"""Of their size: the lines of one title differ by no more, and the titles of two by more."""
_NEAR = 1.7
"""Of the letters' size: the lines of a title stand no further apart."""
_FEWEST_LETTERS = 4
_FEWEST_SHARED, _SURE_LETTERS = 8, 20
"""Letters that a title shares with what the browser prints on each page: at least; as many do."""
_MOST_WORDS, _FEWEST_WORDS = 40, 4
_FEWEST_NAMED = 3
"""Words of a title beside its name: fewer may be the name of another column."""
_MOST_OF_COVER = 400
"""Letters of the running text's size: a page of no more is a cover."""
_WORDS_OF_TEXT = 9
"""Words of a line: one of the running text's size with as many is text."""
_SAME_HEIGHT = 3.0
_PAGES_ALIKE = 2
"""Later pages that have the same words in the same place: a logo; one may be a title page."""


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

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def takes(self, line: Line) -> bool:
        last = self.lines[-1]
        below = 0 < last.y - line.y <= _NEAR * last.size
        return below and _are_alike(line.size, self.size) and line.box == last.box

    def stands_as(self, other: _Group) -> bool:
        """Whether both have the same words in the same print and at the same height."""
        near = abs(self.lines[0].y - other.lines[0].y) <= _SAME_HEIGHT
        return near and _are_alike(self.size, other.size) and self.text == other.text


def title_of(pages: Sequence[Page], author: str = "") -> str:
    """The title that the pages print; empty where no words stand out on the first of them.

    Of several groups in one size the lowest is the title: the publisher, or the series, stands
    above. Words as large as headings of later pages are one only on a cover, or below the name of
    a maker: then the first of them. ``author`` is the file's. What the first page itself calls its
    title, as in a table of a cover, is it.
    """
    pages = [page for page in without_contents(pages)[0] if page.lines]
    if not pages or pages[0].number > _FIRST:
        return ""
    if named := _named(pages[0]) or _of_site(pages):
        return named
    first, rest = pages[0], pages[1:]
    size = look_of(pages).size
    least = _LARGER * size
    later = [group for page in rest for group in _groups(page)]
    groups = [group for group in _groups(first) if _may_be(group)]
    own = [group for group in groups if group.size >= least]
    makers = _makers(own, later, Maker(pages, author), least=_fewest_alike(rest))
    others = [group for group in own if group not in makers]
    left = _without_kinds(others)
    passed = [*makers, *(group for group in others if group not in left)]
    above_text = set(first.lines[: _text_at(first, least)])
    if makers and not left:
        smaller = [of for of in groups if of not in makers and of.lines[0] in above_text]
        left = _long(_without_kinds(_standing_out(smaller, size))) or own
    largest = max((group.size for group in left), default=0.0)
    titles = [group for group in left if _are_alike(group.size, largest)]
    above = [group for group in titles if group.lines[0] in above_text]
    heads = [of for of in [*later, *titles[len(above) :]] if _are_alike(of.size, largest)]
    recurs = len(heads) > (0 if passed else 1) and largest >= least
    text = sum(len(line.text) for line in first.lines if line.size < least)
    if text > _MOST_OF_COVER and recurs and not passed:
        return ""
    titles = above or titles
    if passed and recurs:
        titles = _before(titles[0], groups, makers, size) or titles[:1]
        titles = [group for group in titles if not group.text[:1].isdecimal()]
        if not makers and all(len(of.text.split()) < _FEWEST_WORDS for of in titles):
            titles = passed[:1]
    known = vocabulary([line for page in pages for line in page.lines])
    return joined(_with_rest(titles[-1], groups), known) if titles else ""


def _with_rest(title: _Group, groups: Sequence[_Group]) -> list[str]:
    """The lines of a title; where it ends in a colon, with the group below it."""
    at = groups.index(title) + 1 if title in groups else len(groups)
    goes_on = title.text.endswith(":") and at < len(groups)
    return [*title.texts, *(groups[at].texts if goes_on else ())]


def _of_site(pages: Sequence[Page]) -> str:
    """The words of a printed web page's first page that its browser prints as its title, too.

    They stand out, and the browser may print more or fewer of them: the site's name behind, or the
    title cut. Empty where none do.
    """
    if not is_web_print(pages):
        return ""
    heads = [folded(cell.text) for cell in pages[-1].lines[0].cells] if len(pages) > 1 else []
    size = look_of(pages).size
    groups = [of for of in _groups(pages[0]) if of.size >= _LARGER * size and _may_be(of)]
    own = [of for of in groups if any(_shares_title(folded(of.text), head) for head in heads)]
    largest = max(own, key=lambda of: of.size, default=None)
    return " ".join(largest.texts) if largest else ""


def _shares_title(words: str, head: str) -> bool:
    least = min(len(words), _SURE_LETTERS)
    return len(words) >= _FEWEST_SHARED and head[:least] == words[:least]


def _named(page: Page) -> str:
    """What stands beside "Title of paper" on a page, in two cells of one line; empty if nothing."""
    for line in page.lines:
        cells = [" ".join(cell.text.split()) for cell in line.cells if cell.text.strip()]
        if len(cells) == 1 and not line.columns:
            label, colon, title = cells[0].partition(":")
            cells = [label, title.strip()] if colon else cells
        if len(cells) == 2 and names_title(cells[0]):
            words = len(cells[1].split())
            if _FEWEST_NAMED <= words <= _MOST_WORDS:
                return cells[1]
    return ""


def _groups(page: Page) -> Iterator[_Group]:
    """The lines of a page as groups, each up to a gap: beside a letterhead stands an address."""
    group: _Group | None = None
    for line in page.lines:
        line = line if line.columns else replace(line, cells=line.cells[:1])
        if group is not None and group.takes(line):
            group = replace(group, lines=(*group.lines, line))
            continue
        if group is not None:
            yield group
        group = None if line.columns else _Group((line,))
    if group is not None:
        yield group


def _may_be(group: _Group) -> bool:
    """Whether a group is words, and not a date."""
    words = group.text.split()
    if sum(map(str.isalpha, group.text)) < _FEWEST_LETTERS or len(words) > _MOST_WORDS:
        return False
    return not all(word in month_name or word[:1].isdecimal() for word in words)


def _fewest_alike(rest: Sequence[Page]) -> int:
    """On how many of the later pages a maker's name stands as on the first."""
    return min(_PAGES_ALIKE, max(len(rest), 1))


def _makers(
    own: Sequence[_Group], later: Sequence[_Group], maker: Maker, *, least: int
) -> list[_Group]:
    """The groups that name whoever made the paper; what is on each page, if anything is not."""
    named = [group for group in own if maker.is_all_of(group.texts)]
    running = [group for group in own if sum(group.stands_as(other) for other in later) >= least]
    return [*named, *running] if len(running) < len(own) else named


def _without_kinds(groups: Sequence[_Group]) -> list[_Group]:
    """The groups without what only says of what kind the paper is, if anything else is left."""
    return [group for group in groups if not is_kind(group.text)] or list(groups)


def _long(groups: Sequence[_Group]) -> list[_Group]:
    """The groups of several words, if there are any: fewer are of a heading, or a series."""
    return [of for of in groups if len(of.text.split()) >= _FEWEST_WORDS] or list(groups)


def _before(
    heading: _Group, groups: Sequence[_Group], makers: Sequence[_Group], size: float
) -> list[_Group]:
    """The largest words that stand out above the first heading of a paper with a letterhead.

    They are a title in smaller print than the headings; fewer are of a series or meeting.
    """
    found = _standing_out([of for of in groups[: groups.index(heading)] if of not in makers], size)
    long = [of for of in found if len(of.text.split()) >= _FEWEST_WORDS and not is_kind(of.text)]
    return sorted(long, key=lambda of: of.size)[-1:]


def _standing_out(groups: Sequence[_Group], size: float) -> list[_Group]:
    """The groups that stand out from text of a size, though they are hardly larger."""
    return [
        group
        for group in groups
        if group.size >= LARGER * size or all(line.bold for line in group.lines)
    ]


def _text_at(page: Page, least: float) -> int:
    """The place of the first line of a page that is running text; behind all where none is.

    Words in bold are a heading's, however many, and figures an address's.
    """
    plain = [line if line.size < least and not line.bold else None for line in page.lines]
    words = (_words_of(line.text) if line else 0 for line in plain)
    return next((at for at, count in enumerate(words) if count >= _WORDS_OF_TEXT), len(page.lines))


def _words_of(text: str) -> int:
    return sum(word.strip("(“‘,.;:’”)").isalpha() for word in text.split())


def _are_alike(one: float, other: float) -> bool:
    return abs(one - other) <= _ALIKE * max(one, other)
