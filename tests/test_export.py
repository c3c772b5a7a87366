"""What is taken away has every sentence with its source, and nothing in it is taken for markup."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from assistant.answer import Answer, Citation, Outcome, Statement
from assistant.answering.finding import signpost, with_help
from assistant.cautions import MACHINE_READ
from assistant.export.clip import to_html, to_text
from assistant.export.markdown import to_markdown
from assistant.export.paper import Block, Kind, Table, excerpt, paper
from assistant.export.taken import Searched, Taken, take
from assistant.kept.turn import Turn
from assistant.question.crisis import HELP_LINE
from assistant.shown import answerer_line
from assistant.terminal.saving import require_new, save
from assistant.visible import visible
from ingest.errors import ParityError, UsageError
from ingest.types import Document, Paragraph
from kept_answers import DOCUMENT, PARAGRAPH, answer, turn
from pages import words_of

NEWS = Document("news", "News of the trust", "news.txt", "1" * 64)
COUNTED = Paragraph("news", "7", False, (), "Beds closed.\nWards opened.")
SEARCHED = Searched((DOCUMENT, NEWS), {"plan": "2026-05-31"}, "f" * 16)
DAY = "2026-06-01"
READ = MarkdownIt("commonmark").enable("table").enable("strikethrough")
HOSTILE = (
    "# *Cost* _x_ <script>alert(1)</script> [x](javascript:alert(2)) ![i](http://h/i.png) `c` "
    "<img src=x onerror=a> $5 ~~no~~ &lt; \\* [^1] \u202eback\u2066 \x07\x1b[31m\ud800\uffff end"
)


def news(
    *quotes: str, question: str = "What of beds?", by: str = "f" * 16, item: bool = False
) -> Turn:
    """A turn that quotes COUNTED."""
    citations = tuple(Citation(n, NEWS, COUNTED, quote) for n, quote in enumerate(quotes, 1))
    said = tuple(Statement(quote, n, item=item) for n, quote in enumerate(quotes, 1))
    found = Answer(question, question, Outcome.ANSWERED, "", said, citations)
    return Turn(question, found, fingerprint=by, asked="2026-06-01T09:00:00+00:00")


def taken(*turns: Turn, title: str = "") -> Taken:
    return take(turns, SEARCHED, DAY, title)


def text_of(of: Taken) -> str:
    """All words of the paper, a line for each block and cell."""
    lines: list[str] = []
    for block in paper(of):
        if isinstance(block, Table):
            lines += [f"{name}: {cell}" for row in block.rows for name, cell in row.items()]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def test_citations_are_numbered_once_across_all_answers() -> None:
    of = taken(news("Beds closed."), turn(), news("Wards opened.", "Beds closed."))
    assert [(source.n, source.document.id) for source in of.sources] == [(1, "news"), (2, "plan")]
    assert of.sources[0].quotes == ("Beds closed.", "Wards opened.")
    assert [part.sources for part in of.parts] == [(1,), (2,), (1,)]


def test_the_same_number_in_another_edition_is_another_source() -> None:
    found = news("Beds closed.").answer
    assert found is not None
    other = replace(COUNTED, body="Beds closed. All of them.")
    edition = replace(found, citations=(Citation(1, NEWS, other, "Beds closed."),))
    of = taken(news("Beds closed."), Turn("And now?", edition, fingerprint="e" * 16))
    assert [source.paragraph.body for source in of.sources] == [COUNTED.body, other.body]
    assert [part.changed for part in of.parts] == [False, True]
    assert "The documents have changed since this was answered." in text_of(of)


@pytest.mark.parametrize("outcome", Outcome)
def test_nothing_is_said_without_the_number_of_a_source_that_stands_below(outcome: Outcome) -> None:
    of = taken(turn(outcome=outcome), news("Beds closed."))
    numbers = {source.n for source in of.sources}
    blocks = [block for block in paper(of) if isinstance(block, Block)]
    said = [block for block in blocks if block.kind in (Kind.SAID, Kind.ITEM)]
    assert said
    for block in said:
        cited = {run.source for run in block.runs if run.source}
        assert cited
        assert cited <= numbers
    assert [block.source for block in blocks if block.source] == sorted(numbers)


def test_an_answer_says_all_that_the_page_says() -> None:
    of = taken(turn())
    found = text_of(of)
    for words in (
        "How did staff grow?",
        "Understood as: How did staff grow? in 2020",
        "All 159 paragraphs were read.\nTwo say it.",
        "Staff grew by $5 to 6%. [1] (the words of the Committee)",
        "We will: Nurses: call 0161 496 0000. [1]",
        "[1] A plan, The Trust, May 2020, paragraph 3 of “Annex A”, pages 2 and 3.",
        "Not the document’s own words: it quotes the Committee.",
        MACHINE_READ,
        "The reading of this paragraph is uncertain: a number is missing. Check pages 2 and 3.",
        answerer_line("ollama:llama3.1"),
        "One sentence was quoted.",
        "Taken from Parity on 1 June 2026, from edition ffffffff of the documents.",
        "Asked on 3 March 2026.",
        "In Parity since: 31 May 2026",
        "Published: The Trust, May 2020",
        "Paragraph numbers: As printed. Read the cautions on 1",
        "[8] As of May.",
    ):
        assert words in found


def test_what_is_not_printed_or_dated_is_said_to_be_neither() -> None:
    found = text_of(taken(news("Beds closed.")))
    assert "[1] News of the trust, date not stated, paragraph 7, counted." in found
    assert "Paragraph numbers: Counted: none is printed" in found
    assert "In Parity since: not known" in found


def test_quoted_words_are_marked_in_the_whole_paragraph() -> None:
    of = taken(news("Wards opened."))
    quoted = [b for b in paper(of) if isinstance(b, Block) and b.kind is Kind.QUOTED]
    assert [[(run.text, run.marked) for run in block.runs] for block in quoted] == [
        [("Beds closed.", False)],
        [("Wards opened.", True)],
    ]


def test_a_refusal_says_what_was_searched_and_what_comes_nearest() -> None:
    of = taken(turn(outcome=Outcome.NOT_IN_DOCUMENTS))
    found = text_of(of)
    assert "Not in these documents" in found
    assert "“Staff grew by $5 to 6%.” [1]" in found
    assert "Searched: A plan, May 2020; News of the trust." in found
    assert HELP_LINE in found
    old = replace(turn(outcome=Outcome.NOT_IN_DOCUMENTS), fingerprint="e" * 16)
    assert "Searched:" not in text_of(taken(old))


def test_many_documents_that_were_searched_are_counted() -> None:
    many = tuple(replace(NEWS, id=str(n), title=f"Paper {n}") for n in range(30))
    of = take([turn(outcome=Outcome.NOT_IN_DOCUMENTS)], Searched(many, {}, "f" * 16), DAY)
    assert "Paper 19; 10 more." in text_of(of)


def test_where_help_is_stands_before_the_answer_and_in_every_format() -> None:
    found = news("Beds closed.", question="I feel low. Are beds closed?").answer
    assert found is not None
    helped = Turn("I feel low.", with_help(found), private=True)
    alone = Turn("I want to die", signpost("I want to die"), private=True)
    for one in (helped, alone):
        of = taken(one)
        for written in (text_of(of), to_text(of), words_of(to_html(of)), plain(to_markdown(of))):
            assert "Samaritans" in written
            assert "85258" in written
            assert "999" in written
    found_text = text_of(taken(helped))
    assert found_text.index("Samaritans") < found_text.index("Beds closed. [1]")


def test_turns_without_an_answer_are_left_out() -> None:
    of = taken(Turn("Too long?", failure="This question is too long."), news("Beds closed."))
    assert [part.turn.question for part in of.parts] == ["What of beds?"]
    assert text_of(take([], SEARCHED, DAY))


def test_one_answer_is_called_by_its_question_and_a_conversation_by_its_title() -> None:
    one = [b.text for b in paper(taken(news("Beds closed."))) if isinstance(b, Block)]
    assert (one[0], one.count("What of beds?")) == ("What of beds?", 1)
    assert "Answer" in one
    several = taken(news("Beds closed."), turn(), title="Beds and staff")
    headings = [b.text for b in paper(several) if isinstance(b, Block) and b.kind is Kind.QUESTION]
    assert headings == ["What of beds?", "How did staff grow?"]
    long = news("Beds closed.", question="Why " * 100 + "?")
    both = [b.text for b in paper(taken(long)) if isinstance(b, Block)]
    assert len(both[0]) <= 90
    assert long.question in both


@pytest.mark.parametrize(
    ("within", "named"), [(("plan",), "A plan"), (("plan", "gone"), "A plan and gone")]
)
def test_a_question_to_some_documents_says_to_which(within: tuple[str, ...], named: str) -> None:
    """One that is gone by now is named by its citations, or else by its id."""
    asked = replace(turn(), within=within)
    gone = take([asked], Searched((NEWS,), {}, "e" * 16), DAY)
    for of in (taken(asked), gone):
        for said in (text_of(of), plain(to_markdown(of)), to_text(of), words_of(to_html(of))):
            assert f"Asked of {named} only." in said
    assert "Asked of" not in text_of(taken(turn()))


def test_answers_from_documents_of_different_days_each_say_which() -> None:
    found = text_of(taken(news("Beds closed."), news("Wards opened.", by="e" * 16)))
    assert "Taken from Parity on 1 June 2026." in found
    assert "Asked on 1 June 2026, of edition eeeeeeee of the documents." in found


def hostile() -> Taken:
    """An answer in which everything that others wrote is hostile."""
    document = replace(NEWS, title=HOSTILE, publisher=HOSTILE, date=HOSTILE, rights=HOSTILE)
    # The quote is a part of the paragraph, so that what is marked begins and ends within signs.
    body = f"{HOSTILE}\n- {HOSTILE}\n1. {HOSTILE}\n===\n---\n> {HOSTILE}"
    paragraph = Paragraph("news", "7", False, (HOSTILE,), body, voices=(HOSTILE,) * 6)
    citations = (Citation(1, document, paragraph, HOSTILE),)
    said = (Statement(HOSTILE, 1, HOSTILE, item=True, lead_in=HOSTILE),)
    found = Answer(HOSTILE, "other", Outcome.PARTIAL, HOSTILE, said, citations, note=HOSTILE)
    return take([Turn(HOSTILE, found)], SEARCHED, DAY, HOSTILE)


def plain(markdown: str) -> str:
    """The words that a reader of Markdown sees."""
    return words_of(READ.render(markdown))


def test_hostile_words_are_words_in_markdown() -> None:
    written = to_markdown(hostile())
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
    tokens = parser.parse(written)
    kinds = {token.type for token in tokens}
    inner = [child for token in tokens for child in token.children or ()]
    assert not kinds & {"html_block", "code_block", "fence", "hr", "table_open"}
    assert not {child.type for child in inner} & {"html_inline", "image", "code_inline", "s_open"}
    assert "em_open" not in {child.type for child in inner}
    links = [child.attrs["href"] for child in inner if child.type == "link_open"]
    assert links
    assert set(links) == {"#source-1"}
    assert "[x](javascript:alert(2))" in unescape(words_of(parser.render(written)))


def test_hostile_words_are_words_in_html_and_make_no_sign_unseen() -> None:
    html = to_html(hostile())
    assert "<script" not in html
    assert "<img" not in html
    assert "<a" not in html
    for written in (html, to_text(hostile()), to_markdown(hostile())):
        assert not set(written) & set("\u202e\u2066\x07\x1b\ud800\uffff")
        assert "\N{REPLACEMENT CHARACTER}back\N{REPLACEMENT CHARACTER}" in written
        written.encode()


@pytest.mark.parametrize(
    "sign", ["\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u061c", "\u2028", "\x00", "\r"]
)
def test_a_sign_that_is_no_letter_becomes_one_that_is_seen(sign: str) -> None:
    assert visible(f"a{sign}b") == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize(
    "words",
    ["Beds fell.8 Later", "£5 million", "(Beds)", "a*b*c", "“Beds” fell", "–", "1. One", "x" * 3],
)
@pytest.mark.parametrize("around", [("", ""), ("a", "b"), (" ", " "), ("(", ")"), ("8", "9")])
def test_marked_words_keep_every_letter_in_markdown(words: str, around: tuple[str, str]) -> None:
    before, after = around
    body = f"{before}{words}{after}"
    paragraph = replace(COUNTED, body=body)
    citations = (Citation(1, NEWS, paragraph, words),)
    found = replace(answer(), statements=(Statement(words, 1),), citations=citations)
    written = to_markdown(take([Turn("What?", found)], SEARCHED, DAY))
    quoted = written[written.index("### Source 1") :]
    assert body.strip() in plain(quoted)
    assert "**" not in plain(quoted)
    if any(map(str.isalnum, words)):
        assert "<strong>" in READ.render(quoted.split("> ")[1])


def test_the_clipboard_has_the_same_words_rich_and_plain() -> None:
    of = taken(turn())
    rich = words_of(to_html(of).replace("</p>", "\n").replace("</li>", "\n"))
    flat = to_text(of).replace("• ", "")
    assert rich.split() == flat.split()
    assert "A plan, The Trust, May 2020, paragraph 3 of “Annex A”" in flat
    listed = to_text(taken(news("Beds closed.", "Wards opened.", item=True)))
    assert "• Beds closed. [1]\n• Wards opened. [1]" in listed
    assert PARAGRAPH.body not in flat
    assert len(list(excerpt(of))) < len(list(paper(of)))


def test_lists_of_sentences_and_of_sources_are_two_lists() -> None:
    of = taken(news("Beds closed.", "Wards opened.", item=True))
    html = MarkdownIt("commonmark").render(to_markdown(of))
    assert html.index("Wards opened.") < html.index("</ul>") < html.index("date not stated")


def test_saving_makes_a_new_file_of_the_kind_that_its_ending_names(tmp_path: Path) -> None:
    word, markdown = tmp_path / "answer.docx", tmp_path / "answer.MD"
    save(word, answer(), SEARCHED)
    save(markdown, answer(), SEARCHED)
    assert word.read_bytes()[:2] == b"PK"
    assert markdown.read_text("utf-8").startswith("# How did staff grow?\n")


@pytest.mark.parametrize("name", ["answer.pdf", "answer", "answer.docx.txt", ".md"])
def test_another_ending_is_refused_with_those_that_are_known(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ends in neither .docx \(Word\) nor .md"):
        require_new(tmp_path / name)


def test_nothing_is_written_over_or_into_no_folder(tmp_path: Path) -> None:
    there = tmp_path / "there.md"
    there.write_text("mine")
    with pytest.raises(ParityError, match="is there already; give another name"):
        save(there, answer(), SEARCHED)
    assert there.read_text() == "mine"
    with pytest.raises(ParityError, match="There is no folder"):
        save(tmp_path / "no" / "answer.md", answer(), SEARCHED)
