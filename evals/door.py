"""The door of every command of the evals: what goes wrong is one sentence and an exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NoReturn

from ingest.errors import ParityError


def run(name: str, main: Callable[[], int]) -> NoReturn:
    """Exit with what a command returns; a :class:`ParityError` is printed after its ``name``."""
    try:
        sys.exit(main())
    except ParityError as error:
        print(f"{name}: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
