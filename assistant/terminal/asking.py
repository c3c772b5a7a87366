"""What ``parity ask`` was given, tried before anything is opened."""

from __future__ import annotations

import argparse

from assistant.question.crisis import may_be_in_distress, plainly_in_distress
from assistant.question.fit import fit_to_ask
from assistant.settings import Settings
from assistant.terminal.collector import uncollected
from ingest.errors import UsageError
from ingest.indexing.pointer import require_index


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer one question, or each JSON line of standard input; returns the exit status.

    Raises :class:`UsageError` for what cannot be asked; words of distress are never that.
    """
    many = options.question == "-"
    if many and not options.json:
        raise UsageError("'-' reads JSON lines; give it together with --json.")
    if many and options.save:
        raise UsageError("'--save' saves one answer; give it together with one question.")
    helped = not many and plainly_in_distress(options.question)
    if not many and not helped:
        longest = settings.question_letters
        if len(options.question) <= longest or not may_be_in_distress(options.question):
            fit_to_ask(options.question, longest)
    if not helped:
        require_index(settings.index_dir)
    with uncollected():
        from assistant.models import Models

        # The models are opened while the rest of the program is imported.
        models = None if helped else Models.ahead(settings)
        from assistant.terminal import answers

        if not many:
            return answers.answer_one(options, settings, models)
    return answers.answer_many(settings, models)
