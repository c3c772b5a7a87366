"""Recommendations, lead-ins and long text open places of their own; accepting one is text."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import paragraphs_of
from ingest.blocks import ASIDE, Block, BlockKind
from ingest.corpus import read_corpus
from ingest.language.acceptance import accepts, is_acceptance
from ingest.language.labels import is_reply_label, is_unit_label, label_of
from ingest.number_faults import check_numbers
from ingest.paragraphs import split
from ingest.types import Paragraph
from pdfs import BOLD, Sheet, blocks_in

CASES = Path(__file__).parent / "cases" / "response-units"
LONG = "The street is wide and cars go too fast on it, so that nobody crosses it in safety. "


def case(name: str, folder: Path) -> list[Paragraph]:
    (folder / name).write_bytes((CASES / name).read_bytes())
    return list(read_corpus(folder).paragraphs)


def numbers(paragraphs: list[Paragraph]) -> list[str]:
    return [paragraph.number for paragraph in paragraphs]


def said(text: str, number: str = "", lead: str = "") -> Block:
    return Block(BlockKind.PROSE, text, number=number, lead=lead)


def heading(text: str, level: int = 2) -> Block:
    return Block(BlockKind.HEADING, text, level=level)


def run(first: int, last: int) -> list[Block]:
    return [said(f"Matter {n} was looked at.", str(n)) for n in range(first, last + 1)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Recommendation 7", "Recommendation 7"),
        ("Recommendation 7: Open beds.", "Recommendation 7"),
        ("Recommendations 4 and 5 – That beds be opened.", "Recommendations 4 and 5"),
        ("Recommendations 4, 5 and 6: x", "Recommendations 4, 5 and 6"),
        ("Recommendation 7 (paragraph 45): We ask for beds.", "Recommendation 7"),
        ("R7: Open beds.", "R7"),
        ("Rec. 7: Open beds.", "Rec. 7"),
        ("Conclusion 3", "Conclusion 3"),
        ("Commitment 2. We will open beds.", "Commitment 2"),
        ("Recommendation 2.3 – Open beds.", "Recommendation 2.3"),
        ("Response to recommendation 7", "Recommendation 7"),
    ],
)
def test_a_label_names_its_unit_as_printed(text: str, name: str) -> None:
    label = label_of(text)
    assert label is not None
    assert (label.name, label.replies) == (name, text.startswith("Response"))


@pytest.mark.parametrize(
    "text", ["Recommendation 7 was not met.", "Recommendations", "Red 5: x", "Re 7: x", "7", ""]
)
def test_other_words_are_no_label(text: str) -> None:
    assert label_of(text) is None


def test_a_label_in_bold_or_of_a_heading_needs_no_sign_behind_it() -> None:
    text = "Recommendation 7 The Department opens beds."
    assert label_of(text) is None
    assert label_of(text, lead="Recommendation 7") == label_of(text, heading=True) is not None


def test_labels_of_replies_and_of_recommendations_without_numbers() -> None:
    replies = ["Response", "Government response", "The Department’s response:", "Our reply"]
    assert [is_reply_label(text) for text in replies] == [True] * 4
    others = ["Crisis response", "Response times", "Responses to the consultation", "", "Replied “"]
    assert not any(map(is_reply_label, others))
    assert is_reply_label("Crisis response", recurring=True)
    assert is_unit_label("Committee recommendation:")
    assert not is_unit_label("Recommendations")


@pytest.mark.parametrize(
    "text",
    [
        "Accepted in full by the Department", "Status: Agreed", "Not accepted", "Rejected",
        "The Government accepts this recommendation in part.", "Accept in principle",
        "This recommendation is not accepted by the trust", "Recommendations 4 and 5 are accepted",
        "Government response: Accepted", "We have accepted this recommendation.",
        "Support in part", "We support in principle", "Government position: support",
    ],
)  # fmt: skip
def test_a_line_that_accepts_or_rejects_is_told(text: str) -> None:
    assert is_acceptance(text)


@pytest.mark.parametrize(
    "text",
    [
        "Accepted recommendations", "Recommendations accepted in full", "What we have agreed",
        "Agreed actions", "Services that accept referrals", "Reasons to accept the offer",
        "The unit accepts referrals from doctors.", "Referrals are accepted by phone.",
        "Is it accepted?", "There are three elements that support this vision:", "Food at night",
        "Nutrition support", "Housing support in England", "Peer support",
    ],
)  # fmt: skip
def test_other_lines_accept_nothing(text: str) -> None:
    assert not is_acceptance(text)


def test_a_sentence_that_agrees_with_something_is_no_line_by_itself() -> None:
    text = "The Government agrees that clear rules are needed."
    assert (accepts(text), is_acceptance(text)) == (True, False)


def test_acceptance_lines_are_text_of_the_recommendation_above(tmp_path: Path) -> None:
    paragraphs = case("acceptance-lines.pdf", tmp_path)
    assert not any("Ashdown" in text for p in paragraphs for text in p.section)
    assert paragraphs[0].body.endswith("accepted in full by the Ashdown site board")
    assert "Riverside site board" in paragraphs[1].body
    assert paragraphs[2].body.endswith("not accepted by the trust")
    assert paragraphs[3].section == ("2) Food at night",)


def test_a_recommendation_in_a_report_takes_no_numbered_paragraph(tmp_path: Path) -> None:
    paragraphs = case("recommendations.pdf", tmp_path)
    assert numbers(paragraphs) == ["1", "Recommendation 1", "2", "Recommendation 2", "3"]
    assert all(len(p.body.split(". ")) == 1 for p in paragraphs)
    assert [p.section for p in paragraphs[2::2]] == [(), ()]


def test_each_recommendation_is_cited_with_its_own_answer(tmp_path: Path) -> None:
    paragraphs = case("recommendations-long.pdf", tmp_path)
    named = [f"Recommendation {n}" for n in range(1, 6)]
    assert numbers(paragraphs) == [*map(str, range(1, 12)), *named, "12", "13", "14"]
    third = paragraphs[13]
    assert third.body.split("\n") == [
        "Recommendation 3: That free meals be offered in the holidays.",
        "The council rejects this recommendation.",
        "It would cost 1.4 million pounds a year and there is no grant for it.",
    ]
    assert (third.page, paragraphs[-1].page) == (1, 2)


@pytest.mark.parametrize(
    ("name", "numbered", "units"),
    [
        (
            "latex.pdf", ["1", "2", "3", "4", "5", "6"],
            ["Recommendation 1", "Recommendation 2", "Recommendations 3 and 4", "Conclusion 5"],
        ),
        ("libreoffice.pdf", ["1.1", "1.2", "1.3", "2.1", "3.1", "3.2"], ["R1", "R2", "R3"]),
        ("chromium.pdf", ["1.1", "1.2", "1.3", "2.1", "3.1", "3.2"], ["R1", "R2", "R3"]),
        ("libreoffice.docx", ["1", "2", "3", "4", "5"], [f"Recommendation {n}" for n in (1, 2, 3)]),
    ],
)  # fmt: skip
def test_papers_of_other_producers_are_read_alike(
    name: str, numbered: list[str], units: list[str], tmp_path: Path
) -> None:
    paragraphs = case(name, tmp_path)
    assert [n for n in numbers(paragraphs) if n[0].isdigit()] == numbered
    assert [n for n in numbers(paragraphs) if not n[0].isdigit()] == units
    assert all(len(p.body.split("\n")) > 1 for p in paragraphs if not p.number[0].isdigit())


def test_plain_text_lines_below_a_recommendation_are_its_reply() -> None:
    paragraphs = paragraphs_of(
        "Response of the Trust to the Inquiry\n\n1. This is the response.\n2. It was agreed.\n"
        "3. Two matters follow.\n\nRecommendation 1\n\nThat nurses be employed.\n\n"
        "Accepted in full by the board\n\nTwo began in June.\n\nRecommendation 2\n\n"
        "That the garden be opened.\n\nStatus: Rejected\n\nIts wall is not safe.\n\n4. The end.\n"
    )
    assert [p.body for p in paragraphs if p.number == "Recommendation 1"] == [
        "That nurses be employed.\nAccepted in full by the board\nTwo began in June."
    ]
    last = paragraphs[-1]
    assert (last.number, last.section) == ("4", ())


def test_a_reply_under_a_heading_of_its_own_belongs_to_the_unit() -> None:
    blocks = [
        *run(1, 8), heading("Recommendation 3"), said("That beds be opened."),
        heading("Government response", 3), said("We agree."), heading("Next"), *run(9, 10),
    ]  # fmt: skip
    unit = split("plan", blocks)[8]
    assert (unit.number, unit.printed) == ("Recommendation 3", True)
    assert unit.body == "That beds be opened.\nGovernment response\nWe agree."


def test_a_reply_that_names_its_recommendation_opens_it_once() -> None:
    blocks = [
        *run(1, 8), heading("Recommendation 3"), said("That beds be opened."),
        heading("Response to recommendation 3"), said("We agree."),
        heading("Response to recommendation 4"), said("Beds are open."), heading("Next"),
        *run(9, 10),
    ]  # fmt: skip
    named = [p for p in split("plan", blocks) if not p.number.isdigit()]
    assert numbers(named) == ["Recommendation 3", "Recommendation 4"]
    assert named[1].body == "Beds are open."


def test_numbers_that_reply_to_a_recommendation_stand_below_it() -> None:
    blocks = [
        *run(1, 8), heading("Recommendation 3"), said("That beds be opened."),
        said("We accept this recommendation.", "9"), said("Ten are open.", "10"),
    ]  # fmt: skip
    in_reply = split("plan", blocks, title="Government response to the Committee")
    assert in_reply[-1].section == ("Recommendation 3",)
    assert split("plan", blocks[:-2] + run(9, 10))[-1].section == ()


def test_recommendations_do_not_hide_that_a_paper_is_numbered() -> None:
    blocks = run(1, 3)
    for n in range(1, 9):
        blocks += [said(f"Recommendation {n}: Open ward {n}."), said("It is open."), said("So.")]
    blocks += [heading("End"), *run(4, 5)]
    assert [n for n in numbers(split("plan", blocks)) if n.isdigit()] == list("12345")


def test_expected_numbers_do_not_count_recommendations() -> None:
    blocks = [*run(1, 5), heading("Recommendation 1"), said("Open."), heading("B"), *run(6, 8)]
    assert check_numbers(split("plan", blocks), range(1, 9)) == []


def test_long_text_below_a_number_is_cut_at_its_paragraphs() -> None:
    long = [said(LONG * 10) for _ in range(6)]
    blocks = [*run(1, 11), *long, heading("End"), *run(12, 14)]
    paragraphs = split("plan", blocks)
    assert numbers(paragraphs)[10:17] == ["11", *(f"11 (after, {n})" for n in range(1, 7))]
    assert max(len(p.body) for p in paragraphs) <= len(LONG * 10)


def test_some_text_below_a_number_belongs_to_it() -> None:
    blocks = [*run(1, 11), said(LONG), said(LONG), *run(12, 14)]
    assert split("plan", blocks)[10].body.count(LONG) == 2


def test_a_lead_in_between_far_numbers_is_a_place() -> None:
    lead = "Beds."
    below = [said(f"{lead} {LONG * 12}", lead=lead), said(LONG), said(f"{lead} {LONG}", lead=lead)]
    paragraphs = split("plan", [*run(1, 11), *below, *run(12, 14)])
    assert numbers(paragraphs)[10:14] == ["11", "11 (after, 1)", "11 (after, 2)", "12"]
    assert paragraphs[11].body.count("\n") == 1


def test_a_list_is_never_cut_from_its_lead_in() -> None:
    items = [Block(BlockKind.ITEM, f"- {LONG * 3}") for _ in range(20)]
    paragraphs = split("plan", [*run(1, 11), said("We will:"), *items, *run(12, 14)])
    assert (paragraphs[11].number, paragraphs[11].body.count("\n")) == ("11 (after, 1)", 20)


def test_a_list_is_not_parted_from_its_lead_in_by_a_figure_or_a_note() -> None:
    note = Block(BlockKind.FOOTNOTE, "The source.", marker="1")
    items = [Block(BlockKind.ITEM, f"- open ward {n}") for n in (1, 2)]
    blocks = [*run(1, 3), said("We will:", "4"), note, heading("Figure 1: Beds", ASIDE), *items]
    last = split("plan", blocks)[-1]
    assert (last.number, last.body) == ("4", "We will:\n- open ward 1\n- open ward 2")


def test_a_list_over_a_pages_end_stays_with_its_lead_in(tmp_path: Path) -> None:
    first, second = Sheet(), Sheet()
    first.say("Plan for the Lake", 20, BOLD)
    for n in range(1, 12):
        first.numbered(f"{n}.", f"Paragraph {n} speaks of what the boats on the lake cost.")
    first.numbered("12.", "By the end of the year the council will do all of these things:")
    first.rule(72, 90, 200, 90).put("1 The council owns the lake.", 72, 76, 8)
    second.say("Figure 1: Boats by colour", 10, BOLD).picture(100, 400, 300, 200)
    second.y = 380
    for text in ("mend the jetty", "buy two boats"):
        second.say(f"• {text}", indent=18)
    second.numbered("13.", "The council will write to all who own boats.")
    paragraphs = split("plan", blocks_in(tmp_path, first, second))
    assert paragraphs[11].body.split("\n")[1:] == ["• mend the jetty", "• buy two boats"]
    assert paragraphs[-1].number == "13"


def test_items_without_bullets_go_on_behind_a_semicolon() -> None:
    lines = ["We will:", "Open ten wards;", "Close two; and", "Wait.", "No more."]
    paragraphs = split("plan", list(map(said, lines)))
    assert [p.body for p in paragraphs] == [
        "We will:\nOpen ten wards;\nClose two; and\nWait.", "No more."
    ]  # fmt: skip


def test_numbers_of_a_guideline_are_kept_where_some_are_withdrawn() -> None:
    blocks = [heading("1.1 Access"), *(said("Offer help. [2014]", f"1.1.{n}") for n in (1, 2, 3))]
    blocks += [heading("1.6 Medicines"), said("Do not prescribe. [2014, amended 2020]", "1.6.17")]
    blocks += [said("Review it:", "1.6.18"), Block(BlockKind.ITEM, "- after 7 days. [new 2020]")]
    paragraphs = split("plan", blocks)
    assert numbers(paragraphs) == ["1.1.1", "1.1.2", "1.1.3", "1.6.17", "1.6.18"]
    assert paragraphs[3].body == "Do not prescribe. [2014, amended 2020]"
    assert paragraphs[4].body == "Review it:\n- after 7 days. [new 2020]"


def test_numbers_and_headings_of_an_appendix_are_its_own() -> None:
    text = (
        "# Policy\n\n## Purpose\n\n1. It is for all.\n\n2. It was agreed.\n\n3. It is new.\n\n"
        "## Appendix A: Risks\n\n**Who looks**\n\n1. The manager looks.\n\n2. So do staff.\n\n"
        "**What for**\n\n3. For risks.\n"
    )
    paragraphs = paragraphs_of(text, markdown=True)
    within = [(p.within, p.number, p.section[-1]) for p in paragraphs[3:]]
    name = "Appendix A: Risks"
    assert within == [(name, "1", "Who looks"), (name, "2", "Who looks"), (name, "3", "What for")]


def test_a_whole_run_below_several_headings_is_a_papers_however_far_apart() -> None:
    blocks = [heading("One"), *run(1, 10), heading("Two"), *run(11, 11)]
    blocks += [said(LONG * 8) for _ in range(40)]
    blocks += [heading("Three"), *run(12, 14)]
    found = [n for n in numbers(split("plan", blocks)) if n.isdigit()]
    assert found == [str(n) for n in range(1, 15)]


def test_a_list_of_steps_in_a_text_without_numbers_stays_a_list() -> None:
    blocks = [said(LONG * 8) for _ in range(40)] + [heading("How to"), *run(1, 12)]
    found = split("plan", blocks)
    assert found
    assert not any(p.printed for p in found)


SAID = ["The lock was shut in May.", "Its gates were mended.", "It was open by June."]


@pytest.mark.parametrize("level", [1, 2, 4])
def test_paragraphs_below_a_heading_of_a_numbered_paper_are_each_a_place(level: int) -> None:
    blocks = [*run(1, 9), heading("Afterword", level), *map(said, SAID)]
    found = split("plan", blocks)[9:]
    assert [(p.number, p.body) for p in found] == [
        (f"9 (after, {at})", text) for at, text in enumerate(SAID, 1)
    ]
    assert {p.section for p in found} == {("Afterword",)}


def test_paragraphs_above_the_first_number_are_each_a_place() -> None:
    blocks = [heading("Foreword"), *map(said, SAID), heading("Report"), *run(1, 9)]
    assert [p.body for p in split("plan", blocks)[:3]] == SAID


def test_short_paragraphs_below_a_number_stay_with_it() -> None:
    blocks = [heading("Afterword"), *run(1, 9), *map(said, SAID)]
    last = split("plan", blocks)[-1]
    assert (last.number, last.body.split("\n")[1:]) == ("9", SAID)


def test_a_list_below_a_heading_of_a_numbered_paper_stays_with_its_lead_in() -> None:
    items = [Block(BlockKind.ITEM, f"• {text}") for text in SAID]
    blocks = [*run(1, 9), heading("Afterword"), said("We saw three things:"), *items, said("So.")]
    assert [p.body.count("\n") for p in split("plan", blocks)[9:]] == [3, 0]
