"""In three long documents every paragraph begins where a reader of the page sees it begin.

``paragraph_starts`` lists what stands on ten pages of each, read by eye: page, printed number,
first six words, and "list" where the number is one of the conclusions, which are counted anew.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest

from ingest.number_faults import doubtful_numbers
from ingest.types import Paragraph
from policy import needs_papers, paper

LISTS = Path(__file__).parent / "paragraph_starts"
PAPERS = {
    "cp1326": "cp1326-immigration-white-paper",
    "hl190": "hl190-space-economy-report",
    "hc381": "hc381-summer-2024-disorder-report",
}
pytestmark = [pytest.mark.slow, needs_papers(*PAPERS.values())]
Start = tuple[int, str, str, bool]

each = pytest.mark.parametrize("document", PAPERS)


def printed(document: str) -> list[Paragraph]:
    return [paragraph for paragraph in paper(PAPERS[document]) if paragraph.printed]


def opening(text: str) -> str:
    """The first six words, without their case and without footnotes' marks."""
    words = re.sub(r"[⁰¹²³⁴-⁹]", "", text).casefold().split()
    return " ".join(words[:6])


def listed(document: str) -> tuple[set[int], set[Start]]:
    """The pages that were read by eye, and what begins on them."""
    lines = (LISTS / f"{document}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [[*line.split("\t"), "", "", ""][:4] for line in lines]
    starts = {
        (int(page), number, opening(words), listing == "list")
        for page, number, words, listing in rows
        if number
    }
    return {int(page) for page, *_ in rows}, starts


def found(document: str, pages: set[int]) -> set[Start]:
    return {
        (p.page or 0, p.number, opening(p.body), bool(p.within))
        for p in printed(document)
        if p.page in pages
    }


@each
def test_every_paragraph_on_ten_pages_is_found_and_no_other(document: str) -> None:
    pages, wanted = listed(document)
    starts = found(document, pages)
    assert len(pages) == 10
    assert sorted(wanted - starts) == []
    assert sorted(starts - wanted) == []


RUNS = {
    "cp1326": [("", 282)],
    "hl190": [("", 334), ("SUMMARY OF CONCLUSIONS AND RECOMMENDATIONS", 79), ("Questions", 9),
              ("APPENDIX 4: VISIT", 41)],
    "hc381": [("", 75), ("Conclusions and recommendations", 21)],
}  # fmt: skip


@each
def test_the_printed_numbers_come_out_once_each_and_in_order(document: str) -> None:
    runs = groupby(printed(document), key=lambda paragraph: paragraph.within)
    numbers = [(within, [p.number for p in of]) for within, of in runs]
    assert numbers == [(name, [str(n + 1) for n in range(last)]) for name, last in RUNS[document]]
    assert doubtful_numbers(paper(PAPERS[document])) == []


@each
def test_every_paragraph_has_a_key_of_its_own(document: str) -> None:
    keys = [paragraph.key for paragraph in paper(PAPERS[document])]
    assert len(keys) == len(set(keys))


@each
def test_no_header_footer_or_page_number_stands_in_a_paragraph(document: str) -> None:
    bodies = {p.key: p.body for p in printed(document)}
    assert [key for key, body in bodies.items() if "ACT NOW OR LOSE OUT" in body] == []
    lines = [(key, line) for key, body in bodies.items() for line in body.split("\n")]
    assert [pair for pair in lines if re.fullmatch(r"\W*(?:Page\s)?\d+\W*", pair[1])] == []


@each
def test_pages_go_up_with_the_paragraphs(document: str) -> None:
    pages = [paragraph.page or 0 for paragraph in printed(document)]
    assert pages == sorted(pages)


@each
def test_a_paragraph_ends_as_sentences_do(document: str) -> None:
    """Nearly each: one that does not has lost its end to the next page, a box or a note."""
    running = [p for p in printed(document) if not p.within]
    closed = [p for p in running if re.search(r"[.?!:;][\"”’')\]]*$", p.body)]
    assert len(closed) >= 0.97 * len(running)
