"""Every failure that Parity explains to a person is one of these, and its text is the explanation.

ParityError
├── UsageError            the command or a setting was wrong (exit status 2)
├── CorpusError           the corpus folder, a document or sources.toml cannot be used
│   └── DocumentError     one document cannot be read; the others can
├── IndexMissingError     nothing has been ingested yet
├── IndexMismatchError    the index was made with another embedding model or splitter
├── IndexDamagedError     the index is not as it was written
├── IndexUnreadableError  the system does not let us read the index, or copy it
├── ServerError           the Chroma server does not answer, or refuses
└── IngestBusyError       another ingest is writing this index
"""


class ParityError(Exception):
    """A failure with one clear sentence that says what is wrong and what to do."""

    exit_status = 1


class UsageError(ParityError):
    """The command line, the question or a setting is wrong."""

    exit_status = 2


class CorpusError(ParityError):
    """The corpus folder, one of its documents or its ``sources.toml`` cannot be used."""


class DocumentError(CorpusError):
    """One document cannot be read; the sentence names its file and says what to do."""


class IndexMissingError(ParityError):
    """There is no index where one was looked for."""


class IndexMismatchError(ParityError):
    """The index was made with another embedding model, dimension or splitter."""


class IndexDamagedError(ParityError):
    """The index is there and is not as it was written, or cannot be written."""


class IndexUnreadableError(ParityError):
    """The system does not let this account, or this machine now, read the index."""


class ServerError(ParityError):
    """The Chroma server does not answer, refuses the token or lacks the tenant or database."""


class IngestBusyError(ParityError):
    """Another ingest holds the index's lock."""
