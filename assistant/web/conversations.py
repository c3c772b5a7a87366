"""The conversation on the page: found by its address, kept on the server, listed beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import punctuation

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assistant.kept.conversation import Header, KeptError, with_turn
from assistant.kept.store import Listed, Store
from assistant.kept.turn import Turn, is_name, new_name
from assistant.settings import Settings
from assistant.web.waiting import Answered, waiting

IN_ADDRESS = "conversation"
COOKIE = "parity_visitor"

_TIDY_SECONDS = 3_600
_LISTED = 8
"""Conversations that are listed before "Older ones" is opened."""

_UNREADABLE = "A conversation that cannot be read"
_COOKIE_SECONDS = 400 * 86_400
"""The longest that browsers keep a cookie."""


@dataclass
class Here:
    """The conversation on the page.

    ``name`` is the one in the address, empty while nothing of it is written; ``lost`` says why
    there is nothing by that name, ``trouble`` why what is new is not written, ``unchanged`` why it
    is still called or shared as it was. ``stamp`` tells whether another window has written to it
    since; of one that is lost, whether its file is there. ``arrived`` is the id of the turn that
    has come and was not announced yet.
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
        return _shown(_read(store, named) if named else Here())
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
    """Take over how the conversation is called on disk, and have the address name it."""
    try:
        found, stamp = store.read(visitor(), now.name), store.stamp(visitor(), now.name)
        now.header, now.stamp = found.header, stamp
    except KeptError as error:
        now.trouble = str(error)
    st.query_params[IN_ADDRESS] = now.name


def _shown(now: Here) -> Here:
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


def show_beside() -> None:
    """Open the conversation of the address, and list the visitor's in the sidebar."""
    settings = Settings.from_environment()
    store = store_of(settings)
    now = addressed(store)
    with st.sidebar, st.container(key="conversations"):
        if visitor_is_by_cookie():
            script = Path(__file__).with_name("visitor.js").read_text(encoding="utf-8")
            given = f'"{COOKIE}", "{visitor()}", {_COOKIE_SECONDS}'
            st.html(f"<script>({script})({given});</script>", unsafe_allow_javascript=True)
        st.button(
            "New conversation", icon=":material/add_comment:", on_click=begin_new, width="stretch"
        )
        listed = store.all_of(visitor())
        if not listed:
            return
        st.html('<div class="parity"><p class="beside-label">Your conversations</p></div>')
        for one in listed[:_LISTED]:
            _link(one, now)
        if listed[_LISTED:]:
            with st.expander(f"{len(listed) - _LISTED} older"):
                for one in listed[_LISTED:]:
                    _link(one, now)
        if on_page := [one for one in listed if one.name == now.name]:
            _manage(store, now.name, None if now.lost else on_page[0].header)
        st.html(f'<div class="parity"><p class="small">{_how_long(settings.keep_days)}</p></div>')


def visitor_is_by_cookie() -> bool:
    """Whether the visitor is known by a cookie, and by no account."""
    return is_name(visitor())


def begin_new() -> None:
    """Clear the page for a new conversation; what is kept of this one stays in the list."""
    st.query_params.pop(IN_ADDRESS, None)
    _shown(Here())


def _how_long(days: float) -> str:
    days_ = f"{days:g} day" + ("" if days == 1 else "s")
    whose = "this browser" if visitor_is_by_cookie() else "your account"
    return (
        f"Kept on the server for {days_} after the last change, for {whose} only; one that you "
        "share opens for whoever has its address."
    )


def _link(listed: Listed, now: Here) -> None:
    title = listed.header.title if listed.header else _UNREADABLE
    is_open = listed.name == now.name
    st.button(
        plain(title) + (" (open)" if is_open else ""),
        key=f"open-{listed.name}",
        type="secondary" if is_open else "tertiary",
        on_click=_open,
        args=(listed.name,),
        width="stretch",
    )


def plain(title: str) -> str:
    """A title as words only: Streamlit reads the label of a button as Markdown."""
    return "".join(f"\\{sign}" if sign in punctuation else sign for sign in title)


def _open(name: str) -> None:
    st.query_params[IN_ADDRESS] = name


def _manage(store: Store, name: str, header: Header | None) -> None:
    """Rename, share and delete the conversation on the page; one that cannot be read, delete.

    Whatever is pressed changes the conversation that was on the page then: the browser may show
    another by the time that the press is read.
    """
    label = "Rename, share or delete" if header else "Delete"
    with st.popover(label, type="tertiary", icon=":material/more_horiz:"):
        if header:
            title, shared = f"title-{name}", f"shared-{name}"
            with st.form(f"rename-{name}", border=False):
                st.text_input("Name", header.title, max_chars=80, key=title)
                st.form_submit_button("Rename", on_click=_rename, args=(store, name, title))
            # As it is on disk, whatever was pressed in vain or in another window.
            st.session_state[shared] = header.shared
            label = "Anyone with its address may read it"
            st.toggle(label, key=shared, on_change=_share, args=(store, name, shared))
        if st.button("Delete this conversation", icon=":material/delete:", key=f"delete-{name}"):
            _confirm(store, name, header.title if header else _UNREADABLE)


def _rename(store: Store, name: str, key: str) -> None:
    title = st.session_state.get(key) or ""
    if title.strip():
        _change(lambda: store.rename(visitor(), name, title))


def _share(store: Store, name: str, key: str) -> None:
    shared = bool(st.session_state.get(key))
    _change(lambda: store.share(visitor(), name, shared))


def _change(change: Callable[[], None]) -> bool:
    """Change what is kept; whether it is changed. If not, the page says why."""
    here().unchanged = ""
    try:
        change()
    except KeptError as error:
        here().unchanged = str(error)
    return not here().unchanged


@st.dialog("Delete this conversation?")
def _confirm(store: Store, name: str, title: str) -> None:
    st.markdown(f"“{plain(title)}” and its answers are removed from the server for good.")
    with st.container(horizontal=True):
        if st.button("Delete", on_click=_delete, args=(store, name)):
            st.rerun()
        if st.button("Keep it"):
            st.rerun()


def _delete(store: Store, name: str) -> None:
    if _change(lambda: store.delete(visitor(), name)) and name == here().name:
        begin_new()
