"""In a real browser a document opens at its paragraph, is searched, and leads back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from browsing import (
    DESKTOP,
    NARROW,
    OPENING_MILLISECONDS,
    PHONE,
    TABLET,
    attended,
    served,
    settle,
    visit,
)
from builders import WordEncoder, write_corpus
from ingest.sync import ingest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

WARDS = 40
LARGE = 2_000
QUICK_SECONDS = 15.0
"""Many times what a large document takes, so that only a fault of another order is found."""


def plan() -> str:
    """A document of two parts, whose paragraphs 47 and 48 have words of their own."""
    first = [f"{n}. Ward {n} is open and has {n} beds." for n in range(1, WARDS + 1)]
    second = [f"{n}. Ward {n} is closed." for n in range(WARDS + 1, 2 * WARDS + 1)]
    second[6] = (
        "47. The nurses’ home was sold for £4 million. It stood empty.\n\n- Rooms were cold."
    )
    second[7] = "48. A café opened on the site."
    return "\n\n".join(["# A plan for wards", "## Open wards", *first, "## Closed wards", *second])


def notes() -> str:
    return "# Notes of a meeting\n\n1. The chair spoke.\n\n2. A governor asked why."


def every_month() -> str:
    """A large document."""
    return "# Every month\n\n" + "\n\n".join(
        f"{n}. In month {n} the trust saw {n * 7} people, and {n % 9} of them waited longer than "
        "they should have; the board was told of each, and of what was done for them."
        for n in range(1, LARGE + 1)
    )


@contextmanager
def app_on(folder: Path, files: dict[str, str]) -> Iterator[str]:
    """The app on documents whose index no model made, so that it opens none."""
    write_corpus(folder / "corpus", files)
    ingest(folder / "corpus", folder / "index", WordEncoder())
    with served(folder / "index", folder) as address:
        yield address


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    files = {"plan.md": plan(), "notes.md": notes()}
    with app_on(tmp_path_factory.mktemp("small"), files) as address:
        yield address


@pytest.fixture(scope="module")
def large_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    files = {"plan.md": plan(), "large.md": every_month()}
    with app_on(tmp_path_factory.mktemp("large"), files) as address:
        yield address


def reader_of(page: Page) -> Locator:
    """The open reader, once a document is in it."""
    reader = page.get_by_role("dialog")
    reader.locator(".title").wait_for(timeout=30_000)
    return reader


def opened_from_list(browser: Browser, app: str, name: str) -> tuple[Page, Locator, Locator]:
    """A page, its link to a document in the list, and the reader that it opened."""
    page = visit(browser, app, (1700, 900))
    attended(page)
    link = page.get_by_role("link", name=name)
    link.click()
    return page, link, reader_of(page)


def escape_leads_back(page: Page, link: Locator, reader: Locator) -> None:
    page.keyboard.press("Escape")
    playwright.expect(reader).to_be_hidden()
    playwright.expect(link).to_be_focused()


def paragraph(reader: Locator, number: int) -> Locator:
    return reader.get_by_role("group", name=f"Paragraph {number}", exact=True)


def faults(page: Page) -> list[str]:
    found = axe.Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found]


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP, "light"), (TABLET, "dark"), (PHONE, "light"), (NARROW, "dark")],
)
def test_a_link_opens_its_paragraph_between_its_neighbours(
    browser: Browser, app: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    address = f"{app}/?document=plan&paragraph=47&quote=sold+for+%C2%A34+million"
    page = visit(browser, address, size, scheme)
    reader = reader_of(page)
    playwright.expect(paragraph(reader, 47)).to_be_focused()
    playwright.expect(reader.locator("mark")).to_have_text("sold for £4 million")
    for number in (46, 47, 48):
        playwright.expect(paragraph(reader, number)).to_be_in_viewport()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize(
    ("size", "late"),
    [
        (TABLET, ".paragraph { font-size: 2rem; line-height: 4 }"),
        (DESKTOP, "body { letter-spacing: 0.4em }"),
        (PHONE, ".reader header { padding-bottom: 9rem }"),
        (DESKTOP, ".reader { width: 26rem !important; height: 60vh !important }"),
    ],
)
def test_a_paragraph_stays_in_view_whatever_takes_room_later_until_it_is_scrolled(
    browser: Browser, app: str, size: tuple[int, int], late: str
) -> None:
    page = visit(browser, f"{app}/?document=plan&paragraph=47", size)
    reader = reader_of(page)
    settle(page)
    height = "document.querySelector('.reader [aria-current]').getBoundingClientRect().top"
    page.add_style_tag(content=late)
    page.wait_for_timeout(300)
    pages = "document.querySelector('.reader .pages')"
    share = f"({height} - {pages}.getBoundingClientRect().top) / {pages}.clientHeight"
    assert page.evaluate(share) == pytest.approx(0.15, abs=0.03)
    reader.locator(".pages").hover()
    page.mouse.wheel(0, -2_000)
    page.wait_for_function(f"{share} > 1")
    page.add_style_tag(content=".paragraph { padding-bottom: 3rem !important }")
    page.wait_for_timeout(300)
    playwright.expect(paragraph(reader, 47)).not_to_be_in_viewport()


def test_a_wide_window_has_the_document_beside_the_page(browser: Browser, app: str) -> None:
    page = visit(browser, f"{app}/?document=plan&paragraph=47", DESKTOP)
    reader_of(page)
    settle(page)
    reader = reader_of(page).bounding_box()
    main = page.locator(".stMain").bounding_box()
    assert reader
    assert main
    assert main["x"] + main["width"] <= reader["x"] + 1
    assert min(main["width"], reader["width"]) > DESKTOP[0] / 3
    page.get_by_role("heading", name="Parity").click()


def test_a_phone_has_the_document_over_the_page_until_it_is_closed(
    browser: Browser, app: str
) -> None:
    page = visit(browser, f"{app}/?document=plan&paragraph=47", PHONE, touch=True)
    reader = reader_of(page)
    settle(page)
    box = reader.bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, PHONE[0])
    assert box["height"] > 0.9 * PHONE[1]
    assert page.evaluate("document.querySelector('dialog').matches(':modal')")
    for button in reader.locator("button:visible, summary, input").all():
        size = button.bounding_box()
        assert size
        assert min(size["width"], size["height"]) >= 44
    reader.get_by_role("button", name="Close").tap()
    playwright.expect(reader).to_be_hidden()
    playwright.expect(page.get_by_role("heading", name="Parity")).to_be_focused()


@pytest.mark.parametrize("closes", ["Back", "Escape"])
def test_back_closes_a_document_that_covers_the_page_and_then_leaves_the_page(
    browser: Browser, app: str, closes: str
) -> None:
    page = visit(browser, f"{app}/commitments", TABLET)
    attended(page)
    settle(page)
    page.get_by_role("link", name="Exact words").filter(visible=True).first.click()
    page.get_by_role("textbox").wait_for(timeout=OPENING_MILLISECONDS)
    settle(page)
    link = page.get_by_role("link", name="A plan for wards")
    link.click()
    reader = reader_of(page)
    if closes == "Back":
        page.go_back()
    else:
        page.keyboard.press("Escape")
    playwright.expect(reader).to_be_hidden()
    playwright.expect(link).to_be_focused()
    page.wait_for_function("!history.state?.parityReader")
    assert page.url.endswith("/wording")
    page.go_back()
    page.wait_for_url("**/commitments")


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW])
def test_escape_closes_the_list_of_sections_and_then_the_reader(
    browser: Browser, app: str, size: tuple[int, int]
) -> None:
    page = visit(browser, f"{app}/?document=plan&paragraph=47", size)
    reader = reader_of(page)
    reader.get_by_text("Sections").click()
    section = reader.get_by_role("link", name="Open wards")
    playwright.expect(section).to_be_visible()
    settle(page)
    menu = reader.locator(".jumps ol").bounding_box()
    assert menu
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= size[0]
    page.keyboard.press("Escape")
    playwright.expect(section).to_be_hidden()
    playwright.expect(reader).to_be_visible()
    page.keyboard.press("Escape")
    playwright.expect(reader).to_be_hidden()


def test_a_section_is_jumped_to(browser: Browser, app: str) -> None:
    page = visit(browser, f"{app}/?document=plan&paragraph=1", DESKTOP)
    reader = reader_of(page)
    reader.get_by_text("Sections").click()
    reader.get_by_role("link", name="Closed wards").click()
    heading = reader.get_by_role("heading", name="Closed wards")
    playwright.expect(heading).to_be_in_viewport()
    playwright.expect(heading).to_be_focused()
    playwright.expect(paragraph(reader, 1)).not_to_be_in_viewport()


def test_words_are_searched_from_where_the_reader_stands(browser: Browser, app: str) -> None:
    page = visit(browser, f"{app}/?document=plan&paragraph=30", DESKTOP)
    reader = reader_of(page)
    field, count = reader.get_by_role("searchbox"), reader.locator(".count")
    status = page.locator("#parity-status")
    field.fill("is OPEN")
    playwright.expect(count).to_have_text(f"30 of {WARDS}")
    playwright.expect(status).to_have_text(f"30 of {WARDS}: Paragraph 30.")
    for key, number in (("Enter", 31), ("Enter", 32), ("Shift+Enter", 31)):
        field.press(key)
        playwright.expect(status).to_have_text(f"{number} of {WARDS}: Paragraph {number}.")
        playwright.expect(paragraph(reader, number)).to_be_in_viewport()
    for _ in range(10):
        reader.get_by_role("button", name="Next mention").click()
    playwright.expect(status).to_have_text(f"1 of {WARDS}: Paragraph 1.")
    reader.get_by_role("button", name="Previous mention").click()
    playwright.expect(status).to_have_text(f"{WARDS} of {WARDS}: Paragraph {WARDS}.")
    field.fill("zeppelin")
    playwright.expect(count).to_have_text("0")
    playwright.expect(status).to_have_text("Not in this document.")
    playwright.expect(reader.get_by_role("button", name="Next mention")).to_be_hidden()


@pytest.mark.parametrize(
    "words", ["nurses' home", "NURSES’ HOME", "café", "rooms were", "home was sold for £4"]
)
def test_words_are_found_as_they_are_typed_and_across_marks(
    browser: Browser, app: str, words: str
) -> None:
    page = visit(browser, f"{app}/?document=plan&paragraph=47&quote=was+sold", DESKTOP)
    reader = reader_of(page)
    reader.get_by_role("searchbox").fill(words)
    playwright.expect(reader.locator(".count")).to_have_text("1 of 1")
    found = page.evaluate("[...CSS.highlights.get('parity-here')].map(String)")
    assert [one.casefold().replace("’", "'") for one in found] == [
        words.casefold().replace("’", "'")
    ]


def test_a_document_in_the_list_opens_at_its_beginning_and_leads_back(
    browser: Browser, app: str
) -> None:
    page, link, reader = opened_from_list(browser, app, "A plan for wards")
    title = reader.get_by_role("heading", name="A plan for wards")
    playwright.expect(title).to_be_focused()
    playwright.expect(reader.get_by_role("button", name="Back to the sentence")).to_be_hidden()
    escape_leads_back(page, link, reader)


def test_a_link_that_is_drawn_anew_while_its_document_is_open_is_led_back_to(
    browser: Browser, app: str
) -> None:
    page, link, reader = opened_from_list(browser, app, "Notes of a meeting")
    settle(page)
    page.locator("a.document").evaluate_all(
        "links => links.forEach((one) => one.replaceWith(one.cloneNode(true)))"
    )
    escape_leads_back(page, link, reader)


def test_another_document_takes_the_place_of_the_first(browser: Browser, app: str) -> None:
    page = visit(browser, f"{app}/?document=plan&paragraph=47&quote=was+sold", (1700, 900))
    reader = reader_of(page)
    page.get_by_role("link", name="Notes of a meeting").click()
    playwright.expect(reader.get_by_role("heading", name="Notes of a meeting")).to_be_focused()
    playwright.expect(reader.locator("mark")).to_have_count(0)
    page.get_by_role("link", name="A plan for wards").click()
    playwright.expect(reader.get_by_role("heading", name="A plan for wards")).to_be_focused()


def test_the_link_of_a_paragraph_is_copied_and_opens_it(browser: Browser, app: str) -> None:
    page = visit(browser, f"{app}/commitments", DESKTOP)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    attended(page)
    page.get_by_role("link", name="A plan for wards").click()
    reader = reader_of(page)
    reader.get_by_role("button", name="Copy the link to paragraph 48").click()
    playwright.expect(page.locator("#parity-status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{app}/?document=plan&paragraph=48"
    page.goto(copied)
    playwright.expect(paragraph(reader_of(page), 48)).to_be_focused()


@pytest.mark.parametrize("secure", [True, False])
def test_what_a_button_offers_is_copied_as_rich_text(
    browser: Browser, app: str, secure: bool
) -> None:
    """Without HTTPS a browser has no clipboard to write to, and is asked in the older way."""
    page = visit(browser, f"{app}/?document=plan", DESKTOP)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader_of(page)
    page.evaluate(
        """secure => {
            const button = document.createElement("button");
            button.dataset.copyHtml = "<b>Beds</b> closed.";
            button.dataset.copyText = "Beds closed.";
            button.textContent = "Copy the answer";
            document.querySelector(".stMainBlockContainer").append(button);
            if (!secure) navigator.clipboard.write = () => Promise.reject(new Error("not secure"));
        }""",
        secure,
    )
    page.get_by_role("button", name="Copy the answer").click()
    playwright.expect(page.locator("#parity-status")).to_have_text("Copied.")
    copied = page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            const of = async type => (await item.getType(type)).text();
            return [await of("text/plain"), await of("text/html")];
        }"""
    )
    assert copied[0] == "Beds closed."
    assert "<b>Beds</b> closed." in copied[1]


def test_a_paragraph_that_is_not_there_is_said_in_the_open_document(
    browser: Browser, app: str
) -> None:
    page = visit(browser, f"{app}/?document=plan&paragraph=470", DESKTOP)
    alert = reader_of(page).get_by_role("alert")
    playwright.expect(alert).to_contain_text("has no paragraph “470”. Its paragraphs are 1–80;")


def test_a_document_that_is_not_there_is_said_on_the_page(browser: Browser, app: str) -> None:
    page = visit(browser, f"{app}/?document=gone&paragraph=47", DESKTOP)
    alert = page.get_by_role("alert").filter(has_text="There is no document “gone” here.")
    playwright.expect(alert).to_be_visible(timeout=30_000)
    playwright.expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize(
    ("document", "paragraph", "sentence"),
    [
        ("gone", "1", "This document is no longer here."),
        ("plan", "470", "This paragraph is no longer in the document."),
    ],
)
def test_an_old_citation_of_what_is_gone_meanwhile_says_so(
    browser: Browser, app: str, document: str, paragraph: str, sentence: str
) -> None:
    page = visit(browser, f"{app}/?document=plan&paragraph=47", (1700, 900))
    reader = reader_of(page)
    page.locator("a.document").first.evaluate(
        "(link, [document, paragraph]) => Object.assign(link.dataset, {document, paragraph})",
        [document, paragraph],
    )
    page.locator("a.document").first.click()
    playwright.expect(reader.get_by_role("alert")).to_have_text(
        sentence, timeout=OPENING_MILLISECONDS
    )


def test_a_reader_that_is_open_fits_itself_to_the_window(browser: Browser, app: str) -> None:
    page = visit(browser, f"{app}/?document=plan&paragraph=47", DESKTOP)
    reader = reader_of(page)
    modal = "document.querySelector('dialog').matches(':modal')"
    assert not page.evaluate(modal)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.wait_for_function(modal)
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    page.wait_for_function(f"!({modal})")
    playwright.expect(reader).to_be_visible()


def test_a_document_of_two_thousand_paragraphs_opens_and_is_searched_quickly(
    browser: Browser, large_app: str
) -> None:
    page = visit(browser, large_app, (1700, 900))
    page.get_by_role("alert").filter(has_text="made with the embedding model").wait_for(
        timeout=OPENING_MILLISECONDS
    )
    started = time.perf_counter()
    page.get_by_role("link", name="Every month").press("Enter")
    reader = reader_of(page)
    playwright.expect(reader.locator(".paragraph")).to_have_count(LARGE)
    opened = time.perf_counter() - started
    started = time.perf_counter()
    reader.get_by_role("searchbox").fill("In month 1500 ")
    found = reader.locator(".paragraph").nth(1499)
    playwright.expect(found).to_be_in_viewport()
    searched = time.perf_counter() - started
    print(f"\n{LARGE:,} paragraphs: opened in {opened:.2f} s, searched in {searched:.2f} s")
    assert max(opened, searched) < QUICK_SECONDS
    page.get_by_role("link", name="A plan for wards").click()
    # The page still looks for the model that it does not find.
    title = reader.get_by_role("heading", name="A plan for wards")
    playwright.expect(title).to_be_focused(timeout=OPENING_MILLISECONDS)


def test_a_paragraph_far_down_a_large_document_stands_still_in_view(
    browser: Browser, large_app: str
) -> None:
    address = f"{large_app}/?document=large&paragraph=1500&quote=In+month+1500"
    page = visit(browser, address, DESKTOP)
    mark = reader_of(page).locator("mark")
    playwright.expect(mark).to_be_in_viewport()
    page.wait_for_timeout(500)
    before = mark.bounding_box()
    page.wait_for_timeout(500)
    assert mark.bounding_box() == before
    assert before
    assert 0.15 < before["y"] / DESKTOP[1] < 0.55
