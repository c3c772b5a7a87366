"""In a real browser the app answers, opens the cited paragraph, and is accessible to everyone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest

from browsing import (
    DESKTOP,
    ENLARGED,
    OPENING_MILLISECONDS,
    PHONE,
    PLANTED,
    ask,
    faults,
    faults_that_are_planted,
    opened,
    settle,
    tab_to,
    visit,
    whole,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, WebSocketRoute

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

QUESTION = "How many children and young people accessed treatment in 2020/21?"


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
    page.get_by_role("button", name="What should governors look at?").wait_for()
    whole(page)
    assert faults(page) == []
    assert headings(page)[0] == "H1"
    page.set_viewport_size({"width": size[0], "height": size[1]})
    answer = ask(page, QUESTION)
    answer.locator(".cite").first.click()
    playwright.expect(page.get_by_role("dialog").locator("mark").first).to_be_visible()
    settle(page)
    assert faults(page) == []
    assert sideways(page) <= 0
    page.keyboard.press("Escape")
    answer.get_by_text("Sources:").click()
    ask(page, "What does a place in a private clinic in Paris cost?")
    page.get_by_role("link", name="999").wait_for()
    whole(page)
    assert faults(page) == []
    assert sideways(page) <= 0
    assert headings(page)[:3] == ["H1", "H2", "H3"]
    assert faults_that_are_planted(page) == PLANTED


def headings(page: Page) -> list[str]:
    """The kinds of the headings that are shown, in their order."""
    return page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]"
        ".filter((one) => one.checkVisibility({ visibilityProperty: true }))"
        ".map((one) => one.tagName)"
    )


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
        whole(page)
        assert faults(page) == []
        assert sideways(page) <= 0
        page.get_by_text(name, exact=True).click()
        playwright.expect(page.get_by_text(about)).to_be_visible()
        playwright.expect(cards.first).to_be_visible()
    whole(page)
    assert faults(page) == []
    assert sideways(page) <= 0
    assert headings(page)[:2] == ["H1", "H2"]
    assert faults_that_are_planted(page) == PLANTED


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
        playwright.expect(status).to_contain_text(
            f"Result {number}: ", timeout=OPENING_MILLISECONDS
        )
        whole(page)
        assert faults(page) == []
        assert sideways(page) <= 0
    assert headings(page)[0] == "H1"
    assert faults_that_are_planted(page) == PLANTED


def looked_up(page: Page, text: str, key: str, number: int = 1) -> Locator:
    """Type a text and press a key in the box; returns the heading of what came of it."""
    box = page.get_by_role("textbox")
    box.fill(text)
    box.press(key)
    status = page.locator("#parity-status")
    playwright.expect(status).to_contain_text(f"Result {number}: ", timeout=OPENING_MILLISECONDS)
    return page.locator("#result")


@pytest.mark.parametrize("size", [DESKTOP, PHONE, ENLARGED])
def test_an_exact_wording_is_found_and_copied(
    browser: Browser, app: str, size: tuple[int, int]
) -> None:
    page = opened(browser, f"{app}/wording", size, "light")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    looked_up(page, "280,000 people with a severe mental illness", "Enter")
    playwright.expect(page.locator("#parity-status")).to_have_text(
        "Result 1: Word for word, in 2 places."
    )
    card = page.locator(".card").first
    button = card.locator("button[data-copy-text]")
    playwright.expect(button).to_have_accessible_name(
        "Copy with citation (Government response (CP 642), paragraph 3)"
    )
    settle(page)
    words, press = card.locator("blockquote").first.bounding_box(), button.bounding_box()
    assert words is not None
    assert press is not None
    assert press["y"] >= words["y"] + words["height"]
    button.click()
    playwright.expect(button).to_have_attribute("data-copied", "")
    playwright.expect(page.locator("#parity-status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "280,000 people with a severe mental illness" in copied
    assert copied.endswith("(Government response (CP 642), paragraph 3)")
    assert sideways(page) <= 0


def test_words_are_copied_where_the_browser_has_no_clipboard_of_its_own(
    browser: Browser, app: str
) -> None:
    page = opened(browser, f"{app}/wording", DESKTOP, "light")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    looked_up(page, "280,000 people with a severe mental illness", "Control+Enter")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    button = page.locator("button[data-copy-text]").first
    button.click()
    playwright.expect(button).to_have_attribute("data-copied", "")
    playwright.expect(button).to_be_focused()
    box = page.get_by_role("textbox")
    box.fill("")
    box.press("Control+v")
    assert "280,000 people" in box.input_value()


def test_a_sentence_with_one_wrong_number_is_shown_beside_its_source(
    browser: Browser, app: str
) -> None:
    page = opened(browser, f"{app}/wording", DESKTOP, "light")
    briefing = (
        "We are committed to growing the mental health workforce.\n"
        "97% of children with eating disorders had treatment within 1 week.\n"
        "Zeppelins fly over the moon every night."
    )
    heading = looked_up(page, briefing, "Control+Enter")
    playwright.expect(heading).to_have_text("3 sentences checked")
    first = page.locator(".card").first
    playwright.expect(first.locator(".sign")).to_contain_text("Differs in a fact")
    playwright.expect(first.locator(".claim mark")).to_have_text("97%")
    playwright.expect(first.locator("blockquote.words mark")).to_have_text("95%")
    playwright.expect(first.get_by_text("the source has “95%”")).to_be_visible()
    address = first.get_by_role("link", name="In the document").get_attribute("href")
    assert address is not None
    assert address.startswith("./?document=government-response&paragraph=46")
    first.locator("summary").click()
    playwright.expect(first.locator("details mark").first).to_be_visible()
    page.get_by_text("✓ Verbatim 1").click()
    playwright.expect(page.locator(".card")).to_have_count(1)
    playwright.expect(page.locator(".card .claim")).to_contain_text("committed to growing")
    page.locator(".card").get_by_role("link", name="In the document").first.click()
    playwright.expect(page.get_by_role("dialog").locator("mark").first).to_be_visible()
    assert len(page.context.pages) == 1


def test_enter_begins_a_line_of_a_longer_text_and_a_blank_one_does_nothing(
    browser: Browser, app: str
) -> None:
    page = opened(browser, f"{app}/wording", DESKTOP, "light")
    box = page.get_by_role("textbox")
    box.press("Enter")
    playwright.expect(page.locator("#result, .note.failure")).to_have_count(0)
    box.fill("One line.")
    box.press("Shift+Enter")
    box.press_sequentially("Another.")
    box.press("Enter")
    box.press_sequentially("A third.")
    playwright.expect(box).to_have_value("One line.\nAnother.\nA third.")
    playwright.expect(page.locator("#result, .note.failure")).to_have_count(0)


def test_the_filters_of_the_register_are_in_the_address(browser: Browser, app: str) -> None:
    page = opened_at(browser, f"{app}/commitments")
    page.get_by_text("Narrow the list").click()
    page.get_by_label("On what").fill("eating")
    page.get_by_label("On what").press("Enter")
    page.wait_for_url("**/commitments?on=eating")
    count = page.get_by_text("2 of 9 commitments")
    playwright.expect(count).to_be_visible()
    again = opened_at(browser, page.url)
    playwright.expect(again.get_by_text("2 of 9 commitments")).to_be_visible()
    again.get_by_role("button", name="Show all again").click()
    playwright.expect(again.get_by_text("9 commitments:")).to_be_visible()
    again.wait_for_url("**/commitments")
    whole(again)
    again.go_back()
    playwright.expect(again.get_by_text("2 of 9 commitments")).to_be_visible(
        timeout=OPENING_MILLISECONDS
    )


def opened_at(browser: Browser, address: str) -> Page:
    """The page of the register of a new visitor, once its cards are there."""
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.goto(address)
    page.locator(".card").first.wait_for(timeout=OPENING_MILLISECONDS)
    return page


def test_the_desk_is_worked_with_the_keyboard_alone(browser: Browser, app: str) -> None:
    page = opened(browser, f"{app}/wording", DESKTOP, "light")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    box = page.get_by_role("textbox")
    tab_to(page, box)
    page.keyboard.type("committed to growing the mental health workforce")
    page.keyboard.press("Enter")
    button = page.locator("button[data-copy-text]").first
    button.wait_for()
    playwright.expect(box).to_be_focused()
    summary = page.locator(".card summary").first
    tab_to(page, summary)
    page.keyboard.press("Enter")
    playwright.expect(page.locator(".card details[open] mark").first).to_be_visible()
    tab_to(page, button)
    page.keyboard.press("Enter")
    playwright.expect(button).to_have_attribute("data-copied", "")
    playwright.expect(button).to_be_focused()
    assert "committed to growing" in page.evaluate("navigator.clipboard.readText()")


def test_the_register_is_worked_with_the_keyboard_alone(browser: Browser, app: str) -> None:
    page = opened_at(browser, f"{app}/commitments")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    skip = page.get_by_role("link", name="Skip the table")
    tab_to(page, skip)
    playwright.expect(skip).to_be_in_viewport()
    region = page.get_by_role("region", name="How each commitment was rated")
    tab_to(page, region, most=1)
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.scrolls').scrollLeft > 0")
    name = page.get_by_role("rowheader", name="Physical health check").get_by_role("link")
    tab_to(page, name)
    page.keyboard.press("Enter")
    card = page.get_by_role("heading", name="Physical health check", exact=True)
    playwright.expect(card).to_be_in_viewport()
    summary = page.locator(".card", has=card).locator("summary").first
    tab_to(page, summary, most=1)
    page.keyboard.press("Enter")
    playwright.expect(page.locator(".card details[open] mark").first).to_be_visible()


INLINE = ":is(.call, .where a)"
"""Links within a sentence, which WCAG leaves as high as its lines."""


@pytest.mark.parametrize("address", ["", "commitments?on=eating", "wording"])
def test_what_a_finger_presses_is_large_enough(browser: Browser, app: str, address: str) -> None:
    page = visit(browser, f"{app}/{address}", PHONE, touch=True)
    if not address:
        page.get_by_role("textbox").wait_for(timeout=OPENING_MILLISECONDS)
        ask(page, "What does a place in a private clinic in Paris cost?")
        ask(page, QUESTION).get_by_role("button", name="Copy this answer").wait_for()
        page.get_by_text("You could ask next").wait_for()
    elif address == "wording":
        page.get_by_role("textbox").wait_for(timeout=OPENING_MILLISECONDS)
        looked_up(page, "280,000 people with a severe mental illness", "Enter")
    if address:
        page.locator(".card").first.wait_for(timeout=OPENING_MILLISECONDS)
    assert small_targets(page) == []
    page.get_by_role("button", name="Expand sidebar").tap()
    link = page.locator("a.document").first
    link.scroll_into_view_if_needed()
    playwright.expect(link).to_be_in_viewport()
    page.get_by_role("button", name="Collapse sidebar").wait_for()
    assert small_targets(page) == []


def small_targets(page: Page) -> list[str]:
    """What can be pressed and is lower than 44 pixels, or narrower; of words the height counts."""
    settle(page)
    small: list[str] = page.evaluate(
        """(inline) => {
            const shown = [...document.querySelectorAll(
                "a[href], button, summary, [role=radio], [role=checkbox]")].filter((one) =>
                one.checkVisibility({ visibilityProperty: true }) && one.offsetWidth > 2
                && !one.matches(inline) && !one.matches("a[href='#stMain']"));
            if (shown.length < 6) return ["nothing was there to be measured"];
            return shown.filter((one) => {
                const { width, height } = one.getBoundingClientRect();
                return height < 43.5 || (width < 43.5 && !one.innerText.trim());
            }).map((one) => one.outerHTML.slice(0, 200));
        }""",
        INLINE,
    )
    return small


def test_focus_is_seen_on_the_navigation_and_on_what_is_pressed(browser: Browser, app: str) -> None:
    """The outline stands out from the page by 3 to 1, in either theme."""
    for scheme in ("light", "dark"):
        page = opened(browser, app, DESKTOP, scheme)
        page.locator("header").get_by_role("link", name="Ask").focus()
        for name in ("Commitments", "Exact words"):
            page.keyboard.press("Tab")
            link = page.locator("header").get_by_role("link", name=name)
            playwright.expect(link).to_be_focused()
            assert outline(page) >= 3
        tab_to(page, page.get_by_role("button", name="Has the mental health workforce grown?"))
        assert outline(page) >= 3


def outline(page: Page) -> float:
    """The contrast between the outline of what has the focus and the page; 0 without an outline."""
    width, style, *colours = page.evaluate(
        """() => {
            const at = getComputedStyle(document.activeElement);
            return [parseFloat(at.outlineWidth), at.outlineStyle, at.outlineColor,
                getComputedStyle(document.querySelector(".stApp")).backgroundColor];
        }"""
    )
    if style == "none" or width < 2:
        return 0
    lighter, darker = sorted(map(luminance, colours), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of "rgb(r, g, b)", as WCAG defines it."""
    parts = [float(part) / 255 for part in re.findall(r"[\d.]+", colour)[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_focus_goes_to_the_answer_after_a_press_and_stays_with_who_writes(
    browser: Browser, app: str
) -> None:
    page = opened(browser, app, DESKTOP, "light")
    page.get_by_role("button", name="Was the target for treating").press("Enter")
    first = page.get_by_role("heading", name="Was the target for treating")
    playwright.expect(first).to_be_focused(timeout=OPENING_MILLISECONDS)
    page.get_by_role("button", name="More", exact=True).press("Enter")
    page.get_by_role("button", name="Ask again").press("Enter")
    status = page.locator("#parity-status")
    playwright.expect(status).to_contain_text("Answer 1. Answered: ")
    playwright.expect(page.get_by_role("button", name="More", exact=True)).to_be_visible()
    playwright.expect(first).to_be_focused()
    page.get_by_text("You could ask next").wait_for()
    on = page.locator(".st-key-going-on").get_by_role("button").first
    asked = on.inner_text()
    on.press("Enter")
    second = page.locator("#turn-2")
    playwright.expect(second).to_have_text(asked)
    playwright.expect(second).to_be_focused(timeout=OPENING_MILLISECONDS)
    ask(page, "What does a place in a private clinic in Paris cost?")
    playwright.expect(status).to_contain_text("Answer 3. Not in these documents: ")
    playwright.expect(page.get_by_role("textbox")).to_be_focused()


def test_an_answer_is_read_from_its_beginning(browser: Browser, app: str) -> None:
    page = opened(browser, app, PHONE, "light")
    ask(page, QUESTION)
    ask(page, "Was the target for treating eating disorders met?")
    heading = page.get_by_role("heading", name="Was the target")
    playwright.expect(heading).to_be_in_viewport()
    playwright.expect(page.locator("#parity-status")).to_contain_text("Answer 2. Answered")


def test_an_address_of_no_page_and_a_server_that_is_gone_are_told_in_parity_s_words(
    browser: Browser, app: str
) -> None:
    page = browser.new_context(reduced_motion="reduce").new_page()
    sockets: list[WebSocketRoute] = []

    def pass_on(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        socket.connect_to_server()

    page.route_web_socket("**/_stcore/stream", pass_on)
    page.goto(f"{app}/nowhere")
    dialog = page.get_by_role("dialog", name="There is no such page")
    dialog.get_by_role("button", name="Close").click(timeout=OPENING_MILLISECONDS)
    page.route("**/_stcore/**", lambda route: route.abort())
    sockets[-1].close()
    gone = page.get_by_role("dialog", name="Parity has stopped")
    playwright.expect(gone).to_contain_text("make chat", timeout=OPENING_MILLISECONDS)
    assert "treamlit" not in gone.inner_text()


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
