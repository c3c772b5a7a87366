"""The visitor's conversations, listed beside the page, and what can be done with the one on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from assistant.kept.conversation import Header, KeptError
from assistant.kept.store import Listed, Store
from assistant.kept.turn import is_name
from assistant.settings import Settings
from assistant.web.conversations import (
    COOKIE,
    IN_ADDRESS,
    Here,
    addressed,
    here,
    put_on_page,
    store_of,
    visitor,
)
from assistant.web.labels import plain

_LISTED = 8
"""Conversations that are listed before "Older ones" is opened."""

_UNREADABLE = "A conversation that cannot be read"
_COPY_LINK = """<div class="parity"><button type="button" class="action" data-copy-link="{address}">
<span class="word">Copy link</span><span class="unseen"> to this conversation</span></button>
</div>"""
_COOKIE_SECONDS = 400 * 86_400
"""The longest that browsers keep a cookie."""


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
            "New conversation",
            key="new",
            icon=":material/add_comment:",
            on_click=begin_new,
            width="stretch",
        )
        listed = store.all_of(visitor())
        if not listed:
            return
        st.html('<div class="parity"><p class="beside-label">Your conversations</p></div>')
        for one in listed[:_LISTED]:
            _show_one(store, one, now)
        if older := listed[_LISTED:]:
            with st.container(key="older"), st.expander(f"{len(older)} older"):
                for one in older:
                    _show_one(store, one, now)
        st.html(f'<div class="parity"><p class="small">{_how_long(settings.keep_days)}</p></div>')


def visitor_is_by_cookie() -> bool:
    """Whether the visitor is known by a cookie, and by no account."""
    return is_name(visitor())


def begin_new() -> None:
    """Clear the page for a new conversation; what is kept of this one stays in the list."""
    st.query_params.pop(IN_ADDRESS, None)
    put_on_page(Here())


def _how_long(days: float) -> str:
    days_ = f"{days:g} day" + ("" if days == 1 else "s")
    whose = "this browser" if visitor_is_by_cookie() else "your account"
    return (
        f"Kept on the server for {days_} after the last change. Only {whose} can open them; one "
        "that you share can be read by anybody who has its link."
    )


def _show_one(store: Store, listed: Listed, now: Here) -> None:
    """A conversation of the list; below the one on the page stands what can be done with it."""
    _link(listed, now)
    if listed.name == now.name:
        _manage(store, now.name, None if now.lost else listed.header)


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


def _open(name: str) -> None:
    st.query_params[IN_ADDRESS] = name


def _manage(store: Store, name: str, header: Header | None) -> None:
    """Rename, share and delete the conversation on the page; one that cannot be read, delete.

    Whatever is pressed changes the conversation that was on the page then: the browser may show
    another by the time that the press is read.
    """
    offered = "Rename, share or delete" if header else "Delete"
    with st.container(key="manage"), st.expander(offered, key=f"manage-{name}"):
        if header:
            title, shared = f"title-{name}-{header.title}", f"shared-{name}"
            with st.form(f"rename-{name}", border=False):
                st.text_input("Name", header.title, max_chars=80, key=title)
                st.form_submit_button("Rename", on_click=_rename, args=(store, name, title))
            # As it is on disk, whatever was pressed in vain or in another window.
            st.session_state[shared] = header.shared
            label = "Whoever has the link may read it"
            st.toggle(label, key=shared, on_change=_share, args=(store, name, shared))
            if header.shared:
                st.html(_COPY_LINK.format(address=f"./?{IN_ADDRESS}={name}"))
        st.button(
            "Delete this conversation",
            icon=":material/delete:",
            key=f"delete-{name}",
            on_click=_ask_first,
            args=(name,),
        )
        if here().to_delete == name:
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


def _ask_first(name: str) -> None:
    """Have it asked whether to delete, in every run of the page until that is answered.

    What only the run after the press knows is lost where another begins before the page is drawn.
    """
    here().to_delete = name


def _keep() -> None:
    here().to_delete = ""


@st.dialog("Delete this conversation?", on_dismiss=_keep)
def _confirm(store: Store, name: str, title: str) -> None:
    st.markdown(f"“{plain(title)}” and its answers are removed from the server for good.")
    with st.container(horizontal=True):
        if st.button("Delete", on_click=_delete, args=(store, name)):
            st.rerun()
        if st.button("Keep it", on_click=_keep):
            st.rerun()


def _delete(store: Store, name: str) -> None:
    _keep()
    if _change(lambda: store.delete(visitor(), name)) and name == here().name:
        begin_new()
