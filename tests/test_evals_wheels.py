"""The files of the locked releases are told by their SHA-256, and others named."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name, parse_wheel_filename

from assistant.settings import PROJECT
from evals import wheels
from ingest.errors import ParityError, UsageError

RICH, TORCH = "rich-15.0.0-py3-none-any.whl", "torch-2.13.0+cpu-cp311-cp311-linux_x86_64.whl"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two wheels, one of which the list has."""
    made = tmp_path / "wheels"
    made.mkdir()
    for name in (RICH, TORCH):
        (made / name).write_bytes(name.encode())
    digest = hashlib.sha256(RICH.encode()).hexdigest()
    monkeypatch.setattr(wheels, "LIST", tmp_path / "requirements.sha256")
    wheels.LIST.write_text(wheels.written({RICH: digest}), encoding="utf-8")
    return made


def test_a_file_that_the_list_does_not_have_is_named_and_passes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert wheels.main([str(folder)]) == 0
    assert capsys.readouterr().out == (
        f"not in requirements.sha256, so not checked: {TORCH}\n"
        "1 of 2 files are those that were locked.\n"
    )


def test_a_file_that_was_changed_is_refused_by_name(folder: Path) -> None:
    (folder / RICH).write_bytes(b"other")
    with pytest.raises(ParityError, match=re.escape(f"{RICH}: not what was locked")):
        wheels.main([str(folder)])


def test_what_is_no_file_of_a_package_is_let_be(folder: Path) -> None:
    (folder / "notes.txt").write_text("Mine.", encoding="utf-8")
    (folder / f"{RICH}.metadata").write_text("Name: rich", encoding="utf-8")
    assert wheels.main([str(folder)]) == 0


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_a_folder_without_files_is_told_in_a_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="holds no file of a package"):
        wheels.main([str(tmp_path / name)])


def test_the_list_is_made_of_what_pip_reports(folder: Path, tmp_path: Path) -> None:
    reports = []
    for minor, digest in ((11, "ab"), (12, "cd")):
        url = f"https://example.org/a/torch-2.13.0%2Bcpu-cp3{minor}-none-any.whl#sha256={digest}"
        took = {"url": url, "archive_info": {"hash": "", "hashes": {"sha256": digest}}}
        reports.append(tmp_path / f"{minor}.json")
        reports[-1].write_text(json.dumps({"install": [{"download_info": took}]}))
    assert wheels.main(["--write", *map(str, reports)]) == 0
    assert wheels.read(wheels.LIST.read_text(encoding="utf-8")) == {
        "torch-2.13.0+cpu-cp311-none-any.whl": "ab",
        "torch-2.13.0+cpu-cp312-none-any.whl": "cd",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"install": [{"download_info": {"url": "x.whl"}}]}',
        '{"install": [{"download_info": {"url": "x.whl", "archive_info": {"hashes": {}}}}]}',
    ],
)
def test_what_is_no_report_is_told_and_leaves_the_list(
    text: str, folder: Path, tmp_path: Path
) -> None:
    before = wheels.LIST.read_bytes()
    (tmp_path / "report").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="no report of pip's"):
        wheels.main(["--write", str(tmp_path / "report")])
    with pytest.raises(UsageError, match="cannot be read"):
        wheels.main(["--write", str(tmp_path / "none")])
    assert wheels.LIST.read_bytes() == before


def test_the_list_has_every_locked_release_and_no_other() -> None:
    digests = wheels.read((PROJECT / "requirements.sha256").read_text(encoding="utf-8"))
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in digests.values())
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = [line.split("==") for line in lock if not line.startswith("#")]
    found = {parse_wheel_filename(name)[:2] for name in digests}
    assert {(name, version.public) for name, version in found} == {
        (canonicalize_name(name), version) for name, version in pinned
    }
