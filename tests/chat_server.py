"""A chat model's server on this machine, scripted, that speaks each provider's own protocol.

What it says is decided by a function of the request, so that a test can have it tell the truth,
lie, obey, stutter, break off, hang or fail.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from chat_protocols import protocol_of
from chat_replies import Reply, Request, Script, written

__all__ = ["ChatServer", "Reply", "Request", "Script", "serving", "written"]


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
            protocol = protocol_of(self.path)
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            request = protocol.read(self.path, body, self.headers)
            server.requests.append(request)
            reply = server.script(request)
            if not reply.calls:
                request = replace(request, tool="")
            if reply.status != 200:
                self._whole(reply.status, protocol.failed(reply.status))
            elif reply.raw:
                self._pieces(protocol.kind, iter([reply.raw]), reply)
            else:
                self._pieces(protocol.kind, protocol.said(reply, request), reply)

        def _whole(self, status: int, body: Any) -> None:
            said = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.send_header("retry-after-ms", "1")
            self.end_headers()
            self.wfile.write(said)

        def _pieces(self, kind: str, pieces: Iterator[bytes], reply: Reply) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            sent = 0
            try:
                for piece in pieces:
                    time.sleep(reply.wait)
                    self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
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
    thread = threading.Thread(target=lambda: listening.serve_forever(0.02), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
