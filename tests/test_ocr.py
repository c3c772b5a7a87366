"""Pages that are images are read by machine where the programs are there, and marked as such."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfWriter

from assistant.settings import Settings
from ingest.corpus import read_corpus
from ingest.errors import DocumentError
from ingest.reading import ocr
from ingest.reading.limits import Limits
from ingest.reading.ocr import NO_PROGRAM, is_available, write_recognised
from ingest.reading.reader import Reader
from pdfs import Sheet, write_pdf

SCANNED = (
    Settings().shared_dir / "documents" / "policy" / "scanned-post-office-inquiry-response.pdf"
)
WORDS = "Beds have closed in the north."
PROGRAMS = ("ocrmypdf", "tesseract", "pdftoppm")

needs_program = pytest.mark.skipif(
    not is_available(), reason="no program that recognises text is installed"
)


def image_of(words: str, path: Path) -> Path:
    """A PDF of one page that is a picture of these words."""
    page = Image.new("L", (1240, 1754), 255)
    font = ImageFont.load_default(24)
    ImageDraw.Draw(page).text((150, 400), words, fill=0, font=font)
    page.save(path, resolution=150)
    return path


def joined(folder: Path, *parts: Path) -> Path:
    writer = PdfWriter()
    for part in parts:
        writer.append(part)
    with (folder / "plan.pdf").open("wb") as file:
        writer.write(file)
    return folder / "plan.pdf"


@pytest.fixture
def partly(tmp_path: Path) -> Path:
    """A PDF whose second page of three is an image."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    first = write_pdf(tmp_path / "1.pdf", Sheet().say("The first page is text."))
    third = write_pdf(tmp_path / "3.pdf", Sheet().say("The third page is text."))
    return joined(folder, first, image_of(WORDS, tmp_path / "2.pdf"), third)


def having(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let this machine have these of the programs only."""
    which = shutil.which
    monkeypatch.setattr(ocr.shutil, "which", lambda name: which(name) if name in names else None)


def run_nothing(monkeypatch: pytest.MonkeyPatch, error: Exception | None = None) -> list[list[str]]:
    """Note the programs that would be run, and let each fail with this error."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: object) -> None:
        commands.append(command)
        if error is not None:
            raise error

    monkeypatch.setattr(ocr.subprocess, "run", run)
    return commands


@needs_program
def test_only_the_pages_that_are_images_are_read_by_machine(partly: Path) -> None:
    corpus = read_corpus(partly.parent, Reader(ocr=True))
    assert [(p.body, p.page, p.machine_read) for p in corpus.paragraphs] == [
        ("The first page is text.", 1, False),
        (WORDS, 2, True),
        ("The third page is text.", 3, False),
    ]
    assert corpus.unread == ()


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("tesseract") and shutil.which("pdftoppm")),
    reason="tesseract and pdftoppm are not installed",
)
def test_tesseract_alone_reads_images_as_well(
    partly: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    having(monkeypatch, "tesseract", "pdftoppm")
    corpus = read_corpus(partly.parent, Reader(ocr=True))
    assert [(p.body, p.machine_read) for p in corpus.paragraphs][1] == (WORDS, True)


def test_without_ocr_nothing_is_run(partly: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = run_nothing(monkeypatch)
    assert [u.why for u in read_corpus(partly.parent).unread] == [
        "plan.pdf, page 2, could not be read: an image without text."
    ]
    assert commands == []


def test_a_pdf_without_images_is_read_by_no_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = run_nothing(monkeypatch)
    path = write_pdf(tmp_path / "plan.pdf", Sheet().say("It is text."))
    assert Reader(ocr=True).read(path, "pdf").by_machine == ()
    assert commands == []


def test_without_the_programs_the_packages_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    having(monkeypatch)
    assert not is_available()
    with pytest.raises(DocumentError) as refused:
        Reader(ocr=True).read(image_of(WORDS, tmp_path / "plan.pdf"), "pdf")
    assert str(refused.value) == NO_PROGRAM
    assert "ocrmypdf" in NO_PROGRAM
    assert "tesseract-ocr and poppler-utils" in NO_PROGRAM


def test_where_no_machine_can_read_the_images_the_other_pages_are_read(
    partly: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda name: name)
    run_nothing(monkeypatch, subprocess.CalledProcessError(2, "ocrmypdf"))
    reading = Reader(ocr=True).read(partly, "pdf")
    assert [block.text for block in reading.blocks] == [
        "The first page is text.", "The third page is text."
    ]  # fmt: skip
    assert reading.unread == {
        2: "an image without text; plan.pdf could not be read by machine either"
    }


@pytest.mark.parametrize(
    ("names", "enough"),
    [(["ocrmypdf"], True), (["tesseract", "pdftoppm"], True), (["tesseract"], False),
     (["pdftoppm"], False)],
)  # fmt: skip
def test_which_programs_are_enough(
    monkeypatch: pytest.MonkeyPatch, names: list[str], enough: bool
) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda name: name if name in names else None)
    assert is_available() is enough


@pytest.mark.parametrize(
    ("error", "complaint"),
    [
        (subprocess.TimeoutExpired("ocrmypdf", 5), "takes more than 5 seconds to be read by"),
        (subprocess.CalledProcessError(2, "ocrmypdf"), "could not be read by machine either"),
        (OSError("no space"), "could not be read by machine either"),
    ],
)
def test_a_program_that_fails_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, complaint: str
) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda name: name)
    run_nothing(monkeypatch, error)
    with pytest.raises(DocumentError, match=rf"^plan\.pdf {complaint}"):
        write_recognised(tmp_path / "plan.pdf", [1], tmp_path, 5)


def test_only_the_pages_that_are_images_are_given_to_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda name: name)
    commands = run_nothing(monkeypatch)
    write_recognised(tmp_path / "plan.pdf", [2, 7], tmp_path, 5)
    (command,) = commands
    assert command[command.index("--pages") + 1] == "2,7"


@pytest.mark.skipif(not shutil.which("ocrmypdf"), reason="ocrmypdf is not installed")
def test_a_locked_pdf_of_images_is_told_in_a_sentence(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=image_of(WORDS, tmp_path / "image.pdf"))
    writer.encrypt("beds", algorithm="AES-256")
    path = tmp_path / "plan.pdf"
    with path.open("wb") as file:
        writer.write(file)
    with pytest.raises(
        DocumentError, match=r"^plan\.pdf is locked, and no locked file can be read"
    ):
        Reader(ocr=True).read(path, "pdf", "beds")


@needs_program
@pytest.mark.slow
@pytest.mark.skipif(not SCANNED.is_file(), reason=f"{SCANNED.name} is not in the shared folder")
def test_a_scanned_response_is_read_by_machine(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.append(SCANNED, pages=(0, 2))
    path = tmp_path / "scanned.pdf"
    with path.open("wb") as file:
        writer.write(file)
    reading = Reader(Limits(file_seconds=240), ocr=True).read(path, "pdf")
    assert reading.by_machine
    words = " ".join(block.text for block in reading.blocks).lower()
    assert "post office" in words
