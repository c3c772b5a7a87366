"""The offline answerer says sentences of the passages, word for word, with what they need."""

from __future__ import annotations

import random

import pytest

from assistant.answer import Claim, Passage
from assistant.answering.extract import MOST_LIST_WORDS, MOST_SENTENCES, MOST_WORDS, extract
from assistant.question.question import Question
from builders import real_corpus
from passages import asked, paragraph, passage

PLAIN = asked("did it work")
LIST = asked("What are the steps?")
STEPS = (
    "They take these steps:\n- Train more nurses in leadership.\n- Open more beds in each area."
    "\n- Hire many more staff for wards."
)
BEST = 9.0


def said(claims: list[Claim]) -> list[str]:
    return [f"{claim.lead_in} {claim.text}".strip() for claim in claims]


def sentence(opening: str, words: int) -> str:
    """A sentence with this many words."""
    return " ".join([opening, *["word"] * (words - 1)]) + "."


def test_no_passages_give_no_claims() -> None:
    assert extract(PLAIN, []) == []


def test_a_passage_without_sentences_gives_no_claims() -> None:
    bare = passage("It worked.")
    assert extract(PLAIN, [Passage(bare.document, bare.paragraph, 0.9)]) == []


def test_the_best_sentence_is_claimed_alone_where_the_others_are_far_worse() -> None:
    found = passage("Beds closed. Nurses trained. Wards opened.", [0, BEST, 1])
    (claim,) = extract(PLAIN, [found])
    assert claim == Claim("Nurses trained.", found.paragraph.key, "Nurses trained.")


def test_an_item_alone_goes_on_from_its_lead_in() -> None:
    (claim,) = extract(PLAIN, [passage(STEPS, [0, 0, BEST])])
    assert (claim.lead_in, claim.text) == ("They take these steps:", "Open more beds in each area.")
    assert claim.quote == claim.text
    assert not claim.item


def test_the_lead_in_of_two_items_is_said_with_the_better_one() -> None:
    claims = extract(PLAIN, [passage(STEPS, [0, BEST - 1, BEST])])
    assert said(claims) == [
        "They take these steps: Open more beds in each area.",
        "Train more nurses in leadership.",
    ]
    assert [claim.item for claim in claims] == [False, True]


def test_a_whole_sentence_above_a_list_is_said_by_itself() -> None:
    found = passage("They take steps.\n- Train nurses well.\n- Open beds.", [0, BEST])
    assert said(extract(PLAIN, [found])) == ["They take steps.", "Train nurses well."]


@pytest.mark.parametrize(
    "opening", ["This", "They", "It", "However,", "Such change", "In addition, it", "Also they"]
)
def test_a_sentence_that_points_back_brings_the_one_before(opening: str) -> None:
    found = passage(f"Nurses trained. Beds closed. {opening} took a year.", [0, 0, BEST])
    assert said(extract(PLAIN, [found])) == ["Beds closed.", f"{opening} took a year."]


@pytest.mark.parametrize(
    "opening", ["Similarly, pay", "Also, pay", "In addition, pay", "Moreover pay"]
)
def test_a_sentence_that_only_goes_on_stands_alone(opening: str) -> None:
    found = passage(f"Nurses trained. Beds closed. {opening} took a year.", [0, 0, BEST])
    assert said(extract(PLAIN, [found])) == [f"{opening} took a year."]


def test_what_explains_and_opens_a_list_brings_the_list() -> None:
    text = "It gives £3 million. This is for:\n- Train nurses well.\n- Open beds."
    found = passage(text, [BEST])
    assert said(extract(PLAIN, [found]))[1:] == ["This is for:", "Train nurses well.", "Open beds."]


def test_a_sentence_brings_the_one_after_it_that_explains_it() -> None:
    found = passage("The target was missed. This was due to demand. Beds closed.", [BEST])
    assert said(extract(PLAIN, [found])) == ["The target was missed.", "This was due to demand."]


def test_the_first_sentence_of_a_paragraph_may_point_back_to_nothing() -> None:
    assert said(extract(PLAIN, [passage("This took a year.", [BEST])])) == ["This took a year."]


def test_an_item_that_is_pointed_back_to_comes_with_its_lead_in() -> None:
    found = passage(f"{STEPS}\nThis took a year.", [0, 0, 0, 0, BEST])
    assert said(extract(PLAIN, [found]))[0].startswith("They take these steps: ")


@pytest.mark.parametrize("best", range(4))
def test_a_question_for_a_list_gets_the_whole_list(best: int) -> None:
    scores = [0.0] * 4
    scores[best] = BEST
    claims = extract(LIST, [passage(STEPS, scores)])
    assert said(claims) == [line.removeprefix("- ") for line in STEPS.split("\n")]


def test_a_lead_in_that_is_best_brings_its_list_whatever_is_asked() -> None:
    assert len(extract(PLAIN, [passage(STEPS, [BEST])])) == 4


def test_a_list_stops_at_the_next_lead_in() -> None:
    body = f"{STEPS}\nAnd these later on:\n- Close the old wards for good."
    claims = extract(LIST, [passage(body, [0, BEST])])
    assert said(claims)[-1] == "Hire many more staff for wards."


def test_a_list_too_long_to_read_out_is_told_by_the_first_sentence_of_each_item() -> None:
    items = "\n".join(f"- Step {n} is here. {sentence('Details', 60)}" for n in range(1, 5))
    claims = extract(LIST, [passage(f"They take these steps:\n{items}", [BEST])])
    assert said(claims)[1:] == [f"Step {n} is here." for n in range(1, 5)]


def test_the_best_sentence_comes_first_and_the_others_in_reading_order() -> None:
    found = passage("Beds closed. Nurses trained. Wards opened.", [BEST - 2, BEST - 1, BEST])
    assert said(extract(PLAIN, [found])) == ["Wards opened.", "Beds closed.", "Nurses trained."]


def test_paragraphs_are_in_the_order_of_their_best_sentence() -> None:
    first = passage(paragraph("Beds closed.", number="1"), [BEST - 0.5])
    second = passage(paragraph("Nurses trained.", number="2"), [BEST])
    assert said(extract(PLAIN, [first, second])) == ["Nurses trained.", "Beds closed."]


def test_no_sentence_is_claimed_twice() -> None:
    found = passage("Beds closed. This was right. It took a year.", [BEST, BEST, BEST])
    claims = extract(PLAIN, [found])
    assert len(said(claims)) == len(set(said(claims))) == 3


def test_an_answer_stays_within_its_words() -> None:
    body = " ".join(sentence(f"Number {n}", 45) for n in "ABCDEF")
    words = sum(len(text.split()) for text in said(extract(PLAIN, [passage(body, [BEST] * 6)])))
    assert 45 <= words <= MOST_WORDS


def test_an_answer_stays_within_its_sentences() -> None:
    more = MOST_SENTENCES + 4
    body = " ".join(f"Number {n} opened." for n in range(more))
    assert len(extract(PLAIN, [passage(body, [BEST] * more)])) == MOST_SENTENCES


def test_the_best_sentence_is_claimed_even_where_it_is_longer_than_the_limit() -> None:
    long = sentence("One", MOST_WORDS + 20)
    assert said(extract(PLAIN, [passage(f"{long} Beds closed.", [BEST])]))[0] == long


def test_short_items_are_said_under_their_heading() -> None:
    found = passage(
        paragraph("Rating:\n- Overall: good", section=("Ratings", "Beds in wards")), [0, BEST]
    )
    claims = extract(PLAIN, [found])
    assert [claim.heading for claim in claims] == ["Beds in wards"]


def test_plain_sentences_are_said_without_a_heading() -> None:
    found = passage(paragraph("Beds closed.", section=("Beds in wards",)), [BEST])
    assert extract(PLAIN, [found])[0].heading == ""


@pytest.mark.parametrize("question", [PLAIN, LIST, asked("How many were seen in 2020/21?")])
def test_every_claim_quotes_its_own_paragraph_whatever_the_scores(question: Question) -> None:
    scores = random.Random(7)
    paragraphs = real_corpus().paragraphs
    for at in range(0, len(paragraphs), 5):
        passages = [
            passage(p, [10 * scores.random() for _ in passage(p).sentences], score=scores.random())
            for p in paragraphs[at : at + 5]
        ]
        by_key = {found.paragraph.key: found.paragraph for found in passages}
        claims = extract(question, passages)
        assert claims
        for claim in claims:
            assert claim.text == claim.quote
            assert claim.quote in by_key[claim.paragraph].text
            assert claim.lead_in in by_key[claim.paragraph].text
            assert not claim.heading or claim.heading in by_key[claim.paragraph].section


def test_a_long_list_is_no_longer_than_its_limit_beside_other_sentences() -> None:
    items = "\n".join(f"- {sentence(f'Step {n}', 18)}" for n in "ABCDEFGHIJ")
    listed = passage(paragraph(f"They take these steps:\n{items}", number="1"), [BEST])
    beside = passage(paragraph(sentence("Beside", 40), number="2"), [BEST - 0.1])
    words = sum(len(text.split()) for text in said(extract(LIST, [listed, beside])))
    assert words <= MOST_LIST_WORDS


@pytest.mark.parametrize(("most_words", "sentences"), [(200, 3), (95, 2), (50, 1), (1, 1)])
def test_an_answer_stays_within_the_words_that_it_is_given(most_words: int, sentences: int) -> None:
    body = " ".join(sentence(f"Number {n}", 44) for n in "ABCDEF")
    assert len(extract(PLAIN, [passage(body, [BEST] * 6)], most_words)) == sentences


def test_an_item_that_points_back_brings_the_sentence_before_it_in_its_bullet() -> None:
    found = passage(
        "They take these steps:\n- Train nurses. This takes a year.\n- It closes beds.",
        [0, 0, BEST],
    )
    assert said(extract(PLAIN, [found])) == [
        "They take these steps:",
        "Train nurses.",
        "This takes a year.",
    ]


def test_an_item_does_not_point_back_to_another_bullet() -> None:
    found = passage("They take these steps:\n- Train nurses.\n- It closes beds.", [0, 0, BEST])
    assert said(extract(PLAIN, [found])) == ["They take these steps: It closes beds."]
