"""Who is quoted is told by the words before or after the quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.speech import introduced, speaker


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Jane Hill, Chief Executive, Leeds Trust said:",
            "Jane Hill, Chief Executive, Leeds Trust",
        ),
        ("The minister added that: ", "The minister"),
        ("It opened in May. Jane Hill also said:", "Jane Hill"),
        ("Jane Hill has announced:", "Jane Hill"),
        ("She said:", ""),
        ("We are working on:", ""),
        ("said:", ""),
        ("", ""),
    ],
)
def test_a_line_may_announce_who_speaks_next(text: str, name: str) -> None:
    assert introduced(text) == name


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"')])
@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("{}We will open ten wards,{} said Jane Hill.", "Jane Hill"),
        (
            "{}We will open ten wards,{} said Jane Hill, its chair. It is old.",
            "Jane Hill, its chair",
        ),
        ("{}We will open ten wards,{} the Secretary of State said.", "the Secretary of State"),
        ("Jane Hill said: {}We will open ten wards.{}", "Jane Hill"),
        ("It is old. Jane Hill told us, {}We will open ten wards.{}", ""),
        ("{}We will open ten wards,{} she said.", ""),
        ("It is called {}We will open wards{} and is old.", ""),
    ],
)
def test_who_speaks_is_named_before_or_after(
    line: str, name: str, opening: str, closing: str
) -> None:
    written = line.format(opening, closing)
    assert speaker(written, written.index("We will")) == name


def test_one_whose_words_are_interrupted_goes_on_speaking() -> None:
    line = "“It is late,” said Jane Hill. “We will open ten wards.”"
    assert speaker(line, line.index("We")) == "Jane Hill"


def test_what_stands_outside_the_marks_is_nobody_s_speech() -> None:
    line = "We will open ten wards. “It is late,” said Jane Hill."
    assert speaker(line, 0) == ""


@given(st.text(max_size=200), st.integers(0, 200))
def test_no_line_is_too_odd(line: str, at: int) -> None:
    assert isinstance(speaker(line, at), str)
    assert isinstance(introduced(line), str)
