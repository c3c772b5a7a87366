"""A letterhead is no title, the title is no section's heading, and a box's title ends with it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from assistant.citing import headings
from ingest.corpus import Corpus, read_corpus
from ingest.reading.pdf.makers import is_body, is_kind
from ingest.reading.pdf.titles import title_of
from ingest.types import Paragraph
from pdfs import BOLD, PLAIN, Sheet, read_pages, write_pdf

CASES = Path(__file__).parent / "cases" / "pdf-front"
TITLE = "Night Noise on Wards"
TEXT = (
    "Lights are dimmed at eleven, and doors are closed softly by whoever comes last. Those who "
    "cannot sleep are asked on the next day what it was that kept them awake for so long."
)
TITLES = {
    "libraries": "Opening hours of the libraries from 2026",
    "tides": "Tides and the Coastal Path: what walkers should know",
    "homes": "Heating for people on low incomes: what works and what does not",
    "year": "Annual Report 2024",
    "ambulances": "NHS England and the future of the ambulance service",
    "canal": "Dredging of the Lower Canal between Ash Lock and the sea",
    "mould": "Mould and Damp: Our Policy",
    "farms": "Improving Our Hospital Service: Meals from Local Farms",
}


@cache
def cases() -> Corpus:
    return read_corpus(CASES)


def section(name: str, words: str) -> tuple[str, ...]:
    """The headings shown above the paragraph of a case that begins with these words."""
    found = (p for p in cases().paragraphs if p.document == name and p.body.startswith(words))
    return shown(cases(), next(found))


def shown(corpus: Corpus, paragraph: Paragraph) -> tuple[str, ...]:
    """The headings above a paragraph, without the title, as they are shown."""
    document = next(of for of in corpus.documents if of.id == paragraph.document)
    return tuple(filter(None, headings(document, paragraph).split(" › ")))


@pytest.mark.parametrize("name", TITLES)
def test_the_title_that_other_programs_print_stands_over_no_section(name: str) -> None:
    document = next(of for of in cases().documents if of.id == name)
    assert document.title == TITLES[name]
    of_document = [p for p in cases().paragraphs if p.document == name]
    found = {heading for p in of_document for heading in shown(cases(), p)}
    assert found
    assert not found & {*TITLES.values(), "POLICY PAPER", "Saltmarsh", "Warm Homes"}
    assert not any(map(is_body, found))


@pytest.mark.parametrize(
    ("name", "words", "wanted"),
    [
        ("libraries", "We asked", ("What we propose", "What people told us")),
        ("libraries", "The change", ("What we propose",)),
        ("homes", "She heats", ("Why it matters", "Mrs Green's house")),
        ("homes", "What we saw", ("Why it matters",)),
        ("homes", "Begin with", ("What works", "In short")),
        ("homes", "Small heaters", ("What does not",)),
        ("year", "Two of our", ("Our year", "Awards")),
        ("year", "We opened", ("Our year",)),
        ("canal", "A weighted", ("Findings", "How depth is measured")),
        ("canal", "Where they", ("Findings", "How depth is measured")),
        ("canal", "The lowest", ("Findings",)),
        ("mould", "We come back", ("Who this policy is for", "Key points")),
        ("mould", "We write", ("Who this policy is for",)),
        ("ambulances", "The mean", ("Where we are", "Times")),
        ("farms", "We visited", ("1 Introduction", "1.1 Method")),
    ],
)
def test_a_boxs_title_leads_what_stands_in_it(
    name: str, words: str, wanted: tuple[str, ...]
) -> None:
    assert section(name, words) == wanted


def page(*above: tuple[str, float], title: str = TITLE, size: float = 18) -> Sheet:
    """A first page with running text: words in their sizes, the title and a section."""
    sheet = Sheet()
    for text, of in above:
        sheet.say(text, of, BOLD)
    return sheet.say(title, size, BOLD).say("What we heard", 14, BOLD).say(TEXT).say(TEXT)


def later(logo: str = "") -> Sheet:
    sheet = Sheet()
    if logo:
        sheet.say(logo, 26, BOLD)
    return sheet.say("What we do", 14, BOLD).say(TEXT).say("Costs", 14, BOLD).say(TEXT)


def title(folder: Path, *sheets: Sheet, author: str = "") -> str:
    return title_of(read_pages(write_pdf(folder / "a.pdf", *sheets))[0], author)


@pytest.mark.parametrize("size", [18, 14])
@pytest.mark.parametrize(
    "head",
    ["Ashdown Borough Council", "ASHDOWN & VALE CARE TRUST", "Department for Wards and Beds",
     "University Hospitals Partnership", "POLICY PAPER", "Report to Cabinet"],
)  # fmt: skip
def test_a_bodys_name_or_a_kind_of_paper_above_the_title_is_none(
    head: str, size: float, tmp_path: Path
) -> None:
    assert title(tmp_path, page((head, 26), size=size), later()) == TITLE


def test_a_kind_of_paper_right_above_its_first_section_is_the_title(tmp_path: Path) -> None:
    first = Sheet().say("Guidance", 26, BOLD).say("Introduction", 14, BOLD).say(TEXT).say(TEXT)
    assert title(tmp_path, first, later()) == "Guidance"


def test_a_letterhead_and_a_kind_are_both_passed_over(tmp_path: Path) -> None:
    above = ("Ashdown Borough Council", 26.0), ("REPORT TO CABINET", 22.0)
    assert title(tmp_path, page(*above), later()) == TITLE


def test_a_logo_is_known_by_standing_on_each_page(tmp_path: Path) -> None:
    sheets = [page(("Brookline", 26)), later("Brookline"), later("Brookline")]
    assert title(tmp_path, *sheets) == TITLE
    assert title(tmp_path, page(("Brookline", 26)), later()) == "Brookline"


def test_a_maker_is_known_by_the_files_author_and_by_addresses(tmp_path: Path) -> None:
    sheet = page(("Brook and Vale", 26))
    assert title(tmp_path, sheet, later(), author="Brook and Vale") == TITLE
    addressed = later().say("Write to us at noise@brookandvale.org.uk in the next month.")
    assert title(tmp_path, sheet, addressed) == TITLE


@pytest.mark.parametrize("y", [780, 90])
@pytest.mark.parametrize("font", [BOLD, PLAIN])
def test_a_publishers_name_stands_anywhere_on_a_cover(y: float, font: str, tmp_path: Path) -> None:
    cover = Sheet().put("Institute of Nursing", 72, y, 32, font)
    cover.put("Night Noise", 72, 500, 24, font).put("on Wards", 72, 472, 24, font)
    cover.put("What was heard", 72, 420, 16, font)
    assert title(tmp_path, cover, later(), later()) == TITLE


@pytest.mark.parametrize(
    "printed",
    ["Annual Report 2024", "Reform of the Ports Council", "NHS England: Our Plan for Wards",
     "The Future of the Care Quality Commission", "Ashdown Trust Annual Report 2024"],
)  # fmt: skip
def test_the_largest_words_are_the_title_though_they_name_a_body(
    printed: str, tmp_path: Path
) -> None:
    cover = Sheet().put(printed, 60, 600, 22, BOLD).put("Ashdown Trust", 60, 300, 18, BOLD)
    assert title(tmp_path, cover, later(), later()) == printed


def test_a_name_alone_is_the_title_where_nothing_else_is(tmp_path: Path) -> None:
    cover = Sheet().put("Ashdown Borough Council", 72, 600, 28, BOLD)
    assert title(tmp_path, cover, later(), later()) == "Ashdown Borough Council"


@pytest.mark.parametrize(
    ("text", "body", "kind"),
    [("Guidance", False, True), ("Committee of Hens", True, False), ("Council", False, True),
     ("Plan for Change", False, False), ("", False, False)],
)  # fmt: skip
def test_names_and_kinds_are_told_by_their_form(text: str, body: bool, kind: bool) -> None:
    assert (is_body(text), is_kind(text)) == (body, kind)


def boxed(inside: list[tuple[str, str]], below: str) -> Sheet:
    """A shaded box of words with their fonts, and text below it."""
    sheet = Sheet().say(TITLE, 24, BOLD).say("Wards", 16, BOLD).say(TEXT)
    sheet.y -= 10
    top = sheet.y + 16
    drawn = len(sheet.drawn)
    for text, font in inside:
        sheet.say(text, 11, font, indent=8)
    area = f"q 0.9 g 72 {sheet.y} 450 {top - sheet.y} re f Q".encode()
    sheet.drawn.insert(drawn, area)
    sheet.y -= 20
    return sheet.say(below).say("Costs", 16, BOLD).say(TEXT)


def sections(folder: Path, sheet: Sheet) -> dict[str, tuple[str, ...]]:
    write_pdf(folder / "a.pdf", sheet)
    corpus = read_corpus(folder)
    found = {p.body: shown(corpus, p) for p in corpus.paragraphs}
    return {body[:10]: section for body, section in found.items()}


@pytest.mark.parametrize("font", [BOLD, PLAIN])
def test_a_box_ends_and_its_title_with_it(font: str, tmp_path: Path) -> None:
    inside = [("Key points", font), ("Doors are shut by ten.", PLAIN), ("So are taps.", PLAIN)]
    found = sections(tmp_path, boxed(inside, "Some nights are louder than others are."))
    assert found["Doors are "] == found["So are tap"] == ("Wards", "Key points")
    assert found["Some night"] == ("Wards",)


def test_a_units_name_in_a_box_goes_on_below_it(tmp_path: Path) -> None:
    inside = [("Recommendation 1: Doors", BOLD), ("Doors should be shut by ten.", PLAIN)]
    found = sections(tmp_path, boxed(inside, "We accept this, and have shut them."))
    assert "Recommendation 1: Doors" in next(
        section for body, section in found.items() if body.startswith("Doors")
    )


LABELS = {
    "capitals": ("CASE STUDY", 9, BOLD),
    "plain": ("Good practice", 11, PLAIN),
    "bold": ("Spotlight on wards", 12, BOLD),
}


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("below", ["", "What came of it"])
def test_a_boxs_label_and_title_are_one_and_end_with_it(
    tmp_path: Path, label: str, below: str
) -> None:
    words, size, font = LABELS[label]
    sheet = Sheet().say("Nights", 20, BOLD).say(TEXT).say("What we will do", 15, BOLD).say(TEXT)
    top = sheet.y + 14
    sheet.left, sheet.measure = 84, 420
    sheet.say(words, size, font).say("The quiet ward at Ferry Lane", 14, BOLD).say(TEXT)
    if below:
        sheet.say(below, 13, BOLD).say(TEXT)
    sheet.draw(f"72 {sheet.y} 446 {top - sheet.y} re S".encode())
    sheet.left, sheet.measure, sheet.y = 72, 450, sheet.y - 30
    sheet.say("Costs", 15, BOLD).say(TEXT).say("Dates", 15, BOLD).say(TEXT)
    corpus = read_corpus(write_pdf(tmp_path / "made.pdf", sheet).parent)
    found = [(shown(corpus, p) or ("",))[-1] for p in corpus.paragraphs]
    box = [f"{words} The quiet ward at Ferry Lane", *filter(None, [below])]
    assert found[-2:] == ["Costs", "Dates"]
    assert found[1:-2] == ["What we will do", *box]
    outer = {shown(corpus, p)[:-1] for p in corpus.paragraphs[-2:]}
    assert outer == {()}
