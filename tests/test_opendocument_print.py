"""What an OpenDocument text prints is read of it, and nothing that it only holds."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest

from ingest.reading.markup.opendocument import read_odt
from office import Read, odt_blocks, odt_of, printed, zipped
from test_opendocument import items, p, text_style
from test_word_print import AS_PRINTED, CASES

SOFT = "<text:soft-page-break/>"
CONTINUED = 'text:continue-numbering="true"'


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads an OpenDocument text of a body, its own and the common styles."""
    return partial(odt_blocks, tmp_path)


def levels(*forms: str) -> str:
    """The list style "N", each level of which shows those above it."""
    marks = "".join(
        f'<text:list-level-style-number text:level="{at}" style:num-format="{form}" '
        f'text:display-levels="{at}"/>'
        for at, form in enumerate(forms, 1)
    )
    return f'<text:list-style style:name="N">{marks}</text:list-style>'


def page_style(name: str, marks: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph">'
        f"<style:paragraph-properties {marks}/></style:style>"
    )


def test_a_list_that_begins_below_its_first_level_counts_that_as_begun(read: Read) -> None:
    body = items(items(p("A") + items(p("B"), style=""), p("C"), style="")) + items(
        p("D") + items(items(p("E"), style=""), p("F"), style=""), more=CONTINUED
    )
    assert [b.number for b in read(body, automatic=levels("1", "1", "1"))] == [
        "1.1", "1.1.1", "1.2", "2", "2.1.1", "2.2"
    ]  # fmt: skip


def test_headings_that_begin_below_the_first_level_count_that_as_begun(read: Read) -> None:
    marks = "".join(
        f'<text:outline-level-style text:level="{at}" style:num-format="1" '
        f'text:display-levels="{at}"/>'
        for at in (1, 2, 3)
    )
    body = "".join(
        f'<text:h text:outline-level="{level}">{name}</text:h>'
        for level, name in [(2, "A"), (2, "B"), (1, "C"), (3, "D"), (2, "E")]
    )
    outline = f"<text:outline-style>{marks}</text:outline-style>"
    assert printed(read(body + p("Here."), styles=outline)) == [
        "h2 1.1 A", "h2 1.2 B", "h1 2 C", "h3 2.1.1 D", "h2 2.2 E", "p Here."
    ]  # fmt: skip


def test_a_level_is_written_as_its_pattern_says(read: Read) -> None:
    first = '<text:list-level-style-number text:level="1" style:num-format="I" />'
    more = 'xmlns:l="urn:loext" l:num-list-format="Section %1%.%2%" l:is-legal="{}"'
    for legal, shown in (("true", "Section 1.01 A"), ("false", "Section I.01 A")):
        second = (
            '<text:list-level-style-number text:level="2" style:num-format="01, 02, 03, ..." '
            f"{more.format(legal)}/>"
        )
        style = f'<text:list-style style:name="N">{first}{second}</text:list-style>'
        assert [b.text for b in read(items(items(p("A"), style="")), automatic=style)] == [shown]


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ('aged <text:span text:style-name="S">\uf0b3</text:span> 65', "aged ≥ 65"),
        ('50 <text:span text:style-name="S">m</text:span>g', "50 µg"),
        ('<text:span text:style-name="W">\uf0fe</text:span> no', "☑ no"),
        ('<text:span text:style-name="F">\uf0a3</text:span>7', "≤7"),
        ("x \uf0b3 y", "x \ufffd y"),
        ('is <text:span text:style-name="X">not </text:span>here', "is here"),
        ('is <text:span text:style-name="XX">not </text:span>here', "is here"),
        ('is <text:span text:style-name="X2">not </text:span>here', "is here"),
        ('<text:span text:style-name="X">gone <text:span text:style-name="O">kept</text:span>'
         "</text:span>", "kept"),
        ('is <text:hidden-text text:is-hidden="true">not </text:hidden-text>here', "is here"),
        ('is <text:hidden-text text:is-hidden="false">now </text:hidden-text>here', "is now here"),
    ],
)  # fmt: skip
def test_a_paragraphs_text_is_what_is_printed(read: Read, inner: str, shown: str) -> None:
    faces = '<style:font-face style:name="Symbol1" svg:font-family="Symbol"/>'
    styles = (
        text_style("S", 'style:font-name="Symbol1"')
        + text_style("W", 'style:font-name="Wingdings"')
        + text_style("F", "fo:font-family=\"'Symbol'\"")
        + text_style("X", 'style:text-line-through-style="solid"')
        + text_style("XX", "", "X")
        + text_style("X2", 'style:text-line-through-type="double"')
        + text_style("O", 'style:text-line-through-style="none"')
    )
    automatic = (
        f"{styles}</office:automatic-styles><office:font-face-decls>{faces}"
        "</office:font-face-decls><office:automatic-styles>"
    )
    assert [b.text for b in read(p(inner), automatic=automatic)] == [shown]


def test_a_struck_paragraph_and_the_note_in_it_are_left_out(read: Read) -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        f"<text:note-body>{p('Gone.')}</text:note-body></text:note>"
    )
    struck = text_style("X", 'style:text-line-through-style="solid"')
    assert printed(read(p(f"Gone.{note}", "X") + p("Here."), automatic=struck)) == ["p Here."]


def test_a_section_that_a_condition_hides_is_left_out(read: Read) -> None:
    hidden = (
        f'<text:section text:display="condition" text:is-hidden="true">{p("Gone.")}</text:section>'
    )
    assert printed(read(hidden + p("Here."))) == ["p Here."]


def test_a_cell_that_holds_only_a_sign_says_it(read: Read) -> None:
    rows = [("Area", "Met", "Not"), ("North", "✓", ""), ("South", "", "✗")]
    cells = (
        "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in row) for row in rows
    )
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    assert printed(read(f"<table:table>{table}</table:table>")) == [
        "r North: Met – ✓", "r South: Not – ✗"
    ]  # fmt: skip


ROW = f"<table:table-row><table:table-cell>{p('x')}</table:table-cell></table:table-row>"


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (p("A") + p(f"{SOFT}B") + p(f"C{SOFT}c") + p("D"), [1, 2, 2, 3]),
        (p("A") + SOFT + p("B", "Break") + p("C", "Based"), [1, 3, 4]),
        (p("A", "Break") + p("", "Break") + p("B") + p(SOFT + "C"), [1, 2, 3]),
        (p("A", "After") + p("B") + p(SOFT + "C"), [1, 2, 3]),
        (p("A", "Sheet") + p("B", "Sheet") + p("C", "Plain") + p(SOFT + "D"), [1, 2, 2, 3]),
        (f"<table:table>{ROW}{SOFT}{ROW}</table:table>{p('B')}", [1, 2, 2]),
        (f"{p('A')}<text:table-of-content><text:index-body>{p('Gone', 'Break')}{p(SOFT)}"
         f"</text:index-body></text:table-of-content>{p('B')}", [1, 3]),
        (p("A") + p("B", "Break"), [None, None]),
    ],
)  # fmt: skip
def test_pages_are_those_of_the_last_layout(read: Read, body: str, pages: list[int | None]) -> None:
    styles = (
        page_style("Break", 'fo:break-before="page"')
        + '<style:style style:name="Based" style:parent-style-name="Break"/>'
        + page_style("After", 'fo:break-after="page"')
        + '<style:style style:name="Sheet" style:master-page-name="Standard"/>'
        + '<style:style style:name="Plain" style:parent-style-name="Sheet" '
        'style:master-page-name=""/>'
    )
    assert [block.page for block in read(body, automatic=styles)] == pages


def test_pages_that_are_not_as_many_as_the_file_says_are_none(read: Read) -> None:
    body = p("A") + p(f"{SOFT}B")
    assert [block.page for block in read(body, pages=2)] == [1, 2]
    assert [block.page for block in read(body, pages=3)] == [None, None]


def test_pages_of_a_file_that_was_written_without_a_window_are_none(tmp_path: Path) -> None:
    path = tmp_path / "unseen.odt"
    with ZipFile(io.BytesIO(odt_of(p("A") + p(f"{SOFT}B")))) as archive:
        content = archive.read("content.xml")
    for width, pages in (("0", [None, None]), ("27540", [1, 2])):
        settings = f'<s xmlns:c="c"><i c:name="ViewAreaWidth">{width}</i></s>'
        path.write_bytes(zipped({"content.xml": content, "settings.xml": settings}))
        assert [block.page for block in read_odt(path)] == pages


def test_a_note_and_a_text_box_turn_no_page(read: Read) -> None:
    box = f"<draw:text-box>{p('Box' + SOFT)}</draw:text-box>"
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        f"<text:note-body>{p(SOFT + 'Note')}</text:note-body></text:note>"
    )
    blocks = read(p(f"A{note}{box}") + p("B") + p(f"{SOFT}C"))
    assert [b.page for b in blocks if not b.marker] == [1, 1, 1, 2]


def test_a_file_saved_by_libreoffice_has_its_numbers_and_signs() -> None:
    blocks = read_odt(CASES / "libreoffice.odt")
    assert printed(blocks) == AS_PRINTED
