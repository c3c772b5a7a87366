"""Hyphens at a line's end: those that only cut a word, and those that are the word's own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ingest.reading.english import english, english_of
from ingest.reading.pdf.hyphens import joined
from pdfs import Sheet, blocks_in

NOTHING = Counter[str]()


@pytest.mark.parametrize(
    "cut",
    ["long-/term", "out-/of-area", "out-of-/area", "half-/year", "ward-/based", "nurse-/led",
     "twenty-/eight", "co-/produced", "multi-/disciplinary", "risk-/sharing", "NHS-/funded"],
)  # fmt: skip
def test_a_compound_keeps_its_hyphen_though_the_document_has_it_nowhere_else(cut: str) -> None:
    assert joined(cut.split("/"), NOTHING) == cut.replace("/", "")


@pytest.mark.parametrize(
    "cut",
    ["commis-/sioning", "inte-/grated", "respon-/sible", "under-/standing", "safe-/guarding",
     "un-/avoidably", "rehabili-/tation", "assess-/ments", "kind-/nesses", "pre-/scriber"],
)  # fmt: skip
def test_a_word_that_a_line_cut_is_whole_though_the_document_has_it_nowhere_else(cut: str) -> None:
    assert joined(cut.split("/"), NOTHING) == cut.replace("-/", "")


def test_other_forms_in_the_document_tell_whether_a_hyphen_is_the_words_own() -> None:
    assert joined(["skill-", "mixing"], Counter(["skill-mix"])) == "skill-mixing"
    assert joined(["skill-", "mixing"], Counter(["skillmixed"])) == "skillmixing"


def test_a_prefix_keeps_its_hyphen_where_the_document_sets_it_with_one() -> None:
    assert joined(["re-", "tested"], NOTHING) == "retested"
    assert joined(["re-", "tested"], Counter(["re-use"])) == "re-tested"


def test_the_space_after_a_hyphen_that_waits_for_its_word_is_kept() -> None:
    assert (
        joined(["both short-", "and long-term stays"], NOTHING) == "both short- and long-term stays"
    )
    assert joined(["a thou-", "sand beds"], NOTHING) == "a thousand beds"
    assert joined(["every day-", "to-day need"], NOTHING) == "every day-to-day need"


def test_a_word_in_capitals_is_joined_only_where_it_is_known() -> None:
    assert joined(["COMMU-", "NITY BEDS"], Counter(["community"])) == "COMMUNITY BEDS"
    assert joined(["NHS-", "UCLH"], NOTHING) == "NHS-UCLH"


def test_a_range_of_years_over_a_line_end_has_no_space() -> None:
    assert joined(["in 2024–", "25 beds"], NOTHING) == "in 2024–25 beds"
    assert joined(["in 2024-", "25 beds"], NOTHING) == "in 2024-25 beds"


def test_general_english_has_whole_words_and_no_pieces_of_words() -> None:
    words = english().words
    assert {"commissioning", "integrated", "term"} <= words
    assert not {"longterm", "ment", "##ing"} & words


def test_without_the_model_the_document_alone_tells() -> None:
    assert english_of([]).words == frozenset()
    assert not english_of([]).has_form("safeguarding")


def test_a_page_whose_lines_end_in_compounds_is_read_as_printed(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.lines(
        ["The ward gives each patient a named nurse and a well-", "kept plan within thirty-",
         "six hours, and reviews its commit-", "ments at every month\u2019s end."],
        72, 700,
    )  # fmt: skip
    (block,) = blocks_in(tmp_path, sheet)
    assert "a well-kept plan within thirty-six hours" in block.text
    assert "its commitments at" in block.text
