"""Markdown in which no word of a document, a question or a message is taken for markup."""

from __future__ import annotations

from string import punctuation
from unicodedata import category

_HARMLESS = frozenset("!\"%'(),-./:;?@+=^")
"""Signs that are no markup within a line, once what they would belong to is escaped."""

_ESCAPED = frozenset(punctuation) - _HARMLESS
_BEGIN_BLOCKS = frozenset("-+=")


def escaped(text: str) -> str:
    r"""Words as Markdown that says them as they are, wherever in a line they stand.

    >>> print(escaped("*Beds* <b> [x](y) £5 1_000"))
    \*Beds\* \<b\> \[x\](y) £5 1\_000
    """
    return "".join(f"\\{sign}" if sign in _ESCAPED else sign for sign in text)


def line(markdown: str) -> str:
    r"""A line of Markdown that is a paragraph of its own, whatever it begins with.

    >>> print(line("1. Beds"), line("- Beds"), line("  ===="))
    1\. Beds \- Beds \====
    """
    stripped = markdown.strip()
    if stripped[:1] in _BEGIN_BLOCKS:
        return f"\\{stripped}"
    digits = len(stripped) - len(stripped.lstrip("0123456789"))
    if digits and stripped[digits : digits + 1] in (".", ")"):
        return f"{stripped[:digits]}\\{stripped[digits:]}"
    return stripped


def strong(before: str, words: str, after: str) -> str:
    """Words in bold between those before and after, which decide where bold may begin and end.

    Signs that could not stand at its edge stand outside.

    >>> strong("", "Beds fell.", "8 Later")
    '**Beds fell**.'
    """
    first, last = 0, len(words)
    while first < last and not _opens(before + words[:first], words[first]):
        first += 1
    while last > first and not _opens((words[last:] + after)[::-1], words[last - 1]):
        last -= 1
    inner = escaped(words[first:last])
    return f"{escaped(words[:first])}{f'**{inner}**' if inner else ''}{escaped(words[last:])}"


def _opens(outside: str, sign: str) -> bool:
    """Whether bold may begin at a sign after what stands outside; or, mirrored, end at one."""
    return not sign.isspace() and (not _parts(sign) or not outside.strip() or _parts(outside[-1]))


def _parts(sign: str) -> bool:
    """Whether it parts words as Markdown has it: spaces, punctuation and symbols."""
    return sign.isspace() or category(sign)[0] in "PS"
