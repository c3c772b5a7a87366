"""What a Word file prints is read of it, and nothing that it only holds."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from ingest.reading.markup.word import read_docx
from office import STYLES, Read, docx_blocks, printed, w_level, w_lists, w_p, w_r, w_style, w_table

CASES = Path(__file__).parent / "cases" / "office-signs-and-numbers"
AS_PRINTED = [
    "p 1.1. Scope of the order", "p 1.1.1. Fees are set each April.",
    "p 1.1.2. Fees are paid monthly.", "p 1.2. Waivers", "p 2. Appeals", "p 2.1. Who may appeal",
    "p 2.1.1. Any tenant may appeal.",
    "p Keep vaccines at 5 ± 3 °C and give 50 µg. Move from A → B ☐.",
    "p The fee is £45 a month; see the new rules.",
]  # fmt: skip
LEVELS = [w_level(at, "decimal", ".".join(f"%{n}" for n in range(1, at + 2))) for at in range(4)]
RENDERED, BY_HAND = "<w:lastRenderedPageBreak/>", '<w:br w:type="page"/>'
HERE = "<w:r><w:t>Here.</w:t></w:r>"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a Word file of a body and other parts."""
    return partial(docx_blocks, tmp_path)


def numbers(read: Read, of_lists: str, *at: int, lists: str = w_lists(LEVELS)) -> list[str]:
    """The labels of paragraphs of these lists, one digit each, on these levels."""
    body = "".join(
        w_p("X", number=int(of), level=level) for of, level in zip(of_lists, at, strict=True)
    )
    return [b.number or b.text.removesuffix(" X") for b in read(body, numbering=lists)]


def override(*starts: tuple[int, int]) -> str:
    """List 2, of the same kind as list 1, which begins its levels at these numbers."""
    marks = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for at, start in starts
    )
    return f'<w:num w:numId="2"><w:abstractNumId w:val="1"/>{marks}</w:num>'


def sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def in_font(text: str, font: str) -> str:
    return w_r(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


def run_style(name: str, marks: str, kind: str = "character") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:rPr>{marks}</w:rPr></w:style>"
    )


def test_a_list_that_begins_below_its_first_level_counts_that_as_begun(read: Read) -> None:
    assert numbers(read, "1" * 7, 1, 2, 2, 1, 0, 1, 2) == [
        "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1", "2.1.1"
    ]  # fmt: skip
    assert numbers(read, "1" * 6, 2, 1, 0, 2, 1, 3) == [
        "1.1.1", "1.2", "2", "2.1.1", "2.2", "2.2.1.1"
    ]  # fmt: skip


def test_chapters_keep_their_numbers_where_the_first_has_a_typed_one(read: Read) -> None:
    heads = [("1. Purpose", 0, 0), ("Aims", 1, 1), ("Members", 1, 0), ("Terms", 1, 1)]
    body = "".join(
        w_p(text, style=f"Heading{level + 1}", number=of, level=level) + w_p("See 2.1.")
        for text, of, level in heads
    )
    blocks = read(body, styles=STYLES, numbering=w_lists(LEVELS))
    assert [b.text for b in blocks if b.level] == [
        "1. Purpose",
        "1.1 Aims",
        "2 Members",
        "2.1 Terms",
    ]


def test_a_start_override_counts_for_a_level_that_the_text_skips(read: Read) -> None:
    lists = w_lists(LEVELS) + override((0, 5), (1, 7))
    assert numbers(read, "22221", 1, 1, 0, 1, 0, lists=lists) == ["5.7", "5.8", "6", "6.1", "7"]
    assert numbers(read, "1112222", 0, 1, 0, 1, 1, 0, 1, lists=lists) == [
        "1", "1.1", "2", "2.7", "2.8", "5", "5.1"
    ]  # fmt: skip


def test_a_level_restarts_after_the_level_that_it_names(read: Read) -> None:
    third = w_level(2, "decimal", "%1.%2.%3", '<w:lvlRestart w:val="1"/>')
    lists = w_lists([LEVELS[0], LEVELS[1], third])
    assert numbers(read, "1" * 6, 2, 2, 1, 2, 0, 2, lists=lists) == [
        "1.1.1", "1.1.2", "1.2", "1.2.3", "2", "2.1.1"
    ]  # fmt: skip


def test_legal_numbering_writes_the_levels_above_in_figures(read: Read) -> None:
    lists = w_lists(
        [
            w_level(0, "upperRoman", "Article %1."),
            w_level(1, "decimalZero", "%1.%2", "<w:isLgl/>"),
            w_level(2, "lowerLetter", "%1.%2%3"),
        ]
    )
    assert numbers(read, "1" * 4, 1, 2, 0, 1, lists=lists) == [
        "1.01",
        "I.01a",
        "Article II.",
        "2.01",
    ]


def test_a_level_whose_number_is_hidden_counts_and_prints_none(read: Read) -> None:
    hidden = w_level(0, "decimal", "%1", "<w:rPr><w:vanish/></w:rPr>")
    assert numbers(read, "1" * 4, 0, 1, 0, 1, lists=w_lists([hidden, LEVELS[1]])) == [
        "X", "1.1", "X", "2.1"
    ]  # fmt: skip


def test_a_style_may_give_a_level_and_leave_the_list_to_the_style_below(read: Read) -> None:
    level = '<w:numPr><w:ilvl w:val="1"/></w:numPr>'
    styles = w_style("Clause", '<w:numPr><w:numId w:val="1"/></w:numPr>') + w_style(
        "Subclause", level, based_on="Clause"
    )
    body = w_p("A.", style="Subclause") + w_p("B.", style="Clause") + w_p("C.", style="Subclause")
    blocks = read(body, styles=styles, numbering=w_lists(LEVELS))
    assert [b.number for b in blocks] == ["1.1", "2", "2.1"]


def test_text_boxes_and_notes_count_their_lists_for_themselves(read: Read) -> None:
    item = w_p("X", number=1)
    box = f"<w:p>{HERE}<w:r><w:pict><w:txbxContent>{item * 2}</w:txbxContent></w:pict></w:r></w:p>"
    blocks = read(item + box + item, numbering=w_lists(LEVELS))
    assert [b.number for b in blocks] == ["1", "", "1", "2", "2"]


def test_a_hidden_paragraph_takes_no_number_and_an_empty_one_does(read: Read) -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        f"<w:rPr><w:vanish/></w:rPr></w:pPr>{w_r('Gone.', '<w:vanish/>')}</w:p>"
    )
    body = (
        w_p("A.", number=1) + gone + w_p("B.", number=1) + w_p("", number=1) + w_p("C.", number=1)
    )
    assert printed(read(body, numbering=w_lists([w_level(0, "decimal", "%1.")]))) == [
        "p 1. A.", "p 2. B.", "p 4. C."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (w_r("aged ") + sign("Symbol", "F0B3") + w_r(" 65"), "aged ≥ 65"),
        (sign("Symbol", "F0A3") + w_r("7 ") + sign("Symbol", "00B1") + w_r("2"), "≤7 ±2"),
        (w_r("5") + in_font("\u00b0", "Symbol") + w_r("C"), "5°C"),
        (w_r("50 ") + in_font("m", "Symbol") + w_r("g a "), "50 µg a"),
        (in_font("a \uf0ae b", "Symbol"), "α → β"),
        (in_font("\uf0b4", "SymbolMT") + w_r("2"), "×2"),
        (w_r("A ") + in_font("\u00e0", "Wingdings") + w_r(" B"), "A → B"),
        (sign("Wingdings", "F06F") + w_r(" no ") + sign("Wingdings 2", "F050"), "☐ no ✓"),
        (sign("Wingdings", "F0FC") + w_r(" or ") + sign("Wingdings", "F0FB"), "✓ or ✗"),
        (sign("Arial", "2265") + w_r("3"), "≥3"),
        (w_r("x ") + sign("MT Extra", "F04C") + w_r(" y"), "x \ufffd y"),
        (w_r("x \uf0b3 y"), "x \ufffd y"),
        (w_r("x \uf0fc y"), "x ✓ y"),
        (w_r("a ", '<w:rStyle w:val="Greek"/>') + w_r("is"), "α is"),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> SYMBOL 179 \\f "Symbol" '
         '</w:instrText><w:fldChar w:fldCharType="end"/></w:r>' + w_r("5"), "≥5"),
        ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/>'
         '</w:checkBox></w:ffData></w:fldChar><w:fldChar w:fldCharType="end"/></w:r>' + w_r(" Yes"),
         "☒ Yes"),
        ('<w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice><s:symEx xmlns:s="s" s:font="Arial" '
         's:char="2705"/></mc:Choice><mc:Fallback><w:t>no</w:t></mc:Fallback>'
         "</mc:AlternateContent></w:r>" + w_r(" Yes"), "✅ Yes"),
        (f"<m:d xmlns:m='m'><m:e>{w_r('a+b')}</m:e></m:d>{w_r('c')}", "(a+b)c"),
        (f"<m:f xmlns:m='m'><m:num>{w_r('a+b')}</m:num><m:den>{w_r('2')}</m:den></m:f>",
         "(a+b)/2"),
        (f"<m:rad xmlns:m='m'><m:e>{w_r('a+b')}</m:e></m:rad>", "√(a+b)"),
    ],
)  # fmt: skip
def test_a_sign_is_what_its_font_prints(read: Read, runs: str, shown: str) -> None:
    greek = run_style("Greek", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
    assert [block.text for block in read(f"<w:p>{runs}</w:p>", styles=greek)] == [shown]


@pytest.mark.parametrize(
    "marks",
    [
        "<w:strike/>", "<w:dstrike/>", '<w:strike w:val="1"/>', "<w:vanish/>",
        '<w:rStyle w:val="Struck"/>', '<w:rStyle w:val="Twice"/>', '<w:rStyle w:val="Based"/>',
    ],
)  # fmt: skip
def test_struck_and_hidden_text_is_not_read(read: Read, marks: str) -> None:
    styles = (
        run_style("Struck", "<w:strike/>")
        + run_style("Twice", "<w:dstrike/>")
        + run_style("Based", '</w:rPr><w:basedOn w:val="Struck"/><w:rPr>')
    )
    runs = w_r("Staff ") + w_r("may ", marks) + w_r("must wash.")
    assert [b.text for b in read(f"<w:p>{runs}</w:p>", styles=styles)] == ["Staff must wash."]


def test_a_style_that_strikes_is_turned_off_by_the_run_and_by_the_runs_style(read: Read) -> None:
    styles = run_style("Old", "<w:strike/>", "paragraph") + run_style("Strike", "<w:strike/>")
    kept = w_r("Kept, ", '<w:strike w:val="0"/>') + w_r("too.", '<w:rStyle w:val="Strike"/>')
    body = f'<w:p><w:pPr><w:pStyle w:val="Old"/></w:pPr>{w_r("Gone.")}{kept}</w:p>'
    assert printed(read(body, styles=styles)) == ["p Kept, too."]


def test_a_note_whose_mark_is_struck_is_counted_and_not_given(read: Read) -> None:
    def mark(at: int, marks: str = "") -> str:
        return f'<w:r><w:rPr>{marks}</w:rPr><w:footnoteReference w:id="{at}"/></w:r>'

    notes = "".join(f'<w:footnote w:id="{n}">{w_p(f"Note {n}")}</w:footnote>' for n in (1, 2))
    blocks = read(f"<w:p>{HERE}{mark(1, '<w:strike/>')}{mark(2)}</w:p>", footnotes=notes)
    assert [(b.marker, b.text) for b in blocks] == [("", "Here.²"), ("2", "Note 2")]


def test_text_moved_away_and_deleted_cells_are_not_read(read: Read) -> None:
    moved = "<w:rPr><w:moveFrom/></w:rPr>"
    gone = f"<w:p><w:pPr>{moved}</w:pPr><w:moveFrom>{w_r('Gone.')}</w:moveFrom></w:p>"
    assert printed(read(gone + w_p("Here."))) == ["p Here."]
    table = w_table([["Area", "Beds"], ["North", "4"], ["South", "5"]]).replace(
        f"<w:tc>{w_p('4')}</w:tc>", f"<w:tc>{w_p('4')}</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>"
        f"{w_p('3')}</w:tc>",
    )  # fmt: skip
    assert printed(read(table)) == ["r North: Beds – 4", "r South: Beds – 5"]


def test_a_paragraph_with_a_hidden_end_goes_on_and_a_run_in_heading_does_not(read: Read) -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    run_in = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    assert printed(read(w_p("It is ", marks=hidden) + w_p("here."))) == ["p It is here."]
    body = w_p("Aim.", style="Heading1", marks=run_in) + w_p("It is here.")
    assert printed(read(body, styles=STYLES)) == ["h1 Aim.", "p It is here."]


def test_a_large_first_letter_is_part_of_its_word(read: Read) -> None:
    letter = w_p("T", marks='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert printed(read(letter + w_p("he board meets."))) == ["p The board meets."]


def test_a_cell_that_holds_only_a_sign_says_it(read: Read) -> None:
    table = w_table([["Area", "Met", "Not"], ["North", "✓", "-"], ["South", "-", "●"]])
    assert printed(read(table)) == ["r North: Met – ✓", "r South: Not – ●"]
    assert printed(read(w_p("●") + w_p("Here."))) == ["p Here."]


def test_a_hidden_drawing_and_an_unfilled_control_are_not_read(read: Read) -> None:
    box = f"<w:txbxContent>{w_p('Gone.')}</w:txbxContent>"
    drawing = (
        f'<w:drawing><wp:anchor xmlns:wp="wp"><wp:docPr hidden="1"/>{box}</wp:anchor></w:drawing>'
    )
    hidden = f"<w:r><w:rPr><w:vanish/></w:rPr><w:pict>{box}</w:pict></w:r>"
    control = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{w_p('Gone.')}</w:sdtContent>"
        "</w:sdt>"
    )
    body = f"<w:p>{HERE}<w:r>{drawing}</w:r>{hidden}</w:p>{control}"
    assert printed(read(body)) == ["p Here."]


def section(kind: str) -> str:
    return f'<w:sectPr><w:type w:val="{kind}"/></w:sectPr>'


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        # A page begun by hand that opens with an empty paragraph has no mark of Word's.
        (f"{w_p('A')}<w:p><w:r>{BY_HAND}</w:r></w:p>{w_p('')}{w_p('B')}"
         f"<w:p><w:r>{RENDERED}<w:t>C</w:t></w:r></w:p>", [1, 2, 3]),
        (f"{w_p('A')}{w_p('B', marks='<w:pageBreakBefore/>')}"
         f"<w:p><w:r>{RENDERED}<w:t>C</w:t></w:r></w:p>", [1, 2, 3]),
        (f"{w_p('A', marks='<w:pageBreakBefore/>')}<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r>"
         f"{RENDERED}<w:t>B</w:t></w:r></w:p>", [1, 2]),
        (f"{w_p('A', marks=section('nextPage'))}{w_p('B', marks=section('nextPage'))}"
         f"<w:p><w:r>{RENDERED}<w:t>C</w:t></w:r></w:p>{section('continuous')}", [1, 2, 3]),
        (f"<w:p><w:r>{BY_HAND}{BY_HAND}</w:r></w:p><w:p><w:r>{RENDERED}<w:t>A</w:t></w:r></w:p>",
         [3]),
        (f"{w_p('A')}<w:p><w:del><w:r>{RENDERED}</w:r></w:del>{w_r('B')}</w:p>", [1, 2]),
        (f"{w_p('A')}<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
         f"</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r>{RENDERED}</w:r></w:p></w:sdtContent>"
         f"</w:sdt>{w_p('B')}", [1, 2]),
        (f"{w_p('A', marks='<w:pageBreakBefore/>')}{w_p('B', marks='<w:pageBreakBefore/>')}",
         [None, None]),
    ],
)  # fmt: skip
def test_pages_are_those_of_the_last_layout(read: Read, body: str, pages: list[int | None]) -> None:
    assert [block.page for block in read(body)] == pages


def test_a_note_over_two_pages_turns_no_page_of_the_text(read: Read) -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnote w:id="1"><w:p><w:r>{RENDERED}<w:t>Long</w:t></w:r></w:p></w:footnote>'
    body = f"<w:p>{HERE}{mark}</w:p>{w_p('A')}<w:p><w:r>{RENDERED}<w:t>B</w:t></w:r></w:p>"
    pages = [b.page for b in read(body, footnotes=note) if not b.marker]
    assert pages == [1, 1, 2]


def test_a_file_saved_by_libreoffice_has_its_numbers_and_signs() -> None:
    assert printed(read_docx(CASES / "libreoffice.docx")) == AS_PRINTED
