"""The desk is open on the index that the settings name, and loads a model only where it must."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.desk.check import Verdict
from assistant.desk.desk import Desk
from assistant.desk.wording import Found
from assistant.settings import Settings
from builders import WordEncoder, write_corpus
from ingest.errors import IndexMissingError, ParityError
from ingest.sync import ingest

PLAN = """\
1. We will open ten wards in Leeds by 2025.
2. Waits fell by 41,000 in the last year.
3. Nurses were paid more.
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of an index of three paragraphs, and of a model that is on no machine."""
    folder = tmp_path_factory.mktemp("desk")
    ingest(write_corpus(folder / "corpus", {"plan.txt": PLAN}), folder / "index", WordEncoder())
    return Settings(index_dir=folder / "index", embedding_model="no such model")


def test_a_phrase_is_looked_up_and_a_claim_checked_without_a_model(settings: Settings) -> None:
    desk = Desk.open(settings)
    assert desk.wording("ten wards in Leeds").found is Found.EXACT
    (checked,) = desk.check("We will open ten wards in Leeds by 2025.")
    assert checked.verdict is Verdict.VERBATIM


def test_a_missing_model_is_told_when_a_claim_needs_it(settings: Settings) -> None:
    with pytest.raises(ParityError, match="'no such model' is not on this machine"):
        Desk.open(settings).check("Long waits grew shorter by the thousand.")


def test_a_desk_is_not_opened_without_an_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        Desk.open(Settings(index_dir=tmp_path))
