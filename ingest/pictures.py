"""A PDF's pages as pictures with its paragraphs drawn on them, for whoever checks the reading."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw, ImageFont

from ingest.boxes import Box, BoxKind, boxes_of
from ingest.errors import DocumentError, UsageError
from ingest.reading.limits import Limits
from ingest.reading.messages import ReadingProcess
from ingest.reading.pdf.lines import Page
from ingest.sources import Source
from ingest.types import Paragraph

PROGRAM = "pdftoppm"
NO_PROGRAM = (
    f"Pictures of pages are made by {PROGRAM}, which is not here; install poppler-utils, or leave "
    "--pictures out."
)
_DOTS = 90
"""An inch."""
_COLOURS = {
    BoxKind.PARAGRAPH: "#1f5fbf",
    BoxKind.DOUBTFUL: "#d03000",
    BoxKind.HEADING: "#1a7f37",
    BoxKind.LEFT_OUT: "#999999",
}
_MARGIN, _LETTERS = 2, 12


def require_program() -> None:
    """Raise :class:`UsageError` where the program that makes the pictures is missing."""
    if shutil.which(PROGRAM) is None:
        raise UsageError(NO_PROGRAM)


def write_pictures(
    source: Source, paragraphs: Sequence[Paragraph], folder: Path, limits: Limits
) -> int:
    """Write a picture of each page of a PDF into a folder; returns how many.

    A page that cannot be read has no boxes. Raises :class:`DocumentError` where the program fails.
    """
    password = os.environ.get(source.password_env, "") if source.password_env else ""
    pages = ReadingProcess(source.path, "pdf", limits, password).pdf().read
    read = {page.number: page for page in pages}
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="parity-") as made:
        count = 0
        for count, file in enumerate(_drawn(source.path, password, Path(made), limits), 1):
            with Image.open(file) as opened:
                picture = opened.convert("RGB")
            if page := read.get(count):
                picture = with_boxes(picture, page, boxes_of(page, paragraphs))
            picture.save(folder / f"{source.id}-page-{count:03}.png")
    return count


def _drawn(path: Path, password: str, folder: Path, limits: Limits) -> Iterator[Path]:
    """The pictures of a file's pages, in order."""
    command = [PROGRAM, "-r", str(_DOTS), "-png", "-cropbox"]
    command += ["-upw", password] if password else []
    try:
        done = subprocess.run(
            [*command, str(path.absolute()), str(folder / "page")],
            capture_output=True,
            timeout=limits.file_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentError(
            f"Pictures of {path.name} take more than {limits.file_seconds:g} seconds; leave "
            "--pictures out, or raise PARITY_FILE_SECONDS."
        ) from error
    if done.returncode:
        raise DocumentError(f"{PROGRAM} cannot make pictures of {path.name}; look at it elsewhere.")
    yield from sorted(folder.glob("page-*.png"))


def with_boxes(picture: Image.Image, page: Page, boxes: Sequence[Box]) -> Image.Image:
    """The picture of a page with its boxes, each with its paragraph's number at the upper left.

    One that lies on its side is turned as the page is read.
    """
    if (picture.width > picture.height) != (page.width > page.height):
        picture = picture.rotate(270, expand=True)
    scale = picture.width / page.width
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(_LETTERS)
    for box in boxes:
        colour = _COLOURS[box.kind]
        x0, x1 = box.x0 * scale - _MARGIN, box.x1 * scale + _MARGIN
        y0, y1 = (page.height - box.y1) * scale, (page.height - box.y0) * scale
        draw.rectangle((x0, y0, max(x0, x1), max(y0, y1)), outline=colour, width=2)
        if box.label:
            width = draw.textlength(box.label, font)
            draw.text((max(x0 - width - _MARGIN, 0), y0), box.label, fill=colour, font=font)
    return picture
