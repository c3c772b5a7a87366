"""Licences are read from what packages say, and one that nobody allowed is refused."""

from __future__ import annotations

import tomllib
from email.message import Message

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from assistant.settings import PROJECT
from evals import licences
from evals.licences import (
    CHECKS,
    ELSEWHERE,
    EXTRAS,
    RUNTIME,
    Package,
    is_allowed,
    licence_of,
    packages,
    refused,
)
from ingest.errors import ParityError, UsageError

LICENCES = PROJECT / "docs" / "licences.md"
DEPENDENCIES = PROJECT / "docs" / "dependencies.md"


def said(expression: str = "", field: str = "", *classifiers: str) -> Message:
    """The metadata of a made-up package."""
    message = Message()
    for name, value in (("License-Expression", expression), ("License", field)):
        if value:
            message[name] = value
    for one in classifiers:
        message["Classifier"] = f"License :: {one}"
    return message


@pytest.mark.parametrize(
    ("message", "licence"),
    [
        (said("MIT OR Apache-2.0", "BSD", "OSI Approved :: MIT License"), "MIT OR Apache-2.0"),
        (said("", "MIT"), "MIT"),
        (said("", "mit license"), "MIT"),
        (said("", "Apache License, Version 2.0"), "Apache-2.0"),
        (said("", "Apache License Version 2.0"), "Apache-2.0"),
        (said("", "Apache 2.0 License"), "Apache-2.0"),
        (said("", "MPL-2.0 and mit"), "MPL-2.0 AND MIT"),
        (said("", "BSD 3-Clause License\n\nCopyright, and much more."), "BSD-3-Clause"),
        (said("", "Copyright, the authors.\nAll rights", "OSI Approved :: BSD License"), "BSD"),
        (said("", "UNKNOWN", "OSI Approved :: MIT License"), "MIT"),
        (
            said("", "Dual License", "OSI Approved :: BSD License",
                 "OSI Approved :: Apache Software License"),
            "BSD AND Apache-2.0",
        ),
        (said("", "", "OSI Approved", "OSI Approved :: ISC License (ISCL)"), "ISC"),
        (said("", "", "Other/Proprietary License"), "Other/Proprietary License"),
        (said("", "Ask us first"), "Ask us first"),
        (said("", "GPL-3.0-only"), "GPL-3.0-only"),
        (said("", "Copyright, the authors.\nAll rights reserved."), None),
        (said("", "", "OSI Approved"), None),
        (said("", "Unknown"), None),
        (said(), None),
    ],
)  # fmt: skip
def test_a_licence_is_read_from_what_a_package_says(message: Message, licence: str | None) -> None:
    assert licence_of(message) == licence


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 WITH LLVM-exception AND BSL-1.0", True),
        ("GPL-3.0-only OR MIT", True),
        ("(GPL-3.0-only OR MIT) AND BSD-3-Clause", True),
        ("(GPL-3.0-only OR (MIT AND AGPL-3.0-only)) AND MIT", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("Other/Proprietary License", False),
        ("", False),
        (None, False),
    ],
)
def test_a_licence_is_allowed_where_all_its_parts_are(licence: str | None, allowed: bool) -> None:
    assert is_allowed(licence) is allowed


LOCK = "# Made.\nalpha==1.0\nBeta_x==2.0\ngamma==3.0\ndelta==4.0\nepsilon==5.0\n"
PROJECT_TABLE: dict[str, object] = {
    "dependencies": ["alpha[fast]>=1"],
    "optional-dependencies": {"chat": ["gamma"], "test": ["delta"], "dev": ["epsilon"]},
}
INSTALLED = {
    "alpha": (
        said("MIT"),
        ["beta-x; extra == 'fast'", "delta; extra == 'slow'", "epsilon; sys_platform == 'other'"],
    ),
    "beta-x": (said("", "GPL-3.0-only"), ["alpha"]),
    "gamma": (said("", "Ask us first"), ["beta-x"]),
    "delta": (said(), []),
}


def found() -> list[Package]:
    return packages(LOCK, PROJECT_TABLE, lambda name: INSTALLED.get(canonicalize_name(name)))


def test_what_answering_needs_is_told_from_the_rest_by_way_of_others_too() -> None:
    assert found() == [
        Package("alpha", "1.0", RUNTIME, "MIT"),
        Package("Beta_x", "2.0", RUNTIME, "GPL-3.0-only"),
        Package("gamma", "3.0", EXTRAS, "Ask us first"),
        Package("delta", "4.0", CHECKS, None),
        Package("epsilon", "5.0", ELSEWHERE, None),
    ]


def test_only_what_answering_needs_must_have_an_allowed_licence() -> None:
    assert [one.name for one in refused(found())] == ["Beta_x"]
    assert refused([Package("silent", "1", RUNTIME, None)])


def test_those_that_do_not_say_are_named() -> None:
    assert licences.table(found()).notes == (
        "No licence is told by: delta.",
        "Not installed where this was made: epsilon.",
    )


def test_a_licence_that_nobody_allowed_ends_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "packages", lambda *_: found())
    with pytest.raises(ParityError, match=r"may be built on: Beta_x \(GPL-3.0-only\)\.$"):
        licences.main([])
    with pytest.raises(UsageError):
        licences.main(["--wrong"])


def test_what_is_installed_here_has_allowed_licences(capsys: pytest.CaptureFixture[str]) -> None:
    assert licences.main([]) == 0
    assert "sentence-transformers" in capsys.readouterr().out


def rows(page: str) -> list[list[str]]:
    """The cells of a page's tables, without headings and rules."""
    lines = [line for line in page.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] not in ("package", "---")]


def test_the_page_of_licences_has_every_release_of_the_lock() -> None:
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = sorted(tuple(line.split("==")) for line in lock if not line.startswith("#"))
    listed = [(name, version) for name, version, *_ in rows(LICENCES.read_text(encoding="utf-8"))]
    assert sorted(listed) == pinned


def test_every_direct_dependency_has_its_line_and_there_is_none_too_many() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for group in project["optional-dependencies"].values() for line in group]
    direct = {Requirement(line).name for line in [*project["dependencies"], *extras]}
    listed = rows(DEPENDENCIES.read_text(encoding="utf-8"))
    names = [row[0].strip("`") for row in listed]
    assert len(names) == len(set(names))
    assert set(names) == direct - {project["name"]}
    assert all(reason for *_, reason in listed)


def test_a_direct_dependency_s_licence_is_that_of_the_page_of_licences() -> None:
    known = {canonicalize_name(row[0]): row[3] for row in rows(LICENCES.read_text("utf-8"))}
    told = {row[0].strip("`"): row[1] for row in rows(DEPENDENCIES.read_text("utf-8"))}
    assert told == {name: known[canonicalize_name(name)] for name in told}
