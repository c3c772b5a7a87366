"""The gate lets through what a source says, whole or in part, and stops what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Claim
from assistant.checking.nearest import SourceFinder
from assistant.checking.vouched import Gate
from assistant.library.library import Library
from assistant.settings import Settings
from builders import WordEncoder, write_corpus
from evals.gate import TRUE, judged, read_planted, table_of
from evals.reading.rows import PAPERS
from ingest.sync import ingest

TEXT = """1. By March 2021, 23% of adults with psychosis had a full check, against a target of 60%.

2. If funding allows, the Trust will open six houses in Leeds, Hull and York.

3. Three things got better: waits, staff in post and complaints. Three got worse: out-of-area beds,
length of stay and the deficit.

4. Most wards, but not those for children, were inspected. The report was late.
"""


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    folder = tmp_path_factory.mktemp("gate")
    write_corpus(folder / "corpus", {"plan.txt": TEXT})
    ingest(folder / "corpus", folder / "index", WordEncoder())
    return Gate(SourceFinder(Library.open(Settings(index_dir=folder / "index"))))


def stopped(gate: Gate, sentence: str, *numbers: str) -> list[str]:
    """The words for which a sentence is stopped that cites these paragraphs, all of each."""
    paragraphs = gate._finder.library.paragraphs
    (key, quote), *others = [(f"plan/{n}", paragraphs[f"plan/{n}"].text) for n in numbers]
    return gate.uncarried(Claim(sentence, key, quote, others=tuple(others)))


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("By March 2021, 23% of adults with psychosis had a full check.", "1"),
        ("23% of adults with psychosis had a full check, against a target of 60%.", "1"),
        ("If funding allows, the Trust will open six houses in Leeds, Hull and York.", "2"),
        ("The report was late.", "4"),
        ("23% of adults with psychosis had a full check; the report was late.", "14"),
    ],
)
def test_what_a_source_says_whole_or_in_whole_parts_is_let_through(
    gate: Gate, sentence: str, numbers: str
) -> None:
    assert stopped(gate, sentence, *numbers) == []


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("By March 2021, 32% of adults with psychosis had a full check.", "1"),
        ("By March 2020, 23% of adults with psychosis had a full check.", "1"),
        ("By March 2021, 23% of adults had a full check.", "1"),
        ("By March 2021, 60% of adults with psychosis had a full check.", "1"),
        ("By March 2021, 23% of children with psychosis had a full check.", "1"),
        ("By March 2021, 23% of adults with psychosis had no full check.", "1"),
        ("The Trust will open six houses in Leeds, Hull and York.", "2"),
        ("If funding allows, the Trust has opened six houses in Leeds, Hull and York.", "2"),
        ("If funding allows, the Board will open six houses in Leeds, Hull and York.", "2"),
        ("Three things got better: out-of-area beds, length of stay and the deficit.", "3"),
        ("Most wards were inspected.", "4"),
        ("All wards were inspected.", "4"),
        ("The report was late because most wards were inspected.", "4"),
        ("See http://planted.example for the report.", "4"),
    ],
)
def test_what_a_source_does_not_say_is_stopped(gate: Gate, sentence: str, numbers: str) -> None:
    assert stopped(gate, sentence, *numbers)


def test_a_claim_whose_quote_is_nowhere_is_stopped(gate: Gate) -> None:
    assert gate.uncarried(Claim("The report was late.", "plan/4", "Never said."))


def test_words_that_a_conversation_has_are_nothing_new(gate: Gate) -> None:
    whole = "How many adults had a check?\nand in Leeds, in 2021?"
    assert gate.adds_nothing("How many adults had a check in Leeds in 2021?", whole)
    assert not gate.adds_nothing("How many adults had a check in Hull in 2021?", whole)
    assert not gate.adds_nothing("How many adults had a check in Leeds in 2022?", whole)
    assert not gate.adds_nothing("How many children had a check in Leeds?", whole)


@pytest.mark.slow
def test_of_planted_sentences_at_most_one_in_fifty_is_let_through(tmp_path: Path) -> None:
    ingest(PAPERS, tmp_path / "index", WordEncoder())
    library = Library.open(Settings(index_dir=tmp_path / "index"))
    found = list(judged(read_planted(), library))
    planted = [one for one, _ in found if one.kind != TRUE]
    through = [one.id for one, words in found if one.kind != TRUE and not words]
    assert len(planted) > 600
    assert len(through) <= len(planted) / 50, through
    assert table_of(found).rows[-1][0] == TRUE
