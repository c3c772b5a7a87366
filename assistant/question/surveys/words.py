"""Which part each word can play in a question that asks for every mention of a thing."""

from __future__ import annotations

from difflib import get_close_matches
from enum import Enum, auto

from ingest.language.words import STOP_WORDS, stem, stemmed


class Role(Enum):
    """A part that a word plays in such a question."""

    CONTENT = auto()
    """It is of the thing itself; so is what is quoted."""
    QUOTED = auto()
    SUM = auto()
    LIMIT = auto()
    PERIOD = auto()
    SCOPE = auto()
    BREAK = auto()
    COMMA = auto()
    CLAUSE = auto()
    """It says more than a thing that is mentioned: such a question is not understood."""
    FRAME = auto()
    """It asks politely, or points at those who ask and answer."""
    QUALITY = auto()
    GIVE = auto()
    COUNT = auto()
    WHICH = auto()
    MANY = auto()
    EVERY = auto()
    WHERE = auto()
    EVERYTHING = auto()
    PLACE = auto()
    PART = auto()
    """A place only where it is asked for: "every part that mentions", not "take part"."""
    MENTION = auto()
    DISCUSS = auto()
    HOLD = auto()
    """It is said of a paragraph as of other things: "contains", "uses"."""
    OCCUR = auto()
    SAY = auto()
    ABOUT = auto()
    JOIN = auto()
    BY = auto()
    ARTICLE = auto()
    AUXILIARY = auto()
    TERM = auto()
    """It says that what follows is meant as a word."""
    TAIL = auto()
    ALSO = auto()
    """It stands before another name of the thing."""


_SMALL = {
    Role.FRAME: "i me we us you it them they there here please kindly hi hello hey thanks can could"
    " would d ve ll like love just also exactly actually ever specifically explicitly altogether"
    " together anywhere somewhere fine much ok so something anything wherever looking given"
    " quoted stated",
    Role.QUALITY: "separate different various individual numbered single full complete its their",
    Role.WHICH: "which what",
    Role.EVERY: "all every each any",
    Role.WHERE: "where everywhere",
    Role.EVERYTHING: "everything",
    Role.ABOUT: "about regarding concerning on with",
    Role.JOIN: "of to in for from and or at across within throughout through during",
    Role.GIVE: "out",
    Role.BY: "by",
    Role.ARTICLE: "the a an this that these those your",
    Role.AUXILIARY: "is are was were do does did has have had been being get gets got s re",
    Role.TAIL: "name own alone once",
    Role.ALSO: "even if only called known as",
    Role.OCCUR: "referred",
    Role.CLAUSE: "before after always never how many often frequently yet still",
}
_STEMMED = {
    Role.GIVE: "list show give find tell point pull quote need want see know identify search"
    " look go",
    Role.COUNT: "number count total tally",
    Role.PLACE: "paragraph para passage",
    Role.PART: "section sentence place part bit spot time",
    Role.MENTION: "mention reference cite",
    Role.DISCUSS: "discuss",
    Role.HOLD: "contain cover include use name address",
    Role.OCCUR: "appear occur feature",
    Role.SAY: "say said",
    Role.TERM: "word term phrase",
    Role.TAIL: "form",
}
_ROLES = {word: role for role, of in _SMALL.items() for word in of.split()}
_BY_STEM = {stem(word): role for role, of in _STEMMED.items() for word in of.split()}
_PHRASES = {
    ("how", "many"): Role.MANY,
    ("how", "often"): Role.WHERE,
    ("how", "frequently"): Role.WHERE,
    ("come", "up"): Role.MENTION,
    ("came", "up"): Role.MENTION,
    ("crop", "up"): Role.MENTION,
    ("bring", "up"): Role.MENTION,
    ("brought", "up"): Role.MENTION,
    ("talk", "about"): Role.DISCUSS,
    ("speak", "about"): Role.DISCUSS,
    ("speak", "of"): Role.DISCUSS,
    ("spoken", "of"): Role.DISCUSS,
    ("touch", "on"): Role.DISCUSS,
    ("deal", "with"): Role.DISCUSS,
    ("relat", "to"): Role.ABOUT,
}
"""Two words that play one part; the first of a verb is its stem."""

SUM_WORDS = frozenset(map(stem, ("sum", "amount", "money")))
FIGURE_WORDS = SUM_WORDS | stemmed("figure number data statistic value total year")
MONEY_WORDS = FIGURE_WORDS | stemmed(
    "funding fund cash pound investment spending budget cost grant payment worth"
)
PROMISE_WORDS = stemmed(
    "promise pledge commit commitment due deadline finish complete deliver achieve meet"
    " met miss fulfil suppose mean expect schedule"
)
"""Stems of what is to be done by when, which is no part of a thing."""

_LIKE_A_PARAGRAPH = 0.8


def role_of(word: str) -> Role:
    """The part that a word, in lower case, plays where nothing beside it says otherwise."""
    if role := _ROLES.get(word):
        return role
    if role := _BY_STEM.get(stem(word)):
        return role
    if word in STOP_WORDS:
        return Role.CLAUSE
    near = get_close_matches(word, ["paragraph", "paragraphs"], 1, _LIKE_A_PARAGRAPH)
    return Role.PLACE if near else Role.CONTENT


def role_of_two(first: str, second: str) -> Role | None:
    """The part that two words play together ("how many", "refers to"); None if they play none."""
    return _PHRASES.get((first, second)) or _PHRASES.get((stem(first), second))
