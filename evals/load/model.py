"""A chat model that is a script: it repeats the first sentence that it is given, and cites it.

``python -m evals.load.model PORT`` serves it by OpenAI's protocol, on this machine only. Asked to
write a question out in full it repeats the question.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_FIRST = "[1] "
_LETTERS = 40
"""Of one piece of a reply."""


def reply(body: dict[str, Any]) -> str:
    """What the model writes.

    >>> reply({"messages": [{"role": "user", "content": "[1] Beds close."}]})
    '{"sentences": [{"text": "Beds close.", "sources": [1]}], "open": "", "nearest": []}'
    """
    asked = [one.get("content") or "" for one in body["messages"] if one["role"] == "user"]
    lines = [line for text in asked for line in text.splitlines() if line.strip()]
    given = next((line for line in lines if line.startswith(_FIRST)), "")
    if not given:
        return lines[-1].removeprefix("Latest: ") if lines else ""
    sentence = {"text": given.removeprefix(_FIRST), "sources": [1]}
    return json.dumps({"sentences": [sentence], "open": "", "nearest": []})


def events(body: dict[str, Any]) -> Iterator[bytes]:
    """The reply as chunks of a chat completion, by a tool where one is offered."""
    written, tools = reply(body), body.get("tools")
    of = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "script"}

    def event(delta: dict[str, Any], reason: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        return f"data: {json.dumps(of | {'choices': [choice]})}\n\n".encode()

    yield event({"role": "assistant", "content": None if tools else ""})
    for at in range(0, len(written), _LETTERS):
        piece = written[at : at + _LETTERS]
        if not tools:
            yield event({"content": piece})
            continue
        named = {} if at else {"name": tools[0]["function"]["name"]}
        first = {} if at else {"id": "t", "type": "function"}
        called = {"index": 0, "function": {"arguments": piece} | named}
        yield event({"tool_calls": [called | first]})
    yield event({}, "tool_calls" if tools else "stop")
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    yield f"data: {json.dumps(of | {'choices': [], 'usage': usage})}\n\n".encode()
    yield b"data: [DONE]\n\n"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        whole = b"".join(events(body))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", str(len(whole)))
        self.end_headers()
        self.wfile.write(whole)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


def main() -> None:
    """Serve until the process is ended."""
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), _Handler)
    server.daemon_threads = True
    server.serve_forever()


if __name__ == "__main__":
    main()
