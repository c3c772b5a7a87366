"""What is worded like a commitment and is none is not listed as a sure one, and promises are."""

from __future__ import annotations

import pytest

from builders import entries_of, paragraphs_of
from ingest.language.sentences import sentences
from ingest.language.strength import Strength
from ingest.language.words import Analyser
from ingest.register.kinds import SURE, Judged, judged, model, surest
from ingest.register.register import Register
from ingest.register.types import Commitment, Kind
from labels import FOLDER

SIBLINGS = [
    tuple(line.split("\t"))
    for line in (FOLDER / "register_kinds_siblings.tsv").read_text("utf-8").splitlines()
]
"""The kind of a sentence, whether it is a commitment, and its words."""

PLAN = """\
# Plan

1. We thank the chair and his team for their commitment to finding the truth.

2. The aim of 8 per cent was therefore missed.

3. Candidates will not be eligible if any rule in 3.2 applies to them.

4. This version was also developed for the trust by a contractor.

5. The main purpose of the committee is to set the pay of directors.

6. We will open a second crisis house by June 2027.

7. However, this often misses the figures of the year before.

8. These rules make clear that the foreman's part is to see that work is done well.

9. The trust accepts that more must be done on waiting times.

10. All the claimants had opted for the fixed sum and 82 had been paid.
"""


def sure_of(text: str) -> list[Commitment]:
    register = Register.of(entries_of(paragraphs_of(text, markdown=True)), Analyser({}))
    return list(register.sure)


def alone(text: str) -> Judged:
    (paragraph,) = paragraphs_of(text)
    return judged([(paragraph, sentences(paragraph))])[0][0]


@pytest.mark.parametrize("text", [PLAN, PLAN.removeprefix("# Plan\n\n")], ids=["titled", "bare"])
def test_purposes_rules_and_forecasts_of_a_plan_are_no_commitments(text: str) -> None:
    found = {one.paragraph: one for one in sure_of(text)}
    assert {key.partition("/")[2] for key in found} - {"2"} == {"6", "9"}
    promise = found["tiny/6"]
    assert (promise.strength, promise.who, promise.due) == (Strength.WILL, "We", "by June 2027")
    assert found["tiny/9"].strength is Strength.ACCEPTS
    assert "tiny/2" not in found or found["tiny/2"].strength is Strength.REPORTS


@pytest.mark.parametrize("kind", sorted({kind for kind, _, _ in SIBLINGS}))
def test_of_each_kind_nearly_all_sentences_are_judged_as_they_were_labelled(kind: str) -> None:
    of_kind = [(label == "1", text) for of, label, text in SIBLINGS if of == kind]
    wrong = [
        text
        for is_commitment, text in of_kind
        for of in [alone(text)]
        if (of.strength is not None and of.sure) != is_commitment
    ]
    assert len(of_kind) >= 6
    assert len(wrong) <= 1, wrong


def test_what_is_quoted_as_a_commitment_is_sure_whatever_its_words() -> None:
    (one,) = sure_of('Commitment - "A ward is a place where a rule will apply."')
    assert one.quoted


def test_a_sentence_that_is_less_sure_stays_in_the_register_and_plays_no_part() -> None:
    text = "1. Bids will not be considered unless they arrive by noon."
    register = Register.of(entries_of(paragraphs_of(text, markdown=True)), Analyser({}))
    (one,) = register.commitments
    assert not one.sure
    assert register.sure == ()


def test_the_surest_kind_is_the_likeliest_of_those_over_their_bars() -> None:
    assert surest({Kind.PROMISE: 0.55, Kind.REPORT: 0.65}) is Kind.PROMISE
    assert surest({Kind.PROMISE: 0.45, Kind.REPORT: 0.65}) is None


def test_every_kind_has_weights_and_a_bar() -> None:
    assert list(model().intercepts) == list(Kind) == list(SURE)
    assert {len(of) for of in model().weights.values()} == {len(Kind)}
