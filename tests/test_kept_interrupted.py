"""A question that is sent while an answer arrives loses neither, wherever the page breaks off."""

from __future__ import annotations

import pytest
from streamlit.proto.Common_pb2 import ChatInputValue
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, get_script_run_ctx
from streamlit.testing.v1 import AppTest

from assistant.kept.store import Store
from assistant.settings import Settings
from assistant.web.waiting import Answered, Asking
from pages import html_of
from windows import ANN, Assisting, ask, listed, name_of, opened

pytestmark = pytest.mark.usefixtures("nothing_opened_yet")


class Sent:
    """A question that the browser sends as soon as an answer is there, so many calls later.

    It comes where Streamlit itself looks whether something has come, and breaks the run off there.
    """

    def __init__(self, page: AppTest, question: str, calls: int, query: str) -> None:
        typed = WidgetState(
            id=page.chat_input[0].id, chat_input_value=ChatInputValue(data=question)
        )
        self.request = RerunData(query_string=query, widget_states=WidgetStates(widgets=[typed]))
        self.left, self.there = calls, False

    def patch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        after = Asking.after
        looks = ScriptRunner._maybe_handle_execution_control_request

        def answered(asking: Asking, seconds: float) -> Answered | None:
            found = after(asking, seconds)
            self.there = self.there or found is not None
            return found

        def looking(runner: ScriptRunner) -> None:
            running = get_script_run_ctx(suppress_warning=True)
            if self.there and self.left >= 0 and running and running.script_requests:
                if self.left == 0:
                    running.script_requests.request_rerun(self.request)
                self.left -= 1
            looks(runner)

        monkeypatch.setattr(Asking, "after", answered)
        monkeypatch.setattr(ScriptRunner, "_maybe_handle_execution_control_request", looking)


def on_disk(name: str) -> list[str]:
    store = Store(Settings.from_environment().kept_dir / "conversations", 30)
    return [turn.question for turn in store.read(ANN, name).turns]


@pytest.mark.parametrize("calls", range(14))
@pytest.mark.parametrize("before", [(), ("One?", "I want to die")])
def test_what_is_sent_as_an_answer_arrives_is_answered_after_it(
    assisting: Assisting, monkeypatch: pytest.MonkeyPatch, before: tuple[str, ...], calls: int
) -> None:
    page = opened()
    for question in before:
        ask(page, question)
    query = f"conversation={name_of(page)}" if before else ""
    Sent(page, "Last?", calls, query).patch(monkeypatch)
    ask(page, "Arriving?")
    questions = [*before, "Arriving?", "Last?"]
    assert [question for question, _ in assisting.asked] == questions
    html = html_of(page)
    for at, question in enumerate(questions, start=1):
        assert html.count(f">{question}</h2>") == 1
        assert "die" in question or html.count(f"Answer {at} to {question}") == 1
    assert len(page.chat_message) == 2 * len(questions)
    assert listed(page) == [questions[0]]
    assert on_disk(name_of(page)) == [of for of in questions if "die" not in of]


@pytest.mark.parametrize("calls", range(0, 6, 2))
def test_an_answer_that_nothing_is_kept_of_arrives_once(
    assisting: Assisting, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    page = opened()
    Sent(page, "Last?", calls, "").patch(monkeypatch)
    ask(page, "Will it fail?")
    assert [question for question, _ in assisting.asked] == ["Will it fail?", "Last?"]
    assert html_of(page).count("This question is too long.") == 1
    assert "Answer 2 to Last?" in html_of(page)
