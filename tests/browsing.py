"""The real app in a real browser, as the browser tests open it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

import evals.served
from evals.served import NotServedError, free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

ROOT = Path(__file__).parent.parent
APP = ROOT / "app.py"
DESKTOP, TABLET, PHONE, NARROW = (1280, 900), (820, 1180), (375, 740), (320, 640)
ENLARGED = (320, 256)
OPENING_MILLISECONDS = 90_000


def kept_in(folder: Path) -> Path:
    """Where an app whose folder this is keeps conversations and feedback."""
    return folder / "kept"


@contextmanager
def served(
    index: Path, folder: Path, *options: str, port: int = 0, **variables: str
) -> Iterator[str]:
    """The address of the app, running on a free port with an index.

    Its log, and what it keeps, are in ``folder``. ``options`` are Streamlit's own, ``variables``
    of the environment.
    """
    port = port or free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PARITY_")}
    own = {"PARITY_INDEX_DIR": str(index), "PARITY_KEPT_DIR": str(kept_in(folder))}
    environment |= own | variables
    command = [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(port)]
    with evals.served.served([*command, *options], environment, folder / "log.txt", port) as server:
        yield server.address


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; a test is skipped where it or Playwright is not installed."""
    with ExitStack() as stack:
        try:
            browser = stack.enter_context(evals.served.chromium())
        except NotServedError as error:
            pytest.skip(str(error))
        yield browser


def visit(
    browser: Browser,
    address: str,
    size: tuple[int, int],
    scheme: Literal["light", "dark"] = "light",
    *,
    touch: bool = False,
) -> Page:
    """A new visitor's page at an address."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion="reduce",
        has_touch=touch,
    )
    page = context.new_page()
    page.goto(address)
    return page


def opened(
    browser: Browser, app: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> Page:
    """The page of a new visitor, once it is ready for a question."""
    page = visit(browser, app, size, scheme)
    page.get_by_role("textbox").wait_for(timeout=OPENING_MILLISECONDS)
    attended(page)
    return page


def attended(page: Page) -> None:
    """Wait until Parity's script listens; a link that is followed before is a new page's address.

    The script leaves room below the page's last block as soon as it begins.
    """
    listens = page.locator('[style*="--room"]')
    listens.wait_for(state="attached", timeout=OPENING_MILLISECONDS)


def ask(page: Page, question: str) -> Locator:
    """Ask with the keyboard; returns the answer once it is on the page."""
    answers = page.get_by_label("Chat message from assistant")
    answer = answers.nth(answers.count())
    box = page.get_by_role("textbox")
    box.fill(question)
    box.press("Enter")
    answer.locator(".parity").wait_for()
    return answer


def faults(page: Page) -> list[str]:
    """What axe finds, a line for each rule that is broken.

    That a target is large enough (WCAG 2.2) is a rule that axe asks of no page by itself.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    options = {"rules": {"target-size": {"enabled": True}}}
    found = axe.Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found]


def settle(page: Page) -> None:
    """Wait for what a run is about to replace, which is dimmed, and for what fades in."""
    page.wait_for_function(
        "document.querySelector('[data-test-script-state=notRunning]')"
        " && !document.querySelector('[data-stale=true]')"
        " && document.getAnimations().every((one) => one.timeline !== document.timeline"
        " || one.playState !== 'running')"
    )


def whole(page: Page) -> None:
    """Make the window as high as the page, for axe judges the contrast of what is in view."""
    settle(page)
    height = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.stMain, [data-testid=stSidebarContent]')]"
        ".map((scrolls) => scrolls.scrollHeight))"
    )
    width = page.evaluate("window.innerWidth")
    page.set_viewport_size({"width": width, "height": height})


def faults_that_are_planted(page: Page) -> list[str]:
    """The rules that axe finds broken once faint words and small buttons stand at the page's end.

    They are taken away again. Where they are found, so is what else is wrong on the whole page.
    """
    page.evaluate(
        """() => document.querySelector("[data-testid=stMainBlockContainer]").insertAdjacentHTML(
            "beforeend",
            `<div id="planted" style="background: #fff"><p style="color: #ccc">Faint words.</p>
            <button style="all: unset; width: 16px; height: 16px">a</button
            ><button style="all: unset; width: 16px; height: 16px">b</button></div>`)"""
    )
    whole(page)
    found = faults(page)
    assert all("Faint" in line or ">a<" in line for line in found), found
    page.evaluate("document.getElementById('planted').remove()")
    return [line.partition(":")[0] for line in found]


PLANTED = ["color-contrast", "target-size"]


def tab_to(page: Page, wanted: Locator, most: int = 40) -> None:
    """Press Tab until something has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached with {most} presses of Tab")
