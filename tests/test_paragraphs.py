"""A document's paragraphs keep their numbers, and their bullets, rows and footnotes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import paragraphs_of
from ingest.number_faults import check_numbers
from ingest.types import Footnote, Paragraph

NUMBERED = "1. One is here.\n2. Two is here.\n3. Three is here.\n"

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
any_paragraph = st.builds(
    Paragraph,
    document=words,
    number=words,
    printed=st.booleans(),
    section=st.lists(words, max_size=3).map(tuple),
    body=words,
    footnotes=st.lists(st.builds(Footnote, marker=words, text=words), max_size=2).map(tuple),
    page=st.none() | st.integers(1, 999),
    prose=st.lists(st.integers(0, 3), max_size=3).map(tuple),
)


def numbers(text: str) -> list[tuple[str, bool]]:
    return [(p.number, p.printed) for p in paragraphs_of(text)]


def test_printed_numbers_are_kept_as_printed() -> None:
    assert numbers(NUMBERED) == [("1", True), ("2", True), ("3", True)]
    assert paragraphs_of(NUMBERED)[1].body == "Two is here."
    assert numbers(NUMBERED + "3. Again.\n")[3] == ("3 (repeated)", True)


def test_a_document_without_numbers_is_counted_and_says_so() -> None:
    assert numbers("One is here.\n\nTwo is here.") == [("1", False), ("2", False)]


def test_a_numbered_list_in_an_unnumbered_document_belongs_to_the_paragraph_above() -> None:
    text = (
        "The plan is long and says much about things.\n\nTo apply:\n1. Write.\n2. Wait.\n3. Go.\n\n"
        "The plan goes on and says more about the same things, at length.\n\nIt ends.\n\nIt ended."
    )
    paragraphs = paragraphs_of(text)
    assert [p.printed for p in paragraphs] == [False] * 5
    assert paragraphs[1].body == "To apply:\n1. Write.\n2. Wait.\n3. Go."


def test_a_list_that_starts_again_at_one_is_no_paragraph_of_the_run() -> None:
    text = "".join(f"{n}. Number {n} is here.\n" for n in range(1, 9)) + "1. A step.\n9. Nine.\n"
    paragraphs = paragraphs_of(text)
    assert [p.number for p in paragraphs] == [str(n) for n in range(1, 10)]
    assert paragraphs[7].body == "Number 8 is here.\n1. A step."


def test_text_before_the_first_number_is_front_matter_with_our_own_count() -> None:
    text = f"Foreword\n\nIt was a year.\n\nPlans\n\n{NUMBERED}\nAnnex\n\nIt is over."
    assert numbers(text) == [
        ("front 1", False), ("1", True), ("2", True), ("3", True), ("3 (after, 1)", False)
    ]  # fmt: skip


def test_bullets_rows_and_further_text_belong_to_their_numbered_paragraph() -> None:
    text = (
        "1. We rate:\n - a) this\n - b) that\n\nArea\tMet\nNorth\tNo\n\nSo it is.\n\n"
        "2. Two is here.\n3. Three is here.\n"
    )
    first, second, _ = paragraphs_of(text)
    assert first.body == "We rate:\n- a) this\n- b) that\nNorth: Met – No\nSo it is."
    assert second.body == "Two is here."


def test_text_after_a_colon_belongs_to_the_paragraph_that_announces_it() -> None:
    paragraphs = paragraphs_of("Professor Cumming said:\n\nIt is a priority.\n\nHe left.")
    assert [p.body for p in paragraphs] == [
        "Professor Cumming said:\nIt is a priority.", "He left."
    ]  # fmt: skip


def test_a_paragraph_knows_the_headings_above_it_and_no_others() -> None:
    text = "# A\n\n## B\n\n### C\n\nIn c.\n\n## D\n\nIn d.\n\n# E\n\nIn e."
    assert [p.section for p in paragraphs_of(text, markdown=True)] == [
        ("A", "B", "C"), ("A", "D"), ("E",)
    ]  # fmt: skip


def test_a_paragraph_stands_on_the_page_where_it_begins() -> None:
    text = "1. One is here.\n2. Two goes on\n\fover the page.\n3. Three is here.\n"
    assert [(p.body, p.page) for p in paragraphs_of(text)] == [
        ("One is here.", 1), ("Two goes on over the page.", 1), ("Three is here.", 2)
    ]  # fmt: skip


def test_a_footnote_belongs_to_the_paragraph_that_marks_it_wherever_it_stands() -> None:
    text = (
        "1. We pay more¹⁵.\n2. There were 128,200 people²² in it.\n\n¹⁵ In 2020.\n\n"
        "3. Three is here.\n\n²² The source.\n"
    )
    first, second, third = paragraphs_of(text)
    assert (first.body, first.footnotes) == ("We pay more.", (Footnote("15", "In 2020."),))
    assert second.text == "There were 128,200 people in it.\n[22] The source."
    assert third.footnotes == ()


def test_a_footnote_marked_by_an_asterisk_belongs_to_the_paragraph_that_marks_it() -> None:
    text = "We plan.\n\nThose leading \\*Systems act.\n\nWe end.\n\n\\*They cover England."
    paragraphs = paragraphs_of(text, markdown=True)
    assert [len(p.footnotes) for p in paragraphs] == [0, 1, 0]
    assert paragraphs[1].text == "Those leading Systems act.\n[*] They cover England."


def test_a_sentence_cut_by_footnotes_is_rejoined() -> None:
    text = (
        "1. Managers are told to keep\n\n¹⁵ The plan <https://www.hee.nhs.uk/>\n\n¹⁶ Also this.\n\n"
        "their staff¹⁵, all of them¹⁶.\n2. Two is here.\n3. Three is here.\n"
    )
    assert paragraphs_of(text)[0].body == "Managers are told to keep their staff, all of them."


def test_a_sentence_cut_by_a_blank_line_is_rejoined() -> None:
    text = "1. All areas have had more\n\nmoney since.\n2. Two is here.\n3. Three is here.\n"
    assert paragraphs_of(text)[0].body == "All areas have had more money since."


def test_a_bullets_sentence_cut_by_a_footnote_goes_on_in_that_bullet() -> None:
    (paragraph,) = paragraphs_of(
        "We pay:\n - £4 million² now and £12\n\n² The source.\n\nmillion in spring.\n - More."
    )
    assert paragraph.body == "We pay:\n- £4 million now and £12 million in spring.\n- More."


def test_a_new_sentence_after_a_footnote_is_a_paragraph_of_its_own() -> None:
    paragraphs = paragraphs_of("It is¹ so.\n\n¹ The source.\n\nIt was true.")
    assert [p.body for p in paragraphs] == ["It is so.", "It was true."]


def test_square_metres_are_kept() -> None:
    text = "1. A hall of 50 m² and a field of 2 km².\n2. So¹ it is.\n3. Done.\n\n¹ Source.\n"
    assert paragraphs_of(text)[0].body == "A hall of 50 m² and a field of 2 km²."


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        ([1, 3], "paragraph 2 is missing"),
        ([1, 2, 2, 3], "paragraph 2 appears 2 times"),
        ([1, 3, 2], "paragraph 2 is out of order"),
        ([1, 2, 3, 4], "paragraph 4 is not expected"),
    ],
)
def test_every_fault_in_the_numbers_is_named(found: list[int], fault: str) -> None:
    paragraphs = [Paragraph("d", str(n), True, (), f"Number {n}.") for n in found]
    assert check_numbers(paragraphs, range(1, 4)) == [fault]


def test_numbers_that_we_counted_do_not_count_as_printed() -> None:
    paragraphs = [Paragraph("d", "1", False, (), "One.")]
    assert check_numbers(paragraphs, range(1, 2)) == ["paragraph 1 is missing"]


def test_keys_and_digests_are_the_same_for_the_same_text() -> None:
    first, again = paragraphs_of(NUMBERED), paragraphs_of(NUMBERED)
    assert [p.key for p in first] == ["tiny/1", "tiny/2", "tiny/3"]
    assert [p.digest for p in first] == [p.digest for p in again]


def test_a_new_heading_changes_no_key() -> None:
    changed = NUMBERED.replace("3.", "\nNew part\n\n3.")
    assert [p.key for p in paragraphs_of(changed)] == ["tiny/1", "tiny/2", "tiny/3"]


@pytest.mark.parametrize(
    "change",
    [
        {"body": "Other."},
        {"section": ("B",)},
        {"number": "2"},
        {"printed": False},
        {"footnotes": (Footnote("1", "Source."),)},
        {"page": 3},
        {"prose": ()},
    ],
)
def test_a_digest_changes_with_all_that_a_reader_sees(change: dict[str, object]) -> None:
    paragraph = Paragraph("d", "1", True, ("A",), "One.")
    assert replace(paragraph, **change).digest != paragraph.digest  # type: ignore[arg-type]


def test_one_changed_paragraph_leaves_the_others_digests_as_they_were() -> None:
    before, after = paragraphs_of(NUMBERED), paragraphs_of(NUMBERED.replace("Two", "Twice"))
    assert [a.digest == b.digest for a, b in zip(before, after, strict=True)] == [True, False, True]


@given(any_paragraph)
def test_a_paragraph_survives_json(paragraph: Paragraph) -> None:
    assert Paragraph.from_json(paragraph.to_json()) == paragraph


@given(st.lists(st.tuples(st.sampled_from(["prose", "item", "number"]), st.booleans()), min_size=1))
def test_every_word_comes_out_once_and_in_order(lines: list[tuple[str, bool]]) -> None:
    opens = {"prose": "Word", "item": "- word", "number": "7. Word"}
    text = "\n".join(
        f"{opens[kind]} w{at}w is here." + ("\n" if gap else "")
        for at, (kind, gap) in enumerate(lines)
    )
    told = " ".join(p.text for p in paragraphs_of(text))
    assert [w for w in told.split() if w.startswith("w") and w != "word"] == [
        f"w{at}w" for at in range(len(lines))
    ]


def test_square_metres_are_kept_beside_a_second_footnote() -> None:
    text = "1. A hall of 50 m².\n2. So it is².\n3. Three.\n\n² Source.\n"
    assert [p.body for p in paragraphs_of(text)] == ["A hall of 50 m².", "So it is.", "Three."]


def test_footnotes_that_begin_again_on_each_page_stay_with_their_page() -> None:
    text = "1. One¹ is.\n\n¹ Note a.\n\n2. Two¹ is.\n\n¹ Note b.\n\n3. Three.\n"
    assert [[n.text for n in p.footnotes] for p in paragraphs_of(text)] == [
        ["Note a."], ["Note b."], []
    ]  # fmt: skip


def test_a_note_that_nothing_marks_belongs_to_the_paragraph_above_it() -> None:
    text = "1. One.\n\n⁷ Nobody marks me.\n\n2. Two.\n3. Three.\n"
    assert [len(p.footnotes) for p in paragraphs_of(text)] == [1, 0, 0]


def test_a_markdown_footnote_belongs_to_the_paragraph_that_marks_it() -> None:
    first, second = paragraphs_of("It is[^1] so.\n\nIt was.\n\n[^1]: Source.", markdown=True)
    assert (first.body, len(first.footnotes), len(second.footnotes)) == ("It is so.", 1, 0)


def test_a_markdown_footnote_may_have_a_name() -> None:
    (only,) = paragraphs_of("It is[^the-plan] so.\n\n[^the-plan]: Source.", markdown=True)
    assert only.text == "It is so.\n[the-plan] Source."


def test_numbers_repeated_twice_still_give_every_paragraph_its_own_key() -> None:
    text = "1. A.\n2. B.\n1. C.\n2. D.\n1. E.\n3. F.\n"
    paragraphs = paragraphs_of(text)
    assert [p.number for p in paragraphs] == [
        "1", "2", "1 (repeated)", "2 (repeated)", "1 (repeated, 2)", "3"
    ]  # fmt: skip
    assert check_numbers(paragraphs, range(1, 4)) == [
        "paragraph 1 appears 3 times", "paragraph 2 appears 2 times"
    ]  # fmt: skip


def test_texts_after_a_repeated_number_have_keys_of_their_own() -> None:
    text = "1. A.\n\nHead\n\nText a.\n\n2. B.\n1. C.\n\nHead\n\nText b.\n\n2. D.\n3. E.\n4. F.\n"
    assert [n for n, printed in numbers(text) if not printed] == ["1 (after, 1)", "1 (after, 2)"]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12), st.booleans())
def test_no_key_is_given_twice(printed: list[int], headings: bool) -> None:
    between = "\nHead\n\nText is.\n\n" if headings else ""
    keys = [p.key for p in paragraphs_of(between.join(f"{n}. It is.\n" for n in printed))]
    assert len(keys) == len(set(keys))


def test_a_paragraph_that_is_only_a_marker_keeps_it() -> None:
    text = "1. ¹\n2. Two.\n3. Three.\n\n¹ https://www.nhs.uk/\n"
    assert [p.body for p in paragraphs_of(text)] == ["¹", "Two.", "Three."]


@pytest.mark.parametrize("text", ["Opening hours", "A\n\nB", "¹ Only a note.", "Phone\t0800"])
@pytest.mark.parametrize("markdown", [True, False])
def test_a_document_with_text_gives_a_paragraph(text: str, markdown: bool) -> None:
    assert paragraphs_of(text, markdown=markdown)


def test_headings_with_nothing_below_them_are_paragraphs() -> None:
    paragraphs = paragraphs_of("Plans\n\nWe act.\n\nAnnex\n\nSigned by the panel")
    assert [(p.section, p.body) for p in paragraphs] == [
        (("Plans",), "We act."), (("Plans",), "Annex"), (("Plans",), "Signed by the panel")
    ]  # fmt: skip
    assert numbers(f"{NUMBERED}\nAnnex")[-1] == ("3 (after, 1)", False)


def test_a_marker_that_stands_apart_from_its_word_leaves_no_gap() -> None:
    (paragraph,) = paragraphs_of("In 2020 ¹ it was £57.5m² and so on³.\n\n¹ A.\n\n³ B.")
    assert paragraph.body == "In 2020 it was £57.5m² and so on."


def test_a_powers_digit_and_a_markers_are_told_apart() -> None:
    (paragraph,) = paragraphs_of("It is £57.5m²¹, R² and 2 km².\n\n² A.\n\n²¹ B.")
    assert paragraph.body == "It is £57.5m, R² and 2 km²."


def test_running_text_is_told_from_bullets_rows_and_what_a_colon_announces() -> None:
    text = (
        "1. We do:\n - this\n\nIt goes on. He said:\n\n“It is.”\n\nA\tB\nC\tD\n2. Two.\n3. Three."
    )
    first = paragraphs_of(text)[0]
    assert [first.body.split("\n")[at] for at in first.prose] == [
        "We do:", "It goes on. He said:"
    ]  # fmt: skip
