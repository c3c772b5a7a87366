"""Imports go one way, and the documents are those that sources.toml describes."""

from __future__ import annotations

import ast
import hashlib
import re
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from assistant.settings import PROJECT

PACKAGES = ("ingest", "assistant", "evals")
CORPUS = PROJECT / "corpus"


def modules() -> dict[str, Path]:
    """Every module of the project, by its name."""
    files = [file for package in PACKAGES for file in (PROJECT / package).rglob("*.py")]
    named = {".".join(file.relative_to(PROJECT).with_suffix("").parts): file for file in files}
    return {name.removesuffix(".__init__"): file for name, file in named.items()} | {
        "app": PROJECT / "app.py"
    }


MODULES = modules()


def imported(tree: ast.AST) -> Iterator[str]:
    """The names of the modules that a piece of code imports, wherever it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module


def imports(module: str) -> set[str]:
    return set(imported(ast.parse(MODULES[module].read_text(encoding="utf-8"))))


def imports_when_loaded(module: str) -> set[str]:
    """Without those that only a function makes when it is called."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = []
    return set(imported(tree))


def below(package: str) -> list[str]:
    return [name for name in MODULES if name.partition(".")[0] == package]


def tops(names: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("module", below("ingest"))
def test_ingest_imports_nothing_of_what_is_built_on_it(module: str) -> None:
    assert not tops(imports(module)) & {"assistant", "evals", "app", "streamlit"}


@pytest.mark.parametrize("module", [m for m in below("assistant") if ".web" not in m])
def test_the_assistant_knows_neither_the_browser_nor_the_evals(module: str) -> None:
    when_loaded = tops(imports_when_loaded(module))
    assert not when_loaded & {"streamlit", "evals", "app"}
    assert not {name for name in imports(module) if name.startswith("assistant.web")}
    if module != "assistant.cli":
        assert not tops(imports(module)) & {"streamlit", "evals", "app"}


@pytest.mark.parametrize("module", [m for m in below("assistant") if ".web" in m])
def test_the_pages_know_nothing_of_the_evals(module: str) -> None:
    assert not tops(imports(module)) & {"evals", "app"}


@pytest.mark.parametrize("module", below("evals"))
def test_the_evals_know_nothing_of_the_pages(module: str) -> None:
    # What a browser and the page send each other is known to whoever stands for a browser.
    found = {name for name in imports(module) if not name.startswith("streamlit.proto.")}
    assert not tops(found) & {"streamlit", "app"}
    assert not {name for name in found if name.startswith("assistant.web")}


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {name: imports(name) & set(MODULES) for name in MODULES}
    assert set(TopologicalSorter(graph).static_order()) >= set(MODULES)


def folder_of(module: str) -> str:
    """The folder below a package that a module lies in; the module itself right below it."""
    parts = module.split(".")
    return ".".join(parts[:2])


@pytest.mark.parametrize("package", ["ingest", "assistant"])
def test_no_folder_imports_from_one_that_imports_from_it(package: str) -> None:
    arrows: dict[str, set[str]] = {}
    for module in below(package):
        of = {folder_of(name) for name in imports(module) & set(below(package))}
        arrows.setdefault(folder_of(module), set()).update(of - {folder_of(module)})
    assert set(TopologicalSorter(arrows).static_order()) >= set(arrows)


def test_there_is_no_other_package() -> None:
    packages = {file.parent.name for file in PROJECT.glob("*/__init__.py")}
    assert packages == set(PACKAGES)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_opens_by_saying_what_is_true_of_it(module: str) -> None:
    said = ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8")))
    assert said


def sources() -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads((CORPUS / "sources.toml").read_text("utf-8"))[
        "document"
    ]
    return found


@pytest.mark.parametrize("source", sources(), ids=lambda source: source["id"])
def test_a_document_is_the_file_that_was_supplied(source: dict[str, str]) -> None:
    digest = hashlib.sha256((CORPUS / source["file"]).read_bytes()).hexdigest()
    assert digest == source["sha256"]
    assert source["rights"]


HOME = re.compile(
    r"mental[\s-]+health|eating[\s-]+disorder|psychiatr|psycholog|psychos|perinatal|anorexi|dementia"
    r"|dormitor|parity of esteem|race equality|long term plan|forward view|stepping forward"
    r"|\b(?:IAPT|CAMHS|CRHT|MHST|FYFV)s?\b",
    re.IGNORECASE,
)
"""What the documents of ``corpus/`` are about, and names that stand in them."""

NAMED_YET = {
    "assistant/question/crisis.py": {"mental health"},
    "assistant/lookup/promised_and_reported.py": {"mental health"},
}
"""Where such a thing is named for all that: on a help line, and in a list that is to go."""

SHIPPED = [
    file
    for package in ("assistant", "ingest")
    for suffix in ("py", "toml", "json", "css")
    for file in (PROJECT / package).rglob(f"*.{suffix}")
    if file.name != "tokenizer.json"  # the words of English that a model was trained on
]


@pytest.mark.parametrize(
    "file", [PROJECT / "app.py", *SHIPPED], ids=lambda file: str(file.relative_to(PROJECT))
)
def test_the_program_names_nothing_that_only_the_home_corpus_is_about(file: Path) -> None:
    named = {" ".join(found.lower().split()) for found in HOME.findall(file.read_text("utf-8"))}
    assert named <= NAMED_YET.get(file.relative_to(PROJECT).as_posix(), set())


def test_every_file_of_the_corpus_is_described() -> None:
    files = {file.name for file in CORPUS.iterdir()} - {"sources.toml", "parity.toml"}
    assert files == {source["file"] for source in sources()}
