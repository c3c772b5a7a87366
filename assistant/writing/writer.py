"""Has a chat model write the answer; what of it holds is shown, in its words or its sources'."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from assistant.answer import Claim, Passage
from assistant.answering.finding import Finding
from assistant.checking.nearest import SourceFinder
from assistant.checking.vouched import Gate
from assistant.library.library import Library
from assistant.personal.masking import masked
from assistant.settings import ChatSettings
from assistant.writing.attempt import Attempt, Writing
from assistant.writing.failures import NoneHeldError, UnansweredError
from assistant.writing.messages import given_of, standing_alone
from assistant.writing.model import ChatModel

OFFLINE = "Parity answered without the chat model, which {why}."
_LONGEST_QUESTION = 400
"""Letters of a question that was made to stand alone."""

Judge = Callable[[Writing], Finding]
"""What the answer makes of what a chat model wrote."""


class Writer:
    """Writes answers with one chat model; one object serves every thread."""

    def __init__(self, model: ChatModel, gate: Gate) -> None:
        self.model, self.gate = model, gate

    def begun(self, printed: Collection[str] = ()) -> Begun:
        """For one answer: its time runs from now.

        What is ``printed`` in the documents is not masked in what the model is sent.
        """
        return Begun(self.model, self.gate, self.model.deadline(), printed)


def open_writer(settings: ChatSettings | None, library: Library) -> Writer | None:
    """The writer that settings ask for; the model is opened when it is first needed."""
    if settings is None:
        return None
    return Writer(ChatModel(settings), Gate(SourceFinder(library)))


@dataclass
class Begun:
    """One answer that is being written.

    Questions are sent with what is personal in them masked, but for what is ``printed`` in the
    documents. ``arrived`` is told what is there whenever there is more; ``note`` says why the model
    gave none when it was asked last. One that ``failed`` is not asked again for the same answer.
    """

    model: ChatModel
    gate: Gate
    until: float
    printed: Collection[str] = ()
    arrived: Callable[[Finding], None] | None = None
    note: str = ""
    failed: bool = False

    def alone(self, question: str, history: Sequence[str]) -> str:
        """The question as it stands without its conversation; empty where it cannot be had.

        It has no word, name, number, year or group that the conversation has not.
        """
        if not history:
            return ""
        question, history = self._sent(question), list(map(self._sent, history))
        try:
            *_, said = ["", *self.model.stream(standing_alone(question, history), self.until)]
        except UnansweredError as error:
            self._failed(error)
            return ""
        alone = " ".join(said.strip().strip("\"'“”").split())
        whole = "\n".join([*history, question])
        fits = 0 < len(alone) <= _LONGEST_QUESTION and self.gate.adds_nothing(alone, whole)
        return alone if fits else ""

    def write(self, question: str, passages: Sequence[Passage], held: Judge) -> Writing | None:
        """Have a question answered from some passages; None where the model fails."""
        if self.failed:
            return None
        self.note = ""
        given = given_of(passages, self.model.settings.sentences)
        if not given:
            return Writing()

        def arrived(claims: tuple[Claim, ...]) -> None:
            if self.arrived:
                self.arrived(held(Writing(claims)))

        try:
            asked = self._sent(question)
            return Attempt(self.model, self.gate, asked, given, self.until, arrived).written()
        except UnansweredError as error:
            self._failed(error)
            return None

    def _sent(self, text: str) -> str:
        """A question as it may leave the machine."""
        return masked(text, self.printed)

    def _failed(self, error: UnansweredError) -> None:
        self.note = OFFLINE.format(why=error)
        self.failed = not isinstance(error, NoneHeldError)
