"""Whatever a page links to or names by its path is there."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import PROJECT

FILES = subprocess.run(
    ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
    cwd=PROJECT,
    capture_output=True,
    text=True,
    check=True,
).stdout.splitlines()
NAMES = {*FILES} | {str(folder) for name in FILES for folder in Path(name).parents}
FOLDERS = {name for name in NAMES if "/" not in name and (PROJECT / name).is_dir()} - {"."}
MADE = re.compile(r"evals/(reading/(papers|small)|out)/|\.streamlit/secrets")
"""Documents that were written to be read, and what only a command writes."""

PAGES = [name for name in FILES if name.endswith(".md") and not MADE.match(name)]
CODE = [name for name in FILES if name.endswith((".py", ".toml", "Makefile"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
QUOTED = re.compile(r"`([\w.-]+(?:/[\w.-]+)*)/?`")
COMMAND = re.compile(r"python -m (evals[\w.]*\w)")
ADR = re.compile(r"\bADR (\d+)|docs/adr/(\d+)")


def text_of(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """The headings of a page, as its links have them.

    >>> anchors("## Whose, [when](a.md)?")
    {'whose-when'}
    """
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    words = (re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", head).lower() for head in heads)
    return {re.sub(r"[^\w\- ]", "", said).replace(" ", "-") for said in words}


def broken(page: str, text: str) -> Iterator[str]:
    """What a page links to or names that is not there."""
    for link in LINK.findall(text):
        path, _, anchor = link.partition("#")
        if "://" in link or link.startswith("mailto:"):
            continue
        file = PROJECT / Path(page).parent / path
        if not file.exists():
            yield link
        elif anchor and anchor not in anchors(file.read_text("utf-8") if path else text):
            yield link
    for name in QUOTED.findall(FENCED.sub("", text)):
        is_ours = name.partition("/")[0] in FOLDERS and "/" in name and not MADE.match(f"{name}/")
        if is_ours and name not in NAMES:
            yield name
        elif name.endswith((".py", ".toml", ".js", ".css")) and not name.startswith("."):
            if not any(f"/{of}".endswith(f"/{name}") for of in FILES):
                yield name
    for module in COMMAND.findall(text):
        path = module.replace(".", "/")
        if not {f"{path}.py", f"{path}/__main__.py"} & NAMES:
            yield module


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_links_to_or_names_is_there(page: str) -> None:
    assert list(broken(page, text_of(page))) == []


@pytest.mark.parametrize(
    "said",
    [
        "[a](nowhere.md)",
        "[a](../README.md#no-such-heading)",
        "[a](#nor-here)",
        "`assistant/verify.py`",
        "`evals/nowhere/`",
        "`told.py`",
        "`python -m evals.nothing`",
    ],
)
def test_what_is_not_there_is_told(said: str) -> None:
    assert len(list(broken("docs/figures.md", f"# Figures\n{said}"))) == 1


@pytest.mark.parametrize(
    "said",
    [
        "[a](../README.md#settings), [b](adr/), [c](#figures)",
        "`assistant/ask.py`, `verify.py`, `evals/out/report.md`, `docs/adr/`",
        "`.parity/kept/`, `manifest.json`, `and/or`, `.py`",
        "```\nassistant/verify.py\n```",
        "`python -m evals.load`, `python -m evals.reading.score test`",
    ],
)
def test_what_is_there_or_is_none_of_ours_is_passed(said: str) -> None:
    assert list(broken("docs/figures.md", f"# Figures\n{said}")) == []


def test_a_decision_that_is_named_has_its_page() -> None:
    there = {int(Path(name).name[:4]) for name in FILES if name.startswith("docs/adr/")}
    named = {
        (name, int(one or other))
        for name in [*PAGES, *CODE]
        for one, other in ADR.findall(text_of(name))
    }
    assert {(name, number) for name, number in named if number not in there} == set()
