"""What is pressed, asked again or deleted meanwhile does what it says, and to nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.kept import store as store_module
from assistant.kept.conversation import KeptError
from assistant.kept.feedback import Opinion, read
from assistant.kept.store import Store
from assistant.settings import Settings
from assistant.web import asking
from ingest.profile import Profile
from kept_answers import DOCUMENT, turn
from pages import html_of
from windows import ANN, BOB, NO_SUCH, Assisting, ask, listed, name_of, opened, press, shown

pytestmark = pytest.mark.usefixtures("nothing_opened_yet")

NOT_CHANGED = "could not be changed; it is as it was"


def store() -> Store:
    return Store(Settings.from_environment().kept_dir / "conversations", 30)


def questions(html: str) -> list[str]:
    return re.findall(r'<h2 id="turn-\d+">(.*?)</h2>', html)


@pytest.fixture
def minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute passes between two questions."""
    moments = (datetime(2026, 3, 3, tzinfo=UTC) + timedelta(minutes=n) for n in range(1_000))
    monkeypatch.setattr(asking, "now", lambda: next(moments).isoformat(timespec="seconds"))


def refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError("Read-only file system")

    monkeypatch.setattr(store_module.os, "fsync", failing)
    monkeypatch.setattr(Path, "unlink", failing)


def test_what_cannot_be_changed_is_said_once_and_shown_as_it_is(
    assisting: Assisting, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ask(opened(), "One?")
    with monkeypatch.context() as disk:
        refuse(disk)
        shown(page.toggle[0].set_value(True).run())
        assert page.toggle[0].value is False
        assert html_of(page).count(NOT_CHANGED) == 1
        page.text_input[0].set_value("Other")
        assert html_of(press(page, "Rename")).count(NOT_CHANGED) == 1
        press(press(page, "Delete this conversation"), "Delete")
        assert html_of(page).count(NOT_CHANGED) == 1
        assert "will be gone" not in html_of(page)
    assert listed(page) == ["One?"]
    shown(page.toggle[0].set_value(True).run())
    assert page.toggle[0].value is True
    assert NOT_CHANGED not in html_of(page)
    assert store().read(ANN, name_of(page)).header.shared


def test_what_is_pressed_before_another_is_opened_is_done_to_the_first(
    assisting: Assisting,
) -> None:
    page = ask(opened(), "One?")
    first = name_of(page)
    ask(press(page, "New conversation"), "Two?")
    second = name_of(page)
    page.toggle[0].set_value(True)
    press(page, "One\\?")
    assert store().read(ANN, second).header.shared
    assert not store().read(ANN, first).header.shared
    assert page.toggle[0].value is False
    page.text_input[0].set_value("Renamed")
    next(button for button in page.button if button.label == "Rename").click()
    press(page, "Two\\?")
    assert store().read(ANN, first).header.title == "Renamed"
    assert store().read(ANN, second).header.title == "Two?"
    next(button for button in page.button if button.label == "Delete this conversation").click()
    press(page, "Renamed")
    assert not [button for button in page.button if button.label == "Delete"]


def test_what_asks_before_it_deletes_stays_until_it_is_answered(assisting: Assisting) -> None:
    page = ask(opened(), "One?")
    first = name_of(page)
    press(page, "Delete this conversation")
    press(shown(page.run()), "Keep it")
    assert not [button for button in page.button if button.label == "Delete"]
    assert listed(page) == ["One?"]
    press(page, "Delete this conversation")
    press(shown(page.run()), "Delete")
    assert listed(page) == []
    with pytest.raises(KeptError):
        store().read(ANN, first)


def test_a_name_given_in_another_window_is_taken_over(assisting: Assisting) -> None:
    page = ask(opened(), "One?")
    store().rename(ANN, name_of(page), "Named elsewhere")
    store().share(ANN, name_of(page), True)
    shown(page.run())
    assert page.text_input[0].value == "Named elsewhere"
    assert page.toggle[0].value is True


@pytest.mark.parametrize("damage", ["{", '{"format": 99, "title": "x", "made": "", "changed": ""}'])
def test_a_conversation_that_cannot_be_read_is_deleted_from_the_list(
    assisting: Assisting, kept_dir: Path, damage: str
) -> None:
    name = name_of(ask(opened(), "One?"))
    (file,) = kept_dir.rglob(f"{name}.jsonl")
    file.write_text(damage, encoding="utf-8")
    page = opened(conversation=name)
    assert "Cannot be opened" in html_of(page)
    assert "Not found" not in html_of(page)
    assert not page.toggle
    press(press(page, "Delete this conversation"), "Delete")
    assert (listed(page), name_of(page), file.exists()) == ([], "", False)


def test_one_whose_answers_are_damaged_below_a_whole_header_is_deleted_too(
    assisting: Assisting, kept_dir: Path
) -> None:
    name = name_of(ask(opened(), "One?"))
    (file,) = kept_dir.rglob(f"{name}.jsonl")
    file.write_text(file.read_text("utf-8").split("\n")[0] + "\n{", encoding="utf-8")
    page = opened(conversation=name)
    assert "Cannot be opened" in html_of(page)
    assert not page.toggle
    press(press(page, "Delete this conversation"), "Delete")
    assert not file.exists()


def test_nobody_is_offered_to_delete_what_is_not_in_their_list(assisting: Assisting) -> None:
    page = ask(opened(ANN), "One?")
    shown(page.toggle[0].set_value(True).run())
    for other in (opened(BOB, name_of(page)), opened(BOB, "a" * 32), opened(BOB)):
        assert not [b for b in other.button if "Delete" in b.label]


class Held(Assisting):
    """Does not answer a question with "held" in it until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.asking, self.let_go = Event(), Event()

    def answered(self, question: str) -> Answer:
        if "held" in question:
            self.asking.set()
            assert self.let_go.wait(20)
        return super().answered(question)


@pytest.fixture
def held(assisting: Assisting, monkeypatch: pytest.MonkeyPatch) -> Held:
    from assistant.ask import Assistant

    made = Held()
    monkeypatch.setattr(Assistant, "open", staticmethod(lambda settings, library: made))
    return made


def while_held(held: Held, page: Any, do: Any) -> None:
    """Ask a question that is held until something else is done."""
    asked = Thread(target=lambda: page.chat_input[0].set_value("Is it held?").run())
    asked.start()
    assert held.asking.wait(20)
    do()
    held.let_go.set()
    asked.join(30)
    shown(page)


def test_an_answer_comes_though_its_conversation_was_deleted_meanwhile(held: Held) -> None:
    page = ask(opened(), "One?")
    name = name_of(page)
    while_held(held, page, lambda: store().delete(ANN, name))
    html = html_of(page)
    assert "Answer 2 to Is it held?" in html
    assert 'data-announce="Answer 1. Answered:' in html
    assert "Answer 1 to One?" not in html
    assert NO_SUCH in html
    assert listed(page) == []
    ask(page, "Two?")
    assert name_of(page) not in ("", name)
    assert questions(html_of(page)) == ["Is it held?", "Two?"]


def test_an_answer_is_announced_by_its_own_number_whatever_came_between(held: Held) -> None:
    page = ask(opened(), "One?")
    name = name_of(page)
    while_held(held, page, lambda: store().add(ANN, name, turn("Two?")))
    assert questions(html_of(page)) == ["One?", "Two?", "Is it held?"]
    assert 'data-arrived="turn-3" data-announce="Answer 3. Answered:' in html_of(page)


def test_what_was_not_on_disk_stands_in_its_place_once_it_is_asked_again(
    assisting: Assisting,
) -> None:
    page = ask(ask(ask(opened(), "One?"), "Will it fail?"), "Three?")
    other = opened(conversation=name_of(page))
    assert questions(html_of(other)) == ["One?", "Three?"]
    press(page, "Edit the question", 1)
    page.text_area[0].set_value("Will it work?")
    press(page, "Ask")
    expected = ["One?", "Will it work?", "Three?"]
    assert questions(html_of(page)) == expected
    assert questions(html_of(opened(conversation=name_of(page)))) == expected
    assert questions(html_of(shown(other.run()))) == expected


def test_a_verdict_is_on_one_answer_and_not_on_the_next(
    assisting: Assisting, minutes: None, kept_dir: Path
) -> None:
    page = ask(opened(), "One?")
    shown(page.button_group[0].set_value(Opinion.NOT_USEFUL).run())
    assert "Thank you." in html_of(page)
    press(page, "Ask again")
    assert page.button_group[0].value is None
    assert "Thank you." not in html_of(page)
    assert [of.verdict for of in read(kept_dir).feedback] == [Opinion.NOT_USEFUL]


def test_nothing_is_said_to_be_kept_of_an_answer_that_is_private(
    assisting: Assisting, monkeypatch: pytest.MonkeyPatch, kept_dir: Path
) -> None:
    page = ask(opened(), "One?")
    shown(page.button_group[0].set_value(Opinion.USEFUL).run())
    (asked,) = page.session_state["here"].turns
    page.session_state["here"].turns[:] = [replace(asked, private=True)]
    assert "Thank you." not in html_of(shown(page.run()))
    page.session_state["here"].turns[:] = [asked]
    monkeypatch.setenv("PARITY_FEEDBACK", "off")
    assert "Thank you." not in html_of(shown(page.run()))


def test_suggestions_and_names_are_words_on_their_buttons_and_each_there_once(
    assisting: Assisting,
) -> None:
    odd = "Is *staff* :red[up] by $5 to $6?"
    assisting.profile = Profile("Ask.", (odd, "Why?", odd))
    assisting.documents = (DOCUMENT, replace(DOCUMENT, id="other", title="The _other_ [plan]"))
    page = opened()
    labels = [button.label for button in page.main.button]
    assert [label.replace("\\", "") for label in labels] == [odd, "Why?"]
    assert all(sign not in re.sub(r"\\.", "", labels[0]) for sign in "*:[]$")
    press(page, labels[0])
    assert assisting.asked == [(odd, [])]
    assert "The \\_other\\_ \\[plan\\]" in [button.label for button in page.main.button]
