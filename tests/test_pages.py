"""A paragraph that runs over pages knows where each begins, and so on which page a quote stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Citation
from assistant.citing import cited, on_page
from ingest.blocks import Block, BlockKind
from ingest.paragraphs import split
from ingest.types import Document, Paragraph
from pdfs import Sheet, blocks_in

PLAN = Document("plan", "Plan", "plan.pdf", "0" * 64)
LONG = "The trust opened ten wards in the north of the county and closed four in the south"


def prose(text: str, page: int | None, number: str = "") -> Block:
    return Block(BlockKind.PROSE, text, number=number, page=page)


def note(marker: str, text: str, page: int) -> Block:
    return Block(BlockKind.FOOTNOTE, text, marker=marker, page=page)


def only(*blocks: Block) -> Paragraph:
    (paragraph,) = split("plan", blocks)
    return paragraph


def over(*texts: str) -> Block:
    """A block whose texts stand on the pages from 4 on, parted by spaces."""
    whole = prose(texts[0], 4)
    for page, text in enumerate(texts[1:], 5):
        whole = whole.with_rest(prose(text, page), f"{whole.text} {text}")
    return whole


def page_of(paragraph: Paragraph, word: str) -> int | None:
    return paragraph.page_at(paragraph.text.index(word))


def test_a_paragraph_on_one_page_has_no_other() -> None:
    paragraph = only(prose("Beds closed:", 4), prose("Wards opened.", 4))
    assert (paragraph.page_starts, paragraph.pages) == ((), (4,))
    assert paragraph.page_of("opened") == 4


def test_a_document_without_pages_has_none() -> None:
    paragraph = only(prose("Beds closed:", None), Block(BlockKind.ITEM, "- in the north."))
    assert (paragraph.page, paragraph.page_starts, paragraph.pages) == (None, (), ())
    assert paragraph.page_of("closed") is None


def test_a_block_over_three_pages_gives_each_word_its_own() -> None:
    paragraph = only(over("One. Two", "goes on. Three", "ends."))
    assert [page_of(paragraph, w) for w in ("One", "Two", "goes", "Three", "ends")] == [
        4, 4, 5, 5, 6,
    ]  # fmt: skip
    assert paragraph.pages == (4, 5, 6)


def test_a_word_that_a_page_s_end_cuts_begins_on_the_first() -> None:
    cut = prose("Beds in hos", 4).with_rest(prose("pitals. More", 5), "Beds in hospitals. More")
    paragraph = only(cut)
    assert (paragraph.page_of("hospitals"), paragraph.page_of("More")) == (4, 5)


def test_an_item_on_the_next_page_is_cited_with_it() -> None:
    paragraph = only(prose("We will:", 4), Block(BlockKind.ITEM, "• open wards;", page=5))
    assert (paragraph.page_of("We will:"), paragraph.page_of("open wards;")) == (4, 5)


def test_markers_that_are_taken_out_move_no_page() -> None:
    block = over("Beds³¹ closed³² in May.", "Wards³³ opened.")
    notes = [note(str(n), "Counted by the trust.", 4) for n in (31, 32, 33)]
    paragraph = only(block, *notes)
    assert "³" not in paragraph.body
    at = paragraph.body.index("Wards")
    assert [paragraph.page_at(at - 1), paragraph.page_at(at)] == [4, 5]


def test_a_footnote_is_on_its_own_page() -> None:
    block = over("Beds⁸ closed.", "Wards⁹ opened.")
    paragraph = only(block, note("8", "In the north.", 4), note("9", "In the south.", 5))
    assert [paragraph.page_of(w) for w in ("Wards", "In the north.", "In the south.")] == [5, 4, 5]


def test_a_footnote_that_goes_on_below_the_next_page_has_both() -> None:
    whole = note("8", "In the north.", 4).with_rest(
        note("", "And south.", 5), "In the north. And south."
    )
    paragraph = only(prose("Beds⁸ closed.", 4), whole)
    assert [paragraph.page_of(w) for w in ("In the north.", "And south.")] == [4, 5]


def test_what_is_printed_before_a_block_moves_its_page() -> None:
    first = prose("The steps are:", 4)
    listed = [replace(over("Open", "wards."), number="1"), prose("Close beds.", 5, "2")]
    paragraph = only(first, *listed)
    assert paragraph.body.splitlines()[1] == "1. Open wards."
    assert (page_of(paragraph, "Open"), page_of(paragraph, "wards.")) == (4, 5)


def test_words_of_a_machine_on_a_later_page_mark_the_paragraph() -> None:
    blocks = [over("Beds closed in", "May.")]
    assert split("plan", blocks, by_machine={5})[0].machine_read
    assert not split("plan", blocks, by_machine={6})[0].machine_read


def test_a_part_of_a_block_keeps_its_pages() -> None:
    block = over("One two", "three four")
    first, second = block.part(0, 11), block.part(8, len(block.text))
    assert (first.text, first.page, first.page_starts) == ("One two thr", 4, ((8, 5),))
    assert (second.text, second.page, second.page_starts) == ("three four", 5, ())


def test_pages_survive_json() -> None:
    paragraph = only(over("One.", "Two."))
    assert Paragraph.from_json(paragraph.to_json()) == paragraph
    assert Block.from_fields({**vars(over("a", "b"))}) == over("a", "b")


def test_a_pdf_s_paragraph_gives_the_page_of_each_sentence(tmp_path: Path) -> None:
    first = Sheet().say("A plan of the trust for its wards and beds.")
    first.y = 100
    first.say(f"{LONG}, and then it counted")
    second = Sheet().say("all that were left. They were forty in May.")
    blocks = blocks_in(tmp_path, first, second)
    paragraph = split("plan", blocks)[-1]
    assert paragraph.body.endswith("counted all that were left. They were forty in May.")
    assert (paragraph.page_of(LONG), paragraph.page_of("They were forty in May.")) == (1, 2)


def test_a_citation_names_the_page_of_its_quote() -> None:
    paragraph = only(over("Beds closed.", "Wards opened."))
    assert Citation(1, PLAN, paragraph, "Wards opened.").page == 5
    assert cited(PLAN, paragraph, ["Wards opened."]) == "Plan, paragraph 1, counted, page 5"
    assert cited(PLAN, paragraph) == "Plan, paragraph 1, counted, page 4"


@pytest.mark.parametrize(
    ("quotes", "said"),
    [
        (["One."], "page 4"),
        (["Three.", "One."], "pages 4 and 6"),
        (["One.", "Two.", "Three."], "pages 4 to 6"),
        (["It is not there."], "page 4"),
    ],
)
def test_the_pages_of_several_quotes_are_said_once_each(quotes: list[str], said: str) -> None:
    assert on_page(only(over("One.", "Two.", "Three.")), quotes) == said
