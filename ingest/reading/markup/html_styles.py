"""What a web page's own style sheet says of an element: that it is not seen, or struck through.

Selectors of elements, classes and ids are understood, one within another too; rules within
``@media`` and the like are not, nor is which of two rules weighs more: the later does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import local

_STRUCK = ("del", "s", "strike")
_LINE = "text-decoration"
_HIDING = {"display": "none", "visibility": "hidden", "opacity": "0", "font-size": "0"}
"""The value with which each property hides an element; "0px" and "0.0" are "0"."""
_UNREAD = frozenset(":[]*+~()")
_UNITS = "abcdefghijklmnopqrstuvwxyz%"

Declarations = Mapping[str, str]


@dataclass(frozen=True)
class _Selector:
    """A selector's parts, the outermost first: each an element's name, or empty, and classes."""

    parts: tuple[tuple[str, ...], ...]

    def matches(self, element: Element) -> bool:
        *around, own = self.parts
        if not _is(element, own):
            return False
        above = element.iterancestors()
        return all(any(_is(e, part) for e in above) for part in reversed(around))


class Styles:
    """The rules of a page's ``style`` elements that tell whether something is seen."""

    def __init__(self, root: Element) -> None:
        self._rules: list[tuple[_Selector, Declarations]] = []
        for sheet in root.iter("style"):
            for selectors, declarations in _rules("".join(sheet.itertext())):
                self._rules += [(s, declarations) for s in _selectors(selectors) if declarations]

    def of(self, element: Element) -> Declarations:
        """What holds of an element itself; its ``style`` attribute comes last."""
        declared: dict[str, str] = {}
        for selector, declarations in self._rules:
            if selector.matches(element):
                declared |= declarations
        return declared | _declarations(element.get("style") or "")

    def strikes(self, element: Element) -> bool:
        """Whether an element's text is marked as deleted: by its name or by a line through it."""
        if local(element) in _STRUCK:
            return True
        declared = self.of(element).items()
        return any("line-through" in value for name, value in declared if name.startswith(_LINE))

    def hides(self, element: Element) -> bool:
        """Whether an element is not seen, by its attributes or its style."""
        hidden = element.get("hidden")
        if hidden is not None and hidden != "until-found":
            return True
        return any(_HIDING.get(name) == value for name, value in self.of(element).items())


def _is(element: Element, part: Sequence[str]) -> bool:
    name, *classes = part
    name, _, id_ = name.partition("#")
    named = (not name or name == local(element)) and (not id_ or id_ == element.get("id"))
    return named and set(classes) <= set((element.get("class") or "").split())


def _selectors(text: str) -> Iterator[_Selector]:
    for selector in text.split(","):
        parts = selector.replace(">", " ").split()
        if parts and not _UNREAD & set(selector):
            yield _Selector(tuple(tuple(part.split(".")) for part in parts))


def _rules(sheet: str) -> Iterator[tuple[str, Declarations]]:
    """The selectors and declarations of each rule that stands by itself."""
    depth = 0
    selectors = inner = ""
    for sign in _without_comments(sheet):
        if sign == "{":
            depth += 1
            if depth == 1:
                selectors, inner = inner.rpartition(";")[2], ""
                continue
        elif sign == "}":
            depth = max(depth - 1, 0)
            if depth == 0:
                if "@" not in selectors:
                    yield selectors, _declarations(inner)
                inner = ""
                continue
        inner += sign


def _without_comments(sheet: str) -> str:
    first, *others = sheet.replace("<!--", "").replace("-->", "").split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)


def _declarations(text: str) -> dict[str, str]:
    """The properties that tell whether something is seen, with their values in small letters."""
    pairs = (part.lower().partition(":") for part in text.split(";"))
    named = ((name.strip(), _plain(value)) for name, _, value in pairs if value.strip())
    return {name: value for name, value in named if name in _HIDING or name.startswith(_LINE)}


def _plain(value: str) -> str:
    """A value without ``!important``; every way to write nothing is "0"."""
    value = value.partition("!")[0].strip()
    number = value.rstrip(_UNITS)
    return "0" if number and not number.strip("0.") else value
