"""Word, OpenDocument and web pages give the same paragraphs as their text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest.blocks import Block
from ingest.paragraphs import split
from ingest.reading.markup.html import read_web_page
from ingest.reading.markup.markdown import read_markdown
from ingest.reading.markup.opendocument import read_odt
from ingest.reading.markup.word import read_docx
from ingest.types import Paragraph
from same_document import (
    Bullet,
    Heading,
    Letter,
    Part,
    Table,
    Text,
    as_docx,
    as_html,
    as_markdown,
    as_odt,
)

FORMATS: dict[str, tuple[Callable[[Sequence[Part]], bytes], Callable[[Path], list[Block]]]] = {
    "docx": (as_docx, read_docx),
    "odt": (as_odt, read_odt),
    "html": (as_html, lambda path: read_web_page(path).blocks),
}
TYPED = [
    Heading("Workforce"),
    Heading("Growing the workforce", 2),
    *(Text(f"The plan says this about the workforce, {n}.", str(n)) for n in range(1, 6)),
    Bullet("more nurses"),
    Bullet("better pay"),
    Text("It has grown since 2016.[^Between March 2016 and March 2021]", "6"),
    Text("The area is 50 m²,[^Source: NHS] said the Trust.[^Table 3]", "7"),
    Heading("Response", 2),
    Text("The commitments are:", "8"),
    Letter("to train more people", "a"),
    Letter("to keep those who are here", "b"),
    Table([["Aim", "Met", "Overall"], ["Checks", "No", "Good"], ["Care", "Yes", "Fair"]]),
    Text("It goes on here, with no number of its own."),
    Text("AT&T said <so>.", "9"),
]
AUTOMATIC = [
    Text(part.text, part.number, auto=True) if isinstance(part, Text) and part.number else part
    for part in TYPED
]
COUNTED = [
    Heading("The plan"),
    Text("The plan is long and says much about things."),
    Text("We offer:"),
    Bullet("new roles[^See below]"),
    Bullet("better pay"),
    Heading("Ratings", 2),
    Text("The ratings are below."),
    Table([["Aim", "Met"], ["Adults", ""], ["Checks", "No"], ["Care", "Yes"]]),
    Heading("Steps", 2),
    Text("To apply:"),
    Text("Write to us.", "1", auto=True),
    Text("Wait for an answer.", "2", auto=True),
    Text("The plan ends here, and so does what there is to say of it."),
]


def seen(paragraphs: Sequence[Paragraph]) -> list[tuple[object, ...]]:
    return [(p.number, p.printed, p.section, p.body, p.footnotes, p.prose) for p in paragraphs]


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("parts", [TYPED, AUTOMATIC, COUNTED], ids=["typed", "auto", "counted"])
def test_every_format_gives_the_same_paragraphs_as_the_text(
    tmp_path: Path, format_name: str, parts: Sequence[Part]
) -> None:
    write, read = FORMATS[format_name]
    path = tmp_path / f"tiny.{format_name}"
    path.write_bytes(write(parts))
    as_text = split("tiny", read_markdown(as_markdown(parts), "tiny.md").blocks)
    assert seen(split("tiny", read(path))) == seen(as_text)
    assert len(as_text) >= 5
