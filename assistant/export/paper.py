"""What is taken away as a paper: its headings, lines and references, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from assistant.answer import Outcome
from assistant.citing import cited as cited_
from assistant.citing import headings, origin
from assistant.export.taken import Led, Line, Part, Source, Taken
from assistant.lines import lines_of, quoted_letters
from assistant.question.crisis import HELP_LINE
from assistant.shown import LABELS, NEAREST, answerer_line, day_said, rated_line, within_line
from assistant.visible import visible
from ingest.types import Document
from ingest.voices import words_of

_NAMED = 20
"""Documents that a refusal names of those that were searched."""

_HOW_TO_READ = (
    "The number after a sentence is that of the paragraph that it comes from. These stand in full "
    "at the end, with the quoted words marked."
)
_CHANGED = "The documents have changed since this was answered."
_ABOUT_TABLE = (
    "A row for each document that is cited: the numbers of its paragraphs here, its title, who "
    "published it and when, when it was read, and whether its numbers are printed."
)
_EDITION_SIGNS = 8
_BESIDE = {True: "as printed", False: "counted: none is printed"}


class Kind(StrEnum):
    """What a block is, by which a format chooses how it looks."""

    TITLE = "title"
    ABOUT = "about"
    QUESTION = "question"
    SECTION = "section"
    SOURCE = "source"
    LABEL = "label"
    NOTE = "note"
    HELP_LABEL = "help label"
    HELP = "help"
    LEAD = "lead"
    SAID = "said"
    ITEM = "item"
    SMALL = "small"
    REFERENCE = "reference"
    QUOTED = "quoted"
    QUOTED_ITEM = "quoted item"


@dataclass(frozen=True)
class Run:
    """Words that look alike; ``source`` is the number of the one that they refer to."""

    text: str
    strong: bool = False
    marked: bool = False
    source: int = 0


@dataclass(frozen=True)
class Block:
    """One paragraph of the paper; ``source`` is the number of the one that begins here."""

    kind: Kind
    runs: tuple[Run, ...]
    source: int = 0

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Table:
    """Rows of cells, each by the name of its column; ``about`` says what the table shows."""

    about: str
    rows: tuple[Mapping[str, str], ...]


def paper(taken: Taken) -> Iterator[Block | Table]:
    """All of it: answers, the standing of each document, each paragraph in full."""
    yield _plain(Kind.TITLE, taken.title)
    yield _plain(Kind.ABOUT, _provenance(taken))
    if taken.sources:
        yield _plain(Kind.ABOUT, _HOW_TO_READ)
    for part in taken.parts:
        question = _one_line(part.turn.question)
        yield _plain(Kind.QUESTION, "Answer" if question == taken.title else question)
        yield from _answer(part, taken)
    if taken.sources:
        yield _plain(Kind.SECTION, "Documents cited")
        yield _standing(taken)
        yield _plain(Kind.SECTION, "Appendix: the paragraphs in full")
        for source in taken.sources:
            yield from _in_full(source)


def excerpt(taken: Taken) -> Iterator[Block]:
    """The answers and their references alone, to be put into a text of one's own."""
    for part in taken.parts:
        yield _plain(Kind.QUESTION, _one_line(part.turn.question))
        yield from _answer(part, taken)
    yield _plain(Kind.SMALL, _provenance(taken))


def reference(source: Source) -> str:
    """A source as a reader is told to find it: document, publisher, date, paragraph and page."""
    document = source.document
    found = cited_(document, source.paragraph, source.quotes).removeprefix(document.name)
    return f"{document.name}, {origin(document)}{found}"


def _words(text: str) -> str:
    """A text on one line, with a sign for whatever is no letter of it."""
    return visible(text).replace("\n", " ").replace("\t", " ")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _plain(kind: Kind, text: str) -> Block:
    return Block(kind, (Run(_words(text)),))


def _provenance(taken: Taken) -> str:
    prints = taken.fingerprints
    of = f", from edition {_edition(prints[0])} of the documents" if len(prints) == 1 else ""
    return f"Taken from Parity on {day_said(taken.day)}{of}."


def _edition(fingerprint: str) -> str:
    """What tells these documents, as they were read, from all others, short enough to say."""
    return fingerprint[:_EDITION_SIGNS]


def _answer(part: Part, taken: Taken) -> Iterator[Block]:
    answer = part.answer
    yield from _circumstances(part, taken)
    if answer.help:
        yield _plain(Kind.HELP_LABEL, LABELS[Outcome.CRISIS_SIGNPOST])
        yield from _each_line(Kind.HELP, answer.help)
    if answer.message:
        is_help = answer.outcome is Outcome.CRISIS_SIGNPOST
        yield _plain(Kind.HELP_LABEL if is_help else Kind.LABEL, LABELS[answer.outcome])
        yield from _each_line(Kind.HELP if is_help else Kind.NOTE, answer.message)
    if rated := rated_line(answer):
        yield _plain(Kind.NOTE, rated)
    for disagreement in answer.disagreements:
        yield _plain(Kind.LABEL, disagreement.label)
        yield _plain(Kind.NOTE, disagreement.message)
    for led in part.said:
        yield from _led(led)
    if answer.abbreviations:
        pairs = (f"{short}: {long}" for short, long in answer.abbreviations)
        yield _plain(Kind.SMALL, "; ".join(pairs))
    yield from _unanswered(part, taken.sources)
    if part.sources:
        yield _plain(Kind.LABEL, "Sources")
    for number in part.sources:
        source = taken.sources[number - 1]
        words = " ".join([f" {reference(source)}.", *source.cautions])
        yield Block(Kind.REFERENCE, (Run(f"[{number}]", source=number), Run(_words(words))))
    if part.said:
        yield _plain(Kind.SMALL, answerer_line(answer.answerer))
    if answer.note:
        yield _plain(Kind.SMALL, answer.note)


def _circumstances(part: Part, taken: Taken) -> Iterator[Block]:
    """When it was asked, of what, and how the question was understood."""
    asked = day_said(part.turn.asked)
    prints = taken.fingerprints if part.turn.fingerprint else ()
    of = f", of edition {_edition(part.turn.fingerprint)} of the documents" if prints[1:] else ""
    if asked and (asked != day_said(taken.day) or of):
        yield _plain(Kind.SMALL, f"Asked on {asked}{of}.")
    if part.changed:
        yield _plain(Kind.SMALL, _CHANGED)
    if only := within_line(part.within):
        yield _plain(Kind.SMALL, only)
    if part.answer.standalone not in ("", part.answer.question):
        yield _plain(Kind.SMALL, f"Understood as: {part.answer.standalone}")


def _each_line(kind: Kind, text: str) -> Iterator[Block]:
    return (_plain(kind, line) for line in text.splitlines() if line.strip())


def _led(led: Led) -> Iterator[Block]:
    yield _plain(Kind.LEAD, led.lead)
    for line in led.lines:
        yield Block(Kind.ITEM if line.item else Kind.SAID, tuple(_runs(line)))


def _runs(line: Line) -> Iterator[Run]:
    if line.heading:
        yield Run(_words(f"{line.heading}: "), strong=True)
    yield Run(_words(f"{line.words} "))
    yield from _numbers(line.sources)
    if line.voice:
        yield Run(_words(f" ({words_of(line.voice)})"))


def _numbers(sources: Sequence[int]) -> Iterator[Run]:
    return (Run(f"[{number}]", source=number) for number in sources)


def _unanswered(part: Part, sources: Sequence[Source]) -> Iterator[Block]:
    """What comes nearest, what was searched, and where help is, below what has no answer."""
    if part.near:
        yield _plain(Kind.LABEL, NEAREST)
    for near in part.near:
        yield _plain(Kind.LEAD, f"{sources[near.source - 1].named}:")
        words = Run(_words(f"“{near.closest}” " if near.closest else "The whole paragraph "))
        yield Block(Kind.SAID, (words, *_numbers([near.source])))
    if part.searched:
        names = [_with_date(document) for document in part.searched[:_NAMED]]
        left = len(part.searched) - len(names)
        names += [f"{left} more"] if left else []
        yield _plain(Kind.SMALL, f"Searched: {'; '.join(names)}.")
    if part.answer.outcome in (Outcome.NOT_IN_DOCUMENTS, Outcome.NEEDS_CLARIFYING):
        yield _plain(Kind.SMALL, HELP_LINE)


def _with_date(document: Document) -> str:
    return ", ".join(filter(None, (document.name, document.date)))


def _standing(taken: Taken) -> Table:
    """A row for each document that is cited, in the order in which each first is."""
    by_document: dict[Document, list[Source]] = {}
    for source in taken.sources:
        by_document.setdefault(source.document, []).append(source)
    rows = (
        _row(document, own, taken.ingested.get(document.id, ""))
        for document, own in by_document.items()
    )
    return Table(_ABOUT_TABLE, tuple(rows))


def _row(document: Document, sources: Sequence[Source], ingested: str) -> Mapping[str, str]:
    title = _one_line(document.title)
    name = "" if document.name in title else f"{document.name}: "
    kind = f" ({document.kind})" if document.kind else ""
    rights = f". {document.rights}" if document.rights else ""
    printed = dict.fromkeys(_BESIDE[source.paragraph.printed] for source in sources)
    doubted = [str(source.n) for source in sources if source.cautions]
    wary = f". Read the cautions on {', '.join(doubted)}" if doubted else ""
    cells = {
        "Source": ", ".join(str(source.n) for source in sources),
        "Document": f"{name}{title}{kind}{rights}",
        "Published": origin(document),
        "In Parity since": day_said(ingested) or "not known",
        "Paragraph numbers": f"{' or '.join(printed).capitalize()}{wary}",
    }
    return {column: _words(cell) for column, cell in cells.items()}


def _in_full(source: Source) -> Iterator[Block]:
    """A paragraph with its headings, cautions and the words that were quoted, marked."""
    named = Run(_words(f"[{source.n}] {source.named}"))
    yield Block(Kind.SOURCE, (named,), source.n)
    if above := headings(source.document, source.paragraph):
        yield _plain(Kind.SMALL, above)
    for caution in source.cautions:
        yield _plain(Kind.SMALL, caution)
    text = source.paragraph.text
    quoted = quoted_letters(text, source.quotes)
    for kind, line in lines_of(source.paragraph):
        runs = tuple(
            Run(_words("".join(text[at] for at in group)), marked=marked)
            for marked, group in groupby(line, quoted.__contains__)
        )
        yield Block(Kind.QUOTED_ITEM if kind == "bullet" else Kind.QUOTED, runs)
