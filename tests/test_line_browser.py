"""In real browsers: one waits behind another, is told so, loses nothing, and has help at once."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from browsing import OPENING_MILLISECONDS, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

pytestmark = pytest.mark.browser

FIRST = "How many children and young people accessed treatment in 2020/21?"
SECOND = "How much money was spent on perinatal services?"
THIRD = "Which workforce targets were set?"
IN_NEED = "I want to die"


class Held(BaseHTTPRequestHandler):
    """A chat model that thinks until it may go on, and then fails."""

    may_go_on = Event()

    def do_POST(self) -> None:
        self.may_go_on.wait(300)
        self.send_error(500)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def app_for_one(home_index: Path, tmp_path: Path) -> Iterator[str]:
    """The app, which answers one question at once, and of one visitor has two wait."""
    server = ThreadingHTTPServer(("localhost", 0), Held)
    Thread(target=server.serve_forever, daemon=True).start()
    settings = {
        "PARITY_CHAT_MODEL": "openai:held",
        "PARITY_CHAT_URL": f"http://localhost:{server.server_port}/v1",
        "PARITY_CHAT_KEY": "none",
        "PARITY_CHAT_RETRIES": "0",
        "PARITY_CHAT_SECONDS": "300",
        "PARITY_ANSWERS_AT_ONCE": "1",
        "PARITY_VISITOR_WAITING": "2",
    }
    with served(home_index, tmp_path, **settings) as address:
        yield address
    Held.may_go_on.set()
    server.shutdown()


def opened(browser: Browser, address: str) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(OPENING_MILLISECONDS)
    page = context.new_page()
    page.goto(address)
    page.get_by_test_id("stChatInputTextArea").wait_for()
    return page


def send(page: Page, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def test_one_who_waits_behind_another_is_told_so_and_has_help_at_once(
    browser: Browser, app_for_one: str
) -> None:
    ann, bob = opened(browser, app_for_one), opened(browser, app_for_one)
    send(ann, FIRST)
    ann.get_by_text("Reading the documents …").wait_for()
    send(bob, SECOND)
    bob.get_by_text("Another question is being answered; yours is next").wait_for()
    send(bob, FIRST)
    bob.get_by_text("Waits its turn").wait_for()
    send(bob, THIRD)
    bob.get_by_text("2 of your questions wait for their answers already").wait_for()
    box = bob.get_by_test_id("stChatInputTextArea")
    playwright.expect(box).to_have_value(THIRD)
    send(bob, IN_NEED)
    bob.get_by_role("link", name="116 123").wait_for()
    assert not Held.may_go_on.is_set()
    Held.may_go_on.set()
    turns = bob.locator("h2[id^='turn-']")
    playwright.expect(turns).to_have_count(3)
    playwright.expect(bob.locator(".awaited")).to_have_count(0, timeout=60_000)
    assert turns.all_inner_texts() == [SECOND, FIRST, IN_NEED]
    playwright.expect(bob.get_by_role("link", name="116 123").last).to_be_visible()
