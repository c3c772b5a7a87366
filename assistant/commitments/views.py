"""The three views of the register: which of them is meant, what narrows it, and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.commitments import View
from assistant.commitments.selection import Selection, Wanted
from assistant.commitments.tables import Rows, of_across, of_all, of_evaluated
from ingest.indexing.texts import Texts

_OF_EVALUATED = ("rating", "heading", "outcome")
_OF_ALL = ("strength", "kind", "less_sure")
_SAYS_NOTHING: dict[str, tuple[str, ...]] = {
    "evaluated": _OF_ALL,
    "all": _OF_EVALUATED,
    "across": (*_OF_EVALUATED, *_OF_ALL, "who", "due_by"),
}
"""What narrows another view than this one."""


def view_of(wanted: Wanted) -> View:
    """The view that is meant where none is named: the one that its filters choose from."""
    return "all" if any(getattr(wanted, name) for name in _OF_ALL) else "evaluated"


def idle_filter(view: str, wanted: Wanted) -> str:
    """The first filter that is given and says nothing of a view; empty if there is none."""
    return next((name for name in _SAYS_NOTHING[view] if getattr(wanted, name)), "")


def chosen(view: str, wanted: Wanted, selection: Selection) -> Sequence[Any]:
    """The entries of a view that are asked for."""
    if view == "across":
        return selection.across(wanted)
    return selection.all(wanted) if view == "all" else selection.evaluated(wanted)


def rows_from(view: str, entries: Sequence[Any], selection: Selection, texts: Texts) -> Rows:
    """The rows of a view's entries, in their order."""
    if view == "across":
        return of_across(entries, texts)
    return of_all(entries, selection) if view == "all" else of_evaluated(entries, selection)


def rows_of(view: str, wanted: Wanted, selection: Selection, texts: Texts) -> Rows:
    """The rows of a view that are asked for."""
    return rows_from(view, chosen(view, wanted, selection), selection, texts)
