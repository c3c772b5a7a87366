"""Where sign-in is required, nobody sees a page without it; an account signs in and out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from browsing import (
    DESKTOP,
    OPENING_MILLISECONDS,
    PHONE,
    faults,
    free_port,
    served,
    settle,
    visit,
)
from builders import WordEncoder, write_corpus
from ingest.sync import ingest
from pages import html_of
from signing_in import Provider, provider, write_secrets

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

APP = Path(__file__).parent.parent / "app.py"
WORDS = "The nurses' home was sold."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    write_corpus(folder / "corpus", {"plan.md": f"# A plan for wards\n\n1. {WORDS}\n"})
    ingest(folder / "corpus", folder / "index", WordEncoder())
    return folder / "index"


@pytest.fixture(scope="module")
def known() -> Iterator[Provider]:
    with provider() as made:
        yield made


@pytest.fixture(scope="module")
def app(index: Path, known: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("app"), free_port()
    secrets = write_secrets(folder, f"http://localhost:{port}", known.address)
    options = "--secrets.files", str(secrets)
    with served(index, folder, *options, port=port, PARITY_SIGN_IN="required") as address:
        yield address


def sign_in(page: Page) -> None:
    button = page.get_by_role("button", name="Sign in")
    button.click(timeout=OPENING_MILLISECONDS)
    playwright.expect(page.get_by_role("button", name="Sign out")).to_be_visible(
        timeout=OPENING_MILLISECONDS
    )


@pytest.mark.browser
@pytest.mark.parametrize(
    "address",
    ["", "?document=plan&paragraph=1", "commitments", "wording", f"?conversation={'a' * 32}"],
)
def test_without_a_sign_in_there_is_a_button_a_sentence_and_nothing_else(
    browser: Browser, app: str, address: str
) -> None:
    page = visit(browser, f"{app}/{address}", PHONE if address else DESKTOP, touch=True)
    button = page.get_by_role("button", name="Sign in")
    playwright.expect(button).to_be_visible(timeout=OPENING_MILLISECONDS)
    settle(page)
    box = button.bounding_box()
    assert box
    assert box["height"] >= 43.5
    assert page.title() == "Parity"
    for of_the_documents in (WORDS, "A plan for wards", "Documents searched"):
        assert of_the_documents not in page.content()
    for role in ("textbox", "dialog", "navigation", "listitem"):
        playwright.expect(page.get_by_role(role)).to_have_count(0)
    playwright.expect(page.get_by_role("heading", level=1)).to_have_text("Parity")
    assert faults(page) == []


@pytest.mark.browser
def test_an_account_signs_in_and_out_again(browser: Browser, app: str, known: Provider) -> None:
    page = visit(browser, app, (1700, 900))
    sign_in(page)
    page.get_by_role("link", name="A plan for wards").click()
    playwright.expect(page.get_by_role("dialog")).to_contain_text(WORDS)
    page.keyboard.press("Escape")
    page.goto(f"{app}/commitments")
    playwright.expect(page.get_by_role("heading", name="Commitments")).to_be_visible()
    assert [c["name"] for c in page.context.cookies() if c["name"] == "parity_visitor"] == []
    page.get_by_role("button", name="Sign out Ann Governor").click()
    playwright.expect(page.get_by_role("button", name="Sign in")).to_be_visible(
        timeout=OPENING_MILLISECONDS
    )
    page.goto(f"{app}/?document=plan&paragraph=1")
    playwright.expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert WORDS not in page.content()


@pytest.mark.browser
def test_a_name_of_an_account_is_words_only(browser: Browser, app: str, known: Provider) -> None:
    known.name = "**Bob** <b>x</b> [y](http://z)"
    page = visit(browser, app, (1700, 900))
    sign_in(page)
    button = page.get_by_role("button", name=f"Sign out {known.name}")
    playwright.expect(button).to_be_visible()


@pytest.mark.usefixtures("nothing_opened_yet")
@pytest.mark.parametrize("setting", ["required", "requird", "no"])
def test_sign_in_that_is_not_set_up_or_misspelt_lets_nobody_in(
    monkeypatch: pytest.MonkeyPatch, index: Path, setting: str
) -> None:
    monkeypatch.setenv("PARITY_INDEX_DIR", str(index))
    monkeypatch.setenv("PARITY_SIGN_IN", setting)
    page = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not page.exception
    assert "A plan for wards" not in html_of(page)
    assert not page.chat_input
    wanted = "Nobody can sign in" if setting == "required" else "give it off or required"
    assert wanted in html_of(page)
