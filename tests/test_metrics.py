"""Every figure is what its name says, and over nothing there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Answer, Citation, Outcome, Statement
from evals.metrics import (
    LONGEST,
    Scored,
    figures,
    normalised,
    percentile,
    score,
    share,
    states_facts,
)
from evals.questions import Question
from passages import PLAN, paragraph, passage

ASKED = Question(
    id="q1",
    family="number",
    question="How many left?",
    gold=("plan/1", "plan/2"),
    facts=(("420", "four hundred and twenty"), ("in 2020",)),
)
UNANSWERABLE = Question(id="q2", family="off-subject", question="Will it rain?")
FIRST = paragraph("Some 420 left in 2020.", number="1")
OTHER = paragraph("Beds closed.", number="9")

RIGHT = Scored(
    question=ASKED,
    refused=False,
    rank=0,
    facts_stated=True,
    gold_cited=True,
    first_citation_gold=True,
    citations=2,
    citations_gold=1,
    quotes_verbatim=2,
    numbers_carried=2,
    says_what_is_open=True,
    words=20,
    seconds=0.1,
)
UNCITED = replace(
    RIGHT, rank=3, gold_cited=False, first_citation_gold=False, citations=2, citations_gold=0
)
REFUSED = replace(
    RIGHT,
    refused=True,
    rank=None,
    facts_stated=False,
    gold_cited=False,
    first_citation_gold=False,
    citations=0,
    citations_gold=0,
    quotes_verbatim=0,
    numbers_carried=0,
)
RIGHTLY_REFUSED = replace(REFUSED, question=UNANSWERABLE)
MADE_UP = replace(RIGHT, question=UNANSWERABLE, rank=None, citations_gold=0, quotes_verbatim=1)


def answered(*cited: tuple[str, str], outcome: Outcome = Outcome.ANSWERED) -> Answer:
    """An answer that quotes the paragraphs FIRST ("1") and OTHER ("9")."""
    by_number = {"1": FIRST, "9": OTHER}
    return Answer(
        question="How many left?",
        standalone="How many left?",
        outcome=outcome,
        message="They do not say.",
        statements=tuple(Statement(quote, n) for n, (_, quote) in enumerate(cited, 1)),
        citations=tuple(
            Citation(n, PLAN, by_number[number], quote)
            for n, (number, quote) in enumerate(cited, 1)
        ),
        passages=(passage(OTHER, score=0.9), passage(FIRST, score=0.8)),
        seconds=0.5,
    )


def test_an_answer_is_scored_against_its_question() -> None:
    found = score(ASKED, answered(("9", "Beds closed."), ("1", "Some 420 left in 2020.")))
    assert found == Scored(
        question=ASKED,
        refused=False,
        rank=1,
        facts_stated=True,
        gold_cited=True,
        first_citation_gold=False,
        citations=2,
        citations_gold=1,
        quotes_verbatim=2,
        numbers_carried=2,
        says_what_is_open=True,
        words=7,
        seconds=0.5,
    )
    assert found.right


def test_an_answer_without_a_fact_is_not_right() -> None:
    found = score(ASKED, answered(("1", "Some 420 left")))
    assert (found.facts_stated, found.gold_cited, found.right) == (False, True, False)


def test_an_answer_that_cites_another_paragraph_is_not_right() -> None:
    found = score(ASKED, answered(("9", "Some 420 left in 2020.")))
    assert (found.facts_stated, found.gold_cited, found.right) == (True, False, False)


def test_a_quote_that_does_not_stand_in_its_paragraph_is_counted() -> None:
    found = score(ASKED, answered(("1", "Some 420 left in 2020."), ("9", "Beds close.")))
    assert (found.citations, found.quotes_verbatim) == (2, 1)


def test_a_refusal_is_wrong_of_what_is_answered_and_right_of_what_is_not() -> None:
    refusal = answered(outcome=Outcome.NOT_IN_DOCUMENTS)
    assert not score(ASKED, refusal).right
    assert score(UNANSWERABLE, refusal).right
    assert not score(UNANSWERABLE, answered(("9", "Beds closed."))).right


def test_a_gold_paragraph_that_was_not_found_has_no_rank() -> None:
    assert score(replace(ASKED, gold=("plan/7",)), answered()).rank is None


def test_one_of_every_group_must_be_cited() -> None:
    both = replace(ASKED, gold=("plan/1", "plan/9"), each=(("plan/1",), ("plan/9",)))
    one = answered(("1", "Some 420 left in 2020."))
    two = answered(("1", "Some 420 left in 2020."), ("9", "Beds closed."))
    assert not score(both, one).right
    assert score(both, two).right


def test_a_part_that_is_left_open_must_be_named_as_open() -> None:
    asked = replace(ASKED, leaves_open=("cost",))
    partial = replace(answered(("1", "Some 420 left in 2020.")), outcome=Outcome.PARTIAL)
    assert score(asked, replace(partial, message="They do not say what it cost.")).right
    assert not score(asked, replace(partial, message="They do not say why.")).right
    whole = replace(partial, outcome=Outcome.ANSWERED, message="They do not say what it cost.")
    assert not score(asked, whole).right


def test_a_number_that_its_paragraph_does_not_have_is_counted() -> None:
    answer = answered(("1", "Some 420 left in 2020."), ("9", "Beds closed."))
    made_up = replace(answer.statements[1], text="Beds closed in 30 wards.")
    found = score(ASKED, replace(answer, statements=(answer.statements[0], made_up)))
    assert (found.citations, found.numbers_carried) == (2, 1)


def test_too_long_an_answer_is_not_right_but_a_list_may_be_longer() -> None:
    long = replace(answered(("1", "Some 420 left in 2020.")), message="")
    padded = replace(long.statements[0], text="Some 420 left in 2020." + " And so on." * LONGEST)
    assert not score(ASKED, replace(long, statements=(padded,))).right
    listed = replace(padded, item=True)
    assert score(ASKED, replace(long, statements=(listed,))).right


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("some 420 left in 2020", True),
        ("Four  Hundred and\ntwenty left IN 2020", True),
        ("some 420 left", False),
        ("left in 2020", False),
        ("", False),
    ],
)
def test_every_fact_must_be_stated_in_one_of_its_wordings(text: str, stated: bool) -> None:
    assert states_facts(text, ASKED.facts) == stated


def test_no_facts_are_stated_by_anything() -> None:
    assert states_facts("", ())


def test_quotation_marks_case_and_spaces_make_no_difference() -> None:
    assert normalised(" The  ‘Panel’s’\n“VIEW” ") == "the 'panel's' \"view\""


def test_a_share_of_nothing_is_none() -> None:
    assert share([]) is None
    assert share([True, False, False, True]) == 0.5


@pytest.mark.parametrize(
    ("at", "value"), [(0, 1.0), (0.5, 3.0), (0.75, 4.0), (0.95, 5.0), (1, 5.0)]
)
def test_a_percentile_is_one_of_the_values(at: float, value: float) -> None:
    assert percentile([5.0, 1.0, 4.0, 2.0, 3.0], at) == value
    assert percentile([7.0], at) == 7.0
    assert percentile([], at) is None


def test_over_no_answers_every_figure_is_none() -> None:
    assert set(figures([]).values()) == {None}
    assert len(figures([])) >= 10


def test_figures_of_answers_made_by_hand() -> None:
    found = figures([RIGHT, UNCITED, REFUSED, RIGHT, RIGHTLY_REFUSED, MADE_UP])
    assert found == {
        "right paragraph in first 1": 2 / 4,
        "right paragraph in first 3": 2 / 4,
        "right paragraph in first 5": 3 / 4,
        "answered rightly": 2 / 4,
        "first citation right": 2 / 3,
        "citation precision": 2 / 6,
        "quotes verbatim": 7 / 8,
        "numbers in their paragraph": 8 / 8,
        "refusal precision": 1 / 2,
        "refusal recall": 1 / 2,
        "not wrongly refused": 3 / 4,
    }


def test_a_figure_is_none_where_no_answer_is_eligible_for_it() -> None:
    found = figures([RIGHTLY_REFUSED])
    assert found["refusal recall"] == found["refusal precision"] == 1
    of_answerable = set(found) - {"refusal recall", "refusal precision"}
    assert {name for name, figure in found.items() if figure is None} == of_answerable


def test_nothing_wrongly_refused_is_not_the_same_as_nothing_refused() -> None:
    found = figures([RIGHT])
    assert found["refusal precision"] is None
    assert found["refusal recall"] is None
    assert found["not wrongly refused"] == 1
