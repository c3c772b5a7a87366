"""The reader of PDF: pages of lines in, blocks out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ingest.blocks import ASIDE, Block, BlockKind, goes_on
from ingest.language.labels import label_of
from ingest.reading.pdf.box_titles import frame_of, with_box_titles
from ingest.reading.pdf.caption import is_caption
from ingest.reading.pdf.contents import without_contents
from ingest.reading.pdf.endnotes import listed_notes, with_endnotes
from ingest.reading.pdf.found import Found
from ingest.reading.pdf.furniture import without_furniture
from ingest.reading.pdf.heads import with_heads
from ingest.reading.pdf.hyphens import joined, vocabulary
from ingest.reading.pdf.items import as_item
from ingest.reading.pdf.levels import Bookmark, levels_of, with_labels
from ingest.reading.pdf.line_ends import SENTENCE_END
from ingest.reading.pdf.lines import Line, Page
from ingest.reading.pdf.look import Look, look_of
from ingest.reading.pdf.notes import Footnotes, Note
from ingest.reading.pdf.numbered_heads import with_numbered_heads
from ingest.reading.pdf.numbers import without_number
from ingest.reading.pdf.outside import with_outside
from ingest.reading.pdf.pull_quotes import SPEAKER, with_quotes_apart
from ingest.reading.pdf.returns import without_arrow, without_returns
from ingest.reading.pdf.set_in import with_set_in_lists
from ingest.reading.pdf.setoff import is_apart, lead_of, with_frames
from ingest.reading.pdf.signs import with_signs
from ingest.reading.pdf.site import (
    is_web_print,
    site_begins,
    with_dates,
    with_particulars,
    without_masthead,
)
from ingest.reading.pdf.stretches import Stretch, runs_on, stretches
from ingest.reading.pdf.styles import (
    LARGER,
    Style,
    looks_like_heading,
    style_of,
)
from ingest.reading.pdf.table_rows import is_in_cells, rows_of, rows_side_by_side
from ingest.reading.pdf.tabs import without_tabs
from ingest.reading.pdf.titles import title_of
from ingest.reading.pdf.uncertain import doubt_of, with_overlaps
from ingest.reading.pdf.underlined import with_underlines

_MOST_PAGES_BETWEEN = 2
"""How far boxes and figures may part the two halves of a paragraph."""


def blocks_of(pages: Sequence[Page], outline: Sequence[Bookmark] = ()) -> list[Block]:
    """A document's blocks, without headers, footers, page numbers and the contents list."""
    beside = {page.number: page.beside for page in pages if page.beside}
    of_web = is_web_print(pages)
    title = title_of(pages) if of_web else ""
    pages, _ = without_contents(without_tabs(without_furniture(pages)))
    pages = without_masthead(pages, title) if title else pages
    pages = [replace(p, lines=tuple(with_frames(p.lines, p.rules, p.height))) for p in pages]
    if not of_web:  # There it is what links are printed with.
        pages = with_underlines(pages)
    pages = [with_overlaps(replace(page, lines=tuple(with_signs(page.lines)))) for page in pages]
    if not any(page.lines for page in pages):
        return [_beside(page, texts) for page, texts in beside.items()]
    look = look_of(pages)
    footnotes = Footnotes(look)
    parted = [footnotes.taken_from(page) for page in pages]
    known = vocabulary([line for page in pages for line in page.lines])
    notes = {page.number: of for page, (_, of) in zip(pages, parted, strict=True)}
    lines = _without_ends([line for own, _ in parted for line in own], notes, look, of_web)
    text = with_heads(stretches(with_quotes_apart(lines, look), look), look)
    text = with_outside(with_set_in_lists(text, look), look)
    numbers = {stretch.number for stretch in text if "." in stretch.number}
    found = [_referring(of, numbers, look) for of in _with_notes(text, notes, look, known)]
    found = with_box_titles(with_numbered_heads(found))
    blocks = _whole(_levelled(with_labels(found), outline), known)
    blocks = _with_beside(without_returns(with_endnotes(blocks)), beside)
    return with_dates(with_particulars(blocks)) if of_web else blocks


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
) -> list[Found]:
    """The blocks of the text with each page's footnotes behind it; headings with their style."""
    found: list[Found] = []
    above: Stretch | None = None
    last_note: int | None = None
    pages = sorted({*notes, *(stretch.page for stretch in text)})
    by_page: dict[int, list[Stretch]] = {page: [] for page in pages}
    for stretch in text:
        by_page[stretch.page].append(stretch)
    for page in pages:
        for stretch in by_page[page]:
            if stretch.first.columns or is_in_cells(stretch, look):
                rows = (
                    rows_of(stretch, known) if stretch.first.columns else rows_side_by_side(stretch)
                )
                frame = frame_of(stretch.lines) if len(stretch.first.columns) == 1 else 0
                found += [Found(_beside_or_doubted(row, stretch), frame=frame) for row in rows]
            else:
                block, style = _block(stretch, look, known)
                alike = above is None or above.last.bold == stretch.first.bold
                over = above is not None and runs_on(above, stretch.first)
                frame = frame_of(stretch.lines)
                whole = _beside_or_doubted(block, stretch)
                found.append(Found(whole, style, alike, over, frame))
            above = above if stretch.first.box else stretch
        for note in notes.get(page, []):
            words = joined(note.texts, known)
            if note.marker:
                last_note = len(found)
                block = Block(BlockKind.FOOTNOTE, words, marker=note.marker, page=page)
                found.append(Found(block))
            elif last_note is not None and page - _last_page(found[last_note].block) <= 1:
                begun = found[last_note].block
                rest = Block(BlockKind.FOOTNOTE, words, page=page)
                whole = begun.with_rest(rest, joined([begun.text, words], known))
                found[last_note] = Found(whole)
            else:
                found.append(Found(Block(BlockKind.PROSE, without_arrow(words), page=page)))
    return found


def _last_page(block: Block) -> int:
    """The page on which a block ends."""
    return block.page_starts[-1][1] if block.page_starts else block.page or 0


def _beside_or_doubted(block: Block, stretch: Stretch) -> Block:
    """A stretch's block, which is an aside in a box, with why the reading of it is uncertain."""
    doubt = doubt_of(stretch) or block.doubt
    outside = stretch.outside
    return replace(block, aside=stretch.first.box > 0, doubt=doubt, outside=outside)


def _block(stretch: Stretch, look: Look, known: Counter[str]) -> tuple[Block, Style | None]:
    texts = [" ".join(line.text.split()) for line in stretch.lines]
    whole = joined(texts, known)
    if stretch.first.quote:
        kind = BlockKind.ROW if stretch.first.quote == SPEAKER else BlockKind.PROSE
        return Block(kind, whole, page=stretch.page), None
    if stretch.item:
        apart = is_apart(stretch.lines, look, item=True)
        return Block(BlockKind.ITEM, as_item(whole), page=stretch.page, apart=apart), None
    by_print = is_caption(whole) or looks_like_heading(stretch.lines, whole, look)
    is_heading = (stretch.heading or by_print) and not stretch.cut
    if stretch.unfolds and not is_heading:
        return Block(BlockKind.HEADING, whole, ASIDE, page=stretch.page), None
    style = style_of(stretch.first, whole) if is_heading else None
    if not stretch.number:
        kind = BlockKind.HEADING if is_heading else BlockKind.PROSE
        block = Block(kind, whole, page=stretch.page)
        return _set_off(block, stretch, look), style
    words = joined(without_number(texts, stretch.number), known)
    if is_heading and stretch.first.size > LARGER * look.size:
        return Block(BlockKind.HEADING, whole, page=stretch.page), style
    kind = BlockKind.HEADING if is_heading else BlockKind.PROSE
    block = Block(kind, words, number=stretch.number, page=stretch.page)
    return _set_off(block, stretch, look), style


def _referring(found: Found, numbers: Collection[str], look: Look) -> Found:
    """What was found, as a line that only refers where it is one.

    That is in plain print and says no more than "Recommendation 1.2.4", of these numbers; a unit's
    name is printed as a heading, or is no paragraph's number.
    """
    block, style = found.block, found.style
    heading = style is not None and (style.bold or style.size > LARGER * look.size)
    plain = block.kind in (BlockKind.PROSE, BlockKind.HEADING) and not heading and not block.lead
    label = label_of(block.text) if plain and not block.number else None
    if label is None or label.rest or label.replies or not set(label.numbers) <= set(numbers):
        return found
    return replace(found, block=replace(block, kind=BlockKind.PROSE, refers=True), style=None)


def _set_off(block: Block, stretch: Stretch, look: Look) -> Block:
    """A block of a stretch with what of it its print sets off."""
    lead, apart = lead_of(stretch.lines, block.text), is_apart(stretch.lines, look)
    return replace(block, lead=lead, apart=apart)


def _levelled(found: Sequence[Found], outline: Sequence[Bookmark]) -> list[Found]:
    in_text = [at for at, of in enumerate(found) if of.style and not of.block.aside]
    headings = [
        (style, f"{of.block.number} {of.block.text}".strip())
        for of in found
        if (style := of.style) and not of.block.aside
    ]
    levels = dict(zip(in_text, levels_of(headings, outline), strict=True))
    return [
        replace(of, block=replace(of.block, level=levels.get(at, ASIDE))) if of.style else of
        for at, of in enumerate(found)
    ]


def _whole(found: Sequence[Found], known: Counter[str]) -> list[Block]:
    """Paragraphs that a page's end, or a box or figure, has cut in two, whole again."""
    whole: list[Block] = []
    body: int | None = None
    outside: int | None = None
    for of in found:
        block = of.block
        if block.aside:
            whole.append(block)
            continue
        host = _host(whole, body, outside, of)
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
    whole: Sequence[Block], body: int | None, outside: int | None, found: Found
) -> int | None:
    """Where the text is that this block goes on with, if it does.

    That is the last text, or the text ``outside`` of a box or figure that stands in it.
    """
    block = found.block
    if body is None or block.kind is not BlockKind.PROSE or block.number:
        return None
    above = whole[body]
    if outside is not None and (block.page or 0) - (whole[outside].page or 0) > _MOST_PAGES_BETWEEN:
        outside = None
    on_next = above.page != block.page
    if goes_on(block):
        if outside is not None and above.page == block.page:
            return outside
        return body if _is_open(above) or (on_next and found.alike) else outside
    over_box = any(block.aside for block in whole[body + 1 :])
    is_rest = found.runs_on and (on_next or over_box) and not above.refers
    return body if is_rest and _is_next(whole, body) else None


def _is_open(block: Block) -> bool:
    """Whether a block's last sentence has no end."""
    return not block.refers and SENTENCE_END.search(block.text) is None


def _is_next(whole: Sequence[Block], body: int) -> bool:
    """Whether nothing but footnotes and boxes stands below a block."""
    return all(block.kind is BlockKind.FOOTNOTE or block.aside for block in whole[body + 1 :])
