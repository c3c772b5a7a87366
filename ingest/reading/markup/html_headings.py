"""Headings that a web page does not mark as such: told by their role, or by their look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import zip_longest

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
_USUAL = 3  # the size of a font that says none
_MOST = 0.8


@dataclass(frozen=True)
class _Look:
    """How a line looks: its element's class, the size of its letters, and whether all is bold."""

    name: str = ""
    size: int = _USUAL
    is_bold: bool = False

    def stands_out(self, text: _Look, count: int, *, is_marked: bool) -> bool:
        """Whether lines that look so, ``count`` of them, are headings beside the ``text``'s look.

        They are by their name, their weight or size, or as the lines of one class.
        """
        words = self.name.replace("-", " ").replace("_", " ").split()
        is_named = any(
            word.startswith(_NAMES) or (word[:1] == "h" and word[1:].isdecimal()) for word in words
        )
        is_heavy = self.is_bold > text.is_bold or self.size > text.size
        is_class = self.name not in ("", text.name) and count > 1
        return is_named or is_class or (is_heavy and not is_marked)


_PLAIN = _Look()
_Line = tuple[Element, _Look]


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
    headings below its title, lines that stand out, and look like headings, are some: each look a
    level, the largest letters first. ``title`` is the page's own.
    """
    levels = {
        element: min(max(whole(element.get("aria-level") or "", 2), 1), 6)
        for element in content.iter()
        if element.get("role") == "heading"
    }
    if levels or next(content.iter(*_HEADINGS), None) is not None:
        return levels
    has_title = next(content.iter("h1"), None) is not None
    lines = list(_lines(content, blocks))
    deepest = 1 if has_title else 0
    for element in [e for e, _ in lines if title and not has_title and _text(e) == title][:1]:
        levels[element] = deepest = 1
    looks = _heading_looks(lines, is_marked=has_title)
    for look in looks:
        of_look = [e for e, own in lines if own == look and e not in levels]
        deepest += bool(of_look)
        levels |= {e: deepest for e in of_look if _looks_like_heading(e)}
    return levels


def _heading_looks(lines: Sequence[_Line], *, is_marked: bool) -> list[_Look]:
    """The looks of headings, the largest first.

    Most of their lines look like headings, and most stand above text of another look. A page that
    marks its title as a heading (``is_marked``) may have bold lines that are none.
    """
    letters, of_headings, single = Counter[_Look](), Counter[_Look](), Counter[_Look]()
    count = Counter(look for _, look in lines)
    for element, look in lines:
        letters[look] += len(_text(element))
        of_headings[look] += _looks_like_heading(element)
    below = [look for _, look in lines[1:]]
    single.update(look for (_, look), next_ in zip_longest(lines, below) if look != next_)
    text = max(count, key=lambda look: letters[look], default=_PLAIN)
    return [
        look
        for look in sorted(count, key=lambda look: -look.size)
        if (look != text or count[look] == 1)
        and of_headings[look] >= _MOST * count[look]
        and single[look] > count[look] / 2
        and look.stands_out(text, count[look], is_marked=is_marked)
    ]


def _looks_like_heading(element: Element) -> bool:
    return looks_like_heading(Block(BlockKind.PROSE, _text(element)))


def _text(element: Element) -> str:
    return " ".join("".join(seen_texts(element)).split())


def _lines(content: Element, blocks: Set[str]) -> Iterator[_Line]:
    """The elements that hold one line of text, each with its look.

    An element within a list or a data table is none.
    """
    for element in content.iterdescendants():
        name = local(element)
        if name in ("li", "td", "th"):
            continue
        is_line = name in blocks and not any(local(e) in blocks for e in element.iterdescendants())
        if not (is_line or (name in (*_BOLD, "font") and _is_alone(element))):
            continue
        if _text(element) and next(element.iterancestors("li", "dl"), None) is None:
            yield element, _look(element)


def _look(element: Element) -> _Look:
    sizes = [_size(e) for e in (element, *element.iterdescendants()) if local(e) == "font"]
    name = str(element.get("class") or "").lower()
    return _Look(name, max(sizes, default=_USUAL), _is_whole_bold(element))


def _size(font: Element) -> int:
    size = font.get("size") or ""
    return (_USUAL if size.startswith(("+", "-")) else 0) + whole(size, 0) or _USUAL


def _is_whole_bold(element: Element) -> bool:
    if local(element) in _BOLD:
        return True
    inner = [e for e in element if isinstance(e.tag, str)]
    bare = [element.text or "", *(e.tail or "" for e in element)]
    return bool(inner) and not "".join(bare).strip() and all(map(_is_whole_bold, inner))


def _is_alone(element: Element) -> bool:
    """Whether an element within a text is a line of it: a line break, or nothing, on both sides."""
    before, after, parent = element.getprevious(), element.getnext(), element.getparent()
    if parent is None or (element.tail or "").strip() or after is None or local(after) != "br":
        return False
    above = parent.text if before is None else before.tail
    return not (above or "").strip() and (before is None or local(before) == "br")
