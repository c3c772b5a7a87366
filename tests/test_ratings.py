"""Ratings are looked up: every subject under every heading, and all that have a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from assistant.answer import LookedUp, Passage
from assistant.checking.verify import verify
from assistant.library.rewording import Rewording
from assistant.lookup.ratings.answers import Ratings
from builders import real_corpus, real_paragraph
from ingest.entries import Entry, entries
from ingest.language.sentences import sentences
from ingest.language.words import Analyser, words
from ingest.register.ratings import SCALE
from ingest.register.register import Register
from ingest.types import Document, Paragraph
from passages import PLAN, paragraph

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
INSPECTED = [
    replace(
        paragraph(
            "The marks are below.\n"
            "Wards – Open wards: Timeliness – Good; Value for money – Inadequate; Safety – Good\n"
            "Wards – Close dormitories: Timeliness – Inadequate; Value for money – Good; "
            "Safety – Outstanding\n"
            "Staff – Train nurses: Timeliness – Good; Value for money – Good; Safety – Good",
            number="1",
        ),
        prose=(0,),
    ),
    paragraph(
        "The Inspectorate rated the Trust's progress as follows:\n- Timeliness – good\n"
        "- Value for money – inadequate\n- Safety – good",
        number="2",
        section=("Wards", "Opening wards"),
    ),
]
"""A corpus whose ratings stand under other headings, and are given by and to others."""

LIST = paragraph(
    "The panel rated it as follows:\n- Overall – good\n- i. Met – good\n- ii. Impact – inadequate",
    number="2",
    section=("Staff", "Training nurses"),
)


def rated(paragraphs: Sequence[Paragraph], analyser: Analyser, *documents: Document) -> Ratings:
    of = [Entry(p, tuple(sentences(p)), ()) for p in paragraphs]
    register = Register.of(of, analyser)
    by_id = {document.id: document for document in documents}
    return Ratings(lambda: register, {p.key: p for p in paragraphs}, by_id, analyser)


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(entries(real_corpus())[1])


@pytest.fixture(scope="module")
def home(analyser: Analyser) -> Ratings:
    return rated(real_corpus().paragraphs, analyser, *real_corpus().documents)


@pytest.fixture(scope="module")
def reword(analyser: Analyser) -> Callable[[str], str]:
    """Everyday words in the documents' own; every word is one of the language."""
    vocabulary = {word for p in real_corpus().paragraphs for word in words(p.text)}
    rewording = Rewording(vocabulary, lambda _: True)
    return lambda question: analyser.written_out(rewording.reworded(question))


def found(ratings: Ratings, question: str, analyser: Analyser) -> LookedUp:
    answer = ratings.find(question, analyser.written_out)
    assert answer is not None, question
    return answer


def test_rows_of_a_table_and_a_list_below_its_heading_are_one_subject() -> None:
    table_and_list = rated([TABLE, LIST], Analyser({}))
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
    assert rated([of], Analyser({})).subjects


def test_documents_without_ratings_have_no_subjects_and_answer_nothing() -> None:
    plain = [paragraph("Nurses did good work:\n- it was good – mostly\n- wards were good")]
    without = rated(plain, Analyser({}))
    assert not without.subjects
    assert without.find("How was it rated overall?", str) is None


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
    ("question", "name", "heading"),
    [
        ("how's crisis resolution and home treatment scored for money", 8, "Funding/Resourcing"),
        ("Which rating did outcomes get for talking therapies?", 4, "Impact"),
        ("What was the headline verdict on health checks?", 5, "Overall"),
        ("Did they give the therapeutic offer on the wards a good for suitability?", 7,
         "Appropriate"),
        ("As a governor I'd like to see how SMI community models were marked on delivery", 6,
         "Commitment met"),
        ("crisis care for under 18s: what did the committee give it overall?", 3, "Overall"),
        ("Weren't the 280,000 health checks rated inadequate as to being met?", 5,
         "Commitment met"),
        ("What did the experts make of the effect of the extra treatment for 70,000 children?", 1,
         "Impact"),
    ],
)  # fmt: skip
def test_one_commitment_is_singled_out_in_everyday_words(
    home: Ratings, reword: Callable[[str], str], question: str, name: int, heading: str
) -> None:
    answer = home.find(question, reword)
    assert answer is not None
    wanted = list(EXPECTED)[name]
    rated_as = next(s.rated for s in home.subjects if s.rated.name == wanted)
    assert answer.claims[0].heading == rated_as.heading
    value = next(r.value for r in rated_as.ratings if r.heading.casefold() == heading.casefold())
    assert [claim.text for claim in answer.claims[1:]] == [f"{heading} – {value}"]


@pytest.mark.parametrize(
    ("question", "message", "names"),
    [
        ("Which pledges haven't got a single good?",
         "5 of the 9 rated have no “good” under any heading.", [0, 3, 5, 6, 7]),
        ("which targets weren't rated inadequate or outstanding",
         "3 of the 9 rated have no “outstanding” or “inadequate” under any heading.",
         [0, 4, 8]),
        ("leaving the overall rating aside, who got good more than once?",
         "2 of the 9 rated have “good” 2 times or more under Commitment Met, Funding/Resourcing, "
         "Impact or Appropriate.", [1, 8]),
        ("Name the commitment with three goods", "1 of the 9 rated has “good” 3 times.", [1]),
        ("Which promises scored good twice?", "2 of the 9 rated have “good” 2 times.", [2, 8]),
        ("Is there one that has the same rating throughout?",
         "1 of the 9 rated has one and the same rating under every heading.", [0]),
        ("Any undertaking that was marked requires improvement in every category?",
         "1 of the 9 rated has “requires improvement” under every heading.", [0]),
        ("How often was an outstanding given?",
         "2 of the 9 rated have “outstanding” under any heading, 2 times in all.", [2, 3]),
        ("Which children's commitment came out best for impact?",
         "1 of the 3 rated in “Children and Young People (CYP)” has “good” under Impact.", [1]),
        ("How were the children's commitments rated for funding?",
         "3 of the 3 rated in “Children and Young People (CYP)” have a rating under "
         "Funding/Resourcing.", [1, 2, 3]),
        ("Which of the crisis commitments were rated good for funding?",
         "1 of the 2 asked about (Crisis response; Crisis resolution and home treatment) has "
         "“good” under Funding/Resourcing.", [8]),
        ("which commitment was given the lowest mark",
         "4 of the 9 rated have “inadequate” under any heading, 4 times in all.", [1, 5, 6, 7]),
        ("Did any of the kids' pledges get inadequate on anything?",
         "1 of the 3 rated in “Children and Young People (CYP)” has “inadequate” under any "
         "heading, once in all.", [1]),
        ("Which commitments were judged good on money or on impact?",
         "4 of the 9 rated have “good” under Funding/Resourcing or Impact.", [1, 2, 4, 8]),
    ],
)  # fmt: skip
def test_a_choice_says_what_was_gone_through_and_names_those_that_have_it(
    home: Ratings, reword: Callable[[str], str], question: str, message: str, names: list[int]
) -> None:
    answer = home.find(question, reword)
    assert answer is not None
    assert answer.message == message
    labels = [claim.text.partition(": ")[0] for claim in answer.claims]
    chosen = [n for n, name in enumerate(EXPECTED) if any(name in label for label in labels)]
    assert chosen == names


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("What was the worst mark of the community models?", ["Funding/Resourcing – inadequate"]),
        ("Which heading did health checks score lowest under?", ["Commitment met – inadequate"]),
        ("How was the eating disorders target rated under each heading?",
         ["Overall – good", "Commitment met – requires improvement", "Funding/Resourcing – good",
          "Impact – requires improvement", "Appropriate – outstanding"]),
    ],
)  # fmt: skip
def test_of_one_commitment_the_best_and_the_worst_or_all_are_given(
    home: Ratings, analyser: Analyser, question: str, texts: list[str]
) -> None:
    assert [c.text for c in found(home, question, analyser).claims if c.item] == texts


@pytest.mark.parametrize(
    "question",
    [
        "Did home treatment get a better mark for funding than the therapeutic offer?",
        "Were home treatment and the therapeutic offer marked the same for funding?",
        "compare the funding ratings of home treatment and the therapeutic offer",
    ],
)
def test_two_that_are_held_against_each_other_are_both_given(
    home: Ratings, analyser: Analyser, question: str
) -> None:
    lines = [c.text for c in found(home, question, analyser).claims if c.item]
    assert lines == ["Funding/Resourcing – good", "Funding/Resourcing – requires improvement"]


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Which comitments were rated inadaquate for fundng?", 1),
        ("wich pledges got outstnading for apropriateness", 2),
        ("which commitments requries improvment on impct", 7),
        ("how many were ratted good overal", 1),
    ],
)
def test_a_slip_in_a_known_word_counts_as_it(
    home: Ratings, analyser: Analyser, question: str, number: int
) -> None:
    assert found(home, question, analyser).message.startswith(f"{number} of the 9 ")


@pytest.mark.parametrize(
    "question",
    [
        "How was crisis response rated in {}?",
        "Which commitments for {} were rated good for funding?",
        "What rating did {} give growing the workforce?",
        "Which pledges did {} mark inadequate?",
        "What score did {} get overall for health checks?",
        "Was the eating disorders target, {}, rated outstanding?",
    ],
)
@pytest.mark.parametrize(
    "beside",
    ["Leeds", "Norfolk and Suffolk", "the CQC", "our trust", "Claire Murdoch", "the BMA",
     "2019/20", "March 2024", "prisons", "dementia", "men", "our chair", "the King's Fund",
     "Wales", "ward staff", "safety", "page 12", "the Labour government"],
)  # fmt: skip
def test_a_word_that_is_not_accounted_for_leaves_the_question_to_the_search(
    home: Ratings, analyser: Analyser, question: str, beside: str
) -> None:
    assert home.find(question.format(beside), analyser.written_out) is None


@pytest.mark.parametrize("question", [
    "Why was crisis response rated outstanding?",
    "Who rated crisis response as requiring improvement?",
    "When was growing the workforce rated?",
    "How much funding did the commitments rated good get?",
    "What does requires improvement mean?",
    "What will be done about the commitments rated inadequate?",
    "What did the Government say about the rating for health checks?",
    "Should crisis response have been rated outstanding?",
    "Do you agree with the rating of crisis response?",
    "Has the workforce rating changed?",
    "What work is outstanding on the eating disorders target?",
    "Which commitments are still outstanding?",
    "What is the access rate for eating disorders?",
    "What is a good rating?",
    "What funding did the panel give to eating disorders?",
    "How was crisis response rated by children and young people?",
    "How many children were rated good?",
    "Which adults got outstanding?",
    "How were we rated on crisis response?",
    "What percentage of commitments were rated good?",
    "Which commitment got the second best rating for impact?",
    "Which commitments did better on funding than on impact?",
    "Are there commitments rated good for both funding and impact?",
    "Which commitments were appropriate?",
])  # fmt: skip
def test_what_a_table_of_ratings_cannot_say_is_left_to_the_search(
    home: Ratings, analyser: Analyser, question: str
) -> None:
    assert home.find(question, analyser.written_out) is None


@pytest.mark.parametrize(
    "question",
    [
        "How was the commitment rated?",
        "How was the crisis commitment rated for funding?",
        "Was the children's commitment rated good?",
        "What rating did mental health services get overall?",
        "What rating did the Government get for funding?",
        "Which area came out best?",
        "Which areas have the worst funding?",
        "Which areas have inadequate funding?",
    ],
)
def test_no_commitment_that_is_singled_out_leaves_the_question_to_the_search(
    home: Ratings, analyser: Analyser, question: str
) -> None:
    assert home.find(question, analyser.written_out) is None


def test_a_number_of_things_that_are_not_so_many_is_not_accounted_for(
    home: Ratings, analyser: Analyser
) -> None:
    assert home.find("Which of the nine were rated inadequate?", analyser.written_out)
    assert home.find("Which of the eleven were rated inadequate?", analyser.written_out) is None
    assert home.find("Which of the 9 were rated inadequate?", analyser.written_out)
    assert home.find("Which of the 11 were rated inadequate?", analyser.written_out) is None


def test_the_last_question_of_a_conversation_has_its_own_heading_and_commitment(
    home: Ratings, analyser: Analyser
) -> None:
    asked = "What did growing the workforce score overall? And on money?"
    assert found(home, asked, analyser).claims[1].text == (
        "Funding/Resourcing – requires improvement"
    )
    asked = "What overall grade did children's eating disorders get? And the crisis one?"
    assert found(home, asked, analyser).claims[0].heading == "Crisis response"


@pytest.fixture(scope="module")
def inspected() -> Ratings:
    return rated(INSPECTED, Analyser({}), PLAN)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("Which commitments were rated inadequate for timeliness?",
         "1 of the 3 rated has “inadequate” under Timeliness."),
        ("Which pledges were good value for money?",
         "2 of the 3 rated have “good” under Value for money."),
        ("Which pledges were judged good for value for money?",
         "2 of the 3 rated have “good” under Value for money."),
        ("How many were rated good on safety?", "2 of the 3 rated have “good” under Safety."),
        ("Which of the wards commitments scored outstanding for safety?",
         "1 of the 2 rated in “Wards” has “outstanding” under Safety."),
        ("Which commitment was rated best for timeliness?",
         "2 of the 3 rated have “good” under Timeliness."),
        ("Which promises were rated good under every heading?",
         "1 of the 3 rated has “good” under every heading."),
    ],
)  # fmt: skip
def test_headings_of_another_table_are_known_by_their_own_words(
    inspected: Ratings, question: str, message: str
) -> None:
    answer = inspected.find(question, str)
    assert answer is not None
    assert answer.message == message


@pytest.mark.parametrize(
    "question",
    [
        "Which commitments were rated inadequate for funding?",
        "Which commitments were rated good overall?",
        "How was opening wards rated for its impact?",
        "Which commitment was rated best?",
        "Which was rated lowest overall?",
        "How appropriate was training nurses judged to be?",
    ],
)
def test_a_heading_that_a_table_does_not_have_answers_nothing(
    inspected: Ratings, question: str
) -> None:
    assert inspected.find(question, str) is None


def test_who_rates_and_who_is_rated_are_as_the_documents_say(inspected: Ratings) -> None:
    for rater, known in [("Inspectorate", True), ("panel", False), ("committee", False)]:
        answer = inspected.find(f"What did the {rater} make of the safety of open wards?", str)
        assert (answer is not None) is known
    for party, known in [("trust", True), ("government", False), ("council", False)]:
        answer = inspected.find(f"How was the {party} rated for closing dormitories?", str)
        assert (answer is not None) is known


def test_a_list_of_one_commitment_and_a_row_of_another_are_given_as_they_stand(
    inspected: Ratings,
) -> None:
    of_list = inspected.find("How were the open wards rated on safety?", str)
    of_row = inspected.find("How was closing dormitories rated on safety?", str)
    assert of_list is not None
    assert [c.text for c in of_list.claims] == [
        "The Inspectorate rated the Trust's progress as follows:",
        "Safety – good",
    ]
    assert of_row is not None
    assert [c.text for c in of_row.claims] == [
        "The marks are below.",
        "Wards – Close dormitories: Safety – Outstanding",
    ]


@pytest.mark.parametrize(
    ("of", "left"),
    [
        ([TABLE, LIST], ()),
        ([TABLE], ("Which commitment was rated best overall?",)),
        ([LIST], ()),
        (INSPECTED, (
            "Which commitments were rated {} for impact?",
            "Which commitment was rated best overall?",
        )),
    ],
    ids=["table and list", "table", "list", "inspected"],
)  # fmt: skip
@pytest.mark.parametrize(
    "question",
    [
        "Which commitments were rated {}?",
        "Which commitments were never rated {}?",
        "How many commitments got {} twice?",
        "Which commitments were rated {} under every heading?",
        "Which commitments were rated {} for impact?",
        "Was training nurses rated {}?",
        "Which commitment was rated best overall?",
    ],
)
def test_nothing_raises_and_every_claim_passes_the_gate(
    of: list[Paragraph], left: tuple[str, ...], question: str
) -> None:
    ratings = rated(of, Analyser({}), PLAN)
    passages = [Passage(PLAN, p, 0.5) for p in of]
    found = [ratings.find(question.format(value), str) for value in SCALE]
    assert any(found) is (question not in left)
    for answer in filter(None, found):
        assert answer.claims
        assert len(verify(answer.claims, passages)[0]) == len(answer.claims)


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
