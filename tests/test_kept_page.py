"""A conversation survives on its page: refresh, other windows, other visitors, second tries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.delta_generator import DeltaGenerator

from assistant.kept.feedback import Opinion, read
from assistant.kept.store import Store
from assistant.settings import Settings
from assistant.web.conversations import COOKIE, visitor_of
from assistant.web.waiting import Queue, Wanted
from assistant.web.waits import READING
from ingest.errors import IndexMissingError
from pages import html_of, whole_html_of
from windows import (
    ANN,
    BOB,
    NO_SUCH,
    Assisting,
    ask,
    listed,
    name_of,
    on_disk,
    opened,
    press,
    shown,
)

pytestmark = pytest.mark.usefixtures("nothing_opened_yet")


def test_a_conversation_survives_a_refresh_and_goes_on(assisting: Assisting) -> None:
    page = ask(ask(opened(), "One?"), "Two?")
    again = opened(conversation=name_of(page))
    assert html_of(again).count("Answer 1 to One?") == 1
    assert html_of(again).count("Answer 2 to Two?") == 1
    ask(again, "Three?")
    assert assisting.asked[-1] == ("Three?", ["One?", "Two?"])
    assert name_of(again) == name_of(page)


def test_no_address_names_a_conversation_before_something_is_kept(assisting: Assisting) -> None:
    page = opened()
    assert name_of(page) == ""
    assert listed(page) == []
    assert len(name_of(ask(page, "One?"))) == 32
    assert listed(page) == ["One?"]


def test_another_visitor_sees_nothing_of_it(assisting: Assisting) -> None:
    page = ask(opened(ANN), "Ann's question?")
    other = opened(BOB, name_of(page))
    assert "Ann's question?" not in html_of(other)
    assert NO_SUCH in html_of(other)
    assert listed(other) == []
    ask(other, "Bob's question?")
    assert name_of(other) not in ("", name_of(page))
    assert listed(other) == ["Bob's question?"]
    assert "Bob's" not in html_of(opened(ANN, name_of(page)))


def test_an_older_conversation_is_opened_from_the_list_and_a_new_one_begun(
    assisting: Assisting,
) -> None:
    page = press(ask(opened(), "One?"), "New conversation")
    assert (name_of(page), len(page.chat_message)) == ("", 0)
    ask(page, "Two?")
    assert assisting.asked[-1] == ("Two?", [])
    assert listed(page) == ["Two?", "One?"]
    press(page, "One\\?")
    assert "Answer 1 to One?" in html_of(page)
    assert "Two?" not in html_of(page)


def test_it_is_renamed_shared_and_deleted(assisting: Assisting) -> None:
    page = ask(opened(), "One?")
    name = name_of(page)
    page.text_input[0].set_value("For the *board*")
    press(page, "Rename")
    assert listed(page) == ["For the *board*"]
    assert "Copy link" not in html_of(page)
    shown(page.toggle[0].set_value(True).run())
    assert f'data-copy-link="./?conversation={name}"' in whole_html_of(page)
    assert "Answer 1 to One?" in html_of(opened(BOB, name))
    shown(page.toggle[0].set_value(False).run())
    assert NO_SUCH in html_of(opened(BOB, name))
    press(press(page, "Delete this conversation"), "Delete")
    assert (name_of(page), listed(page), len(page.chat_message)) == ("", [], 0)
    assert NO_SUCH in html_of(opened(ANN, name))
    assert "One?" not in on_disk()


def test_whoever_reads_a_shared_conversation_goes_on_in_one_of_their_own(
    assisting: Assisting,
) -> None:
    page = ask(opened(ANN), "One?")
    shown(page.toggle[0].set_value(True).run())
    other = opened(BOB, name_of(page))
    assert not other.toggle
    shared = "Somebody shared this conversation with you."
    assert shared in html_of(other)
    ask(other, "Two?")
    assert name_of(other) != name_of(page)
    assert shared not in html_of(other) + html_of(page)
    assert "Answer 1 to One?" in html_of(opened(BOB, name_of(other)))
    assert "Two?" not in html_of(opened(ANN, name_of(page)))


def test_two_windows_of_one_conversation_lose_nothing(assisting: Assisting) -> None:
    first = ask(opened(), "One?")
    second = opened(conversation=name_of(first))
    ask(first, "Two?")
    ask(second, "Three?")
    for page in (shown(first.run()), second, opened(conversation=name_of(first))):
        for at, question in enumerate(("One?", "Two?", "Three?"), start=1):
            assert html_of(page).count(f"Answer {at} to {question}") == 1


def test_what_another_window_deleted_does_not_come_back(assisting: Assisting) -> None:
    first = ask(opened(), "One?")
    second = opened(conversation=name_of(first))
    press(press(first, "Delete this conversation"), "Delete")
    shown(second.run())
    assert NO_SUCH in html_of(second)
    ask(second, "Two?")
    assert listed(second) == ["Two?"]
    assert "One?" not in on_disk()


def test_words_of_distress_are_on_the_page_and_never_on_the_disk(assisting: Assisting) -> None:
    page = ask(opened(), "I want to die")
    assert "Please call 999." in html_of(page)
    assert html_of(page).count("are not kept") == 1
    assert name_of(page) == ""
    assert not [b for b in page.main.button if b.label == "Ask again"]
    ask(page, "One?")
    assert "I want to die" in html_of(page)
    assert "Answer 2 to One?" in html_of(page)
    assert html_of(page).count("are not kept") == 1
    assert "want to die" not in on_disk()
    again = opened(conversation=name_of(page))
    assert "Answer 2 to One?" in html_of(again)
    assert "want to die" not in html_of(again)
    assert listed(again) == ["One?"]


def test_with_no_days_nothing_is_written_and_the_page_works(
    assisting: Assisting, monkeypatch: pytest.MonkeyPatch, kept_dir: Path
) -> None:
    monkeypatch.setenv("PARITY_KEEP_DAYS", "0")
    page = ask(ask(opened(), "One?"), "Two?")
    assert "Answer 1 to One?" in html_of(page)
    assert "Answer 2 to Two?" in html_of(page)
    assert (name_of(page), listed(page)) == ("", [])
    assert not list(kept_dir.rglob("*.jsonl"))


def test_a_disk_that_cannot_be_written_stops_no_answer(
    assisting: Assisting, kept_dir: Path
) -> None:
    kept_dir.write_text("a file in the way")
    page = ask(opened(), "One?")
    assert "Answer 1 to One?" in html_of(page)
    assert "could not be written down" in html_of(page)


@pytest.mark.parametrize("name", ["../../x", "a" * 32, "%00", "x" * 5_000])
def test_an_address_that_leads_nowhere_is_one_sentence(assisting: Assisting, name: str) -> None:
    page = opened(conversation=name)
    assert NO_SUCH in html_of(page)
    assert "Answer 1 to One?" in html_of(ask(page, "One?"))
    assert NO_SUCH not in html_of(page)


def test_a_damaged_file_is_one_sentence_and_stays(assisting: Assisting, kept_dir: Path) -> None:
    name = name_of(ask(opened(), "One?"))
    (file,) = kept_dir.rglob(f"{name}.jsonl")
    file.write_text("{", encoding="utf-8")
    page = opened(conversation=name)
    assert "its file is damaged" in html_of(page)
    assert listed(page) == ["A conversation that cannot be read"]
    ask(page, "Two?")
    assert "Answer 2 to Two?" in html_of(page)
    assert file.read_text("utf-8") == "{"


def test_ask_again_puts_the_new_answer_in_the_place_of_the_old_one(assisting: Assisting) -> None:
    page = ask(ask(opened(), "One?"), "Two?")
    press(page, "Ask again", 0)
    assert assisting.asked[-1] == ("One?", [])
    for html in (html_of(page), html_of(opened(conversation=name_of(page)))):
        assert "Answer 1 to One?" not in html
        assert html.index("Answer 3 to One?") < html.index("Answer 2 to Two?")


def test_an_edited_question_is_asked_in_its_place(assisting: Assisting) -> None:
    page = ask(ask(opened(), "One?"), "Two?")
    press(page, "Edit the question", 1)
    assert page.text_area[0].value == "Two?"
    page.text_area[0].set_value("Too?")
    press(page, "Ask")
    assert assisting.asked[-1] == ("Too?", ["One?"])
    assert not page.text_area
    for html in (html_of(page), html_of(opened(conversation=name_of(page)))):
        assert "Answer 3 to Too?" in html
        assert "Two?" not in html


@pytest.mark.parametrize("blank", ["", "  \n "])
def test_a_question_edited_away_asks_nothing(assisting: Assisting, blank: str) -> None:
    page = press(ask(opened(), "One?"), "Edit the question")
    page.text_area[0].set_value(blank)
    press(page, "Ask")
    assert len(assisting.asked) == 1
    assert page.text_area
    assert not press(page, "Cancel").text_area
    assert "Answer 1 to One?" in html_of(page)


def test_a_second_try_that_fails_leaves_the_answer_and_says_why(assisting: Assisting) -> None:
    page = press(ask(opened(), "One?"), "Edit the question")
    page.text_area[0].set_value("One that fails?")
    press(page, "Ask")
    assert "This question is too long." in html_of(page)
    assert "Answer 1 to One?" in html_of(page)
    assert "This question is too long." not in html_of(opened(conversation=name_of(page)))


def test_a_question_that_failed_can_be_asked_again(assisting: Assisting) -> None:
    page = press(ask(opened(), "Will it fail?"), "Ask again")
    assert [question for question, _ in assisting.asked] == ["Will it fail?"] * 2
    assert len(page.chat_message) == 2


def test_an_answer_from_other_documents_says_so_until_it_is_asked_again(
    assisting: Assisting,
) -> None:
    page = ask(opened(), "One?")
    assert "The documents have changed" not in html_of(page)
    assisting.fingerprint = "b" * 16
    again = opened(conversation=name_of(page))
    assert "The documents have changed" in html_of(again)
    assert "Answer 1 to One?" in html_of(again)
    press(again, "Ask again")
    assert "The documents have changed" not in html_of(again)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All HTML that is drawn from now on, in order."""
    seen: list[str] = []
    html = DeltaGenerator.html

    def draw(at: DeltaGenerator, body: object, **of: Any) -> DeltaGenerator:
        seen.append(str(body))
        return html(at, body, **of)

    monkeypatch.setattr(DeltaGenerator, "html", draw)
    return seen


def test_what_is_sent_early_is_shown_as_waiting(
    assisting: Assisting, monkeypatch: pytest.MonkeyPatch, drawn: list[str]
) -> None:
    monkeypatch.setattr("assistant.web.chat._answer_at_once", lambda: None)
    page = opened()
    page.session_state["waiting"] = Queue([Wanted("One?"), Wanted("Two?"), Wanted("Three?")])
    shown(page.run())
    waits = [body for body in drawn if "Waits its turn" in body]
    assert len(waits) == 3  # two while the first is answered, then one
    assert [question for question, _ in assisting.asked] == ["One?", "Two?", "Three?"]
    assert "Waits its turn" not in html_of(page)


def test_what_is_answered_in_a_blink_is_drawn_once_and_with_its_answer(
    assisting: Assisting, drawn: list[str]
) -> None:
    page = ask(opened(), "One?")
    drawn.clear()
    name = name_of(ask(page, "Two?"))
    assert READING not in drawn
    assert sum("Answer 2 to Two?" in body for body in drawn) == 1
    kept = Store(Settings.from_environment().kept_dir / "conversations", 30)
    assert len(kept.read(ANN, name).turns) == 2


def test_what_cannot_be_opened_in_a_blink_is_told_by_the_page(
    assisting: Assisting, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ask(opened(), "One?")

    def broken(*_: object) -> Assisting:
        raise IndexMissingError("There is no index at /secret; run 'parity ingest' to make it.")

    monkeypatch.setattr("assistant.web.chat.open_assistant", broken)
    page = ask(page, "Two?")
    assert "There is no index here yet" in html_of(page)
    assert "/secret" not in html_of(page)


def test_one_in_another_window_counts_for_what_is_answered_in_a_blink(
    assisting: Assisting,
) -> None:
    first = ask(opened(), "One?")
    second = opened(conversation=name_of(first))
    ask(second, "Two?")
    ask(first, "Three?")
    assert assisting.asked[-1] == ("Three?", ["One?", "Two?"])


def test_feedback_is_kept_with_its_question_and_note(assisting: Assisting, kept_dir: Path) -> None:
    page = ask(ask(opened(), "One?"), "Two?")
    pills = page.button_group
    shown(pills[1].set_value(Opinion.EVIDENCE_WRONG).run())
    assert "Thank you." in html_of(page)
    note = next(box for box in page.text_input if "optional" in box.label)
    note.set_value("It is paragraph 40; ring 0161 496 0001.")
    press(page, "Send the note")
    assert "Your note is kept" in html_of(page).replace("\n", " ")
    (kept,) = read(kept_dir).feedback
    assert (kept.verdict, kept.question) == (Opinion.EVIDENCE_WRONG, "Two?")
    assert kept.history == ("One?",)
    assert kept.note == "It is paragraph 40; ring [telephone number]."
    shown(page.button_group[1].set_value(None).run())
    assert read(kept_dir).feedback == ()


def test_a_note_in_distress_is_answered_and_not_kept(assisting: Assisting, kept_dir: Path) -> None:
    page = ask(opened(), "One?")
    shown(page.button_group[0].set_value(Opinion.NOT_USEFUL).run())
    note = next(box for box in page.text_input if "optional" in box.label)
    note.set_value("I want to kill myself")
    press(page, "Send the note")
    assert 'href="tel:116123"' in html_of(page)
    assert "kill myself" not in on_disk()


def test_feedback_is_off_by_one_setting(
    assisting: Assisting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARITY_FEEDBACK", "off")
    page = ask(opened(), "One?")
    assert not page.button_group
    assert [b.label for b in page.main.button] == ["Ask again", "Edit the question"]


def test_a_visitor_is_known_by_account_or_cookie_or_is_new() -> None:
    assert visitor_of({}, {COOKIE: ANN}) == ANN
    account = {"is_logged_in": True, "iss": "https://id.example", "sub": "7"}
    assert visitor_of(account, {COOKIE: ANN}) == "account https://id.example 7"
    assert visitor_of({"is_logged_in": False, "sub": "7"}, {COOKIE: ANN}) == ANN
    for wrong in ("", "../..", "account https://id.example 7", ANN.upper() + "!"):
        assert len({visitor_of({}, {COOKIE: wrong}), visitor_of({}, {}), wrong}) == 3
