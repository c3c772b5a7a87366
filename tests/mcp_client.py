"""A client of ``parity mcp`` by the official SDK: one process is started, and asked in turn."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import CallToolResult, Tool

from browsing import ROOT

SECONDS = 120
PLAIN = "import sys; from assistant.cli import main; sys.exit(main(['mcp']))"
_T = TypeVar("_T")


class Talk:
    """A client in a loop of its own; every method waits for the server."""

    def __init__(self, client: Client, loop: asyncio.AbstractEventLoop) -> None:
        self._client, self._loop = client, loop

    def _wait(self, coming: Callable[[], Awaitable[_T]]) -> _T:
        async def asked() -> _T:
            return await coming()

        return asyncio.run_coroutine_threadsafe(asked(), self._loop).result(SECONDS)

    def tools(self) -> dict[str, Tool]:
        return {tool.name: tool for tool in self._wait(self._client.list_tools).tools}

    def call(self, tool: str, **arguments: Any) -> CallToolResult:
        return self._wait(lambda: self._client.call_tool(tool, arguments))

    def calls(self, *asked: tuple[str, dict[str, Any]]) -> list[CallToolResult]:
        """The results of calls that are made at the same time."""
        return self._wait(
            lambda: asyncio.gather(*(self._client.call_tool(name, of) for name, of in asked))
        )

    def gives(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The object that a tool gives, which is the same as text and structured."""
        result = self.call(tool, **arguments)
        assert not result.is_error, result.content
        (content,) = result.content
        assert json.loads(content.text) == result.structured_content  # type: ignore[union-attr]
        found: dict[str, Any] = result.structured_content
        return found

    def fails(self, tool: str, **arguments: Any) -> str:
        """The sentence with which a tool gives nothing."""
        result = self.call(tool, **arguments)
        assert (result.is_error, result.structured_content) == (True, None)
        (content,) = result.content
        sentence: str = content.text  # type: ignore[union-attr]
        return sentence

    def resources(self) -> list[str]:
        return [of.uri for of in self._wait(self._client.list_resources).resources]

    def read(self, uri: str) -> dict[str, Any]:
        (content,) = self._wait(lambda: self._client.read_resource(uri)).contents
        found: dict[str, Any] = json.loads(content.text)  # type: ignore[union-attr]
        return found


def environment(index: Path, **variables: str) -> dict[str, str]:
    """What the server is started with: nothing of Parity's but this index and these variables."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PARITY_")}
    return {**ours, "PYTHONPATH": str(ROOT), "PARITY_INDEX_DIR": str(index), **variables}


@contextmanager
def talking(
    index: Path, log: Path, program: str = PLAIN, mode: str = "auto", **variables: str
) -> Iterator[Talk]:
    """A client of a server on this index, with what the server says on standard error in a log."""
    server = StdioServerParameters(
        command=sys.executable, args=["-c", program], env=environment(index, **variables)
    )
    loop = asyncio.new_event_loop()
    ready: asyncio.Future[Client] = loop.create_future()
    done = asyncio.Event()

    async def connected() -> None:
        with log.open("w") as errors:
            async with Client(stdio_client(server, errlog=errors), mode=mode) as client:
                ready.set_result(client)
                await done.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(connected()))
    thread.start()

    async def opened() -> Client:
        return await ready

    try:
        client = asyncio.run_coroutine_threadsafe(opened(), loop).result(SECONDS)
        yield Talk(client, loop)
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(SECONDS)
        loop.close()
