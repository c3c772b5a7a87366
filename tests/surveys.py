"""Two small documents that are gone through, what is found in them, and what is asked of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from assistant.answer import LookedUp
from assistant.library.naming import Naming
from assistant.lookup.survey import Survey
from assistant.question.surveys.request import SurveyRequest
from assistant.question.surveys.scopes import Scopes
from builders import real_corpus
from ingest.entries import entries
from ingest.language.words import Analyser, words
from ingest.types import Document, Paragraph
from passages import PLAN, paragraph

PAPER = Document("paper", "A paper on wards", "paper.txt", "0" * 64, short="Paper", kind="paper")
BODIES = (
    "Nurses train for years. They train for crisis care.",
    "Children and young people (CYP) come first, says the CQC-style rating.",
    "Some £5 million went to wards in 2019/20.",
    "The nurse's £500m is for crisis care. It was £2,300,000 in 2020/21, say GPs at A&E.",
    "A length of stay in wards is 3 days:\n- psychiatrists stay\n- nurses leave",
)
OF_PAPER = "The Care Quality Commission came to the voluntary or third sector in 2021/22."
SHORT_FORMS = {"CYP": "children and young people", "CQC": "care quality commission"}


def surveyed(paragraphs: list[Paragraph], *documents: Document) -> Survey:
    """A survey of these paragraphs, of the plan alone unless more documents are given."""
    analyser = Analyser(SHORT_FORMS)
    of = documents or (PLAN,)
    return Survey(
        {document.id: document for document in of},
        {p.key: p for p in paragraphs},
        analyser,
        Naming(of, analyser),
        {word for p in paragraphs for word in words(p.text)},
    )


OF_PLAN = [paragraph(body, number=str(n)) for n, body in enumerate(BODIES, 1)]
SURVEY = surveyed([*OF_PLAN, replace(paragraph(OF_PAPER), document="paper")], PLAN, PAPER)
BOTH = "Searched all 6 paragraphs of 2 documents."


def found(question: str, survey: Survey = SURVEY) -> LookedUp:
    """The answer to a question that is one for a survey."""
    answer = survey.find(question)
    assert answer is not None, question
    return answer


def keys(question: str, survey: Survey = SURVEY) -> list[str]:
    """The paragraphs that are quoted in the answer."""
    return [claim.paragraph for claim in found(question, survey).claims]


@cache
def real_survey() -> Survey:
    """A survey of the project's corpus."""
    corpus = real_corpus()
    documents = {document.id: document for document in corpus.documents}
    analyser = Analyser(entries(corpus)[1])
    return Survey(
        documents,
        {p.key: p for p in corpus.paragraphs},
        analyser,
        Naming(documents.values(), analyser),
        {word for p in corpus.paragraphs for word in words(p.text)},
    )


RESPONSE = Document(
    "response", "The response", "r.txt", "0" * 64, short="Government response",
    publisher="The Department", date="March 2022", kind="government response",
)  # fmt: skip
GUIDE = Document(
    "guide", "A guide to wards", "g.txt", "1" * 64, short="Ward guide",
    publisher="Care Quality Commission", date="2019", kind="guidance",
)  # fmt: skip
SCOPES = Scopes(Naming([RESPONSE, GUIDE], Analyser({"CQC": "care quality commission"})))


def request(question: str) -> SurveyRequest:
    """What a question asks to go through, that is one for a survey."""
    asked = SurveyRequest.of(question, SCOPES)
    assert asked is not None, question
    return asked


def things(question: str) -> list[str]:
    """The things that it looks for."""
    return [thing.text for thing in request(question).things]


def documents_asked(question: str) -> list[str]:
    """The documents that it looks in."""
    return [document.id for document in request(question).documents]
