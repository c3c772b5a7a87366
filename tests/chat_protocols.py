"""The protocols of chat models' providers, as far as a client that is answered needs them.

OpenAI's chat completions (and Azure's, which are the same at another path), Ollama's ``/api/chat``,
Anthropic's Messages, and Amazon Bedrock's Converse and ConverseStream.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import responses
from typing import Any
from zlib import crc32

from chat_replies import Reply, Request

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Protocol:
    """How requests are read and replies written, and the body of an error by its status."""

    kind: str
    read: Callable[[str, Body, Mapping[str, str]], Request]
    said: Callable[[Reply, Request], Iterator[bytes]]
    failed: Callable[[int], Body]


def protocol_of(path: str) -> Protocol:
    """The protocol that is spoken at a path."""
    if path.startswith("/api/"):
        return OLLAMA
    if path.startswith("/v1/messages"):
        return ANTHROPIC
    if path.startswith("/model/"):
        return STREAMED if path.endswith("-stream") else CONVERSE
    return OPENAI


def _error(status: int) -> Body:
    return {"error": {"message": "scripted", "code": str(status)}}


# OpenAI and Azure OpenAI


def _read_openai(path: str, body: Body, headers: Mapping[str, str]) -> Request:
    messages = tuple((m["role"], m.get("content") or "") for m in body["messages"])
    tools = body.get("tools") or [{}]
    name = tools[0].get("function", {}).get("name", "")
    key = headers.get("api-key") or headers.get("Authorization", "")
    return Request(path, messages, name, key, body)


def _openai(reply: Reply, request: Request) -> Iterator[bytes]:
    """Server-sent events of chat completion chunks."""
    of = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}

    def event(delta: Body, reason: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        return f"data: {json.dumps(of | {'choices': [choice]})}\n\n".encode()

    yield event({"role": "assistant", "content": None if request.tool else ""})
    for at, piece in enumerate(reply.pieces):
        if not request.tool:
            yield event({"content": piece})
            continue
        function = {"arguments": piece} | ({} if at else {"name": request.tool})
        call = {"index": 0, "function": function} | ({} if at else {"id": "t1", "type": "function"})
        yield event({"tool_calls": [call]})
    if reply.breaks:
        error = {"message": "scripted", "type": reply.breaks}
        yield f"data: {json.dumps({'error': error})}\n\n".encode()
    yield event({}, "tool_calls" if request.tool else "stop")
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    yield f"data: {json.dumps(of | {'choices': [], 'usage': usage})}\n\n".encode()
    yield b"data: [DONE]\n\n"


OPENAI = Protocol("text/event-stream", _read_openai, _openai, _error)


# Ollama


def _ollama(reply: Reply, request: Request) -> Iterator[bytes]:
    """Lines of JSON as ``/api/chat`` sends them; a tool is called in one piece."""
    of = {"model": "scripted", "created_at": "2026-01-01T00:00:00Z", "done": False}

    def line(**message: Any) -> bytes:
        said = of | {"message": {"role": "assistant", "content": ""} | message}
        return json.dumps(said).encode() + b"\n"

    arguments = _object(reply.text) if request.tool else None
    if arguments is not None:
        yield line(tool_calls=[{"function": {"name": request.tool, "arguments": arguments}}])
    else:
        for piece in [reply.text] if request.tool else reply.pieces:
            yield line(content=piece)
    if reply.breaks:
        yield json.dumps({"error": reply.breaks}).encode() + b"\n"
    last = {"done": True, "done_reason": "stop", "prompt_eval_count": 100, "eval_count": 20}
    ended = of | {"message": {"role": "assistant", "content": ""}} | last
    yield json.dumps(ended).encode() + b"\n"


def _object(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


OLLAMA = Protocol("application/x-ndjson", _read_openai, _ollama, _error)


# Anthropic


def _read_anthropic(path: str, body: Body, headers: Mapping[str, str]) -> Request:
    system = [("system", _text(body["system"]))] if body.get("system") else []
    messages = [(m["role"], _text(m["content"])) for m in body["messages"]]
    tools = body.get("tools") or [{}]
    key = headers.get("x-api-key") or headers.get("Authorization", "")
    return Request(path, (*system, *messages), tools[0].get("name", ""), key, body)


def _text(content: Any) -> str:
    """A content that is a text, or blocks of text."""
    blocks = [{"text": content}] if isinstance(content, str) else content
    return "".join(block["text"] for block in blocks)


def _anthropic(reply: Reply, request: Request) -> Iterator[bytes]:
    """Server-sent events of a message: a block of text, or one of a tool's use."""

    def event(name: str, **more: Any) -> bytes:
        return f"event: {name}\ndata: {json.dumps({'type': name} | more)}\n\n".encode()

    message = {"id": "m1", "type": "message", "role": "assistant", "content": [], "model": "s"}
    ended = {"stop_reason": None, "stop_sequence": None}
    usage = {"input_tokens": 100, "output_tokens": 1}
    yield event("message_start", message=message | ended | {"usage": usage})
    call = {"type": "tool_use", "id": "t1", "name": request.tool, "input": {}}
    block = call if request.tool else {"type": "text", "text": ""}
    yield event("content_block_start", index=0, content_block=block)
    yield event("ping")
    for piece in reply.pieces:
        delta = (
            {"type": "input_json_delta", "partial_json": piece}
            if request.tool
            else {"type": "text_delta", "text": piece}
        )
        yield event("content_block_delta", index=0, delta=delta)
    if reply.breaks:
        yield event("error", error={"type": reply.breaks, "message": "scripted"})
    yield event("content_block_stop", index=0)
    stop = "tool_use" if request.tool else "end_turn"
    yield event("message_delta", delta=ended | {"stop_reason": stop}, usage={"output_tokens": 20})
    yield event("message_stop")


def _failed_anthropic(status: int) -> Body:
    return {"type": "error", "error": {"type": f"of_{status}", "message": "scripted"}}


ANTHROPIC = Protocol("text/event-stream", _read_anthropic, _anthropic, _failed_anthropic)


# Amazon Bedrock


def _read_bedrock(path: str, body: Body, headers: Mapping[str, str]) -> Request:
    system = [("system", _text(body["system"]))] if body.get("system") else []
    messages = [(m["role"], _text(m["content"])) for m in body["messages"]]
    tools = body.get("toolConfig", {}).get("tools") or [{}]
    name = tools[0].get("toolSpec", {}).get("name", "")
    return Request(path, (*system, *messages), name, headers.get("Authorization", ""), body)


_USED = {"inputTokens": 100, "outputTokens": 20, "totalTokens": 120}


def _converse_stream(reply: Reply, request: Request) -> Iterator[bytes]:
    """Messages of the binary event stream ``application/vnd.amazon.eventstream``."""

    def event(name: str, **body: Any) -> bytes:
        return framed(body, {":message-type": "event", ":event-type": name})

    yield event("messageStart", role="assistant")
    if request.tool:
        call = {"toolUse": {"toolUseId": "t1", "name": request.tool}}
        yield event("contentBlockStart", contentBlockIndex=0, start=call)
    for piece in reply.pieces:
        delta = {"toolUse": {"input": piece}} if request.tool else {"text": piece}
        yield event("contentBlockDelta", contentBlockIndex=0, delta=delta)
    if reply.breaks:
        named = {":message-type": "exception", ":exception-type": reply.breaks}
        yield framed({"message": "scripted"}, named)
    yield event("contentBlockStop", contentBlockIndex=0)
    yield event("messageStop", stopReason="tool_use" if request.tool else "end_turn")
    yield event("metadata", usage=_USED, metrics={"latencyMs": 1})


def framed(body: Body, headers: Mapping[str, str]) -> bytes:
    """One message of the event stream: lengths, headers, a body of JSON, and two check sums."""
    payload = json.dumps(body).encode()
    head = b"".join(
        struct.pack("!B", len(name)) + name.encode() + struct.pack("!BH", 7, len(of)) + of.encode()
        for name, of in {**headers, ":content-type": "application/json"}.items()
    )
    lengths = struct.pack("!II", 16 + len(head) + len(payload), len(head))
    message = lengths + struct.pack("!I", crc32(lengths)) + head + payload
    return message + struct.pack("!I", crc32(message))


def _converse(reply: Reply, request: Request) -> Iterator[bytes]:
    """The whole reply in one object."""
    call = {"toolUseId": "t1", "name": request.tool, "input": _object(reply.text)}
    content = [{"toolUse": call}] if request.tool else [{"text": reply.text}]
    output = {"message": {"role": "assistant", "content": content}}
    said = {"output": output, "stopReason": "end_turn", "usage": _USED, "metrics": {"latencyMs": 1}}
    yield json.dumps(said).encode()


def _failed_bedrock(status: int) -> Body:
    name = responses.get(status, "Unknown").replace(" ", "")
    return {"message": "scripted", "__type": f"{name}Exception"}


STREAMED = Protocol(
    "application/vnd.amazon.eventstream", _read_bedrock, _converse_stream, _failed_bedrock
)
CONVERSE = Protocol("application/json", _read_bedrock, _converse, _failed_bedrock)
