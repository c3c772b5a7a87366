"""What a survey says of all paragraphs is true of all of them, and says which were gone through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import LookedUp
from assistant.lookup.gone_through import MOST_QUOTED, searched
from assistant.lookup.survey import Survey
from assistant.question.naming import Naming
from builders import real_corpus
from ingest.entries import entries
from ingest.language.words import Analyser
from ingest.types import Document, Paragraph
from passages import PLAN, paragraph

PAPER = Document("paper", "A paper on wards", "paper.txt", "0" * 64, short="Paper", kind="paper")
BODIES = (
    "Nurses train for years. They train for crisis care.",
    "Children and young people (CYP) come first, says the CQC-style rating.",
    "Some £5 million went to wards in 2019/20.",
    "The nurse's £500m is for crisis care. It was £2,300,000 in 2020/21.",
    "A length of stay in wards is 3 days:\n- psychiatrists stay\n- nurses leave",
)
OF_PAPER = "The Care Quality Commission came to the voluntary or third sector in 2021/22."
SHORT_FORMS = {"CYP": "children and young people", "CQC": "care quality commission"}


def surveyed(paragraphs: list[Paragraph], *documents: Document) -> Survey:
    analyser = Analyser(SHORT_FORMS)
    return Survey(
        {document.id: document for document in documents},
        {p.key: p for p in paragraphs},
        analyser,
        Naming(documents, analyser),
    )


OF_PLAN = [paragraph(body, number=str(n)) for n, body in enumerate(BODIES, 1)]
SURVEY = surveyed([*OF_PLAN, replace(paragraph(OF_PAPER), document="paper")], PLAN, PAPER)
BOTH = "Searched 5 of 5 paragraphs of Plan and 1 of 1 paragraphs of Paper."


@pytest.fixture(scope="module")
def home() -> Survey:
    corpus = real_corpus()
    documents = {document.id: document for document in corpus.documents}
    analyser = Analyser(entries(corpus)[1])
    return Survey(
        documents,
        {p.key: p for p in corpus.paragraphs},
        analyser,
        Naming(documents.values(), analyser),
    )


def found(question: str, survey: Survey = SURVEY) -> LookedUp:
    answer = survey.find(question)
    assert answer is not None, question
    return answer


def keys(question: str, survey: Survey = SURVEY) -> list[str]:
    return [claim.paragraph for claim in found(question, survey).claims]


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraphs mention nurses?",
        "In which paragraphs are nurses mentioned?",
        "how many paragraphs talk about nurses",
        "What passages refer to the nurses?",
        "How often are nurses mentioned?",
        "How many times are nurses brought up?",
        "Where are nurses mentioned?",
        "Where do the documents discuss nurses?",
        "Show me every paragraph on nurses",
        "Please list all paragraphs that are about nurses.",
        "all mentions of nurses",
        "Find every reference to nurses",
        "everywhere nurses are mentioned",
        "Everything the documents say about nurses",
        "I need everything about nurses",
        "number of paragraphs that mention nurses?",
        "List all the places nurses are mentioned",
        "Which paragraphs have the word 'nurses' in them?",
    ],
)
def test_a_question_for_all_paragraphs_on_a_thing_goes_through_them_all(question: str) -> None:
    answer = found(question)
    assert [claim.paragraph for claim in answer.claims] == ["plan/1", "plan/4", "plan/5"]
    assert answer.message == f"3 paragraphs mention “nurses”. {BOTH}"


@pytest.mark.parametrize(
    "question",
    [
        "How many nurses were trained?",
        "What does the plan say about nurses?",
        "What does paragraph 5 say about nurses?",
        "Which paragraph 5 figures mention nurses?",
        "List the nine commitments",
        "Where can I find a nurse?",
        "Which parts of the country have nurses?",
        "Is everything in the plan on track?",
        "How many paragraphs are there?",
        "What are all the things nurses should do?",
        "Which paragraphs are about it?",
        "Did they mention nurses?",
    ],
)
def test_another_question_is_not_a_survey(question: str) -> None:
    assert SURVEY.find(question) is None


@pytest.mark.parametrize(
    "topic", ["length of stay", "the length of stay", "length of a stay", "LENGTH OF STAY"]
)
def test_small_words_and_capitals_make_no_difference_to_a_topic(topic: str) -> None:
    assert keys(f"Which paragraphs mention {topic}?") == ["plan/5"]


def test_the_words_of_a_topic_stand_one_after_the_other() -> None:
    assert keys("Which paragraphs mention crisis care?") == ["plan/1", "plan/4"]
    assert keys("Which paragraphs mention care crisis?") == []


@pytest.mark.parametrize("topic", ["CYP", "cyp", "children and young people"])
def test_an_abbreviation_and_its_long_form_are_one_topic(topic: str) -> None:
    assert keys(f"Which paragraphs mention {topic}?") == ["plan/2"]


@pytest.mark.parametrize("topic", ["CQC", "the Care Quality Commission"])
def test_an_abbreviation_that_is_part_of_a_word_counts(topic: str) -> None:
    assert keys(f"Which paragraphs mention {topic}?") == ["plan/2", "paper/1"]


@pytest.mark.parametrize(
    ("topic", "wanted"),
    [
        ("nurses or psychiatrists", ["plan/1", "plan/4", "plan/5"]),
        ("dragons or psychiatrists", ["plan/5"]),
        ("young people, psychiatrists or dragons", ["plan/2", "plan/5"]),
        ("third sector (CYP)", ["plan/2", "paper/1"]),
        ("dragons or unicorns", []),
    ],
)
def test_alternatives_are_looked_for_each(topic: str, wanted: list[str]) -> None:
    assert keys(f"Which paragraphs mention {topic}?") == wanted


@pytest.mark.parametrize(
    ("question", "wanted", "said"),
    [
        ("All sums above £5 million", ["plan/4"], "a sum above £5 million"),
        ("All sums of £5 million or more", ["plan/3", "plan/4"], "a sum of at least £5 million"),
        ("List all amounts of at least £5m", ["plan/3", "plan/4"], "a sum of at least £5m"),
        ("All sums below £5,000,000", ["plan/4"], "a sum below £5,000,000"),
        ("All sums up to £5 million", ["plan/3", "plan/4"], "a sum of at most £5 million"),
        ("List every amount over £0.4bn", ["plan/4"], "a sum above £0.4bn"),
        ("Which paragraphs mention sums over £500 million?", [], "a sum above £500 million"),
        ("Which paragraphs mention £5 million?", ["plan/3"], "a sum of £5 million"),
        ("Which paragraphs mention £4m?", [], "a sum of £4m"),
        ("All sums in excess of 5 million pounds", ["plan/4"], "above 5 million pounds"),
        ("All sums between £2m and £6m", ["plan/3", "plan/4"], "a sum from £2m to £6m"),
        ("All sums between £5 and £500 million", ["plan/3", "plan/4"], "from £5 to £500 million"),
        ("Which paragraphs mention £5 million or £500m?", ["plan/3", "plan/4"], "£5 million or"),
    ],
)
def test_sums_are_compared_as_numbers(question: str, wanted: list[str], said: str) -> None:
    assert keys(question) == wanted
    assert said in found(question).message


@pytest.mark.parametrize(
    "written",
    ["£24m", "£24 mn", "£24 million", "24 million pounds", "twenty-four million pounds",
     "£24,000,000", "£0.024bn", "£20–24 million", "£ 24 million"],
)  # fmt: skip
def test_a_sum_is_found_however_it_is_written(written: str) -> None:
    plan = surveyed([paragraph(f"They gave {written} to wards.")], PLAN)
    for question in ("List every sum over £23 million", "Which paragraphs mention £24 million?"):
        answer = plan.find(question)
        assert answer is not None
        assert len(answer.claims) == 1


def test_a_sum_may_be_wanted_for_something() -> None:
    assert keys("List all funding of £1 million or more for wards") == ["plan/3"]


@pytest.mark.parametrize(
    "question",
    ["List all sums above £1 million for dragons", "List all figures for 2019/20 on dragons"],
)
def test_a_message_names_all_that_was_looked_for(question: str) -> None:
    answer = found(question)
    assert not answer.claims
    assert "dragons" in answer.message


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("List all figures for 2019/20", ["plan/3"]),
        ("What are all the figures given for 2020-21?", ["plan/4"]),
        ("Which paragraphs mention 2021/22?", ["paper/1"]),
        ("Everything about 2019/20 and wards", ["plan/3"]),
        ("Which paragraphs mention 2019?", []),
    ],
)
def test_a_period_is_looked_for_in_any_form(question: str, wanted: list[str]) -> None:
    assert keys(question) == wanted


def test_a_survey_of_one_document_goes_through_no_other() -> None:
    answer = found("Which paragraphs of the paper mention the CQC?")
    assert [claim.paragraph for claim in answer.claims] == ["paper/1"]
    assert answer.message == "1 paragraph mentions “CQC”. Searched 1 of 1 paragraphs of Paper."


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraphs mention dragons?",
        "How many paragraphs mention dragons?",
        "Where are dragons mentioned?",
    ],
)
def test_nothing_found_is_said_of_all_that_was_searched(question: str) -> None:
    assert found(question) == LookedUp([], f"No paragraph mentions “dragons”. {BOTH}")


def test_everything_about_a_thing_that_no_paragraph_has_is_left_to_the_search() -> None:
    assert SURVEY.find("Everything about dragons") is None


def test_the_first_sentence_that_has_the_topic_is_quoted_as_an_item() -> None:
    (first, *_) = found("Which paragraphs mention crisis care?").claims
    assert (first.text, first.quote) == ("They train for crisis care.",) * 2
    assert first.item


def test_more_paragraphs_than_are_quoted_are_named() -> None:
    many = [paragraph("Nurses left.", number=str(n)) for n in range(1, MOST_QUOTED + 3)]
    answer = found("Which paragraphs mention nurses?", surveyed(many, PLAN))
    assert len(answer.claims) == MOST_QUOTED
    assert answer.message == (
        "42 paragraphs mention “nurses”. The others are plan/41, plan/42. "
        "Searched 42 of 42 paragraphs of Plan."
    )


def test_what_was_searched_is_counted_by_document() -> None:
    assert searched([p.key for p in OF_PLAN], [PLAN]) == "Searched 5 of 5 paragraphs of Plan."
    assert searched([p.key for p in OF_PLAN], [PLAN, PAPER]) == (
        "Searched 5 of 5 paragraphs of Plan and 0 of 0 paragraphs of Paper."
    )


def test_the_real_documents_are_gone_through_whole(home: Survey) -> None:
    answer = found("Which paragraphs mention occupational therapists?", home)
    assert answer.message == (
        "3 paragraphs mention “occupational therapists”. Searched 129 of 129 paragraphs of "
        "Government response (CP 642), 8 of 8 paragraphs of Workforce plan announcement, 10 of 10 "
        "paragraphs of Equalities strategy explained and 12 of 12 paragraphs of Support for NHS "
        "providers."
    )


def test_one_real_document_is_gone_through_whole(home: Survey) -> None:
    answer = found("How many paragraphs of the government response mention peer support?", home)
    assert answer.message == (
        "4 paragraphs mention “peer support”. "
        "Searched 129 of 129 paragraphs of Government response (CP 642)."
    )
    assert [claim.paragraph.split("/")[1] for claim in answer.claims] == ["19", "33", "100", "107"]


@pytest.mark.parametrize("topic", ["retention", "stigma", "discharge", "autism", "white paper"])
def test_no_paragraph_with_the_words_is_missed(home: Survey, topic: str) -> None:
    having = [p.key for p in real_corpus().paragraphs if topic in p.body.lower()]
    assert having
    assert keys(f"Which paragraphs mention {topic}?", home) == having


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("CRHT", "crisis resolution and home treatment"),
        ("CYP", "children and young people"),
        ("NHSE/I", "NHS England and NHS Improvement"),
    ],
)
def test_a_real_abbreviation_and_its_long_form_are_one_topic(
    home: Survey, short: str, long: str
) -> None:
    by_short = keys(f"Which paragraphs mention {short}?", home)
    assert by_short == keys(f"Which paragraphs mention {long}?", home)


def test_a_topic_that_is_called_as_a_document_is_looked_for_in_all(home: Survey) -> None:
    everywhere = keys("Which paragraphs mention the workforce plan?", home)
    assert keys("All mentions of the workforce plan", home) == everywhere


def test_braces_in_a_topic_are_words_like_any_other() -> None:
    answer = found("Which paragraphs mention {dragons}?")
    assert answer is not None
    assert "{dragons}" in answer.message or "dragons" in answer.message


def test_a_sum_between_two_limits_is_within_both() -> None:
    answer = found("List all sums between £1 million and £2 million")
    assert answer is not None
    assert "from £1 million to £2 million" in answer.message
    assert all("£" in claim.text for claim in answer.claims)
