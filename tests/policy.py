"""The policy papers that lie beside the project, each read once for all tests."""

from __future__ import annotations

from functools import cache

import pytest

from assistant.settings import Settings
from ingest.paragraphs import split
from ingest.reading.reader import Reader
from ingest.types import Paragraph

POLICY = Settings().shared_dir / "documents" / "policy"


@cache
def paper(name: str) -> list[Paragraph]:
    """The paragraphs of a paper, by the name of its file without ".pdf", which is its id."""
    return split(name, Reader().read(POLICY / f"{name}.pdf", "pdf").blocks)


def needs_papers(*names: str) -> pytest.MarkDecorator:
    """Skips a test, and says why, where one of these papers is missing."""
    there = all((POLICY / f"{name}.pdf").is_file() for name in names)
    return pytest.mark.skipif(not there, reason=f"the policy documents are not in {POLICY}")
