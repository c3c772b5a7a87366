"""Text of a web page that is struck through or hidden is left out, and the report tells of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import write_corpus
from ingest.corpus import read_corpus
from ingest.reading.markup.html import read_web_page
from ingest.reading.whole import Whole
from office import printed

CASE = (
    "<!doctype html><html><head><meta charset=utf-8><title>Meal allowance</title></head><body>"
    "<main><h1>Meal allowance</h1><p>The allowance is <del>nine</del> <ins>eleven</ins> pounds for "
    "a shift of more than ten hours. <s>It is not paid at weekends.</s></p></main></body></html>"
)


def whole(folder: Path, page: str) -> Whole:
    path = folder / "tiny.html"
    path.write_text(page, encoding="utf-8")
    return read_web_page(path)


def shown(folder: Path, page: str) -> list[str]:
    return printed(whole(folder, page).blocks)


def test_deleted_text_is_no_text_of_a_document_and_is_told(tmp_path: Path) -> None:
    corpus = read_corpus(write_corpus(tmp_path, {"meals.html": CASE}))
    assert [p.text for p in corpus.paragraphs] == [
        "The allowance is eleven pounds for a shift of more than ten hours."
    ]
    assert corpus.warnings == (
        "meals.html: text that is marked as deleted was left out: “nine”, “It is not paid at "
        "weekends.”.",
    )


@pytest.mark.parametrize(
    ("style", "struck"),
    [
        ("", "<strike>so</strike>"),
        ("", "<span style='color: red; TEXT-DECORATION: underline Line-Through'>so</span>"),
        ("", "<span style='text-decoration-line:line-through !important'>so</span>"),
        (".gone { text-decoration: line-through }", "<span class='red gone'>so</span>"),
        ("span.gone{text-decoration:line-through}", "<span class=gone>so</span>"),
        ("#x,u{text-decoration:line-through}", "<span id=x>so</span>"),
        (".old .a.b{text-decoration:line-through}", "<i class=old><b class='b a'>so</b></i>"),
        ("/* p{} */ @media print{b{color:red}} b{text-decoration:line-through}", "<b>so</b>"),
        ("", "<del>so <del>and</del> <b>so</b></del>"),
    ],
)
def test_a_line_through_a_text_deletes_it(tmp_path: Path, style: str, struck: str) -> None:
    page = f"<style>{style}</style><p>It is {struck}, he said.</p>"
    assert shown(tmp_path, page) == ["p It is, he said."]
    (remark,) = whole(tmp_path, page).remarks
    assert "“so" in remark


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        ("@media print { b { text-decoration: line-through } }", "<b>so</b>"),
        ("b:hover { text-decoration: line-through }", "<b>so</b>"),
        (".old b { text-decoration: line-through }", "<b>so</b>"),
        ("b { text-decoration: underline; display: inline }", "<b>so</b>"),
        ("b { text-decoration: line-through }", "<b style='text-decoration:none'>so</b>"),
        (".gone { text-decoration: line-through }", "<b class=begone>so</b>"),
        ("b { opacity: 0.5; font-size: 10px }", "<b>so</b>"),
        ("broken { { } b", "<ins>so</ins>"),
    ],
)
def test_a_rule_that_is_for_something_else_deletes_nothing(
    tmp_path: Path, style: str, seen: str
) -> None:
    page = f"<style>{style}</style><p>It is {seen}, he said.</p>"
    assert shown(tmp_path, page) == ["p It is so, he said."]


def test_a_deleted_item_keeps_its_number_and_a_deleted_cell_its_column(tmp_path: Path) -> None:
    page = (
        "<style>.x{text-decoration:line-through}</style><ol><li>A<li class=x>B<li><del>C</del><li>D"
        "</ol><table><tr><th>Aim<th>Met<th>Cost<tr><td>E<td class=x>No<td>9</table>"
        "<del><p>F</p><h2>G</h2></del>"
    )
    assert shown(tmp_path, page) == ["p 1. A", "p 4. D", "r E: Cost – 9"]


@pytest.mark.parametrize(
    ("style", "hidden"),
    [
        ("", "<p hidden>{}</p>"),
        ("", "<p style='visibility:hidden'>{}</p>"),
        (".x{display:none}", "<div class=x><p>{}</p></div>"),
        ("#x{font-size:0px}", "<p id=x>{}</p>"),
    ],
)
def test_hidden_text_is_left_out_and_told(tmp_path: Path, style: str, hidden: str) -> None:
    page = f"<style>{style}</style><p>Here.</p>{hidden.format('The rate is not to be told.')}"
    assert shown(tmp_path, page) == ["p Here."]
    assert whole(tmp_path, page).remarks == (
        "text that is hidden was left out: “The rate is not to be told.”.",
    )


def test_what_a_search_in_the_page_would_open_is_read(tmp_path: Path) -> None:
    assert shown(tmp_path, "<p>A<p hidden=until-found>B") == ["p A", "p B"]


@pytest.mark.parametrize(
    "seen",
    [
        "<span aria-label=Doctor><span aria-hidden=true>Dr</span></span>",
        "<span aria-hidden=true>Dr</span><span class=sr-only>Doctor</span>",
        "<i aria-hidden=true>expand_more</i>Dr",
    ],
)
def test_of_two_ways_to_say_it_the_one_that_is_seen_is_read(tmp_path: Path, seen: str) -> None:
    assert shown(tmp_path, f"<p>{seen} Hill signs.") == ["p Dr Hill signs."]
