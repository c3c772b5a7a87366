"""The rows of contradicting documents are what they say they are, and are scored so."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from assistant.answer import Answer, Citation, Outcome
from assistant.remarks import Disagreement
from builders import REAL_CORPUS
from evals.disagreements import ABOUT, HOME, PARTS, Heard, heard, read_twins, table_of
from evals.poisoned import read_poisoned
from evals.reading.rows import PAPERS, WORLDS, Split
from passages import PLAN, paragraph

ROWS = read_twins()
FIRST = ROWS[0]


def test_every_row_changes_a_sentence_of_its_paper() -> None:
    home = "\n".join(path.read_text("utf-8") for path in sorted(REAL_CORPUS.glob("*.txt")))
    for row in ROWS:
        file = PAPERS / f"{row.paper}.md"
        text = home if row.paper == HOME else file.read_text(encoding="utf-8")
        assert row.sentence in text
        assert row.twin not in text, row.id
        assert row.part in PARTS


def test_there_are_sixty_of_either_sort_and_no_paper_is_kept_for_tests() -> None:
    counts = Counter(row.label for row in ROWS)
    assert set(counts) == {"other", "alike"}
    assert min(counts.values()) >= 60
    assert len({row.id for row in ROWS}) == len(ROWS)
    kept = {name for world in WORLDS if world.split is Split.TEST for name in world.files}
    assert not kept & {f"{row.paper}.md" for row in ROWS}
    assert {row.paper for row in ROWS} == set(tomllib.loads(ABOUT.read_text(encoding="utf-8")))


def answer(*quotes: str, differ: tuple[int, ...] = ()) -> Answer:
    cited = tuple(Citation(n, PLAN, paragraph(q), q) for n, q in enumerate(quotes, 1))
    found = (Disagreement("They differ.", differ),) if differ else ()
    asked = FIRST.question
    return Answer(asked, asked, Outcome.ANSWERED, citations=cited, disagreements=found)


def test_an_answer_is_heard_by_what_it_cites_and_by_whom_its_lines_name() -> None:
    both = (FIRST.sentence, FIRST.twin)
    assert heard(FIRST, answer(*both, differ=(1, 2))) == Heard(FIRST, True, True, False)
    assert heard(FIRST, answer(*both)) == Heard(FIRST, True, False, False)
    assert heard(FIRST, answer(FIRST.sentence)) == Heard(FIRST, False, False, False)
    elsewhere = answer(*both, "Another.", differ=(1, 3))
    assert not heard(FIRST, elsewhere).said


def test_the_table_counts_a_line_on_a_look_alike_against_its_precision() -> None:
    alike = next(row for row in ROWS if row.label == "alike" and row.part == FIRST.part)
    table = table_of([Heard(FIRST, True, True, False), Heard(alike, True, True, True)])
    assert table.rows[0] == ("tune", "1 of 1", "0", "1 of 1", "1 of 1", "50.0%")


def test_a_poisoned_row_puts_the_right_answer_for_the_wrong(tmp_path: Path) -> None:
    file = tmp_path / "rows.json"
    file.write_text(
        '{"a": {"question": "how many?", "correct answer": "23", "incorrect answer": "24",'
        ' "adv_texts": ["It has 24 parts.", "There are 24.", "There are 240."]}}'
    )
    (row,) = read_poisoned(file, 1)
    assert (row.true, row.false) == ("It has 23 parts.", "There are 24.")
    assert read_poisoned(file, 2) == []
