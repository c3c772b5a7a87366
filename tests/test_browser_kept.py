"""In a real browser a conversation is found again, by whoever began it and by nobody else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from assistant.kept.feedback import read
from browsing import OPENING_MILLISECONDS, ROOT, served, settle
from evals.questions import read_questions

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

QUESTION = "How many children and young people accessed treatment in 2020/21?"
TARGET = "Was the target for treating eating disorders met?"
NO_SUCH = "There is no such conversation here"
SLOW_SECONDS = 4.0
playwright.expect.set_options(timeout=30_000)


@pytest.fixture
def ann(browser: Browser) -> Iterator[BrowserContext]:
    """One visitor's browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(OPENING_MILLISECONDS)
    yield context
    context.close()


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    box(page).wait_for()
    return page


def box(page: Page) -> Locator:
    return page.get_by_test_id("stChatInputTextArea")


def answers(page: Page) -> Locator:
    return page.get_by_label("Chat message from assistant").filter(
        has=page.get_by_role("button", name="More", exact=True)
    )


def send(page: Page, question: str) -> None:
    box(page).fill(question)
    box(page).press("Enter")


def ask(page: Page, question: str) -> Locator:
    """Ask, and wait until the answer is there with its row of actions; returns it."""
    answer = answers(page).nth(answers(page).count())
    send(page, question)
    answer.wait_for()
    return answer


def more(answer: Locator, chosen: str) -> None:
    """Press one of the buttons that stand below "More" of an answer."""
    answer.get_by_role("button", name="More", exact=True).click()
    answer.page.get_by_role("dialog").get_by_role("button", name=chosen).click()


def name_of(page: Page) -> str:
    found = re.search(r"[?&]conversation=([0-9a-f]{32})", page.url)
    return found[1] if found else ""


def listed(page: Page) -> Locator:
    return page.locator("[class*='st-key-open-'] button")


def test_a_refresh_in_mid_conversation_loses_nothing(ann: BrowserContext, app: str) -> None:
    page = opened(ann, app)
    first = ask(page, QUESTION)
    said = first.locator(".parity").first.text_content()
    ask(page, TARGET)
    name = name_of(page)
    assert name
    page.reload()
    playwright.expect(answers(page)).to_have_count(2)
    assert answers(page).first.locator(".parity").first.text_content() == said
    assert name_of(page) == name
    ask(page, "And what about urgent cases?")
    playwright.expect(answers(page)).to_have_count(3)
    playwright.expect(listed(page)).to_have_count(1)


def test_a_visitor_s_cookie_is_unguessable_and_sent_to_this_site_alone(
    ann: BrowserContext, app: str
) -> None:
    page = opened(ann, app)
    page.wait_for_function("document.cookie.includes('parity_visitor=')")
    (cookie,) = [of for of in ann.cookies() if of["name"] == "parity_visitor"]
    assert re.fullmatch(r"[0-9a-f]{32}", cookie["value"])
    assert (cookie["sameSite"], cookie["path"]) == ("Strict", "/")
    page.reload()
    box(page).wait_for()
    page.wait_for_timeout(500)
    assert [of["value"] for of in ann.cookies() if of["name"] == "parity_visitor"] == [
        cookie["value"]
    ]


def test_nothing_of_it_is_seen_in_another_browser(
    ann: BrowserContext, browser: Browser, app: str
) -> None:
    page = opened(ann, app)
    ask(page, QUESTION)
    other = browser.new_context()
    other.set_default_timeout(OPENING_MILLISECONDS)
    theirs = opened(other, f"{app}/?conversation={name_of(page)}")
    theirs.get_by_text(NO_SUCH).wait_for()
    assert "420,000" not in theirs.content()
    playwright.expect(listed(theirs)).to_have_count(0)
    ask(theirs, TARGET)
    assert name_of(theirs) not in ("", name_of(page))
    page.reload()
    playwright.expect(listed(page)).to_have_count(1)
    assert TARGET not in page.content()
    other.close()


def test_two_tabs_that_open_at_once_are_one_visitor_s(ann: BrowserContext, app: str) -> None:
    tabs = [ann.new_page(), ann.new_page()]
    for tab in tabs:
        tab.goto(app, wait_until="commit")
    for tab, question in zip(tabs, (QUESTION, TARGET), strict=True):
        box(tab).wait_for()
        tab.wait_for_timeout(1_500)
        ask(tab, question)
    assert name_of(tabs[0]) != name_of(tabs[1])
    for tab in tabs:
        tab.reload()
        playwright.expect(listed(tab)).to_have_count(2)
        playwright.expect(answers(tab)).to_have_count(1)


def test_two_tabs_of_one_conversation_lose_nothing(ann: BrowserContext, app: str) -> None:
    first = opened(ann, app)
    ask(first, QUESTION)
    second = opened(ann, first.url)
    playwright.expect(answers(second)).to_have_count(1)
    ask(first, TARGET)
    ask(second, "Which commitments were rated inadequate for funding?")
    playwright.expect(answers(second)).to_have_count(3)
    first.reload()
    playwright.expect(answers(first)).to_have_count(3)


def test_a_conversation_is_renamed_found_again_and_deleted(ann: BrowserContext, app: str) -> None:
    page = opened(ann, app)
    ask(page, QUESTION)
    old = name_of(page)
    page.get_by_text("Rename, share or delete").click()
    settle(page)
    page.get_by_role("textbox", name="Name", exact=True).fill("For the *board* on 3 May")
    page.get_by_role("button", name="Rename", exact=True).click()
    playwright.expect(listed(page)).to_contain_text("For the *board* on 3 May")
    page.get_by_role("button", name="New conversation").click()
    playwright.expect(answers(page)).to_have_count(0)
    ask(page, TARGET)
    playwright.expect(listed(page)).to_have_count(2)
    listed(page).filter(has_text="board").click()
    playwright.expect(answers(page)).to_contain_text("420,000")
    assert name_of(page) == old
    page.get_by_text("Rename, share or delete").click()
    settle(page)
    page.get_by_role("button", name="Delete this conversation").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    playwright.expect(listed(page)).to_have_count(1)
    playwright.expect(answers(page)).to_have_count(0)
    page.goto(f"{app}/?conversation={old}")
    page.get_by_text(NO_SUCH).wait_for()


def test_it_is_still_there_after_another_page_and_back_leads_out_of_it(
    ann: BrowserContext, app: str
) -> None:
    page = opened(ann, app)
    ask(page, QUESTION)
    name = name_of(page)
    page.get_by_role("link", name="Exact words").filter(visible=True).first.click()
    page.get_by_role("button", name="Find the exact words").wait_for()
    page.get_by_role("link", name="Ask").filter(visible=True).first.click()
    playwright.expect(answers(page)).to_have_count(1)
    page.wait_for_url(f"**conversation={name}")
    page.get_by_role("button", name="New conversation").click()
    playwright.expect(answers(page)).to_have_count(0)
    page.go_back()
    playwright.expect(answers(page)).to_have_count(1)


def test_back_from_a_first_conversation_is_an_empty_page_and_no_trap(
    ann: BrowserContext, app: str
) -> None:
    page = opened(ann, app)
    ask(page, QUESTION)
    page.wait_for_url("**conversation=*")
    page.go_back()
    playwright.expect(answers(page)).to_have_count(0)
    playwright.expect(listed(page)).to_have_count(1)
    page.wait_for_timeout(1_000)
    assert name_of(page) == ""


def test_a_question_is_asked_again_and_edited_in_its_place(ann: BrowserContext, app: str) -> None:
    page = opened(ann, app)
    ask(page, "Was the target for treeting eating disorders met?")
    ask(page, QUESTION)
    first = answers(page).first
    more(first, "Edit the question")
    edited = page.get_by_role("textbox", name="The question")
    playwright.expect(edited).to_be_focused()
    edited.fill(TARGET)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_role("heading", name=TARGET).wait_for()
    settle(page)
    playwright.expect(answers(page)).to_have_count(2)
    more(answers(page).first, "Ask again")
    page.wait_for_timeout(500)
    settle(page)
    playwright.expect(answers(page)).to_have_count(2)
    page.reload()
    playwright.expect(answers(page)).to_have_count(2)
    headings = page.locator("h2[id^='turn-']").all_inner_texts()
    assert headings == [TARGET, QUESTION]


def test_feedback_is_stored_and_exported(
    ann: BrowserContext, app: str, kept: Path, tmp_path: Path
) -> None:
    page = opened(ann, app)
    answer = ask(page, QUESTION)
    answer.get_by_text("The evidence is wrong").click()
    page.get_by_text("Thank you. This is kept").wait_for()
    note = page.get_by_role("textbox", name="What should whoever runs Parity know?")
    note.fill("Paragraph 39 gives 2020/21; a.smith@example.org knows more.")
    note.press("Enter")
    page.get_by_text("Thank you. Your note is kept").wait_for()
    found = read(kept).feedback[-1]
    assert (found.question, found.verdict) == (QUESTION, "the evidence is wrong")
    assert found.note == "Paragraph 39 gives 2020/21; [e-mail address] knows more."
    file = tmp_path / "candidates.jsonl"
    environment = {**os.environ, "PARITY_KEPT_DIR": str(kept)}
    command = [sys.executable, "-m", "assistant.cli", "feedback", "export", str(file)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    question = read_questions(file)[-1]
    assert (question.question, question.family) == (QUESTION, "unreviewed")


def test_words_of_distress_are_shown_and_never_written(
    ann: BrowserContext, app: str, kept: Path
) -> None:
    page = opened(ann, app)
    send(page, "I want to kill myself")
    page.get_by_label("Chat message from assistant").get_by_text("116").first.wait_for()
    page.wait_for_timeout(500)
    assert name_of(page) == ""
    ask(page, QUESTION)
    playwright.expect(page.get_by_role("heading", name="I want to kill myself")).to_be_visible()
    for file in kept.rglob("*.*"):
        assert b"kill myself" not in file.read_bytes()


@pytest.mark.parametrize(("size", "scheme"), [((1280, 900), "light"), ((375, 740), "dark")])
def test_what_is_kept_has_no_accessibility_fault(
    browser: Browser, app: str, size: tuple[int, int], scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": 2_400}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(OPENING_MILLISECONDS)
    page = opened(context, app)
    answer = ask(page, QUESTION)
    answer.get_by_text("Not useful").click()
    page.get_by_text("Thank you. This is kept").wait_for()
    assert faults(page) == []
    more(answer, "Edit the question")
    page.get_by_role("textbox", name="The question").wait_for()
    assert faults(page) == []
    if size[0] < 768:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_text("Rename, share or delete").click()
    settle(page)
    page.get_by_role("textbox", name="Name", exact=True).wait_for()
    assert faults(page) == []
    page.set_viewport_size({"width": size[0], "height": size[1]})
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    context.close()


def faults(page: Page) -> list[str]:
    """What axe finds once the page stands still, a line for each rule that is broken."""
    settle(page)
    found = axe.Axe().run(page).response["violations"]
    nodes = [(rule["id"], rule["nodes"][0]) for rule in found]
    return [f"{id_}: {node['html'][:200]} {node['failureSummary']}" for id_, node in nodes]


class _Slow(BaseHTTPRequestHandler):
    """A chat model that thinks for some seconds and fails."""

    def do_POST(self) -> None:
        time.sleep(SLOW_SECONDS)
        self.send_error(500)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def slow_app(home_index: Path, tmp_path: Path) -> Iterator[str]:
    """The app with a chat model that takes its time, and then fails."""
    server = ThreadingHTTPServer(("localhost", 0), _Slow)
    Thread(target=server.serve_forever, daemon=True).start()
    model = {
        "PARITY_CHAT_MODEL": "openai:slow",
        "PARITY_CHAT_URL": f"http://localhost:{server.server_port}/v1",
        "PARITY_CHAT_KEY": "none",
        "PARITY_CHAT_RETRIES": "0",
    }
    with served(home_index, tmp_path, **model) as address:
        yield address
    server.shutdown()


def test_a_question_sent_early_is_shown_as_waiting_and_a_blank_one_does_nothing(
    ann: BrowserContext, slow_app: str
) -> None:
    page = opened(ann, slow_app)
    send(page, QUESTION)
    page.get_by_text("Reading the documents …").wait_for()
    send(page, "   ")
    send(page, TARGET)
    page.get_by_text("Waits its turn").wait_for()
    playwright.expect(page.get_by_text("Reading the documents …")).to_be_visible()
    playwright.expect(answers(page)).to_have_count(2)
    assert page.locator("h2[id^='turn-']").all_inner_texts() == [QUESTION, TARGET]
    page.reload()
    playwright.expect(answers(page)).to_have_count(2)


def test_a_page_that_is_left_while_it_is_answered_finds_the_answer_again(
    ann: BrowserContext, slow_app: str
) -> None:
    page = opened(ann, slow_app)
    send(page, QUESTION)
    page.get_by_text("Reading the documents …").wait_for()
    page.reload()
    box(page).wait_for()
    for _ in range(10):
        page.wait_for_timeout(2_000 * SLOW_SECONDS)
        page.reload()
        box(page).wait_for()
        settle(page)
        if listed(page).filter(has_text="children").count():
            break
    listed(page).filter(has_text="children").click()
    playwright.expect(answers(page)).to_contain_text("420,000")


def test_what_stands_below_save_is_reached_by_the_next_tab_and_left_for_what_follows(
    ann: BrowserContext, app: str
) -> None:
    page = opened(ann, app)
    answer = ask(page, QUESTION)
    save = answer.get_by_role("button", name="Save", exact=True)
    save.press("Enter")
    popover = page.get_by_role("dialog", name="Save")
    playwright.expect(popover).to_be_focused()
    playwright.expect(popover.get_by_role("button", name="Markdown (.md)")).to_be_visible()
    settle(page)
    for kind in ("Word (.docx)", "Markdown (.md)"):
        page.keyboard.press("Tab")
        playwright.expect(popover.get_by_role("button", name=kind)).to_be_focused()
    page.keyboard.press("Tab")
    more_ = answer.get_by_role("button", name="More", exact=True)
    playwright.expect(more_).to_be_focused()
    more_.press("Enter")
    page.get_by_role("button", name="Edit the question").press("Enter")
    playwright.expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_choice_in_the_list_puts_it_away_on_a_phone(browser: Browser, app: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 740}, reduced_motion="reduce")
    context.set_default_timeout(OPENING_MILLISECONDS)
    page = opened(context, app)
    ask(page, QUESTION)
    for choice in (listed(page), page.get_by_role("button", name="New conversation")):
        page.get_by_test_id("stExpandSidebarButton").click()
        choice.click()
        playwright.expect(page.get_by_test_id("stSidebar")).not_to_be_in_viewport()
    context.close()


def test_a_shared_conversation_has_its_link_to_copy(ann: BrowserContext, app: str) -> None:
    ann.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(ann, app)
    ask(page, QUESTION)
    page.get_by_text("Rename, share or delete").click()
    settle(page)
    page.get_by_text("Whoever has the link may read it").click()
    page.get_by_role("button", name="Copy link").click()
    playwright.expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{app}/?conversation={name_of(page)}"
