"""One browser's window on the chat, without a browser: Streamlit's own messages over its websocket.

It keeps the page as the browser does: an element or a block at each path, of which those that a
run of the page did not draw again go when the run has ended.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import uuid4

from lxml import html as lxml_html
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from assistant.answering.finding import WITHOUT_SERVER
from assistant.writing.writer import OFFLINE
from ingest.errors import ParityError

ANSWER_SECONDS = 120.0
"""The longest that a reader waits for anything."""

_COOKIE = "parity_visitor"
_MAIN = 0
_AWAITED = 'class="awaited'
_REMARKS = ("failure", "changed")
"""Classes of what says that something failed or is old."""

_WITHOUT = (WITHOUT_SERVER, OFFLINE.partition("{")[0])
"""What the small lines below an answer begin with that say what it was made without."""

_Path = tuple[int, ...]


class PageError(ParityError):
    """What no reader may see: a broken line, a traceback, or nothing at all."""


@dataclass(frozen=True)
class Seen:
    """What stands on the page once a question is answered, and the seconds until it did.

    ``question`` and ``answer`` are HTML, ``offered`` the questions to go on with, ``said`` the
    sentences of failure that stand beside. There is no answer where the page says why.
    """

    question: str
    answer: str
    offered: tuple[str, ...]
    said: tuple[str, ...]
    seconds: float

    @property
    def fields(self) -> tuple[str, str, tuple[str, ...]]:
        """All that must be as it is when nobody else asks."""
        return self.question, self.answer, self.offered

    @property
    def own_remarks(self) -> tuple[str, ...]:
        """The sentences in the answer itself that tell of a failure or a limit."""
        small = texts(self.answer, "small")
        without = (line for line in small if line.startswith(_WITHOUT))
        return (*texts(self.answer, *_REMARKS), *without)

    @property
    def remarks(self) -> tuple[str, ...]:
        """The sentences that tell of a failure or a limit, beside the answer and in it."""
        return (*self.said, *self.own_remarks)


@dataclass
class _Node:
    run: str
    block: bool
    of: Any


class Page:
    """A window that is open; one task at a time may use it."""

    def __init__(self, line: ClientConnection) -> None:
        self._line = line
        self._nodes: dict[_Path, _Node] = {}
        self._shown: list[tuple[float, str]] = []
        self._query = self._script = self._run = ""
        self._turns = 0

    async def begin(self) -> None:
        """Load the page; raises :class:`PageError` unless it can be asked or says why not."""
        await self._send()
        await self._until_ended()

    async def ask(self, question: str) -> Seen:
        """Send a question and wait for its answer; raises :class:`PageError`."""
        box = self._widget("chat_input")
        if box is None:
            return Seen("", "", (), self._said() or self._blank(), 0.0)
        self._shown, began = [], time.monotonic()
        turns = len(self._messages())
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add(id=box.id)
        state.chat_input_value.data = question
        await self._send(message)
        while True:
            await self._until_ended()
            found = self._messages()
            if len(found) > turns and _AWAITED not in found[-1][1]:
                break
            if said := self._said():
                return Seen("", "", (), said, time.monotonic() - began)
        asked, answer = found[-1]
        at = next((at for at, body in self._shown if body == answer), time.monotonic())
        return Seen(asked, answer, self._offered(), self._said(), at - began)

    async def press(self, label: str) -> bool:
        """Press the button of a label, and wait until the page stands; whether there is one."""
        button = self._widget("button", label)
        if button is None:
            return False
        message = BackMsg()
        message.rerun_script.widget_states.widgets.add(id=button.id).trigger_value = True
        await self._send(message)
        await self._until_ended()
        return True

    async def _send(self, message: BackMsg | None = None) -> None:
        message = message or BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_script_hash = self._script
        try:
            await self._line.send(message.SerializeToString())
        except WebSocketException as error:
            raise PageError(f"The line to the page broke: {error}") from error

    async def _until_ended(self) -> None:
        """Take what comes until the page has been drawn to its end."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                while not self._taken(ForwardMsg.FromString(await self._received())):
                    pass
        except TimeoutError:
            raise PageError(f"Nothing came for {ANSWER_SECONDS:.0f} seconds.") from None
        for node in self._nodes.values():
            if not node.block and node.of.HasField("exception"):
                raise PageError(f"The page shows an error: {node.of.exception.message}")
        if any("Traceback (most recent" in body for _, body in self._html()):
            raise PageError("The page shows a traceback.")

    async def _received(self) -> bytes:
        try:
            found = await self._line.recv(decode=False)
        except WebSocketException as error:
            raise PageError(f"The line to the page broke: {error}") from error
        return bytes(found)

    def _taken(self, message: ForwardMsg) -> bool:
        """Take over what a message changes; whether it ends a whole run of the page."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._script = message.new_session.page_script_hash
            self._run = message.metadata.run.script_run_id
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta":
            self._changed(tuple(message.metadata.delta_path), message)
        elif kind == "script_finished":
            ended: bool = message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            if ended:
                self._nodes = {p: n for p, n in self._nodes.items() if n.run == self._run}
            return ended
        return False

    def _changed(self, path: _Path, message: ForwardMsg) -> None:
        delta = message.delta
        block = delta.HasField("add_block")
        if not block and not delta.HasField("new_element"):
            return
        before = self._nodes.get(path)
        if before and before.block and not block:
            below = [one for one in self._nodes if one[: len(path)] == path]
            for one in below:
                del self._nodes[one]
        of: Any = delta.add_block if block else delta.new_element
        self._nodes[path] = _Node(self._run, block, of)
        if not block and of.HasField("html"):
            self._shown.append((time.monotonic(), of.html.body))

    def _html(self, under: _Path = (_MAIN,)) -> Iterator[tuple[_Path, str]]:
        """What is written as HTML below a path, in the order of the page."""
        for path in sorted(self._nodes):
            node = self._nodes[path]
            below = path[: len(under)] == under
            if below and not node.block and node.of.HasField("html"):
                yield path, node.of.html.body

    def _messages(self) -> list[tuple[str, str]]:
        """The questions and their answers, each as its HTML."""
        said = [
            (node.of.chat_message.name, next((body for _, body in self._html(path)), _AWAITED))
            for path, node in sorted(self._nodes.items(), key=lambda of: of[0])
            if node.block and node.of.HasField("chat_message")
        ]
        return [
            (question, answer) for (who, question), (_, answer) in pairwise(said) if who == "user"
        ]

    def _said(self) -> tuple[str, ...]:
        """The sentences of failure that stand outside the answers."""
        inside = [p for p, n in self._nodes.items() if n.block and n.of.HasField("chat_message")]
        outside = [
            body for path, body in self._html() if not any(path[: len(p)] == p for p in inside)
        ]
        return tuple(one for body in outside for one in texts(body, "failure"))

    def _blank(self) -> tuple[str, ...]:
        raise PageError("There is nothing to ask in on the page, and no sentence why.")

    def _offered(self) -> tuple[str, ...]:
        """The questions to go on with: the buttons below the answers, in the page's own order."""
        last = max((p for p, n in self._nodes.items() if n.block and n.of.HasField("chat_message")))
        return tuple(
            node.of.button.label
            for path, node in sorted(self._nodes.items(), key=lambda of: of[0])
            if path > last and path[: len(last)] != last
            if path[0] == _MAIN and not node.block and node.of.HasField("button")
        )

    def _widget(self, kind: str, label: str = "") -> Any:
        """The first element of a kind, and of a label where one is given; None without it."""
        for _, node in sorted(self._nodes.items(), key=lambda of: of[0]):
            if not node.block and node.of.HasField(kind):
                found = getattr(node.of, kind)
                if not label or found.label == label:
                    return found
        return None


def texts(body: str, *kinds: str) -> tuple[str, ...]:
    """The paragraphs of some HTML that stand in, or are, an element of these classes."""
    if not body.strip():
        return ()
    tree = lxml_html.fromstring(f"<div>{body}</div>")
    found = []
    for line in tree.iter("p"):
        classes = {name for one in (line, *line.iterancestors()) for name in one.classes}
        if classes.intersection(kinds) and "label" not in line.classes:
            found.append(" ".join(line.text_content().split()))
    return tuple(found)


@asynccontextmanager
async def opened(address: str, visitor: str = "") -> AsyncIterator[Page]:
    """A window of a visitor's browser on the chat at an address, once the page stands."""
    cookie = {"Cookie": f"{_COOKIE}={visitor or uuid4().hex}"}
    line = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    try:
        async with (
            connect(
                line,
                additional_headers=cookie,
                max_size=None,
                ping_interval=None,
                open_timeout=ANSWER_SECONDS,
                compression=None,
            ) as made,
        ):
            page = Page(made)
            await page.begin()
            yield page
    except (OSError, TimeoutError, WebSocketException) as error:
        raise PageError(f"The page cannot be opened: {error}") from error
