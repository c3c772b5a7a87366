"""Printed numbers are kept as printed; runs that start again are told apart, and gaps are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import ASIDE, Block, BlockKind
from ingest.number_faults import check_numbers, doubtful_numbers
from ingest.paragraphs import split
from ingest.types import Paragraph

TEXT = "Beds have closed in the north and in the south."


def said(number: str = "", text: str = TEXT, page: int | None = None) -> Block:
    return Block(BlockKind.PROSE, text, number=number, page=page)


def run(*numbers: str) -> list[Block]:
    return [said(number) for number in numbers]


def count(first: int, last: int, before: str = "") -> list[Block]:
    return run(*(f"{before}{number}" for number in range(first, last + 1)))


def heading(text: str, level: int = 1, number: str = "") -> Block:
    return Block(BlockKind.HEADING, text, level=level, number=number)


def item(text: str) -> Block:
    return Block(BlockKind.ITEM, text)


def numbers(blocks: list[Block]) -> list[str]:
    return [p.number for p in split("plan", blocks) if p.printed]


def keys(blocks: list[Block]) -> list[str]:
    return [p.key for p in split("plan", blocks) if p.printed]


def told(first: int, last: int) -> list[str]:
    return [str(number) for number in range(first, last + 1)]


def test_a_run_from_one_is_taken_as_printed() -> None:
    assert numbers(count(1, 12)) == told(1, 12)


@pytest.mark.parametrize("depth", ["", "1.", "1.1."])
def test_dotted_runs_are_taken_as_printed(depth: str) -> None:
    assert numbers(count(1, 12, depth)) == [f"{depth}{number}" for number in told(1, 12)]


def test_a_dotted_run_begins_anew_in_each_chapter() -> None:
    blocks = [
        heading("Beds"), *count(1, 12, "1."), heading("Staff"), *count(1, 4, "2."),
        heading("Money"), *count(1, 3, "3."),
    ]  # fmt: skip
    assert keys(blocks)[11:14] == ["plan/1.12", "plan/2.1", "plan/2.2"]
    assert doubtful_numbers(split("plan", blocks)) == []


def test_numbers_of_a_deeper_list_within_a_dotted_run_are_taken() -> None:
    blocks = [*count(1, 4, "1."), *count(1, 2, "1.4."), *count(5, 8, "1.")]
    assert numbers(blocks) == [
        "1.1", "1.2", "1.3", "1.4", "1.4.1", "1.4.2", "1.5", "1.6", "1.7", "1.8"
    ]  # fmt: skip


def test_a_run_that_starts_again_is_told_apart_by_its_heading() -> None:
    blocks = [
        heading("Report"), *count(1, 12), heading("Conclusions"), *count(1, 5),
        heading("Annex"), *count(1, 4),
    ]  # fmt: skip
    paragraphs = split("plan", blocks)
    assert [p.within for p in paragraphs] == [""] * 12 + ["Conclusions"] * 5 + ["Annex"] * 4
    assert [p.key for p in paragraphs][11:13] == ["plan/12", "plan/Conclusions/1"]
    assert len({p.key for p in paragraphs}) == len(paragraphs)
    assert doubtful_numbers(paragraphs) == []


def test_runs_below_headings_of_one_name_are_told_apart() -> None:
    blocks = [heading("Report"), *count(1, 12)]
    for _ in range(2):
        blocks += [heading("Annex"), *count(1, 3)]
    assert [p.within for p in split("plan", blocks)][-6:] == ["Annex"] * 3 + ["Annex (2)"] * 3


def test_a_run_over_several_headings_is_named_by_the_one_above_them_all() -> None:
    blocks = [
        heading("Report"), *count(1, 12), heading("Conclusions"), heading("Beds", 2), *count(1, 3),
        heading("Staff", 2), *count(4, 6),
    ]  # fmt: skip
    assert {p.within for p in split("plan", blocks)} == {"", "Conclusions"}


def test_a_run_goes_on_behind_a_box_with_numbers_of_its_own() -> None:
    blocks = [
        heading("Report"), *count(1, 12), heading("Box 1: Steps", ASIDE), *count(1, 3),
        *count(13, 20),
    ]  # fmt: skip
    paragraphs = split("plan", blocks)
    own = [p.number for p in paragraphs if p.printed and not p.within]
    assert own == told(1, 20)
    assert len({p.key for p in paragraphs}) == len(paragraphs)
    assert doubtful_numbers(paragraphs) == []


def test_a_run_goes_on_behind_a_part_with_numbers_of_its_own() -> None:
    blocks = [
        heading("Report"), *count(1, 12), heading("Summary", 2), *count(1, 5),
        heading("Beds", 2), *count(13, 20),
    ]  # fmt: skip
    paragraphs = split("plan", blocks)
    assert [(p.within, p.number) for p in paragraphs[12:19]] == [
        *(("Summary", number) for number in told(1, 5)), ("", "13"), ("", "14")
    ]  # fmt: skip


def test_a_list_within_a_paragraph_is_none() -> None:
    blocks = [*count(1, 8), *run("1", "2", "3"), *count(9, 16)]
    paragraphs = split("plan", blocks)
    assert [p.number for p in paragraphs] == told(1, 16)
    assert paragraphs[7].body.count(TEXT) == 4
    assert "\n2. Beds" in paragraphs[7].body


def test_a_year_or_sum_at_the_beginning_of_a_line_is_no_paragraph() -> None:
    blocks = [*count(1, 8), said("2021"), said("1.5"), *count(9, 16)]
    assert numbers(blocks) == told(1, 16)


def test_lettered_items_belong_to_their_paragraph() -> None:
    blocks = [*count(1, 8), item("a) beds"), item("(ii) staff"), *count(9, 12)]
    assert split("plan", blocks)[7].body == f"{TEXT}\na) beds\n(ii) staff"


def test_a_number_that_stands_twice_is_a_repeat() -> None:
    blocks = [*count(1, 8), said("8"), *count(9, 12)]
    paragraphs = split("plan", blocks)
    assert [p.number for p in paragraphs][7:9] == ["8", "8 (repeated)"]
    assert len({p.key for p in paragraphs}) == len(paragraphs)


def test_text_behind_an_annexs_heading_is_counted_after_the_last_number() -> None:
    blocks = [heading("Report"), *count(1, 12), heading("Annex"), said(), heading("B", 2), said()]
    assert [(p.number, p.printed) for p in split("plan", blocks)][-2:] == [
        ("12 (after, 1)", False), ("12 (after, 2)", False)
    ]  # fmt: skip


def test_a_numbered_list_in_a_text_without_numbers_makes_no_paragraphs() -> None:
    blocks = [*(said() for _ in range(10)), *count(1, 3), *(said() for _ in range(10))]
    assert numbers(blocks) == []


@pytest.mark.parametrize(
    "blocks",
    [
        [heading("Ladders"), *run("1", "2")],
        [heading("Ladders"), heading("Use", 2), *run("1.1"), heading("Loan", 2), *run("1.2")],
        [said(text="May 2025"), said("1", 4 * TEXT), item("- so"), *run("2"), said(text="Desk")],
        [*run("1"), said(), *run("2"), said()],
    ],
    ids=["alone", "dotted", "date and desk", "continued"],
)
def test_a_paper_of_two_numbered_paragraphs_keeps_their_numbers(blocks: list[Block]) -> None:
    printed = [p.number for p in split("d", blocks) if p.printed]
    assert printed in (["1", "2"], ["1.1", "1.2"])


@pytest.mark.parametrize(
    "blocks",
    [
        [said(text="To do so:"), *run("1", "2")],
        [heading("Steps:"), *run("1", "2")],
        [said(), *run("1", "2")],
        [*run("1", "2"), said()],
        [said(), *run("1", "2"), said(), said()],
        run("1"),
        run("1", "3"),
        run("2", "3"),
    ],
    ids=["lead-in", "heading", "above", "below", "around", "one", "gap", "not from one"],
)
def test_a_list_of_two_items_makes_no_numbered_paper(blocks: list[Block]) -> None:
    found = split("d", blocks)
    assert found
    assert not any(p.printed for p in found)


def test_numbered_headings_above_text_number_it() -> None:
    blocks = [block for n in told(1, 6) for block in (heading(f"Beds {n}", 2, number=n), said())]
    paragraphs = split("plan", blocks)
    assert [p.number for p in paragraphs] == told(1, 6)
    assert paragraphs[2].section == ("Beds 3",)
    assert [p.body for p in paragraphs] == [TEXT] * 6


def test_a_numbered_heading_right_below_another_heading_has_its_text() -> None:
    blocks = [heading("Part A"), heading("Beds", 2, number="1"), said(), *count(2, 6)]
    first = split("plan", blocks)[0]
    assert (first.number, first.section, first.body) == ("1", ("Part A", "Beds"), TEXT)


def faults(*given: tuple[str, int | None]) -> list[str]:
    return doubtful_numbers(split("plan", [said(n, page=page) for n, page in given]))


def test_a_gap_is_told_with_its_page() -> None:
    given = [(n, 9) for n in [*told(1, 13), *told(15, 20)]]
    assert faults(*given) == ["paragraph 14 is missing before 15 (page 9)"]


def test_a_gap_of_two_is_told_twice_and_without_a_page_where_there_is_none() -> None:
    given = [(n, None) for n in [*told(1, 9), *told(12, 20)]]
    assert faults(*given) == [
        "paragraph 10 is missing before 12", "paragraph 11 is missing before 12"
    ]  # fmt: skip


def test_a_gap_in_a_chapter_is_told() -> None:
    given = [(f"1.{n}", 1) for n in told(1, 9)] + [(f"2.{n}", 2) for n in told(2, 9)]
    assert faults(*given) == ["paragraph 2.1 is missing before 2.2 (page 2)"]


def test_a_repeat_is_told_with_its_page() -> None:
    given = [(n, 4) for n in [*told(1, 9), "9", *told(10, 12)]]
    assert faults(*given) == ["paragraph 9 appears again (page 4)"]


def test_numbers_out_of_order_are_told() -> None:
    given = [(n, 4) for n in [*told(1, 9), "11", "10", *told(12, 15)]]
    assert faults(*given) == [
        "paragraph 10 is missing before 11 (page 4)", "paragraph 10 stands after 11 (page 4)"
    ]  # fmt: skip


def test_each_run_is_judged_for_itself() -> None:
    blocks = [heading("Report"), *count(1, 12), heading("Annex"), *run("1", "2", "4", "5")]
    assert doubtful_numbers(split("plan", blocks)) == ["paragraph 3 is missing before 4"]


def test_expected_numbers_are_each_looked_for() -> None:
    found = split("plan", count(1, 12))
    assert check_numbers(found, range(1, 13)) == []
    assert check_numbers(found, range(1, 14)) == ["paragraph 13 is missing"]
    assert check_numbers(found, range(1, 12)) == ["paragraph 12 is not expected"]


def test_numbers_of_another_kind_than_expected_are_told() -> None:
    dotted = split("plan", count(1, 3, "1."))
    assert check_numbers(dotted, range(1, 2)) == [
        "paragraph 1 is missing", *(f"paragraph 1.{n} is not expected" for n in told(1, 3))
    ]  # fmt: skip
    named = split("plan", [heading("Recommendation 7"), said()])
    assert "paragraph Recommendation 7 is not expected" in check_numbers(named, range(1, 2))


def test_expected_numbers_are_those_of_the_first_run() -> None:
    blocks = [heading("Report"), *count(1, 12), heading("Annex"), *count(1, 4)]
    assert check_numbers(split("plan", blocks), range(1, 13)) == []


def test_expected_numbers_stand_in_order_and_once() -> None:
    swapped = split("plan", run(*told(1, 9), "11", "10", "12"))
    assert check_numbers(swapped, range(1, 13)) == ["paragraph 10 is out of order"]
    twice = split("plan", run(*told(1, 9), "9"))
    assert check_numbers(twice, range(1, 10)) == ["paragraph 9 appears 2 times"]


@pytest.mark.parametrize("name", ["Recommendation 7", "Conclusion 12"])
def test_a_heading_that_names_its_paragraph_does_so(name: str) -> None:
    paragraphs = split("plan", [heading("Plan"), said(), heading(name, 2), said(), said()])
    assert [(p.number, p.printed) for p in paragraphs] == [
        ("1", False), (name, True), ("2", False)
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Recommendation 7: Open beds.", "Recommendation 7 – Open beds."])
def test_a_paragraph_that_opens_with_its_name_has_it(text: str) -> None:
    paragraphs = split("plan", [said(), said(text=text), said()])
    assert [(p.number, p.body) for p in paragraphs][1] == ("Recommendation 7", text)


def test_a_sentence_about_a_recommendation_is_not_it() -> None:
    paragraphs = split("plan", [said(), said(text="Recommendation 7 was not met."), said()])
    assert [p.printed for p in paragraphs] == [False] * 3


def test_a_recommendation_named_twice_is_told_apart() -> None:
    blocks = [block for _ in range(2) for block in (heading("Recommendation 7"), said())]
    assert keys(blocks) == ["plan/Recommendation 7", "plan/Recommendation 7 (repeated)"]


def test_in_a_numbered_document_recommendations_part_its_numbers_and_take_none() -> None:
    blocks = [
        *count(1, 8), heading("Recommendation 7", 2), said("9"), said(text="Recommendation 8: So."),
        *count(10, 12),
    ]  # fmt: skip
    assert numbers(blocks) == [*told(1, 9), "Recommendation 8", *told(10, 12)]


any_block = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    text=st.sampled_from([TEXT, "Recommendation 3", "Box 1: Beds", "1", "We ask:", "so it is"]),
    level=st.sampled_from([0, 1, 2, ASIDE]),
    number=st.sampled_from(["", "", "1", "2", "3", "4", "1.1", "1.2", "2.1", "1.1.1", "999", "0"]),
    marker=st.sampled_from(["", "1", "*"]),
    page=st.none() | st.integers(1, 4),
).map(
    lambda block: (
        block if block.kind in (BlockKind.PROSE, BlockKind.HEADING) else replace(block, number="")
    )
)


@given(st.lists(any_block, max_size=40))
def test_every_paragraph_has_a_key_of_its_own_whatever_the_numbers(blocks: list[Block]) -> None:
    paragraphs = split("plan", blocks)
    assert len({p.key for p in paragraphs}) == len(paragraphs)
    assert all(isinstance(phrase, str) for phrase in doubtful_numbers(paragraphs))
    check_numbers(paragraphs, range(1, 5))


@given(st.lists(any_block, max_size=40))
def test_no_text_is_lost_whatever_the_numbers(blocks: list[Block]) -> None:
    paragraphs = split("plan", blocks)

    def letters(found: list[Paragraph]) -> str:
        return "\n".join([*(p.text for p in found), *("\n".join(p.section) for p in found)])

    told_text = letters(paragraphs)
    assert all(
        block.text in told_text
        for block in blocks
        if block.kind in (BlockKind.PROSE, BlockKind.ITEM)
    )


def test_a_box_beside_two_numbered_paragraphs_leaves_them_their_numbers() -> None:
    box = replace(said(text=f"{TEXT} {TEXT}"), aside=True)
    paragraphs = split("plan", [said("1"), box, said("2")])
    assert [p.number for p in paragraphs if p.printed] == ["1", "2"]


def chapters(*later: Block) -> list[Block]:
    """A paper whose first chapter has parts with numbers of three parts, and later ones."""
    first = [heading("1 Beds")]
    for part in range(1, 6):
        first += [heading(f"1.{part} A part", 2), *count(1, 2, f"1.{part}.")]
    return [*first, *later]


@pytest.mark.parametrize("name", ["2 Staff", "2. Staff and pay"])
def test_shorter_numbers_go_on_below_the_heading_of_their_chapter(name: str) -> None:
    blocks = chapters(heading(name), *count(1, 3, "2."))
    assert numbers(blocks)[-5:] == ["1.5.1", "1.5.2", "2.1", "2.2", "2.3"]
    assert [p.section[0] for p in split("plan", blocks)][-3:] == [name] * 3


@pytest.mark.parametrize("chapter", [3, 2, 5])
def test_longer_numbers_go_on_in_one_run_behind_a_chapter_with_shorter_ones(chapter: int) -> None:
    blocks = chapters(
        heading("2 Staff"), *count(1, 2, "2."), heading(f"{chapter}.3 A part", 2),
        *count(1, 2, f"{chapter}.3."), heading(f"{chapter + 1} Money"),
        heading(f"{chapter + 1}.1 A part", 2), *count(1, 2, f"{chapter + 1}.1."),
    )  # fmt: skip
    last = [f"{chapter}.3.1", f"{chapter}.3.2", f"{chapter + 1}.1.1", f"{chapter + 1}.1.2"]
    assert keys(blocks)[-7:] == [f"plan/{number}" for number in ["1.5.2", "2.1", "2.2", *last]]


@pytest.mark.parametrize(
    "listed", [["3", "4"], ["2.1", "2.2"], ["1.6", "1.7"]], ids=["list", "no chapter", "below"]
)
def test_shorter_numbers_elsewhere_are_of_a_list(listed: list[str]) -> None:
    blocks = chapters(*run(*listed), heading("1.6 The last part", 2), *count(1, 2, "1.6."))
    assert numbers(blocks)[-4:] == ["1.5.1", "1.5.2", "1.6.1", "1.6.2"]
