"""Questions about commitments as such, answered from the register: which, how many, by when.

"Which commitments were met?" has no sentence for an answer: it is counted and listed, each item
with the paragraph that says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Claim, LookedUp
from assistant.library.naming import Naming, listing
from assistant.lookup.gone_through import MOST_QUOTED
from assistant.lookup.promised_and_reported import PromisedAndReported
from assistant.question.commitments import OUTCOME_WORDS, Asked
from ingest.language.dates import last_year
from ingest.language.fulfilment import Fulfilment
from ingest.language.quantities import quantities
from ingest.language.strength import Strength
from ingest.language.words import Analyser, stem, words
from ingest.register.register import Register
from ingest.register.types import Commitment, Evaluated, Quote
from ingest.types import Document, document_of

_EVALUATED = re.compile(
    r"\b(?:evaluat\w+|assess\w+|examin\w+|looked at|consider\w*|review\w*|judged?|covered|nine"
    r"|9)\b",
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
    r"\b(?:what|which|where|does|did|do|is|are|how many|anything)\b[^?]*?"
    r"(?:\b(?P<no>reject(?:s|ed)?|disagree[sd]?"
    r"|(?:not|n['’]?t|wont|dont|doesnt) (?:accept|agree|recognise)\w*)"
    r"|\b(?P<yes>accept(?:s|ed)?|agree[sd]?))\b",
    re.I,
)
_FINDINGS = re.compile(
    r"\b(?:findings?|recommendations?|targets?|views?|conclusions?|criticisms?|commitments?"
    r"|assessments?|points?|(?:any|some)thing|what (?:does|did|do|has|is))\b",
    re.I,
)
_MADE = re.compile(
    r"\b(?:made|make|makes|given|give|set out|sets out|are there|is there|exist|committed to"
    r"|has|have|had|to do with|on|about|for|regarding|concerning|relating to)\b",
    re.I,
)
_DATED = re.compile(r"\b(?:dates?|deadlines?|years?|due|by when)\b", re.I)
_BY_WHEN = re.compile(
    r"\bby when\b|\bwhen (?:will|should|must)\b|\bwhen (?:is|are)\b[^?]*\b(?:due|meant|supposed)\b"
    r"|\b(?:deadline|target date) for\b|\bby (?:what|which) (?:date|year)\b"
    r"|^when [^?]*\b(?:meant|supposed|due|expected) to\b",
    re.I,
)
_EVALUATION_WORDS = frozenset(
    "evaluated evaluate evaluation assessed assess examined examine looked considered reviewed"
    " review judged covered nine".split()
)
_STANCE_WORDS = frozenset(
    "accept accepts accepted agree agrees agreed reject rejects rejected disagree recognise wont"
    " dont doesnt finding findings recommendation recommendations view views conclusion conclusions"
    " criticism criticisms assessment assessments point points own words something anything".split()
)
_DATE_WORDS = frozenset(
    "date dates deadline deadlines year years due when meant supposed expected achieved achieve"
    " set written attached name named target place effect happen ready done in by end until"
    " nine".split()
)
_PROMISE_WORDS = frozenset("promised pledged planned wanted said better".split())
_BINDING = frozenset({Strength.WILL, Strength.AIMS, Strength.CONSIDERS})
_SPEAKS_OF, _NAMES_IT = 0.6, 0.8
"""The least share of a question's words that a sentence, or a commitment's name, must have."""

_MOST = 2
_SAID = {
    Fulfilment.MET: "met",
    Fulfilment.NOT_MET: "not met",
    Fulfilment.ON_TRACK: "on track",
    Fulfilment.PARTLY_MET: "partly met",
    Fulfilment.NOT_SAID: "not said outright to be met or not",
}


@dataclass(frozen=True)
class CommitmentQuestions:
    """Answers questions about commitments from one register.

    ``mended`` gives a question in the documents' own words.
    """

    register: Register
    documents: dict[str, Document]
    analyser: Analyser
    naming: Naming
    mended: Callable[[str], str]

    def find(self, question: str) -> LookedUp | None:
        """What the register answers; None for a question that is not of that kind."""
        asked = Asked.of(question, self.analyser, self.naming, self.mended)
        if asked.leaves_out:
            return None
        return (
            self._outcomes(asked)
            or self._one_outcome(asked)
            or self._stances(asked)
            or self._due(asked)
            or self._evaluated(asked)
            or PromisedAndReported(self.register, self.documents, self._stems).find(asked)
            or self._of_subject(asked)
        )

    def takes_whole(self, question: str) -> bool:
        """Whether a question asks for several outcomes at once, which are one list."""
        asked = Asked.of(question, self.analyser, self.naming, self.mended)
        return len(asked.outcomes) > 1 and self._outcomes(asked) is not None

    def _outcomes(self, asked: Asked) -> LookedUp | None:
        """Which of the evaluated commitments, or of those of a subject, were met or not."""
        if not asked.outcomes or not asked.of_several or not asked.lists or asked.of_the_panel:
            return None
        evaluated = self._of_rated(asked.subject())
        if not evaluated:
            return None
        if len(evaluated) == 1:
            return self._became(evaluated[0])
        chosen = [one for one in evaluated if one.outcome in asked.outcomes]
        claims = [c for one in chosen for c in _claims(one, one.standing or one.promises[:1])]
        if not chosen:
            claims = [c for one in evaluated for c in _claims(one, one.standing[:1])]
        counts = Counter(one.outcome for one in evaluated)
        each = listing([f"{counts[o]} {_SAID[o]}" for o in Fulfilment if counts[o]])
        became = _SAID[asked.outcomes[0]]
        were = "was" if len(chosen) == 1 else "were"
        number, tells = self._number(chosen, evaluated), self._tells(evaluated)
        if len(asked.outcomes) > 1:
            return LookedUp(claims, f"{self._number(evaluated, evaluated)}, as {tells}: {each}.")
        return LookedUp(claims, f"{number} {were} {became}, as {tells}: {each}.")

    def _one_outcome(self, asked: Asked) -> LookedUp | None:
        """Whether the one evaluated commitment that a question speaks of was met."""
        if not (asked.outcomes or asked.text.endswith("they")) or not asked.of_one:
            return None
        subject = asked.subject(OUTCOME_WORDS | _PROMISE_WORDS)
        if asked.of_the_panel or not subject:
            return None
        numbers = {quantity.value for quantity in quantities(asked.text)}
        shares = [
            (len(subject & self._stems(_all_of(one))) / len(subject), one)
            for one in self.register.evaluated
            if numbers <= {quantity.value for quantity in quantities(_all_of(one))}
        ]
        best = max((share for share, _ in shares), default=0.0)
        named = [one for share, one in shares if share == best]
        if best < _NAMES_IT or len(named) > 1:
            return None
        return self._became(named[0])

    def _became(self, one: Evaluated) -> LookedUp:
        """What became of one commitment, in the words of those who report on it."""
        message = f"{one.label}: {_SAID[one.outcome]}, as {self._tells([one])}."
        return LookedUp(_claims(one, one.standing or one.promises[:1]), message)

    def _stances(self, asked: Asked) -> LookedUp | None:
        """What findings or targets are accepted, or are not."""
        match = _STANDS.search(asked.text)
        if not match or not _FINDINGS.search(asked.text) or asked.subject(_STANCE_WORDS):
            return None
        strength = Strength.REJECTS if match["no"] else Strength.ACCEPTS
        chosen = [c for c in self._scope(asked) if c.strength is strength]
        if not chosen:
            return None
        verb = "does not accept or recognise" if match["no"] else "accepts or agrees with"
        count = f"{len(chosen)} sentence{'' if len(chosen) == 1 else 's'} of the register"
        say = "says" if len(chosen) == 1 else "say"
        return LookedUp(_listed(chosen), f"{count} {say} what somebody {verb}.")

    def _due(self, asked: Asked) -> LookedUp | None:
        """Which commitments name a date that the question names, or any."""
        if not asked.of_several or not asked.names_them:
            return None
        binding = [
            c for c in self._scope(asked) if c.due_year and (c.strength in _BINDING or c.quoted)
        ]
        if _DATED.search(asked.text) and last_year(asked.text) is None:
            if asked.subject(_DATE_WORDS):
                return None
            own = {quote.paragraph for one in self.register.evaluated for quote in one.promises}
            if _EVALUATED.search(asked.text):
                binding = [c for c in binding if c.quoted and c.paragraph in own]
            return _dated(binding, "a date or a year") if binding else None
        match = _DUE.search(asked.text)
        year = last_year(asked.text[match.end() :]) if match else None
        if not match or year is None or self._stems(asked.text[: match.start()]) & self._themes():
            return None
        how = match["how"].lower()
        by, last = how in ("by", "before"), year - (how == "before")
        chosen = [c for c in binding if c.due_year and _in_time(c.due_year, last, by=by)]
        named = asked.text[match.end() :].strip(" ?.!")
        return _dated(chosen, f"a date {'up to ' if by else ''}{named}")

    def due_claims(self, question: str, paragraphs: Collection[str]) -> list[Claim]:
        """By when the one thing is to be done that a question asks a date of; [] if it does not.

        ``paragraphs`` are the keys of those that were found for the question.
        """
        if not _BY_WHEN.search(question):
            return []
        asked = Asked.of(question, self.analyser, self.naming, self.mended)
        subject = asked.subject(_DATE_WORDS)
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

    def _evaluated(self, asked: Asked) -> LookedUp | None:
        """The commitments that were evaluated, or those of a subject, each in its own words."""
        if not asked.names_them or not _EVALUATED.search(asked.text):
            return None
        if not asked.lists or asked.outcomes or _RATED.search(asked.text):
            return None
        return self._set_out(asked, _EVALUATION_WORDS)

    def _of_subject(self, asked: Asked) -> LookedUp | None:
        """The commitments below headings that the question names, or that somebody made."""
        if not (asked.of_several and asked.names_them and asked.lists) or asked.outcomes:
            return None
        if not _MADE.search(asked.text) or asked.of_the_panel:
            return None
        subject, documents = asked.subject(), self.naming.named(asked.text)
        if not subject and not documents:
            return None
        if subject and not documents and (found := self._set_out(asked, OUTCOME_WORDS)):
            return found
        chosen = [
            commitment
            for commitment in self._scope(asked)
            if (commitment.strength in _BINDING or commitment.quoted)
            and subject <= self._speaks_of(commitment)
        ]
        if not chosen:
            return None
        about = f" on “{' '.join(asked.subject_words())}”" if subject else ""
        count = f"{len(chosen)} commitment{'' if len(chosen) == 1 else 's'} in the register"
        return LookedUp(_listed(chosen), f"{count}{about}.")

    def _set_out(self, asked: Asked, without: Collection[str]) -> LookedUp | None:
        """The evaluated commitments of what a question is about, each where it is set out."""
        evaluated, subject = self.register.evaluated, asked.subject(without)
        chosen = self._of_rated(subject)
        if not chosen:
            return None
        claims = [c for one in chosen for c in _claims(one, one.promises[:1])]
        if not subject:
            return LookedUp(claims, f"{len(evaluated)} commitments were evaluated.")
        are = "is" if len(chosen) == 1 else "are"
        about = " ".join(asked.subject_words(without))
        return LookedUp(claims, f"{self._number(chosen, evaluated)} {are} on “{about}”.")

    def _of_rated(self, subject: Collection[str]) -> list[Evaluated]:
        """The evaluated commitments whose names or headings have every word of a subject."""
        return [
            one
            for one in self.register.evaluated
            if set(subject) <= self._stems("\n".join([one.label, *one.section]))
        ]

    def _number(self, chosen: Sequence[Evaluated], of: Sequence[Evaluated]) -> str:
        return f"{len(chosen)} of the {len(of)} commitments that were evaluated"

    def _scope(self, asked: Asked) -> list[Commitment]:
        """The commitments of the documents that a question names; all of them if it names none."""
        named = {document.id for document in self.naming.named(asked.text)}
        return _distinct(c for c in self.register.commitments if not named or c.document in named)

    def _themes(self) -> set[str]:
        return {s for one in self.register.evaluated for s in self._stems(one.label)} - _BARE

    def _speaks_of(self, commitment: Commitment) -> set[str]:
        return self._stems("\n".join([*commitment.section, commitment.text]))

    def _stems(self, text: str) -> set[str]:
        return {stem(word) for word in words(self.analyser.written_out(text))}

    def _tells(self, evaluated: Iterable[Evaluated]) -> str:
        ids = dict.fromkeys(document_of(one.ratings[0].paragraph) for one in evaluated)
        return f"{listing([f'the {self.documents[id_].name}' for id_ in ids])} tells"


_BARE = {stem(word) for word in "all and of to the people response".split()}


def _all_of(one: Evaluated) -> str:
    return "\n".join([one.label, *one.section, *(quote.text for quote in one.promises[:1])])


def _in_time(year: int, last: int, *, by: bool) -> bool:
    return year <= last if by else year == last


def _dated(chosen: Sequence[Commitment], named: str) -> LookedUp:
    if not chosen:
        return LookedUp([], f"No commitment in the register names {named}.")
    count = f"{len(chosen)} commitment{' names' if len(chosen) == 1 else 's name'}"
    return LookedUp(_listed(chosen), f"{count} {named}.")


def _claims(one: Evaluated, quotes: Sequence[Quote]) -> list[Claim]:
    return [Claim(q.text, q.paragraph, q.text, one.heading, item=True) for q in quotes]


def _listed(chosen: Sequence[Commitment]) -> list[Claim]:
    return [Claim(c.text, c.paragraph, c.text, item=True) for c in chosen[:MOST_QUOTED]]


def _distinct(chosen: Iterable[Commitment]) -> list[Commitment]:
    """The commitments, each of those that are quoted twice where it is set out by itself."""
    last = {re.sub(r"\W+", "", c.text).casefold(): c for c in chosen}
    return list(last.values())
