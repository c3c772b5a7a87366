"""What a claim gives to another thing, compares the other way round, or says of more is found."""

from __future__ import annotations

import pytest

from assistant.checking.differences import differences
from assistant.checking.instead import in_place_of
from assistant.facts.reading import Context, Facts
from assistant.facts.units import paired


def found(claim: str, source: str, around: str = "") -> dict[str, str]:
    """The words of a claim that differ, each with what the source has instead."""
    context = Context(around=around or source)
    return {
        claim[d.start : d.end]: d.instead
        for d in differences(Facts(claim), Facts(source, context=context))
    }


@pytest.mark.parametrize(
    ("claim", "source", "words"),
    [
        ("Leeds has 8 beds and Hull 5.", "Leeds has 5 beds and Hull 8.", "8"),
        ("40% of nurses left.", "12% of nurses left, against a target of 40%.", "40%"),
        ("Some 2,700 served adults and 5,140 children.",
         "Some 5,140 served adults and 2,700 children.", "2,700"),
        ("Beds rose from 59 before the flood to 80 in the latest count.",
         "Before the flood there were 80 beds. In the latest count there are 59.", "59"),
        ("Beds closed in 2019 and wards in 2017.", "Beds closed in 2017 and wards in 2019.",
         "2019"),
        ("66% of urgent cases were seen.",
         "The shares stand at 59% (n=38 of 64) and 66% (n=16 of 24) for urgent and routine cases"
         " respectively.", "66%"),
        ("Beds were rated good and wards inadequate.",
         "Beds – inadequate\nWards – good", "good"),
        ("The Hull Board leads a review.",
         "The Leeds Trust leads a review with experts of the Hull Board.", "Hull Board"),
        ("There were 64 beds in 2020.", "There were 58 beds in 2020 and 64 in 2019.", "64"),
    ],
)  # fmt: skip
def test_what_is_given_to_another_thing_is_found(claim: str, source: str, words: str) -> None:
    assert words in found(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Hull has 8 beds, Leeds 5.", "Leeds has 5 beds and Hull 8."),
        ("12% of nurses left.", "12% of nurses left, against a target of 40%."),
        ("59% of urgent cases and 66% of routine cases were seen.",
         "The shares stand at 59% (n=38 of 64) and 66% (n=16 of 24) for urgent and routine cases"
         " respectively."),
        ("Between May 2020 and June 2021 beds closed.", "Beds closed from May 2020 to June 2021."),
        ("38 of 64 urgent cases were seen.", "59% (n=38 of 64) of urgent cases were seen."),
        ("Wards were rated good.", "Beds – inadequate\nWards – good"),
    ],
)  # fmt: skip
def test_what_is_given_to_the_same_thing_is_not(claim: str, source: str) -> None:
    assert found(claim, source) == {}


@pytest.mark.parametrize(
    ("claim", "source", "words"),
    [
        ("Supply grew faster than demand.", "Demand grew faster than supply.", "than"),
        ("Supply outpaced demand.", "Demand grew faster than supply.", "outpaced"),
        ("It is due to pay rather than hours.", "It is due to hours rather than pay.", "than"),
        ("The Board, and not the panel, chooses.", "The panel, and not the Board, chooses.",
         "not"),
        ("Beds were higher in 2021 than in 2019.", "There were 58 beds in 2021 and 64 in 2019.",
         "than"),
        ("Hull and Leeds have 5 and 8 beds respectively.",
         "Leeds and Hull have 5 and 8 beds respectively.", "leeds"),
    ],
)  # fmt: skip
def test_a_comparison_that_is_turned_round_is_found(claim: str, source: str, words: str) -> None:
    assert words in {one.lower() for one in found(claim, source)}
    assert found(source, source) == {}


@pytest.mark.parametrize(
    ("claim", "source", "words", "instead"),
    [
        ("Waits improved in Leeds.", "Waits worsened in Leeds.", "improved", "worsened"),
        ("Staffing rose.", "There was a fall in staffing.", "rose", "fall"),
        ("It is two points higher than in 2019.",
         "It is two points lower than in 2019, and morale is one point higher.", "higher",
         "lower"),
        ("Little progress was made.", "Good progress was made.", "Little", "Good"),
        ("All trusts use it.", "Some trusts use it.", "All", "Some"),
        ("All nine wards opened.", "Three of the nine wards opened.", "All", "Three"),
        ("The approach is now in use.", "The approach is being piloted.", "now", "piloted"),
        ("The service is available everywhere.", "The service is on trial.", "available", "trial"),
        ("It is the largest cause of death.", "It is one of the largest causes of death.",
         "largest", "one of"),
        ("Occupancy is at safe levels.", "Occupancy is over safe levels.", "at", "over"),
        ("At most 40 beds closed.", "More than 40 beds closed.", "40", "at least"),
        ("Staff are employed by the NHS.", "Staff are employed outside of the NHS.", "NHS",
         "outside"),
        ("Every trust must appoint a member.", "Every trust has a member.", "must", "no duty"),
    ],
)  # fmt: skip
def test_direction_scope_and_limits_that_differ_are_found_with_what_stands_instead(
    claim: str, source: str, words: str, instead: str
) -> None:
    assert found(claim, source).get(words) == instead


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Waits fell in Leeds.", "There was a fall in waits in Leeds."),
        ("Every trust uses it.", "All trusts use it."),
        ("The approach is being tried out now.", "The approach is being piloted."),
        ("Over 40 beds closed.", "More than 40 beds closed."),
        ("£30 was saved for each patient, over three months.",
         "£30 was saved (over 3 months) per patient."),
        ("No ward was ever as large as this.", "This is the largest ward to date."),
        ("Staff work outside the NHS.", "Staff work for non-NHS bodies."),
    ],
)  # fmt: skip
def test_the_same_direction_scope_and_limit_in_other_words_do_not_differ(
    claim: str, source: str
) -> None:
    assert found(claim, source) == {}


PARAGRAPH = (
    "Forty hubs were created. They are an ambitious programme. They have been set up at pace."
    " They offer a rapid assessment. They have been accessed 41,000 times by 900 nurses."
)
ACCESSED = "They have been accessed 41,000 times by 900 nurses."


def test_a_right_number_of_another_sentence_of_the_paragraph_is_carried() -> None:
    claim = "The 40 hubs that were created have been accessed 41,000 times by 900 nurses."
    assert found(claim, ACCESSED, PARAGRAPH) == {}


def test_a_number_that_the_paragraph_gives_for_something_else_is_shown_with_that() -> None:
    claim = "Some 40 nurses and 900 others accessed them 41,000 times."
    assert found(claim, ACCESSED, PARAGRAPH)["40"] == "Forty hubs were created"


def test_a_number_that_the_paragraph_does_not_have_has_nothing_instead() -> None:
    assert found("They were accessed 41,000 times by 900 nurses in 12 areas.", ACCESSED) == {
        "12": ""
    }


@pytest.mark.parametrize(
    ("claim", "source", "words", "instead"),
    [
        ("It will help ferries to sail.", "It will help local trusts to sail.", "ferries",
         "local trusts"),
        ("They support ferries.", "They support trusts.", "ferries", "trusts"),
        ("They support ferries now.", "They support.", "ferries", ""),
        ("Ferries sail.", "Trusts act.", "Ferries", ""),
    ],
)  # fmt: skip
def test_what_stands_between_the_same_words_is_what_the_source_has_instead(
    claim: str, source: str, words: str, instead: str
) -> None:
    of, has = Facts(claim), Facts(source)
    pairs = paired(of.units, has.units, mistyped=False)
    start = claim.index(words)
    assert in_place_of(of, has, pairs, start, start + len(words)) == instead
