"""The nine evaluated commitments stand in the register as a reader finds them in the response."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from builders import real_corpus, real_paragraph, real_register
from ingest.language.fulfilment import Fulfilment
from ingest.register.types import Evaluated, Rating

POOR, FAIR, GOOD, BEST = "inadequate", "requires improvement", "good", "outstanding"
HEADINGS = ("Commitment Met", "Funding/Resourcing", "Impact", "Appropriate", "Overall")
LISTED = 3
"""The paragraph that lists the words of all nine."""


@dataclass(frozen=True)
class Read:
    """One commitment as the response has it.

    ``words`` stand in the paragraph ``number`` and, but for ``listed``, in the list of all nine;
    the ratings are in the order of HEADINGS; ``said`` are the paragraphs that tell the outcome and
    what they open it with.
    """

    name: str
    group: str
    heading: str
    number: int
    words: str
    ratings: tuple[str, str, str, str, str]
    reports: tuple[int, int]
    outcome: Fulfilment
    said: tuple[tuple[int, str], ...] = ()
    listed: str = ""


CHILDREN = "Children and Young People (CYP)"
SEVERE = "Adult Severe Mental Illness (SMI)"
NINE = [
    Read(
        "Grow the workforce",
        "Workforce",
        "Growing the workforce",
        9,
        "We are committed to growing the mental health workforce",
        (FAIR, FAIR, FAIR, FAIR, FAIR),
        (11, 35),
        Fulfilment.MET,
        (
            (14, "We have delivered on our ambition set out in Stepping Forward of 21,000 new"),
            (14, "The 19,000 new staff target from Stepping Forward has now been met and as of"),
        ),
    ),
    Read(
        "Additional treatment",
        CHILDREN,
        "Additional treatment",
        36,
        "at least 70,000 additional children and young people each year will receive evidence-based"
        " treatment - representing an increase in access to NHS-funded community services to meet"
        " the needs of at least 35% of those with diagnosable mental health conditions",
        (GOOD, GOOD, GOOD, POOR, FAIR),
        (38, 45),
        Fulfilment.MET,
        ((39, "The NHS exceeded the commitment for 70,000 additional CYP accessing mental"),),
    ),
    Read(
        "95% CYP accessing treatment for eating disorders",
        CHILDREN,
        "95% CYP accessing treatment for eating disorders",
        46,
        "Achieve 2020/21 target of 95% of children and young people with eating disorders accessing"
        " treatment within 1 week for urgent cases and 4 weeks for routine cases.",
        (FAIR, GOOD, FAIR, BEST, GOOD),
        (48, 53),
        Fulfilment.NOT_MET,
        ((49, "The Government accepts that there was a failure to meet this target within"),),
    ),
    Read(
        "Crisis response",
        CHILDREN,
        "Crisis response",
        54,
        "[...] ensure there is a CYP crisis response that meets the needs of under 18-year-olds",
        (FAIR, FAIR, FAIR, BEST, FAIR),
        (56, 64),
        Fulfilment.ON_TRACK,
        (
            (59, "The results of NHS England and NHS Improvement’s latest monitoring process"),
            (63, "As services are ahead of planned delivery, we remain confident of meeting"),
        ),
    ),
    Read(
        "All areas to commission IAPT-Long term condition services",
        "Adult Common Mental Illness",
        "All areas to commission Improving Access to Psychological Therapies (IAPT)-Long term"
        " condition services",
        65,
        "[...] all areas commission Improving Access to Psychological Therapies-Long Term Condition"
        " (IAPT-LTC) services (including co-location of therapists in primary care)",
        (FAIR, FAIR, GOOD, FAIR, FAIR),
        (67, 74),
        Fulfilment.PARTLY_MET,
        ((67, "Latest internal assurance data indicates most systems are now delivering"),),
        listed="[...] all areas commission Improving Access to Psychological Therapies -Long Term"
        " Condition (IAPT-LTC) services (including co-location of therapists in primary care)",
    ),
    Read(
        "Physical health check",
        SEVERE,
        "Physical health checks",
        75,
        "280,000 people with a severe mental illness will receive a full annual physical health"
        " check",
        (POOR, FAIR, FAIR, FAIR, FAIR),
        (77, 81),
        Fulfilment.NOT_MET,
        (
            (77, "The Government accepts that the trajectory for this commitment for 2020/21"),
            (77, "Latest data for Q3 2021/22 shows the NHS continues to be significantly"),
        ),
    ),
    Read(
        "Integrated community models",
        SEVERE,
        "Integrated community models",
        82,
        "[by 2023-2024] new integrated community models for adults with a severe mental illness"
        " (including care for people with eating conditions, mental health rehabilitation needs and"
        " a 'personality condition' diagnosis) spanning both core community provision and also"
        " dedicated services will ensure at least 370,000 adults and older adults per year have"
        " greater choice and control over their care, and are supported to live well in their"
        " communities",
        (FAIR, POOR, FAIR, FAIR, FAIR),
        (84, 92),
        Fulfilment.ON_TRACK,
        (
            (86, "Nevertheless, early assurance data suggests that the NHS is on track to meet"),
            (86, "Latest assurance data indicates services appear to be on track to meet the"),
        ),
    ),
    Read(
        "Improved therapeutic offer",
        SEVERE,
        "Improved therapeutic offer",
        93,
        "[...] the therapeutic offer from inpatient mental health services will be improved by"
        " increased investment in interventions and activities, resulting in better patient"
        " outcomes and experience in hospital. This will contribute to a reduction in length of"
        " stay for all services to the current national average of 32 days (or fewer) in adult"
        " acute inpatient mental health settings.",
        (FAIR, FAIR, FAIR, POOR, FAIR),
        (95, 100),
        Fulfilment.NOT_SAID,
    ),
    Read(
        "Crisis resolution and home treatment",
        SEVERE,
        "Crisis resolution and home treatment",
        101,
        "[...] all areas will provide crisis resolution and home treatment (CRHT) functions that"
        " are resourced to operate in line with recognised best practice, delivering a 24/7"
        " community-based crisis response and intensive home treatment as an alternative to acute"
        " inpatient admission",
        (FAIR, GOOD, FAIR, GOOD, FAIR),
        (103, 112),
        Fulfilment.PARTLY_MET,
        ((106, "In the small minority of areas that have not yet met the ambition, they report"),),
    ),
]

each = pytest.mark.parametrize("read", NINE, ids=[read.name for read in NINE])


def key(number: int) -> str:
    return f"government-response/{number}"


def found(read: Read) -> Evaluated:
    (of_name,) = (e for e in real_register().evaluated if e.name == read.name)
    return of_name


def values(ratings: list[Rating]) -> tuple[str, ...]:
    by_heading = {rating.heading.casefold(): rating.value for rating in ratings}
    return tuple(by_heading[heading.casefold()] for heading in HEADINGS)


def test_there_are_nine_in_the_order_of_the_table() -> None:
    assert [evaluated.name for evaluated in real_register().evaluated] == [r.name for r in NINE]


@each
def test_each_stands_under_its_headings(read: Read) -> None:
    evaluated = found(read)
    assert (evaluated.group, evaluated.heading) == (read.group, read.heading)
    assert evaluated.section == (read.group, read.heading)
    assert evaluated.label == f"{read.group} – {read.name}"


@each
def test_its_words_are_given_twice_and_exactly(read: Read) -> None:
    assert [(promise.paragraph, promise.text) for promise in found(read).promises] == [
        (key(read.number), read.words),
        (key(LISTED), read.listed or read.words),
    ]


@each
def test_its_five_ratings_stand_in_the_table_and_in_its_list(read: Read) -> None:
    evaluated = found(read)
    in_table = [rating for rating in evaluated.ratings if rating.in_table]
    in_list = [rating for rating in evaluated.ratings if not rating.in_table]
    assert values(in_table) == values(in_list) == read.ratings
    assert {rating.paragraph for rating in in_table} == {key(5)}
    assert {rating.paragraph for rating in in_list} == {key(read.number + 1)}


@each
def test_what_reports_on_it_is_its_response_and_nothing_else(read: Read) -> None:
    first, last = read.reports
    assert found(read).reports == tuple(key(number) for number in range(first, last + 1))


@each
def test_its_outcome_is_what_the_response_says(read: Read) -> None:
    evaluated = found(read)
    assert evaluated.outcome is read.outcome
    assert len(evaluated.standing) == len(read.said)
    for quote, (number, opening) in zip(evaluated.standing, read.said, strict=True):
        assert quote.paragraph == key(number)
        assert quote.text.startswith(opening)


@each
def test_every_quotation_stands_in_its_paragraph(read: Read) -> None:
    evaluated = found(read)
    texts = {paragraph.key: paragraph.text for paragraph in real_corpus().paragraphs}
    for quote in (*evaluated.promises, *evaluated.standing):
        assert quote.text in texts[quote.paragraph]
    for rating in evaluated.ratings:
        assert rating.quote in texts[rating.paragraph]


def test_the_table_of_this_file_is_that_of_the_document() -> None:
    table = real_paragraph(5).text
    for read in NINE:
        cells = (f"{h} – {v.capitalize()}" for h, v in zip(HEADINGS, read.ratings, strict=True))
        assert f"{read.name}: {'; '.join(cells)}" in table
        assert read.words in real_paragraph(read.number).text
