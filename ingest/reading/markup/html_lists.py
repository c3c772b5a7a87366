"""A web page's list prints a bullet, number or letter before each of its items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import local, whole
from ingest.reading.markup.layout import BULLET_LABEL
from ingest.reading.printed_numbers import numeral

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.I)
_NUMERALS = {
    "decimal": "1", "decimal-leading-zero": "01", "lower-alpha": "a", "lower-latin": "a",
    "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I", "none": "",
}  # fmt: skip
_TYPES = ("1", "a", "A", "i", "I")
LABEL = "data-label"
"""The attribute with which a reader notes what is printed before an item."""
_UNNUMBERED = {"legislative-list"}
"""GOV.UK's lists whose numbers are typed (https://govspeak-preview.publishing.service.gov.uk)."""


@dataclass
class Item:
    """An item: what is printed before it, and the block in which it was last gone on with.

    ``is_begun`` is set once its first paragraph is read, ``is_listed`` if that is no paragraph of
    its own.
    """

    label: str = ""
    is_begun: bool = False
    is_listed: bool = False
    last: int = -1


class List:
    """An ``ol`` or ``ul`` that is read, and how far it has been counted (HTML, 4.4.5)."""

    def __init__(self, element: Element) -> None:
        self._is_ordered = local(element) == "ol"
        self._numerals = _numerals(element)
        items = sum(local(item) == "li" for item in element)
        is_reversed = self._is_ordered and element.get("reversed") is not None
        self._step = -1 if is_reversed else 1
        self._next = whole(element.get("start") or "", items if is_reversed else 1)

    def next_item(self, element: Element) -> Item:
        """The item that an ``li`` is."""
        if (label := element.get(LABEL)) is not None:
            return Item(str(label))
        if not self._is_ordered:
            return Item(BULLET_LABEL)
        count = whole(element.get("value") or "", self._next)
        self._next = count + self._step
        return Item(f"{numeral(count, self._numerals)}." if self._numerals else "")


def _numerals(element: Element) -> str:
    """The numerals of a list, as :func:`numeral` names them; empty where none are printed."""
    if _UNNUMBERED & set((element.get("class") or "").split()):
        return ""
    if style := _STYLE.search(element.get("style") or ""):
        return _NUMERALS.get(style[1].lower(), "1")
    written = str(element.get("type") or "1")
    return written if written in _TYPES else "1"
