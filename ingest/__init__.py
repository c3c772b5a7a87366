"""Ingestion turns a folder of documents into numbered paragraphs and an index to search them.

A document goes through, in this order: its place in the folder (``sources``, ``listed``,
``profile``), its reader (``reading/``, which gives ``blocks``), the headings of its first pages
(``front``), and then ``paragraphs``, the one splitter: ``row_notes``, ``false_heads``, what belongs
to whom (``captions``, ``units``, ``answered``), ``splitting`` into ``drafts`` (``numbering``,
``unit_headings``, ``voices``), footnotes (``markers``), ``pages`` and ``doubts``. ``number_faults``
and ``quality`` judge the outcome; ``corpus`` has all of it, and ``sync`` puts it into the index
(``entries``, ``indexing/``) with the commitments (``register/``).
"""

from ingest.offline import stay_offline
from ingest.types import Document, Footnote, Paragraph

__all__ = ["Document", "Footnote", "Paragraph"]

stay_offline()
