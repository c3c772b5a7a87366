"""A command that answers once leaves the garbage collector to others as it found it."""

from __future__ import annotations

import gc

import pytest

from assistant.terminal.collector import uncollected


def test_what_is_opened_is_not_gone_through_and_the_collector_runs_again_afterwards() -> None:
    try:
        with uncollected():
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_the_collector_runs_again_where_the_command_fails() -> None:
    with pytest.raises(ValueError, match="asked"), uncollected():
        raise ValueError("asked")
    gc.unfreeze()
    assert gc.isenabled()


def test_who_had_no_collector_has_none_afterwards() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()
