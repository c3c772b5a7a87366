"""The desk's page finds words and checks claims, and shows plainly which of its results it is."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from assistant.desk.check import Verdict
from assistant.desk.desk import Desk
from assistant.desk.said import NEAREST_READING
from assistant.desk.wording import LONGEST
from assistant.settings import Settings
from assistant.web import wording
from assistant.web.checked_html import checked_html, problems_first
from assistant.web.place_html import copied
from assistant.web.wording import CHECK, FIND, result_of
from assistant.web.wording_html import place_html, result_html
from ingest.indexing.embedding import Encoder
from pages import html_of, whole_html_of, words_of

pytestmark = pytest.mark.usefixtures("nothing_opened_yet")

GROWING = "committed to growing the mental health workforce"
NASTY = "Cost $5 to $6 <script>alert(1)</script> *very* [x](javascript:alert(2)) <img onerror=a>"


@pytest.fixture(scope="module")
def desk(home_index: Path) -> Desk:
    return Desk.open(Settings().with_values(index_dir=home_index))


@pytest.fixture
def page(home_index: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("PARITY_INDEX_DIR", str(home_index))
    return opened()


def opened() -> AppTest:
    """The page after its first run."""

    def script() -> None:
        from assistant.web import wording

        wording.page()

    return AppTest.from_function(script, default_timeout=60).run()


def ask(page: AppTest, text: str, button: str) -> AppTest:
    page.text_area[0].set_value(text)
    next(b for b in page.button if b.label == button).click()
    return page.run()


def marked(html: str, kind: str) -> list[str]:
    return [unescape(words) for words in re.findall(rf'<mark class="{kind}">(.*?)</mark>', html)]


def to_copy(page: AppTest) -> list[str]:
    """What the copy buttons put on the clipboard, in their order."""
    found = re.findall(r'data-copy-text="(.*?)"', whole_html_of(page))
    return [unescape(text) for text in found]


def without_our_script(html: str) -> str:
    """The page without the two scripts that it brings, both of which begin a line."""
    return re.sub(r"(?m)^<script>\n?(?:\(|// The desk).*?</script>$", "", html, flags=re.S)


def signs(html: str) -> list[str]:
    found = re.findall(r'<span class="sign \w+">.*?</span>.*?</span>', html)
    return [words_of(sign) for sign in found]


def test_exact_words_are_shown_where_they_stand_ready_to_copy(page: AppTest) -> None:
    ask(page, GROWING, FIND)
    assert not page.exception
    html = html_of(page)
    assert "Word for word, in 2 places" in html
    assert marked(html, "found") == [GROWING, GROWING]
    assert to_copy(page) == [
        f'"We are {GROWING}" (Government response (CP 642), paragraph 3)',
        f'“Commitment - "We are {GROWING}"” (Government response (CP 642), paragraph 9)',
    ]


def test_a_heading_is_shown_as_a_heading(page: AppTest) -> None:
    ask(page, "change starts at home", FIND)
    html = html_of(page)
    assert marked(html, "found") == ["Change starts at home"]
    assert "Heading above Support for NHS providers, paragraph 5, counted" in words_of(html)
    assert to_copy(page) == [
        "“Change starts at home” (heading above Support for NHS providers, paragraph 5, counted)"
    ]


def test_near_words_are_not_shown_as_exact(page: AppTest) -> None:
    ask(page, "we are commited to growing a mental health workforce", FIND)
    html = html_of(page)
    assert "Not word for word" in html
    assert "Word for word" not in html
    assert "the" in marked(html, "differs")
    assert not marked(html, "found")


def test_words_that_are_nowhere_are_said_to_be_nowhere(page: AppTest) -> None:
    ask(page, "zeppelins over Zanzibar", FIND)
    html = html_of(page)
    assert "Not in these documents" in html
    assert "Searched all 159 paragraphs of 4 documents" in html
    assert not to_copy(page)


def test_a_claim_that_differs_is_shown_beside_its_source(desk: Desk) -> None:
    claim = "97% of children with eating disorders had treatment within 1 week."
    html = checked_html([(1, one) for one in result_of(desk, claim, CHECK).checked], of=1)
    assert "Differs in a fact" in html
    assert marked(html, "differs") == ["97%", "95%"]
    assert "Number “97%”: the source has “95%”" in words_of(html)
    assert "<summary>Government response (CP 642), paragraph 46</summary>" in html


BRIEFING = f"""We are {GROWING}. Zeppelins fly over the moon every night.
97% of children with eating disorders had treatment within 1 week."""


def test_a_briefing_is_counted_by_verdict_with_its_problems_first(page: AppTest) -> None:
    ask(page, BRIEFING, CHECK)
    html = html_of(page)
    assert "3 sentences checked" in html
    assert "1 differs in a fact, 1 was not found and 1 is verbatim." in words_of(html).lower()
    assert signs(html) == ["≠ Differs in a fact", "✕ Not found in these documents", "✓ Verbatim"]
    assert re.findall(r"Sentence (\d) of 3", html) == ["3", "2", "1"]
    assert page.segmented_control[0].options == [
        "All 3",
        "≠ Differs 1",
        "✕ Not found 1",
        "✓ Verbatim 1",
    ]
    if nearest := re.search(NEAREST_READING.rstrip(":"), html):
        assert nearest.start() > html.index("Zeppelins")


@pytest.mark.parametrize(
    ("verdict", "left"),
    [(Verdict.DIFFERS, "97%"), (Verdict.ABSENT, "Zeppelins"), (Verdict.VERBATIM, "growing")],
)
def test_a_briefing_is_filtered_by_verdict(page: AppTest, verdict: Verdict, left: str) -> None:
    ask(page, BRIEFING, CHECK)
    page.segmented_control[0].set_value(verdict.value).run()
    assert not page.exception
    claims = re.findall(r'<p class="claim">(.*?)</p>', html_of(page))
    assert len(claims) == 1
    assert left in words_of(claims[0])
    assert "3 sentences checked" in html_of(page)


def test_another_text_is_shown_whole_whatever_was_filtered_before(page: AppTest) -> None:
    ask(page, BRIEFING, CHECK)
    page.segmented_control[0].set_value(Verdict.VERBATIM.value).run()
    ask(page, BRIEFING.replace("97%", "98%"), CHECK)
    assert len(signs(html_of(page))) == 3


@pytest.mark.parametrize("text", [BRIEFING.split(". ")[0] + ".", f"{GROWING}, they said."])
def test_what_came_out_in_one_way_needs_no_filter(page: AppTest, text: str) -> None:
    ask(page, text, CHECK)
    assert "1 sentence checked" in html_of(page)
    assert "Sentence 1 of 1" not in html_of(page)
    assert not page.segmented_control


def test_each_sentence_has_the_address_of_its_source(page: AppTest) -> None:
    ask(page, "97% of children with eating disorders had treatment within 1 week.", CHECK)
    address = re.search(r'href="(\./\?[^"]+)"', html_of(page))
    assert address
    parts = parse_qs(unescape(address[1]).partition("?")[2])
    assert (parts["document"], parts["paragraph"]) == (["government-response"], ["46"])
    # The reader opens beside the page, in the tab that the link is in.
    assert not re.search(r"<a [^>]*target=", html_of(page))
    assert "new tab" not in html_of(page)


def test_the_address_of_a_heading_names_the_paragraph_below_it(page: AppTest) -> None:
    ask(page, "change starts at home", FIND)
    assert 'href="./?document=provider-support&amp;paragraph=5"' in html_of(page)


def test_the_script_spells_no_tag_for_which_the_page_would_drop_it() -> None:
    script = Path(wording.__file__).with_name("desk.js").read_text(encoding="utf-8")
    assert not re.search(r"<[/\w!]", script)


def test_progress_is_told_before_each_sentence(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    result_of(desk, BRIEFING, CHECK, lambda done, of: told.append((done, of)))
    assert told == [(0, 3), (1, 3), (2, 3)]


def test_problems_stand_in_the_order_of_the_text(desk: Desk) -> None:
    checked = result_of(desk, f"{BRIEFING} Griffins nest in Leeds at dawn.", CHECK).checked
    order = [number for number, _ in problems_first(checked, list(Verdict))]
    assert order == [3, 2, 4, 1]
    assert [number for number, _ in problems_first(checked, [Verdict.ABSENT])] == [2, 4]


@pytest.mark.parametrize(
    ("text", "button", "sentence"),
    [
        ("", FIND, "The phrase is empty"),
        ("  ", CHECK, "There is no sentence to check"),
        ("word " * LONGEST, FIND, f"choose “{CHECK}” to have all of it read"),
        ("word " * 30_000, CHECK, "check at most 100,000 at once"),
    ],
)
def test_a_text_that_cannot_be_looked_up_is_answered_with_one_sentence(
    page: AppTest, text: str, button: str, sentence: str
) -> None:
    ask(page, text, button)
    assert not page.exception
    assert sentence in html_of(page)
    assert "No sentence has these words" not in html_of(page)


def test_a_failure_nobody_expected_is_no_traceback(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Boom")

    monkeypatch.setattr(Desk, "wording", fail)
    ask(page, "any words", FIND)
    assert not page.exception
    assert "Something went wrong" in html_of(page)
    assert "Boom" not in html_of(page)


def test_a_missing_index_is_explained_with_its_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARITY_INDEX_DIR", str(tmp_path))
    page = opened()
    assert not page.exception
    assert "There is no index" in html_of(page)
    assert [code.value for code in page.code] == ["parity ingest"]
    assert not page.text_area


@pytest.mark.parametrize("button", [FIND, CHECK])
def test_what_a_visitor_types_is_never_markup(page: AppTest, button: str) -> None:
    ask(page, NASTY, button)
    html = without_our_script(html_of(page))
    assert NASTY in words_of(html)
    assert "<script" not in html
    assert "<img" not in html


def test_finding_words_loads_no_model(home_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_: object) -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(Encoder, "__init__", load)
    monkeypatch.setenv("PARITY_INDEX_DIR", str(home_index))
    page = ask(opened(), GROWING, FIND)
    assert "Word for word" in html_of(page)


def test_a_place_is_shown_character_for_character_and_opens_its_paragraph(desk: Desk) -> None:
    found = desk.wording("280,000 people with a severe mental illness")
    for place in found.places:
        html = place_html(place, found.found)
        assert place.text in words_of(html)
        assert words_of(html).count(place.text) >= 2
        assert place.text in copied(place)
    assert found.phrase in words_of(result_html(found, ""))
