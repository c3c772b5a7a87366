"""Two sentences contradict each other only where all else that they say is the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.checking.contradicting import Against, Source, against, of_one_time
from assistant.facts.reading import Context, Facts

LEEDS = Context(document="Waits in Leeds", publisher="the Leeds Trust")
OTHERS = Context(document="A leaflet on Leeds", publisher="The Echo")


def both(one: str, other: str, question: str = "", context: Context = OTHERS) -> bool:
    """Whether two sentences contradict each other, whichever is held against which."""
    of, to = Source(Facts(one, context=LEEDS), {"trust"}), Source(Facts(other, context=context))
    found = against(of, to, question)
    assert against(to, of, question) == found
    return found is Against.SURELY


@pytest.mark.parametrize(
    ("one", "other", "question"),
    [
        ("Patients waited 31 days in 2021.", "Patients waited 45 days in 2021.", "how long?"),
        ("Patients waited 31 days in 2021.", "In 2021 patients waited 45 days.", "how long?"),
        ("The ward budget is £3.2 million.", "The ward budget is £2.3 million.", "how much?"),
        ("The night target was met.", "The night target was not met.", "was it met?"),
        ("Waits for nurses rose in 2021.", "Waits for nurses fell in 2021.", "did waits rise?"),
        ("Staff may use the garden.", "Staff may not use the garden.", "may they?"),
        ("The clinic opened in May 2020.", "The clinic opened in July 2020.", "when was it?"),
        ("The clinic is led by Ann Mole.", "The clinic is led by Jo Tarn.", "who leads it?"),
        (
            "The clinic saw 310 patients in 2021, of whom 12 came back.",
            "The clinic saw 450 patients in 2021.",
            "how many?",
        ),
        (
            "Nurses saw 310 patients in 2021, a rise of 5 per cent.",
            "Nurses saw 450 patients in 2021, a rise of 40 per cent.",
            "how many?",
        ),
    ],
)
def test_another_number_date_name_or_direction_of_the_same_thing_contradicts(
    one: str, other: str, question: str
) -> None:
    assert both(one, other, question)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("Patients waited 45 days in 2020.", "another year"),
        ("Patients waited 45 days for a scan in 2021.", "another thing"),
        ("Children waited 45 days in 2021.", "another group"),
        ("Patients in York waited 45 days in 2021.", "another place"),
        ("Patients should wait 45 days in 2021.", "what should be"),
        ("Patients were to wait 18 days in 2021.", "what was planned"),
        ("Patients waited about 30 days in 2021.", "rounded"),
        ("Patients waited more than 30 days in 2021.", "a limit that is kept"),
        ("Patients waited 31 days in 2021.", "the same"),
        ("Nurses worked 45 hours in 2021.", "about something else"),
        ("The longest that patients waited was 45 days in 2021.", "the most of all"),
    ],
)
def test_what_is_not_of_the_same_thing_does_not_contradict(other: str, why: str) -> None:
    assert not both("Patients waited 31 days in 2021.", other, "how long?"), why


def test_a_date_counts_only_where_it_is_asked_when() -> None:
    one, other = "The clinic opened in May 2020.", "The clinic opened in July 2021."
    assert both(one, other, "when did the clinic open?")
    assert not both(one, other, "has the clinic opened?")


def test_a_name_counts_only_where_it_is_asked_who() -> None:
    one, other = "The clinic is led by Ann Mole.", "The clinic is led by Jo Tarn."
    assert both(one, other, "who leads the clinic?")
    assert not both(one, other, "is the clinic led well?")


def test_documents_that_share_no_name_speak_of_two_things() -> None:
    york = Context(document="Waits in York", publisher="York Trust")
    one, other = "Patients waited 31 days in 2021.", "Patients waited 45 days in 2021."
    assert not both(one, other, "how long?", york)


def test_we_is_whoever_publishes() -> None:
    one, other = "We closed 12 wards in 2021.", "We closed 15 wards in 2021."
    assert not both(one, other, "how many?")
    named = Context(document="Wards of the Leeds Trust", publisher="The Echo")
    other = "The trust closed 15 wards in 2021."
    assert both(one, other, "how many?", named)
    assert not both(one, other, "how many?", replace(named, document="Wards in Hull"))


@pytest.mark.parametrize(
    ("one", "other", "question", "same"),
    [
        ("There were 12 beds in 2021.", "There were 15 beds in 2021.", "how many?", True),
        ("There are 12 beds.", "There are 15 beds.", "how many?", False),
        ("It opened in May 2020.", "It opened in May 2021.", "when?", True),
        ("It will open in May 2020.", "It will open in May 2021.", "when?", False),
    ],
)
def test_two_sentences_are_of_one_time_by_a_year_or_as_what_is_past(
    one: str, other: str, question: str, same: bool
) -> None:
    assert of_one_time(Facts(one), Facts(other), question) is same


def test_a_word_that_only_one_of_them_has_leaves_it_likely() -> None:
    one = Source(Facts("Patients in Leeds waited 31 days in 2021.", context=LEEDS))
    other = Source(Facts("Patients in Leeds waited a slow 45 days in 2021.", context=OTHERS))
    assert against(one, other, "how long?") is Against.LIKELY
