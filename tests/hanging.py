"""Servers on this machine that fail in each way in which a Chroma server can, and a Chroma server.

Nothing here leaves the machine: every one listens on a free port of the loopback address.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from evals.load.servers import Stoppable, chroma, started
from ingest.indexing.server import Server

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
Behaviour = Callable[[socket.socket, Event], None]


def silent(_: socket.socket, over: Event) -> None:
    """Takes the question and never answers."""
    over.wait()


def stalling(taken: socket.socket, over: Event) -> None:
    """Sends the headers of an answer, and then nothing."""
    taken.sendall(_HEAD + b"Content-Length: 1000\r\n\r\n{")
    over.wait()


def _dribbling(text: bytes) -> Behaviour:
    def behave(taken: socket.socket, over: Event) -> None:
        for byte in text:
            taken.sendall(bytes([byte]))
            if over.wait(0.1):
                return

    return behave


dribbling = _dribbling(_HEAD + b"Content-Length: 1000\r\n\r\n" + b" " * 1000)
"""Sends a byte of an answer now and then, from its first header on."""


def dribbling_body(taken: socket.socket, over: Event) -> None:
    """Sends the headers at once, and a byte of the rest now and then."""
    taken.sendall(_HEAD + b"Content-Length: 1000\r\n\r\n")
    _dribbling(b" " * 1000)(taken, over)


def failing(taken: socket.socket, _: Event) -> None:
    """Answers that something went wrong in it."""
    taken.sendall(b"HTTP/1.1 500 Oh\r\nContent-Length: 18\r\n\r\ndatabase is locked")


def garbled(taken: socket.socket, _: Event) -> None:
    """Answers what is no answer of the web."""
    taken.sendall(b"\x00\xff\x1b[31mSSH-2.0-OpenSSH\r\n\r\n")


def no_json(taken: socket.socket, _: Event) -> None:
    """Answers a page, as another server or a proxy would."""
    taken.sendall(_HEAD + b"Content-Length: 20\r\n\r\n<html>Welcome</html>")


def other_json(taken: socket.socket, _: Event) -> None:
    """Answers JSON that is none of Chroma's."""
    taken.sendall(_HEAD + b"Content-Length: 13\r\n\r\n[1, 2, null] ")


def hanging_up(_taken: socket.socket, _: Event) -> None:
    """Takes the question and closes the line."""


@dataclass
class Failing:
    """A server that fails, and how often it was asked."""

    server: Server
    asked: int = 0
    open: int = 0


@contextmanager
def failing_server(behave: Behaviour, seconds: float) -> Iterator[Failing]:
    """A server that behaves so with whatever it is asked; each call may take ``seconds``."""
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        made = Failing(Server(url, seconds=seconds))

        def serve(taken: socket.socket) -> None:
            made.open += 1
            with taken, suppress(OSError):
                while taken.recv(65_536):
                    made.asked += 1
                    behave(taken, over)
                    if behave in (garbled, hanging_up):
                        break
            made.open -= 1

        def accept() -> None:
            with suppress(OSError):
                while not over.is_set():
                    Thread(target=serve, args=(listening.accept()[0],), daemon=True).start()

        Thread(target=accept, daemon=True).start()
        try:
            yield made
        finally:
            over.set()


@dataclass
class ChromaServer:
    """A Chroma server that runs, and can be held still as one that hangs."""

    server: Server
    process: Stoppable

    def hang(self) -> None:
        """Have it take connections and answer nothing."""
        self.process.hang()

    def go_on(self) -> None:
        """Have it answer again."""
        self.process.go_on()


@contextmanager
def chroma_server(folder: Path) -> Iterator[ChromaServer]:
    """A Chroma server on a free port, with its data in ``folder``, which ends with the block."""
    with started(chroma(folder)) as running:
        yield ChromaServer(Server(running.url), running)
