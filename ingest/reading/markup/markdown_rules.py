"""What CommonMark leaves to others: footnotes, tables without a rule, addresses and products."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from ingest.reading.markup.html_notes import NOTE

_NOTE = re.compile(r"(?:\[\^([^\]\s]+)\]:|\\(\*))(?=\s*\S)")
_INDENT = 4
_BAR = "|"
_FEWEST_ROWS = 2


def add_rules(parser: MarkdownIt) -> MarkdownIt:
    """The parser with these rules."""
    parser.block.ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before("reference", "rows", _rows, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.before("emphasis", "address", _address)
    parser.inline.ruler.before("emphasis", "product", _product)
    return parser


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A footnote, that begins with ``[^1]:`` or an escaped star, with what is indented below it."""
    if state.is_code_block(start):
        return False
    opening = state.bMarks[start] + state.tShift[start]
    match = _NOTE.match(state.src, opening, state.eMarks[start])
    if not match or silent:
        return match is not None
    kept = state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType
    token = state.push("note_open", "div", 1)
    token.attrs, token.map = {NOTE: match[1] or match[2]}, [start, end]
    blank = len(state.src[match.end() :]) - len(state.src[match.end() :].lstrip(" \t"))
    state.blkIndent += _INDENT
    state.bMarks[start], state.tShift[start] = match.end(), blank
    state.sCount[start] = state.blkIndent
    state.parentType = "note"
    state.md.block.tokenize(state, start, end)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType = kept
    state.blkIndent -= _INDENT
    state.push("note_close", "div", -1)
    return True


def _rows(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table whose lines begin with bars, and which has no line that parts names from rows."""
    last = start
    while last < end and _line(state, last).startswith(_BAR):
        last += 1
    if state.is_code_block(start) or last - start < _FEWEST_ROWS or silent:
        return silent and last - start >= _FEWEST_ROWS
    state.push("table_open", "table", 1).map = [start, last]
    for at in range(start, last):
        state.push("tr_open", "tr", 1).map = [at, at + 1]
        for cell in _line(state, at).removeprefix(_BAR).removesuffix(_BAR).split(_BAR):
            state.push("td_open", "td", 1)
            inline = state.push("inline", "", 0)
            inline.content, inline.children, inline.map = cell.strip(), [], [at, at + 1]
            state.push("td_close", "td", -1)
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)
    state.line = last
    return True


def _line(state: StateBlock, at: int) -> str:
    return state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]].strip()


def _product(state: StateInline, silent: bool) -> bool:
    """The stars of 2*3 and 2**3, or a star within a word, which emphasise nothing."""
    end = state.pos
    while end < state.posMax and state.src[end] == "*":
        end += 1
    stars = end - state.pos
    before, behind = state.src[max(state.pos - 1, 0) : state.pos], state.src[end : end + 1]
    if not stars or not (before.isalnum() and behind.isalnum()):
        return False
    if stars > 1 and not (before.isdecimal() or behind.isdecimal()):
        return False
    if not silent:
        state.pending += "*" * stars
    state.pos = end
    return True


def _address(state: StateInline, silent: bool) -> bool:
    """The rest of a web address that is written as such, with all its underscores and stars."""
    if not state.src.startswith("://", state.pos) or not state.pending.endswith(("http", "https")):
        return False
    end = state.pos
    while end < state.posMax and not state.src[end].isspace() and state.src[end] not in "<>()[]":
        end += 1
    address = state.src[state.pos : end].rstrip("*_~.,;:")
    if not silent:
        state.pending += address
    state.pos += len(address)
    return True
