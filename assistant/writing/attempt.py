"""One question put to a chat model: its sentences are judged as they arrive, and once more.

A sentence that its sources do not carry is written again once; what fails again is said in the
words of the sentences that it cites, so that nothing unverified is ever shown; where all would be,
nothing is: docs/adr/0017.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from langchain_core.messages import BaseMessage
from pydantic import BaseModel

from assistant.answer import Claim
from assistant.checking.vouched import Gate
from assistant.writing.failures import UNREADABLE, NoneHeldError, RefusedFormError, UnansweredError
from assistant.writing.messages import Given, asking, asking_again, asking_for_form
from assistant.writing.model import ChatModel
from assistant.writing.written import Draft, Written, drafts, is_enough, read_written

_WITHIN_WORDS = str.maketrans("", "", "'’-,%£")
_AROUND_WORDS = " ?.“”\"'"
NONE_HELD = "gave no sentence that its sources carry"
"""Why an answer is the offline one where the model's would only be quotes that it came upon."""


LEAST_SHARE = 1 / 3
"""How much of a sentence its sources have words for, at least.

Of 521 true sentences that were worded freely one has fewer words in common with its sources.
"""


@dataclass(frozen=True)
class Writing:
    """What a chat model wrote, as far as it holds: claims, or the ``nearest`` paragraphs' keys.

    ``open`` are the words of the question that are left open; ``note`` says what became of what
    did not hold.
    """

    claims: tuple[Claim, ...] = ()
    open: str = ""
    nearest: tuple[str, ...] = ()
    note: str = ""


@dataclass
class _Judged:
    """A sentence as it was written, and the claims that it became; why not, if none.

    ``quoted`` says that these are its sources, in the place of what they did not carry.
    """

    draft: Draft
    sources: list[Given]
    claims: list[Claim] = field(default_factory=list)
    words: Sequence[str] = ()
    quoted: bool = False


@dataclass
class Attempt:
    """One question, put to a model: what it was given, and what was judged of what it wrote."""

    model: ChatModel
    gate: Gate
    question: str
    given: dict[int, Given]
    until: float
    arrived: Callable[[tuple[Claim, ...]], None]
    judged: list[_Judged] = field(default_factory=list)

    def written(self) -> Writing:
        """What holds of what the model writes; raises :class:`UnansweredError` if nothing does.

        :class:`NoneHeldError` where it did write, and no sentence as it stands holds.
        """
        messages, text = self._asked()
        written = read_written(text)
        if written is None:
            messages = asking_for_form(messages, text)
            text = self._streamed(messages)
            written = read_written(text)
        if written is None:
            raise UnansweredError(UNREADABLE)
        if not written.sentences:
            keys = (self.given[n].passage.paragraph.key for n in written.nearest if n in self.given)
            return Writing(nearest=tuple(dict.fromkeys(keys)))
        self._write_again(messages, text)
        return self._concluded(written)

    def _asked(self) -> tuple[list[BaseMessage], str]:
        """Ask by a tool's form, or as text.

        A model that refuses the form and takes the text is asked as text ever after; one that
        refuses both has refused the question, and is asked by the form again.
        """
        if self.model.takes_tools:
            messages = asking(self.question, self.given, as_text=False)
            with suppress(RefusedFormError):
                return messages, self._streamed(messages, Written)
        messages = asking(self.question, self.given, as_text=True)
        text = self._streamed(messages)
        self.model.takes_tools = False
        return messages, text

    def _streamed(
        self, messages: Sequence[BaseMessage], form: type[BaseModel] | None = None
    ) -> str:
        """All that the model says; each sentence is judged when it has arrived in full."""
        self.judged.clear()
        text = self._read(messages, form, lambda now: self._judge(drafts(now, whole=False)))
        self._judge(drafts(text, whole=True))
        return text

    def _read(
        self,
        messages: Sequence[BaseMessage],
        form: type[BaseModel] | None,
        arrived: Callable[[str], None],
    ) -> str:
        """What the model says, up to where it is enough; told as it arrives."""
        text = ""
        for text in self.model.stream(messages, self.until, form):
            arrived(text)
            if is_enough(text):
                break
        return text

    def _judge(self, written: Sequence[Draft]) -> None:
        for draft in written[len(self.judged) :]:
            self.judged.append(self._judged(draft))
            if self.judged[-1].claims:
                self.arrived(_claims(self.judged))

    def _judged(self, draft: Draft) -> _Judged:
        text = _without_numbers(draft.text)
        sources = self._sources(draft, text)
        one = _Judged(draft, sources)
        for claim in [_claim(text, of) for of in _by_document(sources)]:
            words = () if claim.text == claim.quote else self.gate.uncarried(claim)
            if not words:
                one.claims, one.words = [claim], ()
                break
            one.words = one.words or words
        return one

    def _sources(self, draft: Draft, text: str) -> list[Given]:
        """The given sentences that a written one leans on; none where none says much of it.

        The one that it repeats; else those that it names, or the one that says more of it than they
        do: small models get numbers wrong first.
        """
        named = [self.given[number] for number in draft.sources if number in self.given]
        repeated = [of for of in (*named, *self.given.values()) if of.text == text]
        if repeated:
            return repeated[:1]
        shares = [self._share(text, [of]) for of in self.given.values()]
        most, share = max(shares), self._share(text, named)
        if most > share:
            share, named = most, [list(self.given.values())[shares.index(most)]]
        return named if share >= LEAST_SHARE else []

    def _share(self, text: str, sources: Sequence[Given]) -> float:
        return self.gate.share(text, "\n".join(f"{of.lead_in} {of.text}" for of in sources))

    def _write_again(self, messages: Sequence[BaseMessage], text: str) -> None:
        """Have what was not carried written again, once; what fails again is quoted."""
        failed = [one for one in self.judged if not one.claims]
        if not failed:
            return
        form = Written if self.model.takes_tools else None
        reasons = [(one.draft, one.words) for one in failed]
        again = asking_again(messages, text, reasons, as_text=form is None)
        try:
            said = self._read(again, form, lambda _: None)
        except UnansweredError:
            said = ""
        held = {one.draft.text for one in self.judged if one.claims}
        new = [draft for draft in drafts(said, whole=True) if draft.text not in held]
        for one, draft in zip(failed, new, strict=False):
            better = self._judged(draft)
            one.claims, one.sources = better.claims, better.sources or one.sources
        for one in failed:
            if not one.claims:
                one.claims, one.quoted = [_quoted(of) for of in one.sources], True
        self._require_held()
        self.arrived(_claims(self.judged))

    def _require_held(self) -> None:
        """Raise :class:`NoneHeldError` where no sentence holds as it was written."""
        if all(one.quoted for one in self.judged):
            raise NoneHeldError(f"{NONE_HELD}, of {len(self.judged)} that it wrote")

    def _concluded(self, written: Written) -> Writing:
        claims = _claims(self.judged)
        left_out = sum(not one.claims for one in self.judged)
        quoted = sum(one.quoted for one in self.judged) - left_out
        return Writing(
            claims,
            _words_of(written.open, self.question),
            note=_note(quoted, left_out),
        )


def _by_document(sources: Sequence[Given]) -> list[list[Given]]:
    """The sources of each document: what two of them say is no sentence of either."""
    found: dict[str, list[Given]] = {}
    for of in sources:
        found.setdefault(of.passage.document.id, []).append(of)
    return list(found.values())


def _claim(text: str, sources: Sequence[Given]) -> Claim:
    """A written sentence as a claim; one that only repeats a source quotes it."""
    quotes = [(of.passage.paragraph.key, of.sentence.text) for of in sources]
    same = next((quote for quote in quotes if " ".join(quote[1].split()) == text), None)
    if same:
        return Claim(same[1], *same)
    return Claim(text, *quotes[0], others=tuple(quotes[1:]))


def _quoted(of: Given) -> Claim:
    """What a source says in its own words, with the lead-in that it goes on from."""
    lead_in = of.lead_in if of.lead_in.rstrip().endswith(":") else ""
    key, said = of.passage.paragraph.key, of.sentence.text
    return Claim(said, key, said, lead_in=lead_in)


def _claims(judged: Sequence[_Judged]) -> tuple[Claim, ...]:
    """The claims of all sentences in their order, each quote said once."""
    found = {(c.paragraph, c.text): c for one in reversed(judged) for c in reversed(one.claims)}
    return tuple(reversed(found.values()))


def _without_numbers(text: str) -> str:
    """A sentence without the numbers of its sources that a model has put after it.

    >>> _without_numbers("Two closed [3][4].")
    'Two closed.'
    """
    sign = text[-1:] if text[-1:] in ".!?" else ""
    text = text.removesuffix(sign).rstrip()
    while text.endswith("]") and "[" in text:
        before, _, numbers = text[:-1].rpartition("[")
        if not all(one.strip().isdecimal() for one in numbers.split(",")):
            break
        text = before.rstrip()
    return text if text[-1:] in ".!?" else text + sign


def _words_of(open_: str, question: str) -> str:
    """What is left open, where these are words, and some of the question's own.

    All of them cannot be, where there is an answer.
    """
    words, asked = (of.strip(_AROUND_WORDS).split() for of in (open_, question))
    plain = all(word.translate(_WITHIN_WORDS).isalnum() for word in words)
    said, whole = " ".join(words), " ".join(asked).casefold()
    return said if plain and len(words) < len(asked) and said.casefold() in whole else ""


def _note(quoted: int, left_out: int) -> str:
    lines = []
    if quoted:
        are = "1 sentence is" if quoted == 1 else f"{quoted} sentences are"
        lines.append(
            f"{are} in the documents' own words: the chat model's were not carried by its sources."
        )
    if left_out:
        one = left_out == 1
        were, it = ("1 sentence was", "it") if one else (f"{left_out} sentences were", "them")
        lines.append(f"{were} left out: no source was found for {it}.")
    return " ".join(lines)
