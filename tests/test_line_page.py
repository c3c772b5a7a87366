"""The page says where a question stands in the line, loses none, and shows help before all else."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from assistant.settings import Settings
from assistant.web.askers import _LOOK_SECONDS, line_of
from assistant.web.line import Asker, Line, Ticket
from assistant.web.waiting import Wanted
from assistant.web.wording import CHECK
from pages import html_of
from windows import Assisting, ask, name_of, opened, press, shown

pytestmark = pytest.mark.usefixtures("nothing_opened_yet")

OTHER = Asker("somebody else")
NEXT = "Another question is being answered; yours is next"
FULL = "Busy: more questions wait already"
ONE_AT_ONCE = {"PARITY_ANSWERS_AT_ONCE": "1"}
LOOKS = 5


class Drawn(list[str]):
    """All HTML that the page has drawn, in its order; whoever is to leave leaves at some words."""

    def __init__(self) -> None:
        super().__init__()
        self.leaving: list[tuple[str, Line, Ticket]] = []

    def seen(self, html: str) -> None:
        self.append(html)
        for words, line, ticket in self.leaving:
            if words in html:
                line.leave(ticket)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """What the page draws."""
    found = Drawn()
    html = DeltaGenerator.html

    def seen(at: DeltaGenerator, body: object, **of: bool) -> DeltaGenerator:
        found.seen(str(body))
        return html(at, body, **of)

    monkeypatch.setattr(DeltaGenerator, "html", seen)
    return found


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Line]:
    """The line of the app with these settings."""

    def of(**variables: str) -> Line:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return line_of(Settings.from_environment().shares)

    return of


def waiting(page: AppTest) -> list[Wanted]:
    found: list[Wanted] = page.session_state["waiting"].wanted
    return found


def leaves_once_told(line: Line, drawn: Drawn, words: str) -> None:
    """Somebody else is in the line until the page has said these words."""
    ticket = line.enter(OTHER)
    assert ticket
    drawn.leaving.append((words, line, ticket))


def test_a_question_that_waits_has_its_place_told_and_is_answered(
    assisting: Assisting, drawn: Drawn, line: Callable[..., Line]
) -> None:
    page = opened()
    leaves_once_told(line(**ONE_AT_ONCE), drawn, NEXT)
    ask(page, "Did staff grow?")
    assert any(NEXT in html for html in drawn)
    assert "Answer 1 to Did staff grow?" in html_of(page)


def test_a_question_that_finds_the_line_full_is_kept_and_answered(
    assisting: Assisting, drawn: Drawn, line: Callable[..., Line]
) -> None:
    page = opened()
    of = line(**ONE_AT_ONCE, PARITY_ANSWERS_WAITING="1")
    for _ in range(2):
        leaves_once_told(of, drawn, FULL)
    ask(page, "Did staff grow?")
    assert any(FULL in html for html in drawn)
    assert "Answer 1 to Did staff grow?" in html_of(page)


@pytest.mark.parametrize("more", [{}, {"PARITY_ANSWERS_WAITING": "1"}])
def test_somebody_in_need_has_help_at_once_however_many_wait(
    assisting: Assisting, line: Callable[..., Line], more: dict[str, str]
) -> None:
    page = opened()
    of = line(**ONE_AT_ONCE, **more, PARITY_VISITOR_MINUTE="1")
    tickets = [of.enter(OTHER), of.enter(OTHER)]
    ask(page, "I want to die")
    ask(page, "I want to die now")
    assert html_of(page).count('href="tel:999"') == 2
    assert tickets[1]
    assert not tickets[1].turn.is_set()


def test_a_message_of_need_behind_another_question_shows_help_and_has_both_answered(
    assisting: Assisting, drawn: Drawn, line: Callable[..., Line]
) -> None:
    page = opened()
    of = line(**ONE_AT_ONCE)
    of.enter(OTHER)
    waiting(page).append(Wanted("Did staff grow?"))
    ask(page, "I want to die")
    help_, answer = ('href="tel:116123"', "Answer 1 to Did staff grow?")
    first = {
        words: next(at for at, html in enumerate(drawn) if words in html)
        for words in (help_, answer)
    }
    assert first[help_] < first[answer]
    assert [question for question, _ in assisting.asked] == ["Did staff grow?", "I want to die"]


def test_a_question_beyond_those_that_may_wait_is_not_asked_and_may_be_sent_again(
    assisting: Assisting, drawn: Drawn, line: Callable[..., Line]
) -> None:
    line(PARITY_VISITOR_WAITING="2")
    page = opened()
    waiting(page).extend([Wanted("One?"), Wanted("Two?")])
    ask(page, "Three?")
    assert [question for question, _ in assisting.asked] == ["One?", "Two?"]
    assert any("2 of your questions wait for their answers already" in html for html in drawn)
    assert "wait for their answers" not in html_of(page)
    ask(page, "Three?")
    assert [question for question, _ in assisting.asked] == ["One?", "Two?", "Three?"]


def test_a_question_that_another_conversation_is_opened_over_keeps_no_place(
    assisting: Assisting, line: Callable[..., Line]
) -> None:
    of = line(**ONE_AT_ONCE)
    other = name_of(ask(opened(), "One?"))
    page = opened()
    waiting(page).append(Wanted("Two?"))
    page.query_params["conversation"] = other
    shown(page.run())
    assert [question for question, _ in assisting.asked] == ["One?"]
    ask(page, "Three?")
    assert [question for question, _ in assisting.asked] == ["One?", "Three?"]
    assert of.standing(of.enter(OTHER) or pytest.fail("There is no room")) is None


@pytest.mark.parametrize("words", ["I want to die", "What if I die?"])
def test_a_message_of_need_is_taken_beyond_those_that_may_wait(
    assisting: Assisting, line: Callable[..., Line], words: str
) -> None:
    line(PARITY_VISITOR_WAITING="1")
    page = opened()
    waiting(page).append(Wanted("One?"))
    ask(page, words)
    assert [question for question, _ in assisting.asked] == ["One?", words]


def test_an_edited_question_that_is_not_taken_stays_in_its_box(
    assisting: Assisting, line: Callable[..., Line]
) -> None:
    line(PARITY_VISITOR_WAITING="1")
    page = opened()
    ask(page, "One?")
    press(page, "Edit the question")
    page.text_area[0].set_value("One more?")
    waiting(page).append(Wanted("Two?"))
    shown(next(button for button in page.button if button.label == "Ask").click().run())
    assert [question for question, _ in assisting.asked] == ["One?", "Two?"]
    assert page.text_area[0].value == "One more?"


@pytest.mark.parametrize("failure", [None, RuntimeError("Boom")])
def test_a_message_is_heard_by_its_words_where_no_model_reads_it(
    assisting: Assisting,
    line: Callable[..., Line],
    monkeypatch: pytest.MonkeyPatch,
    failure: Exception | None,
) -> None:
    def hears(message: str) -> bool:
        if failure:
            raise failure
        return "die" in message

    monkeypatch.setattr(assisting, "in_need", hears)
    page = opened()
    line(**ONE_AT_ONCE).enter(OTHER)
    ask(page, "I want to die")
    assert 'href="tel:999"' in html_of(page)


def exact_words() -> AppTest:
    """The page of exact words."""

    def script() -> None:
        from assistant.web import wording

        wording.page()

    return shown(AppTest.from_function(script, default_timeout=30).run())


def check(page: AppTest, text: str) -> None:
    page.text_area[0].set_value(text)
    shown(next(button for button in page.button if button.label == CHECK).click().run())


def test_a_text_to_be_checked_waits_its_turn_and_leaves_the_line(
    assisting: Assisting, drawn: Drawn, line: Callable[..., Line]
) -> None:
    of = line(**ONE_AT_ONCE)
    page = exact_words()
    leaves_once_told(of, drawn, NEXT)
    check(page, "Many nurses train.")
    assert any(NEXT in html for html in drawn)
    assert "1 sentence checked" in html_of(page)
    free = of.enter(OTHER)
    assert free
    assert free.turn.is_set()


def test_a_text_that_waits_is_told_its_place_once_and_begins_as_soon_as_it_may(
    assisting: Assisting,
    drawn: Drawn,
    line: Callable[..., Line],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[float | None] = []
    of = line(**ONE_AT_ONCE)
    other = of.enter(OTHER)
    assert other
    wait = Event.wait

    def waits(event: Event, seconds: float | None = None) -> bool:
        if not isinstance(seconds, float) or seconds != _LOOK_SECONDS:
            return wait(event, seconds)
        looks.append(seconds)
        if len(looks) == LOOKS:
            of.leave(other)
        return event.is_set()

    page = exact_words()
    monkeypatch.setattr(Event, "wait", waits)
    check(page, "Many nurses train.")
    assert sum(NEXT in html for html in drawn) == 1
    assert len(looks) == LOOKS
    assert "1 sentence checked" in html_of(page)
