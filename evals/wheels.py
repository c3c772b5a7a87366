"""The files of the locked releases, known by their SHA-256.

``pip download -c requirements.lock -d FOLDER '.[dev]'`` fetches all that would be installed, and
``python -m evals.wheels FOLDER`` holds it against ``requirements.sha256``: it is 1 if a file is not
the one that was locked, and names those that the list does not have, as of another platform.
``--write REPORT...`` makes the list of pip's reports; ``make lock`` does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from assistant.settings import PROJECT
from evals.door import run
from ingest.errors import ParityError, UsageError

LIST = PROJECT / "requirements.sha256"
_HEAD = """\
# The SHA-256 of the files of the locked releases, as the registry had them when the lock was made:
# for every Python supported, on the platform of whoever made it. docs/dependencies.md has the rest.
"""
_SUFFIXES = (".whl", ".tar.gz", ".zip")


def digests_of(report: Path) -> dict[str, str]:
    """The SHA-256 of each file that pip would install, by the file's name.

    Raises :class:`UsageError` for what is no report of pip's, or one that lacks a digest.
    """
    try:
        named = [one["download_info"] for one in json.loads(report.read_bytes())["install"]]
        return {
            unquote(urlsplit(of["url"]).path.rpartition("/")[2]): of["archive_info"]["hashes"][
                "sha256"
            ]
            for of in named
        }
    except OSError as error:
        raise UsageError(f"{report} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{report} is no report of pip's with a SHA-256 for each file; make it with "
            "pip install --dry-run --report."
        ) from error


def written(digests: Mapping[str, str]) -> str:
    """The list as sha256sum has it, by the files' names."""
    named = sorted(digests.items(), key=lambda one: one[0].lower())
    return _HEAD + "".join(f"{digest}  {name}\n" for name, digest in named)


def read(text: str) -> dict[str, str]:
    r"""The digests of a list, by the files' names.

    >>> read("# Files.\nab12  rich-15.0.0-py3-none-any.whl\n")
    {'rich-15.0.0-py3-none-any.whl': 'ab12'}
    """
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {name: digest for digest, name in lines}


def checked(files: Iterable[Path], digests: Mapping[str, str]) -> list[str]:
    """The names of those files that the list does not have; the others are what it says.

    Raises :class:`ParityError` that names every file which is another than the locked one.
    """
    unknown, others = [], []
    for file in files:
        known = digests.get(file.name)
        if known is None:
            unknown.append(file.name)
        elif hashlib.sha256(file.read_bytes()).hexdigest() != known:
            others.append(file.name)
    if others:
        raise ParityError(
            f"{', '.join(others)}: not what was locked, by the SHA-256 in {LIST.name}; do not "
            "install it, and ask where it came from."
        )
    return unknown


def main(arguments: Sequence[str]) -> int:
    """Check a folder of files, or make the list."""
    parser = argparse.ArgumentParser(prog="python -m evals.wheels", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("folder", type=Path, nargs="?", help="where pip has downloaded to")
    what.add_argument("--write", type=Path, nargs="+", metavar="REPORT")
    options = parser.parse_args(arguments)
    if options.write:
        digests = {name: of for report in options.write for name, of in digests_of(report).items()}
        LIST.write_text(written(digests), encoding="utf-8")
        return 0
    folder: Path = options.folder
    files = sorted(file for file in folder.glob("*") if file.name.endswith(_SUFFIXES))
    if not files:
        raise UsageError(f"{folder} holds no file of a package; fill it with pip download.")
    unknown = checked(files, read(LIST.read_text(encoding="utf-8")))
    for name in unknown:
        print(f"not in {LIST.name}, so not checked: {name}")
    print(f"{len(files) - len(unknown)} of {len(files)} files are those that were locked.")
    return 0


if __name__ == "__main__":
    run("wheels", lambda: main(sys.argv[1:]))
