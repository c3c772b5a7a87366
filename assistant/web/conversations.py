"""The conversation on the page: found by its address, kept on the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assistant.kept.conversation import Header, KeptError, with_turn
from assistant.kept.store import Store
from assistant.kept.turn import Turn, is_name, new_name
from assistant.settings import Settings
from assistant.web.waiting import Answered, waiting

IN_ADDRESS = "conversation"
COOKIE = "parity_visitor"

_TIDY_SECONDS = 3_600


@dataclass
class Here:
    """The conversation on the page.

    ``name`` is the one in the address, empty while nothing of it is written; ``lost`` says why
    there is nothing by that name, ``trouble`` why what is new is not written, ``unchanged`` why it
    is still called or shared as it was. ``stamp`` tells whether another window has written to it
    since; of one that is lost, whether its file is there. ``arrived`` is the id of the turn that
    has come and was not announced yet, ``to_delete`` the name of the conversation that is deleted
    once that is confirmed.
    """

    name: str = ""
    turns: list[Turn] = field(default_factory=list)
    header: Header | None = None
    own: bool = True
    lost: str = ""
    trouble: str = ""
    unchanged: str = ""
    stamp: int = 0
    arrived: str = ""
    to_delete: str = ""

    @property
    def is_written(self) -> bool:
        """Whether it stands on disk, as this visitor's own."""
        return bool(self.name) and self.own and not self.lost


@st.cache_resource(ttl=_TIDY_SECONDS, max_entries=4, show_spinner=False)
def open_store(folder: Path, days: float) -> Store:
    """The conversations below a folder, tidied once an hour."""
    store = Store(folder / "conversations", days)
    store.tidy()
    return store


def store_of(settings: Settings) -> Store:
    """The conversations that these settings name."""
    return open_store(settings.kept_dir, settings.keep_days)


def visitor() -> str:
    """Who looks at this page: whoever signed in, else the name in a cookie of their browser."""
    if "visitor" not in st.session_state:
        st.session_state.visitor = visitor_of(st.user.to_dict(), st.context.cookies.to_dict())
    name: str = st.session_state.visitor
    return name


def visitor_of(user: Mapping[str, object], cookies: Mapping[str, str]) -> str:
    """The visitor's name: of an account where there is one, of the cookie, or a new one."""
    if user.get("is_logged_in") and user.get("sub"):
        return f"account {user.get('iss', '')} {user['sub']}"
    cookie = cookies.get(COOKIE, "")
    return cookie if is_name(cookie) else new_name()


def here() -> Here:
    """The conversation on the page, as the run of the page before left it."""
    found: Here = st.session_state.setdefault("here", Here())
    return found


def addressed(store: Store) -> Here:
    """The conversation that the address names, with what other windows have added to it.

    An address without one is that of another page of the app, or was sent before the browser was
    told the name; unless somebody went back to it, the conversation stays, and is named again.
    """
    now = here()
    named = st.query_params.get(IN_ADDRESS, "")
    if named != now.name and (named or _went_back()):
        return put_on_page(_read(store, named) if named else Here())
    _read_again(store, now)
    if named != now.name:
        st.query_params[IN_ADDRESS] = now.name
    return now


def take(now: Here, answered: Answered) -> None:
    """Add what was answered to the conversation, without a call of Streamlit's.

    Any such call may begin the page anew, which must then find all of it or nothing.
    """
    now.turns[:] = with_turn(now.turns, answered.turn)
    now.trouble, now.arrived = answered.trouble, answered.turn.id
    if answered.kept_as:
        now.name, now.own, now.lost = answered.kept_as, True, ""


def note_written(now: Here, store: Store) -> None:
    """Take over what is on disk now, and have the address name it."""
    _read_again(store, now)
    st.query_params[IN_ADDRESS] = now.name


def put_on_page(now: Here) -> Here:
    """Put another conversation on the page, for which nothing waits."""
    queue = waiting()
    st.session_state.here = now
    queue.clear()
    return now


def _went_back() -> bool:
    """Whether the browser's Back or Forward brought this address."""
    running = get_script_run_ctx()
    return running is not None and running.is_history_navigation


def _read(store: Store, name: str) -> Here:
    try:
        found = store.read(visitor(), name)
        stamp = store.stamp(visitor(), name)
    except KeptError as error:
        there = store.stamp(visitor(), name) if is_name(name) else 0
        return Here(name, lost=str(error), stamp=there)
    return Here(name, list(found.turns), found.header, found.own, stamp=stamp)


def _read_again(store: Store, now: Here) -> None:
    """Take over what another window has written, and what it has deleted."""
    if not now.is_written or (stamp := store.stamp(visitor(), now.name)) == now.stamp:
        return
    read = _read(store, now.name)
    if read.lost:
        now.turns[:] = [turn for turn in now.turns if turn.id == now.arrived]
        now.lost, now.stamp = read.lost, read.stamp
        return
    merged, theirs = tuple(read.turns), {turn.id: turn.asked for turn in read.turns}
    for at, turn in enumerate(now.turns):
        if turn.id not in theirs or turn.asked >= theirs[turn.id]:
            merged = with_turn(merged, turn, now.turns[:at])
    now.turns[:] = merged
    now.header, now.stamp = read.header, stamp
