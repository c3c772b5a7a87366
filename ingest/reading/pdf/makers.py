"""Words on a first page that are larger than its title: whose paper it is, and of what kind.

A letterhead, a logo that is set as text and a publisher's line are told by what the file or the
paper says of its maker, by standing alike on other pages, or by their form; "POLICY PAPER" is told
by its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ingest.language.words import folded
from ingest.reading.pdf.lines import Page

_SIGN = "©"
_MOST_WORDS = 8
"""Words of a maker's name; of a kind of paper there are half as many."""
_BODIES = frozenset(
    "agency alliance assembly association authority board centre college commission committee "
    "council department executive foundation government group hospital inspectorate institute "
    "ministry network office parliament partnership service society trust university".split()
)
_PAPERS = frozenset(
    "briefing bulletin circular command consultation discussion document draft evidence guidance "
    "guideline information note notice paper policy publication report research response "
    "statement".split()
)
_TITLE = "title"
_OF = ("of", "for")
_JOINING = (*_OF, "and", "&")
_BEFORE_SITE = ("@", "//", "www.")
_FEWEST_OF_SITE, _SHARE_OF_SITE = 4, 0.55
"""Letters of a name in an address; and how much of the maker's name they are."""


class Maker:
    """What is known of who made a paper, by the file's ``author`` and by what the pages say."""

    def __init__(self, pages: Sequence[Page], author: str) -> None:
        texts = [line.text for page in pages for line in page.lines]
        self._imprint = folded(" ".join(text for text in texts if _SIGN in text))
        self._author = folded(author)
        self._sites = frozenset(_in_addresses(texts))

    def is_all_of(self, lines: Sequence[str]) -> bool:
        """Whether lines name the maker, or a body, perhaps with what kind of paper it is."""
        text = " ".join(lines)
        if self._is_maker(text):
            return True
        parts = ((" ".join(lines[:at]), " ".join(lines[at:])) for at in range(1, len(lines)))
        return any(
            all(self._is_maker(part) or is_kind(part) for part in both)
            and any(map(self._is_maker, both))
            for both in parts
        )

    def _is_maker(self, text: str) -> bool:
        return is_body(text) or self.is_named(text)

    def is_named(self, text: str) -> bool:
        """Whether a text is the maker's name, as the imprint, the file or an address has it."""
        name = folded(text)
        if len(text.split()) > _MOST_WORDS or not name:
            return False
        return name in self._imprint or name == self._author or self._has_site(name)

    def _has_site(self, name: str) -> bool:
        return any(
            name.startswith(of) and len(of) >= _SHARE_OF_SITE * len(name) for of in self._sites
        )


def is_body(text: str) -> bool:
    """Whether a text is no more than a body's name, by its form.

    >>> is_body("Lower Brook Borough Council"), is_body("DEPARTMENT FOR FISHERIES AND PORTS")
    (True, True)
    >>> is_body("Reform of the Ports Council"), is_body("Ports Council Annual Report 2024")
    (False, False)
    """
    words = text.lower().replace(",", "").split()
    if not 1 < len(words) <= _MOST_WORDS or any(map(str.isdecimal, text)):
        return False
    capitals = all(
        word[:1].isupper() or word.lower() in _JOINING for word in text.replace(",", "").split()
    )
    leads = words[0] in _BODIES and words[1] in _OF and _PAPERS.isdisjoint(words[2:])
    return capitals and (leads or (words[-1] in _BODIES and not set(_OF) & set(words)))


def is_kind(text: str) -> bool:
    """Whether a text says of what kind a paper is, or to whom it goes, and nothing more.

    >>> is_kind("POLICY PAPER"), is_kind("Report to Cabinet"), is_kind("Annual Report 2024")
    (True, True, False)
    """
    kind, _, _ = text.lower().partition(" to ")
    words = kind.split()
    short = len(words) > 0 and len(text.split()) <= _MOST_WORDS // 2
    return short and all(word in _PAPERS or word in _BODIES for word in words)


def names_title(text: str) -> bool:
    """Whether a text says no more than that a title stands beside it.

    >>> names_title("Title of paper:"), names_title("Report title"), names_title("Job title")
    (True, True, False)
    """
    words = text.lower().strip(": ").split()
    papers = {word for word in words if word not in (*_OF, "the")}
    return _TITLE in papers and papers <= {_TITLE, *_PAPERS}


def _in_addresses(texts: Iterable[str]) -> Iterator[str]:
    """The names in web addresses and those of mail."""
    for word in (word for text in texts for word in text.lower().split()):
        if any(mark in word for mark in _BEFORE_SITE):
            site, _, _ = word.rpartition("@")[2].rpartition("//")[2].partition("/")
            yield from (
                name for of in site.split(".") if len(name := folded(of)) >= _FEWEST_OF_SITE
            )
