"""The reader shows every word of a document in its order, with all that is known of it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from assistant.cautions import MACHINE_READ
from assistant.citing import place
from assistant.web.reader_html import document_html, numbered_html
from builders import real_corpus
from ingest.types import Document, Footnote, Paragraph
from pages import words_of

PLAN = Document("plan", "A plan", "plan.txt", "0" * 64, publisher="The Trust", date="May 2020")
FIRST = Paragraph(
    "plan",
    "49",
    True,
    ("Children", "Waiting"),
    "The target was missed.\n- In 2020/21 there were 561.\n- Later 1,534.",
    footnotes=(Footnote("20", "Counted in March."),),
    page=12,
)
NASTY = 'Cost $5 <script>alert(1)</script> *x* "quoted" & <img onerror=a>'


def lines_in(html: str) -> list[tuple[int, str]]:
    """Each line with where it says that it begins."""
    found = re.findall(r'<span data-at="(\d+)">(.*?)</span>', html, flags=re.DOTALL)
    return [(int(at), unescape(words)) for at, words in found]


def headings_in(html: str) -> list[tuple[str, str]]:
    return [
        (tag, unescape(words)) for tag, words in re.findall(r"<(h[3-6]) [^>]*>(.*?)</h[3-6]>", html)
    ]


@pytest.mark.parametrize("document", real_corpus().documents, ids=lambda document: document.id)
def test_every_word_of_a_document_stands_in_its_reader(document: Document) -> None:
    own = [p for p in real_corpus().paragraphs if p.document == document.id]
    html = document_html(document, own)
    numbers = [unescape(n) for n in re.findall(r'data-number="([^"]*)"', html)]
    assert [f"{document.id}/{number}" for number in numbers] == [p.key for p in own]
    for paragraph, shown in zip(own, html.split('<div class="paragraph"')[1:], strict=True):
        for at, words in lines_in(shown):
            assert paragraph.text[at : at + len(words)] == words
        said = " ".join(words for _, words in lines_in(shown)).split()
        assert len(said) >= len(paragraph.text.split()) - paragraph.text.count("\n") - 1


def test_a_line_says_where_it_begins_as_a_browser_counts() -> None:
    odd = replace(FIRST, body="𝔞𝔟 closed.\n- 𝔠 opened.", footnotes=())
    assert lines_in(numbered_html(PLAN, odd)) == [(0, "𝔞𝔟 closed."), (15, "𝔠 opened.")]


def test_sections_are_headings_once_and_can_be_jumped_to() -> None:
    second = replace(FIRST, number="50")
    third = replace(FIRST, number="51", section=("Children", "Beds"))
    fourth = replace(FIRST, number="52", section=("Adults", "Beds"))
    html = document_html(PLAN, [FIRST, second, third, fourth])
    expected = [
        ("h3", "Children"),
        ("h4", "Waiting"),
        ("h4", "Beds"),
        ("h3", "Adults"),
        ("h4", "Beds"),
    ]
    assert headings_in(html) == expected
    jumps = re.findall(r'data-section="([^"]+)"', html)
    assert jumps == re.findall(r'<h[34] id="([^"]+)"', html)
    assert len(set(jumps)) == len(expected)


def test_a_document_without_sections_has_none_to_jump_to() -> None:
    html = document_html(PLAN, [replace(FIRST, section=())])
    assert "Sections" not in html
    assert headings_in(html) == []


def test_a_deep_section_is_a_heading_that_html_has() -> None:
    deep = replace(FIRST, section=tuple("abcdef"))
    levels = [tag for tag, _ in headings_in(document_html(PLAN, [deep]))]
    assert levels == ["h3", "h4", "h5", "h6", "h6", "h6"]


def test_the_number_stands_in_the_margin_and_its_link_is_copied() -> None:
    html = numbered_html(PLAN, FIRST)
    assert '<span class="number">49</span>' in html
    assert 'data-copy-link="./?document=plan&amp;paragraph=49"' in html
    assert 'aria-label="Paragraph 49"' in html


def test_a_document_whose_paragraphs_are_counted_says_what_that_means() -> None:
    own = replace(FIRST, number="50", printed=False)
    assert "Parity counted the paragraphs.</p>" in document_html(PLAN, [own, FIRST])
    assert "Parity counted" not in document_html(PLAN, [FIRST])


@pytest.mark.parametrize(
    ("changed", "margin"),
    [
        ({"printed": False}, "49counted"),
        ({"number": "Recommendation 7"}, "Recommendation 7"),
        ({"number": "1899 (after, 101)"}, "1899 (after, 101)"),
        ({"number": "front 1", "printed": False}, "front 1counted"),
    ],
)
def test_the_margin_says_what_kind_of_number_it_is(changed: dict[str, object], margin: str) -> None:
    of = replace(FIRST, **changed)  # type: ignore[arg-type]
    html = numbered_html(PLAN, of)
    shown = re.search(r'<div class="margin">(.*?)<button', html)
    assert shown is not None
    assert words_of(shown[1]) == margin
    assert place(of)[1:] in unescape(html)


def test_footnotes_pages_doubts_and_voices_are_shown() -> None:
    quoted = replace(FIRST, voices=("", "the Committee", "the Committee"), machine_read=True)
    html = numbered_html(PLAN, quoted)
    assert "[20] Counted in March." in words_of(html)
    assert "Page 12" in words_of(html)
    assert MACHINE_READ in words_of(html)
    before, of_committee = html.split('<div class="quoted">')
    assert "The target was missed." in before
    assert words_of(of_committee).startswith("The words of the Committee:In 2020/21")
    assert "Counted in March." not in of_committee.split("</div>")[0]


def test_a_document_s_own_words_are_nobody_else_s() -> None:
    assert 'class="quoted"' not in numbered_html(PLAN, replace(FIRST, voices=("", "", "")))


def test_title_dates_and_publisher_stand_above() -> None:
    shown = words_of(document_html(PLAN, [FIRST], "2026-05-03"))
    assert "The Trust · published May 2020 · in Parity since 3 May 2026" in shown


def test_nothing_of_a_document_is_markup() -> None:
    nasty = Paragraph(
        "plan", '"><i>7', True, (NASTY,), NASTY, (Footnote("1", NASTY),), voices=(NASTY,)
    )
    document = replace(PLAN, title=NASTY, publisher=NASTY, date=NASTY)
    html = document_html(document, [nasty], "2026-05-03")
    assert not re.search(r"<(script|img|i)\b", html)
    assert words_of(html).count(NASTY) >= 5
