"""A Word file is read as it prints."""

from __future__ import annotations

import io
import zipfile
from functools import partial
from pathlib import Path

import pytest

from assistant.settings import Settings
from ingest.blocks import BlockKind
from ingest.paragraphs import split
from ingest.reading.markup.word import read_docx
from office import (
    STYLES,
    Read,
    docx_blocks,
    docx_of,
    printed,
    w_level,
    w_lists,
    w_p,
    w_r,
    w_style,
    w_table,
    zipped,
)

POLICY = Settings().shared_dir / "documents" / "policy"
HERE = "<w:r><w:t>Here.</w:t></w:r>"
PLACEHOLDER = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
RAISED = '<w:vertAlign w:val="superscript"/>'
RENDERED, BY_HAND = "<w:lastRenderedPageBreak/>", '<w:br w:type="page"/>'
needs_policy = pytest.mark.skipif(
    not POLICY.is_dir(), reason=f"the policy documents are not in {POLICY}"
)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a Word file of a body and other parts."""
    return partial(docx_blocks, tmp_path)


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (w_r("be") + '<w:proofErr w:type="x"/>' + w_r("ds"), "beds"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a b c"),
        ("<w:r><w:t>in</w:t><w:softHyphen/><w:t>come</w:t></w:r>", "income"),
        ("<w:r><w:t>income</w:t><w:noBreakHyphen/><w:t>tax</w:t></w:r>", "income-tax"),
        (w_r("yes ") + '<w:r><w:sym w:char="F0FC"/><w:sym w:char="zz"/></w:r>', "yes ✓\ufffd"),
        (f"<w:ins>{w_r('New ')}</w:ins><w:del>{w_r('old ')}</w:del>{HERE}", "New Here."),
        (f"<w:moveFrom>{HERE}</w:moveFrom><w:moveTo>{HERE}</w:moveTo>", "Here."),
        (f"<w:hyperlink>{HERE}</w:hyperlink>", "Here."),
        (f'<w:fldSimple w:instr="PAGE">{HERE}</w:fldSimple>', "Here."),
        (f'<w:fldSimple w:instr=" TOC \\o">{HERE}</w:fldSimple>{w_r("It")}', "It"),
        (f"<w:smartTag><w:customXml>{HERE}</w:customXml></w:smartTag>", "Here."),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{HERE}</w:sdtContent></w:sdt>", "Here."),
        (f"<w:sdt>{PLACEHOLDER}<w:sdtContent>{HERE}</w:sdtContent></w:sdt>{w_r('It')}", "It"),
        (w_r("Not ", "<w:vanish/>") + HERE, "Here."),
        (w_r("Here.", '<w:vanish w:val="0"/>'), "Here."),
        (w_r("Not ", '<w:rStyle w:val="Secret"/>') + HERE, "Here."),
        (w_r("so.") + w_r("12", RAISED), "so.¹²"),
        (w_r("the 4") + w_r("th", RAISED), "the 4th"),
        (field(' HYPERLINK "x" ', HERE), "Here."),
        (field(" REF " + field("X", HERE), HERE), "Here."),
        (field(" TOC ", HERE) + w_r("It"), "It"),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText></w:r>' + HERE,
         "Here."),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + HERE, "Here."),
        ("<w:AlternateContent/><w:r><w:AlternateContent/></w:r>" + HERE, "Here."),
        (f"<m:f xmlns:m='m'><m:num>{w_r('1')}</m:num><m:den>{w_r('2')}</m:den></m:f>", "1/2"),
    ],
)  # fmt: skip
def test_a_paragraphs_text_is_what_is_seen(read: Read, runs: str, shown: str) -> None:
    secret = '<w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert [block.text for block in read(f"<w:p>{runs}</w:p>", styles=secret)] == [shown]


def test_a_contents_list_is_no_text_however_it_is_made(read: Read) -> None:
    styles = STYLES + w_style("TOC1") + w_style("TOCHeading")
    entry = w_p("Staff\t3", style="TOC1")
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = (
        f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{w_p('Staff 3')}</w:sdtContent></w:sdt>"
    )
    whole_field = field("TOC", "@").replace(
        "@", "</w:p><w:p><w:r><w:t>Staff 3</w:t></w:r></w:p><w:p>"
    )
    for contents in (
        w_p("Contents", style="TOCHeading") + entry,
        control,
        f"<w:p>{whole_field}</w:p>",
    ):
        assert printed(read(contents + w_p("Body."), styles=styles)) == ["p Body."]


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next(read: Read) -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = w_p("It is ", number=1, marks=deleted) + w_p("here.", number=1) + w_p("B.", number=1)
    levels = [w_level(0, "decimal", "%1.")]
    assert printed(read(body, numbering=w_lists(levels))) == [
        "p 1. It is here.",
        "p 2. B.",
    ]
    assert printed(read(w_p("It is.", marks=deleted))) == ["p It is."]


def test_a_text_box_is_read_once_and_below_its_paragraph(read: Read) -> None:
    box = f"<w:txbxContent>{w_p('In the box.')}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="mc"><mc:Choice><w:drawing><wps>'
        f"{box}</wps></w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert printed(read(f"<w:p><w:r>{both}</w:r>{HERE}</w:p>")) == [
        "p Here.",
        "p In the box.",
    ]
    assert printed(read(f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>")) == ["p In the box."]


def test_footnotes_and_endnotes_are_numbered_by_where_they_are_marked(read: Read) -> None:
    def mark(kind: str, at: int, more: str = "", text: str = "") -> str:
        return f'<w:r><w:{kind}Reference w:id="{at}"{more}/>{text}</w:r>'

    def note(kind: str, at: int, text: str) -> str:
        own = f"<w:p><w:r><w:{kind}Ref/></w:r>{w_r(text)}</w:p>"
        return f'<w:{kind} w:id="{at}">{own}</w:{kind}>'

    star = mark("footnote", 7, ' w:customMarkFollows="1"', "<w:t>*</w:t>")
    body = f"<w:p>{HERE}{mark('footnote', 5)}{mark('footnote', 3)}{mark('endnote', 1)}</w:p>"
    body += f"<w:p>{HERE}{star}{mark('footnote', 5)}{mark('footnote', 99)}</w:p>"
    blocks = read(
        body,
        footnotes=note("footnote", 3, "Three")
        + note("footnote", 5, "Five")
        + note("footnote", 7, "Star"),
        endnotes=note("endnote", 1, "End"),
    )
    assert [(b.kind[0], b.marker, b.text) for b in blocks] == [
        ("p", "", "Here.¹ ²[^i]"), ("f", "1", "Five"), ("f", "2", "Three"), ("f", "i", "End"),
        ("p", "", "Here.[^*]"), ("f", "*", "Star"),
    ]  # fmt: skip
    first, second = split("tiny", blocks)
    assert (first.body, second.body) == ("Here.", "Here.")
    assert [n.marker for n in (*first.footnotes, *second.footnotes)] == ["1", "2", "i", "*"]


def test_a_note_that_marks_itself_is_read_once(read: Read) -> None:
    itself = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    blocks = read(
        f"<w:p>{HERE}{itself}</w:p>",
        footnotes=f'<w:footnote w:id="3"><w:p>{HERE}{itself}</w:p></w:footnote>',
    )
    assert [b.text for b in blocks] == ["Here.¹", "Here."]


def test_a_table_is_rows_with_merged_cells_and_without_deleted_rows(read: Read) -> None:
    def tc(text: str, marks: str = "") -> str:
        return f"<w:tc><w:tcPr>{marks}</w:tcPr>{w_p(text)}</w:tc>"

    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    span = '<w:gridSpan w:val="2"/>'
    rows = [
        "<w:trPr><w:tblHeader/></w:trPr>" + tc("Area") + tc("2021", span),
        "<w:trPr><w:tblHeader/></w:trPr>" + tc("") + tc("Met") + tc("Not"),
        tc("North", start) + tc("1") + tc("2"),
        tc("", on) + tc("3") + tc("4"),
        "<w:trPr><w:del/></w:trPr>" + tc("Gone") + tc("5") + tc("6"),
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("7", span),
    ]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    nested = w_table([["Aim", "Step"], ["A", "@"]]).replace(
        w_p("@"), w_table([["x", "y"], ["z", "1"]])
    )
    assert printed(read(f"<w:tbl>{table}</w:tbl>{nested}")) == [
        "r North: 2021 Met – 1; 2021 Not – 2", "r North: 2021 Met – 3; 2021 Not – 4",
        "r 2021 Met – 7; 2021 Not – 7", "r A: Step – z: y – 1",
    ]  # fmt: skip


def test_a_table_of_one_cell_is_a_box(read: Read) -> None:
    box = w_table([["@"]]).replace(w_p("@"), w_p("Case", style="Heading3") + w_p("12. It is."))
    assert printed(read(box, styles=STYLES)) == ["h3 Case", "p 12. It is."]


@pytest.mark.parametrize(
    ("turn", "pages"), [(RENDERED, [1, 3]), (BY_HAND, [None, None]), ("", [None, None])]
)  # fmt: skip
def test_a_paragraphs_page_is_that_on_which_it_begins(
    read: Read, turn: str, pages: list[int]
) -> None:
    body = f"<w:p>{HERE}<w:r>{turn}<w:t>on</w:t></w:r></w:p><w:p><w:r>{turn}</w:r>{HERE}</w:p>"
    assert [block.page for block in read(body)] == pages


def test_where_word_laid_the_pages_out_a_break_by_hand_counts_no_second_time(read: Read) -> None:
    body = f"<w:p>{HERE}<w:r>{BY_HAND}</w:r></w:p><w:p><w:r>{RENDERED}</w:r>{HERE}</w:p>"
    assert [block.page for block in read(body)] == [1, 2]


def test_the_cells_of_a_row_turn_the_page_together(read: Read) -> None:
    turned = f"<w:p>{HERE}<w:r><w:lastRenderedPageBreak/><w:t>On.</w:t></w:r></w:p>"
    row = f"<w:tr>{f'<w:tc>{turned}</w:tc>' * 3}</w:tr>"
    blocks = read(f"<w:tbl>{row * 2}</w:tbl>{w_p('Below.')}")
    assert [block.page for block in blocks] == [2, 3]


def test_the_strict_edition_of_the_format_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tiny.docx"
    transitional, strict = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    content = docx_of(w_p("Staff", style="Heading1"), styles=STYLES)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {n: archive.read(n).replace(transitional, strict) for n in archive.namelist()}
    path.write_bytes(zipped(parts))
    assert printed(read_docx(path)) == ["h1 Staff"]


@needs_policy
def test_the_cps_strategy_has_its_headings_lists_tables_and_marks() -> None:
    blocks = read_docx(POLICY / "cps-evaluation-strategy.docx")
    headings = [(b.level, b.text) for b in blocks if b.kind is BlockKind.HEADING]
    assert headings[:3] == [
        (1, "CPS Evaluation Strategy"),
        (2, "Foreword by Baljit Ubhey, Director of Strategy and Policy"),
        (2, "The Crown Prosecution Service (CPS) context"),
    ]
    assert len(headings) == 9
    texts = [block.text for block in blocks]
    assert "- The Serious Fraud Office (SFO)" in texts
    rows = [block.text for block in blocks if block.kind is BlockKind.ROW]
    assert len(rows) == 5 + 3 + 5
    assert rows[0].startswith(
        "Our People: Strategic Aims – Our people have the skills and tools they need to succeed; "
        "Evaluation Strategy – Our staff understand the importance of evaluation in our work"
    )
    assert any(
        text.endswith("total resource spending in 2020-21 was £567 million.¹") for text in texts
    )
    assert [b.number for b in blocks if b.text.startswith("Set out our rationale")] == ["1"]


@needs_policy
def test_the_ons_strategy_has_its_headings_and_lists_and_not_its_contents_list() -> None:
    blocks = read_docx(POLICY / "ons-evaluation-strategy.docx")
    headings = [(b.level, b.text) for b in blocks if b.kind is BlockKind.HEADING]
    assert headings[:4] == [
        (1, "ONS Evaluation Strategy"), (2, "1.Foreword"), (2, "2.Executive summary"),
        (3, "The four pillars"),
    ]  # fmt: skip
    texts = [block.text for block in blocks]
    assert "Foreword" not in texts
    assert "Back to table of contents" not in texts
    assert texts.count("- programme resourcing") == 1
    assert [b.number for b in blocks if b.number] == ["1", "2", "3", "4", "5"]
    at = texts.index("Identifying")
    assert [b.number for b in blocks[at : at + 3]] == ["1", "2", "3"]
    paragraphs = split("ons", blocks)
    assert not any(p.printed for p in paragraphs)
    assert paragraphs[0].section == ("ONS Evaluation Strategy",)
