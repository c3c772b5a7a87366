"""The lock takes the build of PyTorch without GPU libraries, and pip prefers it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PINNED = next(
    line.removeprefix("torch==")
    for line in (PROJECT / "requirements.lock").read_text("utf-8").splitlines()
    if line.startswith("torch==")
)


def offer(folder: Path, version: str) -> None:
    """Write a package of nothing that is called torch, as a registry would have it."""
    about = f"torch-{version}.dist-info"
    with zipfile.ZipFile(folder / f"torch-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr("torch.py", "")
        wheel.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: torch\nVersion: {version}\n"
        )
        tag = "Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr(f"{about}/WHEEL", tag)
        wheel.writestr(f"{about}/RECORD", "")


def chosen(folder: Path) -> str:
    """The version of torch that pip would install from a folder, by what Parity asks for."""
    report = folder / "report.json"
    own = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "install"),
            *("--quiet", "--dry-run", "--ignore-installed", "--no-deps", "--no-index"),
            *("--find-links", str(folder), "--report", str(report)),
            *("-c", str(PROJECT / "requirements.lock"), f"torch=={PINNED}"),
        ],
        check=True,
        capture_output=True,
        env=own | {"PIP_CONFIG_FILE": os.devnull},
    )
    (installed,) = json.loads(report.read_text("utf-8"))["install"]
    return str(installed["metadata"]["version"])


def test_the_build_without_gpu_libraries_is_taken_where_it_is_offered(tmp_path: Path) -> None:
    offer(tmp_path, PINNED)
    assert chosen(tmp_path) == PINNED
    offer(tmp_path, f"{PINNED}+cpu")
    assert chosen(tmp_path) == f"{PINNED}+cpu"


def test_another_release_is_not_taken_because_it_is_without_them(tmp_path: Path) -> None:
    offer(tmp_path, "99.0+cpu")
    with pytest.raises(subprocess.CalledProcessError):
        chosen(tmp_path)
