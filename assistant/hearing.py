"""What a message is besides a question: of somebody in need, about treatment, or of a person."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.library.library import Library
from assistant.personal.masking import found_in
from assistant.question.crisis import fitted, plainly_in_distress
from assistant.question.distress import distress
from assistant.question.fit import readable
from assistant.question.kinds import MessageKind, kind_of, tells_of_person
from ingest.indexing.embedding import Encoded
from ingest.types import BUNDLED_MODEL

_CLUE = 3
"""Letters at a personal number's end that stand together however it is written."""


class Hearing:
    """Reads messages for what must not be kept or sent on; one object serves every thread."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def encoded(self, message: str) -> Encoded | None:
        """The message as the bundled model encodes it, to which a message's readings are fitted.

        None with another model, and for a blank message.
        """
        encoder = self._library.encoder
        if encoder.name != BUNDLED_MODEL or not message.strip():
            return None
        return encoder.encode_question(readable(message))

    def needs(self, message: str) -> float:
        """How likely somebody needs help, from 0 to 1.

        By the words alone where nothing is encoded.
        """
        encoded = self.encoded(message)
        if encoded is None:
            return float(plainly_in_distress(message))
        return distress(message, encoded.token_vectors)

    def in_need(self, message: str) -> bool:
        """Whether a message may be of somebody who needs help."""
        return self.needs(message) >= fitted().threshold

    def tells_of_person(self, message: str) -> bool:
        """Whether a message tells of a person's own life; never with another model."""
        encoded = self.encoded(message)
        return encoded is not None and tells_of_person(message, encoded.vector.tolist())

    def is_personal(self, turn: str) -> bool:
        """Whether a turn is of somebody in distress, about treatment, or tells of a person."""
        encoded = self.encoded(turn)
        kind = kind_of(encoded.vector.tolist(), in_conversation=True) if encoded else None
        if kind is MessageKind.CLINICAL or self.tells_of_person(turn):
            return True
        return self.in_need(turn)

    def is_private(self, answer: Answer, history: Sequence[str]) -> bool:
        """Whether what was asked may not be written down, ``history`` being asked before.

        So it is with what tells of a person or needs help, and with a follow-up that was understood
        by way of such a message, because it may repeat its words.
        """
        if answer.help or answer.outcome.signposts or self.tells_of_person(answer.question):
            return True
        follows = answer.standalone != answer.question
        return follows and any(map(self.is_personal, filter(str.strip, history)))

    def printed(self, texts: Sequence[str]) -> tuple[str, ...]:
        """What looks personal in some texts and is printed in the documents, by ``Found.same``."""
        sought = {one.same for text in texts for one in found_in(text)}
        if not sought:
            return ()
        clues = [same if "@" in same else same[-_CLUE:] for same in sought]
        printed: set[str] = set()
        for paragraph in self._library.paragraphs.standing(
            lambda lower: any(clue in lower for clue in clues)
        ):
            whole = "\n".join([paragraph.text, *(note.text for note in paragraph.footnotes)])
            printed |= sought & {one.same for one in found_in(whole)}
        return tuple(sorted(printed))
