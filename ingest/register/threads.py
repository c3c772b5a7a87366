"""One promise, wherever it is spoken of: the sentences that share its number or its name.

Sentences belong together by a large number that they give of the same thing ("70,000 more children
and young people", "70,000 additional CYP"), or by the name of what is to be made ("Community
Care Framework", "CCF"). Nothing is blended: each saying keeps its own words,
document and role.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ingest.language.quantities import quantities
from ingest.language.sentences import Sentence, SentenceKind
from ingest.language.words import STOP_WORDS, Analyser, stem, words
from ingest.register.types import Role, Saying, Thread

_LEAST_COUNT, _LEAST_MONEY = 1_000, 1_000_000
"""Smaller numbers are of too many things to tell that two sentences speak of the same."""

_NEAR = 10
"""Words after a number that say what it is of; two sentences that share one count the same."""

_SHARED, _RARE = 3, 0.08
"""Or, where no money is counted, so many words that stand in at most this part of all sentences."""

MOST_SAYINGS = 100
"""What more sentences than these give a number, or name a thing, tells no promise from others."""

_MAKES = re.compile(
    r"\b(?:develop|introduc|publish|launch|establish|creat|set(?:ting)? up|bring(?:ing)? forward"
    r"|build|implement)\w*\b"
)
_NAME = re.compile(
    r"\b[A-Z][\w’'-]+(?: (?:and|for|in|of|the|to) (?=[A-Z])| (?=[A-Z]))(?:[A-Z][\w’'-]*"
    r"(?: (?:and|for|in|of|the|to) (?=[A-Z])| (?=[A-Z])))*"
    r"(?:Framework|Strategy|Plan|Programme|Fund|Bill|Paper|Scheme|Standard|Service|Model)\b"
)
_THING = re.compile(r"framework|strategy|plan|programme|fund|bill|paper|scheme|standard|model")
_STOPS = STOP_WORDS - {"and", "of", "more"}
_LONGEST_SUBJECT = 6


@dataclass(frozen=True)
class _Said:
    """A sentence with the words that tell what it is about."""

    sentence: Sentence
    stems: frozenset[str]
    spelt: str


@dataclass(frozen=True)
class _Counted:
    """A sentence from one of its numbers on, and the words that say what that is of."""

    said: _Said
    rest: str
    of_what: frozenset[str]


_Group = tuple[tuple[str, ...], list[_Said]]
"""Sentences that speak of one thing, and what they call it."""


def threads(
    sentences: Iterable[Sentence], roles: Mapping[tuple[str, int], Role], analyser: Analyser
) -> list[Thread]:
    """Every promise that two paragraphs or more speak of, those of more documents first.

    ``roles`` are those of the sentences that are commitments, by paragraph and place in it.
    """
    said = [
        _Said(s, frozenset(stem(w) for w in written if w not in STOP_WORDS), " ".join(written))
        for s in sentences
        if s.kind is not SentenceKind.FOOTNOTE
        for written in [words(analyser.written_out(s.text))]
    ]
    found = [*_by_number(said, analyser), *_by_name(said, analyser)]
    made = [_thread(names, group, roles) for names, group in found]
    kept = [t for t in made if len({s.paragraph for s in t.sayings}) > 1 and _is_promise(t)]
    return sorted(_distinct(kept), key=lambda t: -len(t.documents))


def _by_number(said: Sequence[_Said], analyser: Analyser) -> Iterator[_Group]:
    having: dict[tuple[float, str], list[_Counted]] = defaultdict(list)
    for one in said:
        text = one.sentence.text
        for quantity in quantities(text):
            least = _LEAST_MONEY if quantity.unit else _LEAST_COUNT
            if quantity.unit in ("", "£", "$", "€") and quantity.value >= least:
                rest = text[quantity.start :]
                after = words(analyser.written_out(text[quantity.end :]))[:_NEAR]
                of_what = frozenset(stem(w) for w in after if w not in STOP_WORDS)
                having[quantity.value, quantity.unit].append(_Counted(one, rest, of_what))
    frequency = Counter(word for one in said for word in one.stems)
    rare = {word for word, count in frequency.items() if count <= max(_RARE * len(said), 3)}
    for sayings in having.values():
        for group in _connected(sayings, rare):
            unique = {id(counted.said): counted.said for counted in group}
            yield tuple(_subject(one.rest) for one in group), list(unique.values())


def _connected(sayings: Sequence[_Counted], rare: Collection[str]) -> list[list[_Counted]]:
    """The sentences that count the same thing, directly or through others."""
    if len(sayings) > MOST_SAYINGS:
        return []
    of = {id(one): {id(one)} for one in sayings}
    for one, other in combinations(sayings, 2):
        if _same(one, other, rare) and of[id(one)] is not of[id(other)]:
            joined = of[id(one)] | of[id(other)]
            of.update(dict.fromkeys(joined, joined))
    groups = {id(group): group for group in of.values()}
    return [[one for one in sayings if id(one) in group] for group in groups.values()]


def _same(one: _Counted, other: _Counted, rare: Collection[str]) -> bool:
    if one.of_what & other.of_what:
        return True
    shared = {word for word in one.said.stems & other.said.stems if not word[0].isdigit()}
    return not one.rest.startswith("£") and len(shared & set(rare)) >= _SHARED


def _by_name(said: Sequence[_Said], analyser: Analyser) -> Iterator[_Group]:
    """What the sentences say of each thing that one of them says is to be made, or was."""
    names: dict[str, str] = {}
    for one in said:
        text = one.sentence.text
        if not _MAKES.search(text):
            continue
        for match in _NAME.finditer(text):
            names.setdefault(" ".join(words(analyser.written_out(match.group()))), match.group())
        for mark in analyser.marks(words(analyser.written_out(text))):
            long_form = analyser.long_form(mark)
            if _THING.search(long_form.rsplit(" ", 1)[-1]):
                names.setdefault(" ".join(words(long_form)), long_form)
    having: dict[str, list[_Said]] = defaultdict(list)
    for one in said:
        for word in set(one.spelt.split()):
            having[word].append(one)
    for spelt, name in names.items():
        rarest = min((having[word] for word in spelt.split()), key=len)
        group = [one for one in rarest if f" {spelt} " in f" {one.spelt} "]
        is_name = len(spelt.split()) > 2 and len(group) <= MOST_SAYINGS
        if is_name and any(_made(one, spelt) for one in group):
            yield (name[0].upper() + name[1:],), group


def _made(one: _Said, spelt: str) -> bool:
    """Whether a sentence says, shortly before the name, that the thing is to be made or was."""
    before = f" {one.spelt} ".partition(f" {spelt} ")[0].split()[-5:]
    return any(_MAKES.match(word) for word in before)


def _subject(text: str) -> str:
    """What a number is of: the words from it on, to the first that only joins.

    >>> _subject("21,000 more railway staff to increase access")
    '21,000 more railway staff'
    """
    kept: list[str] = []
    for word in text.split():
        bare = word.strip("(),.;:")
        if kept and (bare.lower() in _STOPS or word[0] == "("):
            break
        kept.append(bare)
        if word[-1] in ",.;:)" or len(kept) == _LONGEST_SUBJECT:
            break
    while len(kept) > 1 and kept[-1] in ("and", "of"):
        kept.pop()
    return " ".join(kept)


def _thread(
    names: Sequence[str], group: Sequence[_Said], roles: Mapping[tuple[str, int], Role]
) -> Thread:
    return Thread(
        tuple(dict.fromkeys(names)),
        tuple(
            Saying(s.paragraph, s.text, roles.get((s.paragraph, s.index), Role.SAID))
            for s in (one.sentence for one in group)
        ),
    )


def _is_promise(thread: Thread) -> bool:
    return any(saying.role is not Role.SAID for saying in thread.sayings)


def _distinct(found: Sequence[Thread]) -> Iterator[Thread]:
    """The threads without those whose sayings are all another's."""
    having: dict[Saying, list[set[Saying]]] = defaultdict(list)
    for thread in found:
        of = set(thread.sayings)
        for saying in of:
            having[saying].append(of)
    for thread in found:
        of = set(thread.sayings)
        if not any(of < other for other in having[thread.sayings[0]]):
            yield thread
