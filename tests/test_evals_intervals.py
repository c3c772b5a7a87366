"""Bootstrap intervals are the same in every run and lie about the figure."""

from __future__ import annotations

from collections.abc import Sequence

from evals.intervals import Figures, intervals
from evals.metrics import share
from evals.tables import Table, percent


def right(flags: Sequence[bool]) -> Figures:
    return {"right": share(flags), "never": None}


def test_an_interval_is_the_same_every_time_and_holds_the_figure() -> None:
    flags = [True] * 30 + [False] * 10
    found = intervals(flags, right)
    assert found == intervals(flags, right)
    assert found["right"] is not None
    low, high = found["right"]
    assert 0.5 < low < 0.75 < high < 0.95


def test_an_interval_narrows_with_more_questions() -> None:
    few, many = (intervals([True, True, False] * n, right)["right"] for n in (5, 100))
    assert few is not None
    assert many is not None
    assert many[1] - many[0] < few[1] - few[0]


def test_a_figure_that_never_is_has_no_interval() -> None:
    assert intervals([True], right) == {"right": (1.0, 1.0), "never": None}


def test_of_no_questions_there_is_no_interval() -> None:
    assert intervals([], right) == {"right": None, "never": None}


def test_a_draw_without_the_figure_says_nothing_of_it() -> None:
    def of_true(flags: Sequence[bool]) -> Figures:
        return {"all true": share([flag for flag in flags if flag])}

    assert intervals([True, False], of_true) == {"all true": (1.0, 1.0)}


def test_a_share_without_an_interval_stands_alone() -> None:
    assert percent(0.5) == "50.0%"
    assert percent(None, (0.1, 0.2)) == "–"


def test_a_table_in_markdown_keeps_its_columns() -> None:
    table = Table("T", ("name", "n"), (("a|b", "1"),), ("Note.",))
    assert table.markdown() == "## T\n\n| name | n |\n| --- | ---: |\n| a\\|b | 1 |\n\nNote.\n"


def test_a_table_without_rows_is_its_notes() -> None:
    assert Table("T", ("name",), (), ("Skipped.",)).markdown() == "## T\n\nSkipped.\n"
