"""The words of questions about commitments, by the part that each can play in one."""

from __future__ import annotations

from enum import Enum, auto

from assistant.facts.units import Unit
from ingest.language.words import STOP_WORDS, stem, stemmed


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
    COUNTING = auto()
    HOW = auto()
    """Asks how something stands, whatever that is."""
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


_NOUNS = {
    Part.GENERAL: "people person patient care service help extra",
    Part.GOVERNMENT: "government govt gov department minister nhs",
    Part.PANEL: "panel expert committee",
    Part.DOCUMENT: "report response document strategy plan paper",
    Part.FINDING: "finding recommendation view conclusion criticism assessment point",
    Part.EXTENT: "area place everywhere",
    Part.DATE: "date deadline year",
    Part.OTHER: "other rest remaining",
}
_VERBS = {
    Part.COMMITMENT: "commitment pledge promise target goal ambition trajectory undertake",
    Part.MAKING: "make set give",
    Part.MET: "meet keep hit achieve deliver fulfil honour reach exceed succeed success finish"
    " complete",
    Part.MISSED: "miss fail break broke broken unmet unfulfilled fall short behind slip lag late"
    " delay",
    Part.AHEAD: "ahead",
    Part.SAYING: "say clear state",
    Part.UNCLEAR: "unclear",
    Part.FARING: "stand fare become became go happen turn",
    Part.APART: "apart besides except excluding",
    Part.ACCEPTING: "accept agree endorse",
    Part.REJECTING: "reject disagree dispute",
    Part.RECOGNISING: "recognise",
    Part.DUE: "due suppose meant expect plan schedule should must need aim intend",
    Part.WILL: "will shall",
    Part.WHEN: "when",
    Part.READY: "ready place effect done",
    Part.EVALUATING: "evaluate assess examine look consider review judge cover",
    Part.COMPARING: "compare comparison stack against later actual happen figure ask",
    Part.SELECTING: "which what list",
    Part.COUNTING: "any anything something all each every everything none nothing there",
    Part.POINTING: "it its itself that them these those this",
    Part.WHERE: "where",
}
_BY_WORD = {part: frozenset(words.split()) for part, words in _NOUNS.items()}
_BY_STEM = {part: frozenset(map(stem, words.split())) for part, words in _VERBS.items()}
_ELSEWHERE = frozenset(
    "why who whom whose how because despite if unless without would could might most much"
    " doing both between".split()
)
"""Words that ask for something that is not looked up, or of what is not."""

_ASKING = stemmed("""
    accord actually admit already claim concede concern currently ever far full fully get go kindly
    know leave long longer manage name ones opinion outright particular relate remain run see show
    still subject thing think today view want way whether word write yet
    """)
ON = frozenset("on about for to of with in under".split())
"""What stands before a subject."""

AUXILIARIES = frozenset("do does did is are was were has have had wo ca could would should".split())
PARTLY = frozenset("partly partially half nearly almost".split())
COURSE = stemmed("track course schedule target plan")
"""What one is on or off, ahead of or behind."""

PRONOUNS = frozenset("i we you they it he she".split())
_ACTING = PRONOUNS | _BY_WORD[Part.GOVERNMENT]
_LEFT = frozenset("leave left".split())
_BESIDE = {"on": Part.AHEAD, "off": Part.MISSED, "ahead": Part.PLAIN, "behind": Part.PLAIN}


def parts_of(unit: Unit, before: str) -> set[Part]:
    """The parts that a word can play after the one before it; none for a word of a subject."""
    forms = {unit.stem, unit.base}
    if before in _BESIDE and forms & COURSE:
        return {_BESIDE[before]}
    if (before, unit.word) == ("to", "be"):
        return {Part.WILL}
    if unit.word == "open" and before in _LEFT:
        return {Part.UNCLEAR}
    if unit.word == "do" and before in _ACTING:
        return set()
    parts = {part for part, stems in _BY_STEM.items() if forms & stems}
    nouns = {unit.word, unit.word.removesuffix("s")}
    parts |= {part for part, words in _BY_WORD.items() if nouns & words}
    if unit.word in PARTLY or (before == "most" and Part.EXTENT in parts):
        return {Part.PARTLY}
    joins = unit.word in STOP_WORDS - _ELSEWHERE and not parts
    if joins or forms & _ASKING or unit.word == "only" or unit.word.endswith("n't"):
        parts.add(Part.PLAIN)
    return parts


def is_small(unit: Unit) -> bool:
    """Whether a word only joins, as an auxiliary that is denied does too."""
    return unit.is_small or unit.word.endswith("n't")
