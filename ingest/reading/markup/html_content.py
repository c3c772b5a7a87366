"""Of a web page only its main content is read, and of that only what is seen."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import local

_NEVER_SEEN = {
    "head", "script", "style", "template", "noscript", "nav", "button", "select", "textarea",
    "input", "svg", "iframe", "object", "embed", "audio", "video", "canvas", "dialog", "datalist",
}  # fmt: skip
_BESIDE = {"footer", "aside"}
_ROLES = {
    "navigation", "search", "dialog", "alertdialog", "menu", "menubar", "tooltip", "complementary",
    "contentinfo", "banner",
}  # fmt: skip
_HIDDEN_CLASSES = {"visually-hidden", "govuk-visually-hidden", "sr-only", "screen-reader-text"}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_MAIN = ("main", "article")


def main_content(root: Element) -> Element:
    """The page's ``main`` (by name or role), else its one ``article``, else its body."""
    mains = [e for e in root.iter() if local(e) == "main" or e.get("role") == "main"]
    articles = [e for e in root.iter("article") if next(e.iterancestors("article"), None) is None]
    choices = [*mains, *(articles if len(articles) == 1 else []), *root.iter("body")]
    return next((e for e in choices if any(text.strip() for text in e.itertext())), root)


def is_left_out(element: Element, content: Element, holders: Collection[Element]) -> bool:
    """Whether an element of the content is not seen, or stands beside what the page says.

    ``holders`` are the elements that hold a footnote; they do not stand beside it.
    """
    name = local(element)
    if not name or name in _NEVER_SEEN or _is_hidden(element):
        return True
    if element in holders:
        return False
    is_whole_page = local(content) not in _MAIN and content.get("role") != "main"
    return (
        name in _BESIDE
        or (name == "header" and is_whole_page)
        or (name == "form" and element.find(".//h1") is None)
        or element.get("role") in _ROLES
    )


def _is_hidden(element: Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_CLASSES & set((element.get("class") or "").split()))
        or _HIDDEN_STYLE.search(element.get("style") or "") is not None
    )
