"""What a governor or a policy officer does, from beginning to end, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.kept.feedback import Opinion, read
from browsing import (
    DESKTOP,
    OPENING_MILLISECONDS,
    PHONE,
    ask,
    opened,
    tab_to,
    visit,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

pytestmark = pytest.mark.browser

MET = "Was the target for treating eating disorders met?"
HOW_MANY = "How many children and young people accessed treatment in 2020/21?"
BOARD = "<!doctype html><title>A board paper</title><div id=paper contenteditable></div>"


def answered(page: Page, question: str) -> Locator:
    """Ask, and wait for the row below the answer."""
    answer = ask(page, question)
    answer.get_by_role("button", name="Copy this answer").wait_for(timeout=OPENING_MILLISECONDS)
    return answer


def in_reader(page: Page, number: int) -> Locator:
    return page.get_by_role("dialog").get_by_role("group", name=f"Paragraph {number}", exact=True)


def test_a_governor_sees_whether_a_target_was_met_reads_around_it_and_takes_it_to_the_board(
    browser: Browser, app: str
) -> None:
    page = opened(browser, app, DESKTOP, "light")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=MET).click()
    answer = page.get_by_label("Chat message from assistant").first
    copy = answer.get_by_role("button", name="Copy this answer")
    copy.wait_for(timeout=OPENING_MILLISECONDS)
    cited = answer.locator(".cite").first
    number = int(str(cited.locator(".at").inner_text()).split()[-1])
    cited.click()
    playwright.expect(in_reader(page, number).locator("mark").first).to_be_in_viewport()
    for neighbour in (number - 1, number + 1):
        in_reader(page, neighbour).scroll_into_view_if_needed()
        playwright.expect(in_reader(page, neighbour)).to_be_in_viewport()
    page.get_by_role("dialog").get_by_role("button", name="Back to the sentence").click()
    playwright.expect(cited).to_be_focused()
    playwright.expect(answer.locator("[data-lit]", has=page.locator(".cite")).first).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    playwright.expect(page.get_by_role("dialog")).to_be_hidden()
    copy.click()
    playwright.expect(page.locator("#parity-status")).to_have_text("Copied.")
    paper = page.context.new_page()
    paper.set_content(BOARD)
    paper.locator("#paper").focus()
    paper.keyboard.press("Control+V")
    pasted = paper.locator("#paper")
    playwright.expect(pasted).to_contain_text("Government response (CP 642)")
    playwright.expect(pasted).to_contain_text(f"paragraph {number}.")


def test_a_link_from_an_e_mail_opens_paragraph_47_and_a_question_can_be_asked_beside_it(
    browser: Browser, app: str
) -> None:
    page = visit(browser, f"{app}/?document=government-response&paragraph=47", DESKTOP)
    playwright.expect(in_reader(page, 47)).to_be_focused(timeout=OPENING_MILLISECONDS)
    for number in (46, 48):
        playwright.expect(in_reader(page, number)).to_be_in_viewport()
    page.get_by_role("textbox", name="Ask about the documents").wait_for(
        timeout=OPENING_MILLISECONDS
    )
    page.get_by_role("button", name="Close").click()
    answer = answered(page, HOW_MANY)
    playwright.expect(answer).to_contain_text("420,000")


def test_a_conversation_is_there_after_a_refresh_and_in_a_second_tab_and_goes_on_in_both(
    browser: Browser, app: str
) -> None:
    page = opened(browser, app, DESKTOP, "light")
    answered(page, HOW_MANY)
    page.wait_for_url("**/?conversation=*")
    page.reload()
    answers = page.get_by_label("Chat message from assistant")
    playwright.expect(answers.first).to_contain_text("420,000", timeout=OPENING_MILLISECONDS)
    second = page.context.new_page()
    second.goto(page.url)
    second.get_by_role("textbox").wait_for(timeout=OPENING_MILLISECONDS)
    playwright.expect(second.get_by_label("Chat message from assistant")).to_have_count(1)
    answered(second, MET)
    ask(page, "Has the mental health workforce grown?")
    playwright.expect(page.locator("#parity-status")).to_contain_text(
        "Answer 3. ", timeout=OPENING_MILLISECONDS
    )
    page.reload()
    for question in (HOW_MANY, MET, "Has the mental health workforce grown?"):
        playwright.expect(page.get_by_role("heading", name=question)).to_be_visible(
            timeout=OPENING_MILLISECONDS
        )
    other = opened(browser, page.url, DESKTOP, "light")
    playwright.expect(other.get_by_text("There is no such conversation here")).to_be_visible()
    playwright.expect(other.get_by_label("Chat message from assistant")).to_have_count(0)


def test_a_wrong_answer_is_reported_with_a_note(browser: Browser, app: str, kept: Path) -> None:
    page = opened(browser, app, DESKTOP, "light")
    answer = answered(page, MET)
    answer.get_by_role("radio", name="The evidence is wrong").click()
    note = page.get_by_role("textbox", name="What should whoever runs Parity know?")
    note.fill("Paragraph 46 is of another year.")
    page.get_by_role("button", name="Send the note").click()
    playwright.expect(page.get_by_text("Your note is kept")).to_be_visible()
    (given,) = [one for one in read(kept).feedback if one.note]
    assert (given.verdict, given.question) == (Opinion.EVIDENCE_WRONG, MET)


def test_all_of_it_is_done_by_keyboard(browser: Browser, app: str) -> None:
    page = opened(browser, app, DESKTOP, "light")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=MET).wait_for()
    tab_to(page, page.get_by_role("button", name=MET))
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name=MET)
    playwright.expect(heading).to_be_focused(timeout=OPENING_MILLISECONDS)
    answer = page.get_by_label("Chat message from assistant").first
    answer.get_by_role("button", name="Copy this answer").wait_for()
    cited = answer.locator(".cite").first
    tab_to(page, cited)
    page.keyboard.press("Enter")
    playwright.expect(page.get_by_role("dialog").locator("[aria-current]")).to_be_focused()
    page.keyboard.press("Escape")
    playwright.expect(cited).to_be_focused()
    tab_to(page, answer.get_by_role("button", name="Copy this answer"))
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#parity-status")).to_have_text("Copied.")
    assert "paragraph" in page.evaluate("navigator.clipboard.readText()")
    tab_to(page, page.get_by_role("textbox", name="Ask about the documents"))
    page.keyboard.type(HOW_MANY)
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#parity-status")).to_contain_text(
        "Answer 2. Answered: ", timeout=OPENING_MILLISECONDS
    )
    playwright.expect(page.get_by_role("textbox")).to_be_focused()


def test_all_of_it_is_done_on_a_phone(browser: Browser, app: str) -> None:
    page = visit(browser, app, PHONE, touch=True)
    page.get_by_role("button", name=HOW_MANY).tap(timeout=OPENING_MILLISECONDS)
    answer = page.get_by_label("Chat message from assistant").first
    answer.get_by_role("button", name="Copy this answer").wait_for(timeout=OPENING_MILLISECONDS)
    answer.locator(".cite").first.tap()
    reader = page.get_by_role("dialog")
    playwright.expect(reader.locator("mark").first).to_be_in_viewport()
    reader.get_by_role("button", name="Back to the sentence").tap()
    playwright.expect(reader).to_be_hidden()
    playwright.expect(answer.locator(".cite").first).to_be_focused()
    page.get_by_role("link", name="Commitments").filter(visible=True).first.tap()
    playwright.expect(page.locator(".card")).to_have_count(9, timeout=OPENING_MILLISECONDS)
    page.get_by_role("link", name="Ask").filter(visible=True).first.tap()
    playwright.expect(page.get_by_role("heading", name=HOW_MANY)).to_be_visible(
        timeout=OPENING_MILLISECONDS
    )
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= PHONE[0]
