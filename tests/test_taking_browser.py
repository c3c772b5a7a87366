"""In a real browser an answer is copied into another text, saved, opened again, and printed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pypdf
import pytest

from browsing import DESKTOP, OPENING_MILLISECONDS, PHONE, ask, opened, settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

QUESTION = "How many children and young people accessed treatment in 2020/21?"
UNANSWERED = "What does a place in a private clinic in Paris cost?"
SAID = "420,000 CYP accessed treatment in 2020/21"
OF = "Secretary of State for Health and Social Care, March 2022"
NAMED = f"[1] Government response (CP 642), {OF}"
STARTING_MILLISECONDS = 500
"""In which the page begins anew after a box was ticked."""

playwright.expect.set_options(timeout=30_000)


@pytest.fixture
def answered(browser: Browser, app: str) -> tuple[Page, Locator]:
    """A page on which the question is answered, and its answer."""
    page = opened(browser, app, DESKTOP, "light")
    page.set_default_timeout(OPENING_MILLISECONDS)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = ask(page, QUESTION)
    answer.get_by_role("button", name="Copy this answer").wait_for()
    return page, answer


def saved(page: Page, button: Locator) -> tuple[str, bytes]:
    """The name and the bytes of the file that a button saves."""
    settle(page)
    with page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_an_answer_is_copied_with_its_document_named_rich_and_plain(
    answered: tuple[Page, Locator],
) -> None:
    page, answer = answered
    answer.get_by_role("button", name="Copy this answer").click()
    playwright.expect(page.locator("#parity-status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert SAID in copied
    assert f"{NAMED}, paragraph 39." in copied
    rich = page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html'))"
        ".then((blob) => blob.text())"
    )
    assert "<p>" in rich
    assert SAID in rich
    # Pasted into a text, the rich form is what arrives, and nothing else.
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<div id=board contenteditable>paper</div>')"
    )
    page.locator("#board").focus()
    page.keyboard.press("Control+V")
    playwright.expect(page.locator("#board")).to_contain_text(f"{NAMED}, paragraph 39.")
    assert page.locator("#board :is(script, img, a)").count() == 0


def test_an_answer_is_saved_as_word_and_as_markdown(answered: tuple[Page, Locator]) -> None:
    page, answer = answered
    answer.get_by_role("button", name="Save").click()
    name, content = saved(page, page.get_by_role("button", name="Word (.docx)"))
    assert name == "parity-how-many-children-and-young-people-accessed-treatment-in.docx"
    words = [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
    assert words[0] == QUESTION
    assert any(SAID in text for text in words)
    assert any("[1] Government response (CP 642), paragraph 39" in text for text in words)
    name, content = saved(page, page.get_by_role("button", name="Markdown (.md)"))
    assert name.endswith(".md")
    assert content.decode().startswith(f"# {QUESTION.replace('_', '')}\n")


def test_of_a_conversation_the_answers_that_are_chosen_are_saved(
    answered: tuple[Page, Locator],
) -> None:
    page, _ = answered
    ask(page, UNANSWERED).get_by_role("button", name="Copy this answer").wait_for()
    page.get_by_role("button", name="Save this conversation").click()
    playwright.expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    _, both = saved(page, page.get_by_role("button", name="Markdown (.md)"))
    assert SAID in both.decode()
    assert f"## {UNANSWERED}" in both.decode()
    assert "Searched: Government response" in both.decode()
    page.get_by_text(f"1. {QUESTION}").click()
    playwright.expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    page.wait_for_timeout(STARTING_MILLISECONDS)
    _, one = saved(page, page.get_by_role("button", name="Markdown (.md)"))
    assert f"# {UNANSWERED}" in one.decode()
    assert f"## {QUESTION}" not in one.decode()


def test_a_printed_page_has_the_answer_with_its_sources_and_no_buttons(
    answered: tuple[Page, Locator],
) -> None:
    page, answer = answered
    playwright.expect(answer.locator("details[open]")).to_have_count(0)
    pdf = pypdf.PdfReader(BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in pdf.pages)
    assert QUESTION in text
    assert "The NHS exceeded the commitment" in text
    assert "Footnotes [19]" in text
    for on_screen in ("Ask again", "New conversation", "Documents searched", "read it in the"):
        assert on_screen not in text
    assert len(pdf.pages) <= 2


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_what_saves_has_no_accessibility_fault(
    browser: Browser, app: str, size: tuple[int, int]
) -> None:
    page = opened(browser, app, size, "dark")
    page.set_default_timeout(OPENING_MILLISECONDS)
    answer = ask(page, QUESTION)
    answer.get_by_role("button", name="Save").click()
    playwright.expect(page.get_by_role("button", name="Word (.docx)")).to_be_visible()
    settle(page)
    found = axe.Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found] == []
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= size[0]
