"""Abbreviations are those that the documents define, and no others."""

from __future__ import annotations

import pytest

from builders import real_corpus
from ingest.entries import entries
from ingest.language.abbreviations import defined_abbreviations, expanded, implied_abbreviations


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("CYP", "children and young people"),
        ("SMI", "severe mental illness"),
        ("CRHT", "crisis resolution and home treatment"),
        ("PCREF", "patient and carers race equality framework"),
        ("NHSE/I", "nhs england and nhs improvement"),
        ("OAP", "out of area placements"),
        ("IAPT", "improving access to psychological therapies"),
        ("ICS", "integrated care systems"),
        ("HEE", "health education england"),
    ],
)
def test_the_real_corpus_defines_its_abbreviations(short: str, long: str) -> None:
    assert entries(real_corpus())[1][short] == long


def test_the_real_corpus_defines_these_and_no_others() -> None:
    assert set(entries(real_corpus())[1]) == {
        "BAME", "CCG", "CQC", "CRHT", "CYP", "CYPMH", "EMHP", "FTE", "HEE", "IAPT", "IAPT-LTC",
        "ICS", "MHSDS", "MHST", "NHSE/I", "OAP", "PCREF", "QOF", "RCPsych", "SMI", "STP", "UCAS",
        "VCSE", "WTE",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "HEE Adult IAPT Workforce Census, National report (page 52)",
        "This is an increase since March 2016 (17.6%)",
        "They are set out (or fewer) in the plan",
        "The places are these (Thames Valley) by name",
        "At the end of it (Q1 2021/22) they worked",
        "Accessed at: Title (hee.nhs.uk)",
        "The Trust is in London (UK)",
        "He is the chair (MP)",
        "They had Psychotherapy (PT) there",
        "(CYP) stands alone",
        "The end of one sentence. (CYP) begins another",
        "A response: the plan (RTP)",
    ],
)
def test_a_bracket_that_defines_nothing_gives_no_abbreviation(text: str) -> None:
    assert defined_abbreviations([text]) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Clinical Commissioning Groups (CCGs) pay", {"CCG": "clinical commissioning groups"}),
        ("integrated care systems (ICSs) pay", {"ICS": "integrated care systems"}),
        ("Children and Young People's (CYP) care", {"CYP": "children and young people"}),
        ("a Royal College of Doctors (RCDoc)", {"RCDoc": "royal college of doctors"}),
        ("a 'Care-Quality Commission-style' (CQC) rating", {"CQC": "care quality commission"}),
        ("of the Department of Health (DH)", {"DH": "department of health"}),
    ],
)  # fmt: skip
def test_a_long_form_before_its_bracket_is_found(text: str, found: dict[str, str]) -> None:
    assert defined_abbreviations([text]) == found


def test_the_first_definition_stands() -> None:
    texts = ["Severe mental illness (SMI) is.", "Some more items (SMI) are."]
    assert defined_abbreviations(texts) == {"SMI": "severe mental illness"}


def test_abbreviations_are_written_out_as_whole_words_in_singular_and_plural() -> None:
    known = {"OAP": "out of area placements", "IAPT": "therapies", "IAPT-LTC": "long therapies"}
    text = "OAPs, one OAP, SOAP and IAPT-LTC beside IAPT."
    assert expanded(text, known) == (
        "out of area placements, one out of area placements, SOAP and long therapies "
        "beside therapies."
    )


def test_without_abbreviations_a_text_stays_as_it_is() -> None:
    assert expanded("One OAP.", {}) == "One OAP."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A Community Treatment Order was made", {"CTO": "community treatment order"}),
        ("The Mental Health Act is old", {"MHA": "mental health act"}),
        ("the Five Year Forward View for Mental Health", {
            "FYFVMH": "five year forward view for mental health"
        }),
        ("a Quality and Outcomes Framework", {"QOF": "quality and outcomes framework"}),
        ("The Mental Health report", {}),  # two initials stand for too much
        ("Mental health support teams", {}),
        ("MENTAL HEALTH ACT", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_the_initials_of_a_name_stand_for_it(text: str, found: dict[str, str]) -> None:
    assert implied_abbreviations([text]) == found


def test_initials_that_several_names_share_stand_for_none() -> None:
    texts = ["the Mental Health Act", "the Mental Health Alliance", "a Community Treatment Order"]
    assert implied_abbreviations(texts) == {"CTO": "community treatment order"}


def test_one_name_in_several_texts_is_one_name() -> None:
    assert implied_abbreviations(["a Mental Health Act", "The Mental Health Act"]) == {
        "MHA": "mental health act"
    }


@pytest.mark.parametrize(
    ("short", "long"), [("MHA", "mental health act"), ("CTO", "community treatment order")]
)
def test_the_real_corpus_implies_initials(short: str, long: str) -> None:
    assert implied_abbreviations(p.text for p in real_corpus().paragraphs)[short] == long
