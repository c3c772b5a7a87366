"""A question is one for every mention of a thing only if each of its words is accounted for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.surveys.request import SurveyRequest
from surveys import SCOPES, request, things


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraphs mention night shifts?",
        "which passages refer to night shifts",
        "What paragraphs talk about night shifts?",
        "In which sections are night shifts discussed?",
        "In how many of the paragraphs are night shifts brought up?",
        "how many paras name night shifts",
        "What's the total number of paragraphs mentioning night shifts?",
        "Count the paragraphs that deal with night shifts",
        "a tally of passages that touch on night shifts please",
        "Of all the paragraphs, how many cite night shifts?",
        "how often do night shifts come up",
        "How frequently are night shifts mentioned?",
        "how many times do night shifts crop up?",
        "Where are night shifts mentioned?",
        "where do they talk about night shifts",
        "everywhere night shifts are mentioned",
        "Show me every part that brings up night shifts",
        "List all the places night shifts are cited.",
        "Could I have a list of every paragraph in which night shifts appear?",
        "All mentions of night shifts, please",
        "references to night shifts",
        "Can you find every reference to night shifts?",
        "What are all the references to night shifts?",
        "Are there any paragraphs about night shifts?",
        "Is there any mention of night shifts?",
        "Does any passage mention night shifts?",
        "every paragraph on night shifts",
        "Give me all paragraphs where night shifts are discussed",
        "paragraphs with the words 'night shifts' in them",
        "Which paragraphs contain the phrase “night shifts”?",
        "which paragraphs have anything to say about night shifts",
        "I need everything about night shifts",
        "Everything they say about night shifts",
        "everything relating to night shifts",
        "Night shifts: in how many paragraphs are they mentioned?",
        "night shifts - which paragraphs mention them",
        "Night shifts are mentioned in how many paragraphs?",
        "Hello! Do night shifts come up much? How many paragraphs?",
        "how many paragrahps mention night shifts",
    ],
)
def test_however_it_is_asked_the_thing_is_the_same(question: str) -> None:
    assert [thing.lower() for thing in things(question)] == ["night shifts"]


@pytest.mark.parametrize(
    "question",
    [
        # a clause is mentioned, not a thing
        "Which paragraphs mention that wards will close?",
        "Which paragraphs mention why wards close?",
        "Which paragraphs mention what wards need?",
        "Which passages say wards are closing?",
        "Where do they say where wards are?",
        "Which paragraphs mention staff leaving the wards?",
        "Which paragraphs mention wards that have closed?",
        "Where is it mentioned that £24 million was spent?",
        "How many paragraphs mention the beds they have?",
        "Everything about this is wrong",
        # what is to be done by when
        "Everything that has to be ready by 2025",
        "List everything due in 2023/24",
        "All targets with a deadline of 2023/24",
        "Which paragraphs mention work to be completed in 2024?",
        "all pledges for 2023/24",
        "every sum over £5 million promised by 2024",
        "Which paragraphs mention missed milestones?",
        # a time before, after or between
        "All figures since 2019/20",
        "List all figures before 2020",
        "all figures between 2019 and 2021",
        "all numbers from 2019 to 2021",
        # more than a thing
        "Which paragraphs do not mention wards?",
        "Which paragraphs mention wards but not beds?",
        "Which paragraphs mention wards most often?",
        "Which paragraphs after 40 mention wards?",
        "Which paragraphs only mention wards?",
        "Which paragraphs mention wards, and who runs them?",
        "Why do the paragraphs mention wards?",
        "What does paragraph 5 mention?",
        "Which paragraph 5 figures mention wards?",
        # another thing is asked for
        "Which hospitals are mentioned?",
        "How many trusts are mentioned in the response?",
        "What charities do the documents mention?",
        "List all the trusts mentioned",
        "Which trusts are mentioned in the paragraphs?",
        "What does every paragraph mention about wards?",
        "Which document mentions wards most?",
        "Who mentions wards?",
        "When were wards first mentioned?",
        "What do the documents say about wards?",
        "Which sections of the Mental Health Act are mentioned?",
        # no paragraphs are asked for
        "Did they mention wards?",
        "Do all paragraphs mention wards?",
        "Is everything on track?",
        "Is every ward mentioned?",
        "How often do falls occur on wards?",
        "How many times were patients restrained?",
        "Where can I find the number to ring?",
        "Which places have wards?",
        "Which services cover dementia?",
        "Which part of the system deals with complaints?",
        "Where are patients referred to?",
        "Which patients are referred to the teams?",
        "Find me the paragraph on wards",
        "List the nine commitments",
        "How many paragraphs are there?",
        "Which paragraphs are about it?",
        # no list of sums or figures
        "How many nurses were there in 2019/20?",
        "What was the figure for 2019/20?",
        "bed numbers for 2023 please",
        "What happened in 2021?",
        "Which services got more than £10 million?",
        "Was more than £5 million spent?",
        "What is above £5 million?",
        "What was all the funding over £1m for?",
        "All sums above £5m or £10m",
        "all figures for 2020/21 compared with 2019/20",
        "Which figures rose in 2020/21?",
        "all figures over 50%",
        "",
        "?!",
        "which paragraphs mention '…'?",
    ],
)
def test_a_question_that_says_more_or_asks_something_else_is_none(question: str) -> None:
    assert SurveyRequest.of(question, SCOPES) is None


@pytest.mark.parametrize(
    ("topic", "wanted"),
    [
        ("nursing homes", ["nursing homes"]),
        ("waiting lists", ["waiting lists"]),
        ("drug use", ["drug use"]),
        ("special needs", ["special needs"]),
        ("a place of safety", ["place of safety"]),
        ("care in the community", ["care in the community"]),
        ("the Royal College of Nursing", ["Royal College of Nursing"]),
        ("GPs", ["GPs"]),
        ("A&Es", ["A&Es"]),
        ("section 136", ["section 136"]),
        ("wards or beds", ["wards", "beds"]),
        ("wards, beds or staff", ["wards", "beds", "staff"]),
        ("the third or voluntary sector (VCSE)", ["third", "voluntary sector", "VCSE"]),
        ("wards and beds", ["wards and beds"]),
        ('"we will" or wards', ["we will", "wards"]),
        ("the Act, also known as 'the MHA'", ["Act", "the MHA"]),
        ("commitments", ["commitments"]),
        ("wards at all", ["wards"]),
        ("wards by name", ["wards"]),
        ("the word ward in any form", ["ward"]),
    ],
)
def test_a_thing_is_read_whole(topic: str, wanted: list[str]) -> None:
    assert things(f"Which paragraphs mention {topic}?") == wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("List all sums over £1 million for crisis care", ["crisis care"]),
        ("all crisis care funding of £1m or more", ["crisis care"]),
        ("every amount above £1m", []),
        ("Which paragraphs mention sums above £1m?", []),
        ("Which paragraphs mention £5m for wards?", ["wards"]),
        ("how many grants over £1m are there?", []),
        ("list everything over £1m", []),
    ],
)
def test_words_for_sums_are_no_thing_beside_a_sum(question: str, wanted: list[str]) -> None:
    found = request(question)
    assert [thing.text for thing in found.things] == wanted
    assert len(found.bounds) == 1


@pytest.mark.parametrize(
    ("question", "periods", "wanted", "figures"),
    [
        ("List all figures for 2019/20", ("2019/20",), [], True),
        ("every number given for 2019-20 on beds", ("2019/20",), ["beds"], True),
        ("What data is there for 2021?", ("2021",), [], True),
        ("Which paragraphs mention 2021?", ("2021",), [], False),
        (
            "Where are beds mentioned for 2019/20 or 2020/21?",
            ("2019/20", "2020/21"),
            ["beds"],
            False,
        ),
        ("Which paragraphs mention data sharing in 2021?", ("2021",), ["data sharing"], False),
        ("Which paragraphs mention funding in 2021?", ("2021",), ["funding"], False),
        ("Everything about 2021 and beds", ("2021",), ["beds"], False),
    ],
)
def test_a_period_is_read_with_what_it_is_wanted_for(
    question: str, periods: tuple[str, ...], wanted: list[str], figures: bool
) -> None:
    found = request(question)
    assert (found.periods, things(question), found.figures) == (periods, wanted, figures)


def test_sums_of_a_year_are_sums() -> None:
    found = request("List all sums of money for 2021/22")
    assert (found.periods, [bound.said for bound in found.bounds]) == (("2021/22",), ["of money"])


@pytest.mark.parametrize(
    ("question", "certain"),
    [
        ("Which paragraphs mention night shifts?", True),
        ("Which paragraphs talk about shifts?", True),
        ("Which paragraphs talk about night shifts?", False),
        ("Which paragraphs talk about 'night shifts'?", True),
        ("Which paragraphs mention staff on night shifts?", False),
        ("Which paragraphs mention long dark winter night shifts?", False),
        ("Everything about shifts", False),
        ("Where are mentions of shifts recorded?", False),
    ],
)
def test_only_a_short_thing_that_is_plainly_asked_for_is_certain(
    question: str, certain: bool
) -> None:
    assert [thing.certain for thing in request(question).things] == [certain]


@given(st.lists(st.sampled_from(
    "which how many paragraphs mention of the all in over £5m 2019/20 or , ' “ ( ? wards say about"
    " everything list number where is by it response".split()), max_size=9))  # fmt: skip
def test_any_words_in_any_order_can_be_read(words: list[str]) -> None:
    found = SurveyRequest.of(" ".join(words), SCOPES)
    assert found is None or found.things or found.bounds or found.periods
