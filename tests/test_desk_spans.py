"""What is set beside somebody's words is one sentence of a paragraph, or some in a row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.checking.spans import around, spans
from passages import paragraph

THREE = paragraph("One is. Two is. Three is.")
LIST = paragraph(
    "We will:\n- open wards\n- train nurses. Pay them.", notes=["See page three below."]
)


@pytest.mark.parametrize(
    ("most", "texts"),
    [
        (1, ["One is.", "Two is.", "Three is."]),
        (2, ["One is.", "One is. Two is.", "Two is.", "Two is. Three is.", "Three is."]),
        (9, ["One is.", "One is. Two is.", "One is. Two is. Three is.", "Two is.",
             "Two is. Three is.", "Three is."]),
    ],
)  # fmt: skip
def test_every_run_of_sentences_is_a_span(most: int, texts: list[str]) -> None:
    assert [span.text for span in spans(THREE, most)] == texts


def test_a_footnote_stands_by_itself() -> None:
    found = [span.text for span in spans(LIST, 9)]
    assert "See page three below." in found
    assert [text for text in found if "page" in text] == ["See page three below."]


def test_a_span_of_several_lines_has_the_words_as_they_stand() -> None:
    (whole,) = (span for span in spans(LIST, 4) if len(span.sentences) == 4)
    assert whole.text == "We will:\n- open wards\n- train nurses. Pay them."
    assert LIST.text[whole.start : whole.end] == whole.text


def test_only_what_opens_with_a_bullet_has_a_lead_in() -> None:
    lead_ins = {span.text: span.lead_in for span in spans(LIST, 1)}
    assert lead_ins == {
        "We will:": "",
        "open wards": "We will:",
        "train nurses.": "We will:",
        "Pay them.": "We will:",
        "See page three below.": "",
    }


@pytest.mark.parametrize(
    ("start", "end", "touched"),
    [
        (0, 3, "One is."),
        (4, 9, "One is. Two is."),
        (8, 15, "Two is."),
        (0, 25, "One is. Two is. Three is."),
    ],
)
def test_the_sentences_that_are_touched_are_around(start: int, end: int, touched: str) -> None:
    found = around(THREE, start, end)
    assert found is not None
    assert found.text == touched


def test_nothing_is_around_what_touches_no_sentence() -> None:
    assert around(THREE, 7, 8) is None
    assert around(paragraph("Waits.", notes=["https://www.nhs.uk"]), 12, 20) is None


def test_a_paragraph_without_words_has_no_span() -> None:
    assert list(spans(paragraph(""), 3)) == []
    assert around(replace(THREE, body=""), 0, 1) is None
