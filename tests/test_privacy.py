"""What is personal is told, masked before it goes on, and kept nowhere where it is a story."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from assistant.answer import Answer, Outcome
from assistant.ask import Assistant
from assistant.hearing import Hearing
from assistant.kept.answers import to_object
from assistant.kept.conversation import begun
from assistant.kept.feedback import Opinion, feedback_on
from assistant.kept.turn import Turn, is_private, is_written
from assistant.library.library import Library
from assistant.settings import Settings
from assistant.shown import privacy_line
from assistant.terminal.answers import show
from assistant.terminal.contract import to_object as to_contract
from assistant.web.render import answer_html
from assistant.writing.writer import open_writer
from builders import write_corpus
from chat_providers import settings_of
from chat_server import ChatServer, Reply, Request, serving, written
from evals.questions import Part, read_questions
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.sync import ingest
from kept_answers import answer

MET = "Was the target for eating disorders met?"
PERSONAL = {
    "NHS number": "943 476 5919",
    "National Insurance number": "AB 12 34 56 C",
    "e-mail address": "a.smith@example.org",
    "telephone number": "0161 496 0000",
    "card number": "4111 1111 1111 1111",
    "address": "12 Acacia Avenue, BS1 4DJ",
    "postcode": "BS1 4DJ",
    "date of birth": "born 3 May 1990",
}
STORIES = [
    "My son, who is 14 and has been on the waiting list at Anytown since May, was turned away. "
    "What did they promise for children?",
    "my daughter has been waiting two years for an assessment, what is the standard",
    "I was sectioned last spring and sent to the other end of the country. What are the rules?",
    "My wife saw the perinatal team once after our second and never again. What was promised?",
    "What does the plan say about crisis care? Our Tom was sent home from A&E at four.",
    "One of my patients, a man of 41 with psychosis, has waited ten weeks. What is the target?",
    "I'm a carer for my mum, she has dementia and no nurse. Is there anything for carers in here?",
    "my brother was discharged with no plan and no tablets, what does it say about discharge",
]
NO_STORIES = [
    MET,
    "I am a governor: what did the panel say about children?",
    "What is promised to people who wait for an autism assessment?",
    "Which commitments are about mothers after birth?",
    "Our board wants to know how many nurses were promised.",
    "what does the strategy say about carers and families",
    "How many children were treated in 2020/21?",
    "Who pays for beds near home?",
    "and in adults?",
    "Can I quote that in my report?",
]


@pytest.fixture(scope="module")
def library(home_library: Library) -> Library:
    return home_library


@pytest.fixture(scope="module")
def hearing(library: Library) -> Hearing:
    return Hearing(library)


def truth(request: Request) -> Reply:
    """The first sentence that was given; of a question to be written out, the question."""
    if not request.sentences:
        return Reply(request.asked.rpartition("Latest: ")[2])
    number, text = next(iter(request.sentences.items()))
    return Reply(written((text, [number])))


@contextmanager
def asking(library: Library) -> Iterator[tuple[Assistant, ChatServer]]:
    with serving(truth) as server:
        chosen = settings_of("openai", server.url, chat_seconds=20.0, chat_retries=0)
        yield Assistant(library, writer=open_writer(chosen.chat, library)), server


def sent(server: ChatServer) -> str:
    return "\n".join(text for request in server.requests for _, text in request.messages)


@pytest.mark.parametrize(("kind", "value"), PERSONAL.items())
@pytest.mark.parametrize(
    "frame",
    [
        "Which document has {} in its section on eating disorders?",
        "Why did referrals for eating disorders rise, as {} says in paragraph 39?",
    ],
)
def test_personal_data_of_every_kind_is_masked_before_a_model_is_asked(
    library: Library, kind: str, value: str, frame: str
) -> None:
    with asking(library) as (assistant, server):
        made = assistant.ask(frame.format(value))
        what = sent(server)
    assert (made.personal, made.private) == ((kind,), False)
    assert f"[{kind}]" in what
    assert value.removeprefix("born ") not in what


@pytest.mark.parametrize(("kind", "value"), PERSONAL.items())
def test_personal_data_of_the_conversation_is_masked_before_a_model_is_asked(
    library: Library, kind: str, value: str
) -> None:
    with asking(library) as (assistant, server):
        made = assistant.ask("and in adults?", [f"{MET} {value}"])
        what = sent(server)
    assert value.removeprefix("born ") not in what
    assert made.personal == ()


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_answered_and_goes_nowhere(library: Library, story: str) -> None:
    with asking(library) as (assistant, server):
        made = assistant.ask(story)
        assert server.requests == []
        assistant.ask("and in adults?", [MET, story])
        assert story not in sent(server)
    assert made.private
    assert is_private(made, ())
    assert not is_written(Turn(story, made))
    assert made.help or made.outcome.signposts or "tell of a person" in privacy_line(made)


def test_words_of_a_story_reach_no_model_by_way_of_a_follow_up(library: Library) -> None:
    story = "My sister was restrained at Anytown by six people. What is said about restraint?"
    with asking(library) as (assistant, server):
        made = assistant.ask("and in adults?", [story])
        assert "Anytown" not in sent(server)
        assert "sister" not in sent(server)
    assert made.private or made.standalone == made.question


@pytest.mark.parametrize("question", NO_STORIES)
def test_a_question_of_the_documents_is_no_story(hearing: Hearing, question: str) -> None:
    assert not hearing.tells_of_person(question)


def test_hardly_a_reference_question_is_taken_for_a_story(
    library: Library, hearing: Hearing
) -> None:
    asked = [of.question for of in read_questions() if of.part is Part.TUNE][::5]
    assert sum(map(hearing.tells_of_person, asked)) <= 0.02 * len(asked)


@pytest.mark.parametrize(
    ("kinds", "line"),
    [
        (("NHS number",), "You typed an NHS number: masked in whatever is kept"),
        (("card number", "address"), "You typed a card number and an address: masked"),
        (("e-mail address",), "You typed an e-mail address: masked"),
    ],
)
def test_whoever_typed_it_is_told_in_one_line_wherever_it_is_answered(
    kinds: tuple[str, ...], line: str
) -> None:
    for outcome in (Outcome.ANSWERED, Outcome.NOT_IN_DOCUMENTS):
        made = replace(answer(outcome), personal=kinds)
        console = Console(record=True, width=200)
        show(made, console)
        for shown in (privacy_line(made), answer_html(made, 1), console.export_text()):
            assert shown.count(line) == 1
    assert to_contract(made)["personal"] == list(kinds)


def test_an_answer_without_any_has_no_such_line() -> None:
    assert privacy_line(answer()) == ""
    assert "masked" not in answer_html(answer(), 1)


def test_beside_where_help_is_stands_no_such_line() -> None:
    made = Answer("…", "…", Outcome.CRISIS_SIGNPOST, "Call 999.", personal=("postcode",))
    assert privacy_line(replace(made, private=True)) == ""


PLAN = """1. Call the board on 0161 496 0000 or board@trust.example.
2. Write to 1 Hall Road, LS1 4AP.
"""


@pytest.fixture(scope="module")
def printing(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """An assistant on a document that prints a telephone number and addresses."""
    folder = tmp_path_factory.mktemp("printing")
    write_corpus(folder / "corpus", {"plan.txt": PLAN})
    ingest(folder / "corpus", folder / "index", encoder)
    return Assistant(Library.of(open_index(folder / "index", encoder), encoder))


def as_kept(turn: Turn) -> str:
    """What is written of a turn, without the seconds and the name, which have chance digits."""
    assert turn.answer
    return json.dumps(to_object(replace(turn, id="turn", answer=replace(turn.answer, seconds=0.0))))


@pytest.mark.parametrize(
    "typed", ["0161 496 0000", "+44 161 496 0000", "board@trust.example", "LS1 4AP"]
)
def test_what_the_documents_print_is_told_to_nobody_as_personal(
    printing: Assistant, typed: str
) -> None:
    question = f"What is {typed} for?"
    made = printing.ask(question)
    assert (made.personal, len(made.printed)) == ((), 1)
    turn = Turn(question, made)
    assert typed in json.dumps(to_object(turn))
    assert typed in begun([turn]).header.title
    assert typed in feedback_on(turn, made, Opinion.USEFUL, f"it is {typed}", ()).note
    other = printing.ask("What is 0161 496 0999 for?")
    assert other.personal == ("telephone number",)
    assert "0999" not in as_kept(Turn("What is 0161 496 0999 for?", other))


def test_a_number_of_an_earlier_question_stays_masked_in_what_is_kept(printing: Assistant) -> None:
    before = "What is 0161 496 0999 of the board for?"
    made = printing.ask("and by e-mail?", [before])
    again = replace(made, standalone=f"by e-mail {before}", private=False)
    assert "0999" not in as_kept(Turn("and by e-mail?", again))


def test_programs_are_told_what_not_to_write_down(library: Library) -> None:
    assert to_contract(Assistant(library).ask(STORIES[0]))["private"] is True
    assert to_contract(Assistant(library).ask(MET))["private"] is False


def test_settings_have_no_other_place_that_masks() -> None:
    found = [
        file.name
        for file in (Path(__file__).parent.parent / "assistant").rglob("*.py")
        if "def masked" in file.read_text("utf-8")
    ]
    assert found == ["masking.py"]
    assert Settings().tracing == "off"
