"""Whatever a page links to or names by its path is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import PROJECT

FOLDERS = {"assistant", "corpus", "docs", "evals", "ingest", "tests"}
TOPS = [top for top in PROJECT.iterdir() if top.is_file() or top.name in FOLDERS]
FILES = [
    file.relative_to(PROJECT).as_posix()
    for top in TOPS
    for file in ([top] if top.is_file() else top.rglob("*"))
    if file.is_file()
]
NAMES = {*FILES} | {str(folder) for name in FILES for folder in Path(name).parents}
MADE = re.compile(r"evals/(reading/(papers|small)|out)/")
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
    yield from (link for link in LINK.findall(text) if not leads_somewhere(page, text, link))
    yield from (name for name in QUOTED.findall(FENCED.sub("", text)) if not is_there(name))
    for module in COMMAND.findall(text):
        path = module.replace(".", "/")
        if not {f"{path}.py", f"{path}/__main__.py"} & NAMES:
            yield module


def leads_somewhere(page: str, text: str, link: str) -> bool:
    """Whether a link of a page leads to a file and a heading that are there, or elsewhere."""
    if "://" in link or link.startswith("mailto:"):
        return True
    path, _, anchor = link.partition("#")
    file = PROJECT / Path(page).parent / path
    if not file.exists():
        return False
    return not anchor or anchor in anchors(file.read_text("utf-8") if path else text)


def is_there(name: str) -> bool:
    """Whether a path is one of ours; true of a word that names none."""
    if name.partition("/")[0] in FOLDERS and "/" in name:
        return name in NAMES or bool(MADE.match(f"{name}/"))
    is_file = name.endswith((".py", ".toml", ".js", ".css")) and not name.startswith(".")
    return not is_file or any(f"/{of}".endswith(f"/{name}") for of in FILES)


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
