"""A PDF is called by the title on its page where the file's own is another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.corpus import read_corpus
from pdfs import BOLD, Sheet, write_pdf

TEXT = "Lights are dimmed at eleven, and doors are closed softly by whoever comes last."


def title_of(folder: Path, named: str, printed: str = "Night Noise on Wards") -> str:
    sheet = Sheet()
    if printed:
        sheet.say(printed, 20, BOLD)
    write_pdf(folder / "a-17.pdf", sheet.say(TEXT).say(TEXT), title=named)
    return read_corpus(folder).documents[0].title


@pytest.mark.parametrize(
    "named", ["Committee Template v2.1", "Board paper (blank)", "Untitled", "draft_v3.docx", ""]
)
def test_a_title_that_stands_on_no_page_is_another_papers(tmp_path: Path, named: str) -> None:
    assert title_of(tmp_path, named) == "Night Noise on Wards"


def test_a_title_whose_words_stand_on_the_page_is_the_papers(tmp_path: Path) -> None:
    assert title_of(tmp_path, "Night noise on wards: a report") == "Night noise on wards: a report"


def test_a_page_without_a_title_leaves_the_files_own(tmp_path: Path) -> None:
    assert title_of(tmp_path, "Noise at night", printed="") == "Noise at night"
