"""The web app's HTML shows every word of an answer, marks its quotes, and lets nothing through."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from assistant.answer import RELATED, Answer, Citation, Outcome, Passage, Statement
from assistant.cautions import MACHINE_READ
from assistant.citing import place
from assistant.question.crisis import ASK_A_PROFESSIONAL, HELP_LINE, crisis_message
from assistant.remarks import Verdict
from assistant.web.render import (
    announcement,
    answer_html,
    answerer_line,
    documents_html,
    failure_html,
    question_html,
)
from assistant.web.text_html import paragraph_html
from ingest.language.fulfilment import Fulfilment
from ingest.types import Document, Footnote, Paragraph
from pages import words_of

RESPONSE = Document(
    id="response",
    title="The Government's response",
    file="response.txt",
    sha256="0" * 64,
    short="Response (CP 1)",
    publisher="The Department",
    date="March 2022",
)
UNDATED = Document(id="news", title="News from the trust", file="news.txt", sha256="1" * 64)
WAITING = Paragraph(
    document="response",
    number="49",
    printed=True,
    section=("Children", "Eating disorders"),
    body="The target was missed. Demand rose.\n- In 2020/21 there were 561.\n- Later 1,534.",
    footnotes=(Footnote("20", "Counted at the end of March."),),
    page=12,
)
COUNTED = Paragraph(document="news", number="7", printed=False, section=(), body="We grow.")
NASTY = "Cost $5 to $6 <script>alert(1)</script> *very* [x](javascript:alert(2)) <img onerror=a>"


def answered(*said: tuple[str, str], outcome: Outcome = Outcome.ANSWERED, note: str = "") -> Answer:
    """An answer whose sentences quote the words of WAITING that stand beside them."""
    return Answer(
        question="Was it met?",
        standalone="Was it met?",
        outcome=outcome,
        message=note,
        statements=tuple(Statement(text, n) for n, (text, _) in enumerate(said, 1)),
        citations=tuple(
            Citation(n, RESPONSE, WAITING, quote) for n, (_, quote) in enumerate(said, 1)
        ),
    )


def refused(outcome: Outcome, message: str = "They do not say.") -> Answer:
    passages = tuple(Passage(RESPONSE, WAITING, 1.0) for _ in range(RELATED + 2))
    return Answer("Why?", "Why?", outcome, message, passages=passages)


def marked(html: str) -> list[str]:
    return [unescape(words) for words in re.findall(r"<mark[^>]*>(.*?)</mark>", html)]


def test_a_paragraph_of_a_run_that_begins_again_names_its_part() -> None:
    of_annex = replace(WAITING, number="2", within="Annex A")
    assert place(of_annex) == "paragraph 2 of “Annex A”"
    assert place(replace(WAITING, number="Recommendation 7")) == "Recommendation 7"


def test_words_read_by_machine_are_said_to_be() -> None:
    seen = replace(WAITING, machine_read=True)
    answer = replace(answered(("It rose.", "Demand rose.")), citations=(
        Citation(1, RESPONSE, seen, "Demand rose."),))  # fmt: skip
    assert MACHINE_READ in words_of(answer_html(answer, 1))
    assert MACHINE_READ not in words_of(answer_html(answered(("It rose.", "Demand rose.")), 1))


def test_a_quote_is_marked_inside_its_paragraph() -> None:
    html = paragraph_html(WAITING, ["Demand rose."])
    assert marked(html) == ["Demand rose."]
    assert "The target was missed. <mark>" in html


def test_a_marked_paragraph_keeps_every_word() -> None:
    shown = words_of(paragraph_html(WAITING, ["target was", "1,534"]))
    for line in WAITING.text.split("\n"):
        assert line.removeprefix("- ") in shown


def test_quotes_that_overlap_share_one_mark() -> None:
    html = paragraph_html(WAITING, ["The target was", "was missed."])
    assert marked(html) == ["The target was missed."]


def test_a_quote_over_two_lines_is_marked_on_both() -> None:
    html = paragraph_html(WAITING, ["rose.\n- In 2020/21"])
    assert marked(html) == ["rose.", "In 2020/21"]


def test_words_that_are_not_in_the_paragraph_mark_nothing() -> None:
    assert marked(paragraph_html(WAITING, ["Nobody wrote this."])) == []


def test_bullets_are_list_items_without_their_printed_mark() -> None:
    html = paragraph_html(WAITING)
    assert "<li>In 2020/21 there were 561.</li><li>Later 1,534.</li>" in html


def test_lettered_items_keep_their_letters() -> None:
    lettered = Paragraph("response", "1", True, (), "We will:\n(a) plan\n(b) train")
    assert '<ul class="lettered"><li>(a) plan</li>' in paragraph_html(lettered)


def test_footnotes_stand_apart_under_the_text() -> None:
    body, notes = paragraph_html(WAITING).split('<div class="footnotes">')
    assert "Later 1,534." in body
    assert "[20] Counted at the end of March." in notes


def test_a_quote_from_a_footnote_is_marked_there() -> None:
    _, notes = paragraph_html(WAITING, ["end of March"]).split('<div class="footnotes">')
    assert marked(notes) == ["end of March"]


@pytest.mark.parametrize("quoted", [[], [NASTY], ["$5 to $6 <script>", "*very* [x]"]])
def test_text_of_a_document_is_never_markup(quoted: list[str]) -> None:
    html = paragraph_html(Paragraph("response", "1", True, (), NASTY), quoted)
    assert NASTY in words_of(html)
    assert set(re.findall(r"<(\w+)", html)) <= {"blockquote", "p", "mark"}


def test_questions_messages_and_failures_are_never_markup() -> None:
    for html in (
        question_html(NASTY, 1),
        failure_html(NASTY, NASTY),
        answer_html(refused(Outcome.NOT_IN_DOCUMENTS, NASTY), 1),
        answer_html(answered((NASTY, "Demand rose."), outcome=Outcome.PARTIAL, note=NASTY), 1),
        documents_html([Document(id="x", title=NASTY, file="x.txt", sha256="2" * 64)]),
    ):
        assert NASTY in words_of(html)
        assert "<script" not in html
        assert "<img" not in html


def test_each_sentence_ends_in_a_link_that_opens_its_words() -> None:
    html = answer_html(answered(("It was missed.", "The target was missed.")), 3)
    assert "It was missed. <a" in html
    link = re.search(r"<a [^>]*>", html)
    assert link is not None
    assert 'data-document="response" data-paragraph="49" data-marks="0-22"' in link[0]
    assert "./?document=response&amp;paragraph=49&amp;quote=The+target" in link[0]


def test_a_citation_is_named_in_full_once_and_read_out_in_full_each_time() -> None:
    html = answer_html(answered(("One.", "was missed"), ("Two.", "Demand rose.")), 1)
    first, second = re.findall(r'<a class="cite".*?</a>', html)
    assert words_of(first) == words_of(second) == "Source: Response (CP 1), March 2022, para 49"
    assert '<span class="of">Response (CP 1), March 2022</span>' in first
    assert '<span class="of">' not in second


def test_no_two_citations_on_one_page_have_the_same_id() -> None:
    answer = answered(("It was missed.", "was missed"), ("It rose.", "Demand rose."))
    ids = [id_ for n in (1, 2) for id_ in re.findall(r' id="([^"]+)"', answer_html(answer, n))]
    assert len(ids) == 4
    assert len(set(ids)) == 4


def test_citations_of_one_paragraph_share_one_source() -> None:
    html = answer_html(answered(("One.", "was missed"), ("Two.", "Demand rose.")), 1)
    assert "<summary>Sources: 1 paragraph</summary>" in html
    assert html.count('<section class="source">') == 1
    assert "<h3>Response (CP 1), paragraph 49, page 12</h3>" in html
    assert marked(html) == ["was missed", "Demand rose."]


def test_a_source_names_title_publisher_date_section_and_page() -> None:
    shown = words_of(answer_html(answered(("One.", "was missed")), 1))
    assert "The Government's response" in shown
    assert "The Department, March 2022" in shown
    assert "Children › Eating disorders · paragraph 49 · page 12" in shown


def test_a_number_that_is_not_printed_says_so() -> None:
    assert place(COUNTED) == "paragraph 7, counted"
    assert place(WAITING) == "paragraph 49"


def test_a_document_without_a_date_says_so() -> None:
    shown = words_of(documents_html([RESPONSE, UNDATED]))
    assert "Response (CP 1)The Department · published March 2022" in shown
    assert "News from the trustdate not stated" in shown


def test_a_document_of_which_it_is_known_says_since_when_it_is_here() -> None:
    shown = words_of(documents_html([RESPONSE, UNDATED], {"response": "2026-05-03"}))
    assert "published March 2022 · in Parity since 3 May 2026" in shown
    assert shown.count("in Parity since") == 1


def test_an_arrival_is_announced_with_what_came_and_its_first_sentence() -> None:
    answer = answered(("It was missed.", "was missed"), ("It rose.", "Demand rose."))
    assert announcement(answer) == "Answered: It was missed."
    refusal = refused(Outcome.NOT_IN_DOCUMENTS, "They do not say.\nAsk otherwise.")
    assert announcement(refusal) == "Not in these documents: They do not say."


def test_where_help_is_is_announced_first_and_whole() -> None:
    helped = replace(answered(("It was missed.", "was missed")), help="Talk to them.\nCall 999.")
    label = "If you or someone else needs help now:"
    assert announcement(helped) == f"{label} Talk to them. Call 999. Answered: It was missed."
    alone = refused(Outcome.CRISIS_SIGNPOST, "Talk to them.\nCall 999.")
    assert announcement(alone) == f"{label} Talk to them. Call 999."
    clinical = refused(Outcome.CLINICAL_SIGNPOST, "Ask a GP.\nCall 111.")
    assert announcement(clinical) == "Please ask a professional: Ask a GP. Call 111."


def test_a_heading_that_sentences_share_is_said_once() -> None:
    answer = Answer(
        "q",
        "q",
        Outcome.ANSWERED,
        statements=(
            Statement("Overall – good", 1, "Eating disorders", item=True),
            Statement("Impact – good", 2, "Eating disorders", item=True),
        ),
        citations=(
            Citation(1, RESPONSE, WAITING, "Demand rose."),
            Citation(2, RESPONSE, WAITING, "Later 1,534."),
        ),
    )
    html = answer_html(answer, 1)
    assert html.split("<h3>")[0].count("Eating disorders") == 1
    assert html.split("<h3>")[0].count("<li>") == 2


def test_paragraphs_below_one_heading_are_led_once_and_a_document_is_named_once() -> None:
    places = [
        WAITING,
        replace(WAITING, number="51"),
        replace(WAITING, number="60", section=("Beds",)),
    ]
    answer = Answer(
        "q",
        "q",
        Outcome.ANSWERED,
        statements=tuple(Statement("Demand rose.", n) for n in (1, 2, 3)),
        citations=tuple(
            Citation(n, RESPONSE, place, "Demand rose.") for n, place in enumerate(places, 1)
        ),
    )
    leads = re.findall(r'<span class="lead">(.*?)</span>', answer_html(answer, 1))
    assert leads == [
        "Response (CP 1), March 2022, on “Children › Eating disorders”:",
        "On “Beds”:",
    ]


def listed(*quotes: str) -> str:
    """The lists of an answer that quotes WAITING as bullets."""
    said = answered(*((quote, quote) for quote in quotes))
    bullets = tuple(replace(statement, item=True) for statement in said.statements)
    html = answer_html(replace(said, statements=bullets), 1).split("<details")[0]
    return " ".join(words_of(" ".join(re.findall(r"<li>.*?</li>", html))).split())


def test_a_bullet_is_one_however_many_of_its_sentences_are_quoted_and_none_alone() -> None:
    assert listed("In 2020/21 there were 561.") == ""
    assert listed("The target was missed.", "Demand rose.") == ""
    both = listed("The target was missed.", "Demand rose.", "Later 1,534.")
    assert both.startswith("The target was missed.")
    html = answered(("The target was missed.", "The target was missed."))
    assert "<li>" not in answer_html(html, 1).split("<details")[0]


def test_a_partial_answer_carries_its_note() -> None:
    answer = answered(("One.", "was missed"), outcome=Outcome.PARTIAL, note="Not the cost.")
    shown = words_of(answer_html(answer, 1))
    assert "Answered in part" in shown
    assert "Not the cost." in shown
    assert "One." in shown


def test_a_rating_that_reads_like_an_outcome_is_told_from_the_verdict_above_it() -> None:
    said = ("Commitment met – good", "was missed")
    missed = Verdict("Waiting", Fulfilment.NOT_MET, "the reply")
    told = "“Commitment met” names what was rated"
    assert told in answer_html(replace(answered(said), verdict=missed), 1)
    assert told not in answer_html(replace(answered(("Impact – good", "was")), verdict=missed), 1)
    assert told not in answer_html(answered(said), 1)


def test_a_refusal_offers_related_reading_and_no_sources() -> None:
    html = answer_html(refused(Outcome.NOT_IN_DOCUMENTS), 1)
    assert "Not in these documents" in html
    assert "What the nearest paragraphs do say" in html
    assert HELP_LINE in words_of(html)
    assert "Sources" not in html
    assert html.count("<details>") == RELATED


def test_a_refusal_of_what_is_far_off_offers_no_reading() -> None:
    html = answer_html(replace(refused(Outcome.NOT_IN_DOCUMENTS), far_off=True), 1)
    assert "Not in these documents" in html
    assert "<details>" not in html
    assert "nearest" not in html


def test_documents_that_came_on_one_day_say_so_once() -> None:
    def since(*days: str) -> int:
        ids = (RESPONSE.id, UNDATED.id)
        html = documents_html([RESPONSE, UNDATED], dict(zip(ids, days, strict=True)))
        return words_of(html).count("in Parity since")

    assert since("2026-05-31", "2026-06-01") == 2
    assert since("2026-05-31", "2026-05-31") == 1


def test_a_refusal_with_nothing_near_offers_no_reading() -> None:
    answer = Answer("q", "q", Outcome.NOT_IN_DOCUMENTS, "They do not say.")
    html = answer_html(answer, 1)
    assert "nearest paragraphs" not in html
    assert HELP_LINE in words_of(html)


def test_a_signpost_in_a_crisis_stands_alone() -> None:
    html = answer_html(refused(Outcome.CRISIS_SIGNPOST, "Call 999.\nOr 111."), 1)
    assert '<p>Call <a class="call" href="tel:999">999</a>.</p><p>Or 111.</p>' in html
    assert "<details>" not in html


def test_the_answerer_is_named() -> None:
    assert answerer_line("extractive").startswith("Quoted from the documents word for word")
    assert "some-model" in answerer_line("some-model")


def test_a_follow_up_says_how_it_was_understood() -> None:
    answer = Answer("And adults?", "How many adults?", Outcome.ANSWERED)
    assert "Understood as: How many adults?" in words_of(answer_html(answer, 1))


def test_a_lead_in_is_said_before_its_item_and_marked_with_it() -> None:
    listed = Paragraph("plan", "3", True, (), "We will:\n- open beds\n- train nurses")
    answer = replace(
        answered(),
        statements=(Statement("train nurses", 1, lead_in="We will:"),),
        citations=(Citation(1, RESPONSE, listed, "train nurses"),),
    )
    html = answer_html(answer, 1)
    assert "We will: train nurses" in words_of(html)
    assert marked(html) == ["We will:", "train nurses"]


def test_where_help_is_stands_above_the_answer() -> None:
    answer = replace(
        answered(("The target was missed.", "The target was missed.")), help="Call 999."
    )
    shown = words_of(answer_html(answer, 1))
    assert shown.index("Call 999.") < shown.index("The target was missed.")
    assert "If you or someone else needs help now" in shown


@pytest.mark.parametrize(
    ("outcome", "message", "called"),
    [
        (
            Outcome.CRISIS_SIGNPOST,
            crisis_message("I want to die"),
            ["tel:999", "tel:111", "tel:116123", "sms:85258?body=SHOUT"],
        ),
        (Outcome.CLINICAL_SIGNPOST, ASK_A_PROFESSIONAL, ["tel:111", "tel:999"]),
        (
            Outcome.NOT_IN_DOCUMENTS,
            "Nothing stands there of 999 beds.",
            ["tel:111", "tel:116123", "sms:85258?body=SHOUT", "tel:999"],
        ),
        (Outcome.ABOUT, "Paragraph 999 is one of 1,000.", []),
    ],
)
def test_help_lines_are_called_by_a_press_and_no_other_number_is(
    outcome: Outcome, message: str, called: list[str]
) -> None:
    html = answer_html(refused(outcome, message), 1)
    assert re.findall('href="((?:tel|sms):[^"]*)"', html) == called
    assert message.split("\n")[0] in words_of(html)


def test_a_document_that_names_a_help_line_is_left_as_it_is() -> None:
    assert "tel:" not in answer_html(answered(("Call 999.", "Call 999.")), 1)


def test_an_answer_below_where_help_is_can_be_called_above_it() -> None:
    html = answer_html(replace(answered(("It rose.", "Demand rose.")), help="Call 999."), 1)
    assert html.count('href="tel:999"') == 1
