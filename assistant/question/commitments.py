"""What a question about commitments asks for: which ones, what became of them, about what."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

from assistant.library.naming import Naming
from ingest.language.fulfilment import Fulfilment
from ingest.language.words import FRAMING_WORDS, Analyser, stem, words

_THING = r"(?:commitment|pledge|promise|target|undertaking|goal)"
_GREETING = re.compile(
    r"^(?:dear [\w ]{1,20}|hello|hey|hiya?|good (?:morning|afternoon|evening))\b"
    r"[^,.!?]{0,20}[,.!]\s*",
    re.I,
)
_SEVERAL = re.compile(
    rf"\b{_THING}s\b|\b(?:which|how many|any|all|none|each|most|out) of (?:the |them|its|their)"
    rf"|\bany (?:\w+ )?{_THING}\b|\b(?:the|of the|other|remaining) (?:nine|9)\b"
    r"|\bthe (?:other|remaining) \w+\b|\bwhich (?:ones|are|were|weren|aren|have|has)\b"
    rf"|\bhow many (?:were|are|have|has)\b|\bis there (?:a|any|one)\b(?: {_THING})?",
    re.I,
)
_NAMED = re.compile(rf"\b{_THING}s?\b|\b(?:nine|9)\b", re.I)
_ONE = re.compile(
    rf"\b(?:did|has|have|was|were|is|are|had)\b[^?]*\b(?:{_THING}|ambition|trajectory)\b"
    rf"|\b(?:{_THING}|promised|pledged|committed)\b[^?]*"
    r"\b(?:did|has|have|was|were|is) (?:it|they)\b",
    re.I,
)
_APART = re.compile(r"\b(?:apart from|besides|other than|except|excluding)\b", re.I)
_LISTS = re.compile(
    r"\b(?:which|what|how many|list|names?|give|show|all|any|each|every|none|is there)\b", re.I
)
_DENIED = (
    r"(?:\bnot|n['’]t|\bnever|\b(?:do|did|was|were|have|has|is|are)nt)"
    r"(?: (?!and\b|but\b|or\b)\w+){0,3}?"
)
_OUTCOMES = (
    (
        Fulfilment.NOT_SAID,
        r"(?:\bnot|n['’]t|\bdoesnt) (?:\w+ ){0,2}(?:say|said|clear|stated?|tell)\b|\bunclear\b"
        r"|\bleft open\b|\bleaves? open\b",
    ),
    (
        Fulfilment.PARTLY_MET,
        r"\b(?:partly|partially|in part|only half|nearly|almost)\b(?: (?:met|kept|delivered))?"
        r"|\bmost (?:places|areas)\b[^?]*\bbut not\b[^?]*",
    ),
    (
        Fulfilment.NOT_MET,
        rf"{_DENIED} (?:met|meet|kept|keep|hit|achieved?|delivered?|fulfil\w*|honoured?|reach\w*"
        r"|exceeded?|managed?|succeed\w*)\b"
        r"|\b(?:missed|miss|broken|broke|break|failed|fail|unmet|unfulfilled|(?:fell|fallen) short"
        r"|(?:is|are|was|were) off[- ]track|not on track|behind)\b"
        r"|\b(?:were|was|have|has|are)n['’]?t(?=\s*(?:[,?.]|and\b|$))",
    ),
    (
        Fulfilment.ON_TRACK,
        r"\bon (?:track|course|schedule|target)\b|\bahead of\b|\b(?:running|well) ahead\b",
    ),
    (
        Fulfilment.MET,
        r"\b(?:met|meet|kept|keep|achieved?|delivered?|fulfil\w*|honoured?|reached|hit|exceeded?"
        r"|succeeded|successful)\b",
    ),
)
"""How each outcome is asked for; what a question says of an earlier one is not read again."""

_REST = re.compile(r"\b(?:other|remaining|rest)\b[^?]*\b(?:stand|far(?:e|ing)|going|doing)\b", re.I)
_OF_THE_PANEL = re.compile(
    r"\b(?:panel|experts?|committee|rat(?:ed?|ings?)|grad(?:ed?|es)|scor(?:ed?|es)|judged?|verdict"
    r"|outstanding|good|requires improvement|inadequate)\b",
    re.I,
)
_NOT_A_SUBJECT = FRAMING_WORDS | frozenset(
    "commitment commitments pledge pledges promise promises promised target targets undertaking"
    " undertakings goal goals ones government gov govt department evaluated panel panels committee"
    " expert experts report response document documents strategy plan announcement committed due"
    " give given make makes national nhs two three four five six seven eight".split()
)
OUTCOME_WORDS = frozenset(
    "achieved achieve ahead behind broke broken break course delivered deliver exceeded exceed fail"
    " failed fallen fell fulfilled fulfil hit honoured kept keep meet met miss missed off on partly"
    " partially reached schedule short successful succeeded target track unmet admit admits"
    " admitted areas area everywhere finish finished complete completed concede concedes itself own"
    " claim claims running clear open outright unclear hasnt havent wasnt werent didnt weren wasn"
    " haven rest remaining".split()
)


@dataclass(frozen=True)
class Asked:
    """A question about commitments, read once: ``text`` without greeting or remark before it.

    ``mended`` gives a text in the documents' own words, typing errors mended.
    """

    text: str
    analyser: Analyser
    naming: Naming
    mended: Callable[[str], str]

    @classmethod
    def of(
        cls, question: str, analyser: Analyser, naming: Naming, mended: Callable[[str], str]
    ) -> Asked:
        """Read a question.

        A greeting, or a remark before the question itself, is left out.
        """
        sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", _GREETING.sub("", question.strip()))
        text = max((s for s in sentences if s.endswith("?")), key=len, default=question)
        return cls(text, analyser, naming, mended)

    @property
    def of_several(self) -> bool:
        """Whether it asks about several commitments, or which of them."""
        return _SEVERAL.search(self.text) is not None

    @property
    def names_them(self) -> bool:
        """Whether it speaks of commitments by that word or another."""
        return _NAMED.search(self.text) is not None

    @property
    def leaves_out(self) -> bool:
        """Whether it asks for those beside some, which no list here knows."""
        return _APART.search(self.text) is not None

    @property
    def of_one(self) -> bool:
        """Whether it asks what became of one commitment."""
        return _ONE.search(self.text) is not None

    @property
    def lists(self) -> bool:
        """Whether it asks to list, to name or to count."""
        return _LISTS.search(self.text) is not None or _REST.search(self.text) is not None

    @property
    def of_the_panel(self) -> bool:
        """Whether it asks what the panel thought rather than what the response says."""
        return _OF_THE_PANEL.search(self.text) is not None

    @cached_property
    def outcomes(self) -> tuple[Fulfilment, ...]:
        """What it asks became of them; empty if it does not ask."""
        left = self.text
        if re.search(_OUTCOMES[0][1], left, re.I):
            return (Fulfilment.NOT_SAID,)
        found: list[Fulfilment] = []
        for outcome, pattern in _OUTCOMES:
            if re.search(pattern, left, re.I):
                found.append(outcome)
                left = re.sub(pattern, " ", left, flags=re.I)
        if (
            Fulfilment.MET in found
            and Fulfilment.NOT_MET not in found
            and re.search(_DENIED, left, re.I)
        ):
            found.append(Fulfilment.NOT_MET)
        if _REST.search(self.text) and not found:
            return (Fulfilment.ON_TRACK, Fulfilment.PARTLY_MET, Fulfilment.NOT_SAID)
        return tuple(found)

    def subject_words(self, without: Collection[str] = OUTCOME_WORDS) -> list[str]:
        """What it is about beside commitments and what became of them."""
        named = {
            word
            for document in self.naming.named(self.text)
            for word in words(f"{document.name} {document.publisher}")
        }
        left_out = {stem(word) for word in without}
        return [
            word
            for word in words(self.analyser.written_out(self.mended(self.text)))
            if word not in _NOT_A_SUBJECT
            and word not in named
            and stem(word) not in left_out
            and not word[0].isdigit()
            and not re.search(r"['’]", word)
        ]

    def subject(self, without: Collection[str] = OUTCOME_WORDS) -> set[str]:
        """The stems of the same."""
        return {stem(word) for word in self.subject_words(without)}
