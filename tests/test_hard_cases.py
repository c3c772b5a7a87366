"""Cases that were wrong once; those that are not mended yet are marked so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.checking.meaning import Meaning
from assistant.checking.nearest import SourceFinder
from assistant.cli import main
from assistant.desk.check import Verdict, check
from assistant.desk.exact import occurrences
from assistant.desk.wording import Found, look_up
from assistant.facts.names import names
from assistant.visible import visible
from builders import WordEncoder, real_corpus, real_register, write_corpus
from ingest.errors import IndexDamagedError
from ingest.indexing.bm25 import Bm25
from ingest.indexing.texts import open_texts
from ingest.language.dates import last_year
from ingest.language.fulfilment import Fulfilment, outcome_of
from ingest.language.quantities import quantities
from ingest.language.strength import Strength, strength_of
from ingest.register.details import amounts, who
from ingest.sync import ingest

NOT_YET = pytest.mark.xfail(reason="known, and not mended yet", strict=True)

PLAN = "1. We will open ten wards in Leeds.\n2. Waits fell by 41,000 last year.\n3. It is so.\n"


@pytest.mark.parametrize(
    "claim",
    [
        "661 more young people were accepted for treatment than ever before.",
        "5% (n=284 of 353) of CYP started treatment within one week for urgent cases.",
        "Clear definition of an integrated community model has been provided.",
        "One organisation holds all of the levers.",
        "It should be noted that baseline funding is prescriptive.",
        "When COVID-19 hit in March 2022, Health Education England commissioned MindEd.",
        "420,000 CYP accessed treatment in 2022.",
        "The overall rating across all nine commitments was good.",
        "The panel rated physical health checks as good.",
        "The hubs have been accessed fewer than 41,000 times.",
        "Half a million extra people will have access to mental health services by 2021.",
        "59.0% of routine cases started treatment within four weeks.",
        "78% of liaison services were operating 24/7 in 2017.",
        "25% of staff are employed by the NHS.",
        "Supply of new staff has increased far faster than demand.",
        "There were 64,780 inappropriate OAP bed days in Q2 2021/22.",
        "Bed occupancy is at recommended safe levels.",
        "The Health Disparities White Paper has been published.",
        "The Panel accepts that the trajectory for physical health checks was not met.",
    ],
)
def test_a_false_claim_is_not_said_to_be_true(
    claim: str, finder: SourceFinder, meaning: Meaning
) -> None:
    (checked,) = check(claim, finder, meaning)
    assert checked.verdict in (Verdict.DIFFERS, Verdict.ABSENT)


def test_a_name_does_not_run_on_into_a_date(finder: SourceFinder, meaning: Meaning) -> None:
    claim = "The Government published the Community Mental Health Framework in September 2019."
    (checked,) = check(claim, finder, meaning)
    assert checked.verdict is Verdict.REWORDED


def test_a_name_does_not_begin_with_a_month() -> None:
    assert [fact.value for fact in names("In May the Expert Panel met.", set(), set())] == [
        "Expert Panel"
    ]


@pytest.mark.parametrize("text", ["2,500 nurses", "1.5 million"])
def test_a_number_is_not_found_in_the_end_of_another(text: str) -> None:
    assert occurrences(text[2:], text) == []


def test_three_full_stops_are_an_ellipsis() -> None:
    assert occurrences("wards ... in Leeds", "Wards … in Leeds")


@pytest.mark.parametrize("phrase", ["NHS England and NHS Improvement", "CYP"])
def test_every_place_of_a_frequent_phrase_is_given(phrase: str, finder: SourceFinder) -> None:
    there = sum(len(occurrences(phrase, p.text)) for p in real_corpus().paragraphs)
    assert sum(not place.heading for place in look_up(phrase, finder).places) == there


def test_a_phrase_of_small_words_is_found_where_it_stands(finder: SourceFinder) -> None:
    assert look_up("we will", finder).found is Found.EXACT


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("half a million people", [(500_000, "")]),
        ("two hundred and fifty staff", [(250, "")]),
        ("20-25 million people", [(20e6, ""), (25e6, "")]),
        ("£5-6 million", [(5e6, "£"), (6e6, "£")]),
        ("£24 million-£30 million", [(24e6, "£"), (30e6, "£")]),
        pytest.param("2000 nurses", [(2000, "")], marks=NOT_YET),
    ],
)
def test_a_number_comes_to_what_is_meant(text: str, wanted: list[tuple[float, str]]) -> None:
    assert [(q.value, q.unit) for q in quantities(text)] == wanted


@pytest.mark.parametrize(
    ("text", "year"), [("1999/2000", 2000), ("1998-2003", 2003), ("on 2021-05-31", 2021)]
)
def test_the_last_year_may_be_of_another_century(text: str, year: int) -> None:
    assert last_year(text) == year


@pytest.mark.parametrize("text", ["None of the targets were met.", "No target was met."])
def test_no_target_met_is_none_met(text: str) -> None:
    assert outcome_of(text) is Fulfilment.NOT_MET


def test_all_targets_met_is_met() -> None:
    assert outcome_of("We have met all our targets.") is Fulfilment.MET


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("The Government accepts this recommendation.", Strength.ACCEPTS),
        ("We aim to open ten wards.", Strength.AIMS),
        ("NHS England continues to support trusts.", Strength.DOING),
    ],
)
def test_a_short_sentence_binds_as_a_long_one_does(text: str, strength: Strength) -> None:
    assert strength_of(text) is strength


def test_who_may_have_a_name_with_and() -> None:
    text = "The Department for Health and Social Care has commissioned NHS England to do it."
    assert who(text) == "The Department for Health and Social Care"


def test_the_day_of_a_date_is_no_amount() -> None:
    assert amounts("The consultation ended on 21 April 2021.") == ()


def test_a_commitment_of_two_sentences_is_listed_once() -> None:
    listed = [(c.paragraph, c.text) for c in real_register().commitments]
    assert len(listed) == len(set(listed))


@NOT_YET
def test_an_empty_term_has_a_rarity() -> None:
    assert Bm25.of([["bed"]]).rarity("") > 0


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("paragraphs.npy", b""),
        ("statistics/sentences/data.csc.index.npy", b""),
        ("register.json", b"{"),
        pytest.param("statistics/sentences/params.index.json", None, marks=NOT_YET),
    ],
)
def test_every_damaged_file_is_told(file: str, content: bytes | None, tmp_path: Path) -> None:
    ingest(write_corpus(tmp_path / "c", {"plan.txt": PLAN}), tmp_path / "i", WordEncoder())
    (generation,) = (tmp_path / "i" / "generations").iterdir()
    (generation / file).unlink()
    if content is not None:
        (generation / file).write_bytes(content)
    with pytest.raises(IndexDamagedError):
        assert open_texts(tmp_path / "i").register


NASTY = "\x1b[2J\x1b]0;owned\x07\u202eab\x9b1m\u2066\U000e0041"
OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2066\U000e0041]")
NASTY_PLAN = f"""# The [/bold] plan {NASTY}

## A {NASTY} section

1. We will {NASTY} open ten wards in Leeds [red]by 2030.
2. We will open ten wards in Leeds by 2031, as the plan {NASTY} promised, with 2,000 more nurses.
3. The target of 2,000 more nurses {NASTY} in Leeds was met.

## Ratings [/dim] {NASTY}

| Commitment | Funding [/bold] {NASTY} | Overall |
| --- | --- | --- |
| Ward {NASTY} nurses [/red] | Good | Inadequate |
| Talking therapies | Inadequate | Good |
"""


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents whose words a terminal would obey, and their index."""
    folder = tmp_path_factory.mktemp("nasty")
    letter = f"1. We promised {NASTY} in York 2,000 more nurses.\n2. We accept it [/red].\n"
    files = {"plan.md": NASTY_PLAN, "letter.txt": letter}
    ingest(write_corpus(folder / "c", files), folder / "i", WordEncoder())
    return folder


@pytest.mark.parametrize("width", [60, 300])
@pytest.mark.parametrize("in_colour", [False, True])
@pytest.mark.parametrize(
    "command",
    [
        "wording", "check", "commitments all", "commitments evaluated", "commitments across",
        "commitments", "commitments all --less-sure", "commitments all --format csv",
        "commitments all --format json", "commitments evaluated --format markdown",
    ],
)  # fmt: skip
def test_the_words_of_a_document_cannot_move_the_cursor(
    nasty: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    in_colour: bool,
    width: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    if in_colour:
        monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    name, *options = command.split()
    phrase = ["We will open ten wards in Leeds"] if name in ("wording", "check") else []
    assert main([name, *options, *phrase, "--index", str(nasty / "i")]) == 0
    said = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out)
    assert any(of in said for of in ("wards", "nurses"))
    assert not OBEYED.search(said.replace("\r\n", "\n"))


def test_marks_stand_on_the_words_that_differ_whatever_stands_before_them(
    nasty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["commitments", "across", "--index", str(nasty / "i")]
    assert main([*command, "--format", "json"]) == 0
    sayings = [of for one in json.loads(capsys.readouterr().out) for of in one["sayings"]]
    differing = [words for of in sayings for words in of["differs"] if NASTY in of["text"]]
    assert differing
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert main(command) == 0
    marked = re.findall(r"\x1b\[1;4m(.*?)\x1b\[0m", capsys.readouterr().out, re.S)
    assert set(map(visible, differing)) <= set(marked)
