"""The tools by the protocol, on standard input and output, by the official SDK."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import sys
from contextlib import redirect_stdout
from typing import Any

from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    TextContent,
    TextResourceContents,
    ToolAnnotations,
)
from mcp.types import Tool as Told

from assistant.mcp.arguments import schema_of
from assistant.mcp.opened import Opened
from assistant.mcp.places import documents_object
from assistant.mcp.tools import TOOLS, Tool
from assistant.settings import Settings
from assistant.shown import UNEXPECTED
from assistant.visible import visible, visible_json
from ingest.errors import ParityError
from ingest.written import brief

DOCUMENTS = "parity://documents"
_JSON = "application/json"
_LIST = Resource(
    uri=DOCUMENTS,
    name="documents",
    title="The documents",
    description="The documents that all answers come from: ids, titles, publishers, dates, rights.",
    mime_type=_JSON,
)
_INSTRUCTIONS = (
    "Parity answers from a fixed set of policy documents, quotes them letter for letter and cites "
    "the paragraph. Say nothing of the documents that a tool did not give, keep its citations, and "
    "where it says that they do not say, say so too."
)
_Context = ServerRequestContext[Any]

logger = logging.getLogger(__name__)


def serve(settings: Settings, version: str) -> None:
    """Serve one client until it closes standard input; raises BrokenPipeError if it reads no more.

    Ctrl-C ends the process at once: what waits for standard input cannot be woken.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        asyncio.run(_serve(server_of(settings, version)))
    except ExceptionGroup as several:
        if several.split(BrokenPipeError)[1] is None:
            raise BrokenPipeError from None
        raise


async def _serve(server: Server[Any]) -> None:
    async with stdio_server() as (reads, writes):
        with redirect_stdout(sys.stderr):  # whatever a library prints is not of the protocol
            await server.run(reads, writes, server.create_initialization_options())


def server_of(settings: Settings, version: str) -> Server[Any]:
    """A server whose tools read from the index that settings name; nothing is opened yet."""
    opened = Opened(settings)

    async def list_tools(_: _Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        told = [_told(tool, settings) for tool in TOOLS.values()]
        return ListToolsResult(tools=told)

    async def call_tool(_: _Context, params: CallToolRequestParams) -> CallToolResult:
        if params.name not in TOOLS:
            named = f"There is no tool '{visible(brief(params.name))}'"
            raise MCPError(INVALID_PARAMS, f"{named}; known are: {', '.join(TOOLS)}.")
        given = params.arguments or {}
        return await asyncio.to_thread(_called, TOOLS[params.name], opened, given)

    async def list_resources(_: _Context, __: PaginatedRequestParams | None) -> ListResourcesResult:
        return ListResourcesResult(resources=[_LIST])

    async def read_resource(_: _Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        if params.uri != DOCUMENTS:
            raise MCPError(INVALID_PARAMS, f"There is no such resource; take {DOCUMENTS}.")
        return await asyncio.to_thread(_documents, opened)

    server = Server(
        "parity",
        version=version,
        title="Parity",
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
    )
    server.middleware.clear()  # the SDK's own would trace each call, whatever PARITY_TRACING says
    return server


def _told(tool: Tool, settings: Settings) -> Told:
    """What a client is told of a tool."""
    asks_others = bool(settings.chat_model or settings.chroma_url)
    hints = ToolAnnotations(
        read_only_hint=True,
        destructive_hint=False,
        idempotent_hint=True,
        open_world_hint=asks_others and tool.name == "ask",
    )
    return Told(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=schema_of(tool.takes, settings),
        output_schema=tool.schema,
        annotations=hints,
    )


def _called(tool: Tool, opened: Opened, given: dict[str, Any]) -> CallToolResult:
    """What a tool gives, as JSON and structured, or the sentence that says why it cannot."""
    try:
        text = visible_json(tool.gives(opened, given))
    except ParityError as error:
        return _failed(visible(str(error)))
    except Exception:
        logger.exception("The tool %s failed", tool.name)
        return _failed(UNEXPECTED)
    return CallToolResult(
        content=[TextContent(type="text", text=text)], structured_content=json.loads(text)
    )


def _failed(sentence: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=sentence)], is_error=True)


def _documents(opened: Opened) -> ReadResourceResult:
    try:
        text = visible_json(documents_object(opened.now().library.texts))
    except ParityError as error:
        raise MCPError(INTERNAL_ERROR, visible(str(error))) from None
    except Exception:
        logger.exception("The documents were not listed")
        raise MCPError(INTERNAL_ERROR, UNEXPECTED) from None
    listed = TextResourceContents(uri=DOCUMENTS, mime_type=_JSON, text=text)
    return ReadResourceResult(contents=[listed])
