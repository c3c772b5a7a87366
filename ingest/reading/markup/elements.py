"""An element of XML is known by its local name, whatever prefix or edition of a format it is of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml.etree import _Element as Element

_WHOLE = re.compile(r"[+-]?\d{1,9}")


def local(element: Element) -> str:
    """An element's name without its namespace; empty for what is no element, such as an entity."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and of it the first child of the next name, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of these names, in order."""
    return iter([]) if element is None else (e for e in element if local(e) in names)


def within(
    element: Element, names: Collection[str], wrappers: Collection[str]
) -> Iterator[Element]:
    """The elements of these names below an element, seen through nothing but the wrappers."""
    for inner in element:
        if local(inner) in names:
            yield inner
        elif local(inner) in wrappers:
            yield from within(inner, names, wrappers)


def value(element: Element | None, name: str = "val") -> str:
    """An attribute by its local name; empty where the element or the attribute is missing."""
    if element is None:
        return ""
    return next((str(v) for k, v in element.items() if k.rpartition("}")[2] == name), "")


def whole(text: str, default: int) -> int:
    """A whole number of at most nine digits, or the default for anything else.

    >>> whole("12", 1), whole("9" * 5000, 1), whole("", 7)
    (12, 1, 7)
    """
    return int(text) if _WHOLE.fullmatch(text) else default


def switched_on(element: Element | None) -> bool:
    """Whether an element such as ``<w:vanish/>`` is there and does not say that it is off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")
