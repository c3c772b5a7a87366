"""The reader of PDF: pages of lines in, blocks out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.blocks import ASIDE, Block, BlockKind, goes_on
from ingest.reading.pdf.contents import without_contents
from ingest.reading.pdf.endnotes import RETURN, listed_notes, with_endnotes
from ingest.reading.pdf.furniture import without_furniture
from ingest.reading.pdf.heads import with_heads
from ingest.reading.pdf.hyphens import joined, vocabulary
from ingest.reading.pdf.lines import Line, Page
from ingest.reading.pdf.look import Look, look_of
from ingest.reading.pdf.notes import Footnotes, Note
from ingest.reading.pdf.setoff import is_apart, lead_of, with_frames
from ingest.reading.pdf.site import is_web_print, site_begins
from ingest.reading.pdf.stretches import (
    SENTENCE_END,
    Stretch,
    as_item,
    stretches,
    without_number,
)
from ingest.reading.pdf.styles import (
    LARGER,
    Bookmark,
    Levels,
    Style,
    is_caption,
    looks_like_heading,
    style_of,
)
from ingest.reading.pdf.uncertain import doubt_of, with_overlaps
from ingest.reading.tables import table_row_text, table_rows

_LONGEST_NAME = 8
"""Words of a column's name; a first row with a longer cell names nothing."""
_MOST_PAGES_BETWEEN = 2
"""How far boxes and figures may part the two halves of a paragraph."""


def blocks_of(pages: Sequence[Page], outline: Sequence[Bookmark] = ()) -> list[Block]:
    """A document's blocks, without headers, footers, page numbers and the contents list."""
    beside = {page.number: page.beside for page in pages if page.beside}
    of_web = is_web_print(pages)
    pages, _ = without_contents(without_furniture(pages))
    pages = [replace(p, lines=tuple(with_frames(p.lines, p.rules, p.height))) for p in pages]
    pages = [with_overlaps(page) for page in pages]
    if not any(page.lines for page in pages):
        return [_beside(page, texts) for page, texts in beside.items()]
    look = look_of(pages)
    footnotes = Footnotes(look)
    parted = [footnotes.taken_from(page) for page in pages]
    known = vocabulary([line for page in pages for line in page.lines])
    notes = {page.number: of for page, (_, of) in zip(pages, parted, strict=True)}
    lines = _without_ends([line for own, _ in parted for line in own], notes, look, of_web)
    text = with_heads(stretches(lines, look), look)
    blocks = _whole(_levelled(_with_notes(text, notes, look, known), outline), known)
    return _with_beside(with_endnotes(blocks), beside)


def _without_ends(
    lines: list[Line], notes: dict[int, list[Note]], look: Look, of_web: bool
) -> list[Line]:
    """The lines without a list of notes, which are put to ``notes``, and without what a site adds.

    ``of_web`` says that they are those of a printed web page.
    """
    taken = {note.marker for of in notes.values() for note in of}
    listed = listed_notes(lines, taken, look)
    behind = None
    if listed:
        for note in listed.notes:
            notes[note.lines[0].page].append(note)
        lines = [*lines[: listed.start], *lines[listed.end :]]
        behind = listed.start
    return lines[: site_begins(lines, behind, look)] if of_web else lines


def _with_beside(blocks: Sequence[Block], beside: Mapping[int, Sequence[str]]) -> list[Block]:
    """The blocks, with the text in other directions behind the rest of its page."""
    placed = list(blocks)
    for page, texts in beside.items():
        behind = [at for at, block in enumerate(placed) if (block.page or 0) <= page]
        placed.insert(behind[-1] + 1 if behind else 0, _beside(page, texts))
    return placed


def _beside(page: int, texts: Sequence[str]) -> Block:
    return Block(BlockKind.ROW, " ".join(" ".join(texts).split()), page=page)


def _with_notes(
    text: Sequence[Stretch], notes: dict[int, list[Note]], look: Look, known: Counter[str]
) -> list[tuple[Block, Style | None]]:
    """The blocks of the text with each page's footnotes behind it; headings with their style."""
    found: list[tuple[Block, Style | None]] = []
    last_note: int | None = None
    pages = sorted({*notes, *(stretch.page for stretch in text)})
    by_page: dict[int, list[Stretch]] = {page: [] for page in pages}
    for stretch in text:
        by_page[stretch.page].append(stretch)
    for page in pages:
        for stretch in by_page[page]:
            if stretch.first.columns:
                rows = _rows(stretch, known)
                found += [(_beside_or_doubted(row, stretch), None) for row in rows]
            else:
                block, style = _block(stretch, look, known)
                found.append((_beside_or_doubted(block, stretch), style))
        for note in notes.get(page, []):
            words = joined(note.texts, known).rstrip(RETURN)
            if note.marker:
                last_note = len(found)
                block = Block(BlockKind.FOOTNOTE, words, marker=note.marker, page=page)
                found.append((block, None))
            elif last_note is not None:
                above = found[last_note][0]
                rest = Block(BlockKind.FOOTNOTE, words, page=page)
                whole = above.with_rest(rest, joined([above.text, words], known))
                found[last_note] = (whole, None)
            else:
                found.append((Block(BlockKind.PROSE, words, page=page), None))
    return found


def _beside_or_doubted(block: Block, stretch: Stretch) -> Block:
    """A stretch's block, which is an aside in a box, with why the reading of it is uncertain."""
    return replace(block, aside=stretch.first.box > 0, doubt=doubt_of(stretch))


def _rows(stretch: Stretch, known: Counter[str]) -> Iterator[Block]:
    """A table's rows; its column names are said once, however many pages it goes over."""
    table = [
        [joined(cell.text.split("\n"), known) for cell in line.cells] for line in stretch.lines
    ]
    used = [at for at in range(len(table[0])) if any(cells[at] for cells in table)]
    table = [[cells[at] for at in used] for cells in table]
    pages = [line.page for line in stretch.lines]
    long = any(len(cell.split()) > _LONGEST_NAME for cell in table[0])
    if long or not stretch.first.named:
        for cells, page in zip(table, pages, strict=True):
            yield Block(BlockKind.ROW, table_row_text([], cells), page=page)
        return
    kept = [at for at, cells in enumerate(table) if not at or cells != table[0]]
    if len(kept) == 1:
        words = " – ".join(filter(None, table[0]))
        yield Block(BlockKind.PROSE, words, page=stretch.page)
        return
    yield from table_rows([table[at] for at in kept], [pages[at] for at in kept])


def _block(stretch: Stretch, look: Look, known: Counter[str]) -> tuple[Block, Style | None]:
    texts = [" ".join(line.text.split()) for line in stretch.lines]
    whole = joined(texts, known)
    if stretch.item:
        apart = is_apart(stretch.lines, look, item=True)
        return Block(BlockKind.ITEM, as_item(whole), page=stretch.page, apart=apart), None
    by_print = is_caption(whole) or looks_like_heading(stretch.lines, whole, look)
    is_heading = stretch.heading or by_print
    style = style_of(stretch.first, whole) if is_heading else None
    if not stretch.number:
        kind = BlockKind.HEADING if is_heading else BlockKind.PROSE
        return _set_off(Block(kind, whole, page=stretch.page), stretch, look), style
    words = joined(without_number(texts, stretch.number), known)
    if is_heading and stretch.first.size > LARGER * look.size:
        return Block(BlockKind.HEADING, whole, page=stretch.page), style
    kind = BlockKind.HEADING if is_heading else BlockKind.PROSE
    block = Block(kind, words, number=stretch.number, page=stretch.page)
    return _set_off(block, stretch, look), style


def _set_off(block: Block, stretch: Stretch, look: Look) -> Block:
    """A block of a stretch with what of it its print sets off."""
    lead, apart = lead_of(stretch.lines, block.text), is_apart(stretch.lines, look)
    return replace(block, lead=lead, apart=apart)


def _levelled(
    found: Sequence[tuple[Block, Style | None]], outline: Sequence[Bookmark]
) -> list[Block]:
    in_text = [(style, block.text) for block, style in found if style and not block.aside]
    levels = Levels(in_text, outline)
    return [
        replace(block, level=ASIDE if block.aside else levels.level(style, block.text))
        if style
        else block
        for block, style in found
    ]


def _whole(blocks: Sequence[Block], known: Counter[str]) -> list[Block]:
    """Paragraphs that a page's end, or a box or figure, has cut in two, whole again."""
    whole: list[Block] = []
    body: int | None = None
    outside: int | None = None
    for block in blocks:
        if block.aside:
            whole.append(block)
            continue
        host = _host(whole, body, outside, block)
        if host is not None:
            above = whole[host]
            whole[host] = above.with_rest(block, joined([above.text, block.text], known))
            body, outside = (host, None) if host == outside else (body, outside)
            continue
        if block.kind in (BlockKind.PROSE, BlockKind.ITEM):
            body = len(whole)
            outside = None if block.number else outside
        elif block.kind is BlockKind.HEADING and not is_caption(block.text):
            body = outside = None
        elif block.kind is BlockKind.HEADING and body is not None and outside is None:
            outside = body if _is_open(whole[body]) else None
        whole.append(block)
    return whole


def _host(
    whole: Sequence[Block], body: int | None, outside: int | None, block: Block
) -> int | None:
    """Where the text is that this block goes on with, if it does.

    That is the last text, or the text ``outside`` of a box or figure that stands in it.
    """
    if body is None or block.kind is not BlockKind.PROSE or block.number:
        return None
    above = whole[body]
    if outside is not None and (block.page or 0) - (whole[outside].page or 0) > _MOST_PAGES_BETWEEN:
        outside = None
    if goes_on(block):
        if outside is not None and above.page == block.page:
            return outside
        return body if _is_open(above) or above.page != block.page else outside
    on_next = above.page != block.page
    return body if _is_open(above) and on_next and _is_next(whole, body) else None


def _is_open(block: Block) -> bool:
    """Whether a block's last sentence has no end."""
    return SENTENCE_END.search(block.text) is None


def _is_next(whole: Sequence[Block], body: int) -> bool:
    """Whether nothing but footnotes and boxes stands below a block."""
    return all(block.kind is BlockKind.FOOTNOTE or block.aside for block in whole[body + 1 :])
