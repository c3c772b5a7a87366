"""Windows of visitors' browsers on the page, with an assistant that is asked and remembers it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from assistant.answer import Answer, Outcome
from assistant.kept.turn import new_name
from assistant.settings import Settings
from ingest.errors import UsageError
from ingest.profile import Profile
from kept_answers import DOCUMENT, answer
from pages import PageAssistant

APP = Path(__file__).parent.parent / "app.py"
ANN, BOB = new_name(), new_name()
NO_SUCH = "There is no such conversation here"


class Assisting(PageAssistant):
    """Answers that depend on the question, and remembers what it was asked."""

    documents = (DOCUMENT,)
    profile = Profile("Ask about staff.", ("Did staff grow?",))

    def answered(self, question: str) -> Answer:
        if "fail" in question:
            raise UsageError("This question is too long.")
        if "die" in question:
            return Answer(question, question, Outcome.CRISIS_SIGNPOST, "Please call 999.")
        made = replace(answer(question=question), standalone=question, message="")
        return replace(made, note=f"Answer {len(self.asked)} to {question}")


def opened(visitor: str = ANN, conversation: str = "") -> AppTest:
    """A new window of a visitor's browser."""
    page = AppTest.from_file(str(APP), default_timeout=30)
    page.session_state["visitor"] = visitor
    if conversation:
        page.query_params["conversation"] = conversation
    return shown(page.run())


def shown(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def ask(page: AppTest, question: str) -> AppTest:
    return shown(page.chat_input[0].set_value(question).run())


def name_of(page: AppTest) -> str:
    """The name of the conversation in the page's address; empty where there is none."""
    found: Any = page.query_params.get("conversation", [""])
    return found if isinstance(found, str) else found[0]


def press(page: AppTest, label: str, at: int = 0) -> AppTest:
    buttons = [button for button in page.button if button.label == label]
    return shown(buttons[at].click().run())


def listed(page: AppTest) -> list[str]:
    """The titles of the visitor's conversations, as they stand beside the page."""
    own = [b.label for b in page.sidebar.button if str(b.key).startswith("open-")]
    return [label.removesuffix(" (open)").replace("\\", "") for label in own]


def on_disk() -> str:
    """All that is written, as one text."""
    folder = Settings.from_environment().kept_dir
    return "\n".join(f.read_text("utf-8") for f in folder.rglob("*.*") if f.is_file())
