"""What the command line shows of an answer: legible for a person, JSON for programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from rich.console import Console
from rich.text import Text

from assistant.answer import (
    Answer,
    Citation,
    Outcome,
    Statement,
    by_paragraph,
    closest_sentence,
    statement_line,
)
from assistant.answering.finding import signpost
from assistant.ask import Assistant
from assistant.cautions import cautions
from assistant.citing import cited, headings
from assistant.export.taken import Searched
from assistant.models import Models
from assistant.question.crisis import HELP_LINE, plainly_in_distress
from assistant.settings import Settings
from assistant.shown import NEAREST, answerer_line, led_statements, privacy_line
from assistant.terminal.contract import answer_lines, to_object
from assistant.terminal.saving import require_new, save
from assistant.terminal.screen import screen
from assistant.terminal.streams import given_lines
from assistant.visible import visible_json
from ingest.voices import said_by, words_of


def answer_one(options: argparse.Namespace, settings: Settings, models: Models | None) -> int:
    """Print the answer to one question, for a person or as JSON, and save it where that is asked.

    Plain words of distress are answered with where help is, without an index or a model.
    """
    question: str = options.question
    file = Path(options.save) if options.save else None
    searched = Searched()
    if plainly_in_distress(question):
        answer = signpost(question)
    else:
        if file:
            require_new(file)
        assistant = Assistant.open(settings, models=models)
        answer = assistant.ask(question)
        searched = assistant.searched if file else searched
    if options.json:
        print(visible_json(to_object(answer)))
    else:
        show(answer, screen())
    if file:
        save(file, answer, searched)
        print(f"Saved as {file}.", file=sys.stderr)
    return 0


def answer_many(settings: Settings, models: Models | None) -> int:
    """Answer each JSON line of standard input with one JSON line."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    for line in answer_lines(Assistant.open(settings, models=models), given_lines(sys.stdin)):
        print(visible_json(line), flush=True)
    return 0


def show(answer: Answer, console: Console) -> None:
    """Print an answer with its sources, or a refusal with what the nearest paragraphs say."""
    if answer.standalone != answer.question:
        console.print(Text(f"Understood as: {answer.standalone}", style="dim"))
    if answer.outcome.refuses:
        console.print(Text(answer.message, style="bold yellow"))
        if answer.nearest:
            console.print(Text(f"\n{NEAREST}:", style="bold"))
            for passage in answer.nearest:
                closest = closest_sentence(passage)
                there = cited(passage.document, passage.paragraph, [closest])
                console.print(Text(f"  {there}", style="cyan"))
                if closest:
                    console.print(Text(f"    “{closest}”"))
        for line in filter(None, [answer.searched, answer.note, privacy_line(answer)]):
            console.print(Text(f"\n{line}", style="dim"))
        if answer.outcome in (Outcome.NOT_IN_DOCUMENTS, Outcome.NEEDS_CLARIFYING):
            console.print(Text(f"\n{HELP_LINE}", style="dim"))
        return
    if answer.help:
        console.print(Text(f"{answer.help}\n", style="bold yellow"))
    if answer.message:
        console.print(Text(f"{answer.message}\n", style="bold"))
    for disagreement in answer.disagreements:
        console.print(Text(f"{disagreement.message}\n", style="bold yellow"))
    for led, statements in led_statements(answer):
        console.print(Text(led, style="dim"))
        for statement in statements:
            console.print(Text(statement_line(statement)) + _voice(answer, statement))
    if answer.abbreviations:
        console.print(Text(f"\n{'; '.join(': '.join(pair) for pair in answer.abbreviations)}"))
    console.print(Text("\nSources", style="bold"))
    for citations in by_paragraph(answer.citations):
        _show_source(citations, console)
    said_by_whom = " ".join(filter(None, [answerer_line(answer.answerer), answer.note]))
    console.print(Text(f"\n{said_by_whom}", style="dim"))
    if line := privacy_line(answer):
        console.print(Text(line, style="dim"))


def _voice(answer: Answer, statement: Statement) -> Text:
    """Whose words a statement is, where it is not the document's own."""
    voice = answer.citations[statement.citation - 1].voice
    return Text(f" ({words_of(voice)})" if voice else "", style="yellow")


def _quoted_voices(citations: Sequence[Citation]) -> list[str]:
    """What a reader is told of the citations of a paragraph that are not in its own words."""
    several = len(citations) > 1
    return [
        f"{f'[{citation.n}] ' if several else ''}{said_by(citation.voice)}"
        for citation in citations
        if citation.voice
    ]


def _show_source(citations: Sequence[Citation], console: Console) -> None:
    """Print one paragraph's place, below the numbers of all citations of it."""
    document, paragraph = citations[0].document, citations[0].paragraph
    numbers = ", ".join(str(citation.n) for citation in citations)
    quotes = [citation.quote for citation in citations]
    console.print(Text(f"[{numbers}] {cited(document, paragraph, quotes)}", style="cyan"))
    if above := headings(document, paragraph):
        console.print(Text(f"    {above}", style="dim"))
    for caution in cautions(document, paragraph):
        console.print(Text(f"    {caution}", style="yellow"))
    for voice in _quoted_voices(citations):
        console.print(Text(f"    {voice}", style="yellow"))
