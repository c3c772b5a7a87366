"""A web page's footnotes are found by the links that lead to them from raised numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import local

NOTE = "data-note"
"""The attribute with which a reader notes a footnote's marker."""
_REFERENCE = re.compile(
    r"#_?(?:ftn|edn|fn|footnote|endnote|note|cite_note)(?!.*ref)[-_:.]?[\w.:-]+", re.I
)
_MARKER = re.compile(
    r"\W*(?:(?:foot|end)?note|ref)?\s*(\d{1,4}|[a-z]{1,4}|[*†‡§]+)[\s\])}.]*", re.I
)
_BACKLINK = ("doc-backlink", "footnote-back", "reversefootnote")
"""How the names of links that lead back begin."""

_SAYS_NOTE = ("doc-noteref", "footnote-ref", "footnote")
_NOTES = ("li", "p", "div", "dd", "aside", "td")
_NO_NOTE = {"h1", "h2", "h3", "h4", "h5", "h6", "table", "main", "article", "section", "nav"}
_LONGEST_NOTE = 5000
_MOST_PIECES = 500


@dataclass
class Notes:
    """The notes of a page with their markers, the links to them, and those that lead back.

    ``holders`` are the elements that hold a note.
    """

    notes: dict[Element, str] = field(default_factory=dict)
    references: dict[Element, str] = field(default_factory=dict)
    backlinks: set[Element] = field(default_factory=set)
    holders: set[Element] = field(default_factory=set)


def find_notes(root: Element) -> Notes:
    """Find the footnotes as GOV.UK, Pandoc, Word and MediaWiki write them."""
    found = Notes({e: str(e.get(NOTE)) for e in root.iter("div") if e.get(NOTE)})
    targets = {
        name: element
        for element in root.iter()
        for name in (element.get("name"), element.get("id"))
        if name
    }
    marked: set[str] = set()  # the ids at which a link to a note stands
    seen: dict[Element, Element | None] = {}  # what is known of the links' targets
    for link in root.iter("a"):
        href = str(link.get("href") or "")
        target = targets.get(href[1:]) if href.startswith("#") else None
        if target is None:
            continue
        if href[1:] in marked or any(name.startswith(_BACKLINK) for name in _names(link)):
            found.backlinks.add(link)
            continue
        marker = _marker(link, href)
        if marker and target not in seen:
            seen[target] = _note(target)
        note = seen[target] if marker else None
        if note is None or any(above is note for above in link.iterancestors()):
            continue
        found.notes.setdefault(note, marker)
        found.references[link] = found.notes[note]
        marked |= set(_ids_around(link))
    found.holders = {above for note in found.notes for above in note.iterancestors()}
    return found


def _names(link: Element) -> set[str]:
    return {word for name in ("role", "rel", "class") for word in (link.get(name) or "").split()}


def _marker(link: Element, href: str) -> str:
    """The marker that a link shows, if it looks like one to a note; else empty."""
    is_raised = any(local(e) == "sup" for e in (*link.iterancestors(), *link.iter("sup")))
    is_said = bool(_names(link) & set(_SAYS_NOTE)) or _REFERENCE.fullmatch(href)
    shown = "".join(islice(link.itertext(), _MOST_PIECES)).strip()
    match = _MARKER.fullmatch(shown)
    return match[1] if match and (is_raised or is_said) else ""


def _note(target: Element) -> Element | None:
    """The note of which a link's target is the whole or the beginning."""
    inline = target
    while local(inline) not in _NOTES and local(inline) not in _NO_NOTE:
        parent = inline.getparent()
        if parent is None:
            return None
        inline = parent
    return None if local(inline) in _NO_NOTE or _is_too_much(inline) else inline


def _is_too_much(element: Element) -> bool:
    """Whether an element is more than a note: it has headings, a table or too much text."""
    pieces = list(islice(element.itertext(), _MOST_PIECES))
    if len(pieces) == _MOST_PIECES or sum(map(len, pieces)) > _LONGEST_NOTE:
        return True
    return any(local(inner) in _NO_NOTE for inner in element.iter())


def _ids_around(link: Element) -> Iterator[str]:
    """The ids of a link to a note, of what it holds, and of what is around nothing but it."""
    around = link
    while (parent := around.getparent()) is not None and local(parent) in ("sup", "span", "b", "i"):
        around = parent
    for element in around.iter():
        for name in (element.get("id"), element.get("name")):
            if name:
                yield name
