"""A first answer is timed by the clock, and what fails is told and not timed."""

from __future__ import annotations

import sys

import pytest

from evals.cold_start import ColdStartError, took


def test_a_command_is_timed_by_the_clock() -> None:
    assert took([sys.executable, "-c", "import time; time.sleep(0.3)"]) >= 0.3


def test_what_fails_is_no_time() -> None:
    with pytest.raises(ColdStartError, match="no index"):
        took([sys.executable, "-c", "import sys; sys.exit('parity: There is no index.')"])
