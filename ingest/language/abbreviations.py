"""The abbreviations that the documents themselves define, and their long forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_SHORT_FORM = re.compile(r"\(([A-Za-z][A-Za-z/&-]{1,9})\)")
_NAME = re.compile(r"\b[A-Z][a-z]+(?:(?: (?:and|for|in|of|the|to)){0,2} [A-Z][a-z]+){2,6}\b")
_FEWEST_INITIALS = 3
_BEFORE = 500
"""Letters before a short form in which its long form stands."""
_SMALL_WORDS = frozenset({"a", "and", "as", "for", "in", "of", "on", "or", "the", "to"})


def defined_abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """Short form to long form, for every "long form (SHORT)" in the texts.

    The method is Schwartz and Hearst's (A simple algorithm for identifying abbreviation
    definitions in biomedical text, PSB 2003). The first definition of a short form stands. Plural
    short forms are entered as singular; long forms are in lower case, without possessive endings.

    >>> defined_abbreviations(["Clinical Commissioning Groups (CCGs) pay for it."])
    {'CCG': 'clinical commissioning groups'}
    """
    found: dict[str, str] = {}
    for text in texts:
        for match in _SHORT_FORM.finditer(text):
            short = match[1][:-1] if match[1].endswith("s") else match[1]
            if sum(letter.isupper() for letter in short) < 2 or short in found:
                continue
            before = re.split(r"[.;:\n(]", text[max(match.start() - _BEFORE, 0) : match.start()])[
                -1
            ]
            words = before.split()[-min(len(short) + 5, len(short) * 2) :]
            if long_form := _best_long_form(short, " ".join(words)):
                found[short] = long_form
    return found


def implied_abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """Initials to names: what "CTO" stands for where the texts only write the name out.

    A name is a run of three to six words with a capital, small words between them; initials that
    several names share stand for none of them. Long forms are in lower case.

    >>> implied_abbreviations(["A Community Treatment Order was made."])
    {'CTO': 'community treatment order'}
    """
    found: dict[str, set[str]] = {}
    for text in texts:
        for match in _NAME.finditer(text):
            name = re.sub(r"^(?:The|A|An) ", "", match.group())
            initials = "".join(word[0] for word in name.split() if word not in _SMALL_WORDS)
            if len(initials) >= _FEWEST_INITIALS:
                found.setdefault(initials, set()).add(name.lower())
    return {short: names.pop() for short, names in found.items() if len(names) == 1}


def _best_long_form(short: str, before: str) -> str | None:
    """The shortest end of ``before`` that spells ``short`` and opens with its first letter."""
    at, end = len(before) - 1, None
    for letter_at in range(len(short) - 1, -1, -1):
        letter = short[letter_at].lower()
        if not letter.isalnum():
            continue
        while at >= 0 and (
            before[at].lower() != letter or (letter_at == 0 and not _opens_long_form(before, at))
        ):
            at -= 1
        if at < 0:
            return None
        end = _word_end(before, at) if end is None else end
        at -= 1
    words = re.sub(r"[^\w\s]", " ", re.sub(r"['’]s?\b", "", before[at + 1 : end].lower())).split()
    return " ".join(words) if len(words) > 1 else None


def _opens_long_form(text: str, at: int) -> bool:
    """Whether a word starts here that is not one of those that a name never opens with."""
    starts_word = at == 0 or not text[at - 1].isalnum()
    return starts_word and text[at : _word_end(text, at)].lower() not in _SMALL_WORDS


def _word_end(text: str, at: int) -> int:
    return next((i for i in range(at, len(text)) if not text[i].isalnum()), len(text))


def expanded(text: str, abbreviations: Mapping[str, str]) -> str:
    """The text with every abbreviation, singular or plural, written out."""
    if not abbreviations:
        return text
    longest_first = sorted(abbreviations, key=len, reverse=True)
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})s?\b")
    return pattern.sub(lambda match: abbreviations[match[1]], text)
