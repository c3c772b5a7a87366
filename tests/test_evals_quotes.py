"""Every quote is looked for on its own page, letter for letter after one normal form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from evals import extractor, quotes
from evals.quotes import Scored, lines_of, main, normal, score
from ingest.errors import UsageError
from ingest.types import Footnote, Paragraph
from pdfs import Sheet, write_pdf


def paragraph(body: str, page: int = 1, **more: Any) -> Paragraph:
    return Paragraph("plan", "1", True, (), body, page=page, **more)


def lost(of: Paragraph, *pages: str | Sequence[str]) -> list[str]:
    texts = [(page,) if isinstance(page, str) else page for page in pages]
    return [missed.part for missed in score("plan.pdf", [of], texts).missed]


@pytest.mark.parametrize(
    ("ours", "other"),
    [
        ("Beds closed in May.", "Beds  closed\nin\tMay."),
        ("the offices' flow", "the oﬃces’ ﬂow"),
        ("a hospital ward", "a hos-\npital ward"),
        ("a well-known ward", "a well-\nknown ward"),
        ("“Beds” closed.", '"Beds" closed.'),
        ("Beds⁸ closed.", "Beds closed."),
        ("in 2024/25.", "in 2024/25 ."),
        ("(in May)", "( in May )"),
        ("in 2024–25", "in 2024–\n25"),
        ("www.a.uk/b/c-d", "www.a.uk/b/\nc-d"),
    ],
)
def test_two_extractors_texts_have_one_normal_form(ours: str, other: str) -> None:
    assert normal(ours) == normal(other)


@pytest.mark.parametrize(
    ("ours", "other"),
    [
        ("Beds closed.", "beds closed."),
        ("Of the wards", "Ofthe wards"),
        ("in 2024", "in 2025"),
        ("not closed", "closed"),
        ("£5 million", "5 million"),
        ("1 – 5", "1 5"),
        ("1 – 5", "1–5"),
    ],
)
def test_other_letters_are_other_in_the_normal_form(ours: str, other: str) -> None:
    assert normal(ours) != normal(other)


def test_a_sentence_is_found_on_its_own_page_and_on_no_other() -> None:
    of = paragraph("Beds closed. Wards opened.")
    assert lost(of, "Beds closed. Wards opened.", "") == []
    assert lost(of, "Beds closed.", "Wards opened.") == ["Wards opened."]
    assert lost(of, ("Wards opened. Beds closed.", "Other words.")) == []


def test_a_sentence_over_a_page_s_end_is_found_in_two_parts() -> None:
    body = "Beds closed in the north and in hos-pitals."
    of = paragraph(body, page_starts=((body.index("pitals"), 2),))
    assert lost(of, "Beds closed in the north and in hos-", "pitals. Page 2") == []
    assert lost(of, "Beds closed in the north and in hos-", "Page 2") == ["pitals."]


def test_a_table_s_row_is_found_by_its_cells_and_text_is_not() -> None:
    row = paragraph("Waits so:\nLeeds: beds – 4; wards – 5", prose=(0,))
    assert lost(row, "Waits so: beds wards Leeds 4 5") == []
    assert lost(row, "Waits so: beds wards Leeds 4 6") == ["5"]
    assert lost(paragraph("Leeds: beds – 4; wards – 5"), "beds wards Leeds 4 5") != []


def test_a_footnote_is_a_quote_too() -> None:
    of = paragraph("Beds closed.", footnotes=(Footnote("8", "Counted by the trust in May."),))
    assert lost(of, "Beds closed.8 Counted by the trust in May.") == []
    assert lost(of, "Beds closed.") == ["Counted by the trust in May."]


def test_what_a_machine_read_is_not_looked_for() -> None:
    found = score("plan.pdf", [paragraph("Beds closed.", machine_read=True)], [("",)])
    assert (found.sentences, found.share) == (0, 1.0)


def test_what_is_not_found_is_printed_with_its_page() -> None:
    found = score("plan.pdf", [paragraph("Beds closed. Wards opened.")], [("Beds closed.",)])
    assert list(lines_of(found)) == [
        "plan.pdf: 50.0% of 2 sentences",
        "  page 1, paragraph 1: Wards opened.",
    ]


@pytest.mark.parametrize(("missed", "status"), [(0, 0), (1, 0), (2, 1)])
def test_the_bar_is_ninety_nine_in_a_hundred(
    missed: int, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.pdf").touch()
    some = score("plan.pdf", [paragraph("Beds closed.")], [("",)]).missed * missed
    monkeypatch.setattr(quotes, "scored", lambda path: Scored(path.name, 100, some))
    assert main([str(tmp_path)]) == status


def test_a_raised_mark_is_no_word_of_its_line() -> None:
    words = [("Beds", 11.0), ("8", 6.5), ("closed.", 11.0)]
    assert extractor._line(words) == "Beds closed."
    assert extractor._line([]) == ""


def test_the_raised_letters_of_a_date_belong_to_its_number() -> None:
    words = [("on", 11.0), ("28", 11.0), ("th", 6.5), ("May", 11.0), ("a", 6.5)]
    assert extractor._line(words) == "on 28th May"


def test_without_another_extractor_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.extractor.shutil.which", lambda name: None)
    monkeypatch.setattr("evals.extractor.find_spec", lambda name: None)
    with pytest.raises(UsageError, match="No other extractor is here"):
        main([str(write_pdf(tmp_path / "plan.pdf", Sheet().say("Beds closed in May.")))])
    with pytest.raises(UsageError, match="Name a PDF"):
        main([])


@pytest.mark.skipif(
    extractor.shutil.which(extractor.PROGRAM) is None, reason="pdftotext is not on this machine"
)
def test_every_quote_of_a_real_file_is_found_by_pdftotext(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = Sheet().say("A plan of the trust for its wards and beds. It is of May.")
    first.y = 100
    first.say("The trust opened ten wards in the north of the county, closed four and counted")
    second = Sheet().say("all that were left. They were forty in May.")
    assert main([str(write_pdf(tmp_path / "plan.pdf", first, second))]) == 0
    assert "plan.pdf: 100.0% of 4 sentences" in capsys.readouterr().out
