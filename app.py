"""The web app: its settings and its pages, and nothing else (``streamlit run app.py``)."""

import streamlit as st

from assistant.web import chat, sign_in


def _commitments() -> None:
    from assistant.web import commitments

    commitments.page()


def _wording() -> None:
    from assistant.web import wording

    wording.page()


st.set_page_config(page_title="Parity", page_icon="📖", initial_sidebar_state="auto")
pages = [
    st.Page(chat.page, title="Ask", url_path="ask", default=True),
    # These bring in what asking does not need, so they are read when they are first opened.
    st.Page(_commitments, title="Commitments", url_path="commitments"),
    st.Page(_wording, title="Exact words", url_path="wording"),
]
may_enter = sign_in.let_in()
chosen = st.navigation(pages, position="top" if may_enter else "hidden")
if may_enter:
    with st.container(horizontal=True, key="pages"):
        for page in pages:
            st.page_link(page)
    chosen.run()
