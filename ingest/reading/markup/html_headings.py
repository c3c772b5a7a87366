"""Headings that a web page does not mark as such: told by their role, or by their look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from lxml.etree import _Element as Element

from ingest.blocks import Block, BlockKind
from ingest.reading.headings import looks_like_heading
from ingest.reading.markup.elements import local, whole
from ingest.reading.markup.html_content import seen_texts
from ingest.reading.markup.html_furniture import says

_HEADINGS = tuple(f"h{level}" for level in range(2, 7))
_NAMES = ("head", "title")
"""How the words of a class begin that is called a heading's."""
_BOLD = ("b", "strong", "big")
_LARGE = 4


def page_title(content: Element, titles: Sequence[str], beside: Set[Element]) -> str:
    """Which of the parts of a page's ``title`` stands last above its first sentence, if one does.

    The site's name stands above the page's. What is ``beside`` the text is no part of it.
    """
    title = ""
    for element in content.iter() if titles else ():
        if any(e in beside for e in (element, *element.iterancestors())):
            continue
        text = _text(element)
        if text not in titles and says(element):
            break
        title = text if text in titles else title
    return title


def heading_levels(content: Element, blocks: Set[str], title: str) -> dict[Element, int]:
    """The level of each element that is a heading without being called one.

    ``blocks`` are the names of the elements that stand by themselves. Where the page marks no
    headings below its title, the elements of one look that all look like headings are some: each
    look a level, in the order in which they come. ``title`` is the page's own.
    """
    levels = {
        element: min(max(whole(element.get("aria-level") or "", 2), 1), 6)
        for element in content.iter()
        if element.get("role") == "heading"
    }
    if levels or next(content.iter(*_HEADINGS), None) is not None:
        return levels
    has_title = next(content.iter("h1"), None) is not None
    looks: dict[str, list[Element]] = defaultdict(list)
    lists: set[str] = {""}
    above = ""
    for element, look in _lines(content, blocks):
        looks[look].append(element)
        lists |= {look} & {above}
        above = look
    deepest = 1 if has_title else 0
    for element in (e for e in _title_lines(looks, title) if not has_title):
        levels[element] = deepest = 1
    for look, elements in looks.items():
        if look not in lists and _are_headings(look, elements, bold=not has_title):
            deepest += 1
            levels |= {element: deepest for element in elements if element not in levels}
    return levels


def _title_lines(looks: dict[str, list[Element]], title: str) -> list[Element]:
    """The first line that is the page's title, whatever its look."""
    lines = [e for elements in looks.values() for e in elements]
    return [element for element in lines if title and _text(element) == title][:1]


def _are_headings(look: str, elements: Sequence[Element], *, bold: bool) -> bool:
    """Whether lines of one look are headings: by their name, by their weight, or by their number.

    A page that marks its title as a heading may have bold lines that are none.
    """
    if not all(map(_looks_like_heading, elements)):
        return False
    words = look.replace("-", " ").replace("_", " ").split()
    is_named = any(
        word.startswith(_NAMES) or (word[:1] == "h" and word[1:].isdecimal()) for word in words
    )
    return is_named or (bold and look == _BOLD[0]) or (look != _BOLD[0] and len(elements) > 1)


def _looks_like_heading(element: Element) -> bool:
    return looks_like_heading(Block(BlockKind.PROSE, _text(element)))


def _text(element: Element) -> str:
    return " ".join("".join(seen_texts(element)).split())


def _lines(content: Element, blocks: Set[str]) -> Iterator[tuple[Element, str]]:
    """The elements that hold one line of text, each with its look: its class, or that it is bold.

    An element within a list or a data table is none.
    """
    for element in content.iterdescendants():
        name = local(element)
        if name in ("li", "td", "th"):
            continue
        is_line = name in blocks and not any(local(e) in blocks for e in element.iterdescendants())
        if not (is_line or (_is_heavy(element) and _is_alone(element))):
            continue
        if _text(element) and next(element.iterancestors("li", "dl"), None) is None:
            yield element, _look(element)


def _look(element: Element) -> str:
    if element.get("class"):
        return str(element.get("class")).lower()
    return _BOLD[0] if _is_whole_bold(element) else ""


def _is_whole_bold(element: Element) -> bool:
    if _is_heavy(element):
        return True
    inner = [e for e in element if isinstance(e.tag, str)]
    bare = [element.text or "", *(e.tail or "" for e in element)]
    return bool(inner) and not "".join(bare).strip() and all(map(_is_whole_bold, inner))


def _is_heavy(element: Element) -> bool:
    size = element.get("size") or ""
    is_large = local(element) == "font" and (size.startswith("+") or whole(size, 0) >= _LARGE)
    return local(element) in _BOLD or is_large


def _is_alone(element: Element) -> bool:
    """Whether an element within a text is a line of it: a line break, or nothing, on both sides."""
    before, after, parent = element.getprevious(), element.getnext(), element.getparent()
    if parent is None or (element.tail or "").strip() or after is None or local(after) != "br":
        return False
    above = parent.text if before is None else before.tail
    return not (above or "").strip() and (before is None or local(before) == "br")
