"""``parity ask --save FILE``: the answer with its sources as a file of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.answer import Answer
from assistant.export.taken import Searched, Taken, take
from assistant.kept.turn import Turn, now
from ingest.errors import ParityError, UsageError


class SaveError(ParityError):
    """A file that cannot be written, with a sentence that says why."""


def require_new(file: Path) -> None:
    """Raise unless a file can be made by this name: its ending known, nothing there yet."""
    if file.suffix.lower() not in _WRITERS:
        raise UsageError(f"'{file}' ends in neither .docx (Word) nor .md (Markdown); give it one.")
    if file.exists():
        raise _there_already(file)
    if not file.parent.is_dir():
        raise SaveError(f"There is no folder {file.parent} to save {file.name} in.")


def save(file: Path, answer: Answer, searched: Searched) -> None:
    """Write an answer to a new file of the kind that its ending names; raises as above."""
    require_new(file)
    asked = now()
    turn = Turn(answer.question, answer, fingerprint=searched.fingerprint, asked=asked)
    written = _WRITERS[file.suffix.lower()](take([turn], searched, asked[:10]))
    try:
        with file.open("xb") as out:
            out.write(written)
    except FileExistsError as error:
        raise _there_already(file) from error
    except OSError as error:
        raise SaveError(f"{file} cannot be written: {error.strerror}.") from error


def _there_already(file: Path) -> SaveError:
    return SaveError(f"{file} is there already; give another name.")


def _word(taken: Taken) -> bytes:
    from assistant.export.word import to_docx

    return to_docx(taken)


def _markdown(taken: Taken) -> bytes:
    from assistant.export.markdown import to_markdown

    return to_markdown(taken).encode()


_WRITERS: dict[str, Callable[[Taken], bytes]] = {".docx": _word, ".md": _markdown}
