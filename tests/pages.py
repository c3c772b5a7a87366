"""What a page of the app shows, as a test reads it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from html import unescape

from streamlit.testing.v1 import AppTest

from assistant.answer import Answer
from assistant.ask import Arrived
from assistant.export.taken import Searched
from ingest.profile import Profile
from ingest.types import Document


def html_of(page: AppTest) -> str:
    """All HTML on the page, in its order, without what its buttons would copy."""
    return re.sub(r' data-copy-\w+="[^"]*"', "", whole_html_of(page))


def whole_html_of(page: AppTest) -> str:
    """All HTML on the page, in its order."""
    return "\n".join(element.proto.body for element in page.html)


def words_of(html: str) -> str:
    """What a reader sees of the HTML."""
    return unescape(re.sub(r"<[^>]+>", "", html))


class PageAssistant:
    """In place of an assistant behind a page: remembers what it was asked.

    What it answers is said by :meth:`answered` of a class made from it.
    """

    documents: tuple[Document, ...] = ()
    profile = Profile()
    fingerprint = "0123456789abcdef"

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []

    @property
    def searched(self) -> Searched:
        return Searched(self.documents, {}, self.fingerprint)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        arrived: Arrived | None = None,
        within: Collection[str] = (),
    ) -> Answer:
        self.asked.append((question, list(history)))
        return self.answered(question)

    def answered(self, question: str) -> Answer:
        raise NotImplementedError

    def in_need(self, message: str) -> bool:
        return "die" in message

    def follow_ups(self, answer: Answer, within: Collection[str] = ()) -> tuple[str, ...]:
        return ()
