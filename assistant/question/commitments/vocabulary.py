"""The words of questions about commitments, by the part that each can play in one."""

from __future__ import annotations

from enum import Enum, auto

from assistant.facts.units import Unit
from ingest.language.words import STOP_WORDS, stem


class Part(Enum):
    """What a word can do in such a question; a word that does none of it is of its subject."""

    PLAIN = auto()
    """Asks or joins."""
    GENERAL = auto()
    """Is of whatever the documents are about: people, care."""
    DENYING = auto()
    ELLIPTIC = auto()
    """Denies what was said before: "which were met, which weren't?"."""
    SELECTING = auto()
    BARE = auto()
    """Selects without a noun: "which were …"."""
    HOW = auto()
    """Asks how something stands, whatever that is."""
    COUNTING = auto()
    POINTING = auto()
    """Stands for what was named before."""
    WHERE = auto()
    COMMITMENT = auto()
    MAKING = auto()
    GOVERNMENT = auto()
    PANEL = auto()
    DOCUMENT = auto()
    FINDING = auto()
    NUMBER = auto()
    YEAR = auto()
    MET = auto()
    MISSED = auto()
    AHEAD = auto()
    PARTLY = auto()
    SAYING = auto()
    UNCLEAR = auto()
    EXTENT = auto()
    FARING = auto()
    OTHER = auto()
    APART = auto()
    ACCEPTING = auto()
    REJECTING = auto()
    RECOGNISING = auto()
    DUE = auto()
    WILL = auto()
    """Speaks of what is ahead."""
    DATE = auto()
    WHEN = auto()
    READY = auto()
    EVALUATING = auto()
    COMPARING = auto()


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


_VOCABULARY = {
    Part.GENERAL: _stems("people person patient care service help extra mental health"),
    Part.DENYING: _stems("never neither nor cannot"),
    Part.SELECTING: _stems("which what list"),
    Part.COUNTING: _stems("any anything something all each every everything none nothing there"),
    Part.POINTING: _stems("it its itself that them these those this"),
    Part.WHERE: _stems("where"),
    Part.COMMITMENT: _stems("commitment pledge promise target goal ambition trajectory undertake"),
    Part.MAKING: _stems("make set give"),
    Part.GOVERNMENT: _stems("government govt gov department ministers nhs"),
    Part.PANEL: _stems("panel expert committee"),
    Part.DOCUMENT: _stems("report response document strategy plan paper"),
    Part.FINDING: _stems("finding recommendation view conclusion criticism assessment point"),
    Part.MET: _stems("meet keep hit achieve deliver fulfil honour reach exceed finish complete"),
    Part.MISSED: _stems("miss fail break broke broken unmet unfulfilled fall short behind"),
    Part.AHEAD: _stems("ahead"),
    Part.SAYING: _stems("say clear state name"),
    Part.UNCLEAR: _stems("unclear"),
    Part.EXTENT: _stems("area place everywhere"),
    Part.FARING: _stems("stand fare become go happen"),
    Part.OTHER: _stems("other rest remaining"),
    Part.APART: _stems("apart besides except excluding"),
    Part.ACCEPTING: _stems("accept agree endorse"),
    Part.REJECTING: _stems("reject disagree dispute"),
    Part.RECOGNISING: _stems("recognise"),
    Part.DUE: _stems("due suppose meant expect plan schedule should must"),
    Part.WILL: _stems("will shall"),
    Part.DATE: _stems("date deadline year"),
    Part.WHEN: _stems("when"),
    Part.READY: _stems("ready place effect"),
    Part.EVALUATING: _stems("evaluate assess examine look consider review judge cover"),
    Part.COMPARING: _stems("compare comparison stack against later actual happen figure ask"),
}
_PARTLY = frozenset("partly partially half nearly almost".split())
_ELSEWHERE = frozenset(
    "why who whom whose how because despite if unless without would could might".split()
)
"""Words that ask for something that is not looked up, or of what is not."""

_ASKING = _stems(
    """
    accord actually admit already attach certain claim concede currently deal even exist far fully
    get go kindly know leave long need ones opinion outright own particular put relate run see
    show still subject thing think today view want way whether word write yet
    """
)
AUXILIARIES = frozenset("do does did is are was were has have had wo ca could would should".split())
_COURSE = _stems("track course schedule target plan")
_BESIDE = {"on": Part.AHEAD, "off": Part.MISSED, "ahead": Part.PLAIN, "behind": Part.PLAIN}


def parts_of(unit: Unit, before: str) -> set[Part]:
    """The parts that a word can play after the one before it; none for a word of a subject."""
    forms = {unit.stem, unit.base}
    if before in _BESIDE and forms & _COURSE:
        return {_BESIDE[before]}
    parts = {part for part, stems in _VOCABULARY.items() if forms & stems}
    if (before, unit.word) == ("to", "be"):
        return {Part.WILL}
    if unit.word in _PARTLY or (before == "most" and Part.EXTENT in parts):
        return {Part.PARTLY}
    joins = unit.word in STOP_WORDS - _ELSEWHERE and not parts
    if joins or forms & _ASKING or unit.word == "only" or unit.word.endswith("n't"):
        parts.add(Part.PLAIN)
    return parts
