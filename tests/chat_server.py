"""A chat model's server on this machine, scripted: it speaks OpenAI's protocol, and Ollama's.

What it says is decided by a function of the request, so that a test can have it tell the truth,
lie, obey, stutter, break off, hang or fail.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What is sent back: a text, in pieces of some letters, or an error's status.

    ``cut_after`` letters the connection breaks; ``wait`` seconds pass before each piece. One that
    ``calls`` nothing writes its text even where a tool is asked for.
    """

    text: str = ""
    status: int = 200
    cut_after: int | None = None
    wait: float = 0.0
    piece: int = 12
    calls: bool = True


@dataclass(frozen=True)
class Request:
    """What a client asked: the messages as role and text, and whether by a tool."""

    path: str
    messages: tuple[tuple[str, str], ...]
    tool: str = ""
    key: str = ""

    @property
    def asked(self) -> str:
        """The first message of whoever asks: the numbered sentences and the question."""
        return next((text for role, text in self.messages if role == "user"), "")

    @property
    def sentences(self) -> dict[int, str]:
        """The numbered sentences that were given."""
        found = re.findall(r"^\[(\d+)\] (.*)$", self.asked, re.M)
        return {int(number): text for number, text in found}


Script = Callable[[Request], Reply]


def written(*sentences: tuple[str, list[int]], **more: Any) -> str:
    """What a model would give back: each sentence with its sources."""
    said = [{"text": text, "sources": sources} for text, sources in sentences]
    return json.dumps({"sentences": said, "open": "", "nearest": []} | more)


@dataclass
class ChatServer:
    """``url`` is where it listens; ``requests`` are all that came."""

    url: str
    script: Script
    requests: list[Request] = field(default_factory=list)


@contextmanager
def serving(script: Script) -> Iterator[ChatServer]:
    """A server that answers by a script, while the block runs."""
    server: ChatServer

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            request = _request(self.path, body, self.headers)
            server.requests.append(request)
            reply = server.script(request)
            if not reply.calls:
                request = replace(request, tool="")
            if reply.status != 200:
                self._whole(reply.status, {"error": {"message": "scripted", "code": reply.status}})
            elif request.path.startswith("/api/"):
                self._lines("application/x-ndjson", _ollama(reply, body, request), reply)
            else:
                self._lines("text/event-stream", _openai(reply, body, request), reply)

        def _whole(self, status: int, body: Mapping[str, Any]) -> None:
            said = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def _lines(self, kind: str, lines: Iterator[bytes], reply: Reply) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            sent = 0
            try:
                for line in lines:
                    time.sleep(reply.wait)
                    self.wfile.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")
                    self.wfile.flush()
                    sent += reply.piece
                    if reply.cut_after is not None and sent >= reply.cut_after:
                        self.close_connection = True
                        return
                self.wfile.write(b"0\r\n\r\n")
            except OSError:
                return

        def log_message(self, *_: Any) -> None:
            """Nothing: the tests' output is theirs."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server = ChatServer(f"http://127.0.0.1:{listening.server_port}", script)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()


def _request(path: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> Request:
    messages = tuple((m["role"], m.get("content") or "") for m in body["messages"])
    tools = body.get("tools") or [{}]
    name = tools[0].get("function", {}).get("name", "")
    return Request(path, messages, name, headers.get("Authorization", ""))


def _pieces(reply: Reply) -> list[str]:
    return [reply.text[at : at + reply.piece] for at in range(0, len(reply.text), reply.piece)]


def _openai(reply: Reply, body: Mapping[str, Any], request: Request) -> Iterator[bytes]:
    """Server-sent events of chat completion chunks."""
    of = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": body["model"]}

    def event(delta: Mapping[str, Any], reason: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        return f"data: {json.dumps(of | {'choices': [choice]})}\n\n".encode()

    yield event({"role": "assistant", "content": None if request.tool else ""})
    for at, piece in enumerate(_pieces(reply)):
        if not request.tool:
            yield event({"content": piece})
            continue
        function = {"arguments": piece} | ({} if at else {"name": request.tool})
        call = {"index": 0, "function": function} | ({} if at else {"id": "t1", "type": "function"})
        yield event({"tool_calls": [call]})
    yield event({}, "tool_calls" if request.tool else "stop")
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    yield f"data: {json.dumps(of | {'choices': [], 'usage': usage})}\n\n".encode()
    yield b"data: [DONE]\n\n"


def _ollama(reply: Reply, body: Mapping[str, Any], request: Request) -> Iterator[bytes]:
    """Lines of JSON as ``/api/chat`` sends them; a tool is called in one piece."""
    of = {"model": body["model"], "created_at": "2026-01-01T00:00:00Z", "done": False}
    if request.tool:
        try:
            arguments = json.loads(reply.text)
        except ValueError:
            arguments = None
        message = (
            {"role": "assistant", "content": reply.text}
            if arguments is None
            else {
                "role": "assistant",
                "content": "",
                "tool_calls": [{"function": {"name": request.tool, "arguments": arguments}}],
            }
        )
        yield json.dumps(of | {"message": message}).encode() + b"\n"
    else:
        for piece in _pieces(reply):
            message = {"role": "assistant", "content": piece}
            yield json.dumps(of | {"message": message}).encode() + b"\n"
    last = {"done": True, "done_reason": "stop", "prompt_eval_count": 100, "eval_count": 20}
    ended = of | {"message": {"role": "assistant", "content": ""}} | last
    yield json.dumps(ended).encode() + b"\n"
