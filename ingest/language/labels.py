"""What a paper calls a unit that it answers, before or above it: "Recommendation 7", "R7 –"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.language.quantities import SMALL
from ingest.language.words import stem

_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[a-z]?(?:\([a-z]+\))?)|[A-Z](?=$)")
_RECOMMENDATION = "recommendation"
_ANOTHERS = frozenset({_RECOMMENDATION, "conclusion", "finding"})
"""Units whose words are those of whoever a paper answers."""

_NOUNS = _ANOTHERS | frozenset("action commitment proposal requirement undertaking".split())
_REPLIES = frozenset({stem("response"), stem("reply"), stem("answer")})
_CLOSING = ":.,;–—-"
_LABEL_WORDS = 6


@dataclass(frozen=True)
class Label:
    """A unit's printed name, whether it is the reply to it that follows, and the words after it."""

    name: str
    replies: bool
    rest: str

    @property
    def numbers(self) -> list[str]:
        """The numbers in its name: 1.2.4 and 1.2.5 of "Recommendations 1.2.4 and 1.2.5"."""
        words = (word.strip(_CLOSING) for word in self.name.split())
        return [word for word in words if word[:1].isdecimal()]

    @property
    def is_anothers(self) -> bool:
        """Whether it names what somebody else recommended or concluded."""
        return _noun(self.name.split()[0])[0] in _ANOTHERS


def label_of(text: str, *, heading: bool = False, lead: str = "") -> Label | None:
    """The label that a text opens with; None if it opens with none.

    Behind it the text ends, or there is a colon, a full stop or a dash; of a heading, or of words
    that their print sets apart, words with a capital may follow, and of a text that opens in bold,
    whatever is not bold.

    >>> label_of("Recommendation 7: Open beds.").name, label_of("R7 – Open beds.").name
    ('Recommendation 7', 'R7')
    >>> label_of("Recommendation 7 was not met.") is None
    True
    """
    words = text.split()
    start = _behind_reply(words)
    numbered = _numbered(words, start)
    if numbered is None:
        return None
    end, name = numbered
    if not _ends(words, end, heading=heading, lead=lead):
        return None
    named = f"{name[:1].upper()}{name[1:]}"
    return Label(named, start > 0, " ".join(words[end:]).lstrip(f"{_CLOSING} "))


def is_reply_label(text: str, *, recurring: bool = False) -> bool:
    """Whether a few words say that a reply follows: "Government response:", "Our reply".

    Without a colon behind it, a "crisis response" may be anything, unless such words are
    ``recurring``.

    >>> is_reply_label("The Department’s response"), is_reply_label("Crisis response")
    (True, False)
    """
    words = _bare(text)
    if not 0 < len(words) <= _LABEL_WORDS:
        return False
    if stem(words[0]) in _REPLIES:
        return len(words) == 1 or _noun(words[-1])[0] != ""
    own = words[0] in ("our", "government") or "’s " in text or "'s " in text or "s’ " in text
    return stem(words[-1]) in _REPLIES and (own or recurring or text.rstrip().endswith(":"))


def is_unit_label(text: str) -> bool:
    """Whether a few words say that somebody's recommendation follows, without its number.

    >>> is_unit_label("Committee recommendation:"), is_unit_label("Recommendations")
    (True, False)
    """
    words = _bare(text)
    return 0 < len(words) <= _LABEL_WORDS - 1 and words[-1] in _ANOTHERS


def is_unit_noun(word: str) -> bool:
    """Whether a word, in the singular or plural, is what such units are called."""
    return word.lower().removesuffix("s") in _NOUNS


def opening_label(text: str) -> str:
    """The words before the colon with which a text opens, if they are few; empty if none are.

    >>> opening_label("Response: We agree.")
    'Response:'
    """
    before, colon, _ = text.partition(":")
    return f"{before}:" if colon and len(before.split()) <= _LABEL_WORDS else ""


def _bare(text: str) -> list[str]:
    """A label's words in small letters, without a parenthesis behind them and possessive ends."""
    plain = text.partition("(")[0].strip(f"{_CLOSING} ").lower().replace("’", "'")
    return [word.removesuffix("'s").removesuffix("'") for word in plain.split()]


def _behind_reply(words: Sequence[str]) -> int:
    """Where the unit's name begins in "Our response to recommendation 7"; 0 if no reply is said."""
    if "to" not in words[:_LABEL_WORDS]:
        return 0
    to = words.index("to")
    if not to or stem(_bare(words[to - 1])[-1] if _bare(words[to - 1]) else "x") not in _REPLIES:
        return 0
    return to + 1 + (words[to + 1 : to + 2] == ["the"])


def _numbered(words: Sequence[str], start: int) -> tuple[int, str] | None:
    """Where a unit's name and numbers end, and the name as printed; None if none stand there."""
    if start >= len(words):
        return None
    noun, number = _noun(words[start])
    if not noun:
        return None
    end = start + 1
    if not number:
        if end >= len(words) or not _is_number(words[end]):
            return None
        end += 1
    while words[end - 1].endswith(",") or _joins(words, end):
        end += _joins(words, end)
        if end >= len(words) or not _is_number(words[end]):
            return None
        end += 1
    return end, " ".join(words[start:end]).rstrip(_CLOSING)


def _joins(words: Sequence[str], at: int) -> int:
    """1 if a word joins one number to the next, else 0."""
    joined = words[at : at + 2]
    return int(len(joined) > 1 and joined[0] in ("and", "to", "&") and _is_number(joined[1]))


def _is_number(word: str) -> bool:
    parts = word.rstrip(_CLOSING).replace("—", "–").replace("-", "–").split("–")
    return all(_NUMBER.fullmatch(part) or part.lower() in SMALL for part in parts)


def _noun(word: str) -> tuple[str, str]:
    """The noun that a word is, in the singular, and the number that is glued to it ("R7:").

    "Rec." and "R" shorten "recommendation". Both are empty where it is none of the nouns.
    """
    letters = word.rstrip(_CLOSING)
    number = letters.lstrip("".join(filter(str.isalpha, letters)))
    letters = letters[: len(letters) - len(number)].lower()
    if number and not _is_number(number):
        return "", ""
    singular = letters.removesuffix("s")
    if not number and singular in _NOUNS:
        return singular, ""
    short = _RECOMMENDATION.startswith(singular) and (number or len(singular) > 2)
    return (_RECOMMENDATION, number) if singular and short else ("", "")


def _ends(words: Sequence[str], end: int, *, heading: bool, lead: str) -> bool:
    """Whether a label ends where its last number does, or behind the parenthesis after that."""
    last = words[end - 1]
    if end < len(words) and words[end].startswith("(") and not last.endswith((":", ".")):
        end = next((at + 1 for at in range(end, len(words)) if ")" in words[at]), end)
        last = words[end - 1]
    if end == len(words) or last.endswith((":", ".")) or words[end] in tuple("–—-:"):
        return True
    if len(lead.split()) == end:
        return True
    return heading and words[end][:1].isupper()
