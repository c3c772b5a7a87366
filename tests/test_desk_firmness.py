"""What is promised is told from what is done or only meant, and who says it from who does not."""

from __future__ import annotations

import pytest

from assistant.checking.differences import differences
from assistant.facts.facts import Kind
from assistant.facts.firmness import (
    Firmness,
    obliges,
    only_done,
    only_promised,
    said_otherwise,
    tried,
)
from assistant.facts.reading import Context, Facts
from assistant.facts.speakers import speakers
from assistant.facts.units import paired, units
from ingest.language.fulfilment import Fulfilment, outcome_of
from ingest.language.words import Analyser

PLAIN = Analyser({})


def otherwise(claim: str, source: str) -> list[tuple[str, Firmness]]:
    of, has = units(claim, PLAIN), units(source, PLAIN)
    pairs = paired(of, has, mistyped=False)
    return [(unit.word, said) for unit, said in said_otherwise(of, has, pairs)]


@pytest.mark.parametrize(
    ("claim", "source", "word", "said"),
    [
        ("The fund will cut waits.", "The fund should help cut waits.", "cut", Firmness.MEANT),
        ("It will open wards.", "The vision is to open wards.", "open", Firmness.MEANT),
        ("The trust will end the practice.", "The trust may end the practice.", "end",
         Firmness.MEANT),
        ("Wards will be opened.", "They are considering wards that could be opened.", "opened",
         Firmness.MEANT),
        ("It will open wards.", "It is exploring how to open wards.", "open", Firmness.WEIGHED),
        ("It is considering opening wards.", "It is opening wards.", "opening", Firmness.DOING),
        ("The trust has opened ten wards.", "The trust will open ten wards.", "opened",
         Firmness.PROMISED),
        ("The wards were closed.", "The wards are to be closed.", "closed", Firmness.PROMISED),
        ("They have trained nurses.", "They hope to train nurses.", "trained", Firmness.MEANT),
        ("The trust plans to open wards.", "The trust has opened wards.", "open", Firmness.DONE),
        ("It will publish the data.", "The data was published in May.", "publish", Firmness.DONE),
    ],
)  # fmt: skip
def test_a_verb_that_is_said_otherwise_is_found(
    claim: str, source: str, word: str, said: Firmness
) -> None:
    assert otherwise(claim, source) == [(word, said)]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The trust plans to open wards.", "The trust will open wards."),
        ("The trust will open wards.", "It is committed to wards, which it will open by May."),
        ("Wards have been opened.", "The trust has opened wards and will open more."),
        ("They opened wards.", "The trust has opened wards."),
        ("The trust opens wards.", "The trust will open wards."),
        ("It was published in 2019.", "The plan was published in 2019."),
        ("The wards were closed.", "In May 2022 the wards were closed."),
        ("The target was missed.", "The expected target was missed."),
        ("The money was spent.", "The planned money was spent."),
        ("Nurses have been trained.", "The trust aimed to and has trained nurses."),
        ("The trust will build homes.", "The trust should open wards."),
    ],
)
def test_a_verb_that_is_said_alike_or_not_at_all_is_none(claim: str, source: str) -> None:
    assert otherwise(claim, source) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Committee was concerned that beds closed.", {"the Committee"}),
        ("We note that a key concern of the Committee is cost.", {"the Committee"}),
        ("The Panel's main finding is cost.", {"the Panel"}),
        ("The Expert Panel also concluded that it failed.", {"the Panel"}),
        ("The Government accepts the Panel's view.", {"the Government", "the Panel"}),
        ("We do not agree.", set()),
        ("The Government opened ten wards.", set()),
    ],
)
def test_who_thinks_something_is_known(text: str, who: set[str]) -> None:
    assert set(speakers(Facts(text))) == who


@pytest.mark.parametrize(
    ("text", "publisher", "who"),
    [
        ("We do not recognise the targets.", "Secretary of State for Health", {"the Government"}),
        ("We welcomed the plan.", "NHS Providers", {"NHS Providers"}),
        ("We note a key concern of the Committee.", "The Department", {"the Committee"}),
        ("We opened wards.", "NHS Providers", set()),
    ],
)
def test_we_are_the_body_that_publishes_the_text(text: str, publisher: str, who: set[str]) -> None:
    assert set(speakers(Facts(text, context=Context(publisher=publisher)))) == who


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The trust opened the ward.", "opened"),
        ("Ten wards were opened in Leeds.", "were"),
        ("We have built a ward.", "have"),
        ("The number rose by 300.", "rose"),
        ("The service is already in place.", "already"),
        ("The trust will open the ward it built.", None),
        ("Ten wards are to be opened.", None),
        ("We are opening wards.", None),
        ("People can use the wards that were opened.", None),
        ("The ward opens.", None),
        ("", None),
    ],
)
def test_a_text_says_only_what_was_done_where_nothing_lies_ahead(
    text: str, word: str | None
) -> None:
    done = only_done(units(text, PLAIN))
    assert (done and done.word) == word


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("We will open ten wards.", Firmness.PROMISED),
        ("The Department pledged to open it.", Firmness.PROMISED),
        ("It aims to end waits.", Firmness.MEANT),
        ("We have opened ten wards and will open more.", None),
        ("We are opening wards and will open more.", None),
        ("It opened.", None),
        ("", None),
    ],
)
def test_a_text_only_promises_where_nothing_is_said_to_be_done(
    text: str, how: Firmness | None
) -> None:
    assert only_promised(units(text, PLAIN)) is how


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Trusts must report.", "must"),
        ("Every trust has to report.", "has"),
        ("Trusts are required to report.", "required"),
        ("Trusts have reported to us.", None),
        ("Trusts report.", None),
    ],
)
def test_a_duty_is_known_by_its_word(text: str, word: str | None) -> None:
    must = obliges(units(text, PLAIN))
    assert (must and must.word) == word


@pytest.mark.parametrize(
    "text", ["We are piloting it.", "It was tested.", "Trials run.", "A pilot"]
)
def test_what_is_only_tried_is_known_by_its_word(text: str) -> None:
    assert tried(units(text, PLAIN))
    assert not tried(units("It is in use.", PLAIN))


@pytest.mark.parametrize(
    ("lead_in", "differs"),
    [
        ("This funding will enable the trust to invest in the following:", True),
        ("By 2030 we aim to do three things:", True),
        ("In the past year the trust has:", False),
        ("", False),
    ],
)
def test_an_item_is_as_firm_as_its_lead_in_says(lead_in: str, differs: bool) -> None:
    claim = Facts("The trust has taken on ninety peer workers.")
    source = Facts("peer workers, ninety of whom are new", context=Context(lead_in=lead_in))
    found = [one.kind for one in differences(claim, source)]
    assert (Kind.STRENGTH in found) == differs


@pytest.mark.parametrize(
    "claim",
    ["The trust reached its target.", "They kept the promise.", "Staff delivered our goal."],
)
def test_what_was_reached_or_kept_was_met(claim: str) -> None:
    assert outcome_of(claim) is Fulfilment.MET
