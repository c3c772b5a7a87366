"""No bytes that call themselves a PDF break the reader down, and none keep it busy without end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import cache
from json import dumps, loads
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import DocumentError
from ingest.paragraphs import split
from ingest.reading.limits import Limits
from ingest.reading.pdf.file import PdfFile
from ingest.reading.pdf.levels import Bookmark
from ingest.reading.pdf.lines import Cell, Line, Page
from ingest.reading.pdf.reader import blocks_of
from ingest.reading.pdf.runs import Rule
from ingest.reading.reader import Reader, Reading
from pdfs import BOLD, HEIGHT, WIDTH, Sheet, written

pytestmark = pytest.mark.filterwarnings("ignore")
DEADLINE = 5.0
"""Seconds that nothing here comes near; a loop without end does."""
quickly = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def in_time() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < DEADLINE


@cache
def sound() -> bytes:
    """A PDF with all that the builder can write."""
    table = [["Year", "Beds", "Why"], ["2019", "Many", "So"], ["2020", "Few", "It closed"]]
    first = Sheet().say("Beds", 15, BOLD).numbered("1.", "Beds have closed in the north.")
    first.table(table, [72, 150, 250, 400]).rule(72, 112, 216, 112).put("1 See.", 72, 100, 8)
    second = Sheet(rotated=90).picture().put("Beds", 300, 72, way=(0, 1)).put("Draft", 30, 300)
    return written(first, second, title="Beds", outline=[("Beds", 1), ("Closed", 2)])


def read(content: bytes) -> Reading | None:
    """What a file gives, read in this process as the reading process does; None if it is refused.

    Pages on which pypdf breaks down are left, as there.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.pdf"
        path.write_bytes(content)
        try:
            file = PdfFile(path)
        except DocumentError as error:
            return _refused(str(error))
        outline = [Bookmark(**loads(dumps(asdict(entry)))) for entry in file.outline()]
        pages = []
        for number in range(1, min(file.count, 8) + 1):
            try:
                page = file.page(number)
            except Exception:
                continue
            pages.append(Page.from_fields(loads(dumps(asdict(page)))))
        reading = Reading(blocks_of(pages, outline), file.title)
        assert Reading.from_json(reading.to_json()) == reading
        reading.to_json().encode()
        split("plan", reading.blocks)
        return reading


def _refused(sentence: str) -> None:
    assert sentence.startswith("plan.pdf ")
    assert sentence.endswith(".")


def test_the_file_that_is_broken_here_can_be_read() -> None:
    reading = read(sound())
    assert reading is not None
    assert "Beds have closed in the north." in [block.text for block in reading.blocks]


@quickly
@given(st.binary(max_size=2000))
def test_bytes_of_any_kind_are_refused_or_read(content: bytes) -> None:
    with in_time():
        assert read(content) is None
        read(b"%PDF-1.7\n" + content + b"\n%%EOF\n")


@quickly
@given(st.integers(0, 10_000))
def test_a_pdf_that_is_cut_anywhere_is_refused_or_read(at: int) -> None:
    with in_time():
        cut = sound()[: at % len(sound())]
        assert read(cut) is None or b"%%EOF" in cut
        read(cut + b"\n%%EOF\n")


@quickly
@given(st.lists(st.tuples(st.integers(0, 100_000), st.integers(1, 255)), min_size=1, max_size=20))
def test_a_pdf_with_some_bytes_changed_is_refused_or_read(
    changes: list[tuple[int, int]],
) -> None:
    content = bytearray(sound())
    for at, change in changes:
        content[at % len(content)] ^= change
    with in_time():
        read(bytes(content))


@quickly
@given(
    st.lists(
        st.tuples(
            st.sampled_from([b"/Kids", b"/Count", b"/Parent", b"/Contents", b"/Font", b"/Length",
                             b"/MediaBox", b"/Rotate", b"/Resources", b"/ToUnicode", b"/First",
                             b"/Next", b"/Title", b"/Encoding", b" 0 R", b"595", b"endobj"]),
            st.sampled_from([b"", b"/Kids", b"/Nothing", b" 1 0 R", b"-1", b"999999999", b"null",
                             b"[ ]", b"<< >>", b"(\xfe\xff\xd8\x00)", b"1e99", b"/Parent"]),
            st.integers(0, 5),
        ),
        min_size=1,
        max_size=3,
    )
)  # fmt: skip
def test_a_pdf_with_other_names_and_numbers_is_refused_or_read(
    changes: list[tuple[bytes, bytes, int]],
) -> None:
    content = sound()
    for old, new, times in changes:
        content = content.replace(old, new, times)
    with in_time():
        read(content)


operand = st.one_of(
    st.integers(-1000, 1000).map(lambda n: b"%d" % n),
    st.sampled_from([b"0", b"1e30", b"-.5", b"nan", b"/F1", b"/F2", b"/None", b"true", b"null"]),
    st.binary(max_size=6).map(lambda raw: b"(" + raw.replace(b"\\", b"") + b")"),
    st.sampled_from([b"(Beds have)", b"<426564>", b"[(Be) -300 (ds)]", b"[1 [2]]", b"<< /A 1 >>"]),
)
operator = st.sampled_from(
    b"q Q cm BT ET Tf Td TD Tm T* Tj TJ ' \" Tc Tw Tz TL Ts Do m l re S f BI ID EI BDC EMC".split()
)
operators = st.lists(
    st.one_of(
        st.builds(lambda of, name: b" ".join([*of, name]), st.lists(operand, max_size=6), operator),
        st.sampled_from([b"BT /F1 10 Tf 72 700 Td (Beds) Tj ET", b"1 0 0 1 0 0 cm", b"/F1 9 Tf"]),
    ),
    max_size=30,
).map(b"\n".join)


@quickly
@given(st.lists(operators, min_size=1, max_size=3))
def test_a_pdf_of_any_operators_is_read(streams: list[bytes]) -> None:
    with in_time():
        reading = read(written(*(Sheet().draw(stream) for stream in streams)))
    assert reading is not None


WORDS = [
    "Beds have closed", "beds-", "closed.", "1.", "12. Beds", "1.1 Beds", "• beds", "a) beds",
    "Contents", "Beds 4", "Figure 1: Beds", "¹ See", "1 See", "* See", "BEDS", "Page 3", "iv",
    "https://beds.example/", "3", "", " ", "-", "\u00ad", "com\u00ad", "\uf0b7", "²", ".",
    "Recommendation 7",
]  # fmt: skip
places = st.sampled_from([0.0, 72.0, 90.0, 300.0, 522.0, 594.0, -50.0, 9999.0])
heights = st.sampled_from([0.0, 30.0, 40.0, 100.0, 400.0, 686.25, 700.0, 820.0, -10.0])
sizes = st.sampled_from([0.0, 0.5, 6.0, 8.0, 11.0, 14.0, 300.0])
any_text = st.sampled_from(WORDS) | st.text(max_size=20)
cells = st.builds(Cell, text=any_text, x0=places, x1=places)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    columns = draw(st.sampled_from([(), (), (), (72.0, 300.0), (72.0, 150.0, 300.0)]))
    found = st.lists(cells, min_size=len(columns) or 1, max_size=len(columns) or 3)
    return Line(
        tuple(draw(found)), draw(heights), draw(sizes), draw(st.booleans()), draw(st.booleans()),
        1, draw(places), draw(places), columns, draw(st.integers(0, 2)), draw(st.booleans()),
    )  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> list[Page]:
    """Pages of any lines, as the reader of lines might give them at the very worst."""
    made: list[Page] = []
    rules = st.lists(st.builds(Rule, heights, heights, heights, heights), max_size=3).map(tuple)
    for number in sorted(draw(st.sets(st.integers(1, 12), max_size=5))):
        on_page = [replace(of, page=number) for of in draw(st.lists(lines(), max_size=12))]
        beside = draw(st.lists(any_text, max_size=2).map(tuple))
        made.append(Page(number, tuple(on_page), draw(rules), WIDTH, HEIGHT, beside))
    return made


bookmarks = st.lists(st.builds(Bookmark, title=any_text, depth=st.integers(1, 12)), max_size=4)


@settings(quickly, max_examples=200)
@given(documents(), bookmarks)
def test_pages_of_any_lines_give_blocks_and_paragraphs(
    pages: list[Page], outline: list[Bookmark]
) -> None:
    with in_time():
        blocks = blocks_of(pages, outline)
        paragraphs = split("plan", blocks)
    assert len({p.key for p in paragraphs}) == len(paragraphs)
    assert {block.page for block in blocks} <= {page.number for page in pages}


def test_a_page_of_very_many_lines_is_read_in_time() -> None:
    def on(number: int) -> Page:
        found = (
            Line((Cell(f"Beds {at} have closed in the north", 72, 400),), 800 - at / 10, 11,
                 False, False, number, 72, 522)
            for at in range(1500)
        )  # fmt: skip
        return Page(number, tuple(found), (), WIDTH, HEIGHT)

    with in_time():
        blocks_of([on(number) for number in range(1, 9)])


def test_a_page_of_very_many_words_is_read_in_time(tmp_path: Path) -> None:
    """Each letter drawn for itself, and rules in all directions."""
    sheet = Sheet()
    for at in range(6000):
        sheet.draw(b"BT /F1 6 Tf %d %d Td (a) Tj ET" % (72 + 4 * (at % 110), 800 - 7 * (at // 110)))
    for at in range(1000):
        sheet.draw(b"%d %d m %d %d l S" % (at % 500, at % 800, at % 500 + 40, at % 800))
    path = tmp_path / "plan.pdf"
    path.write_bytes(written(sheet))
    began = time.monotonic()
    assert Reader(Limits(page_seconds=10)).read(path, "pdf").unread == {}
    assert time.monotonic() - began < 10
