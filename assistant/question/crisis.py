"""Somebody in distress, or worried about somebody, is shown where help is, not a policy document.

What is here needs no model: plain words of one's own crisis, and a reading of the message's letters
and words, a logistic regression over messages and questions that were written by hand
(``evals/fit_distress.py``). :mod:`assistant.question.distress` adds what its tokens mean.
"""

from __future__ import annotations

import json
import math
import re
import struct
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32, decompress

DISTRESS_FILE = Path(__file__).with_name("distress.json")
BUCKETS = 1 << 16
"""Into how many numbers the runs of letters and words of a message are hashed."""

LONGEST_RUN = 5
"""Letters of the longest run that is looked at."""

_TO_EITHER = "You, or somebody you are thinking of, may need help. Please talk to somebody now."
_TO_ONESELF = "It sounds as if you may need help. You do not have to face this alone: please talk \
to somebody now."
_TO_THE_WORRIED = "It sounds as if somebody you know may need help. Please stay with them if you \
can, and talk to somebody now: these lines are for people who are worried about another, too."
_WHERE_HELP_IS = """\
If anybody is in danger, call 999 or go to A&E.
For urgent mental health help in England call NHS\u00a0111 and choose option 2.
Samaritans listen day and night on 116\u00a0123, free. To text instead, send SHOUT to 85258, free.
Parity searches policy documents and cannot give advice."""
IN_OTHER_WORDS = "If you meant a question about them, please ask it in other words."
"""What follows where help stands in place of an answer, and not above one."""

_ANOTHER = re.compile(
    r"\b(?:my|our|a|his|her|the)\s+(?:\w+\s+)?(?:son|daughter|child|kid|boy|girl|lad|brother|sister"
    r"|mum|mom|mother|dad|father|husband|wife|partner|boyfriend|girlfriend|friend|mate|neighbour"
    r"|uncle|aunt|cousin|nan|gran\w*|nephew|niece|colleague|flatmate|student|patient|teenager)s?\b"
    r"|\b(?:he|she|him|himself|herself|they|them|themselves)\b",
    re.I,
)
_ONESELF = re.compile(
    r"\b(?:myself|i(?:['’]?m|\s+am)(?!\s+(?:\w+\s+)?(?:worried|scared|frightened|afraid|concerned))"
    r"|i\s+(?:feel|want|wanna|wish|can['’]?t|cannot|hate|keep|took|cut|hurt)"
    r"|i\s+(?:don['’]?t|do\s+not)\s+(?:want|wanna|see)|my\s+(?:own\s+)?life|leave\s+me)\b",
    re.I,
)


def names_own(message: str) -> bool:
    """Whether a message names somebody of the writer's own.

    >>> names_own("My son waits."), names_own("Does a son wait?")
    (True, False)
    """
    own = (found.group().lower() for found in _ANOTHER.finditer(message))
    return any(words.startswith(("my", "our")) for words in own)


def crisis_message(message: str) -> str:
    """Where help is, worded for whoever writes: for oneself, or for somebody who is worried.

    Where the words do not tell which, it is worded for both.

    >>> crisis_message("my son says he wants to die").split(".")[0]
    'It sounds as if somebody you know may need help'
    >>> crisis_message("I want to die").split(".")[0]
    'It sounds as if you may need help'
    """
    oneself = _ONESELF.search(message) is not None
    another = _ANOTHER.search(message) is not None
    opening = _TO_EITHER if oneself == another else _TO_ONESELF if oneself else _TO_THE_WORRIED
    return f"{opening}\n{_WHERE_HELP_IS}"


def may_be_in_distress(text: str) -> bool:
    """Whether a text that no model has read should be taken for one of somebody in distress.

    It errs towards yes: from the likelihood at which a message is shown help.

    >>> may_be_in_distress("the date is wrong")
    False
    """
    words = likelihood(fitted().of_words(text))
    return plainly_in_distress(text) or words >= fitted().threshold


ASK_A_PROFESSIONAL = """\
This looks like a question about somebody's own treatment. Parity searches policy documents and \
cannot advise on it.
Please ask a pharmacist, a GP or whoever treats them, or call NHS\u00a0111. In danger, call 999.
If you meant a question about the documents, please ask it in other words."""
"""What is said to a clinical question, in place of policy that could be taken for advice."""

HELP_LINE = (
    "If you or somebody you know needs help: NHS\u00a0111, option 2; Samaritans 116\u00a0123; text "
    "SHOUT to 85258; in danger 999."
)
"""What stands, quietly, under every refusal."""

_OWN_CRISIS = re.compile(
    r"\b(?:kill|hurt|harm|cut)(?:ting|ing)?\s+myself\b"
    r"|\bend(?:ing)?\s+(?:my\s+(?:own\s+)?life|it\s+all)\b|\bthinking\s+(?:about|of)\s+ending\s+it\b"
    r"|\btak(?:e|ing)\s+my\s+(?:own\s+)?life\b"
    r"|\bi(?:['’]?m|\s+am|\s+feel|\s+have\s+been|['’]?ve\s+been)(?:\s+\w+){0,2}\s+suicidal\b"
    r"|\bi\b(?:\s+\w+){0,3}\s+(?:want(?:ed)?\s+to|wanna|going\s+to|ready\s+to)\s+die\b"
    r"|\bi\s+wish\s+i\s+(?:was|were)\s+dead\b|\bi(?:['’]?d|\s+would|['’]?m|\s+am)?\s+(?:be\s+)?better\s+off\s+dead\b"
    r"|\bi(?:['’]?ve|\s+have)?\s+(?:just\s+)?(?:took|taken|take)\s+an\s+overdose\b"
    r"|\bi\s+(?:do\s*n['’]?t|do\s+not)\s+(?:want\s+to|wanna)\s+(?:live|be\s+here|be\s+alive)\b"
    r"|\bi\s+(?:can['’]?t|cannot|can\s+not)\s+go\s+on\s+(?:any\s?more|like\s+this|living)\b"
    r"|\bi(?:['’]?m|\s+am|\s+keep|\s+have\s+been|['’]?ve\s+been|\s+want\s+to|\s+might)?"
    r"\s+self[- ]?harm(?:ing)?\b",
    re.I,
)


def speaks_of_own_crisis(question: str) -> bool:
    """Whether a question is about the asker's own suicidal thoughts or self-harm.

    >>> speaks_of_own_crisis("I want to end my life")
    True
    >>> speaks_of_own_crisis("How many people took their own lives in 2020?")
    False
    """
    return _OWN_CRISIS.search(question) is not None


@dataclass(frozen=True)
class Distress:
    """The fitted weights ``runs`` (BUCKETS,) of hashed runs, and from when on help is shown.

    ``threshold`` is the likelihood, from 0 to 1, from which help is shown, ``alone`` that from
    which nothing else is; ``plain`` is that of the runs by themselves from which help is shown
    before a model is loaded.
    """

    runs: Sequence[float]
    runs_intercept: float
    threshold: float
    alone: float
    plain: float

    def of_words(self, message: str) -> float:
        """How far the message's letters and words are those of somebody in distress, as a logit."""
        total = sum(self.runs[at] * value for at, value in features(message).items())
        return total + self.runs_intercept


@cache
def fitted() -> Distress:
    """The committed weights."""
    kept = json.loads(DISTRESS_FILE.read_text(encoding="utf-8"))
    return Distress(**kept | {"runs": unpacked(kept["runs"])})


def unpacked(weights: str) -> tuple[float, ...]:
    """Weights as they are committed: half floats, compressed, as base 64."""
    packed = decompress(b64decode(weights))
    return struct.unpack(f"<{len(packed) // 2}e", packed)


def plainly_in_distress(message: str) -> bool:
    """Whether the words by themselves say that somebody needs help; no model is loaded.

    >>> plainly_in_distress("my son says he wants to die and I dont know what to do")
    True
    >>> plainly_in_distress("How many people died by suicide in 2020?")
    False
    """
    words = likelihood(fitted().of_words(message))
    return speaks_of_own_crisis(message) or words >= fitted().plain


def features(message: str) -> dict[int, float]:
    """The message's runs of letters, words and pairs of words, hashed, as a unit vector.

    The hashing trick of Weinberger et al., *Feature hashing for large scale multitask learning*
    (2009), with CRC-32, so that it is the same on every machine.
    """
    counts = Counter(crc32(run.encode(errors="replace")) % BUCKETS for run in _runs(message))
    weighed = {at: 1 + math.log(count) for at, count in counts.items()}
    length = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
    return {at: value / length for at, value in weighed.items()}


def _runs(message: str) -> Iterator[str]:
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", message.casefold().replace("’", "'"))
    for word in words:
        padded = f" {word} "
        for length in range(2, LONGEST_RUN + 1):
            for at in range(len(padded) - length + 1):
                yield padded[at : at + length]
    for word in words:
        yield f"w:{word}"
    for first, second in pairwise(words):
        yield f"w:{first} {second}"


def linear(weights: Sequence[float], intercept: float, vector: Sequence[float]) -> float:
    """The likelihood that a logistic regression with weights (d,) gives a vector (d,)."""
    return likelihood(sum(w * at for w, at in zip(weights, vector, strict=True)) + intercept)


def likelihood(total: float) -> float:
    """The likelihood, from 0 to 1, of a logit."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
