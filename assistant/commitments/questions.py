"""Questions about commitments as such, answered from the register: which, how many, by when.

"Which commitments were met?" has no sentence for an answer: it is counted and listed, each item
with the paragraph that says so. A question about one commitment is not meant here and is searched
for like any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Claim, LookedUp
from assistant.naming import Naming, listing
from assistant.parts import documents_compared
from assistant.survey import MOST_QUOTED
from ingest.dates import last_year
from ingest.quantities import quantities
from ingest.register.register import Register
from ingest.register.types import (
    Commitment,
    Evaluated,
    Outcome,
    Quote,
    Role,
    Saying,
    Strength,
    Thread,
)
from ingest.types import Document, document_of
from ingest.words import FRAMING_WORDS, Analyser, stem, words

_THINGS = r"(?:commitments|pledges|promises|targets)"
_ASKS = re.compile(
    rf"\b(?:which|what|how many|list|name|any|all|every|each|none|the nine|nine|{_THINGS})\b", re.I
)
_SEVERAL = re.compile(
    rf"\b{_THINGS}\b|\b(?:which|how many|any|all|none|each|most) of (?:the |them|its|their)"
    r"|\bany (?:\w+ )?(?:commitment|pledge|promise|target)\b",
    re.I,
)
_WHICH_ONES = re.compile(rf"\b(?:which|what|how many|list|all)\b[^?]*\b{_THINGS}\b", re.I)
_LISTS = re.compile(r"\b(?:which|what|how many|list|name|give|show|all)\b", re.I)
_DENIED = r"(?:not|n['’]t|never)(?: (?:yet|been|being|\w+ly))*"
_OUTCOMES = (
    (
        Outcome.NOT_MET,
        rf"\b{_DENIED} (?:met|meet|kept|keep|achieved?|delivered?|fulfil\w*|honoured?|reached?)\b"
        r"|\b(?:missed|miss|broken|broke|break|failed|fail|unmet|unfulfilled|(?:fell|fallen) short"
        r"|(?:is|are|was|were) off[- ]track|not on track)\b",
    ),
    (Outcome.PARTLY_MET, r"\b(?:partly|partially|half|in part|nearly|almost)\b"),
    (Outcome.ON_TRACK, r"\bon (?:track|course|schedule|target)\b|\bahead of (?:schedule|plan)\b"),
    (
        Outcome.MET,
        r"\b(?:met|meet|kept|keep|achieved?|delivered?|fulfil\w*|honoured?|reached|hit|exceeded?"
        r"|succeeded|successful)\b",
    ),
)
_OF_THE_PANEL = re.compile(
    r"\b(?:panel|experts?|committee|rat(?:ed?|ings?)|grad(?:ed?|es)|scor(?:ed?|es)|judged?|verdict"
    r"|outstanding|good|requires improvement|inadequate)\b",
    re.I,
)
_EVALUATED = re.compile(
    r"\b(?:evaluat\w+|assess\w+|examin\w+|looked at|consider\w*|review\w*|judged?|covered|nine)\b",
    re.I,
)
_RATED = re.compile(
    r"\b(?:rat(?:ed?|ings?)|scor(?:ed?|es)|grad(?:ed?|es)|outstanding|good|requires improvement"
    r"|inadequate|overall|came out|most|best|worst|highest|lowest)\b",
    re.I,
)
_DUE = re.compile(
    r"\b(?:due|to be (?:met|delivered|achieved|completed|in place|done)|deadlines?|promised"
    r"|planned)\b[^?]*?\b(?P<how>by|before|in|for|during)\b (?:the (?:end|year) of )?",
    re.I,
)
_STANDS = re.compile(
    r"\b(?:what|which|does|did|do|is|are|how many)\b[^?]*?"
    r"\b(?:(?P<no>reject(?:s|ed)?|disagree[sd]?|(?:not|n['’]t) (?:accept|agree|recognise)\w*)"
    r"|(?P<yes>accept(?:s|ed)?|agree[sd]?))\b",
    re.I,
)
_FINDINGS = re.compile(
    r"\b(?:findings?|recommendations?|targets?|views?|conclusions?|criticisms?|commitments?"
    r"|assessments?|points?|what (?:does|did|do|has|is))\b",
    re.I,
)
_MADE = re.compile(
    r"\b(?:made|make|makes|given|give|set out|sets out|are there|is there|exist|committed to"
    r"|has|have|had|to do with|on|about|for|regarding|concerning|relating to)\b",
    re.I,
)
_BINDING = frozenset({Strength.WILL, Strength.AIMS, Strength.CONSIDERS})
_NOT_A_SUBJECT = FRAMING_WORDS | frozenset(
    "commitment commitments pledge pledges promise promises promised target targets government"
    " department evaluated panel committee expert experts report response document documents"
    " strategy plan announcement committed due give given make makes national".split()
)
_OUTCOME_WORDS = frozenset(
    "achieved achieve ahead broke broken break course delivered deliver exceeded exceed fail failed"
    " fallen fell fulfilled fulfil hit honoured kept keep meet met miss missed off on partly"
    " partially reached schedule short successful succeeded target track unmet admit admits"
    " admitted areas area finish finished complete completed concede concedes itself own claim"
    " claims".split()
)
_EVALUATION_WORDS = frozenset(
    "evaluated evaluate evaluation assessed assess examined examine looked considered reviewed"
    " review judged covered nine".split()
)
_STANCE_WORDS = frozenset(
    "accept accepts accepted agree agrees agreed reject rejects rejected disagree recognise"
    " finding findings recommendation recommendations view views conclusion conclusions criticism"
    " criticisms assessment assessments point points".split()
)
_PROMISED = re.compile(
    r"\b(?:promis\w*|pledg\w*|commit\w*|announc\w*|plan\w*|target\w*|ask\w* for|want\w*|said"
    r"|deliver\w*|happen\w*|achiev\w*|report\w*|compare\w*|figure|later)\b",
    re.I,
)
_PROMISE_WORDS = frozenset(
    "promise promised pledge pledged commitment commit announced announcement announce planned plan"
    " asked ask wanted want said later actually happened reported compare compared comparison"
    " figure stack against extra more additional getting".split()
)
_EVERYWHERE = frozenset("mental health services people new more additional extra".split())
"""Words that many promises share, and none is known by."""

_SPEAKS_OF = 0.6
"""The least share of a question's words that a promise's sayings must have."""

_FORWARD = (Role.PROMISED, Role.QUOTED, Role.SAID, Role.UNDER_WAY, Role.REPORTED)
_UNDATED = 9999
_ONE = re.compile(
    r"\b(?:did|has|have|was|were|is|are|had)\b[^?]*\b(?:commitment|pledge|promise|target|ambition"
    r"|trajectory|goal)\b",
    re.I,
)
_DATED = re.compile(r"\b(?:dates?|deadlines?|years?|due|by when)\b", re.I)
_BY_WHEN = re.compile(
    r"\bby when\b|\bwhen (?:will|should|must)\b|\bwhen (?:is|are)\b[^?]*\b(?:due|meant|supposed)\b"
    r"|\b(?:deadline|target date) for\b|\bby (?:what|which) (?:date|year)\b"
    r"|^when [^?]*\b(?:meant|supposed|due|expected) to\b",
    re.I,
)
_DATE_WORDS = frozenset(
    "date dates deadline deadlines year years due when meant supposed expected achieved achieve set"
    " written attached name named target place effect happen ready done in by end until".split()
)
_MOST = 2
_NAMES_IT = 0.8
"""The least share of a question's words that what it speaks of must have."""

_SAID = {
    Outcome.MET: "met",
    Outcome.NOT_MET: "not met",
    Outcome.ON_TRACK: "on track",
    Outcome.PARTLY_MET: "partly met",
    Outcome.NOT_SAID: "not said outright to be met or not",
}


@dataclass(frozen=True)
class CommitmentQuestions:
    """Answers questions about commitments from one register."""

    register: Register
    documents: dict[str, Document]
    analyser: Analyser
    naming: Naming

    def find(self, question: str) -> LookedUp | None:
        """What the register answers; None for a question that is not of that kind."""
        question = _asked(question)
        return (
            self._outcomes(question)
            or self._one_outcome(question)
            or self._stances(question)
            or self._due(question)
            or self._evaluated(question)
            or self._across(question)
            or self._of_subject(question)
        )

    def _outcomes(self, question: str) -> LookedUp | None:
        """Which of the evaluated commitments were met, or not, and how many."""
        evaluated = self.register.evaluated
        if not evaluated or not _SEVERAL.search(question) or _OF_THE_PANEL.search(question):
            return None
        asked = next((o for o, pattern in _OUTCOMES if re.search(pattern, question, re.I)), None)
        if asked is None or not _ASKS.search(question) or self._subject(question):
            return None
        chosen = [one for one in evaluated if one.outcome is asked]
        counts = Counter(one.outcome for one in evaluated)
        of = self._named(evaluated)
        each = listing([f"{n} {_SAID[o]}" for o, n in sorted(counts.items(), key=_order)])
        claims = [c for one in chosen for c in _claims(one, one.standing)]
        if not chosen:
            claims = [c for one in evaluated for c in _claims(one, one.standing[:1])]
        message = f"{len(chosen)} of the {len(evaluated)} commitments that were evaluated "
        message += f"{'was' if len(chosen) == 1 else 'were'} {_SAID[asked]}, as {of} tells: {each}."
        return LookedUp(claims, message)

    def _one_outcome(self, question: str) -> LookedUp | None:
        """Whether the one evaluated commitment that a question speaks of was met."""
        asked = any(re.search(pattern, question, re.I) for _, pattern in _OUTCOMES)
        if not asked or not _ONE.search(question) or _OF_THE_PANEL.search(question):
            return None
        subject = self._subject(question, _OUTCOME_WORDS | _PROMISE_WORDS)
        if not subject:
            return None
        numbers = {quantity.value for quantity in quantities(question)}
        shares = [
            (len(subject & self._stems(_all_of(one))) / len(subject), one)
            for one in self.register.evaluated
            if numbers <= {quantity.value for quantity in quantities(_all_of(one))}
        ]
        best = max((share for share, _ in shares), default=0.0)
        named = [one for share, one in shares if share == best]
        if best < _NAMES_IT or len(named) > 1:
            return None
        one = named[0]
        message = f"{one.label}: {_SAID[one.outcome]}, as {self._named([one])} tells."
        return LookedUp(_claims(one, one.standing or one.promises[:1]), message)

    def _stances(self, question: str) -> LookedUp | None:
        """What findings or targets are accepted, or are not."""
        match = _STANDS.search(question)
        if not match or not _FINDINGS.search(question) or self._subject(question, _STANCE_WORDS):
            return None
        strength = Strength.REJECTS if match["no"] else Strength.ACCEPTS
        chosen = [c for c in self._scope(question) if c.strength is strength]
        if not chosen:
            return None
        verb = "does not accept or recognise" if match["no"] else "accepts or agrees with"
        count = f"{len(chosen)} sentence{'' if len(chosen) == 1 else 's'} of the register"
        say = "says" if len(chosen) == 1 else "say"
        return LookedUp(_listed(chosen), f"{count} {say} what somebody {verb}.")

    def _due(self, question: str) -> LookedUp | None:
        """Which commitments name a date that the question names."""
        if not _SEVERAL.search(question):
            return None
        if _DATED.search(question) and last_year(question) is None:
            return self._dated_ones(question)
        match = _DUE.search(question)
        year = last_year(question[match.end() :]) if match else None
        if not match or year is None:
            return None
        if self._subject(question[: match.start()]):
            return None
        by = match["how"].lower() in ("by", "before")
        last = year - 1 if match["how"].lower() == "before" else year
        chosen = [
            c
            for c in self._scope(question)
            if (c.strength in _BINDING or c.quoted) and c.due_year
            and (c.due_year <= last if by else c.due_year == year)
        ]  # fmt: skip
        named = question[match.end() :].strip(" ?.!")
        until = f"{'up to ' if by else ''}{named}"
        if not chosen:
            return LookedUp([], f"No commitment in the register names a date {until}.")
        count = f"{len(chosen)} commitment{' names' if len(chosen) == 1 else 's name'}"
        return LookedUp(_listed(chosen), f"{count} a date {until}.")

    def _dated_ones(self, question: str) -> LookedUp | None:
        """Which commitments name a date at all; of those evaluated, where these are meant."""
        if self._subject(question, _DATE_WORDS):
            return None
        chosen = [c for c in self._scope(question) if c.due_year and c.strength in _BINDING]
        if _EVALUATED.search(question):
            own = {quote.paragraph for one in self.register.evaluated for quote in one.promises}
            chosen = [c for c in chosen if c.quoted and c.paragraph in own]
        count = f"{len(chosen)} commitment{' names' if len(chosen) == 1 else 's name'}"
        return LookedUp(_listed(chosen), f"{count} a date or a year.") if chosen else None

    def due_claims(self, question: str, paragraphs: Collection[str]) -> list[Claim]:
        """By when the one thing is to be done that a question asks a date of; [] if it does not.

        ``paragraphs`` are the keys of those that were found for the question.
        """
        if not _BY_WHEN.search(question):
            return []
        subject = self._subject(question, _DATE_WORDS)
        numbers = {quantity.value for quantity in quantities(question)}
        dated = [
            commitment
            for commitment in self.register.commitments
            if commitment.due_year
            and commitment.paragraph in paragraphs
            and commitment.strength in _BINDING
            and numbers <= {quantity.value for quantity in quantities(commitment.text)}
        ]
        scored = [(len(subject & self._speaks_of(c)) / max(len(subject), 1), c) for c in dated]
        best = max((share for share, _ in scored), default=0.0)
        if best < _SPEAKS_OF:
            return []
        return [Claim(c.text, c.paragraph, c.text) for share, c in scored if share == best][:_MOST]

    def _evaluated(self, question: str) -> LookedUp | None:
        """The commitments that were evaluated, or those of a subject, each in its own words."""
        evaluated = self.register.evaluated
        several = re.search(rf"\b{_THINGS}\b", question, re.I)
        if not evaluated or not several or not _EVALUATED.search(question):
            return None
        if not _LISTS.search(question) or _RATED.search(question):
            return None
        subject = self._subject(question, _EVALUATION_WORDS)
        chosen = [one for one in evaluated if subject <= self._stems(f"{one.label} {one.section}")]
        if not chosen:
            return None
        claims = [c for one in chosen for c in _claims(one, one.promises[:1])]
        if not subject:
            return LookedUp(claims, f"{len(evaluated)} commitments were evaluated.")
        about = " ".join(self._subject_words(question, _EVALUATION_WORDS))
        are = "is" if len(chosen) == 1 else "are"
        message = f"{len(chosen)} of the {len(evaluated)} commitments that were evaluated {are}"
        return LookedUp(claims, f"{message} on “{about}”.")

    def _of_subject(self, question: str) -> LookedUp | None:
        """The commitments below headings that the question names, or that somebody made."""
        if any(re.search(pattern, question, re.I) for _, pattern in _OUTCOMES):
            return None
        several = re.search(
            rf"\b(?:which|what|how many|list|all)\b[^?]*\b{_THINGS}\b", question, re.I
        )
        if not several or not _MADE.search(question) or _OF_THE_PANEL.search(question):
            return None
        subject = self._subject(question)
        scope = [c for c in self._scope(question) if c.strength in _BINDING or c.quoted]
        of_rated = [
            one
            for one in self.register.evaluated
            if subject and subject <= self._stems(f"{one.label} {one.section}")
        ]
        if of_rated and not self.naming.named(question):
            claims = [c for one in of_rated for c in _claims(one, one.promises[:1])]
            about = " ".join(self._subject_words(question))
            number = f"{len(of_rated)} of the {len(self.register.evaluated)} commitments"
            are = "is" if len(of_rated) == 1 else "are"
            return LookedUp(claims, f"{number} that were evaluated {are} on “{about}”.")
        narrowed = len(scope) < len(self.register.commitments) and self.naming.named(question)
        if not subject and not narrowed:
            return None
        chosen = [c for c in scope if not subject or subject <= self._speaks_of(c)]
        if not chosen:
            return None
        about = "" if not subject else f" on “{' '.join(self._subject_words(question))}”"
        count = f"{len(chosen)} commitment{'' if len(chosen) == 1 else 's'} in the register"
        return LookedUp(_listed(chosen), f"{count}{about}.")

    def _across(self, question: str) -> LookedUp | None:
        """What was promised in one document and what another says of it, each in its own words."""
        compared = {d.id for d in documents_compared(question, self.naming)}
        if not compared or not _PROMISED.search(question):
            return None
        subject = self._subject(question, _OUTCOME_WORDS | _PROMISE_WORDS)
        found = [t for t in self.register.threads if compared <= set(t.documents)]
        scored = [(self._share(subject, thread), thread) for thread in found]
        share, thread = max(scored, key=lambda one: one[0], default=(0.0, None))
        if thread is None or share < _SPEAKS_OF:
            return None
        chosen = [
            self._first(thread, document, earliest=not at)
            for at, document in enumerate(sorted(compared, key=self._when))
        ]
        told = listing([f"{s.role.value} in {self._dated(s.document)}" for s in chosen])
        claims = [Claim(s.text, s.paragraph, s.text) for s in chosen]
        return LookedUp(claims, f"{thread.subject}: {told}.")

    def _share(self, subject: Collection[str], thread: Thread) -> float:
        """The share of a question's words that a promise's sayings have; 0 if it is not named."""
        called = self._stems("\n".join(thread.names)) - {stem(word) for word in _EVERYWHERE}
        if not called & set(subject):
            return 0.0
        text = "\n".join([*thread.names, *(saying.text for saying in thread.sayings)])
        return len(self._stems(text) & set(subject)) / len(subject)

    def _first(self, thread: Thread, document: str, *, earliest: bool) -> Saying:
        """What a document says of a promise: what it promises, or what it reports of it."""
        roles = _FORWARD if earliest else tuple(reversed(_FORWARD))
        of = [saying for saying in thread.sayings if saying.document == document]
        return min(of, key=lambda saying: roles.index(saying.role))

    def _when(self, document: str) -> int:
        return last_year(self.documents[document].date) or _UNDATED

    def _dated(self, document: str) -> str:
        of = self.documents[document]
        return f"{of.name} ({of.date or 'no date given'})"

    def _scope(self, question: str) -> list[Commitment]:
        """The commitments of the documents that a question names; all of them if it names none."""
        named = {document.id for document in self.naming.named(question)}
        return _distinct(c for c in self.register.commitments if not named or c.document in named)

    def _subject_words(self, question: str, without: Collection[str] = ()) -> list[str]:
        named = {
            word for d in self.naming.named(question) for word in words(f"{d.name} {d.publisher}")
        }
        return [
            word
            for word in words(self.analyser.written_out(question))
            if word not in _NOT_A_SUBJECT
            and word not in named
            and stem(word) not in {stem(w) for w in without}
            and not word[0].isdigit()
        ]

    def _subject(self, question: str, without: Collection[str] = _OUTCOME_WORDS) -> set[str]:
        """The stems of what a question is about beside commitments and what became of them."""
        return {stem(word) for word in self._subject_words(question, without)}

    def _speaks_of(self, commitment: Commitment) -> set[str]:
        return self._stems("\n".join([*commitment.section, commitment.text]))

    def _stems(self, text: str) -> set[str]:
        return {stem(word) for word in words(self.analyser.written_out(text))}

    def _named(self, evaluated: Iterable[Evaluated]) -> str:
        ids = dict.fromkeys(document_of(one.ratings[0].paragraph) for one in evaluated)
        return listing([f"the {self.documents[id_].name}" for id_ in ids])


_GREETING = re.compile(
    r"^(?:dear [\w ]{1,20}|hello|hey|hiya?|good (?:morning|afternoon|evening))\b"
    r"[^,.!?]{0,20}[,.!]\s*",
    re.I,
)


def _asked(question: str) -> str:
    """The question itself, without a greeting or a remark before it.

    >>> _asked("Hello. I am new here. Which promises were kept?")
    'Which promises were kept?'
    """
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", _GREETING.sub("", question.strip()))
    return max((s for s in sentences if s.endswith("?")), key=len, default=question)


def _all_of(one: Evaluated) -> str:
    return "\n".join([one.label, *one.section, *(quote.text for quote in one.promises[:1])])


def _order(counted: tuple[Outcome, int]) -> int:
    return list(Outcome).index(counted[0])


def _claims(one: Evaluated, quotes: Sequence[Quote]) -> list[Claim]:
    return [Claim(q.text, q.paragraph, q.text, one.heading, item=True) for q in quotes]


def _listed(chosen: Sequence[Commitment]) -> list[Claim]:
    return [Claim(c.text, c.paragraph, c.text, item=True) for c in chosen[:MOST_QUOTED]]


def _distinct(chosen: Iterable[Commitment]) -> list[Commitment]:
    """The commitments, each of those that are quoted twice where it is set out by itself."""
    last = {re.sub(r"\W+", "", c.text).casefold(): c for c in chosen}
    return list(last.values())
