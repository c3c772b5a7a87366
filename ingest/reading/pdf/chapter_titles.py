"""The titles of a paper's chapters, as its headers say them: smaller, perhaps behind a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.reading.pdf.lines import Line, Page
from ingest.reading.pdf.running_signs import plain

_LARGER, _MUCH_LARGER = 1.07, 1.25
"""Of the size of a header: a title that it says is as large; one that it says once, larger."""
_PARTING = ":–—|."
"""Signs between a chapter's number and its title."""
_FIGURES = "0123456789"


class ChapterTitles:
    """The lines of a paper by their words, without a number that opens them."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._largest: dict[str, tuple[float, int]] = {}
        for line in (line for page in pages for line in page.lines):
            name = _name(plain(line.text))
            if line.size > self._largest.get(name, (0.0, 0))[0]:
                self._largest[name] = line.size, line.page

    def has(self, line: Line) -> bool:
        """Whether a line says what stands elsewhere in larger print."""
        text = plain(line.text)
        sizes = (self._largest.get(_name(of), (0.0, 0))[0] for of in titles_in(text))
        return any(size > _LARGER * line.size for size in sizes)

    def has_before(self, line: Line) -> bool:
        """Whether a line says, behind a number, what is much larger on a page before it."""
        text = plain(line.text)
        found = (
            self._largest.get(_name(title), (0.0, line.page))
            for title in titles_in(text)
            if title != text and any(figure in text.removesuffix(title) for figure in _FIGURES)
        )
        return any(size >= _MUCH_LARGER * line.size and page < line.page for size, page in found)


def titles_in(text: str) -> Iterator[str]:
    """What of a header may be a chapter's title: all of it, or what its number or a sign opens.

    >>> list(titles_in("Chapter 2: The roads")), list(titles_in("Roads"))
    (['Chapter 2: The roads', 'The roads'], ['Roads'])
    """
    yield text
    words = text.split()
    for at, word in enumerate(words[:-1], 1):
        if word[-1] in _PARTING or word.isdecimal():
            yield " ".join(words[at:])


def _name(text: str) -> str:
    return text.lstrip(f" .{_FIGURES}").casefold()
