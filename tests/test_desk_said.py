"""What the desk found is said in the same words wherever it is shown."""

from __future__ import annotations

import pytest

from assistant.checking.difference import Difference
from assistant.checking.spans import spans
from assistant.desk.check import Checked, Verdict
from assistant.desk.said import (
    VERDICTS,
    difference_line,
    not_there_line,
    result_line,
    verdict_lines,
)
from assistant.desk.wording import Found, Place, Wording
from assistant.facts.facts import Kind
from passages import PLAN, paragraph

CLAIM = "Waits fell."
PLACE = Place(PLAN, next(spans(paragraph(CLAIM), 1)), ())


@pytest.mark.parametrize(
    ("found", "places", "line"),
    [
        (Found.EXACT, 1, "Word for word:"),
        (Found.EXACT, 3, "Word for word, in 3 places:"),
        (Found.NEAR, 3, "Not word for word. The nearest, with what differs marked:"),
        (Found.ABSENT, 0, "Not in these documents."),
    ],
)
def test_what_a_look_up_came_to_is_one_line(found: Found, places: int, line: str) -> None:
    assert result_line(Wording("waits", found, (PLACE,) * places)) == line


def test_words_that_are_not_there_are_named() -> None:
    assert not_there_line(Place(PLAN, PLACE.span, (), 0.8, ("rose", "twice"))) == (
        "Not there: “rose”, “twice”"
    )
    assert not_there_line(PLACE) == ""


def test_every_verdict_is_said() -> None:
    assert set(VERDICTS) == set(Verdict)


@pytest.mark.parametrize(
    ("kind", "instead", "line"),
    [
        (Kind.NUMBER, "41", "number “Waits”: the source has “41”"),
        (Kind.DATE, "", "date “Waits”: not found there"),
        (Kind.NAME, "A, B, C, D", "name “Waits”: the source has “A”, “B”, “C”"),
        (Kind.GROUP, "adults", "group “Waits”: the source has “adults”"),
        (Kind.OPPOSITE, "more", "word “Waits”: the source has “more”"),
        (Kind.WORD, "", "word “Waits”: not found there"),
        (Kind.DENIAL, "not", "“Waits”: the source denies it (“not”)"),
        (Kind.DENIAL, "", "“Waits”: the source does not deny it"),
        (Kind.STRENGTH, "aims to", "“Waits”: the source says “aims to”"),
        (Kind.OUTCOME, "not met", "“Waits”: the source says “not met”"),
    ],
)
def test_a_difference_of_every_kind_is_one_line(kind: Kind, instead: str, line: str) -> None:
    assert difference_line(CLAIM, Difference(kind, 0, 5, instead)) == line


def test_behind_a_verdict_are_its_differences_once_each_or_what_nothing_speaks_of() -> None:
    difference = Difference(Kind.NUMBER, 0, 5, "41")
    differs = Checked(CLAIM, Verdict.DIFFERS, (PLACE,), (difference, difference))
    assert list(verdict_lines(differs)) == ["number “Waits”: the source has “41”"]
    lacking = Difference(Kind.NUMBER, 6, 10)
    absent = Checked(CLAIM, Verdict.ABSENT, (PLACE,), (difference, lacking), ((0, 5),))
    assert list(verdict_lines(absent)) == ["not found there: “Waits”, “fell”"]
    assert list(verdict_lines(Checked(CLAIM, Verdict.VERBATIM, (PLACE,)))) == []
