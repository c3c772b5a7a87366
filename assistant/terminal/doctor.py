"""Whether what Parity leans on works: index, reader, and a Chroma server and chat model if set."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice

from rich.text import Text

from assistant.answer import Passage, ScoredSentence
from assistant.search.reader import open_reader
from assistant.settings import Settings
from assistant.terminal.screen import screen
from assistant.writing.failures import LateError, RefusedFormError, UnansweredError
from assistant.writing.messages import Given, asking, given_of
from assistant.writing.model import ChatModel
from assistant.writing.written import Written, read_written
from ingest.errors import IndexMismatchError, ParityError, ServerError, UsageError
from ingest.indexing.texts import open_texts
from ingest.language.sentences import kept_sentences

_QUESTION = "Is this a test? Answer that nothing says so."
_SLOW = (
    "  With a slow model, raise PARITY_CHAT_SECONDS, or lower PARITY_CHAT_SENTENCES, which is how "
    "much it has to read."
)


def examine(settings: Settings) -> int:
    """Print a line for each as soon as it is known; returns 1 if one of them does not work."""
    console = screen()
    works = True
    for well, line in _checks(settings):
        console.print(Text(f"{'✓' if well else '✗'} {line}", style="" if well else "yellow"))
        works = works and well
    return 0 if works else 1


def _checks(settings: Settings) -> Iterator[tuple[bool, str]]:
    """What is tried, one after the other, each with whether it works."""
    yield _index(settings)
    yield from _server(settings)
    yield _reader(settings)
    yield from _chat(settings)


def _index(settings: Settings) -> tuple[bool, str]:
    try:
        texts = open_texts(settings.index_dir)
        texts.files.check()
        size = len(texts.paragraphs)
    except ParityError as error:
        return False, f"Index: {error}"
    warned = "".join(f" {d.name}: {d.caution}" for d in texts.documents.values() if d.caution)
    return not warned, f"Index: {len(texts.documents)} documents, {size:,} paragraphs.{warned}"


def _server(settings: Settings) -> Iterator[tuple[bool, str]]:
    """Whether a Chroma server has the index's records, where one is set."""
    from ingest.indexing.store import check_records

    began = time.perf_counter()
    try:
        server = settings.server
    except UsageError as error:
        yield False, f"Chroma server: {error}"
        return
    try:
        files = open_texts(settings.index_dir).files
        check_records(files, server)
    except ServerError as error:
        yield False, f"Chroma server: {error} Until then the documents' words alone are searched."
    except IndexMismatchError as error:
        yield False, f"Chroma server: {error}"
    except ParityError:
        return  # said of the index
    else:
        seconds = time.perf_counter() - began
        if server:
            yield True, f"Chroma server: it has the index's records, in {seconds:.1f} seconds."


def _reader(settings: Settings) -> tuple[bool, str]:
    try:
        reader = open_reader(settings.reader)
    except ParityError as error:
        return False, f"Reader: {error}"
    return True, "Reader: it is there." if reader else "Reader: none; the search alone decides."


def _chat(settings: Settings) -> Iterator[tuple[bool, str]]:
    try:
        chat = settings.chat
        model = ChatModel(chat) if chat else None
    except UsageError as error:
        yield False, f"Chat model: {error}"
        return
    if model is None:
        yield True, "Chat model: none; Parity answers by quoting, and nothing leaves this machine."
        return
    yield from _asked(model, _given(settings, model.settings.sentences))


def _asked(model: ChatModel, given: dict[int, Given]) -> Iterator[tuple[bool, str]]:
    """Whether a chat model answers, by tool or else as text; where not, why."""
    for form in (Written, None):
        began = time.perf_counter()
        try:
            messages = asking(_QUESTION, given, as_text=form is None)
            *_, said = ["", *model.stream(messages, model.deadline(), form)]
        except RefusedFormError as error:
            if form is None:
                yield False, _failed(model, error)
                return
            continue
        except UnansweredError as error:
            yield False, _failed(model, error)
            if isinstance(error, LateError):
                yield False, _SLOW
            return
        seconds = time.perf_counter() - began
        if read_written(said) is None:
            continue
        how = "by tool" if form else "as text, since it calls no tools"
        yield True, f"Chat model: {model.name} answers in {seconds:.1f} seconds, in form {how}."
        return
    yield False, f"Chat model: {model.name} answers, but not in the form that Parity asks for."


def _given(settings: Settings, most: int) -> dict[int, Given]:
    """As many sentences as a question gives, so that the time is that of an answer."""
    try:
        texts = open_texts(settings.index_dir)
        paragraphs = list(islice(texts.paragraphs.values(), most))
    except ParityError:
        return {}  # said of the index
    passages = [
        Passage(
            texts.documents[paragraph.document],
            paragraph,
            0.0,
            tuple(ScoredSentence(one, 0.0) for one in kept_sentences(paragraph)),
        )
        for paragraph in paragraphs
    ]
    return given_of(passages, most)


def _failed(model: ChatModel, error: UnansweredError) -> str:
    """What went wrong, with what the provider's own client said of it, on one line."""
    cause = " ".join(str(error.__cause__ or "").split())[:300].rstrip(".")
    said = f"{error.in_full} ({cause})." if cause else error.in_full
    return f"Chat model: {model.name} {said}"
