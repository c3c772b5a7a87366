"""The web app: its settings and its pages, and nothing else (``streamlit run app.py``)."""

import streamlit as st

from assistant.web import chat

st.set_page_config(page_title="Parity", page_icon="📖", initial_sidebar_state="auto")
st.navigation([st.Page(chat.page, title="Ask", url_path="ask", default=True)]).run()
