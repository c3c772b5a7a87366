"""A first answer is timed by the clock, and what fails is told and not timed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from evals.cold_start import ColdStartError, took


def test_a_command_is_timed_by_the_clock() -> None:
    assert took([sys.executable, "-c", "import time; time.sleep(0.3)"]) >= 0.3


def test_what_fails_is_no_time() -> None:
    with pytest.raises(ColdStartError, match="no index"):
        took([sys.executable, "-c", "import sys; sys.exit('parity: There is no index.')"])


def test_a_first_answer_imports_nothing_of_langchain(home_index: Path) -> None:
    code = (
        "import sys; from assistant.cli import main;"
        f"status = main(['ask', 'Was the target met?', '--index', {str(home_index)!r}]);"
        "print({'langchain_core', 'langchain_chroma', 'langsmith'} & {*sys.modules});"
        "sys.exit(status)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[1]" in ran.stdout
    assert ran.stdout.endswith("set()\n")
