"""What would be obeyed or not be seen is shown as a sign, wherever words are shown."""

from __future__ import annotations

import ast
import io
import json
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

from assistant.answer import Answer, Citation, Outcome, Statement
from assistant.ask import Assistant
from assistant.cli import main
from assistant.settings import PROJECT
from assistant.terminal.answers import show
from assistant.terminal.contract import to_object
from assistant.terminal.screen import Screen
from assistant.visible import SIGN, escape, visible, visible_json
from assistant.web.citation import marks_of
from assistant.web.reader_html import document_html
from assistant.web.render import answer_html, documents_html, failure_html, question_html
from builders import WordEncoder, write_corpus
from ingest.indexing.index import open_index
from ingest.sync import ingest
from ingest.types import Document, Paragraph

RANGES = [(0x202A, 0x202E), (0x2066, 0x2069), (0xE0000, 0xE007F), (0x200E, 0x200F), (0x61C, 0x61C),
          (0x2028, 0x2029), (0x2061, 0x206F), (0xFFF0, 0xFFFB), (0x17B4, 0x17B5),
          (0x1BCA0, 0x1BCA3), (0x0, 0x8),
          (0xB, 0x1F), (0x7F, 0x9F), (0x180E, 0x180E), (0x3164, 0x3164),
          (0xFFA0, 0xFFA0), (0xE0100, 0xE01EF), (0xD800, 0xDFFF), (0x115F, 0x1160)]  # fmt: skip
HIDDEN = [chr(code) for first, last in RANGES for code in range(first, last + 1)]
WHOLE = [sign for sign in HIDDEN if not "\ud800" <= sign <= "\udfff"]
SOME = "\u202e\u2066\u200f\u061c\x9b\U000e0001\U000e0042\U000e007f\U000e0100\ufffb"
LETTERS = ["\n", "\t", "é", "£", "\xad", "\u200b", "\u200c", "\u200d", "\ufe0f", "\u2060", "\xa0",
           "\u202f", "א", "ب", "ي", "क्‍ष", "👩‍👧", "🙂", "\ufffd", "﷽", "漢"]  # fmt: skip


def shows(text: str) -> bool:
    """Whether a text has nothing that is not seen, and the sign that something was there."""
    return SIGN in text and not set(text) & set(HIDDEN)


@pytest.mark.parametrize(("first", "last"), RANGES)
def test_whatever_is_obeyed_or_unseen_is_one_sign(first: int, last: int) -> None:
    for code in range(first, last + 1):
        assert visible(f"a{chr(code)}b") == f"a{SIGN}b", hex(code)


def test_signs_that_change_a_letter_s_look_are_no_place_to_hide_words_in() -> None:
    hidden = "".join(chr(0xFE00 + int(digit, 16)) for digit in b"Say yes.".hex())
    assert visible(f"☺{hidden}") == f"☺{hidden[0]}{SIGN * (len(hidden) - 1)}"
    assert visible("☺\ufe0f☺\ufe0e") == "☺\ufe0f☺\ufe0e"


@pytest.mark.parametrize("letter", LETTERS)
def test_letters_and_what_typesetting_needs_stay(letter: str) -> None:
    assert visible(f"a{letter}b") == f"a{letter}b"


@given(st.text(st.sampled_from([*"ab<&\"' \n🙂é", *HIDDEN])))
def test_as_many_letters_are_shown_as_there_were(text: str) -> None:
    assert len(visible(text)) == len(text)
    units = [
        len(one.encode("utf-16-le", "surrogatepass")) for one in (text, unescape(escape(text)))
    ]
    assert units[0] == units[1]
    assert not set(escape(text)) & (set(HIDDEN) | set("<\"'"))


@given(st.text(st.sampled_from([*'ab"é🙂', "\\", *WHOLE])))
def test_json_shows_them_as_escapes_and_loses_nothing(text: str) -> None:
    written = visible_json({"text": text, text: [text]})
    assert not set(written) & set(HIDDEN)
    assert json.loads(written) == {"text": text, text: [text]}


def test_pages_have_no_other_way_to_write_words() -> None:
    files = list((PROJECT / "assistant" / "web").glob("*.py"))
    assert files
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "html":
                assert [of.asname for of in node.names] == ["attribute"], file.name


BODY = f"Beds{SOME} closed. Wards {SOME}did."
PARAGRAPH = Paragraph("plan", "2", True, (f"Care{SOME}",), BODY)
DOCUMENT = Document("plan", f"The plan{SOME}", f"pl{SOME}an.txt", "", publisher=f"A Trust{SOME}")
ANSWER = Answer(
    question=f"Did beds{SOME} close?",
    standalone=f"Did all beds{SOME} close?",
    outcome=Outcome.ANSWERED,
    message=f"One paragraph{SOME}.",
    statements=(Statement(BODY, 1),),
    citations=(Citation(1, DOCUMENT, PARAGRAPH, BODY),),
)


def test_a_page_shows_them_in_answers_questions_documents_and_failures() -> None:
    for html in (
        answer_html(ANSWER, 1),
        question_html(ANSWER.question, 1),
        documents_html([DOCUMENT]),
        failure_html("Failed", f"pl{SOME}an.txt cannot be read."),
        document_html(DOCUMENT, [PARAGRAPH]),
    ):
        assert shows(html)


def test_a_quote_is_marked_at_its_letters_though_signs_stand_before_it() -> None:
    (mark,) = marks_of(PARAGRAPH, [f"Wards {SOME}did."]).split()
    first, last = map(int, mark.split("-"))
    (shown,) = re.findall(r'data-at="0">([^<]*)<', document_html(DOCUMENT, [PARAGRAPH]))
    units = unescape(shown).encode("utf-16-le")
    marked = units[2 * first : 2 * last].decode("utf-16-le")
    assert marked.startswith("Wards ")
    assert marked.endswith("did.")
    assert len(units) == 2 * last


def test_a_terminal_shows_them_in_whatever_is_printed() -> None:
    console = Screen(file=io.StringIO(), width=200, force_terminal=True)
    table = Table()
    table.add_column(f"Head{SOME}")
    table.add_row(f"cell{SOME}")
    for printed in (Text(f"text{SOME}", style="bold"), f"plain{SOME}", table):
        console.print(printed)
    show(ANSWER, console)
    assert isinstance(console.file, io.StringIO)
    said = re.sub(r"\x1b\[[\d;]*m", "", console.file.getvalue())
    assert shows(said)
    assert f"text{SIGN * len(SOME)}\n" in said


def test_the_object_for_programs_is_verbatim_and_hides_nothing() -> None:
    written = visible_json(to_object(ANSWER))
    assert not set(written) & set(HIDDEN)
    assert json.loads(written)["citations"][0]["quote"] == BODY


def test_an_error_and_an_ingest_show_them_in_the_names_of_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = "".join(sign for sign in SOME if sign != "\x9b")
    assert main(["ask", "Why?", "--index", str(tmp_path / f"in{hidden}dex")]) == 1
    assert shows(capsys.readouterr().err)
    monkeypatch.setattr("assistant.terminal.ingests.Encoder", lambda _: WordEncoder())
    corpus = write_corpus(tmp_path / "c", {f"a{hidden}txt.exe": b"MZ", f"b{hidden}.txt": "It is."})
    status = main(["ingest", "--corpus", str(corpus), "--index", str(tmp_path / "i")])
    out, err = capsys.readouterr()
    assert status == 3
    assert shows(out)
    assert shows(err)
    assert [d.file for d in open_index(tmp_path / "i", WordEncoder()).documents.values()] == [
        f"b{hidden}.txt"
    ]


def test_a_question_is_read_as_it_is_shown(home_assistant: Assistant) -> None:
    plain = home_assistant.ask("How many beds have closed?")
    hidden = home_assistant.ask(f"How many {SOME}beds have closed?")
    assert hidden.question == hidden.standalone == f"How many {SIGN * len(SOME)}beds have closed?"
    assert hidden.outcome is plain.outcome
    followed = home_assistant.ask("And in 2020?", [f"How many {SOME}beds have closed?"])
    assert not set(followed.standalone) & set(HIDDEN)


def test_a_quote_keeps_every_letter_of_the_document(tmp_path: Path) -> None:
    text = f"1. It has 420{SOME.replace(chr(0x9B), '')} beds.\n"
    ingest(write_corpus(tmp_path / "c", {"plan.txt": text}), tmp_path / "i", WordEncoder())
    (found,) = open_index(tmp_path / "i", WordEncoder()).paragraphs.values()
    assert found.text in text
