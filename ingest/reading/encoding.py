"""The letters of a text file: as its first bytes say, in UTF-8, as it declares, or as guessed."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ONE_BYTE = (("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"), ("cp850", "DOS code page 850"))
"""What English text that is no Unicode was written in, the likeliest first."""
_TWO_BYTES = (("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"))
_SINGLE = {
    0xDC00 + byte: sign
    for byte in range(128, 256)
    if (sign := bytes([byte]).decode("cp1252", "ignore"))
}
"""What a byte that is not UTF-8 stands for, by the code with which Python escapes it."""
_WHITE = frozenset("\t\n\v\f\r\x1a")
"""Control characters that a text may hold; the last ends a file of DOS."""
_NULS = 0.25
_OPENING = 65_536
_LEAST_LETTERS = 0.5
_LONGEST_WORD = 40
_EXAMPLES = 3


@dataclass(frozen=True)
class Decoded:
    """A file's text, and the name of its encoding where that is a guess."""

    text: str
    guess: str = ""

    @property
    def remarks(self) -> list[str]:
        """What was guessed, as the rest of a sentence that begins with the file's name."""
        if not self.guess:
            return []
        words = [word for word in self.text.split() if not word.isascii()][:_EXAMPLES]
        gives = f" and gives {', '.join(f'“{word}”' for word in words)}" if words else ""
        return [
            f"read as {self.guess}, which is a guess{gives}; if that is wrong, save it as UTF-8."
        ]


def decoded(content: bytes, name: str, declared: str = "") -> Decoded:
    """The text of a file's bytes, without a byte-order mark.

    ``declared`` is a Python name of the encoding that the file says it has. Text that is UTF-8 is
    read as such, whatever one-byte encoding it declares. Raises :class:`DocumentError` if the
    bytes are no text.
    """
    if mark := next((mark for mark in _MARKS if content.startswith(mark[0])), None):
        text = _as(content, mark[1])
        found = None if text is None else Decoded(text.removeprefix("\ufeff"))
    else:
        found = _unmarked(content, declared) or _guessed(content, declared)
    if found is not None and "\0" not in found.text:
        return found
    if 0 in content:
        raise DocumentError(f"{name} is not a text file; convert it to text and try again.")
    raise DocumentError(f"{name} is not UTF-8 text; save it as UTF-8 and try again.")


def _unmarked(content: bytes, declared: str) -> Decoded | None:
    """The text as it declares, if that has signs of several bytes, else in UTF-8, else so."""
    as_declared = _as(content, declared) if declared else None
    as_utf8 = _as(content, "utf-8")
    is_one_byte = _as(b"\xe9", declared or "utf-8") is not None
    text = as_utf8 if is_one_byte or as_declared is None else as_declared
    text = as_declared if text is None else text
    if text is None or "\0" in text:
        return None
    return Decoded(text, "UTF-8" if is_one_byte and text not in ("", as_declared) else "")


def _guessed(content: bytes, declared: str) -> Decoded | None:
    """The text as English in one of the encodings that are tried; None if it is none in any."""
    opening = content[:_OPENING]
    if opening.count(0) >= _NULS * len(opening):
        texts = [(said, _as(content, encoding)) for encoding, said in _TWO_BYTES]
    elif 0 in opening:
        return None
    else:
        texts = [(said, _as(content, encoding)) for encoding, said in _ONE_BYTE]
        texts.append(("UTF-8 with signs in Windows-1252", _mixed(content)))
    known = [(said, text) for said, text in texts if text is not None and _is_text(text)]
    said, best = max(known, key=lambda of: _likeness(of[1]), default=("", ""))
    if best and _likeness(best) >= 0:
        return Decoded(best, said)
    return Decoded(content.decode(declared, "replace"), declared) if declared else None


def _mixed(content: bytes) -> str:
    """Text in UTF-8 of which single bytes are Windows-1252."""
    return content.decode("utf-8", "surrogateescape").translate(_SINGLE)


def _as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (LookupError, ValueError):
        return None


def _is_text(text: str) -> bool:
    """Whether no character is a control character or none, and most are ASCII or letters."""
    opening = text[:_OPENING]
    kinds = {unicodedata.category(sign) for sign in set(text) - _WHITE}
    if any(kind.startswith("C") for kind in kinds - {"Cf"}):
        return False
    seen = sum(sign.isascii() or sign.isalpha() for sign in opening)
    return seen >= _LEAST_LETTERS * len(opening)


def _likeness(text: str) -> int:
    """How many more of the signs beyond ASCII stand where English has them than do not."""
    first = next((at for at, sign in enumerate(text) if not sign.isascii()), 0)
    start = max(first - _LONGEST_WORD, 0)
    return sum(2 * fits - 1 for fits in _fitting(f" {text[start : start + _OPENING]} "))


def _fitting(text: str) -> Iterator[bool]:
    for at in range(1, len(text) - 1):
        sign, before, behind = text[at], text[at - 1], text[at + 1]
        if sign.isascii():
            continue
        kind = unicodedata.category(sign)
        if kind.startswith("L"):
            yield _is_word(_word_around(text, at))
        elif kind == "Sc":
            yield behind.isdecimal()
        elif kind == "Pi":
            yield not before.isalnum() and not behind.isspace()
        elif kind == "Pf":
            yield not before.isspace()
        elif kind == "Pd":
            yield before.isspace() == behind.isspace()
        elif sign in "•…·":
            yield behind.isspace() or not behind.isalnum()
        elif sign == "°":
            yield before.isdecimal()


def _word_around(text: str, at: int) -> str:
    start = end = at
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def _is_word(word: str) -> bool:
    """Whether a word is written as English words are.

    It has more than a letter, no figure, no capital among small letters, and most of it is ASCII.
    """
    is_english = 2 * sum(map(str.isascii, word)) >= len(word) > 1
    return is_english and word.isalpha() and (word.islower() or word.isupper() or word.istitle())
