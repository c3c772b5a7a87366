"""The licence of every package of the lock, by what the installed package says of itself.

``python -m evals.licences`` prints them and names those that do not say; it is 1 where a package
that answering needs has a licence that is not among :data:`ALLOWED`. ``--write`` makes
``docs/licences.md`` of them; ``make lock`` does.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, requires
from typing import Protocol

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from rich.console import Console

from assistant.settings import PROJECT
from evals.door import run
from evals.tables import NONE, Table
from ingest.errors import ParityError, UsageError

LOCK, PAGE = PROJECT / "requirements.lock", PROJECT / "docs" / "licences.md"
ALLOWED = frozenset(
    "0BSD Apache-2.0 BSD BSD-2-Clause BSD-3-Clause BSL-1.0 CC0-1.0 CNRI-Python ISC MIT MIT-0 "
    "MIT-CMU MPL-2.0 PSF-2.0 Zlib".split()
)
"""Licences that ask for no more than a notice, and MPL-2.0, which asks for changes to its files.

BSD is one of the family where a package does not say which.
"""

_SPELT = {
    "3-clause bsd": "BSD-3-Clause",
    "apache": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache, 2.0": "Apache-2.0",
    "apache software": "Apache-2.0",
    "bsd": "BSD",
    "bsd 3-clause": "BSD-3-Clause",
    "isc (iscl)": "ISC",
    "isc": "ISC",
    "mit": "MIT",
    "mozilla public 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation": "PSF-2.0",
}
"""Licences as older packages spell them, without "license" and "version"."""

_SAYS_NOTHING = ("", "unknown", "dual", "other")
_LONGEST = 60
"""Letters: a longer line is a sentence of a licence's text."""

RUNTIME, EXTRAS, CHECKS = "to answer", "chat models, sign-in and MCP", "tests and checks"
ELSEWHERE = "not here"
"""Not installed where the licences are read, as what only another platform needs."""

_LEAD = """\
# Licences of the locked packages

Made by `python -m evals.licences --write`, by what each installed package says of itself. \
[Dependencies](dependencies.md) says why each is there, and what these licences do not tell.

"""


class Said(Protocol):
    """What a package says of itself, by the headers of its metadata."""

    def get_all(self, name: str, failobj: None = None) -> list[str] | None: ...


@dataclass(frozen=True)
class Package:
    """A release of the lock: what needs it, and its licence; None if it does not say one."""

    name: str
    version: str
    needed: str
    licence: str | None


def licence_of(said: Said) -> str | None:
    """A package's licence as SPDX has it, or in its own words; None if it does not say.

    The expression goes before the free field, and that before the classifiers, all of which hold.
    """
    if expression := said.get_all("License-Expression"):
        return expression[0].strip()
    lines = "".join(said.get_all("License") or []).strip().splitlines()
    own = lines[0].strip() if lines and len(lines[0].strip()) <= _LONGEST else ""
    if spdx := _spdx(own):
        return spdx
    classed = [
        one.rpartition(" :: ")[2]
        for one in said.get_all("Classifier") or []
        if one.startswith("License :: ") and one != "License :: OSI Approved"
    ]
    if classed:
        return " AND ".join(dict.fromkeys(_spdx(one) or one for one in classed))
    return None if _bare(own) in _SAYS_NOTHING or len(lines) > 1 else own


def is_allowed(licence: str | None) -> bool:
    """Whether all parts of a licence, and of parts to choose from one, are among :data:`ALLOWED`.

    >>> is_allowed("MPL-2.0 AND (GPL-3.0-only OR MIT)"), is_allowed("MIT AND GPL-3.0-only")
    (True, False)
    """
    said = licence or ""
    while inner := re.search(r"\(([^()]*)\)", said):
        said = said.replace(inner[0], "MIT" if is_allowed(inner[1]) else "refused")
    return any(
        all(part.partition(" WITH ")[0].strip() in ALLOWED for part in choice.split(" AND "))
        for choice in said.split(" OR ")
    )


def packages(
    lock: str, project: dict[str, object], of: Callable[[str], tuple[Said, list[str]] | None]
) -> list[Package]:
    """The releases of a lock in its order; ``of`` gives an installed one's metadata and needs."""
    needs = _needs(project, of)
    found = []
    for line in lock.splitlines():
        name, pinned, version = line.partition("==")
        if pinned and not line.startswith("#"):
            installed = of(name)
            licence = licence_of(installed[0]) if installed else None
            needed = needs.get(canonicalize_name(name), CHECKS) if installed else ELSEWHERE
            found.append(Package(name, version, needed, licence))
    return found


def refused(found: Iterable[Package]) -> list[Package]:
    """Those that answering needs whose licence nobody has allowed, or that do not say."""
    return [one for one in found if one.needed == RUNTIME and not is_allowed(one.licence)]


def table(found: Sequence[Package]) -> Table:
    """All of them, what answering needs first; the notes name those that do not say."""
    groups = [RUNTIME, EXTRAS, CHECKS, ELSEWHERE]
    rows = tuple(
        (one.name, one.version, one.needed, one.licence or NONE)
        for one in sorted(found, key=lambda one: groups.index(one.needed))
    )
    silent = [one.name for one in found if not one.licence and one.needed != ELSEWHERE]
    away = [one.name for one in found if one.needed == ELSEWHERE]
    notes = [f"No licence is told by: {', '.join(silent)}."] if silent else []
    notes += [f"Not installed where this was made: {', '.join(away)}."] if away else []
    head = ("package", "version", "needed", "licence")
    return Table("Licences of the locked packages", head, rows, tuple(notes), words=len(head))


def _needs(
    project: dict[str, object], of: Callable[[str], tuple[Said, list[str]] | None]
) -> dict[str, str]:
    """What each package is needed for, directly or by way of others: the first of the groups."""
    direct: list[str] = project["dependencies"]  # type: ignore[assignment]
    extras: dict[str, list[str]] = project["optional-dependencies"]  # type: ignore[assignment]
    own = [line for name, of_it in extras.items() if name not in ("test", "dev") for line in of_it]
    found: dict[str, str] = {}
    for needed, begin in ((RUNTIME, direct), (EXTRAS, own)):
        todo = [(Requirement(line), "") for line in begin]
        seen: set[tuple[str, str]] = set()
        while todo:
            one, extra = todo.pop()
            if one.marker and not one.marker.evaluate({"extra": extra}):
                continue
            name = canonicalize_name(one.name)
            found.setdefault(name, needed)
            for wanted in {"", *one.extras} - {w for n, w in seen if n == name}:
                seen.add((name, wanted))
                installed = of(name)
                todo += [(Requirement(line), wanted) for line in (installed or ((), []))[1]]
    return found


def _spdx(text: str) -> str | None:
    if known := _SPELT.get(_bare(text)):
        return known
    try:
        return canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        return None


def _bare(text: str) -> str:
    words = re.sub(r"\b(?:licen[cs]e|version)\b", "", text.lower()).split()
    return " ".join(words).replace(" ,", ",")


def _installed(name: str) -> tuple[Said, list[str]] | None:
    try:
        return metadata(name), requires(name) or []
    except PackageNotFoundError:
        return None


def main(arguments: Sequence[str]) -> int:
    """Print the licences, or write their page; one sentence if one of them is not allowed."""
    if list(arguments) not in ([], ["--write"]):
        raise UsageError("Give nothing, or --write.")
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = packages(LOCK.read_text(encoding="utf-8"), project, _installed)
    if arguments:
        PAGE.write_text(_LEAD + table(found).markdown().partition("\n\n")[2], encoding="utf-8")
    else:
        table(found).show(Console())
    if others := refused(found):
        named = ", ".join(f"{one.name} ({one.licence or 'does not say'})" for one in others)
        raise ParityError(f"Not among the licences that Parity may be built on: {named}.")
    return 0


if __name__ == "__main__":
    run("licences", lambda: main(sys.argv[1:]))
