"""Of a web page only its main content is read, and of that only what is seen."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import local
from ingest.reading.markup.html_styles import Styles

_NEVER_SEEN = {
    "head", "script", "style", "template", "noscript", "nav", "button", "select", "textarea",
    "input", "svg", "iframe", "object", "embed", "audio", "video", "canvas", "dialog", "datalist",
}  # fmt: skip
_BESIDE = {"footer", "aside"}
_ROLES = {
    "navigation", "search", "dialog", "alertdialog", "menu", "menubar", "tooltip", "complementary",
    "contentinfo", "banner",
}  # fmt: skip
_READ_ALOUD = {"sr-only", "screen-reader-text"}
_MAIN = ("main", "article")


def seen_texts(element: Element) -> Iterator[str]:
    """The texts of an element and of all within it, without those that are never seen."""
    for inner in element.iter():
        if local(inner) not in _NEVER_SEEN and local(inner):
            yield inner.text or ""
        if inner is not element:
            yield inner.tail or ""


def main_content(root: Element) -> Element:
    """The page's ``main`` (by name or role), else its one ``article``, else its body."""
    mains = [e for e in root.iter() if local(e) == "main" or e.get("role") == "main"]
    articles = [e for e in root.iter("article") if next(e.iterancestors("article"), None) is None]
    choices = [*mains, *(articles if len(articles) == 1 else []), *root.iter("body")]
    return next((e for e in choices if any(text.strip() for text in e.itertext())), root)


def is_whole_page(content: Element) -> bool:
    """Whether the content is the page with all that surrounds its text."""
    return local(content) not in _MAIN and content.get("role") != "main"


def is_left_out(
    element: Element, content: Element, holders: Collection[Element], styles: Styles
) -> bool:
    """Whether an element of the content is not seen, or stands beside what the page says.

    ``holders`` are the elements that hold a footnote; they do not stand beside it.
    """
    name = local(element)
    if not name or name in _NEVER_SEEN or is_hidden(element, styles):
        return True
    if element in holders:
        return False
    return (
        name in _BESIDE
        or (name == "header" and is_whole_page(content))
        or (name == "form" and element.find(".//h1") is None)
        or element.get("role") in _ROLES
    )


def is_hidden(element: Element, styles: Styles) -> bool:
    """Whether an element is there for a screen reader only, or for nobody."""
    if _is_read_aloud_only(element) or styles.hides(element):
        return True
    return element.get("aria-hidden") == "true" and not _is_seen_instead(element)


def _is_read_aloud_only(element: Element) -> bool:
    names = (element.get("class") or "").split()
    return any(name in _READ_ALOUD or name.endswith("visually-hidden") for name in names)


def _is_seen_instead(element: Element) -> bool:
    """Whether what a screen reader leaves out is what is seen in the place of what it says."""
    parent = element.getparent()
    if parent is None:
        return False
    beside = (e for e in parent if e is not element and isinstance(e.tag, str))
    return parent.get("aria-label") is not None or any(map(_is_read_aloud_only, beside))
