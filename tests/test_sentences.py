"""Sentences are spans of their paragraph's text, cut where a reader would cut it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import paragraphs_of, real_corpus, real_paragraph
from ingest.language.sentences import Sentence, SentenceKind, sentences
from ingest.types import Footnote, Paragraph

text_like = st.text(st.sampled_from('aB. ?!"”’)(]1£-•i\n\u2028é'), max_size=60)
markers = st.sampled_from(["1", "*", "12"])
any_paragraph = st.builds(
    Paragraph,
    document=st.just("d"),
    number=st.just("1"),
    printed=st.just(True),
    section=st.just(()),
    body=text_like,
    footnotes=st.lists(
        st.builds(Footnote, marker=markers, text=text_like.map(lambda t: t.replace("\n", " "))),
        max_size=3,
    ).map(tuple),
)


def of_text(text: str) -> list[str]:
    return [s.text for s in sentences(Paragraph("d", "1", True, (), text))]


def of_document(text: str) -> list[Sentence]:
    (paragraph,) = paragraphs_of(text)
    return sentences(paragraph)


@given(any_paragraph)
def test_a_sentence_is_a_span_of_its_paragraphs_text(paragraph: Paragraph) -> None:
    found = sentences(paragraph)
    assert all(paragraph.text[s.start : s.end] == s.text for s in found)
    assert all(s.start < s.end for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(any_paragraph)
def test_no_letter_of_the_body_is_outside_every_sentence(paragraph: Paragraph) -> None:
    covered = {at for s in sentences(paragraph) for at in range(s.start, s.end)}
    left = [c for at, c in enumerate(paragraph.body) if at not in covered and c in "aBé£1"]
    # What is left are bullets such as "a)" and numbers, which are no part of their sentence.
    assert len(left) <= 4 * paragraph.body.count("\n")


def test_every_sentence_of_the_real_corpus_is_a_span_of_its_paragraph() -> None:
    for paragraph in real_corpus().paragraphs:
        found = sentences(paragraph)
        assert found, paragraph.key
        assert all(paragraph.text[s.start : s.end] == s.text.strip() != "" for s in found)
        assert [s.index for s in found] == list(range(len(found)))


@pytest.mark.parametrize(
    "sentence",
    [
        "They come from regulated staff, e.g. nurses, or doctors.",
        "It is one of them, i.e. The Strategy, that counts.",
        "It met 36.9% of the need and 59.0% of 1,850 cases.",
        "The report (page 52) says so.",
        "It was Dr. Smith and Prof. J. Jones of St. Mary's.",
        "The plan vs. 2019 and Vol. 2, p. 5, say so.",
        "See para. 12 and Fig. 3 of it.",
        "The site is www.nhs.uk and the file plan.pdf too.",
        'He asked "Why?" and left.',
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert of_text(f"{sentence} It is so.") == [sentence, "It is so."]


@pytest.mark.parametrize(
    "first",
    [
        "Actual spend was estimated at £57.5m.",
        "They had grown by 2021.",
        "It was 17.6% (in 2020/21).",
        'They are "focussing on access rates, rather than outcomes."',
        "They are ‘on track.’",
        "Is it so?",
        'The panel asked "Why did it fail?"',
        "It was so in the UK.",
        "It is [sic.]",
    ],
)
@pytest.mark.parametrize("second", ["It is known.", "“It is.”", "(It is known.)", "420 came."])
def test_a_sentence_ends_before_the_next(first: str, second: str) -> None:
    assert of_text(f"{first} {second}") == [first, second]


def test_items_know_the_sentence_that_leads_into_them() -> None:
    found = of_document("It is long. We will do:\n - this. And more.\n - that")
    assert [(s.text, s.kind, s.lead_in, s.line) for s in found] == [
        ("It is long.", SentenceKind.PROSE, None, 0),
        ("We will do:", SentenceKind.PROSE, None, 0),
        ("this.", SentenceKind.ITEM, 1, 1),
        ("And more.", SentenceKind.ITEM, 1, 1),
        ("that", SentenceKind.ITEM, 1, 2),
    ]


@pytest.mark.parametrize("mark", ["-", "•", "(a)", "iv.", "- i.", "• (b)"])
def test_a_bullets_mark_is_no_part_of_its_sentence(mark: str) -> None:
    assert [s.text for s in of_document(f"We do:\n {mark} One thing")] == ["We do:", "One thing"]


@pytest.mark.parametrize(
    "sentence",
    ["It is in circular no. 10 of 2019.", "It is in it (see no. 4).", "See nos. 5 to 7."],
)
def test_the_short_form_of_number_ends_no_sentence(sentence: str) -> None:
    assert of_text(f"{sentence} It is so.") == [sentence, "It is so."]


def test_the_word_no_may_end_a_sentence() -> None:
    assert of_text("He said no. Then he left.") == ["He said no.", "Then he left."]


@given(st.text(st.sampled_from("aA1.:¹²*-•–…_=|#[^]\\\t\n\n  "), max_size=60), st.booleans())
def test_every_paragraph_has_a_sentence(text: str, markdown: bool) -> None:
    assert all(sentences(p) for p in paragraphs_of(text, markdown=markdown))


def test_a_table_row_is_one_sentence() -> None:
    found = of_document("The ratings are below.\n\nArea\tMet\tCost\nNorth\tNo. Not yet\t£5.50m")
    assert found[-1].text.startswith("North: Met – No.")
    assert len(found) == 2


def test_a_footnote_is_quoted_without_its_marker_and_web_address() -> None:
    note = Footnote("4", "Stepping Forward: the workforce plan https://www.hee.nhs.uk/our-work")
    found = sentences(Paragraph("d", "1", True, (), "It is so.", (note,)))
    assert [(s.text, s.kind) for s in found] == [
        ("It is so.", SentenceKind.PROSE),
        ("Stepping Forward: the workforce plan", SentenceKind.FOOTNOTE),
    ]


@pytest.mark.parametrize("address", ["https://www.nhs.uk/a", "www.nhs.uk", "See https://nhs.uk/a"])
def test_a_footnote_that_is_only_a_web_address_gives_no_sentence(address: str) -> None:
    paragraph = Paragraph("d", "1", True, (), "It is so.", (Footnote("4", address),))
    assert [s.text for s in sentences(paragraph)] == ["It is so."]


def test_each_rating_of_paragraph_47_is_led_in_by_its_opening_sentence() -> None:
    paragraph = real_paragraph(47)
    opening, *items = sentences(paragraph)
    assert opening.text.endswith("against this commitment as follows:")
    assert [(s.text, s.lead_in) for s in items] == [
        ("Overall – good", 0),
        ("Commitment met – requires improvement", 0),
        ("Funding/Resourcing – good", 0),
        ("Impact – requires improvement", 0),
        ("Appropriate – outstanding", 0),
    ]


def test_paragraph_52_is_not_cut_at_its_amount_of_money() -> None:
    texts = [s.text for s in sentences(real_paragraph(52))]
    assert len(texts) == 4
    assert texts[2].endswith("for 2020/21 was estimated at £57.5m.")
    assert texts[3].startswith("It should be noted")


def test_each_worded_note_of_paragraph_15_is_one_sentence() -> None:
    notes = [s.text for s in sentences(real_paragraph(15)) if s.kind is SentenceKind.FOOTNOTE]
    assert len(notes) == 3
    assert notes[0].endswith("January 2022 (page 52)")
    assert notes[2] == "HEE estimates from NHS Benchmarking Network collections Source:"


def test_the_first_bullet_directly_below_a_heading_is_an_item_like_the_others() -> None:
    found = of_document("Our aims\n\n• Better care\n• Less waiting")
    assert [(s.text, s.kind, s.lead_in) for s in found] == [
        ("Better care", SentenceKind.ITEM, None),
        ("Less waiting", SentenceKind.ITEM, None),
    ]


def test_the_number_of_a_list_item_is_no_sentence() -> None:
    found = of_document("To apply:\n1. Write to us. Say why.\n2. Wait.")
    assert [s.text for s in found] == ["To apply:", "Write to us.", "Say why.", "Wait."]


def test_further_text_of_a_numbered_paragraph_is_prose() -> None:
    text = "1. One is here.\n\nIt goes on.\n\n2. Two is here.\n3. Three is here.\n"
    assert [s.kind for s in sentences(paragraphs_of(text)[0])] == [SentenceKind.PROSE] * 2


def test_bullets_below_further_text_are_led_in_by_it() -> None:
    text = "1. We do:\n - this\n\nIt goes on:\n - that\n2. Two is here.\n3. Three is here.\n"
    found = sentences(paragraphs_of(text)[0])
    assert [(s.text, s.lead_in) for s in found] == [
        ("We do:", None), ("this", 0), ("It goes on:", None), ("that", 2)
    ]  # fmt: skip
