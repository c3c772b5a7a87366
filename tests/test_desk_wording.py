"""A phrase is found where it stands, else where it nearly stands, and else it is not there."""

from __future__ import annotations

import pytest

from assistant.checking.nearest import SourceFinder
from assistant.desk.exact import Plain
from assistant.desk.wording import LONGEST, MOST, Found, Place, look_up
from builders import real_corpus
from ingest.errors import UsageError
from ingest.language.sentences import sentences

LEVERS = (
    "We recognise that no one organisation holds all of the levers necessary to produce the"
    " required workforce growth."
)


def marked(place: Place) -> list[str]:
    return [place.text[start:end] for start, end in place.marks]


def test_a_phrase_that_stands_somewhere_is_marked_in_its_whole_sentence(
    finder: SourceFinder,
) -> None:
    wording = look_up("no one organisation holds all of the levers", finder)
    (place,) = wording.places
    assert wording.found is Found.EXACT
    assert place.text == LEVERS
    assert marked(place) == ["no one organisation holds all of the levers"]
    assert place.span.paragraph.key == "government-response/35"
    assert place.document.id == "government-response"
    assert (place.share, place.others) == (1.0, ())


@pytest.mark.parametrize(
    "phrase",
    [
        "NO ONE ORGANISATION HOLDS",
        "  “no one\n organisation holds”  ",
        "no one organisation holds ...",
        "'no\u00a0one organisation holds'",
    ],
)
def test_marks_spaces_and_capitals_make_no_difference(phrase: str, finder: SourceFinder) -> None:
    wording = look_up(phrase, finder)
    assert wording.found is Found.EXACT
    assert marked(wording.places[0]) == ["no one organisation holds"]


def test_every_place_is_given_in_the_order_of_the_documents(finder: SourceFinder) -> None:
    wording = look_up("280,000 people with a severe mental illness", finder)
    assert [place.span.paragraph.number for place in wording.places] == ["3", "75"]
    both = look_up("the 19,000 new staff", finder)
    assert [place.span.paragraph.number for place in both.places] == ["14", "15"]


def test_a_phrase_that_runs_over_sentences_is_given_with_all_of_them(finder: SourceFinder) -> None:
    phrase = "expand, diversify and train the mental health workforce. This has been thanks to"
    (place,) = look_up(phrase, finder).places
    assert len(place.span.sentences) == 2
    assert marked(place) == [phrase]


def test_every_sentence_of_the_documents_is_found_where_it_stands(finder: SourceFinder) -> None:
    for paragraph in real_corpus().paragraphs[::7]:
        for sentence in sentences(paragraph):
            wording = look_up(sentence.text, finder)
            assert wording.found is Found.EXACT, sentence
            own = [p for p in wording.places if p.span.paragraph.key == paragraph.key]
            assert any(sentence.text in place.text for place in own), sentence
            for place in wording.places:
                plain = Plain.of(sentence.text).text.strip(" \"'.,;:!?-()[]")
                assert plain in Plain.of(place.text).text


@pytest.mark.parametrize(
    "phrase",
    [
        "no one organisaton holds all of the levrs",  # mistyped
        "holds all of the levers no one organisation",  # in another order
        "no organisation holds the levers necessary for workforce growth",  # left out
    ],
)
def test_a_phrase_that_nearly_stands_has_the_sentence_that_is_meant_first(
    phrase: str, finder: SourceFinder
) -> None:
    wording = look_up(phrase, finder)
    assert wording.found is Found.NEAR
    assert wording.places[0].text == LEVERS


def test_what_a_near_sentence_has_otherwise_is_marked_and_what_it_lacks_is_named(
    finder: SourceFinder,
) -> None:
    (place,) = look_up("no one organisaton holds any of the levers", finder).places
    assert "organisation" in marked(place)
    assert marked(place) == ["organisation", "all"]  # and not what the sentence goes on with
    assert "levers" not in marked(place)
    assert place.others == ("any",)
    assert 0.7 < place.share < 1


def test_a_word_of_another_form_is_marked_and_the_sentence_around_it_is_not(
    finder: SourceFinder,
) -> None:
    (place,) = look_up("waiting time standard", finder).places
    assert marked(place) == ["timing"]


def test_an_abbreviation_is_its_long_form_but_not_word_for_word(finder: SourceFinder) -> None:
    wording = look_up("70,000 additional children and young people accessing mental health", finder)
    assert wording.found is Found.NEAR
    assert wording.places[0].span.paragraph.number == "39"


@pytest.mark.parametrize(
    ("phrase", "found", "key"),
    [
        ("Change starts at home", Found.EXACT, "provider-support/5"),
        ("what the strategy means for PROVIDERS", Found.EXACT, "equalities-strategy/7"),
        ("Retention of workforce", Found.NEAR, "government-response/23"),
        ("our mental health prioritees", Found.NEAR, "provider-support/9"),
    ],
)
def test_a_printed_heading_is_found_as_a_heading_with_the_first_paragraph_below_it(
    phrase: str, found: Found, key: str, finder: SourceFinder
) -> None:
    wording = look_up(phrase, finder)
    assert wording.found is found
    (place,) = (place for place in wording.places if place.heading)
    assert place.span.paragraph.key == key
    assert place.text == place.heading == place.span.paragraph.section[-1]


def test_a_heading_that_is_printed_several_times_has_every_place(finder: SourceFinder) -> None:
    places = [p for p in look_up("Response", finder).places if p.heading == "Response"]
    assert len(places) == len({place.span.paragraph.section for place in places}) == 10


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("from ward to board", "from board to ward"),
        ("starts change", "Change starts at home"),
        ("growth levers", None),
        ("beds and dragons", None),
    ],
)
def test_few_words_in_another_order_are_near_only_where_all_of_them_stand_together(
    phrase: str, text: str | None, finder: SourceFinder
) -> None:
    wording = look_up(phrase, finder)
    if text is None:
        assert wording.found is Found.ABSENT
    else:
        assert wording.found is Found.NEAR
        assert text in wording.places[0].text


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("70,000 children", "70,000 additional children and young people"),
        ("70000 additional children", "70,000 additional children and young people"),
        ("seventy thousand more children", "70,000 more children and young people"),
        ("£2.3 billion investment", "£2.3bn investment"),
        ("370,000 people will receive support", "370k people will receive support"),
        ("four hundred and twenty thousand CYP", "420,000 CYP"),
        ("80.5 per cent of CYP", "80.5% (n=284 of 353) of CYP"),
        ("spend for 2020-21 on eating disorder services", "2020/21 was estimated"),
        ("4 trusts are piloting", "Four trusts are currently piloting"),
    ],
)
def test_a_number_that_is_written_otherwise_or_has_words_put_in_after_it_finds_its_sentence(
    phrase: str, text: str, finder: SourceFinder
) -> None:
    wording = look_up(phrase, finder)
    assert wording.found is Found.NEAR
    assert any(text in place.text for place in wording.places)
    assert all(not place.others for place in wording.places[:1])


@pytest.mark.parametrize("phrase", ["71,000 children", "£2.3 million investment", "5 trusts"])
def test_another_number_is_not_near(phrase: str, finder: SourceFinder) -> None:
    assert look_up(phrase, finder).found is Found.ABSENT


def test_what_makes_a_commitment_comes_before_what_speaks_of_it(finder: SourceFinder) -> None:
    keys = [place.span.paragraph.key for place in look_up("70,000 children", finder).places]
    assert set(keys) == {
        "workforce-plan/5",
        "workforce-plan/6",
        "government-response/3",
        "government-response/36",
        "government-response/39",
    }
    assert keys[-1] == "government-response/39"


def test_near_sentences_are_few_and_apart(finder: SourceFinder) -> None:
    wording = look_up("Improvement is working with regional teams to improve the data", finder)
    assert wording.found is Found.NEAR
    assert 1 <= len(wording.places) <= MOST
    shares = [place.share for place in wording.places]
    assert min(shares) >= 0.9 * max(shares)
    spans = [(p.span.paragraph.key, s.index) for p in wording.places for s in p.span.sentences]
    assert len(spans) == len(set(spans))


@pytest.mark.parametrize(
    "phrase",
    [
        "the lighthouse keeper sang to the whales",
        "zeppelins 42",
        "xyzzy",
        "levers of growth and zeppelins over the harbour of Leeds",
    ],
)
def test_a_phrase_that_is_not_there_is_not_found(phrase: str, finder: SourceFinder) -> None:
    wording = look_up(phrase, finder)
    assert (wording.found, wording.places) == (Found.ABSENT, ())


def test_the_phrase_is_kept_without_the_spaces_around_it(finder: SourceFinder) -> None:
    assert look_up("  zeppelins\n", finder).phrase == "zeppelins"


@pytest.mark.parametrize("phrase", ["", "  \n", "...", "“”", "–"])
def test_an_empty_phrase_is_refused(phrase: str, finder: SourceFinder) -> None:
    with pytest.raises(UsageError, match="empty; type some words"):
        look_up(phrase, finder)


def test_a_phrase_may_be_long_but_no_briefing(finder: SourceFinder) -> None:
    assert look_up("w" * LONGEST, finder).found is Found.ABSENT
    with pytest.raises(UsageError, match="2,001 characters; give at most 2,000"):
        look_up("w" * (LONGEST + 1), finder)
