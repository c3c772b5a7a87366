"""Questions about commitments are answered from the register, if every word is accounted for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from assistant.answer import LookedUp
from assistant.library.naming import Naming
from assistant.library.rewording import Rewording
from assistant.lookup.commitments import CommitmentQuestions
from builders import entries_of, real_corpus, real_register
from ingest.entries import entries
from ingest.language.abbreviations import implied_abbreviations
from ingest.language.strength import Strength
from ingest.language.words import Analyser, words
from ingest.register.register import Register
from ingest.register.types import Commitment
from passages import PLAN, paragraph

RESPONSE, PLAN_2017, STRATEGY = "government-response", "workforce-plan", "equalities-strategy"
MET, MISSED = [14, 14, 39], [49, 77, 77]
ON_TRACK, PARTLY, NOT_SAID = [59, 63, 86, 86], [67, 106], [93]
SET_OUT = [9, 36, 46, 54, 65, 75, 82, 93, 101]


@cache
def home() -> CommitmentQuestions:
    """Questions to the register of the project's corpus, typing errors mended by its words."""
    corpus = real_corpus()
    found, abbreviations = entries(corpus)
    texts = [entry.paragraph.text for entry in found]
    analyser = Analyser(abbreviations, implied_abbreviations(texts))
    mistyped = frozenset({"comitments"})
    rewording = Rewording((w for text in texts for w in words(text)), lambda w: w not in mistyped)
    return CommitmentQuestions(
        real_register(),
        {document.id: document for document in corpus.documents},
        analyser,
        Naming(corpus.documents, analyser),
        lambda question: analyser.written_out(rewording.reworded(question)),
    )


def answer(question: str) -> LookedUp:
    found = home().find(question)
    assert found is not None
    return found


def cited(question: str) -> list[int]:
    """The numbers of the paragraphs of the response that an answer quotes."""
    return [int(claim.paragraph.removeprefix(f"{RESPONSE}/")) for claim in answer(question).claims]


def promised(wanted: Callable[[Commitment], bool]) -> set[str]:
    """The paragraphs of the promises of the register that are wanted."""
    binding = {Strength.WILL, Strength.AIMS, Strength.CONSIDERS}
    return {
        commitment.paragraph
        for commitment in real_register().commitments
        if (commitment.strength in binding or commitment.quoted) and wanted(commitment)
    }


@pytest.mark.parametrize(
    "question",
    [
        "Which of the nine did they not manage to meet?",
        "Which pledges has the Department yet to deliver?",
        "which targets arent being met",
        "Which ones were never achieved?",
        "How many of the undertakings have not so far been fully honoured?",
        "Have any of the commitments not been kept?",
        "which promises did ministers fail to keep",
        "Could you list the goals that are off course?",
        "Which of the commitments are no longer on schedule?",
        "Is there a pledge that has fallen short?",
        "Broken promises so far",
        "which comitments have not been fulfilled?",
    ],
)
def test_what_was_not_met_is_asked_in_many_ways(question: str) -> None:
    assert cited(question) == MISSED
    assert answer(question).message.startswith(
        "2 of the 9 commitments that were evaluated were not"
    )


@pytest.mark.parametrize(
    ("question", "paragraphs"),
    [
        ("Which commitments did the Government succeed in meeting?", MET),
        ("How many of the nine does the Government say it has delivered?", MET),
        ("Has the Government kept its word on any of the nine?", MET),
        ("Which targets are ahead of plan?", ON_TRACK),
        ("Which of the nine are still on course to be met?", ON_TRACK),
        ("Which pledges have almost been kept?", PARTLY),
        ("Which targets were hit in most areas but not all?", PARTLY),
        ("Which commitments were kept but not everywhere?", PARTLY),
        ("Which of the nine does the response not state to have been met?", NOT_SAID),
        ("For which of the nine is it unclear whether they were met?", NOT_SAID),
    ],
)
def test_each_outcome_is_listed_where_the_response_says_it(
    question: str, paragraphs: list[int]
) -> None:
    assert cited(question) == paragraphs


@pytest.mark.parametrize(
    ("question", "paragraphs"),
    [
        ("Which were met and which weren't?", MET + MISSED),
        ("Which commitments are not met but on track?", ON_TRACK),
        ("Which of the nine were neither kept nor broken?", NOT_SAID + ON_TRACK + PARTLY),
        ("Two were met and two missed. How do the rest stand?", NOT_SAID + ON_TRACK + PARTLY),
        ("Which targets have not been missed?", MET + NOT_SAID + ON_TRACK + PARTLY),
    ],
)
def test_outcomes_that_are_joined_or_turned_round_are_one_list(
    question: str, paragraphs: list[int]
) -> None:
    assert sorted(cited(question)) == sorted(paragraphs)


def test_several_outcomes_are_taken_whole_and_one_is_not() -> None:
    assert home().takes_whole("Which targets were met, and which were missed?")
    assert not home().takes_whole("Which targets were met?")
    assert not home().takes_whole("How many nurses left, and which stayed?")


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Which commitments for young people were missed?", "1 of the 3"),
        ("How many of the pledges on severe mental illness are on track?", "1 of the 4"),
        ("Which kids' targets have been met?", "1 of the 3"),
    ],
)
def test_outcomes_are_counted_among_the_commitments_of_a_subject(question: str, count: str) -> None:
    assert answer(question).message.startswith(f"{count} commitments that were evaluated ")


@pytest.mark.parametrize(
    "question",
    [
        "Which of the eight commitments were met?",
        "Which of the nine targets for Wales were met?",
        "Which commitments of the workforce plan were met?",
        "Which targets were met in 2019?",
        "Which commitments will be met?",
        "Which commitments would have been met without covid?",
        "Which commitment was missed by the most?",
        "Which commitments need to be met?",
        "How many people were reached?",
        "Which areas are on track?",
        "Which of the pilots succeeded?",
        "Which trusts missed their targets?",
    ],
)
def test_outcomes_of_other_numbers_times_and_things_are_left_to_the_search(question: str) -> None:
    assert home().find(question) is None


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Did the NHS keep its promise on eating disorders?", "95% CYP accessing treatment"),
        ("Has the target of 280,000 been hit?", "Physical health check"),
        ("Will the pledge on integrated models be met by 2023/24?", "Integrated community models"),
        ("Is the crisis response target on schedule?", "Crisis response"),
        ("How does the commitment on home treatment stand?", "Crisis resolution and home"),
        ("What became of the pledge to grow the workforce?", "Grow the workforce"),
        ("They promised additional treatment for children. Did they?", "Additional treatment"),
        ("Does the Government concede that the workforce target was missed?", "Grow the"),
        ("I'm a governor. Was the therapeutic offer pledge delivered?", "Improved therapeutic"),
        ("What does the response say on whether the workforce pledge was kept?", "Grow the"),
        ("the target for physical health checks - met or missed", "Physical health check"),
    ],
)
def test_what_became_of_the_one_commitment_that_is_singled_out(question: str, label: str) -> None:
    assert f" – {label}" in answer(question).message


@pytest.mark.parametrize(
    "question",
    [
        "Was the crisis target met?",
        "Was the commitment for adults kept?",
        "Was the target for dementia met?",
        "Was the eating disorder target met in London?",
        "Was the eating disorder target met in 2019?",
        "Has the target of 380,000 health checks been hit?",
        "Was the workforce commitment of the equalities strategy met?",
        "Did the Panel think that the workforce commitment was met?",
        "Does the Government not accept that the workforce target was missed?",
        "Was the workforce commitment ambitious?",
    ],
)
def test_a_commitment_that_is_not_singled_out_is_left_to_the_search(question: str) -> None:
    assert home().find(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "Whose commission is behind the new access target?",
        "Who missed the eating disorder target?",
        "Why was the eating disorder target missed?",
        "How did they meet the workforce commitment?",
        "How much did meeting the targets cost?",
        "Where were the targets met?",
        "When were the commitments made?",
        "What stopped them meeting the commitments?",
        "What is being done about missed targets?",
        "Which minister promised to grow the workforce?",
        "Which were missed, and why?",
        "What happens to commitments that are missed?",
        "What is the point of the commitments?",
    ],
)
def test_a_question_whose_subject_is_elsewhere_is_left_to_the_search(question: str) -> None:
    assert home().find(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "do ministers agree with that?",
        "does the Government accept it?",
        "and the crisis teams?",
        "what about the other ones?",
        "and the rest?",
        "which of those were missed?",
        "which other commitments were missed?",
        "were these kept?",
        "has it been met?",
        "is that one on track?",
        "how do the others stand?",
        "was that promise kept?",
        "by when?",
        "target for 2022/23?",
    ],
)
def test_a_follow_up_that_leans_on_the_conversation_is_left_to_the_search(question: str) -> None:
    assert home().find(question) is None


@pytest.mark.parametrize(
    ("question", "strength"),
    [
        ("Which of the Panel's conclusions does the Department endorse?", Strength.ACCEPTS),
        ("Is there anything that ministers agree on with the experts?", Strength.ACCEPTS),
        ("Where does the Government say that it accepts a finding?", Strength.ACCEPTS),
        ("What won't the Government accept?", Strength.REJECTS),
        ("What is disputed in the Government's response?", Strength.REJECTS),
        ("which targets dont they recognise in the response", Strength.REJECTS),
        ("Does the Government disagree with any of the recommendations?", Strength.REJECTS),
    ],
)
def test_what_is_accepted_and_what_is_not_is_listed_whole(
    question: str, strength: Strength
) -> None:
    found = {claim.paragraph for claim in answer(question).claims}
    wanted = {c.paragraph for c in real_register().commitments if c.strength is strength}
    assert found == wanted


def test_what_is_accepted_on_a_subject_is_that_alone() -> None:
    assert cited("Which points on crisis resolution does the Government accept?") == [109]


@pytest.mark.parametrize(
    "question",
    [
        "What does the Panel disagree with in the response?",
        "Which findings are accepted by the Panel?",
        "Does the Government agree with the Panel?",
        "Does the Government agree or disagree with any finding?",
        "What does the Government accept responsibility for?",
        "What do both documents agree on?",
        "Which trusts accept the findings?",
        "Who agrees with the findings?",
        "What does the Government recognise?",
    ],
)
def test_stances_of_others_or_of_no_plain_sense_are_left_to_the_search(question: str) -> None:
    assert home().find(question) is None


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Everything that's supposed to be finished by 2023/24", 0, 2024),
        ("what is due until 2021?", 0, 2021),
        ("Which promises must be kept before 2021?", 0, 2020),
        ("What has to be in place by the end of 2020/21?", 0, 2021),
        ("Which targets are set for 2021?", 2021, 2021),
        ("List what should be achieved during 2023/24", 2024, 2024),
        ("commitments with a deadline of 2021", 2021, 2021),
        ("How many goals are expected to be reached in 2020?", 2020, 2020),
    ],
)
def test_what_is_due_by_before_or_in_a_year_is_listed_whole(
    question: str, first: int, last: int
) -> None:
    wanted = promised(lambda c: first <= (c.due_year or 0) <= last and c.due_year is not None)
    found = {claim.paragraph for claim in answer(question).claims}
    assert found == wanted - {f"{RESPONSE}/3"}  # which says again what is set out by itself


def test_what_is_due_is_narrowed_by_document_and_subject() -> None:
    of_plan = answer("Which commitments of the workforce plan are due by 2021?")
    assert {claim.paragraph.partition("/")[0] for claim in of_plan.claims} == {PLAN_2017}
    assert cited("Which eating disorder targets are due by 2021?") == [46]


def test_a_year_that_no_promise_names_is_said_to_be_named_by_none() -> None:
    assert answer("Which commitments are due by 1999?").message == (
        "No commitment in the register names a date up to 1999."
    )


@pytest.mark.parametrize(
    "question",
    [
        "What was spent by 2020/21?",
        "What had been achieved by 2020/21?",
        "Which targets were met by 2020/21?",
        "Which commitments were made in 2017?",
        "Which commitments are not due by 2021?",
        "How many nurses are due by 2021?",
        "What should trusts do by 2021?",
        "What is due by March 2021?",
        "What is due between 2019 and 2021?",
        "What is due on dementia by 2023/24?",
        "Which of the eight commitments are due by 2021?",
        "What is due by 1999?",
    ],
)
def test_a_year_that_is_not_one_by_which_promises_are_due_is_left_to_the_search(
    question: str,
) -> None:
    assert home().find(question) is None


@pytest.mark.parametrize(
    ("question", "paragraphs"),
    [
        ("Which of the nine have a deadline?", [46, 82]),
        ("Do any of the nine pledges name a year?", [46, 82]),
        ("By when are the nine commitments due?", [46, 82]),
        ("Which of the nine says 2020/21?", None),
        ("Which one of the nine goals says “by 2023/24”?", [82]),
    ],
)
def test_the_dates_of_the_nine_are_those_of_their_own_words(
    question: str, paragraphs: list[int] | None
) -> None:
    assert (home().find(question) and cited(question)) == paragraphs


def test_which_promises_have_a_date_is_listed_whole() -> None:
    found = answer("Are there commitments with a date?")
    wanted = promised(lambda c: c.due_year is not None) - {f"{RESPONSE}/3"}
    assert {claim.paragraph for claim in found.claims} == wanted


@pytest.mark.parametrize(
    "question", ["When were the nine made?", "Which year were the commitments evaluated?"]
)
def test_the_date_of_making_a_promise_is_left_to_the_search(question: str) -> None:
    assert home().find(question) is None


def due(question: str, *paragraphs: int) -> list[str]:
    keys = {f"{RESPONSE}/{number}" for number in paragraphs}
    return [claim.paragraph for claim in home().due_claims(question, keys)]


@pytest.mark.parametrize(
    "question",
    [
        "By when should intensive home treatment for children be in effect?",
        "by what year is intensive home treatment for CYP to be in place",
        "What is the deadline for intensive home treatment for young people?",
        "When is intensive home treatment for under-18s due?",
    ],
)
def test_by_when_one_thing_is_due_is_told_from_the_paragraphs_found(question: str) -> None:
    assert due(question, 56, 86) == [f"{RESPONSE}/56"]
    assert due(question, 86) == []


@pytest.mark.parametrize(
    "question",
    [
        "When did intensive home treatment for children begin?",
        "Why is intensive home treatment for children due?",
        "By when should home births for sheep be in effect?",
        "By when should 500 places of intensive home treatment for children be in effect?",
    ],
)
def test_a_date_that_is_not_asked_or_of_another_thing_is_not_told(question: str) -> None:
    assert due(question, 56, 86) == []


def test_a_thing_that_the_documents_abbreviate_is_no_part_of_another() -> None:
    assert due("By when will integrated care systems cover all of England?", 86) == []
    assert due("By when will services cover all of England?", 86) == [f"{RESPONSE}/86"]


@pytest.mark.parametrize(
    ("question", "paragraphs"),
    [
        ("Name the nine commitments", SET_OUT),
        ("What were the nine pledges?", SET_OUT),
        ("Which goals did the experts examine?", SET_OUT),
        ("How many of the nine concern the workforce?", [9]),
        ("List the promises on crisis care that were assessed", [54, 101]),
        ("Which commitments relate to people with SMI?", [75, 82, 93, 101]),
        ("Which of the 3 targets for young people were reviewed?", [36, 46, 54]),
        ("Besides those on severe mental illness, which were the nine?", [9, 36, 46, 54, 65]),
        ("Apart from workforce, what are the other eight commitments?", SET_OUT[1:]),
        ("What was the pledge on home treatment?", [101]),
        ("What did they promise on integrated models?", [82]),
    ],
)
def test_what_was_evaluated_is_set_out_in_its_own_words(
    question: str, paragraphs: list[int]
) -> None:
    assert cited(question) == paragraphs


@pytest.mark.parametrize(
    "question",
    [
        "Which commitments were evaluated in the equalities strategy?",
        "Which of the four targets for young people were reviewed?",
        "Which commitments on dementia were evaluated?",
        "Which commitments were not evaluated?",
        "What did the Panel say of the nine commitments?",
        "Which commitments were judged inadequate?",
        "How many promises are there?",
        "Apart from dementia, what are the other commitments?",
    ],
)
def test_what_was_not_evaluated_is_left_to_the_search(question: str) -> None:
    assert home().find(question) is None


def test_what_a_document_promises_is_listed_with_its_count() -> None:
    found = answer("What does the equalities strategy promise on data?")
    assert {claim.paragraph for claim in found.claims} == {f"{STRATEGY}/5"}
    assert found.message == f"{len(found.claims)} commitments in the register on “data”."


@pytest.mark.parametrize(
    "question",
    [
        "Which commitments on dragons are there?",
        "Which commitments changed?",
        "What does the strategy promise about dragons?",
        "Which trusts are named in the commitments?",
        "What is the target for beds?",
    ],
)
def test_a_subject_that_no_promise_is_on_is_left_to_the_search(question: str) -> None:
    assert home().find(question) is None


def test_one_promise_is_followed_from_one_document_to_another() -> None:
    found = answer(
        "How does the 2017 plan's promise of 70,000 more children stack up against what the"
        " response says was achieved?"
    )
    documents = [claim.paragraph.partition("/")[0] for claim in found.claims]
    assert documents == [PLAN_2017, RESPONSE]
    assert "promised in Workforce plan" in found.message
    assert "reported in Government response" in found.message


@pytest.mark.parametrize(
    "question",
    [
        "How does the 2017 plan's promise of wards for children compare with the response?",
        "How does the strategy's promise of more children compare with the response?",
        "How do the 2017 plan and the response compare?",
        "Why does the 2017 plan's promise of more children differ from the response?",
    ],
)
def test_promises_that_are_not_of_both_documents_are_left_to_the_search(question: str) -> None:
    assert home().find(question) is None


TAKEN = [
    "Which of the nine were missed?",
    "Was the pledge on physical health checks kept?",
    "What does the Government reject?",
    "Which targets are due by 2021?",
    "Which of the nine have a deadline?",
    "Which commitments did the Panel evaluate?",
    "What does the equalities strategy promise on data?",
]


@pytest.mark.parametrize("question", TAKEN)
@pytest.mark.parametrize("more", ["in Narnia", "for unicorns", "because of covid", "and why"])
def test_a_word_more_that_is_not_understood_leaves_a_question_to_the_search(
    question: str, more: str
) -> None:
    assert home().find(question) is not None
    assert home().find(f"{question.rstrip('?')} {more}?") is None


@pytest.mark.parametrize("question", TAKEN)
def test_greetings_and_remarks_of_who_asks_change_nothing(question: str) -> None:
    greeted = f"Good afternoon, I am new to the board. {question}"
    assert home().find(greeted) == home().find(question)


@pytest.mark.parametrize("question", TAKEN)
def test_every_quotation_of_an_answer_stands_in_its_paragraph(question: str) -> None:
    texts = {paragraph.key: paragraph.text for paragraph in real_corpus().paragraphs}
    found = answer(question).claims
    assert found
    assert all(claim.quote in texts[claim.paragraph] for claim in found)


RATED = (
    "Commitment - “{}”",
    "The panel rated it as follows:\n- Overall – good\n- i. Met – good\n- ii. Impact – good",
)


def small(*reports: tuple[str, str, str]) -> CommitmentQuestions:
    """Questions to a register of commitments that were rated: name, words and report of each."""
    bodies = [
        replace(paragraph(body, section=("Care", name)), number=f"{at}.{place}")
        for at, (name, promise, report) in enumerate(reports, 1)
        for place, body in enumerate((RATED[0].format(promise), RATED[1], report), 1)
    ]
    register = Register.of(entries_of(bodies), Analyser({}))
    naming = Naming([PLAN], Analyser({}))
    return CommitmentQuestions(register, {PLAN.id: PLAN}, Analyser({}), naming, lambda text: text)


def test_another_corpus_is_answered_by_its_own_names_and_numbers() -> None:
    questions = small(
        ("Wards", "Ten wards will open in Leeds", "This commitment was not met."),
        ("Nurses", "We will train 200 nurses", "The target has been met."),
    )
    found = questions.find("Which of the two were broken?")
    assert found is not None
    assert found.message.startswith("1 of the 2 commitments that were evaluated was not met")
    one = questions.find("Was the promise of 200 nurses kept?")
    assert one is not None
    assert one.message.startswith("Care – Nurses: met")
    assert questions.find("Which of the nine were broken?") is None
    assert questions.find("Was the promise of 300 nurses kept?") is None


@pytest.mark.parametrize(
    "question", [*TAKEN, "Targets missed", "What is planned for 2030?", "", "?"]
)
def test_a_register_of_nothing_leaves_every_question_to_the_search(question: str) -> None:
    found = small().find(question)
    assert found is None or not found.claims
    assert small().due_claims(question, {"plan/1"}) == []
