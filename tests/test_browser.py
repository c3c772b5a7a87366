"""In a real browser the app answers, opens the cited paragraph, and is accessible to everyone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from browsing import (
    DESKTOP,
    ENLARGED,
    OPENING_MILLISECONDS,
    PHONE,
    ask,
    chromium,
    opened,
    served,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

QUESTION = "How many children and young people accessed treatment in 2020/21?"


@pytest.fixture(scope="module")
def app(home_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(home_index, tmp_path_factory.mktemp("app")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def faults(page: Page) -> list[str]:
    """What axe finds, a line for each rule that is broken."""
    found = axe.Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found]


def test_one_click_opens_the_paragraph_with_the_quoted_words_marked(
    browser: Browser, app: str
) -> None:
    page = opened(browser, app, DESKTOP, "light")
    answer = ask(page, QUESTION)
    said = answer.locator("p:has(.cite), li:has(.cite)").filter(has_text="420,000")
    playwright.expect(said).to_have_count(1)
    said.get_by_role("link").click()
    current = page.get_by_role("dialog").locator("[aria-current]")
    playwright.expect(current).to_have_attribute("aria-label", "Paragraph 39")
    mark = current.locator("mark").filter(has_text="420,000")
    playwright.expect(mark).to_be_in_viewport()
    playwright.expect(mark).to_be_visible()


def test_a_source_opens_and_leads_back_with_the_keyboard_alone(browser: Browser, app: str) -> None:
    page = opened(browser, app, DESKTOP, "light")
    answer = ask(page, QUESTION)
    citation = answer.get_by_role("link", name="para 39").first
    citation.focus()
    page.keyboard.press("Enter")
    reader = page.get_by_role("dialog")
    playwright.expect(reader.locator("mark").first).to_be_in_viewport()
    playwright.expect(reader.locator("[aria-current]")).to_be_focused()
    page.keyboard.press("Escape")
    playwright.expect(reader).to_be_hidden()
    playwright.expect(citation).to_be_focused()


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (ENLARGED, "dark")],
)
def test_no_page_has_an_accessibility_fault_or_scrolls_sideways(
    browser: Browser, app: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    page = opened(browser, app, size, scheme)
    assert faults(page) == []
    answer = ask(page, QUESTION)
    answer.locator(".cite").first.click()
    playwright.expect(page.get_by_role("dialog").locator("mark").first).to_be_visible()
    assert faults(page) == []
    assert sideways(page) <= 0
    page.keyboard.press("Escape")
    answer.get_by_text("Sources:").click()
    ask(page, "What does a place in a private clinic in Paris cost?")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= size[0]


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return page.evaluate(
        "Math.max(document.documentElement.scrollWidth,"
        " document.querySelector('.stMain').scrollWidth) - window.innerWidth"
    )


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (ENLARGED, "dark")],
)
def test_the_register_has_no_accessibility_fault_and_does_not_scroll_sideways(
    browser: Browser, app: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    page = opened(browser, app, size, scheme)
    page.get_by_role("link", name="Commitments").filter(visible=True).first.click()
    cards = page.locator(".card")
    playwright.expect(cards).to_have_count(9)
    source = cards.first.locator("details").first
    source.locator("summary").click()
    playwright.expect(source.locator("mark").first).to_be_visible()
    page.get_by_text("Narrow the list").click()
    playwright.expect(page.get_by_label("Who is to do it")).to_be_visible()
    for name, about in (("All", "Every sentence that"), ("Across documents", "Promises that")):
        assert faults(page) == []
        assert sideways(page) <= 0
        page.get_by_text(name, exact=True).click()
        playwright.expect(page.get_by_text(about)).to_be_visible()
        playwright.expect(cards.first).to_be_visible()
    assert faults(page) == []
    assert sideways(page) <= 0


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (ENLARGED, "dark")],
)
def test_the_desk_has_no_accessibility_fault_and_does_not_scroll_sideways(
    browser: Browser, app: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    page = opened(browser, f"{app}/wording", size, scheme)
    for number, (text, button) in enumerate(
        (
            ("committed to growing the mental health workforce", "Find the exact words"),
            ("we commited to growing the mental health workforce", "Find the exact words"),
            ("zeppelins over Zanzibar", "Find the exact words"),
            ("97% of children with eating disorders had treatment in 1 week.", "Check a claim"),
            ("", "Find the exact words"),
        ),
        start=1,
    ):
        page.get_by_role("textbox").fill(text)
        page.get_by_role("button", name=button).click()
        status = page.locator("#parity-status")
        playwright.expect(status).to_have_text(
            f"Result {number} is on the page.", timeout=OPENING_MILLISECONDS
        )
        assert faults(page) == []
        assert sideways(page) <= 0


def test_the_copy_button_gives_the_sentence_with_its_citation(browser: Browser, app: str) -> None:
    page = opened(browser, f"{app}/wording", DESKTOP, "light")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("textbox").fill("280,000 people with a severe mental illness")
    page.get_by_role("textbox").press("Control+Enter")
    page.get_by_role("button", name="Copy to clipboard").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "280,000 people with a severe mental illness" in copied
    assert copied.endswith("(Government response (CP 642), paragraph 3)")


def test_an_answer_is_read_from_its_beginning(browser: Browser, app: str) -> None:
    page = opened(browser, app, PHONE, "light")
    ask(page, QUESTION)
    ask(page, "Was the target for treating eating disorders met?")
    heading = page.get_by_role("heading", name="Was the target")
    playwright.expect(heading).to_be_in_viewport()
    playwright.expect(page.locator("#parity-status")).to_contain_text("Answer 2. Answered")


def test_an_open_source_stays_open_when_another_question_is_asked(
    browser: Browser, app: str
) -> None:
    page = opened(browser, app, DESKTOP, "dark")
    first = ask(page, QUESTION)
    first.get_by_text("Sources:").click()
    first.locator(".cite").first.click()
    mark = page.get_by_role("dialog").locator("mark").first
    playwright.expect(mark).to_be_in_viewport()
    ask(page, "What should governors look at?")
    playwright.expect(first.locator("details[open]")).to_have_count(1)
    playwright.expect(mark).to_be_in_viewport()


def test_nothing_is_fetched_from_anywhere_else(browser: Browser, app: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(app)
    page.get_by_role("textbox").wait_for(timeout=OPENING_MILLISECONDS)
    ask(page, QUESTION)
    assert [a for a in addresses if not a.startswith((app, "data:", "blob:"))] == []
