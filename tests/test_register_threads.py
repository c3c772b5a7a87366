"""One promise is followed from document to document, each saying in its own words and role."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from builders import entries_of, real_corpus, real_register
from ingest.language.words import Analyser
from ingest.register.threads import threads
from ingest.register.types import Role, Thread
from passages import paragraph

RESPONSE, PLAN, STRATEGY = "government-response", "workforce-plan", "equalities-strategy"
SAYINGS = {
    "70,000": [
        (f"{RESPONSE}/3", Role.QUOTED, '"at least 70,000 additional children and young people'),
        (f"{RESPONSE}/36", Role.QUOTED, 'Commitment - "at least 70,000 additional children'),
        (f"{RESPONSE}/39", Role.REPORTED, "The NHS exceeded the commitment for 70,000 additional"),
        (f"{PLAN}/5", Role.PROMISED, "This will allow an extra one million people access to"),
        (f"{PLAN}/6", Role.PROMISED, "The FYFV for mental health laid out an ambition to see"),
    ],
    "21,000": [
        (f"{RESPONSE}/14", Role.REPORTED, "We have delivered on our ambition set out in Stepping"),
        (f"{PLAN}/4", Role.SAID, "The NHS will need more than 21,000 more mental health staff"),
    ],
    "one million": [
        (f"{PLAN}/2", Role.PROMISED, "One million extra people will have access to mental health"),
        (f"{PLAN}/5", Role.PROMISED, "This will allow an extra one million people access to"),
        (f"{PLAN}/6", Role.PROMISED, "The FYFV for mental health laid out an ambition to see"),
    ],
    "race equality framework": [
        (f"{RESPONSE}/125", Role.UNDER_WAY, "As a core part of the strategy, NHS England and NHS"),
        (f"{RESPONSE}/125", Role.PROMISED, "The PCREF will help Trusts to provide culturally"),
        (f"{RESPONSE}/128", Role.PROMISED, "The PCREF will support all mental health trusts to"),
        (f"{STRATEGY}/4", Role.PROMISED, "NHSE/I will develop its patient and carers race"),
    ],
}
"""By what they speak of, the sentences of the documents that do, by eye."""

each = pytest.mark.parametrize("subject", SAYINGS)


def followed(subject: str) -> Thread:
    (found,) = (t for t in real_register().threads if re.search(rf"\b{subject}", t.subject, re.I))
    return found


@each
def test_every_sentence_that_speaks_of_it_is_in_the_thread_and_no_other(subject: str) -> None:
    sayings = sorted(followed(subject).sayings, key=lambda saying: saying.paragraph)
    wanted = sorted(SAYINGS[subject], key=lambda saying: saying[0])
    assert len(sayings) == len(wanted)
    for saying, (key, _, opening) in zip(sayings, wanted, strict=True):
        assert saying.paragraph == key
        assert saying.text.startswith(opening)


@each
def test_each_saying_has_the_role_that_it_plays(subject: str) -> None:
    roles = {(saying.paragraph, saying.text): saying.role for saying in followed(subject).sayings}
    for key, role, opening in SAYINGS[subject]:
        (own,) = (r for (k, text), r in roles.items() if k == key and text.startswith(opening))
        assert own is role


@each
def test_the_documents_are_those_of_the_sayings(subject: str) -> None:
    keys = [key.partition("/")[0] for key, *_ in SAYINGS[subject]]
    assert sorted(followed(subject).documents) == sorted(set(keys))


def test_what_more_documents_speak_of_comes_first() -> None:
    counts = [len(thread.documents) for thread in real_register().threads]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 1


def test_every_saying_stands_in_its_paragraph_and_each_thread_has_two_paragraphs() -> None:
    texts = {paragraph.key: paragraph.text for paragraph in real_corpus().paragraphs}
    assert real_register().threads
    for thread in real_register().threads:
        assert len({saying.paragraph for saying in thread.sayings}) > 1
        assert all(saying.text in texts[saying.paragraph] for saying in thread.sayings)


def test_no_thread_is_part_of_another() -> None:
    found = [set(thread.sayings) for thread in real_register().threads]
    assert len(found) > 1
    assert not any(one < other for one in found for other in found)


def threads_of(
    *bodies: str, role: Role = Role.PROMISED, abbreviations: Mapping[str, str] | None = None
) -> list[Thread]:
    """The threads of paragraphs of a document each, whose sentences all have this role."""
    entries = entries_of(
        replace(paragraph(body), document=f"paper-{at}") for at, body in enumerate(bodies)
    )
    sentences = [sentence for entry in entries for sentence in entry.sentences]
    roles = {(s.paragraph, s.index): role for s in sentences}
    return threads(sentences, roles, Analyser(abbreviations or {}))


def paragraphs_of(thread: Thread) -> list[str]:
    return [saying.paragraph for saying in thread.sayings]


def test_a_number_of_the_same_thing_is_one_promise_however_it_is_written() -> None:
    (thread,) = threads_of(
        "We will train 2,500 more nurses by 2025.",
        "Some 2.5 thousand nurses are to be trained.",
        "We will train 2,500 midwives in Leeds.",
    )
    assert paragraphs_of(thread) == ["paper-0/1", "paper-1/1"]
    assert thread.subject == "2,500 more nurses"


def test_an_abbreviation_is_its_long_form() -> None:
    (thread,) = threads_of(
        "We will see 5,000 more CYP.",
        "Last year 5,000 more children and young people came.",
        abbreviations={"CYP": "children and young people"},
    )
    assert len(thread.sayings) == 2


@pytest.mark.parametrize(
    "bodies",
    [
        ("We will train 2,500 nurses.", "We will buy 2,500 beds."),
        ("We will train 250 nurses.", "We have trained 250 nurses."),
        ("We will spend £250,000 on nurses.", "We spent £250,000 on nurses."),
        ("We will train 2,500 nurses.", "It cost £2,500 a nurse."),
        ("We will train 2,500 nurses by 2025.", "In 2025 nurses will be trained."),
        ("We will train 2,500 nurses. So 2,500 nurses will be trained.",),
        ("We will train nurses.", "We will train nurses."),
        (),
    ],
    ids=[
        "of other things",
        "a small number",
        "a small sum",
        "a number and a sum",
        "a year",
        "one paragraph",
        "no number",
        "nothing",
    ],
)
def test_sentences_that_do_not_speak_of_one_thing_make_no_thread(bodies: tuple[str, ...]) -> None:
    assert threads_of(*bodies) == []


def test_a_number_that_nobody_promises_makes_no_thread() -> None:
    bodies = ("In all 2,500 nurses left.", "We lost 2,500 nurses.")
    assert threads_of(*bodies, role=Role.SAID) == []


def test_a_name_of_what_is_to_be_made_is_followed() -> None:
    (thread,) = threads_of(
        "We will publish a National Carers Strategy in May.",
        "The National Carers Strategy was late.",
        "A Local Carers Strategy was not.",
    )
    assert thread.subject == "National Carers Strategy"
    assert paragraphs_of(thread) == ["paper-0/1", "paper-1/1"]


def test_a_name_of_what_nobody_makes_is_not_followed() -> None:
    assert threads_of("The National Carers Strategy is long.", "A National Carers Strategy!") == []
