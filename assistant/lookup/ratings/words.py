"""The words that questions about ratings are made of, by the parts that they play in one."""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache

from rapidfuzz.distance import OSA

from ingest.language.quantities import SMALL
from ingest.language.words import FRAMING_WORDS, stem, stemmed
from ingest.register.ratings import WHOLE


class Part(Enum):
    """What a word does in a question about ratings; one word may do several things."""

    RATES = auto()
    RATER = auto()
    """Who rates; counts only where the documents say so."""
    PARTY = auto()
    """Whose commitments are rated; counts only where the documents say so."""
    RECEIVES = auto()
    FARES = auto()
    THING = auto()
    """What is rated; a loose thing is one only where a rating is spoken of."""
    LOOSE_THING = auto()
    ASPECT = auto()
    """A heading, spoken of as one."""
    CHOOSES = auto()
    ARTICLE = auto()
    EACH = auto()
    ANY = auto()
    DENIES = auto()
    LEAVES_OUT = auto()
    COUNTS_IN = auto()
    TOGETHER = auto()
    BETTER = auto()
    SAME = auto()
    BEST = auto()
    WORST = auto()
    ASKS = auto()
    """Only puts the question, or greets."""
    OTHERWISE = auto()
    """Asks for something else than a rating: a reason, a date, an amount, the asker's own."""


_WORDS = {
    Part.RATES: "rated score grade mark verdict judge judgement judgment assessed rank",
    Part.RATER: "panel expert committee inspector inspectorate reviewer assessor auditor",
    Part.PARTY: "government department minister ministry",
    Part.RECEIVES: "get got receive earn pick land come came give gave given award end",
    Part.FARES: "fare perform performer do did does",
    Part.THING: "commitment pledge promise target undertaking goal aim",
    Part.LOOSE_THING: "one area anything something any none anyone",
    Part.ASPECT: "heading category column measure point aspect criterion criteria part bit",
    Part.CHOOSES: "which what who whose any all anything anyone many often none list name",
    Part.ARTICLE: "a an one each every",
    Part.EACH: "each every all",
    Part.ANY: "any anything anywhere something somewhere",
    Part.DENIES: "not no never neither nor without",
    Part.LEAVES_OUT: "leave except exclude apart besides aside",
    Part.COUNTS_IN: "include count",
    Part.TOGETHER: "both same alike equally compare versus vs than",
    Part.BETTER: "better worse higher lower",
    Part.SAME: "same identical",
    Part.BEST: "best highest top strongest",
    Part.WORST: "worst lowest poorest weakest bottom",
    Part.ASKS: "hello hi hiya hey dear cheers curious kindly actual managed evaluated progress"
    " table group hand eye final respect settle altogether remind",
    Part.OTHERWISE: "agree ago base because become before change decide define due expect explain"
    " follow future happen import last lead led mean next original our ours my mine page paragraph"
    " past per percent percentage plan pound previous problem proportion reason recent respond"
    " result second since spend spent start step suggest third today value why work worry year"
    " yesterday yet done should",
}
NO_PART = frozenset({"rate", "rates", "assessment", "assessments"})
"""Forms of words that rate which are said of other things ("the access rate")."""

_PARTS: dict[str, frozenset[Part]] = {}
for _part, _line in _WORDS.items():
    for _stem in map(stem, _line.split()):
        _PARTS[_stem] = _PARTS.get(_stem, frozenset()) | {_part}

MEANINGS = {
    "good morning": "hello",
    "good afternoon": "hello",
    "good evening": "hello",
    "as a whole": WHOLE,
    "on the whole": WHOLE,
    "in the round": WHOLE,
    "all told": WHOLE,
    "a difference": "impact",
    "any difference": "impact",
    "across the board": "every heading",
    "throughout": "every heading",
    "more than once": "at least twice",
    "several times": "at least twice",
    "repeatedly": "at least twice",
    "yearly": "annual",
}
"""Phrases, and words for what they mean in a question about ratings."""

_HEADING_LINES = (
    "met meet achieve deliver delivery fulfil keep kept",
    "funding money resource finance financial cash invest budget",
    "impact effect outcome",
    "appropriate suitable suitability fitting",
    f"{WHOLE} headline",
)
HEADING_WORDS = tuple(frozenset(map(stem, line.split())) for line in _HEADING_LINES)
"""Everyday words for the headings that such tables have, those of one heading together."""
HEADING_STEMS = frozenset[str]().union(*HEADING_WORDS)

SUITS = stemmed("right fair sensible proper")
"""What is said of a suitable thing, but of much else too: "the right target"."""

SAME_AS = {"extra": "additional", "more": "additional", "ward": "inpatient", "need": "require"}
"""The stems of everyday words, and a word of policy for each."""

OTHERWISE_PAIRS = frozenset(
    f"{one} {two}"
    for ones, twos in (
        ("who", "rated rates scored graded marked judged ranked assessed gave gives decided"),
        ("how", "much long far fast soon quickly big"),
        ("say says said do does doing", "about"),
        ("when", "is are was were will did do does has have had can"),
        ("did were was are have had", "we i"),
        ("would", "it they have be a the"),
    )
    for one in ones.split()
    for two in twos.split()
)
"""Pairs of words that ask for something else than a rating."""

NUMBERS = SMALL | {"once": 1, "twice": 2}
EVERYDAY_VALUES = frozenset({"good", "outstanding"})
"""Values that are said of much else ("what is still outstanding")."""

_SHORTEST_KNOWN, _LONG, _LONGEST = 5, 7, 9
_KEPT = 5_000
"""Words whose mended form is kept."""
_INFLECTIONS = frozenset("s es d ed ing".split())
_KNOWN = tuple(word for line in (*_WORDS.values(), *_HEADING_LINES) for word in line.split())


def is_framing(word: str) -> bool:
    """Whether a word only frames what is asked, or is an inflection of one that does."""
    ending = word.removeprefix(stem(word))
    return word in FRAMING_WORDS or (stem(word) in FRAMING_WORDS and ending in _INFLECTIONS)


def parts_of_word(text: str) -> frozenset[Part]:
    """The parts that a word, in lower case, may play."""
    return frozenset() if text in NO_PART else _PARTS.get(stem(text), frozenset())


@lru_cache(_KEPT)
def mended(word: str, known: tuple[str, ...] = _KNOWN) -> str:
    """The known word that this one, or a form of it, misspells; the word itself if it does none.

    >>> mended("outstnading", ("outstanding",)), mended("market")
    ('outstanding', 'market')
    """
    return next((other for other in known if misspells(word, other)), word)


def misspells(word: str, known: str) -> bool:
    """Whether a word, or its stem, is a known one's but for a slip, of the first letter never.

    In a shorter one a letter put for another makes another word ("grape", "grade").
    """
    return _slipped(word, known) or _slipped(stem(word), stem(known))


def _slipped(written: str, known: str) -> bool:
    if len(known) < _SHORTEST_KNOWN or written[0] != known[0]:
        return False
    slips = OSA.distance(written, known)
    if len(known) >= _LONG:
        return slips <= 1 + (len(known) >= _LONGEST)
    put_for = len(written) == len(known) and sorted(written) != sorted(known)
    return slips <= 1 and not put_for
