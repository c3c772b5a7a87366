"""Word's headings and automatic numbers are those that it prints."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from office import STYLES, Read, docx_blocks, printed, w_level, w_lists, w_p, w_style


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a Word file of a body and other parts."""
    return partial(docx_blocks, tmp_path)


def list_of(number: int, level: int | None = None) -> str:
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{at}<w:numId w:val="{number}"/></w:numPr>'


def test_headings_are_told_by_style_by_the_style_above_it_and_by_outline_level(read: Read) -> None:
    styles = STYLES + w_style("Title") + w_style("Ours", based_on="Heading2") + w_style(
        "Three", '<w:outlineLvl w:val="2"/>'
    )  # fmt: skip
    body = (
        w_p("T", style="Title") + w_p("H", style="Heading1") + w_p("O", style="Ours")
        + w_p("L", style="Three") + w_p("D", marks='<w:outlineLvl w:val="3"/>')
        + w_p("Body.", style="Heading1", marks='<w:outlineLvl w:val="9"/>')
    )  # fmt: skip
    assert printed(read(body, styles=styles)) == [
        "h1 T", "h1 H", "h2 O", "h3 L", "h4 D", "p Body."
    ]  # fmt: skip


def test_styles_based_on_each_other_in_a_ring_end(read: Read) -> None:
    styles = w_style("A", based_on="B") + w_style("B", based_on="A")
    assert printed(read(w_p("Body.", style="A"), styles=styles)) == ["p Body."]


def test_numbers_of_several_levels_are_counted_as_word_counts_them(read: Read) -> None:
    levels = [
        w_level(0, "decimal", "%1."), w_level(1, "decimal", "%1.%2"),
        w_level(2, "lowerLetter", "(%3)"), w_level(3, "upperRoman", "%4)"),
    ]  # fmt: skip
    at = [0, 1, 1, 2, 2, 3, 1, 2, 0, 1]
    body = "".join(w_p("X", number=1, level=level) for level in at)
    assert printed(read(body, numbering=w_lists(levels))) == [
        "p 1. X", "p 1.1. X", "p 1.2. X", "i (a) X", "i (b) X", "i I) X", "p 1.3. X", "i (a) X",
        "p 2. X", "p 2.1. X",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("upperLetter", "%1.", "i A. X"), ("lowerRoman", "%1)", "i i) X"),
        ("decimalZero", "%1", "p 01. X"), ("decimal", "(%1)", "i (1) X"),
        ("decimal", "Article %1:", "p Article 1: X"), ("none", "Note:", "p Note: X"),
        ("bullet", "\uf0b7", "i - X"), ("bullet", "", "p X"), ("cardinalText", "%1.", "p 1. X"),
    ],
)  # fmt: skip
def test_every_format_of_numbers_is_written(read: Read, form: str, text: str, shown: str) -> None:
    assert printed(read(w_p("X", number=1), numbering=w_lists([w_level(0, form, text)]))) == [shown]


def test_a_list_starts_restarts_and_goes_on_as_its_marks_say(read: Read) -> None:
    never = '<w:lvlRestart w:val="0"/>'
    lists = w_lists([w_level(0, "decimal", "%1."), w_level(1, "decimal", "%1.%2", never)])
    lists += (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="12"/></w:lvlOverride></w:num>'
    )
    numbers = [(1, 0), (1, 1), (1, 0), (1, 1), (2, 0), (3, 0), (3, 0), (2, 0)]
    body = "".join(w_p("X", number=number, level=level) for number, level in numbers)
    assert [block.number for block in read(body, numbering=lists)] == [
        "1", "1.1", "2", "2.2", "3", "12", "13", "14"
    ]  # fmt: skip


def test_a_style_brings_its_list_and_its_level(read: Read) -> None:
    linked = w_level(1, "decimal", "%1.%2", '<w:pStyle w:val="Para"/>')
    numbering = w_lists([w_level(0, "decimal", "%1"), linked])
    styles = (
        STYLES + w_style("Top", list_of(1, 0), based_on="Heading1") + w_style("Para", list_of(1))
    )
    body = w_p("Staff", style="Top") + w_p("A.", style="Para") + w_p("B.", style="Para")
    body += w_p("None.", style="Para", marks=list_of(0)) + w_p("Beds", style="Top")
    assert printed(read(body, styles=styles, numbering=numbering)) == [
        "h1 1 Staff", "p 1.1. A.", "p 1.2. B.", "p None.", "h1 2 Beds"
    ]  # fmt: skip


def test_a_list_that_is_a_styles_is_found_and_a_ring_of_them_ends(read: Read) -> None:
    styles = w_style("Steps", list_of(2), kind="numbering") + w_style(
        "Ring", list_of(3), kind="numbering"
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Steps"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{w_level(0, "decimal", "%1.")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Ring"/></w:abstractNum>'
        + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))
    )
    body = w_p("A.", number=1) + w_p("B.", number=3) + w_p("C.", number=9)
    assert printed(read(body, styles=styles, numbering=numbering)) == [
        "p 1. A.",
        "p B.",
        "p C.",
    ]


def test_a_decimal_list_within_a_list_is_items_and_one_under_headings_is_numbers(
    read: Read,
) -> None:
    levels = [w_level(0, "bullet", "•"), w_level(1, "decimal", "%2.")]
    body = w_p("A", number=1) + w_p("B", number=1, level=1)
    assert printed(read(body, numbering=w_lists(levels))) == ["i - A", "i 1. B"]
    headed = w_p("A", style="Heading1", number=1) + w_p("B", number=1, level=1)
    levels = [w_level(0, "upperLetter", "%1"), w_level(1, "decimal", "%2.")]
    assert printed(read(headed, styles=STYLES, numbering=w_lists(levels))) == [
        "h1 A A",
        "p 1. B",
    ]
