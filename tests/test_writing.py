"""A chat model writes the answer, whoever's it is; what no source carries is not shown."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import escape

import pytest
from rich.console import Console

from assistant.answer import EXTRACTIVE, Answer, Outcome, Passage, ScoredSentence
from assistant.ask import Assistant
from assistant.citing import lead
from assistant.library.library import Library
from assistant.settings import Settings
from assistant.terminal.answers import show
from assistant.web.render import answer_html
from assistant.writing import messages
from assistant.writing.messages import given_of
from assistant.writing.writer import open_writer
from assistant.writing.written import MOST_SENTENCES
from chat_providers import MODELS, settings_of
from chat_server import ChatServer, Reply, Request, Script, serving, written
from ingest.language.sentences import kept_sentences

QUESTION = "why did referrals for eating disorders rise in the pandemic?"
FOLLOW_UP = "and in adults?"
OFFLINE = "Parity answered without the chat model, which"
SECONDS = 20.0


@pytest.fixture(scope="module")
def library(home_library: Library) -> Library:
    return home_library


@contextmanager
def asking(
    library: Library, script: Script, provider: str = "openai", **settings: object
) -> Iterator[tuple[Assistant, ChatServer]]:
    """An assistant that has its answers written by a scripted server."""
    with serving(script) as server:
        given = {"chat_seconds": SECONDS, "chat_retries": 0} | settings
        chosen = settings_of(provider, server.url, **given)
        yield Assistant(library, writer=open_writer(chosen.chat, library)), server


def first_sentence(request: Request) -> tuple[str, int]:
    number, text = next(iter(request.sentences.items()))
    return text, number


def truth(request: Request) -> Reply:
    """The first sentence that was given, word for word."""
    text, number = first_sentence(request)
    return Reply(written((text, [number])))


def truth_and_lie(request: Request) -> Reply:
    text, number = first_sentence(request)
    return Reply(written((text, [number]), ("Some 4,321 wards closed in 2031.", [number])))


@pytest.fixture(scope="module")
def offline(library: Library) -> Answer:
    """What Parity answers by itself."""
    return Assistant(library).ask(QUESTION)


def said(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


def test_what_a_model_quotes_is_shown_with_its_source(library: Library, provider: str) -> None:
    with asking(library, truth, provider) as (assistant, server):
        answer = assistant.ask(QUESTION)
    assert answer.outcome is Outcome.ANSWERED
    assert (answer.answerer, answer.note) == (f"{provider}:{MODELS[provider]}", "")
    assert said(answer) == [answer.citations[0].quote]
    assert answer.citations[0].quote in answer.citations[0].paragraph.text
    assert [request.tool for request in server.requests] == ["Written"]


def test_questions_to_go_on_with_are_tried_without_the_model(library: Library) -> None:
    with asking(library, truth) as (assistant, server):
        answer = assistant.ask(QUESTION)
        requests = len(server.requests)
        assert assistant.follow_ups(answer)
        assert len(server.requests) == requests


@pytest.mark.parametrize(
    "personal",
    [
        "I want to die",
        "my brother says he cannot go on and I am frightened for him",
        "can I take ibuprofen while I'm on sertraline?",
    ],
)
def test_nothing_of_distress_or_of_somebody_s_treatment_reaches_the_model(
    library: Library, personal: str
) -> None:
    with asking(library, truth) as (assistant, server):
        assistant.ask(personal)
        assert server.requests == []
        assistant.ask("And what became of it?", [QUESTION, personal])
        sent = "\n".join(text for request in server.requests for _, text in request.messages)
    assert QUESTION in sent
    assert personal not in sent


def test_a_message_that_gets_help_above_its_answer_is_answered_without_the_model(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.hearing.distress", lambda question, vector: 0.3)
    with asking(library, truth) as (assistant, server):
        answer = assistant.ask(QUESTION)
    assert answer.help
    assert server.requests == []


def test_the_key_goes_to_the_server_and_nowhere_else(library: Library) -> None:
    with asking(library, truth) as (assistant, server):
        answer = assistant.ask(QUESTION)
    assert server.requests[0].key == "Bearer k"
    assert "'k'" not in repr(assistant) + repr(answer)


def test_a_false_sentence_is_asked_for_again_and_then_left_to_its_source(
    library: Library, provider: str
) -> None:
    shown: list[str] = []
    with asking(library, truth_and_lie, provider) as (assistant, server):
        answer = assistant.ask(QUESTION, arrived=lambda now: shown.extend(said(now)))
    assert len(server.requests) == 2
    assert "4,321" in server.requests[1].messages[-1][1]
    assert not server.requests[1].messages[-1][1].endswith(messages.AS_TEXT)
    assert not any("4,321" in text for text in [*shown, *said(answer)])
    assert shown


@pytest.mark.parametrize("named", [[3], [2], [3, 2], [900], []], ids=str)
def test_what_fails_twice_is_quoted_from_where_it_comes_and_counted(
    library: Library, named: list[int]
) -> None:
    """The numbers that a small model names are often those of another sentence, or of none."""

    def half_lies(request: Request) -> Reply:
        text, number = first_sentence(request)
        lie = f"It is not true that {request.sentences[3]}"
        return Reply(written((text, [number]), (lie, named)))

    with asking(library, half_lies) as (assistant, server):
        answer = assistant.ask(QUESTION)
    given = server.requests[0].sentences
    quoted = [given[3], given[2]] if named == [3, 2] else [given[3]]
    assert said(answer) == [given[1], *quoted]
    assert answer.note.startswith("1 sentence is in the documents' own words")


@pytest.mark.parametrize("count", [1, 3])
def test_where_every_sentence_would_be_a_quote_the_answer_is_the_offline_one(
    library: Library, offline: Answer, count: int
) -> None:
    def lies(request: Request) -> Reply:
        given = list(request.sentences.items())[:count]
        return Reply(written(*((f"It is not true that {text}", [n]) for n, text in given)))

    shown: list[Answer] = []
    with asking(library, lies) as (assistant, server):
        answer = assistant.ask(QUESTION, arrived=shown.append)
    assert len(server.requests) == 2
    assert (said(answer), answer.answerer) == (said(offline), EXTRACTIVE)
    assert answer.note == (
        f"{OFFLINE} gave no sentence that its sources carry, of {count} that it wrote."
    )
    assert shown == []


def test_a_part_that_nothing_was_written_to_is_offline_and_the_next_is_not(
    library: Library,
) -> None:
    """That a model was wrong of one thing does not make it fail; an error of its server does."""

    def second_only(request: Request) -> Reply:
        if "funding" in request.asked.rpartition("Question:")[2]:
            return truth(request)
        return Reply(written(("Nothing of this kind was ever planned.", [1])))

    asked = "Why did referrals for eating disorders rise, and how much funding is there for them?"
    with asking(library, second_only) as (assistant, server):
        answer = assistant.ask(asked)
    last = server.requests[-1]
    assert "funding" in last.asked.rpartition("Question:")[2]
    assert len(server.requests) == 3
    assert answer.answerer == "openai:scripted"
    assert f"{OFFLINE} gave no sentence that its sources carry, of 1 that it wrote." in answer.note
    assert first_sentence(last)[0] in said(answer)


def test_nothing_is_quoted_for_a_sentence_that_no_source_says_much_of(library: Library) -> None:
    def elsewhere(request: Request) -> Reply:
        return Reply(written(("Bananas ripen faster beside apples in brown bags.", [3])))

    with asking(library, elsewhere) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert said(answer) == said(Assistant(library).ask(QUESTION))
    assert answer.note.startswith(f"{OFFLINE} gave no sentence that its sources carry")


def test_a_source_that_is_named_and_says_little_of_a_sentence_is_no_source(
    library: Library,
) -> None:
    def elsewhere(request: Request) -> Reply:
        text, number = first_sentence(request)
        apart = ("Bananas ripen faster beside apples.", "Comets seldom have two tails.")
        return Reply(written((text, [number]), *((of, [number]) for of in apart)))

    with asking(library, elsewhere) as (assistant, server):
        answer = assistant.ask(QUESTION)
    assert said(answer) == [first_sentence(server.requests[0])[0]]
    assert answer.note == "2 sentences were left out: no source was found for them."


def test_a_refusal_says_nothing_of_sentences_that_are_not_there(library: Library) -> None:
    def half_lies(request: Request) -> Reply:
        text, number = first_sentence(request)
        return Reply(written((text, [number]), (f"It is not true that {text}", [number])))

    with asking(library, half_lies) as (_, server):
        chosen = replace(Settings(), chat_model="openai:scripted", chat_url=f"{server.url}/v1")
        writer = open_writer(replace(chosen, chat_key="k", chat_retries=0).chat, library)
        answer = Assistant(library, threshold=9.0, writer=writer).ask(QUESTION)
    assert len(server.requests) == 2
    assert (answer.outcome, answer.statements) == (Outcome.NOT_IN_DOCUMENTS, ())
    assert answer.note == ""


def test_what_is_written_better_the_second_time_is_shown(library: Library) -> None:
    def better(request: Request) -> Reply:
        text, number = first_sentence(request)
        again = len(request.messages) > 2
        return Reply(written((text if again else "Beds doubled to 77,000.", [number])))

    with asking(library, better) as (assistant, server):
        answer = assistant.ask(QUESTION)
    assert said(answer) == [first_sentence(server.requests[0])[0]]
    assert answer.note == ""


def test_a_sentence_without_a_source_is_left_out_and_counted(library: Library) -> None:
    def sourceless(request: Request) -> Reply:
        text, number = first_sentence(request)
        return Reply(written((text, [number]), ("All is well.", [999])))

    with asking(library, sourceless) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert len(answer.statements) == 1
    assert answer.note == "1 sentence was left out: no source was found for it."


def test_sentences_are_shown_while_others_are_still_being_written(library: Library) -> None:
    def slowly(request: Request) -> Reply:
        of = list(request.sentences.items())[:3]
        return Reply(written(*((text, [number]) for number, text in of)), piece=40, wait=0.02)

    shown: list[int] = []
    with asking(library, slowly) as (assistant, _):
        answer = assistant.ask(QUESTION, arrived=lambda now: shown.append(len(now.statements)))
    assert shown == sorted(shown)
    assert shown[0] == 1
    assert shown[-1] == len(answer.statements) == 3


def test_every_sentence_stands_below_whose_it_is_and_of_when_and_opens_its_quote(
    library: Library,
) -> None:
    """Of a paragraph's first sentence all are told, on the page as on the terminal."""

    def of_three(request: Request) -> Reply:
        one_each = {text.partition(" ")[0]: n for n, text in reversed(request.sentences.items())}
        of = [(request.sentences[n], [n]) for n in list(one_each.values())[:3]]
        return Reply(written(*of))

    with asking(library, of_three) as (assistant, _):
        answer = assistant.ask(QUESTION)
    html, console = answer_html(answer, 1), Console(width=10_000)
    with console.capture() as captured:
        show(answer, console)
    assert answer.answerer in html
    assert answer.answerer in captured.get()
    assert len(answer.statements) == 3
    for statement in answer.statements:
        (at,) = statement.cited
        citation = answer.citations[at]
        assert citation.document.date
        led = lead(citation.document, citation.paragraph)
        assert led in captured.get()
        assert escape(led) in html
        address = f"./?document={citation.document.id}&amp;paragraph={citation.paragraph.number}"
        assert address in html
        assert citation.quote in citation.paragraph.text


def test_no_more_than_five_sentences_are_shown_however_many_are_written(library: Library) -> None:
    def at_length(request: Request) -> Reply:
        of = list(request.sentences.items())[:9]
        return Reply(written(*((text, [number]) for number, text in of)))

    shown: list[int] = []
    with asking(library, at_length) as (assistant, server):
        answer = assistant.ask(QUESTION, arrived=lambda now: shown.append(len(now.statements)))
    assert said(answer) == list(server.requests[0].sentences.values())[:MOST_SENTENCES]
    assert max(shown) == MOST_SENTENCES == 5


def test_a_model_that_finds_no_answer_refuses_with_what_it_holds_nearest(library: Library) -> None:
    def nothing(request: Request) -> Reply:
        return Reply(written(nearest=[max(request.sentences)]))

    with asking(library, nothing) as (assistant, server):
        answer = assistant.ask(QUESTION)
    assert answer.outcome is Outcome.NOT_IN_DOCUMENTS
    last = list(server.requests[0].sentences.values())[-1]
    assert last in answer.passages[0].paragraph.text


def test_words_of_the_question_that_are_left_open_are_named(library: Library) -> None:
    def in_part(request: Request) -> Reply:
        text, number = first_sentence(request)
        return Reply(written((text, [number]), open="rise in the pandemic"))

    with asking(library, in_part) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert answer.outcome is Outcome.PARTIAL
    assert answer.message == "No sentence was found that clearly answers “rise in the pandemic”."


@pytest.mark.parametrize(
    "words", ["see http://planted.example", QUESTION, QUESTION.rstrip("?").upper(), f"“{QUESTION}”"]
)
def test_words_that_are_not_part_of_the_question_are_not_called_open(
    library: Library, words: str
) -> None:
    def invents(request: Request) -> Reply:
        text, number = first_sentence(request)
        return Reply(written((text, [number]), open=words))

    with asking(library, invents) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert (answer.outcome, answer.message) == (Outcome.ANSWERED, "")


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(status=401), "refused the key"),
        (Reply(status=404), "is not known to its server"),
        (Reply(status=429), "had too many questions"),
        (Reply(status=500), "failed"),
        (Reply("I'm sorry, I can't help with that."), "gave nothing that could be read"),
        (Reply(""), "gave nothing that could be read"),
        (Reply('{"sentences": 7}'), "gave nothing that could be read"),
        (Reply(written(("Lies.", [900]))), "gave no sentence that its sources carry"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_every_failure_falls_back_to_quoting_and_says_so(
    library: Library, offline: Answer, reply: Reply, why: str
) -> None:
    with asking(library, lambda _: reply) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert said(answer) == said(offline)
    assert (answer.answerer, answer.outcome) == (EXTRACTIVE, offline.outcome)
    assert answer.note.startswith(f"{OFFLINE} {why}")


def test_a_stream_that_breaks_off_falls_back(library: Library) -> None:
    def cut(request: Request) -> Reply:
        return replace(truth(request), cut_after=24)

    with asking(library, cut) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert answer.answerer == EXTRACTIVE
    assert answer.note.startswith(OFFLINE)


def test_a_server_that_is_not_there_falls_back(library: Library) -> None:
    chosen = settings_of("openai", "http://127.0.0.1:9", chat_retries=0)
    answer = Assistant(library, writer=open_writer(chosen.chat, library)).ask(QUESTION)
    assert answer.note == f"{OFFLINE} cannot be reached, or broke off."


def test_without_a_key_the_answer_is_the_offline_one(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with asking(library, truth, chat_key="") as (assistant, server):
        answer = assistant.ask(QUESTION)
    assert (answer.answerer, server.requests) == (EXTRACTIVE, [])
    assert answer.note == f"{OFFLINE} cannot be opened; 'parity doctor' says why."


def test_a_provider_that_is_not_installed_falls_back(library: Library) -> None:
    chosen = replace(Settings(), chat_model="mistralai:m", chat_key="k")
    answer = Assistant(library, writer=open_writer(chosen.chat, library)).ask(QUESTION)
    assert answer.note.startswith(f"{OFFLINE} needs a package that is not installed")


def test_an_answer_never_waits_beyond_its_time(library: Library) -> None:
    with asking(library, lambda _: Reply("{}", wait=4), chat_seconds=1.0) as (assistant, _):
        started = time.monotonic()
        answer = assistant.ask(QUESTION)
        took = time.monotonic() - started
    assert answer.note == f"{OFFLINE} took longer than 1 seconds."
    assert took < 3.0


def test_a_model_without_tools_is_asked_for_text(library: Library, provider: str) -> None:
    def no_tools(request: Request) -> Reply:
        return Reply(status=400) if request.tool else truth(request)

    with asking(library, no_tools, provider) as (assistant, server):
        first, second = assistant.ask(QUESTION), assistant.ask(QUESTION)
    assert first.answerer == second.answerer == f"{provider}:{MODELS[provider]}"
    assert [bool(request.tool) for request in server.requests] == [True, False, False]
    lasts = [request.messages[-1][1].endswith(messages.AS_TEXT) for request in server.requests]
    assert lasts == [False, True, True]


@pytest.mark.parametrize("status", [400, 404, 422])
def test_a_question_that_is_refused_as_text_too_turns_no_tools_off(
    library: Library, provider: str, status: int
) -> None:
    refusing = iter([True, True, False])

    def refuses_once(request: Request) -> Reply:
        return Reply(status=status) if next(refusing) else truth(request)

    with asking(library, refuses_once, provider) as (assistant, server):
        first, second = assistant.ask(QUESTION), assistant.ask(QUESTION)
    assert first.note.startswith(OFFLINE)
    assert second.answerer == f"{provider}:{MODELS[provider]}"
    assert [bool(request.tool) for request in server.requests] == [True, False, True]


def test_a_model_without_tools_is_told_the_form_again_with_what_failed(library: Library) -> None:
    def no_tools(request: Request) -> Reply:
        return Reply(status=400) if request.tool else truth_and_lie(request)

    with asking(library, no_tools) as (assistant, server):
        assistant.ask(QUESTION)
    last = server.requests[-1].messages[-1][1]
    assert last.startswith(messages.NOT_CARRIED)
    assert last.endswith(messages.AS_TEXT)


def as_hermes(text: str) -> str:
    return f'```json\n{{"name": "Written", "arguments": {text}}}\n```\nI hope this helps.'


WRITTEN_OUT = {
    "bare": str,
    "after and before words": lambda text: f"Here it is: {text} That is all {{really}}.",
    "with its name": as_hermes,
    "by other names": lambda text: f'{{"type": "function", "id": {{}}, "parameters": {text}}}',
    "twice inside": lambda text: f'{{"function": {{"name": "W", "arguments": {text}}}}}',
}


@pytest.mark.parametrize("how", WRITTEN_OUT)
def test_a_call_that_is_written_out_is_read_and_no_tool_is_asked_for_again(
    library: Library, how: str
) -> None:
    def writes(request: Request) -> Reply:
        return Reply(WRITTEN_OUT[how](truth(request).text), calls=False)

    with asking(library, writes) as (assistant, server):
        first, second = assistant.ask(QUESTION), assistant.ask(QUESTION)
    assert said(first) == said(second) == [first.citations[0].quote]
    assert first.answerer == second.answerer == "openai:scripted"
    assert [bool(request.tool) for request in server.requests] == [True, False]


def test_a_given_sentence_that_is_repeated_is_its_own_source_whatever_number_is_named(
    library: Library,
) -> None:
    def misnumbered(request: Request) -> Reply:
        given = request.sentences
        return Reply(written((given[3], [1]), (given[1], [2, 900]), (given[2], [900])))

    with asking(library, misnumbered) as (assistant, server):
        answer = assistant.ask(QUESTION)
    given = server.requests[0].sentences
    assert [citation.quote for citation in answer.citations] == [given[3], given[1], given[2]]
    assert (answer.note, len(server.requests)) == ("", 1)


def test_a_given_sentence_that_is_repeated_without_its_number_is_its_own_source(
    library: Library,
) -> None:
    def texts(request: Request) -> Reply:
        given = list(request.sentences.values())
        return Reply(json.dumps({"sentences": [given[2], "All is well.", f"{given[0]} [1]"]}))

    with asking(library, texts) as (assistant, server):
        answer = assistant.ask(QUESTION)
    given = server.requests[0].sentences
    assert said(answer) == [given[3], given[1]]
    assert [citation.quote for citation in answer.citations] == said(answer)
    assert answer.note == "1 sentence was left out: no source was found for it."


def test_a_model_that_does_not_end_is_broken_off_when_there_is_enough(library: Library) -> None:
    def endless(request: Request) -> Reply:
        of = list(request.sentences.items())[:8]
        return Reply(written(*((text, [n]) for n, text in of * 40)), piece=400, wait=0.06)

    with asking(library, endless) as (assistant, server):
        answer = assistant.ask(QUESTION)
    assert said(answer) == list(server.requests[0].sentences.values())[:MOST_SENTENCES]
    assert answer.note == ""
    assert answer.seconds < SECONDS / 2


def test_numbers_that_do_not_end_are_broken_off(library: Library) -> None:
    def endless(request: Request) -> Reply:
        text, number = first_sentence(request)
        return Reply(written((text, [number] * 9_000)), piece=400, wait=0.1)

    with asking(library, endless) as (assistant, server):
        answer = assistant.ask(QUESTION)
    assert said(answer) == [server.requests[0].sentences[1]]
    assert (answer.note, len(server.requests)) == ("", 1)
    assert answer.seconds < SECONDS / 2


def test_a_model_is_given_as_many_sentences_as_are_set(library: Library) -> None:
    counts = []
    for most in (1, 7, 15):
        with asking(library, truth, chat_sentences=most) as (assistant, server):
            assistant.ask(QUESTION)
        counts.append(len(server.requests[0].sentences))
    assert counts == [1, 7, 15]


@pytest.mark.parametrize("best", [0, -1])
def test_titles_and_lead_ins_are_given_once(library: Library, best: int) -> None:
    """A lead-in that is a numbered sentence just before needs no line of its own."""
    paragraph = library.paragraphs["government-response/33"]
    document = library.documents[paragraph.document]
    of = kept_sentences(paragraph)
    scored = tuple(ScoredSentence(one, float(one == of[best])) for one in of)
    passage = Passage(document, paragraph, 0.0, scored)
    given = given_of([passage, replace(passage, sentences=scored[:1])], most=15)
    asked = messages.asking("?", given, as_text=True)[1].text
    assert asked.count(document.title) == 1
    items = [one for one in given.values() if one.lead_in]
    assert len(items) > 1
    lead_ins = {one.lead_in for one in items}
    numbered = {one.text for one in given.values()}
    for lead_in in lead_ins:
        assert asked.count(f"(after “{lead_in}”)") == (lead_in not in numbered)
    assert (len(lead_ins - numbered) == 0) is (best == 0)


def test_what_is_not_in_the_form_is_asked_for_once_more(library: Library) -> None:
    def chatty(request: Request) -> Reply:
        again = len(request.messages) > 2
        return replace(truth(request), text=truth(request).text if again else "Certainly!")

    with asking(library, chatty) as (assistant, server):
        answer = assistant.ask(QUESTION)
    assert answer.answerer == "openai:scripted"
    assert len(server.requests) == 2


def test_what_is_not_in_the_form_again_is_not_asked_for_a_third_time(library: Library) -> None:
    with asking(library, lambda _: Reply("Certainly!")) as (assistant, server):
        answer = assistant.ask(QUESTION)
    assert answer.note == f"{OFFLINE} gave nothing that could be read."
    assert len(server.requests) == 2


def test_a_model_writes_out_a_follow_up(library: Library) -> None:
    def alone(request: Request) -> Reply:
        if request.sentences:
            return truth(request)
        return Reply("Why did referrals for eating disorders rise in adults in the pandemic?")

    with asking(library, alone) as (assistant, _):
        answer = assistant.ask(FOLLOW_UP, history=[QUESTION])
    assert answer.question == FOLLOW_UP
    assert answer.standalone.startswith("Why did referrals for eating disorders rise in adults")
    assert f"Understood as: {answer.standalone}" in answer_html(answer, 1)


@pytest.mark.parametrize(
    "invented",
    ["Why did referrals rise in Leeds?", "Why did referrals rise in 2019?", "", "Ignore it. " * 90],
)
def test_a_follow_up_with_words_that_nobody_said_is_not_asked(
    library: Library, invented: str
) -> None:
    def alone(request: Request) -> Reply:
        return truth(request) if request.sentences else Reply(invented)

    offline = Assistant(library).ask(FOLLOW_UP, history=[QUESTION]).standalone
    with asking(library, alone) as (assistant, _):
        assert assistant.ask(FOLLOW_UP, history=[QUESTION]).standalone == offline


@pytest.mark.parametrize(
    "question",
    ["I want to end my life", "how many of the commitments were met?", "hello", "what is it?"],
)
def test_no_model_is_asked_where_people_come_first_or_all_is_looked_up(
    library: Library, question: str
) -> None:
    with asking(library, truth) as (assistant, server):
        answer = assistant.ask(question)
    assert server.requests == []
    assert answer.answerer == EXTRACTIVE


def test_what_a_model_may_use_in_a_day_is_kept_to(library: Library) -> None:
    with asking(library, truth, chat_tokens=100.0) as (assistant, server):
        first, second = assistant.ask(QUESTION), assistant.ask(QUESTION)
    assert (first.answerer, len(server.requests)) == ("openai:scripted", 1)
    assert second.note == f"{OFFLINE} has used the tokens that it may use in a day."


def test_nothing_of_a_provider_is_imported_before_a_question(library: Library) -> None:
    import sys

    before = {name for name in sys.modules if name.startswith(("openai", "ollama"))}
    chosen = replace(Settings(), chat_model="openai:m", chat_key="k")
    Assistant(library, writer=open_writer(chosen.chat, library))
    assert {name for name in sys.modules if name.startswith(("openai", "ollama"))} == before
