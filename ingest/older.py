"""A document whose file cannot be read now stays as it was read before, and says so."""

from __future__ import annotations

from dataclasses import replace

from ingest.corpus import Unread
from ingest.types import Document

_OLDER = "This is an older reading of the document, which may say something else by now"


def older(document: Document, unread: Unread) -> Document:
    """A document as the index has it, with the caution that it is not what its file says now.

    The reading of these very bytes is as good as ever.
    """
    if unread.sha256 == document.sha256:
        same = "" if document.caution.startswith(_OLDER) else document.caution
        return replace(document, caution=same)
    why = unread.why.partition(";")[0].rstrip(".")
    return replace(document, caution=f"{_OLDER}: its file could not be read ({why}).")
