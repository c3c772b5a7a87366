"""What the register takes for a commitment is, nearly always, what was labelled as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from builders import real_corpus
from ingest.language.sentences import sentences
from ingest.register.wide import strengths
from ingest.types import Paragraph, document_of
from labels import LabelledSentence, labelled_sentences
from policy import needs_papers, paper

HOME = labelled_sentences("register.tsv")
OTHER_PAPERS = labelled_sentences("register_other_papers.tsv")
PAPERS = sorted({document_of(sentence.paragraph) for sentence in OTHER_PAPERS})


@dataclass(frozen=True)
class Judged:
    """What the rules found, missed and took for a commitment though it is none."""

    found: list[LabelledSentence]
    missed: list[LabelledSentence]
    wrong: list[LabelledSentence]

    @property
    def precision(self) -> float:
        return len(self.found) / len(self.found + self.wrong)

    @property
    def recall(self) -> float:
        return len(self.found) / len(self.found + self.missed)


def judged(labelled: Iterable[LabelledSentence], among: Iterable[Paragraph]) -> Judged:
    by_key = {paragraph.key: paragraph for paragraph in among}
    found: list[LabelledSentence] = []
    missed: list[LabelledSentence] = []
    wrong: list[LabelledSentence] = []
    for one in labelled:
        paragraph = by_key[one.paragraph]
        is_taken = strengths(paragraph, sentences(paragraph))[one.index] is not None
        if one.is_commitment:
            (found if is_taken else missed).append(one)
        elif is_taken:
            wrong.append(one)
    return Judged(found, missed, wrong)


def of_set(labelled: Iterable[LabelledSentence], name: str) -> list[LabelledSentence]:
    return [sentence for sentence in labelled if sentence.set == name]


@pytest.mark.parametrize("labelled", [HOME, OTHER_PAPERS], ids=["home", "other papers"])
def test_every_sentence_is_labelled_once_and_only_a_commitment_has_a_kind(
    labelled: list[LabelledSentence],
) -> None:
    places = [(sentence.paragraph, sentence.index) for sentence in labelled]
    assert len(places) == len(set(places))
    assert all(sentence.is_commitment == (sentence.kind != "-") for sentence in labelled)


def test_the_sample_is_of_sixty_sentences() -> None:
    assert len(of_set(HOME, "sample")) == 60


@pytest.mark.parametrize("name", ["sample", "read"])
def test_of_the_documents_nine_in_ten_are_found_and_nine_in_ten_found_are_commitments(
    name: str,
) -> None:
    at_home = judged(of_set(HOME, name), real_corpus().paragraphs)
    assert at_home.precision >= 0.9, at_home.wrong
    assert at_home.recall >= 0.9, at_home.missed


@pytest.mark.slow
@needs_papers(*PAPERS)
@pytest.mark.parametrize(("name", "least"), [("read", 0.85), ("unseen", 0.6)])
def test_of_other_papers_as_many_are_found_as_before(name: str, least: float) -> None:
    elsewhere = judged(of_set(OTHER_PAPERS, name), [p for of in PAPERS for p in paper(of)])
    assert elsewhere.precision >= least, elsewhere.wrong
    assert elsewhere.recall >= least, elsewhere.missed
