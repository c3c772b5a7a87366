"""Token vectors come back from disk as they were written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.tokens import ParagraphTokens, TokenVectors, write_tokens

FIRST = ParagraphTokens(
    np.array([[1, 0], [0, 1], [0.5, 0.25]], dtype=np.float16),
    np.array([7, 8, 9], dtype=np.int32),
    (2, 1),
)
SECOND = ParagraphTokens(
    np.array([[0, 0.75]], dtype=np.float16), np.array([70_000], dtype=np.int32), (1, 0)
)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    write_tokens(tmp_path, {"d/1": FIRST, "d/2": SECOND}, dimension=2)
    return tmp_path


@pytest.mark.parametrize(("key", "expected"), [("d/1", FIRST), ("d/2", SECOND)])
def test_a_paragraphs_tokens_are_read_as_written(
    written: Path, key: str, expected: ParagraphTokens
) -> None:
    read = TokenVectors.read(written).of(key)
    np.testing.assert_array_equal(read.vectors, expected.vectors)
    np.testing.assert_array_equal(read.ids, expected.ids)
    assert read.counts == expected.counts


def test_vectors_stay_on_disk_as_16_bit_floats(written: Path) -> None:
    tokens = TokenVectors.read(written)
    assert isinstance(tokens.vectors, np.memmap)
    assert (tokens.vectors.dtype, tokens.vectors.shape) == (np.float16, (4, 2))


def test_the_vectors_of_a_reader_cannot_be_changed(written: Path) -> None:
    with pytest.raises(ValueError, match="read-only"):
        TokenVectors.read(written).of("d/1").vectors[0, 0] = 5


def test_what_was_read_can_be_written_again_in_another_order(written: Path, tmp_path: Path) -> None:
    read = TokenVectors.read(written)
    again = tmp_path / "again"
    again.mkdir()
    write_tokens(again, {key: read.of(key) for key in ("d/2", "d/1")}, dimension=2)
    copied = TokenVectors.read(again)
    assert list(copied.rows) == ["d/2", "d/1"]
    np.testing.assert_array_equal(copied.of("d/1").vectors, FIRST.vectors)
    np.testing.assert_array_equal(copied.of("d/2").ids, SECOND.ids)


def test_the_tokens_of_an_unknown_paragraph_are_a_key_error(written: Path) -> None:
    with pytest.raises(KeyError, match="d/3"):
        TokenVectors.read(written).of("d/3")


def test_tokens_cover_the_paragraphs_they_were_written_for(written: Path) -> None:
    tokens = TokenVectors.read(written)
    assert tokens.covers(["d/1", "d/2"])
    assert not tokens.covers(["d/1", "d/3"])


def test_tokens_with_rows_that_are_not_there_cover_nothing(written: Path) -> None:
    read = TokenVectors.read(written)
    assert not TokenVectors(read.vectors[:-1], read.ids, read.rows).covers(["d/1"])
    assert not TokenVectors(read.vectors, read.ids[:-1], read.rows).covers(["d/1"])
