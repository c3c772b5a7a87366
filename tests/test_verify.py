"""A claim becomes a citation only if its paragraph carries it, whatever an answerer says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Claim, Statement
from assistant.checking.verify import differing, verify
from passages import PLAN, paragraph, passage, quoting

BODY = (
    "In 2020/21 a total of 420,000 CYP were seen by NHS England. Spending rose by 15% to "
    "£24 million within 5 months, in four areas.\n- Leeds was the first of them."
)
SEEN = "In 2020/21 a total of 420,000 CYP were seen by NHS England."
SPENT = "Spending rose by 15% to £24 million within 5 months, in four areas."
GIVEN = passage(paragraph(BODY, number="1", section=("Access", "Children")))
OTHER = passage(
    paragraph("Beds closed in 2016.", number="2", section=("Beds",), notes=["They reopened late."])
)
KEY, OTHER_KEY = GIVEN.paragraph.key, OTHER.paragraph.key


def holds(claim: Claim) -> bool:
    statements, citations = verify([claim], [GIVEN, OTHER])
    assert len(statements) == len(citations)
    return bool(statements)


def test_a_quoted_sentence_becomes_a_statement_with_its_citation() -> None:
    statements, citations = verify([Claim(SEEN, KEY, SEEN, "Children", item=True)], [GIVEN])
    assert statements == (Statement(SEEN, 1, "Children", item=True),)
    (citation,) = citations
    assert (citation.n, citation.document, citation.quote) == (1, PLAN, SEEN)
    assert citation.paragraph is GIVEN.paragraph


@pytest.mark.parametrize("key", ["plan/3", "plan/10", "other/1", "", "1", "PLAN/1", "plan/1 "])
def test_a_claim_citing_a_paragraph_that_was_not_given_is_dropped(key: str) -> None:
    assert verify([Claim(SEEN, key, SEEN)], [GIVEN, OTHER]) == ((), ())


def test_a_claim_is_dropped_when_its_quote_stands_in_another_paragraph_only() -> None:
    assert holds(Claim("Beds closed in 2016.", OTHER_KEY, "Beds closed in 2016."))
    assert not holds(Claim("Beds closed in 2016.", KEY, "Beds closed in 2016."))


@pytest.mark.parametrize(
    "quote",
    [
        "in 2020/21 a total of 420,000 CYP",  # another case
        "a total of  420,000 CYP",  # two spaces
        "a total of 420,000 children",  # another word
        "a total … were seen",  # words left out
        "420000 CYP",  # another way to write the number
        f"“{SEEN}”",  # quotation marks of one's own
        "in four areas. Leeds was the first",  # across a bullet that is not quoted
        f"{BODY} ",  # more than there is
    ],
)
def test_a_quote_that_does_not_stand_in_its_paragraph_to_the_letter_is_dropped(quote: str) -> None:
    assert not holds(Claim(quote, KEY, quote))


@pytest.mark.parametrize("quote", ["", " ", "\n"])
def test_a_claim_that_quotes_nothing_is_dropped(quote: str) -> None:
    assert not holds(Claim("seen", KEY, quote))


def test_a_footnote_can_be_quoted() -> None:
    assert holds(Claim("They reopened late.", OTHER_KEY, "They reopened late."))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a total of 420,000 CYP were seen in 2020/21", SEEN),
        ("spending on it rose to £24 million, by 15%", SPENT),
        ("spending rose to £24m, by 15 per cent", SPENT),
        ("it took five months in 4 areas and came to 24 million pounds", SPENT),
        ("420,000 CYP were reached by NHS England", SEEN),
    ],
)
def test_a_claim_in_other_words_with_the_same_facts_holds(text: str, quote: str) -> None:
    assert holds(Claim(text, KEY, quote))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("a total of 430,000 CYP were seen", SEEN, id="a number"),
        pytest.param("a total of 42,000 CYP were seen", SEEN, id="a number cut short"),
        pytest.param("a total of 420 CYP were seen", SEEN, id="the first digits of a number"),
        pytest.param("420,000 CYP were seen in 2021/22", SEEN, id="a period"),
        pytest.param("420,000 CYP were seen in 2021", SEEN, id="a year"),
        pytest.param("420,000 CYP were seen by NHS Scotland", SEEN, id="the end of a name"),
        pytest.param("420,000 CYP were seen in Wales", SEEN, id="a name"),
        pytest.param("420,000 CYP were seen in Eng", SEEN, id="a part of a name"),
        pytest.param("420,000 WTE were seen", SEEN, id="an abbreviation"),
        pytest.param("420,000% of CYP were seen", SEEN, id="a per cent sign"),
        pytest.param("£420,000 was spent on CYP", SEEN, id="a pound sign"),
        pytest.param("spending rose to £24bn", SPENT, id="another abbreviated unit"),
        pytest.param("spending rose by 15.5%", SPENT, id="a decimal"),
        pytest.param("spending rose in Leeds", SPENT, id="a name from elsewhere in the paragraph"),
        pytest.param(
            "rose to £24 billion",
            SPENT,
            id="a unit in words",
        ),
        pytest.param(
            "within 5 years",
            SPENT,
            id="a unit of time",
        ),
        pytest.param(
            "in five areas",
            SPENT,
            id="a number in words",
        ),
        pytest.param(
            "rose by 5%",
            SPENT,
            id="5% for 15% where a 5 stands",
        ),
    ],
)
def test_a_claim_with_a_fact_that_its_quote_does_not_have_is_dropped(text: str, quote: str) -> None:
    assert not holds(Claim(text, KEY, quote))


def test_what_differs_comes_in_the_order_of_the_text() -> None:
    text = "in Wales and Leeds 7 of 9 were seen in 2020/21"
    claim = Claim(text, KEY, "Leeds saw 9 in 2019/20")
    assert differing(claim) == ["Wales", "7", "2020/21"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The target was met.", "The target was not met."),
        ("The target was not met.", "The target was met."),
        ("No target was met.", "The targets were met."),
        ("There was a failure to open beds.", "Beds were opened."),
        ("80% of adults were seen.", "80% of children were seen."),
        ("59% of routine cases were seen.", "59% of urgent cases and 66% of routine ones."),
        ("Leeds spent £8m and Hull £5m.", "Leeds spent £5m and Hull £8m."),
        ("Waits fell to 9 weeks.", "Waits rose to 9 weeks."),
        ("Waits are to be 9 weeks.", "Waits are to be 9 months."),
        ("The wards were opened.", "The wards will be opened."),
        ("The wards will be opened.", "The wards were opened."),
        ("The trust will open wards.", "The trust should open wards."),
        ("All trusts are piloting it.", "Four trusts are piloting it."),
        ("The service is now in use everywhere.", "We are piloting the service."),
        ("At most 40 beds closed.", "At least 40 beds closed."),
        ("Demand grew faster than supply.", "Supply grew faster than demand."),
        ("The Panel rejects the finding.", "The Committee rejects the finding."),
        ("Staff aged 16 and over can call 12/7.", "Staff aged 18 and over can call 24/7."),
    ],
)
def test_a_claim_that_says_otherwise_than_its_quote_is_dropped(text: str, quote: str) -> None:
    found = passage(quote)
    assert verify([Claim(text, found.paragraph.key, quote)], [found]) == ((), ())


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The target was missed.", "The target was not met."),
        ("Ten wards have been opened.", "The trust opened ten wards."),
        ("59% of urgent cases were seen.", "59% of urgent cases and 66% of routine ones."),
        ("Waits came to a year.", "Waits came to 12 months."),
        ("Every trust is piloting it.", "All trusts are piloting it."),
        ("The trust plans to open wards.", "The trust will open wards."),
    ],
)
def test_a_claim_in_other_words_that_says_the_same_holds(text: str, quote: str) -> None:
    found = passage(quote)
    (statement,), _ = verify([Claim(text, found.paragraph.key, quote)], [found])
    assert statement.text == text


def test_words_that_are_quoted_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    def compared(*_: object) -> list[object]:
        raise AssertionError("a quotation needs no comparison")

    monkeypatch.setattr("assistant.checking.verify.differences", compared)
    assert holds(Claim(SEEN, KEY, SEEN))


@pytest.mark.parametrize("heading", ["Access", "Children"])
def test_a_heading_above_the_paragraph_may_be_said(heading: str) -> None:
    assert holds(Claim(SEEN, KEY, SEEN, heading))


@pytest.mark.parametrize("heading", ["Beds", "children", "Access › Children", "A plan", "Child"])
def test_a_heading_that_does_not_stand_above_the_paragraph_drops_the_claim(heading: str) -> None:
    assert not holds(Claim(SEEN, KEY, SEEN, heading))


def test_what_holds_is_numbered_without_gaps_in_the_order_of_the_claims() -> None:
    claims = [
        Claim("false", KEY, "false"),
        *quoting(OTHER, 0),
        Claim("false", "plan/9", SEEN),
        *quoting(GIVEN, 2, 0),
    ]
    statements, citations = verify(claims, [GIVEN, OTHER])
    assert [s.text for s in statements] == [
        "Beds closed in 2016.",
        "Leeds was the first of them.",
        SEEN,
    ]
    assert [s.citation for s in statements] == [c.n for c in citations] == [1, 2, 3]
    assert [c.paragraph.number for c in citations] == ["2", "1", "1"]


def test_nothing_is_left_of_claims_that_do_not_hold() -> None:
    claims = [Claim("seen", KEY, "SEEN"), Claim("a", "b", "c"), Claim(SEEN, KEY, SEEN, "Beds")]
    assert verify(claims, [GIVEN, OTHER]) == ((), ())


def test_without_passages_nothing_holds() -> None:
    assert verify(quoting(GIVEN), []) == ((), ())


def spans(text: str) -> st.SearchStrategy[str]:
    """Stretches of a text, the empty one among them."""
    places = st.integers(0, len(text))
    return st.tuples(places, places).map(lambda ends: text[min(ends) : max(ends)])


quotes = st.one_of(spans(GIVEN.paragraph.text), spans(OTHER.paragraph.text), st.text(max_size=20))
claims_of_any_kind = st.builds(
    Claim,
    text=st.one_of(quotes, st.sampled_from([SEEN, "In 2016 Wales had 7 beds", ""])),
    paragraph=st.sampled_from([KEY, OTHER_KEY, "plan/3", ""]),
    quote=quotes,
    heading=st.sampled_from(["", "", "Access", "Beds", "Nowhere"]),
    item=st.booleans(),
)


@given(st.lists(claims_of_any_kind, max_size=6))
def test_whatever_is_claimed_every_quote_stands_in_its_paragraph(claims: list[Claim]) -> None:
    statements, citations = verify(claims, [GIVEN, OTHER])
    assert [s.citation for s in statements] == [c.n for c in citations]
    assert [c.n for c in citations] == list(range(1, len(citations) + 1))
    for statement, citation in zip(statements, citations, strict=True):
        assert citation.paragraph in (GIVEN.paragraph, OTHER.paragraph)
        assert citation.quote.strip()
        assert citation.quote in citation.paragraph.text
        assert not statement.heading or statement.heading in citation.paragraph.section
        key = citation.paragraph.key
        claim = Claim(statement.text, key, citation.quote, statement.heading)
        assert statement.text == citation.quote or not differing(claim)


def test_a_lead_in_that_does_not_stand_in_the_paragraph_is_not_said() -> None:
    found = passage("We will:\n- open 12 beds")
    key = found.paragraph.key
    true, false = (
        Claim("open 12 beds", key, "open 12 beds", lead_in=words)
        for words in ("We will:", "I may:")
    )
    (statement,), _ = verify([false, true], [found])
    assert statement.lead_in == "We will:"
