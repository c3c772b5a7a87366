"""Every fact of a claim that its source does not have is found, with what stands there instead."""

from __future__ import annotations

import pytest

from assistant.checking.difference import Difference
from assistant.checking.differences import differences
from assistant.checking.nearest import SourceFinder
from assistant.checking.spans import Span, around
from assistant.facts.facts import Kind
from builders import real_paragraph

HUBS = (25, "the hubs have been accessed over 41,000 times")
CHILDREN = (39, "420,000 CYP accessed treatment")
EXCEEDED = (39, "The NHS exceeded the commitment")
EATING = (49, "there was a failure to meet this target")
SYSTEMS = (67, "most systems are now delivering")
NURSES = (17, "committed to delivering 50,000 more nurses")
STRATEGY = (125, "published its first Advancing Mental Health Equalities Strategy")
BLACK = (118, "over four times more likely")
TRUSTS = (125, "Four trusts are currently piloting")
PAPER = (122, "plans to launch a public discussion paper")
PRIORITY = (80, "one of the highest priorities")
PLACEMENTS = (89, "the ambition to end the practice")


def source(place: tuple[int, str]) -> Span:
    """The sentence of a paragraph of the response that has these words."""
    of = real_paragraph(place[0])
    start = of.text.index(place[1])
    found = around(of, start, start + len(place[1]))
    assert found is not None
    return found


def found(claim: str, place: tuple[int, str], finder: SourceFinder) -> list[Difference]:
    return differences(finder.facts(claim), finder.source(source(place)))


@pytest.mark.parametrize(
    ("claim", "place", "kind", "words", "instead"),
    [
        ("The hubs have been accessed over 14,000 times.", HUBS, Kind.NUMBER, "14,000", "41,000"),
        ("420,000 CYP accessed treatment in 2019/20.", CHILDREN, Kind.DATE, "2019/20", "2020/21"),
        ("In June 2021 the hubs were accessed.", HUBS, Kind.DATE, "June", "February"),
        ("420,000 adults accessed treatment.", CHILDREN, Kind.GROUP, "adults", "CYP"),
        ("It was Public Health Wales that published it.", STRATEGY, Kind.NAME,
         "Public Health Wales", "NHS England"),
        ("The Government accepts that this target was met.", EATING, Kind.DENIAL, "met", "failure"),
        ("The Government accepts that this target was met.", EATING, Kind.OUTCOME, "met",
         "not met"),
        ("The NHS missed the commitment for 70,000 CYP.", EXCEEDED, Kind.OUTCOME, "missed", "met"),
        ("Most systems are not delivering IAPT-LTC pathways.", SYSTEMS, Kind.DENIAL, "not", ""),
        ("All systems are now delivering pathways.", SYSTEMS, Kind.OPPOSITE, "All", "most"),
        ("Black people are over four times less likely.", BLACK, Kind.OPPOSITE, "less", "more"),
        ("The commitment was exceeded over a year late.", EXCEEDED, Kind.OPPOSITE, "late", "early"),
        ("The Government has delivered 50,000 more nurses.", NURSES, Kind.STRENGTH,
         "delivered", "promised, not done"),
        ("The Department is considering a public discussion paper.", PAPER, Kind.STRENGTH,
         "public", "meant, not promised"),
        ("Delivering these is the highest priority.", PRIORITY, Kind.OPPOSITE, "highest",
         "one of"),
        ("The practice of sending people out of area was ended.", PLACEMENTS, Kind.OUTCOME,
         "was ended", "not achieved"),
        ("All trusts are currently piloting the approach.", TRUSTS, Kind.OPPOSITE, "All", "Four"),
    ],
)  # fmt: skip
def test_a_fact_that_differs_is_found_with_what_stands_instead(
    claim: str, place: tuple[int, str], kind: Kind, words: str, instead: str, finder: SourceFinder
) -> None:
    of_kind = {
        claim[difference.start : difference.end]: difference.instead
        for difference in found(claim, place, finder)
        if difference.kind is kind
    }
    assert words in of_kind, found(claim, place, finder)
    assert instead in of_kind[words]


@pytest.mark.parametrize(
    ("claim", "place"),
    [
        ("Between February and November 2021, the hubs were accessed over 41,000 times.", HUBS),
        ("The hubs were used about 41,500 times in 2021.", HUBS),
        ("In 2020/21, 420,000 children and young people accessed treatment.", CHILDREN),
        ("420k children were treated in 2020-21.", CHILDREN),
        ("The NHS met the commitment for 70,000 additional CYP early.", EXCEEDED),
        ("The target was missed.", EATING),
        ("The Government accepts that it did not meet the target.", EATING),
        ("Most systems deliver IAPT-LTC pathways.", SYSTEMS),
        ("The Government will deliver 50,000 more nurses.", NURSES),
        ("NHSE/I published its first strategy in October 2020.", STRATEGY),
        ("Black people are more than four times as likely to be detained.", BLACK),
        ("Four trusts pilot the approach.", TRUSTS),
        ("Delivering these is one of the highest priorities.", PRIORITY),
        ("", HUBS),
    ],
)
def test_a_faithful_wording_does_not_differ(
    claim: str, place: tuple[int, str], finder: SourceFinder
) -> None:
    assert found(claim, place, finder) == []


def test_differences_come_once_and_in_the_order_of_the_claim(finder: SourceFinder) -> None:
    claim = "In 2019, 530,000 adults did not access treatment in Leeds."
    differing = found(claim, CHILDREN, finder)
    assert [claim[d.start : d.end] for d in differing] == [
        "2019",
        "530,000",
        "adults",
        "not",
        "Leeds",
    ]
    assert len(differing) == len(set(differing))


@pytest.mark.parametrize(
    "place", [HUBS, CHILDREN, EXCEEDED, EATING, SYSTEMS, NURSES, STRATEGY, BLACK, TRUSTS, PAPER]
)
def test_a_source_does_not_differ_from_itself(place: tuple[int, str], finder: SourceFinder) -> None:
    assert found(source(place).text, place, finder) == []
