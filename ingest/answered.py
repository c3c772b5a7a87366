"""Recommendations with numbers of their own, set off by their print among a paper's paragraphs.

A reply quotes what it answers in bold, in italic or in a frame, with the number that it has there:
"3. The Department should …" between the paragraphs 2.4 and 2.5 of the reply.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.blocks import Block, BlockKind
from ingest.language.labels import Label
from ingest.numbering import parsed
from ingest.units import Piece
from ingest.voices import wishes

_FEWEST = 2
_MOST_MISSING = 2
"""Numbers of a run that may be left out: those that are answered elsewhere."""
_FEWEST_WISHES = 0.5
_CONCLUSION, _RECOMMENDATION = "Conclusion", "Recommendation"


def with_answered(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those as units of their own that are numbered apart from the paper's paragraphs.

    Such numbers make a run from the first on, all set off by their print, and most say what should
    be done; other text stands between them. Where that has no numbers, the run is the paper's.
    """
    marked = list(pieces)
    own = any(piece.block.number and not _is_apart(piece) for piece in pieces)
    for run in _runs(pieces):
        said = [pieces[at].block for at in run]
        wished = sum(wishes(block.text) for block in said)
        if len(run) < _FEWEST or wished < _FEWEST_WISHES * len(run) or _is_shared(pieces, run):
            continue
        if _are_parted(pieces, run):
            for at in run:
                marked[at] = _unit(pieces[at], keeps_number=not own)
    return marked


def _is_apart(piece: Piece) -> bool:
    """Whether a numbered piece may be such a recommendation."""
    block = piece.block
    depth = len(parsed(block.number) or ())
    if depth != 1 or not block.apart or block.aside or piece.label is not None:
        return False
    return block.kind is BlockKind.PROSE or (block.kind is BlockKind.HEADING and wishes(block.text))


def _runs(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """The places of pieces whose numbers go up one by one, with few left out."""
    run: list[int] = []
    last = 0
    for at, piece in enumerate(pieces):
        if not _is_apart(piece):
            continue
        (number,) = parsed(piece.block.number) or (0,)
        if run and not last < number <= last + 1 + _MOST_MISSING:
            yield run
            run, last = [], 0
        if not run and number > 1 + _MOST_MISSING:
            continue
        run.append(at)
        last = number
    yield run


def _is_shared(pieces: Sequence[Piece], run: Sequence[int]) -> bool:
    """Whether paragraphs in the print of the text have the numbers that are left out of a run.

    Then the run is the paper's own, and some of its paragraphs are in bold.
    """
    numbers = {pieces[at].block.number for at in run}
    between = [piece for piece in pieces[run[0] : run[-1]] if not _is_apart(piece)]
    own = {piece.block.number for piece in between if len(parsed(piece.block.number) or ()) == 1}
    missing = {str(of) for of in range(1, int(pieces[run[-1]].block.number))} - numbers
    return bool(own & missing)


def _are_parted(pieces: Sequence[Piece], run: Sequence[int]) -> bool:
    """Whether text in the print of the paper stands behind half of a run's pieces, before the next.

    Behind most of a list of recommendations none does.
    """
    ends = [*run[1:], len(pieces)]
    replied = [
        any(not of.block.apart and of.block.kind is BlockKind.PROSE for of in pieces[at + 1 : end])
        for at, end in zip(run, ends, strict=True)
    ]
    return 2 * sum(replied) >= len(run)


def _unit(piece: Piece, *, keeps_number: bool) -> Piece:
    """A piece as a unit with the name that its number gives it."""
    block = piece.block
    label = Label(f"{_noun(block)} {block.number}", replies=False, rest=block.text)
    number = block.number if keeps_number else ""
    text = replace(block, kind=BlockKind.PROSE, number=number, level=0)
    return replace(piece, block=text, label=label)


def _noun(block: Block) -> str:
    """What a paper calls the words: as they say themselves at their end, or by what they wish."""
    end = block.text.rpartition("(")[2].lower()
    if end.startswith(_CONCLUSION.lower()):
        return _CONCLUSION
    named = end.startswith(_RECOMMENDATION.lower())
    return _RECOMMENDATION if named or wishes(block.text) else _CONCLUSION
