"""Sets of things that exclude each other in a figure: adults or children, Wales or England."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("groups.toml")


@cache
def _sets() -> dict[str, dict[str, re.Pattern[str]]]:
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))

    def pattern(wordings: list[str]) -> re.Pattern[str]:
        longest_first = sorted(wordings, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.I)

    return {
        name: {member: pattern(wordings) for member, wordings in members.items()}
        for name, members in content.items()
    }


def another_member(question: str, evidence: str) -> str | None:
    """What the question names of a set, where the evidence names only others of that set.

    None where they agree, or where either names none of the set.

    >>> another_member("How many adults started treatment?", "353 children started treatment")
    'adults'
    """
    for members in _sets().values():
        wanted = {name: m for name, p in members.items() if (m := p.search(question))}
        found = {name for name, pattern in members.items() if pattern.search(evidence)}
        if wanted and found and not found & set(wanted):
            return next(iter(wanted.values())).group().lower()
    return None


def members_apart(claim: str, source: str) -> Iterator[tuple[int, int, str]]:
    """Each place in a claim that names a member of a set, where the source names only others.

    With it comes the first of those others, as the source has it.

    >>> list(members_apart("80% of adults", "80% of children"))
    [(7, 13, 'children')]
    """
    for members in _sets().values():
        found = {name: m.group() for name, p in members.items() if (m := p.search(source))}
        for name, pattern in members.items():
            match = pattern.search(claim)
            if match and found and name not in found:
                yield (*match.span(), next(iter(found.values())))


def members(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Every member of a set that a text names: its set, what it is, and where it stands.

    >>> list(members("urgent or routine"))
    [('urgency', 'urgent', 0, 6), ('urgency', 'routine', 10, 17)]
    """
    for name, of in _sets().items():
        for member, pattern in of.items():
            yield from ((name, member, *match.span()) for match in pattern.finditer(text))


def with_other_member(earlier: str, latest: str) -> str | None:
    """An earlier question asked of what the latest names instead; None where it names no other.

    >>> with_other_member("How many urgent cases were seen?", "and routine ones?")
    'How many routine cases were seen?'
    """
    for members in _sets().values():
        instead = [(name, m.group()) for name, p in members.items() if (m := p.search(latest))]
        before = [(name, p) for name, p in members.items() if p.search(earlier)]
        if len(instead) == 1 and len(before) == 1 and instead[0][0] != before[0][0]:
            return before[0][1].sub(instead[0][1], earlier)
    return None


def lacks_member(word: str, text: str) -> bool:
    """Whether a word by itself names a member of a set, and a text has no word that means it.

    >>> lacks_member("anorexia", "Waits for psychosis fell")
    True
    >>> lacks_member("anorexia", "Waits for eating disorders fell"), lacks_member("beds", "Wards")
    (False, False)
    """
    patterns = [p for members in _sets().values() for p in members.values() if p.fullmatch(word)]
    return bool(patterns) and not any(pattern.search(text) for pattern in patterns)
