"""An OpenDocument text is read as it prints."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from ingest.paragraphs import split
from office import Read, odt_blocks, printed

NUMBER = "<text:list-level-style-number text:level="
TITLE = '<style:style style:name="Title" style:family="paragraph"/>'


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads an OpenDocument text of a body, its own and the common styles."""
    return partial(odt_blocks, tmp_path)


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def items(*held: str, style: str = "N", more: str = "") -> str:
    inner = "".join(f"<text:list-item>{item}</text:list-item>" for item in held)
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


def levels(name: str, *marks: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(marks)}</text:list-style>'


def text_style(name: str, marks: str, parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:parent-style-name="{parent}">'
        f"<style:text-properties {marks}/></style:style>"
    )


DECIMAL = f'{NUMBER}"1" style:num-format="1" style:num-suffix="."/>'
DOTTED = f'{NUMBER}"2" style:num-format="1" text:display-levels="2"/>'
LETTERS = f'{NUMBER}"2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
DOTS = '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
CONTINUED = 'text:continue-numbering="true"'


def test_headings_have_their_outline_level_and_number(read: Read) -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" '
        'style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" '
        'text:display-levels="2"/><text:outline-level-style text:level="3" style:num-format=""/>'
        "</text:outline-style>"
    )
    heads = (1, "A"), (2, "B"), (2, "C"), (3, "D"), (1, "E"), (2, "F")
    body = p("The plan", "Ours") + "".join(
        f'<text:h text:outline-level="{level}"><text:number>9.</text:number>{name}</text:h>'
        for level, name in heads
    )
    ours = text_style("Ours", "", "Title")
    assert printed(read(body, automatic=ours, styles=outline + TITLE)) == [
        "h1 The plan", "h1 1. A", "h2 1.1 B", "h2 1.2 C", "h3 D", "h1 2. E", "h2 2.1 F"
    ]  # fmt: skip


def test_a_heading_in_a_list_is_numbered_by_it(read: Read) -> None:
    head = '<text:h text:outline-level="1">Staff</text:h>'
    body = items(head) + items(items(p("A."), style=""), more=CONTINUED)
    plain = f'{NUMBER}"2" style:num-format="1" style:num-suffix="."/>'
    blocks = read(body, automatic=levels("N", DECIMAL, plain))
    assert printed(blocks) == ["h1 1. Staff", "p 1. A."]


def test_lists_count_continue_start_and_nest(read: Read) -> None:
    nested = p("B") + items(p("x"), p("y") + p("more"), style="")
    started = '<text:list text:style-name="N"><text:list-item text:start-value="12">'
    body = (
        items(p("A"), nested, more='xml:id="one"')
        + items(p("C"), more=CONTINUED)
        + items(p("D"))
        + items(p("E"), more='text:continue-list="one"')
        + f"{started}{p('F')}</text:list-item>"
        f"<text:list-header>{p('G')}</text:list-header></text:list>"
    )
    assert printed(read(body, automatic=levels("N", DECIMAL, LETTERS))) == [
        "p 1. A", "p 2. B", "i (a) x", "i (b) y", "p more", "p 3. C", "p 1. D", "p 4. E",
        "p 12. F", "p G",
    ]  # fmt: skip


def test_a_level_shows_those_above_it_and_a_decimal_list_in_a_list_is_items(read: Read) -> None:
    body = items(p("A") + items(p("B"), p("C"), style=""))
    plain = f'{NUMBER}"2" style:num-format="1" style:num-suffix="."/>'
    assert printed(read(body, automatic=levels("N", DECIMAL, DOTTED))) == [
        "p 1. A", "p 1.1. B", "p 1.2. C"
    ]  # fmt: skip
    assert printed(read(body, automatic=levels("N", DOTS, plain))) == ["i - A", "i 1. B", "i 2. C"]


def test_a_paragraphs_style_brings_the_list_style(read: Read) -> None:
    styles = levels("N", DECIMAL) + '<style:style style:name="Para" style:list-style-name="N"/>'
    body = f"<text:list><text:list-item>{p('A', 'Para')}</text:list-item></text:list>"
    assert printed(read(body, styles=styles)) == ["p 1. A"]


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("be<text:span>ds</text:span> here", "beds here"),
        ('a<text:s text:c="999999999"/>b<text:tab/>c<text:line-break/>d', "a b c d"),
        ("<text:a>linked</text:a> <text:bookmark-ref>page 5</text:bookmark-ref>", "linked page 5"),
        ('so.<text:span text:style-name="Up">12</text:span>', "so.¹²"),
        ('the 4<text:span text:style-name="Up">th</text:span>', "the 4th"),
        ('<text:span text:style-name="Gone">not </text:span>here', "here"),
        ("<office:annotation><text:p>Why?</text:p></office:annotation>here", "here"),
        ("<text:change-start/>new<text:change-end/> here<text:change/>", "new here"),
        ("<text:title>The plan</text:title>", "The plan"),
        ("<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>r</text:ruby-text>"
         "</text:ruby>", "b"),
        ("here<draw:frame><svg:title>Chart</svg:title><draw:image/></draw:frame>", "here"),
        ("in\u00adcome", "income"),
    ],
)  # fmt: skip
def test_a_paragraphs_text_is_what_is_seen(read: Read, inner: str, shown: str) -> None:
    styles = text_style("Raised", 'style:text-position="super 58%"')
    styles += text_style("Up", "", "Raised") + text_style("Gone", 'text:display="none"')
    assert [block.text for block in read(p(inner), automatic=styles)] == [shown]


@pytest.mark.parametrize(
    "left_out",
    [
        f"<text:tracked-changes><text:changed-region><text:deletion>{p('Gone.')}</text:deletion>"
        "</text:changed-region></text:tracked-changes>",
        f"<text:table-of-content><text:index-body>{p('Gone. 5')}</text:index-body>"
        "</text:table-of-content>",
        f'<text:section text:display="none">{p("Gone.")}</text:section>',
        p('<text:hidden-paragraph text:is-hidden="true"/>Gone.'),
        f"<office:forms>{p('Gone.')}</office:forms>",
    ],
)
def test_what_is_not_seen_is_left_out(read: Read, left_out: str) -> None:
    assert printed(read(left_out + p("Here."))) == ["p Here."]


def test_sections_frames_and_text_boxes_are_read_where_they_stand(read: Read) -> None:
    box = f"<draw:frame><draw:text-box>{p('In the box.')}</draw:text-box></draw:frame>"
    body = f"<text:section>{p('A.' + box)}</text:section>{box}{p('B.')}"
    assert printed(read(body)) == ["p A.", "p In the box.", "p In the box.", "p B."]


def test_footnotes_keep_the_marks_that_are_printed(read: Read) -> None:
    def note(mark: str, text: str) -> str:
        citation = f"<text:note-citation>{mark}</text:note-citation>"
        return f"<text:note>{citation}<text:note-body>{p(text)}</text:note-body></text:note>"

    body = p(f"One{note('1', 'First')}{note('2', 'Second')} is{note('i', 'End')}.") + p("Two.")
    blocks = read(body)
    assert [(b.kind[0], b.marker, b.text) for b in blocks] == [
        ("p", "", "One¹ ² is[^i]."), ("f", "1", "First"), ("f", "2", "Second"), ("f", "i", "End"),
        ("p", "", "Two."),
    ]  # fmt: skip
    first, _ = split("tiny", blocks)
    assert first.body == "One is."


def test_a_table_is_rows_with_merged_cells(read: Read) -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{p(text) if text else ''}</table:table-cell>"

    covered = "<table:covered-table-cell/>"
    wide, high = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="2"'
    row = "<table:table-row>{}</table:table-row>".format
    names = row(cell("Area") + cell("2021", wide) + covered) + row(
        cell("") + cell("Met") + cell("Not")
    )
    body = (
        f"<table:table><table:table-header-rows>{names}</table:table-header-rows>"
        + row(cell("North", high) + cell("1") + cell("2"))
        + row(covered + cell("3") + cell("4"))
        + row(cell("South") + cell("5", 'table:number-columns-repeated="2"'))
        + "</table:table>"
    )
    assert printed(read(body)) == [
        "r North: 2021 Met – 1; 2021 Not – 2", "r North: 2021 Met – 3; 2021 Not – 4",
        "r South: 2021 Met – 5; 2021 Not – 5",
    ]  # fmt: skip


def test_styles_above_each_other_in_a_ring_end(read: Read) -> None:
    ring = text_style("A", "", "B") + text_style("B", "", "A")
    assert printed(read(p("Body.", "A"), automatic=ring)) == ["p Body."]
