"""The tools: what each is for, what it takes, and the function that gives its JSON object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistant.answering.finding import signpost
from assistant.commitments.selection import Wanted
from assistant.commitments.views import idle_filter, rows_of, view_of
from assistant.mcp import outputs
from assistant.mcp.arguments import Arguments, Ask, Cited, Claim, Narrowed, Phrase, read
from assistant.mcp.opened import Opened
from assistant.mcp.places import paragraph_object, paragraph_of
from assistant.question.crisis import plainly_in_distress
from assistant.question.fit import plainly_typed
from assistant.terminal.contract import to_object
from assistant.terminal.desk import claims_object, wording_object
from ingest.errors import UsageError


def _ask(opened: Opened, given: dict[str, Any]) -> dict[str, Any]:
    asked = read(Ask, given)
    if plainly_in_distress(asked.question):
        return to_object(signpost(asked.question))
    return to_object(opened.assistant().ask(asked.question, asked.history))


def _wording(opened: Opened, given: dict[str, Any]) -> dict[str, Any]:
    phrase = plainly_typed(read(Phrase, given).phrase)
    return wording_object(opened.now().desk.wording(phrase))


def _check(opened: Opened, given: dict[str, Any]) -> dict[str, Any]:
    claim = plainly_typed(read(Claim, given).claim)
    return claims_object(opened.now().desk.check(claim))


def _commitments(opened: Opened, given: dict[str, Any]) -> dict[str, Any]:
    narrowed = read(Narrowed, given)
    wanted = Wanted(**narrowed.model_dump(exclude={"view", "most"}))
    view = narrowed.view or view_of(wanted)
    if name := idle_filter(view, wanted):
        raise UsageError(f"The argument '{name}' says nothing of the view {view}; leave it out.")
    now = opened.now()
    texts = now.library.texts
    rows = rows_of(view, wanted.checked(texts), now.selection, texts)
    listed = list(rows.objects[: narrowed.most])
    return {"view": view, "total": len(rows.objects), "commitments": listed}


def _paragraph(opened: Opened, given: dict[str, Any]) -> dict[str, Any]:
    cited = read(Cited, given)
    texts = opened.now().library.texts
    found = paragraph_of(texts, cited.document, cited.paragraph, cited.within)
    return paragraph_object(texts, found)


@dataclass(frozen=True)
class Tool:
    """A tool; ``gives`` raises a :class:`ParityError` where it can give nothing."""

    name: str
    title: str
    description: str
    takes: type[Arguments]
    schema: dict[str, Any]
    gives: Callable[[Opened, dict[str, Any]], dict[str, Any]]


TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "ask",
            "Ask the documents",
            "Answers a question from the policy documents and from nothing else, every sentence "
            "with a citation whose quote stands in the paragraph letter for letter; refuses where "
            "they do not say. Show “answer” as it is, with its citations. Where “help” or the "
            "outcome crisis_signpost is given, show that first and unchanged; where “private” is "
            "true, keep nothing of the question.",
            Ask,
            outputs.ANSWER,
            _ask,
        ),
        Tool(
            "wording",
            "Find exact words",
            "Finds where a phrase stands in the documents: the exact sentences with their "
            "citations, else the nearest with what differs marked, or that they have no such "
            "sentence.",
            Phrase,
            outputs.WORDING,
            _wording,
        ),
        Tool(
            "check",
            "Check a claim",
            "Checks what the documents are said to say, sentence by sentence, against its closest "
            "source: verbatim, reworded (no difference found; the words are still to be "
            "compared), differs (with what the source has instead), or absent. A whole briefing "
            "may take a minute.",
            Claim,
            outputs.CHECKED,
            _check,
        ),
        Tool(
            "commitments",
            "List commitments",
            "Lists the commitments of the documents in their exact words, with who, by when, how "
            "much, how firmly, and of those that were evaluated the ratings and whether they were "
            "met.",
            Narrowed,
            outputs.COMMITMENTS,
            _commitments,
        ),
        Tool(
            "paragraph",
            "Read a paragraph",
            "Gives one paragraph in full, as it stands in the document, with its headings, page "
            "and what to be wary of in it.",
            Cited,
            outputs.PARAGRAPH,
            _paragraph,
        ),
    )
}
