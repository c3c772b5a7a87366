"""What a printed web page says of its site, below its text, is none of the text."""

from __future__ import annotations

import pytest

from ingest.blocks import Block, BlockKind
from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.site import (
    is_web_print,
    site_begins,
    with_particulars,
    without_masthead,
)
from pdfs import HEIGHT, LOOK, line, page_with, set_lines

TEXT = (line("Beds have closed.", 700), line("They opened again in May.", 660))
MENU = (line("Help   Privacy   Cookies", 500, size=9), line("© The council 2025", 489, size=9))


def left(*lines: Line, behind: int | None = None) -> list[str]:
    return [of.text for of in lines[: site_begins(lines, behind, LOOK)]]


def said(*lines: Line) -> list[str]:
    return [of.text for of in lines]


def test_pages_with_their_address_in_the_margin_are_a_printed_web_page() -> None:
    address = "https://www.beds.example/plan {n}/3"
    top, foot = HEIGHT - 20, 20
    for y in (top, foot):
        pages = [page_with(n, TEXT[0], line(address.format(n=n), y, page=n)) for n in (1, 2, 3)]
        assert is_web_print(pages)
    assert not is_web_print([page_with(n, TEXT[0], line("www.beds.example", 20)) for n in (1, 2)])
    assert not is_web_print([page_with(n, line(address, 400)) for n in (1, 2)])
    assert not is_web_print([])


def test_the_menu_with_the_copyright_sign_is_the_sites() -> None:
    assert left(*TEXT, *MENU) == said(*TEXT)


def test_what_asks_about_the_page_above_the_menu_is_the_sites() -> None:
    asked = (line("Is this page useful?", 560, size=14, bold=True), line("Yes   No", 540))
    assert left(*TEXT, *asked, *MENU) == said(*TEXT)


def test_an_address_below_the_last_sentence_stays() -> None:
    address = (line("Mental Health Directorate", 620), line("39 Victoria Street", 606))
    assert left(*TEXT, *address, *MENU) == said(*TEXT, *address)
    assert left(*TEXT, *address) == said(*TEXT, *address)


def test_a_few_words_behind_the_notes_are_the_sites() -> None:
    assert left(*TEXT, line("Back to top", 560), *MENU, behind=2) == said(*TEXT)
    assert left(*TEXT, line("Back to top", 560), behind=2) == said(*TEXT)


def test_text_behind_the_notes_stays() -> None:
    annex = line("Annex: the wards are listed by county.", 560)
    assert left(*TEXT, annex, behind=2) == said(*TEXT, annex)


def test_bullets_without_a_full_stop_at_the_end_stay() -> None:
    bullets = (line("• lamps that are out", 620), line("• gates", 606))
    assert left(*TEXT, *bullets, *MENU) == said(*TEXT, *bullets)


def test_the_sign_in_the_midst_of_the_text_ends_nothing() -> None:
    sign = line("The map is © the county, 2024, and was drawn by its surveyor.", 680)
    assert left(TEXT[0], sign, TEXT[1]) == said(TEXT[0], sign, TEXT[1])


SUMMARY = "How councils can ask for a share of the fund."
ROWS = ["From:; The office", "Published; 4 August 2025"]


def page_told(*rows: str, below: BlockKind = BlockKind.HEADING) -> list[Block]:
    return [
        Block(BlockKind.HEADING, "The fund", 1, page=1),
        Block(BlockKind.PROSE, SUMMARY, page=1),
        *(Block(BlockKind.ROW, row, page=1) for row in rows),
        Block(below, "Contents", 2, page=1),
    ]


def test_whose_a_page_is_and_of_when_is_told_apart_from_its_summary() -> None:
    told = [(of.kind, of.text) for of in with_particulars(page_told(*ROWS))]
    whole = "From: The office; Published: 4 August 2025"
    assert told[1:3] == [(BlockKind.PROSE, SUMMARY), (BlockKind.PROSE, whole)]
    more = [(of.kind, of.text) for of in with_particulars(page_told(*ROWS, "Applies to; Wales"))]
    assert more[2] == (BlockKind.PROSE, f"{whole}; Applies to: Wales")


def test_a_table_in_the_text_of_a_page_stays() -> None:
    for blocks in (
        page_told(ROWS[0]),
        page_told(*ROWS, below=BlockKind.PROSE),
        [*page_told()[:2], Block(BlockKind.PROSE, SUMMARY, page=1), *page_told(*ROWS)[2:]],
    ):
        assert with_particulars(blocks) == blocks


TITLE = "Funding for village ponds: how to apply"


@pytest.mark.parametrize(
    "above", [["Home", "Water and land", "Ponds and lakes"], ["Cookies on Vale.example"], []]
)
@pytest.mark.parametrize("broken", [[TITLE], ["Funding for village ponds:", "how to apply"]])
def test_what_a_site_prints_above_the_title_of_its_page_is_left_out(
    above: list[str], broken: list[str]
) -> None:
    lines = set_lines([*above, *broken, "Ponds are cleared in May.", "Home"])
    second = page_with(2, line("Home", page=2))
    first, rest = without_masthead([page_with(1, *lines), second], TITLE)
    assert said(*first.lines) == [*broken, "Ponds are cleared in May.", "Home"]
    assert rest == second


def test_a_page_that_does_not_print_its_title_keeps_its_masthead() -> None:
    for texts in (["Home", "Ponds are cleared in May."], ["Home", "Funding", "Ponds"]):
        page = page_with(1, *set_lines(texts))
        assert without_masthead([page], TITLE) == [page]
    assert without_masthead([], TITLE) == []


LICENCE = "All content is available under the Open Government Licence v3.0, except where stated"
LINKS = (line("• Apply for a grant", 560), line("• Ponds by county", 546))


@pytest.mark.parametrize("head", [{"bold": True}, {"size": 14.0}])
@pytest.mark.parametrize("imprint", [LICENCE, "© Vale council"])
def test_links_under_a_heading_above_the_licence_are_the_sites(
    imprint: str, head: dict[str, float]
) -> None:
    more = line("Related content", 580, **head)  # type: ignore[arg-type]
    assert left(*TEXT, more, *LINKS, line(imprint, 500, size=9)) == said(*TEXT)


def test_a_list_of_the_text_above_the_licence_stays() -> None:
    for above in (line("They are:", 580), line("Ponds are cleared.", 580, bold=True)):
        assert left(*TEXT, above, *LINKS, line(LICENCE, 500, size=9)) == said(*TEXT, above, *LINKS)
    items = (line("• that it is kept;", 560), line("• that it is fed.", 546))
    head = line("What we ask", 580, bold=True)
    assert left(*TEXT, head, *items, line(LICENCE, 500, size=9)) == said(*TEXT, head, *items)


def test_a_sentence_about_a_licence_ends_nothing() -> None:
    asked = line("You need a licence to fish in the pond.", 560)
    assert left(*TEXT, asked) == said(*TEXT, asked)
