"""The register's page lists, narrows, opens and gives away commitments, word for word."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.commitments.selection import Selection, Wanted
from assistant.commitments.tables import as_csv, of_evaluated
from assistant.web import commitments
from assistant.web.commitments import SHOWN
from assistant.web.commitments_html import all_html, evaluated_html
from builders import write_corpus
from ingest.indexing.embedding import Encoder
from ingest.indexing.texts import Texts, open_texts
from ingest.language.fulfilment import Fulfilment
from ingest.register.types import Kind
from ingest.sync import ingest
from pages import html_of, words_of
from passages import AskedEncoder

pytestmark = pytest.mark.usefixtures("nothing_opened_yet")

NASTY = "We will pay $5 to $6 <script>alert(1)</script> & <img onerror=a> in 2030."


@pytest.fixture(scope="module")
def texts(home_index: Path) -> Texts:
    return open_texts(home_index)


@pytest.fixture
def page(home_index: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("PARITY_INDEX_DIR", str(home_index))
    return opened()


def opened() -> AppTest:
    """The page after its first run."""

    def script() -> None:
        from assistant.web import commitments

        commitments.page()

    return AppTest.from_function(script, default_timeout=30).run()


def cards(page: AppTest) -> list[str]:
    return re.findall(
        r'<li class="card">(.*?)</li>(?=<li class="card">|</ul></div>)', html_of(page)
    )


def view(page: AppTest, name: str) -> AppTest:
    return page.segmented_control[0].set_value(name).run()


def test_every_evaluated_commitment_is_listed_with_what_became_of_it(
    page: AppTest, texts: Texts
) -> None:
    assert not page.exception
    html = html_of(page)
    assert len(cards(page)) == len(texts.register.evaluated) == 9
    for one in texts.register.evaluated:
        assert one.promises[0].text in words_of(html)
        for quote in one.standing:
            assert quote.text in words_of(html)
    assert "9 commitments: 2 met, 2 not met" in html


def test_an_evaluated_commitment_shows_its_five_ratings_and_its_paragraphs(page: AppTest) -> None:
    card = next(card for card in cards(page) if "<h2>95% CYP" in card)
    assert card.count("<dt>") - card.split("Ratings</h3>")[0].count("<dt>") == 5
    assert "<dt>Appropriate</dt><dd>Outstanding</dd>" in card
    assert "Not met" in words_of(card)
    assert re.findall(r"<summary>([^·]+) · [^,]+, (paragraphs? [\d–]+)", card) == [
        ("Its words", "paragraph 46"),
        ("What became of it", "paragraph 49"),
        ("Ratings", "paragraph 47"),
        ("All that reports on it", "paragraphs 48–53"),
    ]
    assert "<mark>Achieve 2020/21 target of 95%" in card
    assert "<mark>The Government accepts that there was a failure to meet" in card


def test_of_the_whole_register_the_first_are_shown_and_the_rest_counted(
    page: AppTest, texts: Texts
) -> None:
    view(page, "all")
    total = len(texts.register.sure)
    assert len(cards(page)) == SHOWN
    assert f"there are {total - SHOWN} more" in html_of(page)
    page.button[0].click().run()
    assert len(cards(page)) == 2 * SHOWN
    assert not page.exception


def test_fewer_are_shown_again_when_the_list_is_another(page: AppTest) -> None:
    view(page, "all")
    page.button[0].click().run()
    page.selectbox(key="wanted_strength").set_value("will").run()
    assert len(cards(page)) == SHOWN


def test_a_filter_narrows_the_list_and_says_of_how_many(page: AppTest) -> None:
    page.selectbox(key="wanted_outcome").set_value(Fulfilment.NOT_MET.value).run()
    assert len(cards(page)) == 2
    assert "2 of 9 commitments: 2 not met." in html_of(page)
    page.text_input(key="wanted_theme").set_value("eating").run()
    assert len(cards(page)) == 1


def test_each_list_has_the_filters_that_say_something_of_it(page: AppTest) -> None:
    def filters() -> set[str | None]:
        return {widget.key for widget in [*page.selectbox, *page.text_input]}

    assert "wanted_rating" in filters()
    assert "wanted_strength" not in filters()
    view(page, "all")
    assert "wanted_rating" not in filters()
    assert "wanted_strength" in filters()
    view(page, "across")
    assert filters() == {"wanted_document", "wanted_theme"}


def test_the_list_of_all_is_narrowed_by_kind_and_counts_each(page: AppTest, texts: Texts) -> None:
    commitments = texts.register.sure
    reports = [one for one in commitments if one.kind is Kind.REPORT]
    assert f"{len(reports)} reports" in html_of(page)
    view(page, "all")
    assert f"{len(reports)} reports" in html_of(page)
    assert "<dt>Kind</dt><dd>promise</dd>" in html_of(page)
    page.selectbox(key="wanted_kind").set_value(Kind.REPORT.value).run()
    assert f"{len(reports)} of {len(commitments)} commitments: {len(reports)} reports." in html_of(
        page
    )


def test_we_says_whom_it_means_on_the_page(page: AppTest) -> None:
    assert "<dd>We (Government)</dd>" in html_of(page)
    view(page, "all")
    page.text_input(key="wanted_who").set_value("NHS Improvement we").run()
    assert "<dd>We (NHS Improvement)</dd>" in html_of(page)


def test_a_theme_that_names_nothing_is_one_sentence(page: AppTest) -> None:
    page.text_input(key="wanted_theme").set_value("of the").run()
    assert not page.exception
    assert "names nothing to look for" in words_of(html_of(page))


def test_a_filter_that_nothing_passes_is_one_sentence(page: AppTest) -> None:
    page.text_input(key="wanted_theme").set_value("zeppelins").run()
    assert not page.exception
    assert "No commitment in the register is like that." in html_of(page)
    assert not page.get("download_button")


def test_across_documents_the_earliest_comes_first_and_differing_words_are_marked(
    page: AppTest,
) -> None:
    view(page, "across")
    card = next(card for card in cards(page) if "70,000" in card)
    assert card.index("31 July 2017") < card.index("March 2022")
    said = card.split("<blockquote>")[1:]
    assert "differs" not in said[0]
    assert '<mark class="differs">ambition</mark>' in card


def test_the_file_has_every_row_of_the_list(home_index: Path, texts: Texts) -> None:
    selection = Selection(texts)
    rows = of_evaluated(selection.evaluated(Wanted()), selection)
    read = list(csv.reader(io.StringIO(as_csv(rows))))
    assert len(read) == 1 + len(texts.register.evaluated)
    assert commitments.csv_of(rows).startswith(b"\xef\xbb\xbfCommitment,")


def test_words_of_a_document_are_never_markup(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", {"plan.txt": f"1. {NASTY}\n2. Beds close.\n3. A home is.\n"})
    ingest(tmp_path / "corpus", tmp_path / "index", AskedEncoder())
    texts = open_texts(tmp_path / "index")
    html = all_html(texts.register.commitments, Selection(texts), texts)
    assert NASTY in words_of(html)
    assert "<script" not in html
    assert "<img" not in html


def test_a_new_ingest_is_taken_up_without_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def promise(beds: int) -> None:
        text = f"1. We will open {beds} beds by 2030.\n2. Beds close.\n3. A home is near.\n"
        write_corpus(tmp_path / "corpus", {"plan.txt": text})
        ingest(tmp_path / "corpus", tmp_path / "index", AskedEncoder())

    promise(10)
    monkeypatch.setenv("PARITY_INDEX_DIR", str(tmp_path / "index"))
    page = opened()
    assert "The register of these documents has none." in html_of(page)
    view(page, "all")
    assert "We will open 10 beds" in html_of(page)
    promise(20)
    page.run()
    assert "We will open 20 beds" in html_of(page)
    assert not page.exception


def test_a_missing_index_is_explained_with_its_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARITY_INDEX_DIR", str(tmp_path))
    page = opened()
    assert not page.exception
    assert "There is no index" in html_of(page)
    assert [code.value for code in page.code] == ["parity ingest"]


def test_nothing_is_embedded_to_show_the_register(
    home_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*_: object) -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(Encoder, "__init__", load)
    monkeypatch.setenv("PARITY_INDEX_DIR", str(home_index))
    assert len(cards(opened())) == 9


def test_one_that_nobody_reports_on_says_so(texts: Texts) -> None:
    silent = [one for one in texts.register.evaluated if one.outcome is Fulfilment.NOT_SAID]
    html = evaluated_html(silent, Selection(texts), texts)
    assert "Not said outright" in html
    assert "No sentence says outright what became of it." in html


def test_what_is_less_sure_is_added_by_a_box_and_marked(page: AppTest, texts: Texts) -> None:
    view(page, "all")
    sure, every = len(texts.register.sure), len(texts.register.commitments)
    assert sure < every
    assert f"{sure:,} commitments:" in html_of(page)
    page.checkbox(key="wanted_less_sure").check().run()
    assert f"{every:,} commitments:" in html_of(page)
    page.selectbox(key="wanted_strength").set_value("will").run()
    assert ", less sure</dd>" in html_of(page)
