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
from assistant.web.ratings_html import bars_html, ratings_html, shade
from assistant.web.render import Tone
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


def opened(**address: str) -> AppTest:
    """The page after its first run, with what its address asks for."""

    def script() -> None:
        from assistant.web import commitments

        commitments.page()

    page = AppTest.from_function(script, default_timeout=60)
    page.query_params.update(address)
    return page.run()


def address(page: AppTest) -> dict[str, str]:
    """What the page's address asks for."""
    return {name: "".join(value) for name, value in page.query_params.items()}


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
    card = next(card for card in cards(page) if ">95% CYP" in card)
    assert card.count("<dt>") - card.split("Ratings</h3>")[0].count("<dt>") == 5
    assert re.search(r"<dt>Appropriate</dt><dd>.*?Outstanding</dd>", card)
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
    page.button(key="more").click().run()
    assert len(cards(page)) == 2 * SHOWN
    assert not page.exception


def test_fewer_are_shown_again_when_the_list_is_another(page: AppTest) -> None:
    view(page, "all")
    page.button(key="more").click().run()
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
    assert '<h2 class="kind">Promises</h2>' in html_of(page)
    page.selectbox(key="wanted_kind").set_value(Kind.REPORT.value).run()
    assert f"{len(reports)} of {len(commitments)} sentences: {len(reports)} reports." in html_of(
        page
    )


def test_who_is_named_and_never_we(page: AppTest) -> None:
    html = html_of(page)
    assert "<dt>Who</dt><dd>the Government</dd>" in html
    view(page, "all")
    page.text_input(key="wanted_who").set_value("NHS Improvement we").run()
    assert "<dt>Who</dt><dd>NHS Improvement</dd>" in html_of(page)
    page.text_input(key="wanted_who").set_value("").run()
    assert not re.search(r"<dt>Who</dt><dd>(we|our|us)\b", html_of(page), re.I)


@pytest.mark.parametrize("asked", ["Government", "the government", "Secretary of State"])
def test_who_we_are_is_found_by_either_name(page: AppTest, asked: str, texts: Texts) -> None:
    ours = [one for one in texts.register.sure if one.who.lower() == "we" and not one.speaker]
    of_response = [one for one in ours if one.document == "government-response"]
    selection = Selection(texts)
    found = selection.all(Wanted(who=asked).checked(texts))
    assert of_response
    assert all(one in found for one in of_response)


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("The Government's response to the Health Committee's report", "the Government"),
        ("Government response to the Health Committee's Fifth Report", "the Government"),
        ("Department for Education’s response to the consultation", "Department for Education"),
        ("A strategy in response to the pandemic", "Ministry of Beds"),
        ("Our response to the consultation", "Ministry of Beds"),
        ("A plan for beds", "Ministry of Beds"),
    ],
)
def test_we_are_who_replies_by_the_title_or_else_the_publisher(
    tmp_path: Path, title: str, named: str
) -> None:
    write_corpus(
        tmp_path / "corpus",
        {"plan.txt": "1. We will open ten beds by 2030.\n2. Beds close.\n3. A home is near.\n"},
    )
    sources = tmp_path / "corpus" / "sources.toml"
    sources.write_text(
        f'[[document]]\nid = "plan"\nfile = "plan.txt"\ntitle = "{title}"\n'
        'publisher = "Ministry of Beds"\n'
    )
    ingest(tmp_path / "corpus", tmp_path / "index", AskedEncoder())
    texts = open_texts(tmp_path / "index")
    selection = Selection(texts)
    assert [selection.by_name(one) for one in texts.register.commitments] == [named]


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
    assert "None of these documents rates a commitment." in html_of(page)
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
    assert str(tmp_path) not in html_of(page)
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
    assert f"{sure:,} sentences:" in html_of(page)
    page.checkbox(key="wanted_less_sure").check().run()
    assert f"{every:,} sentences:" in html_of(page)
    page.selectbox(key="wanted_strength").set_value("will").run()
    assert "(less sure)</dd>" in html_of(page)


def rows_of(html: str) -> list[str]:
    return re.findall(r"<tr>(<th scope=\"row\".*?)</tr>", html)


def test_the_table_has_a_row_for_each_commitment_and_a_cell_for_each_rating(
    page: AppTest, texts: Texts
) -> None:
    rows = rows_of(html_of(page))
    assert len(rows) == 9
    for row, one in zip(rows, texts.register.evaluated, strict=True):
        said = words_of(row)
        assert said.startswith(one.name)
        assert one.outcome.value.capitalize() in said
        own = {rating.heading.casefold(): rating.value.capitalize() for rating in one.ratings}
        cells = [words_of(cell) for cell in re.findall(r"<td.*?</td>", row)][1:]
        assert cells[0].partition(",")[0] == own.pop("overall")
        assert [cell.partition(",")[0] for cell in cells[1:]] == list(own.values())


def test_a_rating_is_read_without_its_colour() -> None:
    scale = ("outstanding", "good", "requires improvement", "inadequate")
    assert [bars_html(value, scale).count('"on"') for value in scale] == [4, 3, 2, 1]
    assert bars_html("excellent", scale) == ""
    assert [shade(value, scale) for value in scale] == [Tone.GOOD, Tone.FAIR, Tone.MIXED, Tone.BAD]
    assert [shade(value, ("yes", "no")) for value in ("yes", "no", "perhaps")] == [
        Tone.GOOD,
        Tone.BAD,
        Tone.OPEN,
    ]


def test_each_cell_of_the_table_leads_to_its_paragraph(page: AppTest) -> None:
    row = next(row for row in rows_of(html_of(page)) if "95% CYP" in row)
    there = re.findall(r"document=([\w-]+)&amp;paragraph=(\d+)", row)
    assert there == [("government-response", number) for number in ["49", *["47"] * 5]]


def test_the_table_is_of_the_commitments_that_are_left(page: AppTest) -> None:
    page.selectbox(key="wanted_outcome").set_value(Fulfilment.NOT_MET.value).run()
    assert len(rows_of(html_of(page))) == 2
    view(page, "all")
    assert not rows_of(html_of(page))


def test_the_table_is_empty_where_nothing_was_rated(texts: Texts) -> None:
    assert ratings_html([], texts) == ""


def test_promises_stand_before_reports(page: AppTest, texts: Texts) -> None:
    view(page, "all")
    for _ in range(len(texts.register.sure) // SHOWN):
        page.button(key="more").click().run()
    html = html_of(page)
    kinds = re.findall(r'<h2 class="kind">(.*?)</h2>', html)
    assert kinds[0] == "Promises"
    assert kinds.index("Promises") < kinds.index("Reports")
    assert len(kinds) == len(set(kinds))


def test_the_filters_are_kept_in_the_address(page: AppTest) -> None:
    assert address(page) == {}
    page.selectbox(key="wanted_rating").set_value("inadequate").run()
    page.text_input(key="wanted_theme").set_value("eating & crisis").run()
    assert address(page) == {"rating": "inadequate", "on": "eating & crisis"}
    view(page, "all")
    page.checkbox(key="wanted_less_sure").check().run()
    assert address(page)["list"] == "all"
    assert address(page)["unsure"] == "yes"
    assert "rating" not in address(page)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"outcome": "not met"}, "2 of 9 commitments: 2 not met."),
        ({"outcome": "NOT MET", "on": "eating"}, "1 of 9 commitments: 1 not met."),
        ({"rating": "outstanding", "heading": "appropriate"}, "2 of 9 commitments"),
        ({"list": "all", "kind": "rejection"}, "1 of 244 sentences: 1 rejection."),
        ({"list": "across", "on": "70,000"}, "promises."),
    ],
)
def test_a_link_with_filters_opens_so(
    home_index: Path, monkeypatch: pytest.MonkeyPatch, asked: dict[str, str], count: str
) -> None:
    monkeypatch.setenv("PARITY_INDEX_DIR", str(home_index))
    page = opened(**asked)
    assert not page.exception
    assert count in html_of(page)


@pytest.mark.parametrize(
    "asked",
    [
        {"rating": "splendid"},
        {"list": "nothing"},
        {"in": "<script>alert(1)</script>"},
        {"by": "soon"},
    ],
)
def test_what_a_link_asks_for_in_vain_is_said_and_left_out(
    home_index: Path, monkeypatch: pytest.MonkeyPatch, asked: dict[str, str]
) -> None:
    monkeypatch.setenv("PARITY_INDEX_DIR", str(home_index))
    page = opened(**asked)
    assert not page.exception
    assert next(iter(asked.values())) in page.info[0].value.replace("\\", "")
    assert "9 commitments:" in html_of(page)
    assert "<script" not in html_of(page)
    assert address(page) == {}


def test_what_a_link_asks_for_in_vain_is_words_and_no_markup(
    home_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARITY_INDEX_DIR", str(home_index))
    page = opened(rating="![](https://example.org/x.png)\n# [Sign in](https://example.org)")
    assert page.info[0].value.startswith("The link asks for “\\!\\[\\]\\(https\\:\\/\\/example")
    assert "\n" not in page.info[0].value


@pytest.mark.parametrize("key", ["theme", "who"])
def test_the_address_has_no_personal_number_of_what_is_typed(page: AppTest, key: str) -> None:
    page.text_input(key=f"wanted_{key}").set_value("of 943 476 5919 or a.smith@example.org").run()
    assert not page.exception
    name = "on" if key == "theme" else "who"
    assert address(page) == {name: "of [NHS number] or [e-mail address]"}
    assert page.text_input(key=f"wanted_{key}").value.startswith("of 943")


def test_another_address_of_the_same_visit_is_taken_up(page: AppTest) -> None:
    page.selectbox(key="wanted_rating").set_value("inadequate").run()
    page.query_params.clear()
    page.run()
    assert "9 commitments:" in html_of(page)
    assert page.selectbox(key="wanted_rating").value == ""


def test_what_else_the_address_says_is_left_as_it_is(
    home_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARITY_INDEX_DIR", str(home_index))
    page = opened(document="government-response", paragraph="47", outcome="met")
    assert "2 of 9 commitments: 2 met." in html_of(page)
    page.button(key="clear").click().run()
    assert address(page) == {"document": "government-response", "paragraph": "47"}
    assert "9 commitments:" in html_of(page)


def test_what_narrows_the_list_is_said_and_taken_off_at_once(page: AppTest) -> None:
    page.selectbox(key="wanted_outcome").set_value(Fulfilment.NOT_MET.value).run()
    page.text_input(key="wanted_theme").set_value("eating").run()
    narrowed = "Narrowed by: on what “eating”; what became of it “Not met”."
    assert narrowed in words_of(html_of(page))
    page.button(key="clear").click().run()
    assert "9 commitments:" in html_of(page)
    assert "Narrowed by" not in html_of(page)
    assert address(page) == {}
