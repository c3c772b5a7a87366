"""People sign in with Glewlwyd, an identity provider in its own right, where it is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from browsing import DESKTOP, OPENING_MILLISECONDS, ask, free_port, kept_in, served, visit
from builders import write_corpus
from glewlwyd import CLIENT_SECRET, SCOPES, Glewlwyd, Person, glewlwyd, missing
from ingest.indexing.embedding import Encoder
from ingest.sync import ingest
from signing_in import write_secrets

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(missing()), reason=missing())]

ANN = Person("ann", "Ann Governor", "what-ann-knows")
BOB = Person("bob", "Bob Officer", "what-bob-knows")
CAL = Person("cal", "Cal Elsewhere", "what-cal-knows", assigned=False)
WORDS = "The nurses' home was sold in 2019."
QUESTION = "When was the nurses' home sold?"
NO_SUCH = "There is no such conversation here"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the app and the provider have what they keep."""
    return tmp_path_factory.mktemp("signing-in")


@pytest.fixture(scope="module")
def port() -> int:
    """The app's port, which the provider has to know before."""
    return free_port()


@pytest.fixture(scope="module")
def provider(folder: Path, port: int) -> Iterator[Glewlwyd]:
    with glewlwyd(folder, f"http://localhost:{port}", ANN, BOB, CAL) as running:
        yield running


@pytest.fixture(scope="module")
def app(folder: Path, port: int, provider: Glewlwyd, encoder: Encoder) -> Iterator[str]:
    write_corpus(folder / "corpus", {"plan.md": f"# A plan for wards\n\n1. {WORDS}\n"})
    ingest(folder / "corpus", folder / "index", encoder)
    secrets = write_secrets(folder, f"http://localhost:{port}", provider.issuer, CLIENT_SECRET)
    options = "--secrets.files", str(secrets)
    with served(folder / "index", folder, *options, port=port, PARITY_SIGN_IN="required") as app:
        yield app


def visitor(browser: Browser, app: str) -> Page:
    page = visit(browser, app, DESKTOP)
    page.set_default_timeout(OPENING_MILLISECONDS)
    return page


def outside(page: Page) -> None:
    """The page has the button to sign in, and nothing of the documents."""
    button = page.get_by_role("button", name="Sign in")
    playwright.expect(button).to_be_visible(timeout=OPENING_MILLISECONDS)
    for role in ("textbox", "dialog", "navigation", "listitem"):
        playwright.expect(page.get_by_role(role)).to_have_count(0)
    for of_the_documents in (WORDS, "A plan for wards", "Documents searched"):
        assert of_the_documents not in page.content()


def at_the_provider(page: Page, provider: Glewlwyd, person: Person, password: str = "") -> None:
    """Press Parity's button, and give name and password on the provider's own page."""
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{provider.address}/login.html?**")
    page.get_by_placeholder("Your username").fill(person.login)
    page.get_by_placeholder("Your password").fill(password or person.password)
    page.get_by_role("button", name="OK").click()


def consent_asked(page: Page) -> Locator:
    asked = page.get_by_role("heading", name="Parity requires access to the following scopes")
    asked.wait_for()
    return page.get_by_role("button", name="Continue")


def signed_in(page: Page, person: Person) -> Locator:
    button = page.get_by_role("button", name=f"Sign out {person.name}")
    button.wait_for()
    return button


def sign_in(page: Page, provider: Glewlwyd, person: Person) -> None:
    """The first time: with the password, and with consent to name and address."""
    at_the_provider(page, provider, person)
    on = consent_asked(page)
    for scope in SCOPES[1:]:
        page.locator(f"#grant-{scope}").check()
    page.get_by_role("button", name="Grant access").click()
    playwright.expect(page.get_by_role("heading", name="Parity requires")).to_have_count(0)
    on.click()
    signed_in(page, person)


def listed(page: Page) -> Locator:
    return page.locator("[class*='st-key-open-'] button")


def test_an_account_finds_its_conversation_again_after_signing_out_and_nobody_else_does(
    browser: Browser, app: str, provider: Glewlwyd, folder: Path
) -> None:
    page = visitor(browser, app)
    outside(page)
    sign_in(page, provider, ANN)
    answer = ask(page, QUESTION)
    playwright.expect(answer).to_contain_text("2019")
    page.wait_for_url(re.compile(r"[?&]conversation=[0-9a-f]{32}"))
    conversation = page.url
    assert [c for c in page.context.cookies() if c["name"] == "parity_visitor"] == []

    signed_in(page, ANN).click()
    page.wait_for_url(f"{provider.address}/login.html?**prompt=end_session**")
    page.get_by_role("button", name="Logout").click()
    page.get_by_text("You are disconnected").wait_for()
    page.goto(conversation)
    outside(page)

    at_the_provider(page, provider, ANN)
    page.get_by_role("button", name="Continue").click()
    signed_in(page, ANN)
    playwright.expect(listed(page)).to_have_count(1)
    listed(page).click()
    playwright.expect(page.get_by_label("Chat message from assistant")).to_contain_text("2019")

    other = visitor(browser, app)
    sign_in(other, provider, BOB)
    other.get_by_role("textbox").wait_for()
    playwright.expect(listed(other)).to_have_count(0)
    other.goto(conversation)
    other.get_by_text(NO_SUCH).wait_for()
    assert "2019" not in other.content()
    kept = "".join(f"{path} " for path in kept_in(folder).rglob("*"))
    assert not any(name in kept for name in (ANN.login, BOB.login, ANN.email))


def test_a_wrong_password_lets_nobody_in(browser: Browser, app: str, provider: Glewlwyd) -> None:
    page = visitor(browser, app)
    at_the_provider(page, provider, ANN, "what-bob-knows")
    page.get_by_text("Authentication error").wait_for()
    page.goto(app)
    outside(page)


def test_whoever_walks_away_when_asked_for_consent_is_not_let_in(
    browser: Browser, app: str, provider: Glewlwyd
) -> None:
    page = visitor(browser, app)
    at_the_provider(page, provider, BOB)
    page.get_by_role("button", name="Continue").wait_for()
    page.goto(app)
    outside(page)


def test_an_account_that_the_provider_has_not_assigned_is_refused_and_not_let_in(
    browser: Browser, app: str, provider: Glewlwyd, folder: Path
) -> None:
    page = visitor(browser, app)
    at_the_provider(page, provider, CAL)
    page.get_by_text("no required scope is available").wait_for()
    playwright.expect(page.get_by_role("button", name="Continue")).to_have_count(0)
    # Asked not to show a page, the provider sends its refusal to Parity.
    back = parse_qs(urlsplit(page.url).query)["callback_url"][0]
    page.goto(back.replace("prompt=select_account", "prompt=none"))
    outside(page)
    assert urlsplit(page.url).netloc == urlsplit(app).netloc
    assert "interaction_required" in (folder / "log.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "made_up", ["", "?error=access_denied", "?code=a&state=b", "?code=a", "?state=b"]
)
def test_a_way_back_that_the_provider_never_sent_lets_nobody_in(
    browser: Browser, app: str, made_up: str
) -> None:
    page = visitor(browser, f"{app}/oauth2callback{made_up}")
    outside(page)
    assert urlsplit(page.url).path == "/"
