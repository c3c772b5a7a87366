"""Where sign-in is required nobody sees a page without it; it is Streamlit's own, by OIDC."""

from __future__ import annotations

import logging
from importlib.util import find_spec

import streamlit as st

from assistant.settings import Settings
from assistant.web.labels import plain
from assistant.web.opening import begin
from assistant.web.render import failure_html
from ingest.errors import UsageError

_HEADING = """<div class="parity">
<h1>Parity</h1>
</div>"""
_ASKED = """<div class="parity"><p>Whoever runs Parity here asks you to sign in before you ask about
the documents. Your conversations are then your own, on every machine on which you sign in.</p>
</div>"""
_UNPREPARED = "Sign-in is required here and not set up. {what} docs/sharing.md says how."
_REFUSED = (
    "The sign-in could not be begun. Please try again; if it happens again, tell whoever runs "
    "Parity that the reason is in its log."
)

logger = logging.getLogger(__name__)


def let_in() -> bool:
    """Whether this visitor may see the pages; if not, the page now says what to do."""
    try:
        required = Settings.from_environment().sign_in == "required"
    except UsageError as error:
        _shut("The settings cannot be read", str(error))
        return False
    account = st.user.to_dict()
    if account.get("is_logged_in"):
        _offer_to_leave(str(account.get("name") or account.get("email") or "your account"))
        return True
    if not required:
        return True
    if find_spec("authlib") is None:
        _shut("Nobody can sign in", _UNPREPARED.format(what="Authlib is not installed."))
    elif "is_logged_in" not in account:
        what = "The secrets file has no section [auth]."
        _shut("Nobody can sign in", _UNPREPARED.format(what=what))
    else:
        begin(_HEADING)
        st.html(_ASKED)
        if st.session_state.pop("sign_in_failed", False):
            st.html(failure_html("Not signed in", _REFUSED))
        st.button("Sign in", type="primary", key="sign-in", on_click=_sign_in)
    return False


def _shut(label: str, sentence: str) -> None:
    begin(_HEADING)
    st.html(failure_html(label, sentence))


def _sign_in() -> None:
    try:
        st.login()
    except Exception:
        logger.exception("The sign-in could not be begun")
        st.session_state.sign_in_failed = True


def _offer_to_leave(name: str) -> None:
    with st.sidebar, st.container(key="account"):
        label = f"Sign out {plain(name)}"
        st.button(label, icon=":material/logout:", type="tertiary", on_click=st.logout)
