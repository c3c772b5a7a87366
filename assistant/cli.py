"""The command line: every subcommand's options, and the one place where an error is printed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from assistant.commitments import VIEWS
from assistant.settings import Settings
from assistant.terminal.arguments import port, typed, year
from assistant.terminal.collector import uncollected
from assistant.terminal.streams import open_all, refused
from assistant.visible import visible
from ingest.errors import ParityError, UsageError
from ingest.indexing.pointer import require_index

VERSION = "0.1.0"


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without the usage lines above it."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[0].upper()}{message[1:]}; see '{self.prog} --help'.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``parity``; returns the exit status: 0, 1 for a failure, 2 for wrong usage.

    An ingest that could not read every file or page returns 3.
    """
    open_all()
    try:
        return _run(arguments)
    except ParityError as error:
        print(f"parity: {visible(str(error))}", file=sys.stderr)
        return error.exit_status
    except (OSError, MemoryError) as error:
        if told := refused(error):
            print(f"parity: {visible(told)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("parity: stopped; nothing was lost.", file=sys.stderr)
        return 130


def _run(arguments: Sequence[str] | None) -> int:
    try:
        options = _parser().parse_args(arguments)
        settings = Settings.from_environment().with_values(
            corpus_dir=options.corpus, index_dir=options.index
        )
        return int(options.run(options, settings))
    finally:
        # What is written only at the interpreter's end can no longer be caught when it fails.
        sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="parity",
        description="Answers questions about policy documents, with a citation for every sentence.",
    )
    parser.add_argument("--version", action="version", version=f"parity {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    folders = _Parser(add_help=False)
    folders.add_argument("--corpus", metavar="DIR", help="the folder of documents")
    folders.add_argument("--index", metavar="DIR", help="the folder of the index")

    ingest = commands.add_parser(
        "ingest", parents=[folders], help="read the documents and bring the index level with them"
    )
    ingest.add_argument(
        "--check", action="store_true", help="say what would change, and change nothing"
    )
    ingest.add_argument(
        "--ocr", action="store_true", help="have pages that are images read by machine"
    )
    ingest.add_argument(
        "--pictures",
        metavar="FOLDER",
        help="with --check, write the pages of PDFs there with the paragraphs drawn on them",
    )
    ingest.set_defaults(run=_ingest)

    ask = commands.add_parser("ask", parents=[folders], help="answer one question, or many")
    ask.add_argument("question", help="the question; with --json, - reads JSON lines instead")
    ask.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    ask.add_argument(
        "--save", metavar="FILE", help="write the answer with its sources to a new .docx or .md"
    )
    ask.set_defaults(run=_ask)

    wording = commands.add_parser(
        "wording", parents=[folders], help="find the exact words of a phrase, and where they stand"
    )
    wording.add_argument("phrase", help="words of a sentence; - reads them from standard input")
    wording.add_argument("--json", action="store_true", help="print one JSON object")
    wording.set_defaults(run=_wording)

    check = commands.add_parser(
        "check", parents=[folders], help="check a claim, or a whole briefing, against the documents"
    )
    check.add_argument("claim", help="what they are said to say; - reads standard input")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.set_defaults(run=_check)

    register = commands.add_parser(
        "commitments",
        parents=[folders],
        help="list the commitments: evaluated, all, or one promise across documents",
    )
    register.add_argument(
        "view",
        nargs="?",
        choices=VIEWS,
        help="those that were evaluated (the default), all (the default with --kind, "
        "--strength or --less-sure), or what is said where of one promise",
    )
    register.add_argument("--document", default="", metavar="ID", help="in this document")
    register.add_argument("--theme", default="", metavar="WORDS", help="on this, or below it")
    register.add_argument("--who", default="", metavar="WORDS", help="to be done by this body")
    register.add_argument("--due-by", type=year, metavar="YEAR", help="due by the end of it")
    register.add_argument("--kind", default="", metavar="KIND", help="promises, reports …")
    register.add_argument("--rating", default="", metavar="VALUE", help="rated so, such as good")
    register.add_argument("--heading", default="", metavar="WORD", help="… under this heading")
    register.add_argument("--outcome", default="", metavar="VALUE", help="met, not met, on track …")
    register.add_argument("--strength", default="", metavar="VALUE", help="will, aims to …")
    register.add_argument("--less-sure", action="store_true", help="also what may be none")
    register.add_argument(
        "--format", default="table", choices=("table", "csv", "json", "markdown"), help="(table)"
    )
    register.set_defaults(run=_commitments)

    chat = commands.add_parser("chat", parents=[folders], help="open the chat in the browser")
    chat.add_argument(
        "--address",
        metavar="HOST",
        help="listen there: 0.0.0.0 for all of the network (localhost, this machine only)",
    )
    chat.add_argument("--port", type=port, default=8501, help="the port (8501)")
    chat.add_argument("--no-browser", action="store_true", help="open no browser")
    chat.set_defaults(run=_chat)

    mcp = commands.add_parser(
        "mcp", parents=[folders], help="serve the documents to an MCP client, such as a chat app"
    )
    mcp.set_defaults(run=_mcp)

    doctor = commands.add_parser(
        "doctor", parents=[folders], help="say whether the index, the reader and a chat model work"
    )
    doctor.set_defaults(run=_doctor)

    feedback = commands.add_parser(
        "feedback", help="count what people said of answers, or write questions for the evals"
    )
    feedback.add_argument("action", nargs="?", choices=("export",), help="write the questions")
    feedback.add_argument("file", nargs="?", metavar="FILE", help="… to this new file")
    feedback.set_defaults(run=_feedback, corpus=None, index=None)

    audit = commands.add_parser(
        "audit", help="show from the log what became of questions, and what is refused most"
    )
    audit.add_argument("--by", default="day", choices=("day", "week"), help="(day)")
    audit.add_argument("--json", action="store_true", help="print one JSON object")
    audit.set_defaults(run=_audit, corpus=None, index=None)

    evals = commands.add_parser(
        "evals", parents=[folders], help="score the answers against the reference questions"
    )
    evals.add_argument(
        "--accept", action="store_true", help="make these figures the baseline to compare with"
    )
    evals.add_argument(
        "--ablation", action="store_true", help="show what each part of the retrieval is worth"
    )
    evals.add_argument(
        "--external", action="store_true", help="ask the question sets of others as well"
    )
    evals.add_argument(
        "--full", action="store_true", help="with --external, ask the whole of every set"
    )
    evals.set_defaults(run=_evals)
    return parser


def _ingest(options: argparse.Namespace, settings: Settings) -> int:
    if options.pictures and not options.check:
        raise UsageError("'--pictures' belongs to the check; give it together with --check.")
    from assistant.terminal.ingests import ingest_with_progress

    pictures = Path(options.pictures) if options.pictures else None
    return ingest_with_progress(
        settings, ocr=options.ocr, only_check=options.check, pictures=pictures
    )


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.terminal.asking import ask

    return ask(options, settings)


@uncollected()
def _wording(options: argparse.Namespace, settings: Settings) -> int:
    phrase = typed(options.phrase)
    require_index(settings.index_dir)
    from assistant.terminal import desk_commands as commands

    return commands.wording(phrase, settings, as_json=options.json)


@uncollected()
def _check(options: argparse.Namespace, settings: Settings) -> int:
    claim = typed(options.claim)
    require_index(settings.index_dir)
    from assistant.terminal import desk_commands as commands

    return commands.check(claim, settings, as_json=options.json)


@uncollected()
def _commitments(options: argparse.Namespace, settings: Settings) -> int:
    require_index(settings.index_dir)
    from assistant.terminal.commitments import commitments

    return commitments(options, settings)


def _chat(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.terminal.serving import serve

    serve(settings, options.address, options.port, may_open=not options.no_browser)


def _mcp(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.mcp.door import serve_here

    return serve_here(settings, VERSION)


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.terminal.doctor import examine

    return examine(settings)


def _feedback(options: argparse.Namespace, settings: Settings) -> int:
    if (options.action is None) != (options.file is None):
        raise UsageError("'export' needs a file, as in 'parity feedback export candidates.jsonl'.")
    from assistant.terminal import feedback

    if options.file is None:
        return feedback.show_counts(settings)
    return feedback.export(settings, Path(options.file))


def _audit(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.terminal.audit import show_audit

    return show_audit(settings, options.by, as_json=options.json)


def _evals(options: argparse.Namespace, settings: Settings) -> int:
    if options.full and not options.external:
        raise UsageError("'--full' is about the external sets; give it together with --external.")
    require_index(settings.index_dir)
    from evals.run import run

    return run(
        settings,
        accept=options.accept,
        with_ablation=options.ablation,
        with_external=options.external,
        whole=options.full,
    )


if __name__ == "__main__":
    sys.exit(main())
