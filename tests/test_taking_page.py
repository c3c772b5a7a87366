"""On the page an answer is copied or saved, and a conversation with the answers that are chosen."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from assistant.export.taken import Searched
from assistant.web.taking import copy_html, file_name
from kept_answers import DOCUMENT, turn
from test_export import SEARCHED, hostile, news


def beside() -> None:
    """The part of the page beside the conversation, as a script of its own."""
    import streamlit as st

    from assistant.web.conversations import Here
    from assistant.web.taking import show_save_all

    turns, searched = st.session_state["given"]
    show_save_all(Here(turns=turns), searched)


def shown(*turns: object) -> AppTest:
    page = AppTest.from_function(beside, default_timeout=30)
    page.session_state["given"] = (list(turns), SEARCHED)
    page.run()
    assert not page.exception
    return page


def files(page: AppTest) -> list[str]:
    """The labels of the buttons that save."""
    return [button.proto.label for button in page.get("download_button")]


def test_the_copy_button_has_the_answer_rich_and_plain() -> None:
    html = copy_html(turn(), Searched((DOCUMENT,), {}, "f" * 16))
    text, rich = re.findall(r'data-copy-\w+="([^"]*)"', html)
    assert "[1] A plan, The Trust, May 2020, paragraph 3" in unescape(text)
    assert "<p>We will: Nurses: call 0161 496 0000. [1]</p>" in unescape(rich)


def test_no_hostile_word_leaves_the_attributes_of_the_copy_button() -> None:
    (part,) = hostile().parts
    html = copy_html(part.turn, SEARCHED)
    tag = "[^<>]*"
    whole = (
        f"<div {tag}><button {tag}><span {tag}>Copy</span><span {tag}>{tag}</span></button></div>"
    )
    assert re.fullmatch(whole, html)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Was it met?", "parity-was-it-met.docx"),
        ("../../etc/passwd", "parity-etc-passwd.docx"),
        ("???", "parity.docx"),
        ("Übung – 5 £", "parity-übung-5.docx"),
        ("beds " * 50, f"parity-{'-'.join(['beds'] * 12)}.docx"),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title, ".docx") == name


def test_a_conversation_of_several_answers_lets_some_be_chosen() -> None:
    private = replace(news("Beds closed.", question="*Mine*"), private=True)
    page = shown(turn(), private)
    boxes = [(box.label, box.value) for box in page.checkbox]
    assert boxes == [("1. How did staff grow\\?", True), ("2. \\*Mine\\*", False)]
    assert files(page) == ["Word (.docx)", "Markdown (.md)"]
    page.checkbox[0].uncheck().run()
    assert files(page) == []
    assert "Choose at least one answer." in [caption.value for caption in page.caption]


def test_one_answer_is_saved_without_a_choice_and_none_not_at_all() -> None:
    page = shown(turn())
    assert not page.checkbox
    assert files(page) == ["Word (.docx)", "Markdown (.md)"]
    assert files(shown()) == []
