"""Markdown is read as it is shown, and nothing that is written is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import paragraphs_of
from ingest.errors import DocumentError
from ingest.reading.markup.markdown import read_markdown
from ingest.reading.whole import Whole
from office import printed

FRONT_MATTER = """---
title: Volunteer Drivers
owner: Transport desk
date: 2026-01-15
---

# Volunteer Drivers

<!-- internal: the rate is being disputed, do not publish -->

1. Drivers are paid 45p a mile.

2. Drivers show their licence once a year.

3. A driver may refuse a journey at night.
"""
UNDERLINED = """Cold Weather Plan
=================

Ice
---

* Paths are gritted before six.
* Steps are closed:
    * at the lodge
    * at the chapel

Heating
-------

Wards are kept at 21 degrees.

| Ward | Boiler |
|---|---|
| Oak | A |

1) Faults go to the works office.
2) Heaters are lent.
"""


def whole(text: str) -> Whole:
    return read_markdown(text, "tiny.md")


def shown(text: str) -> list[str]:
    return printed(whole(text).blocks)


def test_front_matter_and_comments_are_no_text_and_numbers_are_kept() -> None:
    assert shown(FRONT_MATTER) == [
        "h1 Volunteer Drivers", "p 1. Drivers are paid 45p a mile.",
        "p 2. Drivers show their licence once a year.",
        "p 3. A driver may refuse a journey at night.",
    ]  # fmt: skip
    assert [(p.number, p.printed) for p in paragraphs_of(FRONT_MATTER, markdown=True)] == [
        ("1", True), ("2", True), ("3", True)
    ]  # fmt: skip


def test_underlined_headings_and_all_bullets_are_read() -> None:
    assert shown(UNDERLINED) == [
        "h1 Cold Weather Plan", "h2 Ice", "i - Paths are gritted before six.",
        "i - Steps are closed:", "i - at the lodge", "i - at the chapel", "h2 Heating",
        "p Wards are kept at 21 degrees.", "r Oak: Boiler – A",
        "i 1) Faults go to the works office.", "i 2) Heaters are lent.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ('+++\ntitle = "Library Loans"\n[params]\nowner = "Desk"\n+++\n', "Library Loans"),
        ("---\n# so\ntitle: >-\n  Gas Safety\n  Checks\ntags:\n  - estates\n- x\n...\n",
         "Gas Safety Checks"),
        ("\n---\nTitle: 'Keys: a policy'\nkey-words: a, b\n---\n", "Keys: a policy"),
    ],
)  # fmt: skip
def test_the_title_of_a_front_matter_is_the_first_heading(above: str, title: str) -> None:
    assert shown(f"{above}It is here.") == [f"h1 {title}", "p It is here."]
    assert shown(f"{above}# Purpose\n\nIt is here.")[:2] == [f"h1 {title}", "h1 Purpose"]


def test_a_front_matter_without_a_title_is_left_out() -> None:
    assert shown("---\nowner: Desk\n---\n# A\n\nIt is here.") == ["h1 A", "p It is here."]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("---\n\nIt opens with a rule.\n\n---\n\nSo.", ["p It opens with a rule.", "p So."]),
        ("---\nThis is text: so.\n\n---\n\nSo.", ["p This is text: so.", "p So."]),
        ("---\ntitle: never closed\n\nSo.", ["p title: never closed", "p So."]),
        ("+++\nno toml\n+++\n\nSo.", ["p +++ no toml +++", "p So."]),
        ("It is.\n\n---\ntitle: A\n---\n", ["p It is.", "h2 title: A"]),
    ],
)
def test_what_only_begins_like_a_front_matter_is_text(text: str, blocks: list[str]) -> None:
    assert shown(text) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("It is <!-- the old\nrule --> so.", ["p It is so."]),
        ("<!--\nAsk first.\n\nThen print.\n-->\n\nSo.", ["p So."]),
        ("- a\n  <!-- x\n\n  y -->\n- b", ["i - a", "i - b"]),
        ("<!-- never closed\n\nIt is so.", ["p <!-- never closed", "p It is so."]),
        ("It is <!-- never closed.", ["p It is <!-- never closed."]),
        ("<script>\nvar a\n\nIt is so.", ["p <script> var a", "p It is so."]),
        ("<script>\nvar a\n\n</script>\n\nSo.", ["p So."]),
    ],
)
def test_a_comment_is_no_text_unless_it_has_no_end(text: str, blocks: list[str]) -> None:
    assert [block.replace("\n", " ") for block in shown(text)] == blocks


def test_deleted_text_is_left_out_and_told() -> None:
    read = whole("It is ~~nine~~ ten, ~~and\nso~~. <del>Not here.</del> 5~10 and ~home.\n\n- ~~x~~")
    assert printed(read.blocks) == ["p It is ten,. 5~10 and ~home."]
    assert read.remarks == (
        "text that is marked as deleted was left out: “nine”, “and so”, “Not here.”, “x”.",
    )


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("39. A\n40. B\n45. C", ["p 39. A", "p 40. B", "p 45. C"]),
        ("1. A\n1. B\n1. C", ["p 1. A", "p 2. B", "p 3. C"]),
        ("1. A\n\n   B\n   - C\n     1. D\n2. E", ["p 1. A", "p B", "i - C", "i 1. D", "p 2. E"]),
        ("+ A\n+ B\n\n* C", ["i - A", "i - B", "i - C"]),
        ("7) A\n8) B", ["i 7) A", "i 8) B"]),
        ("4.1 A\n4.2 B is\nso.", ["p 4.1. A", "p 4.2. B is so."]),
        ("It is:\n(a) one\n(b) two\n• three", ["p It is:", "i (a) one", "i (b) two", "i • three"]),
        ("2021. The year.", ["p 2021. The year."]),
        ("    1. A\n    2. B", ["p 1. A", "p 2. B"]),
        ("```\n- A *b*\n- C\n```", ["i - A *b*", "i - C"]),
        ("> A\n>\n> > B", ["p A", "p B"]),
        ("* [ ] A\n* [x] B", ["i - [ ] A", "i - [x] B"]),
    ],
)
def test_lists_have_the_marks_that_are_written(text: str, blocks: list[str]) -> None:
    assert shown(text) == blocks


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("[A][b] and [b], [B][]", "A and b, B"),
        ("<https://a.uk/_b_/c> <a@b.uk>", "https://a.uk/_b_/c a@b.uk"),
        ("https://a.uk/_b_/*c* is *so*", "https://a.uk/_b_/*c* is so"),
        ("&pound;5 &mdash; AT&T &lt;so&gt;", "£5 — AT&T <so>"),
        ("<name of the ward> has <5 beds", "<name of the ward> has <5 beds"),
        ("a\\*b\\_c \\# \\~~d~~", "a*b_c # ~~d~~"),
        ("2*3*4, 2**3**4, a*b*c, 5* and 6*, snake_case_name", "2*3*4, 2**3**4, a*b*c, 5* and 6*, "
         "snake_case_name"),
        ("***A*** __b__ *c* `*d*`", "A b c *d*"),
        ("A<br>b  \nc\\\nd", "A b c d"),
        ("![A *chart*](x.png)", "A *chart*"),
        ("H<sub>2</sub>O, 50 m<sup>2</sup>", "H2O, 50 m²"),
    ],
)  # fmt: skip
def test_the_signs_of_markdown_are_shown_as_what_they_mean(written: str, text: str) -> None:
    assert shown(f"{written}\n\n[b]: https://b.uk 'B'") == [f"p {text}"]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Ward\nlist\n---\nSo.", ["h2 Ward list", "p So."]),
        ("Signed for by all.\n---\nSo.", ["p Signed for by all.", "p So."]),
        ("One\ntwo\nthree\n===\nSo.", ["p One two three", "p So."]),
        ("# A #\n## B\nSo.", ["h1 A", "h2 B", "p So."]),
    ],
)
def test_an_underline_makes_a_heading_and_below_a_sentence_a_rule(
    text: str, blocks: list[str]
) -> None:
    assert shown(text) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("So[^1] it is.[^late]\n\n[^1]: https://a.uk\n[^late]: It is\n    late.\n\n    More.",
         ["p So[^1] it is.[^late]", "n 1 https://a.uk", "n late It is late. More."]),
        ("So it is.¹\n\n¹ A note.", ["p So it is.¹", "n 1 A note."]),
        ("The \\*Boards are.\n\n\\*A note.", ["p The *Boards are.", "n * A note."]),
        ("So [^9] is not one.", ["p So [^9] is not one."]),
    ],
)  # fmt: skip
def test_footnotes_are_notes(text: str, blocks: list[str]) -> None:
    assert [
        f"n {b.marker} {b.text}" if b.marker else line
        for b, line in zip(whole(text).blocks, shown(text), strict=True)
    ] == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("| A \\| B | C |\n|:--|--:|\n| **D** | 1 |\n| ~~E~~ | 2 |", ["r D: C – 1", "r C – 2"]),
        ("A | B\n--|--\nC | D", ["r C: B – D"]),
        ("It is:\n| A | B |\n| C | D |", ["p It is:", "r C: B – D"]),
        ("<table><tr><th>A<th>B<tr><td>C<td>D</table>", ["r C: B – D"]),
    ],
)
def test_tables_are_rows(text: str, blocks: list[str]) -> None:
    assert shown(text) == blocks


def test_web_pages_within_it_hide_nothing_that_follows() -> None:
    text = "A\n\n</main></body></html>\n\nB\n\n<div class=footer>\n\n[C](c) [D](d)\n\n</div>"
    assert shown(text) == ["p A", "p B", "p C D"]


def test_form_feeds_count_pages() -> None:
    read = whole("A is.\n\n1. B is.\n\f\n2. C is.\n\n\f| D | E |\n|---|---|\n| F | G |\n")
    assert [(b.text, b.page) for b in read.blocks] == [
        ("A is.", 1), ("B is.", 1), ("C is.", 2), ("F: E – G", 3)
    ]  # fmt: skip


def test_what_is_nested_too_deeply_is_refused_in_one_sentence() -> None:
    with pytest.raises(DocumentError, match=r"^tiny\.md is [^\n]*nested too deeply [^\n]*\.$"):
        whole(">" * 3000 + " A")


SIGNS = (
    "* - + > # | ~~ ** _ ` ``` 1. 2) [ ] [^1]: ( ) < > <b> </b> <x y> <!-- --> & \\ === --- +++ "
    "https://a.uk/_b \\* ! : ="
)
pieces = st.sampled_from([*SIGNS.split(" "), "\n", "\n\n", "    ", "\t", "\f", " "])
texts = st.lists(st.one_of(pieces, st.integers(10, 99).map(lambda n: f"Word{n}")), max_size=40)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(texts)
def test_every_word_outside_signs_is_kept(parts: list[str]) -> None:
    text = " ".join(parts)
    read = whole(text)
    said = " ".join(f"{b.marker} {b.text}" for b in read.blocks)
    visible = re.sub(r"(?s)<!--.*?-->|~~.*~~|\]\(.*?\)|\[.*?\]:.*|```.*|<.*?>", "", text)
    assert set(re.findall(r"Word\d\d", visible)) <= set(re.findall(r"Word\d\d", said))
