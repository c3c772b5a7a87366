"""Plain text and Markdown are read as a person reads the page."""

from __future__ import annotations

import pytest

from builders import blocks_of
from ingest.blocks import Block, BlockKind
from ingest.reading.tables import table_row_text

NOTICE = "All of this has been said before."
WITH_CONTENTS = """Contents

Introduction\t3
Workforce\t6
Growing the workforce\t6
95% Children and Young People accessing treatment for eating disorders\t12
Inequality\t24

Introduction

The Government welcomes the report.

Workforce

Growing the workforce

It has grown.

Response

It has grown because of this.

95% CYP accessing treatment for eating disorders

Most were seen in a week.

Inequality

It remains.
"""


def read(text: str, *, markdown: bool = False) -> list[Block]:
    return blocks_of(text, markdown=markdown)


def texts(blocks: list[Block], kind: BlockKind) -> list[str]:
    return [block.text for block in blocks if block.kind is kind]


def headings(text: str) -> list[tuple[int, str]]:
    return [(b.level, b.text) for b in read(text) if b.kind is BlockKind.HEADING]


def prose(text: str, *, markdown: bool = False) -> list[str]:
    return texts(read(text, markdown=markdown), BlockKind.PROSE)


def test_a_short_line_without_a_full_stop_is_a_heading() -> None:
    assert headings(f"New roles\n\n{NOTICE}") == [(1, "New roles")]


@pytest.mark.parametrize("line", ["How can we help you?", "Retention of the workforce (2021)"])
def test_a_short_question_or_a_closing_bracket_may_end_a_heading(line: str) -> None:
    assert headings(f"{line}\n\n{NOTICE}") == [(1, line)]


@pytest.mark.parametrize(
    "line",
    [
        "31 July 2017",
        "March 2022",
        "It has grown.",
        "Our priorities include:",
        "“We are committed to it”",
        "https://www.longtermplan.nhs.uk/",
        "(see page 52)",
        "and more of the sentence before",
        "Is this what the people who wrote the plan for England meant?",
        " ".join(["Word"] * 17),
    ],
)
def test_a_date_a_sentence_and_a_long_line_are_not_headings(line: str) -> None:
    assert headings(f"{NOTICE}\n\n{line}\n\n{NOTICE}") == []


def test_a_contents_list_gives_the_levels_of_parts_sections_and_other_headings() -> None:
    assert headings(WITH_CONTENTS) == [
        (1, "Introduction"),
        (1, "Workforce"),
        (2, "Growing the workforce"),
        (3, "Response"),
        (2, "95% CYP accessing treatment for eating disorders"),
        (2, "Inequality"),
    ]


def test_a_contents_list_and_its_title_are_not_text_of_the_document() -> None:
    blocks = read(WITH_CONTENTS)
    assert not any("\t" in block.text or "Contents" in block.text for block in blocks)
    assert [b.kind for b in blocks[:2]] == [BlockKind.HEADING, BlockKind.PROSE]


@pytest.mark.parametrize("gap", ["\t", " ........ ", "....", "     "])
def test_tabs_dots_and_spaces_lead_to_the_page_of_a_contents_entry(gap: str) -> None:
    entries = "\n".join(f"{name}{gap}{page}" for name, page in [("A", 2), ("B", 3), ("C", 3)])
    assert read(f"Contents\n\n{entries}\n\n{NOTICE}") == [Block(BlockKind.PROSE, NOTICE)]


def test_entries_that_are_repeated_further_down_are_a_contents_list_without_a_title() -> None:
    assert read("A\t2\nB\t3\nC\t3\n\nA\n\nIt is.\n\nB\n\nIt was.") == [
        Block(BlockKind.HEADING, "A", level=1),
        Block(BlockKind.PROSE, "It is."),
        Block(BlockKind.HEADING, "B", level=1),
        Block(BlockKind.PROSE, "It was."),
    ]


def test_named_rows_whose_last_numbers_rise_are_a_table() -> None:
    assert texts(read("Area\tBeds\nNorth\t10\nSouth\t20\nEast\t20"), BlockKind.ROW) == [
        "North: Beds – 10", "South: Beds – 20", "East: Beds – 20"
    ]  # fmt: skip


def test_rows_whose_last_numbers_fall_are_a_table_and_not_a_contents_list() -> None:
    blocks = read("Area\tWaiting\nNorth\t90\nSouth\t40\nEast\t50")
    assert texts(blocks, BlockKind.ROW) == [
        "North: Waiting – 90", "South: Waiting – 40", "East: Waiting – 50"
    ]  # fmt: skip


def test_bullets_that_only_repeat_the_pages_headings_are_left_out() -> None:
    page = f"• New roles\n• Future funding\n\nNew roles\n\n{NOTICE}\n\nFuture funding\n\n{NOTICE}"
    assert texts(read(page), BlockKind.ITEM) == []


def test_bullets_of_which_one_is_no_heading_are_kept_whole() -> None:
    page = f"We offer:\n\n• New roles\n• Better pay\n\nNew roles\n\n{NOTICE}"
    assert texts(read(page), BlockKind.ITEM) == ["• New roles", "• Better pay"]


@pytest.mark.parametrize("mark", ["-", "•", "–", "▪", "*", "i.", "iv)", "(a)", "b)", "(ii)"])
def test_every_usual_bullet_opens_an_item_that_keeps_its_mark(mark: str) -> None:
    blocks = read(f"The areas are:\n {mark} one thing\n {mark} another that\n   goes on")
    assert texts(blocks, BlockKind.ITEM) == [f"{mark} one thing", f"{mark} another that goes on"]


def test_a_dash_within_a_line_is_no_bullet() -> None:
    assert prose("The plan – our own – is here.") == ["The plan – our own – is here."]


def test_a_number_and_a_full_stop_open_a_numbered_paragraph() -> None:
    blocks = read("39. The NHS exceeded the\ncommitment.\n2021 was the year.")
    assert blocks == [
        Block(BlockKind.PROSE, "The NHS exceeded the commitment. 2021 was the year.", number="39")
    ]


def test_a_tab_table_gives_rows_with_column_names_and_groups() -> None:
    table = "Aim\tMet\tOverall\nOverall\t\tFair\nAdults\nChecks\tNo\tGood\nYoung\t\t\nCare\tYes\t"
    assert texts(read(table), BlockKind.ROW) == [
        "Overall: Overall – Fair",
        "Adults – Checks: Met – No; Overall – Good",
        "Young – Care: Met – Yes",
    ]


def test_a_markdown_table_gives_rows_with_column_names_and_groups() -> None:
    table = (
        "| Commitment | Met | Overall |\n|:---|:---:|---:|\n"
        "| **Adults** | | |\n| Checks | No | Good |\n\nAfter the table."
    )
    blocks = read(table, markdown=True)
    assert texts(blocks, BlockKind.ROW) == ["Adults – Checks: Met – No; Overall – Good"]
    assert texts(blocks, BlockKind.PROSE) == ["After the table."]


def test_a_row_without_values_is_its_label() -> None:
    assert table_row_text(["Area", "Met"], ["North", " "]) == "North"


def test_markdown_headings_are_those_that_are_marked() -> None:
    blocks = read("# The plan\n\nNew roles\n\n### Workforce ###\n\n#hashtag", markdown=True)
    assert [(b.level, b.text) for b in blocks if b.kind is BlockKind.HEADING] == [
        (1, "The plan"), (3, "Workforce")
    ]  # fmt: skip
    assert texts(blocks, BlockKind.PROSE) == ["New roles", "#hashtag"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("The [Strategy](#) and [Plan](https://a.uk/b_c)", "The Strategy and Plan"),
        ("![A chart](chart.png) of **all** the __beds__", "A chart of all the beds"),
        ("Mail <https://www.nhs.uk/> now", "Mail https://www.nhs.uk/ now"),
        (r"The \*Integrated Care\_Systems \[ICS\]", "The *Integrated Care_Systems [ICS]"),
        ("“[...] all areas will provide”", "“[...] all areas will provide”"),
        ("2 ** 3 and a  wide   gap", "2 ** 3 and a wide gap"),
    ],
)
def test_markdown_links_emphasis_and_escapes_are_shown_as_text(written: str, shown: str) -> None:
    assert prose(written, markdown=True) == [shown]


def test_a_markdown_rule_is_no_text() -> None:
    assert prose(f"{NOTICE}\n\n---\n\n* * *\n\n{NOTICE}", markdown=True) == [NOTICE, NOTICE]


def test_form_feeds_count_pages() -> None:
    blocks = read("It is one.\n\n\fIt is two.\nStill two.\n\n\f\fIt is four.")
    assert [(b.text, b.page) for b in blocks] == [
        ("It is one.", 1), ("It is two. Still two.", 2), ("It is four.", 4)
    ]  # fmt: skip


def test_without_form_feeds_there_are_no_pages() -> None:
    assert [block.page for block in read(f"{NOTICE}\n\n- item")] == [None, None]


def test_a_footnotes_web_address_on_a_line_below_belongs_to_it() -> None:
    note, after = read("⁷ Source: NHS\n\nhttps://digital.nhs.uk/x\n\nIt is so.")
    assert note == Block(BlockKind.FOOTNOTE, "Source: NHS https://digital.nhs.uk/x", marker="7")
    assert after == Block(BlockKind.PROSE, "It is so.")


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("1.\tIt is.\n2.\tIt was.", ["It is.", "It was."]),
        ("It is:\n•\tone\n•\ttwo", ["It is:", "• one", "• two"]),
        ("It is.\n\nPhone\t0800 123", ["It is.", "Phone 0800 123"]),
        ("Year\tBeds\n2019\t10\n2020\t15\n2021\t20", [f"{y}: Beds – {b}" for y, b in (
            ("2019", 10), ("2020", 15), ("2021", 20))]),
        ("Year\tBeds\n2019\tMany\nIt is so.", ["2019: Beds – Many", "It is so."]),
        ("Year\tBeds\n2019\tMany\tAll", ["2019: Beds – Many; All"]),
        ("It is so.¹\n\nIt was.", ["It is so.¹", "It was."]),
        ("He said ‘it is so.’", ["He said ‘it is so.’"]),
        ("It will do so for\n\nmany.", ["It will do so for many."]),
        ("It is.\n\nTools\n\niPads are lent.", ["It is.", "# Tools", "iPads are lent."]),
        ("It is.\n\n-----\n\nIt was.", ["It is.", "It was."]),
        ("It is.\n\n* * *\n\n…\n\nIt was.", ["It is.", "It was."]),
        ("It is.\n\nPhone\t0800 123\n\nIt was.", ["It is.", "Phone 0800 123", "It was."]),
        ("Year\tBeds\nNorth\t\nSouth\t\nEast\t5\nWest\t", [
            "North", "South – East: Beds – 5", "South – West"]),
        ("Year\tBeds\n\t10\tAll\n", ["Beds – 10; All"]),
        ("It will do so for\n\n¹ Source.\n\nmany.", ["It will do so for many.", "Source."]),
        ("Staff\n\n¹ Source.\n\nIt is.", ["# Staff", "Source.", "It is."]),
        ("iPads are lent.\n\niPhones too.", ["iPads are lent.", "iPhones too."]),
        ("Year\tBeds\n2019\t5\n•\tone", ["2019: Beds – 5", "• one"]),
    ],
    ids=["tab after a number", "tab after a bullet", "lone tab", "numbers that rise",
         "text below a table", "more cells than columns", "marker ends a sentence",
         "quotation ends a sentence", "short half", "heading between", "line of dashes",
         "ornaments", "lone tab between", "rows without values", "row without a label",
         "short half above a footnote", "heading above a footnote", "small letter of a name",
         "bullet below a table"],
)  # fmt: skip
def test_every_word_of_a_page_is_kept_in_its_place(page: str, shown: list[str]) -> None:
    marks = {BlockKind.HEADING: "# "}
    assert [marks.get(block.kind, "") + block.text for block in read(page)] == shown


@pytest.mark.parametrize(
    "written", ["All *of* it", "All _of_ it", "All **of\nit**", "[All\nof](#) it"]
)
def test_single_and_wrapped_emphasis_and_wrapped_links_are_shown_as_text(written: str) -> None:
    assert prose(written, markdown=True) == ["All of it"]


@pytest.mark.parametrize(
    "written",
    ["2 * 3 * 4", "a snake_case_name", "5* and 6*", "https://a.uk/_b_/c", "Those *Systems"],
)
def test_stars_and_underscores_that_emphasise_nothing_are_kept(written: str) -> None:
    assert prose(written, markdown=True) == [written]


def test_a_lone_line_with_bars_is_no_table() -> None:
    assert prose("It is.\n\n| a | b |\n\n|A|B|\n|--|--|", markdown=True) == [
        "It is.", "| a | b |", "A", "B"
    ]  # fmt: skip


def test_pages_of_a_contents_list_count_for_the_text_below_it() -> None:
    blocks = read("Contents\n\fA\t3\nB\t4\n\fC\t5\n\n\fIt is.\n\nA\tB\n\fC\tD\n\fE\tF")
    assert [(b.text, b.page) for b in blocks] == [("It is.", 4), ("C: B – D", 5), ("E: B – F", 6)]


def test_of_what_stands_above_the_text_only_the_contents_list_and_the_pages_count() -> None:
    above = "Cover\n\nYear\tBeds\n2019\t10\n\fA\t2\nB\t3\nC\t4\n"
    blocks = blocks_of(f"A\n\n{NOTICE}\n\nNew\n\n{NOTICE}\n\nB\n\n{NOTICE}", above=above)
    assert [(b.level, b.text) for b in blocks if b.kind is BlockKind.HEADING] == [
        (1, "A"), (3, "New"), (1, "B")
    ]  # fmt: skip
    assert len(blocks) == 6
    assert {block.page for block in blocks} == {2}


@pytest.mark.parametrize(
    "written",
    ["2*3*4 and *so* it is.", "_so_ and __init__ are kept.", "# 5 is a number.", "2**3 and 4**5.",
     "Those *Systems are *ours.", "~~It~~ is \\_so\\_ & <!-- so -->.", "It is 5 ** 6 ** 7."],
)  # fmt: skip
def test_plain_text_keeps_its_signs(written: str) -> None:
    assert prose(written) == [written]


def test_plain_text_loses_only_what_marks_strong_words_and_links() -> None:
    assert prose("It is **so**, see [here](#) <https://a.uk/>.") == [
        "It is so, see here https://a.uk/."
    ]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("We do:\n1) this\n2) that\nand more\n3) so", ["1) this", "2) that and more", "3) so"]),
        ("We do:\n(1) this\n(2) that", ["(1) this", "(2) that"]),
        ("See paragraph 1 and\n4) of it.", []),
    ],
)
def test_items_counted_with_brackets_are_items(page: str, shown: list[str]) -> None:
    assert texts(read(page), BlockKind.ITEM) == shown
