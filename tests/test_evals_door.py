"""A command of the evals ends in a sentence and an exit status, never in a traceback."""

from __future__ import annotations

import pytest

from evals.door import run
from ingest.errors import ParityError, UsageError


@pytest.mark.parametrize("error", [ParityError("Nothing is there."), UsageError("Give a name.")])
def test_an_error_is_said_after_the_command_s_name(
    error: ParityError, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> int:
        raise error

    with pytest.raises(SystemExit) as ended:
        run("gate", fails)
    assert ended.value.code == error.exit_status
    assert capsys.readouterr().err == f"gate: {error}\n"


@pytest.mark.parametrize("status", [0, 1])
def test_what_a_command_returns_is_the_exit_status(status: int) -> None:
    with pytest.raises(SystemExit) as ended:
        run("gate", lambda: status)
    assert ended.value.code == status
