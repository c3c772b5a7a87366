"""Ratings are looked up: every subject under every heading, and all that have a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answer import LookedUp
from assistant.lookup.ratings import Ratings
from builders import WordEncoder, real_corpus, real_paragraph
from ingest.entries import Entry, entries
from ingest.indexing.embedding import Encoder
from ingest.language.sentences import sentences
from ingest.language.words import Analyser
from ingest.register.register import Register
from ingest.types import Paragraph
from passages import paragraph

HEADINGS = {
    "Commitment Met": "for commitment met",
    "Funding/Resourcing": "for its funding",
    "Impact": "for its impact",
    "Appropriate": "for being appropriate",
    "Overall": "overall",
}
POOR, FAIR, GOOD, BEST = "Inadequate", "Requires improvement", "Good", "Outstanding"
EXPECTED = {  # as government-response/5 has them, in the order of HEADINGS
    "Grow the workforce": (FAIR, FAIR, FAIR, FAIR, FAIR),
    "Additional treatment": (GOOD, GOOD, GOOD, POOR, FAIR),
    "95% CYP accessing treatment for eating disorders": (FAIR, GOOD, FAIR, BEST, GOOD),
    "Crisis response": (FAIR, FAIR, FAIR, BEST, FAIR),
    "All areas to commission IAPT-Long term condition services": (FAIR, FAIR, GOOD, FAIR, FAIR),
    "Physical health check": (POOR, FAIR, FAIR, FAIR, FAIR),
    "Integrated community models": (FAIR, POOR, FAIR, FAIR, FAIR),
    "Improved therapeutic offer": (FAIR, FAIR, FAIR, POOR, FAIR),
    "Crisis resolution and home treatment": (FAIR, GOOD, FAIR, GOOD, FAIR),
}
ROWS = (
    "The ratings are below.\nOverall: Overall – Good\n"
    "Staff – Train nurses: Met – Good; Impact – Inadequate\n"
    "Care – Open wards: Met – Requires improvement; Impact – Good"
)
TABLE = replace(paragraph(ROWS, number="1", section=("Introduction",)), prose=(0,))
LIST = paragraph(
    "The panel rated it as follows:\n- Overall – good\n- i. Met – good\n- ii. Impact – inadequate",
    number="2",
    section=("Staff", "Training nurses"),
)


def rated(paragraphs: Sequence[Paragraph], encoder: Encoder, analyser: Analyser) -> Ratings:
    of = [Entry(p, tuple(sentences(p)), ()) for p in paragraphs]
    register = Register.of(of, analyser)
    return Ratings(lambda: register, {p.key: p for p in paragraphs}, analyser, encoder)


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(entries(real_corpus())[1])


@pytest.fixture(scope="module")
def home(encoder: Encoder, analyser: Analyser) -> Ratings:
    return rated(real_corpus().paragraphs, encoder, analyser)


def found(ratings: Ratings, question: str, analyser: Analyser) -> LookedUp:
    answer = ratings.find(question, analyser.written_out)
    assert answer is not None, question
    return answer


def test_rows_of_a_table_and_a_list_below_its_heading_are_one_subject() -> None:
    table_and_list = rated([TABLE, LIST], WordEncoder(), Analyser({}))
    assert [subject.rated.label for subject in table_and_list.subjects] == [
        "Staff – Train nurses",
        "Care – Open wards",
    ]
    training = table_and_list.subjects[0].rated
    assert training.heading == "Training nurses"
    assert [(r.heading, r.value, r.paragraph, r.in_table) for r in training.ratings] == [
        ("Met", "good", "plan/1", True),
        ("Impact", "inadequate", "plan/1", True),
        ("Overall", "good", "plan/2", False),
        ("Met", "good", "plan/2", False),
        ("Impact", "inadequate", "plan/2", False),
    ]


@pytest.mark.parametrize("of", [TABLE, LIST])
def test_a_table_or_a_list_by_itself_has_subjects(of: Paragraph) -> None:
    assert rated([of], WordEncoder(), Analyser({})).subjects


def test_documents_without_ratings_have_no_subjects_and_answer_nothing() -> None:
    plain = [paragraph("Nurses did good work:\n- it was good – mostly\n- wards were good")]
    without = rated(plain, WordEncoder(), Analyser({}))
    assert without.subjects == []
    assert without.find("How was it rated overall?", "How was it rated overall?") is None


def test_the_real_documents_rate_nine_commitments_twice(home: Ratings) -> None:
    assert [subject.rated.name for subject in home.subjects] == list(EXPECTED)
    for subject in home.subjects:
        ratings = subject.rated.ratings
        in_table = [(r.heading.split()[0], r.value) for r in ratings if r.in_table]
        listed = [(r.heading.split()[0], r.value) for r in ratings if not r.in_table]
        assert len(in_table) == len(listed) == 5
        assert set(in_table) == set(listed)


def test_the_expected_ratings_are_those_of_the_paragraph() -> None:
    text = real_paragraph(5).text
    for name, values in EXPECTED.items():
        cells = [f"{heading} – {value}" for heading, value in zip(HEADINGS, values, strict=True)]
        assert f"{name}: {'; '.join(cells)}" in text


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("name", EXPECTED)
def test_every_commitment_s_rating_under_every_heading_is_looked_up(
    home: Ratings, analyser: Analyser, name: str, heading: str
) -> None:
    value = EXPECTED[name][list(HEADINGS).index(heading)]
    question = f"How was the commitment “{name}” rated {HEADINGS[heading]}?"
    lead_in, rating = found(home, question, analyser).claims
    assert lead_in.text.endswith("as follows:")
    assert rating.text == rating.quote
    assert rating.text.casefold() == f"{heading} – {value}".casefold()
    assert lead_in.paragraph == rating.paragraph
    section = real_paragraph(int(rating.paragraph.split("/")[1])).section[-1]
    assert lead_in.heading == section
    assert next(s.rated for s in home.subjects if s.rated.name == name).heading == section


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ("Did the panel judge that growing the workforce was met?", "Commitment met"),
        ("What score did the money for growing the workforce get?", "Funding/Resourcing"),
        ("How was growing the workforce graded on resources?", "Funding/Resourcing"),
        ("what mark did the effect of growing the workforce get", "Impact"),
        ("How did the experts see it as suitable to grow the workforce?", "Appropriate"),
        ("What was the verdict in the round on growing the workforce?", "Overall"),
    ],
)
def test_a_heading_may_be_put_in_everyday_words(
    home: Ratings, analyser: Analyser, asked: str, heading: str
) -> None:
    assert [c.text for c in found(home, asked, analyser).claims[1:]] == [
        f"{heading} – requires improvement"
    ]


def test_a_commitment_without_a_heading_gets_all_five(home: Ratings, analyser: Analyser) -> None:
    claims = found(home, "How was crisis response rated?", analyser).claims
    assert [claim.text for claim in claims[1:]] == [
        "Overall – requires improvement",
        "Commitment met – requires improvement",
        "Funding/Resourcing – requires improvement",
        "Impact – requires improvement",
        "Appropriate – outstanding",
    ]


def test_an_abbreviation_names_the_commitment(home: Ratings, analyser: Analyser) -> None:
    claims = found(home, "What was CRHT rated for funding?", analyser).claims
    assert (claims[0].paragraph, claims[1].text) == (
        "government-response/102",
        "Funding/Resourcing – good",
    )


@pytest.mark.parametrize(
    ("question", "value", "heading"),
    [
        ("Which commitments were rated inadequate for funding?", POOR, "Funding/Resourcing"),
        ("How many commitments were rated good overall?", GOOD, "Overall"),
        ("Which of them got a good for impact?", GOOD, "Impact"),
        ("Which commitments were judged inadequate as not appropriate?", POOR, "Appropriate"),
        ("Were any commitments rated outstanding for being met?", BEST, "Commitment Met"),
        ("How many of the nine were rated inadequate for impact?", POOR, "Impact"),
        ("Was any commitment rated outstanding overall?", BEST, "Overall"),
        ("Which commitment got the best rating for impact?", GOOD, "Impact"),
        ("Which commitment got the worst rating for commitment met?", POOR, "Commitment Met"),
        ("Which was rated highest overall?", GOOD, "Overall"),
        ("Which was rated lowest overall?", FAIR, "Overall"),
    ],
)
def test_all_that_have_a_rating_are_chosen_and_counted(
    home: Ratings, analyser: Analyser, question: str, value: str, heading: str
) -> None:
    at = list(HEADINGS).index(heading)
    having = [name for name, values in EXPECTED.items() if values[at] == value]
    answer = found(home, question, analyser)
    have = "has" if len(having) == 1 else "have"
    assert (
        answer.message == f"{len(having)} of the 9 rated {have} “{value.lower()}” under {heading}."
    )
    if having:
        lines = [claim.text for claim in answer.claims]
        assert [line.split(" – ", 1)[1] for line in lines] == [
            f"{name}: {heading} – {value}" for name in having
        ]
    else:
        assert [claim.text for claim in answer.claims] == [
            "The CQC-style ratings for each of the commitments are summarised below."
        ]
    assert {claim.paragraph for claim in answer.claims} == {"government-response/5"}
    assert all(claim.quote in real_paragraph(5).text for claim in answer.claims)


@pytest.mark.parametrize("value", [POOR, BEST])
def test_without_a_heading_a_rating_is_counted_under_all(
    home: Ratings, analyser: Analyser, value: str
) -> None:
    answer = found(home, f"Which commitments were rated {value.lower()}?", analyser)
    having = [name for name, values in EXPECTED.items() if value in values]
    times = sum(values.count(value) for values in EXPECTED.values())
    assert len(answer.claims) == times
    assert answer.message == (
        f"{len(having)} of the 9 rated have “{value.lower()}” under any heading, "
        f"{times} times in all."
    )


def test_every_rating_under_a_heading_is_given(home: Ratings, analyser: Analyser) -> None:
    answer = found(home, "What were the overall ratings of all commitments?", analyser)
    assert answer.message == "9 of the 9 rated have a rating under Overall."
    assert [claim.text.rpartition(" – ")[2] for claim in answer.claims] == [
        values[-1] for values in EXPECTED.values()
    ]


@pytest.mark.parametrize(("value", "names"), [(FAIR, ["Grow the workforce"]), (GOOD, [])])
def test_under_every_heading_means_under_all_of_them(
    home: Ratings, analyser: Analyser, value: str, names: list[str]
) -> None:
    question = f"Which commitments were rated {value.lower()} under every heading?"
    answer = found(home, question, analyser)
    assert answer.message.startswith(f"{len(names)} of the 9 ")
    rows = [claim.text for claim in answer.claims if re.search(" – .*: ", claim.text)]
    assert rows == [f"Workforce – {name}: {h} – {value}" for name in names for h in HEADINGS]


def test_a_count_under_every_heading_is_not_said_to_be_under_any(
    home: Ratings, analyser: Analyser
) -> None:
    answer = found(home, "Which commitments were rated good under every heading?", analyser)
    assert "under any heading" not in answer.message


def test_a_heading_that_is_named_besides_all_is_not_the_only_one(
    home: Ratings, analyser: Analyser
) -> None:
    question = "Which commitments got a good for anything at all, overall included?"
    having = [name for name, values in EXPECTED.items() if GOOD in values]
    assert found(home, question, analyser).message.startswith(f"{len(having)} of the 9 ")


@pytest.mark.parametrize(
    "question",
    [
        "How many nurses were recruited?",
        "How much money was spent on growing the workforce?",
        "Was the commitment to grow the workforce met?",
        "What did the Government say about good practice?",
        "Who is on the Expert Panel?",
        "What good did crisis response do?",
        "How was the dementia commitment rated?",
        "What rating did trusts in Leeds get?",
        "How many trusts were rated outstanding by the CQC?",
        "Which hospitals were rated inadequate by the CQC?",
        "How many NHS trusts were rated good overall?",
        "How many hospitals were rated inadequate?",
    ],
)
def test_a_question_about_no_known_rating_is_left_to_the_search(
    home: Ratings, analyser: Analyser, question: str
) -> None:
    assert home.find(question, analyser.written_out) is None
