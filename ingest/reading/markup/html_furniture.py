"""On a page that does not name its main content, menus, trails and footers are told by their look.

That is a guess: what it leaves out is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import local
from ingest.reading.markup.html_content import seen_texts

_NAMES = {
    "nav", "navbar", "navigation", "breadcrumb", "breadcrumbs", "footer", "cookie", "cookies",
    "share", "sidebar",
}  # fmt: skip
"""What authors call such elements, as a whole or as a word of a class or an id."""
_MOST = 1 / 3
"""The share of a page's letters from which on an element is no furniture, whatever its name."""
_LINKED = 0.6
_FEWEST_LINKS = 2
_SENTENCE_WORDS, _ENDED_WORDS = 5, 3
_LONGEST_NOTICE = 40
_FEWEST_LEFT = 0.5


def furniture(content: Element) -> list[Element]:
    """The outermost elements of a whole page that are furniture, in the order of the page."""
    letters = _letters(content)
    named = [
        element
        for element in content.iterdescendants()
        if _is_named(element) and not _is_text(element, letters)
    ]
    found = set(named)
    around = [e for e in _ends(content, found) if not _is_text(e, letters)]
    found |= set(around)
    outermost = [
        element
        for element in content.iterdescendants()
        if element in found and not any(above in found for above in element.iterancestors())
    ]
    left = letters - sum(map(_letters, outermost))
    return outermost if left >= _FEWEST_LEFT * letters else []


def _is_named(element: Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return bool(_NAMES & set(names.replace("-", " ").replace("_", " ").split()))


def _is_text(element: Element, letters: int) -> bool:
    return element.find(".//h1") is not None or _letters(element) > _MOST * letters


def _letters(element: Element) -> int:
    return len("".join("".join(seen_texts(element)).split()))


def _ends(content: Element, found: set[Element]) -> Iterator[Element]:
    """The elements before the first sentence and behind the last that are links, or say ©."""
    elements = [e for e in content.iterdescendants() if isinstance(e.tag, str)]
    said = [
        at
        for at, element in enumerate(elements)
        if says(element) and not any(e in found for e in (element, *element.iterancestors()))
    ]
    first = said[0] if said else len(elements)
    last = said[-1] + _inner(elements[said[-1]]) if said else -1
    for at, element in enumerate(elements):
        if (at + _inner(element) < first or at > last) and _is_of_links(element):
            yield element


def _inner(element: Element) -> int:
    return sum(isinstance(e.tag, str) for e in element.iterdescendants())


def says(element: Element) -> bool:
    """Whether an element has a text of its own, no link's, that is as long as a sentence."""
    if local(element) in ("a", "script", "style"):
        return False
    own = " ".join(filter(None, [element.text, *(inner.tail for inner in element)]))
    words = [word for word in own.split() if any(map(str.isalnum, word))]
    ends = own.rstrip().endswith(".") and "©" not in own
    return len(words) >= (_ENDED_WORDS if ends else _SENTENCE_WORDS)


def _is_of_links(element: Element) -> bool:
    text = "".join(seen_texts(element))
    links = list(element.iter("a"))
    linked = sum(map(_letters, links))
    if len(links) >= _FEWEST_LINKS and linked >= _LINKED * _letters(element):
        return True
    return "©" in text and len(text.split()) <= _LONGEST_NOTICE
