"""The manifest says what an index was made of and with, and is read without opening the index."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import IndexDamagedError, IndexMismatchError, IndexMissingError
from ingest.indexing.manifest import Manifest, check_format, current_manifest
from ingest.indexing.pointer import make_current
from passages import PLAN

MADE = Manifest(
    model="words",
    dimension=4,
    documents=(PLAN, replace(PLAN, id="annex", title="An “annex”", short="Annex")),
    abbreviations={"CYP": "children and young people"},
    digests={"plan/2": "b", "plan/1": "a", "annex/1": "c"},
)


@pytest.fixture
def generation(tmp_path: Path) -> Path:
    """A current generation that holds nothing but its manifest."""
    made = tmp_path / "generations" / "000001-a"
    made.mkdir(parents=True)
    make_current(tmp_path, made, MADE.write(made))
    return made


def test_a_manifest_is_read_as_it_was_written(generation: Path, tmp_path: Path) -> None:
    assert current_manifest(tmp_path) == (generation, MADE)


def test_paragraphs_keep_the_order_of_the_corpus(generation: Path) -> None:
    made = Manifest.of(json.loads((generation / "manifest.json").read_bytes()))
    assert list(made.digests) == ["plan/2", "plan/1", "annex/1"]


def test_where_nothing_was_ingested_there_is_no_manifest(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="run 'parity ingest'"):
        current_manifest(tmp_path)


def changed(**fields: object) -> str:
    as_written = {**json.loads(json.dumps(MADE, default=vars)), **fields}
    return json.dumps(as_written)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        changed(documents=None),
        changed(documents=[{"id": "plan"}]),
        changed(colour="blue"),
    ],
)
def test_a_manifest_that_cannot_be_read_is_damage(
    content: str, generation: Path, tmp_path: Path
) -> None:
    (generation / "manifest.json").write_text(content, encoding="utf-8")
    for digest in (hashlib.sha256(content.encode()).hexdigest(), "", "0" * 64):
        make_current(tmp_path, generation, digest)
        with pytest.raises(IndexDamagedError, match="run 'parity ingest'"):
            current_manifest(tmp_path)


def test_a_manifest_that_is_not_the_one_that_the_pointer_names_is_damage(
    generation: Path, tmp_path: Path
) -> None:
    MADE.write(generation)
    assert current_manifest(tmp_path) == (generation, MADE)
    replace(MADE, abbreviations={"CYP": "children and youths"}).write(generation)
    with pytest.raises(IndexDamagedError, match="run 'parity ingest'"):
        current_manifest(tmp_path)


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_a_pointer_without_the_manifest_s_digest_is_damage_in_this_version(
    digest: str, generation: Path, tmp_path: Path
) -> None:
    make_current(tmp_path, generation, digest)
    with pytest.raises(IndexDamagedError, match="run 'parity ingest'"):
        current_manifest(tmp_path)


def test_an_index_of_a_version_before_there_were_digests_is_one_of_another_version(
    generation: Path, tmp_path: Path
) -> None:
    before = {key: of for key, of in vars(MADE).items() if key != "files"} | {"format": 6}
    (generation / "manifest.json").write_text(json.dumps(before, default=vars), encoding="utf-8")
    (tmp_path / "current").write_text(generation.name, encoding="utf-8")
    with pytest.raises(IndexMismatchError, match="another version of Parity; run 'parity ingest'"):
        current_manifest(tmp_path)


def test_a_manifest_of_other_letters_or_of_none_is_damage(generation: Path, tmp_path: Path) -> None:
    (generation / "manifest.json").write_bytes(b"\xff\xfe")
    with pytest.raises(IndexDamagedError):
        current_manifest(tmp_path)
    (generation / "manifest.json").unlink()
    with pytest.raises(IndexDamagedError):
        current_manifest(tmp_path)


def test_an_index_of_this_version_is_let_through(tmp_path: Path) -> None:
    check_format(vars(MADE), tmp_path)


@pytest.mark.parametrize("other", [{"splitter": "0"}, {"format": 0}, {"format": 99}])
def test_an_index_of_another_version_names_itself_and_the_command(
    other: dict[str, object], tmp_path: Path
) -> None:
    made = Manifest(**{**vars(MADE), **other})
    with pytest.raises(IndexMismatchError) as error:
        check_format(vars(made), tmp_path)
    assert str(tmp_path) in str(error.value)
    assert "another version of Parity; run 'parity ingest'" in str(error.value)
