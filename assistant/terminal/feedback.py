"""``parity feedback``: how many verdicts there are, and the candidate questions they make."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.kept.feedback import FeedbackError, candidates, read
from assistant.settings import Settings


def show_counts(settings: Settings) -> int:
    """Print how many verdicts of each kind there are, and where they are kept."""
    kept = read(settings.kept_dir)
    answers = "answer" if len(kept.feedback) == 1 else "answers"
    print(f"Feedback on {len(kept.feedback)} {answers}, kept in {settings.kept_dir}")
    for verdict, count in kept.counts.items():
        print(f"{count:>6}  {verdict}")
    if kept.damaged:
        print(f"{kept.damaged:>6}  damaged lines, left as they are")
    if settings.feedback == "off":
        print("No more is being kept: PARITY_FEEDBACK is off.")
    return 0


def export(settings: Settings, file: Path) -> int:
    """Write candidate reference questions to a new file; raises :class:`FeedbackError`."""
    kept = read(settings.kept_dir)
    lines = [json.dumps(of, ensure_ascii=False) + "\n" for of in candidates(kept.feedback)]
    try:
        with file.open("x", encoding="utf-8", errors="backslashreplace") as out:
            out.writelines(lines)
    except FileExistsError as error:
        raise FeedbackError(f"{file} is there already; give another name.") from error
    except OSError as error:
        raise FeedbackError(f"{file} cannot be written: {error.strerror}.") from error
    what = "candidate question" if len(lines) == 1 else "candidate questions"
    print(f"{len(lines)} {what} in {file}, none of them reviewed: read each before it is used.")
    return 0
