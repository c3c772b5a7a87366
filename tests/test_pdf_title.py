"""A PDF is called by the title on its page where the file's own is another's."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest

from ingest.corpus import read_corpus
from ingest.reading.pdf.titles import title_of
from pdfs import BOLD, PLAIN, Sheet, read_pages, write_pdf

TEXT = "Lights are dimmed at eleven, and doors are closed softly by whoever comes last."
CASES = Path(__file__).parent / "cases" / "pdf-titles"


def title_of_file(folder: Path, *sheets: Sheet, named: str = "Committee Template v2.1") -> str:
    write_pdf(folder / "a-17.pdf", *sheets, title=named)
    return read_corpus(folder).documents[0].title


def page(printed: str = "Night Noise on Wards") -> Sheet:
    sheet = Sheet()
    if printed:
        sheet.say(printed, 20, BOLD)
    return sheet.say(TEXT).say(TEXT)


@pytest.mark.parametrize(
    "named",
    ["Committee Template v2.1", "Board paper (blank)", "Untitled", "draft_v3.docx", "", "a-17",
     "PowerPoint Presentation", "Microsoft Word - noise on wards.docx", "night-noise_wards-v3",
     "Dimmed lights and closed doors"],
)  # fmt: skip
def test_a_title_that_stands_on_no_page_is_another_papers(tmp_path: Path, named: str) -> None:
    assert title_of_file(tmp_path, page(), named=named) == "Night Noise on Wards"


@pytest.mark.parametrize("named", ["Night noise on wards: a report", "Noise on wards"])
def test_a_title_whose_words_stand_on_the_page_is_the_papers(tmp_path: Path, named: str) -> None:
    assert title_of_file(tmp_path, page(), named=named) == named


@pytest.mark.parametrize(
    "named", ["Night Noise - Wards and Us", "Night Noise on Wards | The Trust"]
)
def test_a_title_with_a_sites_name_behind_it_is_the_browsers(tmp_path: Path, named: str) -> None:
    assert title_of_file(tmp_path, page(), named=named) == "Night Noise on Wards"


def test_a_page_without_a_title_leaves_the_files_own(tmp_path: Path) -> None:
    assert title_of_file(tmp_path, page(""), named="Noise at night") == "Noise at night"


def test_a_programs_name_is_none_where_the_page_has_no_title_either(tmp_path: Path) -> None:
    assert title_of_file(tmp_path, page(""), named="PowerPoint Presentation") == "a-17"


@pytest.mark.parametrize("program", ["chromium", "latex", "libreoffice"])
def test_a_title_that_other_programs_print_is_the_papers(program: str, tmp_path: Path) -> None:
    copyfile(CASES / f"{program}.pdf", tmp_path / "b-12.pdf")
    assert read_corpus(tmp_path).documents[0].title == (
        "Night Noise on Wards: What Patients and Staff Told Us Between 2022 and 2024"
    )


def cover(*lines: tuple[str, float, float], font: str = BOLD) -> Sheet:
    """A page of a few lines, each with its height and size."""
    sheet = Sheet()
    for text, y, size in lines:
        sheet.put(text, 72, y, size, font)
    return sheet


INSIDE = [Sheet().say("1. Noise", 16, BOLD).say(TEXT).say("2. Light", 16, BOLD).say(TEXT)]
LARGE = ("Night Noise", 500, 30), ("on Wards", 464, 30)


@pytest.mark.parametrize(
    "lines",
    [
        LARGE,
        (("NHS Kent", 760, 14), *LARGE),
        (("Policy paper", 560, 18), *LARGE, ("May 2025", 400, 20)),
        (("Kent Health Trust", 760, 30), *LARGE),
        (*LARGE, ("May 2025", 380, 30)),
        (*LARGE, ("16 May 2025", 380, 34)),
        (*LARGE, ("How wards are kept quiet", 430, 18)),
        (("Research Briefing", 600, 29.5), *LARGE),
        (*LARGE, ("2025", 200, 60)),
        (("1", 700, 80), *LARGE),
        (("Brook and Vale", 700, 40), *LARGE, ("© Brook and Vale 2025", 60, 9)),
        (*LARGE, ("Presented to the Board", 300, 14), ("CP 12", 40, 14)),
    ],
    ids=["two lines", "publisher above", "series and date", "publisher of its size", "date below",
         "larger date", "subtitle", "series of its size", "year", "number", "copyright", "numbers"],
)  # fmt: skip
@pytest.mark.parametrize("font", [BOLD, PLAIN])
def test_the_title_of_a_cover_is_its_largest_words(
    lines: tuple[tuple[str, float, float], ...], font: str, tmp_path: Path
) -> None:
    pages, _ = read_pages(write_pdf(tmp_path / "a.pdf", cover(*lines, font=font), *INSIDE))
    assert title_of(pages) == "Night Noise on Wards"


def test_a_title_stands_behind_a_cover_that_is_a_picture(tmp_path: Path) -> None:
    sheets = [Sheet().picture(), page(), *INSIDE]
    assert title_of_file(tmp_path, *sheets) == "Night Noise on Wards"


def test_a_heading_like_those_of_later_pages_is_no_title(tmp_path: Path) -> None:
    first = Sheet().say("Noise", 16, BOLD)
    for at in range(8):
        first.say(f"{TEXT} That was said for the {at + 2}th time.")
    pages, _ = read_pages(write_pdf(tmp_path / "a.pdf", first, *INSIDE))
    assert title_of(pages) == ""


def test_text_that_is_not_larger_than_the_rest_is_no_title(tmp_path: Path) -> None:
    assert title_of(read_pages(write_pdf(tmp_path / "a.pdf", page("")))[0]) == ""
    assert title_of([]) == ""


LETTERHEAD = "Vale University Hospitals"
ON_NOISE = "Noise at night: progress at six months"


@pytest.mark.parametrize(
    "label",
    ["Title of paper", "Title", "Report title:", "Title of report", "Title of the paper"],
)
def test_a_title_in_the_table_of_a_cover_is_the_papers(label: str, tmp_path: Path) -> None:
    first = Sheet().say(LETTERHEAD, 20, BOLD).say("Board of Directors (in public)", 16, BOLD)
    rows = [["Date of meeting", "Thursday 25 September 2025"], [label, ON_NOISE]]
    first.table([*rows, ["Author", "Ann Hill, Deputy Director of Care"]], [72, 190, 520])
    first.say("1. Purpose", 13, BOLD).say(TEXT).say("2. Noise", 13, BOLD).say(TEXT)
    assert title_of_file(tmp_path, first, *INSIDE, named="Board paper 9.2") == ON_NOISE
    paragraphs = read_corpus(tmp_path).paragraphs
    assert next(p.section for p in paragraphs if TEXT in p.body) == ("1. Purpose",)
    assert not any(LETTERHEAD in p.section for p in paragraphs if TEXT in p.body)


@pytest.mark.parametrize("label", ["Title:", "Title of paper:", "Report Title:"])
def test_a_title_behind_its_name_on_a_line_is_the_papers(label: str, tmp_path: Path) -> None:
    first = Sheet().say(LETTERHEAD, 20, BOLD).say("Agenda item: 9.2").say(f"{label} {ON_NOISE}")
    first.say("1. Purpose", 13, BOLD).say(TEXT).say("2. Noise", 13, BOLD).say(TEXT)
    assert title_of_file(tmp_path, first, *INSIDE) == ON_NOISE


@pytest.mark.parametrize(
    "row", [["Job title", "Deputy Director of Care"], ["Title", "Date"], ["Title", ""]]
)
def test_what_names_no_title_of_the_paper_is_none(row: list[str], tmp_path: Path) -> None:
    first = Sheet().say("Night Noise on Wards", 20, BOLD)
    first.table([row, ["Author", "Ann Hill of the trust"], ["Purpose", "Decision"]], [72, 190, 520])
    assert title_of_file(tmp_path, first.say(TEXT)) == "Night Noise on Wards"


PROGRESS = "Quiet wards: what was done in the first six months"


def letter(*, title: str = PROGRESS, size: float = 11, address: bool = True) -> Sheet:
    """A letterhead, perhaps an address beside it, and a bold title in smaller print."""
    sheet = Sheet().put("Vale Borough Council", 72, 770, 20, BOLD)
    if address:
        sheet.put("14 Mill Lane, Vale", 400, 770, 9).put("020 7946 0000, VA1 4QQ", 400, 758, 9)
    sheet.y = 710
    sheet.say(title, size, BOLD)
    for at in (1, 2):
        sheet.say(f"{at}. Noise", 11, BOLD).say(TEXT).say(TEXT)
    return sheet


@pytest.mark.parametrize("address", [True, False])
@pytest.mark.parametrize("size", [11.0, 12.0, 14.0])
def test_a_title_in_smaller_print_below_a_letterhead_is_the_papers(
    address: bool, size: float, tmp_path: Path
) -> None:
    sheet = letter(size=size, address=address)
    assert title_of(read_pages(write_pdf(tmp_path / "a.pdf", sheet))[0]) == PROGRESS


@pytest.mark.parametrize("title", ["Night Noise on Wards", "Board Paper 9: Night Noise on Wards"])
def test_an_address_beside_a_title_is_no_part_of_it(title: str, tmp_path: Path) -> None:
    sheet = Sheet().put(title, 72, 770, 20, BOLD).put("14 Mill Lane", 470, 770, 9)
    sheet.put("VA1 4QQ", 470, 758, 9)
    sheet.y = 720
    pages, _ = read_pages(write_pdf(tmp_path / "a.pdf", sheet.say(TEXT).say(TEXT), *INSIDE))
    assert title_of(pages) == title


@pytest.mark.parametrize(
    ("rest", "size"), [("what patients told us", 20), ("what patients told us in May", 15)]
)
@pytest.mark.parametrize("first", ["Night noise on wards:", "A quiet night:"])
def test_a_title_that_ends_in_a_colon_goes_on_in_other_print(
    first: str, rest: str, size: float, tmp_path: Path
) -> None:
    sheet = cover((first, 500, 30), (rest, 460, size), ("May 2025", 300, 14))
    pages, _ = read_pages(write_pdf(tmp_path / "a.pdf", sheet, *INSIDE))
    assert title_of(pages) == f"{first} {rest}"


def test_a_title_without_a_colon_ends_where_its_print_does(tmp_path: Path) -> None:
    sheet = cover(("Night noise on wards", 500, 30), ("What patients told us in May", 460, 15))
    pages, _ = read_pages(write_pdf(tmp_path / "a.pdf", sheet, *INSIDE))
    assert title_of(pages) == "Night noise on wards"


def web_print(*lines: tuple[str, float, float], head: str) -> list[Sheet]:
    """A web page as a browser prints it, on two pages, with its title and address on each."""
    sheets = [cover(*lines), Sheet().say(TEXT).say("Light", 15, BOLD).say(TEXT)]
    sheets[0].y = 560
    sheets[0].say(TEXT).say("Noise", 15, BOLD).say(TEXT)
    for at, sheet in enumerate(sheets, 1):
        sheet.put("28/11/2026, 14:03", 30, 822, 8).put(head, 250, 822, 8)
        sheet.put("https://www.vale.example/quiet-wards", 30, 20, 8).put(f"{at}/2", 550, 20, 8)
    return sheets


@pytest.mark.parametrize(
    "head",
    [PROGRESS, f"{PROGRESS} - Vale Hospitals", "Quiet wards: what was done in the…"],
    ids=["whole", "site behind", "cut"],
)
def test_the_title_of_a_web_page_is_what_its_browser_prints_too(head: str, tmp_path: Path) -> None:
    banner = ("Vale Hospitals and Clinics", 770, 34)
    named = ("Quiet wards: what was done", 700, 24), ("in the first six months", 672, 24)
    pages, _ = read_pages(write_pdf(tmp_path / "a.pdf", *web_print(banner, *named, head=head)))
    assert title_of(pages) == PROGRESS
