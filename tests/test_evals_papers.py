"""The questions on two other papers name paragraphs that the papers have."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import Settings
from evals.papers import QUESTIONS_FILE, has_papers, papers_corpus, papers_table, read_papers
from ingest.corpus import Corpus
from ingest.indexing.embedding import Encoder
from ingest.types import Paragraph

SHARED = Settings().shared_dir


def test_without_the_papers_a_line_says_so(tmp_path: Path, encoder: Encoder) -> None:
    assert papers_corpus(tmp_path) is None
    table = papers_table(encoder, tmp_path, {})
    assert table.rows == ()
    assert "skipped" in table.notes[0]


def test_gold_that_no_paragraph_has_is_an_error() -> None:
    elsewhere = Paragraph("lords-report", "20", True, (), "It is here.", page=19)
    with pytest.raises(ValueError, match="no paragraph 20 on page 18"):
        read_papers(Corpus((), (elsewhere,)))


@pytest.mark.slow
@pytest.mark.skipif(not has_papers(SHARED), reason=f"{SHARED} does not have the papers")
def test_every_question_has_its_gold_in_the_papers() -> None:
    corpus = papers_corpus(SHARED)
    assert corpus is not None
    questions = read_papers(corpus)
    assert len(questions) == len(QUESTIONS_FILE.read_text(encoding="utf-8").splitlines()) == 31
    answerable = [q for q in questions if q.id.startswith("p")]
    assert len(answerable) == 25
    assert all(q.gold and q.facts for q in answerable)
    assert not any(q.gold for q in questions if q.id.startswith("n"))
