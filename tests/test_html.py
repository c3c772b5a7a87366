"""Of a web page its main content is read as it is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest.reading.markup.html
from ingest.errors import DocumentError
from ingest.paragraphs import split
from ingest.reading.markup.html import read_web_page
from office import printed


def shown(folder: Path, page: str | bytes) -> list[str]:
    """What is read of a page, as it prints."""
    path = folder / "tiny.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return printed(read_web_page(path).blocks)


@pytest.mark.parametrize(
    "page",
    [
        "<main><p>Here.</main><p>Beside.",
        "<div role=main><p>Here.</div><p>Beside.",
        "<p>Beside.<article><p>Here.</article>",
        "<article><article><p>Here.</article></article><p>Beside.",
        "<main id=root></main><article><p>Here.</article><p>Beside.",
        "<nav>Menu</nav><header>Top</header><p>Here.<aside>Beside</aside><footer>End</footer>",
        "<p>Here.<script>x</script><style>y</style><noscript>z</noscript><template>t</template>",
        "<p>Here.<p hidden>No</p><p aria-hidden=true>No</p><p style='display: none'>No</p>",
        "<p>Here.<span class='govuk-visually-hidden'> (opens in a new tab)</span></p>",
        "<p>Here.<form><p>Search</p></form><div role=navigation>Menu</div><button>Go</button>",
        "<form><h1 hidden>No</h1><p>Here.<input value=x></form>",
        "<title>Title</title><!-- no --><p>Here.<!-- no -->",
    ],
)
def test_only_the_main_content_is_read(tmp_path: Path, page: str) -> None:
    assert shown(tmp_path, page) == ["p Here."]


def test_several_articles_are_all_read_and_a_main_keeps_its_header(tmp_path: Path) -> None:
    assert shown(tmp_path, "<article>A.</article><article>B.</article>") == ["p A.", "p B."]
    assert shown(tmp_path, "<main><header><h1>T</h1></header>B.</main>") == ["h1 T", "p B."]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<b>be</b>ds are <i>not</i><em>hing</em>", "beds are nothing"),
        ("one<br>two\n  three&nbsp;four &amp; &pound;5 &lt;so&gt;", "one two three four & £5 <so>"),
        ("in&shy;come<wbr>s", "incomes"),
        ("50 m<sup>2</sup>, so.<sup>12</sup> the 4<sup>th</sup>", "50 m², so.¹² the 4th"),
        ("so.<sup>[<a href='#x'>1</a>]</sup>", "so.¹"),
        ("be<!-- x -->ds<script>no</script> here", "beds here"),
        ("<q>said</q> he", "“said” he"),
        ("<unknown-tag>so</unknown-tag>me", "some"),
    ],
)
def test_a_paragraphs_text_is_what_is_seen(tmp_path: Path, inner: str, text: str) -> None:
    assert shown(tmp_path, f"<p>{inner}</p>") == [f"p {text}"]


def test_every_element_that_stands_by_itself_is_a_block(tmp_path: Path) -> None:
    page = (
        "<h1>A</h1>loose<h6>B</h6><div>C<p>D</p>E</div><blockquote>F</blockquote><dl><dt>G<dd>H</dl>"
        "<pre>I\n  J</pre><figure><img alt=no><figcaption>K</figcaption></figure>"
        "<details><summary>L</summary>M</details>"
    )
    assert shown(tmp_path, page) == [
        "h1 A", "p loose", "h6 B", "p C", "p D", "p E", "p F", "r G: H", "p I J", "p K", "p L",
        "p M",
    ]  # fmt: skip


def test_typed_numbers_and_letters_are_kept(tmp_path: Path) -> None:
    page = "<p>12. A.</p><p>4.293 B.</p><p>(a) C.</p><p>2021 was D.</p>"
    assert shown(tmp_path, page) == ["p 12. A.", "p 4.293. B.", "i (a) C.", "p 2021 was D."]


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("<ul><li>A<li>B</ul>", ["i - A", "i - B"]),
        ("<ol start=12><li>A<li>B</ol>", ["p 12. A", "p 13. B"]),
        ("<ol><li value=7>A<li>B</ol>", ["p 7. A", "p 8. B"]),
        ("<ol reversed><li>A<li>B</ol>", ["p 2. A", "p 1. B"]),
        ("<ol type=a><li>A<li>B</ol>", ["i a. A", "i b. B"]),
        ("<ol type=I><li>A</ol><ol style='list-style-type: lower-roman'><li>B</ol>",
         ["i I. A", "i i. B"]),
        ("<ol><li>A<ol><li>B<ul><li>C</ul></ol></ol>", ["p 1. A", "i 1. B", "i - C"]),
        ("<ul><li>A<ol><li>B</ol>C</ul>", ["i - A", "i 1. B", "i C"]),
        ("<ul><li><p>A</p><p>B</p></ul><p>C</p>", ["i - A B", "p C"]),
        ("<ol><li><p>A</p><p>B</p></ol>", ["p 1. A", "p B"]),
        ("<ol class=legislative-list><li>1.1 A<li>(a) B</ol>", ["p 1.1. A", "i (a) B"]),
        ("<ol><li>12. A</ol><ul><li>(b) B</ul>", ["p 12. A", "i (b) B"]),
        ("<ol><li><h2>A</h2><p>B</ol>", ["h2 1. A", "p B"]),
        ("<li>A", ["p A"]),
        ("<ol start=99999999999999999999><li>A</ol>", ["p 1. A"]),
    ],
)  # fmt: skip
def test_a_list_prints_its_marks(tmp_path: Path, page: str, blocks: list[str]) -> None:
    assert shown(tmp_path, page) == blocks


@pytest.mark.parametrize(
    ("table", "blocks"),
    [
        ("<thead><tr><th>Aim<th>Met</thead><tr><td>A<td>No", ["r A: Met – No"]),
        ("<tr><td>Aim<td>Met<tr><td>A<td>No", ["r A: Met – No"]),
        ("<tr><th>Area<th colspan=2>2021<tr><th><th>Met<th>Not<tr><td rowspan=2>N<td>1<td>2"
         "<tr><td>3<td>4", ["r N: 2021 Met – 1; 2021 Not – 2", "r N: 2021 Met – 3; 2021 Not – 4"]),
        ("<tr><th>Phone<td>0800<tr><th>Post<td>London", ["r Phone: 0800", "r Post: London"]),
        ("<caption>Table 1</caption><tr><th>Aim<th>Met<tr><td rowspan=0>A<td>No",
         ["p Table 1", "r A: Met – No"]),
        ("<tr><td><h2>A</h2><p>B</p>", ["h2 A", "p B"]),
        ("<tr><td>A<td><table><tr><td>B<td>C<tr><td>D<td>E</table><tr><td>F<td>G",
         ["p A", "r D: C – E", "p F", "p G"]),
        ("<tr><td>Aim<td>Do<tr><td>A<td><ul><li>x<li>y</ul>", ["r A: Do – - x - y"]),
    ],
)  # fmt: skip
def test_a_table_is_rows_or_a_layout(tmp_path: Path, table: str, blocks: list[str]) -> None:
    assert shown(tmp_path, f"<table>{table}</table>") == blocks


def test_a_table_that_says_it_is_for_layout_is_its_text(tmp_path: Path) -> None:
    page = "<table role=presentation><tr><td>A<td>B<tr><td>C<td>D</table>"
    assert shown(tmp_path, page) == ["p A", "p B", "p C", "p D"]


GOVUK = """<main><p>One<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" rel="footnote"
>[footnote 1]</a></sup><sup id="fnref:2"><a href="#fn:2" rel="footnote">[footnote 2]</a></sup> is.
</p><p>Two.</p><div class="footnotes" role="doc-endnotes"><h2>Footnotes</h2><ol>
<li id="fn:1"><p>First <a href="#fnref:1" class="reversefootnote">↩</a></p></li>
<li id="fn:2"><p>Second</p><p>goes on
<a href="#fnref:2" class="reversefootnote">↩</a></p></li></ol></div></main>"""
PANDOC = """<body><p>One<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref">
<sup>1</sup></a><a href="#fn2" class="footnote-ref" id="fnref2"><sup>2</sup></a> is.</p><p>Two.</p>
<aside id="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>First<a href="#fnref1"
class="footnote-back">↩︎</a></p></li><li id="fn2"><p>Second goes on<a href="#fnref2">↩︎</a></p></li>
</ol></aside></body>"""
WORD = """<body><p>One<a href="#_ftn1" name="_ftnref1"><span class=MsoReference>[1]</span></a>
<a href="#_ftn2" name="_ftnref2"><span>[2]</span></a> is.</p><p>Two.</p><div id=ftn1><p>
<a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> First</p></div><div id=ftn2><p>
<a href="#_ftnref2" name="_ftn2"><span>[2]</span></a> Second goes on</p></div></body>"""
WIKI = """<body><p>One<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup><sup id="cite_ref-2">
<a href="#cite_note-2">[2]</a></sup> is.</p><p>Two.</p><h2>References</h2><ol><li id="cite_note-1">
<b><a href="#cite_ref-1">^</a></b> First</li><li id="cite_note-2"><b><a href="#cite_ref-2">^</a></b>
Second goes on</li></ol></body>"""
BARE = """<p>One<sup>1</sup> <sup>2</sup> is.</p><p><sup>1</sup> First</p><p><sup>2</sup> Second
goes on</p><p>Two.</p>"""


@pytest.mark.parametrize("page", [GOVUK, PANDOC, WORD, WIKI, BARE], ids=lambda page: page[:20])
def test_footnotes_are_found_however_they_are_written(tmp_path: Path, page: str) -> None:
    path = tmp_path / "tiny.html"
    path.write_text(page, encoding="utf-8")
    first, second = split("tiny", read_web_page(path).blocks)
    assert (first.body, second.body) == ("One is.", "Two.")
    assert [(note.marker, note.text) for note in first.footnotes] == [
        ("1", "First"), ("2", "Second goes on")
    ]  # fmt: skip


def test_a_raised_link_to_a_part_of_the_page_is_no_footnote(tmp_path: Path) -> None:
    page = "<p>So.<sup><a href='#a'>1</a></sup></p><div id=a><h2>Part</h2><p>A.</p></div>"
    assert shown(tmp_path, page) == ["p So.¹", "h2 Part", "p A."]


def test_a_contents_list_of_links_is_no_text(tmp_path: Path) -> None:
    page = (
        "<h2>Contents</h2><ol><li><a href='#a'>Staff</a><li>Beds<li>Money</ol><h2 id=a>1. Staff"
        "</h2>A.<h2>2. Beds</h2>B.<h2>3. Money</h2>C."
    )
    assert shown(tmp_path, page)[:2] == ["h2 1. Staff", "p A."]


@pytest.mark.parametrize(
    "page",
    [
        "<p>£5 – “so”".encode(),
        "\ufeff<p>£5 – “so”".encode(),
        "<p>£5 – “so”".encode("utf-16"),
        "<meta charset=windows-1252><p>£5 – “so”".encode("windows-1252"),
        b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>"
        + "<p>£5 – “so”".encode("windows-1252"),
        "<p>£5 – “so”".encode("windows-1252"),
        b"<meta charset=unicode_escape>" + "<p>£5 – “so”".encode(),
        b"<meta charset=windows-1259>" + "<p>£5 – “so”".encode(),
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><p>£5 – “so”".encode(),
    ],
)
def test_a_page_is_read_in_the_letters_that_it_says(tmp_path: Path, page: bytes) -> None:
    assert shown(tmp_path, page) == ["p £5 – “so”"]


@pytest.mark.parametrize("page", ["", " \n", "<!-- x -->", "<html></html>", "<p></p>", "\ufeff"])
def test_a_page_without_text_gives_nothing(tmp_path: Path, page: str) -> None:
    assert shown(tmp_path, page) == []


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        (b"PK\x03\x04\0\0", "is not a web page, whatever its name says"),
        (b"<div>" * 1000 + b"so", "is too large or nested too deeply"),
        (b"<p>" + b"a" * 11_000_000, "is too large or nested too deeply"),
    ],
    ids=["archive", "depth", "text"],
)
def test_a_page_that_cannot_be_read_is_named(tmp_path: Path, page: bytes, complaint: str) -> None:
    with pytest.raises(DocumentError, match=rf"^tiny\.html {complaint}"):
        shown(tmp_path, page)


def test_a_page_too_large_and_one_that_is_missing_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest.reading.markup.html, "MOST_BYTES", 5)
    with pytest.raises(DocumentError, match=r"^tiny\.html is too large"):
        shown(tmp_path, "<p>Here.")
    with pytest.raises(DocumentError, match=r"^none\.html cannot be read"):
        read_web_page(tmp_path / "none.html")


def test_a_page_nested_as_deeply_as_is_read_is_read_whole(tmp_path: Path) -> None:
    assert shown(tmp_path, "<div>" * 250 + "so") == ["p so"]
