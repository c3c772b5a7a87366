"""``parity commitments`` lists, narrows and counts; what is asked wrongly is one sentence."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from builders import WordEncoder, write_corpus
from ingest.sync import ingest

SOURCES = """\
[[document]]
id = "plan"
file = "plan.txt"
title = "The Leeds workforce plan"
publisher = "Leeds Trust"
date = "31 July 2017"

[[document]]
id = "letter"
file = "letter.txt"
title = "A letter"
"""
PLAN = """\
1. We will open ten wards over the next five years. The NHS has closed two wards.
2. The care access ambitions of this plan set out more access (300 nurses from 2018) by 2023/24.
3. The Department is considering a clinic in York. We accept the recommendation on waits.
4. “We are training 40 porters,” said Jane Hill, chair of Mind.
"""
LETTER = """\
1. We will publish the figures this year.
2. Work is under way to open a clinic by 2030.
3. The target for 2021 was met.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("register")
    files = {"plan.txt": PLAN, "letter.txt": LETTER, "sources.toml": SOURCES}
    write_corpus(folder / "corpus", files)
    ingest(folder / "corpus", folder / "index", WordEncoder())
    return folder / "index"


@pytest.fixture
def listed(index: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """A call of the command that returns its exit status and what it printed."""

    def run(*arguments: str) -> tuple[int, str]:
        status = main(["commitments", *arguments, "--index", str(index)])
        printed = capsys.readouterr()
        return status, printed.err if status else printed.out

    return run


def words(listed: Any, *arguments: str) -> list[str]:
    status, printed = listed("all", "--format", "json", *arguments)
    assert status == 0
    return [row["text"].split(" (")[0].partition(",")[0] for row in json.loads(printed)]


WARDS = "We will open ten wards over the next five years."
CLOSED = "The NHS has closed two wards."
AMBITIONS = "The care access ambitions of this plan set out more access"
CLINIC = "Work is under way to open a clinic by 2030."
MET = "The target for 2021 was met."


@pytest.mark.parametrize(
    ("by", "wanted"),
    [
        ("2021", [MET]),
        ("2022", [WARDS, MET]),
        ("2023/24", [WARDS, AMBITIONS, MET]),
        ("2023-24", [WARDS, AMBITIONS, MET]),
        ("2023 to 2024", [WARDS, AMBITIONS, MET]),
        ("2030", [WARDS, AMBITIONS, CLINIC, MET]),
        ("1999", []),
    ],
)
def test_what_is_due_by_a_year_is_listed_however_its_date_is_put(
    listed: Any, by: str, wanted: list[str]
) -> None:
    assert words(listed, "--due-by", by) == wanted


def test_a_period_told_from_an_unknown_date_is_due_in_no_year(listed: Any) -> None:
    _, printed = listed("all", "--format", "json", "--document", "letter", "--kind", "promises")
    (row,) = json.loads(printed)
    assert (row["due"], row["due_year"]) == ("this year", None)


@pytest.mark.parametrize(
    ("theme", "count"), [("clinic", 2), ("wards", 2), ("workforce", 6), ("workforce wards", 2)]
)
def test_a_theme_is_found_in_the_words_and_in_the_document_s_name(
    listed: Any, theme: str, count: int
) -> None:
    assert len(words(listed, "--less-sure", "--theme", theme)) == count


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("promises", 3),
        ("promise", 3),
        ("REPORTS", 2),
        ("under way", 2),
        ("under-way", 2),
        ("considerations", 1),
        ("acceptances", 1),
        ("rejections", 0),
    ],
)
def test_a_kind_is_listed_alone_in_whatever_form_it_is_named(
    listed: Any, kind: str, count: int
) -> None:
    assert len(words(listed, "--less-sure", "--kind", kind)) == count


def test_every_format_has_the_kind(listed: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(listed("all", "--format", "csv")[1])))
    objects = json.loads(listed("all", "--format", "json")[1])
    assert [row["Kind"] for row in rows] == [row["kind"] for row in objects]
    assert {row["Kind"] for row in rows} >= {"promise", "report", "consideration", "acceptance"}
    assert "| Kind |" in listed("all", "--format", "markdown")[1]


COUNTS = "3 promises, 1 under way, 2 reports, 1 consideration, 1 acceptance"


def test_the_list_and_the_first_view_say_how_many_of_each_kind_there_are(listed: Any) -> None:
    assert f"8 listed: {COUNTS}." in listed("all")[1]
    assert listed()[1] == (
        "No commitment of these documents was rated; 'parity commitments all' lists the 8 of the "
        f"register ({COUNTS}).\n"
    )


def test_what_is_less_sure_is_counted_left_out_and_added_where_it_is_asked_for(
    listed: Any,
) -> None:
    assert "1 that is less sure is left out; --less-sure adds it." in listed("all")[1]
    printed = listed("--less-sure")[1]
    assert "9 listed: " in printed
    assert "left out" not in printed
    rows = json.loads(listed("all", "--less-sure", "--format", "json")[1])
    assert [row["text"] for row in rows if not row["sure"]] == [
        "“We are training 40 porters,” said Jane Hill, chair of Mind."
    ]
    assert "is doing, less sure" in listed("all", "--less-sure", "--format", "csv")[1]


@pytest.mark.parametrize("arguments", [("--kind", "promises"), ("--strength", "will")])
def test_a_filter_of_the_whole_register_chooses_from_it(
    listed: Any, arguments: tuple[str, ...]
) -> None:
    assert listed(*arguments) == listed("all", *arguments)
    assert "listed: " in listed(*arguments)[1]


def test_we_says_whom_it_means(listed: Any) -> None:
    rows = json.loads(listed("all", "--format", "json", "--who", "we", "--less-sure")[1])
    assert [row["who"] for row in rows] == [
        "We (Leeds Trust)",
        "We (Leeds Trust)",
        "We (Jane Hill, chair of Mind)",
        "We (the authors of “A letter”)",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("all", "--kind", "dreams"), "There is no kind 'dreams'; take one of: promises, "),
        (("all", "--strength", "must"), "There is no strength 'must'; take one of: will, "),
        (("all", "--document", "memo"), "There is no document 'memo'; take one of: plan, letter."),
        (("all", "--theme", "of the"), "'of the' names nothing to look for; give a word that does"),
        (("all", "--who", "?"), "'?' names nothing to look for; give a word that does."),
        (("all", "--due-by", "soon"), "'soon' is not a year such as 2024 or 2023/24"),
        (("all", "--due-by", "2024/23"), "'2024/23' is not a year such as 2024 or 2023/24"),
        (("evaluated", "--kind", "x"), "'--kind' says nothing of 'parity commitments evaluated'"),
        (("across", "--kind", "x"), "'--kind' says nothing of 'parity commitments across'"),
        (("--rating", "splendid"), "There is no rating 'splendid'; take one of: "),
    ],
)
def test_a_bad_value_gets_one_sentence(
    listed: Any, arguments: tuple[str, ...], sentence: str
) -> None:
    status, printed = listed(*arguments)
    assert status == 2
    assert sentence in printed
    assert printed.count("\n") == 1


def test_where_nothing_is_like_that_it_is_said(listed: Any) -> None:
    assert listed("all", "--theme", "zeppelins") == (
        0,
        "No commitment in the register is like that.\n",
    )


RATED = """\
# A review of wards

## Ratings

| Ward | RAG |
| --- | --- |
| Elm ward | Red |
| Oak ward | Green |
| Ash ward | Amber |
| Fir ward | Green |
| Yew ward | Amber |
| Box ward | Red |
"""


@pytest.mark.parametrize(
    ("profile", "rating", "names"),
    [
        ("", "green", ["Oak ward", "Fir ward"]),
        ("", "GREEN", ["Oak ward", "Fir ward"]),
        ('[ratings]\nscale = ["Green", "Amber", "Red"]', "amber", ["Ash ward", "Yew ward"]),
    ],
)
def test_ratings_are_those_of_the_corpus_s_own_scale(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], profile: str, rating: str, names: list[str]
) -> None:
    write_corpus(tmp_path / "corpus", {"review.md": RATED, "parity.toml": profile})
    ingest(tmp_path / "corpus", tmp_path / "index", WordEncoder())
    index = ["--index", str(tmp_path / "index")]
    assert main(["commitments", "--rating", rating, "--format", "json", *index]) == 0
    assert [row["commitment"] for row in json.loads(capsys.readouterr().out)] == names
    assert main(["commitments", "--rating", "good", *index]) == 2
    assert "There is no rating 'good'; take one of: green, amber, red." in capsys.readouterr().err
