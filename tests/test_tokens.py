"""Token vectors come back from disk as they were written, but for the rounding."""

from __future__ import annotations

import os
from math import log
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import IndexDamagedError
from ingest.indexing.embedding import Encoded
from ingest.indexing.files import SealedFiles
from ingest.indexing.tokens import ParagraphTokens, TokenVectors, TokenWriter


def encoded(vectors: list[list[float]], ids: list[int]) -> Encoded:
    """A sentence of these tokens; its own vector is of no account."""
    return Encoded(
        np.zeros(2, dtype=np.float32),
        np.array(vectors, dtype=np.float32),
        np.array(ids, dtype=np.int32),
    )


FIRST = [encoded([[1, 0], [0.6, -0.8]], [7, 8]), encoded([[0, 1]], [7])]
SECOND = [encoded([[-0.28, 0.96]], [9])]


def write(folder: Path, order: list[str]) -> Path:
    """Two paragraphs, written in this order, that stand in the order of their keys."""
    with TokenWriter(folder, vocabulary_size=10) as writer:
        for key in order:
            writer.add(key, ParagraphTokens.of(FIRST if key == "d/1" else SECOND))
        writer.finish(["d/1", "d/2"])
    return folder


@pytest.fixture(params=[["d/1", "d/2"], ["d/2", "d/1"]])
def tokens(tmp_path: Path, request: pytest.FixtureRequest) -> TokenVectors:
    return TokenVectors(SealedFiles.of(write(tmp_path, request.param)), dimension=2)


def test_a_paragraph_s_tokens_are_found_in_whatever_order_they_were_written(
    tokens: TokenVectors,
) -> None:
    first, second = tokens.of(0), tokens.of(1)
    assert (first.ids.tolist(), first.counts.tolist()) == ([7, 8, 7], [2, 1])
    assert (second.ids.tolist(), second.counts.tolist()) == ([9], [1])
    assert tokens.paragraphs == 2


def test_a_vector_is_kept_to_within_half_a_step_of_its_largest_number(
    tokens: TokenVectors,
) -> None:
    first = tokens.of(0)
    whole = first.vectors * first.scales[:, None]
    np.testing.assert_allclose(whole, [[1, 0], [0.6, -0.8], [0, 1]], atol=0.5 / 127)
    np.testing.assert_allclose(whole[0], [1, 0], atol=1e-6)


def test_vectors_are_8_bit_integers_and_cannot_be_changed(tokens: TokenVectors) -> None:
    assert (tokens.of(0).vectors.dtype, tokens.of(0).vectors.shape) == (np.int8, (3, 2))
    with pytest.raises(ValueError, match="read-only"):
        tokens.of(0).vectors[0, 0] = 5


def test_a_token_weighs_by_how_few_sentences_have_it(tokens: TokenVectors) -> None:
    assert tokens.weights[7] == pytest.approx(log(1 + 1.5 / 2.5))  # in two sentences of three
    assert tokens.weights[9] == pytest.approx(log(1 + 2.5 / 1.5))
    assert tokens.weights[0] == pytest.approx(log(1 + 3.5 / 0.5))


def test_what_was_read_can_be_written_again(tokens: TokenVectors, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    with TokenWriter(again, vocabulary_size=10) as writer:
        writer.add("d/2", tokens.of(1))
        writer.add("d/1", tokens.of(0))
        writer.finish(["d/1", "d/2"])
    copied = TokenVectors(SealedFiles.of(again), dimension=2)
    for at in (0, 1):
        np.testing.assert_array_equal(copied.of(at).vectors, tokens.of(at).vectors)
        np.testing.assert_array_equal(copied.of(at).scales, tokens.of(at).scales)
    np.testing.assert_array_equal(copied.weights, tokens.weights)


def test_sentences_encoded_apart_make_the_same_paragraph() -> None:
    joined = ParagraphTokens.joined([ParagraphTokens.of([sentence]) for sentence in FIRST])
    whole = ParagraphTokens.of(FIRST)
    np.testing.assert_array_equal(joined.vectors, whole.vectors)
    assert joined.counts.tolist() == whole.counts.tolist() == [2, 1]


def test_a_paragraph_that_was_not_written_is_a_key_error(tmp_path: Path) -> None:
    with (
        TokenWriter(tmp_path, vocabulary_size=10) as writer,
        pytest.raises(KeyError, match="d/1"),
    ):
        writer.finish(["d/1"])


def test_tokens_that_are_not_there_are_damage(tmp_path: Path) -> None:
    files = SealedFiles.of(write(tmp_path, ["d/1", "d/2"]))
    path = tmp_path / "tokens.bin"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(IndexDamagedError):
        TokenVectors(files, dimension=2)


@pytest.mark.parametrize("order", [["d/1", "d/2"], ["d/2", "d/1"]])
def test_one_changed_byte_is_told_by_the_paragraph_that_has_it_and_by_no_other(
    tmp_path: Path, order: list[str]
) -> None:
    tokens = TokenVectors(SealedFiles.of(write(tmp_path, order)), dimension=2)
    path = tmp_path / "tokens.bin"
    whole = path.read_bytes()
    assert len(whole) == 4 * (4 + 4 + 2)
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        tokens.of.cache_clear()
        has_it = (at >= 30) if order == ["d/1", "d/2"] else (at < 10)
        with pytest.raises(IndexDamagedError, match="run 'parity ingest'"):
            tokens.of(1 if has_it else 0)
        tokens.of(0 if has_it else 1)


def test_tokens_are_read_though_the_file_is_gone_and_told_where_it_is_cut_short(
    tmp_path: Path,
) -> None:
    tokens = TokenVectors(SealedFiles.of(write(tmp_path, ["d/1", "d/2"])), dimension=2)
    path = tmp_path / "tokens.bin"
    os.truncate(path, 30)
    assert tokens.of(0).ids.tolist() == [7, 8, 7]
    with pytest.raises(IndexDamagedError, match="run 'parity ingest'"):
        tokens.of(1)
    path.unlink()
    tokens.of.cache_clear()
    assert tokens.of(0).ids.tolist() == [7, 8, 7]
