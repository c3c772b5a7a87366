"""How a question is put tells what kind of thing can answer it."""

from __future__ import annotations

import pytest

from assistant.asks import Asks, asks, demands, holds, is_count, things_demanded
from ingest.words import words


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many nurses left?", Asks.NUMBER),
        ("How much was spent?", Asks.MONEY),
        ("What proportion left?", Asks.SHARE),
        ("By when will it open?", Asks.DATE),
        ("Who runs it?", Asks.PERSON),
        ("Why was it late?", Asks.REASON),
        ("What are the steps?", Asks.LIST),
        ("How was it rated?", Asks.RATING),
        ("What is the exact wording?", Asks.WORDING),
    ],
)
def test_a_question_may_want(question: str, kind: Asks) -> None:
    assert kind in asks(question)


def test_a_question_that_does_not_tell_wants_nothing_special() -> None:
    assert asks("Did it work?") == demands("Did it work?") == frozenset()


def test_a_rating_is_no_share_unless_a_percentage_is_asked_for() -> None:
    assert Asks.SHARE not in asks("What rating did it get, and at what rate?")
    assert Asks.SHARE in asks("What percentage got a good rating?")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How much was spent on beds?", Asks.MONEY),
        ("How much money is there?", Asks.MONEY),
        ("how much cash is there", Asks.MONEY),
        ("What does it cost?", Asks.MONEY),
        ("What percentage of nurses left?", Asks.SHARE),
        ("what share of children was seen?", Asks.SHARE),
        ("How many nurses left?", Asks.NUMBER),
        ("How long do people wait?", Asks.DURATION),
        ("When did it open?", Asks.DATE),
        ("and since when?", Asks.DATE),
        ("In which year did it open?", Asks.DATE),
        ("What is their phone number?", Asks.CONTACT),
        ("What's the bill?", Asks.MONEY),
        ("How big is the research fund?", Asks.MONEY),
        ("what was their budget", Asks.MONEY),
        ("What recovery rate is there?", Asks.SHARE),
        ("How often do they meet?", Asks.NUMBER),
        ("What is the longest wait?", Asks.DURATION),
        ("How many weeks do they wait?", Asks.DURATION),
        ("How fast are they seen?", Asks.DURATION),
        ("How far away are they sent?", Asks.DISTANCE),
        ("How many miles do they go?", Asks.DISTANCE),
        ("When will it open?", Asks.DEADLINE),
        ("By when are all seen?", Asks.DEADLINE),
        ("by what year are all seen", Asks.DEADLINE),
        ("When was it supposed to open?", Asks.DEADLINE),
        ("How soon is it?", Asks.DEADLINE),
        ("Which hospitals closed?", Asks.NAMES),
        ("which pilot trusts are there", Asks.NAMES),
        ("What rating did it get?", Asks.RATING),
    ],
)
def test_a_question_demands(question: str, kind: Asks) -> None:
    assert kind in demands(question)


@pytest.mark.parametrize(
    "question",
    [
        "How much has the workforce grown?",
        "By how much did the number of nurses rise?",
        "How much more likely are they to leave?",
        "Did it help when it opened?",
        "Who is it for?",
        "What is the fund for?",
        "At what speed did the workforce grow?",
    ],
)
def test_a_question_about_something_else_demands_no_money_and_no_date(question: str) -> None:
    assert not demands(question) & {Asks.MONEY, Asks.DATE, Asks.SHARE}


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How long is the plan?", Asks.DURATION),
        ("How far did they get?", Asks.DISTANCE),
        ("When did it open?", Asks.DEADLINE),
        ("Which of them closed?", Asks.NAMES),
        ("What are hospitals for?", Asks.NAMES),
    ],
)
def test_a_question_does_not_demand(question: str, kind: Asks) -> None:
    assert kind not in demands(question)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Asks.MONEY, "£24 million was paid"),
        (Asks.MONEY, "some 24 million went"),
        (Asks.SHARE, "19.2% of them"),
        (Asks.SHARE, "19 per cent"),
        (Asks.SHARE, "a third of them"),
        (Asks.NUMBER, "four trusts"),
        (Asks.NUMBER, "Eighteen are open"),
        (Asks.DURATION, "within four weeks"),
        (Asks.DURATION, "for 18 months"),
        (Asks.DURATION, "a ten-day wait"),
        (Asks.DISTANCE, "some 30 miles from home"),
        (Asks.DISTANCE, "at 30 km"),
        (Asks.DEADLINE, "by March 2023"),
        (Asks.DEADLINE, "until the end of the year 2023"),
        (Asks.DEADLINE, "it will open in 2023"),
        (Asks.DEADLINE, "when parliamentary time allows"),
        (Asks.NAMES, "it opened in Leeds"),
        (Asks.CONTACT, "call NHS 111"),
        (Asks.DATE, "by March"),
        (Asks.DATE, "in 2021"),
        (Asks.DATE, "since last year"),
        (Asks.CONTACT, "write to a@b.org"),
        (Asks.RATING, "rated as requires improvement"),
        (Asks.PERSON, "Jane Doe said"),
        (Asks.LIST, "whatever"),
    ],
)
def test_a_text_holds(kind: Asks, text: str) -> None:
    assert holds(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Asks.MONEY, "additional funding was given to 40 areas"),
        (Asks.SHARE, "420,000 were seen"),
        (Asks.NUMBER, "many were seen"),
        (Asks.DURATION, "they wait for 420,000"),
        (Asks.DISTANCE, "far from home"),
        (Asks.DEADLINE, "it opened in 2019"),
        (Asks.DEADLINE, "they may open soon"),
        (Asks.NAMES, "it opened in three trusts of the NHS"),
        (Asks.NAMES, "The trusts opened"),
        (Asks.DATE, "they may march on"),
        (Asks.CONTACT, "please email us"),
        (Asks.RATING, "it was rated"),
        (Asks.PERSON, "The chair said"),
    ],
)
def test_a_text_does_not_hold(kind: Asks, text: str) -> None:
    assert not holds(kind, text)


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("What are the six parts of the check?", 6),
        ("Which three trusts opened?", 3),
        ("What 12 sites are there?", 12),
        ("Which parts has the check?", 0),
        ("What is the one thing to know?", 0),
        ("Which two of the nine were good?", 0),
        ("What happened in 2020 to nurses?", 0),
    ],
)
def test_a_question_says_how_many_things_it_wants(question: str, things: int) -> None:
    assert things_demanded(question) == things


@pytest.mark.parametrize(
    "question",
    ["What 24 hour services are there?", "Which 10 year plan is this?", "What 12 month pilot ran?"],
)
def test_a_length_of_time_is_not_a_number_of_things(question: str) -> None:
    assert things_demanded(question) == 0


@pytest.mark.parametrize(
    ("text", "counting"),
    [
        ("some 600 nurses", ["600"]),
        ("420,000 children in 2020/21 and 2021", ["420,000"]),
        ("for 3 months or ten years, four times", []),
        ("£24m for nine trusts", ["nine"]),
        ("£24 million for nine trusts", ["nine"]),
        ("£5,000 each", []),
        ("one of them", []),
        ("one hundred nurses", ["one", "hundred"]),
        ("half of them, a third, none", []),
        ("19% of nurses", ["19%"]),
        ("~50 nurses", ["~50"]),
        ("many nurses left", []),
    ],
)
def test_a_count_is_no_sum_year_duration_or_multiple(text: str, counting: list[str]) -> None:
    found = words(text)
    assert [word for at, word in enumerate(found) if is_count(found, at)] == counting
