"""A definition is read with its terms, so that a quote says what it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.paragraphs import split
from ingest.reading.markup.html import read_web_page
from office import printed

LONG = "Anyone who looks after a person without pay, " * 8 + "as the practice knows."
CASE = (
    "<main><h1>Relocation payments</h1><p>The following terms apply.</p><dl><dt>Time limit</dt>"
    "<dd>Two years from the first day of work.</dd><dt>Most that is paid</dt><dd>8,000 pounds.</dd>"
    "<dt>Who decides</dt><dd>The head of resourcing.</dd></dl><p>Receipts are kept.</p></main>"
)


def shown(folder: Path, page: str) -> list[str]:
    path = folder / "tiny.html"
    path.write_text(page, encoding="utf-8")
    return printed(read_web_page(path).blocks)


def test_a_term_stands_with_its_definition_in_the_paragraph_above(tmp_path: Path) -> None:
    (tmp_path / "tiny.html").write_text(CASE, encoding="utf-8")
    first, last = split("tiny", read_web_page(tmp_path / "tiny.html").blocks)
    assert first.body.split("\n") == [
        "The following terms apply.",
        "Time limit: Two years from the first day of work.",
        "Most that is paid: 8,000 pounds.",
        "Who decides: The head of resourcing.",
    ]
    assert last.body == "Receipts are kept."


@pytest.mark.parametrize(
    ("inner", "blocks"),
    [
        ("<dt>Permit<dt>Badge<dd>A card.", ["r Permit, Badge: A card."]),
        ("<dt>Fee<dd>4 pounds.<dd>A week.", ["r Fee: 4 pounds.", "r Fee: A week."]),
        ("<div><dt>A<dd>B</div><div><dt>C<dd>D</div>", ["r A: B", "r C: D"]),
        ("<dt>Fees<dd><dl><dt>Staff<dd>4.<dt>All<dd>2.</dl>",
         ["p Fees – Staff: 4.", "p Fees – All: 2."]),
        ("<dt>Carer<dd><p>A.</p><p>B.</p><dt>Ward<dd>C.",
         ["p Carer: A.", "p B.", "p Ward: C."]),
        ("<dt>Do<dd><ul><li>x<li>y</ul>", ["p Do:", "i - x", "i - y"]),
        (f"<dt>Carer<dd>{LONG}", [f"p Carer: {LONG}"]),
        ("<dt>Who decides?<dd>The head.", ["r Who decides? – The head."]),
        ("<dt><b>Fee:</b><dd>4 pounds.", ["r Fee: 4 pounds."]),
        ("<dt>1.<dd>One is so.<dt>4.2<dd>Two.<dt>(a)<dd>Three.",
         ["p 1. One is so.", "p 4.2. Two.", "i (a) Three."]),
        ("<dt>2019<dd>It began.", ["r 2019: It began."]),
        ("<dt>Alone", ["r Alone"]),
        ("<dd>Alone", ["p Alone"]),
        ("<dt>A<dd><del>B</del>", ["r A"]),
    ],
)  # fmt: skip
def test_every_definition_has_its_terms(tmp_path: Path, inner: str, blocks: list[str]) -> None:
    assert shown(tmp_path, f"<dl>{inner}</dl>") == blocks


def test_terms_outside_a_list_are_text(tmp_path: Path) -> None:
    assert shown(tmp_path, "<div><dt>A</dt><dd>B</dd></div>") == ["p A", "p B"]
