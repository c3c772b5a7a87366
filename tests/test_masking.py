"""What is personal is masked before it is kept, and what only looks like it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.library.library import Library
from assistant.personal.kinds import Kind
from assistant.personal.masking import masked
from assistant.settings import Settings
from evals.questions import Part, read_questions


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("943 476 5919", Kind.NHS_NUMBER),
        ("9434765919", Kind.NHS_NUMBER),
        ("943-476-5919", Kind.NHS_NUMBER),
        ("943\u00a0476\u00a05919", Kind.NHS_NUMBER),
        ("AB 12 34 56 C", Kind.INSURANCE_NUMBER),
        ("ab123456c", Kind.INSURANCE_NUMBER),
        ("JG-10-37-59-A", Kind.INSURANCE_NUMBER),
        ("a.smith@example.org", Kind.EMAIL),
        ("o'brien+board@trust.example.nhs.uk", Kind.EMAIL),
        ("0161 496 0000", Kind.TELEPHONE),
        ("(0161) 496 0000", Kind.TELEPHONE),
        ("07700900123", Kind.TELEPHONE),
        ("07700 900 123", Kind.TELEPHONE),
        ("020-7946-0958", Kind.TELEPHONE),
        ("01632.960.001", Kind.TELEPHONE),
        ("+44 (0)20 7946 0958", Kind.TELEPHONE),
        ("+447700900123", Kind.TELEPHONE),
        ("0044 20 7946 0958", Kind.TELEPHONE),
        ("+33 1 99 00 12 34", Kind.TELEPHONE),
        ("4111 1111 1111 1111", Kind.CARD),
        ("4111111111111111", Kind.CARD),
        ("5555-5555-5555-4444", Kind.CARD),
        ("3782 822463 10005", Kind.CARD),
    ],
)
@pytest.mark.parametrize("frame", ["{}", "it is {}.", "({}), paragraph 39", "of 39, {}; of £5m"])
def test_what_is_personal_is_masked_wherever_it_stands(text: str, kind: Kind, frame: str) -> None:
    kept = masked(frame.format(text))
    assert kind.mask in kept
    assert not any(len(run) > 3 for run in kept.replace(kind.mask, "").split() if run.isdigit())
    before, after = frame.split("{}")
    assert kept.startswith(before.rstrip("("))
    assert kept.endswith(after.lstrip(")"))


@pytest.mark.parametrize(
    "text",
    [
        "paragraphs 39, 40 and 41 to 128",
        "943 476 5918",
        "a 10 figure 4000000001 of something",
        "£2,000,000,000 and £4010232137",
        "1,234,567,890 people",
        "in 2019/20, 2020/21 and 2021/22",
        "2019 2020 2021 2022",
        "4111 1111 1111 1112",
        "on 01-02-2020, 04.03.2021 and 2021-03-04 10:30",
        "01/02/2020 12:00",
        "CP 642 and HC 123456",
        "AB 12 34 56 E",
        "GB 12 34 56 A",
        "128,200 staff, 59.0%, 0.5 and 1.5m",
        "call 111, 999, 116 123 or text 85258",
        "paragraphs 1 2 3 4 5 6 7 8 9 10 11",
        "ISBN 978-1-5286-3191-4",
        "score 0.0161 4960000",
        "who is @parity or user@home?",
        "0000 0000 0000 0000",
    ],
)
def test_what_only_looks_personal_stays(text: str) -> None:
    assert masked(text) == text


def test_ten_digits_that_are_called_an_nhs_number_are_one_whatever_their_check_digit() -> None:
    assert masked("my NHS number: 943 476 5918") == f"my NHS number: {Kind.NHS_NUMBER.mask}"


def test_several_in_one_text_are_all_masked() -> None:
    text = "Ann (a@b.example, 0161 496 0000) is 943 476 5919, AB123456C."
    masks = (Kind.EMAIL, Kind.TELEPHONE, Kind.NHS_NUMBER, Kind.INSURANCE_NUMBER)
    assert masked(text) == "Ann ({}, {}) is {}, {}.".format(*(kind.mask for kind in masks))


def test_nothing_of_the_documents_or_of_the_reference_questions_is_masked(home_index: Path) -> None:
    library = Library.open(Settings(index_dir=home_index))
    texts = [library.paragraphs[key].text for key in library.paragraphs]
    texts += [of.question for of in read_questions() if of.part is Part.TUNE]
    changed = [text for text in texts if masked(text) != text]
    assert len(texts) > 500
    assert changed == []
