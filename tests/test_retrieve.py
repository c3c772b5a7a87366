"""A search finds the paragraphs that a question is about, best first, every sentence scored."""

from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pytest

from assistant.library.library import Library
from assistant.search.late import LateInteraction
from assistant.search.retrieve import PASSAGES, Search, Weights
from assistant.search.retriever import ParityRetriever, as_langchain
from builders import write_corpus
from ingest.indexing.bm25 import Bm25
from ingest.indexing.embedding import Encoded
from ingest.indexing.files import SealedFiles
from ingest.indexing.index import open_index
from ingest.indexing.tokens import ParagraphTokens, TokenVectors, TokenWriter
from ingest.language.sentences import sentences
from ingest.sync import ingest
from passages import AskedEncoder, paragraph, passage

WARDS = (
    "1. Nurses train for years.\n2. Beds close early. They reopen in March.\n3. A home is near.\n"
    "4. Children and young people (CYP) come first.\n"
)


def searched(folder: Path, text: str) -> Search:
    """A search of a corpus of one document, by vectors that can be checked by hand."""
    encoder = AskedEncoder()
    ingest(write_corpus(folder / "corpus", {"wards.txt": text}), folder / "index", encoder)
    return Search(Library.of(open_index(folder / "index", encoder), encoder))


@pytest.fixture(scope="module")
def wards(tmp_path_factory: pytest.TempPathFactory) -> Search:
    return searched(tmp_path_factory.mktemp("wards"), WARDS)


@pytest.fixture(scope="module")
def home(home_library: Library) -> Search:
    return Search(home_library)


def keys(search: Search, question: str, k: int = PASSAGES) -> list[str]:
    return [found.paragraph.key for found in search.passages(question, k)]


def test_the_paragraph_with_the_question_s_words_comes_first(wards: Search) -> None:
    assert keys(wards, "train nurses")[0] == "wards/1"
    assert keys(wards, "beds reopen")[0] == "wards/2"


def test_fewer_paragraphs_than_asked_for_are_all_found(wards: Search) -> None:
    assert sorted(keys(wards, "nurses", 10)) == ["wards/1", "wards/2", "wards/3", "wards/4"]
    assert len(keys(wards, "nurses", 2)) == 2


def test_a_question_without_any_known_word_finds_something_and_breaks_nothing(
    wards: Search,
) -> None:
    assert len(keys(wards, "zzz")) == len(keys(wards, "the")) == 4


def test_an_abbreviation_finds_what_its_long_form_finds(wards: Search) -> None:
    assert wards.library.in_documents_words("CYP") == "children and young people"
    assert keys(wards, "cyp")[0] == "wards/4"


def test_each_word_is_carried_by_each_sentence(wards: Search) -> None:
    found = next(p for p in wards.passages("Do beds train") if p.paragraph.number == "2")
    assert [word.word for word in found.support] == ["beds", "train"]
    beds, train = found.support
    assert (beds.stands, beds.known, beds.name) == (True, True, False)
    assert (train.stands, train.known) == (False, True)
    assert beds.similarities == pytest.approx((1, 1))  # "They" has four letters like "beds"
    assert train.similarities == pytest.approx((1, 0))  # "close" has five like "train"


def test_a_capital_makes_a_name_unless_it_opens_the_question(wards: Search) -> None:
    def names(question: str) -> list[str]:
        return [word.word for word in wards.passages(question, 1)[0].support if word.name]

    assert names("Beds and Leeds nurses") == ["leeds"]
    assert names("NHS nurses") == ["nhs"]


@pytest.mark.parametrize(
    ("standing", "paragraphs", "named"),
    [(3, 40, True), (9, 40, True), (10, 40, False), (19, 400, True), (20, 400, False)],
)
def test_a_name_that_stands_again_and_again_tells_nothing_apart(
    standing: int, paragraphs: int, named: bool, tmp_path: Path
) -> None:
    text = "".join(
        f"Ward {n} {'was closed in the Covid years' if n <= standing else 'stayed open'}.\n\n"
        for n in range(1, paragraphs + 1)
    )
    found = searched(tmp_path, text).passages("Which wards were open before Covid", 1)[0]
    assert {word.word: word.name for word in found.support}["covid"] is named


def test_a_word_that_no_document_has_is_not_known(wards: Search) -> None:
    (dragons,) = wards.passages("dragons", 1)[0].support
    assert (dragons.stands, dragons.known) == (False, False)


def test_documents_of_everyday_words_only_can_be_searched(tmp_path: Path) -> None:
    assert searched(tmp_path, "It is here.\n\nIt was there.").passages("where")


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("How many children and young people accessed treatment in 2020/21?", "39"),
        ("Did they meet the target for eating disorders?", "49"),
        ("how much cash is there for getting rid of dormitory wards", "98"),
        ("Why were the GP incentives for physical health checks put on hold?", "78"),
    ],
)
def test_the_paragraph_that_answers_is_among_the_first(
    home: Search, question: str, key: str
) -> None:
    assert f"government-response/{key}" in keys(home, question)[:3]


def test_passages_come_best_first_with_all_their_sentences(home: Search) -> None:
    found = home.passages("How many nurses were recruited?")
    assert len(found) == len({p.paragraph.key for p in found}) == PASSAGES
    scores = [p.score for p in found]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] <= scores[0] <= 1
    for one in found:
        assert [s.sentence for s in one.sentences] == sentences(one.paragraph)
        assert one.document.id == one.paragraph.document
        for word in one.support:
            assert len(word.similarities) == len(one.sentences)
            assert all(-1.01 < similarity < 1.01 for similarity in word.similarities)


def test_asking_for_fewer_gives_the_first_of_the_same(home: Search) -> None:
    question = "How many nurses were recruited?"
    assert keys(home, question, 3) == keys(home, question)[:3]


@pytest.mark.parametrize("document", ["workforce-plan", "equalities-strategy"])
def test_a_search_within_a_document_finds_its_paragraphs_only(home: Search, document: str) -> None:
    found = home.passages("How many nurses were recruited?", within=[document])
    assert {p.document.id for p in found} == {document}
    of_document = [p for p in home.library.paragraphs.values() if p.document == document]
    assert len(found) == min(PASSAGES, len(of_document))
    scores = [p.score for p in found]
    assert scores == sorted(scores, reverse=True)


def test_a_search_within_two_documents_finds_both(home: Search) -> None:
    within = ["workforce-plan", "provider-support"]
    found = home.passages("How many nurses were recruited?", 20, within=within)
    assert {p.document.id for p in found} == set(within)


def test_paragraphs_that_are_always_wanted_come_first(home: Search) -> None:
    question = "How many nurses were recruited?"
    always = {"equalities-strategy/9", "government-response/128"}
    assert not always & set(keys(home, question))
    found = home.passages(question, always=always)
    assert {p.paragraph.key for p in found[:2]} == always
    assert len(found) == PASSAGES
    assert [p.paragraph.key for p in found[2:]] == keys(home, question)[: PASSAGES - 2]


def test_a_paragraph_looked_up_is_a_passage(home: Search) -> None:
    found = home.library.passage("workforce-plan/3")
    assert (found.document.id, found.paragraph.key) == ("workforce-plan", "workforce-plan/3")
    assert (found.score, found.sentences, found.support) == (1.0, (), ())


def test_a_document_that_is_named_by_itself_is_preferred(home: Search) -> None:
    level = Search(home.library, Weights(named=0.0))
    weights = Weights()

    def gains(question: str) -> dict[str, float]:
        """How much higher a document's paragraphs score than where names count for nothing."""
        before = {p.paragraph.key: p.score for p in level.passages(question, 200)}
        return {
            p.document.id: round((p.score - before[p.paragraph.key]) * weights.total, 4)
            for p in home.passages(question, 200)
        }

    one = gains("How many nurses does the workforce plan announcement promise?")
    assert one.pop("workforce-plan") == weights.named
    assert set(one.values()) == {0.0}
    assert set(gains("Do the announcement and the response promise nurses?").values()) == {0.0}
    assert set(gains("How many nurses were recruited?").values()) == {0.0}


def test_the_langchain_retriever_gives_a_document_a_paragraph(home: Search) -> None:
    retriever = ParityRetriever(search=home, k=4)
    found = retriever.invoke("Did they meet the target for eating disorders?")
    assert len(found) == 4
    first = found[0]
    assert first.metadata["document"] == "government-response"
    of_index = home.library.paragraphs[f"government-response/{first.metadata['paragraph']}"]
    assert first.page_content == of_index.text
    assert set(first.metadata) == {
        "document",
        "title",
        "paragraph",
        "printed",
        "within",
        "section",
        "page",
        "doubts",
        "score",
    }


def test_a_passage_keeps_its_place_in_langchain() -> None:
    found = passage(paragraph("Beds closed.", number="7", section=("Wards", "Beds")), score=0.25)
    metadata = as_langchain(found).metadata
    assert (metadata["paragraph"], metadata["printed"], metadata["score"]) == ("7", True, 0.25)
    assert metadata["section"] == ["Wards", "Beds"]


def test_bm25_prefers_the_rarer_word_and_the_shorter_text() -> None:
    texts = [["bed", "nurs"], ["bed", "ward"], ["bed", "ward", "home", "home", "home"]]
    bm25 = Bm25.of(texts)
    nurse, ward, long_ward = bm25.scores(["bed", "nurs"])
    assert nurse > ward >= long_ward >= 0
    assert bm25.shares(["ward"]).max() == pytest.approx(1)
    assert bm25.shares(["ward"])[0] == 0


@pytest.mark.parametrize("terms", [[], ["dragon"]])
def test_bm25_gives_nothing_for_words_that_no_text_has(terms: list[str]) -> None:
    bm25 = Bm25.of([["bed", "nurs"], ["ward"]])
    assert bm25.scores(terms).tolist() == bm25.shares(terms).tolist() == [0, 0]


def test_late_interaction_is_the_mean_best_cosine_weighted_by_rarity(tmp_path: Path) -> None:
    axes = np.eye(4, dtype=np.float32)
    words = {"a": [[0], [1, 1]], "b": [[0]]}  # word 1 in two of three sentences, 2 in one
    with TokenWriter(tmp_path, vocabulary_size=4) as writer:
        for key, sentences_of in words.items():
            encoded = [
                Encoded(axes[0], axes[at], np.array(at, dtype=np.int32) + 1) for at in sentences_of
            ]
            writer.add(key, ParagraphTokens.of(encoded))
        writer.finish(words)
    question = Encoded(
        vector=np.zeros(4, dtype=np.float32),
        token_vectors=np.array([axes[0], axes[1]], dtype=np.float32),
        token_ids=np.array([1, 2], dtype=np.int32),
    )
    common, rare = log(1 + 1.5 / 2.5), log(1 + 2.5 / 1.5)
    late = LateInteraction(TokenVectors(SealedFiles.of(tmp_path), 4))
    of_b, of_a = late.similarities([1, 0], question)
    share = common / (common + rare)
    assert of_a.scores.tolist() == pytest.approx([share, 1 - share], abs=1e-5)
    assert of_b.scores.tolist() == pytest.approx([share], abs=1e-5)
    np.testing.assert_allclose(of_a.best, [[1, 0], [0, 1]], atol=1e-6)
