"""Whose words a text is: a paper's own, or those of whoever it quotes and answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from ingest.blocks import ASIDE, Block, BlockKind, leads_into
from ingest.language.labels import is_reply_label, is_unit_label
from ingest.language.speech import QUOTATION, announced
from ingest.language.words import stem, words
from ingest.types import Paragraph
from ingest.units import Piece, begins_reply, units

_TITLE_LINES, _TITLE_WORDS = 6, 25
_JOINS_NAME = 4
"""Letters of the longest small word within a body's name ("with")."""

_FEWEST_WORDS = 4
_WISHES = frozenset({"should", "must", stem("recommend"), stem("urge")})


def reply_named(pieces: Sequence[Piece], title: str) -> tuple[str, str] | None:
    """Who replies and to whom by a paper's title, or by a line in which it may begin with it."""
    first = (piece.block.text for piece in pieces[:_TITLE_LINES])
    lines = [title, *(text for text in first if len(text.split()) <= _TITLE_WORDS)]
    return next(filter(None, map(reply_of, lines)), None)


def is_answering(pieces: Sequence[Piece], title: str) -> bool:
    """Whether a paper replies to another: by its title, or to the recommendations in it."""
    if reply_named(pieces, title):
        return True
    replied = [any(map(begins_reply, below)) for head, below in units(pieces) if _is_anothers(head)]
    return sum(replied) >= max(1, len(replied) / 2)


def reply_of(title: str) -> tuple[str, str] | None:
    """Who replies and to whom by a title, each as it names them; None if it names no reply.

    >>> reply_of("The Government's response to the Health Committee's report")
    ("The Government's", 'the Health Committee')
    """
    of = title.split()
    for at, word in enumerate(of[:-2]):
        if word.strip(",:") and is_reply_label(word) and of[at + 1] == "to":
            return " ".join(of[:at]), _body(of[at + 2 :])
    return None


def _body(named: Sequence[str]) -> str:
    """The body that words begin with, to its possessive or before "report"; empty if none does."""
    body: list[str] = []
    for at, word in enumerate(named):
        bare = word.replace("’", "'").rstrip(":,")
        owner = bare.removesuffix("'s").removesuffix("'")
        if at and not word[0].isupper() and len(word) > _JOINS_NAME:
            break
        body.append(owner)
        if owner != bare:
            break
    return " ".join(body) if any(word[0].isupper() for word in body) else ""


def voices_of(pieces: Sequence[Piece], title: str = "") -> list[str]:
    """Whose words each piece is, as the paper names them; empty where the paper itself speaks."""
    names = reply_named(pieces, title)
    quoted = _announced(pieces, own=frozenset(map(stem, words(names[0]))) if names else frozenset())
    quoted |= _of_rows(pieces)
    if is_answering(pieces, title):
        quoted = _wishes(pieces, names[1] if names else "") | quoted | _of_units(pieces)
    return [quoted.get(id(piece), "") for piece in pieces]


def _is_anothers(head: Piece) -> bool:
    return head.unnumbered or (head.label is not None and head.label.is_anothers)


def _of_units(pieces: Sequence[Piece]) -> dict[int, str]:
    """The voices of the recommendations that a paper answers, by the identity of the piece."""
    return {
        id(piece): _name(head)
        for head, below in units(pieces)
        if _is_anothers(head)
        for piece in _quoted(head, below)
    }


def _of_rows(pieces: Sequence[Piece]) -> dict[int, str]:
    """The voices of the recommendations that stand in a table beside the replies to them."""
    rows = [piece for piece in pieces if piece.block.kind is BlockKind.ROW]
    found: dict[int, str] = {}
    for piece, below in pairwise(rows):
        (of, name), (again, reply) = _named(piece.block), _named(below.block)
        if is_unit_label(name) and of == again and is_reply_label(reply, recurring=True):
            found[id(piece)] = f"{name} {of}" if of else f"the {name.lower()}"
    return found


def _named(row: Block) -> tuple[str, str]:
    """What names a table's row, and its first column's name, in the singular."""
    before, dash, _ = row.text.partition(" – ")
    of, _, name = before.rpartition(": ") if dash else ("", "", "")
    return of, name.removesuffix("s")


def _name(head: Piece) -> str:
    if head.label:
        return head.label.name
    name = head.block.text.partition(":")[0].strip()
    return f"the {name.lower() if len(name.split()) == 1 else name.removeprefix('The ')}"


def _quoted(head: Piece, below: Sequence[Piece]) -> list[Piece]:
    """The pieces of a unit in which the recommendation itself stands.

    Where that is set off by its print it ends with it, at the latest where a reply begins.
    """
    says = not head.is_heading and _says_something(head)
    said = [head] if says else []
    titled = head.is_heading and head.label is not None and _is_long(head.label.rest)
    until = next((at for at, piece in enumerate(below) if begins_reply(piece)), len(below))
    above_reply = list(below[:until])
    if not above_reply:
        return said
    if (
        not says
        and (titled or above_reply[0].block.number)
        and not (above_reply[0].block.apart or wishes(above_reply[0].block.text))
    ):
        return []
    if until < len(below) and below[until].replies and not below[until].follows:
        return [*said, *above_reply]
    parted = len({piece.block.apart for piece in (*said, *below)}) > 1
    return [*said, *_first_alike([*said, *above_reply], parted=parted)[len(said) :]]


def _says_something(head: Piece) -> bool:
    """Whether more than the label stands in a piece that begins a unit."""
    rest = head.label.rest if head.label else head.block.text.partition(":")[2]
    return bool(rest.strip())


def _first_alike(pieces: Sequence[Piece], *, parted: bool) -> list[Piece]:
    """The first pieces, of a unit ``parted`` by its print those set off; else the first."""
    if parted and pieces[0].block.apart:
        return list(takewhile(lambda piece: piece.block.apart, pieces))
    found = [pieces[0]]
    for piece in pieces[1:]:
        text = piece.block.text
        listed = piece.block.kind is BlockKind.ITEM or leads_into(found[-1].block.text)
        if piece.block.number or not (listed or wishes(text)):
            break
        found.append(piece)
    return found


def wishes(text: str) -> bool:
    """Whether a text says what somebody should do."""
    return any(word in _WISHES or stem(word) in _WISHES for word in words(text))


def _is_long(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS


def _wishes(pieces: Sequence[Piece], body: str) -> dict[int, str]:
    """The voices of paragraphs, set off by their print, that say what should be done.

    They are those of the ``body`` that is answered. None in a paper that names the recommendations
    which it answers.
    """
    if any(_is_anothers(head) for head, _ in units(pieces)):
        return {}
    return {
        id(piece): body or QUOTATION
        for piece in pieces
        if piece.block.apart
        and piece.block.kind is not BlockKind.HEADING
        and piece.block.level != ASIDE
        and wishes(piece.block.text)
        and not begins_reply(piece)
    }


def _announced(pieces: Sequence[Piece], own: frozenset[str]) -> dict[int, str]:
    """The voices of what a sentence such as "The Committee said:" announces, and of quotations.

    A quotation that follows a whole one is perhaps another's.
    """
    found: dict[int, str] = {}
    speaker, before = "", ""
    for piece in pieces:
        block = piece.block
        if block.kind is BlockKind.FOOTNOTE:
            continue
        in_marks = _is_quotation(block.text)
        if block.kind is BlockKind.HEADING or not (speaker and _goes_on(block, before)):
            speaker = ""
        elif block.kind is BlockKind.PROSE and in_marks and _is_quotation(before):
            speaker = QUOTATION
        if speaker == QUOTATION and not (block.apart or in_marks):
            speaker = ""
        if block.kind is not BlockKind.HEADING:
            if speaker or in_marks:
                found[id(piece)] = speaker or QUOTATION
            else:
                speaker = _not_own(block.text, own)
        before = block.text
    return found


def _goes_on(block: Block, before: str) -> bool:
    """Whether what somebody was announced to say goes on with a block."""
    if block.number:
        return False
    return (
        leads_into(before)
        or block.apart
        or block.kind is BlockKind.ITEM
        or (_is_quotation(block.text))
    )


def _not_own(text: str, own: frozenset[str]) -> str:
    """Who a text announces, if that is not the paper itself."""
    speaker = announced(text)
    if own & set(map(stem, words(text if speaker == QUOTATION else speaker))):
        return ""
    return f"the {speaker.removeprefix('The ')}" if speaker.startswith("The ") else speaker


def _is_quotation(text: str) -> bool:
    """Whether a text stands in quotation marks from its first word to its last."""
    inner = text.lstrip("-•– ").rstrip(".,;⁰¹²³⁴⁵⁶⁷⁸⁹ ")
    marks = next((pair for pair in ("“”", '""', "‘’") if inner.startswith(pair[0])), "")
    if not marks or not inner.endswith(marks[1]) or not _is_long(inner):
        return False
    return marks[1] not in inner[1:-1] or marks == "‘’"


def voice_of(paragraph: Paragraph, quote: str) -> str:
    """Whose words a quote of a paragraph is, as the paper names them; empty if they are its own."""
    at = paragraph.body.find(quote)
    if at < 0 or not paragraph.voices:
        return ""
    line = paragraph.body.count("\n", 0, at)
    return paragraph.voices[line] if line < len(paragraph.voices) else ""


def voices_of_quotes(paragraph: Paragraph, quotes: Iterable[str]) -> list[str]:
    """Whose words the quotes of a paragraph are, each once, where they are not its own."""
    voices = (voice_of(paragraph, quote) for quote in quotes)
    return list(dict.fromkeys(filter(None, voices)))


def said_by(voice: str) -> str:
    """What a reader is told of words that are not the document's own."""
    quoted = "somebody" if voice == QUOTATION else voice
    return f"Not the document’s own words: it quotes {quoted}."


def words_of(voice: str) -> str:
    """The same in short, behind the words.

    >>> words_of("the Committee"), words_of(QUOTATION)
    ('the words of the Committee', 'quoted words')
    """
    return "quoted words" if voice == QUOTATION else f"the words of {voice}"
