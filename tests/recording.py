"""What a program connects to and writes, with all that it starts: asked of Python and the system.

Python tells of its own calls, in every process; strace, where it is there and allowed, tells of all
others too, such as those of compiled libraries.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any

_HOOK = """
import json, os, sys
_to = os.open(os.environ["RECORDED_TO"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_changing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

def _path(of):
    return os.path.abspath(os.fsdecode(of)) if isinstance(of, (str, bytes, os.PathLike)) else ""

def _heard(event, given):
    found = None
    if event in ("socket.connect", "socket.sendto") and isinstance(given[1], tuple):
        found = "to", str(given[1][0])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        found = "to", str(given[0] or "")
    elif event == "open" and isinstance(given[2], int) and given[2] & _changing:
        found = "wrote", _path(given[0])
    elif event in ("os.mkdir", "sqlite3.connect"):
        found = "wrote", _path(given[0])
    elif event in ("os.rename", "os.link", "os.symlink"):
        found = "wrote", _path(given[1])
    if found:
        os.write(_to, (json.dumps(found) + "\\n").encode())

sys.addaudithook(_heard)
"""
_WRITING = tuple(
    "open openat creat mkdir mkdirat rename renameat renameat2 link linkat symlink symlinkat mknod"
    " mknodat".split()
)
_CHANGING = "O_WRONLY|O_RDWR|O_CREAT|O_TRUNC"
_CALL = re.compile(r"^\d+ +(\w+)\((.*)")
_ADDRESS = re.compile(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"')
_PATH = re.compile(r'(?:<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
_SENDING = ("connect", "sendto", "sendmsg", "sendmmsg")


@dataclass(frozen=True)
class Recorded:
    """What came of a program, the names or addresses that it asked for, and what it wrote."""

    status: int
    said: str
    asked: frozenset[str]
    written: frozenset[Path]

    @property
    def outside(self) -> list[str]:
        """What it asked for that is not this machine."""
        return sorted(name for name in self.asked if not _is_here(name))

    def beside(self, *folders: Path) -> list[Path]:
        """What it wrote that is in none of these folders, and no device."""
        own = [*folders, Path("/dev")]
        return sorted(
            path for path in self.written if not any(path.is_relative_to(of) for of in own)
        )


@cache
def tracer() -> tuple[str, ...]:
    """The command that has the system tell; empty where it does not."""
    found = shutil.which("strace")
    if found is None:
        return ()
    command = (found, "-f", "-y", "-qq", "--seccomp-bpf", "-e", "signal=none")
    tried = subprocess.run([*command, "-o", "/dev/null", "true"], capture_output=True, check=False)
    return command if tried.returncode == 0 else ()


def recorded(
    command: Sequence[str], environment: Mapping[str, str], notes: Path, seconds: float = 300
) -> Recorded:
    """Run a program to its end, in a new folder below ``notes``; every process is recorded."""
    notes.mkdir()
    (notes / "hook").mkdir()
    (notes / "here").mkdir()
    (notes / "hook" / "sitecustomize.py").write_text(_HOOK, encoding="utf-8")
    told, traced = notes / "told", notes / "traced"
    of = {**environment, "RECORDED_TO": str(told), "PYTHONDONTWRITEBYTECODE": "1"}
    of["PYTHONPATH"] = f"{notes / 'hook'}:{environment.get('PYTHONPATH', '')}"
    system = (
        [*tracer(), "-e", f"trace={','.join(('network', *_WRITING))}", "-o", str(traced)]
        if tracer()
        else []
    )
    done = subprocess.run(
        [*system, *command], env=of, cwd=notes / "here", capture_output=True, text=True,
        timeout=seconds, check=False,
    )  # fmt: skip
    heard = [*_by_python(told), *_by_system(traced, notes / "here")]
    return Recorded(
        done.returncode,
        done.stdout + done.stderr,
        frozenset(name for kind, name in heard if kind == "to"),
        frozenset(Path(name) for kind, name in heard if kind == "wrote" and name) - {told},
    )


def python(script: str, *given: str) -> list[str]:
    """A command that runs a script with this Python."""
    return [sys.executable, "-c", script, *given]


def _by_python(told: Path) -> Iterator[tuple[str, str]]:
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            kind, name = json.loads(line)
            yield kind, name


def _by_system(traced: Path, here: Path) -> Iterator[tuple[str, str]]:
    lines = traced.read_text(encoding="utf-8", errors="replace").splitlines() if tracer() else []
    for match in filter(None, map(_CALL.match, lines)):
        call, given = match.groups()
        if call in _SENDING:  # answered or not
            yield from (("to", address) for address in _ADDRESS.findall(given))
            continue
        changes = call.removesuffix("at") != "open" or re.search(_CHANGING, given)
        if call in _WRITING and changes and not re.search(r"\) += -1 E", given):
            yield "wrote", _last_path(given, here)


def _last_path(given: str, here: Path) -> str:
    paths: list[Any] = _PATH.findall(given)
    if not paths:
        return ""
    folder, name = paths[-1]
    return str(Path(folder or here, name))


def _is_here(name: str) -> bool:
    try:
        address = ip_address(name)
    except ValueError:
        return name in ("", "localhost")
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
