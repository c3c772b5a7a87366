"""What a web page's own style sheet says of an element: that it is not seen, or struck through.

Selectors of one element, one class, one id, or an element with a class are understood; rules
within ``@media`` and the like are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import local

_STRUCK = ("del", "s", "strike")
_HIDING = {"display": "none", "visibility": "hidden", "opacity": "0", "font-size": "0"}
"""The value with which each property hides an element; "0px" and "0.0" are "0"."""

Declarations = Mapping[str, str]


class Styles:
    """The rules of a page's ``style`` elements."""

    def __init__(self, root: Element) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        for sheet in root.iter("style"):
            for selectors, declarations in _rules("".join(sheet.itertext())):
                for selector in selectors.split(","):
                    self._rules.setdefault(selector.strip(), {}).update(declarations)

    def of(self, element: Element) -> Declarations:
        """What holds of an element itself; its ``style`` attribute comes last."""
        name, declared = local(element), dict[str, str]()
        classes = (element.get("class") or "").split()
        for selector in (
            name,
            *(f".{word}" for word in classes),
            *(f"{name}.{word}" for word in classes),
            f"#{element.get('id')}",
        ):
            declared |= self._rules.get(selector, {})
        return declared | _declarations(element.get("style") or "")

    def strikes(self, element: Element) -> bool:
        """Whether an element's text is marked as deleted: by its name or by a line through it."""
        if local(element) in _STRUCK:
            return True
        return any(
            "line-through" in value
            for name, value in self.of(element).items()
            if name.startswith("text-decoration")
        )

    def hides(self, element: Element) -> bool:
        """Whether an element is not seen, by its attributes or its style."""
        hidden = element.get("hidden")
        if hidden is not None and hidden != "until-found":
            return True
        return any(_HIDING.get(name) == value for name, value in self.of(element).items())


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
    """Properties and their values, both in small letters."""
    pairs = (part.lower().partition(":") for part in text.split(";"))
    return {name.strip(): _plain(value) for name, _, value in pairs if value.strip()}


def _plain(value: str) -> str:
    """A value without ``!important``; every way to write nothing is "0"."""
    value = value.partition("!")[0].strip()
    number = value.rstrip("abcdefghijklmnopqrstuvwxyz%")
    return "0" if number and not number.strip("0.") else value
