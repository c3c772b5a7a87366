"""Words cut at a line's end: joined without the hyphen, or, where it is the word's own, with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.reading.english import FEWEST, english
from ingest.reading.pdf.lines import Line

_ADDRESS_GOES_ON = re.compile(r"(?:https?://|www\.)\S*$")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_CHAIN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*-?")
_HYPHENS = "-\u2010\u2011"
_ENDING = 3
"""Letters in which two forms of one word may differ at its end."""
_STEM = 6
"""The fewest letters that two forms of one word share."""
_PREFIX, _SUFFIX = 28, 20
"""In as many English words a string stands solid: it is a prefix or suffix, and no word here."""
_SHARE = 0.4
"""Of the words that end as a suffix does: in as many it stands behind a word."""


def vocabulary(lines: Sequence[Line]) -> Counter[str]:
    """How often each word, hyphenated words whole, stands within a line of the document."""
    counts = Counter[str]()
    for line in lines:
        words = _CHAIN.findall(_plain(line.text))
        counts.update(word for word in words if not word.endswith("-"))
    return counts


def joined(texts: Sequence[str], known: Counter[str]) -> str:
    """Lines as one text: a hyphen that only cut a word at a line's end is gone.

    Which hyphens those are, the document's words tell, ``known`` with how often each stands in
    it; then general English.
    """
    text = ""
    for line in texts:
        if not text:
            text = line
        elif text.endswith("\u00ad"):
            text = text[:-1] + line
        elif _ADDRESS_GOES_ON.search(text.rpartition(" ")[2]):
            text += line if _goes_on_address(text, line) else f" {line}"
        else:
            text = _over_line_end(text, line, known)
    return text


def _over_line_end(text: str, line: str, known: Counter[str]) -> str:
    before, last = text[-2:-1], text[-1:]
    if last == "–" and before.isdigit() and line[:1].isdigit():
        return text + line
    if last not in _HYPHENS or not before.isalnum():
        return f"{text} {line}"
    first, second = _parts(text[:-1], line)
    if not (first and second):
        return text + line
    if second in ("and", "or", "to") and not _is_word(first + second, known):
        return f"{text} {line}"
    if text[-3:-1].isupper() and line[:1].islower():
        return text + line
    capitals = before.isupper() and line[:2].isupper()
    if line[:1].islower() or capitals:
        cut = _is_cut(first, second, known, sure=capitals)
        return text[:-1] + line if cut else text + line
    return text + line


def _parts(text: str, line: str) -> tuple[str, str]:
    """The chains of hyphenated words, lower-case, that end a text and begin a line; or empty."""
    before, after = _CHAIN.findall(_plain(text)), _CHAIN.match(_plain(line))
    return (before[-1], after.group()) if before and after else ("", "")


def _is_cut(first: str, second: str, known: Counter[str], sure: bool) -> bool:
    """Whether the hyphen between two parts only cut a word; ``sure`` asks for the word itself."""
    end = second.rstrip("-")
    whole, hyphened = known[first + end], known[f"{first}-{end}"]
    if whole or hyphened:
        return whole >= hyphened
    if len(first) == 1 or second.startswith(first):
        return False
    if _has_form(first + "-", end, known):
        return False
    before, after = first.split("-")[-1], second.split("-")[0]
    if _is_word(before + after, known) or _has_form(before, after, known):
        return True
    if english().has_form(before + after, len(before) + 2):
        return True
    return not sure and not _is_compound(before, after, known)


def _is_word(word: str, known: Counter[str]) -> bool:
    return word in known or word in english().words


def _is_compound(first: str, second: str, known: Counter[str]) -> bool:
    """Whether both parts are words, and neither a prefix or suffix that is written solid.

    Such a one is a word where the document has it with a hyphen elsewhere.
    """
    of = english()
    if not _is_word(first, known) or not (_is_word(second, known) or of.has_form(second)):
        return False
    if any(w.startswith(f"{first}-") or w.endswith(f"-{second}") for w in known):
        return True
    is_prefix = len(second) >= FEWEST and of.as_prefix[first] >= _PREFIX
    is_suffix = of.as_suffix[second] >= max(_SUFFIX, _SHARE * of.ends[second])
    return not (is_prefix or is_suffix)


def _has_form(first: str, second: str, known: Counter[str]) -> bool:
    """Whether the document has another form of the word that the parts make."""
    word = first + second
    stem = word[: max(len(word) - _ENDING, len(first) + 2, _STEM)]
    if len(stem) >= len(word):
        return False
    near = len(word) + _ENDING
    return any(other.startswith(stem) and len(other) <= near for other in known)


def _plain(text: str) -> str:
    """A text in lower case, each hyphen the plain one."""
    return text.lower().replace("\u2010", "-").replace("\u2011", "-")


def _goes_on_address(text: str, line: str) -> bool:
    """Whether a line's first word is the rest of a web address that the line before broke."""
    first = line.split(" ", 1)[0]
    if text.endswith(("/", "-", "_", "=", "?", "&")):
        return True
    return bool(re.search(r"[/_=&?%-]|\w\.\w|\d", first)) and not _WORD.fullmatch(first)
