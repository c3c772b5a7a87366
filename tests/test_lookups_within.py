"""What is looked up in some documents is looked for, counted and cut off in these alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import LookedUp
from assistant.library.library import Library
from assistant.lookup.gone_through import MOST_QUOTED
from assistant.lookup.lookups import LookUps
from assistant.question.question import read_question
from builders import WordEncoder, write_corpus
from ingest.indexing.index import open_index
from ingest.language.fulfilment import Fulfilment
from ingest.register.types import Evaluated, Quote, Rating
from ingest.sync import ingest
from ingest.types import document_of

LONG, SHORT = "alpha", "beta"
QUESTIONS = (
    "Which paragraphs mention beds?",
    "How many paragraphs mention wards?",
    "Which paragraphs mention 2031?",
    "Which paragraphs mention dragons?",
    "What are all the figures for 2032?",
    "List every sum over £2 million",
    "Which commitments are there on beds?",
    "Which commitments name a date?",
    "What is due by 2038?",
    "What does section 1 say?",
    "What does paragraph 2 say?",
    "What does paragraph 40 say?",
    "Which commitments were rated inadequate?",
    "How was talking therapies rated?",
    "How many commitments on ward nurses were rated inadequate?",
    "What were the commitments that were evaluated?",
)


def paper(year: int, promises: int) -> str:
    wards = "\n\n".join(
        f"{n}. We will open ward {n} for {3 * n} people by 20{30 + n % 9}, with beds for £{n}m."
        for n in range(1, promises + 1)
    )
    return (
        f"# A paper of {year}\n\n## Section 1\n\n{wards}\n\n## Ratings\n\n"
        "| Commitment | Funding | Overall |\n| --- | --- | --- |\n"
        "| Ward nurses | Inadequate | Good |\n| Talking therapies | Good | Inadequate |\n"
    )


PAPERS = {f"{LONG}.md": paper(2020, MOST_QUOTED + 10), f"{SHORT}.md": paper(2021, 3)}
Finding = Callable[[str, str], LookedUp | None]


def looking_up(folder: Path, *names: str) -> Finding:
    """Look-ups in a library of some of the papers: in one of them, or for "" in all."""
    encoder = WordEncoder()
    ingest(
        write_corpus(folder / "c", {name: PAPERS[name] for name in names}), folder / "i", encoder
    )
    library = Library.of(open_index(folder / "i", encoder), encoder, rewords=False)
    look_ups = LookUps(library)

    def find(question: str, asked: str) -> LookedUp | None:
        within = frozenset(filter(None, [asked]))
        return look_ups.find(replace(read_question(question, (), library), within=within))

    return find


@pytest.fixture(scope="module")
def of_both(tmp_path_factory: pytest.TempPathFactory) -> Finding:
    return looking_up(tmp_path_factory.mktemp("both"), *PAPERS)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Finding]:
    """Look-ups in libraries that have one of the papers and no other, by its id."""
    folder = tmp_path_factory.mktemp("alone")
    return {id_: looking_up(folder / id_, f"{id_}.md") for id_ in (LONG, SHORT)}


@pytest.mark.parametrize("asked", [LONG, SHORT])
@pytest.mark.parametrize("question", QUESTIONS)
def test_one_document_is_looked_up_as_if_there_were_no_other(
    of_both: Finding, alone: dict[str, Finding], question: str, asked: str
) -> None:
    found = of_both(question, asked)
    assert found is not None
    assert found == alone[asked](question, "")


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraphs mention beds?",
        "Which commitments are there on beds?",
        "What is due by 2038?",
        "What does section 1 say?",
    ],
)
def test_what_is_cut_off_is_counted_in_the_document_that_was_asked(
    of_both: Finding, question: str
) -> None:
    for asked, count in ((LONG, MOST_QUOTED), (SHORT, 3)):
        found = of_both(question, asked)
        assert found is not None
        assert [document_of(claim.paragraph) for claim in found.claims] == [asked] * count


@pytest.mark.parametrize(
    "question",
    ["What does paragraph 2 of the paper of 2020 say?", "Give me an overview of the paper of 2020"],
)
def test_what_is_asked_of_another_document_has_no_answer(of_both: Finding, question: str) -> None:
    everywhere, there = of_both(question, ""), of_both(question, LONG)
    assert everywhere is not None
    assert there is not None
    assert everywhere.claims
    assert there.claims
    assert of_both(question, SHORT) == LookedUp([])


def test_of_an_evaluated_commitment_only_what_a_document_tells_is_told_of_it() -> None:
    rated = [Rating("Overall", "good", f"{id_}/9", "Good", True) for id_ in (LONG, SHORT)]
    one = Evaluated(
        "Beds",
        promises=(Quote("alpha/1", "We will open beds."),),
        ratings=tuple(rated),
        reports=("beta/3",),
        outcome=Fulfilment.MET,
        standing=(Quote("beta/3", "It was met."),),
    )
    assert one.within([LONG, SHORT]) == one
    assert one.within([LONG]) == Evaluated("Beds", promises=one.promises, ratings=(rated[0],))
    there = one.within([SHORT])
    assert (there.promises, there.ratings, there.outcome) == ((), (rated[1],), Fulfilment.MET)
