"""Sets of things that exclude each other in a figure: adults or children, Wales or England.

Some hold for any documents (``groups.toml``); others are a corpus's own (:mod:`ingest.profile`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from ingest.profile import NO_PROFILE, Profile

_FILE = Path(__file__).with_name("groups.toml")
_Wordings = Mapping[str, Mapping[str, list[str]]]
"""By the name of a set and of a member the words that mean it."""


class Groups:
    """The sets of things that exclude each other in some documents."""

    def __init__(self, wordings: _Wordings) -> None:
        self._sets = {
            name: {member: _any_of(words) for member, words in members.items()}
            for name, members in wordings.items()
        }

    def another_member(self, question: str, evidence: str) -> str | None:
        """What the question names of a set, where the evidence names only others of that set.

        None where they agree, or where either names none of the set.

        >>> GENERAL.another_member("How many adults started?", "353 children started treatment")
        'adults'
        """
        for members in self._sets.values():
            wanted = {name: m for name, p in members.items() if (m := p.search(question))}
            found = {name for name, pattern in members.items() if pattern.search(evidence)}
            if wanted and found and not found & set(wanted):
                return next(iter(wanted.values())).group().lower()
        return None

    def members_apart(self, claim: str, source: str) -> Iterator[tuple[int, int, str]]:
        """Each place in a claim that names a member of a set, where the source names only others.

        With it comes the first of those others, as the source has it.

        >>> list(GENERAL.members_apart("80% of adults", "80% of children"))
        [(7, 13, 'children')]
        """
        for members in self._sets.values():
            found = {name: m.group() for name, p in members.items() if (m := p.search(source))}
            for name, pattern in members.items():
                match = pattern.search(claim)
                if match and found and name not in found:
                    yield (*match.span(), next(iter(found.values())))

    def members(self, text: str) -> Iterator[tuple[str, str, int, int]]:
        """Every member of a set that a text names: its set, what it is, and where it stands.

        >>> list(GENERAL.members("adults"))
        [('age', 'adults', 0, 6)]
        """
        for name, of in self._sets.items():
            for member, pattern in of.items():
                yield from ((name, member, *match.span()) for match in pattern.finditer(text))

    def with_other_member(self, earlier: str, latest: str) -> str | None:
        """An earlier question asked of what the latest names instead; None if it names no other.

        >>> GENERAL.with_other_member("How many children were seen?", "and adults?")
        'How many adults were seen?'
        """
        for members in self._sets.values():
            instead = [(name, m.group()) for name, p in members.items() if (m := p.search(latest))]
            before = [(name, p) for name, p in members.items() if p.search(earlier)]
            if len(instead) == 1 and len(before) == 1 and instead[0][0] != before[0][0]:
                return before[0][1].sub(instead[0][1], earlier)
        return None

    def lacks_member(self, word: str, text: str) -> bool:
        """Whether a word by itself names a member of a set, and a text has no word that means it.

        >>> GENERAL.lacks_member("Scottish", "Waits in Wales"), GENERAL.lacks_member("beds", "")
        (True, False)
        >>> GENERAL.lacks_member("Scottish", "Waits in Scotland")
        False
        """
        sets = self._sets.values()
        meant = [p for members in sets for p in members.values() if p.fullmatch(word)]
        return bool(meant) and not any(pattern.search(text) for pattern in meant)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.I)


@cache
def groups_of(profile: Profile) -> Groups:
    """The sets that hold for any documents, with those and the words that a corpus adds."""
    general: _Wordings = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    wordings = {name: dict(members) for name, members in general.items()}
    for one in profile.groups:
        members = wordings.setdefault(one.name, {})
        for member in one.members:
            members[member.name] = [*members.get(member.name, []), *member.words]
    return Groups(wordings)


GENERAL = groups_of(NO_PROFILE)
"""The sets that hold for any documents."""
