"""A paragraph is found by what cites it, and what does not tell one from others is said."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from assistant.mcp.places import paragraph_object, paragraph_of
from ingest.errors import UsageError
from ingest.types import Document, Footnote, Paragraph


class Stored(dict[str, Paragraph]):
    """Paragraphs by their keys, as an index has them."""

    def fetch(self, keys: list[str]) -> list[Paragraph]:
        return [self[key] for key in keys]


def texts_of(*paragraphs: Paragraph, caution: str = "") -> Any:
    documents = {
        id_: Document(id_, f"The {id_}", f"{id_}.md", "", caution=caution, date="May 2022")
        for id_ in ("plan", "plan-b")
    }
    return SimpleNamespace(documents=documents, paragraphs=Stored({p.key: p for p in paragraphs}))


def paragraph(number: str, within: str = "", document: str = "plan", **more: Any) -> Paragraph:
    return Paragraph(document, number, True, ("Care",), "Beds closed.", within=within, **more)


TEXTS = texts_of(
    paragraph("1"),
    paragraph("12"),
    paragraph("2", "Annex A"),
    paragraph("2", "Annex B"),
    paragraph("1", "Annex A"),
    paragraph("3", document="plan-b"),
    paragraph("Box 4", "Annex A/B"),
)


@pytest.mark.parametrize(
    ("number", "within", "key"),
    [
        ("1", "", "plan/1"),
        (" 1 ", "", "plan/1"),
        ("plan/1", "", "plan/1"),
        ("1", "Annex A", "plan/Annex A/1"),
        ("Annex A/1", "", "plan/Annex A/1"),
        ("plan/Annex A/1", "", "plan/Annex A/1"),
        ("2", "annex b", "plan/Annex B/2"),
        ("12", "", "plan/12"),
        ("box 4", "", "plan/Annex A/B/Box 4"),
        ("Box 4", "Annex A/B", "plan/Annex A/B/Box 4"),
    ],
)
def test_a_paragraph_is_found_by_number_heading_or_key(number: str, within: str, key: str) -> None:
    assert paragraph_of(TEXTS, "plan", number, within).key == key


@pytest.mark.parametrize(
    ("document", "number", "within", "sentence"),
    [
        ("plans", "1", "", "There is no document 'plans'; take one of: plan, plan-b."),
        ("", "1", "", "There is no document ''; take one of: plan, plan-b."),
        (
            "plan",
            "2",
            "",
            "The plan has 2 paragraphs 2; say within which heading: “Annex A”, “Annex B”.",
        ),
        (
            "plan",
            "3",
            "",
            "The plan has no paragraph “3”; its paragraphs are 1, 12, Annex A/2, Annex B/2, "
            "Annex A/1, Annex A/B/Box 4.",
        ),
        ("plan-b", "2", "", "The plan-b has no paragraph “2”; its paragraphs are 3."),
        (
            "plan-b",
            "3",
            "Annex A",
            "The plan-b has no paragraph “3” within “Annex A”; its paragraphs are 3.",
        ),
        ("plan-b", "3\n" * 900, "", "The plan-b has no paragraph “"),
    ],
)
def test_what_is_not_there_or_is_several_is_said(
    document: str, number: str, within: str, sentence: str
) -> None:
    with pytest.raises(UsageError) as told:
        paragraph_of(TEXTS, document, number, within)
    said = str(told.value)
    assert said.startswith(sentence)
    assert "\n" not in said
    assert len(said) < 300


def test_of_very_many_paragraphs_the_first_are_named() -> None:
    many = texts_of(*(paragraph(str(number)) for number in range(1, 200, 2)))
    with pytest.raises(UsageError, match=r"are 1, 3, 5, .*, 39 and 80 more\.$"):
        paragraph_of(many, "plan", "2")


def test_a_paragraph_comes_with_all_that_a_reader_is_to_be_wary_of() -> None:
    found = paragraph_object(
        texts_of(caution="Pages are missing."),
        paragraph(
            "7",
            page=3,
            page_starts=((5, 4),),
            machine_read=True,
            doubts=("two columns",),
            voices=("the Committee", "", "the Committee"),
            footnotes=(Footnote("1", "Not all."),),
        ),
    )
    assert (found["text"], found["section"]) == ("Beds closed.\n[1] Not all.", ["Care"])
    assert (found["page"], found["pages"], found["date"]) == (3, [3, 4], "May 2022")
    assert (found["voices"], found["doubts"]) == (["the Committee"], ["two columns"])
    assert (found["caution"], len(found["cautions"])) == ("Pages are missing.", 3)
    assert found["citation"] == "The plan, paragraph 7, page 3"
