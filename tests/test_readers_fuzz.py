"""Whatever bytes a file holds, a reader gives blocks or a sentence that says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.blocks import Block
from ingest.errors import DocumentError
from ingest.paragraphs import split
from ingest.reading.markup.html import read_web_page
from ingest.reading.markup.opendocument import read_odt
from ingest.reading.markup.word import read_docx
from office import docx_of, odt_of, zipped
from same_document import Bullet, Heading, Letter, Table, Text, as_docx, as_html, as_odt

READERS: dict[str, Callable[[Path], list[Block]]] = {
    ".docx": read_docx, ".odt": read_odt, ".html": lambda path: read_web_page(path).blocks
}  # fmt: skip
WHOLE = [
    Heading("Staff"), Text("It is.[^A note]", "1", auto=True), Text("It was.", "2"), Bullet("so"),
    Letter("or so", "a"), Table([["Aim", "Met"], ["A", "No"]]),
]  # fmt: skip
SENTENCE = re.compile(r"fuzz\.\w+ [^\n]+\.")
bounded = settings(
    max_examples=80,
    deadline=timedelta(seconds=3),
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)

WORD_NAMES = (
    "p r t pPr rPr pStyle numPr ilvl numId outlineLvl tbl tr tc tcPr trPr gridSpan vMerge "
    "tblHeader gridBefore sdt sdtPr sdtContent ins del moveTo hyperlink fldSimple fldChar "
    "instrText txbxContent drawing pict footnoteReference endnoteReference br tab sym "
    "lastRenderedPageBreak vanish vertAlign smartTag AlternateContent Choice Fallback abstractNum "
    "num lvl lvlText numFmt start abstractNumId lvlOverride startOverride lvlRestart numStyleLink "
    "style basedOn name footnote ruby rubyBase"
).split()
WORD_MARKS = (
    "val id styleId type fldCharType ilvl numId abstractNumId instr customMarkFollows"
).split()
ODF_NAMES = [
    *(f"text:{name}" for name in (
        "p h span list list-item list-header note note-citation note-body s tab line-break section "
        "table-of-content tracked-changes a soft-page-break number hidden-paragraph list-style "
        "list-level-style-number list-level-style-bullet outline-style outline-level-style"
    ).split()),
    *(f"table:{name}" for name in "table table-row table-cell covered-table-cell".split()),
    "draw:frame", "draw:text-box", "style:style", "style:text-properties",
]  # fmt: skip
ODF_MARKS = [
    "text:style-name", "style:name", "text:level", "text:outline-level", "text:start-value",
    "text:continue-numbering", "text:continue-list", "style:num-format", "text:display-levels",
    "table:number-columns-spanned", "table:number-rows-spanned", "style:parent-style-name",
    "table:number-columns-repeated", "style:list-style-name", "text:c", "text:id", "text:display",
]  # fmt: skip
HTML_NAMES = (
    "main article p div h1 h3 ul ol li table thead tbody tr td th caption sup a b br aside footer "
    "section span q pre dl dt dd form nav script"
).split()
HTML_MARKS = (
    "id href start value type reversed rowspan colspan role class hidden name style"
).split()
TAGS = [f"<{slash}{name}>" for name in HTML_NAMES for slash in ("", "/")]
values = st.sampled_from([
    "0", "1", "2", "-1", "9", "999999999", "9" * 30, "", "begin", "separate", "end", "page",
    "restart", "decimal", "lowerRoman", "bullet", "%1.%2", "heading 1", "true", "none", "TOC", "#1",
    "#2", "A", "footnote", "note", "superscript", "legislative-list", "presentation",
    "list-style: none",
])  # fmt: skip
words = st.sampled_from([
    "", " ", "It is.", "12. It is.", "4.2 It is.", "(a) so", "1", "[1]", "⁸ note", "TOC", "\t",
    "Contents",
])  # fmt: skip


def trees(names: Sequence[str], marks: Sequence[str], prefix: str = "") -> st.SearchStrategy[str]:
    """Random elements of a format, its own text within them."""

    def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda name, given, held: (
                f"<{prefix}{name} {' '.join(f'{prefix}{k}={v!r}' for k, v in given.items())}>"
                f"{''.join(held)}</{prefix}{name}>"
            ),
            st.sampled_from(names),
            st.dictionaries(st.sampled_from(marks), values, max_size=3),
            st.lists(inner, max_size=5),
        )

    return st.lists(st.recursive(words, wrapped, max_leaves=40), min_size=1, max_size=6).map(
        "".join
    )


@cache
def whole(suffix: str) -> bytes:
    """A file of the format that is as it should be."""
    return {".docx": as_docx, ".odt": as_odt, ".html": as_html}[suffix](WHOLE)


def read(suffix: str, content: bytes) -> list[Block]:
    """The blocks of a file, none where it is refused in one sentence."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"fuzz{suffix}"
        path.write_bytes(content)
        try:
            blocks = READERS[suffix](path)
        except DocumentError as error:
            said, blocks = str(error), []
        else:
            said = "fuzz.it was read."
    assert SENTENCE.fullmatch(said)
    assert all(block.text == " ".join(block.text.split()) != "" for block in blocks)
    split("fuzz", [block for block in blocks if "." not in block.number])
    return blocks


@pytest.mark.parametrize("suffix", READERS)
def test_the_files_that_are_changed_below_are_read_unchanged(suffix: str) -> None:
    assert len(read(suffix, whole(suffix))) == 7


@pytest.mark.parametrize("suffix", READERS)
@bounded
@given(content=st.binary(max_size=2000), begins=st.sampled_from([b"", b"PK\x03\x04", b"<html>"]))
def test_random_bytes_are_read_or_refused(suffix: str, content: bytes, begins: bytes) -> None:
    read(suffix, begins + content)


@pytest.mark.parametrize("suffix", READERS)
@bounded
@given(share=st.floats(0, 1))
def test_a_truncated_file_is_read_or_refused(suffix: str, share: float) -> None:
    content = whole(suffix)
    read(suffix, content[: int(share * len(content))])


@pytest.mark.parametrize("suffix", READERS)
@bounded
@given(flips=st.lists(st.tuples(st.floats(0, 1), st.integers(1, 255)), min_size=1, max_size=8))
def test_a_file_with_changed_bytes_is_read_or_refused(
    suffix: str, flips: list[tuple[float, int]]
) -> None:
    content = bytearray(whole(suffix))
    for share, mask in flips:
        content[int(share * (len(content) - 1))] ^= mask
    read(suffix, bytes(content))


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
@bounded
@given(content=st.binary(max_size=300), name=st.sampled_from(
    ["word/document.xml", "content.xml", "styles.xml", "word/styles.xml", "_rels/.rels"]
))  # fmt: skip
def test_a_part_of_random_bytes_is_read_or_refused(suffix: str, content: bytes, name: str) -> None:
    read(suffix, zipped({name: content}))


@bounded
@given(body=trees(WORD_NAMES, WORD_MARKS, "w:"), more=trees(WORD_NAMES, WORD_MARKS, "w:"))
def test_random_word_elements_are_read(body: str, more: str) -> None:
    read(".docx", docx_of(body, styles=more, numbering=more, footnotes=more, settings=more))


@bounded
@given(body=trees(ODF_NAMES, ODF_MARKS), more=trees(ODF_NAMES, ODF_MARKS))
def test_random_opendocument_elements_are_read(body: str, more: str) -> None:
    read(".odt", odt_of(body, automatic=more, styles=more))


@bounded
@given(page=trees(HTML_NAMES, HTML_MARKS))
def test_random_html_elements_are_read(page: str) -> None:
    read(".html", page.encode())


@bounded
@given(page=st.lists(st.sampled_from(TAGS) | words, max_size=60).map("".join))
def test_tags_in_any_order_are_read(page: str) -> None:
    read(".html", page.encode())
