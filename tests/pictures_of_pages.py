"""Pictures of the app's pages: ``python tests/pictures_of_pages.py [DIR]``.

Without a folder those of ``docs/images`` are made anew; with one, each page and state at each size,
light and dark, to be looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from assistant.settings import PROJECT
from browsing import NARROW, OPENING_MILLISECONDS, TABLET, ask, chromium, served, visit
from ingest.indexing.embedding import Encoder
from ingest.sync import ingest

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZES = {"desktop": (1280, 800), "tablet": TABLET, "phone": (390, 844), "narrow": NARROW}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
QUESTION = "How many children and young people accessed treatment in 2020/21?"
MET = "Was the target for treating eating disorders met?"
UNANSWERED = "What does a place in a private clinic in Paris cost?"
BRIEFING = (
    "We are committed to growing the mental health workforce.\n"
    "97% of children with eating disorders had treatment within 1 week.\n"
    "Zeppelins fly over the moon every night."
)


def _beginning(page: Page) -> None:
    page.get_by_role("button", name=QUESTION).wait_for(timeout=OPENING_MILLISECONDS)


def _answered(page: Page, question: str = QUESTION) -> None:
    page.get_by_role("textbox").wait_for(timeout=OPENING_MILLISECONDS)
    answer = ask(page, question)
    answer.get_by_role("button", name="Copy this answer").wait_for(timeout=OPENING_MILLISECONDS)
    page.wait_for_function("document.querySelector('[data-test-script-state=notRunning]')")


def _met(page: Page) -> None:
    _answered(page, MET)


def _refused(page: Page) -> None:
    _answered(page, UNANSWERED)


def _distressed(page: Page) -> None:
    page.get_by_role("textbox").wait_for(timeout=OPENING_MILLISECONDS)
    ask(page, "I want to die").get_by_role("link", name="999").wait_for()


def _read(page: Page) -> None:
    _answered(page)
    page.locator(".cite").first.click()
    page.get_by_role("dialog").locator("mark").first.wait_for()


def _register(page: Page) -> None:
    page.locator(".card").first.wait_for(timeout=OPENING_MILLISECONDS)


def _looked_up(page: Page, text: str, key: str) -> None:
    box = page.get_by_role("textbox")
    box.fill(text, timeout=OPENING_MILLISECONDS)
    box.press(key)
    page.locator(".card").first.wait_for(timeout=OPENING_MILLISECONDS)


def _found(page: Page) -> None:
    _looked_up(page, "280,000 people with a severe mental illness", "Enter")


def _checked(page: Page) -> None:
    _looked_up(page, BRIEFING, "Control+Enter")


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "beginning": ("", _beginning),
    "answer": ("", _answered),
    "verdict": ("", _met),
    "refusal": ("", _refused),
    "distress": ("", _distressed),
    "reader": ("", _read),
    "commitments": ("commitments", _register),
    "wording": ("wording", _found),
    "briefing": ("wording", _checked),
}
SHOWN = {"chat": "reader", "commitments": "commitments", "wording": "briefing"}
"""The pictures of the documentation, and the state that each shows."""


def main(folder: Path | None) -> None:
    """Take the pictures, on an index made for them and with no conversation of anybody's."""
    with TemporaryDirectory() as made:
        index = Path(made) / "index"
        ingest(PROJECT / "corpus", index, Encoder())
        kept = str(Path(made) / "kept")
        with served(index, Path(made), PARITY_KEPT_DIR=kept) as app, chromium() as browser:
            wanted = [
                (name, state, size, scheme)
                for (name, state), size, scheme in (
                    product(SHOWN.items(), ["desktop"], ["light"])
                    if folder is None
                    else product(zip(STATES, STATES, strict=True), SIZES, SCHEMES)
                )
            ]
            for name, state, size, scheme in wanted:
                path, reach = STATES[state]
                touch = size != "desktop"
                page = visit(browser, f"{app}/{path}", SIZES[size], scheme, touch=touch)  # type: ignore[arg-type]
                reach(page)
                page.wait_for_timeout(1_000)
                file = f"{name}.png" if folder is None else f"{name}-{size}-{scheme}.png"
                page.screenshot(path=(folder or PROJECT / "docs" / "images") / file)
                print(file, flush=True)
                page.context.close()


if __name__ == "__main__":
    to = Path(sys.argv[1]) if sys.argv[1:] else None
    if to:
        to.mkdir(parents=True, exist_ok=True)
    main(to)
