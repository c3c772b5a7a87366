"""What the desk found is shown for a person with marks, and for a program as an object."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from assistant.cautions import MACHINE_READ
from assistant.checking.difference import Difference
from assistant.checking.spans import Span
from assistant.desk.check import Checked, Verdict
from assistant.desk.said import NEAREST_READING
from assistant.desk.wording import Found, Place, Wording
from assistant.facts.facts import Kind
from assistant.terminal.desk import (
    checked_object,
    show_checked,
    show_wording,
    wording_object,
)
from ingest.language.sentences import sentences
from ingest.types import Paragraph
from passages import PLAN, paragraph

SEARCHED = "Searched all 3 paragraphs of Plan."
WAITS = replace(
    paragraph("Waits fell by 41,000.", number="7", section=("Care", "Waits")),
    page=3,
    within="Annex A",
)
ITEM = replace(paragraph("We will:\n- open [ten] wards", number="2"), machine_read=True)
BOLD = "\x1b[1;4m"


def place(of: Paragraph, at: int = 0, *marks: tuple[int, int], **fields: object) -> Place:
    """A sentence of a paragraph with these marks."""
    made = Place(PLAN, Span(of, (sentences(of)[at],)), marks)
    return Place(**{**vars(made), **fields})


EXACT = Wording("fell by", Found.EXACT, (place(WAITS, 0, (6, 13)),))
NEAR = Wording(
    "opening twelve wards",
    Found.NEAR,
    (place(ITEM, 1, (0, 4), (5, 10), share=0.76543, others=("twelve",)),),
)
HEADING = Wording("waits", Found.EXACT, (Place(PLAN, Span(WAITS, ()), ((0, 5),), heading="Waits"),))
ABSENT = Wording("zeppelins", Found.ABSENT)
DIFFERS = Checked(
    "Waits fell by 14,000 in Leeds.",
    Verdict.DIFFERS,
    (place(WAITS, 0, (14, 20)),),
    (Difference(Kind.NUMBER, 14, 20, "41,000"), Difference(Kind.NAME, 24, 29)),
)
NOWHERE = Checked("Waits sing.", Verdict.ABSENT, (place(WAITS),), (), ((6, 10),))


def shown(what: Wording | list[Checked], *, colour: bool = False) -> str:
    out = StringIO()
    console = Console(
        file=out, width=100, highlight=False, color_system="standard" if colour else None
    )
    if isinstance(what, Wording):
        show_wording(what, SEARCHED, console)
    else:
        show_checked(what, console)
    return out.getvalue()


def test_a_phrase_that_stands_is_shown_in_its_sentence_with_its_citation() -> None:
    assert shown(EXACT) == (
        "Word for word:\n"
        "\n"
        "“Waits fell by 41,000.”\n"
        "(Plan, paragraph 7 of “Annex A”, page 3)\n"
        "Care › Waits\n"
    )


def test_a_heading_is_shown_as_a_heading_above_its_first_paragraph() -> None:
    assert shown(HEADING) == (
        "Word for word:\n"
        "\n"
        "“Waits”\n"
        "(heading above Plan, paragraph 7 of “Annex A”, page 3)\n"
        "Care › Waits\n"
    )
    (place,) = wording_object(HEADING)["places"]
    assert (place["text"], place["heading"]) == ("Waits", True)
    assert place["citation"] == "heading above Plan, paragraph 7 of “Annex A”, page 3"
    (place,) = wording_object(EXACT)["places"]
    assert not place["heading"]


def test_several_places_are_counted() -> None:
    twice = replace(EXACT, places=EXACT.places * 2)
    assert shown(twice).startswith("Word for word, in 2 places:\n")
    assert shown(twice).count("“Waits fell by 41,000.”") == 2


def test_a_near_sentence_stands_below_its_lead_in_with_what_it_lacks() -> None:
    assert shown(NEAR) == (
        "Not word for word. The nearest, with what differs marked:\n"
        "\n"
        "We will:\n"
        "“open [ten] wards”\n"
        "(Plan, paragraph 2)\n"
        f"{MACHINE_READ}\n"
        "Not there: “twelve”\n"
    )


def test_where_nothing_was_found_it_is_said_what_was_searched() -> None:
    assert shown(ABSENT) == (
        f"Not in these documents.\nNo sentence has these words, or nearly these. {SEARCHED}\n"
    )


def test_what_is_marked_stands_out_and_square_brackets_are_no_markup() -> None:
    assert f"{BOLD}fell by\x1b[0m" in shown(EXACT, colour=True)
    assert f"{BOLD}[ten]\x1b[0m" in shown(NEAR, colour=True)


def test_a_claim_is_shown_with_its_marks_differences_and_source() -> None:
    assert shown([DIFFERS]) == (
        "Differs in a fact\n"
        "Claim:  Waits fell by 14,000 in Leeds.\n"
        "  number “14,000”: the source has “41,000”\n"
        "  name “Leeds”: not found there\n"
        "“Waits fell by 41,000.”\n"
        "(Plan, paragraph 7 of “Annex A”, page 3)\n"
        "Care › Waits\n"
    )
    marked = shown([DIFFERS], colour=True)
    assert f"{BOLD}14,000\x1b[0m" in marked
    assert f"{BOLD}Leeds\x1b[0m" in marked
    assert f"{BOLD}41,000\x1b[0m" in marked


def test_the_nearest_reading_of_what_was_not_found_is_called_that() -> None:
    assert shown([NOWHERE]) == (
        "Not found in these documents\n"
        "Claim:  Waits sing.\n"
        "  not found there: “sing”\n"
        f"{NEAREST_READING}\n"
        "“Waits fell by 41,000.”\n"
        "(Plan, paragraph 7 of “Annex A”, page 3)\n"
        "Care › Waits\n"
    )


def test_claims_stand_apart() -> None:
    verbatim = Checked("Waits fell by 41,000.", Verdict.VERBATIM, (place(WAITS),))
    reworded = Checked("By 41,000 waits fell.", Verdict.REWORDED, (place(WAITS),))
    absent = Checked("Zeppelins fly.", Verdict.ABSENT)
    texts = shown([verbatim, reworded, absent]).split("\n\n")
    assert [text.split("\n")[0] for text in texts] == [
        "Verbatim",
        "Reworded, no difference found",
        "Not found in these documents",
    ]


def test_a_wording_is_an_object_with_every_place_citable() -> None:
    assert wording_object(EXACT) == {
        "phrase": "fell by",
        "result": "exact",
        "places": [
            {
                "document": "plan",
                "title": "A plan for mental health",
                "paragraph": "7",
                "printed": True,
                "within": "Annex A",
                "section": ["Care", "Waits"],
                "page": 3,
                "machine_read": False,
                "voice": "",
                "doubts": [],
                "caution": "",
                "lead_in": "",
                "text": "Waits fell by 41,000.",
                "heading": False,
                "marks": [[6, 13]],
                "share": 1.0,
                "not_there": [],
                "citation": "Plan, paragraph 7 of “Annex A”, page 3",
            }
        ],
        "more": False,
    }
    (near,) = wording_object(NEAR)["places"]
    assert (near["lead_in"], near["machine_read"]) == ("We will:", True)
    assert (near["share"], near["not_there"]) == (0.7654, ["twelve"])
    assert wording_object(ABSENT) == {
        "phrase": "zeppelins",
        "result": "absent",
        "places": [],
        "more": False,
    }


def test_a_checked_claim_is_an_object_with_every_difference() -> None:
    found = checked_object(DIFFERS)
    assert (found["claim"], found["verdict"]) == (DIFFERS.claim, "differs")
    assert found["differences"] == [
        {"kind": "number", "start": 14, "end": 20, "words": "14,000", "instead": "41,000"},
        {"kind": "name", "start": 24, "end": 29, "words": "Leeds", "instead": ""},
    ]
    assert [source["paragraph"] for source in found["sources"]] == ["7"]
    assert checked_object(NOWHERE)["not_carried"] == ["sing"]


@pytest.mark.parametrize("what", [EXACT, NEAR, HEADING, ABSENT])
def test_objects_are_json(what: Wording) -> None:
    assert json.loads(json.dumps(wording_object(what))) == wording_object(what)
    assert json.loads(json.dumps(checked_object(DIFFERS))) == checked_object(DIFFERS)
