"""A figure for one group is no answer about another."""

from __future__ import annotations

import pytest

from assistant.facts.groups import GENERAL, groups_of
from builders import real_corpus
from ingest.profile import ExclusiveSet, Member, Profile

HOME = groups_of(real_corpus().profile)


@pytest.mark.parametrize(
    ("question", "evidence", "member"),
    [
        ("How many adults were seen?", "Some 353 children and young people were seen", "adults"),
        ("How many children were seen?", "Some 353 adults were seen", "children"),
        ("Is it better in Scotland?", "In England 50 were seen", "scotland"),
        ("How many midwives?", "Some 120 nurses and 12 psychiatrists", "midwives"),
        ("How many routine cases?", "Some 80% of urgent cases", "routine"),
        ("What about new dads?", "Some 30,000 more women", "dads"),
        ("And Chinese people?", "Black people are four times likelier", "chinese"),
        ("How many pensioners were seen?", "Some 353 adults were seen", "pensioners"),
        ("How many toddlers were seen?", "Some 353 children were seen", "toddlers"),
        ("Was it so for Gypsy people?", "Black people are four times likelier", "gypsy"),
        ("Is dementia care better?", "Eating disorder services grew", "dementia"),
        ("How long for ADHD?", "People with psychosis wait two weeks", "adhd"),
        ("How much for cancer care?", "Some £5m for crisis care", "cancer care"),
        ("Is dental care there?", "Maternity services opened", "dental care"),
        ("What do school governors do?", "The foundation trust governors ask", "school governors"),
        ("How many students at university?", "Some 353 pupils", "students at university"),
        ("Are psychologists leaving?", "Some 9 psychiatrists left", "psychologists"),
    ],
)
def test_evidence_about_the_others_of_a_set_is_about_somebody_else(
    question: str, evidence: str, member: str
) -> None:
    assert HOME.another_member(question, evidence) == member


@pytest.mark.parametrize(
    ("question", "evidence"),
    [
        ("How many adults were seen?", "Some 5 adults and 353 children were seen"),
        ("How many kids, er, teenagers were seen?", "Some 353 young people were seen"),
        ("How many adults were seen?", "Some 353 people were seen"),
        ("How many were seen?", "Some 353 children were seen"),
        ("How many adults or children were seen?", "Some 353 children were seen"),
        ("Is it so in England?", "England's services opened"),
        ("Are women helped?", "Some 30,000 more women"),  # "men" does not stand in "women"
        ("How many urgent cases?", "Some 80% of urgent and 84% of routine cases"),
        ("How many patients with anorexia?", "Some 353 with eating disorders"),
        ("How many with Alzheimer's?", "Some 353 with dementia"),
        ("Is the crisis over?", "Maternity services opened"),  # no crisis service
        ("What do governors ask?", "School governors ask"),
        ("Is it about white papers?", "Black people are four times likelier"),
    ],
)
def test_evidence_that_names_the_group_or_none_is_let_through(question: str, evidence: str) -> None:
    assert HOME.another_member(question, evidence) is None


def test_non_urgent_is_not_urgent() -> None:
    assert HOME.another_member("How many urgent cases?", "Some 9 non-urgent cases") is None
    assert HOME.another_member("How many routine cases?", "Some 9 non-urgent cases") is None


@pytest.mark.parametrize(
    ("earlier", "latest", "asked"),
    [
        ("How many urgent cases in all?", "and routine ones?", "How many routine cases in all?"),
        ("Are nurses leaving?", "what about doctors?", "Are doctors leaving?"),
        ("Is it so in England?", "and in Wales?", "Is it so in Wales?"),
    ],
)
def test_a_question_is_asked_of_the_other_member(earlier: str, latest: str, asked: str) -> None:
    assert HOME.with_other_member(earlier, latest) == asked


@pytest.mark.parametrize(
    ("earlier", "latest"),
    [
        ("How many urgent cases were seen?", "and urgent ones in May?"),  # the same member
        ("How many cases were seen?", "and routine ones?"),  # nothing to put it in place of
        ("How many urgent cases were seen?", "and why?"),  # no member
        ("How many nurses and doctors left?", "and midwives?"),  # in place of which?
        ("How many urgent cases were seen?", "and for nurses?"),  # of another set
    ],
)
def test_nothing_is_put_in_place_where_it_is_not_clear_of_what(earlier: str, latest: str) -> None:
    assert HOME.with_other_member(earlier, latest) is None


def test_a_member_named_by_two_words_is_replaced_once() -> None:
    asked = HOME.with_other_member("How many children and young people were seen?", "and adults?")
    assert asked == "How many adults were seen?"


@pytest.mark.parametrize(
    ("claim", "source", "apart"),
    [
        ("80% of adults", "80% of children", [("adults", "children")]),
        ("Wards in Wales closed", "Wards in England closed", [("Wales", "England")]),
        ("Routine cases wait", "80% of urgent cases", [("Routine", "urgent")]),
        ("Women in Scotland", "Men in England", [("Women", "Men"), ("Scotland", "England")]),
        ("Some 30,000 more women", "Some 30,000 more women", []),
        ("adults and children", "adults", [("children", "adults")]),
        ("adults", "adults and children", []),
        ("people", "children", []),
        ("children", "people", []),
        ("", "children", []),
    ],
)
def test_what_a_claim_names_of_a_set_and_its_source_does_not_is_apart(
    claim: str, source: str, apart: list[tuple[str, str]]
) -> None:
    found = [
        (claim[start:end], instead) for start, end, instead in HOME.members_apart(claim, source)
    ]
    assert sorted(found) == sorted(apart)


def test_a_member_in_another_wording_is_the_same() -> None:
    assert list(HOME.members_apart("80% of kids", "80% of children")) == []


def test_without_a_profile_only_what_holds_for_any_documents_excludes_each_other() -> None:
    assert GENERAL.another_member("How many adults?", "Some 353 children") == "adults"
    assert GENERAL.another_member("Is it so in Wales?", "In England 50 were seen") == "wales"
    assert GENERAL.another_member("How long for ADHD?", "People with psychosis wait") is None


def test_a_corpus_adds_sets_and_words_and_takes_none_away() -> None:
    adds = Profile(
        groups=(
            ExclusiveSet("crop", (Member("wheat", ("wheat",)), Member("rye", ("rye", "secale")))),
            ExclusiveSet("age", (Member("children", ("nippers",)),)),
        )
    )
    groups = groups_of(adds)
    assert groups.another_member("How much secale?", "Some 5 tons of wheat") == "secale"
    assert groups.another_member("How many adults?", "Some 353 nippers") == "adults"
    assert groups.another_member("How many adults?", "Some 353 children") == "adults"
    assert groups.another_member("How many nippers?", "Some 353 children") is None
