"""Text recognised from images of pages, by programs that the machine may have.

ocrmypdf writes a PDF in which the recognised words lie over their image, and so does tesseract for
the pages that pdftoppm draws: either is then read like any other PDF.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import DocumentError

_DOTS_PER_INCH = "300"
"""What tesseract's own documentation asks for."""
_LOCKED = 8
"""The exit status of ocrmypdf for an encrypted file, by its documentation."""
NO_PROGRAM = (
    "--ocr needs a program that recognises text, and there is none here: install the package "
    "ocrmypdf, or tesseract-ocr and poppler-utils, and run the ingest again."
)


def is_available() -> bool:
    """Whether this machine has the programs that recognise text."""
    return bool(shutil.which("ocrmypdf")) or _has_tesseract()


def write_recognised(path: Path, pages: Sequence[int], folder: Path, seconds: float) -> Path:
    """Write ``path`` with the text of at least these pages into a folder; where it is.

    Raises :class:`DocumentError` if no program can do it within so many seconds.
    """
    out = folder / "recognised.pdf"
    try:
        if shutil.which("ocrmypdf"):
            _run(["ocrmypdf", "--quiet", "--force-ocr", "--output-type", "pdf", "--optimize", "0",
                  "--pages", ",".join(map(str, pages)), str(path.absolute()), str(out)],
                 folder, seconds)  # fmt: skip
        elif _has_tesseract():
            _by_tesseract(path, folder, out, seconds)
        else:
            raise DocumentError(NO_PROGRAM)
    except subprocess.TimeoutExpired as error:
        raise DocumentError(
            f"{path.name} takes more than {seconds:g} seconds to be read by machine; raise "
            "PARITY_FILE_SECONDS."
        ) from error
    except (OSError, subprocess.CalledProcessError) as error:
        if getattr(error, "returncode", None) == _LOCKED:
            raise DocumentError(
                f"{path.name} is locked, and no locked file can be read by machine; save it "
                "without a password."
            ) from error
        raise DocumentError(f"{path.name} could not be read by machine either.") from error
    return out


def _has_tesseract() -> bool:
    return bool(shutil.which("tesseract") and shutil.which("pdftoppm"))


def _by_tesseract(path: Path, folder: Path, out: Path, seconds: float) -> None:
    drawn = folder / "page"
    _run(["pdftoppm", "-r", _DOTS_PER_INCH, "-gray", "-png", str(path.absolute()), str(drawn)],
         folder, seconds)  # fmt: skip
    images = folder / "images.txt"
    images.write_text("\n".join(str(image) for image in sorted(folder.glob("page*.png"))))
    _run(["tesseract", str(images), str(out.with_suffix("")), "pdf"], folder, seconds)


def _run(command: Sequence[str], folder: Path, seconds: float) -> None:
    subprocess.run(
        command,
        cwd=folder,
        timeout=seconds,
        check=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
