"""How many rules the program has: patterns, alternation bars and word lists, which may only fall.

``pytest tests/test_rules.py -s`` prints them by folder.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import PROJECT

AT_MOST = {"patterns": 229, "bars": 2_026, "word lists": 148}
"""The counts of today; lower them when a rule goes."""

_FEWEST_WORDS = 4
_CALLS = frozenset("compile search match fullmatch sub split findall finditer".split())


def rules_of(file: Path) -> Iterator[str]:
    """Every rule of a file, by what it is; a pattern's alternations count one each."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = node.func.value
            if isinstance(of, ast.Name) and of.id == "re" and node.func.attr in _CALLS:
                yield "patterns"
            text = of.value if isinstance(of, ast.Constant) else ""
            is_list = isinstance(text, str) and len(text.split()) >= _FEWEST_WORDS
            if is_list and node.func.attr == "split":
                yield "word lists"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "stemmed" and isinstance(node.args[0], ast.Constant):
                yield "word lists"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from ["bars"] * node.value.count("|")
        elif isinstance(node, ast.Set | ast.List | ast.Tuple):
            texts = [e for e in node.elts if isinstance(e, ast.Constant)]
            if len(texts) >= _FEWEST_WORDS and all(isinstance(e.value, str) for e in texts):
                yield "word lists"


def folders() -> dict[str, Counter[str]]:
    """The counts of each folder of the program."""
    found: dict[str, Counter[str]] = {}
    for package in ("ingest", "assistant"):
        for file in (PROJECT / package).rglob("*.py"):
            name = str(file.parent.relative_to(PROJECT))
            found.setdefault(name, Counter()).update(rules_of(file))
    return found


@pytest.mark.parametrize("kind", AT_MOST)
def test_there_are_no_more_rules_than_there_were(kind: str) -> None:
    counted = {folder: count[kind] for folder, count in folders().items() if count[kind]}
    print(f"\n{kind}: {sum(counted.values())}")
    for folder, count in sorted(counted.items(), key=lambda of: -of[1]):
        print(f"  {folder}: {count}")
    assert sum(counted.values()) <= AT_MOST[kind]


@pytest.mark.parametrize("package", ["ingest", "assistant", "evals"])
def test_no_file_is_longer_than_a_reader_takes_in(package: str) -> None:
    lines = {
        file: len(file.read_text("utf-8").splitlines())
        for file in (PROJECT / package).rglob("*.py")
    }
    assert {str(file) for file, count in lines.items() if count > 300} == set()
