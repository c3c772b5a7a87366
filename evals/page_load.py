"""The real page under many readers: how soon an answer stands there, whose it is, what it costs.

``python -m evals.page_load`` serves the chat, opens Debian's Chromium and prints three things:

- the first answer on the page beside the same question on the command line, both warm and asked
  in turn, as the ratio of their medians;
- sessions that all ask at once, each another question: every answer must be, letter for letter,
  the one that the question had alone;
- the memory of the server after so many questions.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from rich.console import Console

from assistant.settings import Settings
from assistant.terminal.serving import command
from evals.door import run
from evals.questions import read_questions
from evals.served import Server, chromium, free_port, resident, served
from evals.tables import Table
from ingest.errors import ParityError
from ingest.indexing.pointer import require_index

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RATIO_BAR = 1.5
"""The first answer on the page, in times of the command line."""

GROWTH_BAR = 1.10
"""The server's memory after all questions, in times of that after the first fifty."""

_FIRST_QUESTIONS, _A_CONVERSATION = 50, 25
_ANSWER_SECONDS = 120
_ANSWER = '[aria-label="Chat message from assistant"]'
_TIMED = f"""() => {{
  const there = document.querySelectorAll('{_ANSWER} .parity').length;
  window.answered = new Promise((resolve) => {{
    let began = 0;
    document.addEventListener("keydown", () => {{ began ||= performance.now(); }},
      {{ capture: true, once: true }});
    const watch = new MutationObserver(() => {{
      if (document.querySelectorAll('{_ANSWER} .parity').length > there) {{
        watch.disconnect();
        requestAnimationFrame(() => resolve((performance.now() - began) / 1000));
      }}
    }});
    watch.observe(document.body, {{ childList: true, subtree: true }});
  }});
}}"""


class PageLoadError(ParityError):
    """The page cannot be measured here."""


@dataclass(frozen=True)
class Seen:
    """An answer as it stands on the page, and seconds from the key that sent the question."""

    text: str
    seconds: float


def main() -> int:
    """Print the three tables; 1 if a bar is missed."""
    options = _options()
    settings = Settings.from_environment()
    require_index(settings.index_dir)
    questions = _spread(options.sessions)
    with _chat() as server, chromium() as browser:
        page = _opened(browser, server.address)
        alone, typed = _in_turn(page, questions)
        ratio = median(seen.seconds for seen in alone) / median(typed)
        print(f"Command line, warm: median {median(typed) * 1000:.0f} ms")
        print(f"On the page, warm:  median {median(s.seconds for s in alone) * 1000:.0f} ms")
        print(f"Ratio of the medians: {ratio:.2f} (bar: at most {RATIO_BAR})\n")
        at_once = _at_once(browser, server.address, questions)
        wrong = [
            question
            for question, one, other in zip(questions, alone, at_once, strict=True)
            if one.text != other.text
        ]
        times = sorted(seen.seconds for seen in at_once)
        print(f"{len(questions)} sessions at once: {len(wrong)} answers other than alone;")
        print(f"first {times[0]:.1f} s, median {median(times):.1f} s, last {times[-1]:.1f} s\n")
        for question in wrong:
            print(f"  {question}")
        growth = _memory(page, server.process, options.questions) if options.questions else 1.0
    return int(ratio > RATIO_BAR or bool(wrong) or growth > GROWTH_BAR)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.page_load", description=__doc__)
    parser.add_argument("--sessions", type=int, default=25, help="how many ask at once")
    parser.add_argument("--questions", type=int, default=500, help="for the memory; 0 for none")
    return parser.parse_args()


def _spread(count: int) -> list[str]:
    """So many reference questions that need no conversation, from every part of their file."""
    every = [question.question for question in read_questions() if not question.history]
    return [every[at * len(every) // count] for at in range(count)]


@contextmanager
def _chat() -> Iterator[Server]:
    """The chat, which keeps its conversations in a folder that goes."""
    port = free_port()
    with tempfile.TemporaryDirectory() as kept:
        started = command("localhost", port, opens=False)
        environment = {**os.environ, "PARITY_KEPT_DIR": kept, "PARITY_VISITOR_MINUTE": "0"}
        with served(started, environment, Path(kept, "log"), port) as server:
            yield server


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.set_default_timeout(_ANSWER_SECONDS * 1000)
    page.goto(address)
    page.get_by_test_id("stChatInputTextArea").wait_for()
    return page


def _send(page: Page, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    page.evaluate(_TIMED)
    box.press("Enter")


def _seen(page: Page) -> Seen:
    """The answer to what was sent last."""
    seconds = page.evaluate("window.answered")
    page.get_by_role("button", name="More", exact=True).last.wait_for()
    return Seen(page.locator(f"{_ANSWER} .parity").first.inner_text(), seconds)


def _anew(page: Page) -> None:
    """Begin a conversation, so that nothing is read in the light of what was asked before."""
    page.get_by_role("button", name="New conversation").click()
    page.locator(_ANSWER).first.wait_for(state="detached")


def _in_turn(page: Page, questions: Sequence[str]) -> tuple[list[Seen], list[float]]:
    """Every question on the page and on the command line in turn, after one to warm up."""
    seen, seconds = [], []
    line = subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", "ask", "--json", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    for number, question in enumerate([questions[-1], *questions]):
        if number:
            _anew(page)
        _send(page, question)
        shown = _seen(page)
        _idle(page)
        took = _typed(line, question)
        if number:
            seen.append(shown)
            seconds.append(took)
    line.communicate()
    return seen, seconds


def _idle(page: Page) -> None:
    page.wait_for_function("document.querySelector('[data-test-script-state=notRunning]')")


def _typed(line: subprocess.Popen[str], question: str) -> float:
    """Seconds that the command line takes for a question."""
    assert line.stdin
    assert line.stdout
    began = time.perf_counter()
    line.stdin.write(json.dumps({"question": question}) + "\n")
    line.stdin.flush()
    answer: dict[str, Any] = json.loads(line.stdout.readline())
    if "error" in answer:
        raise PageLoadError(f"The command line failed: {answer['error']}")
    return time.perf_counter() - began


def _at_once(browser: Browser, address: str, questions: Sequence[str]) -> list[Seen]:
    """Every question in a session of its own, all sent before the first is answered."""
    pages = [_opened(browser, address) for _ in questions]
    for page, question in zip(pages, questions, strict=True):
        _send(page, question)
    seen = [_seen(page) for page in pages]
    for page in pages:
        page.context.close()
    return seen


def _memory(page: Page, server: subprocess.Popen[bytes], count: int) -> float:
    """Print the server's memory as questions are asked; how it has grown since the first fifty."""
    every = [question.question for question in read_questions() if not question.history]
    sizes: list[tuple[str, str]] = []
    first = after = 0.0
    for number in range(1, count + 1):
        if number % _A_CONVERSATION == 1:
            _anew(page)
        _send(page, every[number % len(every)])
        page.evaluate("window.answered")
        _idle(page)
        if number % _FIRST_QUESTIONS == 0:
            after = resident(server.pid)
            first = first or after
            sizes.append((str(number), f"{after:.0f}"))
    note = f"Grown by {after / first - 1:.1%} (bar: at most {GROWTH_BAR - 1:.0%})."
    Table("Memory of the server", ("questions", "MB"), tuple(sizes), (note,)).show(Console())
    return after / first


if __name__ == "__main__":
    run("page_load", main)
