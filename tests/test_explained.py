"""Short forms that an answer says are explained in the words of the documents."""

from __future__ import annotations

import pytest

from assistant.answer import Statement
from assistant.answering.explained import explained

KNOWN = {
    "CYP": "children and young people",
    "CYPMH": "children and young people mental health",
    "OAP": "out of area placements",
    "NHSE/I": "nhs england and nhs improvement",
    "RCPsych": "royal college of psychiatrists",
}


@pytest.mark.parametrize(
    ("said", "short"),
    [
        ("CYP wait for OAPs to end.", ["CYP", "OAP"]),
        ("OAPs fell and CYP wait; OAPs again.", ["OAP", "CYP"]),
        ("NHSE/I and the RCPsych agreed.", ["NHSE/I", "RCPsych"]),
        ("CYPMH services grew.", ["CYPMH"]),
        ("Children and Young People (CYP) wait.", []),
        ("The NHS grew and copy was made.", []),
        ("", []),
    ],
)
def test_each_short_form_is_explained_once_unless_its_words_are_there(
    said: str, short: list[str]
) -> None:
    assert [form for form, _ in explained([Statement(said, 1)], KNOWN)] == short


def test_headings_and_lead_ins_are_said_too() -> None:
    statements = [Statement("Fewer.", 1, heading="OAPs"), Statement("More.", 2, lead_in="CYP:")]
    assert dict(explained(statements, KNOWN)) == {k: KNOWN[k] for k in ("OAP", "CYP")}
