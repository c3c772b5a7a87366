"""A page that marks neither its content nor its headings is read by its look."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import write_corpus
from ingest.corpus import read_corpus
from ingest.reading.markup.html import read_web_page
from office import printed

CASE = (
    "<!doctype html><html><head><meta charset=utf-8><title>Keys | Vale</title></head><body><div "
    'id="wrapper"><div class="breadcrumbs"><a href=/>Home</a> &gt; <a href=/e>Estates</a></div>'
    '<div class="content"><div class="title">Keys</div><div>Keys are signed for at the lodge.<br>'
    '<br>Lost keys are reported the same day.</div><ol><li value="5">Master keys stay on site.</li>'
    '<li>Copies are not made.</li></ol></div><div class="share">Share this page: Facebook X '
    'LinkedIn</div><div class="footer">Last updated 3 May 2025. Contact webmaster.</div></div>'
)
TABLES = """<HTML><HEAD><TITLE>Ashby Hospital :: Linen rules</TITLE></HEAD><BODY><TABLE WIDTH=100%>
<TR><TD COLSPAN=2><FONT SIZE=6>Ashby Hospital</FONT></TD></TR><TR><TD WIDTH=120><A HREF=a>Home</A>
<BR><A HREF=b>News</A><BR><A HREF=c>Contact us</A></TD><TD><CENTER><FONT SIZE=5><B>Linen rules</B>
</FONT></CENTER><P>Linen is changed each day.<BR><BR>Torn linen is sent back. <P><B>Bags</B><P>Red
bags hold infected linen.<BR>1. Bags are tied.<BR>2. Bags are labelled.</TD></TR><TR><TD COLSPAN=2>
<HR><CENTER><FONT SIZE=1>&copy; 2003 Ashby Hospital. <A HREF=p>Privacy</A></FONT></CENTER></TD></TR>
</TABLE></BODY></HTML>"""
DIVS = """<title>Visiting | Moor NHS Trust</title><body class="has-sidebar"><script>var of = "a page
with many words of its own in it";</script><div id="cookie-banner"><p>We use cookies to make this
work.</p></div><div id="header"><p>Moor NHS Trust</p></div><div class="main-nav"><ul><li><a href=/>
Home</a></li><li><a href=/w>Wards</a></li></ul></div><div class="article-body"><div class="big">
Visiting</div><p>Visitors come from two to eight.</p><div class="sub">Children</div><p>Children come
with an adult.</p><div class="sub">Pets</div><p>Dogs may be brought to the garden.</p><p>See the <a
href=x>map</a>, and <span><a href=y>a</a> <a href=z>b</a></span>.</p></div><div class="sidebar"><p>
Related pages</p></div><div class="site-footer"><p>Moor Road. Telephone 01234 567890.</p></div>"""


def shown(folder: Path, page: str) -> list[str]:
    path = folder / "tiny.html"
    path.write_text(page, encoding="utf-8")
    return printed(read_web_page(path).blocks)


def test_a_page_without_main_has_its_title_and_text_and_no_furniture(tmp_path: Path) -> None:
    corpus = read_corpus(write_corpus(tmp_path, {"div-headings.html": CASE}))
    assert [d.title for d in corpus.documents] == ["Keys"]
    assert [p.body for p in corpus.paragraphs] == [
        "Keys are signed for at the lodge.",
        "Lost keys are reported the same day.\n5. Master keys stay on site.\n"
        "6. Copies are not made.",
    ]
    assert corpus.warnings == (
        "div-headings.html: what looks like a menu or footer was left out: “Home > Estates”, "
        "“Share this page: Facebook X LinkedIn”, “Last updated 3 May 2025. Contact webmaster.”.",
    )


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        (TABLES, ["h1 Linen rules", "p Linen is changed each day.", "p Torn linen is sent back.",
                  "h2 Bags", "p Red bags hold infected linen.", "p 1. Bags are tied.",
                  "p 2. Bags are labelled."]),
        (DIVS, ["h1 Visiting", "p Visitors come from two to eight.", "h2 Children",
                "p Children come with an adult.", "h2 Pets", "p Dogs may be brought to the garden.",
                "p See the map, and a b."]),
    ],
    ids=["tables", "divs"],
)  # fmt: skip
def test_the_look_of_a_page_tells_its_headings_and_its_furniture(
    tmp_path: Path, page: str, blocks: list[str]
) -> None:
    assert shown(tmp_path, page) == blocks


@pytest.mark.parametrize(
    "page",
    [
        "<div class=sidebar-page><p>All of the page is here, in this one part.</p></div>",
        "<div id=share><p>Shares are sold.</p><p>They are few.</p></div><p>So they are.</p>",
        "<div class=nav><h1>Going about</h1></div><p>One goes by the hall and the stairs.</p>",
    ],
)
def test_what_holds_the_text_is_kept_whatever_it_is_called(tmp_path: Path, page: str) -> None:
    (tmp_path / "tiny.html").write_text(page, encoding="utf-8")
    assert read_web_page(tmp_path / "tiny.html").remarks == ()


def test_a_list_of_links_between_the_texts_is_kept(tmp_path: Path) -> None:
    links = "<ul><li><a href=a>Form A</a><li><a href=b>Form B</a></ul>"
    page = f"<p>One of these forms is to be sent.</p>{links}<p>It is read within a week here.</p>"
    assert shown(tmp_path, page)[1:3] == ["i - Form A", "i - Form B"]


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("<p role=heading aria-level=3>A</p><p>B is.</p>", ["h3 A", "p B is."]),
        ("<h1>T</h1><p class=s>A</p><p>B is.</p><p class=s>C</p><p>D is.</p>",
         ["h1 T", "h2 A", "p B is.", "h2 C", "p D is."]),
        ("<p><b>A</b><br>B is.</p>", ["h1 A", "p B is."]),
        ("<p><font size=6>T</font></p><p><font size=5><b>A</b></font></p><p>B is.</p><p>"
         "<font size=5><b>C</b></font></p><p>D is.</p><p><b>E</b></p><p>F is.</p>",
         ["h1 T", "h2 A", "p B is.", "h2 C", "p D is.", "h3 E", "p F is."]),
        ("<p><b>All is bold.</b></p><p><b>And so is this</b></p>",
         ["p All is bold.", "p And so is this"]),
        ("<h1>T</h1><p><b>Accepted in full</b></p><p>B is.</p>",
         ["h1 T", "p Accepted in full", "p B is."]),
        ("<p class=a>Vale House</p><p class=a>Moor Road</p><p>B is.</p>",
         ["p Vale House", "p Moor Road", "p B is."]),
        ("<h2>T</h2><p class=title>A</p><p>B is.</p>", ["h2 T", "p A", "p B is."]),
    ],
)  # fmt: skip
def test_a_heading_that_is_not_called_one(tmp_path: Path, page: str, blocks: list[str]) -> None:
    assert shown(tmp_path, page) == blocks


@pytest.mark.parametrize(
    ("inner", "blocks"),
    [
        ("A.<br><br>B.", ["p A.", "p B."]),
        ("A.<br> <br/>\n<br>B.<br>C", ["p A.", "p B. C"]),
        ("A:<br>• B<br>• C<br>goes on", ["p A:", "i • B", "i • C goes on"]),
    ],
)
def test_two_line_ends_part_paragraphs_and_one_parts_items(
    tmp_path: Path, inner: str, blocks: list[str]
) -> None:
    assert shown(tmp_path, f"<p>{inner}</p>") == blocks
    assert shown(tmp_path, f"<pre>{inner.replace('<br>', chr(10))}</pre>") == blocks


def test_a_table_of_which_one_cell_holds_the_page_loses_nothing(tmp_path: Path) -> None:
    cell = "<p>The page is here.</p><p>It says all that there is to say.</p>"
    page = f"<table><tr><td>Menu<td>{cell}<tr><td>Below<td></table>"
    assert shown(tmp_path, page) == [
        "p Menu", "p The page is here.", "p It says all that there is to say.", "p Below"
    ]  # fmt: skip


def test_names_of_columns_without_values_are_rows(tmp_path: Path) -> None:
    page = "<table><tr><td>Aim<td>Met<tr><td>A<td><tr><td>B<td></table>"
    assert shown(tmp_path, page) == ["r Aim: Met", "r A", "r B"]


def test_text_behind_the_end_of_the_page_is_read(tmp_path: Path) -> None:
    assert shown(tmp_path, "<html><body><p>A</p></body></html><p>B</p>") == ["p A", "p B"]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>Fees - Vale</title><p>It is here.", "Fees - Vale"),
        ("<title>Fees | Vale</title><main><p>It is here.<h2>Fees</h2>A.", "Fees | Vale"),
        ("<title>X</title><main><h1>Fees</h1>It is here.", "Fees"),
        ("<p>It is here.", "tiny"),
    ],
)
def test_a_page_has_the_title_that_it_shows_or_else_that_of_its_head(
    tmp_path: Path, page: str, title: str
) -> None:
    corpus = read_corpus(write_corpus(tmp_path, {"tiny.html": page}))
    assert [d.title for d in corpus.documents] == [title]
