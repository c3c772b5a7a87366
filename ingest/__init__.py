"""Ingestion turns a folder of documents into numbered paragraphs and an index to search them."""

from ingest.offline import stay_offline
from ingest.types import Document, Footnote, Paragraph

__all__ = ["Document", "Footnote", "Paragraph"]

stay_offline()
