"""Whose words a line is: the paper's own, or those of whoever it quotes and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import paragraphs_of, real_corpus, write_corpus
from ingest.blocks import Block, BlockKind
from ingest.corpus import read_corpus
from ingest.language.speech import announced
from ingest.paragraphs import split
from ingest.types import Paragraph
from ingest.voices import QUOTATION, reply_of, said_by, voice_of
from pdfs import BOLD, ITALIC, Sheet, blocks_in
from test_units import CASES

TITLE = "Government response to the Justice Committee's report on courts"
WISH = "Courts should publish their waiting times every month of the year."
REPLY = "Courts publish them each quarter, which we hold to be enough for everybody."


def said(text: str, *, number: str = "", apart: bool = False) -> Block:
    return Block(BlockKind.PROSE, text, number=number, apart=apart)


def heading(text: str) -> Block:
    return Block(BlockKind.HEADING, text, level=2)


def voices(blocks: list[Block], title: str = TITLE) -> dict[str, str]:
    """The lines in other voices than the paper's, with whose they are."""
    return of(split("plan", blocks, title=title))


def of(paragraphs: list[Paragraph]) -> dict[str, str]:
    return {
        line: voice
        for p in paragraphs
        for line, voice in zip(p.body.split("\n"), p.voices, strict=False)
        if voice
    }


def test_a_title_says_who_replies_to_whom() -> None:
    assert reply_of(TITLE) == ("Government", "the Justice Committee")
    assert reply_of("The trust’s response to the Panel on Buses") == (
        "The trust’s", "the Panel on Buses"
    )  # fmt: skip
    assert reply_of("A plan for courts") is None


def test_the_first_text_below_a_recommendation_is_another_s() -> None:
    blocks = [heading("Recommendation 1"), said(WISH), said(REPLY)]
    assert voices(blocks) == {WISH: "Recommendation 1"}


def test_a_report_speaks_in_its_own_recommendations() -> None:
    blocks = [heading("Recommendation 1"), said(WISH), said("Waiting is long.", number="1")]
    assert voices(blocks, "A review of courts") == {}


def test_a_paper_without_a_title_replies_if_it_accepts() -> None:
    blocks = [heading("Recommendation 1"), said(WISH), said("We accept this recommendation.")]
    assert voices(blocks, "") == {WISH: "Recommendation 1"}


def test_a_commitment_is_the_paper_s_own() -> None:
    assert voices([heading("Commitment 1"), said("We will open ten wards."), said(REPLY)]) == {}


def test_what_is_set_off_by_its_print_is_another_s_and_nothing_else() -> None:
    more = "They should begin in May."
    blocks = [
        heading("Recommendation 1"), said(WISH, apart=True), said(more, apart=True), said(REPLY),
        heading("Recommendation 2"), said(REPLY), said(WISH),
    ]  # fmt: skip
    assert set(voices(blocks)) == {WISH, more, REPLY}
    assert voices(blocks[:4]) == {WISH: "Recommendation 1", more: "Recommendation 1"}


def test_everything_above_a_reply_s_label_is_another_s() -> None:
    more = "Courts that do not count cannot improve."
    blocks = [heading("Recommendation 1"), said(WISH), said(more), heading("Response"), said(REPLY)]
    assert set(voices(blocks)) == {WISH, more}


def test_a_recommendation_and_its_reply_in_one_paragraph_are_two_lines() -> None:
    text = f"Recommendation 1: {WISH} The Government accepts this recommendation. It began in May."
    (paragraph,) = split("plan", [said(text)], title=TITLE)
    assert paragraph.body.split("\n") == [
        f"Recommendation 1: {WISH}", "The Government accepts this recommendation. It began in May."
    ]  # fmt: skip
    assert paragraph.voices == ("Recommendation 1", "")


def test_an_unnumbered_recommendation_is_the_recommendation_s() -> None:
    blocks = [said(f"Recommendation: {WISH}"), said(f"Response: {REPLY}")]
    assert voices(blocks) == {f"Recommendation: {WISH}": "the recommendation"}


def test_a_paper_that_labels_nothing_quotes_by_its_print() -> None:
    blocks = [said(WISH, apart=True), said(REPLY), said(REPLY), said(REPLY)]
    assert voices(blocks) == {WISH: "the Justice Committee"}
    assert voices(blocks, "A plan for courts") == {}


def test_what_somebody_is_announced_to_say_is_theirs() -> None:
    asks = "Courts that do not count cannot improve."
    blocks = [said("The Committee said:"), said(asks), said(REPLY)]
    assert voices(blocks, "A plan for courts") == {asks: "the Committee"}
    assert voices([said("The Government said:"), said(asks)]) == {}
    assert voices([said("We will:"), Block(BlockKind.ITEM, "- open courts")]) == {}


def test_a_paragraph_in_quotation_marks_is_a_quotation() -> None:
    quoted = "“Courts that do not count cannot improve.”"
    assert voices([said(quoted), said(REPLY)], "A plan") == {quoted: QUOTATION}
    assert voices([said("“Courts” are places, and “law” is a word.")], "A plan") == {}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In June the Committee recommended that the Government:", "the Committee"),
        ("Jane Hill, its chair, told us:", "Jane Hill, its chair"),
        ("In evidence, Assistant Commissioner Lee said:", "Assistant Commissioner Lee"),
        ("This report recommends that:", ""), ("We said:", ""), ("The Committee said so.", ""),
        ("In evidence to the Committee, Ms Lowe said:", "Ms Lowe"),
        ("Jane Hill, Chief Executive of the Trust, said:",
         "Jane Hill, Chief Executive of the Trust"),
        ("Jane Hill, who chairs the Trust, said:", "Jane Hill"),
        ("After the Committee reported, the Government said:", "the Government"),
        ("Respondents were asked:", ""), ("Trusts should be asked to:", ""),
    ],
)  # fmt: skip
def test_a_sentence_announces_who_speaks(text: str, speaker: str) -> None:
    assert announced(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Agency told us of “better roads”.³ Mr Ali, who drives, was of another opinion:", ""),
        ("The Board told us that it had done so (Q12). One nurse put it differently:", ""),
        ("The Ministry told us that “all is well.” Ms Lowe said:", "Ms Lowe"),
        ("The Ministry told us of it! Dr. Hill told us:", "Dr. Hill"),
        ("The Trust said that costs had fallen; a driver was blunt:", ""),
        ("The Trust said that costs had fallen, but Ms Lowe said:", "Ms Lowe"),
        ("The Trust said that costs had fallen, but Ms Lowe was blunt:", QUOTATION),
        ("The Trust said that costs had fallen, and Ms Lowe was blunt:", QUOTATION),
        ("The Ministry told us that Ms Lowe had said:", QUOTATION),
        ("Ms Lowe, whom the Ministry told to leave, was of another opinion:", QUOTATION),
        ("When the Ministry told us of this, Ms Lowe was blunt:", QUOTATION),
        ("We recommend that wards be opened, and that the Trust:", ""),
    ],
)  # fmt: skip
def test_only_whom_the_last_sentence_surely_names_is_announced(text: str, speaker: str) -> None:
    assert announced(text) == speaker


@pytest.mark.parametrize(
    "text",
    ["The Ministry told us that costs “would fall”. Ms Lowe was of another opinion:",
     "The Council wrote that it had asked every school, but Mr Ali, a head, did not agree:"],
)  # fmt: skip
def test_words_of_somebody_else_are_not_given_to_whom_the_text_named_first(text: str) -> None:
    quoted = "“Courts that do not count cannot improve.”"
    assert voices([said(text), said(quoted, apart=True)], "A plan") == {quoted: QUOTATION}


def test_an_unsure_speaker_is_none_of_plain_text_or_of_the_paper() -> None:
    text = "The Ministry told us that costs had fallen, and Ms Lowe was blunt:"
    assert voices([said(text), said(REPLY)], "A plan") == {}
    assert voices([said(text), said(REPLY, apart=True)], "A plan") == {REPLY: QUOTATION}
    assert voices([said("The Government said so, and the Trust:"), said(REPLY, apart=True)]) == {}


def test_a_quotation_below_a_whole_one_is_perhaps_anothers() -> None:
    first, second = "“We waited for nine long days.”", "“I love this work of mine.”"
    told = said("Jane Hill, its chair, told us:")
    assert voices([told, said(first), said(second)], "A plan") == {
        first: "Jane Hill, its chair", second: QUOTATION
    }  # fmt: skip


def test_print_of_a_pdf_tells_who_speaks(tmp_path: Path) -> None:
    sheet = Sheet().say(TITLE, 16, BOLD).say("Recommendation 1", font=BOLD)
    top = sheet.y + 12
    sheet.say(WISH, indent=6).say("They should begin in May.", indent=6)
    for x in (70, 530):
        sheet.rule(x, sheet.y + 12, x, top)
    sheet.say(REPLY).say(REPLY).say("Recommendation 2", font=BOLD)
    sheet.say(WISH, font=ITALIC).say(REPLY)
    found = split("plan", blocks_in(tmp_path, sheet), title=TITLE)
    assert of(found) == {WISH: "Recommendation 2", "They should begin in May.": "Recommendation 1"}
    assert [bool(p.voices) for p in found if WISH in p.body] == [True, True]


def test_block_quotations_of_pages_and_of_markdown_tell_who_speaks(tmp_path: Path) -> None:
    page = (
        f"<html><body><main><h1>{TITLE}</h1><h2>Recommendation 1</h2><blockquote><p>{WISH}</p>"
        f"<p>Do so in May.</p></blockquote><p>{REPLY}</p></main></body></html>"
    )
    text = f"# {TITLE}\n\n## Recommendation 1\n\n> {WISH}\n>\n> Do so in May.\n\n{REPLY}\n"
    for name, content in (("a.html", page), ("b.md", text)):
        corpus = read_corpus(write_corpus(tmp_path / name, {name: content}))
        assert set(of(list(corpus.paragraphs))) == {WISH, "Do so in May."}


def test_word_s_italics_and_boxes_tell_who_speaks(tmp_path: Path) -> None:
    name = "libreoffice.docx"
    (tmp_path / name).write_bytes((CASES / name).read_bytes())
    assert of(list(read_corpus(tmp_path).paragraphs)) == {
        "Each ward should have a lead for safety, who reports to the board.": "Recommendation 1",
        "The lead should be a nurse.": "Recommendation 1",
        "Doors should be looked at each quarter.": "Recommendation 2",
    }


def test_a_paper_all_in_italics_sets_nothing_off() -> None:
    blocks = [said(f"{WISH} {n}", apart=True) for n in range(5)]
    assert voices([*blocks, said(REPLY)]) == {}


def test_a_quote_s_voice_is_that_of_its_line() -> None:
    paragraph = Paragraph("plan", "1", True, (), f"{WISH}\n{REPLY}", voices=("the Committee", ""))
    assert voice_of(paragraph, "waiting times") == "the Committee"
    assert voice_of(paragraph, "each quarter") == ""
    assert "the Committee" in said_by("the Committee")
    assert Paragraph.from_json(paragraph.to_json()) == paragraph


def test_the_home_corpus_quotes_its_commitments_and_no_others() -> None:
    quoting = [p.key for p in real_corpus().paragraphs if any(p.voices)]
    assert "government-response/3" in quoting
    assert all(
        voice in ("", QUOTATION) or not voice.startswith("Recommendation")
        for p in real_corpus().paragraphs
        for voice in p.voices
    )


def test_lines_and_voices_are_as_many() -> None:
    text = "The Committee said:\n\n“Beds should be opened in all of the towns.”\n\nWe agree.\n"
    assert all(
        len(p.voices) in (0, p.body.count("\n") + 1)
        for p in [*paragraphs_of(text), *real_corpus().paragraphs]
    )


@pytest.mark.parametrize(
    "text",
    [
        "• on 3 June it announced 14 million pounds for courts, including:",
        "In the spring she said:",
        "Since then they have recommended:",
    ],
)
def test_a_pronoun_behind_a_time_names_nobody(text: str) -> None:
    assert announced(text) == ""


@pytest.mark.parametrize("says", ["observed that", "also noted that", "then observed"])
def test_what_somebody_observes_is_theirs(says: str) -> None:
    text = f"We publish them. The Committee {says}:"
    assert voices([said(text), said(WISH, apart=True), said(REPLY)]) == {WISH: "the Committee"}
